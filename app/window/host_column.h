/// Everything about one host: its head, its sockets, the state diagram and the TCB of one connection, timers,
/// and the calls that are possible now.
#pragma once
#include "app/session/run_index.h"
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QFrame>
#include <array>
#include <optional>

namespace tcplab {

class CallButtons;
class DiagramView;
class HostHeader;
class ScriptView;
struct ScriptPlay;
class SocketList;
class TcbPanel;
class TimersPanel;

class HostColumn : public QFrame {
    Q_OBJECT
public:
    /// `index` is kept up to date by whoever calls runChanged().
    HostColumn(Session& session, const RunIndex& index, Side side, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The other host's column: both are about the same connection.
    void setOpposite(HostColumn* column) { m_opposite = column; }
    /// Another scenario: the connection that was chosen is forgotten.
    void forgetChoice() { m_chosen = 0; }
    /// The script that plays one of the sides; null: none, or its text is not known. It must stay where it is.
    void setScript(const ScriptPlay* script);
    bool isScripted() const;
    /// Without its diagram, where there is one for both hosts.
    void setDiagramShown(bool shown);
    /// The connection whose diagram, TCB and timers are shown: the chosen one, else the other end of what is chosen in the
    /// opposite column, else the one that is followed (followed.h). 0: none.
    ConnectionId shownConnection() const;
    CallButtons* buttons() const { return m_buttons; }
    SocketList* sockets() const { return m_sockets; }
    TcbPanel* tcb() const { return m_tcb; }
    DiagramView* diagram() const { return m_diagram; }
    ScriptView* script() const { return m_script; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override { return {340, 560}; }

public slots:
    /// The step, the run or the language is another.
    void refresh();
    /// Only the now line has moved.
    void refreshTimes();

signals:
    void wanted(const tcplab::Intervention& what);
    void otherCallWanted(tcplab::Side side);
    void connectionShown(tcplab::Side side);
    void stepChosen(quint64 step);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitRows();
    void choose(ConnectionId conn);
    /// What was chosen here, as long as it exists; 0: nothing.
    ConnectionId chosenConnection() const;
    ConnectionId findShown() const;
    /// A script instead of a host, or a host again.
    void showScripted(bool scripted);

    Session& m_session;
    const RunIndex& m_index;
    const Side m_side;
    Theme m_theme;
    /// What is shown, and the step, the run's length and the choices for which that was found.
    mutable ConnectionId m_shown = 0;
    mutable std::optional<std::array<std::uint64_t, 4>> m_situation;
    ConnectionId m_chosen = 0;
    HostColumn* m_opposite = nullptr;
    HostHeader* m_header;
    SocketList* m_sockets;
    DiagramView* m_diagram;
    ScriptView* m_script;
    QWidget* m_filler; ///< in the diagram's place
    bool m_diagramShown = true;
    TcbPanel* m_tcb;
    TimersPanel* m_timers;
    CallButtons* m_buttons;
};

} // namespace tcplab
