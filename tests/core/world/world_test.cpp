#include "tests/core/world/playing.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

/// Losses, copies, jitter: everything that could go differently.
Scenario rough(std::uint64_t seed = 7)
{
    Scenario scenario = scenarioOf("connect server:80\nsend 20000\nrecv 3000\nclose",
                                   "listen 80\naccept\nrecv 20000\nsend 3000\nrecv eof\nclose");
    for (LinkSettings& link : scenario.links) {
        link.loss = {100'000'000};
        link.duplicate = {200'000'000};
        link.jitter = milliseconds(20);
        link.bandwidth = 5'000'000;
        link.queueSegments = 4;
    }
    scenario.seed = seed;
    return scenario;
}

TEST(World, BeginsWithProgramsAndNothingElse)
{
    const Playing playing(scenarioOf("connect server:80", ""));
    EXPECT_EQ(playing.world.now, Instant{});
    EXPECT_EQ(playing.world.step, 0u);
    EXPECT_EQ(playing.world.nextSegment, 1u);
    EXPECT_EQ(playing.host(Side::Client).side, Side::Client);
    EXPECT_EQ(playing.host(Side::Server).side, Side::Server);
    ASSERT_EQ(playing.host(Side::Client).processes.size(), 1u);
    EXPECT_EQ(playing.host(Side::Client).processes.front().id, 1u);
    EXPECT_EQ(nextEvent(playing.world), (Event{Instant{}, ProgramRuns{Side::Client}}));
}

TEST(World, HandshakeDataCloseAndTimeWaitTakeTheirTime)
{
    Playing playing(scenarioOf("connect server:80\nsend 100\nclose", "listen 80\naccept\nrecv eof\nclose"));
    ASSERT_NE(playing.untilSent(Side::Client, synFlag), 0u);
    EXPECT_EQ(playing.world.now, Instant{});
    ASSERT_NE(playing.untilSent(Side::Server, synAckFlags), 0u);
    EXPECT_EQ(playing.world.now, Instant{} + milliseconds(50));
    ASSERT_NE(playing.untilSent(Side::Client, ackFlag), 0u);
    EXPECT_EQ(playing.world.now, Instant{} + milliseconds(100));
    playing.toEnd();
    // FIN and the last ACK at 200 ms; TIME-WAIT is 2·MSL = 60 s.
    EXPECT_EQ(playing.world.now, Instant{} + milliseconds(200) + seconds(60));
    EXPECT_EQ(playing.world.step, [&] {
        Playing again(scenarioOf("connect server:80\nsend 100\nclose", "listen 80\naccept\nrecv eof\nclose"));
        std::uint64_t steps = 0;
        while (again.step())
            ++steps;
        return steps;
    }());
}

TEST(World, RunTwiceIsTheSameRun)
{
    Playing one(rough());
    Playing other(rough());
    while (one.step()) {
        ASSERT_TRUE(other.step());
        ASSERT_EQ(one.world, other.world);
        ASSERT_EQ(one.log.effects, other.log.effects);
        ASSERT_EQ(fingerprint(one.world), fingerprint(other.world));
    }
    EXPECT_FALSE(other.step());
    EXPECT_GT(one.count(EffectKind::Drop), 0);
    EXPECT_GT(one.count(EffectKind::Duplicate), 0);
}

TEST(World, CopyIsAForkThatGoesItsOwnWay)
{
    Playing original(rough());
    ASSERT_NE(original.untilSent(Side::Server, synAckFlags), 0u);
    const World kept = original.world;
    Playing fork(rough());
    fork.world = original.world;
    original.toEnd();
    EXPECT_EQ(fork.world, kept); // undisturbed
    EXPECT_NE(original.world, kept);
    fork.toEnd();
    EXPECT_EQ(fork.world, original.world);
}

TEST(World, ScenariosAreComparedByValue)
{
    EXPECT_EQ(Playing(rough()).world, Playing(rough()).world); // two Scenario objects
    EXPECT_NE(Playing(rough(7)).world, Playing(rough(8)).world);
}

TEST(World, SeedChangesWhatChanceDecidesAndNothingElse)
{
    Playing seven(rough(7));
    Playing eight(rough(8));
    seven.toEnd();
    eight.toEnd();
    EXPECT_NE(seven.effects, eight.effects);

    Scenario calm = scenarioOf("connect server:80\nsend 20000\nclose", "listen 80\naccept\nrecv eof\nclose");
    Playing calmSeven(calm);
    calm.seed = 8;
    Playing calmEight(calm);
    calmSeven.toEnd();
    calmEight.toEnd();
    EXPECT_EQ(calmSeven.effects, calmEight.effects);
}

TEST(World, TimeWaitIsTwiceMslUnlessTheProfileSaysOtherwise)
{
    Scenario scenario = scenarioOf("", "");
    EXPECT_EQ(timeWaitOf(scenario, Side::Client), seconds(60));
    scenario.links[1].msl = minutes(2); // the longer one counts
    EXPECT_EQ(timeWaitOf(scenario, Side::Client), minutes(4));
    scenario.hosts[0].profile.timeWait = seconds(5);
    EXPECT_EQ(timeWaitOf(scenario, Side::Client), seconds(5));
    EXPECT_EQ(timeWaitOf(scenario, Side::Server), minutes(4));
    scenario.hosts[0].profile.timeWaitZero = true;
    EXPECT_EQ(timeWaitOf(scenario, Side::Client), Duration{});
}

