#include "core/host/program_text.h"
#include "core/world/scenario_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::ElementsAre;

Scenario read(const std::string& text)
{
    const Input<Scenario> scenario = readScenario(text, "lessons/my-scenario.toml");
    if (!scenario) {
        ADD_FAILURE() << scenario.error().line << ": " << scenario.error().subject << " / "
                      << scenario.error().expected;
        return {};
    }
    return *scenario;
}

TEST(ReadScenario, OfTheDocumentationHasAllItSays)
{
    const std::string text = R"(
title = { en = "The last ACK is lost", zh_CN = "最后一个 ACK 丢失" }
summary = { en = "FIN again.", zh_CN = "FIN 重传。" }
notes = { en = "Look at the client.", zh_CN = "看客户端。" }
lesson = "closing"
rfc = "RFC 9293 §3.6"
until = "10 s"

[network]
delay = "50 ms"
msl = "30 s"
seed = 42

[client]
profile = "rfc9293"
isn = 1000
program = """
connect server:80
send 100
recv 300
close
"""

[server]
profile = "linux"
address = "192.168.0.2"
isn = [5000, 6000]
program = """
listen 80
accept
recv eof
close
"""

[[fault]]
drop = { from = "client", flags = "ACK", after = "FIN", nth = 1 }
)";
    const Scenario s = read(text);
    EXPECT_EQ(s.name, "my-scenario");
    EXPECT_EQ(s.title, (Bilingual{"The last ACK is lost", "最后一个 ACK 丢失"}));
    EXPECT_EQ(s.summary, (Bilingual{"FIN again.", "FIN 重传。"}));
    EXPECT_EQ(s.notes, (Bilingual{"Look at the client.", "看客户端。"}));
    EXPECT_EQ(s.lesson, "closing");
    EXPECT_EQ(s.rfc, "RFC 9293 §3.6");
    EXPECT_EQ(s.until, Instant{} + seconds(10));
    EXPECT_EQ(s.seed, 42u);
    EXPECT_EQ(s.source, text);

    LinkSettings wire;
    wire.delay = milliseconds(50);
    wire.msl = seconds(30);
    EXPECT_THAT(s.links, ElementsAre(wire, wire));

    EXPECT_EQ(s.hosts[0].profile, rfc9293Profile());
    EXPECT_EQ(s.hosts[0].address, "10.0.0.1");
    EXPECT_THAT(s.hosts[0].isns, ElementsAre(1000u));
    EXPECT_EQ(s.hosts[0].programText, "connect server:80\nsend 100\nrecv 300\nclose\n");
    EXPECT_EQ(s.hosts[0].program, readProgram(s.hosts[0].programText, Side::Client).value());
    EXPECT_EQ(s.hosts[1].profile, linuxProfile());
    EXPECT_EQ(s.hosts[1].address, "192.168.0.2");
    EXPECT_THAT(s.hosts[1].isns, ElementsAre(5000u, 6000u));

    FaultRule rule;
    rule.action = FaultAction::Drop;
    rule.from = Side::Client;
    rule.flags = Flags{.ack = true};
    rule.after = Flags{.fin = true};
    rule.line = 35;
    EXPECT_THAT(s.faults, ElementsAre(rule));
}

TEST(ReadScenario, APlainTitleIsTheEnglishOne)
{
    EXPECT_EQ(read("title = \"Mine\"\n[client]\n").title, (Bilingual{"Mine", ""}));
}

TEST(ReadScenario, WithoutATitleItsNameIsTheTitle)
{
    EXPECT_EQ(read("[client]\n").title, (Bilingual{"my-scenario", ""}));
}

TEST(ReadScenario, AByteOrderMarkIsPassedOver)
{
    EXPECT_EQ(read("\xEF\xBB\xBFtitle = \"Mine\"\n[client]\n").title.en, "Mine");
}

TEST(ReadNetwork, EveryKeyOncePerSender)
{
    const Scenario s = read(R"(
[network]
delay = { client = "10 ms", server = "20 ms" }
jitter.client = "1 ms"
bandwidth.client = "10 Mbit/s"
bandwidth.server = "unlimited"
queue = { client = "100 segments", server = "64 KiB" }
loss.server = "20 %"
duplicate.server = 0.01
reorder = "0.1 %"
reorder_by.client = "250 us"
corrupt.client = 1
msl.client = "1 min"
[server]
)");
    LinkSettings client;
    client.delay = milliseconds(10);
    client.jitter = milliseconds(1);
    client.bandwidth = 10'000'000;
    client.queueSegments = 100;
    client.reorder.ppb = 1'000'000;
    client.reorderBy = microseconds(250);
    client.corrupt.ppb = 1'000'000'000;
    client.msl = minutes(1);
    LinkSettings server;
    server.delay = milliseconds(20);
    server.queueOctets = 65536;
    server.loss.ppb = 200'000'000;
    server.duplicate.ppb = 10'000'000;
    server.reorder.ppb = 1'000'000;
    EXPECT_THAT(s.links, ElementsAre(client, server));
}

TEST(ReadHost, TheProfileComesFirstWhereverItStands)
{
    const Scenario s = read("[client]\nmin_rto = \"300 ms\"\nprofile = \"linux\"\n");
    Profile expected = linuxProfile();
    expected.minRto = milliseconds(300);
    EXPECT_EQ(s.hosts[0].profile, expected);
}

