#include "core/run/run.h"
#include "core/segment/notation.h"
#include "core/trace/recorder.h"
#include "core/world/scenario_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using ::testing::ElementsAre;

/// Handshake, 100 octets there, 300 back, the client closes first. `more` is put in [network], `faults` at the end.
Run runOf(const std::string& more, const std::string& faults = {}, const std::string& clientMore = {})
{
    const std::string text = R"(
[network]
delay = "50 ms"
msl = "30 s"
)" + more + R"(
[client]
isn = 1000
program = """
connect server:80
send 100
recv 300
close
"""
)" + clientMore + R"(
[server]
isn = 5000
program = """
listen 80
accept
recv 100
send 300
recv eof
close
"""
)" + faults;
    auto scenario = readScenario(text, "test.toml");
    EXPECT_TRUE(scenario.has_value()) << scenario.error().subject << " / " << scenario.error().expected;
    tcplab::Run run(std::make_shared<const Scenario>(std::move(*scenario)));
    run.extendToEnd();
    return run;
}

constexpr auto lastAckLost = "[[fault]]\ndrop = { from = \"client\", flags = \"ACK\", after = \"FIN\" }\n";

/// The numbers of the records that satisfy a condition.
template <class Condition> std::vector<std::uint32_t> recordsWhere(const Trace& trace, Condition holds)
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n)
        if (holds(trace.record(n).what))
            found.push_back(n);
    return found;
}

std::uint32_t theOne(const std::vector<std::uint32_t>& records)
{
    EXPECT_EQ(records.size(), 1u);
    return records.empty() ? 0 : records.front();
}

auto timer(Side host, Timer which, TimerAction action)
{
    return [=](const Effect& what) {
        return what.kind == EffectKind::Timer && what.host == host && what.timer == which &&
               what.action == action;
    };
}

TEST(Causes, ADeliveryComesOfItsSendAndWhatItBringsOfTheDelivery)
{
    const tcplab::Run run = runOf("");
    const Trace& trace = run.trace();
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        const Record& record = trace.record(n);
        if (record.what.kind == EffectKind::Deliver) {
            EXPECT_EQ(record.cause, trace.segment(record.what.segment).sentRecord);
        } else if (record.cause != 0 && trace.record(record.cause).what.kind == EffectKind::Deliver &&
                   record.what.kind != EffectKind::Return) {
            EXPECT_EQ(trace.record(record.cause).step, record.step);
        }
    }
}

TEST(Causes, AlwaysLieBeforeAndOnlyBeginningsHaveNone)
{
    const tcplab::Run run = runOf("loss = \"20 %\"\nduplicate = \"20 %\"\nseed = 3\n");
    const Trace& trace = run.trace();
    std::vector<EffectKind> without;
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        EXPECT_LT(trace.record(n).cause, n);
        if (trace.record(n).cause == 0)
            without.push_back(trace.record(n).what.kind);
    }
    EXPECT_THAT(without, ElementsAre(EffectKind::Call, EffectKind::Call, EffectKind::End));
}

TEST(Causes, ACallComesOfTheReturnBeforeIt)
{
    const tcplab::Run run = runOf("");
    const Trace& trace = run.trace();
    const auto calls = recordsWhere(
        trace, [](const Effect& what) { return what.kind == EffectKind::Call && what.host == Side::Client; });
    ASSERT_EQ(calls.size(), 4u);
    EXPECT_EQ(trace.record(calls[0]).cause, 0u);
    for (std::size_t i = 1; i < calls.size(); ++i) {
        const Effect& cause = trace.record(trace.record(calls[i]).cause).what;
        EXPECT_EQ(cause.kind, EffectKind::Return);
        EXPECT_EQ(cause.call, trace.record(calls[i - 1]).what.call);
    }
}

TEST(Causes, ACallKnowsItsProgramAfterMoreThan65536Calls)
{
    const auto scenario =
        readScenario("[client]\nprogram = '''\nlisten 80\nsend 1 &\nsleep 1 s\nclose\n'''\n", "many");
    ASSERT_TRUE(scenario.has_value());
    Trace trace(std::make_shared<const Scenario>(*scenario));
    Recorder recorder(trace);
    World world = start(trace.scenarioPointer());
    world.hosts[0].nextProcess = 65537; // as if so many had been started; 1 is the program
    while (recorder.step(world))
        ;
    const auto client = [](EffectKind kind) {
        return [kind](const Effect& what) { return what.kind == kind && what.host == Side::Client; };
    };
    const auto calls = recordsWhere(trace, client(EffectKind::Call));
    const auto returns = recordsWhere(trace, client(EffectKind::Return));
    ASSERT_EQ(calls.size(), 3u);
    ASSERT_EQ(trace.record(returns[0]).what.call, Call::Listen);
    EXPECT_EQ(trace.record(calls[1]).what.process, 65537u);
    EXPECT_EQ(trace.record(calls[1]).cause, 0u);
    EXPECT_EQ(trace.record(calls[2]).what.call, Call::Close);
    EXPECT_EQ(trace.record(calls[2]).cause, returns[0]);
}

