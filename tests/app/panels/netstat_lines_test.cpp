#include "app/panels/netstat_lines.h"

#include "app/panels/sockets_panel.h"
#include "tests/app/support/runs.h"

#include <QButtonGroup>
#include <QTest>
#include <QToolButton>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::ElementsAre;

/// Sockets that a Debian 12 had, in the order in which it listed them.
std::vector<SocketLine> realSockets()
{
    using enum ConnectionState;
    const auto line = [](ConnectionId conn, ConnectionState state, std::uint64_t receive, std::uint64_t send,
                         const char* local, const char* peer) {
        return SocketLine{conn, ssName(state), receive, send, local, peer, state};
    };
    return {line(1, Listen, 0, 5, "127.0.0.1:8070", "0.0.0.0:*"),
            line(2, Listen, 1, 1, "127.0.0.1:8071", "0.0.0.0:*"),
            line(3, Established, 1234, 0, "127.0.0.1:58390", "127.0.0.1:8070"),
            line(4, FinWait2, 0, 0, "127.0.0.1:58404", "127.0.0.1:8070"),
            line(5, CloseWait, 1, 0, "127.0.0.1:8070", "127.0.0.1:58404")};
}

std::vector<std::string> textsOf(const std::vector<ScreenLine>& screen)
{
    std::vector<std::string> texts;
    for (const ScreenLine& line : screen)
        texts.push_back(line.text);
    return texts;
}

TEST(SocketScreens, OfSsAreWhatIproute2Printed)
{
    EXPECT_THAT(textsOf(socketScreen(realSockets(), SocketTool::Ss)),
                ElementsAre("State      Recv-Q Send-Q Local Address:Port  Peer Address:Port Process",
                            "LISTEN     0      5          127.0.0.1:8070       0.0.0.0:*           ",
                            "LISTEN     1      1          127.0.0.1:8071       0.0.0.0:*           ",
                            "ESTAB      1234   0          127.0.0.1:58390    127.0.0.1:8070        ",
                            "FIN-WAIT-2 0      0          127.0.0.1:58404    127.0.0.1:8070        ",
                            "CLOSE-WAIT 1      0          127.0.0.1:8070     127.0.0.1:58404       "));
}

TEST(SocketScreens, OfNetstatAreWhatNetToolsPrinted)
{
    EXPECT_THAT(
        textsOf(socketScreen(realSockets(), SocketTool::Netstat)),
        ElementsAre("Active Internet connections (servers and established)",
                    "Proto Recv-Q Send-Q Local Address           Foreign Address         State      ",
                    "tcp        0      0 127.0.0.1:8070          0.0.0.0:*               LISTEN     ",
                    "tcp        1      0 127.0.0.1:8071          0.0.0.0:*               LISTEN     ",
                    "tcp     1234      0 127.0.0.1:58390         127.0.0.1:8070          ESTABLISHED",
                    "tcp        0      0 127.0.0.1:58404         127.0.0.1:8070          FIN_WAIT2  ",
                    "tcp        1      0 127.0.0.1:8070          127.0.0.1:58404         CLOSE_WAIT "));
}

TEST(SocketScreens, AHalfFinishedHandshakeHasNoQueues)
{
    const tcplab::Run run = runOf(shipped("three-way-handshake"));
    const Trace& trace = run.trace();
    const World world = run.worldAt(trace.record(trace.segment(1).endRecord).step);
    const std::vector<SocketLine> lines = socketLines(world, Side::Server);
    const auto half = std::ranges::find(lines, std::string("SYN-RECV"), &SocketLine::state);
    ASSERT_NE(half, lines.end());
    EXPECT_EQ(half->sendQueue, 0U);
    EXPECT_EQ(half->receiveQueue, 0U);
}

class Sockets : public testing::Test {
protected:
    Sockets() : panel(session)
    {
        session.load(shipped("listen-queues"));
        panel.resize(820, 260);
        panel.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
    }
    std::string screen(Side side) const { return panel.screen(side)->toPlainText().toStdString(); }
    Session session;
    SocketsPanel panel;
};

TEST_F(Sockets, FollowTheCursorAndTheChosenProgram)
{
    EXPECT_EQ(screen(Side::Client),
              "$ ss -tan\nState Recv-Q Send-Q Local Address:Port Peer Address:PortProcess");
    session.goToStep(session.stepCount() / 2);
    EXPECT_THAT(screen(Side::Server), testing::HasSubstr("\nLISTEN "));
    QTest::mouseClick(panel.tools()->button(static_cast<int>(SocketTool::Netstat)), Qt::LeftButton);
    EXPECT_THAT(screen(Side::Server), testing::StartsWith("$ netstat -tan\nActive Internet connections"));
    EXPECT_EQ(panel.tool(), SocketTool::Netstat);
}

/// What is drawn is what the sockets hold, at every step, and the queues fill up to what they hold.
TEST_F(Sockets, DrawBothQueuesOfTheListener)
{
    bool synFull = false;
    bool acceptFull = false;
    for (quint64 step = 0; step <= session.stepCount(); ++step) {
        session.goToStep(step);
        for (const ListenQueues& queues : panel.queues(Side::Server)->queues()) {
            EXPECT_EQ(queues.port, 80);
            EXPECT_LE(queues.accept.size(), queues.acceptCapacity);
            EXPECT_LE(queues.syn.size(), queues.synCapacity);
            synFull = synFull || queues.syn.size() == queues.synCapacity;
            acceptFull = acceptFull || queues.accept.size() == queues.acceptCapacity;
        }
    }
    EXPECT_TRUE(synFull);
    EXPECT_TRUE(acceptFull);
    EXPECT_TRUE(panel.queues(Side::Client)->queues().empty());
    EXPECT_THAT(panel.queues(Side::Server)->accessibleDescription().toStdString(),
                testing::HasSubstr("in the accept queue"));
}

} // namespace
} // namespace tcplab
