#include "core/tcp/options.h"

#include <algorithm>

namespace tcplab {
namespace {

constexpr std::uint32_t timestampOctets = 12; ///< RFC 7323 Appendix A: NOP, NOP, kind, length, two numbers
constexpr std::uint32_t mostOptionOctets = 40;

/// "outdated": 24 days, after which the peer's clock may have wrapped (RFC 7323 §5.5).
constexpr Duration timestampLifetime = minutes(24 * 24 * 60);

} // namespace

Options synOptions(const Tcb& tcb, bool withAck, const Surroundings& s)
{
    const Profile& profile = s.profile;
    Options options;
    if (profile.mssOption)
        options.mss = static_cast<std::uint16_t>(std::min<std::uint32_t>(ownMss(tcb, profile), 0xffff));
    if (withAck ? tcb.agreed.windowScale : profile.windowScale != noWindowScale)
        options.windowScale = static_cast<std::uint8_t>(profile.windowScale);
    options.sackPermitted = withAck ? tcb.agreed.sack : profile.sack;
    options.timestamps = withAck ? tcb.agreed.timestamps : profile.timestamps;
    options.order = profile.optionOrder;
    if (options.timestamps) {
        options.tsVal = timestampClock(s.now);
        options.tsEcr = withAck ? tcb.ts.recent : 0; // "zero when the ACK bit is not set" (§3.2)
    }
    return options;
}

void giveOptions(const Tcb& tcb, Segment& segment, std::uint32_t room, Instant now)
{
    Options& options = segment.options;
    const Flags ctl = segment.ctl;
    if (tcb.agreed.timestamps) {
        options.timestamps = true;
        options.tsVal = timestampClock(now);
        options.tsEcr = ctl.ack ? tcb.ts.recent : 0;
    }
    if (!tcb.agreed.sack || !ctl.ack || (tcb.heldBlocks.empty() && !tcb.duplicate))
        return;
    const std::uint32_t free = std::min(mostOptionOctets - options.octets(), room);
    const std::size_t most = free < 12 ? 0 : (free - 4) / 8;
    const auto add = [&](SackBlock block) {
        if (options.sack.size() < most)
            options.sack.add(block);
    };
    if (tcb.duplicate)
        add(*tcb.duplicate);
    for (const SackBlock& block : tcb.heldBlocks)
        add(block);
}

void takeSynOptions(Tcb& tcb, const Segment& syn, const Surroundings& s)
{
    const Profile& profile = s.profile;
    Agreed& agreed = tcb.agreed;
    agreed = {};
    agreed.timestamps = profile.timestamps && syn.options.timestamps;
    agreed.sack = profile.sack && syn.options.sackPermitted;
    agreed.windowScale = profile.windowScale != noWindowScale && syn.options.windowScale.has_value();
    if (agreed.windowScale) {
        agreed.sendShift = std::min<std::uint8_t>(*syn.options.windowScale, 14); // RFC 7323 §2.3
        agreed.receiveShift = static_cast<std::uint8_t>(profile.windowScale);
    }
    // RFC 3168 §6.1.1: a SYN asks with ECE and CWR, a SYN,ACK grants with ECE alone.
    const bool mayEcn = profile.ecn || (profile.ecnWhenAsked && !syn.ctl.ack);
    agreed.ecn = mayEcn && syn.ctl.ece && syn.ctl.cwr != syn.ctl.ack;
    if (agreed.timestamps) {
        tcb.ts.recent = syn.options.tsVal;
        tcb.ts.recentAt = s.now;
        tcb.sendMss = std::max<std::uint32_t>(tcb.sendMss, timestampOctets + 1) - timestampOctets;
    }
}

IgnoreReason refusedByTimestamp(const Tcb& tcb, const Segment& seg, const Surroundings& s)
{
    if (!tcb.agreed.timestamps || seg.ctl.rst) // "a RST … MUST NOT be subjected to the PAWS check" (§5.2)
        return IgnoreReason::None;
    if (!seg.options.timestamps)
        return s.profile.timestampsRequired ? IgnoreReason::NoTimestamp : IgnoreReason::None;
    const bool outdated = s.now - tcb.ts.recentAt > timestampLifetime;
    const bool older = static_cast<std::int32_t>(seg.options.tsVal - tcb.ts.recent) < 0;
    return older && !outdated ? IgnoreReason::OldTimestamp : IgnoreReason::None;
}

void noteTimestamp(Tcb& tcb, const Segment& seg, Instant now)
{
    if (!tcb.agreed.timestamps || !seg.options.timestamps || seg.ctl.rst || seg.seq > tcb.ts.lastAckSent)
        return;
    if (static_cast<std::int32_t>(seg.options.tsVal - tcb.ts.recent) < 0 &&
        now - tcb.ts.recentAt <= timestampLifetime)
        return;
    tcb.ts.recent = seg.options.tsVal;
    tcb.ts.recentAt = now;
}

void noteHeld(Tcb& tcb, SeqNum left)
{
    if (!tcb.agreed.sack)
        return;
    // The run of held octets around it.
    const auto& held = tcb.held;
    auto first = std::partition_point(held.begin(), held.end(),
                                      [&](const HeldSegment& h) { return h.seq + h.text.length <= left; });
    if (first == held.end())
        return;
    auto last = first;
    while (first != held.begin() && std::prev(first)->seq + std::prev(first)->text.length == first->seq)
        --first;
    while (std::next(last) != held.end() && last->seq + last->text.length == std::next(last)->seq)
        ++last;
    const SackBlock block{first->seq, last->seq + last->text.length};
    SackBlocks blocks;
    blocks.add(block);
    for (const SackBlock& old : tcb.heldBlocks)
        if (old.right < block.left || block.right < old.left)
            blocks.add(old);
    tcb.heldBlocks = blocks;
}

void forgetOldBlocks(Tcb& tcb)
{
    if (tcb.heldBlocks.empty())
        return;
    SackBlocks blocks;
    for (const SackBlock& block : tcb.heldBlocks)
        if (block.left > tcb.rcv.nxt)
            blocks.add(block);
    tcb.heldBlocks = blocks;
}

void noteDuplicate(Tcb& tcb, SeqNum left, SeqNum right, const Profile& profile)
{
    if (tcb.agreed.sack && profile.dsack && left < right && tcb.state != ConnectionState::TimeWait)
        tcb.duplicate = SackBlock{left, right};
}

} // namespace tcplab
