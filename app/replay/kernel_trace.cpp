#include "app/replay/kernel_trace.h"

#include "core/base/quantity.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace tcplab {
namespace {

using Json = nlohmann::json;

/// What is not as it should be, to be caught where reading begins.
struct NotAsExpected {
    std::string subject;
    std::string expected;
};

std::string shortly(const Json& value)
{
    constexpr std::size_t enough = 60;
    if (value.is_structured()) // it may be as deep as the file is long
        return value.is_array() ? "[…]" : "{…}";
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() > enough ? text.substr(0, enough) + "…" : text;
}

/// One value with the way to it, "packets[3].seq_rel", for complaints.
class Node {
public:
    Node(const Json& value, std::string place) : m_value(&value), m_place(std::move(place)) {}

    Node operator[](const char* key) const
    {
        if (!m_value->is_object() || !m_value->contains(key))
            throw NotAsExpected{m_place.empty() ? key : m_place + "." + key, "a value"};
        return {(*m_value)[key], m_place.empty() ? key : m_place + "." + key};
    }
    bool has(const char* key) const
    {
        return m_value->is_object() && m_value->contains(key) && !(*m_value)[key].is_null();
    }
    Node at(std::size_t i) const
    {
        const std::string place = m_place + "[" + std::to_string(i) + "]";
        if (!m_value->is_array() || i >= m_value->size())
            throw NotAsExpected{place, "a value"};
        return {(*m_value)[i], place};
    }
    std::size_t size() const
    {
        if (!m_value->is_array())
            wrong("a list");
        return m_value->size();
    }
    bool isNull() const { return m_value->is_null(); }
    std::string text() const
    {
        if (!m_value->is_string())
            wrong("text");
        return m_value->get<std::string>();
    }
    std::int64_t number(std::int64_t least, std::int64_t most) const
    {
        if (!m_value->is_number_integer())
            wrong("a whole number");
        const bool tooLarge =
            m_value->is_number_unsigned() && m_value->get<std::uint64_t>() > static_cast<std::uint64_t>(most);
        if (tooLarge || m_value->get<std::int64_t>() < least || m_value->get<std::int64_t>() > most)
            wrong(std::to_string(least) + " … " + std::to_string(most));
        return m_value->get<std::int64_t>();
    }
    /// Numbers and texts alike: "5", 5.
    std::string word() const { return m_value->is_string() ? text() : shortly(*m_value); }
    Instant instant() const
    {
        constexpr std::int64_t mostMicroseconds = 1'000'000'000'000; // eleven days
        return Instant{} + microseconds(number(0, mostMicroseconds));
    }
    std::map<std::string, std::string> words() const
    {
        if (!m_value->is_object())
            wrong("an object");
        std::map<std::string, std::string> all;
        for (const auto& [key, value] : m_value->items())
            all[key] = Node(value, m_place + "." + key).word();
        return all;
    }
    [[noreturn]] void wrong(std::string expected) const
    {
        throw NotAsExpected{m_place + ": " + shortly(*m_value), std::move(expected)};
    }

private:
    const Json* m_value;
    std::string m_place;
};

constexpr std::int64_t most32 = 0xffff'ffff;

Side sideOf(const Node& node)
{
    const std::string name = node.text();
    if (name != "A" && name != "B")
        node.wrong("A, B");
    return name == "A" ? Side::Client : Side::Server;
}

/// "40002:7002"; a listener's second one is "*".
std::array<std::uint16_t, 2> portsOf(const Node& node)
{
    const std::string text = node.text();
    const std::size_t colon = text.find(':');
    std::array<std::uint16_t, 2> ports{};
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
        const std::string one =
            i == 0 ? text.substr(0, colon) : text.substr(std::min(colon, text.size() - 1) + 1);
        const auto port = readCount(one, 0, 65535);
        if (colon == std::string::npos || (!port && one != "*"))
            node.wrong("PORT:PORT");
        ports[i] = static_cast<std::uint16_t>(port.value_or(0));
    }
    return ports;
}

Flags flagsOf(const Node& node)
{
    Flags ctl;
    for (const char c : node.text()) {
        switch (c) {
        case 'S': ctl.syn = true; break;
        case 'F': ctl.fin = true; break;
        case 'R': ctl.rst = true; break;
        case 'A': ctl.ack = true; break;
        case 'U': ctl.urg = true; break;
        case 'E': ctl.ece = true; break;
        case 'C':
        case 'W': ctl.cwr = true; break;
        case 'P': break;
        default: node.wrong("S, F, R, P, A, U, E, C");
        }
    }
    return ctl;
}

KernelFate fateOf(const Node& node)
{
    constexpr std::array names{"delivered", "dropped", "delayed", "duplicated", "injected"};
    const std::string name = node.text();
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        node.wrong("delivered, dropped, delayed, duplicated, injected");
    return static_cast<KernelFate>(found - names.begin());
}

/// "A.s1" without the side.
std::string socketOf(const Node& node)
{
    const std::string name = node.text();
    return name.substr(name.find('.') == std::string::npos ? 0 : name.find('.') + 1);
}

