#include "core/tcp/outgoing.h"

#include "core/tcp/options.h"
#include "core/tcp/rtt_estimator.h"
#include "core/tcp/transmit.h"

#include <algorithm>

namespace tcplab {
namespace {

/// The largest window that a 16-bit field offers (§3.1, MUST-1; RFC 7323 §2.2).
std::uint32_t largestWindow(const Tcb& tcb) { return 65535u << windowShift(tcb); }

} // namespace

void complete(Tcb& tcb, Segment& segment, const Surroundings& s, std::uint32_t room)
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

void sendEmpty(Tcb& tcb, SeqNum seq, Flags ctl, Clause clause, const Surroundings& s)
{
    Segment& segment = s.out.compose(ctl, clause);
    segment.seq = seq;
    complete(tcb, segment, s);
}

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

void markEcn(const Tcb& tcb, Flags& syn, const Profile& profile)
{
    syn.ece = syn.ack ? tcb.agreed.ecn : profile.ecn;
    syn.cwr = !syn.ack && profile.ecn;
}

std::uint32_t textLimit(const Tcb& tcb)
{
    if (tcb.heldBlocks.empty() && !tcb.duplicate)
        return tcb.sendMss;
    Segment segment{.ctl = {.ack = true}};
    giveOptions(tcb, segment, tcb.sendMss / 2, Instant{});
    const SackBlocks& sack = segment.options.sack;
    return tcb.sendMss - (sack.empty() ? 0 : 4 + 8 * static_cast<std::uint32_t>(sack.size()));
}

bool isUrgent(const Tcb& tcb, SeqNum seq, const Profile& profile)
{
    if (!tcb.urgentSent || seq >= tcb.snd.up)
        return false;
    return profile.name != ProfileName::Linux || distance(seq, tcb.snd.up) <= 0xffff ||
           seq + 0xffff > tcb.snd.nxt;
}

std::uint16_t urgentPointer(const Tcb& tcb, SeqNum seq)
{
    return static_cast<std::uint16_t>(std::min<std::uint32_t>(distance(seq, tcb.snd.up), 0xffff));
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

} // namespace tcplab
