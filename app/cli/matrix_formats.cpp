#include "app/cli/matrix_formats.h"

#include "app/cli/columns.h"
#include "app/cli/json.h"
#include "app/wording/matrix_text.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr std::array<Sentence, 7> tableHeadings{{
    {"lost", "丢失"},
    {"segment", "报文段"},
    {"client ends", "客户端终态"},
    {"server ends", "服务器终态"},
    {"calls done", "调用完成"},
    {"at rest", "全部停止"},
    {"sent again", "重传"},
}};
constexpr std::array<Sentence, 10> pageHeadings{{
    {"lost", "丢失"},
    {"segment", "报文段"},
    {"client ends", "客户端终态"},
    {"server ends", "服务器终态"},
    {"client saw", "客户端所见"},
    {"server saw", "服务器所见"},
    {"calls done", "调用完成"},
    {"at rest", "全部停止"},
    {"sent again", "重传"},
    {"why", "原因"},
}};
constexpr Sentence nothingLost{"none", "无"};
constexpr Sentence saw{"Client: {client}. Server: {server}.", "客户端：{client}。服务器：{server}。"};
constexpr std::array<const char*, 3> effectNames{"none", "later", "different"};
constexpr int mostColumns = 120;

/// One row: what was lost, and what came of it. Nothing lost: the undisturbed run.
struct Row {
    std::string lost;
    std::string segment;
    const RunOutcome& outcome;
    std::string why;
    LossEffect effect = LossEffect::None;
    std::uint32_t again() const
    {
        return outcome.hosts[0].retransmissions + outcome.hosts[1].retransmissions;
    }
};

std::vector<Row> rowsOf(const LossMatrix& matrix, Language language, const std::string& nothing)
{
    std::vector<Row> rows;
    rows.push_back({.lost = nothing, .segment = {}, .outcome = matrix.undisturbed, .why = {}});
    for (const MatrixCell& cell : matrix.cells) {
        std::string lost;
        std::string segment;
        for (const SeenEmission& seen : cell.lost) {
            lost += (lost.empty() ? "" : "+") + nameOf(seen.which);
            segment += (segment.empty() ? "" : " + ") + emissionLabel(seen);
        }
        rows.push_back({.lost = lost,
                        .segment = segment,
                        .outcome = cell.outcome,
                        .why = lossText(cell, matrix.undisturbed, language),
                        .effect = effectOf(cell, matrix.undisturbed)});
    }
    return rows;
}

std::string sinceStart(Instant at) { return durationText(at - Instant{}); }

std::vector<std::string> pageCells(const Row& row, Language language)
{
    const HostOutcome& client = row.outcome.hosts[0];
    const HostOutcome& server = row.outcome.hosts[1];
    return {row.lost,
            row.segment,
            endsText(client, language),
            endsText(server, language),
            seenText(client, language),
            seenText(server, language),
            sinceStart(row.outcome.callsDone),
            sinceStart(row.outcome.rest),
            std::to_string(row.again()),
            row.why};
}

