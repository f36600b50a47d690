#include "app/replay/player.h"

#include "core/trace/recorder.h"
#include "core/world/world.h"

#include <algorithm>
#include <array>
#include <set>

namespace tcplab {
namespace {

// How far a kernel and its script may lag behind: each thing adds its own to that of what caused it.
constexpr Duration wireLag = microseconds(1500);
constexpr Duration programLag = milliseconds(4);
constexpr Duration timerLag = milliseconds(8); ///< and an eighth of the timer's length
constexpr Duration roomLead = milliseconds(4);
constexpr Duration afterEnd = seconds(1); ///< played further than anybody looked

/// What the kernel's network did to the packets that are alike, in their order.
struct Likeness {
    Side from = Side::Client;
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    std::string flags;
    std::int64_t seq = 0;
    std::int64_t ack = 0; ///< of a pure ACK
    auto operator<=>(const Likeness&) const = default;
};

Likeness likenessOf(const SegmentRow& row)
{
    const bool isPureAck = row.length == 0 && !row.ctl.syn && !row.ctl.fin && !row.ctl.rst;
    return {.from = row.from,
            .sourcePort = row.sourcePort,
            .destinationPort = row.destinationPort,
            .flags = isPureAck ? "ACK"
                     : row.ctl.syn || row.ctl.rst || row.length == 0
                         ? std::string{row.ctl.syn ? 'S' : '-', row.ctl.fin ? 'F' : '-',
                                       row.ctl.rst ? 'R' : '-', row.ctl.ack ? 'A' : '-'}
                         : "text",
            .seq = row.seq.value_or(row.seqAbsolute.value_or(0)),
            .ack = isPureAck ? row.ack.value_or(0) : 0};
}

class Player {
public:
    Player(const KernelTrace& kernel, const ReplayPlan& plan)
        : m_kernel(kernel),
          m_plan(plan),
          m_world(start(plan.scenario)),
          m_trace(m_world.scenario),
          m_recorder(m_trace)
    {
        const ReplayRows rows = rowsOf(kernel);
        std::size_t row = 0;
        for (const KernelPacket& packet : kernel.packets)
            if (packet.fate != KernelFate::Injected)
                m_fates[likenessOf(rows.segments[row++])].push_back(&packet);
    }

    Replayed play()
    {
        while (true) {
            const Instant next = nextInstant(m_world);
            const Instant mine = nextOwn();
            if (std::min(next, mine) > m_kernel.end + afterEnd)
                break;
            if (mine <= next) {
                doOwn(mine);
            } else {
                m_recorder.step(m_world);
                look({});
            }
        }
        for (auto& [process, call] : m_waiting)
            m_rows.calls.push_back({.of = call.of});
        std::ranges::stable_sort(m_rows.calls, {}, &CallRow::of);
        return {std::move(m_rows), std::move(m_trace)};
    }

private:
    struct Program {
        std::size_t next = 0;
        std::uint32_t waitsFor = 0; ///< a process; 0: none
        Instant returnedAt{};       ///< the call before
        Duration late{};
    };
    struct Waiting {
        std::size_t of = 0;
        Side side = Side::Client;
    };

    /// When the programs or the script do something next.
    Instant nextOwn() const
    {
        Instant next = Instant::never();
        for (const Side side : {Side::Client, Side::Server})
            next = std::min(next, turnOf(side));
        if (m_nextInjection < m_plan.injections.size())
            next = std::min(next, std::max(m_world.now, m_plan.injections[m_nextInjection].arrives));
        if (m_nextRoom < m_plan.rooms.size())
            next = std::min(next, std::max(m_world.now, roomMade(m_plan.rooms[m_nextRoom])));
        return next;
    }

    /// Before the window that showed it: a kernel is late with that.
    static Instant roomMade(const Room& room)
    {
        return Instant{} + std::max(room.at - Instant{} - roomLead, Duration{});
    }

    void makeRoom(const Room& room)
    {
        for (Connection& connection : m_world.hosts[indexOf(room.side)].connections)
            if (connection.name.localPort == room.localPort && connection.name.remotePort == room.remotePort)
                connection.tcb.receiveBuffer = room.octets;
    }

