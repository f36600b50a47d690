#include "tests/core/world/playing.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

DropReason whyOf(const Effect& effect) { return static_cast<DropReason>(effect.dropWhy); }

/// The server's SYN,ACK has just been sent, at 50 ms; it will arrive at 100 ms.
struct Intervene : testing::Test {
    Playing playing{scenarioOf("connect server:80\nclose", "listen 80\naccept\nrecv eof\nclose")};
    SegmentId synAck = playing.untilSent(Side::Server, synAckFlags);
    std::uint64_t stepBefore = playing.world.step;
    World before = playing.world;

    Link& wire() { return playing.link(Side::Server); }
    const std::vector<Effect>& log() const { return playing.log.effects; }
    static Instant ms(std::int64_t n) { return Instant{} + milliseconds(n); }

    void expectUser(UserCommand command, bool applied)
    {
        ASSERT_FALSE(log().empty());
        EXPECT_EQ(log().front().kind, EffectKind::User);
        EXPECT_EQ(log().front().command, command);
        EXPECT_EQ(log().front().applied, applied);
        EXPECT_EQ(playing.world.step, stepBefore + 1);
    }
};

TEST_F(Intervene, DroppedSegmentIsGoneAtOnce)
{
    playing.intervenes(DropSegment{synAck}, ms(70));
    expectUser(UserCommand::Drop, true);
    EXPECT_EQ(playing.world.now, ms(70));
    EXPECT_EQ(log().front().host, Side::Server);
    EXPECT_EQ(log().front().segment, synAck);
    ASSERT_EQ(log().size(), 2u);
    EXPECT_EQ(log()[1].kind, EffectKind::Drop);
    EXPECT_EQ(log()[1].host, Side::Server);
    EXPECT_EQ(log()[1].segment, synAck);
    EXPECT_EQ(whyOf(log()[1]), DropReason::Fault);
    EXPECT_EQ(log()[1].rule, 0);
    EXPECT_TRUE(wire().inFlight.empty());
    playing.toEnd();
    EXPECT_EQ(playing.find(EffectKind::Deliver, synAck), nullptr);
}

TEST_F(Intervene, SegmentDoomedByChanceMayStillBeDroppedByHand)
{
    wire().inFlight.front().fate = DropReason::Loss;
    playing.intervenes(DropSegment{synAck});
    expectUser(UserCommand::Drop, true);
    EXPECT_EQ(whyOf(log()[1]), DropReason::Fault);
}

TEST_F(Intervene, NothingHappensToASegmentThatFliesNoMore)
{
    for (const Intervention& what : {Intervention{DropSegment{1}}, Intervention{DelaySegment{1, seconds(1)}},
                                     Intervention{DuplicateSegment{1}}, Intervention{CorruptSegment{1}},
                                     Intervention{DropSegment{4711}}}) {
        stepBefore = playing.world.step;
        playing.intervenes(what);
        ASSERT_EQ(log().size(), 1u);
        EXPECT_EQ(log().front().kind, EffectKind::User);
        EXPECT_FALSE(log().front().applied);
        EXPECT_EQ(playing.world.step, stepBefore + 1);
        EXPECT_EQ(playing.world.links, before.links);
        EXPECT_EQ(playing.world.hosts, before.hosts);
    }
}

TEST_F(Intervene, DelayedSegmentArrivesLater)
{
    playing.intervenes(DelaySegment{synAck, milliseconds(40)});
    expectUser(UserCommand::Delay, true);
    EXPECT_EQ(log().front().value, milliseconds(40).ns);
    EXPECT_EQ(wire().inFlight.front().endsAt, ms(140));
    EXPECT_TRUE(wire().inFlight.front().byHand);
    playing.until([](const Effect& e) { return e.kind == EffectKind::Deliver; });
    EXPECT_EQ(playing.world.now, ms(140));
}

TEST_F(Intervene, DelayBeyondMslEndsTheSegmentsLife)
{
    playing.intervenes(DelaySegment{synAck, minutes(100'000'000)});
    EXPECT_EQ(wire().inFlight.front().fate, DropReason::Lifetime);
    EXPECT_EQ(wire().inFlight.front().endsAt, ms(50) + seconds(30));
}

TEST_F(Intervene, NobodyMakesASegmentFaster)
{
    playing.intervenes(DelaySegment{synAck, milliseconds(-40)});
    EXPECT_EQ(wire().inFlight.front().endsAt, ms(100));
}

TEST_F(Intervene, DuplicateArrivesShortlyAfterItsOriginal)
{
    playing.intervenes(DuplicateSegment{synAck}, ms(60));
    expectUser(UserCommand::Duplicate, true);
    ASSERT_EQ(log().size(), 2u);
    EXPECT_EQ(log()[1].kind, EffectKind::Duplicate);
    EXPECT_EQ(log()[1].segment, synAck);
    EXPECT_EQ(log()[1].copy, synAck + 1);
    ASSERT_EQ(playing.log.packets.size(), 1u);
    EXPECT_EQ(playing.log.packets.front().id, synAck + 1);
    ASSERT_EQ(wire().inFlight.size(), 2u);
    EXPECT_EQ(wire().inFlight[0].packet.id, synAck);
    EXPECT_EQ(wire().inFlight[1].packet.id, synAck + 1);
    EXPECT_EQ(wire().inFlight[1].endsAt, ms(105));
    EXPECT_EQ(wire().inFlight[1].packet.segment, wire().inFlight[0].packet.segment);
}

