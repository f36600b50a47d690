// --format pcapng: the blocks of the file, read by a reader of the test's own.
#include "core/segment/packet_bytes.h"
#include "tests/cli/run_cli.h"

#include <gmock/gmock.h>
#include <map>

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct Packet {
    std::uint32_t interface = 0;
    std::uint64_t ns = 0;
    Octets octets{};
    std::vector<std::string> comments{};
    std::uint32_t flags = 0;
};
struct Capture {
    std::string comment;
    std::vector<std::string> interfaces; ///< "client: Client, 10.0.0.1, rfc9293"
    std::vector<Packet> packets;
};

/// Little-endian numbers and padded texts from a file; expects that they are there.
class Reader {
public:
    explicit Reader(std::string_view octets) : m_octets(octets) {}
    bool atEnd() const { return m_octets.empty(); }
    std::uint32_t number(std::size_t octets)
    {
        const std::string taken = text(octets);
        std::uint32_t value = 0;
        for (std::size_t i = taken.size(); i-- > 0;)
            value = value << 8 | static_cast<unsigned char>(taken[i]);
        return value;
    }
    std::string text(std::size_t octets)
    {
        EXPECT_LE(octets, m_octets.size());
        const std::string taken(m_octets.substr(0, octets));
        m_octets.remove_prefix(std::min(octets, m_octets.size()));
        return taken;
    }
    std::string padded(std::size_t octets)
    {
        const std::string taken = text(octets);
        for (const char c : text((4 - octets % 4) % 4))
            EXPECT_EQ(c, '\0');
        return taken;
    }
    std::multimap<std::uint32_t, std::string> options()
    {
        std::multimap<std::uint32_t, std::string> options;
        while (true) {
            const std::uint32_t code = number(2);
            const std::uint32_t length = number(2);
            if (code == 0)
                break;
            options.emplace(code, padded(length));
        }
        EXPECT_TRUE(atEnd());
        return options;
    }

private:
    std::string_view m_octets;
};

std::string only(const std::multimap<std::uint32_t, std::string>& options, std::uint32_t code)
{
    EXPECT_EQ(options.count(code), 1u) << code;
    return options.count(code) == 1 ? options.find(code)->second : "";
}

Capture readCapture(const std::string& file)
{
    Capture capture;
    Reader reader(file);
    for (bool first = true; !reader.atEnd(); first = false) {
        const std::uint32_t type = reader.number(4);
        const std::uint32_t length = reader.number(4);
        EXPECT_EQ(length % 4, 0u);
        const std::string body = reader.text(length - 12);
        EXPECT_EQ(reader.number(4), length);
        EXPECT_EQ(type == 0x0a0d0d0a, first);
        Reader block(body);
        if (type == 0x0a0d0d0a) {
            EXPECT_EQ(block.number(4), 0x1a2b3c4du);
            EXPECT_EQ(block.number(4), 1u); // version 1.0
            EXPECT_EQ(block.text(8), std::string(8, '\xff'));
            const auto options = block.options();
            capture.comment = only(options, 1);
            EXPECT_EQ(only(options, 4), "TCP Lab");
        } else if (type == 1) {
            EXPECT_EQ(block.number(4), 101u); // raw IP
            EXPECT_EQ(block.number(4), 0u);
            const auto options = block.options();
            EXPECT_EQ(only(options, 9), "\x09"); // nanoseconds
            capture.interfaces.push_back(only(options, 2) + ": " + only(options, 1));
        } else {
            EXPECT_EQ(type, 6u);
            Packet packet;
            packet.interface = block.number(4);
            EXPECT_LT(packet.interface, capture.interfaces.size());
            const std::uint64_t high = block.number(4);
            packet.ns = high << 32 | block.number(4);
            const std::uint32_t captured = block.number(4);
            EXPECT_EQ(block.number(4), captured);
            const std::string octets = block.padded(captured);
            packet.octets.assign(octets.begin(), octets.end());
            const auto options = block.options();
            const auto [from, to] = options.equal_range(1);
            for (auto comment = from; comment != to; ++comment)
                packet.comments.push_back(comment->second);
            packet.flags = static_cast<unsigned char>(only(options, 2)[0]);
            capture.packets.push_back(packet);
        }
    }
    return capture;
}

Capture captureOf(std::vector<std::string> words, const std::string& input = {})
{
    words.insert(words.begin(), "run");
    words.insert(words.end(), {"-f", "pcapng"});
    const Outcome outcome = call(words, input);
    EXPECT_EQ(outcome.code, 0) << outcome.error;
    return readCapture(outcome.out);
}

std::vector<std::string> commentsOf(const Capture& capture)
{
    std::vector<std::string> all;
    for (const Packet& packet : capture.packets)
        all.insert(all.end(), packet.comments.begin(), packet.comments.end());
    return all;
}

/// A transfer in which the person does things; steps of [[user]] entries as they are in this run.
std::string byHand(const std::string& user)
{
    return "[client]\nprogram = '''\nconnect server:80\nsend 100\n'''\n"
           "[server]\nprogram = '''\nlisten 80\naccept\nrecv eof\n'''\n" +
           user;
}

