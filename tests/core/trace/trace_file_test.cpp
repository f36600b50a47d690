#include "core/trace/trace_file.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

class TraceFile : public ::testing::Test {
protected:
    TraceFile()
    {
        scenario->name = "lost-last-ack";
        scenario->title.en = "The last \"ACK\" is lost";
        scenario->seed = 7;
        scenario->hosts[0].address = "10.0.0.1";
        scenario->hosts[1].address = "10.0.0.2";
        scenario->hosts[1].profile.name = ProfileName::Linux;
        scenario->links[0].delay = milliseconds(50);
        scenario->links[1].delay = milliseconds(20);
        scenario->links[0].msl = scenario->links[1].msl = seconds(30);
        trace = Trace(scenario);
        trace.connections[1] = {{.name = {80, 49152, 1}}};
        SegmentHistory segment;
        segment.packet = {.id = 1,
                          .retransmission = 2,
                          .segment = {.seq = SeqNum{5000},
                                      .ack = SeqNum{1001},
                                      .ctl = {.syn = true, .ack = true},
                                      .wnd = 65535,
                                      .options = {.mss = 1460},
                                      .text = {.length = 3}}};
        trace.segments = {segment};
    }
    std::string line(Effect what, std::uint32_t cause = 0)
    {
        trace.records = {{.t = Instant{} + milliseconds(3), .step = 1, .cause = cause, .what = what}};
        return recordLine(trace, 1);
    }
    const std::string segmentJson =
        R"("segment":{"id":1,"flags":"SYN,ACK","seq":5000,"ack":1001,"len":3,"win":65535,"opts":"mss 1460","retransmission":2})";
    std::shared_ptr<Scenario> scenario = std::make_shared<Scenario>();
    Trace trace;
};

TEST_F(TraceFile, HeaderNamesScenarioHostsAndWire)
{
    EXPECT_EQ(
        headerLine(trace),
        R"({"format":"tcplab-trace","version":1,"scenario":"lost-last-ack","title":"The last \"ACK\" is lost","seed":7,)"
        R"("hosts":{"client":{"address":"10.0.0.1","profile":"rfc9293"},"server":{"address":"10.0.0.2","profile":"linux"}},)"
        R"("msl_ns":30000000000,"delay_ns":{"client":50000000,"server":20000000}})");
}

TEST_F(TraceFile, CallHasItsArgumentsEscaped)
{
    trace.texts = {"\"GET /\"\t\\\x01 中"};
    EXPECT_EQ(
        line({.kind = EffectKind::Call, .host = Side::Server, .call = Call::Send, .text = 0}),
        R"({"n":1,"t":3000000,"event":"call","host":"server","call":"send","args":"\"GET /\"\t\\\u0001 中"})");
}

TEST_F(TraceFile, ReturnHasAResultOrAnError)
{
    EXPECT_EQ(
        line({.kind = EffectKind::Return, .call = Call::Recv, .value = 100}, 12),
        R"({"n":1,"t":3000000,"event":"return","host":"client","cause":12,"call":"recv","result":100})");
    EXPECT_EQ(
        line({.kind = EffectKind::Return, .call = Call::Connect, .error = Errno::ConnRefused}),
        R"({"n":1,"t":3000000,"event":"return","host":"client","call":"connect","error":"ECONNREFUSED"})");
}

