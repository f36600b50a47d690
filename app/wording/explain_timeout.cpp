// Steps in which a timer expires.
#include "app/wording/record_text.h"
#include "app/wording/scene.h"

namespace tcplab {
namespace {

/// A lost segment of the peer that acknowledged this one and was sent after it had arrived; null if none.
const SegmentHistory* lostAnswer(const Scene& scene, const SegmentHistory& sent)
{
    if (!sent.delivered)
        return nullptr;
    const SegmentHistory* found = nullptr;
    for (SegmentId id = sent.packet.id + 1; id <= scene.trace.segmentCount(); ++id) {
        const SegmentHistory& answer = scene.trace.segment(id);
        if (answer.sentRecord >= scene.first)
            break;
        const Segment& seg = answer.packet.segment;
        if (answer.sender == sent.sender || !seg.ctl.ack || answer.sentRecord < sent.endRecord ||
            seg.sourcePort != sent.packet.segment.destinationPort ||
            seg.destinationPort != sent.packet.segment.sourcePort || seg.ack < sent.packet.segment.end())
            continue;
        if (answer.dropped == DropReason::None || answer.endRecord >= scene.first)
            return nullptr; // one of them is still on its way
        found = &answer;
    }
    return found;
}

/// A segment of the peer that acknowledged this one and was ignored when it arrived, the last; null if none.
const SegmentHistory* ignoredAnswer(const Scene& scene, const SegmentHistory& sent)
{
    for (SegmentId id = scene.trace.segmentCount(); id > sent.packet.id; --id) {
        const SegmentHistory& answer = scene.trace.segment(id);
        const Segment& seg = answer.packet.segment;
        if (answer.sender != sent.sender && seg.ctl.ack && seg.ack >= sent.packet.segment.end() &&
            seg.sourcePort == sent.packet.segment.destinationPort &&
            seg.destinationPort == sent.packet.segment.sourcePort && answer.ignoredRecord != 0 &&
            answer.ignoredRecord < scene.first)
            return &answer;
    }
    return nullptr;
}

bool isUnderWay(const Scene& scene, const SegmentHistory& sent)
{
    return sent.endRecord == 0 || sent.endRecord >= scene.first;
}

/// True if an acknowledgment of it is on its way.
bool isAnswerUnderWay(const Scene& scene, const SegmentHistory& sent)
{
    for (SegmentId id = sent.packet.id + 1; id <= scene.trace.segmentCount(); ++id) {
        const SegmentHistory& answer = scene.trace.segment(id);
        if (answer.sentRecord >= scene.first)
            break;
        const Segment& seg = answer.packet.segment;
        if (answer.sender != sent.sender && seg.ctl.ack && seg.ack >= sent.packet.segment.end() &&
            seg.destinationPort == sent.packet.segment.sourcePort && isUnderWay(scene, answer))
            return true;
    }
    return false;
}

/// What a segment asks of the reader's memory: "the FIN", "the SYN", "100 octets", "100 octets and the FIN".
std::string whatIsIn(const Segment& seg, Language language)
{
    if (seg.text.length != 0) {
        std::string text = (language == Language::Chinese ? " " : "") + octetsText(seg.text.length, language);
        if (seg.ctl.fin)
            text += language == Language::Chinese ? "和 FIN" : " and the FIN";
        return text;
    }
    const char* word = seg.ctl.syn ? (seg.ctl.ack ? "SYN, ACK" : "SYN") : "FIN";
    return (language == Language::Chinese ? " " : "the ") + std::string(word);
}

/// The emission for which the timer that expires was started, of those that this segment repeats.
const SegmentHistory& emissionWaitedFor(const Scene& scene, const SegmentHistory& again)
{
    const SegmentHistory* emission = &scene.trace.segment(again.original);
    const std::uint32_t start = scene.trace.record(scene.first).cause;
    while (start != 0 && emission->original != 0 &&
           scene.trace.record(emission->sentRecord).step > scene.trace.record(start).step)
        emission = &scene.trace.segment(emission->original);
    return *emission;
}

Explanation explainRetransmission(const Scene& scene)
{
    Explanation explanation;
    Facts facts = scene.facts();
    const SegmentHistory& again = scene.segmentOf(*scene.sends.front());
    const Language language = scene.language;
    facts.set("what", whatIsIn(again.packet.segment, language));
    explanation.headline = scene.say(Say::RetransmitHeadline, facts);
    Duration waited{};

    if (again.original != 0) {
        const SegmentHistory& original = emissionWaitedFor(scene, again);
        facts.set("oldseg", segmentFlagsLabel(original));
        facts.set("oldnums", scene.numbers(original));
        facts.set("wait", durationText(scene.now() - original.sentAt));
        Say why = Say::RetransmitIgnored;
        if (original.dropped != DropReason::None && original.endRecord < scene.first) {
            why = Say::RetransmitOriginalLost;
        } else if (const SegmentHistory* answer = lostAnswer(scene, original)) {
            why = Say::RetransmitAckLost;
            facts.set("ackseg", segmentFlagsLabel(*answer));
            facts.set("acknums", scene.numbers(*answer));
        } else if (isUnderWay(scene, original)) {
            why = Say::RetransmitHeldUp;
        } else if (isAnswerUnderWay(scene, original)) {
            why = Say::RetransmitNothingLost;
        } else if (const SegmentHistory* ignored = ignoredAnswer(scene, original)) {
            why = Say::RetransmitAnswerIgnored;
            facts.set("ackseg", segmentFlagsLabel(*ignored));
            facts.set("acknums", scene.numbers(*ignored));
            facts.set("reason", ignoredText(scene.trace.record(ignored->ignoredRecord).what, language));
        }
        append(explanation.body, scene.say(why, facts), language);
        waited = scene.now() - original.sentAt;
    }
    const Side peer = peerOf(scene.host());
    const ConnectionId there = scene.peerOfConnection(scene.host(), scene.connection());
    if (again.packet.segment.ctl.fin && there != 0 &&
        scene.stateBefore(peer, there, scene.first) == ConnectionState::TimeWait) {
        append(explanation.body, scene.say(Say::RetransmitPeerInTimeWait, facts), language);
    } else if (const Duration next = scene.started(Timer::Retransmission)) {
        const Instant end = scene.deadline(scene.host(), scene.connection(), Timer::User, scene.end);
        facts.set("next", durationText(next));
        facts.set("due", instantText(end));
        Say how = Say::RetransmitBackOff;
        if (end <= scene.now() + next)
            how = Say::RetransmitLastTry;
        else if (next == scene.profile().maxRto)
            how = Say::RetransmitAtMaximum;
        else if (next <= waited)
            how = Say::RetransmitLinear;
        append(explanation.body, scene.say(how, facts), language);
    }
    addCitation(explanation, Clause::RetransmissionTimeout);
    return explanation;
}

/// How long the timer that expires had run: its start is the time-out's cause.
Duration hasRun(const Scene& scene)
{
    const std::uint32_t start = scene.trace.record(scene.first).cause;
    return start != 0 ? scene.now() - scene.trace.record(start).t : Duration{};
}

/// How many segments with text this connection has taken since it last sent anything.
std::uint32_t textsSinceLastSend(const Scene& scene)
{
    const ConnectionId conn = scene.connection();
    std::uint32_t count = 0;
    for (std::uint32_t n = scene.first; n-- > 1;) {
        const Effect& earlier = scene.trace.record(n).what;
        if (earlier.host != scene.host() || earlier.conn != conn)
            continue;
        if (earlier.kind == EffectKind::Send)
            break;
        const bool isTaken = earlier.kind == EffectKind::Deliver &&
                             scene.segmentOf(earlier).packet.segment.text.length != 0 &&
                             scene.segmentOf(earlier).ignoredRecord == 0;
        count += isTaken ? 1u : 0u;
    }
    return count;
}

/// The program has called close on it: no call will fail.
bool isClosedByProgram(const Scene& scene, ConnectionId conn)
{
    for (std::uint32_t n = scene.first; n-- > 1;) {
        const Effect& earlier = scene.trace.record(n).what;
        if (earlier.kind == EffectKind::Call && earlier.call == Call::Close && earlier.host == scene.host() &&
            earlier.conn == conn)
            return true;
    }
    return false;
}

/// "once", "twice", "11 times".
std::string timesText(std::uint32_t count, Language language)
{
    if (language == Language::Chinese)
        return " " + std::to_string(count) + " 次";
    return count == 1 ? "once" : count == 2 ? "twice" : std::to_string(count) + " times";
}

Explanation explainGivingUp(const Scene& scene)
{
    Explanation explanation;
    Facts facts = scene.facts();
    const Effect& state = *scene.states.back();
    // What was sent last, and how often: the emissions that it repeats lead back to the first.
    for (SegmentId id = scene.trace.segmentCount(); id > 0; --id) {
        const SegmentHistory* sent = &scene.trace.segment(id);
        if (sent->sender != scene.host() || sent->conn != state.conn || sent->sentRecord >= scene.first ||
            sent->packet.segment.len() == 0)
            continue;
        facts.set("oldseg", whatIsIn(sent->packet.segment, Language::English));
        facts.set("count", timesText(sent->packet.retransmission + 1, scene.language));
        while (sent->original != 0)
            sent = &scene.trace.segment(sent->original);
        facts.set("wait", durationText(scene.now() - sent->sentAt));
        if (scene.language == Language::Chinese)
            facts.set("oldseg", whatIsIn(sent->packet.segment, scene.language).substr(1));
        break;
    }
    explanation.headline = scene.say(Say::GivenUpHeadline, facts);
    const bool listens = state.to == ConnectionState::Listen;
    const bool isOrphan = isClosedByProgram(scene, state.conn);
    explanation.body = scene.say(listens    ? Say::GivenUpToListen
                                 : isOrphan ? Say::GivenUpAfterClose
                                            : Say::GivenUpBody,
                                 facts);
    addCitation(explanation, state.clause);
    return explanation;
}

} // namespace

Explanation explainTimeout(const Scene& scene)
{
    Explanation explanation;
    Facts facts = scene.facts();
    const Language language = scene.language;
    if (!scene.states.empty()) {
        const Effect& state = *scene.states.back();
        const Duration ran = hasRun(scene);
        facts.set("wait", durationText(ran));
        facts.set("stay", scene.stayText(ran));
        if (state.clause == Clause::TimeWaitExpired && scene.isShortOf2Msl(ran)) {
            explanation.headline = scene.say(Say::TimeWaitCutShort, facts);
            explanation.body = scene.say(Say::TimeWaitCutShortBody, facts);
            addOwnTimeWait(scene, explanation);
            addCitation(explanation, state.clause);
            return explanation;
        }
        return addClause(explanation, state.clause, facts, language) ? explanation : explainGivingUp(scene);
    }
    if (!scene.sends.empty()) {
        const Clause clause = scene.sends.front()->clause;
        if (clause == Clause::RetransmissionTimeout || clause == Clause::ReachedR1)
            return explainRetransmission(scene);
        if (clause == Clause::DelayedAckExpired && !hasRun(scene)) {
            explanation.headline = scene.say(Say::AckByItself, facts);
            explanation.body = scene.say(Say::AckByItselfBody, facts);
            addCitation(explanation, Clause::AckedAtOnce);
            return explanation;
        }
        const std::uint32_t texts = clause == Clause::DelayedAckExpired ? textsSinceLastSend(scene) : 0;
        if (texts > 1) {
            facts.set("count", texts);
            explanation.headline = fill(sentencesFor(clause).headline, language, facts);
            explanation.body = scene.say(Say::DelayedAckOfSeveral, facts);
            addCitation(explanation, clause);
            return explanation;
        }
        if (clause == Clause::FastRetransmit && scene.expired->timer == Timer::Reordering) {
            explanation.headline = scene.say(Say::ReorderingOver, facts);
            explanation.body = scene.say(Say::ReorderingOverBody, facts);
            addCitation(explanation, Clause::ReorderingTimeout);
            return explanation;
        }
        if (addClause(explanation, clause, facts, language))
            return explanation;
    }
    facts.set("timer",
              textOf(sentenceFor(scene.trace.scenario(), scene.host(), scene.expired->timer), language));
    if (scene.expired->timer == Timer::Retransmission && !scene.profile().retransmission) {
        explanation.headline = scene.say(Say::NotSentAgain, facts);
        explanation.body = scene.say(Say::NotSentAgainBody, facts);
        addCitation(explanation, Clause::RetransmissionTimeout);
        return explanation;
    }
    explanation.headline = scene.say(Say::TimerExpires, facts);
    return explanation;
}

} // namespace tcplab
