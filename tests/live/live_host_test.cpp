#include "core/world/invariants.h"
#include "core/world/scenario_file.h"
#include "tests/live/two_live_hosts.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab::live {
namespace {

using testing::ElementsAre;
using enum ConnectionState;

Scenario badWire(Duration delay)
{
    Scenario scenario = plainScenario();
    for (LinkSettings& link : scenario.links) {
        link.delay = delay;
        link.jitter = delay / 2;
        link.loss = Probability{20'000'000};
        link.duplicate = Probability{10'000'000};
        link.reorder = Probability{20'000'000};
        link.corrupt = Probability{10'000'000};
    }
    for (HostSettings& host : scenario.hosts)
        host.profile = linuxProfile();
    return scenario;
}

/// The client sends `octets`; what the server's application sends back goes into `back`.
void transfer(TwoLiveHosts& hosts, const OctetFile& file, const OctetFile& back)
{
    hosts.clientSettings.service = {
        .service = Service::Transfer, .input = file.descriptor(), .output = back.descriptor()};
    hosts.start();
    hosts.run();
}

TEST(LiveHost, BringsEveryOctetThereAndBackOverABadWire)
{
    for (const Duration delay : {Duration{}, milliseconds(20)}) {
        const Octets octets = anyOctets(600'000, 7);
        TwoLiveHosts hosts{.scenario = badWire(delay)};
        hosts.serverSettings.service.service = Service::Echo;
        const OctetFile file(octets);
        const OctetFile back;
        transfer(hosts, file, back);
        EXPECT_TRUE(back.octets() == octets);
        ASSERT_EQ(hosts.server.reports.size(), 1u);
        EXPECT_EQ(hosts.serverReport().octetsIn, octets.size());
        EXPECT_EQ(hosts.serverReport().octetsOut, octets.size());
        const Counts& counts = hosts.server.host->counts();
        EXPECT_GT(counts.dropped[0], 0u);
        EXPECT_GT(counts.dropped[1], 0u);
        EXPECT_GT(counts.duplicated[1], 0u);
        EXPECT_GT(counts.badChecksum, 0u) << "what the client's wire corrupts reaches the server's host";
        EXPECT_GT(counts.retransmissions, 0u);
    }
}

TEST(LiveHost, KeepsNoOctetsOfWhatIsOver)
{
    TwoLiveHosts hosts{.scenario = badWire(milliseconds(1))};
    hosts.serverSettings.service.service = Service::Discard;
    const OctetFile file(anyOctets(100'000, 8));
    const OctetFile back;
    transfer(hosts, file, back);
    EXPECT_EQ(hosts.server.host->keptOctets(), 0u);
    EXPECT_EQ(hosts.client.host->keptOctets(), 0u);
}

TEST(LiveHost, NeverKeepsMuchMoreThanBuffersHold)
{
    TwoLiveHosts hosts{.scenario = badWire(milliseconds(5))};
    hosts.serverSettings.service.service = Service::Echo;
    const OctetFile file(anyOctets(3'000'000, 9));
    const OctetFile back;
    hosts.clientSettings.service = {
        .service = Service::Transfer, .input = file.descriptor(), .output = back.descriptor()};
    hosts.start();
    std::size_t most = 0;
    for (int i = 1; i < 400; ++i) {
        hosts.run(Instant{} + milliseconds(20) * i);
        most = std::max(most, hosts.server.host->keptOctets());
    }
    EXPECT_GT(most, 0u);
    // The send buffer of profile linux is 2 MiB; what flies is counted with its own octets.
    EXPECT_LT(most, std::size_t{6} << 20);
}

TEST(LiveHost, TextThatComesBeforeTheHandshakesAckLiesInItsPlace)
{
    Scenario scenario = plainScenario();
    for (LinkSettings& link : scenario.links)
        link.delay = milliseconds(50); // all of the first window flies before the third segment arrives
    const Octets octets = anyOctets(40'000, 10);
    TwoLiveHosts hosts{.scenario = scenario};
    hosts.serverSettings.service.service = Service::Echo;
    const OctetFile file(octets);
    const OctetFile back;
    transfer(hosts, file, back);
    EXPECT_TRUE(back.octets() == octets);
}

TEST(LiveHost, PeerThatClosesFirstIsFollowed)
{
    TwoLiveHosts hosts;
    hosts.serverSettings.service.service = Service::Echo;
    const OctetFile file(anyOctets(1000, 1));
    const OctetFile back;
    transfer(hosts, file, back);
    EXPECT_THAT(hosts.serverReport().story.path,
                ElementsAre(SynReceived, Established, CloseWait, LastAck, Closed));
    EXPECT_THAT(hosts.clientReport().story.path,
                ElementsAre(SynSent, Established, FinWait1, FinWait2, TimeWait));
    EXPECT_EQ(hosts.serverReport().story.localPort, 80);
    EXPECT_EQ(hosts.serverReport().story.remotePort, 50000);
}

TEST(LiveHost, HalfCloseStillHearsThePeer)
{
    TwoLiveHosts hosts;
    const Octets ours = anyOctets(5000, 2);
    const Octets theirs = anyOctets(90'000, 3);
    const OctetFile sent(ours);
    const OctetFile answer(theirs);
    const OctetFile got;
    const OctetFile back;
    // The server answers with a file of its own, and closes when that is sent and the client has closed.
    hosts.serverSettings.service = {.service = Service::Transfer,
                                    .close = CloseWhen::AfterEof,
                                    .input = answer.descriptor(),
                                    .output = got.descriptor()};
    transfer(hosts, sent, back);
    EXPECT_TRUE(got.octets() == ours);
    EXPECT_TRUE(back.octets() == theirs);
    EXPECT_THAT(hosts.clientReport().story.path,
                ElementsAre(SynSent, Established, FinWait1, FinWait2, TimeWait));
}

TEST(LiveHost, ServerThatClosesFirstWaitsInTimeWait)
{
    TwoLiveHosts hosts;
    hosts.serverSettings.service = {.service = Service::Discard, .close = CloseWhen::AfterSend};
    hosts.clientSettings.service = {.service = Service::Echo, .close = CloseWhen::AfterEof};
    hosts.start();
    hosts.run(Instant{} + seconds(5));
    EXPECT_THAT(hosts.serverReport().story.path,
                ElementsAre(SynReceived, Established, FinWait1, FinWait2, TimeWait));
    EXPECT_THAT(hosts.clientReport().story.path,
                ElementsAre(SynSent, Established, CloseWait, LastAck, Closed));
}

TEST(LiveHost, BothCloseAtOnceAndPassThroughClosing)
{
    TwoLiveHosts hosts;
    for (LinkSettings& link : hosts.scenario.links)
        link.delay = milliseconds(100);
    hosts.serverSettings.service = {.service = Service::Discard, .close = CloseWhen::AfterSend};
    hosts.clientSettings.service = hosts.serverSettings.service;
    hosts.start();
    hosts.run(Instant{} + seconds(5));
    EXPECT_THAT(hosts.serverReport().story.path,
                ElementsAre(SynReceived, Established, FinWait1, Closing, TimeWait));
    EXPECT_THAT(hosts.clientReport().story.path,
                ElementsAre(SynSent, Established, FinWait1, Closing, TimeWait));
}

TEST(LiveHost, AbortResetsThePeer)
{
    TwoLiveHosts hosts;
    hosts.serverSettings.service = {.service = Service::Discard, .close = CloseWhen::Abort};
    hosts.clientSettings.service = {.service = Service::Echo, .close = CloseWhen::AfterEof};
    hosts.start();
    hosts.run();
    EXPECT_THAT(hosts.serverReport().story.path, ElementsAre(SynReceived, Established, Closed));
    EXPECT_THAT(hosts.clientReport().story.path, ElementsAre(SynSent, Established, Closed));
    EXPECT_EQ(hosts.clientReport().error, Errno::ConnReset);
    EXPECT_TRUE(hosts.client.application->hasFailed());
}

TEST(LiveHost, NobodyListensAndConnectIsRefused)
{
    TwoLiveHosts hosts;
    hosts.serverSettings.listenPort = 81;
    hosts.start();
    hosts.run();
    EXPECT_EQ(hosts.client.application->error(), Errno::ConnRefused);
    EXPECT_TRUE(hosts.client.application->isDone());
}

TEST(LiveHost, ConnectionsAtATimeKeepTheirOctetsApart)
{
    TwoLiveHosts hosts;
    hosts.clientSettings.connectPort = 81; // refused: the calls are made by hand
    hosts.start();
    LiveHost& client = *hosts.client.host;
    constexpr std::array<std::uint16_t, 2> ports{50001, 50002};
    for (const std::uint16_t port : ports)
        client.call({.call = Call::Connect, .as = std::to_string(port), .port = 80, .fromPort = port},
                    hosts.now);
    hosts.run();
    for (const std::uint16_t port : ports) {
        const ConnectionId conn = *latestBetween(client.host(), port, 80);
        const Octets ours = anyOctets(1000, port);
        client.give(conn, ours);
        client.call({.call = Call::Send, .socket = std::to_string(port), .octets = 1000}, hosts.now);
        hosts.run();
        client.call({.call = Call::Recv, .socket = std::to_string(port), .octets = 1000}, hosts.now);
        hosts.run();
        ASSERT_EQ(findConnection(client.host(), conn)->tcb.delivered, 1000u);
        EXPECT_TRUE(client.take(conn, 1000) == ours);
    }
}

TEST(LiveHost, StopResetsWhatIsOpen)
{
    TwoLiveHosts hosts;
    hosts.serverSettings.service.service = Service::Echo;
    hosts.clientSettings.service = {.service = Service::Echo};
    hosts.start();
    hosts.run();
    EXPECT_TRUE(hosts.server.reports.empty());
    hosts.server.application->stop(hosts.now);
    hosts.run();
    EXPECT_TRUE(hosts.server.application->isDone());
    EXPECT_EQ(hosts.clientReport().error, Errno::ConnReset);
}

TEST(LiveHost, SimultaneousOpenNeedsNoListener)
{
    TwoLiveHosts hosts;
    for (LinkSettings& link : hosts.scenario.links)
        link.delay = milliseconds(100);
    hosts.serverSettings = {
        .service = {.service = Service::Echo}, .connectPort = 50000, .fromPort = 80, .mostConnections = 1};
    hosts.clientSettings.service = {.service = Service::Discard, .close = CloseWhen::AfterSend};
    hosts.start();
    hosts.run(Instant{} + seconds(5));
    EXPECT_THAT(hosts.serverReport().story.path,
                ElementsAre(SynSent, SynReceived, Established, CloseWait, LastAck, Closed));
}

TEST(LiveHost, ScenariosProgramRunsAndItsOctetsAreItsOwn)
{
    const auto read = readScenario(R"([network]
delay = "0 s"
[server]
program = """
listen 80
accept
send "hello"
send 40
recv eof
close
"""
)",
                                   "program.toml");
    ASSERT_TRUE(read);
    TwoLiveHosts hosts{.scenario = *read};
    hosts.serverSettings.service.service = Service::Program;
    const OctetFile nothing;
    const OctetFile back;
    transfer(hosts, nothing, back);
    const Octets got = back.octets();
    EXPECT_EQ(std::string(got.begin(), got.end()), "hello0000000000\n000000000000016\n0000000000000");
    EXPECT_THAT(hosts.serverReport().story.path,
                ElementsAre(SynReceived, Established, CloseWait, LastAck, Closed));
}

TEST(LiveHost, ForeignAndBrokenPacketsDoNotReachIt)
{
    TwoLiveHosts hosts;
    hosts.start();
    LiveHost& host = *hosts.server.host;
    const std::uint64_t before = host.counts().fromKernel;
    const Addresses addresses = host.addresses();
    const Segment syn{.sourcePort = 1000, .destinationPort = 80, .ctl = {.syn = true}};
    const IpHeader right{.source = addresses[0], .destination = addresses[1]};
    const IpHeader stranger{.source = *readIpAddress("10.0.0.7"), .destination = addresses[1]};
    Octets wrong = packetBytes(right, syn, {});
    corruptOneBit(wrong, syn);
    host.arrives(packetBytes(stranger, syn, {}), hosts.now);
    host.arrives(wrong, hosts.now);
    host.arrives(Octets{0x45, 0}, hosts.now);
    EXPECT_EQ(host.counts().fromKernel, before);
    EXPECT_EQ(host.counts().foreign, 1u);
    EXPECT_EQ(host.counts().badChecksum, 1u);
    EXPECT_EQ(host.counts().malformed, 1u);
    host.arrives(packetBytes(right, syn, {}), hosts.now);
    EXPECT_EQ(host.counts().fromKernel, before + 1);
}

// Proves MUST-7.
TEST(LiveHost, ASegmentWithAnIllegalOptionLengthIsTakenAndCounted)
{
    TwoLiveHosts hosts;
    hosts.start();
    LiveHost& host = *hosts.server.host;
    const Addresses addresses = host.addresses();
    Segment syn{.sourcePort = 1000, .destinationPort = 80, .ctl = {.syn = true}};
    syn.options.mss = 1000;
    Octets packet = packetBytes({.source = addresses[0], .destination = addresses[1]}, syn, {});
    constexpr std::size_t checksum = 36; // of IPv4 and TCP without options before it
    constexpr std::size_t length = 41;   // of the MSS option
    ASSERT_EQ(packet.at(length), 4);
    packet[length] = 0;
    std::uint32_t sum =
        (std::uint32_t{packet[checksum]} << 8 | packet[checksum + 1]) + 4; // RFC 1624: four less
    sum = (sum & 0xffff) + (sum >> 16);
    packet[checksum] = static_cast<std::uint8_t>(sum >> 8);
    packet[checksum + 1] = static_cast<std::uint8_t>(sum);
    const std::uint64_t before = host.counts().fromKernel;
    host.arrives(packet, hosts.now);
    EXPECT_EQ(host.counts().badChecksum, 0u);
    EXPECT_EQ(host.counts().fromKernel, before + 1);
    EXPECT_EQ(host.counts().badOptions, 1u);
}

TEST(LiveHost, WatcherSeesBothInterfaces)
{
    TwoLiveHosts hosts{.scenario = badWire(milliseconds(10))};
    hosts.serverSettings.service.service = Service::Echo;
    const Octets octets = anyOctets(60'000, 4);
    const OctetFile file(octets);
    const OctetFile back;
    hosts.clientSettings.service = {
        .service = Service::Transfer, .input = file.descriptor(), .output = back.descriptor()};
    hosts.start();
    std::array<std::array<std::uint64_t, 2>, 2> seen{}; // by interface; in, out
    std::uint64_t corrupted = 0;
    std::uint64_t doomed = 0;
    hosts.server.host->watch([&](const Passing& passing) {
        ++seen[indexOf(passing.at)][passing.outgoing ? 1 : 0];
        const PacketRead read = readPacket(passing.octets);
        EXPECT_TRUE(read.flaw == PacketFlaw::None || read.flaw == PacketFlaw::TcpChecksum);
        corrupted += read.flaw == PacketFlaw::TcpChecksum ? 1u : 0u;
        doomed += passing.fate != DropReason::None && passing.outgoing ? 1u : 0u;
    });
    hosts.run();
    EXPECT_TRUE(back.octets() == octets);
    EXPECT_GT(corrupted, 0u);
    EXPECT_GT(doomed, 0u);
    const Counts& counts = hosts.server.host->counts();
    EXPECT_EQ(seen[0][1], counts.fromKernel); // the client's wire has taken what is missing
    EXPECT_EQ(seen[0][0], counts.toKernel);
    EXPECT_EQ(seen[1][1], counts.sent);
}

/// What one end does not know of the other's cannot be asked: of a real peer there is no TCB.
bool concernsBoth(Invariant what)
{
    return what == Invariant::ReadWasSent || what == Invariant::EndsAgree ||
           what == Invariant::SameIncarnation;
}

TEST(LiveHost, RunThatWasKeptReplaysWithoutThePeer)
{
    TwoLiveHosts hosts{.scenario = badWire(milliseconds(10)), .keepsRuns = true};
    hosts.serverSettings.service.service = Service::Echo;
    const OctetFile file(anyOctets(40'000, 5));
    const OctetFile back;
    transfer(hosts, file, back);
    tcplab::Run& run = *hosts.server.run;
    run.end(EndReason::Until);
    for (std::uint64_t step = 0; step <= run.trace().stepCount(); step += 37)
        for (const Violation& violation : checkInvariants(run.worldAt(step)))
            EXPECT_TRUE(concernsBoth(violation.what)) << nameOf(violation.what) << " after step " << step;

    Scenario saved = run.scenarioWithInterventions();
    saved.until = run.latest().now;
    const auto read = readScenario(writeScenario(saved), "live.toml");
    ASSERT_TRUE(read) << read.error().line << " " << read.error().subject;
    tcplab::Run again(std::make_shared<const Scenario>(*read));
    again.extendToEnd();
    EXPECT_EQ(again.trace().recordCount(), run.trace().recordCount());
    EXPECT_TRUE(std::ranges::equal(again.trace().segments, run.trace().segments));
    EXPECT_TRUE(std::ranges::equal(again.trace().records, run.trace().records));
}

TEST(LiveHost, Ipv6LeavesRoomForItsHeader)
{
    TwoLiveHosts hosts;
    hosts.scenario.hosts[0].address = "fd00::1";
    hosts.scenario.hosts[1].address = "fd00::2";
    hosts.serverSettings.service.service = Service::Echo;
    const Octets octets = anyOctets(50'000, 6);
    const OctetFile file(octets);
    const OctetFile back;
    hosts.clientSettings.service = {
        .service = Service::Transfer, .input = file.descriptor(), .output = back.descriptor()};
    hosts.start();
    std::size_t longest = 0;
    hosts.server.host->watch(
        [&](const Passing& passing) { longest = std::max(longest, passing.octets.size()); });
    hosts.run();
    EXPECT_TRUE(back.octets() == octets);
    EXPECT_EQ(longest, 1500u);
}

} // namespace
} // namespace tcplab::live
