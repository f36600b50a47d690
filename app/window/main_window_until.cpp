// Where a run is to stop: once, and each time.
#include "app/session/until_words.h"
#include "app/window/breakpoint_trail.h"
#include "app/window/main_window.h"
#include "app/window/until_dialog.h"

#include <QMenu>

namespace tcplab {

void MainWindow::runUntil()
{
    m_playback.pause();
    if (!m_session.hasRun())
        return;
    UntilDialog dialog(m_session, m_preferences.untils(), this);
    if (dialog.exec() != QDialog::Accepted || !dialog.condition())
        return;
    m_preferences.addUntil(dialog.phrase());
    if (dialog.stopsThereEachTime()) {
        UntilCondition when = *dialog.condition();
        if (when.kind == UntilCondition::Kind::Later) { // from here
            when.kind = UntilCondition::Kind::Instant;
            when.time = m_session.now() - Instant{} + when.time;
        }
        m_breakpoints.add(when);
    }
    if (dialog.step())
        m_session.goToStep(*dialog.step());
    else if (dialog.instant())
        m_session.goToInstant(*dialog.instant());
}

void MainWindow::runToBreakpoint()
{
    m_playback.pause();
    const auto stop = m_breakpoints.firstIn(m_session.step(), m_session.stepCount());
    if (!stop) {
        m_session.last();
        return;
    }
    m_session.goToStep(*stop);
    m_stoppedAt = *stop;
    explainStep();
}

void MainWindow::fillBreakpointMenu(QMenu* menu)
{
    menu->clear();
    const auto& all = m_breakpoints.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        // What it waits for, and behind it, where a menu has its keys, where that is.
        QAction* one = menu->addAction(
            QString::fromStdString(untilInLanguage(untilText(all[i].when), m_session.language())) +
            QLatin1Char('\t') + m_trail->whereIs(i));
        one->setCheckable(true);
        one->setChecked(all[i].enabled);
        connect(one, &QAction::triggered, this, [this, i](bool on) { m_breakpoints.setEnabled(i, on); });
    }
    if (all.empty()) {
        menu->addAction(tr("None yet: right-click an arrow of the state diagram"))->setEnabled(false);
        return;
    }
    menu->addSeparator();
    menu->addAction(tr("Remove all"), &m_breakpoints, &Breakpoints::removeAll);
}

} // namespace tcplab
