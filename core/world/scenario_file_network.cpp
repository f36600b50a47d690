#include "core/world/scenario_file_wire.h"

#include <array>
#include <limits>

namespace tcplab {
namespace {

constexpr std::string_view seedKey = "seed";
constexpr std::string_view lossListKey = "loss_list";
constexpr std::array<std::string_view, 2> senders{"client", "server"};

std::vector<std::string_view> networkKeyNames()
{
    std::vector<std::string_view> names;
    for (const WireKey& key : wireKeys())
        names.push_back(key.name);
    names.push_back(lossListKey);
    names.push_back(seedKey);
    return names;
}

constexpr std::uint64_t largestSeed = std::numeric_limits<std::uint64_t>::max();

/// One value for both senders, or a table with one for each: read(link, value).
template <class ReadOne>
void readPerSender(const TomlNode& node, Scenario& scenario, Complaints& complaints, ReadOne read)
{
    if (node.kind != TomlNode::Kind::Table) {
        for (LinkSettings& link : scenario.links)
            read(link, node);
        return;
    }
    for (const TomlNode& member : node.items) {
        if (member.key == senders[0])
            read(scenario.links[0], member);
        else if (member.key == senders[1])
            read(scenario.links[1], member);
        else
            complaints.unknownKey(member, senders);
    }
}

void readWireKey(const TomlNode& node, const WireKey& key, Scenario& scenario, Complaints& complaints)
{
    readPerSender(node, scenario, complaints, [&](LinkSettings& link, const TomlNode& value) {
        const auto text = scalarText(value, key.wanted, complaints);
        if (!text)
            return;
        if (const Read<void> done = key.read(link, *text); !done)
            complaints.misread(value, done.error());
    });
}

void readNetworkKey(const TomlNode& node, Scenario& scenario, Complaints& complaints)
{
    if (node.key == seedKey) {
        scenario.seed = readNumber(node, 0, largestSeed, complaints).value_or(scenario.seed);
        return;
    }
    if (node.key == lossListKey) {
        readPerSender(node, scenario, complaints, [&](LinkSettings& link, const TomlNode& value) {
            readLossList(value, link, complaints);
        });
        return;
    }
    for (const WireKey& key : wireKeys()) {
        if (key.name == node.key) {
            readWireKey(node, key, scenario, complaints);
            return;
        }
    }
    complaints.unknownKey(node, networkKeyNames());
}

/// What is missing for a key of this part to mean something; nothing if it does.
std::optional<std::string_view> missingFor(PartOf part, const LinkSettings& link)
{
    switch (part) {
    case PartOf::Wire: break;
    case PartOf::Red:
        if (link.discipline != QueueDiscipline::Red)
            return "queue_discipline = red";
        break;
    case PartOf::Codel:
        if (link.discipline != QueueDiscipline::Codel)
            return "queue_discipline = codel";
        break;
    case PartOf::StepMarking:
        if (link.discipline != QueueDiscipline::DropTail)
            return "queue_discipline = drop-tail";
        if (!link.ecn)
            return "ecn = true";
        break;
    case PartOf::Bernoulli:
        if (link.lossModel != LossModel::Bernoulli)
            return "loss_model = bernoulli";
        break;
    case PartOf::GilbertElliott:
        if (link.lossModel != LossModel::GilbertElliott)
            return "loss_model = gilbert-elliott";
        break;
    }
    return std::nullopt;
}

/// Values for one sender that contradict each other. Only what this table says is blamed.
class ContradictionsOf {
public:
    ContradictionsOf(const TomlNode& table, const Scenario& scenario, std::size_t sender,
                     Complaints& complaints)
        : m_table(table), m_scenario(scenario), m_sender(sender), m_complaints(complaints)
    {}

    void find()
    {
        const LinkSettings& link = m_scenario.links[m_sender];
        for (const WireKey& key : wireKeys())
            if (const auto missing = missingFor(key.part, link))
                blame({key.name}, *missing);
        if (link.bandwidth == 0 && (link.discipline != QueueDiscipline::DropTail || link.ecn))
            blame({"queue_discipline", "ecn", "bandwidth"}, bandwidthName() + " != unlimited");
        if (link.discipline == QueueDiscipline::Red)
            checkRed(link.red);
        if (link.discipline == QueueDiscipline::Codel && link.codel.target >= link.codel.interval)
            blame({"codel_target", "codel_interval", "queue_discipline"}, "codel_target < codel_interval");
        if (link.lossModel == LossModel::GilbertElliott)
            checkChain(link.gilbertElliott);
    }

private:
    void checkRed(const RedSettings& red)
    {
        if (red.minTh.inOctets != red.maxTh.inOctets)
            blame({"red_min_th", "red_max_th", "queue_discipline"},
                  red.minTh.inOctets ? "red_max_th = … octets" : "red_max_th = … segments");
        else if (red.minTh.amount >= red.maxTh.amount)
            blame({"red_min_th", "red_max_th", "queue_discipline"}, "red_min_th < red_max_th");
    }

