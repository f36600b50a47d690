#include "app/window/lecture_mode.h"

#include "app/diagram/diagram_view.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/tables_panel.h"
#include "app/window/compare_runs.h"
#include "app/window/diagram_arrangement.h"
#include "app/window/host_column.h"
#include "app/window/lecture_hint.h"
#include "app/window/scenario_bar.h"
#include "app/window/transport_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QFontInfo>
#include <QFontMetrics>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollArea>
#include <QTabBar>
#include <QToolButton>

namespace tcplab {
namespace {

class Lecture : public Window {
protected:
    void begin(QSize size)
    {
        openScenario(QStringLiteral("last-ack-lost"));
        window->action(Do::Lecture)->trigger();
        window->showNormal(); // the offscreen platform's whole screen is small
        window->resize(size);
        window->activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(window.get()));
        settle();
    }
};

TEST(LectureTheme, HasNoTextBelow24Points)
{
    for (const QSize size : {QSize(800, 600), QSize(1024, 768), QSize(1920, 1080), QSize(3840, 2160)}) {
        const Theme theme = lectureTheme(size);
        for (const qreal points : {6.5, 8.0, 8.5, 10.0, 12.0}) {
            EXPECT_GE(theme.ui(points).pointSizeF(), 24) << size.width();
            EXPECT_GE(theme.mono(points).pointSizeF(), 24);
        }
        EXPECT_EQ(theme.window, QColor(Qt::white));
        EXPECT_GE(theme.lineWidth, themeNamed(ThemeName::Projector).lineWidth);
    }
    EXPECT_GT(lectureTheme({3840, 2160}).leastPoints, lectureTheme({1024, 768}).leastPoints);
}

TEST_F(Lecture, ShowsNothingThatDistracts)
{
    begin({1024, 768});
    EXPECT_TRUE(window->ladder()->isVisible());
    EXPECT_TRUE(window->explanation()->isVisible());
    for (QWidget* extra : std::initializer_list<QWidget*>{
             window->menuBar(), window->scenarioBar(), window->transport(), window->details(),
             window->column(Side::Client), window->column(Side::Server), window->diagrams()->joint()})
        EXPECT_FALSE(extra->isVisible()) << extra->metaObject()->className();
    window->action(Do::Lecture)->trigger();
    settle();
    for (QWidget* back : std::initializer_list<QWidget*>{
             window->menuBar(), window->scenarioBar(), window->transport(), window->column(Side::Client),
             window->column(Side::Server), window->column(Side::Client)->diagram()})
        EXPECT_TRUE(back->isVisible()) << back->metaObject()->className();
}

// It is the only key to the colours.
TEST_F(Lecture, TheTitleOfTheDiagramSaysWhoseColourIsWhose)
{
    begin({1920, 1080});
    int taken = 0;
    for (quint64 step = 0; step <= session().stepCount(); ++step) {
        session().goToStep(step);
        settle();
        const QString title = window->diagrams()->titleText();
        for (const char* shape : {"●", "■"})
            EXPECT_TRUE(title.contains(QString::fromUtf8(shape))) << step;
        for (const DiagramSituation& s : window->diagrams()->joint()->situations())
            if (s.taken) {
                EXPECT_TRUE(title.contains(QString::fromStdString(s.takenText.event))) << step;
                ++taken;
            }
    }
    EXPECT_GE(taken, 4);
}

TEST_F(Lecture, TheKeysOfAClickerStepAndBlacken)
{
    begin({1024, 768});
    press(Qt::Key_PageDown);
    press(Qt::Key_PageDown);
    EXPECT_EQ(session().step(), 2U);
    press(Qt::Key_PageUp);
    EXPECT_EQ(session().step(), 1U);
    for (const auto key : {Qt::Key_B, Qt::Key_Period}) {
        press(key);
        EXPECT_TRUE(window->lecture()->isBlack());
        press(key);
        EXPECT_FALSE(window->lecture()->isBlack());
    }
    press(Qt::Key_B);
    press(Qt::Key_PageDown); // whoever goes on wants it seen
    EXPECT_FALSE(window->lecture()->isBlack());
    press(Qt::Key_F5, Qt::ShiftModifier);
    EXPECT_TRUE(window->playback().isPlaying());
    press(Qt::Key_F5);
    EXPECT_FALSE(window->playback().isPlaying());
    press(Qt::Key_Escape);
    EXPECT_FALSE(window->lecture()->isOn());
    // Afterwards each key is what it was.
    session().first();
    for (int i = 0; i < 3; ++i)
        session().nextStateChange();
    const quint64 third = session().step();
    ASSERT_GT(third, 3U) << "page keys that step would come there, too";
    press(Qt::Key_Home);
    for (int i = 0; i < 3; ++i)
        press(Qt::Key_PageDown);
    EXPECT_EQ(session().step(), third);
    press(Qt::Key_F5, Qt::ShiftModifier);
    EXPECT_TRUE(window->lecture()->isOn());
}

TEST_F(Lecture, F10ShowsTheMenuAndEscapeHidesIt)
{
    begin({1024, 768});
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    const quint64 step = session().step();
    press(Qt::Key_F10);
    EXPECT_TRUE(window->menuBar()->isVisible());
    EXPECT_EQ(session().step(), step);
    press(Qt::Key_Escape);
    EXPECT_FALSE(window->menuBar()->isVisible());
    EXPECT_TRUE(window->lecture()->isOn());
    QTest::keyPress(window.get(), Qt::Key_Alt);
    QTest::keyRelease(window.get(), Qt::Key_Alt);
    settle();
    EXPECT_TRUE(window->menuBar()->isVisible());
}

/// On the way to a shortcut Alt is not pressed for the menu.
TEST_F(Lecture, AShortcutWithAltShowsNoMenu)
{
    begin({1024, 768});
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    QTest::keyPress(window.get(), Qt::Key_Alt);
    QKeyEvent digit(QEvent::ShortcutOverride, Qt::Key_1, Qt::AltModifier, QStringLiteral("1"));
    QCoreApplication::sendEvent(window.get(), &digit); // and, taken for a shortcut, no press of the key
    QTest::keyRelease(window.get(), Qt::Key_Alt);
    settle();
    EXPECT_FALSE(window->menuBar()->isVisible());
}

TEST_F(Lecture, OneKeyChangesBetweenTimelineAndDiagramWhereThereIsRoomForOne)
{
    begin({1024, 768});
    press(Qt::Key_O);
    EXPECT_TRUE(window->diagrams()->joint()->isVisible());
    EXPECT_FALSE(window->ladder()->isVisible());
    press(Qt::Key_O);
    EXPECT_FALSE(window->diagrams()->joint()->isVisible());
    EXPECT_TRUE(window->ladder()->isVisible());
    window->resize(1920, 1080);
    settle();
    EXPECT_TRUE(window->diagrams()->joint()->isVisible());
    EXPECT_TRUE(window->ladder()->isVisible());
}

/// A text that one would have to scroll is of no use in the last row, nor is an empty box: whole sentences, and where
/// they leave most of the room empty, as much of the next one as there is room for.
TEST_F(Lecture, ExplanationsFillTheirRoomWithWholeSentences)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        window->setLanguage(language);
        begin({1024, 768});
        for (quint64 step = 0; step <= session().stepCount(); ++step) {
            session().goToStep(step);
            settle();
            const auto shown = window->explanation()->shownBody();
            const QString body = window->explanation()->body();
            if (shown == body)
                continue;
            EXPECT_TRUE(shown.endsWith(QStringLiteral(" …"))) << "it says that there is more";
            const QString words = shown.chopped(2);
            EXPECT_TRUE(body.startsWith(words)) << shown.toStdString();
            const bool wholeSentence =
                words.endsWith(QLatin1Char('.')) || words.endsWith(QStringLiteral("。"));
            const auto* label = window->explanation()->findChild<QScrollArea*>()->widget();
            const int height = label->fontMetrics()
                                   .boundingRect(QRect(0, 0, label->width(), 10'000), Qt::TextWordWrap, shown)
                                   .height();
            EXPECT_GT((height + label->fontMetrics().lineSpacing()) * 2, label->height())
                << "room to spare: " << shown.toStdString();
            // Where whole sentences fill half of the room, nothing is begun that is not ended.
            const qsizetype ended = std::max(body.lastIndexOf(QStringLiteral(". "), words.size() - 1),
                                             body.lastIndexOf(QStringLiteral("。"), words.size() - 1));
            const auto heightOf = [&](const QString& text) {
                return label->fontMetrics()
                    .boundingRect(QRect(0, 0, label->width(), 10'000), Qt::TextWordWrap, text)
                    .height();
            };
            if (ended > 0 &&
                heightOf(body.first(ended + 1) + QStringLiteral(" …")) > label->height() * 0.75) {
                EXPECT_TRUE(wholeSentence) << shown.toStdString();
            }
            EXPECT_TRUE(wholeSentence || body.at(words.size()).isSpace() ||
                        words.back().unicode() >= 0x3000 || words.back().isPunct())
                << "cut within a word: " << shown.toStdString();
        }
        window->action(Do::Lecture)->trigger();
    }
}

/// A laptop takes over the projector's resolution while the lecture goes on.
TEST_F(Lecture, ThatGetsNarrowerShowsOnePartAtATime)
{
    begin({1600, 1000});
    EXPECT_TRUE(window->diagrams()->joint()->isVisible());
    EXPECT_TRUE(window->ladder()->isVisible());
    window->resize(1024, 768);
    settle();
    EXPECT_FALSE(window->diagrams()->joint()->isVisible());
    EXPECT_TRUE(window->ladder()->isVisible());
    press(Qt::Key_O);
    EXPECT_TRUE(window->diagrams()->joint()->isVisible());
    window->resize(1600, 1000);
    settle();
    EXPECT_TRUE(window->ladder()->isVisible());
}

TEST_F(Lecture, ADetailHasTheWholeWidth)
{
    begin({1024, 768});
    window->action(Do::ShowTables)->trigger();
    settle();
    EXPECT_GE(window->details()->width(), 980);
    EXPECT_FALSE(window->explanation()->isVisible());
    EXPECT_GE(window->ladder()->height(), 200);
    const auto* tables = window->details()->findChild<TablesPanel*>();
    ASSERT_NE(tables, nullptr);
    EXPECT_GE(tables->tabs()->width(), tables->tabs()->sizeHint().width()) << "every tab is read";
    EXPECT_GE(tables->filter()->width(), 14 * tables->filter()->fontMetrics().averageCharWidth());
    window->action(Do::ShowTables)->trigger();
    settle();
    EXPECT_TRUE(window->explanation()->isVisible());
    window->action(Do::ShowTables)->trigger();
    window->action(Do::Lecture)->trigger();
    settle();
    EXPECT_TRUE(window->explanation()->isVisible());
    EXPECT_TRUE(window->details()->isVisible());
}

void expectLifelinesApart(LadderView& ladder)
{
    const LadderGeometry& g = ladder.geometry();
    EXPECT_GT(g.wire[1] - g.wire[0], 150) << "the client's is left of the server's";
    for (const LadderText& text : g.texts) {
        EXPECT_GE(text.rect.left(), 0) << text.text.toStdString();
        EXPECT_LE(text.rect.right(), ladder.width()) << text.text.toStdString();
    }
    EXPECT_LE(g.badge.right(), ladder.width());
}

TEST_F(Lecture, ComparesTwoRunsInTurnWhereThereIsRoomForOne)
{
    begin({1024, 768});
    ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("three-way-handshake")));
    settle();
    ComparePane* pane = window->compareRuns()->pane();
    session().goToInstant(Instant{600'000'000});
    settle();
    EXPECT_TRUE(window->ladder()->isVisible());
    EXPECT_FALSE(pane->isVisible());
    EXPECT_TRUE(pane->bar()->isVisible()) << "what they differ in is what the lecture is about";
    for (const QToolButton* button : pane->bar()->findChildren<QToolButton*>())
        EXPECT_TRUE(button->isHidden());
    EXPECT_TRUE(pane->sentenceLabel()->text().contains(QStringLiteral("is lost in B")))
        << pane->sentenceLabel()->text().toStdString();
    EXPECT_LE(pane->sentenceLabel()->height(),
              2 * QFontMetrics(pane->sentenceLabel()->font()).lineSpacing() + 8);
    EXPECT_TRUE(pane->heading(1).startsWith(QStringLiteral("B · ")));
    expectLifelinesApart(*window->ladder());
    press(Qt::Key_O);
    EXPECT_FALSE(window->ladder()->isVisible());
    ASSERT_TRUE(pane->isVisible());
    expectLifelinesApart(*pane->otherLadder());
    EXPECT_GT(pane->otherLadder()->width(), 950);
    EXPECT_GT(pane->otherLadder()->height(), 250);
    // Both are at the same place, so that what differs is seen to change.
    EXPECT_NEAR(pane->other().nowPosition(), session().nowPosition(), 1e-6);
    press(Qt::Key_Right);
    EXPECT_NEAR(pane->other().nowPosition(), session().nowPosition(), 1e-6);
    press(Qt::Key_O);
    EXPECT_TRUE(window->ladder()->isVisible());
    EXPECT_NEAR(pane->otherLadder()->yOf(100), window->ladder()->yOf(100), 1e-6);
    for (const QSize size : {QSize(1600, 1000), QSize(1920, 1080), QSize(2560, 1080)}) {
        window->resize(size);
        settle();
        EXPECT_TRUE(window->ladder()->isVisible());
        expectLifelinesApart(*window->ladder());
        for (const QToolButton* button : pane->bar()->findChildren<QToolButton*>())
            EXPECT_TRUE(button->isHidden()) << button->text().toStdString() << size.width();
        if (pane->isVisible()) {
            expectLifelinesApart(*pane->otherLadder());
            EXPECT_NEAR(pane->otherLadder()->width(), window->ladder()->width(), 2);
        }
    }
    EXPECT_TRUE(pane->isVisible()) << "on a very wide screen there is room for both";
    // On one of 1920 px in letters of 24 points; on one of 1600 names and arrows would not have it.
    window->resize(1920, 1080);
    settle();
    EXPECT_TRUE(pane->isVisible() && window->ladder()->isVisible());
    EXPECT_GE(window->lecture()->theme().leastPoints, 24);
    window->resize(1600, 1000);
    settle();
    EXPECT_FALSE(pane->isVisible());
    window->action(Do::Lecture)->trigger();
    settle();
    EXPECT_TRUE(pane->isVisible());
    EXPECT_TRUE(window->ladder()->isVisible());
    EXPECT_TRUE(pane->bar()->isVisible());
}

TEST_F(Lecture, HowToLeaveItCoversNoWordOfTheNarration)
{
    begin({1024, 768});
    const auto* hint = window->findChild<LectureHint*>();
    ASSERT_NE(hint, nullptr);
    std::size_t shown = 0;
    const auto check = [&](const std::string& situation) {
        for (quint64 step = 0; step <= session().stepCount(); ++step) {
            session().goToStep(step);
            settle();
            if (!hint->isVisible())
                return; // its time is over
            ++shown;
            const ExplanationPanel* narration = window->explanation();
            const QRect words(narration->mapTo(window.get(), narration->words().topLeft()),
                              narration->words().size());
            EXPECT_FALSE(words.intersects(hint->geometry())) << situation << ", step " << step;
            EXPECT_TRUE(window->rect().contains(hint->geometry())) << situation << ", step " << step;
        }
    };
    for (const bool comparing : {false, true}) {
        if (comparing) {
            ASSERT_TRUE(window->compareRuns()->compareWith(QStringLiteral("three-way-handshake")));
        }
        for (const QSize size : {QSize(800, 600), QSize(1024, 768), QSize(1280, 720)}) {
            window->action(Do::Lecture)->trigger(); // anew, so that it is said again
            window->action(Do::Lecture)->trigger();
            window->showNormal();
            window->resize(size);
            settle();
            check(std::to_string(size.width()) + (comparing ? ", comparing" : ""));
        }
    }
    EXPECT_GT(shown, 20U);
}

} // namespace
} // namespace tcplab
