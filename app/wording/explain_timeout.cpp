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

/// True if an answer to it is on its way, or it is itself.
bool isUnderWay(const Scene& scene, const SegmentHistory& sent)
{
    if (sent.endRecord == 0 || sent.endRecord >= scene.first)
        return true;
    for (SegmentId id = sent.packet.id + 1; id <= scene.trace.segmentCount(); ++id) {
        const SegmentHistory& answer = scene.trace.segment(id);
        if (answer.sentRecord >= scene.first)
            break;
        const Segment& seg = answer.packet.segment;
        if (answer.sender != sent.sender && seg.ctl.ack && seg.ack >= sent.packet.segment.end() &&
            seg.destinationPort == sent.packet.segment.sourcePort &&
            (answer.endRecord == 0 || answer.endRecord >= scene.first))
            return true;
    }
    return false;
}

/// What a segment asks of the reader's memory: "the FIN", "the SYN", "100 octets".
std::string whatIsIn(const Segment& seg, Language language)
{
    if (seg.text.length != 0)
        return (language == Language::Chinese ? " " : "") + octetsText(seg.text.length, language);
    const char* word = seg.ctl.syn ? (seg.ctl.ack ? "SYN, ACK" : "SYN") : "FIN";
    return (language == Language::Chinese ? " " : "the ") + std::string(word);
}

Explanation explainRetransmission(const Scene& scene)
{
    Explanation explanation;
    Facts facts = scene.facts();
    const SegmentHistory& again = scene.segmentOf(*scene.sends.front());
    const Language language = scene.language;
    facts.set("what", whatIsIn(again.packet.segment, language));
    explanation.headline = scene.say(Say::RetransmitHeadline, facts);

    if (again.original != 0) {
        const SegmentHistory& original = scene.trace.segment(again.original);
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
            why = Say::RetransmitNothingLost;
        }
        append(explanation.body, scene.say(why, facts), language);
    }
    const Side peer = peerOf(scene.host());
    const ConnectionId there = scene.peerOfConnection(scene.host(), scene.connection());
    if (again.packet.segment.ctl.fin && there != 0 &&
        scene.stateBefore(peer, there, scene.first) == ConnectionState::TimeWait) {
        append(explanation.body, scene.say(Say::RetransmitPeerInTimeWait, facts), language);
    } else if (const Duration next = scene.started(Timer::Retransmission)) {
        facts.set("next", durationText(next));
        append(explanation.body, scene.say(Say::RetransmitBackOff, facts), language);
    }
    addCitation(explanation, Clause::RetransmissionTimeout);
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
        if (state.clause == Clause::FinWait2Expired) {
            // How long it had waited: the timer's start is the time-out's cause.
            const std::uint32_t start = scene.trace.record(scene.first).cause;
            if (start != 0)
                facts.set("wait", durationText(scene.now() - scene.trace.record(start).t));
        }
        if (addClause(explanation, state.clause, facts, language))
            return explanation;
        explanation.headline = scene.say(Say::GivenUpHeadline, facts);
        const bool listens = state.to == ConnectionState::Listen;
        append(explanation.body, scene.say(listens ? Say::GivenUpToListen : Say::GivenUpBody, facts), language);
        addCitation(explanation, state.clause);
        return explanation;
    }
    if (!scene.sends.empty()) {
        const Clause clause = scene.sends.front()->clause;
        if (clause == Clause::RetransmissionTimeout)
            return explainRetransmission(scene);
        const std::uint32_t start = scene.trace.record(scene.first).cause;
        if (clause == Clause::DelayedAckExpired && start != 0 && scene.trace.record(start).t == scene.now()) {
            explanation.headline = scene.say(Say::AckByItself, facts);
            explanation.body = scene.say(Say::AckByItselfBody, facts);
            addCitation(explanation, Clause::AckedAtOnce);
            return explanation;
        }
        if (addClause(explanation, clause, facts, language))
            return explanation;
    }
    facts.set("timer", textOf(sentenceFor(scene.expired->timer), language));
    explanation.headline = scene.say(Say::TimerExpires, facts);
    return explanation;
}

} // namespace tcplab
