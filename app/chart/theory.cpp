#include "app/chart/theory.h"

#include <algorithm>
#include <cmath>

namespace tcplab {
namespace {

constexpr double bitsAnOctet = 8;
constexpr double headers = 40;         ///< of IPv4 and TCP, without options
constexpr double timestampOctets = 12; ///< in each segment (RFC 7323, appendix A)

double secondsOf(Duration duration) { return static_cast<double>(duration.ns) / 1e9; }
double chanceOf(Probability p) { return static_cast<double>(p.ppb) / 1e9; }

/// The parts of Padhye et al. that both rates have in common.
struct Padhye {
    double window = 0;       ///< E[W], at the end of a round of triple duplicates
    double timeoutShare = 0; ///< Q: of the loss indications, those that are time-outs
    double packets = 0;      ///< between two losses, before the window's own
    double seconds = 0;      ///< from one loss indication to the next, time-outs included
};

/// Q(w): the chance that a loss in a window of w is only seen by a time-out.
double timeoutShareOf(double p, double w)
{
    const double arrives = 1 - p;
    const double three = arrives * arrives * arrives;
    if (w <= 3)
        return 1;
    return std::min(1.0,
                    (1 - three) * (1 + three * (1 - std::pow(arrives, w - 3))) / (1 - std::pow(arrives, w)));
}

Padhye padhye(const FlowModel& flow)
{
    const double p = flow.loss;
    const double b = flow.perAck;
    const double third = (2 + b) / (3 * b);
    const double unlimited = third + std::sqrt(8 * (1 - p) / (3 * b * p) + third * third);
    const bool limited = unlimited >= flow.window;
    Padhye all;
    all.window = limited ? flow.window : unlimited;
    all.timeoutShare = timeoutShareOf(p, all.window);
    all.packets = (1 - p) / p;
    const double rounds =
        limited ? b / 8 * flow.window + (1 - p) / (p * flow.window) + 2 : b / 2 * unlimited + 1;
    // f(p): a series of time-outs, each twice as long as the one before, up to 64 times.
    const double series = 1 + p * (1 + p * (2 + p * (4 + p * (8 + p * (16 + p * 32)))));
    all.seconds = flow.roundTrip * rounds + all.timeoutShare * flow.firstTimeout * series / (1 - p);
    return all;
}

double rateOf(const FlowModel& flow, double packetsASecond)
{
    return packetsASecond * flow.segment * bitsAnOctet;
}

std::uint64_t octetsSentBy(const HostSettings& host)
{
    std::uint64_t all = 0;
    std::vector<std::uint64_t> times{1};
    for (const Statement& statement : host.program) {
        if (statement.call == Call::Repeat)
            times.push_back(times.back() * std::max<std::uint64_t>(statement.times, 1));
        else if (statement.call == Call::End && times.size() > 1)
            times.pop_back();
        else if (statement.call == Call::Send)
            all += times.back() * std::max<std::uint64_t>(statement.octets, statement.bytes.size());
    }
    return all;
}

} // namespace

double mathisRate(const FlowModel& flow)
{
    return rateOf(flow, std::sqrt(3 / (2 * flow.perAck * flow.loss)) / flow.roundTrip);
}

double pftkSendRate(const FlowModel& flow)
{
    if (flow.loss <= 0)
        return rateOf(flow, flow.window / flow.roundTrip);
    const Padhye all = padhye(flow);
    return rateOf(flow, (all.packets + all.window + all.timeoutShare / (1 - flow.loss)) / all.seconds);
}

double pftkThroughput(const FlowModel& flow)
{
    if (flow.loss <= 0)
        return rateOf(flow, flow.window / flow.roundTrip);
    const Padhye all = padhye(flow);
    return rateOf(flow, (all.packets + all.window / 2 + all.timeoutShare) / all.seconds);
}

double oneOfMany(double p, std::uint32_t n) { return 1 - std::pow(1 - p, n); }

std::uint32_t synAttempts(const Profile& profile)
{
    constexpr std::uint32_t most = 1000;
    if (!profile.retransmission)
        return 1;
    std::uint32_t sent = 1;
    Duration at{};
    Duration rto = std::min(profile.initialRto, profile.maxRto);
    while (sent < most) {
        at = at + rto;
        if (profile.synTimeout && at >= profile.synTimeout)
            return sent;
        if (profile.synRetries != 0 && sent > profile.synRetries)
            return sent;
        if (sent > profile.synLinearTimeouts)
            rto = std::min(rto + rto, profile.maxRto);
        ++sent;
    }
    return sent;
}

ScenarioFlow flowOf(const Scenario& scenario)
{
    ScenarioFlow flow;
    const std::uint64_t client = octetsSentBy(scenario.hosts[indexOf(Side::Client)]);
    const std::uint64_t server = octetsSentBy(scenario.hosts[indexOf(Side::Server)]);
    flow.sender = server > client ? Side::Server : Side::Client;
    flow.octets = std::max(client, server);
    const Profile& sends = scenario.hosts[indexOf(flow.sender)].profile;
    const Profile& receives = scenario.hosts[indexOf(peerOf(flow.sender))].profile;
    const LinkSettings& way = scenario.links[indexOf(flow.sender)];
    const LinkSettings& back = scenario.links[indexOf(peerOf(flow.sender))];
    FlowModel& model = flow.model;
    model.loss = chanceOf(way.loss);
    // A segment is cut by what both announce and by its own interface.
    const double largest = std::min({static_cast<double>(sends.mss), static_cast<double>(receives.mss),
                                     static_cast<double>(way.mtu) - headers});
    model.segment = largest - (sends.timestamps && receives.timestamps ? timestampOctets : 0);
    const auto onTheWire = [](const LinkSettings& link, double octets) {
        return link.bandwidth == 0 ? 0.0 : octets * bitsAnOctet / static_cast<double>(link.bandwidth);
    };
    model.roundTrip = secondsOf(way.delay) + secondsOf(back.delay) +
                      (secondsOf(way.jitter) + secondsOf(back.jitter)) / 2 +
                      onTheWire(way, largest + headers) + onTheWire(back, headers);
    model.perAck = receives.delayedAck ? 2 : 1;
    // RFC 6298 with a round trip that does not vary; Linux adds its minimum to it.
    const double least = secondsOf(sends.minRto);
    model.firstTimeout = sends.minRtoFloorsVariance
                             ? model.roundTrip + least
                             : std::max(least, model.roundTrip + secondsOf(sends.rtoGranularity));
    const bool scaled = sends.windowScale != noWindowScale && receives.windowScale != noWindowScale;
    const double offered =
        scaled ? receives.receiveBuffer : std::min<std::uint32_t>(receives.receiveBuffer, 65535);
    model.window = std::max(1.0, std::floor(std::min<double>(offered, sends.sendBuffer) / model.segment));
    return flow;
}

double handshakeChance(const Scenario& scenario)
{
    return (1 - chanceOf(scenario.links[0].loss)) * (1 - chanceOf(scenario.links[1].loss));
}

} // namespace tcplab
