#include "core/host/program_text.h"
#include "core/world/essence.h"
#include "core/world/scenario_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::Not;

Scenario read(const std::string& text, const std::string& file = "mine.toml")
{
    const Input<Scenario> scenario = readScenario(text, file);
    if (!scenario) {
        ADD_FAILURE() << scenario.error().line << ": " << scenario.error().subject << "\n" << text;
        return {};
    }
    return *scenario;
}

std::vector<PlacedIntervention> oneOfEach()
{
    Statement connect;
    connect.call = Call::Connect;
    connect.port = 80;
    connect.fromPort = 49152;
    connect.as = "c2";
    connect.background = true;
    Statement send;
    send.call = Call::Send;
    send.socket = "c2";
    send.bytes = std::string("\"quoted\" \\ \0\xff\n", 15);
    send.octets = 15;
    return {{1, Instant{}, MakeCall{Side::Client, connect}},
            {2, Instant{} + nanoseconds(1), DropSegment{7}},
            {5, Instant{} + milliseconds(150), DelaySegment{8, microseconds(1500)}},
            {6, Instant{} + milliseconds(150), DuplicateSegment{9}},
            {7, Instant{} + seconds(90), CorruptSegment{10}},
            {8, Instant{} + minutes(3), MakeCall{Side::Server, send}},
            {9, Instant{} + nanoseconds(180'000'000'001), CrashHost{Side::Server}},
            {12, Instant{} + minutes(60), BootHost{Side::Client}}};
}

const std::string small =
    "# my lesson\ntitle = \"Mine\"\n\n[network] # the wire\nseed = 7 # lucky\ndelay = \"9 ms\"\n\n"
    "[client]\nprogram = '''\n  connect server:80   # there\nclose\n'''\n";

TEST(WriteScenario, WithoutChangesIsTheTextItself) { EXPECT_EQ(writeScenario(read(small)), small); }

TEST(WriteScenario, KeepsThePersonsLinesAndAddsWhatTheyDid)
{
    Scenario s = read(small);
    s.interventions = oneOfEach();
    const std::string text = writeScenario(s);
    EXPECT_TRUE(text.starts_with(small)) << text;
    EXPECT_EQ(essence(read(text)), essence(s));
}

TEST(WriteScenario, ReplacesWhatWasDoneBefore)
{
    Scenario s = read(small);
    s.interventions = oneOfEach();
    Scenario again = read(writeScenario(s));
    again.interventions.erase(again.interventions.begin(), again.interventions.begin() + 4);
    const std::string text = writeScenario(again);
    EXPECT_EQ(essence(read(text)), essence(again));
    EXPECT_THAT(text, Not(HasSubstr("step = 1\n")));
    again.interventions.clear();
    EXPECT_EQ(writeScenario(again), small);
}

TEST(WriteScenario, TakesEntriesOutOfTheMiddle)
{
    Scenario s = read("[client]\n[[user]]\nstep = 1\nat = \"1 s\"\ndrop = 1\n[server]\nisn = 5\n");
    s.interventions.front().at = Instant{} + seconds(2);
    const std::string text = writeScenario(s);
    EXPECT_EQ(essence(read(text)), essence(s));
    EXPECT_TRUE(text.starts_with("[client]\n[server]\nisn = 5\n")) << text;
}

TEST(WriteScenario, KeepsCommentsAmongWhatWasDoneAsLongAsThatIsWhatWasDone)
{
    const std::string text =
        "[client]\n[[user]]\n# why it is lost\nstep = 1\nat = \"1 s\"\ndrop = 1\n\n\n# the end";
    EXPECT_EQ(writeScenario(read(text)), text);
}

TEST(WriteScenario, SaysAChangedSeedInItsPlace)
{
    Scenario s = read(small);
    s.seed = 11;
    const std::string text = writeScenario(s);
    EXPECT_THAT(text, HasSubstr("[network] # the wire\nseed = 11\ndelay"));
    EXPECT_EQ(read(text).seed, 11u);
}

TEST(WriteScenario, SaysASeedWhereThereWasNone)
{
    Scenario s = read("[network]\ndelay = \"1 ms\"\n[client]\n");
    s.seed = 11;
    EXPECT_EQ(writeScenario(s), "[network]\nseed = 11\ndelay = \"1 ms\"\n[client]\n");
    Scenario bare = read("[client]\n");
    bare.seed = 0xffff'ffff'ffff'ffff;
    EXPECT_EQ(read(writeScenario(bare)).seed, 0xffff'ffff'ffff'ffffu);
}

TEST(WriteScenario, IsNotFooledByATextThatLooksLikeAnEntry)
{
    Scenario s =
        read("notes = '''\n[[user]]\nseed = 3\n'''\n[client]\n[[user]]\nstep = 1\nat = \"1 s\"\ndrop = 1\n");
    s.seed = 9;
    EXPECT_EQ(essence(read(writeScenario(s))), essence(s));
}

TEST(WriteScenario, ComposesWhatNoTextSays)
{
    Scenario s = read(small);
    ASSERT_TRUE(setValue(s, "network.loss.client", "0.5 %"));
    ASSERT_TRUE(setValue(s, "network.queue", "20 segments"));
    ASSERT_TRUE(setValue(s, "network.bandwidth.server", "10 Mbit/s"));
    ASSERT_TRUE(setValue(s, "client.profile", "linux"));
    ASSERT_TRUE(setValue(s, "server.time_wait", "0 s"));
    ASSERT_TRUE(setValue(s, "server.nagle", "false"));
    ASSERT_TRUE(setValue(s, "server.isn", "[1, 2]"));
    ASSERT_TRUE(setValue(s, "server.address", "1.2.3.4"));
    ASSERT_TRUE(setValue(s, "until", "10 s"));
    s.summary = {"One \"quoted\"\nline", "两行"};
    s.notes.zh = "只有中文";
    s.lesson = "data";
    s.rfc = "RFC 9293 §3.8";
    s.interventions = oneOfEach();
    EXPECT_EQ(essence(read(writeScenario(s))), essence(s));
}

TEST(WriteScenario, ComposesEveryKeyOfTheWire)
{
    Scenario s = read("[client]\nmss = 9000\n");
    s.source.clear();
    LinkSettings& link = s.links[0];
    link.jitter = milliseconds(3);
    link.jitterReorders = false;
    link.bandwidth = 10'000'000;
    link.discipline = QueueDiscipline::Red;
    link.red = {.minTh = octetsLong(3'000),
                .maxTh = octetsLong(9'000),
                .maxP = {20'000'000},
                .weight = {2'500'000},
                .gentle = false};
    link.ecn = true;
    link.lossModel = LossModel::GilbertElliott;
    link.gilbertElliott = {{1}, {2}, {3}, {4}};
    link.lossList = {{1, 1}, {3, 9}, {20, 1'000'000'000}};
    link.mtu = 576;
    s.links[1].bandwidth = 2'000'000;
    s.links[1].ecn = true;
    s.links[1].ecnThreshold = octetsLong(0);
    s.links[1].loss = {30'000'000};
    EXPECT_EQ(essence(read(writeScenario(s))), essence(s));
    link.discipline = QueueDiscipline::Codel;
    link.red = {};
    link.codel = {.target = microseconds(13), .interval = nanoseconds(1'234'567)};
    EXPECT_EQ(essence(read(writeScenario(s))), essence(s));
}

TEST(WriteScenario, KeepsTheMssThatThePersonWrote)
{
    const std::string text = "[network]\nmtu = 576\n\n[client]\nmss = 1200\n";
    const Scenario s = read(text);
    EXPECT_EQ(s.hosts[0].profile.mss, 1200u);
    EXPECT_EQ(writeScenario(s), text);
}

TEST(WriteScenario, ComposesEveryKindOfFault)
{
    Scenario s = read("[client]\n");
    s.source.clear();
    FaultRule rule;
    rule.from = Side::Server;
    rule.flags = Flags{};
    rule.after = Flags{.syn = true, .ack = true};
    rule.minLength = 1;
    s.faults.push_back(rule);
    rule.action = FaultAction::Delay;
    rule.flags = Flags{.psh = true, .ack = true};
    rule.pshNamed = true;
    rule.maxLength = 1;
    rule.minSeq = 0;
    rule.maxSeq = 100;
    rule.by = milliseconds(1);
    s.faults.push_back(rule);
    rule.action = FaultAction::Duplicate;
    rule.copies = 3;
    rule.count = 0;
    rule.retransmission = true;
    rule.minLength = 0;
    s.faults.push_back(rule);
    rule = FaultRule{};
    rule.action = FaultAction::Corrupt;
    rule.maxSeq = 5;
    rule.minSeq = 5;
    rule.nth = 4;
    rule.retransmission = false;
    s.faults.push_back(rule);
    EXPECT_EQ(essence(read(writeScenario(s))).faults, essence(s).faults);
}

TEST(WriteScenario, ComposesAProgramThatHasNoText)
{
    Scenario s = read("[client]\n");
    s.source.clear();
    const std::string program = "connect server:80 from 5 as c\nc: send \"\\x00\\\"a\\\\\" ? &\nrepeat 3\n"
                                "sleep 1500 ms\nend\nc: setsockopt SO_LINGER off\nat 2 s\nc: until closed\n";
    s.hosts[0].program = readProgram(program, Side::Client).value();
    const Scenario again = read(writeScenario(s));
    EXPECT_EQ(essence(again), essence(s));
    EXPECT_EQ(again.hosts[0].programText, program);
}

} // namespace
} // namespace tcplab
