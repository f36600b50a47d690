#include "tests/scenarios/library.h"
#include "tests/scenarios/played.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What the notes of the scenarios say will happen if one changes something: it must.

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

Instant at(std::int64_t ms) { return Instant{} + milliseconds(ms); }

TEST(Notes, LinuxSendsASynElevenTimes)
{
    const Played run("syn-lost-forever", {{"client.profile", "linux"}});
    EXPECT_THAT(run.sentAt(client, {.syn = true}),
                ElementsAre(at(0), at(1'000), at(2'000), at(3'000), at(4'000), at(5'000), at(7'000),
                            at(11'000), at(19'000), at(35'000), at(67'000)));
    EXPECT_THAT(run.returnInstants(client, Call::Connect), ElementsAre(at(131'000)));
    EXPECT_THAT(run.results(client), ElementsAre("connect ETIMEDOUT"));
}

TEST(Notes, LinuxAnswersARepeatedSynWithSynAck)
{
    const Played run("syn-ack-lost", {{"server.profile", "linux"}});
    EXPECT_THAT(run.segments(server), Not(Contains("ACK 5001/1001")));
    EXPECT_GE(run.sentAt(server, {.syn = true, .ack = true}).size(), 2u);
    EXPECT_EQ(run.results(client).front(), "connect 0");
}

TEST(Notes, ASimultaneousOpenOnLinuxEstablishesOnTheSynAck)
{
    const Played run("simultaneous-open", {{"client.profile", "linux"}, {"server.profile", "linux"}});
    EXPECT_THAT(run.returnInstants(client, Call::Connect), ElementsAre(at(100)));
    EXPECT_THAT(Played("simultaneous-open").returnInstants(client, Call::Connect), ElementsAre(at(150)));
}

TEST(Notes, LinuxGivesUpFinWait2AfterAMinute)
{
    const Played run("fin-wait-2-forever", {{"client.profile", "linux"}});
    EXPECT_EQ(run.states(client).back(), "CLOSED");
    EXPECT_THAT(run.timer(client, Timer::FinWait2), ElementsAre("start 60300 ms", "expire 60300 ms"));
    EXPECT_EQ(run.states(server).back(), "CLOSE-WAIT");
}

TEST(Notes, ByTheLetterASynEndsTimeWaitByAReset)
{
    const Played run("syn-in-time-wait", {{"server.profile", "rfc9293"}});
    EXPECT_THAT(run.segments(), Contains("server ACK 5002/1102"));
    EXPECT_THAT(run.segments(), Contains("client RST 1102"));
    EXPECT_THAT(run.states(server, 1).back(), "CLOSED");
    EXPECT_THAT(run.timer(server, Timer::TimeWait), Not(Contains("expire 60250 ms")));
}

TEST(Notes, WithoutResetOnUnreadCloseTheClientNeverLearns)
{
    const Played run("reset-unread-data", {{"server.reset_on_unread_close", "false"}});
    EXPECT_THAT(run.results(client), ElementsAre("connect 0", "send 100", "recv 0"));
    EXPECT_THAT(run.segments(), Contains("server FIN,ACK 5001/1101"));
}

TEST(Notes, ReadingTheGreetingFirstSavesTheData)
{
    const Played run("connect-send-close",
                     {{"client.program", "connect server:80\nrecv 20\nsend 100000\nclose\n"}});
    EXPECT_THAT(run.results(server), ElementsAre("listen 0", "accept 0", "send 20", "recv 100000", "recv 0"));
}

TEST(Notes, TwoSidesThatDisagreeAnswerEachOtherUntilTheyAreThrottled)
{
    const Played quiet("old-duplicate-without-time-wait");
    const Played storm(
        "old-duplicate-without-time-wait",
        {{"client.program", "connect server:80 from 49152\nsend 100\nrecv 10\nclose\nat 5 s\n"
                            "connect server:80 from 49152\nsend 200\nat 12 s\nsend 100\nclose\n"}});
    EXPECT_GT(storm.segments().size(), quiet.segments().size() + 10);
    std::size_t throttled = 0;
    for (const Record& record : storm.trace().records)
        throttled += record.what.clause == Clause::AnswerThrottled ? 1 : 0;
    EXPECT_EQ(throttled, 1u);
    EXPECT_THAT(storm.results(server), Contains("recv 300"));
}

TEST(Notes, AFixedLengthOfTimeWaitDoesTheSame)
{
    EXPECT_EQ(Played("time-wait-1min", {{"client.time_wait", "60 s"}}).endInstant(), at(60'300));
    EXPECT_EQ(Played("time-wait-30s").endInstant(), at(60'300));
}

TEST(Notes, ReuseAddrOnlyAfterTheRestartDoesNotHelp)
{
    const std::string program =
        "listen 80\naccept as first\nfirst: recv 100\nfirst: close\nsleep 1 s\nclose\n"
        "setsockopt SO_REUSEADDR 1\nlisten 80 ?\n";
    EXPECT_EQ(Played("port-reuse-reuseaddr", {{"server.program", program}}).results(server).back(),
              "listen EADDRINUSE");
}

TEST(Notes, ByTheLetterAResetInCloseWaitIsAReset)
{
    const Played run("write-to-closed-peer", {{"client.profile", "rfc9293"}});
    EXPECT_THAT(run.results(client), Contains("send ECONNRESET"));
}

TEST(Notes, WithoutFastRetransmitTheTimerHasToRepair)
{
    const Played run("fast-retransmit", {{"client.fast_retransmit", "false"}});
    EXPECT_THAT(run.retransmissions(client), ElementsAre("1210 ms: 3001"));
    EXPECT_THAT(run.congestion(client), Contains("1210 ms: 1000 3000 loss"));
}

TEST(Notes, ATailLossProbeRepairsTheTailLongBeforeTheTimer)
{
    const Played run("tail-loss",
                     {{"client.sack", "true"}, {"server.sack", "true"}, {"client.tail_loss_probe", "true"}});
    EXPECT_THAT(run.timer(client, Timer::TailLossProbe), Contains("expire 800 ms"));
    EXPECT_EQ(run.retransmissions(client).front(), "800 ms: 4001");
}

TEST(Notes, ALostLastAckMakesTheClientSendAgain)
{
    Scenario scenario = libraryScenario("ack-lost");
    scenario.faults.front().count = 2;
    const Played run(scenario);
    EXPECT_EQ(run.retransmissions(client).front(), "1210 ms: 3001");
}

TEST(Notes, ADsackGivesTheWindowBackAfterReordering)
{
    const Played::Settings settings{
        {"client.sack", "true"}, {"server.sack", "true"}, {"client.undo", "true"}};
    const Played run("reordering", settings);
    // A rescue retransmission would be premature (RFC 6675 §5, step 4.3); the D-SACK shows that nothing was lost.
    EXPECT_THAT(run.retransmissions(client), ElementsAre("250 ms: 3001"));
    EXPECT_EQ(run.congestion(client).back(), "350 ms: 11000 - slow-start");
}

TEST(Notes, ADuplicateIsReportedByDsack)
{
    const Played run("duplicate-segment", {{"client.sack", "true"}, {"server.sack", "true"}});
    std::size_t reported = 0;
    for (const SegmentHistory& history : run.trace().segments)
        if (!history.packet.segment.options.sack.empty()) {
            EXPECT_EQ(history.packet.segment.options.sack[0], (SackBlock{SeqNum{2001}, SeqNum{3001}}));
            ++reported;
        }
    EXPECT_EQ(reported, 1u);
}

TEST(Notes, WithoutTheLostWindowUpdateTheTransferGoesOnAtOnce)
{
    Scenario scenario = libraryScenario("zero-window");
    scenario.faults.clear();
    const Played run(scenario);
    bool goesOn = false;
    for (const SegmentHistory& history : run.trace().segments)
        goesOn = goesOn || (history.sentAt == at(4'200) && history.packet.segment.text.length == 1000);
    EXPECT_TRUE(goesOn);
}

TEST(Notes, WithoutDelayedAckNagleCostsOneRoundTripOnly)
{
    EXPECT_EQ(Played("nagle-delayed-ack", {{"server.delayed_ack", "off"}})
                  .returnInstants(client, Call::Recv)
                  .front(),
              at(300));
}

TEST(Notes, TahoeBeginsAnewWithOneSegment)
{
    EXPECT_THAT(Played("slow-start", {{"client.congestion_control", "tahoe"}}).congestion(client),
                Contains("500 ms: 1000 6000 loss"));
}

TEST(Notes, RenoLeavesRecoveryWithTheFirstPartialAckAndNeedsTheTimer)
{
    const Played run("without-sack", {{"client.congestion_control", "reno"}});
    EXPECT_EQ(run.retransmissions(client).at(1), "1370 ms: 5001");
}

TEST(Notes, WithoutEcnNothingIsMarked)
{
    const Played run("ecn", {{"client.ecn", "false"}});
    for (const SegmentHistory& history : run.trace().segments)
        EXPECT_EQ(history.packet.segment.ecn, Ecn::NotEct);
    for (const std::string& move : run.congestion(client))
        EXPECT_TRUE(move.ends_with("slow-start")) << move;
}

TEST(Notes, APeerThatBootedAnswersAKeepAliveProbeWithAReset)
{
    const Played run("keep-alive", {{"client.program", "connect server:80\nsend 100\nrecv 100\nat 25 s\n"
                                                       "crash\nat 31 s\nboot\n"}});
    EXPECT_EQ(run.results(server).back(), "recv ECONNRESET");
}

} // namespace
} // namespace tcplab
