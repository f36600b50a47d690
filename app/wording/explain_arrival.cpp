// Steps in which a segment arrives.
#include "app/wording/record_text.h"
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

/// How many numbers the segment acknowledges that none before it in this connection did.
std::uint32_t newlyAcknowledged(const Scene& scene)
{
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    const ConnectionId conn = scene.delivered->conn;
    if (conn == 0 || !seg.ctl.ack)
        return 0;
    const ConnectionHistory& connection = scene.trace.connection(scene.host(), conn);
    SeqNum known = connection.iss;
    for (std::uint32_t n = scene.first; n-- > connection.firstRecord && n > 0;) {
        const Effect& earlier = scene.trace.record(n).what;
        if (earlier.kind != EffectKind::Deliver || earlier.host != scene.host() || earlier.conn != conn)
            continue;
        const SegmentHistory& before = scene.segmentOf(earlier);
        if (before.packet.segment.ctl.ack && before.ignoredRecord == 0 && known < before.packet.segment.ack)
            known = before.packet.segment.ack;
    }
    return known < seg.ack ? static_cast<std::uint32_t>(seg.ack - known) : 0;
}

Clause clauseOfSends(const Scene& scene, Clause wanted)
{
    for (const Effect* send : scene.sends)
        if (send->clause == wanted)
            return wanted;
    return Clause::None;
}

constexpr std::uint32_t defaultMss = 536; ///< without an option (MUST-15)

/// What this ACK covers is two full-sized segments (SHLD-19) by the smaller MSS of the two.
bool coversTwoFullSized(const Scene& scene, const SegmentHistory& answer)
{
    const auto& hosts = scene.trace.scenario().hosts;
    const std::uint32_t options = scene.segmentOf(*scene.delivered).packet.segment.options.octets();
    std::uint32_t mss = defaultMss;
    if (hosts[0].profile.mssOption && hosts[1].profile.mssOption)
        mss = std::min(hosts[0].profile.mss, hosts[1].profile.mss);
    const std::uint32_t covered = scene.inAckSpace(answer, answer.packet.segment.ack) -
                                  scene.lastAckSent(scene.host(), scene.delivered->conn);
    return covered >= 2 * (mss - std::min(mss, options));
}

Say howAcknowledged(const Scene& scene)
{
    const Effect& answer = *scene.sends.front();
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    if (scene.segmentOf(answer).packet.segment.ack > seg.end())
        return Say::TextFillsGap;
    if (answer.clause == Clause::DelayedAckEverySecond)
        return coversTwoFullSized(scene, scene.segmentOf(answer)) ? Say::TextAckedSecond
                                                                  : Say::TextAckedSecondSmall;
    if (answer.clause == Clause::AckedAtOnce && scene.profile().quickAcks != 0 && scene.profile().delayedAck)
        return Say::TextAckedQuick;
    return Say::TextAckedNow;
}

/// Text that was taken, and how it is acknowledged.
void explainText(const Scene& scene, Explanation& explanation, Facts& facts)
{
    if (explanation.headline.empty())
        explanation.headline = scene.say(Say::TextArrives, facts);
    const bool taken = scene.isRecvWaiting(scene.host(), scene.delivered->conn);
    append(explanation.body, scene.say(taken ? Say::TextTakenBody : Say::TextArrivesBody, facts),
           scene.language);
    addCitation(explanation, Clause::TextAccepted);
    const Duration delay = scene.started(Timer::DelayedAck);
    const ConnectionState state = scene.stateBefore(scene.host(), scene.delivered->conn, scene.first);
    if (state == ConnectionState::FinWait1 || state == ConnectionState::FinWait2)
        append(explanation.body, scene.say(Say::TextInFinWait, facts), scene.language);
    if (!scene.sends.empty()) {
        append(explanation.body, scene.say(howAcknowledged(scene), facts), scene.language);
        addCitation(explanation, scene.sends.front()->clause);
    } else if (delay) {
        facts.set("wait", durationText(delay));
        append(explanation.body, scene.say(Say::TextAckDelayed, facts), scene.language);
        addCitation(explanation, Clause::DelayedAckStarted);
    }
}

