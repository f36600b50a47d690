#include "core/tcp/tcb_variables.h"

#include "core/tcp/loss_recovery.h"

#include <array>

namespace tcplab {
namespace {

using enum VariableUnit;

bool hasCongestionWindow(const Tcb& t) { return t.window.cwnd != 0; }
bool hasThreshold(const Tcb& t) { return hasCongestionWindow(t) && t.window.ssthresh != noThreshold; }
bool isRecovering(const Tcb& t) { return t.recovery.phase != RecoveryPhase::None; }
bool usesSack(const Tcb& t) { return t.agreed.sack; }
bool usesTimestamps(const Tcb& t) { return t.agreed.timestamps; }
bool scalesWindows(const Tcb& t) { return t.agreed.windowScale; }

/// RFC 9293 §3.3.1 in its order, then RFC 6298's, RFC 5681's, and what the options add.
constexpr std::array<TcbVariable, 31> variables{{
    {"SND.UNA", SequenceNumber, true, true, [](const Tcb& t) -> std::int64_t { return t.snd.una.value(); }},
    {"SND.NXT", SequenceNumber, true, true, [](const Tcb& t) -> std::int64_t { return t.snd.nxt.value(); }},
    {"SND.WND", Octets, true, true, [](const Tcb& t) -> std::int64_t { return t.snd.wnd; }},
    {"SND.UP", SequenceNumber, true, false, [](const Tcb& t) -> std::int64_t { return t.snd.up.value(); }},
    {"SND.WL1", SequenceNumber, false, false, [](const Tcb& t) -> std::int64_t { return t.snd.wl1.value(); }},
    {"SND.WL2", SequenceNumber, true, false, [](const Tcb& t) -> std::int64_t { return t.snd.wl2.value(); }},
    {"ISS", SequenceNumber, true, true, [](const Tcb& t) -> std::int64_t { return t.snd.iss.value(); }},
    {"RCV.NXT", SequenceNumber, false, true, [](const Tcb& t) -> std::int64_t { return t.rcv.nxt.value(); }},
    {"RCV.WND", Octets, false, true, [](const Tcb& t) -> std::int64_t { return t.rcv.wnd; }},
    {"RCV.UP", SequenceNumber, false, false, [](const Tcb& t) -> std::int64_t { return t.rcv.up.value(); }},
    {"IRS", SequenceNumber, false, true, [](const Tcb& t) -> std::int64_t { return t.rcv.irs.value(); }},
    {"MAX.SND.WND", Octets, true, false, [](const Tcb& t) -> std::int64_t { return t.snd.maxWnd; }},
    {"SendMSS", Octets, true, false, [](const Tcb& t) -> std::int64_t { return t.sendMss; }},
    {"SRTT", Nanoseconds, true, false, [](const Tcb& t) -> std::int64_t { return t.rtt.srtt.ns; }},
    {"RTTVAR", Nanoseconds, true, false, [](const Tcb& t) -> std::int64_t { return t.rtt.rttvar.ns; }},
    {"RTO", Nanoseconds, true, true, [](const Tcb& t) -> std::int64_t { return t.rtt.rto.ns; }},
    {"back-offs", Count, true, false, [](const Tcb& t) -> std::int64_t { return t.rtt.backoffs; }},
    {"in flight", Octets, true, false, [](const Tcb& t) -> std::int64_t { return flightSize(t); }},
    {"cwnd", Octets, true, true, [](const Tcb& t) -> std::int64_t { return t.window.cwnd; },
     hasCongestionWindow},
    {"ssthresh", Octets, true, true, [](const Tcb& t) -> std::int64_t { return t.window.ssthresh; },
     hasThreshold},
    {"duplicate ACKs", Count, true, false, [](const Tcb& t) -> std::int64_t { return t.recovery.dupAcks; },
     [](const Tcb& t) { return t.recovery.dupAcks != 0; }},
    {"recover", SequenceNumber, true, false,
     [](const Tcb& t) -> std::int64_t { return t.recovery.point.value(); }, isRecovering},
    {"pipe", Octets, true, false, [](const Tcb& t) -> std::int64_t { return pipe(t); }, usesSack},
    {"SACKed", Octets, true, false, [](const Tcb& t) -> std::int64_t { return t.board.sacked; }, usesSack},
    {"lost", Octets, true, false, [](const Tcb& t) -> std::int64_t { return t.board.lost; }, isRecovering},
    {"TS.Recent", Count, false, false, [](const Tcb& t) -> std::int64_t { return t.ts.recent; },
     usesTimestamps},
    {"Snd.Wind.Shift", Count, true, false, [](const Tcb& t) -> std::int64_t { return t.agreed.sendShift; },
     scalesWindows},
    {"Rcv.Wind.Shift", Count, false, false,
     [](const Tcb& t) -> std::int64_t { return t.agreed.receiveShift; }, scalesWindows},
    {"unsent", Octets, true, false,
     [](const Tcb& t) -> std::int64_t { return static_cast<std::int64_t>(unsent(t)); }},
    {"unread", Octets, false, false, [](const Tcb& t) -> std::int64_t { return t.receivedOctets; }},
    {"held out of order", Count, false, false,
     [](const Tcb& t) -> std::int64_t { return static_cast<std::int64_t>(t.held.size()); }},
}};

} // namespace

std::span<const TcbVariable> tcbVariables() { return variables; }

} // namespace tcplab
