// The window: its parts, and how they are connected.
#include "app/window/main_window.h"

#include "app/diagram/breakpoint_marks.h"
#include "app/diagram/diagram_view.h"
#include "app/editor/scenario_editor.h"
#include "app/ladder/ladder_view.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/library_panel.h"
#include "app/window/announcer.h"
#include "app/window/breakpoint_trail.h"
#include "app/window/column_shares.h"
#include "app/window/compare_runs.h"
#include "app/window/detail_pages.h"
#include "app/window/detail_pane.h"
#include "app/window/diagram_arrangement.h"
#include "app/window/diagram_menu.h"
#include "app/window/drop_next.h"
#include "app/window/host_column.h"
#include "app/window/lecture_layout.h"
#include "app/window/lecture_mode.h"
#include "app/window/menu_key.h"
#include "app/window/room_for_docks.h"
#include "app/window/scenario_bar.h"
#include "app/window/scrubber.h"
#include "app/window/transport_bar.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QSplitter>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tcplab {

namespace {
constexpr int cardGap = 8;

/// One part after the other, and in each what it holds: setTabOrder alone knows only the parts themselves.
void chainTabs(const std::vector<QWidget*>& parts)
{
    QWidget* last = nullptr;
    const auto add = [&last](QWidget* one) {
        if (one->focusPolicy() == Qt::NoFocus || one->isWindow() ||
            (last != nullptr && one->window() != last->window()))
            return;
        if (last != nullptr)
            QWidget::setTabOrder(last, one);
        last = one;
    };
    for (QWidget* part : parts) {
        add(part);
        for (QWidget* inside : part->findChildren<QWidget*>())
            add(inside);
    }
}

/// A pane that goes with the keys in it gives them back to the timeline. A click on a button takes them from the facts, which
/// would open the editor for whoever plays on with Space.
bool givesBackKeys(const QObject* watched, const QEvent& event, const std::vector<const QWidget*>& panes,
                   const QWidget* facts)
{
    const QWidget* focus = QApplication::focusWidget();
    if (focus == nullptr)
        return false;
    if (event.type() == QEvent::MouseButtonPress)
        return focus == facts && qobject_cast<const QAbstractButton*>(watched) != nullptr;
    return event.type() == QEvent::Hide && !event.spontaneous() &&
           std::ranges::any_of(
               panes, [&](const QWidget* pane) { return pane == watched && pane->isAncestorOf(focus); });
}
} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      m_playback(m_session),
      m_scenarioBar(new ScenarioBar(m_actions, this)),
      m_ladder(new LadderView(m_session, this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)),
      m_explanation(new ExplanationPanel(this)),
      m_transport(new TransportBar(m_session, m_playback, m_actions, this)),
      m_scrubber(new Scrubber(m_session, m_index, this)),
      m_announcer(new Announcer(this)),
      m_library(new LibraryPanel(this)),
      m_details(new DetailPane(this)),
      m_pages(new DetailPages(m_session, *m_details, this)),
      m_vertical(new QSplitter(Qt::Vertical, this)),
      m_bottom(new QSplitter(Qt::Horizontal, this)),
      m_libraryDock(makeDock("library", Qt::LeftDockWidgetArea, m_library, Do::ShowLibrary)),
      m_themes(new QActionGroup(this)),
      m_languages(new QActionGroup(this))
{
    for (const Side side : {Side::Client, Side::Server})
        m_columns[indexOf(side)] = new HostColumn(m_session, m_index, side, this);
    setAcceptDrops(true);
    placeParts();
    m_diagrams =
        new DiagramArrangement(m_session, m_index, m_splitter, m_ladder->parentWidget(), m_columns, this);
    connect(m_compare->pane(), &ComparePane::comparingChanged, m_diagrams, &DiagramArrangement::setComparing);
    m_diagramMenu = new DiagramMenu(m_session, m_index, this);
    m_lecture = new LectureMode(
        this, m_actions,
        {m_scenarioBar, m_recovery, m_transport->parentWidget(), m_libraryDock, m_editorDock, m_details},
        *m_explanation);
    m_lectureLayout = std::make_unique<LectureLayout>(LectureLayout::Parts{
        *m_lecture, *m_diagrams, *m_compare, *m_details, *m_explanation, *m_actions[Do::OneDiagram]});
    connect(m_compare->pane(), &ComparePane::comparingChanged, this, [this](bool comparing) {
        if (m_lecture->setComparing(comparing))
            applyTheme();
        m_lectureLayout->placeAnew();
        fitExplanation();
        m_pages->setOther(comparing ? &m_compare->pane()->other() : nullptr);
        nameRun();
    });
    connect(m_compare->pane(), &ComparePane::toldChanged, this, &MainWindow::nameRun);
    connect(m_compare->pane(), &ComparePane::roomWanted, m_room, &RoomForDocks::closeAll);
    connect(m_compare->pane()->otherLadder(), &LadderView::scrubbing, &m_playback, &Playback::pause);
    m_dropNext = new DropNext(m_session, m_playback, *m_ladder, m_actions, this);
    makeMenus();
    connectParts();
    connectDiagrams();
    connectActions();
    connectAnnouncer();
    fillLibrary();
    setLanguage(m_preferences.language().value_or(systemLanguage()));
    setTheme(m_preferences.theme());
    m_actions[Do::OneDiagram]->setChecked(m_preferences.oneDiagram());
    m_actions[Do::ReduceMotion]->setChecked(m_preferences.reducedMotion());
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(m_lecture);
    finishTyping(); // a field that is left only now would ask for a run that is gone
    // Members go one by one, and the undo stack, as it is emptied, tells of it.
    m_session.undoStack()->disconnect(this);
    m_session.disconnect(); // from everybody: parts of the window outlive it
    // Docks close when the window is no QMainWindow any more.
    for (const QDockWidget* dock : {m_libraryDock, m_editorDock})
        dock->toggleViewAction()->disconnect();
    delete std::exchange(m_room, nullptr);
    m_playback.disconnect(this);
}

