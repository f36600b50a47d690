#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/words.h"
#include "core/world/scenario_file.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr Sentence intro{"The knobs of a host's TCP, in [client] and [server] of a scenario, or --set "
                         "client.NAME=VALUE on the command "
                         "line; and their values in each profile.",
                         "主机 TCP 的各个参数：写在场景的 [client] 和 [server] 中，或在命令行用 --set "
                         "client.NAME=VALUE；以及它们在每种配置下的值。"};
constexpr std::array<Sentence, 4> headings{{
    {"knob", "参数"},
    {"unit", "单位"},
    {"rfc9293", "rfc9293"},
    {"linux", "linux"},
}};
constexpr Sentence closing{"A profile is chosen with profile = \"rfc9293\" (the default) or \"linux\". The "
                           "network has delay, jitter, "
                           "bandwidth, queue, loss, duplicate, reorder, corrupt, msl and seed: "
                           "network.loss=\"1 %\", or for what one host "
                           "sends, network.loss.client=\"1 %\".",
                           "用 profile = \"rfc9293\"（默认）或 \"linux\" 选择配置。网络有 "
                           "delay、jitter、bandwidth、queue、loss、duplicate、reorder、"
                           "corrupt、msl 和 seed：network.loss=\"1 %\"；只针对一台主机发出的报文段则写 "
                           "network.loss.client=\"1 %\"。"};

constexpr std::array<Sentence, 6> units{{
    {"octets", "字节"},
    {"segments", "报文段"},
    {"time", "时间"},
    {"count", "个数"},
    {"true or false", "true 或 false"},
    {"word", "名称"},
}};

std::string unitText(const std::string& unit, Language language)
{
    const auto found = std::ranges::find(units, unit, &Sentence::en);
    return found == units.end() ? unit : textOf(*found, language);
}

} // namespace

int knobsCommand(const Setting& setting)
{
    using Row = std::array<std::string, 4>;
    constexpr int gap = 2;
    constexpr int mostColumns = 100;
    const int columns = std::min(setting.here.columns, mostColumns);
    const std::vector<KnobDescription> knobs = describeKnobs();
    std::vector<Row> rows{{setting.say(headings[0]), setting.say(headings[1]), setting.say(headings[2]),
                           setting.say(headings[3])}};
    for (const KnobDescription& knob : knobs)
        rows.push_back({knob.name, unitText(knob.unit, setting.language), knob.rfc9293, knob.linux_});
    std::array<int, 4> widths{};
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columnsOf(row[i]));

    Output out(setting.here.out);
    const auto writeLines = [&](const std::string& text, const std::string& indent) {
        for (const std::string& line :
             wrapped(setting.plain(text), columns - static_cast<int>(indent.size())))
            out.write(indent + line + "\n");
    };
    writeLines(setting.say(intro), "");
    out.write("\n");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string line;
        for (std::size_t column = 0; column < rows[i].size(); ++column)
            line +=
                column + 1 < rows[i].size() ? padded(rows[i][column], widths[column] + gap) : rows[i][column];
        out.write(setting.plain(line) + "\n");
        if (i > 0)
            writeLines(setting.language == Language::Chinese ? knobs[i - 1].meaningZh : knobs[i - 1].meaning,
                       "    ");
    }
    out.write("\n");
    writeLines(setting.say(closing), "");
    return finishStandardOutput(out, setting);
}

} // namespace tcplab
