// What holds of every connection after every event, whatever the test is about.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

/// SND.UNA =< SND.NXT, and between them lies just what the retransmission queue holds.
void checkSendSpace(const Tcb& tcb)
{
    EXPECT_LE(tcb.snd.una, tcb.snd.nxt);
    EXPECT_LE(tcb.segmentized, tcb.written);
    SeqNum at = tcb.snd.una;
    for (const SentSegment& sent : tcb.retransmissionQueue) {
        EXPECT_EQ(sent.seq, at);
        EXPECT_GT(sent.len(), 0u);
        at = sent.end();
    }
    EXPECT_EQ(at, tcb.snd.nxt);
}

/// RFC 6298 §5.1, §5.2: the timer runs while something is outstanding, but for a probe's octet, which the
/// persist timer repeats; and where that rule has been taken out.
void checkTimers(const Tcb& tcb, const Profile& profile)
{
    const bool outstanding = !tcb.retransmissionQueue.empty() && !tcb.probeOutstanding;
    if (profile.retransmission) {
        EXPECT_EQ(tcb.timers.isOn(Timer::Retransmission), outstanding || tcb.ecn.waits); // RFC 3168 §6.1.2
    }
    EXPECT_EQ(tcb.timers.isOn(Timer::TimeWait), tcb.state == ConnectionState::TimeWait);
    EXPECT_FALSE(tcb.timers.isOn(Timer::Persist) && tcb.timers.isOn(Timer::Retransmission));
    EXPECT_TRUE(!tcb.probeOutstanding || tcb.timers.isOn(Timer::Persist));
    // Nothing may wait for ever: what is unsent has a timer to look after it.
    const bool maySend = tcb.state == ConnectionState::Established ||
                         tcb.state == ConnectionState::CloseWait || tcb.state == ConnectionState::FinWait1 ||
                         tcb.state == ConnectionState::Closing;
    const bool waits = maySend && (unsent(tcb) > 0 || (tcb.closeRequested && !tcb.finSent));
    EXPECT_TRUE(!waits || tcb.timers.isOn(Timer::Persist) || tcb.timers.isOn(Timer::Retransmission));
}

void checkReceiveSpace(const Tcb& tcb)
{
    std::uint32_t unread = 0;
    for (const TextRange& range : tcb.received) {
        EXPECT_GT(range.length, 0u);
        unread += range.length;
    }
    EXPECT_EQ(unread, tcb.receivedOctets);
    SeqNum at = tcb.rcv.nxt;
    for (const HeldSegment& held : tcb.held) {
        EXPECT_GT(held.text.length, 0u);
        EXPECT_TRUE(held.seq >= at || !isSynchronized(tcb.state)) << "held text overlaps, or is old";
        at = held.seq + held.text.length;
    }
    EXPECT_TRUE(!isSynchronized(tcb.state) || windowShift(tcb) != 0 ||
                tcb.advertisedEdge == tcb.rcv.nxt + tcb.rcv.wnd);
}

} // namespace

void Bench::checkInvariants() const
{
    if (tcb.state == ConnectionState::Closed || tcb.state == ConnectionState::Listen) {
        EXPECT_TRUE(tcb.timers.earliest().isNever());
        EXPECT_TRUE(tcb.retransmissionQueue.empty());
    } else {
        checkSendSpace(tcb);
        checkTimers(tcb, profile);
        checkReceiveSpace(tcb);
    }
    for (const EndpointEffect& effect : m_out.effects) {
        if (effect.kind != EndpointEffect::Kind::Sent)
            continue;
        const Segment& segment = m_out.packets[effect.packet].segment;
        EXPECT_NE(effect.clause, Clause::None);
        EXPECT_EQ(segment.sourcePort, tcb.localPort);
        EXPECT_EQ(segment.destinationPort, tcb.remotePort);
        EXPECT_EQ(segment.options.mss != 0, segment.ctl.syn && profile.mssOption); // MUST-65, MAY-3
        EXPECT_TRUE(segment.ctl.ack || segment.ctl.syn || segment.ctl.rst);
        if (segment.text.length > 0) {
            EXPECT_EQ(segment.text.stream, ourStream);
            EXPECT_EQ(static_cast<std::uint32_t>(segment.text.offset), relative(segment).seq.value() - 1);
            EXPECT_LE(segment.text.length, tcb.sendMss); // MUST-16
        }
    }
}

} // namespace tcplab
