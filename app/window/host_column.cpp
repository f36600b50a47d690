#include "app/window/host_column.h"

#include "app/diagram/diagram_view.h"
#include "app/panels/call_buttons.h"
#include "app/panels/host_header.h"
#include "app/panels/host_summary.h"
#include "app/panels/script_view.h"
#include "app/panels/socket_list.h"
#include "app/panels/tcb_panel.h"
#include "app/panels/timers_panel.h"
#include "app/session/followed.h"
#include "app/wording/figure_text.h"
#include "app/wording/wording.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace tcplab {

namespace {

/// What fits above a diagram of that height (px at text scale 1); from the richest to the least.
struct Rows {
    int sockets, tcb, timers, diagram;
    bool titled = true; ///< the TCB has a heading
    bool roles = true;  ///< the header has its second line
};
constexpr std::array arrangements{
    Rows{3, 4, 3, 400}, Rows{2, 3, 3, 330}, Rows{2, 3, 2, 300}, Rows{2, 2, 2, 262}, Rows{1, 2, 2, 205},
    Rows{1, 2, 1, 185}, Rows{1, 1, 1, 165}, Rows{1, 1, 0, 150},
    // The last line of variables goes after all that is said elsewhere, too.
    Rows{1, 1, 0, 140, false}, Rows{1, 1, 0, 138, false, false}, Rows{0, 1, 0, 122, false, false},
    Rows{1, 0, 0, 122}, Rows{1, 0, 0, 118, true, false}, Rows{0, 0, 0, 0, true, false}};

/// A connection that has a TCB: CLOSED is fictional, the state of having none (RFC 9293 §3.3.2).
std::optional<Connection> withTcb(const Host& host, ConnectionId conn)
{
    std::optional<Connection> connection = copyOf(host, conn);
    if (connection && connection->tcb.state == ConnectionState::Closed)
        connection.reset();
    return connection;
}

} // namespace

HostColumn::HostColumn(Session& session, const RunIndex& index, Side side, QWidget* parent)
    : QFrame(parent),
      m_session(session),
      m_index(index),
      m_side(side),
      m_theme(themeNamed(ThemeName::Light)),
      m_header(new HostHeader(side, this)),
      m_sockets(new SocketList(this)),
      m_diagram(new DiagramView(this)),
      m_script(new ScriptView(this)),
      m_filler(new QWidget(this)),
      m_tcb(new TcbPanel(this)),
      m_timers(new TimersPanel(side, this)),
      m_buttons(new CallButtons(side, this))
{
    setProperty("look", "card");
    auto* layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // rows follow the height, not the other way round
    layout->setContentsMargins(0, 0, 0, 7);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_sockets);
    layout->addWidget(m_diagram, 1);
    layout->addWidget(m_script, 1);
    m_script->hide();
    layout->addWidget(m_filler, 1);
    m_filler->hide();
    auto* below = new QVBoxLayout;
    below->setContentsMargins(7, 0, 7, 0);
    below->setSpacing(4);
    below->addWidget(m_tcb);
    below->addWidget(m_timers);
    below->addWidget(m_buttons);
    layout->addLayout(below);

    connect(m_sockets, &SocketList::chosen, this, &HostColumn::choose);
    connect(m_script, &ScriptView::stepChosen, this, &HostColumn::stepChosen);
    connect(m_buttons, &CallButtons::wanted, this, &HostColumn::wanted);
    connect(m_buttons, &CallButtons::otherCallWanted, this, [this] { emit otherCallWanted(m_side); });
}

void HostColumn::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_header->setTheme(theme);
    m_sockets->setTheme(theme);
    m_diagram->setTheme(theme);
    m_script->setTheme(theme);
    m_tcb->setTheme(theme);
    m_timers->setTheme(theme);
    fitRows();
}

