// The loop over a pair of sockets that stands in for the device: two hosts, each in a thread of its own.
#include "app/live/real_time.h"

#include "tests/live/two_live_hosts.h"

#include <array>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace tcplab::live {
namespace {

/// Packets in, packets out.
class PacketPair {
public:
    PacketPair()
    {
        EXPECT_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, m_ends.data()), 0);
    }
    ~PacketPair()
    {
        for (const int end : m_ends)
            if (end >= 0)
                ::close(end);
    }
    PacketPair(const PacketPair&) = delete;
    PacketPair& operator=(const PacketPair&) = delete;
    int operator[](std::size_t i) const { return m_ends[i]; }
    void closeEnd(std::size_t i)
    {
        ::close(m_ends[i]);
        m_ends[i] = -1;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

struct Ended {
    LoopEnd how = LoopEnd::Full;
    std::vector<Report> reports;
};

Ended runOver(int descriptor, Side side, const ApplicationSettings& settings, LoopSettings loop = {})
{
    Scenario scenario = plainScenario();
    for (HostSettings& host : scenario.hosts)
        host.profile = linuxProfile();
    for (LinkSettings& link : scenario.links)
        link.loss = Probability{5'000'000};
    prepare(scenario, side, false);
    const auto shared = std::make_shared<const Scenario>(scenario);
    Device device(descriptor);
    LiveHost host(shared, side, addressesOf(scenario),
                  [&](std::span<const std::uint8_t> packet) { device.write(packet); });
    Ended ended;
    Application application(host, settings, [&](const Report& report) { ended.reports.push_back(report); });
    const Clock clock;
    if (loop.until.isNever())
        loop.until = Instant{} + minutes(2);
    application.start(clock.now());
    ended.how = runInRealTime(application, host, device, clock, loop);
    return ended;
}

TEST(RealTime, TwoHostsTalkThroughAPairOfSockets)
{
    const PacketPair pair;
    const Octets octets = anyOctets(500'000, 11);
    const OctetFile file(octets);
    const OctetFile back;
    Ended server;
    std::thread other([&] {
        server = runOver(pair[0], Side::Server,
                         {.service = {.service = Service::Echo}, .listenPort = 80, .mostConnections = 1});
    });
    const Ended client = runOver(
        pair[1], Side::Client,
        {.service = {.service = Service::Transfer, .input = file.descriptor(), .output = back.descriptor()},
         .connectPort = 80,
         .mostConnections = 1});
    other.join();
    EXPECT_EQ(client.how, LoopEnd::Done);
    EXPECT_EQ(server.how, LoopEnd::Done);
    EXPECT_TRUE(back.octets() == octets);
    ASSERT_EQ(server.reports.size(), 1u);
    EXPECT_EQ(server.reports[0].octetsIn, octets.size());
}

TEST(RealTime, EndsWhenAskedTo)
{
    const PacketPair pair;
    const volatile std::sig_atomic_t asked = 1;
    EXPECT_EQ(runOver(pair[0], Side::Server, {.listenPort = 80}, {.stopAsked = &asked}).how,
              LoopEnd::Stopped);
}

TEST(RealTime, EndsWhenItsTimeIsOver)
{
    const PacketPair pair;
    EXPECT_EQ(runOver(pair[0], Side::Server, {.listenPort = 80}, {.until = Instant{} + milliseconds(20)}).how,
              LoopEnd::Stopped);
}

TEST(RealTime, EndsWhenTheDeviceGoes)
{
    PacketPair pair;
    pair.closeEnd(1);
    EXPECT_EQ(runOver(pair[0], Side::Server, {.listenPort = 80}).how, LoopEnd::Device);
}

} // namespace
} // namespace tcplab::live
