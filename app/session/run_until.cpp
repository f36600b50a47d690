#include "app/session/run_until.h"

#include "app/session/state_changes.h"
#include "app/session/until_words.h"

#include "core/base/nearest.h"
#include "core/base/quantity.h"
#include "core/segment/notation.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace tcplab {

namespace {

using Kind = UntilCondition::Kind;

constexpr std::array calls{Call::Bind,     Call::Listen, Call::Connect, Call::Accept, Call::Send, Call::Recv,
                           Call::Shutdown, Call::Close,  Call::Abort,   Call::Crash,  Call::Boot};

std::string upper(std::string_view text)
{
    std::string word(text);
    std::ranges::transform(word, word.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return word;
}

/// All flags that are asked for, and perhaps others.
bool carries(Flags ctl, Flags asked)
{
    return (!asked.syn || ctl.syn) && (!asked.fin || ctl.fin) && (!asked.rst || ctl.rst) &&
           (!asked.psh || ctl.psh) && (!asked.ack || ctl.ack) && (!asked.urg || ctl.urg) &&
           (!asked.ece || ctl.ece) && (!asked.cwr || ctl.cwr);
}

std::optional<ConnectionState> stateNamed(const std::string& word)
{
    for (std::size_t i = 0; i < connectionStateCount; ++i)
        if (const auto state = static_cast<ConnectionState>(i); word == nameOf(state))
            return state;
    return std::nullopt;
}

std::optional<Timer> timerNamed(const std::string& word)
{
    for (std::size_t i = 0; i < timerCount; ++i)
        if (const auto timer = static_cast<Timer>(i); word == upper(nameOf(timer)))
            return timer;
    return std::nullopt;
}

/// A word off the end of the text, if it is this one.
bool takeLast(std::string& text, std::string_view word)
{
    if (!text.ends_with(word) || text.size() < word.size() + 2 || text[text.size() - word.size() - 1] != ' ')
        return false;
    text = std::string(trimmed(std::string_view(text).substr(0, text.size() - word.size())));
    return true;
}

bool takeFirst(std::string& text, std::string_view word)
{
    if (!text.starts_with(word))
        return false;
    std::string_view rest = std::string_view(text).substr(word.size());
    if (rest.empty() || (rest[0] != ' ' && rest[0] != ':'))
        return false;
    rest = trimmed(rest.substr(1));
    if (rest.empty())
        return false;
    text = std::string(rest);
    return true;
}

/// As people say it: "the server enters CLOSE_WAIT", "FIN from server", "2MSL", "0,3 s".
std::string plainly(std::string text)
{
    std::ranges::replace(text, '_', '-');
    for (const std::string_view msl : {"2·MSL", "2*MSL", "2 MSL", "2MSL"})
        if (const std::size_t at = text.find(msl); at != std::string::npos) {
            const std::string_view rest = std::string_view(text).substr(at + msl.size());
            text = text.substr(0, at) + "TIME-WAIT TIMER" +
                   std::string(trimmed(rest).starts_with("TIMER") ? trimmed(rest).substr(5) : rest);
        }
    std::string words;
    std::string host;
    bool from = false;
    for (std::string_view left = text; !(left = trimmed(left)).empty();) {
        const std::string_view word = left.substr(0, left.find(' '));
        left.remove_prefix(word.size());
        if (word == "THE" || word == "A" || word == "AN")
            continue;
        if (std::exchange(from, false) && (word == "CLIENT" || word == "SERVER"))
            host = word;
        else if (word == "FROM" || word == "BY")
            from = true;
        else if (word != "IN" && word != "IS" && word != "ENTERS" && word != "REACHES" && word != "SENDS" &&
                 word != "SENT" && word != "UNTIL" && word != "EXPIRES")
            words += (words.empty() ? "" : " ") + std::string(word);
    }
    return host.empty() ? words : host + " " + words;
}

/// With the phrase that was probably meant.
UntilMistake notUnderstood(std::string_view what)
{
    const std::vector<std::string_view> choices = untilChoices();
    std::vector<std::string> large;
    for (const std::string_view one : choices)
        large.push_back(upper(one));
    const std::vector<std::string_view> views(large.begin(), large.end());
    const std::string nearest = nearestOrAll(upper(what), views);
    const auto found = std::ranges::find(large, nearest);
    const bool isNear = !what.empty() && found != large.end();
    return {std::string(what),
            isNear ? std::string(choices[static_cast<std::size_t>(found - large.begin())]) : std::string()};
}

/// "FIN", "SYN,ACK", "data", "segment"; false: it is none of these.
bool readSegmentWords(const std::string& word, UntilCondition& condition)
{
    if (word == "SEGMENT")
        return true;
    if (word == "DATA") {
        condition.text = true;
        return true;
    }
    const auto flags = readFlags(word);
    if (!flags || *flags == Flags{})
        return false;
    condition.flags = *flags;
    return true;
}

/// What one word, or two with an arrow between, stand for; the host and the count are off already.
bool readBase(std::string text, UntilCondition& condition)
{
    if (const std::size_t arrow = text.find("->"); arrow != std::string::npos) {
        const auto from = stateNamed(std::string(trimmed(std::string_view(text).substr(0, arrow))));
        const auto to = stateNamed(std::string(trimmed(std::string_view(text).substr(arrow + 2))));
        condition.kind = Kind::Transition;
        condition.from = from.value_or(ConnectionState::Closed);
        condition.to = to.value_or(ConnectionState::Closed);
        return from && to;
    }
    if (const auto state = stateNamed(text)) {
        condition.kind = Kind::State;
        condition.to = *state;
        return true;
    }
    if (text == "TIMER" || text == "RTO" || takeLast(text, "TIMER")) {
        condition.kind = Kind::Expires;
        condition.timer = text == "RTO" ? Timer::Retransmission : timerNamed(text);
        return text == "TIMER" || condition.timer.has_value();
    }
    if (text == "RETRANSMISSION" || text == "IGNORED" || text == "LOSS") {
        condition.kind = text == "LOSS" ? Kind::Lost : text == "IGNORED" ? Kind::Ignored : Kind::SentAgain;
        return true;
    }
    condition.kind = Kind::Fails;
    if (text == "ERROR")
        return true;
    for (auto i = std::size_t{1}; i <= static_cast<std::size_t>(lastErrno); ++i)
        if (const auto error = static_cast<Errno>(i); text == nameOf(error)) {
            condition.error = error;
            return true;
        }
    condition.kind = takeLast(text, "ARRIVES") ? Kind::Arrives
                     : takeLast(text, "LOST")  ? Kind::Lost
                                               : Kind::Sent;
    if (readSegmentWords(text, condition))
        return true;
    condition.kind = Kind::Called;
    for (const Call call : calls)
        if (text == upper(nameOf(call)) || text == upper(nameOf(call)) + "()") {
            condition.call = call;
            return true;
        }
    return false;
}

bool isOf(const std::optional<Side>& host, Side side) { return !host || *host == side; }

bool isSegment(const Trace& trace, const UntilCondition& condition, SegmentId id)
{
    if (id == 0 || id > trace.segmentCount())
        return false;
    const SegmentHistory& segment = trace.segment(id);
    return isOf(condition.host, segment.sender) && carries(segment.packet.segment.ctl, condition.flags) &&
           (!condition.text || segment.packet.segment.text.length > 0);
}

bool happens(const Trace& trace, const UntilCondition& condition, const Effect& e)
{
    switch (condition.kind) {
    case Kind::Instant:
    case Kind::Later: return false;
    case Kind::State:
        return e.kind == EffectKind::State && e.to == condition.to && isOf(condition.host, e.host);
    case Kind::Transition:
        return e.kind == EffectKind::State && e.from == condition.from && e.to == condition.to &&
               isOf(condition.host, e.host);
    case Kind::Sent: return e.kind == EffectKind::Send && isSegment(trace, condition, e.segment);
    case Kind::Arrives: return e.kind == EffectKind::Deliver && isSegment(trace, condition, e.segment);
    case Kind::Lost: return e.kind == EffectKind::Drop && isSegment(trace, condition, e.segment);
    case Kind::SentAgain:
        return e.kind == EffectKind::Send && isSegment(trace, condition, e.segment) &&
               trace.segment(e.segment).packet.retransmission > 0;
    case Kind::Ignored: return e.kind == EffectKind::Ignore && isOf(condition.host, e.host);
    case Kind::Expires:
        return e.kind == EffectKind::Timer && e.action == TimerAction::Expire &&
               isOf(condition.host, e.host) && (!condition.timer || *condition.timer == e.timer);
    case Kind::Called:
        return e.kind == EffectKind::Call && condition.call == e.call && isOf(condition.host, e.host);
    case Kind::Fails:
        return e.kind == EffectKind::Return && e.error != Errno::None && isOf(condition.host, e.host) &&
               (condition.error == Errno::None || condition.error == e.error);
    }
    return false;
}

std::uint32_t timesIn(const Trace& trace, std::uint64_t step, const UntilCondition& condition)
{
    // One arrow of the figure, of two records.
    if (condition.kind == Kind::Transition && condition.from == ConnectionState::FinWait1 &&
        condition.to == ConnectionState::TimeWait) {
        const auto changes = stateChanges(trace, trace.firstRecordOf(step), trace.endRecordOf(step));
        return static_cast<std::uint32_t>(std::ranges::count_if(changes, [&](const HostChange& one) {
            return isOf(condition.host, one.host) && one.change.from == condition.from &&
                   one.change.to == condition.to;
        }));
    }
    std::uint32_t times = 0;
    for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n)
        times += happens(trace, condition, trace.record(n).what) ? 1u : 0u;
    return times;
}

} // namespace