    Instant turnOf(Side side) const
    {
        const Program& program = m_programs[indexOf(side)];
        const auto& calls = m_plan.calls[indexOf(side)];
        if (program.waitsFor != 0 || program.next >= calls.size())
            return Instant::never();
        const PlannedCall& call = calls[program.next];
        return std::max(m_world.now, call.follows ? program.returnedAt : m_kernel.calls[call.of].at);
    }

    void doOwn(Instant at)
    {
        while (m_nextRoom < m_plan.rooms.size() && roomMade(m_plan.rooms[m_nextRoom]) <= at) {
            makeRoom(m_plan.rooms[m_nextRoom++]);
            if (nextOwn() > at)
                return;
        }
        for (const Side side : {Side::Server, Side::Client}) // a listener is there before somebody calls
            if (turnOf(side) <= at)
                return makeNextCall(side, at);
        inject(m_plan.injections[m_nextInjection++]);
    }

    void makeNextCall(Side side, Instant at)
    {
        Program& program = m_programs[indexOf(side)];
        const PlannedCall& call = m_plan.calls[indexOf(side)][program.next++];
        const bool isOnTime = !call.follows && m_kernel.calls[call.of].at >= program.returnedAt;
        const Duration late = (isOnTime ? Duration{} : program.late) + programLag;
        switch (call.kind) {
        case PlannedCall::Kind::Make: makeCall(side, call, at, late); return;
        case PlannedCall::Kind::AskError:
            returned(side, call.of, takeError(side, call.statement.socket), at, late);
            return;
        case PlannedCall::Kind::KillAll:
            for (const std::string& name : connectedSockets(side)) {
                Statement kill;
                kill.call = Call::Abort;
                kill.socket = name;
                m_recorder.step(m_world, MakeCall{side, kill}, at);
                look(late);
            }
            break;
        case PlannedCall::Kind::ConfirmedOnly: break;
        }
        returned(side, call.of, "ok", at, late);
    }

    void makeCall(Side side, const PlannedCall& call, Instant at, Duration late)
    {
        const std::uint32_t process = m_world.hosts[indexOf(side)].nextProcess;
        if (call.waits)
            m_programs[indexOf(side)].waitsFor = process;
        else
            m_programs[indexOf(side)].returnedAt = at;
        m_waiting[{side, process}] = {call.of, side};
        m_recorder.step(m_world, MakeCall{side, call.statement}, at);
        look(late);
    }

    void returned(Side side, std::size_t of, const std::string& result, Instant at, Duration late)
    {
        Program& program = m_programs[indexOf(side)];
        program.waitsFor = 0;
        const auto& calls = m_plan.calls[indexOf(side)];
        program.returnedAt = at + calls[program.next - 1].lag;
        program.late = late;
        m_rows.calls.push_back({.of = of, .result = result, .end = program.returnedAt, .late = late});
    }

    /// The error that a socket has pending: asked for, it is gone.
    std::string takeError(Side side, const std::string& name)
    {
        Host& host = m_world.hosts[indexOf(side)];
        for (const Socket& socket : host.sockets)
            for (Connection& connection : host.connections)
                if (socket.name == name && !socket.listening && connection.id == socket.connection &&
                    connection.tcb.error != Errno::None)
                    return nameOf(std::exchange(connection.tcb.error, Errno::None));
        return "0";
    }

    std::vector<std::string> connectedSockets(Side side) const
    {
        std::vector<std::string> names;
        for (const Socket& socket : m_world.hosts[indexOf(side)].sockets) {
            const Connection* connection = findConnection(m_world.hosts[indexOf(side)], socket.connection);
            if (!socket.listening && connection != nullptr && isSynchronized(connection->tcb.state))
                names.push_back(socket.name);
        }
        return names;
    }

