/// Everything that can be done in the window: one table of names, keys and icons for menus, tool bar and the
/// list of keys.
#pragma once
#include "app/theme/theme.h"

#include <QAction>
#include <QObject>
#include <array>
#include <cstdint>
#include <span>

namespace tcplab {

enum class Do : std::uint8_t {
    // File
    New,
    Open,
    Save,
    SaveAs,
    SavePicture,
    CopyPicture,
    Print,
    Quit,
    // Edit
    Undo,
    Redo,
    // Run
    Play,
    StepForward,
    StepBack,
    NextState,
    PreviousState,
    HostForward,
    HostBack,
    Effect,
    Cause,
    First,
    Last,
    RunUntil,
    NextBreakpoint,
    Faster,
    Slower,
    // Segment
    NextInFlight,
    Drop,
    Delay,
    Duplicate,
    Corrupt,
    Inspect,
    DropNext,
    // View
    LinearTime,
    RelativeNumbers,
    PacketdrillNotation,
    CausePath,
    Measure,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    WholeRun,
    ShowLibrary,
    ShowEditor,
    ShowTables,
    ShowSegment,
    ShowNumbers,
    ShowGraphs,
    ShowSockets,
    ShowNotes,
    OtherPane,
    OneDiagram,
    ArrowsAgain,
    Lecture,
    BlackScreen,
    ReduceMotion,
    // Scenarios
    NextScenario,
    PreviousScenario,
    FindScenario,
    // Experiment
    LossMatrix,
    Explore,
    Chance,
    Compare,
    FirstDifference,
    // Help
    Keys,
    About,
};
inline constexpr std::size_t actionCount = static_cast<std::size_t>(Do::About) + 1;

class WindowActions : public QObject {
    Q_OBJECT
public:
    explicit WindowActions(QObject* parent = nullptr);
    QAction* operator[](Do what) const { return m_actions[static_cast<std::size_t>(what)]; }
    void setTheme(const Theme& theme);
    void retranslate();
    void setPlaying(bool playing);

    /// A group of the list of keys: its heading, and what is in it.
    struct Group {
        const char* heading;
        std::span<const Do> actions;
    };
    static std::span<const Group> groups();
    static QString heading(const Group& group);

private:
    std::array<QAction*, actionCount> m_actions{};
    Theme m_theme;
    bool m_playing = false;
};

} // namespace tcplab
