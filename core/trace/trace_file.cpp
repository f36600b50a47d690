#include "core/trace/trace_file.h"
#include "core/segment/notation.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace tcplab {
namespace {

/// A JSON string, RFC 8259 §7: quotes, backslash and control characters escaped, UTF-8 as it is.
std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
            else
                out += c;
        }
    }
    return out += '"';
}

/// The ECN field, where there is something in it, stands last: "CE" where the segment arrives marked.
std::string segmentJson(const Packet& packet, Ecn ecn)
{
    const Segment& seg = packet.segment;
    return fmt::format(
        R"({{"id":{},"flags":"{}","seq":{},"ack":{},"len":{},"win":{},"opts":"{}","retransmission":{}{}}})",
        packet.id, flagsText(seg.ctl), seg.seq.value(), seg.ack.value(), seg.text.length, seg.wnd,
        optionsText(seg.options), packet.retransmission,
        ecn == Ecn::NotEct ? std::string{} : fmt::format(R"(,"ecn":"{}")", nameOf(ecn)));
}

/// Appends `,"key":value` pairs of one line.
class Line {
public:
    Line(std::uint32_t n, const Record& record)
    {
        m_text = fmt::format(R"({{"n":{},"t":{},"event":"{}","host":"{}")", n, record.t.ns,
                             nameOf(record.what.kind), nameOf(record.what.host));
        if (record.cause != 0)
            number("cause", record.cause);
    }
    void number(std::string_view key, std::int64_t value)
    {
        fmt::format_to(std::back_inserter(m_text), R"(,"{}":{})", key, value);
    }
    void word(std::string_view key, std::string_view value)
    {
        fmt::format_to(std::back_inserter(m_text), R"(,"{}":{})", key, quoted(value));
    }
    void raw(std::string_view key, std::string_view json)
    {
        fmt::format_to(std::back_inserter(m_text), R"(,"{}":{})", key, json);
    }
    std::string finish() { return m_text += '}'; }

private:
    std::string m_text;
};

void writeUser(Line& line, const Trace& trace, const Effect& what)
{
    line.word("command", nameOf(what.command));
    switch (what.command) {
    case UserCommand::Drop:
    case UserCommand::Delay:
    case UserCommand::Duplicate:
    case UserCommand::Corrupt: line.number("target", what.segment); break;
    case UserCommand::Icmp:
    case UserCommand::Call: line.word("target", trace.text(what.text)); break;
    case UserCommand::Crash:
    case UserCommand::Boot:
    case UserCommand::Inject: line.word("target", nameOf(what.host)); break;
    }
}

} // namespace

std::string headerLine(const Trace& trace)
{
    const Scenario& scenario = trace.scenario();
    std::string hosts;
    std::string delays;
    for (const Side side : {Side::Client, Side::Server}) {
        const HostSettings& host = scenario.hosts[indexOf(side)];
        const char* comma = side == Side::Client ? "" : ",";
        hosts += fmt::format(R"({}"{}":{{"address":{},"profile":"{}"}})", comma, nameOf(side),
                             quoted(host.address), nameOf(host.profile.name));
        delays += fmt::format(R"({}"{}":{})", comma, nameOf(side), scenario.links[indexOf(side)].delay.ns);
    }
    const Duration msl = std::max(scenario.links[0].msl, scenario.links[1].msl);
    return fmt::format(
        R"({{"format":"tcplab-trace","version":1,"scenario":{},"title":{},"seed":{},"hosts":{{{}}},"msl_ns":{},"delay_ns":{{{}}}}})",
        quoted(scenario.name), quoted(scenario.title.en), scenario.seed, hosts, msl.ns, delays);
}

std::string recordLine(const Trace& trace, std::uint32_t n)
{
    const Record& record = trace.record(n);
    const Effect& what = record.what;
    Line line(n, record);
    const auto conn = [&] {
        if (what.conn != 0)
            line.word("conn", trace.connectionName(what.host, what.conn));
    };
    const auto segment = [&] {
        const Packet& packet = trace.segment(what.segment).packet;
        const bool marked = what.kind == EffectKind::Deliver && what.marked;
        line.raw("segment", segmentJson(packet, marked ? Ecn::Ce : packet.segment.ecn));
    };

    switch (what.kind) {
    case EffectKind::Call:
        line.word("call", nameOf(what.call));
        line.word("args", trace.text(what.text));
        break;
    case EffectKind::Return:
        line.word("call", nameOf(what.call));
        if (what.error == Errno::None)
            line.number("result", what.value);
        else
            line.word("error", nameOf(what.error));
        break;
    case EffectKind::State:
        conn();
        line.word("from", nameOf(what.from));
        line.word("to", nameOf(what.to));
        break;
    case EffectKind::Send:
    case EffectKind::Deliver:
        conn();
        segment();
        break;
    case EffectKind::Drop:
        segment();
        line.word("why", nameOf(static_cast<DropReason>(what.dropWhy)));
        if (const char* discipline = disciplineOf(static_cast<DropReason>(what.dropWhy)); *discipline != 0)
            line.word("discipline", discipline);
        if (what.rule != 0)
            line.number("by", what.rule);
        break;
    case EffectKind::Duplicate:
        segment();
        line.number("copy", what.copy);
        break;
    case EffectKind::Ignore:
        segment();
        line.word("why", nameOf(what.ignoreWhy));
        line.word("rfc", citation(what.clause));
        break;
    case EffectKind::Timer:
        conn();
        line.word("timer", nameOf(what.timer));
        line.word("action", nameOf(what.action));
        line.number("deadline", what.value);
        break;
    case EffectKind::Cwnd:
        conn();
        line.number("cwnd", what.value);
        line.number("ssthresh", what.value2);
        line.word("phase", nameOf(static_cast<CongestionPhase>(what.value3)));
        break;
    case EffectKind::Rtt:
        conn();
        line.number("sample", what.value);
        line.number("srtt", what.value2);
        line.number("rttvar", what.value3);
        line.number("rto", what.value4);
        break;
    case EffectKind::Urgent:
        conn();
        line.number("octets", what.value);
        break;
    case EffectKind::User: writeUser(line, trace, what); break;
    case EffectKind::End:
        line.word("reason", nameOf(trace.endReason));
        line.number("records", trace.recordCount());
        break;
    }
    return line.finish();
}

} // namespace tcplab
