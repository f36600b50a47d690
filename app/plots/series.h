/// Values over time, as many as one likes: the least and the greatest of any stretch are found without walking it.
/// Free of widgets.
#pragma once
#include "core/base/chunked_list.h"
#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tcplab {

class Series {
public:
    struct Point {
        Instant at{};
        std::int64_t value = 0;
        friend bool operator==(const Point&, const Point&) = default;
    };
    struct Extent {
        std::int64_t least = 0;
        std::int64_t most = 0;
        friend bool operator==(const Extent&, const Extent&) = default;
    };

    /// In the order of time. Of several values at one instant all are kept.
    void add(Instant at, std::int64_t value);
    void clear() { *this = {}; }
    std::size_t size() const { return m_points.size(); }
    bool empty() const { return m_points.empty(); }
    const Point& operator[](std::size_t i) const { return m_points[i]; }
    /// How many points lie before an instant; up to and with it.
    std::size_t countBefore(Instant at) const;
    std::size_t countUpTo(Instant at) const;
    /// The same, where so many are known to; it costs little if the guess is good.
    std::size_t countUpTo(Instant at, std::size_t known, std::size_t guess) const;
    /// The value that holds at an instant: the last one at or before it.
    std::optional<std::int64_t> valueAt(Instant at) const;
    /// Of the points [first, last); nothing if there is none.
    std::optional<Extent> extent(std::size_t first, std::size_t last) const;

private:
    static constexpr std::size_t fan = 8;

    ChunkedList<Point> m_points;
    /// [level][i]: of fan^(level+1) points each; the last may be short of some.
    std::vector<std::vector<Extent>> m_levels;
};

} // namespace tcplab
