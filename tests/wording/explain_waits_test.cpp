// What is said of calls and timers that wait: why nothing goes out, when a wait is over and who hears of it.
#include "tests/wording/told.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const Played::Settings linuxOnBoth{{"client.profile", "linux"}, {"server.profile", "linux"}};

TEST(ExplainWaits, NagleIsNotTakenForAFullWindowWhereWindowsAreScaled)
{
    const Played run = playedText(R"([network]
delay = "50 ms"
[client]
profile = "linux"
program = """
connect server:80
send 100
sleep 300 ms
send 600
send 100
"""
[server]
profile = "linux"
program = """
listen 80
accept
recv 800
"""
)");
    const std::uint64_t step = stepSaying(run.trace(), "by Nagle's algorithm it waits for that ACK");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(run.trace(), step), HasSubstr("§3.7.4"));
    EXPECT_EQ(stepSaying(run.trace(), "is used up"), 0u);
}

TEST(ExplainWaits, ALingeringCloseEndedByARstIsNoSuccess)
{
    const auto closing = [](const char* server) {
        return playedText(std::string(R"([network]
delay = "50 ms"
[client]
program = """
connect server:80
setsockopt SO_LINGER 10
send 100000
close
"""
[server]
program = """
listen 80
accept
)") + server + "\n\"\"\"\n");
    };
    const Played reset = closing("sleep 200 ms\nabort");
    const std::uint64_t step = stepSaying(reset.trace(), "ended before everything was acknowledged");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(reset.trace(), step, Language::Chinese), HasSubstr("得到确认之前就已终止"));
    EXPECT_EQ(stepSaying(reset.trace(), "Everything sent has been acknowledged"), 0u);
    EXPECT_NE(stepSaying(closing("recv eof\nclose").trace(), "Everything sent has been acknowledged"), 0u);
}

TEST(ExplainWaits, GivingUpIsToldToNobodyOnceTheProgramHasClosed)
{
    const auto unanswered = [](const char* flags, const char* client) {
        return playedText(std::string(R"([network]
delay = "50 ms"
[client]
program = """
connect server:80
)") + client + R"(
"""
[server]
program = """
listen 80
accept
recv eof
"""
[[fault]]
drop = { from = "client", flags = ")" +
                          flags + R"(", count = "all" }
)");
    };
    const Played closed = unanswered("FIN,ACK", "sleep 300 ms\nclose");
    const std::uint64_t step = stepSaying(closed.trace(), "no answer; the connection is given up");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(closed.trace(), step),
                AllOf(HasSubstr("no call of its fails"), Not(HasSubstr("ETIMEDOUT"))));
    EXPECT_THAT(told(closed.trace(), step, Language::Chinese),
                AllOf(HasSubstr("没有调用会失败"), Not(HasSubstr("ETIMEDOUT"))));
    const Played open = unanswered("FIN,ACK", "shutdown write\nrecv eof");
    const std::uint64_t told2 = stepSaying(open.trace(), "no answer; the connection is given up");
    ASSERT_NE(told2, 0u);
    EXPECT_THAT(told(open.trace(), told2), HasSubstr("the program gets ETIMEDOUT"));
}

TEST(ExplainWaits, WhatFreeBsdAddsToTheRtoIsNotItsMinimum)
{
    const Played run("three-way-handshake", {{"client.profile", "freebsd"}});
    const std::uint64_t step = stepSaying(run.trace(), "this host adds 200 ms");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(run.trace(), step), AllOf(HasSubstr("RTO 500 ms"), HasSubstr("which is 300 ms")));
    EXPECT_THAT(told(run.trace(), step, Language::Chinese), HasSubstr("再加 200 ms"));
    EXPECT_EQ(stepSaying(run.trace(), "at its minimum of 500 ms"), 0u);
    // On a short way the minimum counts, and what is added comes on top.
    const Played near("three-way-handshake", {{"client.profile", "freebsd"}, {"network.delay", "1 ms"}});
    EXPECT_NE(stepSaying(near.trace(), "the minimum of 30 ms counts"), 0u);
}

TEST(ExplainWaits, ADelayedAckOfSeveralSegmentsDoesNotDenyTheSecond)
{
    const Played run("zero-window", linuxOnBoth);
    const std::uint64_t step = stepSaying(run.trace(), "2 segments have come since the last ACK");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(run.trace(), step), AllOf(HasSubstr("ack=4953"), Not(HasSubstr("No second segment"))));
    EXPECT_THAT(told(run.trace(), step, Language::Chinese),
                AllOf(HasSubstr("到达了 2 个报文段"), Not(HasSubstr("没有等到第二个"))));
    EXPECT_NE(stepSaying(run.trace(), "No second segment has come"), 0u); // of the one that follows
}

TEST(ExplainWaits, AnEmptyWindowProbeIsNoOldDuplicate)
{
    const Played run("zero-window", linuxOnBoth);
    const std::uint64_t step = stepSaying(run.trace(), "a window probe arrives and is answered");
    ASSERT_NE(step, 0u);
    EXPECT_THAT(told(run.trace(), step),
                AllOf(HasSubstr("seq=5080 is old on purpose: one less than 5081"), HasSubstr("§3.8.6.1")));
    EXPECT_THAT(told(run.trace(), step, Language::Chinese), HasSubstr("收到窗口探测，予以应答"));
    EXPECT_EQ(stepSaying(run.trace(), "is taken for an old duplicate"), 0u);
}

} // namespace
} // namespace tcplab
