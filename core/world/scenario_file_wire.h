/// The keys of [network] that each direction of the wire has for itself: one table for reading, checking and
/// writing. Private to scenario_file_*.cpp.
#pragma once
#include "core/world/scenario_file_parts.h"

namespace tcplab {

/// What a key is a part of: a key of something that is not chosen is a contradiction.
enum class PartOf : std::uint8_t { Wire, Red, Codel, StepMarking, Bernoulli, GilbertElliott };

struct WireKey {
    std::string_view name;
    PartOf part;
    Wanted wanted;
    Read<void> (*read)(LinkSettings&, std::string_view text);
    std::string (*write)(const LinkSettings&);
    const char* meaning; ///< one line
    const char* meaningChinese;
};

std::span<const WireKey> wireKeys();

/// [3, 7, "10..12"], or one of these: which segments are lost, in any order.
void readLossList(const TomlNode& node, LinkSettings& link, Complaints& complaints);
std::string writeLossList(const LinkSettings& link);

} // namespace tcplab
