/// A scenario written as two programs, and its world played step by step.
#pragma once
#include "core/host/program_text.h"
#include "core/world/world.h"

#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tcplab {

/// 50 ms each way, ISNs 1000 and 5000, MSL 30 s, nothing left to chance.
inline Scenario scenarioOf(const std::string& client, const std::string& server)
{
    Scenario scenario;
    scenario.name = "test";
    const std::array texts{client, server};
    for (const Side side : {Side::Client, Side::Server}) {
        HostSettings& host = scenario.hosts[indexOf(side)];
        host.address = side == Side::Client ? "10.0.0.1" : "10.0.0.2";
        host.isns = {side == Side::Client ? 1000u : 5000u};
        host.programText = texts[indexOf(side)];
        const auto program = readProgram(host.programText, side);
        if (!program)
            std::abort(); // a mistake in the test
        host.program = *program;
        scenario.links[indexOf(side)].msl = seconds(30);
    }
    return scenario;
}

struct Playing {
    World world;
    StepLog log{};
    std::vector<Effect> effects{}; ///< of all steps so far

    explicit Playing(Scenario scenario) : world(start(std::make_shared<const Scenario>(std::move(scenario))))
    {}

    const Host& host(Side side) const { return world.hosts[indexOf(side)]; }
    Link& link(Side sender) { return world.links[indexOf(sender)]; }

    /// Does the next event; false when there is none.
    bool step()
    {
        const auto event = nextEvent(world);
        if (!event)
            return false;
        process(world, *event, log);
        keep();
        return true;
    }
    void intervenes(const Intervention& what) { intervenes(what, world.now); }
    void intervenes(const Intervention& what, Instant at)
    {
        intervene(world, what, at, log);
        keep();
    }
    void toEnd()
    {
        for (int i = 0; i < 100'000 && step(); ++i) {}
    }
    /// Up to and including the first step with such an effect; false if it does not come.
    bool until(const std::function<bool(const Effect&)>& holds)
    {
        while (step())
            for (const Effect& effect : log.effects)
                if (holds(effect))
                    return true;
        return false;
    }
    /// Up to the first emission of this sender with these flags: its number.
    SegmentId untilSent(Side sender, Flags flags)
    {
        SegmentId id = 0;
        const bool found = until([&](const Effect& effect) {
            if (effect.kind != EffectKind::Send || effect.host != sender)
                return false;
            for (const Packet& packet : log.packets)
                if (packet.id == effect.segment && packet.segment.ctl == flags)
                    id = packet.id;
            return id != 0;
        });
        return found ? id : 0;
    }
    const Effect* find(EffectKind kind, SegmentId segment) const
    {
        for (const Effect& effect : effects)
            if (effect.kind == kind && effect.segment == segment)
                return &effect;
        return nullptr;
    }
    int count(EffectKind kind) const
    {
        int n = 0;
        for (const Effect& effect : effects)
            n += effect.kind == kind ? 1 : 0;
        return n;
    }

private:
    void keep() { effects.insert(effects.end(), log.effects.begin(), log.effects.end()); }
};

inline constexpr Flags synFlag{.syn = true};
inline constexpr Flags synAckFlags{.syn = true, .ack = true};
inline constexpr Flags ackFlag{.ack = true};
inline constexpr Flags finAckFlags{.fin = true, .ack = true};

} // namespace tcplab
