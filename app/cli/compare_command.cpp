#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "app/cli/matrix_formats.h"
#include "app/cli/scenario_source.h"
#include "app/cli/wrong_option.h"
#include "app/wording/difference_text.h"
#include "core/experiment/run_outcome.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr std::array<std::string_view, 2> formatNames{"table", "json"};
/// More records than this end a run with EndReason::Limit.
constexpr std::uint32_t mostRecords = 5'000'000;
constexpr int mostColumns = 110;

using Loaded = tl::expected<std::shared_ptr<const Scenario>, Failure>;

/// B: the other scenario, or the same; what is set is set in it.
Loaded loadOther(const CompareOptions& options, const Setting& setting)
{
    RunOptions other = options.run;
    if (options.other)
        other.scenario = *options.other;
    return loadScenario(other, setting);
}

std::string jsonDifference(const Trace& a, const Trace& b, const RunDifference& difference, Language language)
{
    constexpr std::array kinds{"extra", "later", "otherwise", "ends"};
    return JsonObject{}
        .text("kind", kinds[static_cast<std::size_t>(difference.kind)])
        .text("run", difference.acting == 0 ? "a" : "b")
        .number("at_ns", difference.at.ns)
        .number("step_a", difference.places[0].step)
        .number("step_b", difference.places[1].step)
        .text("sentence", differenceText(a, b, difference, language))
        .finish();
}

std::string jsonText(const Run& a, const Run& b, const RunDifferences& found, Language language)
{
    JsonObject object;
    object.text("format", "tcplab-compare").number("version", 1);
    object.text("a", a.scenario().name).text("b", b.scenario().name);
    object.raw("same", found.first ? "false" : "true");
    if (found.first)
        object.raw("first", jsonDifference(a.trace(), b.trace(), *found.first, language));
    if (found.onWire)
        object.raw("on_wire", jsonDifference(a.trace(), b.trace(), *found.onWire, language));
    for (const auto& [name, run] : {std::pair{"outcome_a", &a}, {"outcome_b", &b}}) {
        const ComparedOutcome came = comparedOutcomeOf(*run);
        object.raw(name, jsonOutcome(came.whole, &came.foreign).finish());
    }
    return object.finish() + "\n";
}

std::string tableText(const Run& a, const Run& b, const RunDifferences& found, const Setting& setting)
{
    const Language language = setting.language;
    std::string text;
    const int columns = std::min(setting.here.columns, mostColumns);
    const std::string sentence = differencesText(a.trace(), b.trace(), found, language);
    for (const std::string& line : wrapped(setting.plain(sentence), columns))
        text += line + "\n";
    text += "\n";
    std::vector<std::array<std::string, 3>> rows{{"", "A", "B"}};
    for (const OutcomeRow& row : outcomeRows(comparedOutcomeOf(a), comparedOutcomeOf(b), language))
        rows.push_back({setting.plain(row.what), setting.plain(row.values[0]),
                        setting.plain(row.values[1]) + (row.differs() ? "  *" : "")});
    std::array<int, 2> widths{};
    for (const auto& row : rows)
        for (std::size_t i = 0; i < 2; ++i)
            widths[i] = std::max(widths[i], columnsOf(row[i]));
    for (const auto& row : rows)
        text += padded(row[0], widths[0] + 2) + padded(row[1], widths[1] + 2) + row[2] + "\n";
    return text;
}

} // namespace

int compareCommand(const CompareOptions& options, const Setting& setting)
{
    if (const auto code = unknownWord("--format", options.run.format, formatNames, setting))
        return *code;
    RunOptions first = options.run;
    first.sets.clear();
    const Loaded a = loadScenario(first, setting);
    const Loaded b = a ? loadOther(options, setting) : a;
    if (!b) {
        setting.complain(b.error().text);
        return b.error().exitCode;
    }
    Run runA(*a);
    Run runB(*b);
    runA.extendToEnd(mostRecords);
    runB.extendToEnd(mostRecords);
    const RunDifferences found = compareRuns(runA.trace(), runB.trace());
    std::string text = options.run.format == "json" ? jsonText(runA, runB, found, setting.language)
                                                    : tableText(runA, runB, found, setting);
    if (options.run.format == "json" && setting.ascii)
        text = asciiJson(text);
    return writeText(options.run.output, text, setting);
}

} // namespace tcplab