std::string csvText(const std::string& text)
{
    if (text.find_first_of(",\"\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string jsonCalls(const std::vector<CallEnd>& calls)
{
    std::string text;
    for (const CallEnd& call : calls) {
        JsonObject object;
        object.text("call", nameOf(call.call));
        if (call.error != Errno::None)
            object.text("error", nameOf(call.error));
        text += (text.empty() ? "" : ",") + object.finish();
    }
    return "[" + text + "]";
}

std::string jsonHost(const HostOutcome& host, const ForeignOctets* foreign)
{
    std::string connections;
    for (const ConnectionEnd& end : host.connections)
        connections +=
            (connections.empty() ? "" : ",") +
            JsonObject{}.text("state", nameOf(end.state)).text("outcome", nameOf(end.ending)).finish();
    JsonObject object;
    object.raw("connections", "[" + connections + "]").number("read", host.read);
    if (foreign != nullptr)
        object.number("read_of_another_connection", foreign->ofAnother)
            .number("read_made_by_hand", foreign->madeByHand);
    return object.number("ends_of_stream", host.endsOfStream)
        .raw("failed", jsonCalls(host.failed))
        .raw("waiting", jsonCalls(host.waiting))
        .number("sent", host.sent)
        .number("retransmissions", host.retransmissions)
        .finish();
}

} // namespace

JsonObject jsonOutcome(const RunOutcome& outcome, const std::array<ForeignOctets, 2>* foreign)
{
    JsonObject object;
    object.text("end", nameOf(outcome.end))
        .number("calls_done_ns", outcome.callsDone.ns)
        .number("rest_ns", outcome.rest.ns)
        .raw("client", jsonHost(outcome.hosts[0], foreign == nullptr ? nullptr : &(*foreign)[0]))
        .raw("server", jsonHost(outcome.hosts[1], foreign == nullptr ? nullptr : &(*foreign)[1]));
    return object;
}

std::string matrixTable(const LossMatrix& matrix, const Setting& setting)
{
    const Language language = setting.language;
    const std::vector<Row> rows = rowsOf(matrix, language, setting.say(nothingLost));
    std::vector<std::vector<std::string>> lines(1);
    for (const Sentence& heading : tableHeadings)
        lines[0].push_back(setting.plain(setting.say(heading)));
    for (const Row& row : rows) {
        std::vector<std::string> cells = pageCells(row, language);
        lines.push_back({cells[0], cells[1], cells[2], cells[3], cells[6], cells[7], cells[8]});
        for (std::string& cell : lines.back())
            cell = setting.plain(cell);
    }
    std::vector<int> widths(tableHeadings.size());
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], columnsOf(line[i]));
    std::string text;
    const int columns = std::min(setting.here.columns, mostColumns);
    const auto below = [&](const std::string& paragraph) {
        for (const std::string& line : wrapped(setting.plain(paragraph), columns - 4))
            text += "    " + line + "\n";
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string line;
        for (std::size_t column = 0; column < lines[i].size(); ++column)
            line += column + 1 < lines[i].size() ? padded(lines[i][column], widths[column] + 2)
                                                 : lines[i][column];
        text += line + "\n";
        if (i == 0)
            continue;
        const Row& row = rows[i - 1];
        if (i == 1 || row.effect == LossEffect::Different) {
            Facts facts;
            facts.set("client", seenText(row.outcome.hosts[0], language));
            facts.set("server", seenText(row.outcome.hosts[1], language));
            below(setting.say(saw, facts));
        }
        if (!row.why.empty())
            below(row.why);
    }
    return text;
}

std::string matrixCsv(const LossMatrix& matrix, const Setting& setting)
{
    std::string text = "lost,segment,client_ends,server_ends,client_saw,server_saw,calls_done_ns,rest_ns,"
                       "retransmissions,effect,why\n";
    for (const Row& row : rowsOf(matrix, setting.language, {})) {
        std::vector<std::string> cells = pageCells(row, setting.language);
        cells[6] = std::to_string(row.outcome.callsDone.ns);
        cells[7] = std::to_string(row.outcome.rest.ns);
        cells.insert(cells.begin() + 9, effectNames[static_cast<std::size_t>(row.effect)]);
        std::string line;
        for (const std::string& cell : cells)
            line += (&cell == cells.data() ? "" : ",") + csvText(cell);
        text += setting.plain(line) + "\n";
    }
    return text;
}

std::string matrixJson(const LossMatrix& matrix, const Scenario& scenario, const Setting& setting)
{
    std::string cells;
    const std::vector<Row> rows = rowsOf(matrix, setting.language, {});
    for (std::size_t i = 0; i < matrix.cells.size(); ++i) {
        std::string lost;
        for (const SeenEmission& seen : matrix.cells[i].lost)
            lost += (lost.empty() ? "" : ",") + JsonObject{}
                                                    .text("segment", nameOf(seen.which))
                                                    .text("label", emissionLabel(seen))
                                                    .number("sent_ns", seen.at.ns)
                                                    .finish();
        const Row& row = rows[i + 1];
        cells += std::string(cells.empty() ? "\n " : ",\n ") +
                 jsonOutcome(row.outcome)
                     .raw("lost", "[" + lost + "]")
                     .text("effect", effectNames[static_cast<std::size_t>(row.effect)])
                     .text("why", row.why)
                     .finish();
    }
    const std::string text = JsonObject{}
                                 .text("format", "tcplab-matrix")
                                 .number("version", 1)
                                 .text("scenario", scenario.name)
                                 .raw("undisturbed", jsonOutcome(matrix.undisturbed).finish())
                                 .raw("cells", "[" + cells + "]")
                                 .finish();
    return (setting.ascii ? asciiJson(text) : text) + "\n";
}

std::string matrixMarkdown(const LossMatrix& matrix, const Setting& setting)
{
    std::string text = "|";
    for (const Sentence& heading : pageHeadings)
        text += " " + setting.say(heading) + " |";
    text += "\n|";
    for (std::size_t i = 0; i < pageHeadings.size(); ++i)
        text += "---|";
    text += "\n";
    for (const Row& row : rowsOf(matrix, setting.language, setting.say(nothingLost))) {
        text += "|";
        for (const std::string& cell : pageCells(row, setting.language))
            text += " " + cell + " |";
        text += "\n";
    }
    std::string plain;
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
        end = text.find('\n', begin);
        plain += setting.plain(text.substr(begin, end - begin)) + "\n";
    }
    return plain;
}

} // namespace tcplab
