#include "core/trace/recorder.h"

#include <algorithm>
#include <cassert>

namespace tcplab {

bool Recorder::step(World& world)
{
    const std::optional<Event> event = nextEvent(world);
    if (!event)
        return false;
    step(world, *event);
    return true;
}

void Recorder::step(World& world, const Event& event)
{
    before(world);
    m_log.clear();
    tcplab::process(world, event, m_log);
    after(world, m_log);
}

void Recorder::step(World& world, const Intervention& what, Instant at)
{
    before(world);
    m_log.clear();
    tcplab::intervene(world, what, at, m_log);
    after(world, m_log);
}

void Recorder::end(EndReason reason, Instant at)
{
    m_trace->ended = true;
    m_trace->endReason = reason;
    append({.kind = EffectKind::End}, at, 0);
}

void Recorder::after(const World& after, const StepLog& log)
{
    m_firstOfStep = m_trace->recordCount() + 1;
    m_trace->stepFirstRecord.push_back(m_firstOfStep);
    m_trace->stepInstant.push_back(after.now);
    m_root = 0;
    m_involved.clear();
    m_expired.reset();
    m_everything = false;

    noteOpened(log);
    noteEmitted(after, log);
    SegmentId arrived = 0;
    for (Effect what : log.effects) {
        if (what.kind == EffectKind::Deliver)
            arrived = what.segment;
        if (what.kind == EffectKind::Ignore && what.segment == 0)
            what.segment = arrived;
        if (what.text != noText) {
            m_trace->texts.push_back(what.text < log.texts.size() ? log.texts[what.text] : std::string{});
            what.text = static_cast<std::uint32_t>(m_trace->texts.size() - 1);
        }
        append(what, after.now, causeOf(what));
        noteSegment(what, after.now);
        noteProcess(what);
        if (what.kind == EffectKind::User)
            noteUser(after, what);
        if (what.conn != 0)
            involve({what.host, what.conn});
        if (what.kind == EffectKind::Timer)
            m_expired = {.key = {what.host, what.conn}, .timer = what.timer};
    }
    // A blocked call that goes on (more of a large SEND, say) needs no effect of its own to move a timer.
    for (const Side side : {Side::Client, Side::Server})
        for (const Process& process : after.hosts[indexOf(side)].processes)
            if (process.socket != 0)
                if (const Socket* socket = findSocket(after.hosts[indexOf(side)], process.socket))
                    if (socket->connection != 0)
                        involve({side, socket->connection});
    compareTimers(after);
    m_seenStep = after.step;
}

void Recorder::involve(ConnectionKey key)
{
    if (m_involved.empty() || m_involved.back() != key) // mostly one connection does it all
        m_involved.push_back(key);
}

void Recorder::append(const Effect& what, Instant t, std::uint32_t cause)
{
    m_trace->records.push_back(
        {.t = t, .step = static_cast<std::uint32_t>(m_trace->stepCount()), .cause = cause, .what = what});
    if (isRoot(what))
        m_root = m_trace->recordCount();
}

void Recorder::noteOpened(const StepLog& log)
{
    for (const OpenedConnection& opened : log.opened) {
        std::uint32_t first = m_firstOfStep;
        for (std::size_t i = 0; i < log.effects.size(); ++i) {
            if (log.effects[i].host == opened.host && log.effects[i].conn == opened.id) {
                first += static_cast<std::uint32_t>(i);
                break;
            }
        }
        auto& connections = m_trace->connections[indexOf(opened.host)];
        if (connections.size() < opened.id)
            connections.resize(opened.id);
        connections[opened.id - 1] = {.name = opened.name,
                                      .iss = opened.iss,
                                      .hasIss = opened.name.remotePort != 0,
                                      .firstRecord = first};
        involve({opened.host, opened.id});
    }
}

/// Enters what left a host, and the wire's copies of it, under their ids.
void Recorder::noteEmitted(const World& after, const StepLog& log)
{
    auto& segments = m_trace->segments;
    for (const Packet& packet : log.packets) {
        assert(packet.id != 0);
        static const SegmentHistory blank;
        if (segments.size() < packet.id)
            segments.resize(packet.id, blank);
        segments[packet.id - 1].packet = packet;
    }
    std::uint32_t n = m_firstOfStep;
    for (const Effect& what : log.effects) {
        if (what.kind == EffectKind::Send) {
            SegmentHistory& segment = segments[what.segment - 1];
            segment.sender = what.host;
            segment.conn = what.conn;
            segment.sentAt = segment.expectedEnd = after.now;
            segment.sentRecord = n;
            if (segment.packet.retransmission != 0)
                segment.original = originalOf(segment);
        } else if (what.kind == EffectKind::Duplicate && what.copy != 0) {
            const SegmentHistory original = segments[what.segment - 1];
            SegmentHistory& copy = segments[what.copy - 1];
            copy.sender = original.sender;
            copy.conn = original.conn;
            copy.sentAt = copy.expectedEnd = after.now;
            copy.sentRecord = n;
            copy.original = what.segment;
            copy.isCopy = true;
        }
        ++n;
    }
    for (const Packet& packet : log.packets) {
        SegmentHistory& segment = segments[packet.id - 1];
        const Fifo<InFlight>& flights = after.links[indexOf(segment.sender)].inFlight;
        for (std::size_t i = flights.size(); i-- > 0;) {
            if (flights[i].packet.id == packet.id) {
                segment.sentAt = flights[i].sentAt;
                segment.expectedEnd = flights[i].endsAt;
                break;
            }
        }
    }
    if (!log.packets.empty())
        foreseeEnds(after);
}

/// What CoDel's queue foresees may change with each offer (codel_queue.h), and with it the ends of flights.
void Recorder::foreseeEnds(const World& world)
{
    for (const Link& link : world.links) {
        if (link.codel.waiting.empty())
            continue;
        for (const InFlight& flight : link.inFlight)
            m_trace->segments[flight.packet.id - 1].expectedEnd = flight.endsAt;
    }
}

/// The emission that a retransmission repeats: the latest with the same first number, one retransmission
/// less. Where the front of it had been acknowledged in between: the latest that held this number.
SegmentId Recorder::originalOf(const SegmentHistory& segment) const
{
    constexpr std::size_t furthest = 65536;
    const SeqNum seq = segment.packet.segment.seq;
    const std::size_t stop = segment.packet.id > furthest ? segment.packet.id - furthest : 0;
    SegmentId holding = 0;
    for (std::size_t i = segment.packet.id - 1; i-- > stop;) {
        const SegmentHistory& earlier = m_trace->segments[i];
        if (earlier.sender != segment.sender || earlier.conn != segment.conn || earlier.isCopy ||
            earlier.packet.retransmission + 1 != segment.packet.retransmission)
            continue;
        const Segment& seg = earlier.packet.segment;
        if (seg.seq == seq && seg.len() != 0)
            return earlier.packet.id;
        if (holding == 0 && seg.seq <= seq && seq < seg.end())
            holding = earlier.packet.id;
    }
    return holding;
}

/// What an arrival, a loss or a disregard means for the segment's history. The record is the last one.
void Recorder::noteSegment(const Effect& what, Instant t)
{
    const std::uint32_t n = m_trace->recordCount();
    // An intervention in vain may name a segment that nobody has sent.
    if (what.segment == 0 || what.segment > m_trace->segmentCount())
        return;
    SegmentHistory& segment = m_trace->segments[what.segment - 1];
    switch (what.kind) {
    case EffectKind::Deliver:
        segment.endedAt = t;
        segment.endRecord = n;
        segment.delivered = true;
        segment.marked = what.marked;
        break;
    case EffectKind::Drop:
        segment.endedAt = t;
        segment.endRecord = n;
        segment.dropped = static_cast<DropReason>(what.dropWhy);
        segment.droppedByHand = touchBehind(what.segment, segment.dropped) != 0;
        break;
    case EffectKind::Ignore: segment.ignoredRecord = n; break;
    default: break;
    }
}

void Recorder::noteUser(const World& after, const Effect& what)
{
    if (what.command == UserCommand::Crash || what.command == UserCommand::Boot)
        m_everything = true;
    if (what.segment == 0 || !what.applied)
        return;
    SegmentHistory& segment = m_trace->segments[what.segment - 1];
    m_touched.push_back({.segment = what.segment,
                         .record = m_trace->recordCount(),
                         .command = what.command,
                         .formerEnd = segment.expectedEnd});
    const Link& link = after.links[indexOf(segment.sender)];
    if (const auto position = findInFlight(link, what.segment))
        segment.expectedEnd = link.inFlight[*position].endsAt;
}

void Recorder::noteProcess(const Effect& what)
{
    if (what.kind == EffectKind::Call) {
        processOf(what).call = m_trace->recordCount();
        if (what.call == Call::Crash || what.call == Call::Boot)
            m_everything = true;
    } else if (what.kind == EffectKind::Return) {
        processOf(what).returned = m_trace->recordCount();
    }
}

Recorder::SeenProcess& Recorder::processOf(const Effect& what)
{
    auto& processes = m_processes[indexOf(what.host)];
    if (processes.size() <= what.process)
        processes.resize(what.process + std::size_t{1});
    return processes[what.process];
}

/// The record of the hand that is to blame for a loss: 0 if it would have happened anyway.
std::uint32_t Recorder::touchBehind(SegmentId segment, DropReason why) const
{
    for (auto touched = m_touched.rbegin(); touched != m_touched.rend(); ++touched) {
        if (touched->segment != segment)
            continue;
        if (touched->command == UserCommand::Drop ||
            (touched->command == UserCommand::Corrupt && why == DropReason::Checksum) ||
            (touched->command == UserCommand::Delay && why == DropReason::Lifetime))
            return touched->record;
    }
    return 0;
}

void Recorder::cutAfter(std::uint64_t step)
{
    Trace& trace = *m_trace;
    if (trace.ended) {
        trace.ended = false;
        trace.endReason = EndReason::Idle;
        trace.records.truncate(trace.records.size() - 1);
    }
    if (step >= trace.stepCount())
        return;
    const std::uint32_t cut = trace.firstRecordOf(step + 1);
    const auto isCut = [cut](std::uint32_t n) { return n >= cut; };

    for (std::uint32_t n = cut; n <= trace.recordCount(); ++n) {
        const Effect& what = trace.record(n).what;
        if (what.text != noText) {
            trace.texts.resize(what.text);
            break;
        }
    }
    while (!trace.segments.empty() && isCut(trace.segments.back().sentRecord))
        trace.segments.pop_back();
    while (!m_touched.empty() && isCut(m_touched.back().record)) {
        if (m_touched.back().segment <= trace.segmentCount())
            trace.segments[m_touched.back().segment - 1].expectedEnd = m_touched.back().formerEnd;
        m_touched.pop_back();
    }
    for (std::uint32_t n = cut; n <= trace.recordCount(); ++n) {
        const Effect& what = trace.record(n).what;
        if (what.segment == 0 || what.segment > trace.segmentCount())
            continue;
        SegmentHistory& segment = trace.segments[what.segment - 1];
        if (isCut(segment.ignoredRecord))
            segment.ignoredRecord = 0;
        if (isCut(segment.endRecord)) {
            segment.endRecord = 0;
            segment.endedAt = Instant::never();
            segment.delivered = false;
            segment.marked = false;
            segment.dropped = DropReason::None;
            segment.droppedByHand = false;
        }
    }
    for (auto& connections : trace.connections)
        while (!connections.empty() && isCut(connections.back().firstRecord))
            connections.pop_back();
    trace.records.truncate(cut - 1);
    trace.stepFirstRecord.resize(step);
    trace.stepInstant.resize(step);
    m_hasSeen = false;
}

} // namespace tcplab