TEST(Pcapng, IsReadableForEveryScenarioAndHasNoBadPacketButCorruptedOnes)
{
    forEachScenario([](const std::string& name) {
        for (const bool ipv6 : {false, true}) {
            const Capture capture =
                captureOf(ipv6 ? std::vector<std::string>{name, "--ipv6"} : std::vector{name});
            EXPECT_THAT(capture.interfaces, SizeIs(2));
            std::uint64_t before = 0;
            for (const Packet& packet : capture.packets) {
                EXPECT_LE(before, packet.ns);
                before = packet.ns;
                const PacketRead read = readPacket(packet.octets);
                EXPECT_EQ(read.ip.source.isV6, ipv6);
                const bool isCorrupted = !packet.comments.empty() &&
                                         packet.comments.back().find("wrong checksum") != std::string::npos &&
                                         packet.flags == 1;
                EXPECT_EQ(read.flaw, isCorrupted ? PacketFlaw::TcpChecksum : PacketFlaw::None);
                // Outgoing at its sender, incoming at the other one.
                const bool fromClient = ipAddressText(read.ip.source) == (ipv6 ? "fd00::1" : "10.0.0.1");
                EXPECT_EQ(packet.flags == 2, (packet.interface == 0) == fromClient);
            }
            EXPECT_FALSE(capture.packets.empty());
        }
    });
}

TEST(Pcapng, NamesTheScenarioAndTheInterfaces)
{
    const Capture capture = captureOf({"last-ack-lost"});
    EXPECT_EQ(capture.comment, "The last ACK is lost");
    EXPECT_THAT(capture.interfaces,
                ElementsAre("client: Client, 10.0.0.1, rfc9293", "server: Server, 10.0.0.2, rfc9293"));
    EXPECT_THAT(captureOf({"last-ack-lost", "--lang", "zh", "--ipv6"}).interfaces,
                ElementsAre("client: 客户端, fd00::1, rfc9293", "server: 服务器, fd00::2, rfc9293"));
}

TEST(Pcapng, HasTheAddressesOfTheScenario)
{
    EXPECT_THAT(captureOf({"last-ack-lost", "--set", "server.address=\"192.0.2.7\""}).interfaces,
                Contains("server: Server, 192.0.2.7, rfc9293"));
}

TEST(Pcapng, HasOneInterfaceIfOneIsAskedFor)
{
    const Capture both = captureOf({"last-ack-lost"});
    std::size_t together = 0;
    for (const char* host : {"client", "server"}) {
        const Capture one = captureOf({"last-ack-lost", "--interface", host});
        EXPECT_THAT(one.interfaces, ElementsAre(HasSubstr(host)));
        together += one.packets.size();
        for (const Packet& packet : one.packets)
            EXPECT_EQ(packet.interface, 0u);
    }
    EXPECT_EQ(together, both.packets.size());
    EXPECT_EQ(captureOf({"last-ack-lost", "--interface", "both"}).packets.size(), together);
}

TEST(Pcapng, SaysOfALostPacketWhyAtItsSenderAlone)
{
    const Capture capture = captureOf({"last-ack-lost"});
    std::vector<std::uint32_t> interfaces;
    for (const Packet& packet : capture.packets)
        if (!packet.comments.empty())
            interfaces.push_back(packet.interface);
    EXPECT_THAT(interfaces, ElementsAre(0u));
    EXPECT_THAT(
        commentsOf(capture),
        ElementsAre("ACK seq=1102 ack=5302 len=0 from the client is lost, by rule 1 of the scenario"));
    EXPECT_THAT(commentsOf(captureOf({"last-ack-lost", "--lang", "zh"})), ElementsAre(HasSubstr("丢失")));
}

TEST(Pcapng, SaysOfAPacketWhatSomebodyDidToIt)
{
    const auto comments = [](const std::string& user) { return commentsOf(captureOf({"-"}, byHand(user))); };
    EXPECT_THAT(comments(""), IsEmpty());
    const std::string place = "[[user]]\nstep = 4\nat = \"10 ms\"\n";
    EXPECT_THAT(comments(place + "drop = 1\n"), Contains(HasSubstr("You drop SYN")));
    EXPECT_THAT(comments(place + "drop = 1\n"), Contains(HasSubstr("is lost, by hand")));
    EXPECT_THAT(comments(place + "delay = { segment = 1, by = \"20 ms\" }\n"),
                Contains(HasSubstr("You delay SYN seq")));
    EXPECT_THAT(comments(place + "duplicate = 1\n"), Contains(HasSubstr("You duplicate SYN")));
    EXPECT_THAT(comments(place + "corrupt = 1\n"), Contains(HasSubstr("wrong checksum")));
    EXPECT_THAT(
        comments("[[user]]\nstep = 12\nat = \"1 s\"\ncall = { host = \"client\", line = \"abort\" }\n"),
        Contains(HasSubstr("You make the client call: abort")));
}

TEST(Pcapng, RefusesAnInterfaceThatIsNone)
{
    const Outcome outcome = call({"run", "last-ack-lost", "-f", "pcapng", "--interface", "eth0"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.error, HasSubstr("--interface"));
    EXPECT_THAT(outcome.error, HasSubstr("client"));
}

} // namespace
} // namespace tcplab
