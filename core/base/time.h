/// Simulated time: an integer count of nanoseconds on a clock that cannot be read, only handed in.
#pragma once
#include <compare>
#include <cstdint>
#include <limits>

namespace tcplab {

/// A span of simulated time, in nanoseconds.
struct Duration {
    std::int64_t ns = 0;

    friend constexpr auto operator<=>(Duration, Duration) = default;
    friend constexpr Duration operator+(Duration a, Duration b) { return {a.ns + b.ns}; }
    friend constexpr Duration operator-(Duration a, Duration b) { return {a.ns - b.ns}; }
    friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.ns * n}; }
    friend constexpr Duration operator/(Duration a, std::int64_t n) { return {a.ns / n}; }
    constexpr Duration& operator+=(Duration b)
    {
        ns += b.ns;
        return *this;
    }
    constexpr explicit operator bool() const { return ns != 0; }
};

constexpr Duration nanoseconds(std::int64_t n) { return {n}; }
constexpr Duration microseconds(std::int64_t n) { return {n * 1'000}; }
constexpr Duration milliseconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000'000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }

/// A point of simulated time, in nanoseconds since the run began. `never` is later than all others.
struct Instant {
    std::int64_t ns = 0;

    static constexpr Instant never() { return {std::numeric_limits<std::int64_t>::max()}; }
    constexpr bool isNever() const { return ns == std::numeric_limits<std::int64_t>::max(); }

    friend constexpr auto operator<=>(Instant, Instant) = default;
    friend constexpr Instant operator+(Instant a, Duration b)
    {
        return a.isNever() ? a : Instant{a.ns + b.ns};
    }
    friend constexpr Instant operator-(Instant a, Duration b) { return {a.ns - b.ns}; }
    friend constexpr Duration operator-(Instant a, Instant b) { return {a.ns - b.ns}; }
};

} // namespace tcplab
