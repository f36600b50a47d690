#include "app/ladder/ladder_index.h"

#include "app/wording/wording.h"

#include <algorithm>
#include <string_view>

namespace tcplab {

namespace {

/// Units between two calls that read alike, at most, for them to be told together.
constexpr double longestPause = 60;
/// So many connections may begin between the one half of one and the other.
constexpr std::size_t mostOpenAtOnce = 1000;

} // namespace

SegmentKind kindOf(const SegmentHistory& segment)
{
    const Segment& seg = segment.packet.segment;
    if (seg.ctl.rst)
        return SegmentKind::Reset;
    if (segment.packet.retransmission != 0)
        return SegmentKind::Retransmission;
    if (seg.ctl.fin)
        return SegmentKind::Fin;
    return seg.text.length != 0 ? SegmentKind::Data : SegmentKind::Control;
}

void LadderIndex::update(const Trace& trace, const TimeAxis& axis)
{
    for (; m_nextRecord <= trace.recordCount(); ++m_nextRecord) {
        const Record& record = trace.record(m_nextRecord);
        const Effect& what = record.what;
        if (what.kind == EffectKind::End)
            break; // whoever steps in there puts something else in its place
        const double position = axis.beginOfStep(record.step);
        switch (what.kind) {
        case EffectKind::Send:
        case EffectKind::Duplicate: {
            const SegmentId id = what.kind == EffectKind::Send ? what.segment : what.copy;
            if (id == 0)
                break;
            const SegmentHistory& segment = trace.segment(id);
            const double sent = axis.positionOfSend(id);
            segments.open(sent, id);
            sends[indexOf(segment.sender)][static_cast<std::size_t>(kindOf(segment))].push_back(sent);
            break;
        }
        case EffectKind::Deliver:
        case EffectKind::Drop:
            segments.close(axis.positionOfArrival(trace, what.segment), what.segment);
            if (what.kind == EffectKind::Drop)
                losses[indexOf(what.host)].push_back(axis.positionOfEnd(trace, what.segment));
            break;
        case EffectKind::State: readState(trace, record, position); break;
        case EffectKind::Timer: readTimer(record, position); break;
        case EffectKind::Call:
        case EffectKind::User:
        case EffectKind::Return: readCall(trace, record, position); break;
        case EffectKind::Ignore:
        case EffectKind::Cwnd:
        case EffectKind::Rtt:
        case EffectKind::Urgent:
        case EffectKind::End: break;
        }
    }
}

std::uint16_t LadderIndex::laneOf(Side host, ConnectionId conn) const
{
    const auto& lanes = m_lanes[indexOf(host)];
    return conn == 0 || conn > lanes.size() ? std::uint16_t{0} : lanes[conn - 1];
}

void LadderIndex::readCall(const Trace& trace, const Record& record, double position)
{
    const Effect& what = record.what;
    const bool isCall = what.kind == EffectKind::Call && what.call != Call::Socket;
    const bool isError = what.kind == EffectKind::Return && what.error != Errno::None;
    // What a script does is told by its segments and by the calls themselves.
    const bool byScript = isOfScript(trace.scenario()) &&
                          (what.command == UserCommand::Call || what.command == UserCommand::Inject);
    const bool isHost = what.kind == EffectKind::User && what.segment == 0 && !byScript;
    if (!isCall && !isError && !isHost)
        return;
    auto& marks = callMarks[indexOf(what.host)];
    const auto mark = static_cast<std::uint32_t>(marks.size());
    marks.push_back({m_nextRecord, position});
    std::uint32_t& open = m_openRun[indexOf(what.host)];
    if (open != noRun) {
        const CallMark& former = marks[mark - 1];
        const Effect& before = trace.record(former.record).what;
        const auto words = [&trace](const Effect& e) {
            return e.text == noText ? std::string_view{} : std::string_view(trace.text(e.text));
        };
        const bool alike = isCall && before.kind == what.kind && before.call == what.call &&
                           words(before) == words(what) && position - former.position < longestPause;
        if (alike) {
            callRuns[open].last = mark;
            return;
        }
        calls.close(former.position, open);
    }
    open = static_cast<std::uint32_t>(callRuns.size());
    callRuns.push_back({what.host, mark, mark});
    calls.open(position, open);
}

void LadderIndex::openPiece(StatePiece piece)
{
    const auto index = static_cast<std::uint32_t>(statePieces.size());
    statePieces.push_back(piece);
    m_openStates.push_back(index);
    states.open(piece.begin, index);
}

void LadderIndex::closePiece(std::uint32_t index, std::uint32_t step, double position)
{
    statePieces[index].toStep = step;
    statePieces[index].end = position;
    states.close(position, index);
    std::erase(m_openStates, index);
}

std::uint16_t LadderIndex::freeLane(Side host) const
{
    for (std::uint16_t lane = 0;; ++lane) {
        const bool taken = std::any_of(m_openStates.begin(), m_openStates.end(), [&](std::uint32_t i) {
            const StatePiece& piece = statePieces[i];
            return piece.host == host && piece.lane == lane && !piece.listener &&
                   piece.state != ConnectionState::Closed;
        });
        if (!taken)
            return lane;
    }
}

bool LadderIndex::hasOpenConnection(Side host) const
{
    return std::any_of(m_openStates.begin(), m_openStates.end(), [&](std::uint32_t i) {
        return statePieces[i].host == host && !statePieces[i].listener;
    });
}

/// A listener has the lifeline for itself until somebody comes; from then on it stands thinly beside.
void LadderIndex::makeRoomBesideListeners(Side host, std::uint32_t step, double position)
{
    const std::vector<std::uint32_t> open = m_openStates;
    for (const std::uint32_t i : open) {
        const StatePiece piece = statePieces[i];
        if (piece.host != host || !piece.listener || piece.thin || piece.state != ConnectionState::Listen)
            continue;
        closePiece(i, step, position);
        StatePiece beside = piece;
        beside.fromStep = step;
        beside.begin = position;
        beside.thin = true;
        beside.named = false;
        beside.first = false;
        listenerBeside[indexOf(host)] = true;
        openPiece(beside);
    }
}

int LadderIndex::conversationOf(Side host, ConnectionId conn) const
{
    const auto& known = m_conversations[indexOf(host)];
    return conn == 0 || conn > known.size() ? 0 : static_cast<int>(known[conn - 1]);
}

int LadderIndex::conversationOf(const Trace& trace, const SegmentHistory& segment) const
{
    if (const int known = conversationOf(segment.sender, segment.conn); known != 0)
        return known;
    if (segment.isCopy && segment.original != 0)
        return conversationOf(trace, trace.segment(segment.original));
    // An answer of no connection's: it belongs to what it answers.
    if (segment.sentRecord != 0)
        if (const std::uint32_t cause = trace.record(segment.sentRecord).cause; cause != 0)
            if (const Effect arrived = trace.record(cause).what; arrived.kind == EffectKind::Deliver)
                return conversationOf(trace, trace.segment(arrived.segment));
    const Segment& seg = segment.packet.segment;
    const bool fromClient = segment.sender == Side::Client;
    const std::uint16_t client = fromClient ? seg.sourcePort : seg.destinationPort;
    const std::uint16_t server = fromClient ? seg.destinationPort : seg.sourcePort;
    for (std::size_t i = conversations.size(); i-- > 0;)
        if (conversations[i].clientPort == client && conversations[i].serverPort == server)
            return static_cast<int>(i + 1);
    return 0;
}

/// A half that a segment called into being belongs to that segment's connection, be it an old duplicate's; one that
/// a program opened begins a new connection, or is the second half of a simultaneous open.
void LadderIndex::numberConversation(const Trace& trace, const Record& record)
{
    const Side host = record.what.host;
    const ConnectionId conn = record.what.conn;
    auto& known = m_conversations[indexOf(host)];
    if (conn == 0 || (conn <= known.size() && known[conn - 1] != 0))
        return;
    known.resize(std::max<std::size_t>(known.size(), conn), 0);
    m_halves.resize(std::max(m_halves.size(), conversations.size()));
    const ConnectionName& name = trace.connection(host, conn).name;
    const bool client = host == Side::Client;
    const Conversation one{client ? name.localPort : name.remotePort,
                           client ? name.remotePort : name.localPort, name.incarnation};
    const auto same = [&](std::size_t i) {
        return conversations[i].clientPort == one.clientPort && conversations[i].serverPort == one.serverPort;
    };
    const auto join = [&](std::size_t i) {
        m_halves[i][indexOf(host)] = true;
        known[conn - 1] = static_cast<std::uint32_t>(i + 1);
    };
    if (record.cause != 0)
        if (const Effect cause = trace.record(record.cause).what; cause.kind == EffectKind::Deliver)
            if (const int number = conversationOf(trace, trace.segment(cause.segment));
                number != 0 && same(static_cast<std::size_t>(number - 1))) {
                join(static_cast<std::size_t>(number - 1));
                return;
            }
    const std::size_t oldest =
        conversations.size() > mostOpenAtOnce ? conversations.size() - mostOpenAtOnce : 0;
    for (std::size_t i = conversations.size(); i-- > oldest;)
        if (same(i) && !m_halves[i][indexOf(host)]) {
            join(i);
            return;
        }
    conversations.push_back(one);
    m_halves.emplace_back();
    join(conversations.size() - 1);
}

void LadderIndex::readState(const Trace& trace, const Record& record, double position)
{
    const Effect& what = record.what;
    const bool listener = what.conn != 0 && trace.connection(what.host, what.conn).name.remotePort == 0;
    if (!listener)
        numberConversation(trace, record);
    const auto former = std::find_if(m_openStates.begin(), m_openStates.end(), [&](std::uint32_t i) {
        return statePieces[i].host == what.host && statePieces[i].conn == what.conn;
    });
    StatePiece piece{.host = what.host,
                     .conn = what.conn,
                     .state = what.to,
                     .fromStep = record.step,
                     .begin = position,
                     .end = position,
                     .listener = listener};
    if (former != m_openStates.end()) {
        piece.lane = statePieces[*former].lane;
        piece.thin = statePieces[*former].thin;
        piece.misleads = piece.thin && what.to == ConnectionState::Closed && hasOpenConnection(what.host);
        closePiece(*former, record.step, position);
    } else {
        piece.first = true;
        piece.lane = listener ? std::uint16_t{0} : freeLane(what.host);
        // What an earlier listener of the port has left behind keeps its lane.
        piece.thin = listener && freeLane(what.host) != 0;
        listenerBeside[indexOf(what.host)] = listenerBeside[indexOf(what.host)] || piece.thin;
        if (!listener) {
            ++connectionCount[indexOf(what.host)];
            makeRoomBesideListeners(what.host, record.step, position);
        }
    }
    statesSeen[indexOf(what.host)][static_cast<std::size_t>(what.to)] = true;
    hasIncarnations =
        hasIncarnations || (what.conn != 0 && trace.connection(what.host, what.conn).name.incarnation > 1);
    auto& known = m_lanes[indexOf(what.host)];
    if (what.conn != 0) {
        known.resize(std::max<std::size_t>(known.size(), what.conn), 0);
        known[what.conn - 1] = piece.lane;
    }
    auto& lanes = laneCount[indexOf(what.host)];
    lanes = std::max(lanes, static_cast<std::uint16_t>(piece.lane + 1));
    openPiece(piece);
    // A connection that goes back to LISTEN is forgotten; it is the listener that goes on listening.
    if (what.to == ConnectionState::Closed || (what.to == ConnectionState::Listen && !listener))
        closePiece(m_openStates.back(), record.step, position);
}

void LadderIndex::readTimer(const Record& record, double position)
{
    const Effect& what = record.what;
    const auto running = std::find_if(m_openTimers.begin(), m_openTimers.end(), [&](std::uint32_t i) {
        const TimerPiece& piece = timerPieces[i];
        return piece.host == what.host && piece.conn == what.conn && piece.timer == what.timer;
    });
    if (running != m_openTimers.end()) {
        TimerPiece& piece = timerPieces[*running];
        piece.endedBy = what.action;
        piece.toStep = record.step;
        piece.end = position;
        timers.close(position, *running);
        const bool told = piece.timer != Timer::User && isAlwaysTold(piece.timer);
        if (told || piece.endedBy == TimerAction::Expire)
            toldTimers.add(piece.begin, position, *running);
        m_openTimers.erase(running);
    }
    if (what.action != TimerAction::Start && what.action != TimerAction::Restart)
        return;
    const auto index = static_cast<std::uint32_t>(timerPieces.size());
    timerPieces.push_back({.host = what.host,
                           .conn = what.conn,
                           .timer = what.timer,
                           .fromStep = record.step,
                           .begin = position,
                           .end = position,
                           .from = record.t,
                           .deadline = Instant{what.value}});
    timers.open(position, index);
    m_openTimers.push_back(index);
}

} // namespace tcplab