/// RFC 9293 §3.7.1: what the MTU leaves without the fixed headers is the largest MSS.
TEST(World, MtuOfTheInterfaceBoundsTheMss)
{
    Scenario scenario =
        scenarioOf("connect server:80\nsend 5000\nclose", "listen 80\naccept\nrecv eof\nclose");
    scenario.links[0].mtu = 576;
    scenario.hosts[1].profile.mss = 1'400;
    const auto asked = std::make_shared<const Scenario>(scenario);
    Playing playing(scenario);
    EXPECT_EQ(playing.world.scenario->hosts[0].profile.mss, 536u);
    EXPECT_EQ(playing.world.scenario->hosts[1].profile.mss, 1'400u);
    EXPECT_EQ(asked->hosts[0].profile.mss, 1'460u); // what was asked for is kept
    while (playing.step())
        for (const Packet& packet : playing.log.packets) {
            EXPECT_LE(octetsOnWire(packet.segment), 576u);
            if (packet.segment.ctl.syn) {
                EXPECT_EQ(packet.segment.options.mss, packet.segment.destinationPort == 80 ? 536 : 1'400);
            }
        }
    EXPECT_EQ(playing.world.now > Instant{} + seconds(60), true); // TIME-WAIT: all has been done
}

// Proves MUST-15.
TEST(World, AHostThatAnnouncesNoMssIsSent536OctetsAtATime)
{
    Scenario scenario =
        scenarioOf("connect server:80\nsend 5000\nclose", "listen 80\naccept\nrecv eof\nclose");
    scenario.hosts[1].profile.mssOption = false;
    Playing playing(scenario);
    std::uint32_t largest = 0;
    while (playing.step())
        for (const Packet& packet : playing.log.packets) {
            if (packet.segment.ctl.syn && packet.segment.sourcePort == 80) {
                EXPECT_EQ(packet.segment.options.mss, 0);
            }
            largest = std::max(largest, packet.segment.text.length);
        }
    EXPECT_EQ(largest, 536u);
}

TEST(World, ScenarioThatFitsItsMtuIsTakenAsItIs)
{
    const auto scenario = std::make_shared<const Scenario>(scenarioOf("", ""));
    EXPECT_EQ(start(scenario).scenario, scenario);
    EXPECT_EQ(completed(completed(scenario)), scenario);
}

/// Each change on its own makes another world with another fingerprint.
TEST(World, FingerprintSeesEveryPart)
{
    Playing playing(rough());
    ASSERT_TRUE(playing.until([](const Effect& e) { return e.kind == EffectKind::Drop; }));
    const World base = playing.world;
    using Change = std::function<void(World&)>;
    const std::vector<Change> changes{
        [](World& w) { w.now.ns += 1; },
        [](World& w) { w.step += 1; },
        [](World& w) { w.nextSegment += 1; },
        [](World& w) { w.hosts[0].up = false; },
        [](World& w) { w.hosts[1].nextEphemeral += 1; },
        [](World& w) { w.hosts[0].connections.back().tcb.snd.una += 1; },
        [](World& w) { w.hosts[0].connections.back().tcb.timers[Timer::User].ns -= 1; },
        [](World& w) { w.hosts[0].connections.back().tcb.retransmissionQueue.popFront(); },
        [](World& w) { w.hosts[1].sockets.front().backlog += 1; },
        [](World& w) { w.hosts[0].processes.front().progress += 1; },
        [](World& w) { w.hosts[0].readLogs.push_back({.connection = 9, .text = {}}); },
        [](World& w) { w.links[0].offered += 1; },
        [](World& w) { w.links[0].inFlight.front().corrupted ^= true; },
        [](World& w) { w.links[0].inFlight.front().packet.segment.ctl.urg ^= true; },
        [](World& w) { w.links[1].busyUntil.ns += 1; },
        [](World& w) { w.links[1].inBadState ^= true; },
        [](World& w) { w.links[1].inOrderUntil.ns += 1; },
        [](World& w) { w.links[1].red.average += 1; },
        [](World& w) { w.links[1].codel.state.count += 1; },
        [](World& w) { w.links[1].codel.waiting.pushBack({}); },
        [](World& w) { w.faults.push_back({}); },
        [](World& w) {
            auto changed = std::make_shared<Scenario>(*w.scenario);
            changed->hosts[1].profile.nagle ^= true;
            w.scenario = changed;
        },
        [](World& w) {
            auto changed = std::make_shared<Scenario>(*w.scenario);
            changed->interventions.push_back({.step = 3, .what = DropSegment{4}});
            w.scenario = changed;
        },
        [](World& w) {
            auto changed = std::make_shared<Scenario>(*w.scenario);
            changed->title.zh = "另一个";
            w.scenario = changed;
        },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        World changed = base;
        ASSERT_EQ(fingerprint(changed), fingerprint(base));
        changes[i](changed);
        EXPECT_FALSE(changed == base) << "change " << i;
        EXPECT_NE(fingerprint(changed), fingerprint(base)) << "change " << i;
    }
}

} // namespace
} // namespace tcplab
