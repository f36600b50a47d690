#include "core/experiment/explore.h"

#include "core/experiment/canonical.h"
#include "core/experiment/seen_table.h"
#include "core/experiment/wire_choices.h"

#include <algorithm>

namespace tcplab {
namespace {

/// Interventions that make a host do something.
bool actsOnHost(const Intervention& what)
{
    return std::holds_alternative<MakeCall>(what) || std::holds_alternative<CrashHost>(what) ||
           std::holds_alternative<BootHost>(what);
}
Side actingHost(const Intervention& what)
{
    if (const auto* call = std::get_if<MakeCall>(&what))
        return call->host;
    if (const auto* crash = std::get_if<CrashHost>(&what))
        return crash->host;
    const auto* boot = std::get_if<BootHost>(&what);
    return boot != nullptr ? boot->host : Side::Client;
}

class Search {
public:
    Search(const Scenario& scenario, const WireBudget& budget, const ExploreLimits& limits,
           const ExploreWatch& watch)
        : m_scenario(std::make_shared<const Scenario>(settled(scenario))),
          m_rules(canonicalRules(*m_scenario)),
          m_budget(budget),
          m_limits(limits),
          m_watch(watch),
          m_seen(limits.memory)
    {
        m_log.keepTexts = m_log.keepEffects = false;
        m_result.mostFaults = budget.losses + budget.duplicates + budget.delays;
    }

    Explored run()
    {
        for (std::uint32_t faults = 0; faults <= m_result.mostFaults && !m_stopped; ++faults) {
            searchWith(faults, false);
            if (m_result.broken && !m_stopped) {
                searchWith(faults, true); // the same again, for the shortest
                if (!m_stopped)
                    m_result.end = ExploreEnd::Broken;
                break;
            }
        }
        m_result.octets = m_seen.octets();
        return std::move(m_result);
    }

private:
    void searchWith(std::uint32_t faults, bool shortest)
    {
        m_seen.clear();
        m_result.states = m_result.worlds = m_result.merged = 0;
        m_result.faults = m_faults = faults;
        m_shortest = shortest;
        m_path.clear();
        ExploredState first;
        first.world = start(m_scenario);
        first.left = m_budget;
        if (!playPlaced(first))
            return;
        walk(first, 0);
        m_result.worlds = m_seen.size();
    }

    /// What the scenario's own interventions do comes first; the wire is free behind them.
    bool playPlaced(ExploredState& node)
    {
        for (const PlacedIntervention& placed : m_scenario->interventions) {
            while (node.world.step + 1 < placed.step) {
                const std::optional<Event> event = nextEvent(node.world);
                if (!event)
                    return true;
                if (!happen(node, *event))
                    return false;
            }
            const Event call{.at = placed.at, .what = ProgramRuns{actingHost(placed.what)}};
            node.ledger.before(node.world, call);
            intervene(node.world, placed.what, placed.at, m_log);
            if (const auto* copied = std::get_if<DuplicateSegment>(&placed.what)) {
                if (!m_log.packets.empty())
                    node.ledger.noteCopy(copied->segment, m_log.packets.back().id);
            } else if (actsOnHost(placed.what)) {
                node.ledger.after(node.world, call, m_log);
            }
        }
        return true;
    }

    std::uint32_t faultsLeft(const WireBudget& left) const
    {
        const std::uint32_t used = (m_budget.losses - left.losses) + (m_budget.duplicates - left.duplicates) +
                                   (m_budget.delays - left.delays);
        return m_faults - used;
    }
    std::uint32_t bitOf(std::uint32_t losses, std::uint32_t duplicates, std::uint32_t delays) const
    {
        return (losses * (m_budget.duplicates + 1) + duplicates) * (m_budget.delays + 1) + delays;
    }
    /// All budgets that are no larger than this one in anything.
    std::uint64_t coveredBy(const WireBudget& left) const
    {
        std::uint64_t bits = 0;
        for (std::uint32_t l = 0; l <= left.losses; ++l)
            for (std::uint32_t d = 0; d <= left.duplicates; ++d)
                for (std::uint32_t y = 0; y <= left.delays; ++y)
                    bits |= std::uint64_t{1} << bitOf(l, d, y);
        return bits;
    }

    std::uint64_t fingerprintOf(const ExploredState& node) const
    {
        Mixer mixer;
        mixWorld(mixer, node.world, m_rules);
        for (const Link& link : node.world.links) {
            mixer.add(link.inFlight.size());
            for (const InFlight& flight : link.inFlight)
                mixWithOrigin(mixer, node, flight);
        }
        mixer.add(node.held.size());
        for (const HeldBack& held : node.held) {
            mixer.add(indexOf(held.sender));
            mixWithOrigin(mixer, node, held.flight);
        }
        node.ledger.mix(mixer);
        return mixer.value();
    }
    void mixWithOrigin(Mixer& mixer, const ExploredState& node, const InFlight& flight) const
    {
        mixFlight(mixer, flight, node.world, m_rules);
        const Origin origin = node.ledger.originOf(flight.packet.id);
        mixer.add(origin.sender, origin.answers);
    }

    /// Lets the event happen. False: a promise is broken, or somebody has called it off.
    bool happen(ExploredState& node, const Event& event)
    {
        node.ledger.before(node.world, event);
        process(node.world, event, m_log);
        ++m_result.events;
        if (const std::optional<BrokenPromise> broken = node.ledger.after(node.world, event, m_log)) {
            found(node, *broken);
            return false;
        }
        return true;
    }