std::optional<std::uint64_t> CountedSteps::upTo(const Trace& trace, std::uint64_t last)
{
    last = std::min(last, trace.stepCount());
    while (!m_found && m_read < last) {
        ++m_read;
        m_times += timesIn(trace, m_read, m_condition);
        if (m_times >= m_condition.count.value_or(1))
            m_found = m_read;
    }
    return m_found && *m_found <= last ? m_found : std::nullopt;
}

void CountedSteps::forgetFrom(std::uint64_t step)
{
    if (m_read > step)
        *this = CountedSteps(m_condition);
}

tl::expected<UntilCondition, UntilMistake> readUntil(std::string_view what)
{
    const std::string english = untilInEnglish(trimmed(what));
    const std::string_view asked = english;
    UntilCondition condition;
    const bool later = asked.starts_with('+');
    std::string number(later ? asked.substr(1) : asked);
    // Half of the world writes 0,3; three digits behind a comma may be thousands, which nobody can tell.
    if (const std::size_t comma = number.find(',');
        comma != std::string::npos && comma > 0 && std::isdigit(static_cast<unsigned char>(number[0])) != 0 &&
        (number.find_first_not_of("0123456789", comma + 1) != comma + 4 || number.starts_with("0,")))
        number[comma] = '.';
    if (const auto time = readDuration(number, longestInstant)) {
        condition.kind = later ? Kind::Later : Kind::Instant;
        condition.time = *time;
        return condition;
    }
    std::string text = upper(asked);
    for (std::size_t at = 0; (at = text.find("→", at)) != std::string::npos;)
        text.replace(at, std::string_view("→").size(), "->");
    text = plainly(std::move(text));
    if (const auto emission = emissionNamed(asked)) {
        condition.kind = Kind::Sent;
        condition.host = emission->sender;
        condition.count = emission->number;
        return condition;
    }
    if (takeFirst(text, "CLIENT"))
        condition.host = Side::Client;
    else if (takeFirst(text, "SERVER"))
        condition.host = Side::Server;
    if (const std::size_t sign = text.find('#'); sign != std::string::npos) {
        const auto count = readCount(trimmed(std::string_view(text).substr(sign + 1)), 1, 0xffffffff);
        if (!count)
            return tl::unexpected(UntilMistake{std::string(asked.substr(asked.find('#'))), "#1, #2, #3 …"});
        condition.count = static_cast<std::uint32_t>(*count);
        text = std::string(trimmed(std::string_view(text).substr(0, sign)));
    }
    if (!readBase(text, condition))
        return tl::unexpected(notUnderstood(trimmed(what)));
    return condition;
}

