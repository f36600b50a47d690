// What the panels of a host say, without widgets.
#include "app/panels/host_header.h"
#include "app/panels/host_summary.h"
#include "app/panels/segment_fields.h"
#include "app/panels/socket_lines.h"
#include "app/panels/tcb_cells.h"
#include "app/panels/timer_rows.h"
#include "app/panels/timers_panel.h"
#include "tests/app/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Looked {
    explicit Looked(std::string_view name) : run(runOf(shipped(name))) { index.update(run.trace(), 0); }
    /// The last step before which the predicate does not hold, with its world.
    template <class F> World firstWorld(F holds)
    {
        for (std::uint64_t step = 0; step <= run.trace().stepCount(); ++step)
            if (World world = run.worldAt(step); holds(world))
                return world;
        ADD_FAILURE() << "never";
        return run.worldAt(0);
    }
    tcplab::Run run;
    RunIndex index;
};

auto isIn(Side side, ConnectionState state)
{
    return [side, state](const World& world) {
        const auto connections = allConnections(world.hosts[indexOf(side)]);
        return std::any_of(connections.begin(), connections.end(),
                           [state](const Connection& one) { return one.tcb.state == state; });
    };
}

Tcb tcbIn(const World& world, Side side, ConnectionState state)
{
    for (const Connection& one : allConnections(world.hosts[indexOf(side)]))
        if (one.tcb.state == state)
            return one.tcb;
    ADD_FAILURE() << nameOf(state);
    return {};
}

TEST(SocketLines, AreThoseOfSs)
{
    Looked it("last-ack-lost");
    const World listening = it.firstWorld(isIn(Side::Server, ConnectionState::Listen));
    const auto lines = socketLines(listening, Side::Server);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].state, "LISTEN");
    EXPECT_EQ(lines[0].local, "0.0.0.0:80");
    EXPECT_EQ(lines[0].peer, "0.0.0.0:*");

    const World calling = it.firstWorld(isIn(Side::Client, ConnectionState::SynSent));
    const auto syn = socketLines(calling, Side::Client);
    ASSERT_EQ(syn.size(), 1u);
    EXPECT_EQ(syn[0].state, "SYN-SENT");
    EXPECT_EQ(syn[0].sendQueue, 1u) << "the SYN is not acknowledged";

    const World last = it.firstWorld(isIn(Side::Server, ConnectionState::LastAck));
    const auto both = socketLines(last, Side::Server);
    ASSERT_EQ(both.size(), 2u);
    EXPECT_EQ(both[0].state, "LISTEN");
    EXPECT_EQ(both[1].state, "LAST-ACK");
    EXPECT_EQ(both[1].sendQueue, 1u) << "the FIN is not acknowledged";

    const World waiting = it.firstWorld(isIn(Side::Client, ConnectionState::TimeWait));
    const auto wait = socketLines(waiting, Side::Client);
    ASSERT_EQ(wait.size(), 1u);
    EXPECT_EQ(wait[0].state, "TIME-WAIT");
    EXPECT_EQ(wait[0].receiveQueue + wait[0].sendQueue, 0u);
    EXPECT_THAT(socketLines(it.run.worldAt(it.run.trace().stepCount()), Side::Client), IsEmpty());
}

TEST(SocketLines, LineUpInColumnsAndNeverLoseAWord)
{
    const SocketLine a{1, "ESTAB", 0, 100, "10.0.0.1:49152", "10.0.0.2:80"};
    const SocketLine b{2, "FIN-WAIT-1", 12, 1, "10.0.0.1:49153", "10.0.0.2:80"};
    const SocketLine listener{3, "LISTEN", 0, 4096, "0.0.0.0:80", "0.0.0.0:*"};
    const SocketColumns columns = columnsOf({a, b, listener});
    for (const std::size_t width : {std::size_t{0}, std::size_t{45}, std::size_t{70}}) {
        const std::string one = socketLineText(a, columns, width);
        const std::string two = socketLineText(b, columns, width);
        const std::string three = socketLineText(listener, columns, width);
        EXPECT_EQ(one.find("10.0.0.1"), two.find("10.0.0.1"));
        EXPECT_EQ(one.find("10.0.0.1"), three.find("0.0.0.0:80"));
        EXPECT_EQ(one.find("10.0.0.2"), three.find("0.0.0.0:*"));
        for (const char* word : {"ESTAB", " 100 ", "10.0.0.1:49152", "10.0.0.2:80"})
            EXPECT_NE(one.find(word), std::string::npos) << word << " in " << one;
    }
}

