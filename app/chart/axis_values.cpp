#include "app/chart/axis_values.h"

#include "core/base/quantity.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <limits>

namespace tcplab {
namespace {

struct Plain {
    double number = 0;
    std::string_view unit;
};

std::optional<Plain> plainOf(std::string_view text)
{
    Plain plain;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), plain.number);
    if (error != std::errc{} || text.empty() || text[0] == '-' || text[0] == 'i' || text[0] == 'n')
        return std::nullopt;
    plain.unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
    if (plain.unit.find_first_of("0123456789.") != std::string_view::npos)
        return std::nullopt; // "1:2"
    return plain;
}

/// All of them in the one unit that they have.
bool inOwnUnit(const std::vector<std::string>& values, AxisValues& axis)
{
    std::optional<std::string_view> unit;
    std::vector<double> places;
    for (const std::string& value : values) {
        const auto plain = plainOf(value);
        if (!plain)
            return false;
        places.push_back(plain->number);
        if (plain->number == 0 && plain->unit.empty())
            continue; // "0" goes with any
        if (unit && *unit != plain->unit)
            return false;
        unit = plain->unit;
    }
    axis.places = std::move(places);
    axis.unit = unit.value_or("");
    return true;
}

template <class Reader>
bool readAll(const std::vector<std::string>& values, const char* unit, AxisValues& axis, Reader read)
{
    std::vector<double> places;
    for (const std::string& value : values) {
        const std::optional<double> number = read(value);
        if (!number)
            return false;
        places.push_back(*number);
    }
    axis.places = std::move(places);
    axis.unit = unit;
    return true;
}

} // namespace

AxisValues axisValuesOf(const std::vector<std::string>& values)
{
    AxisValues axis;
    if (inOwnUnit(values, axis))
        return axis;
    const auto seconds = [](const std::string& text) -> std::optional<double> {
        const auto time = readDuration(text, longestInstant);
        return time ? std::optional(static_cast<double>(time->ns) / 1e9) : std::nullopt;
    };
    const auto bits = [](const std::string& text) -> std::optional<double> {
        const auto rate = readBitRate(text);
        return rate && *rate != 0 ? std::optional(static_cast<double>(*rate) / 1e6) : std::nullopt;
    };
    const auto percent = [](const std::string& text) -> std::optional<double> {
        const auto share = readProbability(text);
        return share ? std::optional(static_cast<double>(share->ppb) / 1e7) : std::nullopt;
    };
    const auto octets = [](const std::string& text) -> std::optional<double> {
        const auto size = readOctets(text, 0, std::numeric_limits<std::uint32_t>::max());
        return size ? std::optional(static_cast<double>(*size)) : std::nullopt;
    };
    if (readAll(values, "s", axis, seconds) || readAll(values, "Mbit/s", axis, bits) ||
        readAll(values, "%", axis, percent) || readAll(values, "octets", axis, octets))
        return axis;
    for (std::size_t i = 0; i < values.size(); ++i)
        axis.places.push_back(static_cast<double>(i));
    axis.categories = values;
    return axis;
}

std::string valueAt(const AxisValues& axis, double place)
{
    return fmt::format("{:.6f}{}{}", place, axis.unit.empty() ? "" : " ", axis.unit);
}

} // namespace tcplab
