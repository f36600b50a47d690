// --format table: one record a line, aligned.
#include "app/cli/columns.h"
#include "app/cli/formats.h"
#include "app/cli/segment_line.h"
#include "core/segment/notation.h"

#include <fmt/format.h>
#include <iterator>

namespace tcplab {
namespace {

constexpr Sentence numberHead{"n", "编号"};
constexpr Sentence timeHead{"time", "时间"};
constexpr Sentence causeHead{"cause", "起因"};
constexpr Sentence hostHead{"host", "主机"};
constexpr Sentence eventHead{"event", "事件"};
constexpr Sentence detailsHead{"details", "详情"};
constexpr Sentence clientWord{"client", "客户端"};
constexpr Sentence serverWord{"server", "服务器"};
constexpr Sentence repeats{"retransmission {count}", "第 {count} 次重传"};
constexpr Sentence isCopy{"copy of #{of}", "#{of} 的副本"};
constexpr Sentence becomes{"copied as #{copy}", "复制为 #{copy}"};
constexpr Sentence byRule{"fault {rule}", "故障 {rule}"};
constexpr Sentence byHand{"by hand", "手动"};
constexpr Sentence dueAt{"due at {due}", "{due} 到期"};
constexpr Sentence notApplied{"did not apply", "没有生效"};

std::string segmentLine(const Trace& trace, SegmentId id, const Showing& showing)
{
    const Setting& setting = showing.setting;
    const SegmentHistory& segment = trace.segment(id);
    const Segment& seg = segment.packet.segment;
    std::string line =
        fmt::format("#{} {} {}", id, flagsOf(segment), numbersOf(trace, segment, showing.relative));
    if (seg.text.length != 0)
        fmt::format_to(std::back_inserter(line), " len={}", seg.text.length);
    if (!seg.ctl.rst)
        fmt::format_to(std::back_inserter(line), " win={}", seg.wnd);
    if (const std::string options = optionsText(seg.options); !options.empty())
        line += " <" + options + ">";
    Facts facts;
    facts.set("count", segment.packet.retransmission);
    facts.set("of", segment.original);
    if (segment.isCopy)
        line += ", " + setting.say(isCopy, facts);
    else if (segment.packet.retransmission != 0)
        line += ", " + setting.say(repeats, facts);
    return line;
}

std::string deliverLine(const Trace& trace, const Effect& what, const Showing& showing)
{
    return segmentLine(trace, what.segment, showing) + (what.marked ? ", CE" : "");
}

std::string dropLine(const Trace& trace, const Effect& what, const Showing& showing)
{
    const Setting& setting = showing.setting;
    Facts facts;
    facts.set("rule", what.rule);
    std::string why = nameOf(static_cast<DropReason>(what.dropWhy));
    if (trace.segment(what.segment).droppedByHand)
        why = setting.say(byHand);
    else if (what.rule != 0)
        why = setting.say(byRule, facts);
    else if (const char* discipline = disciplineOf(static_cast<DropReason>(what.dropWhy)); *discipline != 0)
        why += std::string(", ") + discipline;
    return segmentLine(trace, what.segment, showing) + ": " + why;
}

std::string userLine(const Trace& trace, const Effect& what, const Showing& showing)
{
    std::string line = nameOf(what.command);
    if (what.command == UserCommand::Call)
        line += " " + trace.text(what.text);
    else if (what.segment != 0 && what.segment <= trace.segmentCount())
        line += " " + segmentLine(trace, what.segment, showing);
    return what.applied ? line : line + ", " + showing.setting.say(notApplied);
}

/// "cwnd 14600, ssthresh -, slow-start": the trace's words, and no number where no loss has set one yet.
std::string congestionLine(const Effect& what)
{
    const std::string threshold = what.value2 < noThreshold ? std::to_string(what.value2) : "-";
    return fmt::format("cwnd {}, ssthresh {}, {}", what.value, threshold,
                       nameOf(static_cast<CongestionPhase>(what.value3)));
}

std::string detailsOf(const Trace& trace, std::uint32_t n, const Showing& showing)
{
    const Effect& what = trace.record(n).what;
    Facts facts;
    switch (what.kind) {
    case EffectKind::Call:
        return nameOf(what.call) + (trace.text(what.text).empty() ? "" : " " + trace.text(what.text));
    case EffectKind::Return:
        return what.error == Errno::None ? fmt::format("{} → {}", nameOf(what.call), what.value)
                                         : fmt::format("{} → {}", nameOf(what.call), nameOf(what.error));
    case EffectKind::State: return fmt::format("{} → {}", nameOf(what.from), nameOf(what.to));
    case EffectKind::Send: return segmentLine(trace, what.segment, showing);
    case EffectKind::Deliver: return deliverLine(trace, what, showing);
    case EffectKind::Drop: return dropLine(trace, what, showing);
    case EffectKind::Duplicate:
        facts.set("copy", what.copy);
        return segmentLine(trace, what.segment, showing) + ", " + showing.setting.say(becomes, facts);
    case EffectKind::Ignore: {
        const std::string line = segmentLine(trace, what.segment, showing) + ": " + nameOf(what.ignoreWhy);
        const std::string cited = citationText(citation(what.clause), showing.setting.language);
        return cited.empty() ? line : line + " (" + cited + ")"; // not every rule is in a document
    }
    case EffectKind::Timer: {
        std::string line = fmt::format("{} {}", nameOf(what.timer), nameOf(what.action));
        facts.set("due", instantText(Instant{what.value}));
        if (what.action == TimerAction::Start || what.action == TimerAction::Restart)
            line += ", " + showing.setting.say(dueAt, facts);
        return line;
    }
    case EffectKind::Cwnd: return congestionLine(what);
    case EffectKind::Rtt:
        return fmt::format("{}: SRTT {}, RTTVAR {}, RTO {}", durationText({what.value}),
                           durationText({what.value2}), durationText({what.value3}),
                           durationText({what.value4}));
    case EffectKind::Urgent: return fmt::format("RCV.UP +{}", what.value);
    case EffectKind::User: return userLine(trace, what, showing);
    case EffectKind::End: return nameOf(trace.endReason);
    }
    return {};
}

/// More than one connection on a host, listeners not counted: then each line says which it is about.
bool hasSeveralConnections(const Trace& trace)
{
    for (const auto& connections : trace.connections)
        if (std::ranges::count_if(connections,
                                  [](const ConnectionHistory& c) { return c.name.remotePort != 0; }) > 1)
            return true;
    return false;
}

} // namespace

EndReason showTable(Run& run, const Showing& showing)
{
    const Setting& setting = showing.setting;
    const Trace& trace = run.trace();
    // The widths of the columns depend on the whole.
    const EndReason reason = play(run, showing.limit, [] { return true; });
    const auto heading = [&](const Sentence& head) { return setting.say(head); };
    const int number = std::max(columnsOf(heading(numberHead)),
                                static_cast<int>(std::to_string(trace.recordCount()).size()));
    const int cause = std::max(number, columnsOf(heading(causeHead)));
    const int time = static_cast<int>(instantText(trace.record(trace.recordCount()).t).size());
    constexpr int host = 6;
    constexpr int event = 9;
    const bool several = hasSeveralConnections(trace);

    const auto line = [&](const std::string& n, const std::string& t, const std::string& because,
                          const std::string& side, const std::string& kind, const std::string& details) {
        return paddedLeft(n, number) + "  " + paddedLeft(t, time) + "  " + paddedLeft(because, cause) + "  " +
               padded(side, host) + "  " + padded(kind, event) + "  " + details + "\n";
    };
    showing.out.write(line(heading(numberHead), heading(timeHead), heading(causeHead), heading(hostHead),
                           heading(eventHead), heading(detailsHead)));
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        const Record& record = trace.record(n);
        const Effect& what = record.what;
        std::string details = detailsOf(trace, n, showing);
        if (const std::string name = trace.connectionName(what.host, what.conn); several && !name.empty())
            details += "  " + name;
        const bool isEnd = what.kind == EffectKind::End;
        if (!showing.out.write(
                line(std::to_string(n), instantText(record.t),
                     record.cause != 0 ? std::to_string(record.cause) : std::string{},
                     isEnd ? std::string{} : setting.say(what.host == Side::Client ? clientWord : serverWord),
                     nameOf(what.kind), setting.plain(details))))
            break;
    }
    return reason;
}

} // namespace tcplab
