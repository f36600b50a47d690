#include "tests/bench/works.h"

#include "tests/support/transfer_text.h"

#include <cstdlib>
#include <iostream>

namespace tcplab::bench {
namespace {

/// `where` with `value` in the place of `word`.
std::string with(std::string where, std::string_view word, const std::string& value)
{
    for (std::size_t at; (at = where.find(word)) != std::string::npos;)
        where.replace(at, word.size(), value);
    return where;
}

} // namespace

std::shared_ptr<Scenario> read(const std::string& text)
{
    Input<Scenario> scenario = readScenario(text, "bench.toml");
    if (!scenario) {
        std::cerr << "bench.toml:" << scenario.error().line << ": " << scenario.error().subject << '\n';
        std::exit(1);
    }
    return std::make_shared<Scenario>(*std::move(scenario));
}

std::shared_ptr<Scenario> transfer(const Transfer& what)
{
    return read(
        transferText(what.times, what.octets,
                     "delay = \"10 ms\"\nbandwidth = \"" + what.bandwidth + "\"\nloss = { client = \"" +
                         what.loss + "\", server = \"0 %\" }\n",
                     "send_buffer = 4194304\nreceive_buffer = 4194304\nwindow_scale = 7\nsack = true\n"
                     "congestion_control = \"" +
                         what.congestion + "\"\n"));
}

std::shared_ptr<Scenario> plainTransfer(std::uint32_t times, std::uint32_t octets, const std::string& loss)
{
    return read(transferText(times, octets, "delay = \"10 ms\"\nloss = \"" + loss + "\"\n"));
}

double segmentsOf(const Transfer& what)
{
    return static_cast<double>(what.octets) * static_cast<double>(what.times) / 1460.0;
}

std::shared_ptr<Scenario> shortConnections(std::uint32_t count)
{
    return read(with(R"(
title = { en = "Measured", zh_CN = "测量" }
[network]
delay = "4 ms"
msl = "120 s"
[client]
program = """
repeat COUNT
connect server:80
send 1000
close
sleep 8 ms
end
"""
[server]
program = """
listen 80
repeat COUNT
accept
recv eof
close
end
"""
)",
                     "COUNT", std::to_string(count)));
}

std::shared_ptr<Scenario> shortLossyRun() { return plainTransfer(1, 10'000, "10 %"); }

std::uint64_t runToEnd(World& world, StepLog& log)
{
    while (const auto event = nextEvent(world))
        process(world, *event, log);
    return world.step;
}

std::uint64_t runToEnd(const std::shared_ptr<const Scenario>& scenario)
{
    StepLog log;
    log.keepTexts = log.keepEffects = false;
    World world = start(scenario);
    return runToEnd(world, log);
}

double goodput(std::shared_ptr<Scenario> scenario, std::uint64_t seed, Duration time)
{
    scenario->seed = seed;
    scenario->until = Instant{} + time;
    StepLog log;
    log.keepTexts = log.keepEffects = false;
    World world = start(std::move(scenario));
    runToEnd(world, log);
    std::uint64_t octets = 0;
    for (const Connection& connection : world.hosts[indexOf(Side::Server)].connections)
        octets += connection.tcb.delivered;
    return static_cast<double>(octets) * 8e3 / static_cast<double>(time.ns);
}

std::uint64_t octetsOf(const Trace& trace)
{
    const auto octets = [](const auto& list) { return std::uint64_t{list.size()} * sizeof(list.front()); };
    return trace.records.octets() + octets(trace.segments) + octets(trace.stepFirstRecord) +
           octets(trace.stepInstant) + octets(trace.texts) + octets(trace.connections[0]) +
           octets(trace.connections[1]);
}

} // namespace tcplab::bench
