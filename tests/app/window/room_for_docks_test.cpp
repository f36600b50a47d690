// Library and editor in small windows: parts give way, and the window stays as large as it is.
#include "app/compare/compare_pane.h"
#include "app/editor/scenario_editor.h"
#include "app/window/compare_runs.h"
#include "app/window/host_column.h"
#include "app/window/preferences.h"
#include "app/window/scenario_bar.h"
#include "app/window/transport_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QDockWidget>
#include <QLayout>
#include <QSplitter>

namespace tcplab {
namespace {

class Room : public Window {
protected:
    void begin(const QSize& size)
    {
        openScenario(QStringLiteral("three-way-handshake"));
        session().goToInstant(Instant{} + milliseconds(170));
        resize(size);
    }
    void resize(const QSize& size)
    {
        window->resize(size);
        rest();
    }
    /// What lays itself out later has done so.
    static void rest()
    {
        for (int i = 0; i < 6; ++i)
            settle();
    }
    void set(Do what, bool on)
    {
        window->action(what)->setChecked(on);
        rest();
    }
    void compare()
    {
        window->compareRuns()->compareWith(QStringLiteral("profile=linux"));
        rest();
    }
    bool isShown(Do what) { return window->action(what)->isChecked(); }
    bool isSeen(Side side) { return window->column(side)->isVisible(); }
    QDockWidget* dock(const char* name) { return window->findChild<QDockWidget*>(QLatin1String(name)); }
    int timeline() { return window->ladder()->width(); }
    /// Nothing of the window lies beyond its edge.
    void expectAllInside(const std::string& situation)
    {
        for (const QWidget* one : window->centralWidget()->findChildren<QWidget*>()) {
            const bool isPart = one->isVisible() && qobject_cast<QSplitter*>(one->parentWidget()) != nullptr;
            const QRect place(one->mapTo(window.get(), QPoint()), one->size());
            EXPECT_TRUE(!isPart || window->rect().contains(place))
                << situation << ": " << one->metaObject()->className();
        }
    }
};

TEST_F(Room, ASmallProjectorIsLargeEnough)
{
    begin({760, 540});
    for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector})
        for (const Language language : {Language::English, Language::Chinese}) {
            window->setTheme(theme);
            window->setLanguage(language);
            const QSize least = theme == ThemeName::Projector ? QSize(800, 600) : QSize(760, 540);
            resize(least);
            EXPECT_EQ(window->size(), least) << static_cast<int>(theme);
            EXPECT_TRUE(isSeen(Side::Client) && isSeen(Side::Server));
            expectAllInside("as small as it gets");
            const LadderGeometry& shapes = window->ladder()->geometry();
            EXPECT_GT(shapes.wire[1] - shapes.wire[0], 60) << static_cast<int>(theme);
        }
}

TEST_F(Room, NoDockMakesTheWindowLarger)
{
    for (const int width : {760, 800, 1024, 1280}) {
        window = std::make_unique<MainWindow>();
        begin({width, 720});
        for (const ThemeName theme : {ThemeName::Light, ThemeName::Projector})
            for (const Language language : {Language::English, Language::Chinese})
                for (const bool comparing : {false, true}) {
                    window->setTheme(theme);
                    window->setLanguage(language);
                    resize({width, 720});
                    if (comparing)
                        compare();
                    const std::string situation = std::to_string(width) + ", theme " +
                                                  std::to_string(static_cast<int>(theme)) +
                                                  (comparing ? ", two runs" : ", one run");
                    for (const Do first : {Do::ShowLibrary, Do::ShowEditor}) {
                        const Do second = first == Do::ShowLibrary ? Do::ShowEditor : Do::ShowLibrary;
                        set(first, true);
                        EXPECT_EQ(window->width(), width) << situation << ", one dock";
                        EXPECT_TRUE(isShown(first));
                        set(second, true);
                        EXPECT_EQ(window->width(), width) << situation << ", the other dock";
                        EXPECT_TRUE(isShown(second)) << situation;
                        expectAllInside(situation);
                        set(first, false);
                        set(second, false);
                        EXPECT_EQ(window->width(), width) << situation << ", no dock";
                    }
                    if (comparing)
                        window->compareRuns()->pane()->stop();
                    rest();
                }
    }
}

