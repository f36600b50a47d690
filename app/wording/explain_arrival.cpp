// Steps in which a segment arrives.
#include "app/wording/scene.h"

#include <algorithm>

namespace tcplab {
namespace {

std::size_t sentenceCount(const std::string& text, Language language)
{
    if (language == Language::English)
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), '.'));
    std::size_t count = 0;
    for (std::size_t at = text.find("。"); at != std::string::npos; at = text.find("。", at + 1))
        ++count;
    return count;
}

/// True if the last segment that arrived here before acknowledged just as much.
bool saysNothingNew(const Scene& scene)
{
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    const ConnectionId conn = scene.delivered->conn;
    if (conn == 0)
        return false;
    const std::uint32_t begin = scene.trace.connection(scene.host(), conn).firstRecord;
    for (std::uint32_t n = scene.first; n-- > begin && n > 0;) {
        const Effect& earlier = scene.trace.record(n).what;
        if (earlier.kind != EffectKind::Deliver || earlier.host != scene.host() || earlier.conn != conn)
            continue;
        const Segment& before = scene.segmentOf(earlier).packet.segment;
        if (before.ctl.ack)
            return seg.ack <= before.ack;
    }
    return false;
}

Clause clauseOfSends(const Scene& scene, Clause wanted)
{
    for (const Effect* send : scene.sends)
        if (send->clause == wanted)
            return wanted;
    return Clause::None;
}

/// Text that was taken, and how it is acknowledged.
void explainText(const Scene& scene, Explanation& explanation, Facts& facts)
{
    if (explanation.headline.empty())
        explanation.headline = scene.say(Say::TextArrives, facts);
    append(explanation.body, scene.say(Say::TextArrivesBody, facts), scene.language);
    addCitation(explanation, Clause::TextAccepted);
    const Duration delay = scene.started(Timer::DelayedAck);
    if (!scene.sends.empty()) {
        append(explanation.body, scene.say(Say::TextAckedNow, facts), scene.language);
        addCitation(explanation, scene.sends.front()->clause);
    } else if (delay) {
        facts.set("wait", durationText(delay));
        append(explanation.body, scene.say(Say::TextAckDelayed, facts), scene.language);
        addCitation(explanation, Clause::DelayedAckStarted);
    }
}

/// A segment without text that changes no state: what it acknowledges, and what that makes possible.
void explainAck(const Scene& scene, Explanation& explanation, const Facts& facts)
{
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    const bool nothingNew = saysNothingNew(scene) && scene.sends.empty();
    explanation.headline = scene.say(nothingNew ? Say::AckNothingNew : Say::AckArrives, facts);
    append(explanation.body, scene.say(nothingNew ? Say::AckNothingNewBody : Say::AckArrivesBody, facts),
           scene.language);
    addCitation(explanation, nothingNew ? Clause::AckDuplicate : Clause::AckAdvancesUna);
    if (seg.wnd == 0)
        append(explanation.body, scene.say(Say::AckWithZeroWindow, facts), scene.language);
}

/// What comes on top of the main thing.
void addTheRest(const Scene& scene, Explanation& explanation, Facts& facts)
{
    if (clauseOfSends(scene, Clause::NewDataSent) != Clause::None)
        append(explanation.body, scene.say(Say::MoreSent, facts), scene.language);
    if (scene.measured && sentenceCount(explanation.body, scene.language) < 3) {
        facts.set("sample", durationText({scene.measured->value}));
        facts.set("srtt", durationText({scene.measured->value2}));
        facts.set("rto", durationText({scene.measured->value4}));
        append(explanation.body, scene.say(Say::RttTaken, facts), scene.language);
        addCitation(explanation, Clause::RttSample);
    }
}

} // namespace

Explanation explainArrival(const Scene& scene)
{
    Explanation explanation;
    Facts facts = scene.facts();
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;

    // The last change of state is the news; what led there is told with it.
    if (!scene.states.empty()) {
        const ClauseSentences& last = sentencesFor(scene.states.back()->clause);
        explanation.headline = fill(last.headline, scene.language, facts);
        Clause told = Clause::None;
        for (const Effect* state : scene.states) {
            if (state->clause != told)
                addClause(explanation, state->clause, facts, scene.language);
            told = state->clause;
        }
    } else if (scene.ignored) {
        if (scene.ignored->ignoreWhy == IgnoreReason::HostDown) {
            explanation.headline = scene.say(Say::HostDown, facts);
            append(explanation.body, scene.say(Say::HostDownBody, facts), scene.language);
            addCitation(explanation, scene.ignored->clause);
        } else if (scene.ignored->clause == Clause::UnacceptableAcked &&
                   scene.ignored->ignoreWhy == IgnoreReason::OldDuplicate) {
            explanation.headline = scene.say(Say::OldDuplicateAcked, facts);
            append(explanation.body, scene.say(Say::OldDuplicateAckedBody, facts), scene.language);
            addCitation(explanation, scene.ignored->clause);
        } else {
            addClause(explanation, scene.ignored->clause, facts, scene.language);
        }
    } else if (!scene.sends.empty() && addClause(explanation, scene.sends.front()->clause, facts, scene.language)) {
        // told by the rule that sent the answer
    } else if (seg.text.length != 0 && scene.delivered->conn != 0) {
        explainText(scene, explanation, facts);
    } else if (seg.ctl.ack) {
        explainAck(scene, explanation, facts);
    }
    if (explanation.headline.empty())
        explanation.headline = scene.say(Say::SomethingArrives, facts);
    addTheRest(scene, explanation, facts);
    return explanation;
}

} // namespace tcplab
