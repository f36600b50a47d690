#include "core/base/quantity.h"

#include <array>
#include <limits>
#include <numeric>
#include <optional>
#include <span>

namespace tcplab {
namespace {

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

constexpr std::array durationUnits{Unit{"ns", 1},
                                   Unit{"us", 1'000},
                                   Unit{"µs", 1'000},
                                   Unit{"ms", 1'000'000},
                                   Unit{"s", 1'000'000'000},
                                   Unit{"min", 60'000'000'000},
                                   Unit{"h", 3'600'000'000'000}};
constexpr std::array octetUnits{Unit{"octets", 1},    Unit{"octet", 1}, Unit{"B", 1},
                                Unit{"KiB", 1024},    Unit{"kB", 1000}, Unit{"MiB", 1024 * 1024},
                                Unit{"MB", 1'000'000}};
constexpr std::array bitRateUnits{Unit{"bit/s", 1}, Unit{"kbit/s", 1'000}, Unit{"Mbit/s", 1'000'000},
                                  Unit{"Gbit/s", 1'000'000'000}};
constexpr std::string_view durationUnitNames = "ns, us, ms, s, min, h";
constexpr std::string_view octetUnitNames = "octets, B, kB, KiB, MB, MiB";
constexpr std::string_view bitRateUnitNames = "bit/s, kbit/s, Mbit/s, Gbit/s, unlimited";
constexpr std::string_view probabilityUnitNames = "%";

constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();

/// A decimal number taken apart: digits before and after the point.
struct Decimal {
    std::string_view whole;
    std::string_view fraction;
    std::string_view unit; ///< what follows, without blanks
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<Decimal> takeApart(std::string_view text)
{
    text = trimmed(text);
    std::size_t at = 0;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    Decimal decimal{.whole = text.substr(0, at), .fraction = {}, .unit = {}};
    if (decimal.whole.empty())
        return std::nullopt;
    if (at < text.size() && text[at] == '.') {
        const std::size_t from = ++at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        decimal.fraction = text.substr(from, at - from);
        if (decimal.fraction.empty())
            return std::nullopt;
    }
    decimal.unit = trimmed(text.substr(at));
    return decimal;
}

/// a·10 + digit, stuck at the largest number.
std::uint64_t shifted(std::uint64_t a, char digit)
{
    const auto d = static_cast<std::uint64_t>(digit - '0');
    return a > (largest - d) / 10 ? largest : a * 10 + d;
}

/// decimal·factor, exactly; nothing if it is no whole number or too large.
std::optional<std::uint64_t> scaled(const Decimal& decimal, std::uint64_t factor)
{
    std::uint64_t whole = 0;
    for (const char c : decimal.whole)
        whole = shifted(whole, c);
    if (whole > largest / factor)
        return std::nullopt;
    std::string_view fraction = decimal.fraction;
    while (!fraction.empty() && fraction.back() == '0')
        fraction.remove_suffix(1);
    if (fraction.size() > 18)
        return std::nullopt;
    std::uint64_t numerator = 0;
    std::uint64_t denominator = 1;
    for (const char c : fraction) {
        numerator = shifted(numerator, c);
        denominator *= 10;
    }
    // factor·numerator/denominator: with what both share taken out, the rest must go into the numerator.
    const std::uint64_t shared = std::gcd(factor, denominator);
    denominator /= shared;
    if (numerator % denominator != 0)
        return std::nullopt;
    const std::uint64_t part = factor / shared * (numerator / denominator);
    const std::uint64_t sum = whole * factor;
    if (sum > largest - part)
        return std::nullopt;
    return sum + part;
}

const Unit* findUnit(std::span<const Unit> units, std::string_view name)
{
    for (const Unit& unit : units)
        if (unit.name == name)
            return &unit;
    return nullptr;
}

tl::unexpected<Misread> misread(Misread::Kind kind, std::string_view expected)
{
    return tl::unexpected(Misread{.kind = kind, .expected = std::string(expected)});
}

tl::unexpected<Misread> outOfRange(std::string_view expected)
{
    return misread(Misread::Kind::OutOfRange, expected);
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::string rangeText(std::uint64_t least, std::uint64_t most)
{
    return std::to_string(least) + " … " + std::to_string(most);
}

Read<Duration> readDuration(std::string_view text, Duration limit)
{
    const std::optional<Decimal> decimal = takeApart(text);
    if (!decimal)
        return trimmed(text).starts_with('-') ? outOfRange("0 s … " + writeDuration(limit))
                                              : misread(Misread::Kind::BadUnit, durationUnitNames);
    const Unit* unit = findUnit(durationUnits, decimal->unit);
    if (unit == nullptr)
        return misread(Misread::Kind::BadUnit, durationUnitNames);
    const std::optional<std::uint64_t> ns = scaled(*decimal, unit->factor);
    if (!ns) // finer than the clock, or beyond all counting
        return outOfRange("1 ns … " + writeDuration(limit));
    if (*ns > static_cast<std::uint64_t>(limit.ns))
        return outOfRange("0 s … " + writeDuration(limit));
    return Duration{static_cast<std::int64_t>(*ns)};
}

Read<std::uint64_t> readOctets(std::string_view text, std::uint64_t least, std::uint64_t most)
{
    const std::optional<Decimal> decimal = takeApart(text);
    if (!decimal)
        return trimmed(text).starts_with('-') ? outOfRange(rangeText(least, most))
                                              : misread(Misread::Kind::BadUnit, octetUnitNames);
    const Unit* unit = decimal->unit.empty() ? octetUnits.data() : findUnit(octetUnits, decimal->unit);
    if (unit == nullptr)
        return misread(Misread::Kind::BadUnit, octetUnitNames);
    const std::optional<std::uint64_t> octets = scaled(*decimal, unit->factor);
    if (!octets || *octets < least || *octets > most)
        return outOfRange(rangeText(least, most));
    return *octets;
}

Read<std::uint64_t> readCount(std::string_view text, std::uint64_t least, std::uint64_t most)
{
    text = trimmed(text);
    if (text.starts_with('-'))
        return outOfRange(rangeText(least, most));
    std::uint64_t count = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return misread(Misread::Kind::WrongType, "whole number");
        count = shifted(count, c);
    }
    if (text.empty())
        return misread(Misread::Kind::WrongType, "whole number");
    const bool stuck = count == largest && text != std::to_string(largest);
    if (stuck || count < least || count > most)
        return outOfRange(rangeText(least, most));
    return count;
}

Read<std::uint64_t> readBitRate(std::string_view text)
{
    if (trimmed(text) == "unlimited")
        return 0;
    constexpr std::string_view range = "1 kbit/s … 1000 Gbit/s";
    const std::optional<Decimal> decimal = takeApart(text);
    const Unit* unit = decimal ? findUnit(bitRateUnits, decimal->unit) : nullptr;
    if (unit == nullptr)
        return misread(Misread::Kind::BadUnit, bitRateUnitNames);
    const std::optional<std::uint64_t> rate = scaled(*decimal, unit->factor);
    if (!rate || *rate < 1'000 || *rate > 1'000'000'000'000)
        return outOfRange(range);
    return *rate;
}

Read<Probability> readProbability(std::string_view text)
{
    constexpr std::uint64_t certain = 1'000'000'000;
    const std::optional<Decimal> decimal = takeApart(text);
    if (!decimal)
        return trimmed(text).starts_with('-') ? outOfRange("0 % … 100 %")
                                              : misread(Misread::Kind::BadUnit, probabilityUnitNames);
    if (!decimal->unit.empty() && decimal->unit != "%")
        return misread(Misread::Kind::BadUnit, probabilityUnitNames);
    const std::uint64_t one = decimal->unit.empty() ? certain : certain / 100;
    const std::optional<std::uint64_t> ppb = scaled(*decimal, one);
    if (!ppb || *ppb > certain)
        return outOfRange(decimal->unit.empty() ? "0 … 1, 0 % … 100 %" : "0 % … 100 %");
    return Probability{static_cast<std::uint32_t>(*ppb)};
}

Read<bool> readTruth(std::string_view text)
{
    text = trimmed(text);
    if (text == "true" || text == "false")
        return text == "true";
    return misread(Misread::Kind::WrongType, "true or false");
}

std::string writeDuration(Duration duration)
{
    constexpr std::array units{
        Unit{"h", 3'600'000'000'000}, Unit{"min", 60'000'000'000}, Unit{"s", 1'000'000'000},
        Unit{"ms", 1'000'000},        Unit{"us", 1'000},           Unit{"ns", 1}};
    if (duration.ns == 0)
        return "0 s";
    for (const Unit& unit : units) {
        const auto factor = static_cast<std::int64_t>(unit.factor);
        if (duration.ns % factor == 0)
            return std::to_string(duration.ns / factor) + " " + std::string(unit.name);
    }
    return {};
}

std::string writeBitRate(std::uint64_t bitsPerSecond)
{
    if (bitsPerSecond == 0)
        return "unlimited";
    for (std::size_t i = bitRateUnits.size(); i-- > 0;)
        if (bitsPerSecond % bitRateUnits[i].factor == 0)
            return std::to_string(bitsPerSecond / bitRateUnits[i].factor) + " " +
                   std::string(bitRateUnits[i].name);
    return {};
}

std::string writeProbability(Probability p)
{
    constexpr std::uint32_t percent = 10'000'000;
    std::string text = std::to_string(p.ppb / percent);
    if (p.ppb % percent != 0) {
        std::string fraction = std::to_string(percent + p.ppb % percent).substr(1);
        while (fraction.back() == '0')
            fraction.pop_back();
        text += "." + fraction;
    }
    return text + " %";
}

} // namespace tcplab
