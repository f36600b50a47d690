// Run until, and breakpoints, as a person uses them.
#include "app/diagram/breakpoint_marks.h"
#include "app/diagram/diagram_view.h"
#include "app/window/diagram_menu.h"
#include "app/window/host_column.h"
#include "app/window/until_dialog.h"
#include "tests/app/window/window_fixture.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QUndoStack>
#include <functional>

namespace tcplab {
namespace {

using testing::HasSubstr;

class Until : public Window {
protected:
    /// Presses Ctrl+F5, and does this with the dialog that opens.
    void ask(const std::function<void(UntilDialog&)>& act)
    {
        bool opened = false;
        QTimer answer;
        answer.setInterval(5);
        QObject::connect(&answer, &QTimer::timeout, &answer, [&] {
            auto* dialog = qobject_cast<UntilDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            answer.stop();
            opened = true;
            act(*dialog);
        });
        answer.start();
        press(Qt::Key_F5, Qt::ControlModifier);
        EXPECT_TRUE(opened);
        comeBack();
    }
    /// Of a dialog that is shown for itself, ready to be typed over.
    static QComboBox* fieldOf(UntilDialog& dialog)
    {
        dialog.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&dialog));
        auto* field = dialog.findChild<QComboBox*>();
        field->lineEdit()->selectAll();
        return field;
    }
    /// From a dialog or a menu.
    void comeBack()
    {
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
        window->ladder()->setFocus();
        settle();
    }
    static void type(UntilDialog& dialog, const QString& words)
    {
        dialog.field()->lineEdit()->selectAll();
        QTest::keyClicks(dialog.field()->lineEdit(), words);
    }
    static std::string said(UntilDialog& dialog) { return dialog.answer()->text().toStdString(); }
};

TEST_F(Until, CtrlF5RunsUntilAStateThatIsTyped)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ask([](UntilDialog& dialog) {
        type(dialog, QStringLiteral("time-wait"));
        EXPECT_THAT(said(dialog), HasSubstr("That is step"));
        QTest::mouseClick(dialog.go(), Qt::LeftButton);
    });
    EXPECT_EQ(window->column(Side::Client)->diagram()->situation().current, DiagramNode::TimeWait);
}

/// A list of proposals stands under the field while one types; it is not in the way.
TEST_F(Until, OneReturnIsEnough)
{
    openScenario(QStringLiteral("last-ack-lost"));
    UntilDialog dialog(session(), {}, window.get());
    QComboBox* field = fieldOf(dialog);
    QTest::keyClicks(field->lineEdit(), QStringLiteral("server CLOSE"));
    QTest::keyClicks(field->lineEdit(), QStringLiteral("-WAIT"));
    auto* list = field->completer()->popup();
    ASSERT_TRUE(list->isVisible());
    QTest::keyClick(list, Qt::Key_Return);
    EXPECT_FALSE(dialog.isVisible());
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
}

TEST_F(Until, TheListDoesNotHideWhatIsSaidOfAWholePhrase)
{
    openScenario(QStringLiteral("last-ack-lost"));
    UntilDialog dialog(session(), {}, window.get());
    QComboBox* field = fieldOf(dialog);
    QTest::keyClicks(field->lineEdit(), QStringLiteral("client TIME-WAI"));
    settle();
    EXPECT_TRUE(field->completer()->popup()->isVisible());
    QTest::keyClicks(field->lineEdit(), QStringLiteral("T"));
    settle();
    EXPECT_FALSE(field->completer()->popup()->isVisible());
    EXPECT_TRUE(dialog.go()->isEnabled());
    QTest::keyClick(field->lineEdit(), Qt::Key_Return);
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
}

TEST_F(Until, GoesToAnInstantBetweenTwoEvents)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ask([](UntilDialog& dialog) {
        type(dialog, QStringLiteral("37 ms"));
        EXPECT_THAT(said(dialog), HasSubstr("between steps"));
        QTest::mouseClick(dialog.go(), Qt::LeftButton);
    });
    EXPECT_EQ(session().now(), Instant{} + milliseconds(37));
    ask([](UntilDialog& dialog) {
        type(dialog, QStringLiteral("+4 ms"));
        QTest::mouseClick(dialog.go(), Qt::LeftButton);
    });
    EXPECT_EQ(session().now(), Instant{} + milliseconds(41));
}

TEST_F(Until, SaysOfAnInstantThatItIsPastOrBehindTheEnd)
{
    openScenario(QStringLiteral("last-ack-lost"));
    session().goToInstant(Instant{} + milliseconds(100));
    ask([](UntilDialog& dialog) {
        type(dialog, QStringLiteral("1 ms"));
        EXPECT_THAT(said(dialog), HasSubstr("lies behind"));
        EXPECT_FALSE(dialog.go()->isEnabled());
        type(dialog, QStringLiteral("1000 s"));
        EXPECT_THAT(said(dialog), HasSubstr("The run ends before that"));
        EXPECT_FALSE(dialog.go()->isEnabled());
        dialog.reject();
    });
    EXPECT_EQ(session().now(), Instant{} + milliseconds(100));
}

