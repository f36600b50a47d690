/// What fingerprint() takes a world apart with. Private to this folder.
#pragma once
#include "core/base/fingerprint.h"
#include "core/world/world.h"

#include <type_traits>

namespace tcplab {

/// Walks through a value and feeds every member to a fingerprint. Each struct is taken apart by a binding
/// that names all its members: whoever adds one is told by the compiler to add it here.
class FingerprintWalk {
public:
    std::uint64_t result() const { return m_fingerprint.value(); }

    template <class T>
        requires std::is_integral_v<T> || std::is_enum_v<T>
    void operator()(T number)
    {
        m_fingerprint.add(static_cast<std::uint64_t>(number));
    }
    void operator()(const std::string& text) { m_fingerprint.add(std::string_view(text)); }
    void operator()(SeqNum number) { (*this)(number.value()); }
    void operator()(Duration duration) { (*this)(duration.ns); }
    void operator()(Instant instant) { (*this)(instant.ns); }
    void operator()(Probability probability) { (*this)(probability.ppb); }
    template <class T> void operator()(const std::vector<T>& items) { sequence(items); }
    template <class T> void operator()(const Fifo<T>& items) { sequence(items); }
    template <class T> void operator()(const LongList<T>& items) { sequence(items); }
    template <class T, std::size_t n> void operator()(const std::array<T, n>& items)
    {
        for (const T& item : items)
            (*this)(item);
    }
    template <class T> void operator()(const std::optional<T>& item)
    {
        (*this)(item.has_value());
        if (item)
            (*this)(*item);
    }
    void operator()(const Intervention& what)
    {
        (*this)(what.index());
        std::visit(*this, what);
    }

    // fingerprint_endpoint.cpp: segments, an end of a connection, and its profile
    void operator()(const Flags& it);
    void operator()(const Options& it);
    void operator()(const SackBlock& it);
    void operator()(const SackBlocks& it);
    void operator()(const TextRange& it);
    void operator()(const Segment& it);
    void operator()(const Packet& it);
    void operator()(const SendSpace& it);
    void operator()(const ReceiveSpace& it);
    void operator()(const RttEstimator& it);
    void operator()(const SentSegment& it);
    void operator()(const HeldSegment& it);
    void operator()(const Tcb& it);
    void operator()(const Agreed& it);
    void operator()(const Timestamps& it);
    void operator()(const Scoreboard& it);
    void operator()(const CongestionWindow& it);
    void operator()(const CongestionControl& it);
    void operator()(const Cubic& it);
    void operator()(const Recovery& it);
    void operator()(const Rack& it);
    void operator()(const EcnState& it);
    void operator()(const Timers& it);
    void operator()(const Profile& it);

    // fingerprint_wire.cpp
    void operator()(const QueueLength& it);
    void operator()(const RedSettings& it);
    void operator()(const CodelSettings& it);
    void operator()(const GilbertElliott& it);
    void operator()(const NumberRange& it);
    void operator()(const LinkSettings& it);
    void operator()(const InFlight& it);
    void operator()(const Journey& it);
    void operator()(const CodelState& it);
    void operator()(const Waiting& it);
    void operator()(const CodelQueue& it);
    void operator()(const Departure& it);
    void operator()(const RedState& it);
    void operator()(const Link& it);
    void operator()(const FaultRule& it);
    void operator()(const FaultState& it);

    // fingerprint_host.cpp: hosts and their programs
    void operator()(const Statement& it);
    void operator()(const ConnectionName& it);
    void operator()(const Incarnation& it);
    void operator()(const Shelf& it);
    void operator()(const Connection& it);
    void operator()(const Socket& it);
    void operator()(const Process& it);
    void operator()(const ReadLog& it);
    void operator()(const Deadline& it);
    void operator()(const Host& it);
    void operator()(const HostSettings& it);

    // fingerprint_scenario.cpp: where a run starts
    void operator()(const DropSegment& it);
    void operator()(const DelaySegment& it);
    void operator()(const DuplicateSegment& it);
    void operator()(const CorruptSegment& it);
    void operator()(const MakeCall& it);
    void operator()(const CrashHost& it);
    void operator()(const BootHost& it);
    void operator()(const InjectSegment& it);
    void operator()(const IcmpMessage& it);
    void operator()(const DeliverIcmp& it);
    void operator()(const PlacedIntervention& it);
    void operator()(const Bilingual& it);
    void operator()(const Scenario& it);

    // fingerprint.cpp
    void operator()(const World& it);

private:
    template <class... Members> void all(const Members&... members) { ((*this)(members), ...); }
    template <class Items> void sequence(const Items& items)
    {
        (*this)(items.size());
        for (const auto& item : items)
            (*this)(item);
    }

    Fingerprint m_fingerprint;
};

} // namespace tcplab
