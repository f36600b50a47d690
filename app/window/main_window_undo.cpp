// What is taken back, and done again: deeds of the run's undo stack, and typing that is none of them because it cannot be read.
#include "app/editor/scenario_editor.h"
#include "app/window/announcer.h"
#include "app/window/main_window.h"

#include <QUndoStack>

namespace tcplab {

bool MainWindow::canUndoTyping() const { return m_editor != nullptr && m_editor->canUndoTyping(); }

bool MainWindow::canRedoTyping() const { return m_editor != nullptr && m_editor->canRedoTyping(); }

/// What is being typed becomes the run's before something else does.
void MainWindow::finishTyping()
{
    if (m_editor != nullptr)
        m_editor->finishTyping();
}

void MainWindow::connectUndo()
{
    QUndoStack* stack = m_session.undoStack();
    connect(stack, &QUndoStack::indexChanged, this, &MainWindow::tellUndo);
    connect(stack, &QUndoStack::cleanChanged, this, &MainWindow::tellUndo);
    connect(&m_session, &Session::saved, this, &MainWindow::describeScenario);
    tellUndo();
    connect(m_actions[Do::Undo], &QAction::triggered, this, [this, stack] {
        m_playback.pause();
        finishTyping(); // that is the latest
        if (!canUndoTyping()) {
            stack->undo();
            return;
        }
        m_editor->undoTyping();
        m_announcer->say(tr("Taken back: %1").arg(tr("Typing in the scenario")));
    });
    connect(m_actions[Do::Redo], &QAction::triggered, this, [this, stack] {
        m_playback.pause();
        if (canRedoTyping())
            m_editor->redoTyping();
        else
            stack->redo();
    });
}

/// What it is that would be taken back stands in the menu.
void MainWindow::tellUndo()
{
    const QUndoStack& stack = *m_session.undoStack();
    const auto tell = [this](Do what, bool can, const QString& name, const QString& named) {
        m_actions[what]->setEnabled(can);
        m_actions[what]->setText(can ? named : name);
    };
    //: What can be taken back: letters that have not become part of the run
    const QString typing = tr("Typing in the scenario");
    tell(Do::Undo, canUndoTyping() || stack.canUndo(), tr("Undo"),
         tr("Undo: %1").arg(canUndoTyping() ? typing : stack.undoText()));
    tell(Do::Redo, canRedoTyping() || stack.canRedo(), tr("Redo"),
         tr("Redo: %1").arg(canRedoTyping() ? typing : stack.redoText()));
    setWindowModified(m_session.isModified());
    updateActions();
    if (m_session.hasRun()) // the hint says what can be taken back
        explainStep();
}

} // namespace tcplab
