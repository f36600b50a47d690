#include "app/cli/summary.h"
#include "app/library/library.h"
#include "core/run/run.h"
#include "core/trace/trace_file.h"
#include "tests/cli/json.h"
#include "tests/cli/run_cli.h"

#include <algorithm>
#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Le;
using testing::ResultOf;
using testing::SizeIs;
using testing::StartsWith;

Run playedToItsEnd(const std::string& name)
{
    tcplab::Run run(std::make_shared<const Scenario>(*readScenario(findInLibrary(name)->text, name)));
    run.extendToEnd();
    return run;
}

TEST(EachScenario, GivesTheSameBytesTwiceInEveryFormatAndLanguage)
{
    forEachScenario([](const std::string& name) {
        for (const char* format : {"ladder", "table", "steps", "jsonl", "summary", "pcapng"})
            for (const char* language : {"en", "zh"}) {
                const std::vector<std::string> words{"run", name, "-f", format, "--lang", language};
                const Outcome first = call(words);
                const Outcome second = call(words);
                EXPECT_EQ(first.code, 0);
                EXPECT_EQ(first.error, "");
                EXPECT_NE(first.out, "");
                EXPECT_EQ(first.out, second.out);
            }
    });
}

TEST(EachScenario, AsJsonLinesIsItsTrace)
{
    forEachScenario([](const std::string& name) {
        const tcplab::Run run = playedToItsEnd(name);
        std::string expected = headerLine(run.trace()) + "\n";
        for (std::uint32_t n = 1; n <= run.trace().recordCount(); ++n)
            expected += recordLine(run.trace(), n) + "\n";
        const Outcome lines = call({"run", name, "--format", "jsonl", "--lang", "zh"});
        EXPECT_EQ(lines.out, expected);
        for (const std::string& line : linesOf(lines.out))
            EXPECT_TRUE(readJson(line)) << line;
        const Outcome ascii = call({"run", name, "--format", "jsonl", "--ascii"});
        for (const std::string& line : linesOf(ascii.out))
            EXPECT_TRUE(readJson(line)) << line;
    });
}

TEST(EachScenario, AsTableHasARecordALineAndColumnsThatStandBelowEachOther)
{
    forEachScenario([](const std::string& name) {
        const tcplab::Run run = playedToItsEnd(name);
        const std::vector<std::string> lines = linesOf(call({"run", name, "-f", "table", "--ascii"}).out);
        ASSERT_THAT(lines, SizeIs(run.trace().recordCount() + 1));
        const std::size_t event = lines[0].find("event");
        ASSERT_NE(event, std::string::npos);
        for (std::uint32_t n = 1; n <= run.trace().recordCount(); ++n) {
            EXPECT_THAT(lines[n].substr(event), StartsWith(nameOf(run.trace().record(n).what.kind)));
            EXPECT_EQ(lines[n].substr(event - 2, 2), "  ");
            EXPECT_NE(lines[n].back(), ' ');
        }
    });
}

TEST(EachScenario, AsStepsTellsWhatHappenedInEachInBothLanguages)
{
    forEachScenario([](const std::string& name) {
        const tcplab::Run run = playedToItsEnd(name);
        for (const Language language : {Language::English, Language::Chinese}) {
            const Outcome steps = call({"run", name, "-f", "steps"}, {}, {.language = language});
            EXPECT_THAT(linesOf(steps.out), Each(ResultOf(terminalColumns, Le(80))));
            const auto squeezed = [](std::string text) { // wrapping puts blanks and line feeds where it likes
                std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
                return text;
            };
            const std::string all = squeezed(steps.out);
            for (std::uint64_t step = 0; step <= run.trace().stepCount(); ++step) {
                const Explanation why = explain(run.trace(), step, language);
                EXPECT_THAT(all, HasSubstr(squeezed(why.headline)));
                EXPECT_THAT(all, HasSubstr(squeezed(why.body)));
                EXPECT_THAT(all, HasSubstr(squeezed(why.citation)));
            }
        }
    });
}

