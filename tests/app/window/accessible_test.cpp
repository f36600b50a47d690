// What a screen reader and a keyboard find: every control named, in an order that makes sense.
#include "app/editor/scenario_editor.h"
#include "app/experiment/axis_row.h"
#include "app/experiment/chart_view.h"
#include "app/experiment/experiment_dialog.h"
#include "app/experiment/sweep_page.h"
#include "app/window/host_column.h"
#include "app/window/key_list.h"
#include "app/window/scenario_bar.h"
#include "app/window/scrubber.h"
#include "app/window/transport_bar.h"
#include "tests/app/window/accessible_fixture.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace tcplab {
namespace {

/// Tab comes to each of these, and to none of them before the one that is read before it.
void expectOrder(const std::vector<QWidget*>& order, const std::vector<const QWidget*>& parts)
{
    std::size_t before = 0;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto first = std::ranges::find_if(
            order, [&](const QWidget* one) { return one == parts[part] || parts[part]->isAncestorOf(one); });
        const char* name = parts[part]->metaObject()->className();
        ASSERT_NE(first, order.end()) << name;
        const auto place = static_cast<std::size_t>(first - order.begin());
        EXPECT_TRUE(part == 0 || place > before) << name;
        before = place;
    }
}

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
            int seen = 0;
            for (QWidget* top : QApplication::topLevelWidgets())
                if (qobject_cast<QDialog*>(top) != nullptr && top->isVisible()) {
                    expectNames(top);
                    top->close();
                    ++seen;
                }
            EXPECT_EQ(seen, 1);
        }
    }
}

TEST_F(Accessible, KeyListIsHeardAsAWhole)
{
    openScenario(QStringLiteral("last-ack-lost"));
    QString words;
    WhileModal look([&words](QDialog* dialog) { words = dialog->accessibleDescription(); });
    window->action(Do::Keys)->trigger();
    for (const Do what : {Do::StepForward, Do::DropNext, Do::Lecture})
        EXPECT_TRUE(words.contains(window->action(what)->text().remove(QStringLiteral("…"))))
            << window->action(what)->text().toStdString();
}

TEST_F(Accessible, EditorComparisonAndExperimentsAreNamedInBothLanguages)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        window->setLanguage(language);
        openScenario(QStringLiteral("three-way-handshake"));
        window->action(Do::ShowEditor)->setChecked(true);
        settle();
        expectNames(window->editor());
        window->action(Do::ShowEditor)->setChecked(false);
        compareWithALoss();
        expectNames(window->compareRuns()->pane());
        expectNames(window->compareRuns()->pane()->bar());
        for (const Do what : {Do::LossMatrix, Do::Explore, Do::Chance}) {
            window->action(what)->trigger();
            settle();
            auto* experiment = window->findChild<ExperimentDialog*>();
            ASSERT_NE(experiment, nullptr);
            expectNames(experiment);
            experiment->close();
        }
    }
}

/// From the form to the text, in the form as it is read; and out of the text again.
TEST_F(Accessible, TabGoesThroughTheEditorAsItIsRead)
{
    window->resize(1600, 1000);
    openScenario(QStringLiteral("three-way-handshake"));
    window->action(Do::ShowEditor)->setChecked(true);
    settle();
    const std::vector<QWidget*> inEditor = tabOrder(window.get(), window->editor());
    ASSERT_GT(inEditor.size(), 10u);
    QPlainTextEdit* text = window->editor()->text();
    EXPECT_EQ(inEditor.back(), text);
    EXPECT_EQ(inEditor.front(), window->editor()->field(QStringLiteral("network"), QStringLiteral("delay")));
    for (std::size_t i = 1; i + 1 < inEditor.size(); ++i)
        EXPECT_LT(inEditor[i - 1]->mapTo(window.get(), QPoint()).y(),
                  inEditor[i]->mapTo(window.get(), QPoint()).y())
            << i;
    text->setFocus(Qt::TabFocusReason);
    const QString before = text->toPlainText();
    QTest::keyClick(text, Qt::Key_Tab);
    EXPECT_FALSE(text->hasFocus());
    text->setFocus(Qt::TabFocusReason);
    QTest::keyClick(text, Qt::Key_Backtab, Qt::ShiftModifier);
    EXPECT_TRUE(inEditor[inEditor.size() - 2]->hasFocus()) << "back into the form";
    EXPECT_EQ(text->toPlainText(), before);
    EXPECT_THAT(text->accessibleDescription().toStdString(), testing::HasSubstr("indented with spaces"));
}

/// Down the form, rows that were added later too; then the chart, and the runs below it.
TEST_F(Accessible, TabGoesThroughTheExperimentsAsTheyAreRead)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->action(Do::Chance)->trigger();
    auto* experiment = window->findChild<ExperimentDialog*>();
    ASSERT_NE(experiment, nullptr);
    SweepPage* page = experiment->chance();
    page->more()->click();
    settle();
    std::vector<QWidget*> order = tabOrder(experiment, page);
    ASSERT_GT(order.size(), 10u);
    EXPECT_EQ(order.back(), page->chart());
    order.pop_back();
    for (std::size_t i = 1; i < order.size(); ++i) {
        const QWidget* before = order[i - 1];
        if (before == page->axis(0)->values() || before == page->axis(1)->values())
            continue; // the way out of a row stands above at the right: less often wanted
        EXPECT_LE(before->mapTo(experiment, QPoint()).y(), order[i]->mapTo(experiment, QPoint()).y())
            << before->metaObject()->className() << ' ' << order[i]->metaObject()->className();
    }
    experiment->close();
}

TEST_F(Accessible, TabGoesFromTheTopLeftToTheBottomRight)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->action(Do::ShowLibrary)->setChecked(true);
    window->recovery()->offer({LostRun{}});
    settle();
    expectOrder(tabOrder(window.get()),
                {window->scenarioBar(), window->recovery(), window->library(), window->column(Side::Client),
                 window->ladder(), window->column(Side::Server), window->transport(), window->scrubber()});
    window->action(Do::ShowLibrary)->setChecked(false);
    compareWithALoss();
    ComparePane* pane = window->compareRuns()->pane();
    expectOrder(tabOrder(window.get()), {window->scenarioBar(), pane->bar(), pane, window->ladder(),
                                         window->transport(), window->scrubber()});
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
