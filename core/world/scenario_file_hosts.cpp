#include "core/tcp/knobs.h"
#include "core/world/scenario_file_parts.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace tcplab {
namespace {

constexpr std::array<std::string_view, 5> plainKeys{"profile", "address", "isn", "program", "scripted"};
constexpr std::array<const char*, 2> standardAddress{"10.0.0.1", "10.0.0.2"};
constexpr std::size_t mostIsns = 10'000;

std::vector<std::string_view> hostKeyNames()
{
    std::vector<std::string_view> names(plainKeys.begin(), plainKeys.end());
    for (const Knob& knob : knobs())
        names.emplace_back(knob.name);
    return names;
}

Wanted wantedFor(KnobUnit unit)
{
    switch (unit) {
    case KnobUnit::Octets: return Wanted::Size;
    case KnobUnit::Time: return Wanted::Time;
    case KnobUnit::Truth: return Wanted::Truth;
    case KnobUnit::Word: return Wanted::Text;
    case KnobUnit::Segments:
    case KnobUnit::Count: break;
    }
    return Wanted::Number;
}

/// Takes the other profile's values; a knob that differs from the old profile was set by hand and stays.
void changeProfile(Profile& profile, ProfileName name)
{
    const Profile old = profileNamed(profile.name);
    Profile next = profileNamed(name);
    for (const Knob& knob : knobs())
        if (const std::string value = knob.write(profile); value != knob.write(old))
            static_cast<void>(knob.read(next, value)); // what a knob writes it also reads
    profile = next;
}

void readProfile(const TomlNode& node, Profile& profile, Complaints& complaints)
{
    const auto text = scalarText(node, Wanted::Text, complaints);
    if (!text)
        return;
    for (const ProfileName name : profileNames) {
        if (*text == nameOf(name)) {
            changeProfile(profile, name);
            return;
        }
    }
    complaints.atValue(node, Problem::UnknownName, "rfc9293, linux, freebsd");
}

/// Four numbers from 0 to 255 with dots between.
bool isAddress(std::string_view text)
{
    for (int part = 0; part < 4; ++part) {
        const std::size_t end = part < 3 ? text.find('.') : text.size();
        if (end == std::string_view::npos || end == 0 || end > 3 || (end > 1 && text[0] == '0'))
            return false;
        if (!readCount(text.substr(0, end), 0, 255))
            return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return text.empty();
}

bool isIpv6Address(const std::string& text)
{
    in6_addr address{};
    return inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

void readAddress(const TomlNode& node, HostSettings& host, Complaints& complaints)
{
    const auto text = scalarText(node, Wanted::Text, complaints);
    if (!text)
        return;
    if (isAddress(*text) || isIpv6Address(std::string(*text)))
        host.address = *text;
    else
        complaints.atValue(node, Problem::OutOfRange, "0.0.0.0 … 255.255.255.255");
}

/// One number, or a list with one for each connection.
void readIsns(const TomlNode& node, HostSettings& host, Complaints& complaints)
{
    std::vector<std::uint32_t> isns;
    const auto take = [&](const TomlNode& item) {
        if (const auto isn = readNumber(item, 0, 0xffffffff, complaints))
            isns.push_back(static_cast<std::uint32_t>(*isn));
    };
    if (node.kind == TomlNode::Kind::Table) {
        complaints.atValue(node, Problem::WrongType, "whole number");
    } else if (node.kind != TomlNode::Kind::List) {
        take(node);
    } else if (node.items.size() > mostIsns) {
        complaints.atValue(node, Problem::TooLarge, rangeText(0, mostIsns));
    } else {
        for (const TomlNode& item : node.items)
            take(item);
    }
    host.isns = std::move(isns);
}

void readProgramText(const TomlNode& node, Side side, HostSettings& host, Complaints& complaints)
{
    const auto text = scalarText(node, Wanted::Text, complaints);
    if (!text)
        return;
    auto program = readProgram(*text, side);
    if (!program) {
        complaints.inProgram(node, program.error());
        return;
    }
    host.program = *std::move(program);
    host.programText = *text;
}

/// A host that a script plays: it has no TCP of its own.
void readScripted(const TomlNode& node, HostSettings& host, Complaints& complaints)
{
    const auto text = scalarText(node, Wanted::Truth, complaints);
    if (!text)
        return;
    if (const Read<bool> truth = readTruth(*text))
        host.scripted = *truth;
    else
        complaints.misread(node, truth.error());
}

void readKnob(const TomlNode& node, const Knob& knob, Profile& profile, Complaints& complaints)
{
    const auto text = scalarText(node, wantedFor(knob.unit), complaints);
    if (!text)
        return;
    if (const Read<void> done = knob.read(profile, *text); !done)
        complaints.misread(node, done.error());
}

/// Knobs that contradict each other; the complaint goes to the one that the table names.
void checkTogether(const TomlNode& table, const Profile& profile, Complaints& complaints)
{
    const auto blame = [&](std::string_view a, std::string_view b, std::string_view expected) {
        for (const std::string_view name : {a, b}) {
            if (const TomlNode* node = table.find(name)) {
                complaints.atKey(*node, Problem::Conflict, std::string(name) + " = " + node->text, expected);
                return;
            }
        }
        complaints.atKey(table, Problem::Conflict, table.key, expected);
    };
    if (profile.minRto > profile.maxRto)
        blame("min_rto", "max_rto", "min_rto <= max_rto");
    if (profile.initialRto > profile.maxRto)
        blame("initial_rto", "max_rto", "initial_rto <= max_rto");
    // One of two ways to give up must be left, or a run would never end.
    if (profile.retries == 0 && profile.userTimeout == Duration{0})
        blame("retries", "user_timeout", "retries > 0, user_timeout > 0 s");
    if (profile.synRetries == 0 && profile.synTimeout == Duration{0})
        blame("syn_retries", "syn_timeout", "syn_retries > 0, syn_timeout > 0 s");
    if (profile.synAckRetries == 0 && profile.synTimeout == Duration{0})
        blame("syn_ack_retries", "syn_timeout", "syn_ack_retries > 0, syn_timeout > 0 s");
}

std::string writeIsns(const std::vector<std::uint32_t>& isns)
{
    if (isns.size() == 1)
        return std::to_string(isns.front());
    std::string text;
    for (const std::uint32_t isn : isns)
        text += (text.empty() ? "" : ", ") + std::to_string(isn);
    return "[" + text + "]";
}

std::string writeKnobValue(const Knob& knob, const Profile& profile)
{
    const std::string value = knob.write(profile);
    const bool isNumber = value.find_first_not_of("0123456789") == std::string::npos;
    return isNumber || knob.unit == KnobUnit::Truth ? value : tomlText(value);
}

/// A program without the places of its lines.
Program withoutLines(Program program)
{
    for (Statement& statement : program)
        statement.line = 0;
    return program;
}

/// The program's text as it was written, or from its statements where that says something else.
std::string writeProgram(const HostSettings& host, Side side)
{
    const auto written = readProgram(host.programText, side);
    if (written && withoutLines(*written) == withoutLines(host.program))
        return host.programText;
    std::string text;
    for (const Statement& statement : host.program)
        text += statementText(statement) + "\n";
    return text;
}

} // namespace

void readHost(const TomlNode& table, Side side, Scenario& scenario, Complaints& complaints)
{
    if (!isTable(table, complaints))
        return;
    HostSettings& host = scenario.hosts[indexOf(side)];
    // The profile first, wherever it stands: single knobs change what it says.
    if (const TomlNode* profile = table.find("profile"))
        readProfile(*profile, host.profile, complaints);
    for (const TomlNode& node : table.items) {
        if (node.key == "profile")
            continue;
        if (node.key == "address")
            readAddress(node, host, complaints);
        else if (node.key == "isn")
            readIsns(node, host, complaints);
        else if (node.key == "program")
            readProgramText(node, side, host, complaints);
        else if (node.key == "scripted")
            readScripted(node, host, complaints);
        else if (const Knob* knob = findKnob(node.key))
            readKnob(node, *knob, host.profile, complaints);
        else
            complaints.unknownKey(node, hostKeyNames());
    }
    checkTogether(table, host.profile, complaints);
    if (scenario.hosts[0].address == scenario.hosts[1].address) {
        const TomlNode* address = table.find("address");
        complaints.atValue(address != nullptr ? *address : table, Problem::Conflict,
                           "client.address != server.address");
    }
}

void checkAddresses(const TomlNode& table, const Scenario& scenario, Complaints& complaints)
{
    const auto isV6 = [](const HostSettings& host) { return host.address.find(':') != std::string::npos; };
    const TomlNode* address = table.find("address");
    if (address != nullptr && isV6(scenario.hosts[0]) != isV6(scenario.hosts[1]))
        complaints.atValue(*address, Problem::Conflict, "IPv4, IPv4 / IPv6, IPv6");
}

std::string writeHost(const Scenario& scenario, Side side)
{
    const HostSettings& host = scenario.hosts[indexOf(side)];
    const Profile standard = profileNamed(host.profile.name);
    std::string text = "\n[" + std::string(nameOf(side)) + "]\n";
    if (host.profile.name != ProfileName::Rfc9293)
        text += "profile = " + tomlText(nameOf(host.profile.name)) + "\n";
    if (host.address != standardAddress[indexOf(side)])
        text += "address = " + tomlText(host.address) + "\n";
    if (!host.isns.empty())
        text += "isn = " + writeIsns(host.isns) + "\n";
    for (const Knob& knob : knobs())
        if (knob.write(host.profile) != knob.write(standard))
            text += std::string(knob.name) + " = " + writeKnobValue(knob, host.profile) + "\n";
    if (host.scripted)
        text += "scripted = true\n";
    if (const std::string program = writeProgram(host, side); !program.empty())
        text += "program = " + tomlBlock(program) + "\n";
    return text;
}

Scenario emptyScenario(const std::string& file)
{
    Scenario scenario;
    const std::size_t slash = file.find_last_of('/');
    scenario.name = slash == std::string::npos ? file : file.substr(slash + 1);
    if (scenario.name.ends_with(".toml"))
        scenario.name.resize(scenario.name.size() - 5);
    if (scenario.name.empty() || scenario.name == "-")
        scenario.name = "scenario";
    for (const Side side : {Side::Client, Side::Server})
        scenario.hosts[indexOf(side)].address = standardAddress[indexOf(side)];
    return scenario;
}

} // namespace tcplab
