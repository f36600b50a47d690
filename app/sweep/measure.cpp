#include "app/sweep/measure.h"

#include "core/experiment/outcome.h"
#include "core/run/play.h"

#include <algorithm>
#include <cmath>

namespace tcplab {
namespace {

/// Nothing where a connection ended in good order.
std::optional<FinalOutcome> failureOf(Ending ending)
{
    switch (ending) {
    case Ending::Reset: return FinalOutcome::Reset;
    case Ending::Refused: return FinalOutcome::Refused;
    case Ending::TimedOut: return FinalOutcome::TimedOut;
    case Ending::Aborted: return FinalOutcome::Aborted;
    case Ending::Crashed: return FinalOutcome::Crashed;
    case Ending::Open:
    case Ending::Closed:
    case Ending::BackToListen:
    case Ending::TimeWaitCutShort: break;
    }
    return std::nullopt;
}

/// Plays the run again, with its effects: what failed first. Few runs need it.
std::optional<FinalOutcome> searchFailure(const std::shared_ptr<const Scenario>& scenario,
                                          std::uint64_t limit, const std::atomic<bool>* abandoned)
{
    Play play(scenario);
    bool callFailed = false;
    while (play.world().step < limit && (abandoned == nullptr || !*abandoned) && play.step())
        for (const Effect& effect : play.log().effects) {
            if (effect.kind == EffectKind::State && effect.to == ConnectionState::Closed)
                if (const auto failure = failureOf(endingOf(effect)))
                    return failure;
            callFailed = callFailed || (effect.kind == EffectKind::Return && effect.error != Errno::None);
        }
    return callFailed ? std::optional(FinalOutcome::CallFailed) : std::nullopt;
}

/// True when the receiver has all that the segment carries.
bool hasAll(const Tcb& tcb, const Segment& segment)
{
    if (tcb.state == ConnectionState::Closed || tcb.state == ConnectionState::Listen ||
        tcb.state == ConnectionState::SynSent)
        return false; // RCV.NXT means nothing yet
    if (segment.end() <= tcb.rcv.nxt)
        return true;
    if (segment.ctl.syn || (segment.ctl.fin && !tcb.finHeld))
        return false;
    if (segment.text.length == 0)
        return true; // a FIN that is held
    const SeqNum from = segment.seq < tcb.rcv.nxt ? tcb.rcv.nxt : segment.seq;
    const SeqNum to = segment.seq + segment.text.length;
    return to <= from || std::ranges::any_of(tcb.held, [&](const HeldSegment& held) {
               return held.seq <= from && to <= held.seq + held.text.length;
           });
}

bool bringsNothingNew(const Host& host, const Segment& segment)
{
    if (!host.up)
        return false;
    for (const Connection& connection : host.connections)
        if (connection.name.localPort == segment.destinationPort &&
            connection.name.remotePort == segment.sourcePort &&
            connection.tcb.state != ConnectionState::Closed)
            return hasAll(connection.tcb, segment);
    // In TIME-WAIT or gone: nobody waits for it any more.
    return std::ranges::any_of(host.incarnations, [&](const Incarnation& gone) {
        return gone.localPort == segment.destinationPort && gone.remotePort == segment.sourcePort;
    });
}

bool isDone(const Scenario& scenario, const Host& host)
{
    return host.up && std::ranges::all_of(host.processes, &Process::ended) &&
           (!host.processes.empty() || scenario.hosts[indexOf(host.side)].program.empty());
}

/// A program that ended before its last line was ended by a call that failed.
bool endedEarly(const Scenario& scenario, const Host& host)
{
    return std::ranges::any_of(host.processes, [&](const Process& process) {
        return process.ended && !process.single &&
               process.next < scenario.hosts[indexOf(host.side)].program.size();
    });
}

std::uint64_t octetsRead(const Host& host)
{
    std::uint64_t octets = 0;
    for (const ReadLog& log : host.readLogs)
        for (const TextRange& range : log.text)
            octets += range.length;
    return octets;
}

std::uint64_t offered(const World& world) { return world.links[0].offered + world.links[1].offered; }

} // namespace

const char* nameOf(FinalOutcome outcome)
{
    constexpr std::array<const char*, finalOutcomeCount> names{
        "complete", "timed-out",   "reset",   "refused", "aborted",
        "crashed",  "call-failed", "waiting", "until",   "cut-off"};
    return names[static_cast<std::size_t>(outcome)];
}

RunMeter::Glance RunMeter::glanceAt(const Host& host)
{
    Glance glance;
    for (const Connection& connection : host.connections) {
        const ConnectionState state = connection.tcb.state;
        if (state == ConnectionState::Closed || state == ConnectionState::TimeWait)
            continue;
        ++glance.live;
        glance.backoffs += connection.tcb.rtt.backoffs;
    }
    return glance;
}

void RunMeter::begin()
{
    m_measures = {};
    m_copies.clear();
    m_lastTurn = {};
    m_suspicious = false;
    m_opening.reset();
    m_opened = false;
}

/// A retransmission is about to arrive.
void RunMeter::noteArrival(const World& world, Side sender)
{
    const InFlight& flight = world.links[indexOf(sender)].inFlight.front();
    if (flight.packet.retransmission == 0 || flight.fate != DropReason::None)
        return;
    if (!m_copies.empty() && std::ranges::find(m_copies, flight.packet.id) != m_copies.end())
        return;
    if (bringsNothingNew(world.hosts[indexOf(peerOf(sender))], flight.packet.segment))
        ++m_measures.spurious;
}

/// The first `own` packets of the log are the hosts', the others are copies that the network made.
void RunMeter::noteSent(const World& world, std::uint64_t own)
{
    for (std::size_t i = 0; i < m_log.packets.size(); ++i) {
        const Packet& packet = m_log.packets[i];
        if (i >= own) {
            m_copies.push_back(packet.id);
            continue;
        }
        ++m_measures.segments;
        m_measures.retransmissions += packet.retransmission != 0 ? 1u : 0u;
        m_suspicious = m_suspicious || packet.segment.ctl.rst;
        if (packet.segment.ctl.syn && !packet.segment.ctl.ack && !m_opening && !m_opened) {
            const std::uint16_t local = packet.segment.sourcePort;
            const std::uint16_t remote = packet.segment.destinationPort;
            const bool clients = latestBetween(world.hosts[0], local, remote).has_value();
            m_opening = Opening{clients ? Side::Client : Side::Server, local, remote, world.now};
        }
    }
}

void RunMeter::noteHandshake(const World& world)
{
    for (const Connection& connection : world.hosts[indexOf(m_opening->host)].connections)
        if (connection.name.localPort == m_opening->localPort &&
            connection.name.remotePort == m_opening->remotePort && isSynchronized(connection.tcb.state)) {
            m_measures.handshake = world.now - m_opening->at;
            m_opening.reset();
            m_opened = true;
            return;
        }
}

void RunMeter::happen(World& world, const Event& event)
{
    const std::uint64_t offeredBefore = offered(world);
    if (const auto* expires = std::get_if<TimerExpires>(&event.what)) {
        const Host& host = world.hosts[indexOf(expires->host)];
        const Glance before = glanceAt(host);
        process(world, event, m_log);
        const Glance after = glanceAt(host);
        m_measures.timeouts += after.backoffs > before.backoffs ? 1u : 0u;
        m_suspicious = m_suspicious || after.live < before.live;
    } else {
        if (const auto* ends = std::get_if<FlightEnds>(&event.what))
            noteArrival(world, ends->sender);
        else
            m_lastTurn = event.at;
        process(world, event, m_log);
    }
    if (!m_log.packets.empty())
        noteSent(world, offered(world) - offeredBefore);
    if (m_opening)
        noteHandshake(world);
}

FinalOutcome RunMeter::outcomeOf(const World& world, const std::shared_ptr<const Scenario>& scenario,
                                 bool cutOff) const
{
    const auto any = [&](auto holds) { return holds(world.hosts[0]) || holds(world.hosts[1]); };
    if (m_suspicious || any([](const Host& host) { return host.crashes != 0; }) ||
        any([&](const Host& host) { return endedEarly(*scenario, host); }))
        if (const auto failure = searchFailure(scenario, m_limit, m_abandoned))
            return *failure;
    if (cutOff)
        return FinalOutcome::CutOff;
    if (any([&](const Host& host) { return !isDone(*scenario, host); }))
        return nextInstant(world).isNever() ? FinalOutcome::Waiting : FinalOutcome::Until;
    return FinalOutcome::Complete;
}

RunMeasures RunMeter::play(const std::shared_ptr<const Scenario>& scenario)
{
    begin();
    World world = start(scenario);
    auto placed = scenario->interventions.begin();
    const auto end = scenario->interventions.end();
    bool cutOff = false;
    while (true) {
        if (world.step >= m_limit) {
            cutOff = true;
            break;
        }
        if (isAbandoned(world)) {
            m_stepsPlayed += world.step;
            m_measures.outcome = FinalOutcome::CutOff;
            return m_measures;
        }
        while (placed != end && placed->step <= world.step)
            ++placed;
        if (placed != end && placed->step == world.step + 1) {
            const std::uint64_t before = offered(world);
            intervene(world, placed->what, placed->at, m_log);
            noteSent(world, offered(world) - before);
        } else if (const std::optional<Event> event = nextEvent(world)) {
            happen(world, *event);
        } else {
            break;
        }
    }
    m_stepsPlayed += world.step;
    m_measures.outcome = outcomeOf(world, scenario, cutOff);
    const bool complete = m_measures.outcome == FinalOutcome::Complete;
    if (complete)
        m_measures.completion = m_lastTurn - Instant{};
    const Instant until =
        complete ? m_lastTurn : (m_measures.outcome == FinalOutcome::Until ? endInstant(world) : world.now);
    if (until > Instant{}) {
        const auto octets = static_cast<double>(octetsRead(world.hosts[0]) + octetsRead(world.hosts[1]));
        m_measures.goodput =
            static_cast<std::uint64_t>(std::llround(octets * 8e9 / static_cast<double>(until.ns)));
    }
    return m_measures;
}

} // namespace tcplab
