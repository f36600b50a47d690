// Sentences that must agree with the run, with what real kernels do, and with the letter of the standard.
#include "core/run/run.h"
#include "tests/scenarios/library.h"
#include "tests/scenarios/played.h"
#include "tests/wording/text_rules.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// What is told of the steps whose English headline holds this.
std::vector<Explanation> toldOf(const Played& run, const std::string& headline, Language language)
{
    std::vector<Explanation> found;
    for (std::uint64_t step = 1; step <= run.trace().stepCount(); ++step)
        if (explain(run.trace(), step, Language::English).headline.find(headline) != std::string::npos) {
            found.push_back(explain(run.trace(), step, language));
            EXPECT_THAT(faultsOf(found.back(), language), IsEmpty()) << found.back().body;
        }
    return found;
}

std::vector<std::string> bodiesOf(const Played& run, const std::string& headline,
                                  Language language = Language::English)
{
    std::vector<std::string> bodies;
    for (const Explanation& told : toldOf(run, headline, language))
        bodies.push_back(told.body);
    return bodies;
}

std::vector<std::string> headlinesOf(const Played& run, const std::string& headline)
{
    std::vector<std::string> headlines;
    for (const Explanation& told : toldOf(run, headline, Language::English))
        headlines.push_back(told.headline);
    return headlines;
}

Played played(const std::string& client, const std::string& server, const std::string& more = "")
{
    const auto scenario = readScenario("[network]\ndelay = \"50 ms\"\nmsl = \"30 s\"\n"
                                       "[client]\nisn = 1000\n" +
                                           client + "\n[server]\nisn = 5000\n" + server + "\n" + more,
                                       "truth.toml");
    EXPECT_TRUE(scenario.has_value());
    return Played(*scenario);
}

const std::string& notesOf(const Scenario& scenario, Language language)
{
    return pick(scenario.notes, language);
}

TEST(ScenarioText, AResetInLastAckIsNotSaidToReachTheProgram)
{
    const Scenario scenario = libraryScenario("last-ack-lost");
    EXPECT_THAT(notesOf(scenario, Language::English), Not(HasSubstr("told of an error")));
    EXPECT_THAT(notesOf(scenario, Language::English), HasSubstr("a reset gives no signal"));
    EXPECT_THAT(notesOf(scenario, Language::Chinese), Not(HasSubstr("收到一个错误")));
    EXPECT_THAT(notesOf(scenario, Language::Chinese), HasSubstr("不产生任何通知"));
}

TEST(ScenarioText, AFullSynQueueOfLinuxNamesSynCookiesAndWhereItShows)
{
    const Scenario scenario = libraryScenario("listen-queues");
    for (const Language language : {Language::English, Language::Chinese}) {
        EXPECT_THAT(pick(scenario.summary, language), HasSubstr("SYN cookie"));
        EXPECT_THAT(notesOf(scenario, language), AllOf(HasSubstr("net.ipv4.tcp_syncookies = 0"),
                                                       HasSubstr("ss -tln"), HasSubstr("ListenOverflows")));
    }
}

TEST(ScenarioText, SaysOfWhichHostAndWhichCallItSpeaks)
{
    EXPECT_EQ(Played("write-to-closed-peer", {{"client.profile", "rfc9293"}}).results(Side::Client).at(3),
              "send ECONNRESET");
    const Scenario written = libraryScenario("write-to-closed-peer");
    EXPECT_THAT(notesOf(written, Language::English), HasSubstr("\"rfc9293\" for the client"));
    EXPECT_THAT(notesOf(written, Language::Chinese), HasSubstr("把客户端设为 profile = \"rfc9293\""));
    const Scenario bound = libraryScenario("port-unavailable");
    for (const Language language : {Language::English, Language::Chinese})
        EXPECT_THAT(pick(bound.summary, language), HasSubstr("bind() "));
    const Scenario greeting = libraryScenario("third-ack-lost-server-sends");
    for (const Language language : {Language::English, Language::Chinese})
        EXPECT_THAT(notesOf(greeting, language), AllOf(HasSubstr("SMTP"), Not(HasSubstr("SSH"))));
}

TEST(Explain, AListenThatFindsThePortTakenSaysThatItIsBindElsewhere)
{
    const Played run("port-unavailable");
    EXPECT_THAT(bodiesOf(run, "listen fails with EADDRINUSE"),
                AllOf(SizeIs(2), Each(HasSubstr("it is bind that fails so"))));
    EXPECT_THAT(bodiesOf(run, "listen fails with EADDRINUSE", Language::Chinese),
                Each(HasSubstr("这样失败的是 bind")));
}

