#include "core/tcp/congestion/cubic.h"

#include "core/base/random.h"

#include <cmath>
#include <gtest/gtest.h>
#include <ostream>
#include <vector>

namespace tcplab {

void PrintTo(CubicRegion region, std::ostream* os)
{
    *os << (region == CubicRegion::RenoFriendly ? "Reno-friendly"
            : region == CubicRegion::Concave    ? "concave"
                                                : "convex");
}

namespace {

constexpr std::uint32_t smss = 1460;

double inSeconds(Duration d) { return static_cast<double>(d.ns) / 1e9; }

/// RFC 9438 §4.2–4.5 again, in segments, seconds and double precision.
struct Reference {
    double cwnd = 0;
    double wMax = 0;
    double cwndPrior = 0;
    double k = 0;
    double wEst = 0;

    Reference(double cwndEpoch, double wMaxBefore, double prior)
        : cwnd(cwndEpoch),
          wMax(std::max(wMaxBefore, cwndEpoch)),
          cwndPrior(prior),
          k(std::cbrt((wMax - cwndEpoch) / 0.4)),
          wEst(cwndEpoch)
    {}
    double wCubic(double t) const { return 0.4 * std::pow(t - k, 3) + wMax; }
    void onAck(double segments, double t, double rtt)
    {
        segments = std::min(segments, cwnd);
        const double alpha = wEst >= cwndPrior ? 1 : 3 * (1 - 0.7) / (1 + 0.7);
        wEst += alpha * segments / cwnd;
        if (wCubic(t) < wEst) {
            cwnd = std::max(cwnd, wEst);
        } else {
            const double target = std::clamp(wCubic(t + rtt), cwnd, 1.5 * cwnd);
            cwnd += (target - cwnd) / cwnd * segments;
        }
    }
};

/// A sender that always has something to send, over a path that loses nothing.
struct Flow {
    Cubic cubic{};
    CongestionWindow window{};
    Duration rtt{};
    Instant now{};
    CubicRegion region{};

