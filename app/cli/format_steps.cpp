// --format steps: what happened in each step and why, for reading.
#include "app/cli/columns.h"
#include "app/cli/formats.h"

#include <fmt/format.h>

namespace tcplab {
namespace {

constexpr int mostColumns = 100;
constexpr int indent = 6;

std::string explanationText(const Trace& trace, std::uint64_t step, const Showing& showing)
{
    const Setting& setting = showing.setting;
    const Explanation why = explain(trace, step, setting.language);
    const int columns = std::min(showing.columns, mostColumns) - indent;
    std::string text = paddedLeft(std::to_string(step), indent - 2) + "  ";
    bool begun = true;
    const auto add = [&](const std::string& paragraph) {
        if (paragraph.empty())
            return;
        for (const std::string& line : wrapped(setting.plain(paragraph), columns)) {
            text += (begun ? "" : std::string(indent, ' ')) + line + "\n";
            begun = false;
        }
    };
    add(fmt::format("{} · {}", instantText(trace.instantOf(step)), why.headline));
    add(why.body);
    add(why.citation);
    if (step == 0) // what to look at
        add(pick(trace.scenario().notes, setting.language));
    return text + "\n";
}

} // namespace

EndReason showSteps(Run& run, const Showing& showing)
{
    const Trace& trace = run.trace();
    showing.out.write(explanationText(trace, 0, showing));
    // A sentence may look at what became of a segment, so the whole run comes first.
    const EndReason reason = play(run, showing.limit, [] { return true; });
    for (std::uint64_t step = 1; step <= trace.stepCount(); ++step)
        if (!showing.out.write(explanationText(trace, step, showing)))
            return reason;
    showing.out.write(
        showing.setting.plain(recordText(trace, trace.recordCount(), showing.setting.language)) + "\n");
    return reason;
}

} // namespace tcplab