TEST_F(Room, TheColumnOnTheSideOfADockGivesWayToTheTimeline)
{
    begin({1024, 768});
    set(Do::ShowEditor, true);
    EXPECT_TRUE(isSeen(Side::Client));
    EXPECT_FALSE(isSeen(Side::Server));
    EXPECT_GE(timeline(), 400);
    set(Do::ShowEditor, false);
    EXPECT_TRUE(isSeen(Side::Server));
    set(Do::ShowLibrary, true);
    EXPECT_FALSE(isSeen(Side::Client));
    EXPECT_TRUE(isSeen(Side::Server));
    EXPECT_GE(timeline(), 400);
    // With room again all are there.
    resize({1600, 900});
    EXPECT_TRUE(isSeen(Side::Client) && isSeen(Side::Server));
    EXPECT_TRUE(isShown(Do::ShowLibrary));
}

TEST_F(Room, TheSecondDockClosesTheFirstWhereBothLeaveNoRoom)
{
    begin({1024, 768});
    set(Do::ShowLibrary, true);
    set(Do::ShowEditor, true);
    EXPECT_FALSE(isShown(Do::ShowLibrary));
    EXPECT_GE(timeline(), 400);
    press(Qt::Key_F, Qt::ControlModifier);
    rest();
    EXPECT_TRUE(isShown(Do::ShowLibrary));
    EXPECT_FALSE(isShown(Do::ShowEditor));
    EXPECT_EQ(window->size(), QSize(1024, 768));
    resize({1600, 900});
    set(Do::ShowEditor, true);
    EXPECT_TRUE(isShown(Do::ShowLibrary));
}

TEST_F(Room, AColumnThatGaveWayStaysAwayInAComparisonAndComesBackAfterIt)
{
    begin({1024, 768});
    set(Do::ShowEditor, true);
    ASSERT_FALSE(isSeen(Side::Server));
    compare();
    EXPECT_FALSE(isSeen(Side::Client) || isSeen(Side::Server));
    set(Do::ShowEditor, false);
    EXPECT_FALSE(isSeen(Side::Client) || isSeen(Side::Server));
    window->compareRuns()->pane()->stop();
    rest();
    EXPECT_TRUE(isSeen(Side::Client) && isSeen(Side::Server));
}

TEST_F(Room, OneDiagramGivesWayAndComesBackAsWell)
{
    begin({1024, 768});
    set(Do::OneDiagram, true);
    set(Do::ShowEditor, true);
    EXPECT_EQ(window->size(), QSize(1024, 768));
    EXPECT_FALSE(isSeen(Side::Client)); // both stand on the editor's side
    set(Do::OneDiagram, false);
    EXPECT_TRUE(isSeen(Side::Client));
    EXPECT_FALSE(isSeen(Side::Server));
    set(Do::ShowEditor, false);
    EXPECT_TRUE(isSeen(Side::Server));
}

TEST_F(Room, AnEditorBesideAComparisonCanBeReadAndNoSqueezedWidthIsKept)
{
    begin({1280, 720});
    compare();
    set(Do::ShowEditor, true);
    EXPECT_GE(dock("editor")->width(), 300);
    set(Do::ShowEditor, false);
    EXPECT_EQ(Preferences().dockWidth(QStringLiteral("editor")), 0) << "nobody has chosen one";
    window->compareRuns()->pane()->stop();
    resize({1600, 900});
    set(Do::ShowEditor, true);
    EXPECT_GE(dock("editor")->width(), 400);
    // What is left of an older sitting.
    set(Do::ShowEditor, false);
    Preferences().setDockWidth(QStringLiteral("editor"), 190);
    set(Do::ShowEditor, true);
    EXPECT_GE(dock("editor")->width(), 400);
}