TEST_F(Intervene, DuplicateOfALostSegmentArrives)
{
    wire().inFlight.front().fate = DropReason::Loss;
    wire().inFlight.front().endsAt = ms(80); // 60 % of the way
    playing.intervenes(DuplicateSegment{synAck}, ms(60));
    EXPECT_EQ(wire().inFlight.back().fate, DropReason::None);
    EXPECT_EQ(wire().inFlight.back().endsAt, ms(105));
}

TEST_F(Intervene, CorruptedSegmentFliesOnAndIsDroppedOnArrival)
{
    playing.intervenes(CorruptSegment{synAck});
    expectUser(UserCommand::Corrupt, true);
    EXPECT_EQ(log().size(), 1u);
    ASSERT_TRUE(playing.until([](const Effect& e) { return e.kind == EffectKind::Drop; }));
    EXPECT_EQ(playing.world.now, ms(100));
    EXPECT_EQ(whyOf(*playing.find(EffectKind::Drop, synAck)), DropReason::Checksum);
}

TEST_F(Intervene, CallIsMadeAndWhatItSendsGoesOut)
{
    playing.until(
        [](const Effect& e) { return e.kind == EffectKind::State && e.to == ConnectionState::Established; });
    stepBefore = playing.world.step;
    const auto call = readStatementLine("send 10");
    ASSERT_TRUE(call);
    playing.intervenes(MakeCall{Side::Client, *call});
    expectUser(UserCommand::Call, true);
    EXPECT_EQ(log().front().host, Side::Client);
    EXPECT_EQ(log().front().call, Call::Send);
    ASSERT_LT(log().front().text, playing.log.texts.size());
    EXPECT_EQ(playing.log.texts[log().front().text], "send 10");
    EXPECT_NE(
        std::find_if(log().begin(), log().end(),
                     [](const Effect& e) { return e.kind == EffectKind::Call && e.call == Call::Send; }),
        log().end());
    EXPECT_EQ(playing.log.packets.size(),
              playing.link(Side::Client).inFlight.size() - 1); // and the third ACK
}

TEST_F(Intervene, CrashForgetsEverythingSilentlyAndBootBringsItBack)
{
    playing.intervenes(CrashHost{Side::Client});
    expectUser(UserCommand::Crash, true);
    EXPECT_FALSE(playing.host(Side::Client).up);
    EXPECT_TRUE(playing.host(Side::Client).connections.empty());
    EXPECT_TRUE(playing.log.packets.empty());
    EXPECT_EQ(wire().inFlight.size(), 1u); // what flies, flies

    stepBefore = playing.world.step;
    playing.intervenes(CrashHost{Side::Client}); // twice is impossible
    expectUser(UserCommand::Crash, false);
    stepBefore = playing.world.step;
    const auto call = readStatementLine("close");
    ASSERT_TRUE(call);
    playing.intervenes(MakeCall{Side::Client, *call}); // and so is a call on what is down
    expectUser(UserCommand::Call, false);
    EXPECT_EQ(log().size(), 1u);

    stepBefore = playing.world.step;
    playing.intervenes(BootHost{Side::Client});
    expectUser(UserCommand::Boot, true);
    EXPECT_TRUE(playing.host(Side::Client).up);
    stepBefore = playing.world.step;
    playing.intervenes(BootHost{Side::Client});
    expectUser(UserCommand::Boot, false);
}

TEST_F(Intervene, ClockStopsAtWhatIsDueBefore)
{
    playing.intervenes(DropSegment{4711}, ms(5'000));
    EXPECT_EQ(playing.world.now, ms(100)); // the SYN,ACK is about to arrive
    playing.intervenes(DropSegment{4711}, ms(20));
    EXPECT_EQ(playing.world.now, ms(100)); // nor does it go back
    EXPECT_TRUE(playing.step());
}

TEST_F(Intervene, DroppingOneByHandDoesNotRedealTheOthers)
{
    Scenario scenario = scenarioOf("connect server:80\nsend 14600", "listen 80\naccept\nrecv eof");
    for (LinkSettings& link : scenario.links)
        link.jitter = milliseconds(9);
    Playing plain(scenario);
    Playing touched(scenario);
    const auto isText = [](const Effect& e) {
        return e.kind == EffectKind::Send && e.host == Side::Client && e.segment > 3;
    };
    ASSERT_TRUE(plain.until(isText));
    ASSERT_TRUE(touched.until(isText));
    touched.intervenes(DropSegment{6});
    Link expected = plain.link(Side::Client);
    expected.inFlight.erase(findInFlight(expected, 6).value());
    EXPECT_EQ(touched.link(Side::Client), expected);
}

} // namespace
} // namespace tcplab
