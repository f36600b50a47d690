#include "app/ladder/cause_path.h"

#include <algorithm>

namespace tcplab {

namespace {

/// A chain of causes is followed so far back; in a bulk transfer each ACK is the cause of what comes next.
constexpr std::size_t mostCauses = 20'000;
/// So many records are looked through for effects.
constexpr std::uint32_t mostLookedThrough = 100'000;

} // namespace

CausePath CausePath::around(const Trace& trace, std::uint32_t first, std::uint32_t end, std::uint64_t until)
{
    CausePath path;
    std::vector<std::uint32_t> causes;
    for (std::uint32_t n = first; n < end; ++n) {
        // Up to where another record's way back has been already: earlier causes are few, and found in no order.
        std::uint32_t effect = n;
        path.m_records.push_back(n);
        while (path.m_links.size() < mostCauses) {
            const std::uint32_t cause = trace.record(effect).cause;
            if (cause == 0)
                break;
            path.m_links.push_back({cause, effect});
            const bool known = (cause >= first && cause < end) ||
                               std::find(causes.rbegin(), causes.rend(), cause) != causes.rend();
            if (known)
                break;
            causes.push_back(cause);
            effect = cause;
        }
    }
    // What follows comes later in the trace than what it follows from.
    const std::uint32_t last =
        until == 0 ? 0 : trace.endRecordOf(std::min<std::uint64_t>(until, trace.stepCount()));
    const std::uint32_t stop = std::min(last, end + mostLookedThrough);
    if (end < stop) {
        std::vector<bool> follows(stop - first, false);
        std::fill(follows.begin(), follows.begin() + (end - first), true);
        for (std::uint32_t n = end; n < stop; ++n) {
            const std::uint32_t cause = trace.record(n).cause;
            if (cause < first || !follows[cause - first])
                continue;
            follows[n - first] = true;
            path.m_records.push_back(n);
            path.m_links.push_back({cause, n});
        }
    }
    path.m_records.insert(path.m_records.end(), causes.begin(), causes.end());
    std::sort(path.m_records.begin(), path.m_records.end());
    std::sort(path.m_links.begin(), path.m_links.end(),
              [](const Link& a, const Link& b) { return a.effect < b.effect; });
    for (const std::uint32_t n : path.m_records)
        if (const std::uint32_t step = trace.record(n).step;
            path.m_steps.empty() || path.m_steps.back() != step)
            path.m_steps.push_back(step);
    return path;
}

CausePath CausePath::ofStep(const Trace& trace, std::uint64_t step, std::uint64_t until)
{
    if (step == 0 || step > trace.stepCount())
        return {};
    return around(trace, trace.firstRecordOf(step), trace.endRecordOf(step), until);
}

CausePath CausePath::ofSegment(const Trace& trace, SegmentId id, std::uint64_t until)
{
    if (id == 0 || id > trace.segmentCount() || trace.segment(id).sentRecord == 0)
        return {};
    const std::uint32_t sent = trace.segment(id).sentRecord;
    return around(trace, sent, sent + 1, until);
}

bool CausePath::holds(std::uint32_t record) const
{
    return record != 0 && std::binary_search(m_records.begin(), m_records.end(), record);
}

bool CausePath::holdsStep(std::uint64_t step) const
{
    return std::binary_search(m_steps.begin(), m_steps.end(), step);
}

} // namespace tcplab
