#include "tests/core/world/playing.h"

#include <gmock/gmock.h>
#include <map>

namespace tcplab {
namespace {

using testing::IsEmpty;

Scenario handshake()
{
    return scenarioOf("connect server:80\nsend 1000\nclose", "listen 80\naccept\nrecv eof\nclose");
}

DropReason whyOf(const Effect& effect) { return static_cast<DropReason>(effect.dropWhy); }

TEST(Process, MovesTheClockAndCountsOneStep)
{
    Playing playing(scenarioOf("sleep 3 s\nconnect server:80", ""));
    const auto event = nextEvent(playing.world);
    ASSERT_TRUE(event);
    process(playing.world, *event, playing.log);
    EXPECT_EQ(playing.world.now, Instant{} + seconds(3));
    EXPECT_EQ(playing.world.step, 1u);
}

TEST(Process, LogHoldsOneStepOnly)
{
    Playing playing(handshake());
    while (playing.step()) {
        int sent = 0;
        for (const Effect& effect : playing.log.effects)
            sent += effect.kind == EffectKind::Send ? 1 : 0;
        EXPECT_EQ(playing.log.packets.size(), static_cast<std::size_t>(sent));
    }
}

TEST(Process, ArrivalIsRecordedAtTheReceiver)
{
    Playing playing(handshake());
    const SegmentId syn = playing.untilSent(Side::Client, synFlag);
    ASSERT_EQ(playing.link(Side::Client).inFlight.size(), 1u);
    ASSERT_NE(playing.untilSent(Side::Server, synAckFlags), 0u);
    const Effect* deliver = playing.find(EffectKind::Deliver, syn);
    ASSERT_NE(deliver, nullptr);
    EXPECT_EQ(deliver->host, Side::Server);
    EXPECT_THAT(playing.link(Side::Client).inFlight, IsEmpty());
}

TEST(Process, ScriptedDropIsRecordedAtItsEndWithItsRule)
{
    Scenario scenario = handshake();
    scenario.faults = {{.from = Side::Server, .nth = 99}, {.from = Side::Client, .flags = synFlag}};
    Playing playing(scenario);
    const SegmentId syn = playing.untilSent(Side::Client, synFlag);
    ASSERT_TRUE(playing.until([](const Effect& e) { return e.kind == EffectKind::Drop; }));
    EXPECT_EQ(playing.world.now, Instant{} + milliseconds(30)); // 60 % of its flight
    const Effect& drop = *playing.find(EffectKind::Drop, syn);
    EXPECT_EQ(drop.host, Side::Client);
    EXPECT_EQ(whyOf(drop), DropReason::Fault);
    EXPECT_EQ(drop.rule, 2);
    EXPECT_EQ(drop.clause, Clause::WireFault);
    // Nobody noticed but the timer.
    ASSERT_NE(playing.untilSent(Side::Client, synFlag), 0u);
    EXPECT_EQ(playing.world.now, Instant{} + seconds(1));
}

TEST(Process, RuleBySequenceNumberCountsFromTheSendersIsn)
{
    Scenario scenario = handshake();
    scenario.faults = {{.from = Side::Client, .minLength = 1, .minSeq = 1u, .maxSeq = 1u}};
    Playing playing(scenario);
    playing.toEnd();
    ASSERT_EQ(playing.count(EffectKind::Drop), 1);
    for (const Effect& effect : playing.effects)
        if (effect.kind == EffectKind::Drop) {
            EXPECT_EQ(effect.rule, 1);
        }
}

TEST(Process, RuleBySequenceNumberKnowsTheIsnOfAConnectionThatEndsWithThisSegment)
{
    Scenario scenario = scenarioOf("connect server:80\nsend 10\nabort", "listen 80\naccept\nrecv 100");
    scenario.faults = {{.from = Side::Client, .flags = Flags{.rst = true}, .minSeq = 11u, .maxSeq = 11u}};
    Playing playing(scenario);
    playing.toEnd();
    EXPECT_EQ(playing.count(EffectKind::Drop), 1); // ISS + 1 + 10
}

TEST(Process, EachReasonOfLossHasItsClause)
{
    Scenario scenario = handshake();
    scenario.links[0].loss = {1'000'000'000};
    Playing lost(scenario);
    ASSERT_TRUE(lost.until([](const Effect& e) { return e.kind == EffectKind::Drop; }));
    EXPECT_EQ(whyOf(lost.log.effects.front()), DropReason::Loss);
    EXPECT_EQ(lost.log.effects.front().clause, Clause::WireLoss);

    scenario = handshake();
    scenario.links[0].corrupt = {1'000'000'000};
    Playing corrupted(scenario);
    ASSERT_TRUE(corrupted.until([](const Effect& e) { return e.kind == EffectKind::Drop; }));
    EXPECT_EQ(whyOf(corrupted.log.effects.front()), DropReason::Checksum);
    EXPECT_EQ(corrupted.log.effects.front().clause, Clause::WireChecksum);
    EXPECT_EQ(corrupted.world.now, Instant{} + milliseconds(50)); // at the other end
    EXPECT_EQ(corrupted.count(EffectKind::Deliver), 0);

    scenario = handshake();
    scenario.links[0].delay = minutes(1);
    Playing tooOld(scenario);
    ASSERT_TRUE(tooOld.until([](const Effect& e) { return e.kind == EffectKind::Drop; }));
    EXPECT_EQ(whyOf(tooOld.log.effects.front()), DropReason::Lifetime);
    EXPECT_EQ(tooOld.log.effects.front().clause, Clause::WireLifetime);
    EXPECT_EQ(tooOld.world.now, Instant{} + seconds(30));
}

TEST(Process, FullQueueDropsRightBehindTheSend)
{
    Scenario scenario = scenarioOf("connect server:80\nsend 20000", "listen 80\naccept\nrecv eof");
    scenario.links[0].bandwidth = 1'000'000;
    scenario.links[0].queueSegments = 3;
    Playing playing(scenario);
    ASSERT_TRUE(playing.until([](const Effect& e) { return e.kind == EffectKind::Drop; }));
    int dropped = 0;
    const auto& effects = playing.log.effects;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        if (effects[i].kind != EffectKind::Drop)
            continue;
        ++dropped;
        EXPECT_EQ(whyOf(effects[i]), DropReason::Queue);
        EXPECT_EQ(effects[i].clause, Clause::WireQueueFull);
        ASSERT_GT(i, 0u);
        EXPECT_EQ(effects[i - 1].kind, EffectKind::Send);
        EXPECT_EQ(effects[i - 1].segment, effects[i].segment);
    }
    EXPECT_GT(dropped, 3);
    // They were sent all the same: who watches sees them leave.
    EXPECT_GT(playing.log.packets.size(), static_cast<std::size_t>(dropped));
}

TEST(Process, RedDropsRightBehindTheSend)
{
    Scenario scenario = scenarioOf("connect server:80\nsend 40000", "listen 80\naccept\nrecv eof");
    scenario.links[0].bandwidth = 1'000'000;
    scenario.links[0].discipline = QueueDiscipline::Red;
    scenario.hosts[0].profile.congestionControl = CongestionAlgorithm::None; // fills the queue at once
    scenario.links[0].red.weight = {500'000'000};
    Playing playing(scenario);
    ASSERT_TRUE(playing.until([](const Effect& e) { return e.kind == EffectKind::Drop; }));
    const auto& effects = playing.log.effects;
    const auto drop = std::find_if(effects.begin(), effects.end(),
                                   [](const Effect& e) { return e.kind == EffectKind::Drop; });
    ASSERT_NE(drop, effects.begin());
    EXPECT_EQ(whyOf(*drop), DropReason::Red);
    EXPECT_EQ(drop->clause, Clause::WireRed);
    EXPECT_EQ((drop - 1)->kind, EffectKind::Send);
    EXPECT_EQ((drop - 1)->segment, drop->segment);
}

/// 65535 octets at 1 Mbit/s: half a second of queue, so the first drop comes an interval after the sojourn
/// time has reached the target.
TEST(Process, CodelDropsWhenTheSegmentsTurnComes)
{
    Scenario scenario = scenarioOf("connect server:80\nsend 60000", "listen 80\naccept\nrecv eof");
    scenario.links[0].bandwidth = 1'000'000;
    scenario.links[0].discipline = QueueDiscipline::Codel;
    scenario.hosts[0].profile.congestionControl = CongestionAlgorithm::None; // fills the queue at once
    Playing playing(scenario);
    ASSERT_TRUE(playing.until([](const Effect& e) { return e.kind == EffectKind::Drop; }));
    ASSERT_EQ(playing.log.effects.size(), 1u);
    const Effect& drop = playing.log.effects.front();
    EXPECT_EQ(whyOf(drop), DropReason::Codel);
    EXPECT_EQ(drop.clause, Clause::WireCodel);
    // Handshake: 320 + 352 bits to send, 100 ms of delay; then 12 ms a segment, the second waits 12 ms.
    const Instant established = Instant{} + milliseconds(100) + microseconds(352);
    const Instant firstAbove = established + microseconds(320 + 12'000);
    const Duration late = playing.world.now - firstAbove - milliseconds(100);
    EXPECT_GE(late, Duration{});
    EXPECT_LT(late, milliseconds(12));
}

TEST(Process, ArrivalWithAMarkSaysSo)
{
    Playing playing(handshake());
    ASSERT_TRUE(playing.until([](const Effect& e) { return e.kind == EffectKind::Send; }));
    Playing marked = playing;
    marked.link(Side::Client).inFlight.front().packet.segment.ecn = Ecn::Ce;
    for (Playing* one : {&playing, &marked}) {
        ASSERT_TRUE(one->until([](const Effect& e) { return e.kind == EffectKind::Deliver; }));
        for (const Effect& effect : one->log.effects)
            EXPECT_EQ(effect.marked, one == &marked && effect.kind == EffectKind::Deliver);
    }
}

TEST(Process, CopiesAreRecordedWithTheirNumbersAndRule)
{
    Scenario scenario = handshake();
    scenario.faults = {{.action = FaultAction::Duplicate,
                        .from = Side::Client,
                        .flags = synFlag,
                        .by = milliseconds(5),
                        .copies = 2}};
    Playing playing(scenario);
    const SegmentId syn = playing.untilSent(Side::Client, synFlag);
    std::vector<SegmentId> copies;
    for (const Effect& effect : playing.log.effects)
        if (effect.kind == EffectKind::Duplicate) {
            EXPECT_EQ(effect.segment, syn);
            EXPECT_EQ(effect.host, Side::Client);
            EXPECT_EQ(effect.rule, 1);
            EXPECT_EQ(effect.clause, Clause::WireDuplicate);
            copies.push_back(effect.copy);
        }
    EXPECT_EQ(copies, (std::vector<SegmentId>{syn + 1, syn + 2}));
    ASSERT_EQ(playing.log.packets.size(), 3u);
    EXPECT_EQ(playing.log.packets[2].id, syn + 2);
    EXPECT_EQ(playing.log.packets[2].segment, playing.log.packets[0].segment);
    EXPECT_EQ(playing.world.nextSegment, syn + 3);
    playing.toEnd();
    for (const SegmentId copy : copies)
        EXPECT_NE(playing.find(EffectKind::Deliver, copy), nullptr);
}

/// What the hosts send is numbered and offered in order, whatever was dropped before.
TEST(Process, DroppingOneByScriptLeavesTheLuckOfAllOthers)
{
    Scenario scenario = scenarioOf("connect server:80\nsend 14600", "listen 80\naccept\nrecv eof");
    scenario.links[0].jitter = milliseconds(9);
    Playing plain(scenario);
    scenario.faults = {{.from = Side::Client, .minLength = 1, .nth = 3}};
    Playing faulty(scenario);
    const auto isText = [](const Effect& e) { // SYN, SYN,ACK and ACK are 1 to 3
        return e.kind == EffectKind::Send && e.host == Side::Client && e.segment > 3;
    };
    for (Playing* playing : {&plain, &faulty})
        ASSERT_TRUE(playing->until(isText));
    std::map<SegmentId, Instant> expected;
    for (const InFlight& flight : plain.link(Side::Client).inFlight)
        expected[flight.packet.id] = flight.endsAt;
    ASSERT_GT(expected.size(), 5u);
    int doomed = 0;
    for (const InFlight& flight : faulty.link(Side::Client).inFlight) {
        if (flight.fate == DropReason::Fault)
            ++doomed;
        else
            EXPECT_EQ(flight.endsAt, expected.at(flight.packet.id));
    }
    EXPECT_EQ(doomed, 1);
}

} // namespace
} // namespace tcplab
