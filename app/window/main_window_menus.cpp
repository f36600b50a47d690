// The window's menus, docks and keys.
#include "app/experiment/experiment_dialog.h"
#include "app/ladder/ladder_view.h"
#include "app/panels/library_panel.h"
#include "app/session/motion.h"
#include "app/window/compare_runs.h"
#include "app/window/diagram_arrangement.h"
#include "app/window/key_list.h"
#include "app/window/lecture_layout.h"
#include "app/window/lecture_mode.h"
#include "app/window/main_window.h"
#include "app/window/transport_bar.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

namespace tcplab {

namespace {

constexpr std::array themeTexts{QT_TRANSLATE_NOOP("tcplab::MainWindow", "Light"),
                                QT_TRANSLATE_NOOP("tcplab::MainWindow", "Dark"),
                                QT_TRANSLATE_NOOP("tcplab::MainWindow", "Projector")};

/// In the order of Detail.
constexpr std::array<Do, detailCount> detailActions{Do::ShowTables, Do::ShowSegment, Do::ShowNumbers,
                                                    Do::ShowGraphs, Do::ShowSockets, Do::ShowNotes};

} // namespace

void MainWindow::showDetail(Detail detail)
{
    m_actions[detailActions[static_cast<std::size_t>(detail)]]->setChecked(true);
}

void MainWindow::hideDetails()
{
    for (const Do what : detailActions)
        m_actions[what]->setChecked(false);
}

void MainWindow::makeMenus()
{
    const auto menu = [this](const char* title) {
        QMenu* one = menuBar()->addMenu(QString());
        one->setToolTipsVisible(true); // what a few words do not say
        m_menus.emplace_back(one, title);
        return one;
    };
    const auto fill = [this](QMenu* one, std::initializer_list<Do> actions) {
        for (const Do what : actions)
            one->addAction(m_actions[what]);
    };

    QMenu* file = menu(QT_TR_NOOP("&File"));
    fill(file, {Do::New, Do::Open});
    m_recentMenu = file->addMenu(QString());
    m_menus.emplace_back(m_recentMenu, QT_TR_NOOP("Open recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    file->addSeparator();
    fill(file, {Do::Save, Do::SaveAs, Do::SavePicture, Do::CopyPicture, Do::Print});
    file->addSeparator();
    fill(file, {Do::Quit});

    fill(menu(QT_TR_NOOP("&Edit")), {Do::Undo, Do::Redo});

    QMenu* run = menu(QT_TR_NOOP("&Run"));
    fill(run, {Do::Play, Do::Slower, Do::Faster});
    run->addSeparator();
    fill(run, {Do::StepForward, Do::StepBack, Do::NextState, Do::PreviousState});
    run->addSeparator();
    fill(run, {Do::HostForward, Do::HostBack, Do::Effect, Do::Cause});
    run->addSeparator();
    fill(run, {Do::First, Do::Last, Do::RunUntil, Do::NextBreakpoint});
    QMenu* breakpoints = run->addMenu(QString());
    m_menus.emplace_back(breakpoints, QT_TR_NOOP("Breakpoints"));
    connect(breakpoints, &QMenu::aboutToShow, this, [this, breakpoints] { fillBreakpointMenu(breakpoints); });

    QMenu* segment = menu(QT_TR_NOOP("&Segment"));
    fill(segment, {Do::NextInFlight, Do::Inspect});
    segment->addSeparator();
    fill(segment, {Do::Drop, Do::Delay, Do::Duplicate, Do::Corrupt});
    segment->addSeparator();
    fill(segment, {Do::DropNext});

    QMenu* view = menu(QT_TR_NOOP("&View"));
    fill(view, {Do::ShowLibrary, Do::ShowEditor});
    view->addSeparator();
    for (const Do what : detailActions)
        fill(view, {what});
    fill(view, {Do::OtherPane});
    view->addSeparator();
    fill(view, {Do::OneDiagram, Do::ArrowsAgain});
    view->addSeparator();
    fill(view, {Do::LinearTime, Do::RelativeNumbers, Do::PacketdrillNotation});
    view->addSeparator();
    fill(view, {Do::CausePath, Do::Measure});
    view->addSeparator();
    fill(view, {Do::ZoomIn, Do::ZoomOut, Do::ZoomReset, Do::WholeRun});
    view->addSeparator();
    QMenu* themes = view->addMenu(QString());
    m_menus.emplace_back(themes, QT_TR_NOOP("Theme"));
    for (int i = 0; i < static_cast<int>(themeTexts.size()); ++i) {
        QAction* choice = m_themes->addAction(QString());
        choice->setCheckable(true);
        choice->setData(i);
        themes->addAction(choice);
        connect(choice, &QAction::triggered, this, [this, i] { setTheme(static_cast<ThemeName>(i)); });
    }
    QMenu* languages = view->addMenu(QString());
    m_menus.emplace_back(languages, QT_TR_NOOP("Language"));
    for (const Language language : {Language::English, Language::Chinese}) {
        // In their own words: whoever cannot read the one can read the other.
        QAction* choice = m_languages->addAction(language == Language::Chinese ? QStringLiteral("简体中文")
                                                                               : QStringLiteral("English"));
        choice->setCheckable(true);
        choice->setData(static_cast<int>(language));
        languages->addAction(choice);
        connect(choice, &QAction::triggered, this, [this, language] { setLanguage(language); });
    }
    view->addSeparator();
    fill(view, {Do::ReduceMotion});
    view->addSeparator();
    fill(view, {Do::Lecture, Do::BlackScreen});

    fill(menu(QT_TR_NOOP("S&cenarios")), {Do::FindScenario, Do::PreviousScenario, Do::NextScenario});
    QMenu* experiments = menu(QT_TR_NOOP("E&xperiment"));
    fill(experiments, {Do::LossMatrix, Do::Explore, Do::Chance});
    experiments->addSeparator();
    fill(experiments, {Do::Compare});
    const auto filled = [this, experiments](const char* title, void (CompareRuns::*fillIt)(QMenu*)) {
        QMenu* one = experiments->addMenu(QString());
        m_menus.emplace_back(one, title);
        connect(one, &QMenu::aboutToShow, this, [this, one, fillIt] { (m_compare->*fillIt)(one); });
    };
    filled(QT_TR_NOOP("Compare with"), &CompareRuns::fillChoices);
    fill(experiments, {Do::FirstDifference});
    filled(QT_TR_NOOP("Open a run made before"), &CompareRuns::fillRuns);
    fill(menu(QT_TR_NOOP("&Help")), {Do::Keys, Do::About});

    // Keys work with the menu bar hidden, too.
    for (std::size_t i = 0; i < actionCount; ++i)
        addAction(m_actions[static_cast<Do>(i)]);
    retranslateMenus();
}

void MainWindow::retranslateMenus()
{
    for (const auto& [menu, title] : m_menus)
        menu->setTitle(tr(title));
    for (QAction* choice : m_themes->actions())
        choice->setText(tr(themeTexts[static_cast<std::size_t>(choice->data().toInt())]));
    m_libraryDock->setWindowTitle(tr("Library"));
    m_editorDock->setWindowTitle(tr("Scenario"));
}

void MainWindow::connectActions()
{
    const auto on = [this](Do what, auto slot) { connect(m_actions[what], &QAction::triggered, this, slot); };
    on(Do::New, [this] { beginScenario(); });
    on(Do::Open, [this] { chooseFile(); });
    on(Do::Save, [this] { save(); });
    on(Do::SaveAs, [this] { saveAs(); });
    on(Do::SavePicture, [this] { showFigures(); });
    on(Do::CopyPicture, [this] { copyPicture(); });
    on(Do::Print, [this] { printPicture(); });
    on(Do::Quit, [this] { close(); });

    connectUndo();

    on(Do::Play, [this] {
        if (m_compare->pane()->playBeyond())
            return;
        // From the end there is nothing to play but the whole.
        if (!m_playback.isPlaying() && m_session.hasRun() && m_session.run().ended() &&
            m_session.step() == m_session.stepCount())
            m_session.first();
        m_playback.toggle();
    });
    on(Do::RunUntil, [this] { runUntil(); });
    on(Do::NextBreakpoint, [this] { runToBreakpoint(); });
    on(Do::Faster, [this] { m_transport->faster(); });
    on(Do::Slower, [this] { m_transport->slower(); });
    on(Do::StepForward, [this] { goToStep(&Session::stepForward); });
    on(Do::StepBack, [this] { goToStep(&Session::stepBack); });
    on(Do::NextState, [this] { goToStep(&Session::nextStateChange); });
    on(Do::PreviousState, [this] { goToStep(&Session::previousStateChange); });
    on(Do::HostForward, [this] { goToStep(&Session::nextOfSameHost); });
    on(Do::HostBack, [this] { goToStep(&Session::previousOfSameHost); });
    on(Do::Effect, [this] { goToStep(&Session::toEffect); });
    on(Do::Cause, [this] { goToStep(&Session::toCause); });
    on(Do::First, [this] { goToStep(&Session::first); });
    on(Do::Last, [this] { goToStep(&Session::last); });

    on(Do::NextInFlight, [this] {
        m_playback.pause();
        m_session.selectNextInFlight();
    });
    on(Do::Drop, [this] {
        m_playback.pause();
        m_ladder->dropSelected();
    });
    on(Do::Delay, [this] {
        m_playback.pause();
        m_ladder->delaySelected();
    });
    on(Do::Duplicate, [this] {
        m_playback.pause();
        m_ladder->duplicateSelected();
    });
    on(Do::Corrupt, [this] {
        m_playback.pause();
        m_ladder->corruptSelected();
    });
    on(Do::Inspect, [this] {
        m_playback.pause();
        m_ladder->inspectSelected();
    });

    on(Do::LinearTime, [this](bool checked) { m_session.setLinearTime(checked); });
    on(Do::RelativeNumbers, [this](bool checked) {
        m_session.setRelativeNumbers(checked);
        m_preferences.setRelativeNumbers(checked);
    });
    on(Do::PacketdrillNotation, [this](bool checked) {
        m_session.setNotation(checked ? Notation::Packetdrill : Notation::Words);
        m_preferences.setPacketdrillNotation(checked);
    });
    on(Do::CausePath, [this](bool checked) { m_ladder->setCausePath(checked); });
    on(Do::Measure, [this] { m_ladder->measureFromHere(); });
    on(Do::ZoomIn, [this] { m_ladder->zoomIn(); });
    on(Do::ZoomOut, [this] { m_ladder->zoomOut(); });
    on(Do::ZoomReset, [this] { m_ladder->resetZoom(); });
    on(Do::WholeRun, [this] { m_ladder->showWholeRun(); });
    on(Do::Lecture, [this](bool checked) { setLecture(checked); });

    connect(m_actions[Do::OneDiagram], &QAction::toggled, this, [this](bool one) {
        if (m_lecture->isOn()) {
            m_lectureLayout->turn(one);
            return;
        }
        m_diagrams->setOne(one);
        m_preferences.setOneDiagram(one);
    });
    connect(m_actions[Do::ReduceMotion], &QAction::toggled, this, [this](bool still) {
        setNoMotion(still);
        m_preferences.setReducedMotion(still);
    });
    on(Do::ArrowsAgain, [this] { m_diagrams->beginAgain(); });

    auto* details = new QActionGroup(this);
    details->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (std::size_t i = 0; i < detailCount; ++i) {
        QAction* action = m_actions[detailActions[i]];
        details->addAction(action);
        const auto detail = static_cast<Detail>(i);
        connect(action, &QAction::toggled, this, [this, detail](bool shown) {
            if (shown)
                m_details->setShown(detail);
            else if (m_details->shown() == detail)
                m_details->setShown(std::nullopt);
        });
    }
    on(Do::OtherPane, [this] { moveToOtherPane(); });

    on(Do::FindScenario, [this] {
        m_actions[Do::ShowLibrary]->setChecked(true);
        m_libraryDock->raise();
        m_library->focusSearch();
    });
    on(Do::NextScenario, [this] { openNeighbour(1); });
    on(Do::PreviousScenario, [this] { openNeighbour(-1); });
    on(Do::LossMatrix, [this] { experiment()->showMatrix(); });
    on(Do::Explore, [this] { experiment()->showExplore(); });
    on(Do::Chance, [this] { experiment()->showChance(); });
    on(Do::Compare, [this] {
        m_playback.pause();
        m_compare->compareOrChoose();
        m_compare->pane()->goToDifference(); // what one wants to see first
        updateActions();
    });
    on(Do::FirstDifference, [this] {
        m_playback.pause();
        m_compare->pane()->goToDifference();
    });
    on(Do::Keys, [this] { showKeys(); });
    on(Do::About, [this] { showAbout(); });
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    const QStringList paths = m_preferences.recentFiles();
    for (const QString& path : paths) {
        QAction* one =
            m_recentMenu->addAction(QFileInfo(path).fileName(), this, [this, path] { open(path); });
        one->setToolTip(path);
    }
    m_recentMenu->setToolTipsVisible(true);
    if (paths.isEmpty()) {
        m_recentMenu->addAction(tr("No file yet"))->setEnabled(false);
    } else {
        m_recentMenu->addSeparator();
        m_recentMenu->addAction(tr("Forget these"), this, [this] { m_preferences.clearRecentFiles(); });
    }
}

void MainWindow::showKeys()
{
    m_playback.pause();
    KeyList list(m_actions, this);
    list.exec();
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About TCP Lab"),
        tr("<h3>TCP Lab %1</h3><p>A simulator that shows how TCP really works, after RFC 9293.</p>"
           "<p>Free software under the MIT licence.</p>")
            .arg(QStringLiteral(TCPLAB_VERSION)));
}

} // namespace tcplab