/// RFC 6675 §2: an ACK with new SACK blocks is a duplicate ACK whatever its window.
TEST(Explain, TheFirstReportOfALossIsTheFirstDuplicateAckThoughItsWindowDiffers)
{
    const Played run("slow-start");
    const std::vector<std::string> headlines = headlinesOf(run, "for ack=12001");
    ASSERT_GE(headlines.size(), 3u);
    EXPECT_THAT(headlines[0], HasSubstr("the 1st for ack=12001"));
    EXPECT_THAT(headlines[1], HasSubstr("the 2nd for ack=12001"));
    EXPECT_THAT(headlines[2], HasSubstr("the 4th for ack=12001")); // the third is the fast retransmit
    const Explanation first = toldOf(run, "the 1st for ack=12001", Language::English).at(0);
    EXPECT_THAT(first.body, AllOf(HasSubstr("13001–14000 have arrived"),
                                  HasSubstr("an ACK that reports new blocks counts all the same")));
    EXPECT_THAT(first.citation, HasSubstr("RFC 6675 §2"));
    EXPECT_THAT(bodiesOf(run, "the 1st for ack=12001", Language::Chinese),
                ElementsAre(HasSubstr("照样计入重复确认")));
}

/// What the congestion window does with a probe that is repeated is the core's affair; there was no silence.
TEST(Explain, ARestartOfTheWindowSpeaksOfNoNewDataNotOfSilence)
{
    const Played run("zero-window");
    EXPECT_THAT(bodiesOf(run, "1 octet acknowledged"),
                ElementsAre(AllOf(HasSubstr("the client has sent nothing new"), Not(HasSubstr("silence")))));
    EXPECT_THAT(bodiesOf(run, "1 octet acknowledged", Language::Chinese),
                ElementsAre(AllOf(HasSubstr("没有发送新数据"), Not(HasSubstr("沉默")))));
}

TEST(Explain, AResetEmptiesTheReceiveQueueOnlyByTheLetter)
{
    const std::string abort = "program = \"\"\"\nconnect server:80\nsend 100\nsleep 300 ms\n"
                              "setsockopt SO_LINGER 0\nclose\n\"\"\"";
    const std::string late = "program = \"\"\"\nlisten 80\naccept\nsleep 1 s\nrecv 100 ?\nrecv 100 ?\n\"\"\"";
    const std::string linux = "profile = \"linux\"\n";
    const std::string headline = "Server: a RST arrives: the connection is reset";
    const Played kept = played(linux + abort, linux + late);
    EXPECT_THAT(kept.results(Side::Server), Contains("recv 100"));
    EXPECT_THAT(bodiesOf(kept, headline), ElementsAre(AllOf(HasSubstr("the program can still read it"),
                                                            Not(HasSubstr("what was queued")))));
    EXPECT_THAT(bodiesOf(kept, headline, Language::Chinese), ElementsAre(HasSubstr("程序仍可读取")));
    const Played flushed = played(abort, late);
    EXPECT_THAT(flushed.results(Side::Server), Not(Contains("recv 100")));
    EXPECT_THAT(bodiesOf(flushed, headline), ElementsAre(HasSubstr("What was queued is thrown away")));
    EXPECT_THAT(bodiesOf(flushed, headline, Language::Chinese), ElementsAre(HasSubstr("全部丢弃")));
}

/// SHLD-19 counts full-sized segments.
TEST(Explain, ASecondSmallSegmentIsSaidToBeAckedByThisHostsOwnCount)
{
    const Played small("nagle-delayed-ack");
    const auto acked = [](const Played& run, Language language, const char* words) {
        std::vector<std::string> bodies = bodiesOf(run, "received in order", language);
        std::erase_if(bodies, [&](const std::string& body) { return body.find(words) == std::string::npos; });
        return bodies;
    };
    EXPECT_THAT(acked(small, Language::English, "It is the second segment"),
                AllOf(SizeIs(1), Each(HasSubstr("counts segments of any size"))));
    EXPECT_THAT(acked(small, Language::Chinese, "第二个报文段，"),
                AllOf(SizeIs(1), Each(HasSubstr("不论大小都计数"))));
    EXPECT_THAT(acked(Played("sack"), Language::English, "It is the second segment"),
                AllOf(Not(IsEmpty()), Contains(Not(HasSubstr("counts segments of any size")))));
    const Scenario scenario = libraryScenario("nagle-delayed-ack");
    EXPECT_THAT(notesOf(scenario, Language::English), HasSubstr("every second full-sized segment"));
    EXPECT_THAT(notesOf(scenario, Language::Chinese), HasSubstr("满长报文段"));
}

