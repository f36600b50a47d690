#include "core/tcp/transmit.h"

#include "core/tcp/loss_recovery.h"
#include "core/tcp/options.h"
#include "core/tcp/rack.h"
#include "core/tcp/rtt_estimator.h"

#include <algorithm>
#include <utility>

namespace tcplab {
namespace {

/// The largest window that a 16-bit field offers (§3.1, MUST-1; RFC 7323 §2.2).
std::uint32_t largestWindow(const Tcb& tcb) { return 65535u << windowShift(tcb); }

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

/// Completes a segment of the outbox with what all of one connection have: ports, and with ACK the acknowledgment
/// and window of this moment. `room`: octets that SACK blocks may take.
void complete(Tcb& tcb, Segment& segment, const Surroundings& s, std::uint32_t room = 40)
{
    const bool plainReset = segment.ctl.rst && !segment.ctl.ack && !s.profile.timestampInReset;
    segment.sourcePort = tcb.localPort;
    segment.destinationPort = tcb.remotePort;
    if (!segment.ctl.syn && !plainReset)
        giveOptions(tcb, segment, room, s.now);
    if (segment.ctl.ack) {
        segment.ack = tcb.rcv.nxt;
        std::uint32_t offer = windowToOffer(tcb, s.profile);
        if (segment.ctl.syn) // its field cannot say more
            offer = std::min(offer, 65535u);
        tcb.advertisedEdge = tcb.rcv.nxt + offer;
        // What the scale cannot say exactly is rounded up, and what was told is accepted; the edge itself is
        // kept exactly, so that rounding adds up to nothing (RFC 7323 §2.4).
        const std::uint32_t unit = segment.ctl.syn ? 0 : (1u << windowShift(tcb)) - 1;
        tcb.rcv.wnd = std::min((offer + unit) & ~unit, largestWindow(tcb));
        tcb.unackedSegments = 0;
        tcb.timers.stop(Timer::DelayedAck);
        tcb.ts.lastAckSent = tcb.rcv.nxt;
        if (!segment.options.sack.empty())
            tcb.duplicate.reset(); // told once (RFC 2883 §4)
        // RFC 3168 §6.1.3: ECE in every ACK until CWR comes.
        if (tcb.ecn.echo && !segment.ctl.syn && !segment.ctl.rst)
            segment.ctl.ece = true;
    }
    if (!segment.ctl.rst) // "The window field in a SYN … segment itself is never scaled" (RFC 7323 §2.2)
        segment.wnd = segment.ctl.syn ? tcb.rcv.wnd : tcb.rcv.wnd >> windowShift(tcb);
}

/// A segment without text.
void emit(Tcb& tcb, SeqNum seq, Flags ctl, Clause clause, const Surroundings& s)
{
    Segment& segment = s.out.compose(ctl, clause);
    segment.seq = seq;
    complete(tcb, segment, s);
}

/// Puts what is sent for the first time on the retransmission queue and runs what watches over it.
void remember(Tcb& tcb, const Segment& segment, Flags ctl, const Surroundings& s)
{
    SentSegment& sent = tcb.retransmissionQueue.append();
    sent.seq = segment.seq;
    sent.ctl = ctl;
    sent.text = segment.text;
    sent.lastSent = s.now;
    beginTiming(tcb.rtt, segment.end(), s.now);
    // RFC 6298 §5.1: the timer runs whenever something is outstanding.
    if (!tcb.timers.isOn(Timer::Retransmission))
        tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto;
    const bool isSyn = segment.ctl.syn;
    const Duration limit = isSyn ? s.profile.synTimeout : userTimeout(tcb, s.profile);
    if (limit && !tcb.timers.isOn(Timer::User))
        tcb.timers[Timer::User] = s.now + limit;
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

/// Octets of text that a segment holds besides the SACK blocks that are due (§3.7.1, Eff.snd.MSS).
std::uint32_t textLimit(const Tcb& tcb)
{
    if (tcb.heldBlocks.empty() && !tcb.duplicate)
        return tcb.sendMss;
    Segment segment{.ctl = {.ack = true}};
    giveOptions(tcb, segment, tcb.sendMss / 2, Instant{});
    const SackBlocks& sack = segment.options.sack;
    return tcb.sendMss - (sack.empty() ? 0 : 4 + 8 * static_cast<std::uint32_t>(sack.size()));
}

/// §3.10.2: "set the urgent pointer in the outgoing segments", in all that lie before it. (Linux leaves it out of what is
/// sent again with so much behind it that the pointer would fall short of it: __tcp_transmit_skb().)
bool isUrgent(const Tcb& tcb, SeqNum seq, const Profile& profile)
{
    if (!tcb.urgentSent || seq >= tcb.snd.up)
        return false;
    return profile.name != ProfileName::Linux || distance(seq, tcb.snd.up) <= 0xffff ||
           seq + 0xffff > tcb.snd.nxt;
}
/// It names "the octet following the urgent data" (§3.1) as an offset of 16 bits; of more than that as far as they reach,
/// and the next segments go on from there (MUST-31: "of any length").
std::uint16_t urgentPointer(const Tcb& tcb, SeqNum seq)
{
    return static_cast<std::uint16_t>(std::min<std::uint32_t>(distance(seq, tcb.snd.up), 0xffff));
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

/// RFC 3168 §6.1.1: a SYN asks with ECE and CWR, a SYN,ACK grants with ECE.
void markEcn(const Tcb& tcb, Flags& syn, const Profile& profile)
{
    syn.ece = syn.ack ? tcb.agreed.ecn : profile.ecn;
    syn.cwr = !syn.ack && profile.ecn;
}

} // namespace

void enter(Tcb& tcb, ConnectionState to, Clause clause, const Surroundings& s)
{
    if (tcb.state == to)
        return;
    const ConnectionState from = tcb.state;
    tcb.state = to;
    if (to == ConnectionState::TimeWait) { // all has arrived; what is kept for long is kept small
        tcb.repeated.clear();
        tcb.recovery.mayUndo = false;
    }
    s.out.changed(from, to, clause);
}

void enterClosed(Tcb& tcb, Errno error, Clause clause, const Surroundings& s)
{
    tcb.timers.stopAll();
    tcb.retransmissionQueue.clear();
    tcb.board = {};
    tcb.held.clear();
    tcb.heldBlocks = {};
    tcb.duplicate.reset();
    tcb.finHeld = false;
    tcb.rtt.timing = false;
    tcb.probeOutstanding = false;
    tcb.recovery = {};
    tcb.repeated.clear();
    if (error != Errno::None)
        tcb.error = error;
    enter(tcb, ConnectionState::Closed, clause, s);
}

void discardReceived(Tcb& tcb)
{
    tcb.received.clear();
    tcb.receivedOctets = 0;
}

void sendAck(Tcb& tcb, Clause clause, const Surroundings& s)
{
    emit(tcb, tcb.snd.nxt, {.ack = true}, clause, s);
}

void answerUnacceptable(Tcb& tcb, const Segment& seg, IgnoreReason why, Clause clause, const Surroundings& s)
{
    // Two ends that disagree would answer each other's empty ACKs for ever; text and FIN, which their
    // sender repeats by a timer, cannot make such a loop. What an impossible ACK draws is a challenge ACK, whatever the
    // segment carries (RFC 5961 §5.2, §7).
    const bool isLimited = seg.len() == 0 || seg.ctl.syn || seg.ctl.rst || why == IgnoreReason::BadAck;
    if (s.profile.challengeAckLimit != 0 && isLimited) {
        if (s.now - tcb.challengesSince >= s.profile.challengeAckInterval || tcb.challenges == 0) {
            tcb.challengesSince = s.now;
            tcb.challenges = 0;
        }
        if (tcb.challenges >= s.profile.challengeAckLimit) {
            s.out.ignored(why, Clause::AnswerThrottled);
            return;
        }
        ++tcb.challenges;
    }
    s.out.ignored(why, clause);
    sendAck(tcb, clause, s);
}

void acknowledgeSoon(Tcb& tcb, Duration within, const Surroundings& s)
{
    const Instant due = s.now + within;
    if (due < tcb.timers[Timer::DelayedAck])
        tcb.timers[Timer::DelayedAck] = due;
}

void sendReset(Tcb& tcb, SeqNum seq, Clause clause, const Surroundings& s)
{
    emit(tcb, seq, {.rst = true}, clause, s);
}

void sendAbort(Tcb& tcb, Clause clause, const Surroundings& s)
{
    emit(tcb, tcb.snd.nxt, {.rst = true, .ack = s.profile.abortCarriesAck}, clause, s);
}

void sendSyn(Tcb& tcb, bool withAck, Clause clause, const Surroundings& s)
{
    Flags ctl{.syn = true, .ack = withAck};
    markEcn(tcb, ctl, s.profile);
    Segment& syn = s.out.compose(ctl, clause);
    syn.seq = tcb.snd.iss;
    syn.options = synOptions(tcb, withAck, s);
    tcb.snd.una = tcb.smallEnd = tcb.snd.iss;
    tcb.snd.nxt = tcb.snd.iss + 1;
    complete(tcb, syn, s);
    remember(tcb, syn, ctl, s);
}

void resend(Tcb& tcb, std::size_t position, Clause clause, const Surroundings& s)
{
    if (s.profile.repacksOnRetransmit)
        repack(tcb, position, textLimit(tcb));
    noteResent(tcb, position, s.now);
    const SentSegment& sent = tcb.retransmissionQueue[position];
    Recovery& recovery = tcb.recovery;
    if (recovery.phase == RecoveryPhase::Fast)
        recovery.prrOut += sent.len();
    // Of the front the timer begins anew (tcp_xmit_retransmit_queue(): rearm_timer).
    if (position == 0 && usesRack(tcb, s.profile) && recovery.phase == RecoveryPhase::Fast)
        tcb.timers[Timer::Retransmission] = s.now + tcb.rtt.rto;
    if (tcb.agreed.sack)
        rememberRepeat(tcb, sent);
    if (recovery.mayUndo && recovery.firstResentTs == 0)
        recovery.firstResentTs = timestampClock(s.now);
    if (!s.profile.karn)
        timeAnew(tcb.rtt, sent.end(), s.now); // a rule taken out: the ACK is taken for the answer to this one
    else if (!tcb.agreed.timestamps)
        abandonTiming(tcb.rtt); // Karn (RFC 6298 §3): what is sent twice is not timed
    const std::uint16_t count = sent.retransmissions;
    if (s.profile.r1 != 0 && count == s.profile.r1 && clause == Clause::RetransmissionTimeout)
        clause = Clause::ReachedR1;
    Flags ctl = sent.ctl;
    if (ctl.syn) { // sent before the peer's arrived it is now a SYN,ACK
        ctl.ack = tcb.state != ConnectionState::SynSent;
        markEcn(tcb, ctl, s.profile);
    } else {
        ctl.ack = true;
        ctl.urg = isUrgent(tcb, sent.seq, s.profile);
        ctl.cwr = false; // CWR goes with new text (RFC 3168 §6.1.2)
    }
    Segment& segment = s.out.compose(ctl, clause, count);
    segment.seq = sent.seq;
    segment.text = sent.text;
    if (ctl.syn)
        segment.options = synOptions(tcb, ctl.ack, s);
    else if (ctl.urg)
        segment.up = urgentPointer(tcb, sent.seq);
    complete(tcb, segment, s, tcb.sendMss - std::min(tcb.sendMss, segment.text.length));
}

void retransmitFront(Tcb& tcb, Clause clause, const Surroundings& s) { resend(tcb, 0, clause, s); }

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
        emit(tcb, tcb.snd.una - 1, {.ack = true}, Clause::PersistProbe, s);
    }
    watchClosedWindow(tcb, s);
}

void sendKeepAlive(Tcb& tcb, const Surroundings& s)
{
    emit(tcb, tcb.snd.nxt - 1, {.ack = true}, Clause::KeepAliveProbe, s);
}

std::uint32_t receiveBuffer(const Tcb& tcb, const Profile& profile)
{
    const std::uint32_t octets = tcb.receiveBuffer != 0 ? tcb.receiveBuffer : profile.receiveBuffer;
    if (!profile.wholeSegmentBuffer || tcb.state < ConnectionState::Established)
        return octets;
    const std::uint32_t segment = tcb.sendMss + (tcb.agreed.timestamps ? 12 : 0);
    return (octets + segment - 1) / segment * segment;
}

std::uint32_t windowToOffer(const Tcb& tcb, const Profile& profile)
{
    const std::uint32_t buffer = receiveBuffer(tcb, profile);
    // What grows does so in units of the scale, unless there is not even one: then the field says one.
    const std::uint32_t free = buffer > tcb.receivedOctets ? buffer - tcb.receivedOctets : 0;
    const std::uint32_t unit = (1u << windowShift(tcb)) - 1;
    const std::uint32_t room = std::min(free > unit ? free & ~unit : free, largestWindow(tcb));
    const std::int32_t offered = std::max(tcb.advertisedEdge - tcb.rcv.nxt, 0);
    const auto standing = static_cast<std::uint32_t>(offered);
    if (room <= standing)
        return standing;
    if (profile.windowFollowsBuffer) // but for a silly window (tcp_output(): "Calculate receive window")
        return room < buffer / 4 && room < tcb.sendMss ? standing : room;
    const std::uint32_t worth = std::min(buffer / 2, std::min(profile.mss, tcb.sendMss));
    return room - standing >= worth ? room : standing;
}

bool isSynOutstanding(const Tcb& tcb)
{
    return !tcb.retransmissionQueue.empty() && tcb.retransmissionQueue.front().ctl.syn;
}

std::uint32_t textInFlight(const Tcb& tcb)
{
    const std::uint32_t control = (isSynOutstanding(tcb) ? 1u : 0u) + (tcb.finSent ? 1u : 0u);
    const std::uint32_t flight = flightSize(tcb);
    return flight > control ? flight - control : 0;
}

bool finAcknowledged(const Tcb& tcb) { return tcb.finSent && tcb.snd.una == tcb.snd.nxt; }

bool somethingToSend(const Tcb& tcb) { return maySendText(tcb.state) && (unsent(tcb) > 0 || finIsDue(tcb)); }

} // namespace tcplab
