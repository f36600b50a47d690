/// Scripted faults: rules that match segments as they are sent and say what the wire does to them.
///
/// Every segment that a host sends is shown to every rule, in the order of the file, before chance has its
/// say; the wire's own copies are not shown. A segment matches a rule when all of these hold:
///   from            it is this host's
///   flags           of SYN, FIN, RST and ACK it has these and no others; PSH, URG, ECE and CWR count only
///                   if the rule names them, and then must be there
///   minLength …     its octets of text (SYN and FIN not counted) lie in minLength … maxLength
///   minSeq …        its SEG.SEQ, relative to the sender's ISN, lies in minSeq … maxSeq: the SYN is 0, the
///                   first octet 1. Only the first number counts. Without a known ISN: the absolute number
///   retransmission  it is one (true), or goes out for the first time (false)
///   after           a segment with at least these flags has been sent before it, by either host; the
///                   one that arms the rule is not matched by it
/// Matches are counted from 1, retransmissions included. The rule acts on the nth and, `count` of them in
/// all, on those that follow; count 0: on every one from the nth on.
/// When several rules act on one segment: any drop drops it (the first is named), any corrupt corrupts it,
/// delays add up (the first is named), of duplicates the first alone acts.
#pragma once
#include "core/base/side.h"
#include "core/base/time.h"
#include "core/network/link.h"
#include "core/segment/segment.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tcplab {

enum class FaultAction : std::uint8_t { Drop, Delay, Duplicate, Corrupt };

struct FaultRule {
    FaultAction action = FaultAction::Drop;
    std::optional<Side> from{};   ///< nothing: either sender
    std::optional<Flags> flags{}; ///< SYN, FIN, RST, ACK exactly; the others only if named
    bool pshNamed = false;        ///< PSH is looked at even where `flags` has none: it must be absent
    std::optional<Flags> after{}; ///< only once a segment with at least these flags has been sent, by either
    std::uint32_t minLength = 0;  ///< octets of text
    std::uint32_t maxLength = 0xffffffff;
    std::optional<std::uint32_t> minSeq{}; ///< relative to the sender's ISN
    std::optional<std::uint32_t> maxSeq{};
    std::optional<bool> retransmission{}; ///< only (or never) retransmissions
    std::uint32_t nth = 1;                ///< the first match that counts, from 1
    std::uint32_t count = 1;              ///< how many in a row; 0: all from there on
    Duration by{};                        ///< Delay: this much longer; Duplicate: between copies
    std::uint32_t copies = 1;             ///< Duplicate
    int line = 0;                         ///< where it stands in the file

    friend bool operator==(const FaultRule&, const FaultRule&) = default;
};

/// What a rule has seen so far.
struct FaultState {
    bool armed = false; ///< its `after` has been met
    std::uint32_t matches = 0;
    friend bool operator==(const FaultState&, const FaultState&) = default;
};

/// Shows a segment to all rules, in order, and updates their counts. `iss` is the sender's ISN, 0 if unknown;
/// `states` has one element for each rule.
ScriptedFate consult(const std::vector<FaultRule>& rules, std::vector<FaultState>& states, Side from,
                     const Packet& packet, SeqNum iss);

} // namespace tcplab
