#include "app/diagram/diagram_view.h"
#include "app/window/diagram_arrangement.h"
#include "app/window/diagram_menu.h"
#include "app/window/host_column.h"
#include "core/run/run.h"
#include "tests/app/window/window_fixture.h"

#include <QMenu>
#include <QTimer>
#include <QToolTip>

namespace tcplab {
namespace {

using enum DiagramNode;

class Diagrams : public Window {
protected:
    DiagramView* diagram(Side side) { return window->column(side)->diagram(); }
    std::size_t walked() { return window->diagrams()->walked().count(); }
    static std::size_t arrow(DiagramNode from, DiagramNode to) { return *figureArrow({from, to}); }

    /// Clicks there and presses keys in the menu that opens.
    void clickAndPress(QPoint where, DiagramView* view, const QList<Qt::Key>& keys)
    {
        bool opened = false;
        QTimer::singleShot(0, window.get(), [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            ASSERT_NE(menu, nullptr);
            opened = true;
            for (const Qt::Key key : keys)
                QTest::keyClick(QApplication::activePopupWidget(), key);
            while (QApplication::activePopupWidget() != nullptr)
                QApplication::activePopupWidget()->close();
        });
        QTest::mouseClick(view, Qt::LeftButton, {}, where);
        EXPECT_TRUE(opened);
        settle();
    }
    /// All entries that would open a scenario, in submenus as well.
    static std::vector<QAction*> scenariosIn(const QMenu& menu)
    {
        std::vector<QAction*> all;
        for (QAction* one : menu.actions())
            if (one->menu() != nullptr) {
                const auto more = scenariosIn(*one->menu());
                all.insert(all.end(), more.begin(), more.end());
            } else if (!one->data().toString().isEmpty()) {
                all.push_back(one);
            }
        return all;
    }
};

TEST_F(Diagrams, CountArrowsOverTheWholeSitting)
{
    openScenario(QStringLiteral("three-way-handshake"));
    EXPECT_EQ(walked(), 0U);
    press(Qt::Key_End);
    const std::size_t handshake = walked();
    EXPECT_GE(handshake, 4U);
    press(Qt::Key_Home);
    EXPECT_EQ(walked(), handshake); // stepping back undoes nothing
    openScenario(QStringLiteral("simultaneous-close"));
    EXPECT_EQ(walked(), handshake);
    press(Qt::Key_End);
    EXPECT_GT(walked(), handshake);
    EXPECT_TRUE(window->diagrams()->walked().test(arrow(FinWait1, Closing)));
    EXPECT_TRUE(
        diagram(Side::Client)->accessibleDescription().contains(QStringLiteral("%1 of 21").arg(walked())));
    window->action(Do::ArrowsAgain)->trigger();
    EXPECT_EQ(walked(), 0U);
}

TEST_F(Diagrams, TheCounterOffersToBeginAgain)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_End);
    ASSERT_GT(walked(), 0U);
    DiagramView* view = diagram(Side::Client);
    clickAndPress(view->geometryOfBoxes().counter.center().toPoint(), view, {Qt::Key_Down, Qt::Key_Return});
    EXPECT_EQ(walked(), 0U);
}

TEST_F(Diagrams, PointingExplains)
{
    openScenario(QStringLiteral("three-way-handshake"));
    DiagramView* view = diagram(Side::Server);
    const QPoint where = view->geometryOfBoxes().box(TimeWait).center().toPoint();
    QHelpEvent help(QEvent::ToolTip, where, view->mapToGlobal(where));
    QApplication::sendEvent(view, &help);
    EXPECT_THAT(QToolTip::text().toStdString(), testing::HasSubstr("TIME-WAIT"));
    QToolTip::hideText();
}

TEST_F(Diagrams, AClickOnAnArrowOffersScenariosAndOneOpensAtThatMoment)
{
    openScenario(QStringLiteral("three-way-handshake"));
    DiagramView* view = diagram(Side::Client);
    const QPolygonF& route = view->geometryOfBoxes().arrows[arrow(FinWait1, Closing)];
    const QPoint on = ((route[0] + route[1]) / 2).toPoint();
    clickAndPress(on, view, {Qt::Key_Down, Qt::Key_Return}); // headings are passed over
    EXPECT_NE(session().scenario().name, "three-way-handshake");
    EXPECT_TRUE(stateOf(Side::Client) == ConnectionState::Closing ||
                stateOf(Side::Server) == ConnectionState::Closing);
    EXPECT_GT(session().step(), 0U);
}

