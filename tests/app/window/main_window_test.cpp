#include "app/diagram/diagram_view.h"
#include "app/editor/scenario_editor.h"
#include "app/panels/call_buttons.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/library_panel.h"
#include "app/panels/socket_list.h"
#include "app/panels/tcb_panel.h"
#include "app/window/host_column.h"
#include "app/window/scenario_bar.h"
#include "app/window/scrubber.h"
#include "app/window/transport_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

namespace tcplab {
namespace {

using testing::HasSubstr;

TEST_F(Window, BeginsPausedBeforeTheFirstEvent)
{
    openScenario(QStringLiteral("three-way-handshake"));
    EXPECT_EQ(session().step(), 0U);
    EXPECT_FALSE(window->playback().isPlaying());
    EXPECT_GT(session().stepCount(), 10U);
    EXPECT_FALSE(window->action(Do::StepBack)->isEnabled());
    EXPECT_TRUE(window->action(Do::StepForward)->isEnabled());
}

TEST_F(Window, OneKeyIsOneEventForwardsAndBackwards)
{
    openScenario(QStringLiteral("three-way-handshake"));
    for (quint64 step = 1; step <= 6; ++step) {
        press(Qt::Key_Right);
        EXPECT_EQ(session().step(), step);
    }
    for (quint64 step = 5; step >= 3; --step) {
        press(Qt::Key_Left);
        EXPECT_EQ(session().step(), step);
    }
    press(Qt::Key_F10);
    EXPECT_EQ(session().step(), 4U);
}

TEST_F(Window, HomeAndEndGoToBothEndsOfTheRun)
{
    openScenario(QStringLiteral("last-ack-lost"));
    press(Qt::Key_End);
    EXPECT_EQ(session().step(), session().stepCount());
    EXPECT_FALSE(window->action(Do::StepForward)->isEnabled());
    press(Qt::Key_Home);
    EXPECT_EQ(session().step(), 0U);
}

TEST_F(Window, PageKeysGoFromStateChangeToStateChange)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_End);
    press(Qt::Key_Home);
    std::vector<quint64> there;
    while (session().step() < session().stepCount()) {
        press(Qt::Key_PageDown);
        there.push_back(session().step());
    }
    there.pop_back(); // the end of the run, which need not change a state
    std::vector<quint64> back;
    press(Qt::Key_PageUp);
    while (session().step() > 0) {
        back.insert(back.begin(), session().step());
        press(Qt::Key_PageUp);
    }
    for (const quint64 step : there)
        EXPECT_THAT(back, testing::Contains(step));
}

TEST_F(Window, CauseOfAnArrivalIsItsDeparture)
{
    openScenario(QStringLiteral("three-way-handshake"));
    // The step in which the SYN arrives.
    session().goToStep(trace().record(trace().segment(1).endRecord).step);
    press(Qt::Key_Left, Qt::ControlModifier);
    EXPECT_EQ(session().step(), trace().record(trace().segment(1).sentRecord).step);
    press(Qt::Key_Right, Qt::ControlModifier);
    EXPECT_EQ(session().step(), trace().record(trace().segment(1).endRecord).step);
}

TEST_F(Window, ShiftStaysWithTheHostThatActs)
{
    openScenario(QStringLiteral("three-way-handshake"));
    session().goToStep(trace().record(trace().segment(1).endRecord).step);
    for (int i = 0; i < 5; ++i) {
        press(Qt::Key_Right, Qt::ShiftModifier);
        EXPECT_EQ(trace().record(trace().firstRecordOf(session().step())).what.host, Side::Server);
    }
}

TEST_F(Window, WhoeverTakesHoldOfTheRunPausesIt)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_Space);
    ASSERT_TRUE(window->playback().isPlaying());
    QTest::mousePress(window->scrubber(), Qt::LeftButton, {}, window->scrubber()->rect().center());
    EXPECT_FALSE(window->playback().isPlaying());
    QTest::mouseRelease(window->scrubber(), Qt::LeftButton, {}, window->scrubber()->rect().center());
    window->playback().play();
    const QPoint badge = window->ladder()->geometry().badge.center().toPoint();
    QTest::mousePress(window->ladder()->viewport(), Qt::LeftButton, {}, badge);
    EXPECT_FALSE(window->playback().isPlaying());
    QTest::mouseRelease(window->ladder()->viewport(), Qt::LeftButton, {}, badge);
}

