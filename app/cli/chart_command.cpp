#include "app/chart/chart.h"
#include "app/chart/chart_svg.h"
#include "app/cli/chart_words.h"
#include "app/cli/scenario_source.h"
#include "core/base/quantity.h"

namespace tcplab {
namespace {

template <class Result> using Asked = tl::expected<Result, Failure>;

tl::unexpected<Failure> worded(const InputError& error, const Setting& setting)
{
    return tl::unexpected(Failure{exitBadInput, errorText(error, setting.language)});
}

/// "svg" or "csv".
Asked<std::string> formatOf(const ChartOptions& options, const Setting& setting)
{
    const std::string file = options.theory.output.value_or("");
    const std::string asked = options.format.value_or(file.ends_with(".csv")   ? "csv"
                                                      : file.ends_with(".png") ? "png"
                                                                               : "svg");
    if (asked == "png") {
        Facts facts;
        facts.set("table", options.table);
        facts.set("file", file.empty() ? "FILE.png" : file);
        return tl::unexpected(Failure{exitBadInput, setting.say(words::chartNoPng, facts)});
    }
    if (asked != "svg" && asked != "csv")
        return worded(
            {.file = "--format", .problem = Problem::UnknownName, .subject = asked, .expected = "svg, csv"},
            setting);
    return asked;
}

Asked<ChartRequest> requestOf(const ChartOptions& options, const Setting& setting)
{
    ChartRequest request{
        .x = options.x, .y = options.y, .by = options.by, .logX = options.logX, .logY = options.logY};
    const auto band = readBand(options.band);
    if (!band)
        return worded(band.error(), setting);
    request.band = *band;
    for (const std::string& text : options.where) {
        const auto where = readWhere(text);
        if (!where)
            return worded(where.error(), setting);
        request.where.push_back(*where);
    }
    if (!options.theory.scenario.empty()) {
        const auto scenario = loadScenario(options.theory, setting);
        if (!scenario)
            return tl::unexpected(scenario.error());
        request.theory = **scenario;
    } else if (!options.theory.sets.empty()) {
        return worded(
            {.file = "--set", .problem = Problem::Conflict, .subject = "--set", .expected = "--theory"},
            setting);
    }
    return request;
}

Asked<ChartSize> sizeOf(const ChartOptions& options, const Setting& setting)
{
    constexpr std::uint64_t least = 200;
    constexpr std::uint64_t most = 10'000;
    ChartSize size;
    if (!options.size)
        return size;
    const std::size_t cross = options.size->find('x');
    const auto side = [&](std::size_t from, std::size_t to) {
        return readCount(std::string_view(*options.size).substr(from, to - from), least, most);
    };
    const auto wrong = [&](Problem problem, std::string expected) {
        return worded(
            {.file = "--size", .problem = problem, .subject = *options.size, .expected = std::move(expected)},
            setting);
    };
    if (cross == std::string::npos)
        return wrong(Problem::WrongType, "900x560");
    const auto width = side(0, cross);
    const auto height = side(cross + 1, options.size->size());
    for (const auto* length : {&width, &height})
        if (!*length)
            return length->error().kind == Misread::Kind::OutOfRange
                       ? wrong(Problem::OutOfRange, rangeText(least, most))
                       : wrong(Problem::WrongType, "900x560");
    size.width = static_cast<double>(*width);
    size.height = static_cast<double>(*height);
    return size;
}

Asked<std::string> drawn(const ChartOptions& options, const Setting& setting)
{
    const auto format = formatOf(options, setting);
    if (!format)
        return tl::unexpected(format.error());
    const auto size = sizeOf(options, setting);
    if (!size)
        return tl::unexpected(size.error());
    const auto request = requestOf(options, setting);
    if (!request)
        return tl::unexpected(request.error());
    const auto text = textOfInput(options.table, setting);
    if (!text)
        return tl::unexpected(text.error());
    const auto table = readStatistics(*text, options.table);
    if (!table)
        return worded(table.error(), setting);
    const auto chart = makeChart(*table, *request, setting.language);
    if (!chart)
        return worded(chart.error(), setting);
    return *format == "csv" ? chartCsv(*chart) : chartSvg(layOutChart(*chart, *size));
}

} // namespace

int chartCommand(const ChartOptions& options, const Setting& setting)
{
    const auto text = drawn(options, setting);
    if (!text) {
        setting.complain(text.error().text);
        return text.error().exitCode;
    }
    return writeText(options.theory.output, *text, setting);
}

} // namespace tcplab
