/// The window: places its parts, connects them, opens and saves scenarios. It decides nothing about TCP.
#pragma once
#include "app/panels/script_view.h"
#include "app/session/breakpoints.h"
#include "app/session/playback.h"
#include "app/session/run_index.h"
#include "app/session/session.h"
#include "app/theme/focus_ring.h"
#include "app/theme/theme.h"
#include "app/window/autosave.h"
#include "app/window/detail_pane.h"
#include "app/window/languages.h"
#include "app/window/preferences.h"
#include "app/window/recovery_bar.h"
#include "app/window/window_actions.h"

#include <QMainWindow>
#include <array>
#include <memory>

class QActionGroup;
class QDockWidget;
class QMenu;
class QSplitter;

namespace tcplab {

class Announcer;
class DiagramArrangement;
class DiagramMenu;
class DropNext;
class BreakpointMarks;
class ColumnShares;
class BreakpointTrail;
class CompareRuns;
class DetailPages;
class ExperimentDialog;
class ExplanationPanel;
class HostColumn;
class LadderView;
class LectureLayout;
class LectureMode;
class LibraryPanel;
class RoomForDocks;
class ScenarioBar;
class ScenarioEditor;
class Scrubber;
class TransportBar;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a scenario of the library by its name, or a file. What is wrong with it is said in a dialog.
    bool open(const QString& nameOrPath) { return open(nameOrPath, std::nullopt); }
    /// `profile`: of the host that a script tests; else what the script says or suggests.
    bool open(const QString& nameOrPath, std::optional<ProfileName> profile);
    /// `path`: "" for one that is no file.
    void show(Scenario scenario, const QString& path, std::optional<ScriptPlay> script = {});
    /// The same, in the middle of something: the first segment is on its way, and can be caught.
    void showUnderWay(Scenario scenario, const QString& path, std::optional<ScriptPlay> script = {});
    using QMainWindow::show;

    void setTheme(ThemeName theme);
    void setLanguage(Language language);
    /// As they were left last time; else a size that fits the screen.
    void restorePlaces();
    void showDetail(Detail detail);
    /// Keeps what is done safe from a crash, and offers what a crash has left behind.
    void beginAutosave(const QString& folder);
    RecoveryBar* recovery() const { return m_recovery; }
    Autosave* autosave() const { return m_autosave; }
    ScenarioEditor* editor();

    Session& session() { return m_session; }
    Playback& playback() { return m_playback; }
    Breakpoints& breakpoints() { return m_breakpoints; }
    QAction* action(Do what) const { return m_actions[what]; }
    HostColumn* column(Side side) const { return m_columns[indexOf(side)]; }
    LadderView* ladder() const { return m_ladder; }
    LibraryPanel* library() const { return m_library; }
    LectureMode* lecture() const { return m_lecture; }
    DiagramArrangement* diagrams() const { return m_diagrams; }
    DiagramMenu* diagramMenu() const { return m_diagramMenu; }
    DetailPane* details() const { return m_details; }
    Announcer* announcer() const { return m_announcer; }
    ExplanationPanel* explanation() const { return m_explanation; }
    ScenarioBar* scenarioBar() const { return m_scenarioBar; }
    TransportBar* transport() const { return m_transport; }
    Scrubber* scrubber() const { return m_scrubber; }
    CompareRuns* compareRuns() const { return m_compare; }
    const std::vector<BreakpointMarks*>& breakpointMarks() const { return m_breakpointMarks; }
    BreakpointTrail* breakpointTrail() const { return m_trail; }

public slots:
    void stepIn(const tcplab::Intervention& what);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // main_window.cpp: the parts
    void placeParts();
    void connectParts();
    void connectDiagrams();
    void finishTyping();
    void moveToOtherPane();
    // main_window_steps.cpp: what each is told
    void goWhenThere(quint64 step);
    void onRunChanged(quint64 fromStep);
    void onStepChanged();
    void onNowChanged();
    void tellShown();
    void explainStep();
    void announce();
    void connectAnnouncer();
    QString hint();
    void updateActions();
    void describeScenario();
    void goToStep(void (Session::*go)());
    // main_window_look.cpp: theme, language, lecture, room
    void applyTheme();
    const Theme& theme() const;
    void fitExplanation();
    /// Gives the explanation, and the pane beside it if one is open, their height.
    void fitPane();
    void fitRow();
    void keepPaneShare();
    void setLecture(bool on);
    // main_window_undo.cpp
    void connectUndo();
    void tellUndo();
    bool canUndoTyping() const;
    bool canRedoTyping() const;
    // main_window_docks.cpp
    /// `content`: null for a dock that is filled when it is first shown.
    QDockWidget* makeDock(const char* name, Qt::DockWidgetArea area, QWidget* content, Do toggle);
    static void fillDock(QDockWidget* dock, QWidget* content);
    int widthOfDock(const QDockWidget& dock);
    void giveWidth(QDockWidget& dock, int width);
    void rememberWidth(const QDockWidget& dock);
    void fitDocks();
    void fitDocksToRuns(bool comparing);
    // main_window_menus.cpp
    void hideDetails();
    void makeMenus();
    void retranslateMenus();
    void connectActions();
    void fillRecentMenu();
    void showKeys();
    void showAbout();
    // main_window_until.cpp: where a run is to stop
    void runUntil();
    void runToBreakpoint();
    void fillBreakpointMenu(QMenu* menu);
    // main_window_experiment.cpp
    ExperimentDialog* experiment();
    void renewExperiment();
    void makeExperiment();
    // main_window_files.cpp
    void fillLibrary();
    void beginScenario();
    void chooseFile();
    bool save();
    bool saveAs();
    QString askWhereTo(const QString& title, const QString& kinds, const QString& suffix);
    /// False: the person would rather stay.
    bool leaveRun();
    // main_window_recovery.cpp
    bool keepExperiment();
    bool keep(const QString& text);
    void bringBack(const LostRun& lost);
    void showAgain(const LostRun& lost);
    // main_window_figures.cpp
    void showFigures();
    void copyPicture();
    void printPicture();
    // main_window_drafts.cpp: text that cannot be read yet
    bool saveDraft();
    bool leaveDraft();
    bool writeDraft();
    bool mendInEditor(const QString& path, const InputError& error);
    void complain(const QString& headline, const QString& words);
    void askForCall(Side side);
    void openNeighbour(int distance);
    void playScriptWith(ProfileName profile);
    void setScript(std::optional<ScriptPlay> script);
    QString placeInLibrary() const;