/// A segment without text that changes no state: what it acknowledges, and what that makes possible.
void explainAck(const Scene& scene, Explanation& explanation, Facts facts)
{
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    const std::uint32_t acknowledged = newlyAcknowledged(scene);
    facts.set("text", octetsText(acknowledged, scene.language));
    facts.set("window",
              octetsText(windowOctets(scene.trace, scene.segmentOf(*scene.delivered)), scene.language));
    if (acknowledged != 0) {
        explanation.headline = scene.say(Say::AckArrives, facts);
        append(explanation.body, scene.say(Say::AckArrivesBody, facts), scene.language);
        addCitation(explanation, Clause::AckAdvancesUna);
        const SegmentHistory* before = scene.lastReceived(scene.host(), scene.delivered->conn);
        const auto shift = windowShift(scene.trace, scene.segmentOf(*scene.delivered));
        if (seg.wnd == 0) {
            append(explanation.body, scene.say(Say::AckWithZeroWindow, facts), scene.language);
        } else if (shift && *shift != 0 && before && before->packet.segment.ctl.syn) {
            facts.set("field", seg.wnd);
            facts.set("shift", *shift);
            append(explanation.body, scene.say(Say::WindowScaled, facts), scene.language);
        }
        return;
    }
    const SegmentHistory* before = scene.lastReceived(scene.host(), scene.delivered->conn);
    const bool opens = before && before->packet.segment.wnd < seg.wnd;
    Say headline = Say::AckNothingNew;
    Say body = Say::AckNothingNewBody;
    if (seg.wnd == 0) {
        headline = Say::WindowStillZero;
        body = Say::WindowStillZeroBody;
    } else if (opens) {
        const bool wasClosed = before->packet.segment.wnd == 0;
        headline = wasClosed ? Say::WindowOpens : Say::WindowGrows;
        body = wasClosed ? Say::WindowOpensBody : Say::WindowGrowsBody;
    } else if (duplicateReport(seg)) { // addDuplicateReport() says the rest
        explanation.headline = scene.say(Say::TwiceHeadline, facts);
        return;
    }
    explanation.headline = scene.say(headline, facts);
    append(explanation.body, scene.say(body, facts), scene.language);
    addCitation(explanation, opens ? Clause::WindowUpdated : Clause::AckDuplicate);
}

void addRoundTrip(const Scene& scene, Explanation& explanation, Facts& facts)
{
    const Duration srtt{scene.measured->value2};
    const Duration raw = srtt + Duration{scene.measured->value3} * 4;
    const Duration rto{scene.measured->value4};
    const Duration slop = scene.profile().rtoSlop;
    // What RFC 6298 §2 makes of the two before any minimum: G counts where RTTVAR is next to nothing.
    const Duration computed =
        srtt + std::max(Duration{scene.measured->value3} * 4, scene.profile().rtoGranularity);
    facts.set("sample", durationText({scene.measured->value}));
    facts.set("srtt", durationText(srtt));
    facts.set("rto", durationText(rto));
    facts.set("raw", durationText(raw));
    facts.set("minimum", durationText(scene.profile().minRto));
    facts.set("slop", durationText(slop));
    Say say = Say::RttTaken;
    if (slop && rto < scene.profile().maxRto)
        say = computed + slop < rto ? Say::RttAtMinimumWithSlop
              : raw + slop == rto   ? Say::RttWithSlop
                                    : Say::RttTaken; // G counts: no sum of what is named
    else if (computed < rto)
        say = scene.profile().minRtoFloorsVariance ? Say::RttAtVarianceMinimum : Say::RttAtMinimum;
    append(explanation.body, scene.say(say, facts), scene.language);
    addCitation(explanation, Clause::RttSample);
}

/// States that a segment can lead to together with the text in it.
bool takesText(ConnectionState state)
{
    return state == ConnectionState::Established || state == ConnectionState::FinWait2 ||
           state == ConnectionState::CloseWait || state == ConnectionState::Closing ||
           state == ConnectionState::TimeWait;
}

