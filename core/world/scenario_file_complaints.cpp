#include "core/base/nearest.h"
#include "core/world/scenario_file_parts.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

/// Long values are quoted in part only.
std::string shortened(std::string_view text)
{
    constexpr std::size_t most = 80;
    if (text.size() <= most)
        return std::string(text);
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

std::string_view wordFor(TomlNode::Kind kind)
{
    switch (kind) {
    case TomlNode::Kind::Table: return "table";
    case TomlNode::Kind::List: return "list";
    case TomlNode::Kind::Text:
    case TomlNode::Kind::Integer:
    case TomlNode::Kind::Decimal:
    case TomlNode::Kind::Truth:
    case TomlNode::Kind::Date:
    case TomlNode::Kind::Any: break;
    }
    return {};
}

Problem problemOf(Misread::Kind kind)
{
    switch (kind) {
    case Misread::Kind::WrongType: return Problem::WrongType;
    case Misread::Kind::BadUnit: return Problem::BadUnit;
    case Misread::Kind::OutOfRange: return Problem::OutOfRange;
    case Misread::Kind::UnknownName: return Problem::UnknownName;
    }
    return Problem::WrongType;
}

Problem problemOf(ProgramError::Kind kind)
{
    switch (kind) {
    case ProgramError::Kind::Malformed: return Problem::BadProgram;
    case ProgramError::Kind::BadUnit: return Problem::BadUnit;
    case ProgramError::Kind::OutOfRange: return Problem::OutOfRange;
    case ProgramError::Kind::UnknownName: return Problem::UnknownName;
    case ProgramError::Kind::TooLarge: return Problem::TooLarge;
    }
    return Problem::BadProgram;
}

} // namespace

void Complaints::at(int line, int column, Problem problem, std::string_view subject,
                    std::string_view expected)
{
    if (m_first)
        return;
    m_first = InputError{.file = m_file,
                         .line = line,
                         .column = column,
                         .problem = problem,
                         .subject = shortened(subject),
                         .expected = std::string(expected)};
}

void Complaints::atValue(const TomlNode& node, Problem problem, std::string_view expected)
{
    const std::string_view word = wordFor(node.kind);
    at(node.line, node.column, problem, word.empty() ? node.text : word, expected);
}

void Complaints::atKey(const TomlNode& node, Problem problem, std::string_view subject,
                       std::string_view expected)
{
    at(node.keyLine, node.keyColumn, problem, subject, expected);
}

void Complaints::misread(const TomlNode& node, const Misread& misread)
{
    atValue(node, problemOf(misread.kind), misread.expected);
}

void Complaints::inProgram(const TomlNode& node, const ProgramError& error)
{
    if (node.line == 0) // set from outside a file: the place is one in the program
        at(error.line, error.column, problemOf(error.kind), error.subject, error.expected);
    else if (node.severalLines)
        at(node.textLine + error.line - 1, error.column + (error.line == 1 ? node.textColumn - 1 : 0),
           problemOf(error.kind), error.subject, error.expected);
    else
        at(node.line, node.column, problemOf(error.kind), error.subject, error.expected);
}

void Complaints::unknownKey(const TomlNode& node, std::span<const std::string_view> known)
{
    atKey(node, Problem::UnknownKey, node.key, nearestOrAll(node.key, known));
}

std::string_view wordOf(Wanted wanted)
{
    switch (wanted) {
    case Wanted::Text: return "text";
    case Wanted::Time: return "time";
    case Wanted::Rate: return "bandwidth";
    case Wanted::Share: return "probability";
    case Wanted::Size: return "size";
    case Wanted::Number: return "whole number";
    case Wanted::Truth: return "true or false";
    }
    return {};
}

std::optional<std::string_view> scalarText(const TomlNode& node, Wanted wanted, Complaints& complaints)
{
    using Kind = TomlNode::Kind;
    const bool isNumber = node.kind == Kind::Integer || node.kind == Kind::Decimal;
    bool fits = node.kind == Kind::Any;
    switch (wanted) {
    case Wanted::Text: fits = fits || node.kind == Kind::Text; break;
    case Wanted::Time: // a number without a unit is the unit's complaint, not the type's
    case Wanted::Rate:
    case Wanted::Share: fits = fits || node.kind == Kind::Text || isNumber; break;
    case Wanted::Size:
    case Wanted::Number: fits = fits || node.kind == Kind::Text || node.kind == Kind::Integer; break;
    case Wanted::Truth: fits = fits || node.kind == Kind::Truth; break;
    }
    if (fits)
        return node.text;
    complaints.atValue(node, Problem::WrongType, wordOf(wanted));
    return std::nullopt;
}

bool isTable(const TomlNode& node, Complaints& complaints)
{
    if (node.kind != TomlNode::Kind::Table)
        complaints.atValue(node, Problem::WrongType, "table");
    return node.kind == TomlNode::Kind::Table;
}

bool isListOfTables(const TomlNode& node, std::size_t most, Complaints& complaints)
{
    const bool fits = node.kind == TomlNode::Kind::List &&
                      std::all_of(node.items.begin(), node.items.end(),
                                  [](const TomlNode& item) { return item.kind == TomlNode::Kind::Table; });
    if (!fits)
        complaints.atValue(node, Problem::WrongType, "list of tables");
    else if (node.items.size() > most)
        complaints.at(node.line, node.column, Problem::TooLarge, std::to_string(node.items.size()),
                      rangeText(0, most));
    return fits && node.items.size() <= most;
}

std::optional<std::uint64_t> readNumber(const TomlNode& node, std::uint64_t least, std::uint64_t most,
                                        Complaints& complaints)
{
    const auto text = scalarText(node, Wanted::Number, complaints);
    if (!text)
        return std::nullopt;
    const Read<std::uint64_t> number = readCount(*text, least, most);
    if (number)
        return *number;
    complaints.misread(node, number.error());
    return std::nullopt;
}

std::optional<Duration> readTime(const TomlNode& node, Duration limit, Complaints& complaints)
{
    const auto text = scalarText(node, Wanted::Time, complaints);
    if (!text)
        return std::nullopt;
    const Read<Duration> time = readDuration(*text, limit);
    if (time)
        return *time;
    complaints.misread(node, time.error());
    return std::nullopt;
}

std::optional<Side> readSide(const TomlNode& node, Complaints& complaints)
{
    const auto text = scalarText(node, Wanted::Text, complaints);
    if (!text)
        return std::nullopt;
    for (const Side side : {Side::Client, Side::Server})
        if (*text == nameOf(side))
            return side;
    complaints.atValue(node, Problem::UnknownName, "client, server");
    return std::nullopt;
}

} // namespace tcplab