    Preferences m_preferences;
    Translations m_translations;
    Session m_session;
    Playback m_playback;
    Breakpoints m_breakpoints{m_session};
    RunIndex m_index;
    FocusRing m_focusRing;
    WindowActions m_actions;
    ThemeName m_theme = ThemeName::Light; ///< the chosen one; a lecture has the projector's
    std::optional<ScriptPlay> m_script;   ///< what is open is a packetdrill script
    LectureMode* m_lecture = nullptr;
    std::unique_ptr<LectureLayout> m_lectureLayout;
    std::optional<Detail> m_detailBefore; ///< the lecture
    bool m_maximizedBefore = false;
    QSize m_sizeBefore;

    ScenarioBar* m_scenarioBar;
    std::array<HostColumn*, 2> m_columns{};
    LadderView* m_ladder;
    QSplitter* m_splitter;
    ExplanationPanel* m_explanation;
    TransportBar* m_transport;
    Scrubber* m_scrubber;
    Announcer* m_announcer;
    LibraryPanel* m_library;
    DetailPane* m_details;
    DetailPages* m_pages;
    QSplitter* m_vertical;  ///< the columns over the explanation and the pane
    QSplitter* m_bottom;    ///< the explanation beside the pane
    double m_paneShare = 0; ///< of the height, once somebody has chosen it
    DiagramArrangement* m_diagrams = nullptr;
    DiagramMenu* m_diagramMenu = nullptr;
    DropNext* m_dropNext = nullptr;
    QDockWidget* m_libraryDock;
    QActionGroup* m_themes;
    QActionGroup* m_languages;
    QMenu* m_recentMenu = nullptr;
    CompareRuns* m_compare = nullptr;
    ColumnShares* m_shares = nullptr;
    RoomForDocks* m_room = nullptr;
    Autosave* m_autosave = nullptr;
    RecoveryBar* m_recovery = nullptr;
    ScenarioEditor* m_editor = nullptr;
    QDockWidget* m_editorDock = nullptr;
    QString m_lastCall; ///< that was made by hand
    QString m_kept;     ///< the file of what was done to the scenario before; "" once that has been seen
    std::vector<BreakpointMarks*> m_breakpointMarks;
    bool m_settling = false; ///< what changes is shown when all has
    BreakpointTrail* m_trail = nullptr;
    quint64 m_stoppedAt = 0; ///< by a breakpoint
    ExperimentDialog* m_experiment = nullptr;
    bool m_experimentIsOld = false;    ///< in other colours, or in another language
    QMetaObject::Connection m_waiting; ///< for a run that has not come as far as the person wants to go
    std::vector<std::pair<QMenu*, const char*>> m_menus;
};

} // namespace tcplab
