#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/scenario_source.h"
#include "app/cli/words.h"
#include "app/wording/promise_text.h"
#include "core/base/quantity.h"
#include "core/run/run.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fmt/format.h>
#include <unistd.h>

namespace tcplab {
namespace {

volatile std::sig_atomic_t interrupted = 0;

/// While it lives, Ctrl+C ends the exploration instead of the program.
class Interruptible {
public:
    Interruptible()
    {
        interrupted = 0;
        struct sigaction action{};
        action.sa_handler = [](int) { interrupted = 1; };
        sigaction(SIGINT, &action, &m_before);
    }
    ~Interruptible() { sigaction(SIGINT, &m_before, nullptr); }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

private:
    struct sigaction m_before{};
};

using Clock = std::chrono::steady_clock;

/// A line on the terminal that tells how far it is, a few times a second.
class Progress {
public:
    explicit Progress(const Setting& setting) : m_setting(setting), m_shown(isatty(setting.here.error) != 0)
    {}
    ~Progress()
    {
        if (m_shown && m_any)
            write("\r\033[K");
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(const Explored& explored)
    {
        const Clock::time_point now = Clock::now();
        if (!m_shown || now - m_last < std::chrono::milliseconds(200))
            return;
        m_last = now;
        m_any = true;
        Facts facts;
        facts.set("faults", std::to_string(explored.faults));
        facts.set("most", std::to_string(explored.mostFaults));
        facts.set("states", std::to_string(explored.states));
        facts.set("memory", std::to_string(explored.octets >> 20));
        write("\r\033[K" + m_setting.plain(m_setting.say(words::exploring, facts)));
    }

private:
    void write(const std::string& text) const
    {
        const ssize_t written = ::write(m_setting.here.error, text.data(), text.size());
        (void)written; // a progress line that cannot be shown is not missed
    }

    const Setting& m_setting;
    bool m_shown;
    bool m_any = false;
    Clock::time_point m_last{};
};

struct Numbers {
    WireBudget budget;
    ExploreLimits limits;
};

/// What the options say, or what is wrong with one of them.
tl::expected<Numbers, InputError> numbersOf(const ExploreOptions& options)
{
    Numbers numbers;
    std::optional<InputError> wrong;
    const auto count = [&](const char* option, const std::optional<std::string>& text,
                           std::uint32_t standard) {
        if (!text)
            return standard;
        const Read<std::uint64_t> read = readCount(*text, 0, mostBudgets - 1);
        if (read)
            return static_cast<std::uint32_t>(*read);
        wrong = InputError{.file = option,
                           .problem = Problem::OutOfRange,
                           .subject = *text,
                           .expected = "0 … " + std::to_string(mostBudgets - 1)};
        return 0u;
    };
    numbers.budget.losses = count("--losses", options.losses, 1);
    numbers.budget.duplicates = count("--duplicates", options.duplicates, 0);
    numbers.budget.delays = count("--delays", options.delays, 0);
    numbers.budget.reorder = options.reorder;
    const WireBudget& budget = numbers.budget;
    const std::uint64_t budgets =
        std::uint64_t{budget.losses + 1} * (budget.duplicates + 1) * (budget.delays + 1);
    if (!wrong && budgets > mostBudgets)
        wrong =
            InputError{.file = "--losses, --duplicates, --delays",
                       .problem = Problem::OutOfRange,
                       .subject = std::to_string(budgets),
                       .expected = "(losses+1)·(duplicates+1)·(delays+1) ≤ " + std::to_string(mostBudgets)};
    if (options.memory) {
        constexpr std::uint64_t most = std::uint64_t{1} << 40;
        const Read<std::uint64_t> octets = readOctets(*options.memory, 1u << 20, most);
        if (octets)
            numbers.limits.memory = *octets;
        else
            wrong = InputError{.file = "--memory",
                               .problem = Problem::OutOfRange,
                               .subject = *options.memory,
                               .expected = "1 MiB … 1024 GiB"};
    }
    if (wrong)
        return tl::unexpected(*wrong);
    return numbers;
}

/// The run that breaks a promise, step by step as far as the wire had a hand in it.
std::string tellCounterexample(const Counterexample& example, const Setting& setting)
{
    Run run(std::make_shared<const Scenario>(example.scenario));
    run.extend(example.step);
    const Trace& trace = run.trace();
    std::string text;
    const int columns = std::min(setting.here.columns, 100);
    const auto add = [&](std::uint64_t step, const std::string& what) {
        const std::string start = fmt::format("{:>5}  ", step);
        bool begun = false;
        for (const std::string& line : wrapped(setting.plain(what), columns - 7)) {
            text += (begun ? std::string(7, ' ') : start) + line + "\n";
            begun = true;
        }
    };
    for (const PlacedIntervention& placed : example.scenario.interventions)
        if (placed.step <= trace.stepCount())
            add(placed.step, instantText(trace.instantOf(placed.step)) + " · " +
                                 explain(trace, placed.step, setting.language).headline);
    if (example.step <= trace.stepCount())
        add(example.step,
            instantText(example.at) + " · " + explain(trace, example.step, setting.language).headline);
    return text;
}

/// Its title says what it shows.
Scenario titled(Scenario scenario, const BrokenPromise& broken)
{
    scenario.notes = {};
    scenario.summary = {.en = brokenText(broken, Language::English),
                        .zh = brokenText(broken, Language::Chinese)};
    return scenario;
}

} // namespace

int exploreCommand(const ExploreOptions& options, const Setting& setting)
{
    const auto numbers = numbersOf(options);
    if (!numbers) {
        setting.complain(errorText(numbers.error(), setting.language));
        return exitBadInput;
    }
    const auto scenario = loadScenario(options.run, setting);
    if (!scenario) {
        setting.complain(scenario.error().text);
        return scenario.error().exitCode;
    }
    const Clock::time_point began = Clock::now();
    Explored explored;
    {
        const Interruptible interruptible;
        Progress progress(setting);
        explored = explore(**scenario, numbers->budget, numbers->limits, [&](const Explored& soFar) {
            progress.show(soFar);
            return interrupted == 0;
        });
    }
    const std::chrono::duration<double> took = Clock::now() - began;
    std::string text;
    for (const std::string& line :
         wrapped(setting.plain(exploredText(explored, numbers->budget, setting.language)),
                 std::min(setting.here.columns, 100)))
        text += line + "\n";
    if (explored.broken) {
        for (const std::string& line :
             wrapped(setting.plain(brokenText(explored.broken->promise, setting.language)),
                     std::min(setting.here.columns, 100)))
            text += line + "\n";
        text += tellCounterexample(*explored.broken, setting);
    }
    if (const int code = writeText(std::nullopt, text, setting); code != exitDone)
        return code;
    Facts facts;
    facts.set("time", fmt::format("{:.3f} s", took.count()));
    facts.set("events", std::to_string(explored.events));
    facts.set("memory", fmt::format("{:.1f}", static_cast<double>(explored.octets) / (1 << 20)));
    setting.complain(setting.say(words::exploredIn, facts));
    if (explored.broken && options.run.output) {
        const Scenario example = titled(explored.broken->scenario, explored.broken->promise);
        if (const int code = writeText(options.run.output, writeScenario(example), setting); code != exitDone)
            return code;
    }
    return explored.end == ExploreEnd::Complete ? exitDone : exitFailed;
}

} // namespace tcplab
