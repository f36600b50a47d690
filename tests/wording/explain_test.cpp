#include "app/wording/figure_text.h"
#include "app/wording/wording.h"
#include "core/run/run.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <string_view>

namespace tcplab {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

tcplab::Run runOf(const std::string& name)
{
    std::ifstream file(std::string(TCPLAB_SCENARIOS "/") + name + ".toml");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    auto scenario = readScenario(text, name + ".toml");
    EXPECT_TRUE(scenario.has_value()) << errorText(scenario.error(), Language::English);
    tcplab::Run run(std::make_shared<const Scenario>(std::move(*scenario)));
    run.extendToEnd(20'000);
    return run;
}

std::vector<std::string> library()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(TCPLAB_SCENARIOS))
        names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::uint64_t stepWith(const Trace& trace, Clause clause)
{
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n)
        if (trace.record(n).what.clause == clause)
            return trace.record(n).step;
    ADD_FAILURE() << "no such step";
    return 0;
}

/// With relative numbers no sentence of a run names a number near an ISN any more, and each is the absolute one less it.
TEST(Explain, NumbersCountFromTheIsnsWhereThatIsWanted)
{
    const tcplab::Run run = runOf("last-ack-lost");
    const Trace& trace = run.trace();
    for (const Language language : {Language::English, Language::Chinese}) {
        const std::uint64_t step = stepWith(trace, Clause::FinToCloseWait);
        EXPECT_THAT(explain(trace, step, language).body, HasSubstr("1102"));
        EXPECT_THAT(explain(trace, step, language, true).body, HasSubstr("102"));
        EXPECT_THAT(explain(trace, step, language, true).body, Not(HasSubstr("1102")));
        for (std::uint64_t one = 1; one <= trace.stepCount(); ++one) {
            const Explanation told = explain(trace, one, language, true);
            for (const char* absolute : {"=1001", "=5001", "=5301", "=1101", "=1102", "=5302"})
                EXPECT_THAT(told.headline + told.body, Not(HasSubstr(absolute))) << one;
        }
    }
    const std::uint32_t sent = trace.segment(2).sentRecord;
    EXPECT_THAT(recordText(trace, sent, Language::English), HasSubstr("seq=5000 ack=1001"));
    EXPECT_THAT(recordText(trace, sent, Language::English, true), HasSubstr("seq=0 ack=1"));
}

TEST(Explain, OfAHostThatIsPlayedSaysNothingOfItsTcp)
{
    const auto scenario = readScenario(R"([network]
delay = "10 ms"
[client]
scripted = true
[server]
program = "listen 80"
[[user]]
step = 2
at = "1 ms"
inject = { from = "client", segment = "40000 > 80 S 0:0(0) win 65535" }
)",
                                       "played.toml");
    ASSERT_TRUE(scenario);
    tcplab::Run run(std::make_shared<const Scenario>(*scenario));
    run.extend(4);
    const auto headline = [&](std::uint64_t step, Language language) {
        return explain(run.trace(), step, language).headline;
    };
    EXPECT_EQ(headline(2, Language::English), "Client sends SYN");
    EXPECT_EQ(headline(2, Language::Chinese), "客户端发送 SYN");
    EXPECT_THAT(headline(3, Language::English), HasSubstr("Server: the SYN arrives"));
    EXPECT_EQ(headline(4, Language::English), "Client: SYN, ACK arrives");
    EXPECT_THAT(explain(run.trace(), 4, Language::English).body, Not(HasSubstr("CLOSED")));
    EXPECT_EQ(recordText(run.trace(), run.trace().firstRecordOf(2), Language::English),
              "Client sends a segment");
}

TEST(Explain, TheAckOfAFinWaitsForWhatTheProgramDoesAndIsNoDelayedAck)
{
    const tcplab::Run run = runOf("three-way-handshake");
    const std::uint64_t step = stepWith(run.trace(), Clause::FinToCloseWait);
    const Explanation told = explain(run.trace(), step, Language::English);
    EXPECT_THAT(told.body, HasSubstr("so that FIN and ACK may share a segment"));
    EXPECT_THAT(explain(run.trace(), step, Language::Chinese).body, HasSubstr("不是延迟确认"));
}