TEST(Causes, AReturnComesOfWhatMadeItPossible)
{
    const tcplab::Run run = runOf("");
    const Trace& trace = run.trace();
    const auto causeOfReturn = [&](Side host, Call call) {
        const auto returns = recordsWhere(trace, [=](const Effect& what) {
            return what.kind == EffectKind::Return && what.host == host && what.call == call;
        });
        return trace.record(trace.record(returns.front()).cause).what;
    };
    EXPECT_EQ(causeOfReturn(Side::Client, Call::Connect).to, ConnectionState::Established);
    EXPECT_EQ(causeOfReturn(Side::Server, Call::Accept).to, ConnectionState::Established);
    EXPECT_EQ(causeOfReturn(Side::Client, Call::Recv).kind, EffectKind::Deliver);
    EXPECT_EQ(causeOfReturn(Side::Client, Call::Send).kind, EffectKind::Call);
}

TEST(Causes, ARetransmissionComesOfTheTimeOutAndThatOfItsStart)
{
    const tcplab::Run run = runOf("", lastAckLost);
    const Trace& trace = run.trace();
    const std::uint32_t expired =
        theOne(recordsWhere(trace, timer(Side::Server, Timer::Retransmission, TimerAction::Expire)));
    const auto sent = recordsWhere(trace, [&](const Effect& what) {
        return what.kind == EffectKind::Send && trace.segment(what.segment).packet.retransmission == 1;
    });
    EXPECT_EQ(trace.record(theOne(sent)).cause, expired);
    const Record& start = trace.record(trace.record(expired).cause);
    EXPECT_EQ(start.what.action, TimerAction::Start);
    EXPECT_EQ(start.what.value, trace.record(expired).t.ns);
}

TEST(Causes, ALossComesOfTheSend)
{
    const tcplab::Run run = runOf("", lastAckLost);
    const Trace& trace = run.trace();
    const std::uint32_t lost =
        theOne(recordsWhere(trace, [](const Effect& what) { return what.kind == EffectKind::Drop; }));
    const SegmentHistory& segment = trace.segment(trace.record(lost).what.segment);
    EXPECT_EQ(trace.record(lost).cause, segment.sentRecord);
    EXPECT_EQ(segment.endRecord, lost);
    EXPECT_EQ(segment.dropped, DropReason::Fault);
    EXPECT_FALSE(segment.droppedByHand);
}

TEST(Timers, AFinRepeatedInTimeWaitRestartsTheTimer)
{
    const tcplab::Run run = runOf("", lastAckLost);
    const Trace& trace = run.trace();
    const Record& start =
        trace.record(theOne(recordsWhere(trace, timer(Side::Client, Timer::TimeWait, TimerAction::Start))));
    const Record& restart =
        trace.record(theOne(recordsWhere(trace, timer(Side::Client, Timer::TimeWait, TimerAction::Restart))));
    const Record& expire =
        trace.record(theOne(recordsWhere(trace, timer(Side::Client, Timer::TimeWait, TimerAction::Expire))));
    EXPECT_EQ(start.what.value, (start.t + seconds(60)).ns);
    EXPECT_EQ(restart.what.value, (restart.t + seconds(60)).ns);
    EXPECT_EQ(expire.t.ns, restart.what.value);
    EXPECT_EQ(trace.record(restart.cause).what.kind, EffectKind::Deliver);
    EXPECT_TRUE(recordsWhere(trace, timer(Side::Client, Timer::TimeWait, TimerAction::Stop)).empty());
}

TEST(Timers, OneThatExpiredAndWasArmedAgainStarts)
{
    const tcplab::Run run = runOf("", lastAckLost);
    const Trace& trace = run.trace();
    const std::uint32_t expired =
        theOne(recordsWhere(trace, timer(Side::Server, Timer::Retransmission, TimerAction::Expire)));
    const auto starts = recordsWhere(trace, timer(Side::Server, Timer::Retransmission, TimerAction::Start));
    const std::uint32_t again = starts.back();
    EXPECT_EQ(trace.record(again).step, trace.record(expired).step);
    EXPECT_EQ(trace.record(again).cause, expired);
    EXPECT_EQ(trace.record(again).what.value, (trace.record(again).t + seconds(2)).ns);
}