TEST(SocketLines, NeedNoMoreForStatesThanTheLongestWhereThereIsLittleRoom)
{
    const SocketLine line{1, "ESTAB", 0, 100, "10.0.0.1:49152", "10.0.0.2:80"};
    const SocketColumns columns = columnsOf({line});
    EXPECT_EQ(socketLineText(line, columns, 0), "ESTAB 0 100 10.0.0.1:49152 10.0.0.2:80");
    EXPECT_EQ(socketLineText(line, columns, 44), "ESTAB 0 100 10.0.0.1:49152 10.0.0.2:80");
    EXPECT_EQ(socketLineText(line, columns, 45), "ESTAB      0   100 10.0.0.1:49152 10.0.0.2:80");
}

TEST(TcbCells, MarkWhatTheStepChangedAndCountFromTheIsnIfAsked)
{
    Looked it("last-ack-lost");
    const World world = it.firstWorld(isIn(Side::Client, ConnectionState::Established));
    const Tcb& now = tcbIn(world, Side::Client, ConnectionState::Established);
    const World former = it.run.worldAt(world.step - 1);
    const Tcb& before = tcbIn(former, Side::Client, ConnectionState::SynSent);
    const auto cell = [](const std::vector<TcbCell>& cells, const std::string& name) {
        for (const TcbCell& one : cells)
            if (one.name == name)
                return one;
        ADD_FAILURE() << name;
        return TcbCell{};
    };
    const auto absolute = tcbCells(now, &before, false);
    EXPECT_EQ(cell(absolute, "SND.UNA").value, "1001");
    EXPECT_EQ(cell(absolute, "SND.UNA").before, "1000");
    EXPECT_TRUE(cell(absolute, "SND.UNA").changed);
    EXPECT_EQ(cell(absolute, "RCV.NXT").value, "5001");
    EXPECT_FALSE(cell(absolute, "ISS").changed);
    const auto relative = tcbCells(now, &before, true);
    EXPECT_EQ(cell(relative, "SND.UNA").value, "1");
    EXPECT_EQ(cell(relative, "RCV.NXT").value, "1");
    for (const TcbCell& one : tcbCells(now, nullptr, false))
        EXPECT_FALSE(one.changed);
    EXPECT_TRUE(std::is_partitioned(absolute.begin(), absolute.end(),
                                    [](const TcbCell& one) { return one.essential; }));
}

TEST(TcbCells, ShowNoNumberThatNobodyHasSet)
{
    const auto value = [](const Tcb& tcb, const std::string& name) {
        for (const TcbCell& one : tcbCells(tcb, nullptr, false))
            if (one.name == name)
                return one.value;
        return std::string("absent");
    };
    Looked it("last-ack-lost");
    // RFC 9293 §3.10.7.3 and §3.10.7.4: the send window comes with the peer's first segment.
    const World sent = it.firstWorld(isIn(Side::Client, ConnectionState::SynSent));
    const Tcb& client = tcbIn(sent, Side::Client, ConnectionState::SynSent);
    for (const char* name : {"SND.WND", "SND.WL1", "SND.WL2", "MAX.SND.WND", "RCV.NXT", "IRS"})
        EXPECT_EQ(value(client, name), "—") << name;
    EXPECT_EQ(value(client, "ISS"), "1000");
    EXPECT_NE(value(client, "RCV.WND"), "—"); // it stands in the SYN
    const Tcb& listener = tcbIn(sent, Side::Server, ConnectionState::Listen);
    for (const char* name : {"SND.UNA", "SND.WND", "RCV.WND", "RCV.NXT", "ISS"})
        EXPECT_EQ(value(listener, name), "—") << name;
    const World received = it.firstWorld(isIn(Side::Server, ConnectionState::SynReceived));
    const Tcb& server = tcbIn(received, Side::Server, ConnectionState::SynReceived);
    EXPECT_EQ(value(server, "SND.WL1"), "1000");
    EXPECT_EQ(value(server, "SND.WL2"), "—"); // the SYN had no ACK
    EXPECT_NE(value(server, "SND.WND"), "—");
}