TEST_F(Room, BothRunsOfAComparisonCanBeReadBesideAnEditorOrTheOtherGivesWay)
{
    for (const bool editorFirst : {true, false})
        for (const int width : {760, 900, 1024}) {
            window = std::make_unique<MainWindow>();
            begin({width, 700});
            if (editorFirst)
                set(Do::ShowEditor, true);
            const int before = dock("editor")->width();
            compare();
            set(Do::ShowEditor, true);
            const std::string situation =
                std::to_string(width) + (editorFirst ? ", editor first" : ", runs first");
            EXPECT_EQ(window->width(), width) << situation;
            EXPECT_GE(dock("editor")->width(), 230) << situation;
            LadderView* other = window->compareRuns()->pane()->otherLadder();
            EXPECT_EQ(other->isVisible(), width > 1000) << situation;
            for (LadderView* one : {window->ladder(), other}) {
                if (!one->isVisible())
                    continue;
                const LadderGeometry& shapes = one->geometry();
                EXPECT_GE(shapes.wire[1] - shapes.wire[0], 50) << situation;
            }
            set(Do::ShowEditor, false);
            EXPECT_TRUE(other->isVisible()) << situation;
            EXPECT_NEAR(other->width(), timeline(), 30) << situation;
            set(Do::ShowEditor, true);
            window->compareRuns()->pane()->stop();
            rest();
            EXPECT_FALSE(other->isVisible()) << situation;
            if (editorFirst) {
                EXPECT_EQ(dock("editor")->width(), before) << situation;
            }
            set(Do::ShowEditor, false);
            EXPECT_FALSE(other->isVisible()) << situation;
            EXPECT_TRUE(isSeen(Side::Client) && isSeen(Side::Server)) << situation;
        }
}

TEST_F(Room, AWidthThatWasChosenByHandIsKept)
{
    begin({1600, 900});
    set(Do::ShowEditor, true);
    window->resizeDocks({dock("editor")}, {610}, Qt::Horizontal); // as dragging its border does
    rest();
    set(Do::ShowEditor, false);
    set(Do::ShowEditor, true);
    EXPECT_EQ(dock("editor")->width(), 610);
}

TEST_F(Room, ALectureAndBackLeavesTheWindowAsItWas)
{
    for (const bool comparing : {false, true}) {
        window = std::make_unique<MainWindow>();
        begin({1280, 720});
        set(Do::ShowLibrary, true);
        set(Do::ShowEditor, true);
        if (comparing)
            compare();
        ASSERT_EQ(window->size(), QSize(1280, 720));
        press(Qt::Key_F11);
        rest();
        EXPECT_FALSE(dock("editor")->isVisible()) << "nothing that distracts";
        press(Qt::Key_F11);
        rest();
        EXPECT_EQ(window->size(), QSize(1280, 720)) << (comparing ? "two runs" : "one run");
        EXPECT_TRUE(isShown(Do::ShowEditor) && isShown(Do::ShowLibrary));
    }
}

TEST_F(Room, DocksOfALargerWindowFitIntoASmallerOne)
{
    begin({1600, 900});
    set(Do::ShowLibrary, true);
    set(Do::ShowEditor, true);
    window->close();
    window = std::make_unique<MainWindow>();
    window->setLanguage(Language::English);
    window->resize(1600, 900);
    Preferences().setPlaces({}, Preferences().docks()); // no size: as large as the screen allows
    window->restorePlaces();
    const QSize size = window->size();
    begin(size);
    EXPECT_EQ(window->size(), size);
    if (size.width() < 1000)
        EXPECT_NE(isShown(Do::ShowLibrary), isShown(Do::ShowEditor));
    else
        EXPECT_TRUE(isShown(Do::ShowLibrary) && isShown(Do::ShowEditor));
}

} // namespace
} // namespace tcplab
