#include "app/window/window_actions.h"

#include "app/theme/tinted_icon.h"

#include <QKeySequence>

namespace tcplab {

namespace {

struct Description {
    Do what;
    const char* text;
    const char* tip;  ///< a few words more; "" where the name says it
    const char* keys; ///< separated by blanks
    const char* icon;
    bool checkable = false;
};

// clang-format off
constexpr std::array descriptions{
    Description{Do::New, QT_TRANSLATE_NOOP("tcplab::WindowActions", "New scenario"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "A short one to begin with, its text in the editor"), "Ctrl+N", ""},
    Description{Do::Open, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Open scenario…"), "", "Ctrl+O", "open"},
    Description{Do::Save, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Save scenario"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "With everything that was done by hand, so that it replays exactly"), "Ctrl+S", "save"},
    Description{Do::SaveAs, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Save scenario as…"), "", "Ctrl+Shift+S", ""},
    Description{Do::SavePicture, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Figure for slides and papers…"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The timeline or the state diagram as SVG, PDF, PNG, TikZ, Mermaid or PlantUML"), "Ctrl+E", ""},
    Description{Do::CopyPicture, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Copy picture of the timeline"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "What the timeline shows, for pasting into a slide"), "Ctrl+Shift+C", ""},
    Description{Do::Print, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Print…"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The timeline of the whole run, page by page"), "Ctrl+P", ""},
    Description{Do::Quit, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Quit"), "", "Ctrl+Q", ""},
    Description{Do::Undo, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Undo"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Takes back what was done to the run by hand"), "Ctrl+Z", "undo"},
    Description{Do::Redo, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Redo"), "", "Ctrl+Shift+Z Ctrl+Y", "redo"},
    Description{Do::Play, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Play"), "", "Space . F5", "play"},
    Description{Do::StepForward, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Step"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "One event forward"), "Right F10 F4", "step"},
    Description{Do::StepBack, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Step back"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "One event back in time; what was done by hand stays"), "Left", "back"},
    Description{Do::NextState, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Next state"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "On to the next change of a state"), "PgDown", "next-state"},
    Description{Do::PreviousState, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Previous state"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Back to the last change of a state"), "PgUp", "previous-state"},
    Description{Do::HostForward, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Next event of the same host"), "", "Shift+Right", ""},
    Description{Do::HostBack, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Previous event of the same host"), "", "Shift+Left", ""},
    Description{Do::Effect, QT_TRANSLATE_NOOP("tcplab::WindowActions", "To the effect"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "What this event brought about"), "Ctrl+Right", ""},
    Description{Do::Cause, QT_TRANSLATE_NOOP("tcplab::WindowActions", "To the cause"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "What brought this event about"), "Ctrl+Left", ""},
    Description{Do::First, QT_TRANSLATE_NOOP("tcplab::WindowActions", "To the beginning"), "", "Home", "first"},
    Description{Do::Last, QT_TRANSLATE_NOOP("tcplab::WindowActions", "To the end"), "", "End", "last"},
    Description{Do::RunUntil, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Run until…"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "On to a state, a segment, an error, a loss or an instant"), "Ctrl+F5", ""},
    Description{Do::NextBreakpoint, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Run to the next breakpoint"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "On to where playing would stop: a breakpoint, else the end"), "F9", ""},
    Description{Do::Faster, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Faster"), "", ">", ""},
    Description{Do::Slower, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Slower"), "", "<", ""},
    Description{Do::NextInFlight, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Select the next segment in flight"), "", "N", "next-in-flight"},
    Description{Do::Drop, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Drop"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The selected segment in flight is lost"), "X", "drop"},
    Description{Do::Delay, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Delay…"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The selected segment in flight arrives later"), "D", "delay"},
    Description{Do::Duplicate, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Duplicate"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The selected segment in flight arrives twice"), "U", "duplicate"},
    Description{Do::Corrupt, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Corrupt"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The selected segment in flight arrives with a wrong checksum"), "C", "corrupt"},
    Description{Do::Inspect, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Inspect"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Every field of the selected segment"), "I", "inspect"},
    Description{Do::DropNext, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Drop next segment"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Goes on until a segment is in flight, and drops it"), "Shift+X", "drop"},
    Description{Do::LinearTime, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Linear time"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Long idle stretches as long as they are, not folded"), "L", "", true},
    Description{Do::RelativeNumbers, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Relative sequence numbers"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Counted from the initial sequence numbers"), "R", "", true},
    Description{Do::PacketdrillNotation, QT_TRANSLATE_NOOP("tcplab::WindowActions", "packetdrill's notation"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Segments as test scripts write them: S. 0:0(0) ack 1"), "P", "", true},
    Description{Do::CausePath, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Light causes and effects"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The chain of causes of the event or the selected segment, and what followed from it"), "E", "", true},
    Description{Do::Measure, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Measure time from here"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "From the selected segment, or else this event, to wherever you go; with the mouse: click one thing, Shift+click another"), "M", ""},
    Description{Do::ZoomIn, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Zoom in"), "", "+ = Ctrl++ Ctrl+=", ""},
    Description{Do::ZoomOut, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Zoom out"), "", "- Ctrl+-", ""},
    Description{Do::ZoomReset, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Usual size"), "", "0 Ctrl+0", ""},
    Description{Do::WholeRun, QT_TRANSLATE_NOOP("tcplab::WindowActions", "The whole run in sight"), "", "W", ""},
    Description{Do::ShowLibrary, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Library"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The scenarios that ship, by lesson"), "Ctrl+L", "library", true},
    Description{Do::ShowEditor, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Scenario editor"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The scenario as text and as a form; a change is run at once"), "Ctrl+Shift+E", "", true},
    Description{Do::ShowTables, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Tables"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Events, segments and timers of the run, to be searched and copied"), "Ctrl+T Alt+1", "events", true},
    Description{Do::ShowSegment, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Segment"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The selected segment: its header as the RFC draws it, and its octets"), "Ctrl+I Alt+2", "inspect", true},
    Description{Do::ShowNumbers, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Numbers"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Both sequence spaces on number lines: sent, in flight, acknowledged, window"), "Alt+3", "numbers", true},
    Description{Do::ShowGraphs, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Graphs"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Time–sequence graph, congestion window, round-trip time, windows"), "Alt+4 Ctrl+G", "graphs", true},
    Description{Do::ShowSockets, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Sockets"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Both hosts as ss -tan or netstat -tan shows them, and their queues"), "Alt+5", "sockets", true},
    Description{Do::ShowNotes, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Notes"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "What this scenario is about, and its programs"), "Alt+6", "notes", true},
    Description{Do::OtherPane, QT_TRANSLATE_NOOP("tcplab::WindowActions", "To the pane of details and back"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Moves the keyboard to the details, and back to the timeline"), "F6", ""},
    Description{Do::OneDiagram, QT_TRANSLATE_NOOP("tcplab::WindowActions", "One state diagram"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Both hosts in one state diagram, each with its token"), "O", "", true},
    Description{Do::ArrowsAgain, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Count the diagram's arrows anew"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Forgets which arrows of the state diagram have been walked so far, in all runs"), "", ""},
    Description{Do::Lecture, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Lecture mode"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Timeline, state diagram and explanation alone, readable from the last row; page keys step, Alt or F10 shows the menu"), "F11 Shift+F5", "", true},
    Description{Do::BlackScreen, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Black screen"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "In lecture mode: blackens the screen, and shows it again"), "B", ""},
    Description{Do::ReduceMotion, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Reduced motion"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Playing jumps from event to event, and the timeline does not glide; where the desktop asks for this, it is so anyway"), "", "", true},
    Description{Do::NextScenario, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Next scenario"), "", "Ctrl+PgDown", ""},
    Description{Do::PreviousScenario, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Previous scenario"), "", "Ctrl+PgUp", ""},
    Description{Do::FindScenario, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Find a scenario"), "", "Ctrl+F /", ""},
    Description{Do::LossMatrix, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Lose each segment in turn…"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "The loss matrix: what comes of it when the k-th segment is lost, for each k"), "Ctrl+M", ""},
    Description{Do::Explore, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Explore all that the network can do…"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Every way in which the network can treat the segments; with a rule of TCP taken out, too"), "Ctrl+R", ""},
    Description{Do::Chance, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Many runs by chance…"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Many random runs with several values of a knob, as curves"), "Ctrl+Shift+R", ""},
    Description{Do::Compare, QT_TRANSLATE_NOOP("tcplab::WindowActions", "Compare runs"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "This run beside the one before what was done last, or beside another; and back to one"), "Ctrl+D", "", true},
    Description{Do::FirstDifference, QT_TRANSLATE_NOOP("tcplab::WindowActions", "To the first difference"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "Where the two runs that are compared part"), "F8", ""},
    Description{Do::Keys, QT_TRANSLATE_NOOP("tcplab::WindowActions", "List of keys"), QT_TRANSLATE_NOOP("tcplab::WindowActions", "All keys of this window"), "? F1", "help"},
    Description{Do::About, QT_TRANSLATE_NOOP("tcplab::WindowActions", "About TCP Lab"), "", "", ""},
};
// clang-format on
static_assert(descriptions.size() == actionCount);

constexpr std::array runActions{Do::Play,           Do::StepForward, Do::StepBack, Do::NextState,
                                Do::PreviousState,  Do::HostForward, Do::HostBack, Do::Effect,
                                Do::Cause,          Do::First,       Do::Last,     Do::RunUntil,
                                Do::NextBreakpoint, Do::Faster,      Do::Slower};
constexpr std::array segmentActions{Do::NextInFlight, Do::Drop,     Do::Delay, Do::Duplicate, Do::Corrupt,
                                    Do::Inspect,      Do::DropNext, Do::Undo,  Do::Redo};
constexpr std::array viewActions{
    Do::LinearTime,  Do::RelativeNumbers, Do::PacketdrillNotation, Do::CausePath,   Do::Measure,
    Do::ZoomIn,      Do::ZoomOut,         Do::ZoomReset,           Do::WholeRun,    Do::ShowLibrary,
    Do::ShowEditor,  Do::ShowTables,      Do::ShowSegment,         Do::ShowNumbers, Do::ShowGraphs,
    Do::ShowSockets, Do::ShowNotes,       Do::OtherPane,           Do::OneDiagram,  Do::ArrowsAgain,
    Do::Lecture,     Do::BlackScreen,     Do::ReduceMotion};
constexpr std::array fileActions{
    Do::New,         Do::Open,    Do::Save,         Do::SaveAs,           Do::SavePicture,
    Do::CopyPicture, Do::Print,   Do::NextScenario, Do::PreviousScenario, Do::FindScenario,
    Do::LossMatrix,  Do::Explore, Do::Chance,       Do::Compare,          Do::FirstDifference,
    Do::Keys,        Do::Quit};
constexpr std::array allGroups{
    WindowActions::Group{QT_TRANSLATE_NOOP("tcplab::WindowActions", "Moving through the run"), runActions},
    WindowActions::Group{QT_TRANSLATE_NOOP("tcplab::WindowActions", "Segments in flight"), segmentActions},
    WindowActions::Group{QT_TRANSLATE_NOOP("tcplab::WindowActions", "Scenarios"), fileActions},
    WindowActions::Group{QT_TRANSLATE_NOOP("tcplab::WindowActions", "What is shown"), viewActions},
};

} // namespace

WindowActions::WindowActions(QObject* parent) : QObject(parent), m_theme(themeNamed(ThemeName::Light))
{
    for (const Description& d : descriptions) {
        auto* action = new QAction(this);
        QList<QKeySequence> keys;
        for (const QString& key : QString::fromLatin1(d.keys).split(QLatin1Char(' '), Qt::SkipEmptyParts))
            keys << QKeySequence(key);
        action->setShortcuts(keys);
        action->setCheckable(d.checkable);
        action->setMenuRole(d.what == Do::Quit    ? QAction::QuitRole
                            : d.what == Do::About ? QAction::AboutRole
                                                  : QAction::NoRole);
        m_actions[static_cast<std::size_t>(d.what)] = action;
    }
    for (const Do once : {Do::Play, Do::Drop, Do::Delay, Do::Duplicate, Do::Corrupt, Do::DropNext})
        (*this)[once]->setAutoRepeat(false);
    retranslate();
}

void WindowActions::setTheme(const Theme& theme)
{
    m_theme = theme;
    for (const Description& d : descriptions)
        if (d.icon[0] != '\0')
            (*this)[d.what]->setIcon(tintedIcon(QString::fromLatin1(d.icon), theme.text, theme.border));
    setPlaying(m_playing);
}

void WindowActions::setPlaying(bool playing)
{
    m_playing = playing;
    QAction* play = (*this)[Do::Play];
    play->setText(playing ? tr("Pause") : tr("Play"));
    // It stands on a coloured button.
    play->setIcon(tintedIcon(playing ? QStringLiteral("pause") : QStringLiteral("play"), m_theme.clientOn,
                             m_theme.border));
    play->setToolTip(
        QStringLiteral("%1 (%2)").arg(play->text(), play->shortcut().toString(QKeySequence::NativeText)));
}

void WindowActions::retranslate()
{
    for (const Description& d : descriptions) {
        QAction* action = (*this)[d.what];
        action->setText(tr(d.text));
        QString tip = d.tip[0] == '\0' ? tr(d.text) : tr(d.tip);
        tip.remove(QStringLiteral("…"));
        if (!action->shortcut().isEmpty())
            tip += QStringLiteral(" (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
        action->setToolTip(tip);
        action->setStatusTip(tip);
    }
    setPlaying(m_playing);
}

std::span<const WindowActions::Group> WindowActions::groups() { return allGroups; }

QString WindowActions::heading(const Group& group) { return tr(group.heading); }

} // namespace tcplab
