/// The blocks of a pcapng file (draft-ietf-opsawg-pcapng), little-endian, as octets to write one behind the other.
#pragma once
#include "core/base/time.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// Begins the file. Texts are UTF-8; an empty one is left out, here and below.
std::string pcapngSection(std::string_view application, std::string_view comment);
/// An interface of raw IP packets, times in nanoseconds; they are numbered from 0 in the order of their blocks.
std::string pcapngInterface(std::string_view name, std::string_view comment);

struct PcapngPacket {
    std::uint32_t interface = 0;
    Instant at{};
    bool outgoing = false;
    std::vector<std::string> comments{};
};
std::string pcapngPacket(const PcapngPacket& packet, std::span<const std::uint8_t> octets);

} // namespace tcplab