/// What comes on top of the main thing.
void addTheRest(const Scene& scene, Explanation& explanation, Facts& facts)
{
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    if (!scene.states.empty() && !scene.ignored && seg.text.length != 0 && takesText(scene.states.back()->to))
        append(explanation.body,
               scene.say(scene.isRecvWaiting(scene.host(), scene.delivered->conn) ? Say::TextTooTaken
                                                                                  : Say::TextToo,
                         facts),
               scene.language);
    const bool toldAlready = clauseOfSends(scene, Clause::FastRetransmit) != Clause::None;
    if (clauseOfSends(scene, Clause::NewDataSent) != Clause::None && !toldAlready &&
        !isLimitedTransmit(scene))
        append(explanation.body, scene.say(Say::MoreSent, facts), scene.language);
    for (const Effect* send : scene.sends) {
        const Segment& sent = scene.segmentOf(*send).packet.segment;
        if (sent.ctl.fin && scene.segmentOf(*send).packet.retransmission == 0) {
            facts.set("finseq", scene.inSendSpace(scene.segmentOf(*send), sent.end() - 1));
            append(explanation.body, scene.say(Say::FinFollows, facts), scene.language);
        }
    }
    addOldConnection(scene, explanation, facts);
    if (scene.urgent) {
        facts.set("octets", octetsText(static_cast<std::uint32_t>(scene.urgent->value), scene.language));
        append(explanation.body, scene.say(Say::UrgentTold, facts), scene.language);
        addCitation(explanation, Clause::UrgentTold);
    }
    if (scene.measured && sentenceCount(explanation.body, scene.language) < 3)
        addRoundTrip(scene, explanation, facts);
}

/// True if what is sent is the news: an answer, not text or a FIN that the windows now let go.
bool isAnswer(const Scene& scene)
{
    if (scene.sends.empty())
        return false;
    const Clause clause = scene.sends.front()->clause;
    return clause != Clause::CloseSendsFin && clause != Clause::CloseInCloseWait &&
           clause != Clause::FastRetransmit && *sentencesFor(clause).headline.en != '\0';
}

/// What must be said before the sentence of the rule that sent the answer.
void addReason(const Scene& scene, Explanation& explanation, const Facts& facts, Clause clause)
{
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    if (clause == Clause::SynSentBadAckResets)
        append(explanation.body,
               scene.say(seg.ctl.syn ? Say::BadAckOfOtherSyn : Say::BadAckOfOldConnection, facts),
               scene.language);
}

/// And what after it.
void addNumbers(const Scene& scene, Explanation& explanation, Facts facts, Clause clause)
{
    if (clause == Clause::TextQueuedOutOfOrder && !scene.sends.empty()) {
        facts.set("blocks", scene.blocksText(scene.segmentOf(*scene.sends.front())));
        if (!scene.segmentOf(*scene.sends.front()).packet.segment.options.sack.empty())
            append(explanation.body, scene.say(Say::SackReports, facts), scene.language);
    }
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    if (clause == Clause::AcceptQueueFull)
        append(explanation.body,
               scene.say(seg.ctl.syn ? Say::CallerWaitsForRoom : Say::HandshakeWaitsForRoom, facts),
               scene.language);
    if (clause == Clause::ResetForNoConnection)
        append(explanation.body, scene.say(seg.ctl.ack ? Say::ResetTakesAck : Say::ResetAcknowledges, facts),
               scene.language);
    if (clause == Clause::SynSentNothing && seg.ctl.ack)
        append(explanation.body, scene.say(Say::BareAckInSynSent, facts), scene.language);
}

