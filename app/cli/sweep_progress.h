/// What a person sees of a sweep while it goes on, and how one ends it.
#pragma once
#include "app/cli/commands.h"

#include <chrono>
#include <csignal>

namespace tcplab {

/// While it lives, Ctrl+C and SIGTERM ask the sweep to end; a second one ends the program.
class StopRequests {
public:
    StopRequests();
    ~StopRequests();
    StopRequests(const StopRequests&) = delete;
    StopRequests& operator=(const StopRequests&) = delete;

    /// Somebody else may have handled the signals in between.
    void renew();
    static bool asked();

private:
    struct sigaction m_interrupt{};
    struct sigaction m_terminate{};
};

/// A line on a terminal's standard error, a few times a second: how far it is, how fast, how long it will take.
class SweepProgress {
public:
    /// So many runs in all, of which so many were done before.
    SweepProgress(const Setting& setting, std::uint64_t all, std::uint64_t before);
    ~SweepProgress();
    SweepProgress(const SweepProgress&) = delete;
    SweepProgress& operator=(const SweepProgress&) = delete;

    void show(std::uint64_t done);

private:
    using Clock = std::chrono::steady_clock;
    void write(const std::string& text) const;

    const Setting& m_setting;
    const std::uint64_t m_all;
    const std::uint64_t m_before;
    const bool m_shown;
    bool m_any = false;
    bool m_stoppingSaid = false;
    Clock::time_point m_begin = Clock::now();
    Clock::time_point m_last{};
};

/// "3 s", "4 min 20 s", "2 h 5 min", "3 d 4 h": of a person's time, not of the simulation's.
std::string timeLeftText(double seconds, Language language);

} // namespace tcplab