TEST_F(TraceFile, StateHasBothStates)
{
    EXPECT_EQ(
        line({.kind = EffectKind::State,
              .host = Side::Server,
              .from = ConnectionState::Listen,
              .to = ConnectionState::SynReceived,
              .conn = 1}),
        R"({"n":1,"t":3000000,"event":"state","host":"server","conn":"80>10.0.0.1:49152#1","from":"LISTEN","to":"SYN-RECEIVED"})");
}

TEST_F(TraceFile, SendAndDeliverHoldTheSegment)
{
    EXPECT_EQ(line({.kind = EffectKind::Send, .host = Side::Server, .conn = 1, .segment = 1}),
              R"({"n":1,"t":3000000,"event":"send","host":"server","conn":"80>10.0.0.1:49152#1",)" +
                  segmentJson + "}");
    EXPECT_EQ(line({.kind = EffectKind::Deliver, .host = Side::Client, .segment = 1}, 4),
              R"({"n":1,"t":3000000,"event":"deliver","host":"client","cause":4,)" + segmentJson + "}");
}

/// Only a segment of an ECN-capable connection has the key, and "CE" only as it arrives.
TEST_F(TraceFile, EcnIsSaidWhereThereIsSomethingInIt)
{
    trace.segments[0].packet.segment.ecn = Ecn::Ect0;
    Effect what{.kind = EffectKind::Send, .host = Side::Server, .segment = 1};
    EXPECT_TRUE(line(what).ends_with(R"~("retransmission":2,"ecn":"ECT(0)"}})~")) << line(what);
    what.kind = EffectKind::Deliver;
    what.marked = true;
    EXPECT_TRUE(line(what).ends_with(R"("retransmission":2,"ecn":"CE"}})")) << line(what);
}

TEST_F(TraceFile, DropNamesTheDisciplineThatChoseIt)
{
    Effect what{.kind = EffectKind::Drop, .segment = 1};
    what.dropWhy = static_cast<std::uint8_t>(DropReason::Codel);
    EXPECT_TRUE(line(what).ends_with(R"(,"why":"queue","discipline":"codel"})")) << line(what);
    what.dropWhy = static_cast<std::uint8_t>(DropReason::Red);
    EXPECT_TRUE(line(what).ends_with(R"(,"why":"queue","discipline":"red"})")) << line(what);
    what.dropWhy = static_cast<std::uint8_t>(DropReason::Queue);
    EXPECT_TRUE(line(what).ends_with(R"(,"why":"queue"})")) << line(what);
}

TEST_F(TraceFile, DropSaysWhyAndByWhichRule)
{
    const auto why = static_cast<std::uint8_t>(DropReason::Fault);
    EXPECT_EQ(line({.kind = EffectKind::Drop, .host = Side::Server, .dropWhy = why, .rule = 2, .segment = 1}),
              R"({"n":1,"t":3000000,"event":"drop","host":"server",)" + segmentJson +
                  R"(,"why":"fault","by":2})");
    EXPECT_EQ(line({.kind = EffectKind::Drop, .host = Side::Server, .dropWhy = why, .segment = 1}),
              R"({"n":1,"t":3000000,"event":"drop","host":"server",)" + segmentJson + R"(,"why":"fault"})");
}

TEST_F(TraceFile, DuplicateNamesTheCopy)
{
    EXPECT_EQ(line({.kind = EffectKind::Duplicate, .host = Side::Server, .segment = 1, .copy = 9}),
              R"({"n":1,"t":3000000,"event":"duplicate","host":"server",)" + segmentJson + R"(,"copy":9})");
}

TEST_F(TraceFile, IgnoreCitesTheStandard)
{
    EXPECT_EQ(line({.kind = EffectKind::Ignore,
                    .host = Side::Client,
                    .ignoreWhy = IgnoreReason::OutOfWindow,
                    .clause = Clause::UnacceptableAcked,
                    .segment = 1}),
              R"({"n":1,"t":3000000,"event":"ignore","host":"client",)" + segmentJson +
                  R"(,"why":"out of window","rfc":"RFC 9293 §3.10.7.4, first"})");
}

TEST_F(TraceFile, TimerHasItsDeadline)
{
    EXPECT_EQ(
        line({.kind = EffectKind::Timer,
              .host = Side::Server,
              .timer = Timer::TimeWait,
              .action = TimerAction::Restart,
              .conn = 1,
              .value = 60'000'000'000}),
        R"({"n":1,"t":3000000,"event":"timer","host":"server","conn":"80>10.0.0.1:49152#1","timer":"time-wait","action":"restart","deadline":60000000000})");
}

TEST_F(TraceFile, RttHasTheEstimate)
{
    EXPECT_EQ(
        line({.kind = EffectKind::Rtt,
              .host = Side::Server,
              .conn = 1,
              .value = 1,
              .value2 = 2,
              .value3 = 3,
              .value4 = 4}),
        R"({"n":1,"t":3000000,"event":"rtt","host":"server","conn":"80>10.0.0.1:49152#1","sample":1,"srtt":2,"rttvar":3,"rto":4})");
}

TEST_F(TraceFile, UrgentHasTheOctetsUntilRcvUp)
{
    EXPECT_EQ(
        line({.kind = EffectKind::Urgent, .host = Side::Server, .conn = 1, .value = 70}),
        R"({"n":1,"t":3000000,"event":"urgent","host":"server","conn":"80>10.0.0.1:49152#1","octets":70})");
}

TEST_F(TraceFile, UserNamesCommandAndTarget)
{
    trace.texts = {"send 100"};
    EXPECT_EQ(line({.kind = EffectKind::User, .command = UserCommand::Drop, .segment = 1}),
              R"({"n":1,"t":3000000,"event":"user","host":"client","command":"drop","target":1})");
    EXPECT_EQ(line({.kind = EffectKind::User, .host = Side::Server, .command = UserCommand::Crash}),
              R"({"n":1,"t":3000000,"event":"user","host":"server","command":"crash","target":"server"})");
    EXPECT_EQ(line({.kind = EffectKind::User, .call = Call::Send, .command = UserCommand::Call, .text = 0}),
              R"({"n":1,"t":3000000,"event":"user","host":"client","command":"call","target":"send 100"})");
}

TEST_F(TraceFile, EndCountsTheRecords)
{
    trace.endReason = EndReason::Until;
    EXPECT_EQ(line({.kind = EffectKind::End}),
              R"({"n":1,"t":3000000,"event":"end","host":"client","reason":"until","records":1})");
}

} // namespace
} // namespace tcplab