/// A drop that a discipline chose is told from one for want of room, in every format.
TEST(EachFormat, NamesTheDisciplineThatDropped)
{
    const auto run = [](const std::string& format, const std::string& discipline) {
        return call({"run", "three-way-handshake", "-f", format, "--set",
                     "client.program=connect server:80\nsend 300000\nclose", "--set",
                     "server.program=listen 80\naccept\nrecv eof\nclose", "--set",
                     "network.queue_discipline=" + discipline, "--set", "network.bandwidth=1 Mbit/s"})
            .out;
    };
    for (const std::string discipline : {"red", "codel"}) {
        const std::optional<Json> summary = readJson(run("summary", discipline));
        ASSERT_TRUE(summary);
        EXPECT_GT((*summary)["drops"]["client"][discipline].number(), 0);
        EXPECT_THAT(run("jsonl", discipline),
                    HasSubstr(R"("why":"queue","discipline":")" + discipline + "\""));
        EXPECT_THAT(run("table", discipline), HasSubstr(": queue, " + discipline));
    }
    EXPECT_THAT(run("ladder", "red"), HasSubstr("dropped early, by RED"));
    EXPECT_THAT(run("ladder", "codel"), HasSubstr("dropped by CoDel"));
    EXPECT_THAT(run("steps", "red"), HasSubstr("dropped early by RED"));
    EXPECT_THAT(run("steps", "codel"), HasSubstr("is dropped by CoDel"));
}

/// The summary, which keeps no trace, against a count over the trace.
TEST(EachScenario, IsSummedUpAsItsTraceCounts)
{
    forEachScenario([](const std::string& name) {
        const tcplab::Run run = playedToItsEnd(name);
        const Trace& trace = run.trace();
        const Outcome outcome = call({"run", name, "-f", "summary"});
        const std::optional<Json> summary = readJson(outcome.out);
        ASSERT_TRUE(summary) << outcome.out;
        EXPECT_EQ((*summary)["format"].text, "tcplab-summary");
        EXPECT_EQ((*summary)["scenario"].text, name);
        EXPECT_EQ((*summary)["simulated_ns"].number(), trace.records.back().t.ns);
        EXPECT_EQ((*summary)["steps"].number(), static_cast<long long>(trace.stepCount()));
        EXPECT_EQ((*summary)["end"].text, nameOf(trace.endReason));

        std::map<std::string, long long> counts;
        for (const Record& record : trace.records) {
            const std::string host = nameOf(record.what.host);
            switch (record.what.kind) {
            case EffectKind::Send: {
                const Packet& packet = trace.segment(record.what.segment).packet;
                ++counts["segments " + host + " sent"];
                counts["retransmissions " + host] += packet.retransmission != 0 ? 1 : 0;
                counts[(packet.retransmission != 0 ? "octets_retransmitted " : "octets_sent ") + host] +=
                    packet.segment.text.length;
                break;
            }
            case EffectKind::Deliver:
                ++counts["segments " + host + " received"];
                counts["marked " + std::string(nameOf(peerOf(record.what.host)))] +=
                    record.what.marked ? 1 : 0;
                break;
            case EffectKind::Drop: ++counts["drops " + host]; break;
            case EffectKind::Ignore: ++counts["ignored " + host]; break;
            case EffectKind::Call: ++counts["calls"]; break;
            case EffectKind::Return: ++counts["returns"]; break;
            case EffectKind::Timer:
                counts["timeouts " + host] += record.what.action == TimerAction::Expire ? 1 : 0;
                break;
            default: break;
            }
        }
        const auto sum = [](const Json& object) {
            long long total = 0;
            for (const Json& item : object.items)
                total += item.number();
            return total;
        };
        for (const std::string host : {"client", "server"}) {
            EXPECT_EQ((*summary)["segments"][host]["sent"].number(), counts["segments " + host + " sent"]);
            EXPECT_EQ((*summary)["segments"][host]["received"].number(),
                      counts["segments " + host + " received"]);
            EXPECT_EQ(sum((*summary)["segments"][host]["kinds"]), counts["segments " + host + " sent"]);
            EXPECT_EQ((*summary)["retransmissions"][host].number(), counts["retransmissions " + host]);
            EXPECT_EQ((*summary)["octets_sent"][host].number(), counts["octets_sent " + host]);
            EXPECT_EQ((*summary)["octets_retransmitted"][host].number(),
                      counts["octets_retransmitted " + host]);
            EXPECT_EQ(sum((*summary)["drops"][host]), counts["drops " + host]);
            EXPECT_EQ((*summary)["marked"][host].number(), counts["marked " + host]);
            EXPECT_EQ(sum((*summary)["ignored"][host]), counts["ignored " + host]);
            EXPECT_EQ(sum((*summary)["timeouts"][host]), counts["timeouts " + host]);
        }
        long long returned = 0;
        for (const Json& one : (*summary)["calls"].items)
            returned += one["outcome"].text == "waiting" ? 0 : one["count"].number();
        EXPECT_EQ(returned, counts["returns"]);
        std::size_t connections = 0;
        for (const auto& ofHost : trace.connections)
            connections += static_cast<std::size_t>(std::ranges::count_if(
                ofHost, [](const ConnectionHistory& c) { return c.name.remotePort != 0; }));
        EXPECT_THAT((*summary)["connections"].items, SizeIs(connections));
    });
}

