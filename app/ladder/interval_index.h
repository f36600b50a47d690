/// Stretches of the time axis, found by what is visible. Sorted by begin; each block of 256 knows its
/// furthest end, so that a stretch that began far above (a segment delayed for a minute) is not missed
/// and nothing is walked that is not drawn.
#pragma once
#include "core/base/chunked_list.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tcplab {

class IntervalIndex {
public:
    /// A stretch that has not ended yet; it reaches to the end of everything until it is closed.
    void open(double begin, std::uint32_t value) { m_open.push_back({begin, begin, value}); }
    void close(double end, std::uint32_t value)
    {
        const auto found = std::find_if(m_open.begin(), m_open.end(),
                                        [value](const Item& item) { return item.value == value; });
        if (found == m_open.end())
            return;
        const Item item{found->begin, end, value};
        m_open.erase(found);
        add(item.begin, item.end, item.value);
    }
    void add(double begin, double end, std::uint32_t value)
    {
        // Stretches end nearly in the order in which they began: the place is close to the back.
        std::size_t at = m_items.size();
        while (at > 0 && begin < m_items[at - 1].begin)
            --at;
        m_items.insert(at, {begin, end, value});
        m_firstStale = std::min(m_firstStale, at / blockSize);
    }

    /// Calls f(value) for all that touch [top, bottom], in the order of their begins, open ones last.
    template <class F> void visit(double top, double bottom, F f) const
    {
        bringBlocksUpToDate();
        const std::size_t stop = beginsUpTo(bottom);
        for (std::size_t block = 0; block * blockSize < stop; ++block) {
            if (block % blocksTogether == 0 && m_furthestEnd[block / blocksTogether] < top) {
                block += blocksTogether - 1; // none of these
                continue;
            }
            if (m_blockEnd[block] < top)
                continue;
            const std::size_t last = std::min(stop, (block + 1) * blockSize);
            for (std::size_t i = block * blockSize; i < last; ++i)
                if (m_items[i].end >= top)
                    f(m_items[i].value);
        }
        for (const Item& item : m_open)
            if (item.begin <= bottom)
                f(item.value);
    }
    /// How many begin in [top, bottom].
    std::size_t countIn(double top, double bottom) const
    {
        const auto first = std::lower_bound(m_items.begin(), m_items.end(), top,
                                            [](const Item& item, double p) { return item.begin < p; });
        const auto from = static_cast<std::size_t>(first - m_items.begin());
        const std::size_t to = beginsUpTo(bottom);
        return to > from ? to - from : 0;
    }
    std::size_t size() const { return m_items.size() + m_open.size(); }

private:
    static constexpr std::size_t blockSize = 256;
    static constexpr std::size_t blocksTogether = 64; ///< know their furthest end together
    struct Item {
        double begin = 0;
        double end = 0;
        std::uint32_t value = 0;
    };

    std::size_t beginsUpTo(double bottom) const
    {
        const auto after = std::upper_bound(m_items.begin(), m_items.end(), bottom,
                                            [](double p, const Item& item) { return p < item.begin; });
        return static_cast<std::size_t>(after - m_items.begin());
    }
    void bringBlocksUpToDate() const
    {
        const std::size_t blocks = (m_items.size() + blockSize - 1) / blockSize;
        m_blockEnd.resize(blocks);
        m_furthestEnd.resize((blocks + blocksTogether - 1) / blocksTogether);
        const std::size_t firstStale = m_firstStale;
        for (std::size_t block = m_firstStale; block < blocks; ++block) {
            const std::size_t last = std::min(m_items.size(), (block + 1) * blockSize);
            double end = m_items[block * blockSize].end;
            for (std::size_t i = block * blockSize; i < last; ++i)
                end = std::max(end, m_items[i].end);
            m_blockEnd[block] = end;
        }
        for (std::size_t group = firstStale / blocksTogether; group < m_furthestEnd.size(); ++group) {
            const auto begin = m_blockEnd.begin() + static_cast<std::ptrdiff_t>(group * blocksTogether);
            const auto end = m_blockEnd.begin() +
                             static_cast<std::ptrdiff_t>(std::min(blocks, (group + 1) * blocksTogether));
            m_furthestEnd[group] = *std::max_element(begin, end);
        }
        m_firstStale = blocks == 0 ? 0 : blocks;
    }

    ChunkedList<Item> m_items;
    std::vector<Item> m_open;
    mutable std::vector<double> m_blockEnd;
    mutable std::vector<double> m_furthestEnd;
    mutable std::size_t m_firstStale = 0;
};

} // namespace tcplab
