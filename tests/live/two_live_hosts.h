/// Two simulated hosts, each the other's "kernel": nothing but packets as octets goes between them. Time is virtual.
#pragma once
#include "app/live/application.h"
#include "app/live/live_scenario.h"

#include <deque>
#include <memory>
#include <string>

namespace tcplab::live {

/// A file in memory.
class OctetFile {
public:
    explicit OctetFile(const Octets& octets = {});
    ~OctetFile();
    OctetFile(const OctetFile&) = delete;
    OctetFile& operator=(const OctetFile&) = delete;
    int descriptor() const { return m_descriptor; }
    Octets octets() const;

private:
    int m_descriptor;
};

/// Octets without a pattern, the same for the same seed.
Octets anyOctets(std::size_t count, std::uint64_t seed);

/// One of the two, with its application.
struct LiveEnd {
    std::unique_ptr<Run> run; ///< only if asked for
    std::unique_ptr<LiveHost> host;
    std::unique_ptr<Application> application;
    std::deque<Octets> out; ///< packets for the other
    std::vector<Report> reports;
};

struct TwoLiveHosts {
    Scenario scenario = plainScenario(); ///< both have its wire: what goes wrong does so twice
    bool keepsRuns = false;
    ApplicationSettings serverSettings{.listenPort = 80};
    ApplicationSettings clientSettings{.connectPort = 80, .fromPort = 50000, .mostConnections = 1};
    LiveEnd server{};
    LiveEnd client{};
    Instant now{};

    void start();
    /// Until nothing is left to happen, or this instant.
    void run(Instant until = Instant{} + minutes(30));
    const Report& serverReport() const { return server.reports.at(0); }
    const Report& clientReport() const { return client.reports.at(0); }

private:
    void open(LiveEnd& end, Side side, const ApplicationSettings& settings);
    bool move(LiveEnd& from, LiveEnd& to);
};

} // namespace tcplab::live