std::vector<std::string> outcomesOf(const std::string& name)
{
    std::vector<std::string> outcomes;
    const std::optional<Json> summary = readJson(call({"run", name, "-f", "summary"}).out);
    EXPECT_TRUE(summary);
    if (summary)
        for (const Json& connection : (*summary)["connections"].items)
            outcomes.push_back(connection["host"].text + " " + connection["outcome"].text);
    return outcomes;
}

TEST(Summary, TellsHowEachConnectionEnded)
{
    using testing::ElementsAre;
    EXPECT_THAT(outcomesOf("last-ack-lost"), ElementsAre("client closed", "server closed"));
    EXPECT_THAT(outcomesOf("connection-refused"), ElementsAre("client refused"));
    EXPECT_THAT(outcomesOf("syn-lost-forever"), ElementsAre("client timed-out"));
    EXPECT_THAT(outcomesOf("fin-wait-2-forever"), ElementsAre("client open", "server open"));
    EXPECT_THAT(outcomesOf("abort-linger"), ElementsAre("client aborted", "server reset"));
    EXPECT_THAT(outcomesOf("half-open-crash"), ElementsAre("client reset", "server crashed"));
    EXPECT_THAT(outcomesOf("reset-unread-data"), ElementsAre("client reset", "server aborted"));
    EXPECT_THAT(outcomesOf("time-wait-30s"), ElementsAre("client closed", "server closed"));
}

TEST(Summary, TellsTheErrorOfACallAndWhichStillWait)
{
    const std::string refused = call({"run", "connection-refused", "-f", "summary"}).out;
    EXPECT_THAT(refused, HasSubstr(R"("call":"connect","args":"server:80","error":"ECONNREFUSED")"));
    const std::string file = "[client]\nprogram = '''\nconnect server:80\nrecv 7\n'''\n"
                             "[server]\nprogram = '''\nlisten 80\naccept\n'''\n";
    EXPECT_THAT(call({"run", "-", "-f", "summary"}, file).out,
                HasSubstr(R"("call":"recv","args":"7","outcome":"waiting","count":1)"));
}

TEST(Summary, CountsWhatDidNotApply)
{
    const std::string file = "[client]\nprogram = '''\nlisten 80\nsleep 1 s\nclose\n'''\n"
                             "[[user]]\nstep = 2\nat = '0 s'\ndrop = 9\n" // never sent
                             "[[user]]\nstep = 3\nat = '0 s'\ncrash = 'server'\n"
                             "[[user]]\nstep = 900\nat = '9 s'\ncrash = 'client'\n"; // the run is shorter
    const std::string summary = call({"run", "-", "-f", "summary"}, file).out;
    EXPECT_THAT(summary, HasSubstr("\"interventions\":1,"));
    EXPECT_THAT(summary, HasSubstr("\"interventions_not_applied\":2}"));
}

