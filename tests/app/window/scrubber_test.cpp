#include "app/window/scrubber.h"

#include "app/diagram/diagram_view.h"
#include "app/window/host_column.h"

#include "tests/app/support/runs.h"
#include "tests/app/window/window_fixture.h"

namespace tcplab {
namespace {

class ScrubberStrip : public Window {
protected:
    ScrubberGeometry bars() { return window->scrubber()->geometryOfBars(); }
};

TEST_F(ScrubberStrip, BarsOfAHostFollowOneAnotherFromEndToEnd)
{
    for (const QString& name : {QStringLiteral("three-way-handshake"), QStringLiteral("simultaneous-close"),
                                QStringLiteral("time-wait-2min")}) {
        openScenario(name);
        press(Qt::Key_End);
        const ScrubberGeometry shapes = bars();
        for (const Side side : {Side::Client, Side::Server}) {
            double x = shapes.track.left();
            for (const ScrubberBar& bar : shapes.bars) {
                if (bar.host != side)
                    continue;
                EXPECT_NEAR(bar.rect.left(), x, 1.0) << name.toStdString();
                x = bar.rect.right();
            }
            EXPECT_NEAR(x, shapes.track.right(), 1.0) << name.toStdString();
        }
    }
}

TEST_F(ScrubberStrip, TheCurrentBarOfAHostIsTheStateItIsIn)
{
    for (const char* name : {"three-way-handshake", "listen-queues"}) {
        SCOPED_TRACE(name);
        openScenario(QString::fromLatin1(name));
        while (session().step() < session().stepCount()) {
            press(Qt::Key_Right);
            SCOPED_TRACE(session().step());
            const ScrubberGeometry shapes = bars();
            for (const Side side : {Side::Client, Side::Server}) {
                const DiagramSituation situation = window->column(side)->diagram()->situation();
                std::vector<ConnectionState> current;
                for (const ScrubberBar& bar : shapes.bars)
                    if (bar.host == side && bar.current)
                        current.push_back(bar.state);
                const ConnectionState state = tcplab::stateOf(situation.current);
                if (state == ConnectionState::Closed) {
                    EXPECT_TRUE(current.empty());
                } else {
                    EXPECT_THAT(current, testing::ElementsAre(state));
                }
            }
        }
    }
}

// RFC 9293 Figure 5: from LAST-ACK to CLOSED. The listener is another TCB, and has been there all the time.
TEST_F(ScrubberStrip, AConnectionThatHasEndedIsClosedWhoeverListens)
{
    for (const char* name : {"three-way-handshake", "last-ack-lost", "sequence-wrap"}) {
        SCOPED_TRACE(name);
        openScenario(QString::fromLatin1(name));
        press(Qt::Key_End);
        std::vector<ConnectionState> server;
        const ScrubberGeometry shapes = bars();
        for (const ScrubberBar& bar : shapes.bars)
            if (bar.host == Side::Server)
                server.push_back(bar.state);
        ASSERT_FALSE(server.empty());
        EXPECT_EQ(server.back(), ConnectionState::Closed);
        EXPECT_LE(std::count(server.begin(), server.end(), ConnectionState::Listen), 1);
        // What listens is a line of its own, to the end.
        ASSERT_EQ(shapes.listeners.size(), 1u);
        EXPECT_EQ(shapes.listeners.front().host, Side::Server);
        EXPECT_NEAR(shapes.listeners.front().rect.right(), shapes.track.right(), 1.0);
    }
}

TEST_F(ScrubberStrip, ShowsWhatHeldThePortAndNotTheListener)
{
    openScenario(QStringLiteral("port-unavailable"));
    session().goToInstant(Instant{} + milliseconds(1150));
    settle();
    std::vector<ConnectionState> server;
    std::vector<ConnectionState> current;
    for (const ScrubberBar& bar : bars().bars)
        if (bar.host == Side::Server) {
            server.push_back(bar.state);
            if (bar.current)
                current.push_back(bar.state);
        }
    EXPECT_THAT(server, testing::IsSupersetOf({ConnectionState::SynReceived, ConnectionState::Established,
                                               ConnectionState::TimeWait}));
    EXPECT_THAT(current, testing::ElementsAre(ConnectionState::TimeWait));
}

TEST_F(ScrubberStrip, AListenerHidesNoConnectionThatLives)
{
    openScenario(QStringLiteral("port-reuse-reuseaddr"));
    session().goToInstant(Instant{} + milliseconds(1500));
    settle();
    std::vector<ConnectionState> server;
    for (const ScrubberBar& bar : bars().bars)
        if (bar.host == Side::Server)
            server.push_back(bar.state);
    const auto wait = std::find(server.begin(), server.end(), ConnectionState::TimeWait);
    ASSERT_NE(wait, server.end());
    EXPECT_EQ(std::count(wait, server.end(), ConnectionState::Listen), 0) << "its own line says that";
}

TEST_F(ScrubberStrip, NothingCrossesAName)
{
    for (const char* name : {"last-ack-lost", "zero-window", "syn-ack-lost"}) {
        openScenario(QString::fromLatin1(name));
        for (const int percent : {10, 40, 65, 90}) {
            session().goToPosition(session().axis().length() * percent / 100);
            settle();
            const ScrubberGeometry shapes = bars();
            std::vector<double> strokes{shapes.nowX, shapes.frame.left(), shapes.frame.right()};
            for (const ScrubberFold& fold : shapes.folds)
                strokes.push_back(zigzagX(fold) + zigzagWidth / 2);
            constexpr double width = 60;
            for (const ScrubberBar& bar : shapes.bars)
                if (const auto middle = nameMiddle(shapes, bar.rect, width)) {
                    EXPECT_GE(*middle - width / 2, bar.rect.left() - 0.01);
                    EXPECT_LE(*middle + width / 2, bar.rect.right() + 0.01);
                    for (const double x : strokes)
                        EXPECT_TRUE(x <= *middle - width / 2 || x >= *middle + width / 2)
                            << name << ' ' << percent << ' ' << nameOf(bar.state);
                }
        }
    }
}

TEST_F(ScrubberStrip, ShowsWhatWillComeBeforeAnythingHasHappened)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_Home);
    ASSERT_EQ(session().step(), 0u);
    std::vector<ConnectionState> server;
    for (const ScrubberBar& bar : bars().bars)
        if (bar.host == Side::Server)
            server.push_back(bar.state);
    EXPECT_THAT(server, testing::IsSupersetOf({ConnectionState::SynReceived, ConnectionState::Established,
                                               ConnectionState::CloseWait}));
}

