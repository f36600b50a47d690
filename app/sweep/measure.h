/// One run played without a trace, and what is measured of it.
#pragma once
#include "core/world/world.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

namespace tcplab {

/// How a run came out: the first connection that did not end in good order says what; else whether the programs are done.
enum class FinalOutcome : std::uint8_t {
    Complete, ///< all programs are done, and no connection failed
    TimedOut,
    Reset,
    Refused,
    Aborted,
    Crashed,
    CallFailed, ///< no connection failed, but a call did
    Waiting,    ///< nothing more happens, and a program waits
    Until,      ///< the scenario's end came before the programs'
    CutOff,     ///< the run was longer than a run may be
};
inline constexpr std::size_t finalOutcomeCount = 10;
const char* nameOf(FinalOutcome outcome);

struct RunMeasures {
    FinalOutcome outcome = FinalOutcome::Complete;
    std::optional<Duration> completion{}; ///< until the last program was done; of a complete run
    std::optional<Duration> handshake{};  ///< from the first SYN until its sender is ESTABLISHED
    /// Bit/s that the applications have read, both ways, until completion; else until the run's end.
    std::optional<std::uint64_t> goodput{};
    std::uint64_t segments = 0;        ///< sent, by both; copies that the network makes are none
    std::uint64_t retransmissions = 0; ///< of these
    std::uint64_t timeouts = 0;        ///< of the retransmission timer, each followed by a retransmission
    std::uint64_t spurious = 0;        ///< retransmissions that arrived and brought nothing new
    friend bool operator==(const RunMeasures&, const RunMeasures&) = default;
};

/// Plays runs one after the other, and keeps its storage.
class RunMeter {
public:
    /// At most so many steps. Once `abandoned` says so a run is left in its midst: nobody wants what it comes to.
    explicit RunMeter(std::uint64_t limit, const std::atomic<bool>* abandoned = nullptr)
        : m_limit(limit), m_abandoned(abandoned)
    {
        m_log.keepTexts = m_log.keepEffects = false;
    }

    RunMeasures play(const std::shared_ptr<const Scenario>& scenario);
    /// How many steps all runs had so far.
    std::uint64_t stepsPlayed() const { return m_stepsPlayed; }

private:
    /// What is looked up about a host before its timer expires, and again after that.
    struct Glance {
        std::uint64_t live = 0; ///< connections on their way: neither CLOSED nor in TIME-WAIT
        std::uint64_t backoffs = 0;
    };
    static Glance glanceAt(const Host& host);

    void begin();
    void happen(World& world, const Event& event);
    void noteSent(const World& world, std::uint64_t own);
    void noteArrival(const World& world, Side sender);
    void noteHandshake(const World& world);
    FinalOutcome outcomeOf(const World& world, const std::shared_ptr<const Scenario>& scenario,
                           bool cutOff) const;

    bool isAbandoned(const World& world) const
    {
        return m_abandoned != nullptr && world.step % 256 == 0 &&
               m_abandoned->load(std::memory_order_relaxed);
    }

    std::uint64_t m_limit;
    const std::atomic<bool>* m_abandoned;
    std::uint64_t m_stepsPlayed = 0;
    StepLog m_log;
    RunMeasures m_measures;
    std::vector<SegmentId> m_copies; ///< made by the network
    Instant m_lastTurn{};            ///< of a program
    bool m_suspicious = false;       ///< a connection may have failed
    struct Opening {
        Side host = Side::Client;
        std::uint16_t localPort = 0;
        std::uint16_t remotePort = 0;
        Instant at{};
    };
    std::optional<Opening> m_opening; ///< the first handshake, while it lasts
    bool m_opened = false;
};

} // namespace tcplab
