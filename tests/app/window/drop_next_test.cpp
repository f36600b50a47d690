// "Drop next segment" says which one.
#include "app/panels/explanation_panel.h"
#include "app/window/scenario_bar.h"
#include "core/world/scenario_file.h"
#include "tests/app/window/window_fixture.h"

#include <QToolButton>

namespace tcplab {

class DropsNext : public Window {
protected:
    QString text() { return window->action(Do::DropNext)->text(); }
    QString tip() { return window->action(Do::DropNext)->toolTip(); }
    QToolButton* button()
    {
        for (auto* one : window->scenarioBar()->findChildren<QToolButton*>())
            if (one->defaultAction() == window->action(Do::DropNext))
                return one;
        return nullptr;
    }
};

TEST_F(DropsNext, NamesTheSegmentThatItWillTake)
{
    openScenario(QStringLiteral("three-way-handshake"));
    EXPECT_EQ(text(), QStringLiteral("Drop next segment: SYN from the client"));
    EXPECT_TRUE(tip().startsWith(QStringLiteral("Goes on until SYN from the client is in flight")))
        << tip().toStdString();
    goToMiddleOf(2);
    EXPECT_EQ(text(), QStringLiteral("Drop next segment: SYN, ACK from the server"));
    EXPECT_TRUE(tip().startsWith(QStringLiteral("Drops what is in flight: SYN, ACK"))) << tip().toStdString();
}

TEST_F(DropsNext, TakesTheOneThatItNamedAndSaysSo)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    window->action(Do::DropNext)->trigger();
    settle();
    EXPECT_TRUE(trace().segment(2).droppedByHand);
    EXPECT_TRUE(window->explanation()->headline().contains(QStringLiteral("SYN, ACK")))
        << window->explanation()->headline().toStdString();
    // And next it would take what follows.
    EXPECT_EQ(text(), QStringLiteral("Drop next segment: SYN from the client"));
}

TEST_F(DropsNext, LosesTheNextSegmentHalfWay)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->action(Do::DropNext)->trigger();
    settle();
    ASSERT_EQ(droppedByHand(), 1U);
    const SegmentHistory& syn = trace().segment(1);
    EXPECT_TRUE(syn.droppedByHand);
    EXPECT_GT(syn.endedAt, syn.sentAt);
    EXPECT_LT(syn.endedAt, syn.expectedEnd);
}

TEST_F(DropsNext, FindsOneThatFliesWhereTheQueueTurnsSomeAway)
{
    const char* text = R"([network]
delay = "50 ms"
msl = "30 s"
bandwidth = "100 kbit/s"
queue = "2 segments"
[client]
initial_window = 10
program = """
connect server:80
send 20000
close
"""
[server]
program = """
listen 80
accept
recv eof
close
"""
)";
    auto scenario = readScenario(text, "narrow.toml");
    ASSERT_TRUE(scenario.has_value());
    window->show(*std::move(scenario), {});
    settle();
    const auto turnedAway =
        std::find_if(trace().segments.begin(), trace().segments.end(),
                     [](const SegmentHistory& s) { return s.dropped == DropReason::Queue; });
    ASSERT_NE(turnedAway, trace().segments.end()) << "the queue is too long for this test";
    session().goToStep(trace().record(turnedAway->sentRecord).step - 1);
    for (int i = 0; i < 4; ++i) {
        window->action(Do::DropNext)->trigger();
        settle();
        const Effect& done = trace().record(trace().firstRecordOf(session().step())).what;
        EXPECT_EQ(done.kind, EffectKind::User);
        EXPECT_TRUE(done.applied) << "segment " << done.segment;
    }
}

TEST_F(DropsNext, NamesTheSelectedOneOfSeveralInFlight)
{
    openScenario(QStringLiteral("fast-retransmit"));
    const auto data = std::find_if(trace().segments.begin(), trace().segments.end(),
                                   [](const SegmentHistory& s) { return s.packet.segment.text.length != 0; });
    ASSERT_NE(data, trace().segments.end());
    goToMiddleOf(data->packet.id);
    const std::vector<SegmentId> flying = session().inFlight();
    ASSERT_GT(flying.size(), 1U);
    session().selectSegment(flying.back());
    settle();
    window->action(Do::DropNext)->trigger();
    settle();
    EXPECT_TRUE(trace().segment(flying.back()).droppedByHand);
}

TEST_F(DropsNext, SaysItInChineseToo)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    window->setLanguage(Language::Chinese);
    settle();
    EXPECT_EQ(text(), QString::fromUtf8("丢弃下一个报文段：服务器的 SYN, ACK"));
}

TEST_F(DropsNext, TheButtonKeepsItsWidthAndPointsAtTheSegmentUnderIt)
{
    openScenario(QStringLiteral("three-way-handshake"));
    ASSERT_NE(button(), nullptr);
    const int width = button()->width();
    goToMiddleOf(2);
    EXPECT_EQ(button()->width(), width);
    window->action(Do::DropNext)->hover();
    const auto pointedAt = [this] {
        const auto& arrows = window->ladder()->geometry().arrows;
        return std::find_if(arrows.begin(), arrows.end(),
                            [](const LadderArrow& one) { return one.hovered; }) != arrows.end();
    };
    EXPECT_TRUE(pointedAt());
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(button(), &leave);
    EXPECT_FALSE(pointedAt());
}

TEST_F(DropsNext, NamesNothingWhereNothingFollows)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_End);
    EXPECT_EQ(text(), QStringLiteral("Drop next segment"));
}

} // namespace tcplab
