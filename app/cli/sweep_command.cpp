#include "app/cli/output.h"
#include "app/cli/scenario_source.h"
#include "app/cli/sweep_progress.h"
#include "app/cli/sweep_words.h"
#include "app/sweep/part_file.h"
#include "app/sweep/table.h"
#include "app/sweep/workers.h"
#include "core/base/quantity.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace tcplab {
namespace {

constexpr const char* partialSuffix = ".partial";
constexpr double secondsBetweenSaves = 30;

/// What the options ask for.
struct Sweep {
    SweepPart part;
    std::vector<Scenario> variants;
    std::size_t jobs = 1;
    bool isShard = false;
    std::string path; ///< "": standard output
};

template <class Result> using Asked = tl::expected<Result, Failure>;

Failure worded(const InputError& error, const Setting& setting)
{
    return {exitBadInput, errorText(error, setting.language)};
}

Asked<std::uint64_t> countOf(const char* option, const std::optional<std::string>& text,
                             std::uint64_t standard, std::uint64_t most, const Setting& setting)
{
    if (!text)
        return standard;
    const Read<std::uint64_t> count = readCount(*text, 1, most);
    if (count)
        return *count;
    const bool isNumber = count.error().kind == Misread::Kind::OutOfRange;
    return tl::unexpected(worded({.file = option,
                                  .problem = isNumber ? Problem::OutOfRange : Problem::WrongType,
                                  .subject = *text,
                                  .expected = isNumber ? rangeText(1, most) : "whole number"},
                                 setting));
}

std::string pathOf(const SweepOptions& options, bool isShard, Shard shard)
{
    const std::string asked = options.run.output.value_or("");
    if (!isShard)
        return asked == "-" ? "" : asked;
    if (asked.empty())
        return fileNameOf(shard);
    return asked + (asked.ends_with('/') ? "" : "/") + fileNameOf(shard);
}

Asked<Sweep> sweepOf(const SweepOptions& options, const Setting& setting)
{
    Sweep sweep;
    SweepPlan& plan = sweep.part.plan;
    const auto runs = countOf("--runs", options.runs, plan.runs, mostRuns, setting);
    if (!runs)
        return tl::unexpected(runs.error());
    const auto limit = countOf("--limit", options.run.limit, plan.stepLimit, mostRuns, setting);
    if (!limit)
        return tl::unexpected(limit.error());
    const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
    const auto jobs = countOf("--jobs", options.jobs, processors, 1024, setting);
    if (!jobs)
        return tl::unexpected(jobs.error());
    if (options.shard) {
        const Input<Shard> shard = readShard(*options.shard);
        if (!shard)
            return tl::unexpected(worded(shard.error(), setting));
        sweep.part.shard = *shard;
        sweep.isShard = true;
    }
    for (const std::string& text : options.vary) {
        const Input<SweepAxis> axis = readAxis(text);
        if (!axis)
            return tl::unexpected(worded(axis.error(), setting));
        plan.axes.push_back(*axis);
    }
    const auto scenario = loadScenario(options.run, setting);
    if (!scenario)
        return tl::unexpected(scenario.error());
    plan.scenario = (*scenario)->name;
    plan.seed = (*scenario)->seed;
    plan.runs = *runs;
    plan.stepLimit = *limit;
    Input<std::vector<Scenario>> variants = variantsOf(**scenario, plan);
    if (!variants)
        return tl::unexpected(worded(variants.error(), setting));
    plan.identity = identityOf(**scenario, options.run.sets, plan);
    sweep.variants = std::move(*variants);
    sweep.part.results.resize(sweep.variants.size());
    const std::uint64_t units = sweep.part.endUnit() - sweep.part.firstUnit();
    sweep.jobs = static_cast<std::size_t>(std::clamp<std::uint64_t>(units, 1, *jobs));
    sweep.path = pathOf(options, sweep.isShard, sweep.part.shard);
    return sweep;
}

/// Files alone can be gone on with: neither standard output nor a device.
bool keepsPartial(const Sweep& sweep)
{
    struct stat found{};
    return !sweep.path.empty() && (stat(sweep.path.c_str(), &found) != 0 || S_ISREG(found.st_mode));
}

/// The errno that says why no result could be put there; 0: it could.
int whyNotWritable(const std::string& path)
{
    struct stat found{};
    if (stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode))
        return EISDIR;
    const std::size_t slash = path.find_last_of('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        return errno;
    return access(path.c_str(), F_OK) == 0 && access(path.c_str(), W_OK) != 0 ? errno : 0;
}

/// What an interrupted sweep has left, if it has.
Asked<void> takeUp(Sweep& sweep, const Setting& setting)
{
    if (!keepsPartial(sweep))
        return tl::unexpected(Failure{exitBadInput, setting.say(words::resumeNeedsFile)});
    // A part that is finished needs no more; of a table that cannot be known.
    for (const std::string& file : {sweep.path + partialSuffix, sweep.isShard ? sweep.path : std::string{}}) {
        if (file.empty() || access(file.c_str(), F_OK) != 0)
            continue;
        const auto text = textOfInput(file, setting);
        if (!text)
            return tl::unexpected(text.error());
        auto part = readPart(*text);
        Facts facts;
        facts.set("file", file);
        if (!part) {
            facts.set("line", std::to_string(part.error()));
            return tl::unexpected(Failure{
                exitBadInput, setting.say(part.error() == 0 ? words::shortPart : words::noPart, facts)});
        }
        if (part->plan != sweep.part.plan || part->shard != sweep.part.shard)
            return tl::unexpected(Failure{exitBadInput, setting.say(words::foreignPartial, facts)});
        sweep.part = std::move(*part);
        return {};
    }
    return {};
}

/// Plays what is left. Saves now and then, where there is a file beside which it can.
int play(Sweep& sweep, bool saves, const Setting& setting)
{
    using Clock = std::chrono::steady_clock;
    SweepPart& part = sweep.part;
    const std::uint64_t first = part.firstUnit();
    const std::uint64_t end = part.endUnit();
    SweepProgress progress(setting, end - first, part.done);
    SweepWorkers workers(part.plan, std::move(sweep.variants), sweep.jobs);
    StopRequests stop;
    Clock::time_point saved = Clock::now();
    while (!part.finished() && !StopRequests::asked()) {
        bool due = false;
        const std::uint64_t next =
            workers.play(first + part.done, end, part.results, [&](std::uint64_t unit) {
                progress.show(unit - first);
                due = saves && Clock::now() - saved > std::chrono::duration<double>(secondsBetweenSaves);
                return !due && !StopRequests::asked();
            });
        part.done = next - first;
        if (!part.finished() && saves) {
            if (const int code = writeText(sweep.path + partialSuffix, writePart(part), setting);
                code != exitDone)
                return code;
            stop.renew();
            saved = Clock::now();
        }
    }
    return exitDone;
}

/// A row for each run, in their order.
int playEach(Sweep& sweep, const Setting& setting)
{
    constexpr std::uint64_t chunk = 8192;
    const SweepPlan& plan = sweep.part.plan;
    ResultFile file;
    if (!sweep.path.empty())
        if (const int error = file.open(sweep.path); error != 0)
            return cannotWrite(sweep.path, error, setting);
    Output out(sweep.path.empty() ? setting.here.out : file.descriptor());
    out.write(eachHeader(plan));
    SweepProgress progress(setting, plan.units(), 0);
    SweepWorkers workers(plan, std::move(sweep.variants), sweep.jobs);
    StopRequests stop;
    std::vector<RunMeasures> each(std::min(chunk, plan.units()));
    std::uint64_t next = 0;
    while (next < plan.units() && !StopRequests::asked() && out.error() == 0) {
        const std::uint64_t from = next;
        next = workers.play(from, std::min(from + chunk, plan.units()), sweep.part.results, each,
                            [&](std::uint64_t unit) {
                                progress.show(unit);
                                return !StopRequests::asked();
                            });
        for (std::uint64_t unit = from; unit < next; ++unit)
            out.write(eachRow(plan, unit, each[unit - from]));
    }
    if (sweep.path.empty()) {
        if (const int code = finishStandardOutput(out, setting); code != exitDone)
            return code;
    } else if (const int error = out.flush() ? file.commit() : out.error(); error != 0) {
        return cannotWrite(sweep.path, error, setting);
    }
    if (next == plan.units())
        return exitDone;
    Facts facts;
    facts.set("done", std::to_string(next));
    facts.set("all", std::to_string(plan.units()));
    setting.complain(setting.say(words::eachInterrupted, facts));
    return exitFailed;
}

int tellInterrupted(const Sweep& sweep, bool saves, const Setting& setting)
{
    Facts facts;
    facts.set("done", std::to_string(sweep.part.done));
    facts.set("all", std::to_string(sweep.part.endUnit() - sweep.part.firstUnit()));
    facts.set("file", sweep.path + partialSuffix);
    setting.complain(setting.say(saves ? words::sweepInterrupted : words::sweepInterruptedNoFile, facts));
    return exitFailed;
}

} // namespace

