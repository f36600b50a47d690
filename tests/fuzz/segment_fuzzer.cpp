/// For libFuzzer: two hosts talk, and whoever likes puts segments of any kind between them, in any state. Nothing of
/// it may break what a host promises itself.
#include "core/world/invariants.h"
#include "core/world/scenario_file.h"
#include "core/world/world.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace tcplab;

class Octets {
public:
    Octets(const std::uint8_t* data, std::size_t size) : m_data(data), m_size(size) {}
    bool empty() const { return m_at >= m_size; }
    std::uint8_t next() { return empty() ? std::uint8_t{0} : m_data[m_at++]; }
    std::uint32_t next16() { return next() * 256u + next(); }
    /// Mostly near zero, on either side.
    std::uint32_t offset()
    {
        const std::uint8_t kind = next();
        if (kind < 128)
            return kind % 16u - 8u;
        return kind < 224 ? next16() - 0x8000u : next16() << 16 | next16();
    }

private:
    const std::uint8_t* m_data;
    std::size_t m_size;
    std::size_t m_at = 0;
};

constexpr std::array<std::string_view, 4> programs{
    "[client]\nprogram = \"connect server:80\\nsend 3000\\nrecv 1000\\nclose\"\n"
    "[server]\nprogram = \"listen 80\\naccept\\nsend 2000\\nrecv eof\\nclose\"\n",
    "[client]\nprogram = \"bind 80\\nconnect server:80\\nsend 10\\nclose\"\n"
    "[server]\nprogram = \"bind 80\\nconnect client:80\\nsend 10\\nclose\"\n",
    "[client]\nprogram = \"connect server:80\\nshutdown write\\nrecv eof\\nclose\"\n"
    "[server]\nprogram = \"listen 80\\naccept\\nsend 20000\\nclose\"\n",
    "[client]\nprogram = \"connect server:80\\nsend 100000\\nclose\"\n"
    "[server]\nreceive_buffer = 3000\nprogram = \"listen 80\\naccept\\nsleep 20 s\\nrecv eof\\nclose\"\n",
};

std::shared_ptr<const Scenario> scenarioOf(std::uint8_t choice)
{
    const auto read = readScenario(programs[choice % programs.size()], "fuzz.toml");
    if (!read)
        std::abort();
    auto scenario = std::make_shared<Scenario>(*read);
    for (HostSettings& host : scenario->hosts)
        host.profile = profileNamed(profileNames[choice / programs.size() % profileNames.size()]);
    return scenario;
}

/// Numbers near those of a connection of the host that it is for, if it has one.
Segment segmentFor(const Host& host, Octets& octets)
{
    Segment segment;
    segment.sourcePort = 80;
    segment.destinationPort = 80;
    if (!host.connections.empty()) {
        const Connection& to = host.connections[octets.next() % host.connections.size()];
        segment.sourcePort = to.name.remotePort;
        segment.destinationPort = to.name.localPort;
        segment.seq = to.tcb.rcv.nxt + octets.offset();
        segment.ack = to.tcb.snd.nxt + octets.offset();
    } else {
        segment.seq = SeqNum{octets.offset()};
        segment.ack = SeqNum{octets.offset()};
    }
    const std::uint8_t flags = octets.next();
    segment.ctl = {.syn = (flags & 1) != 0,
                   .fin = (flags & 2) != 0,
                   .rst = (flags & 4) != 0,
                   .psh = (flags & 8) != 0,
                   .ack = (flags & 16) != 0,
                   .urg = (flags & 32) != 0,
                   .ece = (flags & 64) != 0,
                   .cwr = (flags & 128) != 0};
    segment.wnd = static_cast<decltype(segment.wnd)>(octets.next16());
    segment.up = static_cast<decltype(segment.up)>(octets.next());
    segment.text.length = octets.next() < 128 ? 0 : octets.next16() % 3000;
    const std::uint8_t options = octets.next();
    if ((options & 1) != 0) {
        segment.options.timestamps = true;
        segment.options.tsVal = octets.offset();
        segment.options.tsEcr = octets.offset();
    }
    for (int blocks = options >> 1 & 3; blocks > 0 && segment.ctl.ack; --blocks)
        segment.options.sack.add({segment.ack + octets.offset(), segment.ack + octets.offset()});
    if (segment.ctl.syn) {
        segment.options.mss = static_cast<std::uint16_t>(octets.next16());
        segment.options.sackPermitted = (options & 8) != 0;
        if ((options & 16) != 0)
            segment.options.windowScale = static_cast<std::uint8_t>(octets.next() % 15);
    }
    return segment;
}

/// What a forger may break is what both ends believe of each other, and whose octets are read.
bool isOwn(Invariant what) { return what <= Invariant::SomethingWillHappen; }

void check(const World& world)
{
    for (const Violation& violation : checkInvariants(world))
        if (isOwn(violation.what)) {
            std::fprintf(stderr, "step %llu: %s, %s\n", static_cast<unsigned long long>(world.step),
                         nameOf(violation.what), nameOf(violation.host));
            std::abort();
        }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Octets octets(data, size);
    World world = start(scenarioOf(octets.next()));
    StepLog log;
    constexpr std::uint64_t mostSteps = 400;
    while (!octets.empty() && world.step < mostSteps) {
        const std::uint8_t what = octets.next();
        if (what < 160) {
            const std::optional<Event> event = nextEvent(world);
            if (!event)
                break;
            process(world, *event, log);
        } else {
            const Side from = (what & 1) != 0 ? Side::Client : Side::Server;
            intervene(world, InjectSegment{from, segmentFor(world.hosts[indexOf(peerOf(from))], octets)},
                      world.now, log);
        }
        check(world);
    }
    return 0;
}