TEST_F(Window, SpacePlaysAndPausesAndAtTheEndBeginsAnew)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_Space);
    EXPECT_TRUE(window->playback().isPlaying());
    EXPECT_EQ(window->action(Do::Play)->text(), QStringLiteral("Pause"));
    press(Qt::Key_Space);
    EXPECT_FALSE(window->playback().isPlaying());
    press(Qt::Key_End);
    press(Qt::Key_Space);
    EXPECT_TRUE(window->playback().isPlaying());
    EXPECT_LT(session().step(), session().stepCount());
}

TEST_F(Window, AStepByHandPauses)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_Space);
    press(Qt::Key_Right);
    EXPECT_FALSE(window->playback().isPlaying());
}

TEST_F(Window, LinearTimeAndRelativeNumbersAreOneKeyAway)
{
    openScenario(QStringLiteral("last-ack-lost"));
    EXPECT_FALSE(session().axis().folds().empty());
    press(Qt::Key_L);
    EXPECT_TRUE(session().linearTime());
    EXPECT_TRUE(session().axis().folds().empty());
    press(Qt::Key_L);
    EXPECT_FALSE(session().axis().folds().empty());
    press(Qt::Key_R);
    EXPECT_TRUE(session().relativeNumbers());
}

TEST_F(Window, BothHostsShowTheTruthOfTheStep)
{
    openScenario(QStringLiteral("three-way-handshake"));
    // Where the SYN,ACK has arrived: the client is through, the server is not.
    session().goToStep(trace().record(trace().segment(2).endRecord).step);
    settle();
    EXPECT_EQ(window->column(Side::Client)->diagram()->situation().current, DiagramNode::Established);
    EXPECT_EQ(window->column(Side::Server)->diagram()->situation().current, DiagramNode::SynReceived);
    const auto cells = window->column(Side::Client)->tcb()->visibleCells();
    const auto una = std::find_if(cells.begin(), cells.end(),
                                  [](const TcbCellView* v) { return v->cell().name == "SND.UNA"; });
    ASSERT_NE(una, cells.end());
    EXPECT_EQ((*una)->cell().value, "1001");
    EXPECT_TRUE((*una)->cell().changed);
    ASSERT_GE(window->column(Side::Client)->sockets()->count(), 1);
    EXPECT_THAT(window->column(Side::Client)->sockets()->item(0)->text().toStdString(), HasSubstr("ESTAB"));
    EXPECT_THAT(window->explanation()->headline().toStdString(), HasSubstr("Client"));
    EXPECT_THAT(window->explanation()->citation().toStdString(), HasSubstr("RFC 9293"));
}

TEST_F(Window, AnOpenConnectionCanBeAbortedWithAButton)
{
    openScenario(QStringLiteral("three-way-handshake"));
    session().goToStep(trace().record(trace().segment(2).endRecord).step);
    settle();
    QPushButton* abort = window->column(Side::Client)->buttons()->button(Call::Abort);
    ASSERT_NE(abort, nullptr);
    ASSERT_TRUE(abort->isEnabled());
    abort->click();
    settle();
    EXPECT_TRUE(std::any_of(trace().segments.begin(), trace().segments.end(), [](const SegmentHistory& s) {
        return s.sender == Side::Client && s.packet.segment.ctl.rst;
    }));
    EXPECT_EQ(session().run().interventions().size(), 1U);
}

TEST_F(Window, ASpaceOnAFocusedButtonPressesIt)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_End);
    const auto buttons = window->transport()->findChildren<QToolButton*>();
    const auto first = std::find_if(buttons.begin(), buttons.end(), [this](const QToolButton* b) {
        return b->defaultAction() == window->action(Do::First);
    });
    ASSERT_NE(first, buttons.end());
    (*first)->setFocus(Qt::TabFocusReason);
    QTest::keyClick(*first, Qt::Key_Space);
    settle();
    EXPECT_EQ(session().step(), 0U);
    EXPECT_FALSE(window->playback().isPlaying());
}