    /// Puts a packet on the wire that nobody sent.
    void inject(const Injection& injection)
    {
        const KernelPacket& kernels = m_kernel.packets[injection.of];
        const Side to = peerOf(kernels.from);
        const bool isKnown = m_hasSyn.contains({kernels.from, kernels.sourcePort, kernels.destinationPort});
        const bool peerIsKnown = m_hasSyn.contains({to, kernels.destinationPort, kernels.sourcePort});
        Segment segment{.sourcePort = kernels.sourcePort,
                        .destinationPort = kernels.destinationPort,
                        .ctl = kernels.ctl,
                        .wnd = kernels.window,
                        .text = {.stream = 0xffff'ffff, .length = kernels.length}};
        segment.seq = SeqNum{static_cast<std::uint32_t>(injection.seq)};
        if (isKnown)
            segment.seq += m_isns.latest(kernels.from, kernels.sourcePort, kernels.destinationPort).value();
        if (!isKnown && kernels.seq)
            m_isns.note(kernels.from, kernels.sourcePort, kernels.destinationPort,
                        segment.seq + static_cast<std::uint32_t>(-*kernels.seq));
        if (segment.ctl.ack)
            segment.ack =
                SeqNum{static_cast<std::uint32_t>(injection.ack)} +
                (peerIsKnown ? m_isns.latest(to, kernels.destinationPort, kernels.sourcePort).value() : 0u);
        m_recorder.before(m_world);
        StepLog log;
        m_world.now = std::max(m_world.now, injection.arrives);
        ++m_world.step;
        const Packet packet{.id = m_world.nextSegment++, .segment = segment};
        launch(m_world.links[indexOf(kernels.from)],
               {.packet = packet, .sentAt = m_world.now, .endsAt = m_world.now, .byHand = true});
        log.packets.push_back(packet);
        Effect sent;
        sent.kind = EffectKind::Send;
        sent.host = kernels.from;
        sent.segment = packet.id;
        log.effects.push_back(sent);
        m_injected.push_back(packet.id);
        m_recorder.after(m_world, log);
        look(milliseconds(1));
    }

    /// Reads what the last step has recorded; `late` is that of what set it off, if we did.
    void look(Duration late)
    {
        std::vector<SegmentId> sent;
        for (std::uint32_t n = static_cast<std::uint32_t>(m_late.size()) + 1; n <= m_trace.recordCount();
             ++n) {
            const Record& record = m_trace.record(n);
            m_late.push_back(lateness(record, late));
            switch (record.what.kind) {
            case EffectKind::Send:
                if (std::ranges::find(m_injected, record.what.segment) == m_injected.end()) {
                    noteSent(record);
                    sent.push_back(record.what.segment);
                }
                break;
            case EffectKind::State: noteState(record); break;
            case EffectKind::Return: noteReturn(record); break;
            default: break;
            }
        }
        for (const SegmentId id : sent)
            befall(id);
    }

    Duration lateness(const Record& record, Duration late) const
    {
        const Duration inherited = record.cause == 0 ? late : m_late[record.cause - 1];
        switch (record.what.kind) {
        case EffectKind::Deliver: return inherited + wireLag;
        case EffectKind::Return: return inherited + programLag;
        case EffectKind::Timer:
            if (record.what.action == TimerAction::Expire && record.cause != 0)
                return inherited + (record.t - m_trace.record(record.cause).t) / 8 + timerLag;
            return inherited;
        default: return inherited;
        }
    }

    void noteSent(const Record& record)
    {
        const Segment& segment = m_trace.segment(record.what.segment).packet.segment;
        const Side from = record.what.host;
        if (segment.ctl.syn) {
            m_isns.note(from, segment.sourcePort, segment.destinationPort, segment.seq);
            m_hasSyn.insert({from, segment.sourcePort, segment.destinationPort});
        }
        SegmentRow row{.from = from,
                       .sourcePort = segment.sourcePort,
                       .destinationPort = segment.destinationPort,
                       .ctl = segment.ctl,
                       .seq = m_isns.relative(from, segment.sourcePort, segment.destinationPort, segment.seq),
                       .seqAbsolute = segment.seq.value(),
                       .length = segment.text.length,
                       .at = record.t,
                       .late = m_late.back()};
        row.ctl.psh = false;
        if (segment.ctl.ack)
            row.ack = m_isns.relative(peerOf(from), segment.destinationPort, segment.sourcePort, segment.ack);
        m_rows.segments.push_back(row);
        m_rowOfSegment[record.what.segment] = m_rows.segments.size() - 1;
    }

    void noteState(const Record& record)
    {
        const ConnectionName& name = m_trace.connection(record.what.host, record.what.conn).name;
        m_rows.states.push_back({.side = record.what.host,
                                 .localPort = name.localPort,
                                 .remotePort = name.remotePort,
                                 .from = nameOf(record.what.from),
                                 .to = nameOf(record.what.to),
                                 .at = record.t,
                                 .late = m_late.back()});
    }

    void noteReturn(const Record& record)
    {
        const auto waiting = m_waiting.find({record.what.host, record.what.process});
        if (waiting == m_waiting.end())
            return;
        const Waiting call = waiting->second;
        m_waiting.erase(waiting);
        const Call made = record.what.call;
        std::string result = "ok";
        if (record.what.error != Errno::None)
            result = nameOf(record.what.error);
        else if (made == Call::Send || made == Call::Recv)
            result = std::to_string(record.what.value);
        else if (made == Call::Accept)
            result = acceptedFrom(call.side, m_kernel.calls[call.of].result);
        if (m_programs[indexOf(call.side)].waitsFor == record.what.process)
            returned(call.side, call.of, result, record.t, m_late.back());
        else
            m_rows.calls.push_back({.of = call.of, .result = result, .end = record.t, .late = m_late.back()});
    }

    /// "B.c1 from 10.0.0.1:40002" with the port from which the client came here.
    std::string acceptedFrom(Side side, const std::string& kernels) const
    {
        const std::size_t dot = kernels.find('.');
        const std::string name = kernels.substr(dot + 1, kernels.find(' ') - dot - 1);
        const Host& host = m_world.hosts[indexOf(side)];
        for (const Socket& socket : host.sockets)
            if (const Connection* connection = findConnection(host, socket.connection);
                socket.name == name && connection != nullptr)
                return kernels.substr(0, kernels.rfind(':') + 1) +
                       std::to_string(connection->name.remotePort);
        return "ok";
    }

    /// Does to a segment of ours what the kernel's network did to the one that is like it.
    void befall(SegmentId id)
    {
        const SegmentRow& row = m_rows.segments[m_rowOfSegment[id]];
        const Likeness likeness = likenessOf(row);
        const std::size_t number = m_seen[likeness]++;
        const bool isCut = std::ranges::any_of(
            m_plan.cuts, [&](const Cut& cut) { return cut.from == row.from && cut.at <= m_world.now; });
        const auto alike = m_fates.find(likeness);
        const KernelPacket* kernels = nullptr;
        if (alike != m_fates.end())
            kernels = number < alike->second.size()                  ? alike->second[number]
                      : alike->second.back()->rule.ends_with(" all") ? alike->second.back()
                                                                     : nullptr;
        if (isCut || (kernels != nullptr && kernels->fate == KernelFate::Dropped)) {
            intervene(DropSegment{id});
        } else if (kernels != nullptr && kernels->fate != KernelFate::Delivered) {
            // A packet is now and then a millisecond late without anybody's doing.
            const Duration extra = kernels->arrivals.front() - kernels->sentAt - m_kernel.delay;
            if (extra >= milliseconds(1))
                intervene(DelaySegment{id, milliseconds(extra.ns / 1'000'000)});
            for (std::size_t copy = 1; copy < kernels->arrivals.size(); ++copy)
                duplicate(id, kernels->arrivals[copy] - kernels->arrivals.front());
        }
    }

    void duplicate(SegmentId id, Duration after)
    {
        const SegmentId copy = m_world.nextSegment;
        intervene(DuplicateSegment{id});
        const Duration gap = copyGap(linkSettings(m_world, m_trace.segment(id).sender));
        if (after > gap)
            intervene(DelaySegment{copy, after - gap});
    }

    void intervene(const Intervention& what)
    {
        m_recorder.step(m_world, what, m_world.now);
        look({});
    }

    const KernelTrace& m_kernel;
    const ReplayPlan& m_plan;
    World m_world;
    Trace m_trace;
    Recorder m_recorder;
    ReplayRows m_rows;
    IsnBook m_isns;
    std::set<std::tuple<Side, std::uint16_t, std::uint16_t>> m_hasSyn; ///< these ISNs are not forged
    std::array<Program, 2> m_programs{};
    std::map<std::pair<Side, std::uint32_t>, Waiting> m_waiting;
    std::size_t m_nextInjection = 0;
    std::size_t m_nextRoom = 0;
    std::vector<SegmentId> m_injected;
    std::vector<Duration> m_late; ///< by record
    std::map<SegmentId, std::size_t> m_rowOfSegment;
    std::map<Likeness, std::vector<const KernelPacket*>> m_fates;
    std::map<Likeness, std::size_t> m_seen;
};

} // namespace

Replayed play(const KernelTrace& kernel, const ReplayPlan& plan) { return Player(kernel, plan).play(); }

} // namespace tcplab
