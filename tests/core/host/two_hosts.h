/// Two hosts back to back: a wire of constant delay, no link, no world. What happens is kept as text.
#pragma once
#include "core/host/host.h"

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

class TwoHosts {
public:
    Duration delay = milliseconds(10); ///< one way

    TwoHosts();

    HostSettings& settings(Side side) { return m_settings[indexOf(side)]; }
    Host& host(Side side) { return m_hosts[indexOf(side)]; }
    /// Both hosts after the same profile; before start().
    void setProfile(const Profile& profile);
    /// Reads the programs and starts the hosts.
    void start(std::string_view client, std::string_view server);
    /// start() and run() in one.
    void run(std::string_view client, std::string_view server);

    /// Goes on until nothing is left to happen, or past this instant.
    void run(Instant until = Instant::never());
    /// One call by hand, now: "send 100".
    void call(Side side, std::string_view line);
    void crashNow(Side side);
    void bootNow(Side side);
    /// A segment that nobody sent arrives at this host now.
    void inject(Side to, const Segment& segment);

    /// Sees every effect as it comes about; now() is its instant.
    std::function<void(const Effect&)> onEffect;
    /// True for what is lost on its way.
    std::function<bool(Side from, const Packet&)> isLost;
    /// How much longer than `delay` a flight takes.
    std::function<Duration(Side from, const Packet&)> extraDelay;

    Instant now() const { return m_now; }
    /// "connect 0", "recv 100", "send EPIPE": how the calls of a host ended, in order.
    const std::vector<std::string>& results(Side side) const { return m_results[indexOf(side)]; }
    /// The same with the instant before it: "20ms connect 0".
    const std::vector<std::string>& timedResults(Side side) const { return m_timedResults[indexOf(side)]; }
    /// "SYN", "PSH,ACK 100": what a host has sent, in order, lost or not.
    const std::vector<std::string>& sent(Side side) const { return m_sent[indexOf(side)]; }
    /// "80>49152#1 CLOSED LISTEN": changes of state.
    const std::vector<std::string>& states(Side side) const { return m_states[indexOf(side)]; }
    const std::vector<Effect>& effects() const { return m_effects; }
    const std::vector<OpenedConnection>& opened() const { return m_opened; }
    /// The effects of the last event.
    const std::vector<Effect>& lastEffects() const { return m_log.effects; }
    /// Octets that applications of this host have read, in all.
    std::uint64_t octetsRead(Side side) const;

private:
    struct Flight {
        Instant at;
        Side to;
        Packet packet;
    };

    void launch(Flight flight);
    bool step(Instant until);
    HostSurroundings around(Side side);
    template <class Act> void act(Side side, Act what);
    void note(const Effect& effect);
    std::string nameOfConnection(Side side, ConnectionId id) const;

    std::array<HostSettings, 2> m_settings;
    std::array<Host, 2> m_hosts;
    std::vector<Flight> m_flights; ///< by arrival
    Instant m_now{};
    SegmentId m_nextSegment = 1;
    StepLog m_log;
    std::array<std::vector<std::string>, 2> m_results;
    std::array<std::vector<std::string>, 2> m_timedResults;
    std::array<std::vector<std::string>, 2> m_sent;
    std::array<std::vector<std::string>, 2> m_states;
    std::vector<Effect> m_effects;
    std::vector<OpenedConnection> m_opened;
};

} // namespace tcplab
