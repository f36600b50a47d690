#include "core/segment/notation.h"

#include "core/base/random.h"

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

TEST(OptionsText, NamesTheMss)
{
    EXPECT_EQ(optionsText({.mss = 1460}), "mss 1460");
    EXPECT_EQ(optionsText({}), "");
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

TEST(PacketdrillText, WritesADashForNoFlags)
{
    EXPECT_EQ(packetdrillText({}), "- 0:0(0) win 0");
    EXPECT_EQ(packetdrillText({.ctl = {.urg = true}, .up = 7}), "U 0:0(0) win 0 urg 7");
}

} // namespace
} // namespace tcplab
