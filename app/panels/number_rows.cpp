#include "app/panels/number_rows.h"

#include "app/panels/sequence_ruler.h"

#include <QCoreApplication>
#include <algorithm>

namespace tcplab {

namespace {

/// Only a context for translations.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(tcplab::NumberRows)
};

} // namespace

std::array<ConnectionId, 2> pairOf(const World& world, std::array<ConnectionId, 2> shown)
{
    for (const Side side : {Side::Client, Side::Server}) {
        const auto own = copyOf(world.hosts[indexOf(side)], shown[indexOf(side)]);
        if (!own || own->name.remotePort == 0)
            continue;
        std::array<ConnectionId, 2> pair{};
        pair[indexOf(side)] = own->id;
        pair[indexOf(peerOf(side))] =
            latestBetween(world.hosts[indexOf(peerOf(side))], own->name.remotePort, own->name.localPort)
                .value_or(0);
        return pair;
    }
    return {};
}

std::array<SequenceSpace, 2> spacesOf(const World& world, std::array<ConnectionId, 2> pair)
{
    std::array<std::optional<Connection>, 2> ends;
    for (const Side side : {Side::Client, Side::Server})
        ends[indexOf(side)] = copyOf(world.hosts[indexOf(side)], pair[indexOf(side)]);
    std::array<SequenceSpace, 2> spaces;
    for (const Side sender : {Side::Client, Side::Server}) {
        const auto& own = ends[indexOf(sender)];
        const auto& other = ends[indexOf(peerOf(sender))];
        spaces[indexOf(sender)] = sequenceSpace(own ? &own->tcb : nullptr, other ? &other->tcb : nullptr);
    }
    return spaces;
}

SegmentId segmentAt(const Session& session, Side sender, ConnectionId conn, SeqNum number)
{
    const Trace& trace = session.trace();
    for (SegmentId id = trace.segmentCount(); id > 0; --id) {
        const SegmentHistory& one = trace.segment(id);
        if (one.sender == sender && one.conn == conn && one.packet.segment.seq == number &&
            one.packet.segment.len() != 0 && trace.record(one.sentRecord).step <= session.step())
            return id;
    }
    return 0;
}

bool NumberRows::Row::sameAs(const Row& other) const
{
    return sender == other.sender && host == other.host && what == other.what && first == other.first &&
           length == other.length;
}

std::vector<RowColumn> NumberRows::columns() const
{
    return {{Words::tr("Direction"), "Server to client  "}, {Words::tr("What"), "SND.UNA+SND.WND  received"},
            {Words::tr("Who knows it"), "Server "},         {Words::tr("First"), "4000000000", true},
            {Words::tr("Last"), "4000000000", true},        {Words::tr("How many")}};
}

std::vector<NumberRows::Row> NumberRows::rowsIn(const World& world, std::array<ConnectionId, 2> pair) const
{
    std::vector<Row> rows;
    const auto spaces = spacesOf(world, pair);
    for (const Side sender : {Side::Client, Side::Server}) {
        const SequenceSpace& space = spaces[indexOf(sender)];
        if (!space.known)
            continue;
        for (const SpaceMark& mark : space.marks)
            rows.push_back({.sender = sender,
                            .host = mark.sender ? sender : peerOf(sender),
                            .what = QLatin1String(mark.name),
                            .first = space.number(mark.at),
                            .isn = space.isn.value()});
        for (const SpaceRun& run : space.runs) {
            const QString state = spaceStateName(run.state);
            rows.push_back({.sender = sender,
                            .host = run.isSenders() ? sender : peerOf(sender),
                            .what = *run.cell != '\0'
                                        ? QStringLiteral("%1: %2").arg(QLatin1String(run.cell), state)
                                        : state,
                            .first = space.number(run.from),
                            .length = run.to - run.from,
                            .isn = space.isn.value(),
                            .isUnderWay = run.isSenders() && run.state != SpaceState::Unsent &&
                                          run.state != SpaceState::Acknowledged});
        }
    }
    return rows;
}

bool NumberRows::update(quint64)
{
    m_rows.clear();
    m_pair = {};
    if (!m_session.hasRun())
        return false;
    const World& now = m_session.worldNow();
    m_pair = pairOf(now, m_shown);
    m_rows = rowsIn(now, m_pair);
    if (m_session.step() == 0)
        return false;
    const std::vector<Row> before = rowsIn(m_session.worldBefore(), m_pair);
    for (Row& row : m_rows)
        row.changed = std::ranges::none_of(before, [&row](const Row& was) { return was.sameAs(row); });
    return false;
}

std::uint32_t NumberRows::shownNumber(const Row& row, std::int64_t place) const
{
    const std::uint32_t number = (row.first + static_cast<std::uint32_t>(place)).value();
    return m_session.relativeNumbers() ? number - row.isn : number;
}

QString NumberRows::text(int row, int column) const
{
    const Row& one = m_rows[static_cast<std::size_t>(row)];
    const auto name = [this](Side side) {
        return QString::fromStdString(hostName(m_session.scenario(), side, m_session.language()));
    };
    switch (column) {
    case Line:
        //: The direction of text; %1 and %2: "Client", "Server".
        return Words::tr("%1 → %2").arg(name(one.sender), name(peerOf(one.sender)));
    case What: return one.what;
    case Host: return name(one.host);
    case First: return QString::number(shownNumber(one, 0));
    case Last: return one.length == 0 ? QString() : QString::number(shownNumber(one, one.length - 1));
    default: return one.length == 0 ? QString() : QString::number(one.length);
    }
}

qint64 NumberRows::key(int row, int column) const
{
    const Row& one = m_rows[static_cast<std::size_t>(row)];
    switch (column) {
    case Line: return static_cast<qint64>(indexOf(one.sender));
    case What: { // alike stands together, in the order in which it first occurs
        const auto first = std::ranges::find(m_rows, one.what, &Row::what);
        return first - m_rows.begin();
    }
    case Host: return static_cast<qint64>(indexOf(one.host));
    case First: return shownNumber(one, 0);
    case Last: return one.length == 0 ? qint64{-1} : qint64{shownNumber(one, one.length - 1)};
    default: return one.length;
    }
}

quint64 NumberRows::step(int) const { return m_session.step(); }

std::optional<Side> NumberRows::host(int row) const { return m_rows[static_cast<std::size_t>(row)].host; }

SegmentId NumberRows::segment(int row) const
{
    const Row& one = m_rows[static_cast<std::size_t>(row)];
    return one.isUnderWay ? segmentAt(m_session, one.sender, m_pair[indexOf(one.sender)], one.first) : 0;
}

} // namespace tcplab