void MainWindow::placeParts()
{
    auto* timeline = new QFrame(this);
    timeline->setProperty("look", "card");
    auto* inCard = new QVBoxLayout(timeline);
    inCard->setContentsMargins(3, 5, 3, 5);
    inCard->addWidget(m_ladder);

    m_splitter->addWidget(m_columns[0]);
    m_splitter->addWidget(timeline);
    m_splitter->addWidget(m_columns[1]);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(cardGap);
    for (int i = 0; i < 3; ++i)
        m_splitter->setStretchFactor(i, i == 1 ? 46 : 27);
    m_splitter->setSizes({27000, 46000, 27000});

    m_shares = new ColumnShares(m_splitter, {m_columns[0], m_columns[1]}, timeline, this);
    m_compare = new CompareRuns(
        {.session = m_session,
         .ladder = *m_ladder,
         .timelineCard = *inCard,
         .row = *m_splitter,
         .open =
             [this](const Branch& one) {
                 if (leaveRun())
                     show(one.scenario, one.path);
             },
         .complain = [this](const QString& headline, const QString& words) { complain(headline, words); }},
        this);
    connect(m_compare->pane(), &ComparePane::moved, this, &MainWindow::updateActions);
    connect(m_compare->pane(), &ComparePane::playingBeyondChanged, this, [this](bool playing) {
        m_actions.setPlaying(playing || m_playback.isPlaying());
        updateActions();
    });
    connect(m_compare->pane(), &ComparePane::comparingChanged, this, &MainWindow::updateActions);

    auto* cards = new QVBoxLayout;
    cards->setContentsMargins(cardGap, cardGap, cardGap, cardGap);
    cards->setSpacing(cardGap);
    cards->addWidget(m_compare->pane()->bar());
    cards->addWidget(m_vertical, 1);

    m_bottom->addWidget(m_explanation);
    m_bottom->addWidget(m_details);
    m_bottom->setSizes({34000, 66000});
    m_vertical->addWidget(m_splitter);
    m_vertical->addWidget(m_bottom);
    for (QSplitter* splitter : {m_vertical, m_bottom}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(cardGap);
    }

    auto* bottom = new QFrame(this);
    bottom->setProperty("look", "bar");
    auto* inBottom = new QVBoxLayout(bottom);
    inBottom->setContentsMargins(0, 0, 0, 0);
    inBottom->setSpacing(0);
    inBottom->addWidget(m_transport);
    inBottom->addWidget(m_scrubber);

    auto* central = new QWidget(this);
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scenarioBar);
    m_recovery = new RecoveryBar(this);
    layout->addWidget(m_recovery);
    layout->addLayout(cards, 1);
    layout->addWidget(bottom);
    setCentralWidget(central);

    m_libraryDock->hide();
    m_editorDock = makeDock("editor", Qt::RightDockWidgetArea, nullptr, Do::ShowEditor);
    m_editorDock->hide();
    connect(m_editorDock, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        if (visible)
            editor();
    });
    m_room =
        new RoomForDocks(*this, *m_splitter, {timeline, m_compare->pane()}, {m_libraryDock, m_editorDock});
    connect(m_compare->pane(), &ComparePane::comparingChanged, this, &MainWindow::fitDocksToRuns);
    // What a Tab reaches, from the top left to the bottom right.
    chainTabs({m_scenarioBar, m_recovery, m_library, m_compare->pane()->bar(), m_columns[0],
               m_compare->pane(), m_compare->pane()->roomButton(), m_ladder, m_columns[1], m_explanation,
               m_details, m_transport, m_scrubber});
    m_ladder->setFocus();
}

