// When and how much of the user's octets goes: windows, Nagle, the silly-window rule, FIN, probes of a closed window.
#include "core/tcp/loss_recovery.h"
#include "core/tcp/outgoing.h"
#include "core/tcp/rack.h"
#include "core/tcp/rtt_estimator.h"
#include "core/tcp/transmit.h"

#include <algorithm>
#include <utility>

namespace tcplab {
namespace {

/// "The override timeout should be in the range 0.1 - 1.0 seconds" (§3.8.6.2.1); the persist timer keeps it.
Duration overrideTimeout(const Tcb& tcb) { return std::clamp(tcb.rtt.rto, milliseconds(100), seconds(1)); }

bool maySendText(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Established:
    case ConnectionState::CloseWait:
    case ConnectionState::FinWait1:
    case ConnectionState::Closing:
    case ConnectionState::LastAck: return true;
    default: return false;
    }
}

/// Octets that the windows still allow beyond SND.NXT; negative when the peer has shrunk its (MUST-34).
std::int64_t usableWindow(const Tcb& tcb, const Profile& profile)
{
    const std::int64_t room = std::int64_t{tcb.snd.wnd} - flightSize(tcb);
    if (!isLimited(tcb))
        return room;
    std::int64_t congestion = congestionRoom(tcb, profile);
    if (profile.name == ProfileName::Linux) // its cwnd counts segments, however small
        congestion -= congestion % std::max<std::int64_t>(smss(tcb), 1);
    return std::min(room, congestion);
}

/// §3.8.6.2.1, with D = queued octets and U = usable window; Nagle adds the conditions in brackets.
bool worthSending(const Tcb& tcb, std::uint32_t octets, std::int64_t usable, std::uint32_t limit,
                  const Surroundings& s)
{
    // Minshall: "no small packet is outstanding" takes the place of "nothing is outstanding".
    const bool nothingOutstanding = s.profile.nagleMinshall
                                        ? tcb.smallEnd <= tcb.snd.una || tcb.snd.nxt < tcb.smallEnd
                                        : tcb.snd.nxt == tcb.snd.una;
    const bool nagleAllows = !s.profile.nagle || tcb.noDelay || nothingOutstanding;
    if (octets >= limit)
        return true; // (1)
    if (tcb.corked && !tcb.closeRequested)
        return false;
    if (std::int64_t(unsent(tcb)) <= usable && octets == unsent(tcb))
        return nagleAllows || tcb.closeRequested; // (2); nothing will join the last octets
    return nagleAllows && std::uint64_t{octets} * 2 >= tcb.snd.maxWnd; // (3)
}

/// One segment of `octets` from the front of what is unsent, with FIN if it ends the stream and fits.
void sendText(Tcb& tcb, std::uint32_t octets, bool withFin, Clause clause, const Surroundings& s)
{
    // MUST-61: without a PUSH of the user's, the last octet queued is pushed.
    Flags ctl{.fin = withFin, .psh = octets != 0 && unsent(tcb) == octets, .ack = true};
    ctl.urg = isUrgent(tcb, tcb.snd.nxt, s.profile);
    if (ctl.urg && clause == Clause::NewDataSent)
        clause = Clause::UrgentSent;
    // On new text alone, and no probe (RFC 3168 §6.1.5, §6.1.6).
    const bool ecnCapable = tcb.agreed.ecn && octets != 0 && clause != Clause::PersistProbe;
    if (ecnCapable)
        ctl.cwr = std::exchange(tcb.ecn.mustTell, false);
    Segment& segment = s.out.compose(ctl, clause);
    segment.seq = tcb.snd.nxt;
    segment.text = {.stream = tcb.stream, .length = octets, .offset = tcb.segmentized};
    segment.up = ctl.urg ? urgentPointer(tcb, segment.seq) : std::uint16_t{0};
    segment.ecn = ecnCapable ? Ecn::Ect0 : Ecn::NotEct;
    tcb.segmentized += octets;
    tcb.finSent = tcb.finSent || withFin;
    tcb.snd.nxt += segment.len();
    if (s.profile.nagleMinshall && octets != 0 && octets < textLimit(tcb))
        tcb.smallEnd = segment.seq + octets;
    tcb.lastTextSent = s.now;
    // Linux, tcp_event_data_sent(): "If it is a reply for ato after last received packet".
    if (s.profile.quickAcks != 0 && octets != 0 && tcb.accepted != 0 &&
        s.now < tcb.lastTextArrived + s.profile.delayedAck)
        tcb.conversing = true;
    if (tcb.recovery.phase == RecoveryPhase::Fast)
        tcb.recovery.prrOut += segment.len();
    complete(tcb, segment, s, tcb.sendMss - std::min(tcb.sendMss, octets));
    remember(tcb, segment, ctl, s);
}

bool finIsDue(const Tcb& tcb) { return tcb.closeRequested && !tcb.finSent && unsent(tcb) == 0; }

/// CLOSE-WAIT: "then send a FIN segment, enter LAST-ACK state" (§3.10.4).
void afterFin(Tcb& tcb, const Surroundings& s)
{
    if (tcb.state == ConnectionState::CloseWait)
        enter(tcb, ConnectionState::LastAck, Clause::CloseInCloseWait, s);
}

/// SHLD-29, SHLD-30: the first probe after an RTO, then with doubling waits.
Duration probeWait(const Tcb& tcb, const Profile& profile)
{
    Duration wait = tcb.rtt.rto;
    for (std::uint32_t i = 0; i < tcb.persistBackoffs && wait < profile.maxRto; ++i)
        wait = wait * 2;
    return std::min(wait, std::max(profile.maxRto, tcb.rtt.rto));
}

void watchClosedWindow(Tcb& tcb, const Surroundings& s)
{
    const bool onlyProbeOut = tcb.probeOutstanding && tcb.retransmissionQueue.size() == 1;
    const bool waits = (tcb.snd.nxt == tcb.snd.una || onlyProbeOut) && (somethingToSend(tcb) || onlyProbeOut);
    if (!waits) {
        tcb.timers.stop(Timer::Persist);
        tcb.persistBackoffs = 0;
        if (tcb.retransmissionQueue.empty()) // nobody waits for an answer any more
            tcb.timers.stop(Timer::User);
        return;
    }
    if (onlyProbeOut)
        tcb.timers.stop(Timer::Retransmission); // the persist timer repeats the probe
    if (tcb.timers.isOn(Timer::Persist))
        return;
    tcb.timers[Timer::Persist] =
        s.now + (tcb.snd.wnd == 0 ? probeWait(tcb, s.profile) : overrideTimeout(tcb));
    if (userTimeout(tcb, s.profile) && !tcb.timers.isOn(Timer::User))
        tcb.timers[Timer::User] = s.now + userTimeout(tcb, s.profile);
}

} // namespace

