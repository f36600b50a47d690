#include "core/world/scenario_file_toml.h"

#include "core/base/quantity.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <exception>
#include <toml++/toml.h>
#include <tuple>

namespace tcplab {
namespace {

constexpr std::size_t mostOctets = 4 * 1024 * 1024;
/// A key of very many parts ("a.a.a. …") makes tables within tables deeper than the stack is long, and the
/// library does not count them. No line that a person writes has so many dots.
constexpr std::size_t mostDotsInLine = 1'000;

/// Turns the library's tree into ours.
class Converter {
public:
    explicit Converter(std::string_view text) : m_text(text)
    {
        m_lineStarts.push_back(0);
        for (std::size_t i = 0; i < text.size(); ++i)
            if (text[i] == '\n')
                m_lineStarts.push_back(i + 1);
    }

    TomlNode convert(const toml::node& from) const
    {
        TomlNode to;
        to.line = static_cast<int>(from.source().begin.line);
        to.column = static_cast<int>(from.source().begin.column);
        if (const auto* table = from.as_table())
            convertTable(*table, to);
        else if (const auto* list = from.as_array())
            convertList(*list, to);
        else
            convertScalar(from, to);
        return to;
    }

private:
    void convertTable(const toml::table& from, TomlNode& to) const
    {
        to.kind = TomlNode::Kind::Table;
        for (const auto& [key, value] : from) {
            TomlNode member = convert(value);
            member.key = std::string(key.str());
            member.keyLine = static_cast<int>(key.source().begin.line);
            member.keyColumn = static_cast<int>(key.source().begin.column);
            to.items.push_back(std::move(member));
        }
        std::stable_sort(to.items.begin(), to.items.end(), [](const TomlNode& a, const TomlNode& b) {
            return std::pair(a.keyLine, a.keyColumn) < std::pair(b.keyLine, b.keyColumn);
        });
    }

    void convertList(const toml::array& from, TomlNode& to) const
    {
        to.kind = TomlNode::Kind::List;
        for (const toml::node& item : from)
            to.items.push_back(convert(item));
    }

    void convertScalar(const toml::node& from, TomlNode& to) const
    {
        if (const auto* text = from.as_string()) {
            to.kind = TomlNode::Kind::Text;
            to.text = text->get();
            findFirstLine(to);
        } else if (const auto* integer = from.as_integer()) {
            to.kind = TomlNode::Kind::Integer;
            to.text = std::to_string(integer->get());
        } else if (const auto* truth = from.as_boolean()) {
            to.kind = TomlNode::Kind::Truth;
            to.text = truth->get() ? "true" : "false";
        } else {
            to.kind = from.is_floating_point() ? TomlNode::Kind::Decimal : TomlNode::Kind::Date;
            to.text = asWritten(offsetOf(to));
        }
    }

    /// Where the value begins in the text. Columns count characters, not octets.
    std::size_t offsetOf(const TomlNode& node) const
    {
        const auto line = static_cast<std::size_t>(node.line);
        if (line == 0 || line > m_lineStarts.size())
            return m_text.size();
        std::size_t at = m_lineStarts[line - 1];
        for (int column = 1; column < node.column && at < m_text.size(); ++column) {
            ++at;
            while (at < m_text.size() && (static_cast<unsigned char>(m_text[at]) & 0xc0) == 0x80)
                ++at;
        }
        return at;
    }

    std::string asWritten(std::size_t at) const
    {
        const std::size_t end = m_text.find_first_of(" \t\r\n,]}#", at);
        return std::string(m_text.substr(at, end == std::string_view::npos ? end : end - at));
    }

    void findFirstLine(TomlNode& node) const
    {
        const std::string_view rest = m_text.substr(offsetOf(node));
        node.severalLines = rest.starts_with("\"\"\"") || rest.starts_with("'''");
        node.textLine = node.line;
        node.textColumn = node.column + (node.severalLines ? 3 : 1);
        if (!node.severalLines)
            return;
        // A line feed right after the quotes is no part of the text.
        const std::string_view inside = rest.substr(3);
        if (inside.starts_with("\n") || inside.starts_with("\r\n")) {
            ++node.textLine;
            node.textColumn = 1;
        }
    }

