#include "core/run/run.h"

#include <algorithm>
#include <cassert>

namespace tcplab {
namespace {

constexpr std::size_t mostCheckpoints = 4096;
constexpr std::uint64_t mostCheckpointOctets = 8u << 20;

/// Copies share what lies long behind: a page of their own, and where the others are.
template <class T> std::uint64_t estimatedOctets(const LongList<T>& list)
{
    return list.size() / LongList<T>::pageSize * 2 * sizeof(void*) +
           std::min(list.size(), LongList<T>::pageSize) * (sizeof(T) + 32);
}

/// About what a copy of this world takes up; for keeping checkpoints within bounds, no more.
std::uint64_t estimatedOctets(const World& world)
{
    std::uint64_t octets = sizeof(World);
    for (const Host& host : world.hosts) {
        octets += host.connections.size() * sizeof(Connection) + host.sockets.size() * sizeof(Socket) +
                  host.processes.size() * sizeof(Process) + estimatedOctets(host.incarnations) +
                  estimatedOctets(host.readLogs) + host.shelf.ownOctets();
        for (const Connection& connection : host.connections)
            octets += connection.tcb.retransmissionQueue.size() * sizeof(SentSegment) +
                      connection.tcb.received.size() * sizeof(TextRange) +
                      connection.tcb.held.size() * sizeof(HeldSegment);
    }
    for (const Link& link : world.links)
        octets += link.inFlight.size() * sizeof(InFlight) + link.departures.size() * sizeof(Departure) +
                  link.codel.waiting.size() * sizeof(Waiting);
    return octets;
}

/// When an intervention acts: at its instant, as long as that neither has passed nor lies behind the next
/// event (an earlier intervention may have changed what comes before).
Instant instantFor(const World& world, Instant at)
{
    const std::optional<Event> next = nextEvent(world);
    if (next)
        at = std::min(at, next->at);
    return std::max(at, world.now);
}

bool isEarlier(const PlacedIntervention& a, const PlacedIntervention& b) { return a.step < b.step; }

} // namespace

Run::Run(std::shared_ptr<const Scenario> scenario)
    : m_scenario(std::move(scenario)), m_interventions(m_scenario->interventions), m_recorder(m_trace)
{
    startOver();
}

Run::Run(const Run& other)
    : m_scenario(other.m_scenario),
      m_interventions(other.m_interventions),
      m_trace(other.m_trace),
      m_recorder(other.m_recorder, m_trace),
      m_frontier(other.m_frontier),
      m_checkpoints(other.m_checkpoints),
      m_checkpointOctets(other.m_checkpointOctets),
      m_spacing(other.m_spacing)
{}

Run& Run::operator=(const Run& other)
{
    if (this != &other) {
        m_scenario = other.m_scenario;
        m_interventions = other.m_interventions;
        m_trace = other.m_trace;
        m_recorder = Recorder(other.m_recorder, m_trace);
        m_frontier = other.m_frontier;
        m_checkpoints = other.m_checkpoints;
        m_checkpointOctets = other.m_checkpointOctets;
        m_spacing = other.m_spacing;
    }
    return *this;
}

void Run::startOver()
{
    std::stable_sort(m_interventions.begin(), m_interventions.end(), isEarlier);
    m_trace = Trace(m_scenario);
    m_recorder = Recorder(m_trace);
    m_frontier = start(m_scenario);
    m_checkpoints.assign(1, m_frontier);
    m_checkpointOctets = estimatedOctets(m_frontier);
    m_spacing = 256;
}

Scenario Run::scenarioWithInterventions() const
{
    Scenario scenario = *m_scenario;
    scenario.interventions = m_interventions;
    return scenario;
}

const PlacedIntervention* Run::interventionAt(std::uint64_t step) const
{
    const auto found =
        std::lower_bound(m_interventions.begin(), m_interventions.end(), step,
                         [](const PlacedIntervention& i, std::uint64_t s) { return i.step < s; });
    return found != m_interventions.end() && found->step == step ? &*found : nullptr;
}

/// One more step, or the `end` record. False when the run has ended.
bool Run::stepOnce(std::uint32_t recordLimit)
{
    if (m_trace.ended)
        return false;
    if (m_trace.recordCount() >= recordLimit) {
        m_recorder.end(EndReason::Limit, m_frontier.now);
        return false;
    }
    if (const PlacedIntervention* placed = interventionAt(m_frontier.step + 1)) {
        m_recorder.step(m_frontier, placed->what, instantFor(m_frontier, placed->at));
    } else {
        const std::optional<Event> event = nextEvent(m_frontier);
        if (!event) {
            m_recorder.end(nextInstant(m_frontier).isNever() ? EndReason::Idle : EndReason::Until,
                           endInstant(m_frontier));
            return false;
        }
        m_recorder.step(m_frontier, *event);
    }
    keepCheckpoint();
    return true;
}

bool Run::extend(std::uint64_t n)
{
    for (; n > 0; --n)
        if (!stepOnce(defaultRecordLimit))
            return false;
    return !m_trace.ended;
}

void Run::extendToEnd(std::uint32_t recordLimit)
{
    while (stepOnce(recordLimit))
        ;
}

const StepLog& Run::doNext(const Event& event)
{
    m_recorder.step(m_frontier, event);
    keepCheckpoint();
    return m_recorder.log();
}

const StepLog& Run::stepIn(Instant at, const Intervention& what)
{
    assert(m_interventions.empty() || m_interventions.back().step <= m_frontier.step);
    m_interventions.push_back({.step = m_frontier.step + 1, .at = instantFor(m_frontier, at), .what = what});
    m_recorder.step(m_frontier, what, m_interventions.back().at);
    keepCheckpoint();
    return m_recorder.log();
}

void Run::end(EndReason reason) { m_recorder.end(reason, m_frontier.now); }

/// Now and then a copy of the world. When they are many, or heavy, every second one goes.
void Run::keepCheckpoint()
{
    if (m_frontier.step % m_spacing != 0)
        return;
    m_checkpoints.push_back(m_frontier);
    m_checkpointOctets += estimatedOctets(m_frontier);
    if (m_checkpoints.size() < 3 ||
        (m_checkpoints.size() <= mostCheckpoints && m_checkpointOctets <= mostCheckpointOctets))
        return;
    m_spacing *= 2;
    std::erase_if(m_checkpoints, [this](const World& world) { return world.step % m_spacing != 0; });
    m_checkpointOctets = 0;
    for (const World& world : m_checkpoints)
        m_checkpointOctets += estimatedOctets(world);
}

World Run::worldAt(std::uint64_t step) const
{
    assert(step <= m_trace.stepCount());
    if (step == m_frontier.step)
        return m_frontier;
    const auto after = std::upper_bound(m_checkpoints.begin(), m_checkpoints.end(), step,
                                        [](std::uint64_t s, const World& world) { return s < world.step; });
    World world = *(after - 1);
    StepLog log;
    log.keepTexts = log.keepEffects = false;
    while (world.step < step) {
        log.clear();
        if (const PlacedIntervention* placed = interventionAt(world.step + 1))
            tcplab::intervene(world, placed->what, instantFor(world, placed->at), log);
        else
            process(world, *nextEvent(world), log);
    }
    // A replay that does not come to where the run was would be a broken world.
    assert(world.now == m_trace.instantOf(step));
    return world;
}

void Run::goBackTo(std::uint64_t step)
{
    m_frontier = worldAt(step);
    m_recorder.cutAfter(step);
    while (m_checkpoints.back().step > step)
        m_checkpoints.pop_back();
    m_checkpointOctets = 0;
    for (const World& world : m_checkpoints)
        m_checkpointOctets += estimatedOctets(world);
}

void Run::intervene(std::uint64_t step, Instant at, const Intervention& what)
{
    goBackTo(step);
    std::erase_if(m_interventions, [step](const PlacedIntervention& i) { return i.step > step; });
    m_interventions.push_back({.step = step + 1, .at = instantFor(m_frontier, at), .what = what});
    stepOnce(defaultRecordLimit);
}

void Run::setInterventions(std::vector<PlacedIntervention> interventions)
{
    std::stable_sort(interventions.begin(), interventions.end(), isEarlier);
    // What both have in common need not be done again.
    const auto differ = std::mismatch(m_interventions.begin(), m_interventions.end(), interventions.begin(),
                                      interventions.end());
    std::uint64_t first = m_trace.stepCount() + 1;
    if (differ.first != m_interventions.end())
        first = std::min(first, differ.first->step);
    if (differ.second != interventions.end())
        first = std::min(first, differ.second->step);
    goBackTo(first > 0 ? first - 1 : 0);
    m_interventions = std::move(interventions);
}

} // namespace tcplab