/// With the fewest rows; the same whatever has given way.
QSize HostColumn::minimumSizeHint() const
{
    const int width = static_cast<int>(165 * m_theme.textScale);
    if (!m_diagramShown)
        return {width, m_header->fullHeight() + m_buttons->sizeHint().height() + 7 +
                           static_cast<int>(60 * m_theme.textScale)};
    // A diagram that can be read, and a line of the TCB.
    constexpr int usual = 300;
    return {width, m_header->leastHeight() + m_tcb->lineHeight() + m_buttons->sizeHint().height() + 7 +
                       2 * 4 + m_diagram->leastHeight(usual)};
}

void HostColumn::setScript(const ScriptPlay* script) { m_script->setScript(script); }

bool HostColumn::isScripted() const { return m_script->isVisibleTo(this); }

void HostColumn::setDiagramShown(bool shown)
{
    if (std::exchange(m_diagramShown, shown) == shown)
        return;
    m_diagram->setVisible(shown && !isScripted());
    m_filler->setVisible(!shown && !isScripted());
    fitRows();
}

void HostColumn::showScripted(bool scripted)
{
    if (isScripted() == scripted)
        return;
    for (QWidget* part : {static_cast<QWidget*>(m_sockets), static_cast<QWidget*>(m_tcb),
                          static_cast<QWidget*>(m_timers), static_cast<QWidget*>(m_buttons)})
        part->setVisible(!scripted);
    m_diagram->setVisible(!scripted && m_diagramShown);
    m_filler->setVisible(!scripted && !m_diagramShown);
    m_script->setVisible(scripted);
    fitRows();
}

void HostColumn::choose(ConnectionId conn)
{
    m_chosen = conn;
    if (m_opposite != nullptr && m_session.trace().connection(m_side, conn).name.remotePort != 0)
        m_opposite->forgetChoice(); // the same connection on both sides; a listener has no other end
    refresh();
    emit connectionShown(m_side);
}

ConnectionId HostColumn::chosenConnection() const
{
    const bool exists = m_chosen <= RunIndex::connectionsBy(m_session.trace(), m_side, m_session.step());
    return exists ? m_chosen : 0;
}

/// Asked for many times a step, and found by looking through connections: once a step.
ConnectionId HostColumn::shownConnection() const
{
    const std::array<std::uint64_t, 4> situation{m_session.step(), m_session.trace().recordCount(),
                                                 chosenConnection(),
                                                 m_opposite != nullptr ? m_opposite->chosenConnection() : 0};
    if (m_situation != situation) {
        m_shown = findShown();
        m_situation = situation;
    }
    return m_shown;
}

ConnectionId HostColumn::findShown() const
{
    if (const ConnectionId chosen = chosenConnection())
        return chosen;
    const Trace& trace = m_session.trace();
    const ConnectionId across = m_opposite != nullptr ? m_opposite->chosenConnection() : 0;
    const Side other = peerOf(m_side);
    if (across != 0 && trace.connection(other, across).name.remotePort != 0)
        return otherEnd(trace, m_index, other, across, m_session.step());
    return followedConnections(trace, m_index, m_session.step())[indexOf(m_side)];
}

void HostColumn::refresh()
{
    if (!m_session.hasRun())
        return;
    const World& world = m_session.worldNow();
    const World& former = m_session.worldBefore();
    const Host& host = world.hosts[indexOf(m_side)];
    m_situation.reset(); // it may be another run of as many records
    const ConnectionId shown = shownConnection();
    const std::optional<Connection> connection = withTcb(host, shown);
    const std::optional<Connection> before = withTcb(former.hosts[indexOf(m_side)], shown);

    m_header->setLanguage(m_session.language());
    m_header->setSummary(summarize(world, m_session.trace(), m_index, m_side, shown));
    const bool scripted = isScript(*world.scenario, m_side);
    showScripted(scripted);
    if (scripted) {
        m_script->setLanguage(m_session.language());
        m_script->setStep(m_session.step());
        return;
    }
    m_sockets->setLines(socketLines(world, m_side), shown);
    m_diagram->setLanguage(m_session.language());
    // A connection that is new in this step has no former TCB: nothing of it is marked as changed.
    m_tcb->setCells(!connection
                        ? std::vector<TcbCell>{}
                        : tcbCells(connection->tcb, before && m_session.step() > 0 ? &before->tcb : nullptr,
                                   m_session.relativeNumbers()));
    const std::optional<Connection> any = copyOf(host, shown); // its socket may outlive it
    const Socket* socket = any ? findSocket(host, any->socket) : nullptr;
    m_buttons->setCalls(possibleCalls(host, world.scenario->hosts[indexOf(m_side)]),
                        socket != nullptr ? socket->name : std::string{}, host.up);
    refreshTimes();
}

