#include "core/world/scenario_file.h"

#include "core/base/utf8.h"
#include "core/tcp/knobs.h"
#include "core/world/scenario_file_parts.h"

#include <array>

namespace tcplab {
namespace {

constexpr std::array<std::string_view, 11> rootKeys{"title",   "summary", "notes",  "lesson", "rfc", "until",
                                                    "network", "client",  "server", "fault",  "user"};
constexpr std::size_t mostOctetsInText = 16 * 1024;

void readText(const TomlNode& node, std::string& text, Complaints& complaints)
{
    const auto value = scalarText(node, Wanted::Text, complaints);
    if (!value)
        return;
    if (value->size() > mostOctetsInText)
        complaints.at(node.line, node.column, Problem::TooLarge, std::to_string(value->size()),
                      rangeText(0, mostOctetsInText));
    text = trimmed(*value);
}

/// { en = "…", zh_CN = "…" }, or one text, which is then the English one.
void readBilingual(const TomlNode& node, Bilingual& text, Complaints& complaints)
{
    if (node.kind != TomlNode::Kind::Table) {
        readText(node, text.en, complaints);
        return;
    }
    constexpr std::array<std::string_view, 2> languages{"en", "zh_CN"};
    for (const TomlNode& member : node.items) {
        if (member.key == languages[0])
            readText(member, text.en, complaints);
        else if (member.key == languages[1])
            readText(member, text.zh, complaints);
        else
            complaints.unknownKey(member, languages);
    }
}

void readRootKey(const TomlNode& node, Scenario& scenario, Complaints& complaints)
{
    if (node.key == "title")
        readBilingual(node, scenario.title, complaints);
    else if (node.key == "summary")
        readBilingual(node, scenario.summary, complaints);
    else if (node.key == "notes")
        readBilingual(node, scenario.notes, complaints);
    else if (node.key == "lesson")
        readText(node, scenario.lesson, complaints);
    else if (node.key == "rfc")
        readText(node, scenario.rfc, complaints);
    else if (node.key == "until")
        scenario.until = Instant{} + readTime(node, longestInstant, complaints).value_or(Duration{0});
    else if (node.key == "network")
        readNetwork(node, scenario, complaints);
    else if (node.key == "client")
        readHost(node, Side::Client, scenario, complaints);
    else if (node.key == "server")
        readHost(node, Side::Server, scenario, complaints);
    else if (node.key == "fault")
        readFaults(node, scenario, complaints);
    else if (node.key == "user")
        readInterventions(node, scenario, complaints);
    else
        complaints.unknownKey(node, rootKeys);
}

/// "network.loss.client" as the tables that a file would have; `value` innermost.
TomlNode nested(std::string_view key, const TomlNode& value)
{
    const std::size_t dot = key.find('.');
    TomlNode root;
    TomlNode member = dot == std::string_view::npos ? value : nested(key.substr(dot + 1), value);
    member.key = std::string(key.substr(0, dot));
    root.items.push_back(std::move(member));
    return root;
}

/// A value from outside a file: a list or a text in quotes as TOML has them, anything else as it stands.
TomlNode looseValue(std::string_view value)
{
    TomlNode node;
    node.kind = TomlNode::Kind::Any;
    node.text = std::string(value);
    const std::string_view bare = trimmed(value);
    if (!bare.starts_with('[') && !bare.starts_with('"') && !bare.starts_with('{'))
        return node;
    Input<TomlNode> written = readToml("value = " + std::string(bare), {});
    if (!written || written->items.size() != 1)
        return node;
    return std::move(written->items.front());
}

/// Forgets places, which mean nothing outside a file.
void forgetPlaces(TomlNode& node)
{
    node.line = node.column = node.keyLine = node.keyColumn = 0;
    for (TomlNode& item : node.items)
        forgetPlaces(item);
}

} // namespace

void readRoot(const TomlNode& root, Scenario& scenario, Complaints& complaints)
{
    for (const TomlNode& node : root.items)
        readRootKey(node, scenario, complaints);
}

void checkRoot(const TomlNode& root, const Scenario& scenario, Complaints& complaints)
{
    for (const TomlNode& node : root.items) {
        if (node.key == "network" && node.kind == TomlNode::Kind::Table)
            checkNetwork(node, scenario, complaints);
        if ((node.key == "client" || node.key == "server") && node.kind == TomlNode::Kind::Table)
            checkAddresses(node, scenario, complaints);
    }
}

Input<Scenario> readScenario(std::string_view text, const std::string& file)
{
    const Input<TomlNode> root = readToml(text, file);
    if (!root)
        return tl::unexpected(root.error());
    Scenario scenario = emptyScenario(file);
    scenario.source = std::string(text);
    Complaints complaints(file);
    readRoot(*root, scenario, complaints);
    checkRoot(*root, scenario, complaints);
    if (root->find("client") == nullptr && root->find("server") == nullptr)
        complaints.at(0, 0, Problem::MissingKey, "[client]", "[client], [server]");
    if (!complaints.none())
        return tl::unexpected(complaints.first());
    if (scenario.title == Bilingual{})
        scenario.title.en = scenario.name;
    return scenario;
}

Input<void> setValues(Scenario& scenario, std::span<const Assignment> assignments)
{
    Scenario changed = scenario;
    std::vector<TomlNode> roots;
    for (const Assignment& one : assignments) {
        Complaints complaints{one.place};
        constexpr std::size_t mostOctetsInKey = 200;
        if (one.key.size() > mostOctetsInKey)
            complaints.at(0, 0, Problem::TooLarge, one.key, rangeText(1, mostOctetsInKey));
        if (firstNotUtf8(one.key) != std::string_view::npos ||
            firstNotUtf8(one.value) != std::string_view::npos)
            complaints.at(0, 0, Problem::NotUtf8, {}, {});
        if (complaints.none()) {
            TomlNode& root = roots.emplace_back(nested(one.key, looseValue(one.value)));
            forgetPlaces(root);
            readRoot(root, changed, complaints);
        }
        if (!complaints.none())
            return tl::unexpected(complaints.first());
    }
    for (std::size_t i = 0; i < roots.size(); ++i) {
        Complaints complaints{assignments[i].place};
        checkRoot(roots[i], changed, complaints);
        if (!complaints.none())
            return tl::unexpected(complaints.first());
    }
    scenario = std::move(changed);
    return {};
}

Input<void> setValue(Scenario& scenario, std::string_view key, std::string_view value)
{
    const Assignment one{.key = std::string(key), .value = std::string(value), .place = std::string(key)};
    return setValues(scenario, std::span(&one, 1));
}

Input<Statement> readStatement(std::string_view line)
{
    auto statement = readStatementLine(line);
    if (statement)
        return *std::move(statement);
    TomlNode place;
    Complaints complaints{{}};
    complaints.inProgram(place, statement.error());
    return tl::unexpected(complaints.first());
}

std::vector<KnobDescription> describeKnobs()
{
    const Profile rfc9293 = rfc9293Profile();
    const Profile linux_ = linuxProfile();
    const Profile freebsd = freebsdProfile();
    std::vector<KnobDescription> descriptions;
    for (const Knob& knob : knobs())
        descriptions.push_back({.name = knob.name,
                                .unit = nameOf(knob.unit),
                                .rfc9293 = knob.write(rfc9293),
                                .linux_ = knob.write(linux_),
                                .freebsd = knob.write(freebsd),
                                .meaning = knob.meaning,
                                .meaningZh = knob.meaningChinese});
    return descriptions;
}

} // namespace tcplab
