// What a screen reader and a keyboard find: every control named, in an order that makes sense.
#include "app/editor/scenario_editor.h"
#include "app/experiment/experiment_dialog.h"
#include "app/panels/explanation_panel.h"
#include "app/window/compare_runs.h"
#include "app/window/host_column.h"
#include "app/window/key_list.h"
#include "app/window/scenario_bar.h"
#include "app/window/scrubber.h"
#include "app/window/transport_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QDialog>
#include <QImage>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTimer>

namespace tcplab {
namespace {

class Accessible : public Window {
protected:
    /// What Tab reaches of a window, in its order.
    static std::vector<QWidget*> tabOrder(QWidget* top)
    {
        std::vector<QWidget*> order;
        QWidget* one = top;
        do {
            if ((one->focusPolicy() & Qt::TabFocus) != 0 && one->isVisible() && one->isEnabled() &&
                one->window() == top)
                order.push_back(one);
            one = one->nextInFocusChain();
        } while (one != top);
        return order;
    }
    /// Everything below it that takes the focus has a name that a screen reader can say.
    static void expectNames(QWidget* top)
    {
        for (QWidget* one : top->findChildren<QWidget*>()) {
            if (one->focusPolicy() == Qt::NoFocus || one->focusProxy() != nullptr || !one->isVisibleTo(top))
                continue;
            if (one->objectName().startsWith(
                    QStringLiteral("qt_"))) // a part of a control that is named itself
                continue;
            QAccessibleInterface* face = QAccessible::queryAccessibleInterface(one);
            ASSERT_NE(face, nullptr);
            EXPECT_FALSE(face->text(QAccessible::Name).trimmed().isEmpty())
                << one->metaObject()->className() << " in " << top->metaObject()->className() << ", child of "
                << one->parentWidget()->metaObject()->className();
        }
    }
};

TEST_F(Accessible, EveryControlOfTheWindowIsNamedInBothLanguages)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        window->setLanguage(language);
        openScenario(QStringLiteral("last-ack-lost"));
        session().goToStep(22);
        session().selectSegment(2);
        window->action(Do::ShowLibrary)->setChecked(true);
        for (std::size_t i = 0; i < detailCount; ++i) {
            window->showDetail(static_cast<Detail>(i));
            settle();
            expectNames(window.get());
        }
        window->action(Do::OneDiagram)->setChecked(language == Language::English);
        settle();
        expectNames(window.get());
    }
}

TEST_F(Accessible, EveryControlOfTheDialogsIsNamedInBothLanguages)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        window->setLanguage(language);
        openScenario(QStringLiteral("last-ack-lost"));
        for (const Do what : {Do::LossMatrix, Do::Explore}) {
            window->action(what)->trigger();
            settle();
            for (QWidget* top : QApplication::topLevelWidgets())
                if (qobject_cast<QDialog*>(top) != nullptr && top->isVisible()) {
                    expectNames(top);
                    top->close();
                }
        }
    }
}

/// Looks at the next modal dialog, and closes it.
class WhileModal {
public:
    template <class Look> explicit WhileModal(Look look)
    {
        m_timer.setInterval(5);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, look] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr || !dialog->isVisible())
                return;
            m_timer.stop();
            seen = true;
            look(dialog);
            dialog->reject();
        });
        m_timer.start();
    }
    bool seen = false;

private:
    QTimer m_timer;
};

TEST_F(Accessible, KeyListIsHeardAsAWhole)
{
    openScenario(QStringLiteral("last-ack-lost"));
    QString words;
    const WhileModal look([&words](QDialog* dialog) { words = dialog->accessibleDescription(); });
    window->action(Do::Keys)->trigger();
    for (const Do what : {Do::StepForward, Do::DropNext, Do::Lecture})
        EXPECT_TRUE(words.contains(window->action(what)->text().remove(QStringLiteral("…"))))
            << window->action(what)->text().toStdString();
}

