#include "app/cli/commands.h"
#include "app/cli/scenario_source.h"
#include "app/cli/wrong_option.h"
#include "app/figure/figure.h"
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

/// By its name, or else by the file's ending.
FigureFormat formatOf(const FigureCommandOptions& options)
{
    if (options.format)
        return figureFormatNamed(*options.format).value_or(FigureFormat::Svg);
    for (std::size_t i = 0; i < figureFormatNames.size() && options.run.output; ++i)
        if (const auto format = static_cast<FigureFormat>(i); options.run.output->ends_with(suffixOf(format)))
            return format;
    return FigureFormat::Svg;
}

} // namespace

int figureCommand(const FigureCommandOptions& options, const Setting& setting)
{
    if (options.format)
        if (const auto code = unknownWord("--format", *options.format, figureFormatNames, setting))
            return *code;
    if (const auto code = unknownWord("--what", options.what, figureSubjects, setting))
        return *code;
    if (const auto code = unknownWord("--host", options.host, hostNames, setting))
        return *code;
    const FigureFormat format = formatOf(options);
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
            return wrongOption(
                {.file = name, .problem = Problem::WrongType, .subject = **text, .expected = "time"},
                setting);
        *into = Instant{at->ns};
    }
    if (how.to <= how.from)
        return wrongOption({.file = "--to",
                            .problem = Problem::OutOfRange,
                            .subject = *options.to,
                            .expected = "> " + options.from.value_or("0 s")},
                           setting);
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
        return writeText(options.run.output, diagramText(format, trace, side, conn, step, setting.language),
                         setting);
    }
    // Nothing is left of a run that has ended before.
    if (const Instant end = trace.instantOf(trace.stepCount()); how.from > end)
        return wrongOption({.file = "--from",
                            .problem = Problem::OutOfRange,
                            .subject = *options.from,
                            .expected = "0 s … " + writeDuration(end - Instant{})},
                           setting);
    const auto inIt = std::ranges::count_if(trace.segments, [&](const SegmentHistory& segment) {
        return segment.sentAt >= how.from && segment.sentAt <= how.to;
    });
    if (inIt > mostSegments)
        return wrongOption({.file = "--to",
                            .problem = Problem::TooLarge,
                            .subject = std::to_string(inIt),
                            .expected = "<= " + std::to_string(mostSegments)},
                           setting);
    return writeText(options.run.output, timelineText(format, trace, how), setting);
}

} // namespace tcplab
