/// A segment as the octets of a real packet, and back: IPv4 (RFC 791) or IPv6 (RFC 8200) around TCP
/// (RFC 9293 §3.1), with right checksums.
#pragma once
#include "core/segment/option_bytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

using Octets = std::vector<std::uint8_t>;

struct IpAddress {
    std::array<std::uint8_t, 16> octets{}; ///< IPv4: the first four, the others zero
    bool isV6 = false;
    friend bool operator==(const IpAddress&, const IpAddress&) = default;
};
/// "10.0.0.1", "fd00::1"; nothing if it is neither.
std::optional<IpAddress> readIpAddress(std::string_view text);
std::string ipAddressText(const IpAddress& address);

/// What the IP header says beside the segment. Both addresses are of one version.
struct IpHeader {
    IpAddress source{};
    IpAddress destination{};
    std::uint16_t identification = 0; ///< IPv4; IPv6 has none
    std::uint8_t hopLimit = 64;
    friend bool operator==(const IpHeader&, const IpHeader&) = default;
};

/// The whole packet; `text` are the octets that segment.text names, as many. The ECN field is the segment's, IPv4
/// packets are not to be fragmented. SACK blocks for which there is no room are left out.
Octets packetBytes(const IpHeader& ip, const Segment& segment, std::span<const std::uint8_t> text);
/// Changes one bit as a bad wire would, so that the TCP checksum is wrong: in the last octet of the text, or in the
/// checksum itself where there is none.
void corruptOneBit(Octets& packet, const Segment& segment);

/// What is wrong with octets that were to be a TCP packet. The first flaw found is named; what lies before it in
/// this list has been read.
enum class PacketFlaw : std::uint8_t {
    None,
    Truncated,       ///< fewer octets than the header, or the length it names
    NoIp,            ///< neither version 4 nor 6
    BadHeaderLength, ///< IHL or a length that cannot hold the header
    IpChecksum,
    Fragment,      ///< one of several
    NotTcp,        ///< another protocol, or an extension header that is not known
    BadDataOffset, ///< less than 5 words, or more than there are (MUST-64 does not save it)
    TcpChecksum,   ///< the segment can be read, and must be dropped (MUST-3)
};
constexpr const char* nameOf(PacketFlaw flaw)
{
    constexpr std::array names{"",         "truncated", "no IP",           "bad header length", "IP checksum",
                               "fragment", "not TCP",   "bad data offset", "TCP checksum"};
    return names[static_cast<std::size_t>(flaw)];
}

struct PacketRead {
    PacketFlaw flaw = PacketFlaw::None;
    IpHeader ip{};
    Segment segment{};                    ///< text.length is how much there is; it belongs to no stream
    DecodedOptions options{};             ///< segment.options, and what is to be said about them
    std::span<const std::uint8_t> text{}; ///< lies in what was read
};
/// Reads octets that may be anything. What follows the length that IP names is padding.
PacketRead readPacket(std::span<const std::uint8_t> octets);

/// RFC 1071: the complement of the ones' complement sum, as it stands in a header; 0 over what has a right one.
std::uint16_t internetChecksum(std::span<const std::uint8_t> octets);

/// Octets `offset` and following of a stream whose sender did not say which: lines of sixteen, each with the offset
/// at which it begins, in decimal.
void fillPattern(std::uint64_t offset, std::span<std::uint8_t> into);

} // namespace tcplab
