#include "core/network/fault.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

constexpr Flags syn{.syn = true};
constexpr Flags synAck{.syn = true, .ack = true};
constexpr Flags ack{.ack = true};
constexpr Flags finAck{.fin = true, .ack = true};
constexpr Flags pshAck{.psh = true, .ack = true};

/// The rules of a scenario, shown one segment after another.
struct Rules {
    std::vector<FaultRule> rules;
    std::vector<FaultState> states = std::vector<FaultState>(rules.size());
    SeqNum iss{1000};

    ScriptedFate shows(Side from, Flags ctl, std::uint32_t text = 0, std::uint32_t seq = 1001,
                       std::uint16_t retransmission = 0)
    {
        Packet packet{.id = 1, .retransmission = retransmission};
        packet.segment.ctl = ctl;
        packet.segment.text.length = text;
        packet.segment.seq = SeqNum{seq};
        return consult(rules, states, from, packet, iss);
    }
    bool drops(Flags ctl, std::uint32_t text = 0, std::uint32_t seq = 1001, std::uint16_t retransmission = 0)
    {
        return shows(Side::Client, ctl, text, seq, retransmission).dropRule != 0;
    }
};

FaultRule dropping(Flags flags) { return {.flags = flags, .count = 0}; }

TEST(Fault, NoRulesDoNothing)
{
    Rules none;
    const ScriptedFate fate = none.shows(Side::Client, syn);
    EXPECT_EQ(fate.dropRule, 0);
    EXPECT_EQ(fate.copies, 0u);
}

TEST(Fault, MatchesItsSenderOnly)
{
    Rules rules{{{.from = Side::Server, .count = 0}}};
    EXPECT_EQ(rules.shows(Side::Client, ack).dropRule, 0);
    EXPECT_EQ(rules.shows(Side::Server, ack).dropRule, 1);
}

TEST(Fault, FlagsAreASetNotAMinimum)
{
    Rules rules{{dropping(ack)}};
    EXPECT_TRUE(rules.drops(ack));
    EXPECT_FALSE(rules.drops(synAck));
    EXPECT_FALSE(rules.drops(finAck));
    EXPECT_FALSE(rules.drops(syn));
    EXPECT_FALSE(rules.drops({.rst = true, .ack = true}));
}

TEST(Fault, PshAndUrgCountOnlyWhenNamed)
{
    Rules unnamed{{dropping(ack)}};
    EXPECT_TRUE(unnamed.drops(pshAck, 10));
    EXPECT_TRUE(unnamed.drops({.ack = true, .urg = true}, 10));

    Rules named{{dropping(pshAck)}};
    EXPECT_TRUE(named.drops(pshAck, 10));
    EXPECT_FALSE(named.drops(ack, 10));

    Rules absent{{{.flags = ack, .pshNamed = true, .count = 0}}};
    EXPECT_FALSE(absent.drops(pshAck, 10));
    EXPECT_TRUE(absent.drops(ack, 10));

    Rules urgent{{dropping({.ack = true, .urg = true})}};
    EXPECT_FALSE(urgent.drops(ack));
    EXPECT_TRUE(urgent.drops({.ack = true, .urg = true}));
}

TEST(Fault, MatchesByLengthOfText)
{
    Rules rules{{{.minLength = 1, .maxLength = 100, .count = 0}}};
    EXPECT_FALSE(rules.drops(syn, 0));
    EXPECT_TRUE(rules.drops(ack, 1));
    EXPECT_TRUE(rules.drops(ack, 100));
    EXPECT_FALSE(rules.drops(ack, 101));
}

TEST(Fault, MatchesBySequenceNumberRelativeToTheIsn)
{
    Rules rules{{{.minSeq = 1, .maxSeq = 100, .count = 0}}};
    EXPECT_FALSE(rules.drops(syn, 0, 1000));
    EXPECT_TRUE(rules.drops(ack, 10, 1001));
    EXPECT_TRUE(rules.drops(ack, 10, 1100));
    EXPECT_FALSE(rules.drops(ack, 10, 1101));
    rules.iss = SeqNum{0xffffffff}; // the range wraps with it
    EXPECT_TRUE(rules.drops(ack, 10, 0));
    EXPECT_FALSE(rules.drops(ack, 10, 0xffffffff));
}

