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
constexpr std::array<Sentence, 5> headings{{
    {"knob", "参数"},
    {"unit", "单位"},
    {"rfc9293", "rfc9293"},
    {"linux", "linux"},
    {"freebsd", "freebsd"},
}};
constexpr Sentence ofNetwork{
    "A profile is chosen with profile = \"rfc9293\" (the default), \"linux\" or \"freebsd\". The keys of "
    "[network], and what holds if nothing is said: network.loss=\"1 %\", or for what one "
    "host sends, network.loss.client=\"1 %\". Besides these there is seed.",
    "用 profile = \"rfc9293\"（默认）、\"linux\" 或 \"freebsd\" 选择配置。[network] 的键及其默认值如下："
    "network.loss=\"1 %\"；只针对一台主机发出的报文段则写 network.loss.client=\"1 %\"。"
    "另有 seed。"};
constexpr std::array<Sentence, 3> networkHeadings{{{"key", "键"}, {"unit", "单位"}, {"default", "默认值"}}};

constexpr std::array<Sentence, 11> units{{
    {"octets", "字节"},
    {"segments", "报文段"},
    {"time", "时间"},
    {"count", "个数"},
    {"true or false", "true 或 false"},
    {"word", "名称"},
    {"text", "文本"},
    {"bandwidth", "带宽"},
    {"probability", "概率"},
    {"size", "大小"},
    {"list", "列表"},
}};

std::string unitText(const std::string& unit, Language language)
{
    const auto found = std::ranges::find(units, unit, &Sentence::en);
    return found == units.end() ? unit : textOf(*found, language);
}

/// A table with columns, and below each row, but the headings, a line of its own.
class Listing {
public:
    Listing(const Setting& setting, Output& out) : m_setting(setting), m_out(out)
    {
        constexpr int mostColumns = 100;
        m_columns = std::min(setting.here.columns, mostColumns);
    }

    void paragraph(const std::string& text, const std::string& indent = {})
    {
        for (const std::string& line :
             wrapped(m_setting.plain(text), m_columns - static_cast<int>(indent.size())))
            m_out.write(indent + line + "\n");
    }

    void table(const std::vector<std::vector<std::string>>& rows, const std::vector<std::string>& below)
    {
        constexpr int gap = 2;
        std::vector<int> widths(rows.front().size());
        for (const auto& row : rows)
            for (std::size_t i = 0; i < row.size(); ++i)
                widths[i] = std::max(widths[i], columnsOf(row[i]));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::string line;
            for (std::size_t column = 0; column < rows[i].size(); ++column)
                line += column + 1 < rows[i].size() ? padded(rows[i][column], widths[column] + gap)
                                                    : rows[i][column];
            m_out.write(m_setting.plain(line) + "\n");
            if (i > 0)
                paragraph(below[i - 1], "    ");
        }
    }

private:
    const Setting& m_setting;
    Output& m_out;
    int m_columns = 0;
};

} // namespace

int knobsCommand(const Setting& setting)
{
    const bool chinese = setting.language == Language::Chinese;
    Output out(setting.here.out);
    Listing listing(setting, out);
    const auto headingsOf = [&](const auto& words) {
        std::vector<std::string> row;
        for (const Sentence& word : words)
            row.push_back(setting.say(word));
        return std::vector<std::vector<std::string>>{row};
    };

    listing.paragraph(setting.say(intro));
    out.write("\n");
    std::vector<std::vector<std::string>> rows = headingsOf(headings);
    std::vector<std::string> meanings;
    for (const KnobDescription& knob : describeKnobs()) {
        rows.push_back(
            {knob.name, unitText(knob.unit, setting.language), knob.rfc9293, knob.linux_, knob.freebsd});
        meanings.push_back(chinese ? knob.meaningZh : knob.meaning);
    }
    listing.table(rows, meanings);

    out.write("\n");
    listing.paragraph(setting.say(ofNetwork));
    out.write("\n");
    rows = headingsOf(networkHeadings);
    meanings.clear();
    for (const NetworkKeyDescription& key : describeNetworkKeys()) {
        rows.push_back({key.name, unitText(key.unit, setting.language), key.standard});
        meanings.push_back(chinese ? key.meaningZh : key.meaning);
    }
    listing.table(rows, meanings);
    return finishStandardOutput(out, setting);
}

} // namespace tcplab
