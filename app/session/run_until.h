/// What a person asks to wait for, "run until …" and breakpoints, and where it happens in a run. Free of widgets.
#pragma once
#include "core/experiment/loss_matrix.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace tcplab {

/// A state is entered, a segment is sent, a timer expires, a call fails, an instant comes …
struct UntilCondition {
    enum class Kind : std::uint8_t {
        Instant,    ///< the last step up to it
        Later,      ///< so long after the cursor
        State,      ///< `to` is entered
        Transition, ///< from `from` to `to`: an arrow of the state diagram
        Sent,
        Arrives,
        Lost,
        SentAgain,
        Ignored, ///< a segment arrives and nothing is taken of it
        Expires, ///< a timer
        Called,
        Fails,
    };
    Kind kind = Kind::Instant;
    std::optional<Side> host; ///< of which; nothing: of either. Of a segment: who sends it
    ConnectionState from = ConnectionState::Closed;
    ConnectionState to = ConnectionState::Closed;
    Flags flags{};                      ///< a segment has these, and perhaps others
    bool text = false;                  ///< it carries text
    std::optional<Timer> timer;         ///< nothing: any
    Errno error = Errno::None;          ///< None: any
    std::optional<Call> call;           ///< nothing: any
    Duration time{};                    ///< Instant: since the start; Later
    std::optional<std::uint32_t> count; ///< the k-th in the run, from 1; nothing: the next
    friend bool operator==(const UntilCondition&, const UntilCondition&) = default;
};

/// What is not understood of it, and what there is: the nearest, or all that could stand there.
struct UntilMistake {
    std::string subject;
    std::string expected;
    friend bool operator==(const UntilMistake&, const UntilMistake&) = default;
};

/// "TIME-WAIT", "client TIME-WAIT", "ESTABLISHED -> CLOSE-WAIT", "FIN", "SYN,ACK lost", "server ACK arrives", "data #3", "c3"
/// (the third segment that the client sends), "retransmission", "retransmission timer", "timer", "close", "ECONNRESET",
/// "error", "1.5 s", "+200 ms". Case does not matter. Chinese words are as good (until_words.h).
tl::expected<UntilCondition, UntilMistake> readUntil(std::string_view what);
/// As readUntil() takes it.
std::string untilText(const UntilCondition& condition);
/// Phrases that it understands, for choosing among.
std::vector<std::string_view> untilChoices();

/// The first step after `from`, and not after `last`, in which it happens; nothing: it does not.
std::optional<std::uint64_t> stepUntil(const Trace& trace, std::uint64_t from,
                                       const UntilCondition& condition, std::uint64_t last = UINT64_MAX);
/// In which step a condition with a count is met: found by reading on from where it has stopped, so that asking again and
/// again while a run plays costs what has come since.
class CountedSteps {
public:
    explicit CountedSteps(const UntilCondition& condition) : m_condition(condition) {}
    /// The step, if it is one up to `last`.
    std::optional<std::uint64_t> upTo(const Trace& trace, std::uint64_t last);
    /// The run has another future from this step on.
    void forgetFrom(std::uint64_t step);
    std::uint64_t stepsRead() const { return m_read; }

private:
    UntilCondition m_condition;
    std::uint64_t m_read = 0; ///< steps
    std::uint32_t m_times = 0;
    std::optional<std::uint64_t> m_found;
};

/// The last step up to and including `step` in which it has happened.
std::optional<std::uint64_t> lastStepOf(const Trace& trace, std::uint64_t step,
                                        const UntilCondition& condition);

} // namespace tcplab
