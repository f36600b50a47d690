#include "tests/core/network/wire.h"

#include <gtest/gtest.h>
#include <map>

namespace tcplab {
namespace {

constexpr int many = 4'000;

/// Offers `many` segments, a second apart: the flight of each original and its copies, by k.
std::map<std::uint64_t, std::vector<InFlight>> flights(LinkSettings settings, std::uint64_t seed = 1,
                                                       Side direction = Side::Client)
{
    std::map<std::uint64_t, std::vector<InFlight>> byNumber;
    Wire wire{.settings = settings, .seed = seed, .direction = direction};
    for (std::uint64_t k = 0; k < many; ++k) {
        wire.offers(Instant{}, 100);
        while (!wire.link.inFlight.empty()) {
            byNumber[k].push_back(wire.link.inFlight.front());
            byNumber[k].back().packet.id = 0; // ids do shift with copies; luck must not
            wire.link.inFlight.popFront();
        }
    }
    return byNumber;
}

int countFate(const std::map<std::uint64_t, std::vector<InFlight>>& all, DropReason fate)
{
    int n = 0;
    for (const auto& [k, emissions] : all)
        for (const InFlight& flight : emissions)
            n += flight.fate == fate ? 1 : 0;
    return n;
}

TEST(LinkChance, LosesAsOftenAsItSaysOnTheWay)
{
    const auto all = flights({.delay = milliseconds(50), .loss = percent(30)});
    EXPECT_NEAR(countFate(all, DropReason::Loss), many * 3 / 10, 120);
    for (const auto& [k, emissions] : all)
        EXPECT_EQ(emissions.front().endsAt,
                  at(milliseconds(emissions.front().fate == DropReason::Loss ? 30 : 50)));
}

// Proves MUST-3.
TEST(LinkChance, CorruptsAsOftenAsItSaysOnArrival)
{
    const auto all = flights({.delay = milliseconds(50), .corrupt = percent(10)});
    EXPECT_NEAR(countFate(all, DropReason::Checksum), many / 10, 80);
    for (const auto& [k, emissions] : all) {
        EXPECT_EQ(emissions.front().endsAt, at(milliseconds(50)));
        EXPECT_EQ(emissions.front().corrupted, emissions.front().fate == DropReason::Checksum);
    }
}

TEST(LinkChance, HoldsBackForReorderingByHalfTheDelayOrAsTold)
{
    int held = 0;
    for (const auto& [k, emissions] : flights({.delay = milliseconds(50), .reorder = percent(20)})) {
        const Instant end = emissions.front().endsAt;
        EXPECT_TRUE(end == at(milliseconds(50)) || end == at(milliseconds(75)));
        held += end == at(milliseconds(75)) ? 1 : 0;
    }
    EXPECT_NEAR(held, many / 5, 100);
    for (const auto& [k, emissions] :
         flights({.delay = milliseconds(50), .reorder = percent(100), .reorderBy = milliseconds(4)}))
        EXPECT_EQ(emissions.front().endsAt, at(milliseconds(54)));
}

TEST(LinkChance, JitterSpreadsFromNoneToAll)
{
    Instant earliest = Instant::never();
    Instant latest{};
    for (const auto& [k, emissions] : flights({.delay = milliseconds(50), .jitter = nanoseconds(9)})) {
        earliest = std::min(earliest, emissions.front().endsAt);
        latest = std::max(latest, emissions.front().endsAt);
    }
    EXPECT_EQ(earliest, at(milliseconds(50)));
    EXPECT_EQ(latest, at(milliseconds(50) + nanoseconds(9)));
}

TEST(LinkChance, CopiesArriveALittleLaterWithLuckOfTheirOwn)
{
    const auto all = flights({.delay = milliseconds(50), .loss = percent(50), .duplicate = percent(50)});
    int copies = 0;
    std::array<std::array<int, 2>, 2> lostTogether{};
    for (const auto& [k, emissions] : all) {
        if (emissions.size() != 2)
            continue;
        ++copies;
        // A lost one ends early; sort out which is which by where each would end.
        const bool firstLost = emissions[0].fate == DropReason::Loss;
        const bool secondLost = emissions[1].fate == DropReason::Loss;
        ++lostTogether[firstLost ? 1 : 0][secondLost ? 1 : 0];
    }
    EXPECT_NEAR(copies, many / 2, 130);
    for (const auto& row : lostTogether)
        EXPECT_GT(row[0] + row[1], 400);
    EXPECT_NEAR(lostTogether[0][0], many / 8, 100); // neither
    EXPECT_NEAR(lostTogether[1][1], many / 8, 100); // both
}

TEST(LinkChance, TurningSomethingOnChangesNoOtherLuck)
{
    const LinkSettings plain{.delay = milliseconds(50), .loss = percent(20), .corrupt = percent(5)};
    LinkSettings eventful = plain;
    eventful.jitter = milliseconds(3);
    eventful.reorder = percent(10);
    eventful.duplicate = percent(30);
    const auto before = flights(plain);
    const auto after = flights(eventful);
    for (std::uint64_t k = 0; k < many; ++k) {
        std::vector<DropReason> fates;
        for (const InFlight& flight : after.at(k))
            fates.push_back(flight.fate);
        EXPECT_NE(std::find(fates.begin(), fates.end(), before.at(k).front().fate), fates.end()) << k;
        if (fates.size() == 1) {
            EXPECT_EQ(before.at(k).front().corrupted, after.at(k).front().corrupted);
        }
    }
}

TEST(LinkChance, DependsOnSeedAndDirection)
{
    const LinkSettings settings{.delay = milliseconds(50), .loss = percent(50)};
    EXPECT_EQ(flights(settings), flights(settings));
    EXPECT_NE(flights(settings), flights(settings, 2));
    EXPECT_NE(flights(settings), flights(settings, 1, Side::Server));
}

/// Dropping the fifth by script leaves the luck of all later ones alone, and so does a queue that is full.
TEST(LinkChance, FateOfTheKthDependsOnKAlone)
{
    const LinkSettings settings{.delay = milliseconds(50), .jitter = milliseconds(9), .loss = percent(30)};
    Wire undisturbed{.settings = settings};
    Wire disturbed{.settings = settings};
    for (int k = 0; k < 200; ++k) {
        ScriptedFate script;
        if (k == 5)
            script.dropRule = 1;
        if (k == 9)
            script = {.duplicateRule = 1, .copies = 3};
        undisturbed.offers(at(seconds(k)), 100);
        disturbed.offers(at(seconds(k)), 100, script);
    }
    std::map<std::int64_t, InFlight> expected;
    for (const InFlight& flight : undisturbed.link.inFlight)
        expected[flight.sentAt.ns] = flight;
    int compared = 0;
    for (InFlight flight : disturbed.link.inFlight) {
        if (flight.sentAt == at(seconds(5)) || flight.sentAt == at(seconds(9)))
            continue;
        flight.packet.id = expected.at(flight.sentAt.ns).packet.id;
        EXPECT_EQ(flight, expected.at(flight.sentAt.ns));
        ++compared;
    }
    EXPECT_EQ(compared, 198);
}

TEST(LinkChance, LostSegmentThatWouldOutliveMslDiesOfAgeIfThatComesFirst)
{
    Wire wire{.settings = {.delay = seconds(40), .loss = percent(100), .msl = seconds(30)}};
    wire.offers(at(seconds(0)));
    EXPECT_EQ(wire.flight(1).fate, DropReason::Loss); // after 24 s
    EXPECT_EQ(wire.flight(1).endsAt, at(seconds(24)));
    wire.settings.delay = seconds(60);
    wire.offers(at(seconds(0)));
    EXPECT_EQ(wire.flight(2).fate, DropReason::Lifetime);
    EXPECT_EQ(wire.flight(2).endsAt, at(seconds(30)));
}

} // namespace
} // namespace tcplab
