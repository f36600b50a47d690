#include "app/cli/sweep_progress.h"

#include "app/cli/sweep_words.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <unistd.h>

namespace tcplab {
namespace {

volatile std::sig_atomic_t stopAsked = 0;

extern "C" void askSweepToStop(int signal)
{
    stopAsked = 1;
    std::signal(signal, SIG_DFL); // the next one is meant
}

void handle(int signal, struct sigaction* before)
{
    struct sigaction action{};
    action.sa_handler = askSweepToStop;
    struct sigaction was{};
    sigaction(signal, nullptr, &was);
    if (was.sa_handler != SIG_IGN && stopAsked == 0)
        sigaction(signal, &action, nullptr);
    if (before != nullptr)
        *before = was;
}

} // namespace

StopRequests::StopRequests()
{
    stopAsked = 0;
    handle(SIGINT, &m_interrupt);
    handle(SIGTERM, &m_terminate);
}

StopRequests::~StopRequests()
{
    sigaction(SIGINT, &m_interrupt, nullptr);
    sigaction(SIGTERM, &m_terminate, nullptr);
}

void StopRequests::renew()
{
    handle(SIGINT, nullptr);
    handle(SIGTERM, nullptr);
}

bool StopRequests::asked() { return stopAsked != 0; }

SweepProgress::SweepProgress(const Setting& setting, std::uint64_t all, std::uint64_t before)
    : m_setting(setting), m_all(all), m_before(before), m_shown(isatty(setting.here.error) != 0)
{}

SweepProgress::~SweepProgress()
{
    if (m_any)
        write("\r\033[K");
}

void SweepProgress::write(const std::string& text) const
{
    const ssize_t written = ::write(m_setting.here.error, text.data(), text.size());
    (void)written; // a progress line that cannot be shown is not missed
}

void SweepProgress::show(std::uint64_t done)
{
    const Clock::time_point now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - m_begin).count();
    if (!m_shown || now - m_last < std::chrono::milliseconds(250) || done <= m_before || seconds < 0.2)
        return;
    m_last = now;
    m_any = true;
    if (StopRequests::asked()) {
        if (!m_stoppingSaid)
            write("\r\033[K" + m_setting.say(words::sweepStopping));
        m_stoppingSaid = true;
        return;
    }
    const double rate = static_cast<double>(done - m_before) / seconds;
    Facts facts;
    facts.set("percent",
              fmt::format("{:.1f}", 100.0 * static_cast<double>(done) / static_cast<double>(m_all)));
    facts.set("done", std::to_string(done));
    facts.set("all", std::to_string(m_all));
    facts.set("rate", fmt::format("{:.0f}", rate));
    facts.set("left", timeLeftText(static_cast<double>(m_all - done) / rate, m_setting.language));
    write("\r\033[K" + m_setting.say(words::sweeping, facts));
}

std::string timeLeftText(double seconds, Language language)
{
    const bool chinese = language == Language::Chinese;
    const auto all = static_cast<std::uint64_t>(std::ceil(std::min(seconds, 1e15)));
    struct Unit {
        std::uint64_t length;
        const char* english;
        const char* chinese;
    };
    static constexpr Unit units[] = {
        {86'400, "d", "天"}, {3'600, "h", "小时"}, {60, "min", "分"}, {1, "s", "秒"}};
    for (std::size_t i = 0; i < std::size(units); ++i) {
        const std::uint64_t count = all / units[i].length;
        if (count == 0)
            continue;
        std::string text = fmt::format("{} {}", count, chinese ? units[i].chinese : units[i].english);
        if (i + 1 < std::size(units)) // the next smaller one too
            if (const std::uint64_t rest = all % units[i].length / units[i + 1].length; rest != 0)
                text += fmt::format(" {} {}", rest, chinese ? units[i + 1].chinese : units[i + 1].english);
        return text;
    }
    return chinese ? "0 秒" : "0 s";
}

} // namespace tcplab