TEST_F(Diagrams, WhatIsOfferedIsWhatRunsDo)
{
    openScenario(QStringLiteral("three-way-handshake"));
    for (std::size_t i = 0; i < figureArrowCount; ++i) {
        QMenu menu;
        window->diagramMenu()->fill(menu, {.node = {}, .arrow = i});
        const auto& visits = window->diagramMenu()->tour().along(i);
        EXPECT_EQ(scenariosIn(menu).size(), visits.size()) << figureArrows()[i].event;
    }
    // Played again, it is the same; and each of the states can be shown.
    EXPECT_EQ(tourOf(libraryFiles()), window->diagramMenu()->tour());
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        EXPECT_FALSE(window->diagramMenu()->tour().to(static_cast<DiagramNode>(i)).empty()) << i;
}

TEST_F(Diagrams, TheKeyboardReachesStatesAndTheirArrows)
{
    openScenario(QStringLiteral("three-way-handshake"));
    QMenu menu;
    window->diagramMenu()->fill(menu, {.node = FinWait1, .arrow = {}});
    std::size_t arrows = 0;
    for (QAction* one : menu.actions())
        arrows += one->text().startsWith(QStringLiteral("→")) && one->menu() != nullptr ? 1U : 0U;
    EXPECT_EQ(arrows, 3U); // to FIN-WAIT-2, CLOSING, TIME-WAIT
    diagram(Side::Client)->setFocus(Qt::TabFocusReason);
    settle();
    const quint64 step = session().step();
    QTest::keyClick(diagram(Side::Client), Qt::Key_Right); // walks the states, and not the run
    EXPECT_EQ(session().step(), step);
    QTest::keyClick(diagram(Side::Client), Qt::Key_Down);
    EXPECT_EQ(diagram(Side::Client)->focusedNode().has_value(), true);
}

TEST_F(Diagrams, GoesThereInTheRunThatIsOpen)
{
    openScenario(QStringLiteral("three-way-handshake"));
    QMenu menu;
    window->diagramMenu()->fill(menu, {.node = Established, .arrow = {}});
    for (QAction* one : menu.actions())
        if (one->text().contains(QStringLiteral("in this run"))) {
            one->trigger();
            break;
        }
    EXPECT_TRUE(stateOf(Side::Client) == ConnectionState::Established);
    EXPECT_NE(session().step(), 0U);
}

TEST_F(Diagrams, OneDiagramHoldsBothHostsAndIsRemembered)
{
    openScenario(QStringLiteral("simultaneous-close"));
    press(Qt::Key_O);
    DiagramView* joint = window->diagrams()->joint();
    EXPECT_TRUE(joint->isVisible());
    EXPECT_FALSE(diagram(Side::Client)->isVisible());
    EXPECT_TRUE(window->column(Side::Client)->isVisible());
    EXPECT_GT(window->column(Side::Server)->y(), window->column(Side::Client)->y());
    press(Qt::Key_End);
    ASSERT_EQ(joint->situations().size(), 2U);
    EXPECT_EQ(joint->situations()[0], diagram(Side::Client)->situation());
    EXPECT_EQ(joint->situations()[1], diagram(Side::Server)->situation());
    window = nullptr;
    window = std::make_unique<MainWindow>();
    openScenario(QStringLiteral("simultaneous-close"));
    EXPECT_TRUE(window->diagrams()->joint()->isVisible());
    window->ladder()->setFocus();
    press(Qt::Key_O);
    EXPECT_FALSE(window->diagrams()->joint()->isVisible());
    EXPECT_TRUE(diagram(Side::Client)->isVisible());
    EXPECT_TRUE(diagram(Side::Server)->isVisible());
    EXPECT_LT(window->column(Side::Client)->mapTo(window.get(), QPoint()).x(),
              window->column(Side::Server)->mapTo(window.get(), QPoint()).x());
}

TEST_F(Diagrams, TwoAgainHaveTheRoomTheyHad)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const auto widths = [this] {
        return std::array{window->column(Side::Client)->width(), window->ladder()->width(),
                          window->column(Side::Server)->width()};
    };
    const auto before = widths();
    press(Qt::Key_O);
    press(Qt::Key_O);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_NEAR(widths()[i], before[i], 2) << i;
}

} // namespace
} // namespace tcplab
