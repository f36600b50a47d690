/// How often each value has occurred. Values are kept to four digits that count, so that a billion runs take the room
/// of some thousands; counts add up the same in any order, so that it does not matter who has played which run.
#pragma once
#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tcplab {

/// To four digits that count, halves up: 123 456 is 123 500. What has no more digits stays as it is.
constexpr std::uint64_t toFourDigits(std::uint64_t value)
{
    std::uint64_t unit = 1;
    for (std::uint64_t limit = 10'000; value >= limit && limit < 10'000'000'000'000'000'000u; limit *= 10)
        unit *= 10;
    return (value + unit / 2) / unit * unit;
}

struct Bin {
    std::uint64_t value = 0;
    std::uint64_t count = 0;
    friend bool operator==(const Bin&, const Bin&) = default;
};

class Histogram {
public:
    void add(std::uint64_t value, std::uint64_t times = 1) { m_counts[toFourDigits(value)] += times; }
    void add(const Histogram& other)
    {
        for (const auto& [value, count] : other.m_counts)
            m_counts[value] += count;
    }
    void clear() { m_counts.clear(); }
    /// By value.
    std::vector<Bin> bins() const
    {
        std::vector<Bin> bins;
        bins.reserve(m_counts.size());
        for (const auto& [value, count] : m_counts)
            bins.push_back({value, count});
        std::ranges::sort(bins, {}, &Bin::value);
        return bins;
    }

private:
    std::unordered_map<std::uint64_t, std::uint64_t> m_counts;
};

} // namespace tcplab
