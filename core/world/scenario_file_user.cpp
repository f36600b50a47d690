#include "core/segment/notation.h"
#include "core/world/scenario_file_parts.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr std::array<std::string_view, 9> commandNames{"drop",  "delay", "duplicate", "corrupt", "call",
                                                       "crash", "boot",  "inject",    "icmp"};
constexpr std::array<std::string_view, 11> userKeyNames{
    "step", "at", "drop", "delay", "duplicate", "corrupt", "call", "crash", "boot", "inject", "icmp"};
constexpr std::size_t mostInterventions = 100'000;

/// The member of an inline table that must be there.
const TomlNode* member(const TomlNode& table, std::string_view key, std::string_view form,
                       Complaints& complaints)
{
    const TomlNode* node = table.find(key);
    if (node == nullptr)
        complaints.at(table.line, table.column, Problem::MissingKey, key, form);
    return node;
}

/// Complains about members other than these two.
void onlyThese(const TomlNode& table, std::string_view a, std::string_view b, Complaints& complaints)
{
    const std::array<std::string_view, 2> known{a, b};
    for (const TomlNode& node : table.items)
        if (node.key != a && node.key != b)
            complaints.unknownKey(node, known);
}

SegmentId readSegmentId(const TomlNode& node, Complaints& complaints)
{
    return static_cast<SegmentId>(readNumber(node, 1, 0xffffffff, complaints).value_or(1));
}

Intervention readDelay(const TomlNode& node, Complaints& complaints)
{
    constexpr std::string_view form = "delay = { segment = 7, by = \"100 ms\" }";
    DelaySegment delay;
    if (!isTable(node, complaints))
        return delay;
    onlyThese(node, "segment", "by", complaints);
    if (const TomlNode* segment = member(node, "segment", form, complaints))
        delay.segment = readSegmentId(*segment, complaints);
    if (const TomlNode* by = member(node, "by", form, complaints))
        delay.by = readTime(*by, longestDuration, complaints).value_or(Duration{0});
    return delay;
}

Intervention readCall(const TomlNode& node, Complaints& complaints)
{
    constexpr std::string_view form = "call = { host = \"client\", line = \"send 10\" }";
    MakeCall call;
    if (!isTable(node, complaints))
        return call;
    onlyThese(node, "host", "line", complaints);
    if (const TomlNode* host = member(node, "host", form, complaints))
        call.host = readSide(*host, complaints).value_or(Side::Client);
    const TomlNode* line = member(node, "line", form, complaints);
    const auto text = line == nullptr ? std::nullopt : scalarText(*line, Wanted::Text, complaints);
    if (!text)
        return call;
    auto statement = readStatementLine(*text);
    if (!statement) {
        complaints.inProgram(*line, statement.error());
        return call;
    }
    call.statement = *std::move(statement);
    return call;
}

/// "40000 > 80" before the segment's own notation.
std::optional<Segment> readInjected(std::string_view text)
{
    const std::size_t arrow = text.find('>');
    if (arrow == std::string_view::npos)
        return std::nullopt;
    const Read<std::uint64_t> source = readCount(trimmed(text.substr(0, arrow)), 1, 65535);
    text = trimmed(text.substr(arrow + 1));
    const std::size_t blank = std::min(text.find(' '), text.size());
    const Read<std::uint64_t> destination = readCount(text.substr(0, blank), 1, 65535);
    std::optional<Segment> segment = readSegment(text.substr(blank));
    if (!source || !destination || !segment)
        return std::nullopt;
    segment->sourcePort = static_cast<std::uint16_t>(*source);
    segment->destinationPort = static_cast<std::uint16_t>(*destination);
    return segment;
}

Intervention readInject(const TomlNode& node, Complaints& complaints)
{
    constexpr std::string_view form =
        "inject = { from = \"client\", segment = \"40000 > 80 S 0:0(0) win 65535\" }";
    InjectSegment inject;
    if (!isTable(node, complaints))
        return inject;
    onlyThese(node, "from", "segment", complaints);
    if (const TomlNode* from = member(node, "from", form, complaints))
        inject.from = readSide(*from, complaints).value_or(Side::Client);
    const TomlNode* segment = member(node, "segment", form, complaints);
    const auto text = segment == nullptr ? std::nullopt : scalarText(*segment, Wanted::Text, complaints);
    if (!text)
        return inject;
    if (const std::optional<Segment> read = readInjected(*text))
        inject.segment = *read;
    else
        complaints.atValue(*segment, Problem::BadIntervention,
                           "40000 > 80 P. 1:101(100) ack 1 win 65535 <mss 1460>");
    return inject;
}

Intervention readIcmp(const TomlNode& node, Complaints& complaints)
{
    constexpr std::string_view form =
        "icmp = { to = \"client\", kind = \"port-unreachable\", from_port = 49152, to_port = 80, seq = 1 }";
    DeliverIcmp icmp;
    if (!isTable(node, complaints))
        return icmp;
    constexpr std::array<std::string_view, 5> known{"to", "kind", "from_port", "to_port", "seq"};
    for (const TomlNode& item : node.items)
        if (std::find(known.begin(), known.end(), item.key) == known.end())
            complaints.unknownKey(item, known);
    if (const TomlNode* to = member(node, "to", form, complaints))
        icmp.to = readSide(*to, complaints).value_or(Side::Client);
    const auto number = [&](std::string_view key, std::uint64_t most) {
        const TomlNode* found = member(node, key, form, complaints);
        return found == nullptr ? 0 : readNumber(*found, 0, most, complaints).value_or(0);
    };
    icmp.message.localPort = static_cast<std::uint16_t>(number("from_port", 65535));
    icmp.message.remotePort = static_cast<std::uint16_t>(number("to_port", 65535));
    icmp.message.seq = SeqNum(static_cast<std::uint32_t>(number("seq", 0xffffffff)));
    const TomlNode* kind = member(node, "kind", form, complaints);
    const auto text = kind == nullptr ? std::nullopt : scalarText(*kind, Wanted::Text, complaints);
    if (!text)
        return icmp;
    std::string names;
    for (std::size_t i = 0; i < icmpKindCount; ++i) {
        const auto one = static_cast<IcmpKind>(i);
        names += std::string(i == 0 ? "" : ", ") + nameOf(one);
        if (*text == nameOf(one)) {
            icmp.message.kind = one;
            return icmp;
        }
    }
    complaints.atValue(*kind, Problem::UnknownName, names);
    return icmp;
}

