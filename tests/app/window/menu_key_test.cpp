// Context menus without a mouse, and what they do.
#include "app/diagram/diagram_view.h"
#include "app/panels/tables_panel.h"
#include "app/window/host_column.h"
#include "tests/app/window/accessible_fixture.h"

#include <QHeaderView>
#include <QMenu>

namespace tcplab {
namespace {

class MenuKey : public Accessible {
protected:
    static QMenu* opened(QWidget* one, const char* name)
    {
        one->setFocus(Qt::TabFocusReason);
        QTest::keyClick(one, Qt::Key_F10, Qt::ShiftModifier);
        for (auto* menu : one->findChildren<QMenu*>(QLatin1String(name)))
            if (menu->isVisible())
                return menu;
        return nullptr;
    }
    static QAction* actionOf(const QMenu* menu, const QString& text)
    {
        for (QAction* one : menu->actions())
            if (one->text() == text)
                return one;
        return nullptr;
    }
};

TEST_F(MenuKey, SortsATableAndPutsItBack)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->showDetail(Detail::Tables);
    settle();
    auto* tables = window->details()->findChild<TablesPanel*>();
    RunTable* table = tables->current();
    const auto column = [&](int row) { return table->model()->index(row, 0).data().toString(); };
    const QString first = column(0);
    QMenu* menu = opened(table, "tableMenu");
    ASSERT_NE(menu, nullptr);
    EXPECT_FALSE(actionOf(menu, QStringLiteral("Not sorted"))->isEnabled());
    QMenu* sort = actionOf(menu, QStringLiteral("Sort by"))->menu();
    const QString name = table->model()->headerData(0, Qt::Horizontal).toString();
    actionOf(sort, name)->trigger();
    menu->close();
    EXPECT_EQ(table->horizontalHeader()->sortIndicatorSection(), 0);
    menu = opened(table, "tableMenu");
    ASSERT_NE(menu, nullptr);
    actionOf(actionOf(menu, QStringLiteral("Sort by"))->menu(), name + QStringLiteral(" (ascending)"))
        ->trigger();
    menu->close();
    EXPECT_EQ(table->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    EXPECT_NE(column(0), first);
    menu = opened(table, "tableMenu");
    ASSERT_NE(menu, nullptr);
    actionOf(menu, QStringLiteral("Not sorted"))->trigger();
    menu->close();
    EXPECT_EQ(column(0), first);
    window->ladder()->setFocus();
}

TEST_F(MenuKey, OffersWhatCanBeDoneToTheSelectedSegment)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    EXPECT_EQ(opened(window->ladder(), "segmentMenu"), nullptr) << "nothing is selected";
    press(Qt::Key_N);
    QMenu* menu = opened(window->ladder(), "segmentMenu");
    ASSERT_NE(menu, nullptr);
    EXPECT_GE(menu->actions().size(), 4);
    const std::size_t before = droppedByHand();
    menu->actions().front()->trigger();
    menu->close();
    settle();
    EXPECT_EQ(droppedByHand(), before + 1);
}

TEST_F(MenuKey, OpensTheMenuOfAState)
{
    openScenario(QStringLiteral("three-way-handshake"));
    bool seen = false;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
            seen = !menu->actions().isEmpty();
            menu->close();
        }
    });
    look.start(5);
    QWidget* diagram = window->column(Side::Client)->diagram();
    diagram->setFocus(Qt::TabFocusReason);
    QTest::keyClick(diagram, Qt::Key_F10, Qt::ShiftModifier);
    EXPECT_TRUE(seen);
}

TEST_F(MenuKey, TakesNoStepAnywhere)
{
    openScenario(QStringLiteral("last-ack-lost"));
    for (std::size_t i = 0; i < detailCount; ++i) {
        window->showDetail(static_cast<Detail>(i));
        settle();
        const quint64 step = session().step();
        for (QWidget* one : tabOrder(window.get(), window->details())) {
            one->setFocus(Qt::TabFocusReason);
            QTest::keyClick(one, Qt::Key_F10, Qt::ShiftModifier);
            settle();
            while (QWidget* popup = QApplication::activePopupWidget())
                popup->close();
        }
        EXPECT_EQ(session().step(), step) << nameOf(static_cast<Detail>(i));
    }
}

} // namespace
} // namespace tcplab
