// --format ladder: both hosts, and the segments between them.
#include "app/cli/columns.h"
#include "app/cli/formats.h"
#include "app/cli/ladder_drawing.h"

#include <algorithm>
#include <fmt/format.h>

namespace tcplab {
namespace {

constexpr int mostColumns = 110;
constexpr int longestState = 12; // SYN-RECEIVED

constexpr Sentence totals{"Steps: {steps}; segments sent: {segments}; lost: {lost}; retransmissions: {again}",
                          "步数：{steps}；发出报文段：{segments}；丢失：{lost}；重传：{again}"};
constexpr Sentence stillFlying{"; still in flight: {flying}", "；仍在途中：{flying}"};
constexpr Sentence countedFromIsns{
    "Sequence numbers count from the ISNs (--absolute shows them as they are).",
    "序号从初始序号算起（--absolute 按原值显示）。"};

/// Milliseconds where they say all, else microseconds.
int digitsFor(const Trace& trace)
{
    constexpr std::int64_t millisecond = 1'000'000;
    const bool isWhole = std::ranges::all_of(
        trace.records, [](const Record& record) { return record.t.ns % millisecond == 0; });
    return isWhole ? 3 : 6;
}

LadderSize sizeFor(const Trace& trace, int columns, bool numbered)
{
    LadderSize size;
    size.timeDigits = digitsFor(trace);
    const std::int64_t lastSecond = trace.record(trace.recordCount()).t.ns / 1'000'000'000;
    size.time = static_cast<int>(std::to_string(lastSecond).size()) + (size.timeDigits == 3 ? 4 : 8);
    size.state = longestState + (numbered ? 2 : 0);
    // time, state, line, room, line, state; blanks between
    size.room = std::clamp(columns, 72, mostColumns) - size.time - 2 * size.state - 5;
    const auto& links = trace.scenario().links;
    size.fold = std::max(milliseconds(100), std::max(links[0].delay, links[1].delay) * 4);
    return size;
}

std::string introduction(const Trace& trace, const Showing& showing)
{
    const Setting& setting = showing.setting;
    const Scenario& scenario = trace.scenario();
    const int columns = std::min(showing.columns, 100);
    std::string text;
    for (const std::string& line : wrapped(setting.plain(pick(scenario.title, setting.language)), columns))
        text += (showing.colour ? "\033[1m" + line + "\033[0m" : line) + "\n";
    if (const std::string& summary = pick(scenario.summary, setting.language); !summary.empty())
        for (const std::string& line : wrapped(setting.plain(summary), columns))
            text += line + "\n";
    return text + "\n";
}

/// ISNs that are drawn have ten digits that tell nobody anything.
bool drawsIsns(const Scenario& scenario)
{
    return std::ranges::any_of(scenario.hosts, [](const HostSettings& host) { return host.isns.empty(); });
}

/// Which conversation has which number, and how sequence numbers count where that is not plain.
std::string keyText(const LadderRows& rows, bool relativeUnasked, const Showing& showing)
{
    std::string text;
    const auto add = [&](const std::string& paragraph) {
        for (const std::string& line :
             wrapped(showing.setting.plain(paragraph), std::min(showing.columns, mostColumns)))
            text += line + "\n";
    };
    if (const std::string legend = rows.legend(); !legend.empty())
        add(legend);
    if (relativeUnasked)
        add(showing.setting.say(countedFromIsns));
    return text.empty() ? text : text + "\n";
}

std::string closing(const Trace& trace, const Showing& showing)
{
    const Setting& setting = showing.setting;
    Facts facts;
    facts.set("steps", static_cast<std::int64_t>(trace.stepCount()));
    facts.set("segments",
              std::ranges::count_if(trace.segments, [](const SegmentHistory& s) { return !s.isCopy; }));
    facts.set("lost", std::ranges::count_if(trace.segments, [](const SegmentHistory& s) {
                  return s.dropped != DropReason::None;
              }));
    facts.set("again", std::ranges::count_if(trace.segments, [](const SegmentHistory& s) {
                  return s.packet.retransmission != 0 && !s.isCopy;
              }));
    const auto flying =
        std::ranges::count_if(trace.segments, [](const SegmentHistory& s) { return s.endRecord == 0; });
    facts.set("flying", flying);
    return setting.plain("\n" + recordText(trace, trace.recordCount(), setting.language) + "\n") +
           setting.say(totals, facts) + (flying != 0 ? setting.say(stillFlying, facts) : std::string{}) +
           "\n";
}

} // namespace

EndReason showLadder(Run& run, const Showing& showing)
{
    const Trace& trace = run.trace();
    // What becomes of a segment decides how its arrow is drawn, so the whole run comes first.
    const EndReason reason = play(run, showing.limit, [] { return true; });
    const LadderRows probe(trace, showing.setting, 0, {});
    const LadderSize size = sizeFor(trace, showing.columns, probe.conversationCount() > 1);
    LadderDrawing* drawing = nullptr;
    LadderRows rows(trace, showing.setting, size.room,
                    [&](const LadderRow& row) { return showing.out.write(drawing->draw(row)); });
    const bool relativeUnasked = !showing.relative && !showing.absolute && drawsIsns(trace.scenario());
    LadderDrawing pen(trace, showing.setting, rows, size, showing.colour,
                      showing.relative || relativeUnasked);
    drawing = &pen;
    showing.out.write(introduction(trace, showing) + keyText(rows, relativeUnasked, showing) + pen.head());
    rows.writeAll();
    showing.out.write(closing(trace, showing));
    return reason;
}

} // namespace tcplab
