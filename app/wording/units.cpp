#include "app/wording/wording.h"

#include <fmt/format.h>

namespace tcplab {
namespace {

/// value/scale with at most `digits` decimals (scale = 10^digits), trailing zeros left out: "59.2".
std::string decimal(std::int64_t value, std::int64_t scale, int digits)
{
    const std::int64_t whole = value / scale;
    std::string fraction = fmt::format("{:0{}}", value % scale, digits);
    while (!fraction.empty() && fraction.back() == '0')
        fraction.pop_back();
    return fraction.empty() ? fmt::format("{}", whole) : fmt::format("{}.{}", whole, fraction);
}

constexpr std::int64_t microsecond = 1'000;
constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t second = 1'000'000'000;

} // namespace

std::string durationText(Duration duration)
{
    std::int64_t ns = duration.ns;
    const char* sign = ns < 0 ? "−" : "";
    ns = ns < 0 ? -ns : ns;
    if (ns == 0)
        return "0 s";
    if (ns < microsecond)
        return fmt::format("{}{} ns", sign, ns);
    if (ns < millisecond)
        return fmt::format("{}{} µs", sign, decimal(ns, microsecond, 3));
    if (ns < second)
        return fmt::format("{}{} ms", sign, decimal(ns / microsecond, 1000, 3));
    if (ns < 60 * second)
        return fmt::format("{}{} s", sign, decimal(ns / millisecond, 1000, 3));
    const std::int64_t minutes = ns / (60 * second);
    const std::int64_t rest = ns % (60 * second) / millisecond;
    if (rest == 0)
        return fmt::format("{}{} min", sign, minutes);
    return fmt::format("{}{} min {} s", sign, minutes, decimal(rest, 1000, 3));
}

std::string instantText(Instant instant)
{
    const std::int64_t us = instant.ns / microsecond;
    const std::int64_t fraction = us % 1'000'000;
    return fmt::format("{}.{:03} {:03} s", us / 1'000'000, fraction / 1000, fraction % 1000);
}

std::string probabilityText(Probability p) { return decimal(p.ppb, 10'000'000, 7) + " %"; }

} // namespace tcplab
