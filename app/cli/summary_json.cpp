// The summary as JSON: one object, its lists with an element a line.
#include "app/cli/json.h"
#include "app/cli/summary.h"

#include <fmt/format.h>

namespace tcplab {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

std::string countsJson(const Counts& counts)
{
    JsonObject object;
    for (const auto& [key, count] : counts)
        object.number(key, count);
    return object.finish();
}

/// {"client":…,"server":…}
template <class Of> std::string bySide(Of of)
{
    return JsonObject{}.raw("client", of(0)).raw("server", of(1)).finish();
}

std::string listJson(const std::vector<std::string>& elements)
{
    std::string json = "[";
    for (const std::string& element : elements)
        json += (json.size() == 1 ? "\n  " : ",\n  ") + element;
    return json + (elements.empty() ? "]" : "\n ]");
}

std::string nameOf(const ConnectionOutcome& connection, const Scenario& scenario)
{
    return fmt::format("{}>{}:{}#{}", connection.name.localPort,
                       scenario.hosts[indexOf(peerOf(connection.host))].address, connection.name.remotePort,
                       connection.name.incarnation);
}

} // namespace

std::string Summary::callsJson() const
{
    std::vector<std::string> elements;
    for (const CallOutcome& call : m_calls) {
        JsonObject object;
        object.text("host", tcplab::nameOf(call.host)).text("call", tcplab::nameOf(call.call));
        object.text("args", call.arguments);
        if (call.waiting)
            object.text("outcome", "waiting");
        else if (call.error != Errno::None)
            object.text("error", tcplab::nameOf(call.error));
        else
            object.number("result", call.result);
        object.number("count", call.count).number("called_ns", call.first.ns);
        if (!call.waiting)
            object.number("returned_ns", call.last.ns);
        elements.push_back(object.finish());
    }
    return listJson(elements);
}

std::string Summary::connectionsJson(const Scenario& scenario) const
{
    std::vector<std::string> elements;
    for (const ConnectionOutcome& connection : m_ended) {
        JsonObject object;
        object.text("host", tcplab::nameOf(connection.host)).text("conn", nameOf(connection, scenario));
        object.text("outcome", connection.outcome).text("state", tcplab::nameOf(connection.state));
        object.number("opened_ns", connection.opened.ns);
        if (!connection.established.isNever())
            object.number("established_ns", connection.established.ns);
        if (!connection.ended.isNever())
            object.number("ended_ns", connection.ended.ns);
        object.number("octets_sent", connection.sent)
            .number("octets_retransmitted", connection.retransmitted);
        object.number("octets_read", connection.read);
        elements.push_back(object.finish());
    }
    return listJson(elements);
}

std::string Summary::segmentsJson() const
{
    return bySide([this](std::size_t side) {
        return JsonObject{}
            .number("sent", m_sent[side])
            .number("received", m_delivered[side])
            .raw("kinds", countsJson(m_segments[side]))
            .finish();
    });
}

std::string Summary::json(const Scenario& scenario) const
{
    const auto numbers = [](const std::array<std::uint64_t, 2>& counts) {
        return bySide([&](std::size_t side) { return std::to_string(counts[side]); });
    };
    const auto kinds = [](const std::array<Counts, 2>& counts) {
        return bySide([&](std::size_t side) { return countsJson(counts[side]); });
    };
    std::string json = "{";
    const auto member = [&json](std::string_view key, const std::string& value) {
        json += (json.size() == 1 ? "" : ",\n ") + jsonText(key) + ":" + value;
    };
    member("format", jsonText("tcplab-summary"));
    member("version", "1");
    member("scenario", jsonText(scenario.name));
    member("title", jsonText(scenario.title.en));
    member("seed", std::to_string(scenario.seed));
    member("end", jsonText(tcplab::nameOf(m_reason)));
    member("simulated_ns", std::to_string(m_end.ns));
    member("steps", std::to_string(m_steps));
    member("calls", callsJson());
    member("calls_not_listed", std::to_string(m_callsNotListed));
    member("connections", connectionsJson(scenario));
    member("connections_not_listed", std::to_string(m_connectionsNotListed));
    member("outcomes", kinds(m_outcomes));
    member("segments", segmentsJson());
    member("retransmissions", numbers(m_retransmissions));
    member("copies", numbers(m_duplicates));
    member("drops", kinds(m_drops));
    member("marked", numbers(m_marked));
    member("ignored", kinds(m_ignored));
    member("timeouts", kinds(m_expired));
    member("octets_sent", numbers(m_textSent));
    member("octets_retransmitted", numbers(m_textRetransmitted));
    member("octets_read", numbers(m_textRead));
    member("interventions", std::to_string(m_interventions));
    // Their target was gone, or the run ended before their step.
    member("interventions_not_applied", std::to_string(scenario.interventions.size() - m_interventions));
    return json + "}\n";
}

} // namespace tcplab