    /// A chain that cannot leave a state is a slip: nearly always a number that was left out.
    void checkChain(const GilbertElliott& chain)
    {
        if (chain.goodToBad.ppb == 0)
            blame({"good_to_bad", "loss_model"}, "good_to_bad > 0 %");
        if (chain.badToGood.ppb == 0)
            blame({"bad_to_good", "loss_model"}, "bad_to_good > 0 %");
    }

    std::string bandwidthName() const
    {
        const bool otherHasIt = m_scenario.links[1 - m_sender].bandwidth != 0;
        return otherHasIt ? "bandwidth." + std::string(senders[m_sender]) : "bandwidth";
    }

    /// The first of these keys that the table has for this sender.
    void blame(std::initializer_list<std::string_view> names, std::string_view expected)
    {
        for (const std::string_view name : names) {
            const TomlNode* node = m_table.find(name);
            std::string subject(name);
            if (node != nullptr && node->kind == TomlNode::Kind::Table) {
                node = node->find(senders[m_sender]);
                subject += "." + std::string(senders[m_sender]);
            }
            if (node != nullptr) {
                m_complaints.atKey(*node, Problem::Conflict, subject + " = " + node->text, expected);
                return;
            }
        }
    }

    const TomlNode& m_table;
    const Scenario& m_scenario;
    std::size_t m_sender;
    Complaints& m_complaints;
};

} // namespace

void readNetwork(const TomlNode& table, Scenario& scenario, Complaints& complaints)
{
    if (!isTable(table, complaints))
        return;
    for (const TomlNode& node : table.items)
        readNetworkKey(node, scenario, complaints);
}

void checkNetwork(const TomlNode& table, const Scenario& scenario, Complaints& complaints)
{
    for (std::size_t sender = 0; sender < senders.size(); ++sender)
        ContradictionsOf(table, scenario, sender, complaints).find();
}

std::string writeSeed(std::uint64_t seed)
{
    constexpr auto largestInteger = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return seed <= largestInteger ? std::to_string(seed) : tomlText(std::to_string(seed));
}

namespace {

/// One line, for both senders or for each that has something to say; a sender without says nothing.
std::string writeLine(std::string_view name, const std::optional<std::string>& client,
                      const std::optional<std::string>& server)
{
    const std::string start = std::string(name) + " = ";
    if (client && server)
        return *client == *server ? start + *client + "\n"
                                  : start + "{ client = " + *client + ", server = " + *server + " }\n";
    if (client)
        return start + "{ client = " + *client + " }\n";
    return server ? start + "{ server = " + *server + " }\n" : std::string{};
}

std::string writeWireKey(const Scenario& scenario, const WireKey& key)
{
    const std::string standard = key.write(LinkSettings{});
    const bool always = key.name == "delay" || key.name == "msl";
    std::array<std::optional<std::string>, 2> values;
    bool differs = always;
    for (std::size_t i = 0; i < 2; ++i) {
        if (missingFor(key.part, scenario.links[i]))
            continue; // a number of something that is not chosen
        values[i] = key.write(scenario.links[i]);
        differs = differs || *values[i] != standard;
    }
    return differs ? writeLine(key.name, values[0], values[1]) : std::string{};
}

} // namespace

std::string writeNetwork(const Scenario& scenario)
{
    std::string text;
    for (const WireKey& key : wireKeys())
        text += writeWireKey(scenario, key);
    if (!scenario.links[0].lossList.empty() || !scenario.links[1].lossList.empty())
        text += writeLine(lossListKey, writeLossList(scenario.links[0]), writeLossList(scenario.links[1]));
    if (scenario.seed != Scenario{}.seed)
        text += "seed = " + writeSeed(scenario.seed) + "\n";
    return "\n[network]\n" + text;
}

std::vector<NetworkKeyDescription> describeNetworkKeys()
{
    std::vector<NetworkKeyDescription> descriptions;
    for (const WireKey& key : wireKeys()) {
        std::string standard = key.write(LinkSettings{});
        if (standard.starts_with('"')) // nothing in it that would have to be escaped
            standard = standard.substr(1, standard.size() - 2);
        descriptions.push_back({.name = std::string(key.name),
                                .unit = std::string(wordOf(key.wanted)),
                                .standard = standard,
                                .meaning = key.meaning,
                                .meaningZh = key.meaningChinese});
    }
    descriptions.push_back({.name = std::string(lossListKey),
                            .unit = "list",
                            .standard = "[]",
                            .meaning = "these segments are lost, counted from 1: [3, 7, \"10..12\"]",
                            .meaningZh = "丢失这些报文段，从 1 数起：[3, 7, \"10..12\"]"});
    return descriptions;
}

} // namespace tcplab
