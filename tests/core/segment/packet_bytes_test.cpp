#include "core/segment/packet_bytes.h"

#include "core/base/random.h"

#include <gmock/gmock.h>
#include <string>

namespace tcplab {

void PrintTo(const PacketFlaw& flaw, std::ostream* os) { *os << nameOf(flaw); }

namespace {

using testing::ElementsAreArray;

IpAddress address(const char* text) { return readIpAddress(text).value(); }
const IpHeader v4{
    .source = address("10.0.0.1"), .destination = address("10.0.0.2"), .identification = 0x1234};
const IpHeader v6{.source = address("fd00::2"), .destination = address("fd00::1")};

const Segment syn{
    .sourcePort = 49152,
    .destinationPort = 80,
    .seq = SeqNum{0x01020304},
    .ctl = {.syn = true, .ece = true, .cwr = true},
    .wnd = 65535,
    .options = {.mss = 1460, .windowScale = 7, .sackPermitted = true, .timestamps = true, .tsVal = 100}};
// Made by a script of its own with a checksum of its own; tshark finds them right.
const Octets synPacket{0x45, 0x00, 0x00, 0x3c, 0x12, 0x34, 0x40, 0x00, 0x40, 0x06, 0x14, 0x86,
                       0x0a, 0x00, 0x00, 0x01, 0x0a, 0x00, 0x00, 0x02, 0xc0, 0x00, 0x00, 0x50,
                       0x01, 0x02, 0x03, 0x04, 0x00, 0x00, 0x00, 0x00, 0xa0, 0xc2, 0xff, 0xff,
                       0x6e, 0x83, 0x00, 0x00, 0x02, 0x04, 0x05, 0xb4, 0x04, 0x02, 0x08, 0x0a,
                       0x00, 0x00, 0x00, 0x64, 0x00, 0x00, 0x00, 0x00, 0x01, 0x03, 0x03, 0x07};

const Octets abc{'a', 'b', 'c'};
const Segment urgent{.sourcePort = 80,
                     .destinationPort = 49152,
                     .seq = SeqNum{0xfffffff0},
                     .ack = SeqNum{0x01020305},
                     .ctl = {.psh = true, .ack = true, .urg = true},
                     .ecn = Ecn::Ect0,
                     .up = 3,
                     .wnd = 512,
                     .text = {.length = 3}};
const Octets urgentPacket{0x60, 0x20, 0x00, 0x00, 0x00, 0x17, 0x06, 0x40, 0xfd, 0x00, 0x00, 0x00, 0x00,
                          0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xfd, 0x00,
                          0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                          0x01, 0x00, 0x50, 0xc0, 0x00, 0xff, 0xff, 0xff, 0xf0, 0x01, 0x02, 0x03, 0x05,
                          0x50, 0x38, 0x02, 0x00, 0x2a, 0xf7, 0x00, 0x03, 0x61, 0x62, 0x63};

/// The packet with its IPv4 header checksum made right again.
Octets withIpChecksum(Octets packet)
{
    packet[10] = packet[11] = 0;
    const std::uint16_t sum = internetChecksum({packet.data(), (packet[0] & std::size_t{0xf}) * 4});
    packet[10] = static_cast<std::uint8_t>(sum >> 8);
    packet[11] = static_cast<std::uint8_t>(sum & 0xff);
    return packet;
}

/// Draws numbers: the k-th of this seed.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : m_seed(seed) {}
    std::uint32_t below(std::uint64_t bound)
    {
        return static_cast<std::uint32_t>(drawBelow(bound, m_seed, 0, Purpose{}, m_k++));
    }

private:
    std::uint64_t m_seed;
    std::uint64_t m_k = 0;
};

Segment randomSegment(Numbers& numbers)
{
    const auto coin = [&] { return numbers.below(2) == 0; };
    Segment segment{.sourcePort = static_cast<std::uint16_t>(numbers.below(65536)),
                    .destinationPort = static_cast<std::uint16_t>(numbers.below(65536)),
                    .seq = SeqNum{numbers.below(1ULL << 32)},
                    .ctl = {.syn = coin(),
                            .fin = coin(),
                            .rst = coin(),
                            .psh = coin(),
                            .ack = coin(),
                            .urg = coin(),
                            .ece = coin(),
                            .cwr = coin()},
                    .ecn = static_cast<Ecn>(numbers.below(4)),
                    .wnd = numbers.below(65536),
                    .text = {.length = numbers.below(40)}};
    if (segment.ctl.ack)
        segment.ack = SeqNum{numbers.below(1ULL << 32)};
    if (segment.ctl.urg)
        segment.up = static_cast<std::uint16_t>(numbers.below(65536));
    if (segment.ctl.syn) {
        segment.options.mss = static_cast<std::uint16_t>(coin() ? numbers.below(65536) : 0);
        segment.options.sackPermitted = coin();
        if (coin())
            segment.options.windowScale = static_cast<std::uint8_t>(numbers.below(15));
    } else {
        for (std::uint32_t blocks = numbers.below(4); blocks > 0; --blocks)
            segment.options.sack.add({SeqNum{numbers.below(1ULL << 32)}, SeqNum{numbers.below(1ULL << 32)}});
    }
    if (coin()) {
        segment.options.timestamps = true;
        segment.options.tsVal = numbers.below(1ULL << 32);
        segment.options.tsEcr = numbers.below(1ULL << 32);
    }
    return segment;
}

// Proves MUST-2.
TEST(PacketBytes, AreAnIpv4HeaderATcpHeaderWithOptionsAndRightChecksums)
{
    EXPECT_THAT(packetBytes(v4, syn, {}), ElementsAreArray(synPacket));
}

// Proves MUST-2.
TEST(PacketBytes, AreAnIpv6HeaderWithTheEcnFieldAndTheText)
{
    EXPECT_THAT(packetBytes(v6, urgent, abc), ElementsAreArray(urgentPacket));
}

TEST(PacketBytes, LeaveOutSackBlocksForWhichThereIsNoRoom)
{
    Segment full{.ctl = {.ack = true}, .options = {.timestamps = true}};
    for (int i = 0; i < 4; ++i)
        full.options.sack.add({SeqNum{1}, SeqNum{2}});
    ASSERT_GT(full.options.octets(), mostOptionOctets);
    const PacketRead read = readPacket(packetBytes(v4, full, {}));
    EXPECT_EQ(read.flaw, PacketFlaw::None);
    EXPECT_TRUE(read.segment.options.timestamps);
    EXPECT_TRUE(read.segment.options.sack.empty());
}

TEST(PacketBytes, ReadBackAsTheSegmentTheyWere)
{
    Numbers numbers(1);
    for (int i = 0; i < 2000; ++i) {
        const Segment segment = randomSegment(numbers);
        Octets text(segment.text.length);
        fillPattern(numbers.below(1000), text);
        const IpHeader& ip = i % 2 == 0 ? v4 : v6;
        const Octets octets = packetBytes(ip, segment, text);
        const PacketRead read = readPacket(octets);
        ASSERT_EQ(read.flaw, PacketFlaw::None);
        EXPECT_EQ(read.ip, ip);
        EXPECT_EQ(read.segment, segment);
        EXPECT_THAT(read.text, ElementsAreArray(text));
        EXPECT_FALSE(read.options.malformed());
    }
}

// Proves MUST-3.
TEST(PacketBytes, AreNotMistakenWhenAnyOneBitIsWrong)
{
    const auto noCheckCovers = [](std::size_t at) { // IPv6: class, flow label, hop limit
        return (at >= 1 && at <= 3) || at == 7;
    };
    for (const Octets& right : {synPacket, urgentPacket})
        for (std::size_t bit = 0; bit < right.size() * 8; ++bit) {
            if (right[0] >> 4 == 6 && (noCheckCovers(bit / 8) || bit < 8))
                continue;
            Octets wrong = right;
            wrong[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
            EXPECT_NE(readPacket(wrong).flaw, PacketFlaw::None) << "bit " << bit;
        }
}

TEST(CorruptOneBit, MakesTheTcpChecksumWrongAndNothingElse)
{
    for (const auto& [right, segment] : {std::pair{synPacket, syn}, std::pair{urgentPacket, urgent}}) {
        Octets wrong = right;
        corruptOneBit(wrong, segment);
        const PacketRead read = readPacket(wrong);
        EXPECT_EQ(read.flaw, PacketFlaw::TcpChecksum);
        EXPECT_EQ(read.segment, segment);
    }
}

TEST(ReadPacket, SaysThatOctetsAreMissing)
{
    for (const Octets& whole : {synPacket, urgentPacket})
        for (std::size_t length = 0; length < whole.size(); ++length)
            EXPECT_EQ(readPacket({whole.data(), length}).flaw, PacketFlaw::Truncated) << length;
}

TEST(ReadPacket, TakesWhatFollowsThePacketForPadding)
{
    for (Octets padded : {synPacket, urgentPacket}) {
        const Segment segment = readPacket(padded).segment;
        padded.insert(padded.end(), 7, 0xff);
        EXPECT_EQ(readPacket(padded).flaw, PacketFlaw::None);
        EXPECT_EQ(readPacket(padded).segment, segment);
    }
}

TEST(ReadPacket, NamesTheFlawOfTheIpHeader)
{
    const auto flawWith = [](std::size_t at, std::uint8_t octet, Octets packet = synPacket) {
        packet[at] = octet;
        return readPacket(packet[0] >> 4 == 4 ? withIpChecksum(packet) : packet).flaw;
    };
    EXPECT_EQ(readPacket({}).flaw, PacketFlaw::Truncated);
    EXPECT_EQ(readPacket(Octets(60, 0x55)).flaw, PacketFlaw::NoIp);
    EXPECT_EQ(flawWith(0, 0x44), PacketFlaw::BadHeaderLength);
    EXPECT_EQ(flawWith(3, 19), PacketFlaw::BadHeaderLength);
    EXPECT_EQ(flawWith(2, 1), PacketFlaw::Truncated);
    EXPECT_EQ(flawWith(6, 0x20), PacketFlaw::Fragment); // more to come
    EXPECT_EQ(flawWith(7, 1), PacketFlaw::Fragment);    // the second one
    EXPECT_EQ(flawWith(9, 17), PacketFlaw::NotTcp);
    EXPECT_EQ(flawWith(6, 17, urgentPacket), PacketFlaw::NotTcp);
    EXPECT_EQ(flawWith(6, 44, urgentPacket), PacketFlaw::Fragment);
    Octets wrong = synPacket;
    wrong[8] = 1; // a hop nobody has counted
    EXPECT_EQ(readPacket(wrong).flaw, PacketFlaw::IpChecksum);
}

TEST(ReadPacket, PassesOverOptionsOfIpv4AndExtensionHeadersOfIpv6)
{
    Octets options = synPacket;
    options.insert(options.begin() + 20, {1, 1, 1, 0});
    options[0] = 0x46;
    options[3] += 4;
    EXPECT_EQ(readPacket(withIpChecksum(options)).flaw, PacketFlaw::None);
    EXPECT_EQ(readPacket(withIpChecksum(options)).segment, syn);

    Octets extended = urgentPacket;
    extended.insert(extended.begin() + 40, {6, 0, 1, 4, 0, 0, 0, 0}); // TCP follows; one option of padding
    extended[6] = 0;                                                  // Hop-by-Hop Options
    extended[5] += 8;
    EXPECT_EQ(readPacket(extended).flaw, PacketFlaw::None);
    EXPECT_EQ(readPacket(extended).segment, urgent);
    extended[41] = 200; // longer than the packet
    EXPECT_EQ(readPacket(extended).flaw, PacketFlaw::BadHeaderLength);
}

TEST(ReadPacket, RefusesADataOffsetThatCannotBe)
{
    for (const unsigned words : {0u, 4u, 11u, 15u}) {
        Octets packet = synPacket;
        packet[32] = static_cast<std::uint8_t>(words << 4);
        EXPECT_EQ(readPacket(packet).flaw, PacketFlaw::BadDataOffset) << words;
    }
}

TEST(ReadPacket, TakesAnyOctetsWithoutHarm)
{
    Numbers numbers(2);
    std::array<int, 9> seen{};
    for (int i = 0; i < 100'000; ++i) {
        Octets octets = i % 2 == 0 ? synPacket : urgentPacket;
        octets.resize(numbers.below(octets.size() + 1));
        for (std::uint32_t changes = numbers.below(4); changes > 0 && !octets.empty(); --changes)
            octets[numbers.below(octets.size())] = static_cast<std::uint8_t>(numbers.below(256));
        if (octets.size() >= 20 && octets[0] == 0x45)
            octets = withIpChecksum(octets); // or hardly any would come further
        const PacketRead read = readPacket(octets);
        EXPECT_LE(read.text.size(), octets.size());
        ++seen[static_cast<std::size_t>(read.flaw)];
    }
    for (const PacketFlaw flaw : {PacketFlaw::None, PacketFlaw::Truncated, PacketFlaw::NoIp,
                                  PacketFlaw::BadDataOffset, PacketFlaw::TcpChecksum})
        EXPECT_NE(seen[static_cast<std::size_t>(flaw)], 0) << nameOf(flaw);
}

TEST(Pattern, TellsAtEachLineWhereInTheStreamItStands)
{
    const auto text = [](std::uint64_t offset, std::size_t length) {
        Octets octets(length);
        fillPattern(offset, octets);
        return std::string(octets.begin(), octets.end());
    };
    EXPECT_EQ(text(0, 40), "000000000000000\n000000000000016\n00000000");
    EXPECT_EQ(text(1'000'000, 16), "000000001000000\n");
    std::string whole = text(5'000'000'000, 100);
    for (std::uint64_t cut = 0; cut <= 100; ++cut)
        EXPECT_EQ(text(5'000'000'000, cut) + text(5'000'000'000 + cut, 100 - cut), whole);
}

} // namespace
} // namespace tcplab
