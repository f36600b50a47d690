#include "app/panels/row_source.h"

#include "app/wording/figure_text.h"
#include "app/wording/flags_label.h"
#include "core/segment/notation.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tcplab {

namespace {

/// Only a context for translations.
struct RunTables {
    Q_DECLARE_TR_FUNCTIONS(tcplab::RunTables)
};

QString text(const std::string& s) { return QString::fromStdString(s); }

/// "80>49153#1": a connection of that host; without one, or where a listener stands for all, by the segment's ports.
QString connectionText(const Trace& trace, Side host, ConnectionId conn, SegmentId segment)
{
    if (conn != 0) {
        const ConnectionName& name = trace.connection(host, conn).name;
        if (name.remotePort != 0)
            return QStringLiteral("%1>%2#%3").arg(name.localPort).arg(name.remotePort).arg(name.incarnation);
        if (segment == 0)
            return QStringLiteral("%1>*").arg(name.localPort);
    }
    if (segment == 0)
        return {};
    const SegmentHistory& one = trace.segment(segment);
    const Segment& seg = one.packet.segment;
    return one.sender == host ? QStringLiteral("%1>%2").arg(seg.sourcePort).arg(seg.destinationPort)
                              : QStringLiteral("%1>%2").arg(seg.destinationPort).arg(seg.sourcePort);
}

/// "sack 4001:5001 6001:7001", in the numbers that the table has; "" without.
QString sackText(const Trace& trace, const SegmentHistory& one, bool relative)
{
    const Segment& seg = one.packet.segment;
    const std::uint32_t by = relative ? trace.relativeAck(one) - seg.ack.value() : 0;
    QString words;
    for (const SackBlock& block : seg.options.sack)
        words += QStringLiteral(" %1:%2").arg(block.left.value() + by).arg(block.right.value() + by);
    return words.isEmpty() ? words : QStringLiteral("sack") + words;
}

bool hasSeveralConnections(const Trace& trace)
{
    for (const auto& connections : trace.connections) {
        int count = 0;
        for (const ConnectionHistory& one : connections)
            if (one.name.remotePort != 0 && ++count > 1)
                return true;
    }
    return false;
}

class SessionRows : public RowSource {
public:
    explicit SessionRows(const Session& session) : m_session(session) {}
    bool update(quint64 fromStep) override
    {
        const int rows = m_session.hasRun() ? size() : 0;
        const bool grows = fromStep != 0 && fromStep >= m_knownSteps && rows >= m_rows;
        m_rows = rows;
        m_knownSteps = m_session.hasRun() ? m_session.stepCount() : 0;
        return grows;
    }
    int count() const override { return m_rows; }

protected:
    virtual int size() const = 0;
    const Trace& trace() const { return m_session.trace(); }
    bool hasSeveral() const { return m_session.hasRun() && hasSeveralConnections(trace()); }
    /// It has happened at the cursor.
    bool isPast(std::uint32_t record) const
    {
        return record != 0 && trace().record(record).step <= m_session.step();
    }
    QString hostText(Side side) const
    {
        return tcplab::text(hostName(m_session.scenario(), side, m_session.language()));
    }
    const Session& m_session;

private:
    int m_rows = 0;
    quint64 m_knownSteps = 0;
};

class EventRows : public SessionRows {
public:
    using SessionRows::SessionRows;
    std::vector<RowColumn> columns() const override
    {
        return {{RunTables::tr("No."), "00000", true, true},
                {RunTables::tr("Time"), "100.000 000 s", true},
                {RunTables::tr("Host"), "Server ", false, true},
                {RunTables::tr("Connection"), "49152>80#1", true, !hasSeveral()},
                {RunTables::tr("What happened")}};
    }
    QString text(int row, int column) const override
    {
        const std::uint32_t n = record(row);
        const Record& one = trace().record(n);
        switch (column) {
        case 0: return QString::number(n);
        case 1: return tcplab::text(instantText(one.t));
        case 2: return isWire(one) ? QString() : hostText(one.what.host);
        case 3: return isWire(one) ? QString() : connection(one);
        default: break;
        }
        const bool relative = m_session.relativeNumbers();
        QString words = tcplab::text(recordText(trace(), n, m_session.language(), relative));
        const bool moves = one.what.kind == EffectKind::Send || one.what.kind == EffectKind::Deliver;
        if (moves && one.what.segment != 0)
            if (const QString sack = sackText(trace(), trace().segment(one.what.segment), relative);
                !sack.isEmpty())
                words += QLatin1Char(' ') + sack;
        return words;
    }
    qint64 key(int row, int column) const override
    {
        const Record& one = trace().record(record(row));
        switch (column) {
        case 2: return isWire(one) ? 2 : static_cast<qint64>(indexOf(one.what.host));
        case 3: return static_cast<qint64>(one.what.conn) * 2 + static_cast<qint64>(indexOf(one.what.host));
        case 4: return static_cast<qint64>(one.what.kind);
        default: return row;
        }
    }
    quint64 step(int row) const override { return trace().record(record(row)).step; }
    std::optional<Side> host(int row) const override
    {
        const Record& one = trace().record(record(row));
        return isWire(one) ? std::nullopt : std::optional(one.what.host);
    }

protected:
    int size() const override { return static_cast<int>(trace().recordCount()); }

private:
    QString connection(const Record& one) const
    {
        const Effect& what = one.what;
        if (what.segment > trace().segmentCount()) // an intervention in vain may name what nobody has sent
            return {};
        if (what.conn == 0 && what.segment != 0) { // what the wire does to a segment
            const SegmentHistory& segment = trace().segment(what.segment);
            return connectionText(trace(), segment.sender, segment.conn, what.segment);
        }
        return connectionText(trace(), what.host, what.conn, what.segment);
    }
    static std::uint32_t record(int row) { return static_cast<std::uint32_t>(row) + 1; }
    static bool isWire(const Record& one) { return one.what.kind == EffectKind::End; }
};

class SegmentRows : public SessionRows {
public:
    using SessionRows::SessionRows;
    enum Column { Number, Sent, From, Connection, Flags, Seq, Ack, Length, Window, Options, Fate };
    std::vector<RowColumn> columns() const override
    {
        return {{RunTables::tr("No."), "00000", true},
                {RunTables::tr("Sent"), "100.000 000 s", true},
                {RunTables::tr("From"), "Server "},
                {RunTables::tr("Connection"), "49152>80#1", true, !hasSeveral()},
                {RunTables::tr("Flags"), "FIN, PSH, ACK "},
                {QStringLiteral("seq"), "4000000000", true},
                {QStringLiteral("ack"), "4000000000", true},
                {QStringLiteral("len"), "00000", true},
                {QStringLiteral("win"), "000000", true},
                {RunTables::tr("Options"), "sack 4001:10001"},
                {RunTables::tr("What became of it")}};
    }
    QString text(int row, int column) const override
    {
        const SegmentHistory& one = history(row);
        const Segment& seg = one.packet.segment;
        const bool relative = m_session.relativeNumbers();
        switch (column) {
        case Number: return QString::number(row + 1);
        case Sent: return tcplab::text(instantText(one.sentAt));
        case From: return hostText(one.sender);
        case Connection:
            return connectionText(trace(), one.sender, one.conn, static_cast<SegmentId>(row) + 1);
        case Flags:
            return m_session.notation() == Notation::Packetdrill
                       ? tcplab::text(segmentFlagsLabel(one, Notation::Packetdrill))
                       : tcplab::text(flagsLabel(seg.ctl));
        case Seq: return QString::number(relative ? trace().relativeSeq(one) : seg.seq.value());
        case Ack:
            return seg.ctl.ack ? QString::number(relative ? trace().relativeAck(one) : seg.ack.value())
                               : QString();
        case Length: return QString::number(seg.text.length);
        case Window: return QString::number(windowOctets(trace(), one));
        case Options: return optionText(one);
        default:
            return fateText(one, isPast(one.sentRecord), isPast(one.endRecord), isPast(one.ignoredRecord));
        }
    }
    QString searchedText(int row, int column) const override
    {
        const SegmentHistory& one = history(row);
        return column == Fate ? fateText(one, true, one.endRecord != 0, one.ignoredRecord != 0)
                              : text(row, column);
    }
    qint64 key(int row, int column) const override
    {
        const SegmentHistory& one = history(row);
        const Segment& seg = one.packet.segment;
        switch (column) {
        case From: return static_cast<qint64>(indexOf(one.sender));
        case Connection: return static_cast<qint64>(one.conn) * 2 + static_cast<qint64>(indexOf(one.sender));
        case Flags:
            return (seg.ctl.rst ? 32 : 0) + (seg.ctl.syn ? 16 : 0) + (seg.ctl.fin ? 8 : 0) +
                   (seg.ctl.urg ? 4 : 0) + (seg.ctl.psh ? 2 : 0) + (seg.ctl.ack ? 1 : 0);
        case Seq: return trace().relativeSeq(one);
        case Ack: return seg.ctl.ack ? static_cast<qint64>(trace().relativeAck(one)) : -1;
        case Length: return seg.text.length;
        case Window: return static_cast<qint64>(windowOctets(trace(), one));
        case Options: return seg.options.octets();
        case Fate:
            return one.dropped != DropReason::None ? 10 + static_cast<qint64>(one.dropped)
                   : one.delivered                 ? 1
                                                   : 0;
        default: return row;
        }
    }
    quint64 step(int row) const override
    {
        const std::uint32_t record = history(row).sentRecord;
        return record == 0 ? 0 : trace().record(record).step;
    }
    std::optional<Side> host(int row) const override { return history(row).sender; }
    SegmentId segment(int row) const override { return static_cast<SegmentId>(row) + 1; }

protected:
    int size() const override { return static_cast<int>(trace().segmentCount()); }

private:
    const SegmentHistory& history(int row) const { return trace().segment(static_cast<SegmentId>(row) + 1); }
    QString optionText(const SegmentHistory& one) const
    {
        tcplab::Options others = one.packet.segment.options;
        others.sack = {};
        QString words = tcplab::text(tcplab::optionsText(others));
        words.replace(QLatin1Char(','), QLatin1String(", "));
        const QString sack = sackText(trace(), one, m_session.relativeNumbers());
        return words.isEmpty() || sack.isEmpty() ? words + sack : words + QLatin1String(", ") + sack;
    }
    /// What is known of it, by what has happened.
    QString fateText(const SegmentHistory& one, bool sent, bool ended, bool ignored) const
    {
        QString words;
        if (!sent)
            return RunTables::tr("not sent yet");
        if (!ended)
            words = RunTables::tr("still under way");
        else if (one.dropped != DropReason::None)
            words = RunTables::tr("lost at %1").arg(tcplab::text(instantText(one.endedAt)));
        else
            words = RunTables::tr("arrived at %1").arg(tcplab::text(instantText(one.endedAt)));
        if (one.packet.retransmission != 0)
            words += RunTables::tr("; retransmission %1").arg(one.packet.retransmission);
        if (one.isCopy)
            words += RunTables::tr("; a copy of %1").arg(one.original);
        if (ignored)
            words += RunTables::tr("; ignored");
        return words;
    }
};

/// One row for each time that a timer was set.
class TimerRuns : public RowSource {
    struct TimerRun {
        Instant from{}, due{}, to{};
        quint64 step = 0;
        quint64 endStep = 0;
        ConnectionId conn = 0;
        Side host = Side::Client;
        Timer timer = Timer::Retransmission;
        TimerAction how = TimerAction::Stop;
        bool running = true;
    };

public:
    explicit TimerRuns(const Session& session) : m_session(session) {}
    enum Column { Started, Host, Connection, Which, Due, Ended, How };
    std::vector<RowColumn> columns() const override
    {
        return {{RunTables::tr("Started"), "100.000 000 s", true},
                {RunTables::tr("Host"), "Server "},
                {RunTables::tr("Connection"), "49152>10.0.0.2:80#1"},
                {RunTables::tr("Timer"), "retransmission timer"},
                {RunTables::tr("Due"), "100.000 000 s", true},
                {RunTables::tr("Ended"), "100.000 000 s", true},
                {RunTables::tr("How it ended")}};
    }
    int count() const override { return static_cast<int>(m_runs.size()); }
    QString text(int row, int column) const override
    {
        const TimerRun& run = m_runs[static_cast<std::size_t>(row)];
        switch (column) {
        case Started: return tcplab::text(instantText(run.from));
        case Host: return tcplab::text(hostName(m_session.scenario(), run.host, m_session.language()));
        case Connection: return tcplab::text(m_session.trace().connectionName(run.host, run.conn));
        case Which: return timerName(run);
        case Due: return tcplab::text(instantText(run.due));
        case Ended: return isRunning(run) ? QString() : tcplab::text(instantText(run.to));
        default: return howText(run, isRunning(run));
        }
    }
    QString searchedText(int row, int column) const override
    {
        const TimerRun& run = m_runs[static_cast<std::size_t>(row)];
        return column == How ? howText(run, run.running) : text(row, column);
    }
    QString howText(const TimerRun& run, bool running) const
    {
        if (run.step > m_session.step() && running)
            return RunTables::tr("not set yet");
        if (running)
            return RunTables::tr("still running");
        switch (run.how) {
        case TimerAction::Expire: return RunTables::tr("expired");
        case TimerAction::Stop: return RunTables::tr("was stopped");
        default: return RunTables::tr("was set anew");
        }
    }
    qint64 key(int row, int column) const override
    {
        const TimerRun& run = m_runs[static_cast<std::size_t>(row)];
        switch (column) {
        case Host: return static_cast<qint64>(indexOf(run.host));
        case Connection: return static_cast<qint64>(run.conn) * 2 + static_cast<qint64>(indexOf(run.host));
        case Which: return static_cast<qint64>(run.timer);
        case Due: return run.due.ns;
        case Ended: return run.running ? std::numeric_limits<qint64>::max() : run.to.ns;
        case How: return run.running ? 100 : static_cast<qint64>(run.how);
        default: return row;
        }
    }
    quint64 step(int row) const override { return m_runs[static_cast<std::size_t>(row)].step; }
    std::optional<Side> host(int row) const override { return m_runs[static_cast<std::size_t>(row)].host; }
    bool update(quint64 fromStep) override
    {
        // What ended a timer may lie behind the step from which on the future is another: all is read anew.
        const bool grows = fromStep != 0 && fromStep >= m_knownSteps;
        if (!grows) {
            m_runs.clear();
            m_open.clear();
            m_records = 0;
        }
        if (!m_session.hasRun())
            return false;
        const Trace& trace = m_session.trace();
        m_knownSteps = m_session.stepCount();
        for (; m_records < trace.recordCount(); ++m_records)
            read(trace.record(m_records + 1));
        return grows;
    }

private:
    struct Open {
        Side host = Side::Client;
        ConnectionId conn = 0;
        Timer timer = Timer::Retransmission;
        std::size_t run = 0;
    };