void HostColumn::refreshTimes()
{
    if (!m_session.hasRun())
        return;
    const World& world = m_session.worldNow();
    const ConnectionId shown = shownConnection();
    const std::optional<Connection> connection = withTcb(world.hosts[indexOf(m_side)], shown);
    const Tcb* tcb = connection ? &connection->tcb : nullptr;
    const std::vector<TimerRow> rows = timerRows(tcb, m_index, m_side, shown, m_session.step(),
                                                 m_session.now(), static_cast<std::size_t>(m_timers->room()));
    DiagramSituation situation = situationAt(
        m_session.trace(), m_index.walkOf(m_session.trace(), m_side, shown), m_side, m_session.step());
    for (const TimerRow& row : rows)
        if (row.running && row.timer == Timer::TimeWait)
            situation.timeWaitLeft = row.share;
    m_diagram->setSituation(std::move(situation));
    m_timers->setTimeWait(QString::fromStdString(
        timerText(m_session.scenario(), m_side, Timer::TimeWait, m_session.language())));
    m_timers->setListener(tcb != nullptr && tcb->state == ConnectionState::Listen);
    m_timers->setRows(rows);
}

void HostColumn::fitRows()
{
    if (!testAttribute(Qt::WA_Resized)) // it has no place yet; it is asked again when it has
        return;
    const int fixed = m_buttons->sizeHint().height() + 7 + 2 * 4;
    static constexpr std::array bare{Rows{4, 6, 4, 0},        Rows{3, 4, 3, 0}, Rows{3, 3, 3, 0},
                                     Rows{2, 3, 2, 0},        Rows{2, 2, 2, 0}, Rows{2, 2, 1, 0},
                                     Rows{1, 2, 1, 0},        Rows{1, 1, 1, 0}, Rows{1, 1, 0, 0},
                                     Rows{1, 1, 0, 0, false}, Rows{1, 0, 0, 0}};
    const auto choices = m_diagramShown ? std::span<const Rows>(arrangements) : std::span<const Rows>(bare);
    // Nothing is shown or hidden on the way: each change would lay the column out.
    const auto taken = [&](const Rows& rows) {
        m_header->setRoleShown(rows.roles);
        m_sockets->setRows(std::max(1, rows.sockets));
        m_tcb->setTitled(rows.titled);
        m_tcb->setRows(rows.tcb);
        m_timers->setRoom(rows.timers);
        return fixed + m_header->sizeHint().height() +
               (rows.sockets > 0 ? m_sockets->sizeHint().height() : 0) +
               (rows.tcb > 0 ? m_tcb->sizeHint().height() : 0) +
               (rows.timers > 0 ? m_timers->sizeHint().height() : 0);
    };
    const double scale = std::min(m_theme.textScale, 1.15);
    const int least = m_diagramShown ? m_diagram->leastHeight(width()) : 0;
    const auto chosen = std::find_if(choices.begin(), choices.end() - 1, [&](const Rows& rows) {
        return height() - taken(rows) >= std::max(least, static_cast<int>(rows.diagram * scale));
    });
    taken(*chosen);
    const bool scripted = m_script->isVisibleTo(this);
    m_sockets->setVisible(chosen->sockets > 0 && !scripted);
    m_tcb->setVisible(chosen->tcb > 0 && !scripted);
    m_timers->setVisible(chosen->timers > 0 && !scripted);
    layout()->invalidate();
    layout()->activate();
    refreshTimes();
}

void HostColumn::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitRows();
}

void HostColumn::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace tcplab
