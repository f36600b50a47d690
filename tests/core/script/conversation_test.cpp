#include "core/script/conversation.h"

#include <gtest/gtest.h>

namespace tcplab::script {
namespace {

std::string freeBsd(const Options& options) { return textOf(itemsOf(options, OptionLayout::FreeBsd)); }
std::string linux_(const Options& options) { return textOf(itemsOf(options, OptionLayout::Linux)); }

TEST(OptionLayouts, AreThoseOfTheSuites)
{
    Options syn{.mss = 1460};
    EXPECT_EQ(freeBsd(syn), "mss 1460");
    EXPECT_EQ(linux_(syn), "mss 1460");
    syn.sackPermitted = true;
    EXPECT_EQ(freeBsd(syn), "mss 1460,sackOK,eol,eol");
    EXPECT_EQ(linux_(syn), "mss 1460,nop,nop,sackOK");
    syn.windowScale = std::uint8_t{6};
    EXPECT_EQ(freeBsd(syn), "mss 1460,nop,wscale 6,sackOK,eol,eol");
    EXPECT_EQ(linux_(syn), "mss 1460,nop,nop,sackOK,nop,wscale 6");
    syn.timestamps = true;
    syn.tsVal = 100;
    EXPECT_EQ(freeBsd(syn), "mss 1460,nop,wscale 6,sackOK,TS val 100 ecr 0");
    EXPECT_EQ(linux_(syn), "mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 6");
}

TEST(OptionLayouts, OfTheOthersAreTheSame)
{
    Options ack{.timestamps = true, .tsVal = 5, .tsEcr = 6};
    ack.sack.add({SeqNum{1}, SeqNum{2}});
    ack.sack.add({SeqNum{5}, SeqNum{9}});
    EXPECT_EQ(freeBsd(ack), "nop,nop,TS val 5 ecr 6,nop,nop,sack 1:2 5:9");
    EXPECT_EQ(linux_(ack), freeBsd(ack));
    EXPECT_EQ(freeBsd({}), "");
}

TEST(OptionsOfALine, ReadBackAsTheyWereWritten)
{
    Options options{.mss = 1460, .windowScale = std::uint8_t{7}, .sackPermitted = true, .timestamps = true};
    options.tsVal = 7;
    for (const OptionLayout layout : {OptionLayout::Linux, OptionLayout::FreeBsd})
        EXPECT_EQ(optionsOf(itemsOf(options, layout), true), options);
    EXPECT_EQ(optionsOf(itemsOf(options, OptionLayout::Linux), false).mss, 0); // no SYN
}

TEST(ConversationNumbers, OfASynAreAbsolute)
{
    Conversation it{.knowsRemote = true,
                    .remoteIsn = 1000,
                    .knowsLocal = true,
                    .localIsnLive = 700,
                    .localIsnScript = 100};
    EXPECT_EQ(it.remoteOffset(true), 0u);
    EXPECT_EQ(it.remoteOffset(false), 1000u);
    EXPECT_EQ(it.localOffset(true), 600u);
    EXPECT_EQ(it.localOffset(false), 700u);
    EXPECT_EQ(Conversation{}.localOffset(false), 0u);
    Segment segment{.seq = SeqNum{701}, .ack = SeqNum{1011}, .ctl = {.ack = true}, .wnd = 5};
    segment.options.sack.add({SeqNum{1021}, SeqNum{1031}});
    EXPECT_EQ(textOf(segment, it, OptionLayout::Linux), ". 1:1(0) ack 11 win 5 <nop,nop,sack 21:31>");
}

} // namespace
} // namespace tcplab::script