TEST(TcbCells, OfThoseThatChangedNoneIsLeftOutWhereThereIsLittleRoom)
{
    std::vector<TcbCell> cells;
    for (const char* name :
         {"SND.UNA", "SND.NXT", "SND.WND", "ISS", "RCV.NXT", "RCV.WND", "IRS", "RTO", "cwnd", "ssthresh"})
        cells.push_back({.name = name, .value = "1", .before = {}, .changed = false, .essential = true});
    cells.push_back({.name = "SACKed", .value = "1", .before = {}, .changed = false, .essential = false});
    const auto names = [&cells](std::size_t room) {
        std::string all;
        for (const std::size_t i : cellsShown(cells, room))
            all += (all.empty() ? "" : " ") + cells[i].name;
        return all;
    };
    EXPECT_EQ(names(20), "SND.UNA SND.NXT SND.WND ISS RCV.NXT RCV.WND IRS RTO cwnd ssthresh SACKed");
    EXPECT_EQ(names(8), "SND.UNA SND.NXT SND.WND RCV.NXT RCV.WND RTO cwnd ssthresh");
    EXPECT_EQ(names(4), "SND.UNA SND.NXT SND.WND RCV.NXT");
    cells[8].changed = cells[9].changed = true;
    EXPECT_EQ(names(4), "SND.UNA SND.NXT ssthresh cwnd");
    cells[10].changed = true;
    EXPECT_EQ(names(8), "SND.UNA SND.NXT SND.WND RCV.NXT RCV.WND SACKed cwnd ssthresh");
    cells[3].changed = true;
    EXPECT_NE(names(4).find("ISS"), std::string::npos);
    for (TcbCell& cell : cells)
        cell.changed = true;
    EXPECT_EQ(names(4), "SND.UNA SND.NXT SND.WND ISS");
    EXPECT_EQ(names(0), "");
}

TEST(TcbCells, LeaveOutWhatMeansNothingInThisConnection)
{
    const auto names = [](const std::string& scenario) {
        Looked it(scenario);
        const World world = it.firstWorld(isIn(Side::Client, ConnectionState::Established));
        std::vector<std::string> all;
        for (const TcbCell& cell :
             tcbCells(tcbIn(world, Side::Client, ConnectionState::Established), nullptr, false))
            all.push_back(cell.name);
        return all;
    };
    const auto has = [](const std::vector<std::string>& all, const char* name) {
        return std::find(all.begin(), all.end(), name) != all.end();
    };
    const auto plain = names("last-ack-lost");
    EXPECT_TRUE(has(plain, "cwnd"));
    for (const char* name : {"ssthresh", "SACKed", "lost", "recover", "TS.Recent", "Snd.Wind.Shift"})
        EXPECT_FALSE(has(plain, name)) << name;
    EXPECT_TRUE(has(names("sack"), "SACKed"));
    EXPECT_TRUE(has(names("timestamps-paws"), "TS.Recent"));
    EXPECT_TRUE(has(names("window-scale"), "Rcv.Wind.Shift"));
}

