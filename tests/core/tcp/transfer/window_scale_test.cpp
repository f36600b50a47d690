// RFC 7323 §2: window scaling.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::ElementsAre;

class WindowScale : public Endpoint {
protected:
    void scaled(std::uint32_t buffer)
    {
        profile.windowScale = 7;
        profile.receiveBuffer = buffer;
        profile.delayedAck = Duration{0};
        profile.sendBuffer = 10'000'000;
        establishesWith("S. 0:0(0) ack 1 win 60000 <mss 1000,nop,wscale 4>");
    }
};
TCPLAB_EVERYWHERE(WindowScale);

TEST_P(WindowScale, TheWindowOfASynIsNeverScaled)
{
    profile.windowScale = 7;
    profile.receiveBuffer = 1'000'000;
    opens();
    EXPECT_THAT(sent(), ElementsAre("S 0:0(0) win 65535 <mss 1460,nop,wscale 7>"));
    arrives("S. 0:0(0) ack 1 win 60000 <mss 1000,nop,wscale 4>");
    EXPECT_EQ(tcb.snd.wnd, 60'000u);
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 7812")); // 1 000 000 / 128
    EXPECT_EQ(tcb.rcv.wnd, 7812u * 128);
}

TEST_P(WindowScale, EveryOtherWindowOfThePeersIs)
{
    scaled(1'000'000);
    arrives(". 1:1(0) ack 1 win 1000");
    EXPECT_EQ(tcb.snd.wnd, 16'000u);
}

TEST_P(WindowScale, ALongerShiftThanFourteenIsFourteen)
{
    profile.windowScale = 0;
    opens();
    arrives("S. 0:0(0) ack 1 win 60000 <mss 1000,nop,wscale 20>"); // §2.3
    EXPECT_EQ(tcb.agreed.sendShift, 14u);
}

// Proves MUST-1.
TEST_P(WindowScale, WithoutItTheWindowIs16Bits)
{
    profile.receiveBuffer = 1'000'000;
    profile.windowScale = 7;
    establishesWith("S. 0:0(0) ack 1 win 60000 <mss 1000>");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 1 win 65535"));
    EXPECT_EQ(tcb.rcv.wnd, 65'535u);
}

TEST_P(WindowScale, WhatStandsIsToldRoundedUpAndAccepted)
{
    scaled(128'000);
    arrives(". 1:101(100) ack 1"); // 127 900 octets are left; 999.2 units
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 101 win 1000"));
    EXPECT_EQ(tcb.rcv.wnd, 128'000u); // §2.4
    EXPECT_EQ(distance(tcb.rcv.nxt, tcb.advertisedEdge), 127'900u);
}

TEST_P(WindowScale, RoundingDoesNotAddUp)
{
    scaled(128'000);
    for (std::uint32_t i = 0; i < 500; ++i) {
        Segment text{.seq = SeqNum{1 + i}, .ack = SeqNum{1}, .ctl = {.ack = true}, .wnd = 1000};
        text.text.length = 1;
        arrives(text);
    }
    EXPECT_LE(tcb.receivedOctets + tcb.rcv.wnd, 128'000u + 127);
}

TEST_P(WindowScale, ABufferSmallerThanAUnitStillOpensAgain)
{
    scaled(100);
    Segment text{.seq = SeqNum{1}, .ack = SeqNum{1}, .ctl = {.ack = true}, .wnd = 1000};
    text.text.length = 100;
    arrives(text);
    EXPECT_EQ(reads(), "100");
    EXPECT_THAT(sent(), ElementsAre(". 1:1(0) ack 101 win 1"));
}

// Proves REC-1.
TEST_P(WindowScale, LetsMoreThan64KBeInFlight)
{
    profile.initialWindow = 1000;
    scaled(1'000'000);
    arrives(". 1:1(0) ack 1 win 65535");
    EXPECT_EQ(tcb.snd.wnd, 1'048'560u);
    sends(500'000);
    EXPECT_EQ(sndNxt(), 500'001u);
}

} // namespace
} // namespace tcplab
