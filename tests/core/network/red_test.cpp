#include "core/network/red.h"

#include "tests/core/network/wire.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

constexpr std::uint32_t certain = 1'000'000'000;
constexpr std::uint64_t segments(std::uint64_t n) { return n << 32; }

TEST(RedAverage, MovesByItsWeight)
{
    const RedSettings settings{.weight = percent(25)};
    RedState state;
    redVerdict(state, settings, {.waiting = 4, .chance = certain - 1});
    EXPECT_EQ(state.average, segments(1)); // 0 + (4 − 0)/4
    redVerdict(state, settings, {.waiting = 5, .chance = certain - 1});
    EXPECT_EQ(state.average, segments(2)); // 1 + (5 − 1)/4
    redVerdict(state, settings, {.waiting = 0, .chance = certain - 1});
    EXPECT_EQ(state.average, segments(3) / 2); // 2 − 2/4
}

TEST(RedAverage, FadesWhileTheQueueIsIdle)
{
    const RedSettings settings{.weight = percent(50)};
    RedState state{.average = segments(8)};
    redVerdict(state, settings, {.idleSlots = 3, .chance = certain - 1});
    EXPECT_EQ(state.average, segments(1)); // 8/2³
    state.average = segments(8);
    redVerdict(state, settings, {.idleSlots = 1'000'000'000'000, .chance = certain - 1});
    EXPECT_EQ(state.average, 0u);
}

TEST(RedProbability, RisesFromNoneToMaxP)
{
    const RedSettings settings{};
    EXPECT_EQ(redProbability(settings, segments(5) - 1), percent(0));
    EXPECT_EQ(redProbability(settings, segments(5)), percent(0));
    EXPECT_EQ(redProbability(settings, segments(10)), percent(5)); // half way to 10 %
    EXPECT_EQ(redProbability(settings, segments(14)), percent(9));
    EXPECT_EQ(redProbability(settings, segments(15)), percent(10));
}

