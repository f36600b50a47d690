/// How each kind of knob is read and written, and a row of the table for each kind: used by knobs.cpp alone.
#pragma once
#include "core/tcp/knobs.h"

#include <array>

namespace tcplab::knob_rows {

// One reader and one writer for each kind of member; the table names the member and its limits.

template <auto member, std::uint64_t least, std::uint64_t most>
Read<void> readOctetsInto(Profile& profile, std::string_view text)
{
    return readOctets(text, least, most).map([&](std::uint64_t octets) {
        profile.*member = static_cast<std::uint32_t>(octets);
    });
}

template <auto member, std::uint64_t least, std::uint64_t most>
Read<void> readCountInto(Profile& profile, std::string_view text)
{
    return readCount(text, least, most).map([&](std::uint64_t count) {
        profile.*member = static_cast<std::uint32_t>(count);
    });
}

template <auto member, std::uint64_t least, std::uint64_t most>
Read<void> readOffInto(Profile& profile, std::string_view text)
{
    return readCountInto<member, least, most>(profile, trimmed(text) == "off" ? "0" : text);
}

template <auto member> Read<void> readTruthInto(Profile& profile, std::string_view text)
{
    return readTruth(text).map([&](bool truth) { profile.*member = truth; });
}

/// A time that may not be zero: a time-out of nothing would go round for ever at one instant.
template <auto member> Read<void> readTimeInto(Profile& profile, std::string_view text)
{
    const Read<Duration> time = readDuration(text);
    if (!time)
        return tl::unexpected(time.error());
    if (*time < microseconds(1))
        return tl::unexpected(Misread{.kind = Misread::Kind::OutOfRange,
                                      .expected = "1 us … " + writeDuration(longestDuration)});
    profile.*member = *time;
    return {};
}

/// A time that switches the thing off when it is zero, or "off".
template <auto member, std::int64_t most> Read<void> readTimeOrOffInto(Profile& profile,
                                                                       std::string_view text)
{
    if (trimmed(text) == "off") {
        profile.*member = Duration{0};
        return {};
    }
    return readDuration(text, Duration{most}).map([&](Duration time) { profile.*member = time; });
}

template <auto member> std::string writeNumber(const Profile& profile)
{
    return std::to_string(profile.*member);
}

template <auto member> std::string writeOff(const Profile& profile)
{
    return profile.*member == 0 ? "off" : std::to_string(profile.*member);
}

template <auto member> std::string writeTruth(const Profile& profile)
{
    return profile.*member ? "true" : "false";
}

template <auto member> std::string writeTime(const Profile& profile)
{
    return writeDuration(profile.*member);
}

template <auto member> std::string writeTimeOrOff(const Profile& profile)
{
    return profile.*member == Duration{0} ? "off" : writeDuration(profile.*member);
}

inline Read<void> readTimeWait(Profile& profile, std::string_view text)
{
    text = trimmed(text);
    if (text == "2 msl" || text == "2 MSL" || text == "2·MSL") {
        profile.timeWait = Duration{0};
        profile.timeWaitZero = false;
        return {};
    }
    Read<Duration> time = readDuration(text);
    if (!time) {
        if (time.error().kind == Misread::Kind::BadUnit)
            time.error().expected += ", 2 msl";
        return tl::unexpected(time.error());
    }
    profile.timeWait = *time;
    profile.timeWaitZero = *time == Duration{0};
    return {};
}

inline std::string writeTimeWait(const Profile& profile)
{
    return profile.timeWait == Duration{0} && !profile.timeWaitZero ? "2 msl"
                                                                    : writeDuration(profile.timeWait);
}

inline Read<void> readWindowScale(Profile& profile, std::string_view text)
{
    if (trimmed(text) == "off") {
        profile.windowScale = noWindowScale;
        return {};
    }
    const Read<std::uint64_t> shift = readCount(text, 0, 14); // RFC 7323 §2.2: "must not exceed 14"
    if (!shift)
        return tl::unexpected(Misread{.kind = shift.error().kind, .expected = "off, 0 … 14"});
    profile.windowScale = static_cast<std::uint32_t>(*shift);
    return {};
}

inline std::string writeWindowScale(const Profile& profile)
{
    return profile.windowScale == noWindowScale ? "off" : std::to_string(profile.windowScale);
}

inline constexpr std::array algorithms{CongestionAlgorithm::None, CongestionAlgorithm::Tahoe,
                                       CongestionAlgorithm::Reno, CongestionAlgorithm::NewReno,
                                       CongestionAlgorithm::Cubic};

inline Read<void> readCongestionControl(Profile& profile, std::string_view text)
{
    std::string names;
    for (const CongestionAlgorithm algorithm : algorithms) {
        if (trimmed(text) == nameOf(algorithm)) {
            profile.congestionControl = algorithm;
            return {};
        }
        names += std::string(names.empty() ? "" : ", ") + nameOf(algorithm);
    }
    return tl::unexpected(Misread{.kind = Misread::Kind::UnknownName, .expected = names});
}

inline std::string writeCongestionControl(const Profile& profile)
{
    return nameOf(profile.congestionControl);
}

inline Read<void> readOptionOrder(Profile& profile, std::string_view text)
{
    for (const OptionOrder order : {OptionOrder::Linux, OptionOrder::FreeBsd})
        if (trimmed(text) == nameOf(order)) {
            profile.optionOrder = order;
            return {};
        }
    return tl::unexpected(Misread{.kind = Misread::Kind::UnknownName, .expected = "linux, freebsd"});
}

inline std::string writeOptionOrder(const Profile& profile) { return nameOf(profile.optionOrder); }

inline constexpr std::int64_t aDay = longestDuration.ns;

// A row of the table for each kind of member: which member it is stands in the angle brackets.

template <auto member, std::uint64_t least, std::uint64_t most>
constexpr Knob octets(const char* name, const char* meaning, const char* chinese)
{
    return {name,    KnobUnit::Octets, readOctetsInto<member, least, most>, writeNumber<member>,
            meaning, chinese};
}

template <auto member, std::uint64_t least, std::uint64_t most>
constexpr Knob count(const char* name, const char* meaning, const char* chinese)
{
    return {name, KnobUnit::Count, readCountInto<member, least, most>, writeNumber<member>, meaning, chinese};
}

template <auto member, std::uint64_t least, std::uint64_t most>
constexpr Knob segments(const char* name, const char* meaning, const char* chinese)
{
    return {name,   KnobUnit::Segments, readCountInto<member, least, most>, writeNumber<member>, meaning,
            chinese};
}

template <auto member, std::uint64_t least, std::uint64_t most>
constexpr Knob segmentsOrOff(const char* name, const char* meaning, const char* chinese)
{
    return {name, KnobUnit::Segments, readOffInto<member, least, most>, writeOff<member>, meaning, chinese};
}

template <auto member> constexpr Knob truth(const char* name, const char* meaning, const char* chinese)
{
    return {name, KnobUnit::Truth, readTruthInto<member>, writeTruth<member>, meaning, chinese};
}

template <auto member> constexpr Knob time(const char* name, const char* meaning, const char* chinese)
{
    return {name, KnobUnit::Time, readTimeInto<member>, writeTime<member>, meaning, chinese};
}

template <auto member, std::int64_t most>
constexpr Knob timeOrOff(const char* name, const char* meaning, const char* chinese)
{
    return {name, KnobUnit::Time, readTimeOrOffInto<member, most>, writeTimeOrOff<member>, meaning, chinese};
}

} // namespace tcplab::knob_rows
