#include "app/cli/formats.h"
#include "app/cli/scenario_source.h"
#include "app/cli/words.h"
#include "app/cli/wrong_option.h"
#include "core/base/quantity.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <unistd.h>

namespace tcplab {
namespace {

constexpr std::array<std::string_view, 6> formatNames{"ladder", "table",   "steps",
                                                      "jsonl",  "summary", "pcapng"};
constexpr std::array<std::string_view, 3> interfaceNames{"both", "client", "server"};
constexpr std::uint64_t usualStepLimit = 1'000'000'000; ///< of a summary, which keeps no records

/// How many records, or steps, a run may have; or what is wrong with the option.
tl::expected<std::uint64_t, Failure> limitOf(const RunOptions& options, const Setting& setting)
{
    if (!options.limit)
        return options.format == "summary" ? usualStepLimit : std::uint64_t{Run::defaultRecordLimit};
    constexpr std::uint64_t most = 1'000'000'000'000;
    const Read<std::uint64_t> limit = readCount(*options.limit, 1, most);
    if (limit)
        return *limit;
    const bool isNumber = limit.error().kind == Misread::Kind::OutOfRange;
    return tl::unexpected(
        Failure{exitBadInput, errorText({.file = "--limit",
                                         .problem = isNumber ? Problem::OutOfRange : Problem::WrongType,
                                         .subject = *options.limit,
                                         .expected = isNumber ? rangeText(1, most) : "whole number"},
                                        setting.language)});
}

std::optional<Side> interfaceNamed(const std::string& name)
{
    if (name == "both")
        return std::nullopt;
    return name == nameOf(Side::Client) ? Side::Client : Side::Server;
}

/// Such an intervention leaves no record: that it is in the file must not go unsaid.
void tellOfNotReached(const Run& run, const Setting& setting)
{
    const std::uint64_t steps = run.trace().stepCount();
    const auto count = std::ranges::count_if(run.interventions(),
                                             [&](const PlacedIntervention& i) { return i.step > steps; });
    if (!run.ended() || run.trace().endReason == EndReason::Limit || count == 0)
        return;
    Facts facts;
    facts.set("step", std::to_string(steps));
    facts.set("count", std::to_string(count));
    setting.complain(setting.say(words::notReached, facts));
}

EndReason show(const std::shared_ptr<const Scenario>& scenario, const std::string& format,
               const Showing& showing)
{
    if (format == "summary")
        return showSummary(scenario, showing); // has a count of them
    Run run(scenario);
    EndReason reason = EndReason::Idle;
    if (format == "table")
        reason = showTable(run, showing);
    else if (format == "steps")
        reason = showSteps(run, showing);
    else if (format == "jsonl")
        reason = showJsonLines(run, showing);
    else if (format == "pcapng")
        reason = showPcapng(run, showing);
    else
        reason = showLadder(run, showing);
    tellOfNotReached(run, showing.setting);
    return reason;
}

int cutOff(const RunOptions& options, std::uint64_t limit, const Setting& setting)
{
    Facts facts;
    const bool chinese = setting.language == Language::Chinese;
    const bool steps = options.format == "summary";
    facts.set("count", std::to_string(limit) +
                           (steps ? (chinese ? " 步" : " steps") : (chinese ? " 条记录" : " records")));
    setting.complain(setting.say(words::limitReached, facts));
    return exitFailed;
}

} // namespace

int runCommand(const RunOptions& options, const Setting& setting)
{
    const auto fail = [&](const Failure& failure) {
        setting.complain(failure.text);
        return failure.exitCode;
    };
    if (const auto code = unknownWord("--format", options.format, formatNames, setting))
        return *code;
    if (const auto code = unknownWord("--interface", options.interface, interfaceNames, setting))
        return *code;
    const auto limit = limitOf(options, setting);
    if (!limit)
        return fail(limit.error());
    const auto scenario = loadScenario(options, setting);
    if (!scenario)
        return fail(scenario.error());

    if (options.check)
        if (const int code = checkRun(*scenario, *limit, setting); code != exitDone)
            return code;

    const bool toFile = options.output && *options.output != "-";
    if (options.format == "pcapng" && !toFile && isatty(setting.here.out) != 0)
        return fail({exitBadInput, setting.say(words::binaryToTerminal)});
    ResultFile file;
    if (toFile)
        if (const int error = file.open(*options.output); error != 0)
            return cannotWrite(*options.output, error, setting);
    Output out(toFile ? file.descriptor() : setting.here.out);
    const EndReason reason = show(*scenario, options.format,
                                  {.setting = setting,
                                   .out = out,
                                   .limit = *limit,
                                   .columns = toFile ? 80 : setting.here.columns,
                                   .colour = !toFile && setting.here.colour,
                                   .relative = options.relative && !options.absolute,
                                   .absolute = options.absolute,
                                   .interface = interfaceNamed(options.interface),
                                   .ipv6 = options.ipv6});
    if (!toFile) {
        if (const int code = finishStandardOutput(out, setting); code != exitDone)
            return code;
    } else {
        const int error = out.flush() ? file.commit() : out.error();
        if (error != 0)
            return cannotWrite(*options.output, error, setting);
    }
    return reason == EndReason::Limit ? cutOff(options, *limit, setting) : exitDone;
}

} // namespace tcplab