TEST_F(Accessible, TabGoesFromTheTopLeftToTheBottomRight)
{
    openScenario(QStringLiteral("last-ack-lost"));
    const std::vector<QWidget*> order = tabOrder(window.get());
    const auto placeOf = [&](const QWidget* whole) {
        std::optional<std::size_t> first;
        for (std::size_t i = 0; i < order.size() && !first; ++i)
            if (order[i] == whole || whole->isAncestorOf(order[i]))
                first = i;
        EXPECT_TRUE(first.has_value()) << whole->metaObject()->className();
        return first.value_or(0);
    };
    const std::vector<const QWidget*> parts{window->scenarioBar(), window->column(Side::Client),
                                            window->ladder(),      window->column(Side::Server),
                                            window->transport(),   window->scrubber()};
    for (std::size_t i = 1; i < parts.size(); ++i)
        EXPECT_LT(placeOf(parts[i - 1]), placeOf(parts[i])) << parts[i]->metaObject()->className();
}

TEST_F(Accessible, TabGoesThroughTheButtonsBelowFromLeftToRight)
{
    openScenario(QStringLiteral("last-ack-lost"));
    int before = -1;
    for (const QWidget* one : tabOrder(window.get()))
        if (window->transport()->isAncestorOf(one) && one->isVisible()) {
            const int left = one->mapTo(window.get(), QPoint()).x();
            EXPECT_GT(left, before) << one->metaObject()->className();
            before = left;
        }
    EXPECT_GE(before, 0);
}

TEST_F(Accessible, AFactAtTheTopIsChangedByKeys)
{
    openScenario(QStringLiteral("last-ack-lost"));
    FactChips* chips = window->scenarioBar()->chips();
    chips->setFocus(Qt::TabFocusReason);
    const quint64 step = session().step();
    QTest::keyClick(chips, Qt::Key_Right);
    EXPECT_EQ(session().step(), step) << "the keys are the facts'";
    EXPECT_THAT(chips->accessibleDescription().toStdString(), testing::HasSubstr("loss"));
    QTest::keyClick(chips, Qt::Key_Left);
    QTest::keyClick(chips, Qt::Key_Return);
    settle();
    ASSERT_TRUE(window->editor()->isVisible());
    EXPECT_TRUE(window->editor()->field(QStringLiteral("network"), QStringLiteral("delay"))->hasFocus());
}

/// Whatever is in a menu or on a button is an action with a name; nothing is done by mouse alone.
TEST_F(Accessible, EveryActionIsReachedByKeyOrMenu)
{
    for (std::size_t i = 0; i < actionCount; ++i) {
        const QAction* action = window->action(static_cast<Do>(i));
        EXPECT_FALSE(action->text().isEmpty()) << i;
        EXPECT_FALSE(action->shortcuts().isEmpty() && action->associatedObjects().size() < 2)
            << action->text().toStdString();
    }
}

TEST_F(Accessible, AStepIsAnnounced)
{
    openScenario(QStringLiteral("last-ack-lost"));
    QSignalSpy announced(window->explanation(), &ExplanationPanel::announced);
    press(Qt::Key_Right);
    ASSERT_GE(announced.size(), 1);
    EXPECT_EQ(announced.last()[0].toString(), window->explanation()->headline());
    EXPECT_EQ(window->explanation()->accessibleName(), window->explanation()->headline());
}

TEST_F(Accessible, ReducedMotionIsRemembered)
{
    window->action(Do::ReduceMotion)->setChecked(true);
    EXPECT_TRUE(qApp->property("reducedMotion").toBool());
    window = std::make_unique<MainWindow>();
    EXPECT_TRUE(window->action(Do::ReduceMotion)->isChecked());
    window->action(Do::ReduceMotion)->setChecked(false);
    EXPECT_FALSE(qApp->property("reducedMotion").toBool());
}

} // namespace
} // namespace tcplab
