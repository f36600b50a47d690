/// One direction of a wire on the bench: offers segments, and says what became of them.
#pragma once
#include "core/network/link.h"

namespace tcplab {

struct Wire {
    LinkSettings settings{.delay = milliseconds(50)};
    std::uint64_t seed = 1;
    Side direction = Side::Client;
    Ecn ecn = Ecn::NotEct; ///< of what is offered
    Link link{};
    SegmentId nextId = 1;

    /// A data segment of this many octets.
    Offered offers(Instant now, std::uint32_t octets = 0, const ScriptedFate& script = {})
    {
        Packet packet{.id = nextId++};
        packet.segment.ctl.ack = true;
        packet.segment.ecn = ecn;
        packet.segment.text.length = octets;
        return offer(link, settings, packet, script, now, seed, direction, nextId);
    }
    const InFlight& flight(SegmentId id) const { return link.inFlight[findInFlight(link, id).value()]; }
    /// Takes all flights off the wire, in the order of their ends: their ids.
    std::vector<SegmentId> drain()
    {
        std::vector<SegmentId> order;
        while (!link.inFlight.empty()) {
            order.push_back(link.inFlight.front().packet.id);
            link.inFlight.popFront();
        }
        return order;
    }
};

constexpr Instant at(Duration since) { return Instant{} + since; }
constexpr Probability percent(std::uint32_t n) { return {n * 10'000'000}; }

} // namespace tcplab
