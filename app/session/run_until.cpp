#include "app/session/run_until.h"

#include "core/base/quantity.h"
#include "core/segment/notation.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <string>

namespace tcplab {

namespace {

constexpr std::string_view retransmissionWord = "RETRANSMISSION";
constexpr std::string_view lossWord = "LOSS";

using Condition = std::function<bool(const Effect&)>;

/// All flags that are asked for, and perhaps others.
bool carries(Flags ctl, Flags asked)
{
    return (!asked.syn || ctl.syn) && (!asked.fin || ctl.fin) && (!asked.rst || ctl.rst) &&
           (!asked.psh || ctl.psh) && (!asked.ack || ctl.ack) && (!asked.urg || ctl.urg);
}

std::optional<Condition> conditionFor(const Trace& trace, const std::string& word)
{
    for (std::size_t i = 0; i < connectionStateCount; ++i)
        if (const auto state = static_cast<ConnectionState>(i); word == nameOf(state))
            return [state](const Effect& e) { return e.kind == EffectKind::State && e.to == state; };
    for (auto i = std::size_t{1}; i <= static_cast<std::size_t>(lastErrno); ++i)
        if (const auto error = static_cast<Errno>(i); word == nameOf(error))
            return [error](const Effect& e) { return e.kind == EffectKind::Return && e.error == error; };
    if (word == retransmissionWord)
        return [&trace](const Effect& e) {
            return e.kind == EffectKind::Send && trace.segment(e.segment).packet.retransmission > 0;
        };
    if (word == lossWord)
        return [](const Effect& e) { return e.kind == EffectKind::Drop; };
    if (const auto flags = readFlags(word); flags && *flags != Flags{})
        return [&trace, asked = *flags](const Effect& e) {
            return e.kind == EffectKind::Send && carries(trace.segment(e.segment).packet.segment.ctl, asked);
        };
    return std::nullopt;
}

} // namespace

tl::expected<std::uint64_t, UntilProblem> stepUntil(const Trace& trace, std::uint64_t from,
                                                    std::string_view what)
{
    const std::string_view asked = trimmed(what);
    if (const auto time = readDuration(asked, longestInstant)) {
        const std::uint64_t step = trace.stepAt(Instant{time->ns});
        if (step <= from)
            return tl::unexpected(UntilProblem::NeverComes);
        return step;
    }
    std::string word(asked);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    const auto condition = conditionFor(trace, word);
    if (!condition)
        return tl::unexpected(UntilProblem::NotUnderstood);
    for (std::uint64_t step = from + 1; step <= trace.stepCount(); ++step)
        for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n)
            if ((*condition)(trace.record(n).what))
                return step;
    return tl::unexpected(UntilProblem::NeverComes);
}

std::vector<std::string_view> untilChoices()
{
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < connectionStateCount; ++i)
        words.emplace_back(nameOf(static_cast<ConnectionState>(i)));
    for (const char* word : {"SYN", "SYN,ACK", "FIN", "RST", "retransmission", "loss", "ECONNREFUSED",
                             "ECONNRESET", "ETIMEDOUT", "EADDRINUSE", "EPIPE", "1 s"})
        words.emplace_back(word);
    return words;
}

} // namespace tcplab
