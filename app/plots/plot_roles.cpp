#include "app/plots/plot_roles.h"

namespace tcplab {

std::optional<PlotKind> plotCalled(const QString& name)
{
    for (std::size_t i = 0; i < plotKindCount; ++i)
        if (name == QLatin1String(nameOf(static_cast<PlotKind>(i))))
            return static_cast<PlotKind>(i);
    return std::nullopt;
}

const char* lettersOf(PlotRole role)
{
    switch (role) {
    case PlotRole::OutOfOrder: return "O";
    case PlotRole::Doubled: return "HD"; // a "hardware duplicate"
    case PlotRole::Urgent: return "U";
    case PlotRole::Slowed: return "CWR";
    case PlotRole::Echo: return "ECE";
    case PlotRole::ZeroWindow: return "Z";
    default: return "";
    }
}

QString plotRoleWords(PlotRole role)
{
    switch (role) {
    case PlotRole::Data: return PlotWords::tr("sent");
    case PlotRole::Again: return PlotWords::tr("R: sent again");
    case PlotRole::Lost: return PlotWords::tr("lost on the way");
    case PlotRole::Probe: return PlotWords::tr("P: window probe");
    case PlotRole::OutOfOrder: return PlotWords::tr("arrived out of order");
    case PlotRole::Doubled: return PlotWords::tr("doubled on the way");
    case PlotRole::Urgent: return PlotWords::tr("urgent");
    case PlotRole::Slowed: return PlotWords::tr("slowed down");
    case PlotRole::Echo: return PlotWords::tr("congestion reported");
    case PlotRole::Ack: return QStringLiteral("SND.UNA");
    case PlotRole::DupAck: return PlotWords::tr("duplicate ACK (3: the third)");
    case PlotRole::Edge: return QStringLiteral("SND.UNA+SND.WND");
    case PlotRole::SameEdge: return PlotWords::tr("window's edge unchanged");
    case PlotRole::ZeroWindow: return PlotWords::tr("window 0");
    case PlotRole::Sack: return QStringLiteral("SACK");
    case PlotRole::ResetOut: return PlotWords::tr("RST sent");
    case PlotRole::ResetIn: return PlotWords::tr("RST arrived");
    case PlotRole::Cwnd: return QStringLiteral("cwnd");
    case PlotRole::Ssthresh: return QStringLiteral("ssthresh");
    case PlotRole::Rtt: return PlotWords::tr("RTT measured");
    case PlotRole::Srtt: return QStringLiteral("SRTT");
    case PlotRole::Rto: return QStringLiteral("RTO");
    case PlotRole::InFlight: return PlotWords::tr("in flight");
    case PlotRole::Window: return QStringLiteral("SND.WND");
    }
    return {};
}

QString axisName(PlotKind kind)
{
    if (isTime(kind))
        return {};
    return kind == PlotKind::Sequence ? QStringLiteral("seq") : PlotWords::tr("octets");
}

QString plotRoleName(PlotRole role)
{
    const QString letters = QString::fromLatin1(lettersOf(role));
    //: %1 are the letters of a mark, as "ECE", %2 what it says
    return letters.isEmpty() ? plotRoleWords(role)
                             : PlotWords::tr("%1: %2").arg(letters, plotRoleWords(role));
}

namespace {

QString ofRun(const QString& name, bool comparing, bool other)
{
    return comparing ? (other ? QStringLiteral("A: ") : QStringLiteral("B: ")) + name : name;
}

} // namespace

QString plotLineName(PlotRole role, bool comparing, bool other)
{
    return ofRun(plotRoleName(role), comparing, other);
}

QString plotLegendWords(PlotRole role, bool comparing, bool other)
{
    return ofRun(plotRoleWords(role), comparing, other);
}

std::vector<std::pair<PlotRole, const Series*>> linesOf(const Flow& flow, PlotKind kind)
{
    switch (kind) {
    case PlotKind::Sequence: return {{PlotRole::Edge, &flow.edge}, {PlotRole::Ack, &flow.acked}};
    case PlotKind::Congestion: return {{PlotRole::Cwnd, &flow.cwnd}, {PlotRole::Ssthresh, &flow.ssthresh}};
    case PlotKind::RoundTrip: return {{PlotRole::Rto, &flow.rto}, {PlotRole::Srtt, &flow.srtt}};
    case PlotKind::Windows: return {{PlotRole::Window, &flow.window}, {PlotRole::InFlight, &flow.inFlight}};
    }
    return {};
}

std::vector<std::pair<PlotRole, const Flow::Marks*>> marksOf(const Flow& flow)
{
    using enum PlotRole;
    return {{SameEdge, &flow.sameEdge},     {DupAck, &flow.dupAcks},  {ZeroWindow, &flow.zeroWindows},
            {OutOfOrder, &flow.outOfOrder}, {Doubled, &flow.doubled}, {Echo, &flow.echoes},
            {ResetOut, &flow.resetsOut},    {ResetIn, &flow.resetsIn}};
}

std::vector<PlotRole> rolesIn(const Flow& flow, PlotKind kind)
{
    std::vector<PlotRole> roles;
    if (kind == PlotKind::RoundTrip)
        roles.push_back(PlotRole::Rtt);
    if (kind == PlotKind::Sequence) {
        roles.push_back(PlotRole::Data);
        if (!flow.again.empty())
            roles.push_back(PlotRole::Again);
        if (!flow.lost.empty())
            roles.push_back(PlotRole::Lost);
        for (const auto& [count, role] : {std::pair{flow.probes, PlotRole::Probe},
                                          {flow.slowed, PlotRole::Slowed},
                                          {flow.urgent, PlotRole::Urgent}})
            if (count != 0)
                roles.push_back(role);
    }
    for (const auto& [role, series] : linesOf(flow, kind))
        roles.push_back(role);
    if (kind != PlotKind::Sequence)
        return roles;
    if (!flow.sacked.empty())
        roles.push_back(PlotRole::Sack);
    for (const auto& [role, marks] : marksOf(flow))
        if (!marks->empty() && role != PlotRole::SameEdge) // a tick on a line explains itself
            roles.push_back(role);
    return roles;
}

const char* letterOf(PlotRole role, const Flow::Mark& mark)
{
    switch (role) {
    case PlotRole::DupAck: return mark.count == 3 ? "3" : "";
    case PlotRole::ZeroWindow: return "Z";
    case PlotRole::OutOfOrder: return "O";
    case PlotRole::Doubled: return "HD";
    case PlotRole::Echo: return "ECE";
    case PlotRole::ResetOut:
    case PlotRole::ResetIn: return "RST";
    default: return "";
    }
}

const char* letterOf(const Flow::Sent& sent)
{
    for (const auto& [has, letter] : {std::pair{sent.probe, "P"},
                                      {sent.again, "R"},
                                      {sent.syn, "SYN"},
                                      {sent.fin, "FIN"},
                                      {sent.cwr, "CWR"},
                                      {sent.urgent, "U"}})
        if (has)
            return letter;
    return "";
}

} // namespace tcplab
