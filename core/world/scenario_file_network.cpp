#include "core/world/scenario_file_parts.h"

#include <array>
#include <limits>

namespace tcplab {
namespace {

/// One key of [network] that each direction of the wire has for itself.
struct WireKey {
    std::string_view name;
    Wanted wanted;
    Read<void> (*read)(LinkSettings&, std::string_view text);
    std::string (*write)(const LinkSettings&);
};

template <Duration LinkSettings::* member> Read<void> readSpan(LinkSettings& link, std::string_view text)
{
    return readDuration(text).map([&](Duration time) { link.*member = time; });
}
template <Duration LinkSettings::* member> std::string writeSpan(const LinkSettings& link)
{
    return tomlText(writeDuration(link.*member));
}

template <Probability LinkSettings::* member> Read<void> readShare(LinkSettings& link, std::string_view text)
{
    return readProbability(text).map([&](Probability p) { link.*member = p; });
}
template <Probability LinkSettings::* member> std::string writeShare(const LinkSettings& link)
{
    return tomlText(writeProbability(link.*member));
}

Read<void> readLifetime(LinkSettings& link, std::string_view text)
{
    const Read<Duration> time = readDuration(text);
    if (!time)
        return tl::unexpected(time.error());
    if (*time < milliseconds(1)) // a wire on which nothing arrives is none
        return tl::unexpected(Misread{.kind = Misread::Kind::OutOfRange,
                                      .expected = "1 ms … " + writeDuration(longestDuration)});
    link.msl = *time;
    return {};
}

Read<void> readBandwidth(LinkSettings& link, std::string_view text)
{
    return readBitRate(text).map([&](std::uint64_t rate) { link.bandwidth = rate; });
}
std::string writeBandwidth(const LinkSettings& link) { return tomlText(writeBitRate(link.bandwidth)); }

constexpr std::uint64_t mostInQueue = 1'000'000'000;

/// "100 segments", "64 KiB" or "unlimited": the one that is named replaces the other.
Read<void> readQueue(LinkSettings& link, std::string_view text)
{
    text = trimmed(text);
    LinkSettings changed = link;
    changed.queueSegments = 0;
    changed.queueOctets = 0;
    constexpr std::string_view segments = " segments";
    const bool isBare = text.find_first_not_of("0123456789") == std::string_view::npos;
    if (isBare)
        return tl::unexpected(Misread{.kind = Misread::Kind::BadUnit,
                                      .expected = "segments, octets, B, kB, KiB, MB, MiB, unlimited"});
    if (text.ends_with(segments)) {
        const Read<std::uint64_t> count =
            readCount(text.substr(0, text.size() - segments.size()), 1, mostInQueue);
        if (!count)
            return tl::unexpected(Misread{.kind = Misread::Kind::OutOfRange,
                                          .expected = rangeText(1, mostInQueue) + std::string(segments)});
        changed.queueSegments = static_cast<std::uint32_t>(*count);
    } else if (text != "unlimited") {
        const Read<std::uint64_t> octets = readOctets(text, 1, mostInQueue);
        if (!octets)
            return tl::unexpected(octets.error());
        changed.queueOctets = *octets;
    }
    link = changed;
    return {};
}

std::string writeQueue(const LinkSettings& link)
{
    if (link.queueSegments != 0)
        return tomlText(std::to_string(link.queueSegments) + " segments");
    return tomlText(link.queueOctets != 0 ? std::to_string(link.queueOctets) + " octets" : "unlimited");
}

constexpr std::array wireKeys{
    WireKey{"delay", Wanted::Time, readSpan<&LinkSettings::delay>, writeSpan<&LinkSettings::delay>},
    WireKey{"jitter", Wanted::Time, readSpan<&LinkSettings::jitter>, writeSpan<&LinkSettings::jitter>},
    WireKey{"bandwidth", Wanted::Rate, readBandwidth, writeBandwidth},
    WireKey{"queue", Wanted::Size, readQueue, writeQueue},
    WireKey{"loss", Wanted::Share, readShare<&LinkSettings::loss>, writeShare<&LinkSettings::loss>},
    WireKey{"duplicate", Wanted::Share, readShare<&LinkSettings::duplicate>,
            writeShare<&LinkSettings::duplicate>},
    WireKey{"reorder", Wanted::Share, readShare<&LinkSettings::reorder>, writeShare<&LinkSettings::reorder>},
    WireKey{"reorder_by", Wanted::Time, readSpan<&LinkSettings::reorderBy>,
            writeSpan<&LinkSettings::reorderBy>},
    WireKey{"corrupt", Wanted::Share, readShare<&LinkSettings::corrupt>, writeShare<&LinkSettings::corrupt>},
    WireKey{"msl", Wanted::Time, readLifetime, writeSpan<&LinkSettings::msl>},
};

constexpr auto networkKeyNames = [] {
    std::array<std::string_view, wireKeys.size() + 1> names{};
    for (std::size_t i = 0; i < wireKeys.size(); ++i)
        names[i] = wireKeys[i].name;
    names.back() = "seed";
    return names;
}();

constexpr std::uint64_t largestSeed = std::numeric_limits<std::uint64_t>::max();

void readOne(const TomlNode& node, const WireKey& key, LinkSettings& link, Complaints& complaints)
{
    const auto text = scalarText(node, key.wanted, complaints);
    if (!text)
        return;
    if (const Read<void> done = key.read(link, *text); !done)
        complaints.misread(node, done.error());
}

/// One value for both senders, or a table with one for each.
void readWireKey(const TomlNode& node, const WireKey& key, Scenario& scenario, Complaints& complaints)
{
    if (node.kind != TomlNode::Kind::Table) {
        for (LinkSettings& link : scenario.links)
            readOne(node, key, link, complaints);
        return;
    }
    for (const TomlNode& member : node.items) {
        constexpr std::array<std::string_view, 2> sides{"client", "server"};
        if (member.key == sides[0])
            readOne(member, key, scenario.links[0], complaints);
        else if (member.key == sides[1])
            readOne(member, key, scenario.links[1], complaints);
        else
            complaints.unknownKey(member, sides);
    }
}

} // namespace

void readNetwork(const TomlNode& table, Scenario& scenario, Complaints& complaints)
{
    if (!isTable(table, complaints))
        return;
    for (const TomlNode& node : table.items) {
        bool known = node.key == "seed";
        if (known)
            scenario.seed = readNumber(node, 0, largestSeed, complaints).value_or(scenario.seed);
        for (const WireKey& key : wireKeys) {
            if (key.name == node.key) {
                readWireKey(node, key, scenario, complaints);
                known = true;
            }
        }
        if (!known)
            complaints.unknownKey(node, networkKeyNames);
    }
}

std::string writeSeed(std::uint64_t seed)
{
    constexpr auto largestInteger = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return seed <= largestInteger ? std::to_string(seed) : tomlText(std::to_string(seed));
}

std::string writeNetwork(const Scenario& scenario)
{
    const LinkSettings standard;
    std::string text;
    for (const WireKey& key : wireKeys) {
        const std::string client = key.write(scenario.links[0]);
        const std::string server = key.write(scenario.links[1]);
        const std::string name(key.name);
        if (client != server)
            text += name + " = { client = " + client + ", server = " + server + " }\n";
        else if (client != key.write(standard) || key.name == "delay" || key.name == "msl")
            text += name + " = " + client + "\n";
    }
    if (scenario.seed != Scenario{}.seed)
        text += "seed = " + writeSeed(scenario.seed) + "\n";
    return "\n[network]\n" + text;
}

} // namespace tcplab
