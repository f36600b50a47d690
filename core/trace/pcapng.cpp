#include "core/trace/pcapng.h"

#include <algorithm>

namespace tcplab {
namespace {

enum class BlockType : std::uint32_t { Interface = 1, EnhancedPacket = 6, Section = 0x0a0d0d0a };
enum class Option : std::uint16_t {
    End = 0,
    Comment = 1,
    // What the others mean depends on the block.
    InterfaceName = 2,
    PacketFlags = 2,
    UserApplication = 4,
    TimeResolution = 9,
};
constexpr std::uint32_t linkTypeRaw = 101; ///< IPv4 or IPv6, as the first four bits say
constexpr std::size_t longestOption = 0xffff;

void put16(std::string& block, std::uint32_t value)
{
    block += static_cast<char>(value & 0xff);
    block += static_cast<char>(value >> 8 & 0xff);
}
void put32(std::string& block, std::uint32_t value)
{
    put16(block, value & 0xffff);
    put16(block, value >> 16);
}
void pad(std::string& block)
{
    while (block.size() % 4 != 0)
        block += '\0';
}

void putOption(std::string& block, Option option, std::string_view value)
{
    if (value.empty())
        return;
    value = value.substr(0, longestOption);
    put16(block, static_cast<std::uint32_t>(option));
    put16(block, static_cast<std::uint32_t>(value.size()));
    block += value;
    pad(block);
}

/// Body and options with type, length and length again around them.
std::string wrapped(BlockType type, std::string body)
{
    put32(body, static_cast<std::uint32_t>(Option::End));
    const auto length = static_cast<std::uint32_t>(body.size() + 12);
    std::string block;
    block.reserve(length);
    put32(block, static_cast<std::uint32_t>(type));
    put32(block, length);
    block += body;
    put32(block, length);
    return block;
}

} // namespace

std::string pcapngSection(std::string_view application, std::string_view comment)
{
    std::string body;
    put32(body, 0x1a2b3c4d); // byte order
    put16(body, 1);          // version 1.0
    put16(body, 0);
    put32(body, 0xffff'ffff); // length of the section: not said
    put32(body, 0xffff'ffff);
    putOption(body, Option::Comment, comment);
    putOption(body, Option::UserApplication, application);
    return wrapped(BlockType::Section, std::move(body));
}

std::string pcapngInterface(std::string_view name, std::string_view comment)
{
    std::string body;
    put16(body, linkTypeRaw);
    put16(body, 0);
    put32(body, 0); // packets are never cut short
    putOption(body, Option::Comment, comment);
    putOption(body, Option::InterfaceName, name);
    putOption(body, Option::TimeResolution, "\x09"); // 10⁻⁹ s
    return wrapped(BlockType::Interface, std::move(body));
}

std::string pcapngPacket(const PcapngPacket& packet, std::span<const std::uint8_t> octets)
{
    const auto time = static_cast<std::uint64_t>(packet.at.ns);
    const auto length = static_cast<std::uint32_t>(octets.size());
    std::string body;
    body.reserve(octets.size() + 64);
    put32(body, packet.interface);
    put32(body, static_cast<std::uint32_t>(time >> 32));
    put32(body, static_cast<std::uint32_t>(time & 0xffff'ffff));
    put32(body, length);
    put32(body, length);
    body.append(octets.begin(), octets.end());
    pad(body);
    for (const std::string& comment : packet.comments)
        putOption(body, Option::Comment, comment);
    std::string flags;
    put32(flags, packet.outgoing ? 2 : 1); // 01: inbound, 10: outbound
    putOption(body, Option::PacketFlags, flags);
    return wrapped(BlockType::EnhancedPacket, std::move(body));
}

} // namespace tcplab
