/// What brought something about, back to the beginning, and what has followed from it: records of the trace, found
/// by their causes. Free of widgets.
#pragma once
#include "core/trace/trace.h"

#include <cstdint>
#include <vector>

namespace tcplab {

class CausePath {
public:
    /// From a cause to what it brought about: two records.
    struct Link {
        std::uint32_t cause = 0;
        std::uint32_t effect = 0;
    };

    CausePath() = default;
    /// Of all that a step did; effects up to and including the step `until`.
    static CausePath ofStep(const Trace& trace, std::uint64_t step, std::uint64_t until);
    /// Of a segment's sending.
    static CausePath ofSegment(const Trace& trace, SegmentId id, std::uint64_t until);

    bool empty() const { return m_records.empty(); }
    bool holds(std::uint32_t record) const;
    /// One of the step's records is on it.
    bool holdsStep(std::uint64_t step) const;
    const std::vector<std::uint32_t>& records() const { return m_records; } ///< ascending
    const std::vector<Link>& links() const { return m_links; }              ///< by their effects, ascending

private:
    static CausePath around(const Trace& trace, std::uint32_t first, std::uint32_t end, std::uint64_t until);
    std::vector<std::uint32_t> m_records;
    std::vector<std::uint32_t> m_steps;
    std::vector<Link> m_links;
};

} // namespace tcplab
