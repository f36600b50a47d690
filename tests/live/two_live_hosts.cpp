#include "tests/live/two_live_hosts.h"

#include "core/base/random.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace tcplab::live {

OctetFile::OctetFile(const Octets& octets) : m_descriptor(memfd_create("tcplab-test", MFD_CLOEXEC))
{
    EXPECT_EQ(write(m_descriptor, octets.data(), octets.size()), static_cast<ssize_t>(octets.size()));
    lseek(m_descriptor, 0, SEEK_SET);
}

OctetFile::~OctetFile() { ::close(m_descriptor); }

Octets OctetFile::octets() const
{
    Octets octets(static_cast<std::size_t>(lseek(m_descriptor, 0, SEEK_END)));
    EXPECT_EQ(pread(m_descriptor, octets.data(), octets.size(), 0), static_cast<ssize_t>(octets.size()));
    return octets;
}

Octets anyOctets(std::size_t count, std::uint64_t seed)
{
    Octets octets(count);
    for (std::size_t i = 0; i < count; ++i)
        octets[i] = static_cast<std::uint8_t>(draw(seed, 0, Purpose::Isn, i) & 0xff);
    return octets;
}

void TwoLiveHosts::open(LiveEnd& end, Side side, const ApplicationSettings& settings)
{
    auto own = std::make_shared<Scenario>(scenario);
    own->seed = scenario.seed + indexOf(side);
    prepare(*own, side, settings.service.service == Service::Program);
    if (keepsRuns)
        end.run = std::make_unique<Run>(own);
    end.host = std::make_unique<LiveHost>(
        own, side, addressesOf(*own),
        [&end](std::span<const std::uint8_t> packet) { end.out.emplace_back(packet.begin(), packet.end()); },
        end.run.get());
    end.application = std::make_unique<Application>(
        *end.host, settings, [&end](const Report& report) { end.reports.push_back(report); });
}

void TwoLiveHosts::start()
{
    open(server, Side::Server, serverSettings);
    open(client, Side::Client, clientSettings);
    server.application->start(now);
    client.application->start(now);
}

bool TwoLiveHosts::move(LiveEnd& from, LiveEnd& to)
{
    bool moved = false;
    for (; !from.out.empty(); moved = true) {
        const Octets packet = std::move(from.out.front());
        from.out.pop_front();
        to.application->arrives(packet, now);
    }
    Application& application = *from.application;
    if (application.wantedInput() >= 0) {
        application.inputReady(now);
        moved = true;
    }
    if (application.wantedOutput() >= 0) {
        application.outputReady(now);
        moved = true;
    }
    return moved;
}

void TwoLiveHosts::run(Instant until)
{
    for (;;) {
        server.application->run(now);
        client.application->run(now);
        const bool fromServer = move(server, client);
        if (move(client, server) || fromServer)
            continue;
        const Instant next = std::min(server.host->nextInstant(), client.host->nextInstant());
        if (next.isNever() || next > until)
            return;
        now = std::max(now, next);
    }
}

} // namespace tcplab::live
