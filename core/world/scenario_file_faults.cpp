#include "core/segment/notation.h"
#include "core/world/scenario_file_parts.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr std::array<std::string_view, 4> actionNames{"drop", "delay", "duplicate", "corrupt"};
constexpr std::array<std::string_view, 10> matchNames{"from",           "flags", "after", "length", "seq",
                                                      "retransmission", "nth",   "count", "by",     "copies"};
constexpr std::size_t mostFaults = 10'000;
constexpr std::uint32_t mostCopies = 1'000;
constexpr std::uint64_t all = 0xffffffff;

/// The rule's match, key by key.
class RuleReader {
public:
    RuleReader(FaultRule& rule, Complaints& complaints) : m_rule(rule), m_complaints(complaints) {}

    void read(const TomlNode& table)
    {
        if (!isTable(table, m_complaints))
            return;
        for (const TomlNode& node : table.items)
            readKey(node);
        const bool needsTime = m_rule.action == FaultAction::Delay && table.find("by") == nullptr;
        if (needsTime)
            m_complaints.at(table.line, table.column, Problem::MissingKey, "by",
                            "delay = { by = \"100 ms\" }");
        refuse(table, "copies", m_rule.action == FaultAction::Duplicate);
        refuse(table, "by", m_rule.action == FaultAction::Delay || m_rule.action == FaultAction::Duplicate);
    }

private:
    void refuse(const TomlNode& table, std::string_view key, bool fits)
    {
        if (const TomlNode* node = fits ? nullptr : table.find(key))
            m_complaints.atKey(*node, Problem::BadFault, key, key == "by" ? "delay, duplicate" : "duplicate");
    }

