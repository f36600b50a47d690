/// A segment on the wire, and what chance and scripts make of its way.
#pragma once
#include "core/base/side.h"
#include "core/network/link_settings.h"
#include "core/segment/segment.h"

namespace tcplab {

/// Queue: no room was left. Red, Codel: the queue's discipline chose to.
enum class DropReason : std::uint8_t { None, Fault, Loss, Queue, Checksum, Lifetime, Red, Codel };
/// The trace's word for it: whatever is dropped in a queue is dropped by the "queue".
constexpr const char* nameOf(DropReason reason)
{
    constexpr std::array names{"", "fault", "loss", "queue", "checksum", "lifetime", "queue", "queue"};
    return names[static_cast<std::size_t>(reason)];
}
/// "red" or "codel", where a discipline chose to drop; else "".
constexpr const char* disciplineOf(DropReason reason)
{
    return reason == DropReason::Red     ? nameOf(QueueDiscipline::Red)
           : reason == DropReason::Codel ? nameOf(QueueDiscipline::Codel)
                                         : "";
}

/// A segment on the wire. Its fate is settled when it is offered (in CoDel's queue: as far as it can be
/// foreseen, codel_queue.h), and an intervention may change it.
struct InFlight {
    Packet packet{};                    ///< as it will arrive: a queue may have set its ECN field to Ce
    Instant sentAt{};                   ///< the host gave it to the wire
    Instant endsAt{};                   ///< it arrives, or is lost on the way
    DropReason fate = DropReason::None; ///< None: it arrives; else it is dropped at endsAt
    std::uint16_t rule = 0;             ///< the scripted fault that decided, counted from 1; 0: none
    bool corrupted = false;             ///< arrives with a wrong checksum, and is dropped there
    bool byHand = false;                ///< an intervention decided
    friend bool operator==(const InFlight&, const InFlight&) = default;
};

/// What scripted faults say about one segment, found before it is offered (fault.h).
struct ScriptedFate {
    std::uint16_t dropRule = 0; ///< 0: not dropped
    std::uint16_t corruptRule = 0;
    std::uint16_t delayRule = 0;
    Duration extraDelay{};
    std::uint16_t duplicateRule = 0;
    std::uint32_t copies = 0;
    Duration copyDelay{}; ///< each copy this much after the one before; zero: copyGap()
};

/// The luck of one emission: the k-th of its direction, or its n-th copy, which draws from a stream of its
/// own so that a copy more or less changes nobody else's k.
struct Luck {
    std::uint64_t seed;
    std::uint64_t stream;
    std::uint64_t k;

    Luck(std::uint64_t theSeed, Side direction, std::uint32_t copy, std::uint64_t theK)
        : seed(theSeed), stream(indexOf(direction) + 2ULL * copy), k(theK)
    {}
    bool happens(Probability p, Purpose purpose) const
    {
        return p.ppb != 0 && chance(p, seed, stream, purpose, k);
    }
    /// Uniform in 0 … 10⁹−1.
    std::uint32_t share(Purpose purpose) const
    {
        return static_cast<std::uint32_t>(drawBelow(1'000'000'000, seed, stream, purpose, k));
    }
    Duration upTo(Duration most, Purpose purpose) const
    {
        if (most.ns <= 0)
            return {};
        const auto bound = static_cast<std::uint64_t>(most.ns) + 1;
        return {static_cast<std::int64_t>(drawBelow(bound, seed, stream, purpose, k))};
    }
};

/// What is settled about an emission's way whenever it leaves the transmitter.
struct Journey {
    Duration travel{}; ///< delay and jitter
    Duration hold{};   ///< held back so that others pass it, by chance and by script
    Duration byHand{}; ///< later by so much: somebody reached in while it waited
    DropReason fate = DropReason::None;
    std::uint16_t rule = 0;
    std::uint16_t delayRule = 0;
    bool corrupted = false;
    friend bool operator==(const Journey&, const Journey&) = default;
};

/// A loss, by chance or by rule, happens after this share of the flight: seen on its way, then broken off.
inline constexpr int lossPercentOfFlight = 60;

/// Longer than any flight may be, with room for lossPercentOfFlight: sums stop here and cannot overflow.
inline Duration tooLong(const LinkSettings& settings) { return settings.msl * 2 + nanoseconds(1); }
inline Duration sum(const LinkSettings& settings, Duration a, Duration b)
{
    const Duration most = tooLong(settings);
    const Duration total = (a < most ? a : most) + (b < most ? b : most);
    return total < most ? total : most;
}
Duration shareOf(Duration flight, int percent);

/// `loss` is the probability that it is lost by chance; `listed`: it is lost because the scenario says so.
Journey chart(const LinkSettings& settings, const ScriptedFate& script, const Luck& luck, Probability loss,
              bool listed);

/// When and how a flight ends that leaves the transmitter `queued` after it was sent. Unless jitter reorders,
/// it does not arrive before `inOrder`, which it moves on. `lossFromQueue`: a loss happens on the way from
/// the queue on, else on the way from the sender on.
void land(InFlight& flight, const LinkSettings& settings, const Journey& journey, Duration queued,
          Instant& inOrder, bool lossFromQueue);

/// Time in the transmitter, rounded up. A segment's text is far below 2^30 octets, so this fits.
Duration transmissionTime(std::uint32_t octets, std::uint64_t bandwidth);

} // namespace tcplab