TEST(Fault, MatchesRetransmissionsOnlyOrNever)
{
    Rules only{{{.retransmission = true, .count = 0}}};
    EXPECT_FALSE(only.drops(ack, 10, 1001, 0));
    EXPECT_TRUE(only.drops(ack, 10, 1001, 2));
    Rules never{{{.retransmission = false, .count = 0}}};
    EXPECT_TRUE(never.drops(ack, 10, 1001, 0));
    EXPECT_FALSE(never.drops(ack, 10, 1001, 1));
}

TEST(Fault, ActsOnTheNthMatchAndAsManyAsAsked)
{
    Rules rules{{{.nth = 2, .count = 2}}};
    EXPECT_FALSE(rules.drops(ack));
    EXPECT_TRUE(rules.drops(ack));
    EXPECT_TRUE(rules.drops(ack));
    EXPECT_FALSE(rules.drops(ack));
    EXPECT_EQ(rules.states[0].matches, 4u);
}

TEST(Fault, CountsOnlyWhatMatches)
{
    Rules rules{{{.flags = finAck, .nth = 2}}};
    EXPECT_FALSE(rules.drops(finAck));
    EXPECT_FALSE(rules.drops(ack));
    EXPECT_TRUE(rules.drops(finAck));
}

TEST(Fault, CountZeroGoesOnForEver)
{
    Rules rules{{{.nth = 3, .count = 0}}};
    EXPECT_FALSE(rules.drops(ack));
    EXPECT_FALSE(rules.drops(ack));
    for (int i = 0; i < 100; ++i)
        EXPECT_TRUE(rules.drops(ack));
}

TEST(Fault, WaitsUntilArmedByEitherSideAndNotForTheArmingSegment)
{
    Rules rules{{{.from = Side::Client, .flags = finAck, .after = Flags{.fin = true}}}};
    EXPECT_EQ(rules.shows(Side::Client, ack).dropRule, 0);
    EXPECT_FALSE(rules.states[0].armed);
    EXPECT_EQ(rules.shows(Side::Client, finAck).dropRule, 0); // arms, and would match
    EXPECT_TRUE(rules.states[0].armed);
    EXPECT_EQ(rules.states[0].matches, 0u);
    EXPECT_EQ(rules.shows(Side::Client, finAck).dropRule, 1);

    Rules byPeer{{{.from = Side::Client, .flags = ack, .after = Flags{.fin = true}}}};
    byPeer.shows(Side::Server, finAck);
    EXPECT_EQ(byPeer.shows(Side::Client, ack).dropRule, 1);
}

TEST(Fault, ArmingNeedsAllFlagsOfAfter)
{
    Rules rules{{{.after = synAck}}};
    rules.drops(syn);
    EXPECT_FALSE(rules.drops(ack));
    rules.drops(synAck);
    EXPECT_TRUE(rules.drops(ack));
}

TEST(Fault, SeveralRulesActTogether)
{
    Rules rules{{
        {.action = FaultAction::Delay, .by = milliseconds(5)},
        {.action = FaultAction::Delay, .by = milliseconds(7)},
        {.action = FaultAction::Duplicate, .by = milliseconds(2), .copies = 3},
        {.action = FaultAction::Duplicate, .copies = 9},
        {.action = FaultAction::Corrupt},
        {.action = FaultAction::Drop},
        {.action = FaultAction::Drop},
    }};
    const ScriptedFate fate = rules.shows(Side::Client, ack);
    EXPECT_EQ(fate.delayRule, 1);
    EXPECT_EQ(fate.extraDelay, milliseconds(12));
    EXPECT_EQ(fate.duplicateRule, 3);
    EXPECT_EQ(fate.copies, 3u);
    EXPECT_EQ(fate.copyDelay, milliseconds(2));
    EXPECT_EQ(fate.corruptRule, 5);
    EXPECT_EQ(fate.dropRule, 6);
    EXPECT_EQ(rules.states[6].matches, 1u); // counted though another had dropped it
}

} // namespace
} // namespace tcplab
