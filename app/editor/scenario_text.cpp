#include "app/editor/scenario_text.h"

#include "core/base/quantity.h"

#include <algorithm>

namespace tcplab {
namespace {

bool togglesBlock(std::string_view line)
{
    std::size_t marks = 0;
    for (const std::string_view mark : {"\"\"\"", "'''"})
        for (std::size_t at = line.find(mark); at != std::string_view::npos; at = line.find(mark, at + 3))
            ++marks;
    return marks % 2 == 1;
}

} // namespace

std::size_t commentIn(std::string_view line)
{
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote != 0) {
            if (c == '\\' && quote == '"')
                ++i;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '#') {
            return i;
        }
    }
    return std::string_view::npos;
}

std::vector<TextLine> linesOf(std::string_view text)
{
    std::vector<TextLine> lines;
    bool inBlock = false;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back({begin, text.substr(begin, end - begin), inBlock});
        if (togglesBlock(lines.back().words))
            inBlock = !inBlock;
        begin = end + 1;
    }
    return lines;
}

std::optional<std::string> headerOf(const TextLine& line)
{
    std::string_view words = trimmed(line.words.substr(0, commentIn(line.words)));
    if (line.inBlock || words.size() < 3 || words.front() != '[' || words.back() != ']')
        return std::nullopt;
    while (words.starts_with('[') && words.ends_with(']'))
        words = words.substr(1, words.size() - 2);
    return std::string(trimmed(words));
}

std::optional<std::string> keyOf(const TextLine& line)
{
    const std::string_view words = line.words.substr(0, commentIn(line.words));
    const std::size_t equals = words.find('=');
    if (line.inBlock || equals == std::string_view::npos)
        return std::nullopt;
    return std::string(trimmed(words.substr(0, equals)));
}

namespace {

struct Found {
    std::size_t begin = 0; ///< of the value
    std::size_t end = 0;
};

struct Search {
    std::optional<Found> value;
    std::optional<std::size_t> tableEnd; ///< behind the last line of the table with something in it
};

Search search(std::string_view text, std::string_view table, std::string_view key)
{
    Search result;
    std::string current;
    for (const TextLine& line : linesOf(text)) {
        if (const auto header = headerOf(line))
            current = *header;
        if (current != table)
            continue;
        if (!trimmed(line.words).empty())
            result.tableEnd = line.begin + line.words.size();
        if (keyOf(line) != key || result.value)
            continue;
        const std::size_t comment = std::min(commentIn(line.words), line.words.size());
        const std::size_t equals = line.words.find('=');
        std::size_t begin = equals + 1;
        while (begin < comment && line.words[begin] == ' ')
            ++begin;
        std::size_t end = comment;
        while (end > begin && line.words[end - 1] == ' ')
            --end;
        result.value = Found{line.begin + begin, line.begin + end};
    }
    return result;
}

} // namespace

std::string asToml(std::string_view value)
{
    value = trimmed(value);
    const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
    if (number || value == "true" || value == "false" || value.starts_with('"'))
        return std::string(value);
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

std::string withValue(std::string_view text, std::string_view table, std::string_view key,
                      std::string_view value)
{
    const Search found = search(text, table, key);
    std::string result(text);
    if (found.value)
        return result.replace(found.value->begin, found.value->end - found.value->begin, value);
    const std::string line = std::string(key) + " = " + std::string(value);
    if (found.tableEnd)
        return result.insert(*found.tableEnd, "\n" + line);
    if (!result.empty() && result.back() != '\n')
        result += '\n';
    // Lists of tables stand at the end: a table may not come between their entries' keys, but behind them it may.
    return result + "\n[" + std::string(table) + "]\n" + line + "\n";
}

std::string withoutValue(std::string_view text, std::string_view table, std::string_view key)
{
    std::string result(text);
    const Search found = search(text, table, key);
    if (!found.value)
        return result;
    const std::size_t begin = text.substr(0, found.value->begin).rfind('\n') + 1; // npos + 1 is 0
    const std::size_t lineFeed = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, lineFeed - begin);
    if (const std::size_t comment = commentIn(line); comment != std::string_view::npos)
        return result.replace(begin, comment, "");
    return result.erase(begin, std::min(lineFeed + 1, text.size()) - begin);
}

std::string valueIn(std::string_view text, std::string_view table, std::string_view key)
{
    const auto value = search(text, table, key).value;
    return value ? std::string(text.substr(value->begin, value->end - value->begin)) : std::string();
}

std::optional<KeyPlace> keyOnLine(std::string_view text, int line)
{
    KeyPlace place;
    int number = 0;
    for (const TextLine& one : linesOf(text)) {
        if (const auto header = headerOf(one))
            place.table = *header;
        if (++number < line)
            continue;
        const auto key = keyOf(one);
        if (!key)
            return std::nullopt;
        place.key = *key;
        return place;
    }
    return std::nullopt;
}

} // namespace tcplab
