/// The one table of a profile's knobs: name, unit, how to read and write each, and what it means.
/// Scenario files, `--set` and the list of knobs all go through it.
#pragma once
#include "core/base/quantity.h"
#include "core/tcp/profile.h"

#include <span>
#include <string>
#include <string_view>

namespace tcplab {

enum class KnobUnit : std::uint8_t { Octets, Segments, Time, Count, Truth, Word };
/// "octets", "segments", "time", "count", "true or false", "word".
const char* nameOf(KnobUnit unit);

struct Knob {
    const char* name; ///< as in a scenario file: "initial_rto"
    KnobUnit unit;
    /// Sets it from what a person writes; leaves the profile alone if that is no such value.
    Read<void> (*read)(Profile&, std::string_view text);
    /// What read() would take to give this value.
    std::string (*write)(const Profile&);
    const char* meaning;        ///< one line, English
    const char* meaningChinese; ///< one line, Simplified Chinese
};

std::span<const Knob> knobs();
/// Nothing if there is none of that name.
const Knob* findKnob(std::string_view name);

} // namespace tcplab
