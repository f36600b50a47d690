#include "core/network/fault.h"

namespace tcplab {
namespace {

bool hasAtLeast(Flags ctl, Flags wanted)
{
    return (ctl.syn || !wanted.syn) && (ctl.fin || !wanted.fin) && (ctl.rst || !wanted.rst) &&
           (ctl.psh || !wanted.psh) && (ctl.ack || !wanted.ack) && (ctl.urg || !wanted.urg) &&
           (ctl.ece || !wanted.ece) && (ctl.cwr || !wanted.cwr);
}

bool flagsMatch(Flags ctl, Flags wanted, bool pshNamed)
{
    const bool sameKind =
        ctl.syn == wanted.syn && ctl.fin == wanted.fin && ctl.rst == wanted.rst && ctl.ack == wanted.ack;
    return sameKind && hasAtLeast(ctl, wanted) && (!pshNamed || ctl.psh == wanted.psh);
}

bool matches(const FaultRule& rule, Side from, const Packet& packet, SeqNum iss)
{
    const Segment& seg = packet.segment;
    if (rule.from && *rule.from != from)
        return false;
    if (rule.flags && !flagsMatch(seg.ctl, *rule.flags, rule.pshNamed))
        return false;
    if (seg.text.length < rule.minLength || seg.text.length > rule.maxLength)
        return false;
    const std::uint32_t relative = distance(iss, seg.seq);
    if ((rule.minSeq && relative < *rule.minSeq) || (rule.maxSeq && relative > *rule.maxSeq))
        return false;
    return !rule.retransmission || *rule.retransmission == (packet.retransmission > 0);
}

/// Counts a match; true if it is one of those that the rule acts on.
bool acts(const FaultRule& rule, FaultState& state)
{
    ++state.matches;
    return state.matches >= rule.nth && (rule.count == 0 || state.matches - rule.nth < rule.count);
}

void act(const FaultRule& rule, std::uint16_t number, ScriptedFate& fate)
{
    const auto nameFirst = [number](std::uint16_t& name) { name = name == 0 ? number : name; };
    switch (rule.action) {
    case FaultAction::Drop: nameFirst(fate.dropRule); break;
    case FaultAction::Corrupt: nameFirst(fate.corruptRule); break;
    case FaultAction::Delay:
        nameFirst(fate.delayRule);
        fate.extraDelay += rule.by;
        break;
    case FaultAction::Duplicate:
        if (fate.duplicateRule == 0) {
            fate.duplicateRule = number;
            fate.copies = rule.copies;
            fate.copyDelay = rule.by;
        }
        break;
    }
}

} // namespace

ScriptedFate consult(const std::vector<FaultRule>& rules, std::vector<FaultState>& states, Side from,
                     const Packet& packet, SeqNum iss)
{
    ScriptedFate fate;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const FaultRule& rule = rules[i];
        FaultState& state = states[i];
        if ((!rule.after || state.armed) && matches(rule, from, packet, iss) && acts(rule, state))
            act(rule, static_cast<std::uint16_t>(i + 1), fate);
        state.armed = state.armed || (rule.after && hasAtLeast(packet.segment.ctl, *rule.after));
    }
    return fate;
}

} // namespace tcplab
