/// What the network interface of each host saw of a run.
#pragma once
#include "core/segment/packet_bytes.h"
#include "core/trace/stream_bytes.h"

#include <vector>

namespace tcplab {

/// A segment passes an interface: it leaves the host, or comes in. What is lost on the way is seen by the sender's
/// alone, and the wire's copies by the receiver's alone. One that was corrupted comes in, and is then dropped.
struct Sighting {
    std::uint32_t record = 0; ///< `send`, `deliver`, or the `drop` at the receiver
    Side at = Side::Client;   ///< whose interface
    bool outgoing = false;
    bool corrupted = false;
    SegmentId segment = 0;
    friend bool operator==(const Sighting&, const Sighting&) = default;
};
/// The sighting that this record is; nothing if it is none.
std::optional<Sighting> sightingOf(const Trace& trace, std::uint32_t record);

/// Two addresses of one version, by host.
using Addresses = std::array<IpAddress, 2>;
/// Those of the scenario.
Addresses addressesOf(const Scenario& scenario);
/// fd00::1 and fd00::2.
Addresses ipv6Addresses();

/// The packet that was seen. IPv4's identification numbers emissions: at both ends, and on copies, it is the same.
Octets packetOf(const Trace& trace, const Sighting& sighting, const Addresses& addresses,
                const StreamBytes& streams);

} // namespace tcplab
