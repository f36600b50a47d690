/// What one direction of the wire is like; nothing here changes in a run.
#pragma once
#include "core/base/random.h"
#include "core/base/time.h"

#include <array>
#include <cstdint>
#include <vector>

namespace tcplab {

/// A length of a queue, in segments or in octets of segment and headers.
struct QueueLength {
    std::uint64_t amount = 0;
    bool inOctets = false;
    friend bool operator==(const QueueLength&, const QueueLength&) = default;
};
constexpr QueueLength segmentsLong(std::uint64_t n) { return {.amount = n, .inOctets = false}; }
constexpr QueueLength octetsLong(std::uint64_t n) { return {.amount = n, .inOctets = true}; }

enum class QueueDiscipline : std::uint8_t { DropTail, Red, Codel };
constexpr const char* nameOf(QueueDiscipline discipline)
{
    constexpr std::array names{"drop-tail", "red", "codel"};
    return names[static_cast<std::size_t>(discipline)];
}

/// Random early detection (Floyd and Jacobson 1993), with the values that Floyd later recommended.
struct RedSettings {
    QueueLength minTh = segmentsLong(5); ///< below this average nothing happens
    QueueLength maxTh = segmentsLong(15);
    Probability maxP{100'000'000}; ///< at maxTh: 10 %
    Probability weight{2'000'000}; ///< of each arrival in the average: 0.002
    bool gentle = true;            ///< from maxP at maxTh to 1 at twice maxTh; false: 1 from maxTh on
    friend bool operator==(const RedSettings&, const RedSettings&) = default;
};

/// Controlled delay (RFC 8289 §4.2, §4.3).
struct CodelSettings {
    Duration target = milliseconds(5);     ///< standing queue that is tolerated
    Duration interval = milliseconds(100); ///< about the longest round trip
    friend bool operator==(const CodelSettings&, const CodelSettings&) = default;
};

enum class LossModel : std::uint8_t { Bernoulli, GilbertElliott };
constexpr const char* nameOf(LossModel model)
{
    constexpr std::array names{"bernoulli", "gilbert-elliott"};
    return names[static_cast<std::size_t>(model)];
}

/// A chain of two states that moves with each segment, and loses with each state's probability.
struct GilbertElliott {
    Probability goodToBad{};
    Probability badToGood{};
    Probability lossInGood{};
    Probability lossInBad{1'000'000'000};
    friend bool operator==(const GilbertElliott&, const GilbertElliott&) = default;
};

/// Segments by number, from 1, both ends included.
struct NumberRange {
    std::uint64_t first = 1;
    std::uint64_t last = 1;
    friend bool operator==(const NumberRange&, const NumberRange&) = default;
};

/// RFC 791: every internet module forwards datagrams of 68 octets.
inline constexpr std::uint32_t smallestMtu = 68;

struct LinkSettings {
    Duration delay = milliseconds(50); ///< propagation, one way
    Duration jitter{};                 ///< up to this much more, uniform
    bool jitterReorders = true;        ///< false: jitter lets none arrive before the one sent before it
    std::uint64_t bandwidth = 0;       ///< bit/s; 0: unlimited
    std::uint32_t queueSegments = 0;   ///< most that wait for the transmitter; 0: no limit
    std::uint64_t queueOctets = 0;     ///< the same in octets of segment and headers; 0: no limit
    QueueDiscipline discipline = QueueDiscipline::DropTail;
    RedSettings red{};
    CodelSettings codel{};
    bool ecn = false; ///< marks ECT segments instead of dropping them (RFC 3168 §5)
    QueueLength ecnThreshold = segmentsLong(20); ///< drop-tail marks what finds more than this waiting
    LossModel lossModel = LossModel::Bernoulli;
    Probability loss{}; ///< Bernoulli
    GilbertElliott gilbertElliott{};
    std::vector<NumberRange> lossList{}; ///< these are lost in any case; ascending, apart from each other
    Probability duplicate{};
    Probability reorder{}; ///< held back by reorderBy, so that later ones pass it
    Duration reorderBy{};  ///< zero: half the delay
    Probability corrupt{};
    Duration msl = minutes(2); ///< no segment lives longer (RFC 9293 §3.4.2)
    std::uint32_t mtu = 1500;  ///< of the sender's interface: octets of the largest datagram

    friend bool operator==(const LinkSettings&, const LinkSettings&) = default;
};

} // namespace tcplab
