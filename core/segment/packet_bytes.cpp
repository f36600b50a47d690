#include "core/segment/packet_bytes.h"

#include <algorithm>
#include <arpa/inet.h>

namespace tcplab {
namespace {

constexpr std::size_t ipv4HeaderOctets = 20;
constexpr std::size_t tcpHeaderOctets = 20;
constexpr std::size_t checksumAt = 16; ///< in the TCP header
constexpr std::uint8_t dontFragment = 0x40;

/// Sums 16-bit words; an odd octet at the end counts as if a zero followed.
class ChecksumSum {
public:
    void add(std::span<const std::uint8_t> octets)
    {
        for (std::size_t i = 0; i + 1 < octets.size(); i += 2)
            m_sum += static_cast<std::uint32_t>(octets[i] << 8 | octets[i + 1]);
        if (octets.size() % 2 != 0)
            m_sum += static_cast<std::uint32_t>(octets.back() << 8);
    }
    void add(std::uint32_t number) { m_sum += (number >> 16) + (number & 0xffff); }
    std::uint16_t complement() const
    {
        std::uint64_t folded = m_sum;
        while (folded >> 16 != 0)
            folded = (folded & 0xffff) + (folded >> 16);
        return static_cast<std::uint16_t>(~folded & 0xffff);
    }

private:
    std::uint64_t m_sum = 0;
};

void put8(Octets& octets, std::uint32_t value) { octets.push_back(static_cast<std::uint8_t>(value & 0xff)); }
void put16(Octets& octets, std::uint32_t value)
{
    put8(octets, value >> 8);
    put8(octets, value);
}
void put32(Octets& octets, std::uint32_t value)
{
    put16(octets, value >> 16);
    put16(octets, value);
}
void set16(Octets& octets, std::size_t at, std::uint32_t value)
{
    octets[at] = static_cast<std::uint8_t>(value >> 8);
    octets[at + 1] = static_cast<std::uint8_t>(value & 0xff);
}
std::uint32_t get16(std::span<const std::uint8_t> octets, std::size_t at)
{
    return std::uint32_t{octets[at]} << 8 | octets[at + 1];
}
std::uint32_t get32(std::span<const std::uint8_t> octets, std::size_t at)
{
    return get16(octets, at) << 16 | get16(octets, at + 2);
}

std::span<const std::uint8_t> octetsOf(const IpAddress& address)
{
    return {address.octets.data(), address.isV6 ? std::size_t{16} : std::size_t{4}};
}
void putAddress(Octets& octets, const IpAddress& address)
{
    const auto from = octetsOf(address);
    octets.insert(octets.end(), from.begin(), from.end());
}
IpAddress addressAt(std::span<const std::uint8_t> octets, std::size_t at, bool isV6)
{
    IpAddress address{.isV6 = isV6};
    std::ranges::copy(octets.subspan(at, isV6 ? 16 : 4), address.octets.begin());
    return address;
}

/// RFC 9293 §3.1: with the pseudo header of RFC 791 or RFC 8200 §8.1 before it.
std::uint16_t tcpChecksum(const IpHeader& ip, std::span<const std::uint8_t> tcp)
{
    ChecksumSum sum;
    sum.add(octetsOf(ip.source));
    sum.add(octetsOf(ip.destination));
    sum.add(std::uint32_t{IPPROTO_TCP});
    sum.add(static_cast<std::uint32_t>(tcp.size()));
    sum.add(tcp);
    return sum.complement();
}

void putIpHeader(Octets& octets, const IpHeader& ip, Ecn ecn, std::size_t tcpOctets)
{
    const auto field = static_cast<std::uint32_t>(ecn);
    if (ip.source.isV6) {
        put32(octets, 6u << 28 | field << 20);
        put16(octets, static_cast<std::uint32_t>(tcpOctets));
        put8(octets, IPPROTO_TCP);
        put8(octets, ip.hopLimit);
        putAddress(octets, ip.source);
        putAddress(octets, ip.destination);
        return;
    }
    put8(octets, 4u << 4 | ipv4HeaderOctets / 4);
    put8(octets, field);
    put16(octets, static_cast<std::uint32_t>(ipv4HeaderOctets + tcpOctets));
    put16(octets, ip.identification);
    put8(octets, dontFragment);
    put8(octets, 0);
    put8(octets, ip.hopLimit);
    put8(octets, IPPROTO_TCP);
    put16(octets, 0);
    putAddress(octets, ip.source);
    putAddress(octets, ip.destination);
    set16(octets, 10, internetChecksum({octets.data(), ipv4HeaderOctets}));
}

std::uint32_t flagOctet(Flags ctl)
{
    return (ctl.cwr ? 0x80u : 0u) | (ctl.ece ? 0x40u : 0u) | (ctl.urg ? 0x20u : 0u) | (ctl.ack ? 0x10u : 0u) |
           (ctl.psh ? 0x08u : 0u) | (ctl.rst ? 0x04u : 0u) | (ctl.syn ? 0x02u : 0u) | (ctl.fin ? 0x01u : 0u);
}
Flags flagsOf(std::uint32_t octet)
{
    const auto has = [octet](std::uint32_t bit) { return (octet & bit) != 0; };
    return {.syn = has(0x02),
            .fin = has(0x01),
            .rst = has(0x04),
            .psh = has(0x08),
            .ack = has(0x10),
            .urg = has(0x20),
            .ece = has(0x40),
            .cwr = has(0x80)};
}

/// The TCP part of a packet whose IP header has been read.
PacketFlaw readTcp(std::span<const std::uint8_t> tcp, PacketRead& read)
{
    if (tcp.size() < tcpHeaderOctets)
        return PacketFlaw::Truncated;
    const std::size_t header = std::size_t{tcp[12]} / 16 * 4;
    if (header < tcpHeaderOctets || header > tcp.size())
        return PacketFlaw::BadDataOffset;
    Segment& segment = read.segment;
    segment.sourcePort = static_cast<std::uint16_t>(get16(tcp, 0));
    segment.destinationPort = static_cast<std::uint16_t>(get16(tcp, 2));
    segment.seq = SeqNum{get32(tcp, 4)};
    segment.ctl = flagsOf(tcp[13]);
    if (segment.ctl.ack)
        segment.ack = SeqNum{get32(tcp, 8)};
    segment.wnd = get16(tcp, 14);
    if (segment.ctl.urg)
        segment.up = static_cast<std::uint16_t>(get16(tcp, 18));
    read.options = decodeOptions(tcp.subspan(tcpHeaderOctets, header - tcpHeaderOctets), segment.ctl.syn);
    segment.options = read.options.options;
    read.text = tcp.subspan(header);
    segment.text.length = static_cast<std::uint32_t>(read.text.size());
    return tcpChecksum(read.ip, tcp) == 0 ? PacketFlaw::None : PacketFlaw::TcpChecksum;
}

PacketFlaw readIpv4(std::span<const std::uint8_t> octets, PacketRead& read)
{
    if (octets.size() < ipv4HeaderOctets)
        return PacketFlaw::Truncated;
    const std::size_t header = (octets[0] & std::size_t{0xf}) * 4;
    const std::size_t total = get16(octets, 2);
    if (header < ipv4HeaderOctets || total < header)
        return PacketFlaw::BadHeaderLength;
    if (total > octets.size())
        return PacketFlaw::Truncated;
    read.ip = {.source = addressAt(octets, 12, false),
               .destination = addressAt(octets, 16, false),
               .identification = static_cast<std::uint16_t>(get16(octets, 4)),
               .hopLimit = octets[8]};
    read.segment.ecn = static_cast<Ecn>(octets[1] & 3);
    if (internetChecksum(octets.first(header)) != 0)
        return PacketFlaw::IpChecksum;
    if ((get16(octets, 6) & 0x3fff) != 0) // More Fragments, or an offset
        return PacketFlaw::Fragment;
    if (octets[9] != IPPROTO_TCP)
        return PacketFlaw::NotTcp;
    return readTcp(octets.subspan(header, total - header), read);
}

PacketFlaw readIpv6(std::span<const std::uint8_t> octets, PacketRead& read)
{
    constexpr std::size_t fixedHeader = 40;
    if (octets.size() < fixedHeader)
        return PacketFlaw::Truncated;
    const std::size_t payload = get16(octets, 4);
    if (fixedHeader + payload > octets.size())
        return PacketFlaw::Truncated;
    read.ip = {.source = addressAt(octets, 8, true),
               .destination = addressAt(octets, 24, true),
               .hopLimit = octets[7]};
    read.segment.ecn = static_cast<Ecn>(get16(octets, 0) >> 4 & 3);
    std::span<const std::uint8_t> rest = octets.subspan(fixedHeader, payload);
    std::uint8_t next = octets[6];
    while (next == IPPROTO_HOPOPTS || next == IPPROTO_ROUTING || next == IPPROTO_DSTOPTS) { // RFC 8200 §4
        if (rest.size() < 8)
            return PacketFlaw::Truncated;
        const std::size_t length = (std::size_t{rest[1]} + 1) * 8;
        if (length > rest.size())
            return PacketFlaw::BadHeaderLength;
        next = rest[0];
        rest = rest.subspan(length);
    }
    if (next == IPPROTO_FRAGMENT)
        return PacketFlaw::Fragment;
    return next == IPPROTO_TCP ? readTcp(rest, read) : PacketFlaw::NotTcp;
}

} // namespace

std::optional<IpAddress> readIpAddress(std::string_view text)
{
    const std::string copy(text);
    IpAddress address;
    if (inet_pton(AF_INET, copy.c_str(), address.octets.data()) == 1)
        return address;
    address.isV6 = true;
    if (inet_pton(AF_INET6, copy.c_str(), address.octets.data()) == 1)
        return address;
    return std::nullopt;
}

std::string ipAddressText(const IpAddress& address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(address.isV6 ? AF_INET6 : AF_INET, address.octets.data(), text.data(), text.size());
    return text.data();
}

std::uint16_t internetChecksum(std::span<const std::uint8_t> octets)
{
    ChecksumSum sum;
    sum.add(octets);
    return sum.complement();
}

Octets packetBytes(const IpHeader& ip, const Segment& segment, std::span<const std::uint8_t> text)
{
    Options fitting = segment.options;
    if (fitting.octets() > mostOptionOctets)
        fitting.sack = {};
    const OptionBytes options = encodeOptions(fitting).value_or(OptionBytes{});
    const std::size_t header = tcpHeaderOctets + options.size();
    Octets octets;
    octets.reserve(60 + header + text.size());
    putIpHeader(octets, ip, segment.ecn, header + text.size());
    const std::size_t tcp = octets.size();
    put16(octets, segment.sourcePort);
    put16(octets, segment.destinationPort);
    put32(octets, segment.seq.value());
    put32(octets, segment.ack.value());
    put8(octets, static_cast<std::uint32_t>(header / 4) << 4);
    put8(octets, flagOctet(segment.ctl));
    put16(octets, std::min(segment.wnd, 0xffffu));
    put16(octets, 0);
    put16(octets, segment.up);
    octets.insert(octets.end(), options.octets().begin(), options.octets().end());
    octets.insert(octets.end(), text.begin(), text.end());
    set16(octets, tcp + checksumAt, tcpChecksum(ip, std::span<const std::uint8_t>(octets).subspan(tcp)));
    return octets;
}

void corruptOneBit(Octets& packet, const Segment& segment)
{
    if (segment.text.length != 0)
        packet.back() ^= 1;
    else
        packet[packet.size() - segment.options.octets() - tcpHeaderOctets + checksumAt] ^= 1;
}

PacketRead readPacket(std::span<const std::uint8_t> octets)
{
    PacketRead read;
    if (octets.empty())
        read.flaw = PacketFlaw::Truncated;
    else if (octets[0] >> 4 == 4)
        read.flaw = readIpv4(octets, read);
    else if (octets[0] >> 4 == 6)
        read.flaw = readIpv6(octets, read);
    else
        read.flaw = PacketFlaw::NoIp;
    return read;
}

void fillPattern(std::uint64_t offset, std::span<std::uint8_t> into)
{
    constexpr std::size_t line = 16;
    std::array<std::uint8_t, line> octets{};
    for (std::size_t i = 0; i < into.size(); ++i, ++offset) {
        const std::size_t at = offset % line;
        if (i == 0 || at == 0) {
            std::uint64_t number = offset - at;
            octets[line - 1] = '\n';
            for (std::size_t digit = line - 1; digit-- > 0; number /= 10)
                octets[digit] = static_cast<std::uint8_t>('0' + number % 10);
        }
        into[i] = octets[at];
    }
}

} // namespace tcplab
