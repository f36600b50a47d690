#include "tests/core/network/wire.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

/// 8 Mbit/s: an octet takes a microsecond. Segments of 960 octets of text are 1000 on the wire: 1 ms.
struct LinkQueue : testing::Test {
    Wire wire{.settings = {.delay = milliseconds(50), .bandwidth = 8'000'000}};
    static constexpr std::uint32_t thousand = 960;

    DropReason offers(Duration when, std::uint32_t text = thousand)
    {
        return wire.offers(at(when), text).droppedNow;
    }
};

TEST_F(LinkQueue, TransmissionTakesItsTime)
{
    offers(milliseconds(0));
    EXPECT_EQ(wire.flight(1).endsAt, at(milliseconds(51)));
}

TEST_F(LinkQueue, TransmissionTimeIsRoundedUp)
{
    wire.settings.bandwidth = 3'000'000'000; // 320 bits: 106.67 ns
    offers(milliseconds(0), 0);
    EXPECT_EQ(wire.flight(1).endsAt, at(milliseconds(50) + nanoseconds(107)));
}

TEST_F(LinkQueue, SegmentsWaitForTheTransmitter)
{
    offers(milliseconds(0));
    offers(milliseconds(0));
    offers(microseconds(500));
    EXPECT_EQ(wire.flight(2).endsAt, at(milliseconds(52)));
    EXPECT_EQ(wire.flight(3).endsAt, at(milliseconds(53)));
}

TEST_F(LinkQueue, IdleTransmitterBeginsAtOnce)
{
    offers(milliseconds(0));
    offers(milliseconds(10));
    EXPECT_EQ(wire.flight(2).endsAt, at(milliseconds(61)));
}

TEST_F(LinkQueue, FullQueueOfSegmentsDrops)
{
    wire.settings.queueSegments = 2;
    EXPECT_EQ(offers(milliseconds(0)), DropReason::None); // in the transmitter
    EXPECT_EQ(offers(milliseconds(0)), DropReason::None); // waits
    EXPECT_EQ(offers(milliseconds(0)), DropReason::None); // waits
    EXPECT_EQ(offers(milliseconds(0)), DropReason::Queue);
    EXPECT_EQ(findInFlight(wire.link, 4), std::nullopt);
}

TEST_F(LinkQueue, PlaceIsFreeAsSoonAsTheNextIsInTheTransmitter)
{
    wire.settings.queueSegments = 1;
    offers(milliseconds(0));
    offers(milliseconds(0));
    EXPECT_EQ(offers(milliseconds(1) - nanoseconds(1)), DropReason::Queue);
    EXPECT_EQ(offers(milliseconds(1)), DropReason::None);
    EXPECT_EQ(wire.flight(4).endsAt, at(milliseconds(53)));
}

TEST_F(LinkQueue, FullQueueOfOctetsDrops)
{
    wire.settings.queueOctets = 1'500;
    EXPECT_EQ(offers(milliseconds(0)), DropReason::None); // in the transmitter: not counted
    EXPECT_EQ(offers(milliseconds(0)), DropReason::None); // 1000 wait
    EXPECT_EQ(offers(milliseconds(0)), DropReason::Queue);
    EXPECT_EQ(offers(milliseconds(0), 460), DropReason::None); // 500 more fit exactly
    EXPECT_EQ(offers(milliseconds(0), 0), DropReason::Queue);
    EXPECT_EQ(offers(milliseconds(1), 460), DropReason::None);
}

TEST_F(LinkQueue, UnlimitedBandwidthNeedsNoQueue)
{
    wire.settings.bandwidth = 0;
    wire.settings.queueSegments = 1;
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(offers(milliseconds(0)), DropReason::None);
}

TEST_F(LinkQueue, WaitingCountsForTheLifetime)
{
    wire.settings.msl = milliseconds(52);
    offers(milliseconds(0));
    offers(milliseconds(0));
    offers(milliseconds(0));
    EXPECT_EQ(wire.flight(2).fate, DropReason::None);
    EXPECT_EQ(wire.flight(3).fate, DropReason::Lifetime);
    EXPECT_EQ(wire.flight(3).endsAt, at(milliseconds(52)));
}

TEST_F(LinkQueue, WhatDiesWaitingIsNeverTransmitted)
{
    wire.settings.bandwidth = 8'000; // 1000 octets: a second
    wire.settings.msl = milliseconds(1'500);
    for (int i = 0; i < 5; ++i)
        offers(milliseconds(0));
    EXPECT_EQ(wire.link.busyUntil, at(seconds(2)));
    EXPECT_EQ(wire.flight(5).fate, DropReason::Lifetime);
    EXPECT_EQ(wire.flight(5).endsAt, at(milliseconds(1'500)));
}

TEST_F(LinkQueue, LossTakesTransmitterTimeToo)
{
    wire.settings.loss = percent(100);
    offers(milliseconds(0));
    offers(milliseconds(0));
    EXPECT_EQ(wire.link.busyUntil, at(milliseconds(2)));
    EXPECT_EQ(wire.flight(1).endsAt, at(microseconds(30'600))); // 60 % of 51 ms
}

} // namespace
} // namespace tcplab
