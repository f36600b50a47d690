// What is said of losses, repairs and the congestion window where the peers use SACK, RACK or CUBIC.
#include "tests/wording/told.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// Linux on both hosts; the client sends so many octets, and the faults drop segments of its.
Played linuxTransfer(const std::string& octets, const std::string& faults)
{
    return playedText(R"([network]
delay = "50 ms"
[client]
profile = "linux"
isn = 1000
program = """
connect server:80
send )" + octets + R"(
"""
[server]
profile = "linux"
isn = 5000
program = """
listen 80
accept
recv )" + octets + R"(
"""
)" + faults);
}

const Played::Settings sackOnBoth{{"client.sack", "true"}, {"server.sack", "true"}};

TEST(ExplainRecovery, ADSackOfWhatTheNetworkHasDoubledIsNoDuplicateAck)
{
    const Played run("duplicate-segment", sackOnBoth);
    const std::uint64_t step = stepSaying(run.trace(), "an ACK reports octets that have arrived twice");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(run.trace(), step),
                AllOf(HasSubstr("2001–3000 have arrived twice"), HasSubstr("the network has doubled them"),
                      HasSubstr("RFC 2883 §4"), Not(HasSubstr("duplicate ACK"))));
    EXPECT_THAT(told(run.trace(), step, Language::Chinese),
                AllOf(HasSubstr("2001–3000 重复到达"), HasSubstr("网络复制了它们")));
    EXPECT_EQ(stepSaying(run.trace(), "a duplicate ACK arrives"), 0u);
}

TEST(ExplainRecovery, ADSackShowsThatARepetitionWasNeedless)
{
    Played::Settings settings = sackOnBoth;
    settings.emplace_back("client.undo", "true");
    const Played run("reordering", settings);
    const std::uint64_t step = stepSaying(run.trace(), "takes back what it did to the window");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(run.trace(), step),
                AllOf(HasSubstr("3001–4000 have arrived twice"), HasSubstr("one of the two was needless"),
                      HasSubstr("RFC 2883 §4"), HasSubstr("RFC 3708 §2"), Not(HasSubstr("RFC 3522"))));
    EXPECT_THAT(told(run.trace(), step, Language::Chinese), HasSubstr("其中一次是多余的"));
}

TEST(ExplainRecovery, WhatIsSentOnceMoreIsNotCalledTheNextHole)
{
    const Played run = linuxTransfer("20272", R"([[fault]]
drop = { from = "client", seq = 5793, nth = 1 }
)");
    const Trace& trace = run.trace();
    for (std::uint64_t step = 1; step <= trace.stepCount(); ++step) {
        bool sentOnceMore = false;
        for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n)
            if (const Effect& what = trace.record(n).what; what.kind == EffectKind::Send)
                sentOnceMore = sentOnceMore || trace.segment(what.segment).packet.retransmission > 1;
        if (sentOnceMore) {
            EXPECT_THAT(told(trace, step), AllOf(HasSubstr("(RACK)"), Not(HasSubstr("is missing, too"))));
        }
    }
    // Where it happens, both languages say whose loss it is.
    if (const std::uint64_t step = stepSaying(trace, "the repetition of seq="); step != 0) {
        EXPECT_THAT(told(trace, step, Language::Chinese), HasSubstr("认为重发的 seq="));
    }
}

TEST(ExplainRecovery, CubicKeepsSevenTenthsOfTheWindow)
{
    const Played run = linuxTransfer("14480", R"([[fault]]
drop = { from = "client", length = "1..", count = 11 }
)");
    const std::uint64_t step = stepSaying(run.trace(), "the slow-start threshold becomes 10136");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(run.trace(), step), AllOf(HasSubstr("0.7 of the congestion window (CUBIC)"),
                                               HasSubstr("RFC 9438 §4.8"), Not(HasSubstr("half of"))));
    EXPECT_THAT(told(run.trace(), step, Language::Chinese),
                AllOf(HasSubstr("拥塞窗口的 0.7 倍（CUBIC）"), Not(HasSubstr("一半"))));
}

