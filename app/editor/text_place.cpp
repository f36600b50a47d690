#include "app/editor/text_place.h"

#include "app/editor/scenario_text.h"
#include "core/base/quantity.h"

#include <algorithm>
#include <optional>

namespace tcplab {
namespace {

using Kind = TextPlace::Kind;

constexpr std::string_view blanks = " \t";

std::string_view withoutIndent(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(blanks);
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

/// In a text of several lines words stand between blanks.
void takeLine(TextPlace& place, std::string_view line)
{
    const std::size_t blank = line.find_last_of(blanks);
    const std::size_t word = blank == std::string_view::npos ? 0 : blank + 1;
    place.kind = Kind::Line;
    place.before = line.substr(0, word);
    place.begun = line.substr(word);
}

/// What stands before the place on a line of TOML.
class LineScan {
public:
    LineScan(std::string_view line, TextPlace& place) : m_line(line), m_place(place) {}

    void scan()
    {
        if (commentIn(m_line) != std::string_view::npos)
            return;
        if (withoutIndent(m_line).starts_with('[')) {
            m_place.kind = Kind::Header;
            m_place.begun = withoutIndent(m_line);
            return;
        }
        m_place.kind = Kind::Key;
        for (std::size_t at = 0; at < m_line.size(); ++at) {
            if (m_line[at] != '"' && m_line[at] != '\'') {
                take(at);
                continue;
            }
            const std::string_view block(m_line[at] == '"' ? "\"\"\"" : "'''");
            const bool opensBlock = m_line.substr(at).starts_with(block);
            const std::size_t end = endOfText(at, opensBlock ? 3 : 1);
            if (end == std::string_view::npos && opensBlock) {
                takeLine(m_place, m_line.substr(at + 3));
                return;
            }
            if (end == std::string_view::npos)
                break;
            at = end;
        }
        const std::size_t word = std::min(m_line.find_first_not_of(blanks, m_word), m_line.size());
        m_place.before = m_line.substr(0, word);
        m_place.begun = trimmed(m_line.substr(word));
        m_place.inside = !m_open.empty();
        for (auto one = m_open.rbegin(); one != m_open.rend(); ++one)
            m_place.after += one->closes;
        if (m_place.inside && m_place.kind == Kind::Key)
            m_place.there = m_open.back().keys;
    }

private:
    struct Open {
        char closes;
        std::vector<std::string> keys;
    };

    /// Of the quote that ends the text begun there; npos: it goes on.
    std::size_t endOfText(std::size_t begin, std::size_t quotes) const
    {
        const std::string_view mark = m_line.substr(begin, quotes);
        for (std::size_t at = begin + quotes; at < m_line.size(); ++at) {
            if (m_line[at] == '\\' && mark[0] == '"')
                ++at;
            else if (m_line.substr(at).starts_with(mark))
                return at + quotes - 1;
        }
        return std::string_view::npos;
    }

    void beginWord(std::size_t at, Kind kind)
    {
        m_word = at;
        m_place.kind = kind;
    }

    void take(std::size_t at)
    {
        const char c = m_line[at];
        const bool inTable = !m_open.empty() && m_open.back().closes == '}';
        if (c == '=' && m_place.kind == Kind::Key) {
            m_place.key = trimmed(m_line.substr(m_word, at - m_word));
            if (inTable)
                m_open.back().keys.push_back(m_place.key);
            beginWord(at + 1, Kind::Value);
        } else if ((c == '{' || c == '[') && m_place.kind == Kind::Value) {
            m_open.push_back({c == '{' ? '}' : ']', {}});
            beginWord(at + 1, c == '{' ? Kind::Key : Kind::Value);
            if (c == '{')
                m_place.key.clear();
        } else if (c == ',' && !m_open.empty()) {
            beginWord(at + 1, inTable ? Kind::Key : Kind::Value);
            if (inTable)
                m_place.key.clear();
        } else if (!m_open.empty() && c == m_open.back().closes) {
            m_open.pop_back();
            beginWord(at + 1, Kind::Nothing);
        }
    }

    std::string_view m_line;
    TextPlace& m_place;
    std::size_t m_word = 0;
    std::vector<Open> m_open;
};

bool isListed(const TextLine& line) { return trimmed(line.words).starts_with("[["); }

/// Where in its table this line is: from the header, or the first line, to before the next header.
struct Extent {
    std::size_t first = 0;
    std::size_t end = 0;
};

Extent tableAround(const std::vector<TextLine>& lines, std::size_t at)
{
    Extent table{.first = at, .end = at + 1};
    while (table.first > 0 && !headerOf(lines[--table.first])) {}
    while (table.end < lines.size() && !headerOf(lines[table.end]))
        ++table.end;
    return table;
}

} // namespace

TextPlace placeIn(std::string_view text, std::size_t offset)
{
    TextPlace place;
    const std::vector<TextLine> lines = linesOf(text);
    std::size_t at = 0;
    while (at + 1 < lines.size() && lines[at + 1].begin <= offset)
        ++at;
    const Extent table = tableAround(lines, at);
    if (const auto header = table.first < at ? headerOf(lines[table.first]) : std::nullopt) {
        place.table = *header;
        place.listed = isListed(lines[table.first]);
    }
    const std::string_view before = lines[at].words.substr(0, offset - lines[at].begin);
    if (lines[at].inBlock) {
        std::size_t opening = at;
        while (lines[opening].inBlock)
            --opening;
        place.key = keyOf(lines[opening]).value_or("");
        takeLine(place, before);
        return place;
    }
    LineScan(before, place).scan();
    if (place.inside)
        return place;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i == at)
            continue;
        if (const auto header = headerOf(lines[i]); header && !isListed(lines[i]))
            place.there.push_back(*header);
        if (const auto key = keyOf(lines[i]); key && i >= table.first && i < table.end)
            place.there.push_back(*key);
    }
    return place;
}

} // namespace tcplab