TEST(RedProbability, GentleRisesOnToOneAtTwiceTheThreshold)
{
    const RedSettings settings{.gentle = true};
    EXPECT_EQ(redProbability(settings, segments(45) / 2), percent(55)); // half way from 10 % to 100 %
    EXPECT_EQ(redProbability(settings, segments(30)), percent(100));
    EXPECT_EQ(redProbability(settings, segments(3'000)), percent(100));
}

TEST(RedProbability, NotGentleIsOneFromTheThresholdOn)
{
    const RedSettings settings{.gentle = false};
    EXPECT_EQ(redProbability(settings, segments(15) - 1).ppb, percent(10).ppb - 1);
    EXPECT_EQ(redProbability(settings, segments(15)), percent(100));
}

TEST(RedProbability, HoldsForTheLargestQueuesToo)
{
    const RedSettings settings{.minTh = octetsLong(1'000), .maxTh = octetsLong(1'000'000'000)};
    EXPECT_EQ(redProbability(settings, segments(500'000'500)), percent(5));
    EXPECT_EQ(redProbability(settings, segments(1'500'000'000)), percent(55));
}

/// The average held where p_b is 5 %: a drop at the latest at every 20th arrival, each place about as often.
TEST(RedVerdict, SpreadsDropsEvenly)
{
    const RedSettings settings{.weight = {1}};
    RedState state{.average = segments(10)};
    std::vector<int> gaps(22);
    int gap = 0;
    constexpr int many = 40'000;
    for (int k = 0; k < many; ++k) {
        const auto luck =
            static_cast<std::uint32_t>(drawBelow(certain, 7, 0, Purpose::Red, static_cast<std::uint64_t>(k)));
        ++gap;
        if (redVerdict(state, settings, {.waiting = 10, .chance = luck}) == QueueVerdict::Drop) {
            ASSERT_LE(gap, 20);
            ++gaps[static_cast<std::size_t>(gap)];
            gap = 0;
        }
    }
    // As in the paper's Figure 2, the count is moved before it is used, so a gap is one of 1 … 19.
    for (int n = 1; n <= 19; ++n)
        EXPECT_NEAR(gaps[static_cast<std::size_t>(n)], many / 10 / 19, 70) << n;
}

TEST(RedVerdict, DropsNothingBelowTheThreshold)
{
    RedState state;
    for (int k = 0; k < 10'000; ++k)
        EXPECT_EQ(redVerdict(state, {}, {.waiting = 4, .chance = 0}), QueueVerdict::Pass);
    EXPECT_EQ(state.sinceDrop, -1);
}

TEST(RedVerdict, MarksBetweenTheThresholdsAndDropsAbove)
{
    for (const bool gentle : {false, true}) {
        const RedSettings settings{.weight = {1}, .gentle = gentle};
        RedState between{.average = segments(10)};
        EXPECT_EQ(redVerdict(between, settings, {.waiting = 10, .canBeMarked = true, .chance = 0}),
                  QueueVerdict::Mark);
        between.average = segments(10);
        EXPECT_EQ(redVerdict(between, settings, {.waiting = 10, .canBeMarked = false, .chance = 0}),
                  QueueVerdict::Drop);
        RedState above{.average = segments(16)};
        EXPECT_EQ(redVerdict(above, settings, {.waiting = 16, .canBeMarked = true, .chance = 0}),
                  QueueVerdict::Drop);
    }
}

/// 8 Mbit/s and segments of 1000 octets: one a millisecond.
struct RedLink : testing::Test {
    Wire wire{
        .settings = {.delay = milliseconds(50), .bandwidth = 8'000'000, .discipline = QueueDiscipline::Red}};

    DropReason offers(Duration when) { return wire.offers(at(when), 960).droppedNow; }
};

TEST_F(RedLink, ShortBurstsPass)
{
    for (int i = 0; i < 40; ++i)
        EXPECT_EQ(offers(milliseconds(0)), DropReason::None);
    EXPECT_EQ(wire.flight(40).endsAt, at(milliseconds(90)));
}

TEST_F(RedLink, StandingQueueLosesAShareThatTheFormulaGives)
{
    // Twelve wait all the time (each drop is made good at once): the average comes to 12, p_b to 7 %.
    for (int i = 0; i < 13; ++i)
        offers(milliseconds(0));
    int offered = 0;
    int drops = 0;
    for (int ms = 1; ms <= 20'000; ++ms) {
        for (;;) {
            const DropReason fate = offers(milliseconds(ms));
            offered += ms > 5'000 ? 1 : 0;
            if (fate == DropReason::None)
                break;
            EXPECT_EQ(fate, DropReason::Red);
            drops += ms > 5'000 ? 1 : 0;
        }
    }
    // What an arrival finds is eleven in the queue and one in the transmitter: p_b is 6 %. Gaps of 1 … 1/p_b,
    // all as likely, have a mean of about half that.
    EXPECT_GT(wire.link.red.average, segments(10));
    EXPECT_LT(wire.link.red.average, segments(12));
    EXPECT_NEAR(drops * 1000 / offered, 120, 12);
}

TEST_F(RedLink, IdleTimeBringsTheAverageDown)
{
    wire.settings.red.weight = percent(20);
    for (int i = 0; i < 14; ++i)
        offers(milliseconds(0));
    const std::uint64_t before = wire.link.red.average;
    EXPECT_GT(before, segments(5));
    // The last has left at 14 ms at the latest; idle for at least 10 slots of 1 ms.
    offers(milliseconds(24));
    EXPECT_LT(wire.link.red.average, before / 8);
    EXPECT_GT(wire.link.red.average, 0u);
}

TEST_F(RedLink, FullQueueIsToldFromAnEarlyDrop)
{
    wire.settings.queueSegments = 2;
    offers(milliseconds(0));
    offers(milliseconds(0));
    offers(milliseconds(0));
    EXPECT_EQ(offers(milliseconds(0)), DropReason::Queue);
}

TEST_F(RedLink, MarkedSegmentArrivesWithCe)
{
    wire.settings.ecn = true;
    wire.settings.red = {
        .minTh = segmentsLong(0), .maxTh = segmentsLong(100), .maxP = percent(100), .weight = percent(100)};
    wire.ecn = Ecn::Ect0;
    int marked = 0;
    for (int i = 0; i < 60; ++i) {
        EXPECT_EQ(offers(milliseconds(0)), DropReason::None);
        marked += wire.flight(wire.nextId - 1).packet.segment.ecn == Ecn::Ce ? 1 : 0;
    }
    EXPECT_GT(marked, 10);
    wire.ecn = Ecn::NotEct;
    int dropped = 0;
    for (int i = 0; i < 60; ++i)
        dropped += offers(milliseconds(0)) == DropReason::Red ? 1 : 0;
    EXPECT_GT(dropped, 10);
}

/// Step marking as data-centre switches do it (RFC 8257 §3.1).
struct StepMarking : testing::Test {
    Wire wire{.settings = {.delay = milliseconds(50),
                           .bandwidth = 8'000'000,
                           .ecn = true,
                           .ecnThreshold = segmentsLong(2)},
              .ecn = Ecn::Ect0};

    Ecn offers()
    {
        return wire.offers(at(milliseconds(0)), 960), wire.flight(wire.nextId - 1).packet.segment.ecn;
    }
};

TEST_F(StepMarking, MarksWhatFindsMoreThanTheThresholdWaiting)
{
    EXPECT_EQ(offers(), Ecn::Ect0); // in the transmitter
    EXPECT_EQ(offers(), Ecn::Ect0); // finds none waiting
    EXPECT_EQ(offers(), Ecn::Ect0); // one
    EXPECT_EQ(offers(), Ecn::Ect0); // two
    EXPECT_EQ(offers(), Ecn::Ce);
    wire.ecn = Ecn::NotEct;
    EXPECT_EQ(offers(), Ecn::NotEct);
    wire.ecn = Ecn::Ect1;
    EXPECT_EQ(offers(), Ecn::Ce);
}

TEST_F(StepMarking, CountsOctetsWhereTheThresholdDoes)
{
    wire.settings.ecnThreshold = octetsLong(1'000);
    offers();
    EXPECT_EQ(offers(), Ecn::Ect0);
    EXPECT_EQ(offers(), Ecn::Ect0); // exactly 1000 octets wait
    EXPECT_EQ(offers(), Ecn::Ce);
}

TEST_F(StepMarking, IsOffUnlessTheQueueMarks)
{
    wire.settings.ecn = false;
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(offers(), Ecn::Ect0);
}

} // namespace
} // namespace tcplab