TEST(TimeLeft, HasAboutThreeFiguresWhateverItsSize)
{
    EXPECT_EQ(timeLeftText(minutes(1)), QStringLiteral("1 min"));
    EXPECT_EQ(timeLeftText(milliseconds(59'560)), QStringLiteral("59 s"));
    EXPECT_EQ(timeLeftText(milliseconds(299'100)), QStringLiteral("4 min 59 s"));
    EXPECT_EQ(timeLeftText(nanoseconds(910'352'000)), QStringLiteral("910 ms"));
    EXPECT_EQ(timeLeftText(nanoseconds(1'234'567'000)), QStringLiteral("1.23 s"));
    EXPECT_EQ(timeLeftText(nanoseconds(1'500'000)), QStringLiteral("1.5 ms"));
    EXPECT_EQ(timeLeftText(nanoseconds(250'000)), QStringLiteral("250 µs"));
}

TEST(TimerRows, ShrinkFromTheirStartToTheirEnd)
{
    Looked it("last-ack-lost");
    const World world = it.firstWorld(isIn(Side::Client, ConnectionState::TimeWait));
    const Tcb& tcb = tcbIn(world, Side::Client, ConnectionState::TimeWait);
    const auto at = [&](Duration later) {
        return timerRows(&tcb, it.index, Side::Client, 1, world.step, world.now + later, 2).front();
    };
    EXPECT_EQ(at({}).timer, Timer::TimeWait);
    EXPECT_TRUE(at({}).running);
    EXPECT_DOUBLE_EQ(at({}).share, 1);
    EXPECT_EQ(at({}).left, minutes(1));
    EXPECT_DOUBLE_EQ(at(seconds(15)).share, 0.75);
    EXPECT_DOUBLE_EQ(at(minutes(2)).share, 0);
    EXPECT_EQ(at(minutes(2)).left, Duration{});
}

/// The ACK of a FIN waits for what the program does in the same instant: no delayed ACK.
TEST(TimerRows, TheAckOfAFinIsSentAtOnce)
{
    Looked it("three-way-handshake");
    const World world = it.firstWorld(isIn(Side::Server, ConnectionState::CloseWait));
    const Tcb tcb = tcbIn(world, Side::Server, ConnectionState::CloseWait);
    ASSERT_TRUE(tcb.timers.isOn(Timer::DelayedAck));
    const ConnectionId conn = it.index.busyConnection(Side::Server, world.step);
    const auto rows = timerRows(&tcb, it.index, Side::Server, conn, world.step, world.now, 2);
    EXPECT_EQ(rows.front().timer, Timer::DelayedAck);
    EXPECT_TRUE(rows.front().atOnce);
}

TEST(TimerRows, HaveTheRoomThatTheyWereAskedToFill)
{
    const auto rows = timerRows(nullptr, RunIndex{}, Side::Client, 0, 0, {}, 3);
    ASSERT_EQ(rows.size(), 3u);
    for (const TimerRow& row : rows)
        EXPECT_FALSE(row.running);
}

std::vector<Role> rolesAtTheEnd(std::string_view name, Side side)
{
    Looked it(name);
    const std::uint64_t step = it.run.trace().stepCount();
    const ConnectionId conn = it.index.busyConnection(side, step);
    return summarize(it.run.worldAt(step), it.run.trace(), it.index, side, conn).roles;
}

TEST(HostSummary, TellsThePartsPlayed)
{
    EXPECT_THAT(rolesAtTheEnd("last-ack-lost", Side::Client),
                ElementsAre(Role::ActiveOpener, Role::ClosedFirst));
    EXPECT_THAT(rolesAtTheEnd("last-ack-lost", Side::Server),
                ElementsAre(Role::PassiveOpener, Role::ClosedSecond));
    EXPECT_THAT(rolesAtTheEnd("simultaneous-open", Side::Client), ElementsAre(Role::SimultaneousOpener));
    EXPECT_THAT(rolesAtTheEnd("simultaneous-close", Side::Server),
                ElementsAre(Role::PassiveOpener, Role::ClosedTogether));
    EXPECT_THAT(rolesAtTheEnd("connection-refused", Side::Client),
                ElementsAre(Role::ActiveOpener, Role::WasReset));
}

TEST(HostSummary, NamesTheAddressAndTellsOfACrash)
{
    Looked it("half-open-crash");
    const World crashed = it.firstWorld([](const World& world) { return !world.hosts[1].up; });
    const HostSummary summary = summarize(crashed, it.run.trace(), it.index, Side::Server, 0);
    EXPECT_FALSE(summary.up);
    EXPECT_EQ(summary.endpoint, "10.0.0.2");
    const HostSummary client = summarize(crashed, it.run.trace(), it.index, Side::Client, 1);
    EXPECT_EQ(client.endpoint, "10.0.0.1:49152");
}

TEST(SegmentFields, TellTheWholeHeaderAndTheJourney)
{
    Looked it("last-ack-lost");
    const Trace& trace = it.run.trace();
    const auto value = [&](SegmentId id, const QString& name) {
        for (const SegmentField& field : segmentFields(trace, id, trace.stepCount(), Language::English))
            if (field.name == name)
                return field.value;
        return QString();
    };
    EXPECT_EQ(value(2, QStringLiteral("Control bits")), QStringLiteral("SYN, ACK"));
    EXPECT_EQ(value(2, QStringLiteral("Sequence number")), QStringLiteral("5000 (relative: 0)"));
    EXPECT_EQ(value(2, QStringLiteral("Acknowledgment number")), QStringLiteral("1001 (relative: 1)"));
    EXPECT_TRUE(value(1, QStringLiteral("Acknowledgment number")).contains(QStringLiteral("not valid")));
    for (SegmentId id = 1; id <= trace.segmentCount(); ++id) {
        const SegmentHistory& segment = trace.segment(id);
        const QString fate = value(id, QStringLiteral("What became of it"));
        EXPECT_EQ(fate.contains(QStringLiteral("lost")), segment.dropped == DropReason::Fault) << id;
        EXPECT_EQ(fate.contains(QStringLiteral("arrived")), segment.delivered) << id;
        EXPECT_EQ(!value(id, QStringLiteral("Retransmission")).isEmpty(), segment.packet.retransmission > 0);
        for (const SegmentField& field : segmentFields(trace, id, trace.stepCount(), Language::English))
            EXPECT_FALSE(field.meaning.isEmpty()) << field.name.toStdString();
    }
    EXPECT_TRUE(segmentFields(trace, 0, trace.stepCount(), Language::English).empty());
    EXPECT_TRUE(segmentFields(trace, trace.segmentCount() + 1, trace.stepCount(), Language::English).empty());
}

/// The column of a window of 1280×720.
TEST(HostHeader, SaysTheWholeRoleInANarrowColumnOfEveryTheme)
{
    for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector})
        for (const auto& [opened, closed] : {std::pair{Role::ActiveOpener, Role::ClosedFirst},
                                             {Role::PassiveOpener, Role::ClosedSecond},
                                             {Role::PassiveOpener, Role::ClosedTogether},
                                             {Role::SimultaneousOpener, Role::ClosedSecond}}) {
            HostHeader header(Side::Server);
            header.setTheme(themeNamed(theme));
            HostSummary summary;
            summary.roles = {opened, closed};
            header.setSummary(summary);
            const HostHeaderLine line = header.fitLine(337 - 20);
            EXPECT_EQ(line.role, header.roleLine()) << static_cast<int>(theme);
            EXPECT_TRUE(line.profile.startsWith(QStringLiteral("RFC 9293")));
        }
}

/// As narrow as a column gets, in the smallest windows.
TEST(HostHeader, NameAndAddressDoNotMeetInTheNarrowestColumn)
{
    for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector})
        for (const Language language : {Language::English, Language::Chinese})
            for (const Side side : {Side::Client, Side::Server})
                for (const int width : {60, 90, 165, 200, 337}) {
                    HostHeader header(side);
                    header.setTheme(themeNamed(theme));
                    header.setLanguage(language);
                    HostSummary summary;
                    summary.endpoint = "10.0.0.1:49152";
                    header.setSummary(summary);
                    const int line = width - 20;
                    const HostHeaderAddress said = header.fitAddress(line);
                    const int address = QFontMetrics(said.font).horizontalAdvance(said.address);
                    const int name = QFontMetrics(header.nameFont()).horizontalAdvance(said.name);
                    EXPECT_LE(name + (address > 0 ? address + 8 : 0), line)
                        << static_cast<int>(theme) << ", " << width;
                    if (width >= 165) {
                        EXPECT_EQ(said.name, header.name());
                        EXPECT_TRUE(said.address.endsWith(QStringLiteral(":49152")));
                    }
                    if (width >= 337) {
                        EXPECT_EQ(said.address, QStringLiteral("10.0.0.1:49152"));
                    }
                    EXPECT_TRUE(header.toolTip().contains(QStringLiteral("10.0.0.1:49152")));
                }
}

} // namespace
} // namespace tcplab
