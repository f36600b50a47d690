#include "tests/core/network/wire.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::ElementsAre;

/// Offers so many, a second apart: which were lost (by their numbers, from 1).
std::vector<std::uint64_t> lost(const LinkSettings& settings, std::uint64_t many, std::uint64_t seed = 1,
                                Side direction = Side::Client)
{
    std::vector<std::uint64_t> numbers;
    Wire wire{.settings = settings, .seed = seed, .direction = direction};
    for (std::uint64_t k = 1; k <= many; ++k) {
        wire.offers(at(seconds(static_cast<std::int64_t>(k))), 100);
        if (wire.link.inFlight.front().fate != DropReason::None)
            numbers.push_back(k);
        wire.link.inFlight.clear();
    }
    return numbers;
}

LinkSettings chain(std::uint32_t goodToBad, std::uint32_t badToGood, std::uint32_t lossInGood,
                   std::uint32_t lossInBad)
{
    return {
        .lossModel = LossModel::GilbertElliott,
        .gilbertElliott = {percent(goodToBad), percent(badToGood), percent(lossInGood), percent(lossInBad)}};
}

TEST(GilbertElliott, LosesWithTheStationaryShare)
{
    // In the bad state for p/(p+r) = 1/5 of the time: 0.8·1 % + 0.2·50 % = 10.8 %.
    constexpr std::uint64_t many = 40'000;
    for (std::uint64_t seed = 1; seed <= 4; ++seed)
        EXPECT_NEAR(static_cast<int>(lost(chain(5, 20, 1, 50), many, seed).size()), 4'320, 350) << seed;
}

TEST(GilbertElliott, LossesComeInBurstsOfTheMeanLengthOfTheBadState)
{
    // All is lost in the bad state, which lasts 1/r = 4 segments on average, and nothing in the good one.
    const auto numbers = lost(chain(2, 25, 0, 100), 40'000);
    int bursts = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        bursts += i == 0 || numbers[i] != numbers[i - 1] + 1 ? 1 : 0;
    EXPECT_NEAR(static_cast<int>(numbers.size()) * 100 / bursts, 400, 40);
    EXPECT_NEAR(bursts, 40'000 * 2 / 100 * 25 / 27, 80);
}

TEST(GilbertElliott, BeginsInTheGoodState)
{
    for (std::uint64_t seed = 1; seed <= 100; ++seed)
        EXPECT_THAT(lost(chain(100, 100, 0, 100), 6, seed), ElementsAre(2u, 4u, 6u));
}

TEST(GilbertElliott, EqualLossInBothStatesIsBernoullisLuck)
{
    EXPECT_EQ(lost(chain(10, 10, 30, 30), 2'000), lost({.loss = percent(30)}, 2'000));
}

TEST(GilbertElliott, DependsOnSeedAndDirection)
{
    const LinkSettings settings = chain(5, 20, 1, 50);
    EXPECT_EQ(lost(settings, 500), lost(settings, 500));
    EXPECT_NE(lost(settings, 500), lost(settings, 500, 2));
    EXPECT_NE(lost(settings, 500), lost(settings, 500, 1, Side::Server));
}

/// What befalls one in the queue, by script or by hand moves the chain no further than anything else.
TEST(GilbertElliott, StateAtTheKthIsAFunctionOfKAlone)
{
    Wire undisturbed{.settings = chain(10, 20, 5, 80)};
    Wire disturbed = undisturbed;
    disturbed.settings.bandwidth = 1'000'000;
    disturbed.settings.queueSegments = 1;
    disturbed.settings.jitter = milliseconds(2);
    for (int k = 0; k < 300; ++k) {
        // Three at a time: of those the queue of one place refuses the third.
        const Instant when = at(seconds(k / 3));
        const ScriptedFate script{.dropRule = static_cast<std::uint16_t>(k % 7 == 0 ? 1 : 0),
                                  .duplicateRule = 1,
                                  .copies = k % 5 == 0 ? 2u : 0u};
        const bool before = undisturbed.link.inBadState;
        EXPECT_EQ(before, disturbed.link.inBadState) << k;
        undisturbed.offers(when, 1'000);
        disturbed.offers(when, 1'000, script);
    }
}

TEST(LossList, LosesExactlyThese)
{
    EXPECT_THAT(lost({.lossList = {{1, 1}, {4, 6}, {9, 9}}}, 20), ElementsAre(1u, 4u, 5u, 6u, 9u));
    EXPECT_THAT(lost({.lossList = {{18, 1'000'000'000}}}, 20), ElementsAre(18u, 19u, 20u));
}

TEST(LossList, IsSaidByTheScenarioAndTouchesNoCopies)
{
    Wire wire{.settings = {.lossList = {{1, 1}}}};
    wire.offers(at(milliseconds(0)), 10, {.duplicateRule = 1, .copies = 1});
    EXPECT_EQ(wire.flight(1).fate, DropReason::Fault);
    EXPECT_EQ(wire.flight(1).rule, 0);
    EXPECT_EQ(wire.flight(2).fate, DropReason::None);
}

TEST(LossList, CountsWhatTheQueueRefusesToo)
{
    Wire wire{.settings = {.bandwidth = 8'000'000, .queueSegments = 1, .lossList = {{4, 4}}}};
    wire.offers(at(milliseconds(0)), 960);
    wire.offers(at(milliseconds(0)), 960);
    EXPECT_EQ(wire.offers(at(milliseconds(0)), 960).droppedNow, DropReason::Queue);
    wire.offers(at(milliseconds(5)), 960);
    EXPECT_EQ(wire.flight(4).fate, DropReason::Fault);
}

TEST(LossList, LeavesTheLuckOfTheOthers)
{
    const auto byChance = lost({.loss = percent(20)}, 200);
    auto both = lost({.loss = percent(20), .lossList = {{50, 59}}}, 200);
    std::erase_if(both, [&](std::uint64_t n) {
        return n >= 50 && n <= 59 && std::find(byChance.begin(), byChance.end(), n) == byChance.end();
    });
    EXPECT_EQ(both, byChance);
}

/// Ends of originals that arrive, by number.
std::vector<Instant> arrivals(Wire wire, int many)
{
    std::vector<Instant> ends;
    for (int k = 0; k < many; ++k) {
        wire.offers(at(microseconds(k * 300)), 100);
        ends.push_back(wire.flight(wire.nextId - 1).endsAt);
    }
    return ends;
}

TEST(JitterWithoutReordering, NoneArrivesBeforeTheOneSentBeforeIt)
{
    const LinkSettings settings{
        .delay = milliseconds(50), .jitter = milliseconds(9), .jitterReorders = false};
    const auto ends = arrivals({.settings = settings}, 2'000);
    EXPECT_TRUE(std::is_sorted(ends.begin(), ends.end()));
    LinkSettings free = settings;
    free.jitterReorders = true;
    const auto loose = arrivals({.settings = free}, 2'000);
    EXPECT_FALSE(std::is_sorted(loose.begin(), loose.end()));
    // Each as late as its own jitter or the latest before it makes it, and no later.
    Instant latest{};
    for (std::size_t k = 0; k < ends.size(); ++k) {
        latest = std::max(latest, loose[k]);
        EXPECT_EQ(ends[k], latest);
    }
}

TEST(JitterWithoutReordering, HoldsBehindEveryQueue)
{
    for (const QueueDiscipline discipline :
         {QueueDiscipline::DropTail, QueueDiscipline::Red, QueueDiscipline::Codel})
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Wire wire{.settings = {.delay = milliseconds(50),
                                   .jitter = milliseconds(20),
                                   .jitterReorders = false,
                                   .bandwidth = 2'000'000,
                                   .queueSegments = 60,
                                   .discipline = discipline},
                      .seed = seed};
            for (int k = 0; k < 500; ++k)
                wire.offers(at(microseconds(k * 300)), k % 4 == 0 ? 0 : 900);
            Instant before{};
            SegmentId id = 0;
            for (const InFlight& flight : wire.link.inFlight) {
                if (flight.fate != DropReason::None)
                    continue;
                EXPECT_LE(before, flight.endsAt);
                EXPECT_LT(id, flight.packet.id);
                before = flight.endsAt;
                id = flight.packet.id;
            }
            EXPECT_GT(id, 200u);
        }
}

TEST(JitterWithoutReordering, IsNotMeantForWhatIsHeldBackOnPurpose)
{
    Wire wire{.settings = {.delay = milliseconds(50), .jitter = milliseconds(1), .jitterReorders = false}};
    wire.offers(at(milliseconds(0)), 0, {.delayRule = 1, .extraDelay = milliseconds(30)});
    wire.offers(at(milliseconds(2)));
    EXPECT_GE(wire.flight(1).endsAt, at(milliseconds(80)));
    EXPECT_LE(wire.flight(2).endsAt, at(milliseconds(53)));
}

TEST(JitterWithoutReordering, OneThatDiesOfAgeHoldsNobodyUp)
{
    Wire wire{.settings = {.delay = seconds(40), .jitterReorders = false, .msl = seconds(30)}};
    wire.offers(at(seconds(0)));
    EXPECT_EQ(wire.flight(1).fate, DropReason::Lifetime);
    wire.settings.delay = milliseconds(10);
    wire.offers(at(seconds(1)));
    EXPECT_EQ(wire.flight(2).endsAt, at(milliseconds(1'010)));
}

/// Whatever the queue, the model and the jitter: nothing lives longer than MSL.
TEST(LinkLifetime, IsNeverLongerThanMsl)
{
    for (const QueueDiscipline discipline :
         {QueueDiscipline::DropTail, QueueDiscipline::Red, QueueDiscipline::Codel})
        for (const bool reorders : {true, false}) {
            LinkSettings settings = chain(5, 20, 1, 50);
            settings.delay = milliseconds(50);
            settings.jitter = milliseconds(100);
            settings.jitterReorders = reorders;
            settings.bandwidth = 200'000;
            settings.discipline = discipline;
            settings.ecn = true;
            settings.duplicate = percent(10);
            settings.reorder = percent(10);
            settings.reorderBy = milliseconds(300);
            settings.msl = milliseconds(400);
            Wire wire{.settings = settings, .ecn = Ecn::Ect0};
            int died = 0;
            for (int k = 0; k < 800; ++k) {
                const Instant now = at(milliseconds(k * 20));
                while (!wire.link.inFlight.empty() && wire.link.inFlight.front().endsAt <= now)
                    wire.link.inFlight.popFront();
                wire.offers(now, 900);
                Instant before = now;
                for (const InFlight& flight : wire.link.inFlight) {
                    ASSERT_LE(before, flight.endsAt);
                    ASSERT_LE(flight.endsAt - flight.sentAt, settings.msl);
                    before = flight.endsAt;
                    died += flight.fate == DropReason::Lifetime ? 1 : 0;
                }
            }
            EXPECT_GT(died, 0);
        }
}

} // namespace
} // namespace tcplab
