/// Scripted faults: rules that match segments as they are sent and say what the wire does to them.
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
    std::optional<Side> from;             ///< nothing: either sender
    std::optional<Flags> flags;           ///< SYN, FIN, RST, ACK (and URG if named) exactly; PSH is not looked at unless named
    bool pshNamed = false;
    std::optional<Flags> after;           ///< only once a segment with at least these flags has been sent, by either
    std::uint32_t minLength = 0;          ///< octets of text
    std::uint32_t maxLength = 0xffffffff;
    std::optional<std::uint32_t> minSeq;  ///< relative to the sender's ISN
    std::optional<std::uint32_t> maxSeq;
    std::optional<bool> retransmission;   ///< only (or never) retransmissions
    std::uint32_t nth = 1;                ///< the first match that counts, from 1
    std::uint32_t count = 1;              ///< how many in a row; 0: all from there on
    Duration by{};                        ///< Delay: this much longer; Duplicate: between copies
    std::uint32_t copies = 1;             ///< Duplicate
    int line = 0;                         ///< where it stands in the file

    friend bool operator==(const FaultRule&, const FaultRule&) = default;
};

/// What a rule has seen so far.
struct FaultState {
    bool armed = false;        ///< its `after` has been met
    std::uint32_t matches = 0;
    friend bool operator==(const FaultState&, const FaultState&) = default;
};

/// Shows a segment to all rules, in order, and updates their counts. `iss` is the sender's ISN.
ScriptedFate consult(const std::vector<FaultRule>& rules, std::vector<FaultState>& states, Side from,
                     const Packet& packet, SeqNum iss);

} // namespace tcplab
