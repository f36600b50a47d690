#include "core/segment/notation.h"

#include "core/base/random.h"
#include "tests/support/packetdrill.h"
#include "tests/support/printers.h"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace tcplab {
namespace {

TEST(FlagsText, WritesTheTracesOrderWhateverIsSet)
{
    EXPECT_EQ(flagsText({.syn = true, .ack = true}), "SYN,ACK");
    EXPECT_EQ(flagsText({.syn = true,
                         .fin = true,
                         .rst = true,
                         .psh = true,
                         .ack = true,
                         .urg = true,
                         .ece = true,
                         .cwr = true}),
              "SYN,FIN,RST,PSH,ACK,URG,ECE,CWR");
    EXPECT_EQ(flagsText({}), "");
}

TEST(ReadFlags, ReadsBackEveryCombination)
{
    for (unsigned bits = 0; bits < 256; ++bits) {
        const Flags flags{.syn = (bits & 1u) != 0,
                          .fin = (bits & 2u) != 0,
                          .rst = (bits & 4u) != 0,
                          .psh = (bits & 8u) != 0,
                          .ack = (bits & 16u) != 0,
                          .urg = (bits & 32u) != 0,
                          .ece = (bits & 64u) != 0,
                          .cwr = (bits & 128u) != 0};
        EXPECT_EQ(readFlags(flagsText(flags)), flags) << flagsText(flags);
    }
}

TEST(ReadFlags, TakesAnyOrderAndBlanks)
{
    EXPECT_EQ(readFlags(" ACK , FIN"), (Flags{.fin = true, .ack = true}));
    EXPECT_EQ(readFlags("none"), Flags{});
    EXPECT_EQ(readFlags(""), Flags{});
}

TEST(ReadFlags, RefusesUnknownWords)
{
    EXPECT_EQ(readFlags("SYN,FOO"), std::nullopt);
    EXPECT_EQ(readFlags("syn"), std::nullopt);
    EXPECT_EQ(readFlags("SYN,"), std::nullopt);
    EXPECT_EQ(readFlags(","), std::nullopt);
    EXPECT_EQ(readFlags("SYN ACK"), std::nullopt);
}

TEST(ReadFlags, ReadsOrRefusesWhateverIsWritten)
{
    const std::vector<std::string> pieces{"SYN",  "ACK", "FIN",  "RST", ",", " ",
                                          "none", "syn", "\xff", "URG", "|"};
    for (std::uint64_t k = 0; k < 20'000; ++k) {
        std::string word;
        for (std::uint64_t i = 0; i <= drawBelow(6, k, 0, Purpose::Test, 0); ++i)
            word += pieces[drawBelow(pieces.size(), k, 1, Purpose::Test, i)];
        const auto flags = readFlags(word);
        EXPECT_TRUE(!flags || *flags == Flags{} || readFlags(flagsText(*flags)) == flags) << word;
    }
}

Options synOptions()
{
    return {.mss = 1460, .windowScale = 7, .sackPermitted = true, .timestamps = true, .tsVal = 100};
}

SackBlocks twoBlocks()
{
    SackBlocks blocks;
    blocks.add({SeqNum{1001}, SeqNum{2001}});
    blocks.add({SeqNum{4294967295}, SeqNum{4}});
    return blocks;
}

TEST(OptionsText, SpeaksTheTracesWordsInItsOrder)
{
    EXPECT_EQ(optionsText({}), "");
    EXPECT_EQ(optionsText({.mss = 1460}), "mss 1460");
    EXPECT_EQ(optionsText(synOptions()), "mss 1460,sack-permitted,ts 100 0,ws 7");
    EXPECT_EQ(optionsText({.windowScale = 0}), "ws 0");
    EXPECT_EQ(optionsText({.sack = twoBlocks()}), "sack 1001:2001 4294967295:4");
    EXPECT_EQ(optionsText({.timestamps = true, .tsVal = 4294967295, .tsEcr = 7, .sack = twoBlocks()}),
              "ts 4294967295 7,sack 1001:2001 4294967295:4");
}

TEST(PacketdrillText, WritesAHandshake)
{
    Segment syn{.ctl = {.syn = true}, .wnd = 65535, .options = {.mss = 1460}};
    EXPECT_EQ(packetdrillText(syn), "S 0:0(0) win 65535 <mss 1460>");
    syn.ctl.ack = true;
    syn.ack = SeqNum{1};
    EXPECT_EQ(packetdrillText(syn), "S. 0:0(0) ack 1 win 65535 <mss 1460>");
}

TEST(PacketdrillText, CountsTextButNotSynAndFin)
{
    const Segment segment{.seq = SeqNum{4294967290},
                          .ack = SeqNum{5001},
                          .ctl = {.fin = true, .psh = true, .ack = true},
                          .wnd = 100,
                          .text = {.length = 10}};
    EXPECT_EQ(packetdrillText(segment), "FP. 4294967290:4(10) ack 5001 win 100");
}

TEST(PacketdrillText, WritesOptionsWithTheirPadding)
{
    const auto written = [](const Options& options) {
        return packetdrillText({.ctl = {.ack = true}, .wnd = 1, .options = options});
    };
    EXPECT_EQ(written(synOptions()), ". 0:0(0) ack 0 win 1 <mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7>");
    EXPECT_EQ(written({.mss = 1460, .windowScale = 2, .sackPermitted = true}),
              ". 0:0(0) ack 0 win 1 <mss 1460,nop,nop,sackOK,nop,wscale 2>");
    EXPECT_EQ(written({.sack = twoBlocks()}), ". 0:0(0) ack 0 win 1 <nop,nop,sack 1001:2001 4294967295:4>");
    EXPECT_EQ(written({.timestamps = true, .tsVal = 5, .tsEcr = 6, .sack = twoBlocks()}),
              ". 0:0(0) ack 0 win 1 <nop,nop,TS val 5 ecr 6,nop,nop,sack 1001:2001 4294967295:4>");
}

TEST(PacketdrillText, WritesEcnInHeaderAndFlags)
{
    EXPECT_EQ(packetdrillText({.ctl = {.syn = true, .ece = true, .cwr = true}}), "SEW 0:0(0) win 0");
    EXPECT_EQ(packetdrillText({.ctl = {.psh = true, .ack = true}, .ecn = Ecn::Ce, .text = {.length = 5}}),
              "[ce] P. 0:5(5) ack 0 win 0");
    EXPECT_EQ(packetdrillText({.ecn = Ecn::Ect0}), "[ect0] - 0:0(0) win 0");
    EXPECT_EQ(packetdrillText({.ecn = Ecn::Ect1}), "[ect1] - 0:0(0) win 0");
}

TEST(PacketdrillText, ReadsBackInTests)
{
    const Segment bare{.wnd = 65535};
    std::vector<Segment> segments(1, bare);
    const auto vary = [&segments](auto change) {
        const std::size_t count = segments.size();
        for (std::size_t i = 0; i < count; ++i) {
            Segment other = segments[i];
            change(other);
            segments.push_back(other);
        }
    };
    vary([](Segment& s) { s.ctl = {.syn = true, .psh = true, .ece = true}; });
    vary([](Segment& s) { s.ctl.cwr = s.ctl.urg = s.ctl.fin = s.ctl.rst = true, s.up = 9; });
    vary([](Segment& s) { s.ctl.ack = true, s.ack = SeqNum{4294967295}; });
    vary([](Segment& s) { s.ecn = Ecn::Ect0; });
    vary([](Segment& s) { s.seq = SeqNum{4294967290}, s.text.length = 10, s.wnd = 0, s.ecn = Ecn::Ce; });
    vary([](Segment& s) { s.options.mss = 1460; });
    vary([](Segment& s) { s.options.sackPermitted = true; });
    vary([](Segment& s) { s.options.timestamps = true, s.options.tsVal = 3, s.options.tsEcr = 4294967295; });
    vary([](Segment& s) { s.options.windowScale = 14; });
    vary([](Segment& s) { s.options.sack = twoBlocks(); });
    for (const Segment& segment : segments)
        EXPECT_EQ(segmentFrom(packetdrillText(segment)), segment);
    EXPECT_EQ(segments.size(), 1024u);
}

TEST(SegmentFrom, RefusesWhatPacketdrillWouldNotWrite)
{
    for (const char* const wrong :
         {". 1:1(0) <mss 1460", ". 1:1(0) <mss>", ". 1:1(0) <mss 70000>", ". 1:1(0) <TS val 5>",
          ". 1:1(0) <TS 5 6>", ". 1:1(0) <sack>", ". 1:1(0) <sack 5>", ". 1:1(0) <sack 5:6 x>",
          ". 1:1(0) <sackOK 3>", ". 1:1(0) <wscale 300>", ". 1:1(0) <foo>", ". 1:1(0) <nop> ack 1",
          "[ece] . 1:1(0)", "[ce]", "X 1:1(0)", ". 1:1(0) ack"}) {
        EXPECT_NONFATAL_FAILURE(segmentFrom(wrong), std::string("no segment: ") + wrong);
    }
}

TEST(PacketdrillText, WritesADashForNoFlags)
{
    EXPECT_EQ(packetdrillText({}), "- 0:0(0) win 0");
    EXPECT_EQ(packetdrillText({.ctl = {.urg = true}, .up = 7}), "U 0:0(0) win 0 urg 7");
}

} // namespace
} // namespace tcplab