std::string untilText(const UntilCondition& condition)
{
    std::string text = condition.host ? std::string(nameOf(*condition.host)) + " " : "";
    const auto segment = [&]() -> std::string {
        return condition.text ? "data" : condition.flags == Flags{} ? "segment" : flagsText(condition.flags);
    };
    switch (condition.kind) {
    case Kind::Instant: return writeDuration(condition.time);
    case Kind::Later: return "+" + writeDuration(condition.time);
    case Kind::State: text += nameOf(condition.to); break;
    case Kind::Transition: text += std::string(nameOf(condition.from)) + " → " + nameOf(condition.to); break;
    case Kind::Sent: text += segment(); break;
    case Kind::Arrives: text += segment() + " arrives"; break;
    case Kind::Lost:
        text += condition.flags == Flags{} && !condition.text ? "loss" : segment() + " lost";
        break;
    case Kind::SentAgain: text += "retransmission"; break;
    case Kind::Ignored: text += "ignored"; break;
    case Kind::Expires:
        text += condition.timer ? std::string(nameOf(*condition.timer)) + " timer" : "timer";
        break;
    case Kind::Called:
        text += nameOf(condition.call.value_or(Call::Close));
        if (condition.call == Call::Listen) // there is a state of that name
            text += "()";
        break;
    case Kind::Fails: text += condition.error == Errno::None ? "error" : nameOf(condition.error); break;
    }
    if (condition.count)
        text += " #" + std::to_string(*condition.count);
    return text;
}

