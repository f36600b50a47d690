/// Where two runs part: the first thing that happens in one of them and not, or not so, in the other. Both traces are read
/// side by side, record by record; numbers count from the ISNs, so that runs of different seeds can be compared.
#pragma once
#include "core/trace/trace.h"

#include <array>
#include <cstdint>
#include <optional>

namespace tcplab {

enum class DifferenceKind : std::uint8_t {
    Extra,     ///< it happens in one run only
    Later,     ///< the same happens in both, at different times
    Otherwise, ///< something of the kind happens in both, at the same time, with other contents
    Ends,      ///< one run is over, the other goes on
};

struct RunDifference {
    /// In one of the runs.
    struct Place {
        std::uint32_t record = 0; ///< 0: nothing of the kind happens here
        std::uint64_t step = 0;   ///< the last one at or before it
        friend bool operator==(const Place&, const Place&) = default;
    };
    DifferenceKind kind = DifferenceKind::Extra;
    std::size_t acting = 0; ///< in which run it happens (Extra), happens first (Later), or goes on (Ends)
    Instant at{};           ///< when
    std::array<Place, 2> places{};
    friend bool operator==(const RunDifference&, const RunDifference&) = default;
};

struct RunDifferences {
    std::optional<RunDifference> first; ///< nothing: the runs are the same
    /// The first that one sees on the wire: a segment sent, lost, copied or arrived in one run alone, at another time, or
    /// with other flags, numbers or text. The same as `first` where that is one.
    std::optional<RunDifference> onWire;
    friend bool operator==(const RunDifferences&, const RunDifferences&) = default;
};

RunDifferences compareRuns(const Trace& a, const Trace& b);

/// In what two segments differ, as far as compareRuns() looks.
struct SegmentDifference {
    bool flags = false;
    bool numbers = false; ///< counted from the ISNs
    bool text = false;    ///< its length
    bool window = false;
    bool options = false; ///< the values of timestamps do not count
    bool other = false;   ///< ECN, urgent pointer, which retransmission it is
    bool any() const { return flags || numbers || text || window || options || other; }
    friend bool operator==(const SegmentDifference&, const SegmentDifference&) = default;
};
SegmentDifference differenceOf(const Trace& a, SegmentId inA, const Trace& b, SegmentId inB);

} // namespace tcplab
