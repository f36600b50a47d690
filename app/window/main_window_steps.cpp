// What each part is told when the cursor or the run changes.
#include "app/window/main_window.h"

#include "app/ladder/ladder_view.h"
#include "app/ladder/ladder_words.h"
#include "app/panels/explanation_panel.h"
#include "app/session/run_name.h"
#include "app/window/announcer.h"
#include "app/window/breakpoint_trail.h"
#include "app/window/compare_runs.h"
#include "app/window/detail_pages.h"
#include "app/window/diagram_arrangement.h"
#include "app/window/drop_next.h"
#include "app/window/host_column.h"
#include "app/window/lecture_layout.h"
#include "app/window/lecture_mode.h"
#include "app/window/scenario_bar.h"
#include "app/window/scrubber.h"
#include "app/window/transport_bar.h"

#include <QDir>
#include <QUndoStack>

#include <algorithm>

namespace tcplab {

/// A run that has just been opened may not have come that far.
void MainWindow::goWhenThere(quint64 step)
{
    disconnect(m_waiting);
    if (m_session.stepCount() >= step || m_session.run().ended())
        m_session.goToStep(step);
    else
        m_waiting = connect(
            &m_session, &Session::runChanged, this, [this, step] { goWhenThere(step); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

void MainWindow::onRunChanged(quint64 fromStep)
{
    m_index.update(m_session.trace(), fromStep);
    m_diagrams->runChanged(fromStep);
    describeScenario();
    onStepChanged();
}

void MainWindow::onStepChanged()
{
    if (!m_session.hasRun() || m_settling)
        return;
    if (m_session.step() != 0)
        m_kept.clear();
    if (m_session.step() != m_stoppedAt)
        m_stoppedAt = 0;
    for (const Side side : {Side::Client, Side::Server}) {
        m_columns[indexOf(side)]->refresh();
        m_scrubber->setShown(side, m_columns[indexOf(side)]->shownConnection());
    }
    m_diagrams->refresh();
    tellShown();
    explainStep();
    updateActions();
    m_transport->refresh();
    m_scrubber->refresh();
}

/// The details are about the connections that the columns show.
void MainWindow::tellShown()
{
    const std::array shown{m_columns[0]->shownConnection(), m_columns[1]->shownConnection()};
    m_pages->setShown(shown);
}

void MainWindow::onNowChanged()
{
    if (m_settling)
        return;
    for (HostColumn* column : m_columns)
        column->refreshTimes();
    m_diagrams->refresh();
    m_transport->refresh();
    m_scrubber->update();
}

/// Of two runs beside each other it is the told one's; else the open run's.
void MainWindow::explainStep()
{
    const Session& told = m_compare->pane()->isComparing() ? m_compare->pane()->toldSession() : m_session;
    const Trace& trace = told.trace();
    const quint64 step = told.step();
    std::optional<Side> acting;
    if (step > 0) {
        const Effect& first = trace.record(trace.firstRecordOf(step)).what;
        if (first.kind != EffectKind::User && first.kind != EffectKind::Drop && first.kind != EffectKind::End)
            acting = first.host;
    }
    m_explanation->setExplanation(explain(trace, step, m_session.language(), m_session.relativeNumbers()),
                                  acting);
    m_lecture->placeHint();
    m_explanation->setHint(hint());
    announce();
}

/// Whose step is told, and whose states the strip shows, as long as there are two.
void MainWindow::nameRun()
{
    const ComparePane& compare = *m_compare->pane();
    const bool two = compare.isComparing();
    m_explanation->setRun(two ? compare.name(compare.toldRun()) : QString());
    m_scrubber->setRun(two ? compare.name(1) : QString());
    if (m_session.hasRun() && !m_settling)
        explainStep();
}

/// To who does not see it: the step, and that nothing follows it; of two runs whose it is, by its letter.
void MainWindow::announce()
{
    const ComparePane& compare = *m_compare->pane();
    const Session& told = compare.isComparing() ? compare.toldSession() : m_session;
    const bool isEnd = told.step() == told.stepCount() && told.run().ended() && !compare.otherGoesOn();
    const bool stopped = &told == &m_session && m_session.step() != 0 && m_stoppedAt == m_session.step();
    m_announcer->sayStep(
        told.step(),
        m_explanation->headline() + (stopped ? QLatin1Char(' ') + tr("A breakpoint.") : QString()) +
            (isEnd ? QLatin1Char(' ') + tr("That was all.") : QString()),
        !compare.isComparing() ? QString() : QString(QLatin1Char(compare.toldRun() == 0 ? 'A' : 'B')));
}

void MainWindow::connectAnnouncer()
{
    const auto tellHint = [this] {
        if (m_session.hasRun() && !m_settling)
            m_explanation->setHint(hint());
    };
    connect(&m_session, &Session::selectionChanged, this, tellHint);
    connect(m_compare->pane(), &ComparePane::comparingChanged, this, tellHint);
    connect(&m_session, &Session::loaded, this, [this] { m_announcer->sayFirst(m_scenarioBar->title()); });
    connect(&m_session, &Session::selectionChanged, this, [this](SegmentId id) {
        if (id != 0)
            //: %1 is a segment, as "SYN, ACK"
            m_announcer->say(
                tr("%1 is selected.").arg(arrowLabel(m_session.trace().segment(id), m_session.notation())));
    });
    connect(m_compare->pane(), &ComparePane::told, m_announcer, &Announcer::say);
    connect(m_ladder, &LadderView::told, m_announcer, &Announcer::say);
    // What was done is said by its step; that it was taken back, by nothing else.
    connect(m_session.undoStack(), &QUndoStack::indexChanged, this, [this, before = 0](int now) mutable {
        if (std::exchange(before, now) > now && m_session.undoStack()->canRedo())
            m_announcer->say(tr("Taken back: %1").arg(m_session.undoStack()->redoText()));
    });
}

/// A path that may be broken into lines behind each folder.
static QString breakable(QString path)
{
    const QChar separator = QDir::separator();
    return path.replace(separator, QString(separator) + QChar(0x200b));
}

/// What could be tried now; nothing while it plays.
QString MainWindow::hint()
{
    const ComparePane& compare = *m_compare->pane();
    if (m_playback.isPlaying() || m_lecture->isOn() || (compare.isComparing() && compare.toldRun() == 0))
        return {};
    if (m_session.language() == Language::Chinese && !canDrawChinese())
        return QStringLiteral("No font here can draw Chinese: install fonts-wqy-microhei.");
    if (m_session.step() != 0 && m_stoppedAt == m_session.step())
        //: %1 is a condition, as "ACK lost"
        return tr("A breakpoint: %1. Space plays on.").arg(m_trail->wordsAt(m_stoppedAt));
    if (m_session.step() == 0 && !m_kept.isEmpty())
        //: %1 is the path of a file
        return tr("What you did is kept (File ▸ Open recent): %1")
            .arg(breakable(QDir::toNativeSeparators(m_kept)));
    if (m_session.step() == 0)
        return tr("→ goes one step on, ← one back. Space plays.");
    const QString undo = m_session.undoStack()->undoText();
    const Trace& trace = m_session.trace();
    if (!undo.isEmpty() && trace.record(trace.firstRecordOf(m_session.step())).what.kind == EffectKind::User)
        return compare.isComparing() ? tr("Ctrl+Z takes it back; Ctrl+D closes the comparison.")
                                     : tr("Ctrl+Z takes it back; Ctrl+D shows it beside the run as it was.");
    if (const std::vector<SegmentId> flying = m_session.inFlight(); !flying.empty()) {
        if (flying.size() == 1 || std::ranges::find(flying, m_session.selectedSegment()) != flying.end())
            return tr("What if it were lost? Click the segment in flight, or press X.");
        return tr("%n in flight. What if one were lost? Click it, or choose it with N and press X.", nullptr,
                  static_cast<int>(flying.size()));
    }
    if (compare.otherGoesOn())
        return tr("Run B is over; → goes on in run A.");
    if (m_session.step() == m_session.stepCount() && m_session.run().ended())
        return tr("That was all. Home goes back to the beginning.");
    return {};
}

void MainWindow::updateActions()
{
    const bool has = m_session.hasRun();
    const ComparePane* compare = m_compare->pane();
    const bool atEnd = has && m_session.step() == m_session.stepCount() && m_session.run().ended() &&
                       !compare->otherGoesOn();
    m_actions[Do::Compare]->setChecked(compare->isComparing());
    m_actions[Do::FirstDifference]->setEnabled(compare->isComparing());
    m_actions[Do::OneDiagram]->setEnabled(!compare->isComparing() || m_lectureLayout->isInTurn());
    const bool atStart = !has || (m_session.step() == 0 && m_session.now() == Instant{});
    for (const Do what : {Do::StepForward, Do::NextState, Do::Last, Do::HostForward, Do::Effect, Do::DropNext,
                          Do::RunUntil, Do::NextBreakpoint})
        m_actions[what]->setEnabled(has && !atEnd);
    for (const Do what : {Do::StepBack, Do::PreviousState, Do::First, Do::HostBack, Do::Cause})
        m_actions[what]->setEnabled(!atStart);
    const bool canStepIn = m_ladder->canStepIn();
    for (const Do what : {Do::NextInFlight, Do::Drop, Do::Delay, Do::Duplicate, Do::Corrupt})
        m_actions[what]->setEnabled(canStepIn);
    m_actions[Do::Drop]->setEnabled(m_ladder->canAnswerDrop());
    m_actions[Do::Inspect]->setEnabled(canStepIn || m_session.selectedSegment() != 0);
    m_dropNext->refresh();
}

void MainWindow::describeScenario()
{
    if (!m_session.hasRun())
        return;
    m_scenarioBar->setScenario(m_session.scenario(), m_session.language(), placeInLibrary());
    const bool isScript =
        m_script && m_session.path().endsWith(QLatin1String(".pkt")); // not saved as a scenario
    m_scenarioBar->setProfile(isScript ? std::optional(m_script->played.profile) : std::nullopt);
    const QString name = nameOf(m_session);
    setWindowTitle(tr("%1[*] — TCP Lab").arg(name.isEmpty() ? m_scenarioBar->title() : name));
    setWindowModified(m_session.isModified());
}

void MainWindow::goToStep(void (Session::*go)())
{
    m_playback.pause();
    if (!m_compare->pane()->moveBeyond(go))
        (m_session.*go)();
}

void MainWindow::stepIn(const Intervention& what)
{
    m_playback.pause();
    m_session.intervene(what);
}

} // namespace tcplab