TEST(Timers, EveryOneThatStartsStopsOrExpires)
{
    const tcplab::Run run = runOf("loss = \"20 %\"\nseed = 5\n");
    const Trace& trace = run.trace();
    std::array<std::array<bool, timerCount>, 2> running{};
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        const Effect& what = trace.record(n).what;
        if (what.kind != EffectKind::Timer)
            continue;
        bool& on = running[indexOf(what.host)][static_cast<std::size_t>(what.timer)];
        EXPECT_EQ(on, what.action != TimerAction::Start) << "record " << n;
        on = what.action == TimerAction::Start || what.action == TimerAction::Restart;
    }
    for (const auto& host : running)
        for (const bool on : host)
            EXPECT_FALSE(on);
}

TEST(Timers, ACrashStopsThemAll)
{
    tcplab::Run run = runOf("");
    run.intervene(run.trace().stepAt(Instant{} + milliseconds(120)), Instant{} + milliseconds(120),
                  CrashHost{Side::Client});
    const Trace& trace = run.trace();
    auto stopped = recordsWhere(trace, [&](const Effect& what) {
        return what.kind == EffectKind::Timer && what.action == TimerAction::Stop;
    });
    std::erase_if(stopped, [&](std::uint32_t n) { return n < trace.firstRecordOf(trace.stepCount()); });
    EXPECT_EQ(stopped.size(), 2u); // retransmission, user
    for (const std::uint32_t n : stopped)
        EXPECT_EQ(trace.record(trace.record(n).cause).what.command, UserCommand::Crash);
}

TEST(Segments, OfARetransmissionTheOriginalIsTheEmissionBefore)
{
    const tcplab::Run run =
        runOf("", "[[fault]]\ndrop = { from = \"client\", flags = \"SYN\", count = 2 }\n");
    const Trace& trace = run.trace();
    std::vector<std::pair<SegmentId, SegmentId>> repeats;
    for (SegmentId id = 1; id <= trace.segmentCount(); ++id)
        if (trace.segment(id).original != 0)
            repeats.emplace_back(id, trace.segment(id).original);
    EXPECT_THAT(repeats, ElementsAre(std::pair{2u, 1u}, std::pair{3u, 2u}));
}

TEST(Segments, OfACopyTheOriginalIsWhatWasCopied)
{
    const tcplab::Run run =
        runOf("", "[[fault]]\nduplicate = { from = \"client\", flags = \"SYN\", by = \"10 ms\" }\n");
    const Trace& trace = run.trace();
    const SegmentHistory& copy = trace.segment(2);
    EXPECT_TRUE(copy.isCopy);
    EXPECT_EQ(copy.original, 1u);
    EXPECT_EQ(trace.record(copy.sentRecord).what.kind, EffectKind::Duplicate);
    EXPECT_EQ(trace.record(copy.endRecord).cause, copy.sentRecord);
    EXPECT_EQ(copy.endedAt, trace.segment(1).endedAt + milliseconds(10));
}

TEST(Segments, AreExpectedWhereTheyArrive)
{
    const tcplab::Run run = runOf("jitter = \"7 ms\"\nloss = \"10 %\"\nbandwidth = \"1 Mbit/s\"\n");
    for (const SegmentHistory& segment : run.trace().segments) {
        EXPECT_EQ(segment.expectedEnd, segment.endedAt);
        EXPECT_LT(segment.sentAt, segment.endedAt);
    }
}

class Interventions : public ::testing::Test {
protected:
    /// The SYN is in the middle of its flight.
    tcplab::Run run = runOf("");
    void stepIn(const Intervention& what) { run.intervene(3, Instant{} + milliseconds(20), what); }
    const SegmentHistory& syn() const { return run.trace().segment(1); }
};

TEST_F(Interventions, DelayingMovesTheExpectedEnd)
{
    stepIn(DelaySegment{1, milliseconds(30)});
    EXPECT_EQ(syn().expectedEnd, Instant{} + milliseconds(80));
    run.extendToEnd();
    EXPECT_EQ(syn().endedAt, Instant{} + milliseconds(80));
}

TEST_F(Interventions, AnUndoneDelayIsForgotten)
{
    stepIn(DelaySegment{1, milliseconds(30)});
    run.setInterventions({});
    EXPECT_EQ(syn().expectedEnd, Instant{} + milliseconds(50));
}