TEST_F(Until, SaysWhileOneTypesWhatIsWrongAndWhatWasMeant)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ask([](UntilDialog& dialog) {
        type(dialog, QStringLiteral("TIME-WIAT"));
        EXPECT_THAT(said(dialog), HasSubstr("Did you mean TIME-WAIT?"));
        EXPECT_FALSE(dialog.go()->isEnabled());
        type(dialog, QStringLiteral("persist timer"));
        EXPECT_THAT(said(dialog), HasSubstr("does not happen in this run"));
        type(dialog, QStringLiteral("+1 s"));
        EXPECT_TRUE(dialog.go()->isEnabled());
        dialog.reject();
    });
    EXPECT_EQ(session().step(), 0u);
    press(Qt::Key_End);
    press(Qt::Key_Left);
    ask([](UntilDialog& dialog) {
        type(dialog, QStringLiteral("SYN"));
        EXPECT_THAT(said(dialog), HasSubstr("does not happen any more in this run; last it was step 4"));
        dialog.reject();
    });
}

TEST_F(Until, CompletesBehindTheNameOfAHostToo)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ask([](UntilDialog& dialog) {
        type(dialog, QStringLiteral("client FIN-W"));
        QCompleter* completer = dialog.field()->completer();
        completer->setCompletionPrefix(QStringLiteral("client FIN-W"));
        QStringList offered;
        for (int i = 0; completer->setCurrentRow(i); ++i)
            offered << completer->currentCompletion();
        EXPECT_TRUE(offered.contains(QStringLiteral("client FIN-WAIT-1")));
        EXPECT_TRUE(offered.contains(QStringLiteral("client FIN-WAIT-2")));
        dialog.reject();
    });
}

TEST_F(Until, RemembersWhatWasWaitedForFromOneSittingToTheNext)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ask([](UntilDialog& dialog) {
        type(dialog, QStringLiteral("FIN #2"));
        dialog.accept();
    });
    window = std::make_unique<MainWindow>();
    window->setLanguage(Language::English);
    openScenario(QStringLiteral("last-ack-lost"));
    ask([](UntilDialog& dialog) {
        EXPECT_EQ(dialog.phrase(), QStringLiteral("FIN #2"));
        dialog.reject();
    });
}

TEST_F(Until, StopsThereEachTimeIfAsked)
{
    openScenario(QStringLiteral("last-ack-lost"));
    ask([](UntilDialog& dialog) {
        type(dialog, QStringLiteral("client TIME-WAIT"));
        dialog.eachTime()->click();
        dialog.accept();
    });
    const quint64 stop = session().step();
    EXPECT_EQ(window->breakpoints().all().size(), 1u);
    press(Qt::Key_Home);
    press(Qt::Key_F9);
    EXPECT_EQ(session().step(), stop);
    press(Qt::Key_F9);
    EXPECT_EQ(session().step(), session().stepCount());
}

TEST_F(Until, ARightClickOnAnArrowOfTheDiagramStopsThere)
{
    openScenario(QStringLiteral("three-way-handshake"));
    DiagramView* diagram = window->column(Side::Server)->diagram();
    const auto arrows = figureArrows();
    const auto arrow = static_cast<std::size_t>(
        std::ranges::find(arrows, DiagramStep{DiagramNode::Established, DiagramNode::CloseWait},
                          &FigureArrow::step) -
        arrows.begin());
    const QPolygonF& way = diagram->geometryOfBoxes().arrows[arrow];
    QTimer choose;
    choose.setInterval(5);
    QObject::connect(&choose, &QTimer::timeout, &choose, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr)
            return;
        choose.stop();
        for (QAction* action : menu->actions())
            if (action->text() == QStringLiteral("Stop here when playing"))
                action->trigger();
        menu->close();
    });
    choose.start();
    QTest::mouseClick(diagram, Qt::RightButton, {}, ((way[0] + way[1]) / 2).toPoint());
    comeBack();
    ASSERT_EQ(window->breakpoints().all().size(), 1u);
    EXPECT_EQ(untilText(window->breakpoints().all()[0].when), "ESTABLISHED → CLOSE-WAIT");
    // It is marked in both diagrams, on the arrow.
    for (const BreakpointMarks* marks : window->breakpointMarks()) {
        if (!marks->isVisible())
            continue;
        ASSERT_EQ(marks->dots().size(), 1u);
        EXPECT_LT(distanceTo(diagram->geometryOfBoxes().arrows[arrow], marks->dots()[0]), 2.0);
    }
    window->playback().setSpeed(64);
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !window->playback().isPlaying(); }, 20'000));
    EXPECT_EQ(stateOf(Side::Server), ConnectionState::CloseWait);
    EXPECT_LT(session().step(), session().stepCount());
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(window->breakpoints().all().empty());
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(window->breakpoints().all().size(), 1u);
}

TEST_F(Until, ABreakpointOfOneHostIsMarkedInItsDiagramAlone)
{
    openScenario(QStringLiteral("last-ack-lost"));
    UntilCondition when;
    when.kind = UntilCondition::Kind::State;
    when.host = Side::Client;
    when.to = ConnectionState::TimeWait;
    window->breakpoints().add(when);
    settle();
    int seen = 0;
    for (const BreakpointMarks* marks : window->breakpointMarks())
        if (marks->isVisible()) {
            const bool isClients = marks->parentWidget() == window->column(Side::Client)->diagram();
            EXPECT_EQ(marks->dots().size(), isClients ? 1u : 0u);
            ++seen;
        }
    EXPECT_EQ(seen, 2);
}

} // namespace
} // namespace tcplab
