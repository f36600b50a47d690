#include "core/host/line_words.h"

#include "core/base/nearest.h"

#include <algorithm>

namespace tcplab {
namespace {

using Kind = ProgramError::Kind;

bool isName(std::string_view text)
{
    return !text.empty() && text.size() <= 32 && !(text.front() >= '0' && text.front() <= '9') &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

std::string_view withoutComment(std::string_view line)
{
    bool inQuotes = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && inQuotes)
            ++i;
        else if (line[i] == '"')
            inQuotes = !inQuotes;
        else if (line[i] == '#' && !inQuotes)
            return line.substr(0, i);
    }
    return line;
}

} // namespace

LineWords::LineWords(std::string_view line, int number)
    : m_line(withoutComment(line)), m_end(m_line.size()), m_number(number)
{}

void LineWords::complain(Kind kind, std::size_t at, std::string_view subject, std::string_view expected)
{
    if (!m_error)
        m_error = ProgramError{.kind = kind,
                               .line = m_number,
                               .column = static_cast<int>(at) + 1,
                               .subject = std::string(subject),
                               .expected = std::string(expected)};
}

void LineWords::malformed()
{
    const std::string_view whole = trimmed(m_line);
    complain(Kind::Malformed, m_line.find(whole), whole, m_usage);
}

void LineWords::complain(const Misread& misread, const Word& word)
{
    switch (misread.kind) {
    case Misread::Kind::WrongType: malformed(); return;
    case Misread::Kind::BadUnit: complain(Kind::BadUnit, word.at, word.text, misread.expected); return;
    case Misread::Kind::OutOfRange: complain(Kind::OutOfRange, word.at, word.text, misread.expected); return;
    case Misread::Kind::UnknownName:
        complain(Kind::UnknownName, word.at, word.text, misread.expected);
        return;
    }
}

void LineWords::unknownName(const Word& word, std::span<const std::string_view> names)
{
    complain(Kind::UnknownName, word.at, word.text, nearestOrAll(word.text, names));
}

void LineWords::skipBlanks()
{
    while (m_at < m_end && isBlank(m_line[m_at]))
        ++m_at;
}

Word LineWords::next()
{
    skipBlanks();
    const std::size_t from = m_at;
    while (m_at < m_end && !isBlank(m_line[m_at]))
        ++m_at;
    return {m_line.substr(from, m_at - from), from};
}
Word LineWords::rest()
{
    skipBlanks();
    const Word word{trimmed(m_line.substr(m_at, m_end - m_at)), m_at};
    m_at = m_end;
    if (word.text.empty())
        malformed();
    return word;
}

std::string LineWords::readName(const Word& word)
{
    if (!isName(word.text))
        malformed();
    return std::string(word.text);
}

std::uint16_t LineWords::readPort(const Word& word)
{
    if (word.text.empty())
        malformed();
    return static_cast<std::uint16_t>(readNumber(word, 1, 65535));
}

std::uint64_t LineWords::readNumber(const Word& word, std::uint64_t least, std::uint64_t most)
{
    const Read<std::uint64_t> number = readCount(word.text, least, most);
    if (!number)
        complain(number.error(), word);
    return number.value_or(least);
}

std::uint32_t LineWords::readSize(const Word& word)
{
    if (word.text.empty() || word.text.front() < '0' || word.text.front() > '9') {
        malformed();
        return 0;
    }
    const Read<std::uint64_t> octets = readOctets(word.text, 1, mostOctetsInCall);
    if (!octets)
        complain(octets.error(), word);
    return static_cast<std::uint32_t>(octets.value_or(1));
}

Duration LineWords::readTime(const Word& word, Duration limit)
{
    const Read<Duration> time = readDuration(word.text, limit);
    if (!time && !word.text.empty())
        complain(time.error(), word);
    return time.value_or(Duration{0});
}

} // namespace tcplab
