#include "app/session/run_until.h"

#include "app/session/until_words.h"

#include "core/run/run.h"
#include "tests/app/support/runs.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

/// As a person asks: whether it is understood, and where it is.
enum class UntilProblem : std::uint8_t { NotUnderstood, NeverComes };
tl::expected<std::uint64_t, UntilProblem> stepUntil(const Trace& trace, std::uint64_t from,
                                                    std::string_view what)
{
    const auto condition = readUntil(what);
    if (!condition)
        return tl::unexpected(UntilProblem::NotUnderstood);
    if (const auto step = stepUntil(trace, from, *condition))
        return *step;
    return tl::unexpected(UntilProblem::NeverComes);
}

class RunUntil : public testing::Test {
protected:
    explicit RunUntil(const char* name = "last-ack-lost")
        : run(std::make_shared<const Scenario>(shipped(name)))
    {
        run.extendToEnd();
    }
    const Trace& trace() { return run.trace(); }
    /// What there is of that kind in a step.
    bool has(std::uint64_t step, auto condition)
    {
        for (std::uint32_t n = trace().firstRecordOf(step); n < trace().endRecordOf(step); ++n)
            if (condition(trace().record(n).what))
                return true;
        return false;
    }
    tcplab::Run run;
};

TEST_F(RunUntil, AStateIsEntered)
{
    const auto isEntered = [](const Effect& e) {
        return e.kind == EffectKind::State && e.to == ConnectionState::TimeWait;
    };
    const auto step = stepUntil(trace(), 0, " time-wait ");
    ASSERT_TRUE(step.has_value());
    EXPECT_TRUE(has(*step, isEntered));
    for (std::uint64_t before = 1; before < *step; ++before)
        EXPECT_FALSE(has(before, isEntered));
    EXPECT_EQ(stepUntil(trace(), *step, "TIME-WAIT").error(), UntilProblem::NeverComes);
}

TEST(UntilPhrases, AreUnderstoodAsPeopleSayThem)
{
    constexpr std::array said{std::pair("server enters CLOSE-WAIT", "server CLOSE-WAIT"),
                              std::pair("the server is in CLOSE_WAIT", "server CLOSE-WAIT"),
                              std::pair("TIME_WAIT", "TIME-WAIT"),
                              std::pair("until client reaches TIME-WAIT", "client TIME-WAIT"),
                              std::pair("FIN from server", "server FIN"),
                              std::pair("FIN from the server", "server FIN"),
                              std::pair("the server sends a FIN", "server FIN"),
                              std::pair("ACK from client lost", "client ACK lost"),
                              std::pair("2MSL", "TIME-WAIT timer"),
                              std::pair("client 2·MSL timer", "client TIME-WAIT timer"),
                              std::pair("retransmission timer expires", "retransmission timer"),
                              std::pair("0,3 s", "0.3 s"),
                              std::pair("+1,5 s", "+1.5 s")};
    for (const auto& [loose, strict] : said) {
        const auto meant = readUntil(strict);
        ASSERT_TRUE(meant) << strict;
        EXPECT_EQ(readUntil(loose), meant) << loose;
    }
    EXPECT_FALSE(readUntil("1,500 ms")) << "a second and a half, or a millisecond and a half?";
}

TEST_F(RunUntil, ASegmentWithTheseFlagsIsSent)
{
    const auto first = stepUntil(trace(), 0, "FIN");
    ASSERT_TRUE(first.has_value());
    const auto second = stepUntil(trace(), *first, "fin");
    ASSERT_TRUE(second.has_value());
    EXPECT_GT(*second, *first);
    EXPECT_EQ(stepUntil(trace(), 0, "RST").error(), UntilProblem::NeverComes);
}

TEST_F(RunUntil, SomethingIsLostAndSentAgain)
{
    const auto lost = stepUntil(trace(), 0, "loss");
    ASSERT_TRUE(lost.has_value());
    const auto again = stepUntil(trace(), *lost, "retransmission");
    ASSERT_TRUE(again.has_value());
    EXPECT_GT(trace().instantOf(*again), trace().instantOf(*lost));
}

TEST_F(RunUntil, AnInstantComes)
{
    const auto step = stepUntil(trace(), 0, "1 s");
    ASSERT_TRUE(step.has_value());
    EXPECT_LE(trace().instantOf(*step), Instant{} + seconds(1));
    EXPECT_GT(trace().instantOf(*step + 1), Instant{} + seconds(1));
}

TEST_F(RunUntil, WhatIsNoConditionIsSaid)
{
    for (const char* word : {"", "TIME-WIAT", "ECONNFUSED", "1", "1 fortnight", "SYN,NIX", "none"})
        EXPECT_EQ(stepUntil(trace(), 0, word).error(), UntilProblem::NotUnderstood) << word;
}

