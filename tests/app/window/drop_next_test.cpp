// "Drop next segment" says which one.
#include "app/panels/explanation_panel.h"
#include "app/window/scenario_bar.h"
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
