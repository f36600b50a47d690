/// The timers of a connection: one deadline each. Nothing is scheduled and nothing cancelled: what
/// expires next is the smallest deadline, found by looking.
#pragma once
#include "core/base/time.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace tcplab {

/// In the order in which equal deadlines expire.
enum class Timer : std::uint8_t {
    DelayedAck,
    Reordering,    ///< RACK waits to see whether it was only reordered (RFC 8985 §6.3)
    TailLossProbe, ///< PTO (RFC 8985 §7.2)
    Retransmission,
    Persist,
    KeepAlive,
    FinWait2,
    User,
    TimeWait,
};
inline constexpr std::size_t timerCount = 9;

/// "retransmission": the trace's name.
constexpr const char* nameOf(Timer timer)
{
    constexpr std::array names{"delayed-ack",    "reordering", "tail-loss-probe",
                               "retransmission", "persist",    "keep-alive",
                               "fin-wait-2",     "user",       "time-wait"};
    return names[static_cast<std::size_t>(timer)];
}

enum class TimerAction : std::uint8_t { Start, Stop, Restart, Expire };
constexpr const char* nameOf(TimerAction action)
{
    constexpr std::array names{"start", "stop", "restart", "expire"};
    return names[static_cast<std::size_t>(action)];
}

/// When each timer expires; `Instant::never()` when it is off.
struct Timers {
    std::array<Instant, timerCount> deadline = filledWithNever();

    Instant& operator[](Timer timer) { return deadline[static_cast<std::size_t>(timer)]; }
    Instant operator[](Timer timer) const { return deadline[static_cast<std::size_t>(timer)]; }
    bool isOn(Timer timer) const { return !(*this)[timer].isNever(); }
    void stop(Timer timer) { (*this)[timer] = Instant::never(); }
    void stopAll() { deadline = filledWithNever(); }

    /// The timer that expires first; of equal ones the first in the enumeration.
    Timer next() const
    {
        std::size_t best = 0;
        for (std::size_t i = 1; i < timerCount; ++i)
            if (deadline[i] < deadline[best])
                best = i;
        return static_cast<Timer>(best);
    }
    /// Asked of every connection after every event: no more than a minimum.
    Instant earliest() const
    {
        std::int64_t best = deadline[0].ns;
        for (std::size_t i = 1; i < timerCount; ++i)
            best = deadline[i].ns < best ? deadline[i].ns : best;
        return Instant{best};
    }

    friend bool operator==(const Timers&, const Timers&) = default;

private:
    static constexpr std::array<Instant, timerCount> filledWithNever()
    {
        std::array<Instant, timerCount> all{};
        all.fill(Instant::never());
        return all;
    }
};

} // namespace tcplab
