#include "app/cli/commands.h"
#include "app/cli/scenario_source.h"
#include "app/figure/figure.h"
#include "core/base/nearest.h"
#include "core/base/quantity.h"
#include "core/run/run.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr std::array<std::string_view, 2> figureSubjects{"timeline", "diagram"};
constexpr std::array<std::string_view, 2> hostNames{"client", "server"};
/// A figure of more than this is nothing that anybody looks at.
constexpr std::uint32_t mostSegments = 20'000;

int wrong(const Setting& setting, InputError error)
{
    setting.complain(errorText(error, setting.language));
    return exitBadInput;
}

template <std::size_t size>
InputError unknown(const char* option, const std::string& word,
                   const std::array<std::string_view, size>& known)
{
    return {.file = option,
            .problem = Problem::UnknownName,
            .subject = word,
            .expected = nearestOrAll(word, known)};
}

/// By its name, or else by the file's ending.
std::optional<FigureFormat> formatOf(const FigureCommandOptions& options)
{
    if (options.format)
        return figureFormatNamed(*options.format);
    for (std::size_t i = 0; i < figureFormatNames.size() && options.run.output; ++i)
        if (const auto format = static_cast<FigureFormat>(i); options.run.output->ends_with(suffixOf(format)))
            return format;
    return FigureFormat::Svg;
}

} // namespace

int figureCommand(const FigureCommandOptions& options, const Setting& setting)
{
    const auto format = formatOf(options);
    if (!format)
        return wrong(setting, unknown("--format", *options.format, figureFormatNames));
    if (std::ranges::find(figureSubjects, options.what) == figureSubjects.end())
        return wrong(setting, unknown("--what", options.what, figureSubjects));
    if (std::ranges::find(hostNames, options.host) == hostNames.end())
        return wrong(setting, unknown("--host", options.host, hostNames));
    const bool diagram = options.what == "diagram";
    FigureOptions how{.language = setting.language,
                      .relative = options.run.relative,
                      .notation = options.packetdrill ? Notation::Packetdrill : Notation::Words,
                      .linear = options.linear};
    for (const auto& [name, text, into] :
         {std::tuple{"--from", &options.from, &how.from}, std::tuple{"--to", &options.to, &how.to}}) {
        if (!*text)
            continue;
        const auto at = readDuration(**text, longestInstant);
        if (!at)
            return wrong(
                setting,
                {.file = name, .problem = Problem::WrongType, .subject = **text, .expected = "time"});
        *into = Instant{at->ns};
    }
    if (how.to <= how.from)
        return wrong(setting, {.file = "--to",
                               .problem = Problem::OutOfRange,
                               .subject = *options.to,
                               .expected = "> " + options.from.value_or("0 s")});
    const auto scenario = loadScenario(options.run, setting);
    if (!scenario) {
        setting.complain(scenario.error().text);
        return scenario.error().exitCode;
    }
    Run run(*scenario);
    run.extendToEnd();
    const Trace& trace = run.trace();
    if (diagram) {
        const Side side = options.host == "client" ? Side::Client : Side::Server;
        // The last connection that has begun by then.
        const std::uint64_t step = trace.stepAt(how.to);
        const auto& all = trace.connections[indexOf(side)];
        ConnectionId conn = 0;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (step != 0 && all[i].firstRecord < trace.endRecordOf(step))
                conn = static_cast<ConnectionId>(i + 1);
        return writeText(options.run.output, diagramText(*format, trace, side, conn, step, setting.language),
                         setting);
    }
    // Nothing is left of a run that has ended before.
    if (const Instant end = trace.instantOf(trace.stepCount()); how.from > end)
        return wrong(setting, {.file = "--from",
                               .problem = Problem::OutOfRange,
                               .subject = *options.from,
                               .expected = "0 s … " + writeDuration(end - Instant{})});
    const auto inIt = std::ranges::count_if(trace.segments, [&](const SegmentHistory& segment) {
        return segment.sentAt >= how.from && segment.sentAt <= how.to;
    });
    if (inIt > mostSegments)
        return wrong(setting, {.file = "--to",
                               .problem = Problem::TooLarge,
                               .subject = std::to_string(inIt),
                               .expected = "<= " + std::to_string(mostSegments)});
    return writeText(options.run.output, timelineText(*format, trace, how), setting);
}

} // namespace tcplab