void sendWhatMayBeSent(Tcb& tcb, const Surroundings& s)
{
    if (!maySendText(tcb.state) || tcb.ecn.waits)
        return;
    if (unsent(tcb) > 0)
        restartAfterIdle(tcb, s);
    while (unsent(tcb) > 0) {
        const std::uint32_t limit = textLimit(tcb);
        const std::int64_t usable = usableWindow(tcb, s.profile);
        const std::int64_t most = std::min({std::int64_t(unsent(tcb)), usable, std::int64_t{limit}});
        if (most <= 0 || !worthSending(tcb, static_cast<std::uint32_t>(most), usable, limit, s))
            break;
        const bool ends = most == std::int64_t(unsent(tcb));
        // (On Linux it rides on the text, and asks the peer's window alone.)
        const std::int64_t roomForFin =
            s.profile.name == ProfileName::Linux ? std::int64_t{tcb.snd.wnd} - flightSize(tcb) : usable;
        const bool withFin = ends && tcb.closeRequested && !tcb.finSent && roomForFin > most;
        sendText(tcb, static_cast<std::uint32_t>(most), withFin, Clause::NewDataSent, s);
        if (withFin)
            afterFin(tcb, s);
    }
    // The FIN takes a sequence number, and so a place in the peer's window; initial_window is about text.
    // (Linux asks the congestion window too: tcp_cwnd_test().)
    const bool mayFinGo = s.profile.name != ProfileName::Linux || !isLimited(tcb) ||
                          congestionRoom(tcb, s.profile) >= smss(tcb);
    if (finIsDue(tcb) && tcb.snd.wnd > flightSize(tcb) && mayFinGo) {
        sendText(tcb, 0, true, Clause::CloseSendsFin, s);
        afterFin(tcb, s);
    }
    resendForRescue(tcb, s);
    watchClosedWindow(tcb, s);
    if (s.profile.tailLossProbe)
        watchTail(tcb, s);
}