TEST(ReadHost, TimeWaitOfTwoMslOfItsOwnAndOfNothing)
{
    const auto timeWait = [](const std::string& value) {
        return read("[client]\nprofile = \"linux\"\ntime_wait = \"" + value + "\"\n").hosts[0].profile;
    };
    EXPECT_EQ(timeWait("2 msl").timeWait, Duration{0});
    EXPECT_FALSE(timeWait("2 msl").timeWaitZero);
    EXPECT_EQ(timeWait("3 s").timeWait, seconds(3));
    EXPECT_FALSE(timeWait("3 s").timeWaitZero);
    EXPECT_TRUE(timeWait("0 s").timeWaitZero);
}

TEST(ReadHost, SwitchesNumbersAndTimesThatAreOff)
{
    const Profile p = read("[server]\nnagle = false\ndelayed_ack = \"off\"\ninitial_window = 4\n"
                           "mss = \"1 KiB\"\nbacklog = 2\n")
                          .hosts[1]
                          .profile;
    Profile expected;
    expected.nagle = false;
    expected.delayedAck = Duration{0};
    expected.initialWindow = 4;
    expected.mss = 1024;
    expected.backlog = 2;
    EXPECT_EQ(p, expected);
}

FaultRule faultOf(const std::string& text)
{
    const Scenario s = read("[client]\n[[fault]]\n" + text + "\n");
    return s.faults.empty() ? FaultRule{} : s.faults.front();
}

TEST(ReadFault, LengthsAndSequenceNumbersAreRanges)
{
    FaultRule exact = faultOf("drop = { length = 100, seq = 1 }");
    EXPECT_EQ(exact.minLength, 100u);
    EXPECT_EQ(exact.maxLength, 100u);
    EXPECT_EQ(exact.minSeq, 1u);
    EXPECT_EQ(exact.maxSeq, 1u);
    FaultRule between = faultOf("drop = { length = \"100..200\", seq = \"1 .. 1000\" }");
    EXPECT_EQ(between.minLength, 100u);
    EXPECT_EQ(between.maxLength, 200u);
    EXPECT_EQ(between.minSeq, 1u);
    EXPECT_EQ(between.maxSeq, 1000u);
    FaultRule open = faultOf("drop = { length = \"1..\", seq = \"..99\" }");
    EXPECT_EQ(open.minLength, 1u);
    EXPECT_EQ(open.maxLength, 0xffffffffu);
    EXPECT_EQ(open.minSeq, std::nullopt);
    EXPECT_EQ(open.maxSeq, 99u);
}

TEST(ReadFault, EachActionWithItsOwnMembers)
{
    FaultRule delay = faultOf("delay = { from = \"server\", flags = \"SYN,ACK\", by = \"3 s\" }");
    EXPECT_EQ(delay.action, FaultAction::Delay);
    EXPECT_EQ(delay.from, Side::Server);
    EXPECT_EQ(delay.flags, (Flags{.syn = true, .ack = true}));
    EXPECT_EQ(delay.by, seconds(3));
    FaultRule twice = faultOf("duplicate = { copies = 2, by = \"10 ms\", nth = 3, count = \"all\" }");
    EXPECT_EQ(twice.action, FaultAction::Duplicate);
    EXPECT_EQ(twice.copies, 2u);
    EXPECT_EQ(twice.by, milliseconds(10));
    EXPECT_EQ(twice.nth, 3u);
    EXPECT_EQ(twice.count, 0u);
    FaultRule corrupt = faultOf("corrupt = { flags = \"PSH,ACK\", retransmission = false, count = 4 }");
    EXPECT_EQ(corrupt.action, FaultAction::Corrupt);
    EXPECT_TRUE(corrupt.pshNamed);
    EXPECT_EQ(corrupt.retransmission, false);
    EXPECT_EQ(corrupt.count, 4u);
    EXPECT_EQ(faultOf("drop = { flags = \"none\" }").flags, Flags{});
}

TEST(ReadUser, EveryCommandAtItsPlace)
{
    const Scenario s = read(R"([client]
[[user]]
step = 3
at = "10 ms"
drop = 1
[[user]]
step = 5
at = "10 ms"
delay = { segment = 2, by = "1.5 s" }
[[user]]
step = 6
at = "11 ms"
duplicate = 3
[[user]]
step = 7
at = "12 ms"
corrupt = 4
[[user]]
step = 8
at = "13 ms"
call = { host = "server", line = "c2: send \"hi\" ?" }
[[user]]
step = 9
at = "14 ms"
crash = "server"
[[user]]
step = 10
at = "123456789 ns"
boot = "server"
)");
    Statement send;
    send.call = Call::Send;
    send.socket = "c2";
    send.bytes = "hi";
    send.octets = 2;
    send.tolerant = true;
    const auto placed = [](std::uint64_t step, Duration at, Intervention what) {
        return PlacedIntervention{.step = step, .at = Instant{} + at, .what = std::move(what)};
    };
    EXPECT_THAT(s.interventions, ElementsAre(placed(3, milliseconds(10), DropSegment{1}),
                                             placed(5, milliseconds(10), DelaySegment{2, milliseconds(1500)}),
                                             placed(6, milliseconds(11), DuplicateSegment{3}),
                                             placed(7, milliseconds(12), CorruptSegment{4}),
                                             placed(8, milliseconds(13), MakeCall{Side::Server, send}),
                                             placed(9, milliseconds(14), CrashHost{Side::Server}),
                                             placed(10, nanoseconds(123'456'789), BootHost{Side::Server})));
}

} // namespace
} // namespace tcplab
