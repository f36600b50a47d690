/// The work that is measured, as scenarios: what a person would write.
#pragma once
#include "core/run/run.h"
#include "core/world/scenario_file.h"

#include <cstdint>
#include <memory>
#include <string>

namespace tcplab::bench {

/// Reads a scenario, or says what is wrong with it and ends the program.
std::shared_ptr<Scenario> read(const std::string& text);

/// A bulk transfer from client to server: 100 Mbit/s, 10 ms one way, 4 MB buffers on either side.
struct Transfer {
    std::uint32_t octets = 10'000'000;
    std::string loss = "0 %"; ///< of what the client sends
    std::string congestion = "newreno";
    std::uint32_t times = 1; ///< calls of so many octets, one after the other
    std::string bandwidth = "100 Mbit/s";
};
std::shared_ptr<Scenario> transfer(const Transfer& what);
/// So many calls of so many octets with the profile's own knobs; so much is lost both ways.
std::shared_ptr<Scenario> plainTransfer(std::uint32_t times, std::uint32_t octets, const std::string& loss);
/// Data segments that it takes without a loss.
double segmentsOf(const Transfer& what);

/// One short connection after the other: connect, 1 KB, close both; a new one every 16 ms, each of which the client
/// keeps in TIME-WAIT for four minutes, so that up to 15,000 wait at a time (there are 16,384 ephemeral ports).
std::shared_ptr<Scenario> shortConnections(std::uint32_t count);

/// Handshake, 10 KB, close; one in ten segments lost either way.
std::shared_ptr<Scenario> shortLossyRun();

/// Runs a world to its end without a trace. Returns the steps done.
std::uint64_t runToEnd(World& world, StepLog& log);
/// Start to end, without a trace.
std::uint64_t runToEnd(const std::shared_ptr<const Scenario>& scenario);

/// Mbit/s that the server's program has read, over so long a time from the start.
double goodput(std::shared_ptr<Scenario> scenario, std::uint64_t seed, Duration time);

/// Octets that a trace has filled.
std::uint64_t octetsOf(const Trace& trace);

} // namespace tcplab::bench
