#include "core/trace/sightings.h"

#include "core/run/run.h"
#include "core/world/scenario_file.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::Each;
using testing::ElementsAre;

/// `client` sends; the server reads to the end. The last lines are faults.
Run runOf(const std::string& client, const std::string& faults = {})
{
    const std::string text =
        "[client]\nprogram = '''\nconnect server:80\n" + client +
        "\nclose\n'''\n[server]\nprogram = '''\nlisten 80\naccept\nrecv eof\nclose\n'''\n" + faults;
    auto scenario = readScenario(text, "test.toml");
    EXPECT_TRUE(scenario.has_value()) << scenario.error().subject << " / " << scenario.error().expected;
    tcplab::Run run(std::make_shared<const Scenario>(std::move(*scenario)));
    run.extendToEnd();
    return run;
}

struct Seen {
    Sighting sighting;
    Octets octets;
};

std::vector<Seen> seenIn(const Trace& trace)
{
    const Addresses addresses = addressesOf(trace.scenario());
    std::vector<Seen> all;
    StreamBytes streams;
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        streams.note(trace, trace.record(n));
        if (const auto sighting = sightingOf(trace, n))
            all.push_back({*sighting, packetOf(trace, *sighting, addresses, streams)});
    }
    return all;
}

/// "client out, server in": where segments with text of the client were seen, "!" where the checksum is wrong.
std::vector<std::string> placesOfText(const Trace& trace)
{
    std::vector<std::string> places;
    for (const Seen& seen : seenIn(trace)) {
        const PacketRead read = readPacket(seen.octets);
        if (read.segment.text.length != 0)
            places.push_back(std::string(nameOf(seen.sighting.at)) +
                             (seen.sighting.outgoing ? " out" : " in") +
                             (read.flaw == PacketFlaw::None          ? ""
                              : read.flaw == PacketFlaw::TcpChecksum ? " !"
                                                                     : " ?"));
    }
    return places;
}

/// What the server received, in the order of its numbers.
std::string textAtServer(const Trace& trace)
{
    std::string text;
    for (const Seen& seen : seenIn(trace)) {
        if (seen.sighting.at != Side::Server || seen.sighting.outgoing)
            continue;
        const std::size_t at = trace.segment(seen.sighting.segment).packet.segment.text.offset;
        const PacketRead read = readPacket(seen.octets);
        text.resize(std::max(text.size(), at + read.text.size()));
        std::copy(read.text.begin(), read.text.end(), text.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return text;
}

TEST(StreamBytes, HoldsOfASendThatWasNotToWaitWhatItTook)
{
    // The send buffer takes ten octets of the first text; the second one follows them.
    auto scenario = readScenario("[client]\nsend_buffer = 10\nprogram = '''\nconnect server:80\n"
                                 "send \"0123456789abcdef\" nowait\nsleep 1 s\nsend \"XYZ\"\nclose\n'''\n"
                                 "[server]\nprogram = '''\nlisten 80\naccept\nrecv eof\nclose\n'''\n",
                                 "test.toml");
    ASSERT_TRUE(scenario) << scenario.error().subject;
    tcplab::Run run(std::make_shared<const Scenario>(std::move(*scenario)));
    run.extendToEnd();
    EXPECT_EQ(textAtServer(run.trace()), "0123456789XYZ");
}

TEST(Sightings, AreTwoOfASegmentThatArrives)
{
    EXPECT_THAT(placesOfText(runOf("send 100").trace()), ElementsAre("client out", "server in"));
}

TEST(Sightings, AreOneAtItsSenderOfASegmentThatIsLost)
{
    EXPECT_THAT(
        placesOfText(runOf("send 100", "[[fault]]\ndrop = { from = \"client\", length = 100 }\n").trace()),
        ElementsAre("client out", "client out", "server in"));
}

TEST(Sightings, OfACorruptSegmentHaveAWrongChecksumAtTheReceiver)
{
    EXPECT_THAT(
        placesOfText(runOf("send 100", "[[fault]]\ncorrupt = { from = \"client\", length = 100 }\n").trace()),
        ElementsAre("client out", "server in !", "client out", "server in"));
}

TEST(Sightings, OfACopyAreAtTheReceiverAloneAndHaveTheIdentificationOfItsOriginal)
{
    const tcplab::Run run = runOf("send 100", "[[fault]]\nduplicate = { from = \"client\", length = 100 }\n");
    EXPECT_THAT(placesOfText(run.trace()), ElementsAre("client out", "server in", "server in"));
    std::vector<std::uint16_t> identifications;
    for (const Seen& seen : seenIn(run.trace()))
        if (const PacketRead read = readPacket(seen.octets); read.segment.text.length != 0)
            identifications.push_back(read.ip.identification);
    EXPECT_THAT(identifications, Each(identifications.front()));
}

TEST(Sightings, AreOneIdentificationForEachEmission)
{
    std::map<std::uint16_t, int> sent;
    for (const Seen& seen : seenIn(runOf("send 10000").trace()))
        if (seen.sighting.outgoing)
            ++sent[readPacket(seen.octets).ip.identification];
    for (const auto& [identification, times] : sent)
        EXPECT_EQ(times, 1) << identification;
}

TEST(Sightings, HaveTheOctetsThatTheProgramGaveAndThePatternWhereItGaveNone)
{
    EXPECT_EQ(textAtServer(runOf("send \"GET /\\r\\n\"\nsend 20\nsend \"\\x00end\"").trace()),
              std::string("GET /\r\n00000000\n00000000000") + std::string("\0end", 4));
}

TEST(Sightings, HaveTheSameOctetsInARetransmission)
{
    const std::string sent = "send 1460\nsend \"abc\"\nsend 1000";
    const std::string lost = "[[fault]]\ndrop = { from = \"client\", length = \"1..\" }\n";
    EXPECT_EQ(textAtServer(runOf(sent, lost).trace()).size(), 2463u);
    EXPECT_EQ(textAtServer(runOf(sent, lost).trace()), textAtServer(runOf(sent).trace()));
}

} // namespace
} // namespace tcplab
