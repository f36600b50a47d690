#include "app/cli/commands.h"
#include "app/cli/matrix_formats.h"
#include "app/cli/scenario_source.h"
#include "app/cli/words.h"
#include "app/cli/wrong_option.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr std::array<std::string_view, 4> formatNames{"table", "csv", "json", "markdown"};

/// "c3" or "c3,s1" ("c3+s1", as the tables have it).
std::optional<std::vector<Emission>> emissionsNamed(std::string_view text)
{
    std::vector<Emission> emissions;
    while (true) {
        const std::size_t end = text.find_first_of(",+");
        const std::optional<Emission> emission = emissionNamed(text.substr(0, end));
        if (!emission)
            return std::nullopt;
        emissions.push_back(*emission);
        if (end == std::string_view::npos)
            return emissions;
        text.remove_prefix(end + 1);
    }
}

int writeCell(const Scenario& scenario, const MatrixOptions& options, const Setting& setting)
{
    const auto emissions = emissionsNamed(*options.cell);
    if (!emissions)
        return wrongOption({.file = "--cell",
                            .problem = Problem::WrongType,
                            .subject = *options.cell,
                            .expected = "c3, s1, c3,s1"},
                           setting);
    const Scenario changed = withLost(scenario, *emissions);
    const PlayedOut played = playOut(changed);
    for (const Emission& emission : *emissions)
        if (std::ranges::find(played.emissions, emission, &SeenEmission::which) == played.emissions.end()) {
            const std::uint32_t most = played.outcome.hosts[indexOf(emission.sender)].sent;
            return wrongOption(
                {.file = "--cell",
                 .problem = Problem::OutOfRange,
                 .subject = nameOf(emission),
                 .expected = nameOf({emission.sender, 1}) + " … " + nameOf({emission.sender, most})},
                setting);
        }
    return writeText(options.run.output, writeScenario(changed), setting);
}

} // namespace

int matrixCommand(const MatrixOptions& options, const Setting& setting)
{
    if (const auto code = unknownWord("--format", options.run.format, formatNames, setting))
        return *code;
    const auto scenario = loadScenario(options.run, setting);
    if (!scenario) {
        setting.complain(scenario.error().text);
        return scenario.error().exitCode;
    }
    if (options.cell)
        return writeCell(**scenario, options, setting);
    const LossMatrix matrix = lossMatrix(**scenario, options.pairs);
    const std::string text = options.run.format == "csv"        ? matrixCsv(matrix, setting)
                             : options.run.format == "json"     ? matrixJson(matrix, **scenario, setting)
                             : options.run.format == "markdown" ? matrixMarkdown(matrix, setting)
                                                                : matrixTable(matrix, setting);
    return writeText(options.run.output, text, setting);
}

} // namespace tcplab