    std::string_view m_text;
    std::vector<std::size_t> m_lineStarts;
};

InputError errorAt(const std::string& file, int line, int column, Problem problem)
{
    InputError error;
    error.file = file;
    error.line = line;
    error.column = column;
    error.problem = problem;
    return error;
}

/// The place of an octet: its line, and its column in characters.
std::pair<int, int> placeOf(std::string_view text, std::size_t offset)
{
    int line = 1;
    int column = 1;
    for (const char c : text.substr(0, offset)) {
        if (c == '\n') {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
            ++column;
        }
    }
    return {line, column};
}

/// The first line with too many dots; 0 if there is none.
int lineOfDots(std::string_view text)
{
    int line = 1;
    std::size_t dots = 0;
    for (const char c : text) {
        if (c == '.' && ++dots > mostDotsInLine)
            return line;
        if (c == '\n') {
            ++line;
            dots = 0;
        }
    }
    return 0;
}

std::string_view markOf(std::string_view description)
{
    return description.find("literal") == std::string_view::npos ? "\"\"\"" : "'''";
}

/// The library notices a text without an end where the next line begins, or the file ends.
void clarify(std::string_view text, InputError& error)
{
    constexpr std::string_view afterSubject = ": ";
    const std::size_t colon = error.subject.find(afterSubject);
    if (error.problem != Problem::Syntax || colon == std::string::npos ||
        !std::string_view(error.subject).substr(0, colon).ends_with("string"))
        return;
    if (error.subject.find("control characters") != std::string::npos) {
        std::size_t at = 0;
        for (int line = 1; line < error.line && at != std::string_view::npos; ++line)
            at = text.find('\n', at) + 1;
        const std::string_view line = text.substr(at, text.find('\n', at) - at);
        const int columns = placeOf(line, line.size()).second;
        if (error.column == columns)
            error.subject.replace(colon, std::string::npos,
                                  ": expected the closing quotation mark, saw '\\n'");
    } else if (error.subject.find("end-of-file") != std::string::npos) {
        if (const std::size_t begin = text.rfind(markOf(error.subject)); begin != std::string_view::npos)
            std::tie(error.line, error.column) = placeOf(text, begin);
    }
}

} // namespace

const TomlNode* TomlNode::find(std::string_view name) const
{
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const TomlNode& n) { return n.key == name; });
    return found == items.end() ? nullptr : &*found;
}

Input<TomlNode> readToml(std::string_view text, const std::string& file)
{
    if (text.size() > mostOctets) {
        InputError error = errorAt(file, 0, 0, Problem::TooLarge);
        error.subject = std::to_string(text.size());
        error.expected = rangeText(0, mostOctets);
        return tl::unexpected(error);
    }
    if (const std::size_t offset = firstNotUtf8(text); offset != std::string_view::npos) {
        const auto [line, column] = placeOf(text, offset);
        return tl::unexpected(errorAt(file, line, column, Problem::NotUtf8));
    }
    if (const int line = lineOfDots(text); line != 0) {
        InputError error = errorAt(file, line, 0, Problem::TooLarge);
        error.subject = ".";
        error.expected = rangeText(0, mostDotsInLine);
        return tl::unexpected(error);
    }
    try {
        return Converter(text).convert(toml::parse(text));
    } catch (const toml::parse_error& wrong) {
        InputError error = errorAt(file, static_cast<int>(wrong.source().begin.line),
                                   static_cast<int>(wrong.source().begin.column), Problem::Syntax);
        error.subject = std::string(wrong.description());
        // What is wrong with a line does not depend on whether another one follows.
        if (!text.empty() && text.back() != '\n')
            if (const auto again = readToml(std::string(text) + '\n', file); !again)
                return again;
        clarify(text, error);
        return tl::unexpected(error);
    } catch (const std::exception& wrong) {
        InputError error = errorAt(file, 0, 0, Problem::Syntax);
        error.subject = wrong.what();
        return tl::unexpected(error);
    }
}

std::string tomlText(std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (c == '\n') {
            quoted += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            quoted += "\\u00";
            quoted += hex[static_cast<unsigned char>(c) >> 4];
            quoted += hex[static_cast<unsigned char>(c) & 15];
        } else {
            quoted += c;
        }
    }
    return quoted + "\"";
}

std::string tomlBlock(std::string_view text)
{
    std::string block = "\"\"\"\n";
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string line = tomlText(text.substr(0, end));
        // A quotation mark alone needs no backslash between three of them, unless it is the last.
        bool escaped = false;
        for (std::size_t i = 1; i + 1 < line.size(); ++i) {
            const bool mark = line[i] == '\\' && !escaped && line[i + 1] == '"';
            if (mark && block.back() != '"' && (end < text.size() || i + 3 < line.size()))
                continue;
            escaped = line[i] == '\\' && !escaped;
            block += line[i];
        }
        if (end < text.size())
            block += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return block + "\"\"\"";
}

} // namespace tcplab