TEST_F(Window, SpeaksTheOtherLanguageAtOnce)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->setLanguage(Language::Chinese);
    settle();
    EXPECT_EQ(window->action(Do::StepForward)->text(), QStringLiteral("单步"));
    EXPECT_EQ(window->scenarioBar()->title(), QStringLiteral("最后一个 ACK 丢失"));
    EXPECT_THAT(window->menuBar()->actions().first()->text().toStdString(), HasSubstr("文件"));
    EXPECT_THAT(window->transport()->placeText().toStdString(), HasSubstr("步"));
    window->setLanguage(Language::English);
    settle();
    EXPECT_EQ(window->action(Do::StepForward)->text(), QStringLiteral("Step"));
    EXPECT_EQ(window->scenarioBar()->title(), QStringLiteral("The last ACK is lost"));
}

TEST_F(Window, EveryThemeIsPaintedInEachLanguageAndSize)
{
    openScenario(QStringLiteral("last-ack-lost"));
    press(Qt::Key_End);
    std::vector<QImage> pictures;
    for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector})
        for (const Language language : {Language::English, Language::Chinese})
            for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)}) {
                window->setTheme(theme);
                window->setLanguage(language);
                window->resize(size);
                settle();
                EXPECT_EQ(window->size(), size) << "the window does not fit its own minimum";
                const QImage picture = window->grab().toImage();
                EXPECT_FALSE(std::ranges::count(pictures, picture) != 0)
                    << "it shows no other theme or language than before";
                pictures.push_back(picture);
            }
}

TEST_F(Window, F11IsForLecturesAndEscapeEndsThem)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_F11);
    EXPECT_TRUE(window->isFullScreen());
    EXPECT_EQ(QApplication::palette().color(QPalette::Text), themeNamed(ThemeName::Projector).text);
    press(Qt::Key_Escape);
    EXPECT_FALSE(window->isFullScreen());
    EXPECT_EQ(QApplication::palette().color(QPalette::Text), themeNamed(ThemeName::Light).text);
    EXPECT_FALSE(window->action(Do::Lecture)->isChecked());
}

TEST_F(Window, TheTimeStandsInLettersOfOneWidth)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const auto labels = window->transport()->findChildren<QLabel*>();
    const auto time = std::find_if(labels.begin(), labels.end(), [this](const QLabel* label) {
        return label->text() == window->transport()->timeText();
    });
    ASSERT_NE(time, labels.end());
    const QFontMetrics metrics = (*time)->fontMetrics();
    EXPECT_EQ(metrics.horizontalAdvance(QLatin1Char('i')), metrics.horizontalAdvance(QLatin1Char('M')));
}

TEST_F(Window, BeginsInTheThemeOfLastTimeWithAllItsWordsInThatSize)
{
    window->setTheme(ThemeName::Projector);
    dressApplication(themeNamed(ThemeName::Light)); // as when the program is started anew
    MainWindow again;
    const qreal points = themeNamed(ThemeName::Projector).points(9.5);
    for (const QWidget* one : again.transport()->findChildren<QToolButton*>())
        EXPECT_NEAR(one->font().pointSizeF(), points, 0.1) << one->accessibleName().toStdString();
    EXPECT_DOUBLE_EQ(again.menuBar()->font().pointSizeF(), points);
    for (const QDockWidget* dock : again.findChildren<QDockWidget*>())
        EXPECT_NEAR(dock->font().pointSizeF(), points, 0.1) << dock->windowTitle().toStdString();
}

TEST_F(Window, FitsASmallProjector)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->setTheme(ThemeName::Projector);
    settle();
    EXPECT_LE(window->minimumSizeHint().width(), 1024);
    EXPECT_LE(window->minimumSizeHint().height(), 720);
}

TEST_F(Window, ScenarioOfTheLibraryOpensWithAClick)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_F, Qt::ControlModifier);
    ASSERT_TRUE(window->library()->isVisible());
    QTest::keyClicks(window->library()->search(), QStringLiteral("half-close"));
    QTest::keyClick(window->library()->search(), Qt::Key_Return);
    settle();
    EXPECT_EQ(session().scenario().name, "half-close");
    EXPECT_EQ(session().step(), 0U);
}