/// The last change of state is the news; what led there is told with it.
void explainStates(const Scene& scene, Explanation& explanation, Facts& facts)
{
    const Effect& first = *scene.states.front();
    const Effect& last = *scene.states.back();
    const Clause news = first.clause == Clause::TimeWaitReopened ? first.clause : last.clause;
    const bool hasNoTimeWait = last.clause == Clause::FinToTimeWait && !scene.started(Timer::TimeWait);
    explanation.headline = hasNoTimeWait ? scene.say(Say::NoTimeWait, facts)
                                         : fill(sentencesFor(news).headline, scene.language, facts);
    Clause told = Clause::None;
    for (const Effect* state : scene.states) {
        if (state->clause == Clause::FinAcknowledged && state != &last) {
            // FIN-WAIT-2 is left again at once.
            append(explanation.body, scene.say(Say::FinAckedToo, facts), scene.language);
            addCitation(explanation, state->clause);
        } else if (state == &last && last.clause == Clause::FinToTimeWait &&
                   scene.isShortOf2Msl(scene.started(Timer::TimeWait))) {
            append(explanation.body,
                   scene.say(hasNoTimeWait ? Say::NoTimeWaitBody : Say::ShortTimeWaitBody, facts),
                   scene.language);
            addOwnTimeWait(scene, explanation);
            addCitation(explanation, state->clause);
        } else if (state->clause != told) {
            addClause(explanation, state->clause, facts, scene.language);
        }
        if (state->clause == Clause::ResetExact)
            append(
                explanation.body,
                scene.say(scene.profile().resetKeepsData ? Say::ResetKeepsArrived : Say::ResetFlushes, facts),
                scene.language);
        told = state->clause;
    }
    if (last.clause == Clause::FinToCloseWait && scene.sends.empty() && scene.isStarted(Timer::DelayedAck)) {
        const Duration delay = scene.started(Timer::DelayedAck);
        facts.set("wait", durationText(delay));
        append(explanation.body, scene.say(delay ? Say::TextAckDelayed : Say::FinAckFirstProgram, facts),
               scene.language);
        addCitation(explanation, delay ? Clause::DelayedAckStarted : Clause::TextAccepted); // "piggybacked"
    }
}

} // namespace

Explanation explainArrival(const Scene& scene)
{
    Explanation explanation;
    Facts facts = scene.facts();
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;

    if (isScript(scene.trace.scenario(), scene.host())) {
        explanation.headline = scene.say(Say::ScriptReceives, facts);
        explanation.body = scene.say(Say::ScriptReceivesBody, facts);
        return explanation;
    }
    if (isPlayed(scene.trace, scene.host())) {
        explanation.headline = scene.say(Say::PlayedArrives, facts);
        explanation.body = scene.say(Say::PlayedBody, facts);
        return explanation;
    }
    if (!scene.states.empty()) {
        explainStates(scene, explanation, facts);
    } else if (scene.ignored) {
        if (scene.ignored->ignoreWhy == IgnoreReason::HostDown) {
            explanation.headline = scene.say(Say::HostDown, facts);
            append(explanation.body, scene.say(Say::HostDownBody, facts), scene.language);
            addCitation(explanation, scene.ignored->clause);
        } else if ((scene.ignored->clause == Clause::UnacceptableAcked ||
                    scene.ignored->clause == Clause::DuplicateReported) &&
                   scene.ignored->ignoreWhy == IgnoreReason::OldDuplicate) {
            explainOldDuplicate(scene, explanation, facts);
        } else {
            addReason(scene, explanation, facts, scene.ignored->clause);
            addClause(explanation, scene.ignored->clause, facts, scene.language);
            addNumbers(scene, explanation, facts, scene.ignored->clause);
        }
    } else if (isAnswer(scene)) {
        // The rule that sent the answer.
        addReason(scene, explanation, facts, scene.sends.front()->clause);
        addClause(explanation, scene.sends.front()->clause, facts, scene.language);
        addNumbers(scene, explanation, facts, scene.sends.front()->clause);
    } else if (seg.text.length != 0 && scene.delivered->conn != 0) {
        explainText(scene, explanation, facts);
    } else if (seg.ctl.ack && !explainLossSeen(scene, explanation, facts)) {
        explainAck(scene, explanation, facts);
    }
    if (explanation.headline.empty())
        explanation.headline = scene.say(Say::SomethingArrives, facts);
    if (scene.delivered->conn != 0 && !scene.ignored)
        addDuplicateReport(scene, explanation, facts);
    if (scene.delivered->marked)
        append(explanation.body, scene.say(Say::ArrivesMarked, facts), scene.language);
    addTheRest(scene, explanation, facts);
    return explanation;
}

} // namespace tcplab