class Library : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(All, Library, ::testing::ValuesIn(library()), [](const auto& scenario) {
    std::string name = scenario.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST_P(Library, EveryStepIsExplainedInBothLanguages)
{
    const tcplab::Run run = runOf(GetParam());
    for (const Language language : {Language::English, Language::Chinese}) {
        for (std::uint64_t step = 0; step <= run.trace().stepCount(); ++step) {
            const Explanation explanation = explain(run.trace(), step, language);
            EXPECT_NE(explanation.headline, "") << "step " << step;
            EXPECT_NE(explanation.body, "") << "step " << step << ": " << explanation.headline;
            for (const std::string& text : {explanation.headline, explanation.body}) {
                EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
                EXPECT_EQ(text.find("  "), std::string::npos) << text;
                if (step != 0) { // the scenario's own text may say "close()"
                    EXPECT_EQ(text.find("()"), std::string::npos) << text;
                    EXPECT_EQ(text.find("（）"), std::string::npos) << text;
                }
            }
        }
    }
}

TEST_P(Library, EveryRecordHasALineInBothLanguages)
{
    const tcplab::Run run = runOf(GetParam());
    for (std::uint32_t n = 1; n <= run.trace().recordCount(); ++n) {
        const std::string en = recordText(run.trace(), n, Language::English);
        const std::string zh = recordText(run.trace(), n, Language::Chinese);
        EXPECT_NE(en, "");
        EXPECT_NE(zh, "");
        EXPECT_EQ(en.find_first_of("{}"), std::string::npos) << en;
    }
}

/// How many octets wait for the programs of a host: the sum of its Recv-Q.
std::uint64_t waitingOctets(const World& world, Side side)
{
    std::uint64_t sum = 0;
    for (const Connection& connection : world.hosts[indexOf(side)].connections)
        if (connection.tcb.state != ConnectionState::Listen)
            sum += connection.tcb.receivedOctets;
    return sum;
}

constexpr std::string_view comes = "goes to the receive buffer, and the next";
constexpr std::string_view goes = "The program takes the data from the receive buffer";

/// Else the test below would look for what nobody says.
TEST(Explain, SaysWhereTextGoesAndWhereProgramsTakeItFrom)
{
    const tcplab::Run run = runOf("sack");
    std::string all;
    for (std::uint64_t step = 1; step <= run.trace().stepCount(); ++step)
        all += explain(run.trace(), step, Language::English).body + "\n";
    EXPECT_THAT(all, HasSubstr(std::string(comes)));
    EXPECT_THAT(all, HasSubstr(std::string(goes)));
}

TEST_P(Library, TextIsSaidToGoWhereRecvQShowsIt)
{
    const tcplab::Run run = runOf(GetParam());
    const Trace& trace = run.trace();
    const std::uint64_t steps = std::min<std::uint64_t>(trace.stepCount(), 120);
    World before = run.worldAt(0);
    for (std::uint64_t step = 1; step <= steps; ++step) {
        World after = run.worldAt(step);
        const Side side = trace.record(trace.firstRecordOf(step)).what.host;
        const std::string body = explain(trace, step, Language::English).body;
        const std::uint64_t was = waitingOctets(before, side);
        const std::uint64_t is = waitingOctets(after, side);
        if (body.find(comes) != std::string::npos) {
            EXPECT_GT(is, was) << step << ": " << body;
        }
        if (body.find(goes) != std::string::npos) {
            EXPECT_LT(is, was) << step << ": " << body;
        }
        before = std::move(after);
    }
}

TEST(Explain, WhatAWaitingRecvTakesIsNotSaidToStay)
{
    const tcplab::Run run = runOf("last-ack-lost");
    EXPECT_THAT(explain(run.trace(), 12, Language::English).body,
                HasSubstr("the recv that is waiting takes from there at once"));
    EXPECT_THAT(explain(run.trace(), 12, Language::Chinese).body, HasSubstr("正在等待的 recv"));
    EXPECT_THAT(explain(run.trace(), 13, Language::English).body, HasSubstr("as it came"));
}

TEST(RecordText, AFullQueueIsNamed)
{
    const tcplab::Run run = runOf("listen-queues");
    std::vector<std::string> english;
    std::vector<std::string> chinese;
    for (std::uint32_t n = 1; n <= run.trace().recordCount(); ++n)
        if (run.trace().record(n).what.kind == EffectKind::Ignore) {
            english.push_back(recordText(run.trace(), n, Language::English));
            chinese.push_back(recordText(run.trace(), n, Language::Chinese));
        }
    ASSERT_EQ(english.size(), 2U);
    EXPECT_THAT(english[0], HasSubstr("SYN queue full"));
    EXPECT_THAT(english[1], HasSubstr("accept queue full"));
    EXPECT_THAT(chinese[0], HasSubstr("半连接队列已满"));
    EXPECT_THAT(chinese[1], HasSubstr("全连接队列已满"));
}

TEST(Explain, TheRetransmittedFinNamesTheLostAckAndTimeWait)
{
    const tcplab::Run run = runOf("last-ack-lost");
    const Trace& trace = run.trace();
    const std::uint64_t step = stepWith(trace, Clause::RetransmissionTimeout);
    const Explanation en = explain(trace, step, Language::English);
    EXPECT_EQ(en.headline, "Server: the retransmission timer expired, so it sends the FIN again");
    EXPECT_THAT(en.body, HasSubstr("ACK (seq=1102 ack=5302) was lost"));
    EXPECT_THAT(en.body, HasSubstr("still in LAST-ACK"));
    EXPECT_THAT(en.body, HasSubstr("Because the client waits in TIME-WAIT"));
    EXPECT_EQ(en.citation, "RFC 9293 §3.10.8 · RFC 6298 §5.4–5.6");
    const Explanation zh = explain(trace, step, Language::Chinese);
    EXPECT_EQ(zh.headline, "服务器：重传计时器到期，因此重发 FIN");
    EXPECT_THAT(zh.body, HasSubstr("seq=1102 ack=5302"));
    EXPECT_EQ(zh.citation, en.citation);
}

/// The text of every step.
std::string allBodies(const Scenario& scenario)
{
    tcplab::Run run(std::make_shared<const Scenario>(scenario));
    run.extendToEnd(20'000);
    std::string text;
    for (std::uint64_t step = 1; step <= run.trace().stepCount(); ++step)
        text += explain(run.trace(), step, Language::English).body + "\n";
    return text;
}

TEST(Explain, TwoMslAreThoseOfTheSlowerDirection)
{
    Scenario scenario = runOf("fin-lost").scenario();
    scenario.links[0].msl = seconds(10);
    scenario.links[1].msl = seconds(30);
    const std::string twice = allBodies(scenario);
    EXPECT_THAT(twice, HasSubstr("2·MSL (1 min)"));
    scenario.hosts[0].profile.timeWait = seconds(20); // what the client's own direction alone would ask for
    const std::string shorter = allBodies(scenario);
    EXPECT_THAT(shorter, Not(HasSubstr("2·MSL (20 s)")));
    EXPECT_NE(shorter, twice);
}

/// Real systems have a TIME-WAIT of their own, and pictures and tables call it so.
TEST(Explain, ATimeWaitThatIsNot2MslIsNotCalledSo)
{
    Scenario scenario = runOf("fin-lost").scenario();
    for (LinkSettings& link : scenario.links)
        link.msl = minutes(2);
    EXPECT_EQ(timerText(scenario, Side::Client, Timer::TimeWait, Language::English), "2·MSL");
    EXPECT_THAT(allBodies(scenario), Not(HasSubstr("Linux stays")));
    for (HostSettings& host : scenario.hosts)
        host.profile = profileNamed(ProfileName::Linux);
    EXPECT_EQ(timerText(scenario, Side::Client, Timer::TimeWait, Language::English), "TIME-WAIT");
    EXPECT_THAT(allBodies(scenario), HasSubstr("Linux stays for 60 seconds whatever the MSL"));
    for (HostSettings& host : scenario.hosts)
        host.profile.timeWait = seconds(20);
    EXPECT_THAT(allBodies(scenario), Not(HasSubstr("Linux stays"))) << "the scenario says so";
    for (HostSettings& host : scenario.hosts)
        host.profile = profileNamed(ProfileName::FreeBsd);
    EXPECT_THAT(allBodies(scenario), HasSubstr("FreeBSD does not know the MSL"));
}

TEST(Explain, WhatGetsLostAndCallsThatFailHaveTheirSection)
{
    const auto citations = [](const char* scenario, const std::string& headline) {
        const tcplab::Run run = runOf(scenario);
        std::vector<std::string> found;
        for (std::uint64_t step = 1; step <= run.trace().stepCount(); ++step)
            if (const Explanation told = explain(run.trace(), step, Language::English);
                told.headline.find(headline) != std::string::npos)
                found.push_back(told.citation);
        return found;
    };
    using ::testing::AllOf;
    using ::testing::Each;
    using ::testing::IsEmpty;
    const auto each = [](auto matcher) { return AllOf(Not(IsEmpty()), Each(matcher)); };
    EXPECT_THAT(citations("syn-lost", "lost"), each(HasSubstr("RFC 9293 §3.8 · §3.8.1")));
    EXPECT_THAT(citations("last-ack-lost", "lost"), each(HasSubstr("RFC 9293 §3.8 · §3.4")));
    EXPECT_THAT(citations("connection-refused", "ECONNREFUSED"),
                each(AllOf(HasSubstr("RFC 9293 §3.10.7.3, second"), HasSubstr("POSIX connect()"))));
    EXPECT_THAT(citations("write-to-closed-peer", "EPIPE"),
                each(AllOf(HasSubstr("§3.10.2"), HasSubstr("POSIX send()"))));
    EXPECT_THAT(citations("half-open-crash", "EPIPE"), each(HasSubstr("§3.10.2")));
    EXPECT_THAT(citations("half-open-crash", "ECONNRESET"),
                each(AllOf(HasSubstr("RFC 9293 §3.10.7.4, second"), HasSubstr("POSIX recv()"))));
    EXPECT_THAT(citations("half-open-crash", "crash"), each(HasSubstr("RFC 9293 §3.5.1")));
}

TEST(Explain, TheRetransmittedSynNamesTheLostOne)
{
    const tcplab::Run run = runOf("syn-lost");
    const Explanation explanation =
        explain(run.trace(), stepWith(run.trace(), Clause::RetransmissionTimeout), Language::English);
    EXPECT_THAT(explanation.body, HasSubstr("The SYN of the client (seq=1000) was lost"));
    EXPECT_THAT(explanation.body, HasSubstr("for 1 s"));
}

TEST(Explain, TheHandshakeUsesTheNumbersOfTheSegments)
{
    const tcplab::Run run = runOf("three-way-handshake");
    const Explanation explanation =
        explain(run.trace(), stepWith(run.trace(), Clause::ListenAnswersSyn), Language::English);
    EXPECT_EQ(explanation.headline, "Server: the SYN arrives and is answered with SYN, ACK");
    EXPECT_THAT(explanation.body, HasSubstr("initial sequence number 5000"));
    EXPECT_THAT(explanation.body, HasSubstr("ack=1001"));
    EXPECT_EQ(explanation.citation, "RFC 9293 §3.10.7.2, third");
}

TEST(Explain, TheBeginningIsTheScenarios)
{
    const tcplab::Run run = runOf("last-ack-lost");
    const Explanation explanation = explain(run.trace(), 0, Language::Chinese);
    EXPECT_EQ(explanation.headline, run.scenario().title.zh);
    EXPECT_EQ(explanation.body, run.scenario().summary.zh);
}

class ByHand : public ::testing::Test {
protected:
    ByHand() { run.intervene(3, Instant{} + milliseconds(20), DropSegment{1}); }
    Explanation of(const Intervention& what)
    {
        run.intervene(3, Instant{} + milliseconds(20), what);
        return explain(run.trace(), 4, Language::English);
    }
    tcplab::Run run = runOf("three-way-handshake");
};

TEST_F(ByHand, EveryInterventionIsTold)
{
    EXPECT_EQ(of(DropSegment{1}).headline, "You drop SYN from the client");
    EXPECT_EQ(of(DelaySegment{1, milliseconds(30)}).headline, "You delay SYN from the client by 30 ms");
    EXPECT_EQ(of(DuplicateSegment{1}).headline, "You duplicate SYN from the client");
    EXPECT_EQ(of(CorruptSegment{1}).headline, "You damage SYN from the client");
    EXPECT_EQ(of(MakeCall{Side::Client, *readStatement("abort")}).headline,
              "You make the client call: abort");
    EXPECT_EQ(of(CrashHost{Side::Server}).headline, "You let the server crash");
    EXPECT_EQ(of(BootHost{Side::Server}).headline, "This step of yours did not apply");
    EXPECT_EQ(of(DropSegment{99}).headline, "This step of yours did not apply");
}

TEST_F(ByHand, WhatGotLostByHandSaysSo)
{
    of(CorruptSegment{1});
    run.extend(1);
    EXPECT_EQ(explain(run.trace(), 5, Language::English).headline,
              "SYN from the client arrives damaged and is discarded");
    of(DropSegment{1});
    EXPECT_THAT(recordText(run.trace(), run.trace().recordCount(), Language::English), HasSubstr("by hand"));
}

TEST(SegmentText, NamesFlagsAndNumbers)
{
    const tcplab::Run run = runOf("three-way-handshake");
    const Trace& trace = run.trace();
    EXPECT_EQ(segmentText(trace, trace.segment(1), false), "SYN seq=1000 len=0");
    EXPECT_EQ(segmentText(trace, trace.segment(2), false), "SYN, ACK seq=5000 ack=1001 len=0");
    EXPECT_EQ(segmentText(trace, trace.segment(2), true), "SYN, ACK seq=0 ack=1 len=0");
    EXPECT_EQ(segmentFlagsLabel(trace.segment(2)), "SYN, ACK");
    EXPECT_EQ(segmentNumbersLabel(trace, trace.segment(1), false), "seq=1000");
    const auto withText =
        std::find_if(trace.segments.begin(), trace.segments.end(),
                     [](const SegmentHistory& s) { return s.packet.segment.text.length == 100; });
    ASSERT_NE(withText, trace.segments.end());
    EXPECT_EQ(segmentFlagsLabel(*withText), "PSH, ACK 100 B");
}

} // namespace
} // namespace tcplab
