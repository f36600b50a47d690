// Segments that come twice, or too late: from a connection that is over.
#include "app/wording/scene.h"

#include <fmt/format.h>

namespace tcplab {
namespace {

/// True if its sender has opened the same ports anew since, or (for a SYN) has given up what it asked for.
bool isOfEarlierConnection(const Scene& scene, const SegmentHistory& sent)
{
    const Segment& seg = sent.packet.segment;
    if (sent.conn == 0 || seg.ctl.rst)
        return false;
    if (scene.lastBetween(sent.sender, seg.sourcePort, seg.destinationPort) > sent.conn)
        return true;
    return seg.ctl.syn && !seg.ctl.ack &&
           scene.stateBefore(sent.sender, sent.conn, scene.first) == ConnectionState::Closed;
}

/// True if the sender's octets have not arrived here before in this connection.
bool isReallyNew(const Scene& scene, const SegmentHistory& arrived)
{
    const Segment& seg = arrived.packet.segment;
    if (seg.text.length == 0)
        return false;
    for (SegmentId id = 1; id <= scene.trace.segmentCount(); ++id) {
        const SegmentHistory& other = scene.trace.segment(id);
        const Segment& text = other.packet.segment;
        if (other.sender == arrived.sender && other.conn == arrived.conn && other.delivered &&
            other.endRecord < scene.first && text.text.length != 0 && text.seq <= seg.seq &&
            seg.seq < text.end())
            return false;
    }
    return !isOfEarlierConnection(scene, arrived);
}

/// This timer of its sender sent it.
bool isSentBy(Timer timer, const Scene& scene, const SegmentHistory& arrived)
{
    if (arrived.sentRecord == 0)
        return false;
    const std::uint64_t step = scene.trace.record(arrived.sentRecord).step;
    for (std::uint32_t n = scene.trace.firstRecordOf(step); n < scene.trace.endRecordOf(step); ++n) {
        const Effect what = scene.trace.record(n).what;
        if (what.kind == EffectKind::Timer && what.action == TimerAction::Expire && what.timer == timer &&
            what.host == arrived.sender)
            return true;
    }
    return false;
}

} // namespace

void explainOldDuplicate(const Scene& scene, Explanation& explanation, Facts& facts)
{
    const SegmentHistory& arrived = scene.segmentOf(*scene.delivered);
    const Segment& seg = arrived.packet.segment;
    const ConnectionState state = scene.stateBefore(scene.host(), scene.connection(), scene.first);
    const auto told = [&](Say headline, Say body) {
        explanation.headline = scene.say(headline, facts);
        append(explanation.body, scene.say(body, facts), scene.language);
    };
    const bool isOfEarlier = isOfEarlierConnection(scene, arrived);
    const bool isWindowProbe = !isOfEarlier && seg.len() == 0 && isSentBy(Timer::Persist, scene, arrived);
    if (!isOfEarlier && isSentBy(Timer::KeepAlive, scene, arrived))
        told(Say::KeepAliveProbeArrives, Say::KeepAliveProbeArrivesBody); // RFC 9293 §3.8.4
    else if (isWindowProbe)
        told(Say::WindowProbeArrives, Say::WindowProbeArrivesBody);
    else if (isOfEarlier || seg.text.length != 0)
        told(Say::OldDuplicateAcked, Say::OldDuplicateAckedBody);
    else if (seg.ctl.syn && seg.ctl.ack && state == ConnectionState::SynReceived)
        told(Say::SynAckCrosses, Say::SynAckCrossesBody);
    else if (seg.ctl.syn && seg.ctl.ack)
        told(Say::OldSynAckAcked, Say::OldSynAckAckedBody);
    else if (seg.ctl.syn && state == ConnectionState::SynReceived)
        told(Say::OldSynAcked, Say::OldSynAckedBody);
    else if (seg.ctl.syn)
        told(Say::LateSynAcked, Say::LateSynAckedBody);
    else if (seg.ctl.fin)
        told(Say::OldFinAcked, Say::OldFinAckedBody);
    else
        told(Say::OldDuplicateAcked, Say::OldDuplicateAckedBody);
    if (isReallyNew(scene, arrived))
        append(explanation.body, scene.say(Say::OldDuplicateIsNew, facts), scene.language);
    addCitation(explanation, scene.ignored->clause);
    if (isWindowProbe)
        addCitation(explanation, Clause::PersistProbe);
    if (scene.sends.empty())
        return;
    const SegmentHistory& sent = scene.segmentOf(*scene.sends.front());
    const Segment& reply = sent.packet.segment;
    if (!reply.options.sack.empty() && reply.options.sack[0].left <= seg.seq &&
        seg.seq < reply.options.sack[0].right) {
        const SackBlock& block = reply.options.sack[0];
        facts.set("blocks", fmt::format("{}–{}", scene.inAckSpace(sent, block.left),
                                        scene.inAckSpace(sent, block.right - 1)));
        append(explanation.body, scene.say(Say::DuplicateReported, facts), scene.language);
        addCitation(explanation, Clause::DuplicateReported);
    }
}

void addOldConnection(const Scene& scene, Explanation& explanation, Facts& facts)
{
    const SegmentHistory& arrived = scene.segmentOf(*scene.delivered);
    const Segment& seg = arrived.packet.segment;
    if (isOfEarlierConnection(scene, arrived)) {
        const bool taken =
            seg.text.length != 0 && !scene.ignored && scene.delivered->conn != 0 &&
            scene.stateBefore(scene.host(), scene.delivered->conn, scene.first) != ConnectionState::Listen;
        const Say what = taken ? Say::OldText : seg.ctl.syn && !seg.ctl.ack ? Say::OldSyn : Say::OldSegment;
        append(explanation.body, scene.say(what, facts), scene.language);
        return;
    }
    // Where did the connection go that it looks for?
    const bool foundNone =
        scene.delivered->conn == 0 ||
        scene.stateBefore(scene.host(), scene.delivered->conn, scene.first) == ConnectionState::Listen;
    if (!foundNone || (seg.ctl.syn && !seg.ctl.ack))
        return;
    const ConnectionId gone = scene.lastBetween(scene.host(), seg.destinationPort, seg.sourcePort);
    const std::optional<Record> end = scene.lastChange(scene.host(), gone, scene.first);
    if (end && end->what.to == ConnectionState::Closed && !(scene.now() == end->t)) {
        Facts more = facts;
        more.set("age", durationText(scene.now() - end->t));
        append(explanation.body, scene.say(Say::ConnectionEnded, more), scene.language);
    }
}

} // namespace tcplab