/// The last whole segment is lost, and behind it only a short one arrives: nothing but time tells.
Played lossNearTheEnd()
{
    return linuxTransfer("100000", R"([[fault]]
drop = { from = "client", seq = 7241, nth = 1 }
[[fault]]
drop = { from = "client", seq = 20273, nth = 1 }
[[fault]]
drop = { from = "client", seq = 98465, nth = 1 }
)");
}

TEST(ExplainRecovery, TheReorderingTimerSaysWhatIsLostAndSentAgain)
{
    const Played run = lossNearTheEnd();
    const std::uint64_t step = stepSaying(run.trace(), "the reordering timer expires");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(run.trace(), step),
                AllOf(HasSubstr("seq=99465 is taken for lost and sent again"), HasSubstr("RFC 8985 §6.2"),
                      HasSubstr("Less than that is in flight"), Not(HasSubstr("comes down to it"))));
    EXPECT_THAT(told(run.trace(), step, Language::Chinese),
                AllOf(HasSubstr("seq=99465 已丢失并重发"), HasSubstr("在途的数据少于门限"),
                      Not(HasSubstr("逐步降到"))));
}

TEST(ExplainRecovery, AWindowBelowTheThresholdDoesNotComeDownToIt)
{
    const Played run = lossNearTheEnd();
    const Trace& trace = run.trace();
    int below = 0;
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        const Record record = trace.record(n);
        if (record.what.kind != EffectKind::Cwnd || record.what.value >= record.what.value2)
            continue;
        ++below;
        EXPECT_THAT(told(trace, record.step), Not(HasSubstr("comes down to it")));
    }
    EXPECT_GT(below, 0);
}

TEST(ExplainRecovery, GrowthOfCubicIsCitedFromItsRfc)
{
    const Played linux = lossNearTheEnd();
    const std::uint64_t step = stepSaying(linux.trace(), "the congestion window grows by only");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(linux.trace(), step), AllOf(HasSubstr("RFC 9438 §4.2"), Not(HasSubstr("RFC 5681"))));
    const Played reno("tail-loss");
    const std::uint64_t ofReno = stepSaying(reno.trace(), "the congestion window grows by only");
    ASSERT_NE(ofReno, 0u);
    EXPECT_THAT(told(reno.trace(), ofReno), AllOf(HasSubstr("RFC 5681 §3.1"), Not(HasSubstr("9438"))));
}

TEST(ExplainRecovery, WhatFollowsATimeOutIsNotCitedAsFastRecovery)
{
    const auto endOf = [](const char* scenario) {
        const Played run(scenario);
        return explain(run.trace(), stepSaying(run.trace(), "the recovery is over"), Language::English)
            .citation;
    };
    EXPECT_THAT(endOf("tail-loss"), AllOf(HasSubstr("RFC 5681 §3.1"), Not(HasSubstr("§3.2"))));
    EXPECT_THAT(endOf("fast-retransmit"), HasSubstr("RFC 5681 §3.2"));
}

TEST(ExplainRecovery, LimitedTransmitWithSackStaysWithinTheWindowAndIsToldOnce)
{
    const Played sack("slow-start");
    const std::uint64_t step = stepSaying(sack.trace(), "(limited transmit)");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(sack.trace(), step),
                AllOf(HasSubstr("the congestion window has room again"), HasSubstr("RFC 6675 §2 · §5"),
                      Not(HasSubstr("beyond the congestion window")), Not(HasSubstr("may send more"))));
    EXPECT_THAT(told(sack.trace(), step, Language::Chinese),
                AllOf(HasSubstr("拥塞窗口又有余地"), Not(HasSubstr("超出拥塞窗口"))));
}

} // namespace
} // namespace tcplab