TEST_F(Interventions, DroppingIsTheCauseOfTheLoss)
{
    stepIn(DropSegment{1});
    const Trace& trace = run.trace();
    EXPECT_TRUE(syn().droppedByHand);
    EXPECT_EQ(syn().endedAt, Instant{} + milliseconds(20));
    const Record& cause = trace.record(trace.record(syn().endRecord).cause);
    EXPECT_EQ(cause.what.kind, EffectKind::User);
    EXPECT_EQ(cause.step, trace.record(syn().endRecord).step);
}

TEST_F(Interventions, CorruptingIsTheCauseOfTheLossOnArrival)
{
    stepIn(CorruptSegment{1});
    run.extendToEnd();
    const Trace& trace = run.trace();
    EXPECT_TRUE(syn().droppedByHand);
    EXPECT_EQ(syn().dropped, DropReason::Checksum);
    EXPECT_EQ(syn().endedAt, Instant{} + milliseconds(50));
    EXPECT_EQ(trace.record(trace.record(syn().endRecord).cause).what.command, UserCommand::Corrupt);
}

TEST_F(Interventions, DelayingWhatGetsLostAnywayIsNotToBlame)
{
    run = runOf("", "[[fault]]\ndrop = { from = \"client\", flags = \"SYN\" }\n");
    stepIn(DelaySegment{1, milliseconds(5)});
    run.extendToEnd();
    EXPECT_EQ(syn().dropped, DropReason::Fault);
    EXPECT_FALSE(syn().droppedByHand);
    EXPECT_EQ(run.trace().record(syn().endRecord).cause, syn().sentRecord);
}

TEST_F(Interventions, DuplicatingMakesACopyWhoseCauseIsThePerson)
{
    stepIn(DuplicateSegment{1});
    const Trace& trace = run.trace();
    const SegmentHistory& copy = trace.segment(trace.segmentCount());
    EXPECT_TRUE(copy.isCopy);
    EXPECT_EQ(trace.record(trace.record(copy.sentRecord).cause).what.kind, EffectKind::User);
}

TEST_F(Interventions, ACallMadeByHandIsTheCauseOfWhatItDoes)
{
    stepIn(MakeCall{Side::Client, *readStatement("abort")});
    const Trace& trace = run.trace();
    const std::uint32_t first = trace.firstRecordOf(trace.stepCount());
    EXPECT_EQ(trace.record(first).what.kind, EffectKind::User);
    EXPECT_EQ(trace.text(trace.record(first).what.text), "abort");
    EXPECT_EQ(trace.record(first + 1).what.kind, EffectKind::Call);
    EXPECT_EQ(trace.record(first + 1).cause, first);
}

TEST(Connections, AreEnteredWithNameAndIsn)
{
    const tcplab::Run run = runOf("");
    const Trace& trace = run.trace();
    ASSERT_EQ(trace.connections[0].size(), 1u);
    ASSERT_EQ(trace.connections[1].size(), 2u);
    EXPECT_EQ(trace.connection(Side::Client, 1).iss, SeqNum{1000});
    EXPECT_FALSE(trace.connection(Side::Server, 1).hasIss);
    EXPECT_EQ(trace.connection(Side::Server, 2).iss, SeqNum{5000});
    EXPECT_EQ(trace.record(trace.connection(Side::Server, 2).firstRecord).what.to,
              ConnectionState::SynReceived);
}

/// A queue that CoDel looks after learns of drops as more arrive: the trace's ends follow.
TEST(SegmentHistory, EndsAreThoseThatTheQueueForesees)
{
    auto scenario = readScenario(R"([network]
bandwidth = "1 Mbit/s"
queue_discipline = "codel"
[client]
program = "connect server:80\nsend 200000\nclose"
[server]
program = "listen 80\naccept\nrecv eof\nclose"
)",
                                 "x");
    ASSERT_TRUE(scenario.has_value());
    World world = start(std::make_shared<const Scenario>(*std::move(scenario)));
    Trace trace(world.scenario);
    Recorder recorder(trace);
    bool droppedByCodel = false;
    while (recorder.step(world))
        for (const Link& link : world.links)
            for (const InFlight& flight : link.inFlight) {
                ASSERT_EQ(trace.segment(flight.packet.id).expectedEnd, flight.endsAt);
                droppedByCodel = droppedByCodel || flight.fate == DropReason::Codel;
            }
    EXPECT_TRUE(droppedByCodel);
}

} // namespace
} // namespace tcplab
