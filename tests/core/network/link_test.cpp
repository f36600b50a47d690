#include "tests/core/network/wire.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Link, SegmentArrivesAfterTheDelay)
{
    Wire wire;
    const Offered offered = wire.offers(at(milliseconds(3)), 100);
    EXPECT_EQ(offered.droppedNow, DropReason::None);
    EXPECT_THAT(offered.copies, IsEmpty());
    ASSERT_EQ(wire.link.inFlight.size(), 1u);
    const InFlight& flight = wire.flight(1);
    EXPECT_EQ(flight.sentAt, at(milliseconds(3)));
    EXPECT_EQ(flight.endsAt, at(milliseconds(53)));
    EXPECT_EQ(flight.fate, DropReason::None);
    EXPECT_EQ(nextEnd(wire.link), at(milliseconds(53)));
}

TEST(Link, EmptyWireHasNoNextEnd) { EXPECT_TRUE(nextEnd(Link{}).isNever()); }

TEST(Link, ConstantDelayKeepsTheOrder)
{
    Wire wire;
    wire.settings.bandwidth = 1'000'000;
    for (int i = 0; i < 20; ++i)
        wire.offers(at(milliseconds(i / 4)), i % 3 == 0 ? 0 : 1000);
    std::vector<SegmentId> expected(20);
    for (SegmentId i = 0; i < 20; ++i)
        expected[i] = i + 1;
    EXPECT_EQ(wire.drain(), expected);
}

TEST(Link, SegmentOlderThanMslEndsThere)
{
    Wire wire;
    wire.settings.delay = seconds(31);
    wire.settings.msl = seconds(30);
    wire.offers(at(seconds(1)));
    EXPECT_EQ(wire.flight(1).endsAt, at(seconds(31)));
    EXPECT_EQ(wire.flight(1).fate, DropReason::Lifetime);
}

TEST(Link, SegmentOfExactlyMslStillArrives)
{
    Wire wire;
    wire.settings.delay = seconds(30);
    wire.settings.msl = seconds(30);
    wire.offers(at(seconds(1)));
    EXPECT_EQ(wire.flight(1).endsAt, at(seconds(31)));
    EXPECT_EQ(wire.flight(1).fate, DropReason::None);
}

TEST(Link, ScriptedDelayIsAddedAndBoundedByMsl)
{
    Wire wire;
    wire.settings.msl = seconds(10);
    wire.offers(at(seconds(0)), 0, {.delayRule = 2, .extraDelay = seconds(1)});
    EXPECT_EQ(wire.flight(1).endsAt, at(milliseconds(1050)));
    EXPECT_EQ(wire.flight(1).fate, DropReason::None);
    wire.offers(at(seconds(0)), 0, {.delayRule = 2, .extraDelay = minutes(100'000'000)});
    EXPECT_EQ(wire.flight(2).endsAt, at(seconds(10)));
    EXPECT_EQ(wire.flight(2).fate, DropReason::Lifetime);
    EXPECT_EQ(wire.flight(2).rule, 2);
}

TEST(Link, ScriptedDropBreaksOffOnTheWay)
{
    Wire wire;
    wire.offers(at(milliseconds(10)), 0, {.dropRule = 3});
    EXPECT_EQ(wire.flight(1).fate, DropReason::Fault);
    EXPECT_EQ(wire.flight(1).rule, 3);
    EXPECT_EQ(wire.flight(1).endsAt, at(milliseconds(40)));
}

TEST(Link, ScriptedCorruptionFliesTheWholeWay)
{
    Wire wire;
    wire.offers(at(milliseconds(0)), 0, {.corruptRule = 1});
    EXPECT_EQ(wire.flight(1).fate, DropReason::Checksum);
    EXPECT_EQ(wire.flight(1).rule, 1);
    EXPECT_TRUE(wire.flight(1).corrupted);
    EXPECT_EQ(wire.flight(1).endsAt, at(milliseconds(50)));
}

TEST(Link, ScriptedCopiesFollowAtTheirDistance)
{
    Wire wire;
    const Offered offered =
        wire.offers(at(milliseconds(0)), 10, {.duplicateRule = 4, .copies = 2, .copyDelay = seconds(2)});
    EXPECT_THAT(offered.copies, ElementsAre(2u, 3u));
    EXPECT_EQ(offered.duplicateRule, 4);
    EXPECT_EQ(wire.nextId, 4u);
    EXPECT_EQ(wire.flight(2).endsAt, at(milliseconds(2050)));
    EXPECT_EQ(wire.flight(3).endsAt, at(milliseconds(4050)));
    EXPECT_EQ(wire.flight(2).packet.segment, wire.flight(1).packet.segment);
}

TEST(Link, CopyOfADroppedSegmentStillArrives)
{
    Wire wire;
    wire.offers(at(milliseconds(0)), 10, {.dropRule = 1, .duplicateRule = 2, .copies = 1});
    EXPECT_EQ(wire.flight(1).fate, DropReason::Fault);
    EXPECT_EQ(wire.flight(2).fate, DropReason::None);
    EXPECT_EQ(wire.flight(2).endsAt, at(milliseconds(55)));
}

TEST(Link, CopyOutlivingMslIsDiscarded)
{
    Wire wire;
    wire.settings.msl = seconds(1);
    wire.offers(at(milliseconds(0)), 10, {.duplicateRule = 1, .copies = 1, .copyDelay = seconds(5)});
    EXPECT_EQ(wire.flight(2).fate, DropReason::Lifetime);
    EXPECT_EQ(wire.flight(2).endsAt, at(seconds(1)));
}

TEST(Link, RescheduledSegmentIsPassedByOthers)
{
    Wire wire;
    wire.offers(at(milliseconds(0)));
    wire.offers(at(milliseconds(1)));
    wire.offers(at(milliseconds(2)));
    reschedule(wire.link, wire.settings, findInFlight(wire.link, 1).value(), at(milliseconds(52)));
    EXPECT_EQ(wire.flight(1).fate, DropReason::None);
    EXPECT_EQ(wire.drain(), (std::vector<SegmentId>{2, 3, 1}));
}

TEST(Link, ReschedulingBeyondMslEndsItsLife)
{
    Wire wire;
    wire.settings.msl = milliseconds(60);
    wire.offers(at(milliseconds(0)));
    reschedule(wire.link, wire.settings, 0, at(seconds(1)));
    EXPECT_EQ(wire.flight(1).endsAt, at(milliseconds(60)));
    EXPECT_EQ(wire.flight(1).fate, DropReason::Lifetime);
}

TEST(Link, FindsNothingThatIsNotInFlight)
{
    Wire wire;
    wire.offers(at(milliseconds(0)));
    EXPECT_EQ(findInFlight(wire.link, 1), std::size_t{0});
    EXPECT_EQ(findInFlight(wire.link, 2), std::nullopt);
}

TEST(Link, OctetsOnWireCountHeadersOptionsAndText)
{
    Segment segment;
    EXPECT_EQ(octetsOnWire(segment), 40u);
    segment.options.mss = 1460;
    segment.text.length = 100;
    EXPECT_EQ(octetsOnWire(segment), 144u);
}

} // namespace
} // namespace tcplab