void MainWindow::connectParts()
{
    connect(&m_session, &Session::runChanged, this, &MainWindow::onRunChanged);
    connect(&m_session, &Session::stepChanged, this, [this] {
        m_lecture->setBlack(false); // whoever goes on wants it seen
        onStepChanged();
    });
    connect(&m_session, &Session::nowChanged, this, &MainWindow::onNowChanged);
    connect(&m_session, &Session::selectionChanged, this, &MainWindow::updateActions);
    connect(&m_session, &Session::viewOptionsChanged, this, &MainWindow::onStepChanged);
    connect(&m_session, &Session::leaving, this, [this] { disconnect(m_waiting); });
    connect(&m_playback, &Playback::playingChanged, this, [this](bool playing) {
        m_actions.setPlaying(playing || m_compare->pane()->isPlayingBeyond());
        onStepChanged();
    });
    connect(&m_playback, &Playback::speedChanged, m_compare->pane(), &ComparePane::setSpeed);
    connect(m_ladder, &LadderView::inspectRequested, this,
            [this] { m_actions[Do::ShowSegment]->setChecked(true); });
    connect(m_actions[Do::BlackScreen], &QAction::triggered, this, [this] { // it would go on unseen
        m_playback.pause();
        m_compare->pane()->pause();
    });
    connect(m_actions[Do::ShowLibrary], &QAction::triggered, this, [this](bool shown) {
        if (shown) // what is typed next is a word, not keys of the run
            m_library->focusSearch();
    });
    connect(m_details, &DetailPane::shownChanged, this, [this] {
        if (m_lecture->isOn())
            m_lectureLayout->place();
        else
            m_explanation->setBeside(m_details->shown().has_value());
        fitPane();
    });
    connect(m_vertical, &QSplitter::splitterMoved, this, &MainWindow::keepPaneShare);
    for (HostColumn* column : m_columns) {
        connect(column, &HostColumn::wanted, this, &MainWindow::stepIn);
        connect(column, &HostColumn::otherCallWanted, this, &MainWindow::askForCall);
        connect(column, &HostColumn::stepChosen, this, [this](quint64 step) {
            m_playback.pause();
            m_session.goToStep(step);
        });
        column->setOpposite(m_columns[column == m_columns[0] ? 1 : 0]);
        connect(column, &HostColumn::connectionShown, this, [this] {
            for (const Side side : {Side::Client, Side::Server}) {
                m_columns[indexOf(side)]->refresh();
                m_scrubber->setShown(side, m_columns[indexOf(side)]->shownConnection());
            }
            m_diagrams->refresh();
            tellShown();
        });
    }
    // Whoever takes hold of the run does not want it to run away.
    connect(m_scrubber, &QAbstractSlider::sliderPressed, &m_playback, &Playback::pause);
    connect(m_pages, &DetailPages::taken, &m_playback, &Playback::pause);
    connect(m_ladder, &LadderView::scrubbing, &m_playback, &Playback::pause);
    connect(m_ladder, &LadderView::viewMoved, this, [this] {
        m_pages->setTimelineRange(m_ladder->visibleInstants());
        const auto [top, bottom] = m_ladder->visibleUnits();
        m_scrubber->setVisible(top, bottom);
    });
    connect(m_scrubber, &Scrubber::visibleWanted, m_ladder, &LadderView::showUnits);
    connect(m_pages, &DetailPages::timelineWanted, this, [this](Instant from, Instant to) {
        m_ladder->showUnits(m_session.axis().firstPosition(from), m_session.axis().position(to));
    });
    connect(m_library, &LibraryPanel::chosen, this, qOverload<const QString&>(&MainWindow::open));
    connect(m_library, &LibraryPanel::left, m_ladder, [this] { m_ladder->setFocus(Qt::OtherFocusReason); });
    connect(m_scenarioBar, &ScenarioBar::factChosen, this, [this](const QString& key) {
        m_actions[Do::ShowEditor]->setChecked(true);
        editor()->goToKey(key.section(QLatin1Char('.'), 0, 0), key.section(QLatin1Char('.'), 1));
    });
    connect(m_scenarioBar, &ScenarioBar::profileChosen, this, &MainWindow::playScriptWith);
}