    /// As far as the cursor knows.
    bool isRunning(const TimerRun& run) const { return run.running || run.endStep > m_session.step(); }
    QString timerName(const TimerRun& run) const
    {
        if (run.timer == Timer::Retransmission)
            return RunTables::tr("retransmission");
        return tcplab::text(timerText(m_session.scenario(), run.host, run.timer, m_session.language()));
    }
    void read(const Record& record)
    {
        const Effect& what = record.what;
        if (what.kind != EffectKind::Timer)
            return;
        const auto open = std::ranges::find_if(m_open, [&what](const Open& one) {
            return one.host == what.host && one.conn == what.conn && one.timer == what.timer;
        });
        if (open != m_open.end()) {
            TimerRun& run = m_runs[open->run];
            run.to = record.t;
            run.endStep = record.step;
            run.how = what.action;
            run.running = false;
            m_open.erase(open);
        }
        if (what.action != TimerAction::Start && what.action != TimerAction::Restart)
            return;
        m_open.push_back({what.host, what.conn, what.timer, m_runs.size()});
        m_runs.push_back({.from = record.t,
                          .due = Instant{what.value},
                          .step = record.step,
                          .conn = what.conn,
                          .host = what.host,
                          .timer = what.timer});
    }

    const Session& m_session;
    ChunkedList<TimerRun> m_runs;
    std::vector<Open> m_open; ///< few: what runs at one time
    std::uint32_t m_records = 0;
    quint64 m_knownSteps = 0;
};

} // namespace

std::unique_ptr<RowSource> eventRows(const Session& session) { return std::make_unique<EventRows>(session); }
std::unique_ptr<RowSource> segmentRows(const Session& session)
{
    return std::make_unique<SegmentRows>(session);
}
std::unique_ptr<RowSource> timerRunRows(const Session& session)
{
    return std::make_unique<TimerRuns>(session);
}

} // namespace tcplab
