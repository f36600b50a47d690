/// Which plots there are, and what their lines and marks stand for.
#pragma once
#include "app/plots/flow.h"

#include <QCoreApplication>
#include <QString>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace tcplab {

enum class PlotKind : std::uint8_t { Sequence, Congestion, RoundTrip, Windows };
inline constexpr std::size_t plotKindCount = 4;
/// "rtt": on the command line.
constexpr const char* nameOf(PlotKind kind)
{
    constexpr std::array<const char*, plotKindCount> names{"sequence", "cwnd", "rtt", "window"};
    return names[static_cast<std::size_t>(kind)];
}
constexpr bool isTime(PlotKind kind) { return kind == PlotKind::RoundTrip; }
/// What its values count, "octets"; "" where each value has its unit.
QString axisName(PlotKind kind);

std::optional<PlotKind> plotCalled(const QString& name);

/// What a line or mark stands for; the painter knows its colour and width.
enum class PlotRole : std::uint8_t {
    Data,
    Again, ///< a retransmission
    Lost,
    Probe, ///< of a closed window
    OutOfOrder,
    Doubled, ///< by the wire
    Urgent,  ///< sent with URG
    Slowed,  ///< sent with CWR
    Echo,    ///< ECE in an ACK
    Ack,
    DupAck,
    Edge, ///< of the window
    SameEdge,
    ZeroWindow,
    Sack,
    ResetOut,
    ResetIn,
    Cwnd,
    Ssthresh,
    Rtt,
    Srtt,
    Rto,
    InFlight,
    Window,
};
/// "SND.UNA", "ECE: congestion reported": for the table. Names of variables are never translated.
QString plotRoleName(PlotRole role);
/// tcptrace's letters for a mark that is nothing but letters, "ECE"; else "".
const char* lettersOf(PlotRole role);
/// What is said beside these letters, "congestion reported"; of any other role its name.
QString plotRoleWords(PlotRole role);
/// "B: cwnd", where two runs are compared.
QString plotLineName(PlotRole role, bool comparing, bool other);
/// The same of its words: for the legend, which shows the letters as a mark.
QString plotLegendWords(PlotRole role, bool comparing, bool other);

/// Values that hold until they change; a later one is drawn over the former.
std::vector<std::pair<PlotRole, const Series*>> linesOf(const Flow& flow, PlotKind kind);
/// Marks of the time–sequence plot.
std::vector<std::pair<PlotRole, const Flow::Marks*>> marksOf(const Flow& flow);
/// What the legend explains: all that the plot of this flow has.
std::vector<PlotRole> rolesIn(const Flow& flow, PlotKind kind);
/// The letters that tcptrace puts beside a mark; "": none.
const char* letterOf(PlotRole role, const Flow::Mark& mark);
/// "R", "P", "SYN" …
const char* letterOf(const Flow::Sent& sent);

/// Only a context for translations.
struct PlotWords {
    Q_DECLARE_TR_FUNCTIONS(tcplab::PlotWords)
};

} // namespace tcplab