TEST_F(Window, LettersTypedIntoTheSearchAreNoCommands)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(1);
    press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(window->library()->search(), QStringLiteral("x l r"));
    settle();
    EXPECT_EQ(droppedByHand(), 0U);
    EXPECT_FALSE(session().linearTime());
    EXPECT_EQ(window->library()->search()->text(), QStringLiteral("x l r"));
}

TEST_F(Window, CtrlPageKeysWalkThroughTheLibrary)
{
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_PageDown, Qt::ControlModifier);
    EXPECT_EQ(session().scenario().name, "simultaneous-open");
    press(Qt::Key_PageUp, Qt::ControlModifier);
    EXPECT_EQ(session().scenario().name, "three-way-handshake");
}

TEST_F(Window, EveryScenarioOfTheLibraryCanBeWalkedToItsEndAndBack)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->action(Do::ShowLibrary)->setChecked(true);
    QTreeWidget* tree = window->library()->tree();
    int opened = 0;
    for (int g = 0; g < tree->topLevelItemCount(); ++g)
        for (int i = 0; i < tree->topLevelItem(g)->childCount(); ++i) {
            const QString name = tree->topLevelItem(g)->child(i)->data(0, Qt::UserRole).toString();
            ASSERT_TRUE(window->open(name));
            while (session().step() < session().stepCount()) {
                session().stepForward();
                ASSERT_FALSE(window->explanation()->headline().isEmpty()) << name.toStdString();
            }
            session().first();
            ++opened;
        }
    EXPECT_GE(opened, 41);
}

TEST_F(Window, RulesThatLoseNothingAreNotCountedAsLoss)
{
    const auto factOf = [this](const char* name) {
        for (const Fact& fact : ScenarioBar::factsOf(session().scenario()))
            if (fact.name == QLatin1String(name))
                return fact.value.toStdString();
        return std::string();
    };
    for (const char* name : {"reordering", "old-duplicate-syn", "timestamps-paws"}) {
        openScenario(QString::fromLatin1(name));
        EXPECT_EQ(factOf("loss"), "none") << name;
        EXPECT_EQ(factOf("scripted"), "1 delay") << name;
    }
    openScenario(QStringLiteral("duplicate-segment"));
    EXPECT_EQ(factOf("loss"), "none");
    EXPECT_EQ(factOf("scripted"), "1 duplicate");
    openScenario(QStringLiteral("last-ack-lost"));
    EXPECT_EQ(factOf("loss"), "1 scripted");
    EXPECT_EQ(factOf("scripted"), "");
}

TEST_F(Window, AClickOnAFactOpensTheEditorWhereItIsChanged)
{
    openScenario(QStringLiteral("three-way-handshake"));
    QSignalSpy chosen(window->scenarioBar(), &ScenarioBar::factChosen);
    FactChips* chips = window->scenarioBar()->chips();
    QTest::mouseClick(chips, Qt::LeftButton, {}, {chips->width() - 8, chips->height() / 2});
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_TRUE(window->action(Do::ShowEditor)->isChecked());
    emit window->scenarioBar()->factChosen(QStringLiteral("network.delay"));
    auto* editor = window->findChild<ScenarioEditor*>();
    ASSERT_NE(editor, nullptr);
    EXPECT_TRUE(editor->isVisible());
    EXPECT_TRUE(editor->field(QStringLiteral("network"), QStringLiteral("delay"))->hasFocus());
}

TEST_F(Window, AClickOnWhatRulesDoGoesToTheRulesInTheText)
{
    openScenario(QStringLiteral("reordering"));
    emit window->scenarioBar()->factChosen(QStringLiteral("fault.action"));
    QPlainTextEdit* text = window->editor()->text();
    EXPECT_TRUE(text->hasFocus());
    EXPECT_EQ(text->textCursor().block().text().trimmed(), QStringLiteral("[[fault]]"));
}

} // namespace
} // namespace tcplab