TEST_F(ScrubberStrip, ShowsWhatWillComeOfTheListener)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_Right);
    ASSERT_TRUE(stateOf(Side::Server) == ConnectionState::Listen);
    std::vector<ConnectionState> server;
    for (const ScrubberBar& bar : bars().bars)
        if (bar.host == Side::Server && (server.empty() || server.back() != bar.state))
            server.push_back(bar.state);
    EXPECT_THAT(server, testing::IsSupersetOf({ConnectionState::Listen, ConnectionState::SynReceived,
                                               ConnectionState::Established, ConnectionState::CloseWait}));
}

TEST_F(ScrubberStrip, ShowsAnEarlierConnectionOfTheSamePortsToo)
{
    openScenario(QStringLiteral("old-duplicate-with-time-wait"));
    press(Qt::Key_End);
    const ScrubberGeometry shapes = bars();
    // Both incarnations have been ESTABLISHED, on either side.
    for (const Side side : {Side::Client, Side::Server})
        EXPECT_GE(std::count_if(shapes.bars.begin(), shapes.bars.end(),
                                [side](const ScrubberBar& bar) {
                                    return bar.host == side && bar.state == ConnectionState::Established;
                                }),
                  2);
}

TEST_F(ScrubberStrip, DraggingGoesToTheInstantUnderTheMouse)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const ScrubberGeometry shapes = bars();
    const auto at = [&shapes](double share) {
        return QPointF(shapes.track.left() + shapes.track.width() * share, shapes.track.center().y())
            .toPoint();
    };
    QTest::mousePress(window->scrubber(), Qt::LeftButton, {}, at(0.3));
    settle();
    EXPECT_NEAR(bars().nowX, at(0.3).x(), 1.5);
    QTest::mouseMove(window->scrubber(), at(0.6));
    QTest::mouseRelease(window->scrubber(), Qt::LeftButton, {}, at(0.6));
    QTest::mouseClick(window->scrubber(), Qt::LeftButton, {}, at(0.0));
    EXPECT_EQ(session().now(), Instant{});
}

