#include "app/editor/scenario_text.h"

#include "core/base/quantity.h"
#include "core/tcp/knobs.h"
#include "core/world/scenario_file.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tcplab {
namespace {

/// One line of a text.
struct Line {
    std::size_t begin = 0;
    std::string_view words; ///< without its line feed
    bool inBlock = false;   ///< it begins inside a text of several lines
};

/// Where a comment begins outside quotes; npos: none.
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

bool togglesBlock(std::string_view line)
{
    std::size_t marks = 0;
    for (const std::string_view mark : {"\"\"\"", "'''"})
        for (std::size_t at = line.find(mark); at != std::string_view::npos; at = line.find(mark, at + 3))
            ++marks;
    return marks % 2 == 1;
}

std::vector<Line> linesOf(std::string_view text)
{
    std::vector<Line> lines;
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

/// "[network]" → "network"; "[[user]]" → "user"; nothing for another line.
std::optional<std::string> headerOf(const Line& line)
{
    std::string_view words = trimmed(line.words.substr(0, commentIn(line.words)));
    if (line.inBlock || words.size() < 3 || words.front() != '[' || words.back() != ']')
        return std::nullopt;
    while (words.starts_with('[') && words.ends_with(']'))
        words = words.substr(1, words.size() - 2);
    return std::string(trimmed(words));
}

/// The key before the "=", nothing if there is none.
std::optional<std::string> keyOf(const Line& line)
{
    const std::string_view words = line.words.substr(0, commentIn(line.words));
    const std::size_t equals = words.find('=');
    if (line.inBlock || equals == std::string_view::npos)
        return std::nullopt;
    return std::string(trimmed(words.substr(0, equals)));
}

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
    for (const Line& line : linesOf(text)) {
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

std::vector<std::string> wordsIn(std::string_view list)
{
    std::vector<std::string> words;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        words.emplace_back(trimmed(list.substr(0, comma)));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return words;
}

std::vector<Offer> valuesOf(std::string_view table, const std::string& key)
{
    std::vector<Offer> offers;
    if (key == "profile")
        for (const ProfileName name : profileNames)
            offers.push_back({asToml(nameOf(name)), {}});
    if (key == "scripted")
        offers = {{"true", {}}, {"false", {}}};
    const Knob* knob = table == "client" || table == "server" ? findKnob(key) : nullptr;
    if (knob == nullptr)
        return offers;
    if (knob->unit == KnobUnit::Truth)
        return {{"true", {}}, {"false", {}}};
    if (knob->unit == KnobUnit::Word) { // the reader itself says which words there are
        Profile profile;
        if (const auto read = knob->read(profile, "?"); !read)
            for (const std::string& word : wordsIn(read.error().expected))
                offers.push_back({asToml(word), {}});
        return offers;
    }
    for (const ProfileName name : profileNames) {
        const Offer offer{asToml(knob->write(profileNamed(name))), nameOf(name)};
        if (std::ranges::find(offers, offer.word, &Offer::word) == offers.end())
            offers.push_back(offer);
    }
    return offers;
}

} // namespace

TextPlace placeIn(std::string_view text, std::size_t offset)
{
    TextPlace place;
    for (const Line& line : linesOf(text)) {
        if (line.begin > offset)
            break;
        if (const auto header = headerOf(line))
            place.table = *header;
        if (offset > line.begin + line.words.size())
            continue;
        const std::string_view before = line.words.substr(0, offset - line.begin);
        place.inBlock = line.inBlock || commentIn(before) != std::string_view::npos;
        const std::size_t equals = before.find('=');
        std::string_view begun = before;
        if (equals != std::string_view::npos) {
            place.key = std::string(trimmed(before.substr(0, equals)));
            begun = before.substr(equals + 1);
        }
        place.begun = std::string(trimmed(begun));
    }
    return place;
}

std::vector<Offer> offersAt(const TextPlace& place, Language language)
{
    if (place.inBlock || place.begun.starts_with('['))
        return {};
    if (!place.key.empty())
        return valuesOf(place.table, place.key);
    const bool chinese = language == Language::Chinese;
    std::vector<Offer> offers;
    if (place.table == "network")
        for (const NetworkKeyDescription& key : describeNetworkKeys())
            offers.push_back({key.name, chinese ? key.meaningZh : key.meaning});
    if (place.table == "client" || place.table == "server") {
        for (const char* key : {"profile", "address", "isn", "program"})
            offers.push_back({key, {}});
        for (const KnobDescription& knob : describeKnobs())
            offers.push_back({knob.name, chinese ? knob.meaningZh : knob.meaning});
    }
    return offers;
}

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

} // namespace tcplab
