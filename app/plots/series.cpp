#include "app/plots/series.h"

#include <algorithm>

namespace tcplab {

namespace {

void take(std::optional<Series::Extent>& into, const Series::Extent& one)
{
    if (!into)
        into = one;
    into->least = std::min(into->least, one.least);
    into->most = std::max(into->most, one.most);
}

} // namespace

void Series::add(Instant at, std::int64_t value)
{
    m_points.push_back({at, value});
    std::size_t block = m_points.size() - 1;
    for (std::size_t level = 0;; ++level) {
        block /= fan;
        if (level == m_levels.size()) {
            // A level is of use from its second block on.
            if (block == 0)
                return;
            m_levels.emplace_back();
            for (std::size_t i = 0; i < block; ++i) {
                // The blocks before were filled while this level was not there.
                std::optional<Extent> all;
                for (std::size_t j = i * fan; j < (i + 1) * fan; ++j)
                    take(all,
                         level == 0 ? Extent{m_points[j].value, m_points[j].value} : m_levels[level - 1][j]);
                m_levels[level].push_back(*all);
            }
        }
        auto& blocks = m_levels[level];
        if (blocks.size() == block) {
            blocks.push_back({value, value});
        } else {
            blocks[block].least = std::min(blocks[block].least, value);
            blocks[block].most = std::max(blocks[block].most, value);
        }
    }
}

std::size_t Series::countBefore(Instant at) const
{
    const auto place =
        std::partition_point(m_points.begin(), m_points.end(), [at](const Point& p) { return p.at < at; });
    return static_cast<std::size_t>(place - m_points.begin());
}

std::size_t Series::countUpTo(Instant at) const
{
    const auto place =
        std::partition_point(m_points.begin(), m_points.end(), [at](const Point& p) { return p.at <= at; });
    return static_cast<std::size_t>(place - m_points.begin());
}

std::size_t Series::countUpTo(Instant at, std::size_t known, std::size_t guess) const
{
    const auto isUpTo = [&](std::size_t i) { return m_points[i].at <= at; };
    std::size_t low = std::min(known, size()); // so many are
    std::size_t high = std::clamp(guess, low, size());
    std::size_t step = 4;
    if (high == low || isUpTo(high - 1)) { // further on, in longer and longer steps
        low = high;
        for (; high < size() && isUpTo(high); step *= 2) {
            low = high + 1;
            high = std::min(size(), high + step);
        }
    } else {
        --high; // that one is not
        for (; high > low && !isUpTo(high - 1); step *= 2) {
            const std::size_t next = high - std::min(step, high - low);
            if (next == low || isUpTo(next - 1)) {
                low = next;
                break;
            }
            high = next - 1;
        }
    }
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (isUpTo(middle))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<std::int64_t> Series::valueAt(Instant at) const
{
    const std::size_t count = countUpTo(at);
    return count == 0 ? std::nullopt : std::optional(m_points[count - 1].value);
}

std::optional<Series::Extent> Series::extent(std::size_t first, std::size_t last) const
{
    std::optional<Extent> all;
    last = std::min(last, m_points.size());
    // Up the levels while whole blocks fit, and down again.
    std::size_t level = 0;
    const auto one = [this](std::size_t at, std::size_t i) {
        return at == 0 ? Extent{m_points[i].value, m_points[i].value} : m_levels[at - 1][i];
    };
    while (first < last) {
        if (level < m_levels.size() && last - first >= 2 * fan) {
            for (; first % fan != 0; ++first)
                take(all, one(level, first));
            for (; last % fan != 0; --last)
                take(all, one(level, last - 1));
            first /= fan;
            last /= fan;
            ++level;
        } else {
            for (; first < last; ++first)
                take(all, one(level, first));
        }
    }
    return all;
}

} // namespace tcplab
