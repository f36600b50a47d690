// The library and the editor beside the timeline, and how wide they are.
#include "app/editor/scenario_editor.h"
#include "app/ladder/ladder_view.h"
#include "app/window/announcer.h"
#include "app/window/lecture_mode.h"
#include "app/window/main_window.h"
#include "app/window/room_for_docks.h"

#include <QDockWidget>

#include <algorithm>
#include <cstdlib>

namespace tcplab {

/// Made when it is first wanted.
ScenarioEditor* MainWindow::editor()
{
    if (m_editor == nullptr) {
        m_editor = new ScenarioEditor(m_session, this);
        m_editor->setTheme(theme());
        m_editor->setFormShares(m_preferences.formShares());
        connect(m_editor, &ScenarioEditor::complained, m_announcer, &Announcer::say);
        connect(m_editor, &ScenarioEditor::left, m_ladder,
                [this] { m_ladder->setFocus(Qt::OtherFocusReason); });
        connect(m_editor, &ScenarioEditor::typingJudged, this, &MainWindow::tellUndo);
        fillDock(m_editorDock, m_editor);
    }
    return m_editor;
}

void MainWindow::fillDock(QDockWidget* dock, QWidget* content)
{
    content->setMinimumWidth(RoomForDocks::leastDock);
    dock->setWidget(content);
    content->show(); // the dock may be there already
}

QDockWidget* MainWindow::makeDock(const char* name, Qt::DockWidgetArea area, QWidget* content, Do toggle)
{
    auto* dock = new QDockWidget(this);
    dock->setObjectName(QString::fromLatin1(name)); // by which its place is remembered
    if (content != nullptr)
        fillDock(dock, content);
    dock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea | Qt::BottomDockWidgetArea);
    addDockWidget(area, dock);
    // A dock behind another's tab is shown nevertheless: its own action knows.
    connect(dock->toggleViewAction(), &QAction::toggled, m_actions[toggle], &QAction::setChecked);
    connect(m_actions[toggle], &QAction::toggled, dock, [this, dock](bool on) {
        if (!on)
            rememberWidth(*dock);
        if (dock->toggleViewAction()->isChecked() != on) {
            if (on)
                m_room->makeRoomFor(*dock);
            dock->setVisible(on);
            if (on)
                giveWidth(*dock, widthOfDock(*dock));
        }
        if (on)
            dock->raise();
    });
    return dock;
}

void MainWindow::giveWidth(QDockWidget& dock, int width)
{
    dock.setProperty("given", width);
    dock.setProperty("givenIn", this->width());
    resizeDocks({&dock}, {width}, Qt::Horizontal);
}

/// One that was chosen by hand, not what was left of it where something else took the room.
void MainWindow::rememberWidth(const QDockWidget& dock)
{
    const bool beside =
        !dock.isFloating() && dockWidgetArea(const_cast<QDockWidget*>(&dock)) != Qt::BottomDockWidgetArea;
    const int given = dock.property("given").toInt();
    constexpr int sameWidth = 8;
    const bool squeezed = dock.property("givenIn").toInt() != width() && dock.width() < given;
    if (beside && dock.width() >= RoomForDocks::leastDock && std::abs(dock.width() - given) > sameWidth &&
        !squeezed)
        m_preferences.setDockWidth(dock.objectName(), dock.width());
}

/// As it was left; else wide enough to be read, narrow enough to leave the timeline its room.
int MainWindow::widthOfDock(const QDockWidget& dock)
{
    const int most = m_room->mostFor(dock);
    if (const int left = m_preferences.dockWidth(dock.objectName()); left >= RoomForDocks::leastDock)
        return std::min({left, width() * 60 / 100, most});
    // The library's names are rather cut than a scenario's lines.
    const int usual = std::clamp(width() * (&dock == m_libraryDock ? 20 : 26) / 100, 250, 460);
    if (&dock != m_editorDock)
        return std::min(usual, most);
    const int beside = editor()->widthBeside();
    if (width() >= 1500 && beside <= width() * 36 / 100)
        return std::min({std::max(width() * 34 / 100, beside), 720, most});
    return std::min(std::max(usual, std::min(editor()->widthAbove(), width() * 30 / 100)), most);
}

/// Those that are open where they were left, in a window that may have been another.
void MainWindow::fitDocks()
{
    m_room->makeRoomForAll();
    for (QDockWidget* dock : {m_libraryDock, m_editorDock})
        if (!dock->isHidden() && dock->width() < RoomForDocks::leastDock)
            giveWidth(*dock, widthOfDock(*dock));
}

/// Two runs want more room than one and its columns; after them a dock is as wide as it was.
void MainWindow::fitDocksToRuns(bool comparing)
{
    if (m_lecture->isOn())
        return;
    m_room->fit();
    for (QDockWidget* dock : {m_libraryDock, m_editorDock}) {
        if (dock->isHidden() || dock->isFloating() || dockWidgetArea(dock) == Qt::BottomDockWidgetArea)
            continue;
        if (comparing)
            rememberWidth(*dock);
        if (const int width = widthOfDock(*dock); !comparing || width < dock->width())
            giveWidth(*dock, width);
    }
}

} // namespace tcplab
