// Exhaustive exploration, and SPIN beside it: a model of the same handshake and close over a channel that loses and
// doubles (spin/handshake_and_close.pml), where Debian's `spin` is installed (TCPLAB_BENCH_SPIN names the program made of
// it). A state of SPIN's is 44 octets; ours are two whole hosts.
#include "core/experiment/explore.h"
#include "tests/bench/measure.h"
#include "tests/bench/processes.h"
#include "tests/bench/works.h"

#include <cstdlib>

namespace tcplab::bench {
namespace {

std::shared_ptr<Scenario> handshakeAndClose()
{
    return read(R"(
[network]
delay = "50 ms"
msl = "30 s"
[client]
isn = 1000
program = """
connect server:80
send 100
recv 300
send 100
close
"""
[server]
isn = 5000
program = """
listen 80
accept
recv 100
send 300
recv eof
sleep 150 ms
close
"""
)");
}

double spinsRate()
{
    const char* program = std::getenv("TCPLAB_BENCH_SPIN");
    if (program == nullptr || *program == '\0')
        return 0;
    return numberPrintedBy(
        {"/bin/sh", "-c", std::string(program) + " -m1000000 | awk '/states\\/second/ { print $3 }'"});
}

} // namespace

void explorations()
{
    const auto scenario = handshakeAndClose();
    Explored explored;
    const Spread small =
        rounds(5, [&] { return timed([&] { explored = explore(*scenario, {.losses = 3}); }) * 1e3; });
    print({.work = "12 segments, every combination of ≤ 3 losses: all runs",
           .ours = small,
           .unit = "ms",
           .goal = "≤ 200",
           .note = std::to_string(explored.states) + " states"});
    const Spread rate = rounds(5, [&] {
        const double seconds =
            timed([&] { explored = explore(*scenario, {.losses = 2, .duplicates = 1, .delays = 1}); });
        return static_cast<double>(explored.visited) / seconds;
    });
    print({.work = "… with 2 losses, a copy and a delay: different states (beside it SPIN's)",
           .ours = rate,
           .unit = "states/s",
           .peer = spinsRate(),
           .goal = "≥ 500000",
           .note = std::to_string(explored.states) + " states"});
    print({.work = "… memory a state remembered",
           .ours = spreadOf({static_cast<double>(explored.octets) / static_cast<double>(explored.worlds)}),
           .unit = "octets",
           .goal = "< 300"});
}

} // namespace tcplab::bench