void MainWindow::connectDiagrams()
{
    m_playback.setBreakpoints(&m_breakpoints);
    m_diagramMenu->setBreakpoints(&m_breakpoints);
    for (DiagramView* diagram : {m_columns[0]->diagram(), m_columns[1]->diagram(), m_diagrams->joint()})
        m_breakpointMarks.push_back(new BreakpointMarks(*diagram, m_breakpoints));
    m_trail = new BreakpointTrail(m_session, m_breakpoints, *m_ladder, *m_scrubber, this);
    connect(&m_breakpoints, &Breakpoints::changed, this, [this] {
        m_stoppedAt = 0;
        explainStep();
    });
    connect(&m_playback, &Playback::stopped, this, [this](quint64 step) {
        m_stoppedAt = step;
        explainStep();
    });
    connect(m_diagrams, &DiagramArrangement::entered, m_diagramMenu, &DiagramMenu::prepare);
    connect(m_diagrams, &DiagramArrangement::placeChosen, this,
            [this](const DiagramPlace& place, QPoint where) {
                m_playback.pause();
                m_diagramMenu->open(place, where);
            });
    connect(m_diagrams, &DiagramArrangement::counterChosen, this, [this](QPoint where) {
        QMenu menu(this);
        menu.addAction(m_actions[Do::ArrowsAgain]);
        menu.exec(where);
    });
    connect(m_diagramMenu, &DiagramMenu::scenarioChosen, this, [this](const QString& name, quint64 step) {
        if (open(name))
            goWhenThere(step);
    });
    connect(m_diagramMenu, &DiagramMenu::stepChosen, this, [this](quint64 step) {
        m_playback.pause();
        m_session.goToStep(step);
    });
}

/// From the pane to the timeline, from anywhere else to the pane; one that is closed opens.
void MainWindow::moveToOtherPane()
{
    if (m_details->isAncestorOf(QApplication::focusWidget())) {
        m_ladder->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    if (!m_details->shown())
        m_actions[Do::ShowTables]->setChecked(true);
    if (!m_details->shown())
        return;
    QWidget* page = m_details->page(*m_details->shown());
    // What a Tab would reach first in it.
    const auto takesKeys = [page](const QWidget* one) {
        return (one == page || page->isAncestorOf(one)) && (one->focusPolicy() & Qt::TabFocus) != 0 &&
               one->isVisible();
    };
    QWidget* first = page;
    do
        if (takesKeys(first))
            break;
    while ((first = first->nextInFocusChain()) != page);
    first->setFocus(Qt::TabFocusReason);
}

/// Escape leaves the full screen, as everywhere.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_lecture->isOn() && menuBar()->isVisible())
        m_lecture->hideMenu();
    else if (event->key() == Qt::Key_Escape && m_lecture->isBlack())
        m_lecture->setBlack(false);
    else if (event->key() == Qt::Key_Escape && m_lecture->isOn())
        m_actions[Do::Lecture]->trigger();
    else
        QMainWindow::keyPressEvent(event);
    if (event->key() == Qt::Key_Escape)
        m_ladder->unsay(); // from wherever the key comes
}

/// The keys that move through the run are the window's, except where a focused widget needs them itself: a
/// button is pressed with Space, a table is walked with Home, End and the page keys,
/// tabs with ← and →. And a wheel that passes over a choice or a number on its way does not change it.
bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (openMenuByKey(watched, event))
        return true;
    if ((event->type() == QEvent::MouseButtonPress || event->type() == QEvent::Hide) &&
        m_ladder->isVisible() &&
        givesBackKeys(watched, *event,
                      {m_libraryDock, m_editorDock, m_details, m_compare->pane(), m_compare->pane()->bar()},
                      m_scenarioBar->chips()))
        m_ladder->setFocus(Qt::OtherFocusReason);
    if (event->type() == QEvent::Wheel &&
        (qobject_cast<QComboBox*>(watched) != nullptr ||
         qobject_cast<QAbstractSpinBox*>(watched) != nullptr) &&
        !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && watched == QApplication::focusWidget()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool button = qobject_cast<QAbstractButton*>(watched) != nullptr && key->key() == Qt::Key_Space;
        const bool list = qobject_cast<QAbstractItemView*>(watched) != nullptr &&
                          key->modifiers() == Qt::NoModifier &&
                          (key->key() == Qt::Key_Home || key->key() == Qt::Key_End ||
                           key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown);
        const bool tabs = qobject_cast<QTabBar*>(watched) != nullptr && key->modifiers() == Qt::NoModifier &&
                          (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right);
        if (button || list || tabs) {
            event->accept();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace tcplab