int sweepCommand(const SweepOptions& options, const Setting& setting)
{
    const auto fail = [&](const Failure& failure) {
        setting.complain(failure.text);
        return failure.exitCode;
    };
    if (options.each && (options.shard || options.resume))
        return fail({exitBadInput, setting.say(words::eachAlone)});
    auto sweep = sweepOf(options, setting);
    if (!sweep)
        return fail(sweep.error());
    if (options.each)
        return playEach(*sweep, setting);
    if (options.resume)
        if (const auto taken = takeUp(*sweep, setting); !taken)
            return fail(taken.error());
    const bool saves = keepsPartial(*sweep);
    if (saves) // told now rather than after hours
        if (const int error = whyNotWritable(sweep->path); error != 0)
            return cannotWrite(sweep->path, error, setting);
    if (const int code = play(*sweep, saves, setting); code != exitDone)
        return code;

    const SweepPart& part = sweep->part;
    const bool tellsAll = part.finished();
    if (!sweep->isShard || tellsAll) {
        const std::string text = sweep->isShard ? writePart(part) : sweepTable(part.plan, part.results);
        const std::optional<std::string> path =
            sweep->path.empty() ? std::nullopt : std::optional(sweep->path);
        if (const int code = writeText(path, text, setting); code != exitDone)
            return code;
    }
    if (!tellsAll)
        return tellInterrupted(*sweep, saves, setting);
    if (saves)
        unlink((sweep->path + partialSuffix).c_str());
    return exitDone;
}

} // namespace tcplab
