/// What the player makes of a script: its semantics and leniencies, and what it says where a script is wrong.
#include "core/script/parser.h"
#include "core/script/play.h"
#include "core/world/scenario_file.h"
#include "core/world/world.h"

#include <gtest/gtest.h>

namespace tcplab::script {
namespace {

/// A listener and an accepted connection at 0.2 s; lines 1 to 6.
constexpr const char* accepted = "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                                 "+0 bind(3, ..., ...) = 0\n+0 listen(3, 1) = 0\n"
                                 "0.1 < S 0:0(0) win 10000 <mss 1000>\n+0 > S. 0:0(0) ack 1 <mss 1460>\n"
                                 "0.2 < . 1:1(0) ack 1 win 10000\n+0 accept(3, ..., ...) = 4\n";

Played played(const std::string& text, PlaySettings settings = {.profile = ProfileName::Rfc9293})
{
    const auto script = readScript(text, "test.pkt");
    EXPECT_TRUE(script) << (script ? "" : script.error().subject + " / " + script.error().expected);
    return script ? play(*script, settings) : Played{};
}
Played after(const std::string& lines, PlaySettings settings = {.profile = ProfileName::Rfc9293})
{
    return played(accepted + lines, settings);
}
void expectPasses(const Played& it)
{
    EXPECT_EQ(it.outcome, Outcome::Passed)
        << it.finding.line << ": " << it.finding.expected << " / " << it.finding.got << it.missing.what;
}
void expectFails(const Played& it, const Finding& finding)
{
    EXPECT_EQ(it.outcome, Outcome::Failed) << it.missing.what;
    EXPECT_EQ(it.finding.what, finding.what);
    EXPECT_EQ(it.finding.line, finding.line);
    EXPECT_EQ(it.finding.expected, finding.expected);
    EXPECT_EQ(it.finding.got, finding.got);
}

TEST(Played, HandshakeDataAndClose)
{
    expectPasses(
        after("+0 write(4, ..., 100) = 100\n+0 > P. 1:101(100) ack 1\n+.1 < . 1:1(0) ack 101 win 10000\n"
              "+0 < P. 1:11(10) ack 101 win 10000\n+.2 > . 101:101(0) ack 11\n"
              "+0 read(4, ..., 100) = 10\n+0 close(4) = 0\n+0 > F. 101:101(0) ack 11\n"));
}

TEST(Played, NumbersCountFromTheFirstSynOfEachSide)
{
    expectPasses(
        played("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n+0 bind(3, ..., ...) = 0\n"
               "+0 listen(3, 1) = 0\n+0 < S 4294967295:4294967295(0) win 10000 <mss 1000>\n"
               "+0 > S. 77:77(0) ack 0 <mss 1460>\n+0 < . 1:1(0) ack 1 win 10000\n"
               "+0 accept(3, ..., ...) = 4\n+0 < P. 1:11(10) ack 1 win 10000\n+.2 > . 1:1(0) ack 11\n"));
}

TEST(Played, TheMssFollowsTheMtuAndTheVersionOfIp)
{
    const std::string syn = "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                            "+0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0\n"
                            "+0 connect(3, ..., ...) = -1 EINPROGRESS (x)\n+0 > S 0:0(0) <mss ";
    expectPasses(played("--ip_version=ipv4\n" + syn + "1460>\n"));
    expectPasses(played("--ip_version=ipv6\n" + syn + "1440>\n"));
    expectPasses(played("--ip_version=ipv6\n--mtu=1280\n" + syn + "1220>\n"));
    expectPasses(played("--mtu=1000\n" + syn + "960>\n"));
}

TEST(Played, ActiveOpenWithoutWaiting)
{
    expectPasses(
        played("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
               "+0 fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)\n+0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0\n"
               "+0 connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)\n"
               "+0 > S 0:0(0) <mss 1460>\n+0 read(3, ..., 10) = -1 EAGAIN (Try again)\n"
               "+.1 < S. 5000:5000(0) ack 1 win 1000 <mss 1460>\n+0 > . 1:1(0) ack 1\n"
               "+0 getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0\n"
               "+0 < R. 1:1(0) ack 1 win 0\n+0 getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4]) = 0\n"
               "+0 getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0\n"));
}

TEST(Played, CallsThatWaitReturnAtTheirTime)
{
    expectPasses(after("0.2...0.3 read(4, ..., 100) = 10\n0.3 < P. 1:11(10) ack 1 win 10000\n"));
    expectFails(after("0.2...0.3 read(4, ..., 100) = 10\n0.4 < P. 1:11(10) ack 1 win 10000\n"),
                {Difference::ReturnTime, 8, "0.300000 s", "0.400000 s"});
}

TEST(Played, AnotherPacketIsReportedAtItsLine)
{
    expectFails(after("+0 write(4, ..., 100) = 100\n\n+0 > P. 1:101(100) ack 2\n"),
                {Difference::Packet, 10, "P. 1:101(100) ack 2", "P. 1:101(100) ack 1 win 65535"});
}

TEST(Played, EachFieldThatIsWrittenCounts)
{
    for (const char* wrong :
         {". 1:101(100) ack 1", "P 1:101(100)", "FP. 1:101(100) ack 1", "P. 2:102(100) ack 1",
          "P. 1:100(99) ack 1", "P. 1:101(100) ack 1 win 65534", "P. 1:101(100) ack 1 urg 5",
          "P. 1:101(100) ack 1 <nop>", "[ect0] P. 1:101(100) ack 1", "P.E 1:101(100) ack 1"}) {
        const Played it = after("+0 write(4, ..., 100) = 100\n+0 > " + std::string(wrong) + "\n");
        EXPECT_EQ(it.outcome, Outcome::Failed) << wrong;
        EXPECT_EQ(it.finding.line, 9) << wrong;
    }
    for (const char* right :
         {"P. 1:101(100) ack 1", "P. 1:101(100) ack 1 win 65535", "P. 1:101(100) ack 1 <...>",
          "[noecn] P. 1:101(100) ack 1", "P. ...(100) ack 1"})
        expectPasses(after("+0 write(4, ..., 100) = 100\n+0 > " + std::string(right) + "\n"));
}

TEST(Played, ALineMayStandForSeveralSegments)
{
    expectPasses(
        after("+0 write(4, ..., 4000) = 4000\n+0 > P. 1:3001(3000) ack 1\n+0 > P. 3001:4001(1000) ack 1\n"));
    EXPECT_EQ(after("+0 write(4, ..., 3500) = 3500\n+0 > P. 1:4001(4000) ack 1\n").outcome, Outcome::Failed);
}

TEST(Played, TheTimeOfAPacketCountsWithinTheTolerance)
{
    const std::string write = "+0 write(4, ..., 100) = 100\n+0 > P. 1:101(100) ack 1\n";
    expectPasses(after(write + "+1.004 > P. 1:101(100) ack 1\n"));
    expectPasses(after(write + "+1.1 > P. 1:101(100) ack 1\n")); // 12.5 %
    expectPasses(after(write + "+.5~+1.5 > P. 1:101(100) ack 1\n"));
    expectPasses(after(write + "* > P. 1:101(100) ack 1\n"));
    expectFails(after(write + "+1.5 > P. 1:101(100) ack 1\n"),
                {Difference::Time, 10, "1.700000 s", "1.200000 s"});
    expectFails(after(write + "+.1 > P. 1:101(100) ack 2\n"),
                {Difference::Packet, 10, "P. 1:101(100) ack 2", "P. 1:101(100) ack 1 win 65535"});
    expectFails(after("+0 > P. 1:101(100) ack 1\n"), {Difference::NoPacket, 8, "P. 1:101(100) ack 1", ""});
}

TEST(Played, ResultsAndErrorsOfCallsCount)
{
    expectFails(after("+0 write(4, ..., 100) = 99\n"), {Difference::Result, 8, "= 99", "= 100"});
    expectFails(after("+0 read(4, ..., 100) = -1 EAGAIN (Try again)\n"),
                {Difference::StillWaiting, 8, "read(4, ..., 100) = -1 EAGAIN (Try again)", ""});
    expectFails(after("+0 recv(4, ..., 100, MSG_DONTWAIT) = -1 EPIPE (Broken pipe)\n"),
                {Difference::Result, 8, "= -1 EPIPE (Broken pipe)", "= -1 EAGAIN"});
    expectFails(after("+0 close(5) = 0\n"), {Difference::Result, 8, "= 0", "= -1 EBADF"});
    expectFails(after("+0 getsockopt(4, SOL_TCP, TCP_MAXSEG, [999], [4]) = 0\n"),
                {Difference::Result, 8, "getsockopt(4, SOL_TCP, TCP_MAXSEG, [999], [4]) = 0", "[1000]"});
}

TEST(Played, ReadsGiveWhatThereIs)
{
    expectPasses(after(
        "+0 < P. 1:1001(1000) ack 1 win 10000\n+0 ioctl(4, SIOCINQ, [1000]) = 0\n"
        "+0 recv(4, ..., 5000, MSG_PEEK) = 1000\n"
        "+0 recvmsg(4, {msg_name(...)=..., msg_iov(2)=[{..., 100}, {..., 200}], msg_flags=0}, 0) = 300\n"
        "+0 readv(4, [{..., 100}, {..., 50}], 2) = 150\n+0 recvfrom(4, ..., 5000, 0, ..., ...) = 550\n"
        "+0 poll([{fd=4, events=POLLIN|POLLOUT, revents=POLLOUT}], 1, 0) = 1\n"));
}

TEST(Played, AssertionsAreEvaluatedAtTheirTime)
{
    expectPasses(
        after("+0 %{ assert tcpi_state == TCP_ESTABLISHED and tcpi_snd_mss == 1000 }%\n"
              "+0 close(4) = 0\n+0 > F. 1:1(0) ack 1\n+0 %{ assert tcpi_state == TCP_FIN_WAIT1 }%\n"));
    expectFails(after("+0 %{\nassert tcpi_snd_mss == 1000\nassert tcpi_unacked == 1\n}%\n"),
                {Difference::Assertion, 10, "tcpi_unacked == 1", "tcpi_unacked = 0"});
}

TEST(Played, StatesAreCounted)
{
    expectPasses(
        after("+0 `sockstat | grep -c ESTABLISHED | grep 1`\n+0 `! netstat -an | grep TIME_WAIT`\n"));
    expectFails(after("+0 `sockstat | grep -c TIME_WAIT | grep 1`\n"),
                {Difference::States, 8, "TIME_WAIT × 1", "TIME_WAIT × 0"});
}

TEST(Played, WhatIsMissingIsNamed)
{
    const std::pair<const char*, const char*> table[] = {
        {"+0 epoll_create(1) = 5\n", "epoll"},
        {"+0 setsockopt(4, SOL_TCP, TCP_FASTOPEN, [1], 4) = 0\n", "TCP Fast Open"},
        {"+0 socket(..., SOCK_DGRAM, IPPROTO_UDP) = 5\n", "UDP"},
        {"+0 recvmsg(4, {msg_name(...)=..., msg_iov(1)=[{..., 1}], msg_flags=0, msg_control=[]}, 0) = 1\n",
         "cmsg"},
        {"+0 `nstat -n`\n", "`nstat`"},
        {"+0 < icmp unreachable frag_needed mtu 600 [1:1(0)]\n", "path MTU discovery"},
        {"+0 %{ assert tcpi_no_such == 1 }%\n", "tcpi_no_such"},
        {"+0 < S 0:0(0) win 1 <mss 1000,FO aabb>\n", "TCP Fast Open"}};
    for (const auto& [line, what] : table) {
        const Played it = after(line);
        EXPECT_EQ(it.outcome, Outcome::NotSupported) << line;
        EXPECT_EQ(it.missing, (Missing{what, 8}));
    }
}

TEST(PlayedStrictly, FailsOnWhatIsLeft)
{
    const PlaySettings strict{.profile = ProfileName::Rfc9293, .strict = true};
    expectFails(after("+0 write(4, ..., 100) = 100\n", strict),
                {Difference::Unexpected, 8, "", "P. 1:101(100) ack 1 win 65535"});
    expectFails(after("", strict), {Difference::LeftBehind, 7, "", "ESTABLISHED"});
    expectPasses(after("+0 < R. 1:1(0) ack 1 win 0\n", strict));
}

TEST(PlayedScript, IsAScenarioThatGoesTheSameWay)
{
    const Played it =
        after("+0 write(4, ..., 3000) = 3000\n+0 > P. 1:3001(3000) ack 1\n"
              "+.1 < . 1:1(0) ack 3001 win 10000\n+0 close(4) = 0\n+0 > F. 3001:3001(0) ack 1\n");
    expectPasses(it);
    World world = start(std::make_shared<const Scenario>(it.scenario));
    StepLog log;
    std::size_t sent = 0;
    std::size_t done = 0;
    for (;;) {
        const auto& made = it.scenario.interventions;
        if (done < made.size() && made[done].step == world.step + 1) {
            intervene(world, made[done].what, made[done].at, log);
            EXPECT_EQ(world.now, made[done].at);
            ++done;
        } else if (const auto next = nextEvent(world)) {
            process(world, *next, log);
        } else {
            break;
        }
        for (const Effect& effect : log.effects)
            sent += effect.kind == EffectKind::Send && effect.host == Side::Server ? 1u : 0u;
    }
    EXPECT_EQ(done, it.scenario.interventions.size());
    EXPECT_EQ(sent, 5u); // SYN,ACK, three of text, FIN
    EXPECT_EQ(world.now, Instant{} + milliseconds(300));
}

TEST(PlayedScript, CanBeWrittenAsAScenarioAndReadAgain)
{
    const Played it = after("+0 < [ce] P. 1:11(10) ack 1 win 10000 urg 3 <nop,nop,TS val 5 ecr 0>\n"
                            "+0 recv(4, ..., 4, MSG_PEEK) = 4\n+0 shutdown(4, SHUT_RD) = 0\n"
                            "+0 < icmp unreachable host_unreachable [1:1(0)]\n");
    expectPasses(it);
    const auto again = readScenario(writeScenario(it.scenario), "test");
    ASSERT_TRUE(again) << again.error().subject << " / " << again.error().expected;
    ASSERT_EQ(again->interventions, it.scenario.interventions);
    EXPECT_EQ(again->hosts, it.scenario.hosts);
}

TEST(Played, TakesTheProfileThatTheScriptNamesUnlessAnotherIsAskedFor)
{
    const std::string text = std::string("// profile: rfc9293\n") + accepted;
    EXPECT_EQ(played(text, {}).profile, ProfileName::Rfc9293);
    EXPECT_EQ(played(text, {.profile = ProfileName::FreeBsd}).profile, ProfileName::FreeBsd);
    EXPECT_EQ(played(accepted, {}).profile, ProfileName::Linux); // google's dialect
}

/// The steps in which lines were played are those of the run: what steps in there is what the line says.
TEST(Played, TellsInWhichStepEachLineWasPlayed)
{
    const Played it = after("+0 write(4, ..., 100) = 100\n+0 > P. 1:101(100) ack 1\n");
    std::vector<int> lines;
    for (const PlayedLine& one : it.lines)
        lines.push_back(one.line);
    EXPECT_EQ(lines, (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
    // Line 4 is the SYN that the script sends; line 5 is sent in the step that brings it to the host.
    std::uint64_t injected = 0;
    for (const PlacedIntervention& one : it.scenario.interventions)
        if (injected == 0 && std::holds_alternative<InjectSegment>(one.what))
            injected = one.step;
    EXPECT_EQ(it.lines[3].step, injected);
    EXPECT_EQ(it.lines[4].step, injected + 1);
}

TEST(Played, EndsItsLinesWithTheOneThatFailed)
{
    const Played it = after("+0 write(4, ..., 100) = 100\n+0 > P. 1:102(101) ack 1\n+0 close(4) = 0\n");
    ASSERT_EQ(it.outcome, Outcome::Failed);
    ASSERT_FALSE(it.lines.empty());
    EXPECT_EQ(it.lines.back().line, it.finding.line);
}

} // namespace
} // namespace tcplab::script