    /// From this state on: first as it goes by itself, keeping what might go another way; then those.
    void walk(ExploredState& node, std::size_t level)
    {
        if (m_levels.size() <= level)
            m_levels.emplace_back(std::make_unique<Level>());
        Level& here = *m_levels[level];
        here.count = 0;
        const std::size_t pathBefore = m_path.size();
        while (!m_stopped && enterState(node)) {
            if (node.world.step >= m_limits.steps) {
                found(node, {.what = Promise::ComesToRest});
                break;
            }
            std::optional<Event> event = nextEvent(node.world);
            for (const WireChoice& choice : m_choices.in(node, event, faultsLeft(node.left) != 0)) {
                ExploredState& child = here.next();
                child = node;
                m_choices.take(child, choice, event, m_log);
                m_result.events += choice.what == WireChoice::What::Release ? 0 : 1;
            }
            if (!event || m_choices.mustRelease(node, *event)) {
                if (!node.held.empty())
                    break; // it arrives, one way or another: those are among the children
                if (!nextInstant(node.world).isNever())
                    break; // not at rest: the scenario ends here
                if (const std::optional<BrokenPromise> broken = node.ledger.atRest(node.world))
                    found(node, *broken);
                break;
            }
            if (!happen(node, *event))
                break;
        }
        m_path.resize(pathBefore);
        for (std::size_t i = 0; i < here.count && !m_stopped; ++i)
            walk(*here.children[i], level + 1);
    }

    /// False: another way has been here before.
    bool enterState(const ExploredState& node)
    {
        if ((++m_visits & 0xfff) == 0 && m_watch) {
            m_result.worlds = m_seen.size();
            m_result.octets = m_seen.octets();
            if (!m_watch(m_result)) {
                stop(ExploreEnd::Cancelled);
                return false;
            }
        }
        m_result.depth = std::max(m_result.depth, static_cast<std::uint32_t>(node.world.step));
        if (m_shortest && m_result.broken && node.world.step >= m_result.broken->step)
            return false;
        const std::uint64_t key = fingerprintOf(node);
        const WireBudget& left = node.left;
        const std::uint64_t bit = std::uint64_t{1} << bitOf(left.losses, left.duplicates, left.delays);
        const auto steps = static_cast<std::uint16_t>(std::min<std::uint64_t>(node.world.step, 0xffff));
        switch (m_seen.visit(key, bit, coveredBy(left), steps, m_shortest)) {
        case SeenTable::Answer::New:
        case SeenTable::Answer::Again:
            ++m_result.states;
            ++m_result.visited;
            m_path.push_back(key);
            return true;
        case SeenTable::Answer::Full: stop(ExploreEnd::Memory); return false;
        case SeenTable::Answer::Seen: break;
        }
        ++m_result.merged;
        // Where a run comes back to where it has been, without the wire's doing, it goes on for ever.
        if (std::ranges::find(m_path, key) != m_path.end() && !isProbing(node.world))
            found(node, {.what = Promise::ComesToRest});
        return false;
    }

    /// §3.8.6.1 and §3.8.4 want that to go on.
    static bool isProbing(const World& world)
    {
        for (const Host& host : world.hosts)
            for (const Connection& connection : host.connections)
                if (connection.tcb.timers.isOn(Timer::Persist) ||
                    connection.tcb.timers.isOn(Timer::KeepAlive))
                    return true;
        return false;
    }

    void found(const ExploredState& node, const BrokenPromise& promise)
    {
        if (m_result.broken && (!m_shortest || node.world.step >= m_result.broken->step))
            return;
        Counterexample example{.promise = promise, .scenario = *m_scenario, .step = node.world.step};
        example.at = node.world.now;
        for (PlacedIntervention& deed : m_choices.deedsOf(node))
            example.scenario.interventions.push_back(std::move(deed));
        example.faults = m_faults - faultsLeft(node.left);
        m_result.broken = std::move(example);
    }

    void stop(ExploreEnd end)
    {
        m_stopped = true;
        m_result.end = end;
    }

    /// The states to go on from, of one run that was followed to its end; kept for their storage.
    struct Level {
        std::vector<std::unique_ptr<ExploredState>> children;
        std::size_t count = 0;
        ExploredState& next()
        {
            if (count == children.size())
                children.push_back(std::make_unique<ExploredState>());
            return *children[count++];
        }
    };

    std::shared_ptr<const Scenario> m_scenario;
    WireChoices m_choices{*m_scenario};
    CanonicalRules m_rules;
    WireBudget m_budget;
    ExploreLimits m_limits;
    const ExploreWatch& m_watch;
    SeenTable m_seen;
    Explored m_result;
    StepLog m_log;
    std::vector<std::unique_ptr<Level>> m_levels;
    std::vector<std::uint64_t>
        m_path; ///< fingerprints of the run that is followed, from its latest deviation on
    std::uint64_t m_visits = 0;
    std::uint32_t m_faults = 0; ///< allowed in this round
    bool m_shortest = false;
    bool m_stopped = false;
};

} // namespace

Scenario settled(Scenario scenario)
{
    constexpr std::size_t enough = 16;
    constexpr std::uint32_t fourSeconds = 1'000'000;
    for (const Side side : {Side::Client, Side::Server}) {
        HostSettings& host = scenario.hosts[indexOf(side)];
        if (!host.profile.clockDrivenIsn)
            continue;
        if (host.isns.empty())
            host.isns.push_back(side == Side::Client ? 1000 : 5000);
        while (host.isns.size() < enough)
            host.isns.push_back(host.isns.back() + fourSeconds);
    }
    return scenario;
}

Explored explore(const Scenario& scenario, const WireBudget& budget, const ExploreLimits& limits,
                 const ExploreWatch& watch)
{
    return Search(scenario, budget, limits, watch).run();
}

} // namespace tcplab