TEST_F(ScrubberStrip, IsASliderOfStepsForScreenReaders)
{
    openScenario(QStringLiteral("three-way-handshake"));
    EXPECT_EQ(window->scrubber()->minimum(), 0);
    EXPECT_EQ(window->scrubber()->maximum(), static_cast<int>(session().stepCount()));
    window->scrubber()->setValue(5);
    EXPECT_EQ(session().step(), 5U);
    press(Qt::Key_Right);
    EXPECT_EQ(window->scrubber()->value(), 6);
    EXPECT_FALSE(window->scrubber()->accessibleName().isEmpty());
}

TEST_F(ScrubberStrip, SaysHowMuchTimeAFoldStandsFor)
{
    openScenario(QStringLiteral("time-wait-2min"));
    const ScrubberGeometry shapes = bars();
    ASSERT_FALSE(shapes.folds.empty());
    EXPECT_TRUE(shapes.folds.back().text.contains(QLatin1String("min")));
}

TEST_F(ScrubberStrip, OfThousandsOfFoldsSomeStandForTheOthers)
{
    window->MainWindow::show(scenarioOf(R"(
[network]
delay = "10 ms"
[client]
program = """
connect server:80
repeat 1000
send 10
sleep 2 s
end
close
"""
[server]
program = """
listen 80
accept
recv eof
close
"""
)"),
                             {});
    window->show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session().run().ended(); }, 60'000));
    ASSERT_GT(session().axis().folds().size(), 900U);
    const ScrubberGeometry shapes = bars();
    EXPECT_GT(shapes.folds.size(), 3U);
    EXPECT_LT(static_cast<double>(shapes.folds.size()), shapes.track.width() / 35);
}

TEST_F(ScrubberStrip, TheFrameShowsWhatTheTimelineShowsAndIsDragged)
{
    openScenario(QStringLiteral("old-duplicate-with-time-wait"));
    press(Qt::Key_End);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window->ladder()->isGliding(); }, 30'000));
    settle();
    const auto shown = [&] { return window->ladder()->visibleUnits(); };
    const ScrubberGeometry before = bars();
    ASSERT_FALSE(before.handle.isEmpty());
    EXPECT_NEAR(before.handle.left(), xAt(session().axis(), before.track, shown().first), 1);
    EXPECT_LT(before.handle.width(), before.track.width());
    const auto [from, to] = shown();
    const QPoint middle = before.handle.center().toPoint();
    EXPECT_EQ(framePartAt(before, middle), FramePart::Body);
    QTest::mousePress(window->scrubber(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(window->scrubber(), middle - QPoint(150, 0));
    QTest::mouseRelease(window->scrubber(), Qt::LeftButton, {}, middle - QPoint(150, 0));
    settle();
    EXPECT_LT(shown().first, from - 100);
    EXPECT_NEAR(shown().second - shown().first, to - from, 1);
    EXPECT_EQ(session().step(), session().stepCount()) << "the cursor has not moved";
    // An edge makes it longer: the timeline shows more.
    const ScrubberGeometry moved = bars();
    const QPoint edge = QPointF(moved.handle.right(), moved.handle.center().y()).toPoint();
    const double zoom = window->ladder()->zoom();
    QTest::mousePress(window->scrubber(), Qt::LeftButton, {}, edge);
    QTest::mouseMove(window->scrubber(), edge - QPoint(40, 0));
    QTest::mouseRelease(window->scrubber(), Qt::LeftButton, {}, edge - QPoint(40, 0));
    EXPECT_GT(window->ladder()->zoom(), zoom);
}

} // namespace
} // namespace tcplab