KernelCall callOf(const Node& node)
{
    KernelCall call{.side = sideOf(node["side"]),
                    .socket = socketOf(node["sock"]),
                    .call = node["call"].text(),
                    .args = node["args"].word(),
                    .at = node["t_us"].instant()};
    if (node.has("end_us"))
        call.end = node["end_us"].instant();
    if (node.has("result"))
        call.result = node["result"].word();
    return call;
}

KernelPacket packetOf(const Node& node)
{
    const std::string direction = node["dir"].text();
    if (direction != "A>B" && direction != "B>A")
        node["dir"].wrong("A>B, B>A");
    const auto ports = portsOf(node["ports"]);
    KernelPacket packet{.from = direction == "A>B" ? Side::Client : Side::Server,
                        .sourcePort = ports[0],
                        .destinationPort = ports[1],
                        .ctl = flagsOf(node["flags"]),
                        .length = static_cast<std::uint32_t>(node["len"].number(0, 65535)),
                        .window = static_cast<std::uint32_t>(node["win"].number(0, most32)),
                        .sentAt = node["t_us"].instant(),
                        .fate = fateOf(node["fate"])};
    if (node.has("seq_rel"))
        packet.seq = node["seq_rel"].number(-most32, most32);
    if (node.has("seq_abs"))
        packet.seqAbsolute = static_cast<std::uint32_t>(node["seq_abs"].number(0, most32));
    if (node.has("ack_rel"))
        packet.ack = node["ack_rel"].number(-most32, most32);
    const Node arrivals = node["arrive_us"];
    for (std::size_t i = 0; i < arrivals.size(); ++i)
        packet.arrivals.push_back(arrivals.at(i).instant());
    const bool arrives = packet.fate != KernelFate::Dropped;
    if (arrives && packet.arrivals.empty())
        arrivals.wrong("when it arrived");
    if (node.has("rule"))
        packet.rule = node["rule"].text();
    if (node.has("opts") && node["opts"].has("wscale")) {
        packet.scaled = true;
        packet.windowScale = static_cast<std::uint8_t>(node["opts"]["wscale"].number(0, 255));
    }
    return packet;
}

KernelState stateOf(Side side, const Node& node)
{
    const auto ports = portsOf(node.at(3));
    return {.side = side,
            .at = node.at(0).instant(),
            .from = node.at(1).text(),
            .to = node.at(2).text(),
            .localPort = ports[0],
            .remotePort = ports[1],
            .how = node.at(4).text()};
}

KernelTrace traceOf(const Node& root)
{
    const std::string nameOfCase = root["case"].text();
    KernelTrace trace{.name = nameOfCase + "." + root["config"].text(),
                      .title = root["title"].text(),
                      .delay = milliseconds(root["delay_ms"].number(0, 60'000)),
                      .mtu = static_cast<std::uint32_t>(root["mtu"].number(smallestMtu, 65535)),
                      .end = root["end_us"].instant()};
    for (const char* key : {"sysctls", "overrides"})
        for (const auto& [name, value] : root[key].words())
            trace.sysctls[name.starts_with("net.ipv4.") ? name.substr(9) : name] = value;
    const auto each = [&](const char* key, auto read, auto& into) {
        const Node list = root[key];
        for (std::size_t i = 0; i < list.size(); ++i)
            into.push_back(read(list.at(i)));
    };
    each("calls", callOf, trace.calls);
    each("packets", packetOf, trace.packets);
    for (const Side side : {Side::Client, Side::Server}) {
        const Node list = root["states"][side == Side::Client ? "A" : "B"];
        for (std::size_t i = 0; i < list.size(); ++i)
            trace.states.push_back(stateOf(side, list.at(i)));
    }
    std::ranges::stable_sort(trace.calls, {}, &KernelCall::at);
    std::ranges::stable_sort(trace.packets, {}, &KernelPacket::sentAt);
    return trace;
}

/// Where in the text an octet lies.
void setPlace(InputError& error, std::string_view text, std::size_t octet)
{
    const std::string_view before = text.substr(0, std::min(octet, text.size()));
    error.line = 1 + static_cast<int>(std::ranges::count(before, '\n'));
    const std::size_t start = before.rfind('\n');
    error.column =
        static_cast<int>(start == std::string_view::npos ? before.size() : before.size() - start - 1);
}

} // namespace

Input<KernelTrace> readKernelTrace(std::string_view text, const std::string& file)
{
    InputError error;
    error.file = file;
    try {
        const Json json = Json::parse(text);
        return traceOf(Node(json, ""));
    } catch (const Json::parse_error& wrong) {
        error.problem = Problem::BadScript;
        setPlace(error, text, wrong.byte);
        error.subject = std::string(text.substr(std::min(wrong.byte - 1, text.size()), 20));
        error.expected = "JSON";
    } catch (const Json::exception& wrong) { // a number too large for anything
        error.problem = Problem::BadScript;
        error.subject = wrong.what();
        error.expected = "JSON";
    } catch (const NotAsExpected& wrong) {
        error.problem = Problem::BadScript;
        error.subject = wrong.subject;
        error.expected = wrong.expected;
    }
    return tl::unexpected(error);
}

} // namespace tcplab