std::optional<std::uint64_t> stepUntil(const Trace& trace, std::uint64_t from,
                                       const UntilCondition& condition, std::uint64_t last)
{
    last = std::min(last, trace.stepCount());
    if (condition.kind == Kind::Instant || condition.kind == Kind::Later) {
        const Instant start = condition.kind == Kind::Later ? trace.instantOf(from) : Instant{};
        const std::uint64_t step = trace.stepAt(start + condition.time);
        return step > from && step <= last ? std::optional(step) : std::nullopt;
    }
    if (condition.count) {
        const auto step = CountedSteps(condition).upTo(trace, last);
        return step && *step > from ? step : std::nullopt;
    }
    for (std::uint64_t step = from + 1; step <= last; ++step)
        if (timesIn(trace, step, condition) > 0)
            return step;
    return std::nullopt;
}

std::optional<std::uint64_t> lastStepOf(const Trace& trace, std::uint64_t step,
                                        const UntilCondition& condition)
{
    if (condition.kind == Kind::Instant || condition.kind == Kind::Later)
        return std::nullopt;
    if (condition.count)
        return CountedSteps(condition).upTo(trace, step);
    for (step = std::min(step, trace.stepCount()); step > 0; --step)
        if (timesIn(trace, step, condition) > 0)
            return step;
    return std::nullopt;
}

std::vector<std::string_view> untilChoices()
{
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < connectionStateCount; ++i)
        words.emplace_back(nameOf(static_cast<ConnectionState>(i)));
    for (const char* word : {"SYN",
                             "SYN,ACK",
                             "ACK",
                             "FIN",
                             "RST",
                             "PSH",
                             "data",
                             "segment",
                             "SYN arrives",
                             "SYN,ACK arrives",
                             "ACK arrives",
                             "FIN arrives",
                             "RST arrives",
                             "data arrives",
                             "SYN lost",
                             "SYN,ACK lost",
                             "ACK lost",
                             "FIN lost",
                             "data lost",
                             "loss",
                             "retransmission",
                             "ignored",
                             "timer",
                             "retransmission timer",
                             "delayed-ack timer",
                             "persist timer",
                             "keep-alive timer",
                             "time-wait timer",
                             "fin-wait-2 timer",
                             "user timer",
                             "reordering timer",
                             "tail-loss-probe timer",
                             "error",
                             "ECONNREFUSED",
                             "ECONNRESET",
                             "ETIMEDOUT",
                             "EADDRINUSE",
                             "EPIPE",
                             "connect",
                             "accept",
                             "send",
                             "recv",
                             "close",
                             "shutdown",
                             "abort",
                             "ESTABLISHED → CLOSE-WAIT",
                             "FIN #2",
                             "c3",
                             "s1",
                             "1 s",
                             "+200 ms"})
        words.emplace_back(word);
    return words;
}

} // namespace tcplab