Intervention readCommand(const TomlNode& node, Complaints& complaints)
{
    if (node.key == "drop")
        return DropSegment{readSegmentId(node, complaints)};
    if (node.key == "delay")
        return readDelay(node, complaints);
    if (node.key == "duplicate")
        return DuplicateSegment{readSegmentId(node, complaints)};
    if (node.key == "corrupt")
        return CorruptSegment{readSegmentId(node, complaints)};
    if (node.key == "call")
        return readCall(node, complaints);
    if (node.key == "inject")
        return readInject(node, complaints);
    if (node.key == "icmp")
        return readIcmp(node, complaints);
    const Side side = readSide(node, complaints).value_or(Side::Client);
    if (node.key == "crash")
        return CrashHost{side};
    return BootHost{side};
}

void readOne(const TomlNode& table, std::vector<PlacedIntervention>& interventions, Complaints& complaints)
{
    PlacedIntervention placed;
    const TomlNode* command = nullptr;
    for (const TomlNode& node : table.items) {
        if (node.key == "step") {
            placed.step = readNumber(node, 1, 1'000'000'000'000, complaints).value_or(1);
        } else if (node.key == "at") {
            placed.at = Instant{} + readTime(node, longestInstant, complaints).value_or(Duration{0});
        } else if (std::find(commandNames.begin(), commandNames.end(), node.key) == commandNames.end()) {
            complaints.unknownKey(node, userKeyNames);
        } else if (command != nullptr) {
            complaints.atKey(node, Problem::Conflict, command->key + ", " + node.key, "[[user]]");
        } else {
            command = &node;
            placed.what = readCommand(node, complaints);
        }
    }
    for (const std::string_view key : {"step", "at"})
        member(table, key, "step = 12, at = \"150 ms\"", complaints);
    if (command == nullptr)
        complaints.at(table.line, table.column, Problem::MissingKey, "[[user]]",
                      "drop, delay, duplicate, corrupt, call, crash, boot, inject, icmp");
    if (!interventions.empty() && placed.step <= interventions.back().step)
        complaints.at(table.line, table.column, Problem::BadIntervention,
                      "step = " + std::to_string(placed.step),
                      "step > " + std::to_string(interventions.back().step));
    else if (!interventions.empty() && placed.at < interventions.back().at)
        complaints.at(table.line, table.column, Problem::BadIntervention,
                      "at = " + tomlText(writeDuration(placed.at - Instant{})),
                      "at >= " + tomlText(writeDuration(interventions.back().at - Instant{})));
    interventions.push_back(std::move(placed));
}

struct CommandWriter {
    std::string operator()(const DropSegment& c) const { return "drop = " + std::to_string(c.segment); }
    std::string operator()(const DelaySegment& c) const
    {
        return "delay = { segment = " + std::to_string(c.segment) +
               ", by = " + tomlText(writeDuration(c.by)) + " }";
    }
    std::string operator()(const DuplicateSegment& c) const
    {
        return "duplicate = " + std::to_string(c.segment);
    }
    std::string operator()(const CorruptSegment& c) const { return "corrupt = " + std::to_string(c.segment); }
    std::string operator()(const MakeCall& c) const
    {
        return "call = { host = " + tomlText(nameOf(c.host)) +
               ", line = " + tomlText(statementText(c.statement)) + " }";
    }
    std::string operator()(const CrashHost& c) const { return "crash = " + tomlText(nameOf(c.host)); }
    std::string operator()(const BootHost& c) const { return "boot = " + tomlText(nameOf(c.host)); }
    std::string operator()(const DeliverIcmp& c) const
    {
        return "icmp = { to = " + tomlText(nameOf(c.to)) + ", kind = " + tomlText(nameOf(c.message.kind)) +
               ", from_port = " + std::to_string(c.message.localPort) +
               ", to_port = " + std::to_string(c.message.remotePort) +
               ", seq = " + std::to_string(c.message.seq.value()) + " }";
    }
    std::string operator()(const InjectSegment& c) const
    {
        return "inject = { from = " + tomlText(nameOf(c.from)) + ", segment = " +
               tomlText(std::to_string(c.segment.sourcePort) + " > " +
                        std::to_string(c.segment.destinationPort) + " " + packetdrillText(c.segment)) +
               " }";
    }
};

} // namespace

void readInterventions(const TomlNode& list, Scenario& scenario, Complaints& complaints)
{
    if (!isListOfTables(list, mostInterventions, complaints))
        return;
    scenario.interventions.clear();
    for (const TomlNode& table : list.items)
        readOne(table, scenario.interventions, complaints);
}

std::string writeInterventions(const Scenario& scenario)
{
    std::string text;
    for (const PlacedIntervention& placed : scenario.interventions)
        text += "\n[[user]]\nstep = " + std::to_string(placed.step) +
                "\nat = " + tomlText(writeDuration(placed.at - Instant{})) + "\n" +
                std::visit(CommandWriter{}, placed.what) + "\n";
    return text;
}

} // namespace tcplab