bool sendOneNew(Tcb& tcb, Clause clause, const Surroundings& s)
{
    if (!maySendText(tcb.state) || unsent(tcb) == 0)
        return false;
    const std::int64_t room = std::int64_t{tcb.snd.wnd} - flightSize(tcb);
    const std::int64_t octets = std::min({std::int64_t(unsent(tcb)), room, std::int64_t{textLimit(tcb)}});
    const bool cut = octets < std::min(std::int64_t(unsent(tcb)), std::int64_t{textLimit(tcb)});
    if (octets <= 0 || cut) // a whole segment, as tcp_snd_wnd_test() has it
        return false;
    sendText(tcb, static_cast<std::uint32_t>(octets), false, clause, s);
    return true;
}

void resumeAfterProbe(Tcb& tcb, const Surroundings& s)
{
    // The octet was refused with the window it met. It becomes part of a full segment again.
    const std::uint64_t back = tcb.retransmissionQueue.front().text.length;
    tcb.retransmissionQueue.clear();
    tcb.board = {};
    tcb.probeOutstanding = false;
    tcb.segmentized -= back;
    tcb.snd.nxt = tcb.snd.una;
    abandonTiming(tcb.rtt);
    tcb.timers.stop(Timer::Persist);
    const std::int64_t octets =
        std::min({std::int64_t(unsent(tcb)), std::int64_t{tcb.snd.wnd}, std::int64_t{textLimit(tcb)}});
    const bool ends = octets == std::int64_t(unsent(tcb)) && tcb.closeRequested && tcb.snd.wnd > octets;
    sendText(tcb, static_cast<std::uint32_t>(octets), ends, Clause::NewDataSent, s);
    if (ends)
        afterFin(tcb, s);
}

void sendProbe(Tcb& tcb, const Surroundings& s)
{
    const std::int64_t usable = usableWindow(tcb, s.profile);
    if (!tcb.probeOutstanding && usable > 0 && unsent(tcb) > 0) {
        // The override time-out of the silly-window rule: send what fits.
        const auto octets = std::min({std::int64_t(unsent(tcb)), usable, std::int64_t{textLimit(tcb)}});
        sendText(tcb, static_cast<std::uint32_t>(octets), false, Clause::PersistOverride, s);
        sendWhatMayBeSent(tcb, s);
        return;
    }
    ++tcb.persistBackoffs;
    ++tcb.probesUnanswered;
    if (tcb.probeOutstanding) {
        retransmitFront(tcb, Clause::PersistProbe, s);
    } else if (s.profile.probeCarriesOctet && unsent(tcb) > 0) {
        // §3.8.6.1: "at least one octet of new data (if available)"
        tcb.probeOutstanding = true;
        sendText(tcb, 1, false, Clause::PersistProbe, s);
        abandonTiming(tcb.rtt);
    } else {
        // No octet to spare: a number that the peer has already acknowledged draws an ACK as well.
        sendEmpty(tcb, tcb.snd.una - 1, {.ack = true}, Clause::PersistProbe, s);
    }
    watchClosedWindow(tcb, s);
}

bool somethingToSend(const Tcb& tcb) { return maySendText(tcb.state) && (unsent(tcb) > 0 || finIsDue(tcb)); }

} // namespace tcplab