    std::uint32_t ack(std::uint32_t octets)
    {
        region =
            cubic.onAck(window, {.octets = octets, .smss = smss, .now = now, .srtt = rtt, .abcLimit = 2});
        return window.cwnd;
    }
    /// As many ACKs of one segment as the window has segments, spread over a round trip.
    void roundTrip()
    {
        const std::uint32_t acks = window.cwnd / smss;
        for (std::uint32_t i = 0; i < acks; ++i) {
            now = now + rtt / acks;
            ack(smss);
        }
    }
    void lose()
    {
        window.ssthresh = cubic.thresholdAfterLoss(
            window, {.flightSize = window.cwnd / smss * smss, .smss = smss, .now = now});
        window.cwnd = window.ssthresh;
    }
    double segments() const { return static_cast<double>(window.cwnd) / smss; }
};

/// What stands after a loss at so many segments: cwnd is 7/10 of them.
Flow afterLossAt(std::uint32_t segments, Duration rtt)
{
    Flow flow{.window = {.cwnd = segments * smss}, .rtt = rtt};
    flow.lose();
    return flow;
}

TEST(Cubic, ReducesToSevenTenthsOfTheFlightButNotBelowTwoSegments)
{
    Cubic cubic;
    EXPECT_EQ(cubic.thresholdAfterLoss({.cwnd = 100'000}, {.flightSize = 80'000, .smss = smss}), 56'000u);
    EXPECT_EQ(cubic.wMax, 100'000u);
    EXPECT_EQ(cubic.cwndPrior, 100'000u);
    EXPECT_EQ(cubic.thresholdAfterLoss({.cwnd = 2 * smss}, {.flightSize = smss, .smss = smss}), 2 * smss);
    EXPECT_EQ(cubic.thresholdAfterLoss({.cwnd = 4'000'000'000}, {.flightSize = 4'000'000'000, .smss = smss}),
              2'800'000'000u);
}

TEST(Cubic, ReturnsToWMaxAfterKSeconds)
{
    Flow flow = afterLossAt(100, milliseconds(100));
    flow.ack(smss);
    // K = cubic_root((100 - 70) / 0.4) = 4.2171633 s
    EXPECT_NEAR(inSeconds(flow.cubic.k), 4.217163326508746, 1e-9);
    EXPECT_EQ(flow.cubic.wCubic({}, smss) / smss, 70u);
    EXPECT_EQ(flow.cubic.wCubic(flow.cubic.k, smss), 100u * smss);
    // 10 s after the plateau: 0.4 · 1000 segments more
    EXPECT_NEAR(static_cast<double>(flow.cubic.wCubic(flow.cubic.k + seconds(10), smss)), 500.0 * smss, 1);
}

TEST(Cubic, CurveIsExactToTheOctetFromMicrosecondsToAnHour)
{
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const auto drawn = [&](std::uint64_t bound, std::uint64_t what) {
            return drawBelow(bound, i, what, Purpose::Test, 0);
        };
        const auto segmentSize = static_cast<std::uint32_t>(48 + drawn(9000, 0));
        const auto wMax = static_cast<std::uint32_t>(segmentSize * 2 + drawn(1u << (11 + i % 20), 1));
        const auto cwnd = static_cast<std::uint32_t>(segmentSize + drawn(wMax - segmentSize, 2));
        const auto t = nanoseconds(static_cast<std::int64_t>(drawn(std::uint64_t{1} << (10 + i % 32), 3)));

        Cubic cubic{.wMax = wMax};
        CongestionWindow window{.cwnd = cwnd};
        cubic.onAck(window, {.octets = 1, .smss = segmentSize});
        const double k = std::cbrt((wMax - cwnd) / 0.4 / segmentSize);
        ASSERT_NEAR(inSeconds(cubic.k), k, 1e-8) << i;

        const double expected = wMax + 0.4 * segmentSize * std::pow(inSeconds(t) - k, 3);
        const auto clamped = std::min<double>(expected, 4e9);
        const double found = std::min<double>(static_cast<double>(cubic.wCubic(t, segmentSize)), 4e9);
        ASSERT_NEAR(found, clamped, 1 + clamped * 1e-8) << i << ": t " << t.ns;
    }
}

// Proves MAY-18.
TEST(Cubic, FollowsTheReferenceAckByAck)
{
    for (const std::uint32_t segments : {3u, 10u, 40u, 400u, 5000u}) {
        for (const Duration rtt : {milliseconds(1), milliseconds(10), milliseconds(50), milliseconds(300)}) {
            Flow flow = afterLossAt(segments, rtt);
            Reference reference(flow.segments(), segments, segments);
            const Instant begin = flow.now;
            std::uint32_t acks = 0;
            double worst = 0;
            while (acks < 20'000 && flow.now < Instant{} + seconds(40)) {
                const std::uint32_t octets = acks % 7 == 0 ? 3 * smss : acks % 5 == 0 ? 100 : smss;
                flow.ack(octets);
                reference.onAck(static_cast<double>(octets) / smss, inSeconds(flow.now - begin),
                                inSeconds(rtt));
                worst = std::max(worst, std::abs(flow.segments() - reference.cwnd) / reference.cwnd);
                flow.now = flow.now + nanoseconds(rtt.ns * octets / flow.window.cwnd);
                ++acks;
            }
            EXPECT_LT(worst, 1e-3) << segments << " segments, " << inSeconds(rtt) << " s";
            EXPECT_GT(flow.window.cwnd, flow.window.ssthresh);
        }
    }
}

TEST(Cubic, IsConcaveUpToWMaxThenFlatThenConvex)
{
    Flow flow = afterLossAt(1000, milliseconds(100));
    std::vector<double> eachSecond{flow.segments()};
    std::vector<CubicRegion> regions;
    for (int second = 0; second < 18; ++second) {
        for (int i = 0; i < 10; ++i)
            flow.roundTrip();
        eachSecond.push_back(flow.segments());
        regions.push_back(flow.region);
    }
    const double k = inSeconds(flow.cubic.k); // cubic_root(300 / 0.4) = 9.09 s
    EXPECT_NEAR(k, 9.0856, 1e-3);
    for (std::size_t s = 1; s + 1 < eachSecond.size(); ++s) {
        const double growthBefore = eachSecond[s] - eachSecond[s - 1];
        const double growthAfter = eachSecond[s + 1] - eachSecond[s];
        EXPECT_GT(growthAfter, 0);
        if (static_cast<double>(s) < k - 1) {
            EXPECT_LT(growthAfter, growthBefore) << "second " << s;
            EXPECT_EQ(regions[s], CubicRegion::Concave);
        } else if (static_cast<double>(s) > k + 1) {
            EXPECT_GT(growthAfter, growthBefore) << "second " << s;
            EXPECT_EQ(regions[s], CubicRegion::Convex);
        }
    }
    EXPECT_NEAR(eachSecond[9], 1000, 1) << "the plateau";
    EXPECT_NEAR(eachSecond[18], 1000 + 0.4 * std::pow(18 - k, 3), 40);
}

TEST(Cubic, GrowsAsRenoWouldWhereTheRoundTripIsShort)
{
    Flow flow = afterLossAt(20, milliseconds(10));
    // W_cubic needs 2.5 s to be back; W_est 6 / (9/17) = 11.3 round trips of 0.01 s
    for (int i = 0; i < 5; ++i)
        flow.roundTrip();
    EXPECT_EQ(flow.region, CubicRegion::RenoFriendly);
    EXPECT_NEAR(flow.segments(), 14 + 5 * 9.0 / 17, 0.1);
    while (flow.window.cwnd < 20 * smss)
        flow.roundTrip();
    EXPECT_NEAR(inSeconds(flow.now - Instant{}), 0.12, 0.015);
    // from cwnd_prior on: one segment a round trip
    const double atPrior = flow.segments();
    for (int i = 0; i < 20; ++i)
        flow.roundTrip();
    EXPECT_EQ(flow.region, CubicRegion::RenoFriendly);
    EXPECT_NEAR(flow.segments() - atPrior, 20, 1);
}

TEST(Cubic, LeavesRoomForOthersWhenItLosesBelowWMax)
{
    Flow flow = afterLossAt(100, milliseconds(100));
    EXPECT_EQ(flow.cubic.wMax, 100 * smss);
    flow.roundTrip();
    const std::uint32_t cwnd = flow.window.cwnd;
    ASSERT_LT(cwnd, 100 * smss);
    flow.lose();
    EXPECT_EQ(flow.cubic.wMax, static_cast<std::uint32_t>(std::uint64_t{cwnd} * 17 / 20));
    EXPECT_EQ(flow.cubic.cwndPrior, cwnd) << "cwnd_prior is not reduced";

    flow.window.cwnd = 200 * smss;
    flow.lose();
    EXPECT_EQ(flow.cubic.wMax, 200 * smss) << "above the last W_max nothing is left";
}

TEST(Cubic, NeverGrowsByMoreThanHalfOfWhatIsAcknowledged)
{
    for (const std::int64_t pause : {0, 1, 60, 3600}) {
        Flow flow = afterLossAt(1000, milliseconds(100));
        flow.ack(smss);
        flow.now = flow.now + seconds(pause);
        for (int i = 0; i < 20; ++i) {
            const std::uint32_t before = flow.window.cwnd;
            const std::uint32_t acknowledged = i % 2 == 0 ? smss : 40 * before;
            flow.ack(acknowledged);
            EXPECT_GE(flow.window.cwnd, before);
            EXPECT_LE(flow.window.cwnd, before + std::min(before, acknowledged) / 2 + 1);
        }
    }
}

TEST(Cubic, NeverFallsWithinAStage)
{
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Flow flow = afterLossAt(static_cast<std::uint32_t>(4 + drawBelow(500, seed, 0, Purpose::Test, 0)),
                                milliseconds(5));
        for (std::uint64_t i = 0; i < 1000; ++i) {
            const std::uint32_t before = flow.window.cwnd;
            flow.rtt = microseconds(static_cast<std::int64_t>(drawBelow(200'000, seed, 1, Purpose::Test, i)));
            flow.now = flow.now +
                       microseconds(static_cast<std::int64_t>(drawBelow(20'000, seed, 2, Purpose::Test, i)));
            flow.ack(static_cast<std::uint32_t>(drawBelow(4 * smss, seed, 3, Purpose::Test, i)));
            ASSERT_GE(flow.window.cwnd, before);
        }
    }
}

TEST(Cubic, CountsOctetsWhateverTheAcksAre)
{
    const auto grownBy = [](std::uint32_t octetsAnAck, Duration rtt) {
        Flow flow = afterLossAt(200, rtt);
        for (std::uint32_t acknowledged = 0; acknowledged < 2000 * smss; acknowledged += octetsAnAck) {
            flow.now = Instant{} + nanoseconds(rtt.ns * (acknowledged / smss) / 140);
            flow.ack(octetsAnAck);
        }
        return flow.segments();
    };
    for (const Duration rtt : {milliseconds(4), milliseconds(200)}) { // Reno-friendly, cubic
        const double each = grownBy(smss, rtt);
        EXPECT_GT(each, 145);
        EXPECT_NEAR(grownBy(smss * 2, rtt), each, 0.02) << "every second segment acknowledged";
        EXPECT_NEAR(grownBy(smss / 2, rtt), each, 0.02);
        EXPECT_NEAR(grownBy(20, rtt), each, 0.02);
    }
}

TEST(Cubic, DoesNotCountTheTimeInWhichTheApplicationSentNothing)
{
    Flow busy = afterLossAt(1000, milliseconds(50));
    for (int i = 0; i < 20; ++i)
        busy.roundTrip();
    Flow paused = busy;
    paused.now = paused.now + seconds(600);
    paused.cubic.applicationLimited(paused.now);
    EXPECT_EQ(paused.cubic.tEpoch, busy.cubic.tEpoch + seconds(600));
    for (int i = 0; i < 100; ++i) {
        busy.roundTrip();
        paused.roundTrip();
        ASSERT_EQ(paused.window, busy.window);
    }

    Flow trickling = paused; // acknowledgments go on, but not for a full window
    for (int i = 0; i < 100; ++i) {
        trickling.now = trickling.now + milliseconds(50);
        trickling.cubic.applicationLimited(trickling.now);
    }
    EXPECT_EQ(trickling.cubic.tEpoch, paused.cubic.tEpoch + milliseconds(50) * 100);
    trickling.roundTrip();
    paused.roundTrip();
    EXPECT_EQ(trickling.region, CubicRegion::Concave);
    EXPECT_EQ(trickling.window, paused.window);

    Cubic none;
    none.applicationLimited(Instant{} + seconds(5));
    EXPECT_EQ(none, Cubic{}) << "no stage has begun";
}

TEST(Cubic, BeginsAtItsPlateauAfterATimeout)
{
    Flow flow = afterLossAt(100, milliseconds(200));
    flow.roundTrip();
    flow.lose();
    flow.cubic.onTimeout();
    EXPECT_EQ(flow.cubic, (Cubic{.cwndPrior = flow.cubic.cwndPrior}));
    flow.window.cwnd = 50 * smss; // slow start has brought it here
    flow.now = flow.now + seconds(3);
    flow.ack(smss);
    EXPECT_EQ(flow.cubic.k, Duration{});
    EXPECT_EQ(flow.cubic.wMax, 50 * smss);
    EXPECT_EQ(flow.cubic.tEpoch, flow.now);
    EXPECT_EQ(flow.cubic.wCubic(seconds(10), smss), (50 + 400) * smss - 1) << "rounded down";
}

TEST(Cubic, BeginsAtItsPlateauWhenSlowStartEndedWithoutLoss)
{
    Flow flow{.window = {.cwnd = 30 * smss, .ssthresh = 30 * smss}, .rtt = milliseconds(100)};
    flow.ack(smss);
    EXPECT_EQ(flow.cubic.wMax, 30 * smss);
    EXPECT_EQ(flow.cubic.cwndPrior, 30 * smss);
    EXPECT_EQ(flow.cubic.k, Duration{});
    // alpha is 1 at once: W_est has reached cwnd_prior
    for (int i = 0; i < 3; ++i)
        flow.roundTrip();
    EXPECT_EQ(flow.region, CubicRegion::RenoFriendly);
    EXPECT_NEAR(flow.segments(), 33, 0.2);
}

TEST(Cubic, BeginsANewStageAfterARestartAndKeepsWMax)
{
    Flow flow = afterLossAt(100, milliseconds(100));
    flow.roundTrip();
    flow.cubic.leaveAvoidance();
    flow.window.cwnd = 40 * smss;
    flow.now = flow.now + seconds(100);
    flow.ack(smss);
    EXPECT_EQ(flow.cubic.tEpoch, flow.now);
    EXPECT_EQ(flow.cubic.wMax, 100 * smss);
    EXPECT_NEAR(inSeconds(flow.cubic.k), std::cbrt(60 / 0.4), 1e-6);
    EXPECT_NEAR(flow.segments(), 40, 0.2);
}

TEST(Cubic, ComesBackToWEstWithoutAJumpWhenAnotherMadeCwndSmaller)
{
    Flow flow = afterLossAt(20, milliseconds(10));
    flow.roundTrip();
    flow.window.cwnd = 2 * smss;
    for (int i = 0; i < 5; ++i) {
        const std::uint32_t before = flow.window.cwnd;
        flow.ack(3 * smss);
        EXPECT_LE(flow.window.cwnd, before + smss);
    }
}

TEST(Cubic, PutsEverythingBackWhenTheLossWasNone)
{
    Flow flow = afterLossAt(100, milliseconds(100));
    for (int i = 0; i < 10; ++i)
        flow.roundTrip();
    const Flow before = flow;
    flow.lose();
    flow.roundTrip();
    EXPECT_TRUE(flow.cubic.undo(flow.window, before.window, before.cubic));
    EXPECT_EQ(flow.cubic, before.cubic);
    EXPECT_EQ(flow.window, before.window);

    flow.lose();
    flow.cubic.onTimeout();
    flow.window.cwnd = smss;
    EXPECT_TRUE(flow.cubic.undo(flow.window, before.window, before.cubic));
    EXPECT_EQ(flow.cubic, before.cubic);
}

TEST(Cubic, KeepsWhatItHasWhenTheWindowIsAlreadyLargerThanBeforeTheLoss)
{
    Flow flow = afterLossAt(10, milliseconds(10));
    const Flow before{.cubic = {}, .window = {.cwnd = 10 * smss}};
    while (flow.window.cwnd < 10 * smss)
        flow.roundTrip();
    const Flow after = flow;
    EXPECT_FALSE(flow.cubic.undo(flow.window, before.window, before.cubic));
    EXPECT_EQ(flow.cubic, after.cubic);
    EXPECT_EQ(flow.window, after.window);
}

TEST(Cubic, SurvivesTheLargestWindowsTimesAndTheSmallestSegments)
{
    for (const std::uint32_t size : {1u, 48u, 1460u, 65495u}) {
        for (const std::uint32_t cwnd : {size, 2 * size, 1u << 30, noThreshold}) {
            Cubic cubic;
            CongestionWindow window{.cwnd = cwnd};
            window.ssthresh = cubic.thresholdAfterLoss(window, {.flightSize = cwnd, .smss = size});
            EXPECT_GE(window.ssthresh, std::max<std::uint64_t>(2 * size, std::uint64_t{cwnd} * 7 / 10));
            window.cwnd = std::min(window.ssthresh, cwnd);
            for (const Duration t :
                 {Duration{}, nanoseconds(1), seconds(1), minutes(60), minutes(60 * 24 * 365)}) {
                const std::uint32_t last = window.cwnd;
                const NewlyAcked acked{
                    .octets = 0xffffffffu, .smss = size, .now = Instant{} + t, .srtt = minutes(60)};
                cubic.onAck(window, acked);
                EXPECT_GE(window.cwnd, last);
                EXPECT_LE(window.cwnd, noThreshold);
                EXPECT_LE(window.cwnd, std::uint64_t{last} + std::max(last / 2, size));
            }
        }
    }
}

} // namespace
} // namespace tcplab