TEST_F(RunUntil, OneHostIsMeantWhereItIsNamed)
{
    const auto client = stepUntil(trace(), 0, "client ESTABLISHED");
    const auto server = stepUntil(trace(), 0, "Server: established");
    ASSERT_TRUE(client && server);
    EXPECT_NE(*client, *server);
    EXPECT_EQ(stepUntil(trace(), 0, "server TIME-WAIT").error(), UntilProblem::NeverComes);
}

TEST_F(RunUntil, AnArrowOfTheDiagramIsGone)
{
    const auto arrow = stepUntil(trace(), 0, "ESTABLISHED -> CLOSE-WAIT");
    ASSERT_TRUE(arrow);
    EXPECT_EQ(arrow, stepUntil(trace(), 0, "established → close-wait"));
    EXPECT_EQ(arrow, stepUntil(trace(), 0, "CLOSE-WAIT"));
    EXPECT_EQ(stepUntil(trace(), 0, "LISTEN -> TIME-WAIT").error(), UntilProblem::NeverComes);
}

TEST(UntilPhrases, TheArrowOfNote2IsGoneWhereOneSegmentClosesBothWays)
{
    tcplab::Run run(std::make_shared<const Scenario>(shipped("close-three-segments")));
    run.extendToEnd();
    const auto arrow = stepUntil(run.trace(), 0, "FIN-WAIT-1 → TIME-WAIT");
    ASSERT_TRUE(arrow.has_value());
    EXPECT_EQ(*arrow, stepUntil(run.trace(), 0, "client TIME-WAIT"));
    EXPECT_EQ(stepUntil(run.trace(), 0, "server FIN-WAIT-1 → TIME-WAIT").error(), UntilProblem::NeverComes);
}

TEST_F(RunUntil, TheKthOfThemIsMeantWhereItIsCounted)
{
    const auto first = stepUntil(trace(), 0, "FIN");
    const auto second = stepUntil(trace(), *first, "FIN");
    EXPECT_EQ(stepUntil(trace(), 0, "FIN #1"), first);
    EXPECT_EQ(stepUntil(trace(), 0, "FIN #2"), second);
    EXPECT_EQ(stepUntil(trace(), *second, "FIN #2").error(), UntilProblem::NeverComes);
    // c2: the second segment that the client sends.
    const auto c2 = stepUntil(trace(), 0, "c2");
    ASSERT_TRUE(c2);
    EXPECT_EQ(c2, stepUntil(trace(), 0, "client segment #2"));
}

TEST_F(RunUntil, CountingGoesOnWhereItHasStopped)
{
    const std::uint64_t second = *stepUntil(trace(), 0, "FIN #2");
    CountedSteps counted(*readUntil("FIN #2"));
    EXPECT_FALSE(counted.upTo(trace(), second - 1));
    EXPECT_EQ(counted.stepsRead(), second - 1);
    EXPECT_EQ(counted.upTo(trace(), second), second);
    EXPECT_EQ(counted.upTo(trace(), trace().stepCount()), second);
    EXPECT_EQ(counted.stepsRead(), second) << "what comes after it is not read";
    EXPECT_FALSE(counted.upTo(trace(), second - 1)) << "whoever asks about an earlier place is not told";
}

TEST_F(RunUntil, AnotherFutureIsCountedAnew)
{
    const std::uint64_t second = *stepUntil(trace(), 0, "FIN #2");
    CountedSteps counted(*readUntil("FIN #2"));
    ASSERT_TRUE(counted.upTo(trace(), trace().stepCount()));
    counted.forgetFrom(second);
    EXPECT_EQ(counted.stepsRead(), second) << "it lies behind";
    run.intervene(second - 1, trace().instantOf(second - 1), CrashHost{Side::Server});
    run.extendToEnd();
    counted.forgetFrom(second - 1);
    EXPECT_EQ(counted.stepsRead(), 0u);
    EXPECT_EQ(counted.upTo(trace(), trace().stepCount()),
              CountedSteps(*readUntil("FIN #2")).upTo(trace(), trace().stepCount()));
    EXPECT_NE(counted.upTo(trace(), trace().stepCount()), second);
}

TEST_F(RunUntil, SegmentsAreSentArriveAndAreLost)
{
    const auto sent = stepUntil(trace(), 0, "SYN");
    const auto arrives = stepUntil(trace(), 0, "SYN arrives");
    ASSERT_TRUE(sent && arrives);
    EXPECT_LT(trace().instantOf(*sent), trace().instantOf(*arrives));
    const auto lost = stepUntil(trace(), 0, "ACK lost");
    EXPECT_EQ(lost, stepUntil(trace(), 0, "loss"));
    EXPECT_EQ(stepUntil(trace(), 0, "SYN lost").error(), UntilProblem::NeverComes);
}

TEST_F(RunUntil, ATimerExpiresAndACallIsMade)
{
    const auto again = stepUntil(trace(), 0, "retransmission");
    const auto timer = stepUntil(trace(), 0, "retransmission timer");
    ASSERT_TRUE(again && timer);
    EXPECT_EQ(timer, again);
    EXPECT_EQ(stepUntil(trace(), 0, "RTO"), timer);
    EXPECT_EQ(stepUntil(trace(), 0, "persist timer").error(), UntilProblem::NeverComes);
    EXPECT_TRUE(has(*stepUntil(trace(), 0, "close"),
                    [](const Effect& e) { return e.kind == EffectKind::Call && e.call == Call::Close; }));
}