TEST(Explain, ATimeOutTellsOfTheEmissionThatStartedItsTimer)
{
    const Played run("syn-ack-lost", {{"server.profile", "linux"}});
    const std::string headline = "so it sends the SYN, ACK again";
    EXPECT_THAT(bodiesOf(run, "timer expired, " + headline),
                ElementsAre(AllOf(HasSubstr("was lost"), HasSubstr("has come for 1 s"),
                                  Not(HasSubstr("Nothing was lost")), Not(HasSubstr("0 s without")))));
    EXPECT_THAT(bodiesOf(run, "timer expired, " + headline, Language::Chinese),
                ElementsAre(AllOf(HasSubstr("丢失了"), HasSubstr("1 s"), Not(HasSubstr("什么也没有丢失")))));
    const std::vector<Explanation> repeated =
        toldOf(run, "the SYN arrives again, so the SYN, ACK is sent again", Language::English);
    ASSERT_THAT(repeated, SizeIs(1));
    EXPECT_THAT(repeated[0].body, HasSubstr("By the letter a bare ACK would answer the SYN"));
    EXPECT_EQ(repeated[0].citation, "RFC 9293 §3.10.7.4, first");
}

/// Who ended the connection, and how, is told by the rule that did.
TEST(Explain, AnEpipeNamesWhatEndedTheConnection)
{
    const Played dead =
        played("program = \"\"\"\nconnect server:80\nsend 10\nat 2 s\ncrash\n\"\"\"",
               "keep_alive = true\nkeep_alive_idle = \"10 s\"\nkeep_alive_interval = \"2 s\"\n"
               "keep_alive_probes = 3\nprogram = \"\"\"\nlisten 80\naccept\nrecv 10\n"
               "recv 100 ?\nsend 10 ?\n\"\"\"");
    EXPECT_THAT(bodiesOf(dead, "send fails with EPIPE"),
                ElementsAre(AllOf(HasSubstr("The server itself has given the connection up"),
                                  Not(HasSubstr("has reset")))));
    EXPECT_THAT(bodiesOf(dead, "send fails with EPIPE", Language::Chinese),
                ElementsAre(AllOf(HasSubstr("放弃了连接"), Not(HasSubstr("已复位")))));
    const Played closed =
        played("program = \"\"\"\nconnect server:80\nshutdown write\nrecv eof\nsleep 70 s\nsend 10 ?\n\"\"\"",
               "program = \"\"\"\nlisten 80\naccept\nrecv eof\nclose\n\"\"\"");
    EXPECT_THAT(bodiesOf(closed, "send fails with EPIPE"),
                ElementsAre(HasSubstr("This end has closed its own direction")));
    EXPECT_THAT(bodiesOf(closed, "send fails with EPIPE", Language::Chinese),
                ElementsAre(HasSubstr("本端已关闭自己的方向")));
    EXPECT_THAT(bodiesOf(Played("write-to-closed-peer"), "send fails with EPIPE"),
                ElementsAre(HasSubstr("The server has reset the connection before")));
}

TEST(Explain, AnAckThatAFullAcceptQueueSwallowedIsNotSaidToBeMissing)
{
    const Played run("listen-queues", {{"server.profile", "rfc9293"}});
    const std::string again = "so it sends the SYN, ACK again";
    EXPECT_THAT(bodiesOf(run, again),
                AllOf(Not(IsEmpty()),
                      Each(AllOf(HasSubstr("has acknowledged it, but the server took nothing"),
                                 HasSubstr("accept queue full"), Not(HasSubstr("did not acknowledge"))))));
    EXPECT_THAT(bodiesOf(run, again, Language::Chinese),
                AllOf(Not(IsEmpty()), Each(AllOf(HasSubstr("也作了确认"), HasSubstr("全连接队列已满")))));
    EXPECT_THAT(bodiesOf(run, "the accept queue is full, so the ACK is dropped"),
                AllOf(Not(IsEmpty()),
                      Each(AllOf(HasSubstr("send the SYN, ACK again"), Not(HasSubstr("will try again"))))));
    EXPECT_THAT(bodiesOf(Played("listen-queues"), "the accept queue is full, so the SYN is dropped"),
                ElementsAre(HasSubstr("its timer will send the SYN again")));
}

TEST(Explain, ALateSynOnAnOpenConnectionIsNotPromisedASynInReturn)
{
    const std::string client = "program = \"\"\"\nconnect server:80\nsend 100\nsleep 10 s\n\"\"\"";
    const std::string server = "program = \"\"\"\nlisten 80\naccept\nrecv 100\nsleep 10 s\n\"\"\"";
    const Played run = played(
        client, server, "[[fault]]\ndelay = { from = \"client\", flags = \"SYN\", nth = 1, by = \"5 s\" }");
    EXPECT_THAT(bodiesOf(run, "a SYN with an old number arrives"),
                ElementsAre(AllOf(HasSubstr("stays in ESTABLISHED"), Not(HasSubstr("comes again only")))));
    EXPECT_THAT(bodiesOf(run, "a SYN with an old number arrives", Language::Chinese),
                ElementsAre(AllOf(HasSubstr("停留在 ESTABLISHED"), Not(HasSubstr("才会重发")))));
    EXPECT_THAT(bodiesOf(Played("syn-ack-lost"), "the SYN arrives again and is answered with an ACK"),
                ElementsAre(HasSubstr("comes again only when its own retransmission timer expires")));
}

} // namespace
} // namespace tcplab