TEST(EveryFormat, OfARunSaysWhichInterventionsWereNotReached)
{
    const std::string program = "[client]\nprogram = '''\nlisten 80\nsleep 1 s\nclose\n'''\n";
    for (const char* format : {"ladder", "table", "steps", "jsonl"}) {
        const Outcome reached = call({"run", "-", "-f", format}, program);
        const Outcome outcome = call({"run", "-", "-f", format},
                                     program + "[[user]]\nstep = 900\nat = '9 s'\ncrash = 'client'\n");
        EXPECT_EQ(outcome.code, 0);
        EXPECT_EQ(reached.error, "");
        EXPECT_THAT(outcome.error, HasSubstr("1 in number, were not made")) << format;
    }
}

TEST(Summary, ListsRepeatedCallsOnceWithTheirCount)
{
    const std::string file =
        "[client]\nprogram = '''\nconnect server:80\nrepeat 50000\nsend 10\nend\nclose\n'''\n"
        "[server]\nprogram = '''\nlisten 80\naccept\nrecv eof\nclose\n'''\n";
    const Outcome outcome = call({"run", "-", "-f", "summary"}, file);
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, HasSubstr(R"("call":"send","args":"10","result":500000,"count":50000)"));
    EXPECT_THAT(outcome.out, HasSubstr(R"("octets_read":{"client":0,"server":500000})"));
    EXPECT_LT(outcome.out.size(), 10'000u);
}

TEST(Summary, PairsCallsWithTheirReturnsAfterMoreThan65536)
{
    const auto call = [](EffectKind kind, std::uint32_t process, Errno error) {
        Effect effect;
        effect.kind = kind;
        effect.call = Call::Recv;
        effect.process = process;
        effect.error = error;
        return effect;
    };
    const auto scenario = std::make_shared<Scenario>();
    World world = start(scenario);
    StepLog log;
    Summary summary;
    log.texts = {"1", "2"};
    log.effects = {call(EffectKind::Call, 1, Errno::None), call(EffectKind::Call, 65537, Errno::None),
                   call(EffectKind::Return, 65537, Errno::NotConn)};
    log.effects[0].text = 0;
    log.effects[1].text = 1;
    summary.note(world, log);
    summary.finish(world, EndReason::Idle);
    const std::string json = summary.json(*scenario);
    EXPECT_THAT(json, HasSubstr(R"("call":"recv","args":"1","outcome":"waiting")"));
    EXPECT_THAT(json, HasSubstr(R"("call":"recv","args":"2","error":"ENOTCONN")"));
}

TEST(Table, NamesConnectionsWhereThereAreSeveral)
{
    EXPECT_THAT(call({"run", "listen-queues", "-f", "table"}).out, HasSubstr("49154>10.0.0.2:80#1"));
    EXPECT_THAT(call({"run", "last-ack-lost", "-f", "table"}).out, testing::Not(HasSubstr("49152>")));
}

TEST(Table, CitesTheStepsOfTheStandardInTheLanguageAsked)
{
    EXPECT_THAT(call({"run", "ack-of-fin-lost", "-f", "table"}).out,
                HasSubstr("(RFC 9293 §3.10.7.4, first)"));
    const std::string zh = call({"run", "ack-of-fin-lost", "-f", "table", "--lang", "zh"}).out;
    EXPECT_THAT(zh, HasSubstr("(RFC 9293 §3.10.7.4 第一步)"));
    const std::string undocumented = call({"run", "listen-queues", "-f", "table"}).out;
    EXPECT_THAT(undocumented, HasSubstr("(RFC 4987)"));
    EXPECT_THAT(undocumented, testing::Not(HasSubstr("()")));
}

TEST(Table, SpeaksChinese)
{
    const std::string table = call({"run", "last-ack-lost", "-f", "table", "--lang", "zh"}).out;
    EXPECT_THAT(table, HasSubstr("客户端"));
    EXPECT_THAT(table, HasSubstr("第 1 次重传"));
    EXPECT_THAT(table, HasSubstr("故障 1"));
}

} // namespace
} // namespace tcplab