    void readKey(const TomlNode& node)
    {
        if (node.key == "from")
            m_rule.from = readSide(node, m_complaints);
        else if (node.key == "flags")
            readFlagsOf(node, m_rule.flags, &m_rule.pshNamed);
        else if (node.key == "after")
            readFlagsOf(node, m_rule.after, nullptr);
        else if (node.key == "length")
            readLengths(node);
        else if (node.key == "seq")
            readRange(node, m_rule.minSeq, m_rule.maxSeq);
        else if (node.key == "retransmission")
            readRetransmission(node);
        else if (node.key == "nth")
            m_rule.nth = number(node, 1, 1'000'000'000);
        else if (node.key == "count")
            m_rule.count = isWord(node, "all") ? 0 : number(node, 1, 1'000'000'000);
        else if (node.key == "by")
            m_rule.by = readTime(node, longestDuration, m_complaints).value_or(Duration{0});
        else if (node.key == "copies")
            m_rule.copies = number(node, 1, mostCopies);
        else
            m_complaints.unknownKey(node, matchNames);
    }

    std::uint32_t number(const TomlNode& node, std::uint64_t least, std::uint64_t most)
    {
        return static_cast<std::uint32_t>(readNumber(node, least, most, m_complaints).value_or(least));
    }

    static bool isWord(const TomlNode& node, std::string_view word)
    {
        return node.kind == TomlNode::Kind::Text && node.text == word;
    }

    void readFlagsOf(const TomlNode& node, std::optional<Flags>& flags, bool* pshNamed)
    {
        const auto text = scalarText(node, Wanted::Text, m_complaints);
        if (!text)
            return;
        flags = readFlags(*text);
        if (!flags)
            m_complaints.atValue(node, Problem::UnknownName, "SYN, FIN, RST, PSH, ACK, URG, ECE, CWR, none");
        else if (pshNamed != nullptr)
            *pshNamed = flags->psh;
    }

    void readRetransmission(const TomlNode& node)
    {
        if (const auto text = scalarText(node, Wanted::Truth, m_complaints))
            m_rule.retransmission = *text == "true";
    }

    void readLengths(const TomlNode& node)
    {
        std::optional<std::uint32_t> least;
        std::optional<std::uint32_t> most;
        readRange(node, least, most);
        m_rule.minLength = least.value_or(0);
        m_rule.maxLength = most.value_or(static_cast<std::uint32_t>(all));
    }

    /// 100, "100", "100..200", "100.." or "..200".
    void readRange(const TomlNode& node, std::optional<std::uint32_t>& least,
                   std::optional<std::uint32_t>& most)
    {
        const auto text = scalarText(node, Wanted::Number, m_complaints);
        if (!text)
            return;
        const std::size_t dots = text->find("..");
        const bool isRange = dots != std::string_view::npos;
        const std::string_view from = trimmed(text->substr(0, isRange ? dots : text->size()));
        const std::string_view to = isRange ? trimmed(text->substr(dots + 2)) : from;
        if (!(isRange && from.empty()))
            least = bound(node, from);
        if (!(isRange && to.empty()))
            most = bound(node, to);
        if (least && most && *least > *most)
            m_complaints.atValue(node, Problem::BadFault, "100..200");
    }

    std::uint32_t bound(const TomlNode& node, std::string_view text)
    {
        const Read<std::uint64_t> number = readCount(text, 0, all);
        if (!number && number.error().kind == Misread::Kind::OutOfRange)
            m_complaints.misread(node, number.error());
        else if (!number)
            m_complaints.atValue(node, Problem::BadFault, "100, \"100..200\", \"100..\", \"..200\"");
        return static_cast<std::uint32_t>(number.value_or(0));
    }

    FaultRule& m_rule;
    Complaints& m_complaints;
};

void readFault(const TomlNode& table, std::vector<FaultRule>& faults, Complaints& complaints)
{
    FaultRule rule;
    rule.line = table.line;
    const TomlNode* action = nullptr;
    for (const TomlNode& node : table.items) {
        const auto name = std::find(actionNames.begin(), actionNames.end(), node.key);
        if (name == actionNames.end()) {
            complaints.unknownKey(node, actionNames);
            return;
        }
        if (action != nullptr) {
            complaints.atKey(node, Problem::Conflict, action->key + ", " + node.key, "[[fault]]");
            return;
        }
        action = &node;
        rule.action = static_cast<FaultAction>(name - actionNames.begin());
    }
    if (action == nullptr) {
        complaints.at(table.line, table.column, Problem::MissingKey, "[[fault]]",
                      "drop, delay, duplicate, corrupt");
        return;
    }
    RuleReader(rule, complaints).read(*action);
    faults.push_back(rule);
}

std::string writeRange(std::optional<std::uint32_t> least, std::optional<std::uint32_t> most)
{
    if (least && most && *least == *most)
        return std::to_string(*least);
    return tomlText((least ? std::to_string(*least) : "") + ".." + (most ? std::to_string(*most) : ""));
}

std::string writeFlags(const Flags& flags)
{
    const std::string text = flagsText(flags);
    return tomlText(text.empty() ? "none" : text);
}

std::string writeRule(const FaultRule& rule)
{
    std::string text;
    const auto say = [&](const char* key, const std::string& value) {
        text += (text.empty() ? " " : ", ") + std::string(key) + " = " + value;
    };
    const FaultRule standard;
    if (rule.from)
        say("from", tomlText(nameOf(*rule.from)));
    if (rule.flags)
        say("flags", writeFlags(*rule.flags));
    if (rule.after)
        say("after", writeFlags(*rule.after));
    if (rule.minLength != standard.minLength || rule.maxLength != standard.maxLength)
        say("length", writeRange(rule.minLength, rule.maxLength));
    if (rule.minSeq || rule.maxSeq)
        say("seq", writeRange(rule.minSeq, rule.maxSeq));
    if (rule.retransmission)
        say("retransmission", *rule.retransmission ? "true" : "false");
    if (rule.nth != standard.nth)
        say("nth", std::to_string(rule.nth));
    if (rule.count != standard.count)
        say("count", rule.count == 0 ? "\"all\"" : std::to_string(rule.count));
    if (rule.action == FaultAction::Delay || rule.by != standard.by)
        say("by", tomlText(writeDuration(rule.by)));
    if (rule.copies != standard.copies)
        say("copies", std::to_string(rule.copies));
    return text;
}

} // namespace

void readFaults(const TomlNode& list, Scenario& scenario, Complaints& complaints)
{
    if (!isListOfTables(list, mostFaults, complaints))
        return;
    scenario.faults.clear();
    for (const TomlNode& table : list.items)
        readFault(table, scenario.faults, complaints);
}

std::string writeFaults(const Scenario& scenario)
{
    std::string text;
    for (const FaultRule& rule : scenario.faults)
        text += "\n[[fault]]\n" + std::string(actionNames[static_cast<std::size_t>(rule.action)]) + " = {" +
                writeRule(rule) + " }\n";
    return text;
}

} // namespace tcplab