TEST_F(RunUntil, SomeTimePasses)
{
    const auto close = stepUntil(trace(), 0, "close");
    ASSERT_TRUE(close);
    const auto later = stepUntil(trace(), *close, "+1 s");
    ASSERT_TRUE(later);
    EXPECT_LE(trace().instantOf(*later), trace().instantOf(*close) + seconds(1));
    EXPECT_GT(trace().instantOf(*later + 1), trace().instantOf(*close) + seconds(1));
}

TEST_F(RunUntil, ASlipIsToldWithWhatWasMeant)
{
    EXPECT_EQ(readUntil("TIME-WIAT").error().expected, "TIME-WAIT");
    EXPECT_EQ(readUntil("retransmision timer").error().expected, "retransmission timer");
    EXPECT_EQ(readUntil("FIN #0").error().expected, "#1, #2, #3 …");
    EXPECT_EQ(readUntil("nonsense indeed").error().expected, "");
}

TEST_F(RunUntil, WhatItWritesItReads)
{
    for (const std::string_view word : untilChoices())
        for (const char* host : {"", "client "}) {
            const auto read = readUntil(std::string(host) + std::string(word));
            if (!read && *host != '\0') // a time belongs to nobody
                continue;
            ASSERT_TRUE(read) << word;
            EXPECT_EQ(readUntil(untilText(*read)), read) << untilText(*read);
        }
}

TEST_F(RunUntil, ChineseWordsMeanWhatTheEnglishOnesMean)
{
    const std::pair<const char*, const char*> same[] = {
        {"重传", "retransmission"},
        {"重传计时器", "retransmission timer"},
        {"重传定时器", "retransmission timer"},
        {"客户端 TIME-WAIT", "client TIME-WAIT"},
        {"服务器：FIN", "server FIN"},
        {"服务器: FIN", "server FIN"},
        {"客户端的 ACK 丢失", "client ACK lost"},
        {"ACK丢失", "ACK lost"},
        {"SYN，ACK 到达", "SYN,ACK arrives"},
        {"丢失", "loss"},
        {"服务器丢失", "server loss"},
        {"客户端数据到达", "client data arrives"},
        {"第 2 个 FIN", "FIN #2"},
        {"客户端第2个报文段", "client segment #2"},
        {"数据 第 3 次", "data #3"},
        {"数据＃3", "data #3"},
        {"坚持定时器", "persist timer"},
        {"保活计时器", "keep-alive timer"},
        {"time-wait 计时器", "time-wait timer"},
        {"定时器", "timer"},
        {"被忽略", "ignored"},
        {"出错", "error"},
        {"1.5 秒", "1.5 s"},
        {"+200 毫秒", "+200 ms"},
    };
    for (const auto& [chinese, english] : same) {
        ASSERT_TRUE(readUntil(chinese).has_value()) << chinese;
        EXPECT_EQ(readUntil(chinese), readUntil(english)) << chinese;
    }
    EXPECT_FALSE(readUntil("胡说").has_value());
    EXPECT_EQ(readUntil("客户端 胡说").error().subject, "客户端 胡说");
}

TEST_F(RunUntil, WhatItWritesInChineseItReads)
{
    EXPECT_EQ(untilInLanguage("client ACK lost", Language::Chinese), "客户端 ACK 丢失");
    EXPECT_EQ(untilInLanguage("client data arrives #2", Language::Chinese), "客户端数据到达 #2");
    EXPECT_EQ(untilInLanguage("time-wait timer", Language::Chinese), "TIME-WAIT 计时器");
    for (const std::string_view word : untilChoices())
        for (const char* host : {"", "client "}) {
            const auto read = readUntil(std::string(host) + std::string(word));
            if (!read)
                continue;
            const std::string chinese = untilInLanguage(untilText(*read), Language::Chinese);
            EXPECT_EQ(readUntil(chinese), read) << chinese;
        }
}

TEST_F(RunUntil, EveryChoiceIsUnderstood)
{
    for (const std::string_view word : untilChoices()) {
        const auto step = stepUntil(trace(), 0, word);
        EXPECT_TRUE(step.has_value() || step.error() == UntilProblem::NeverComes) << word;
    }
}

class RunUntilAnError : public RunUntil {
protected:
    RunUntilAnError() : RunUntil("connection-refused") {}
};

TEST_F(RunUntilAnError, ACallFails)
{
    const auto step = stepUntil(trace(), 0, "ECONNREFUSED");
    ASSERT_TRUE(step.has_value());
    EXPECT_TRUE(has(*step, [](const Effect& e) { return e.error == Errno::ConnRefused; }));
}

} // namespace
} // namespace tcplab
