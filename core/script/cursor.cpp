#include "core/script/cursor.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace tcplab::script {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }
int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

void Cursor::skipSpace()
{
    while (m_at < m_text.size()) {
        if (isSpace(m_text[m_at])) {
            step();
        } else if (m_text.substr(m_at).starts_with("//")) {
            while (m_at < m_text.size() && m_text[m_at] != '\n')
                step();
        } else if (m_text.substr(m_at).starts_with("/*")) {
            const int begun = m_line;
            const std::size_t end = m_text.find("*/", m_at + 2);
            if (end == std::string_view::npos) {
                failAt(begun, "/*", "*/");
                m_at = m_text.size();
                return;
            }
            while (m_at < end + 2)
                step();
        } else {
            return;
        }
    }
}

bool Cursor::atEnd()
{
    skipSpace();
    return failed() || m_at >= m_text.size();
}

char Cursor::peek() { return atEnd() ? '\0' : m_text[m_at]; }

bool Cursor::sees(std::string_view what) { return !atEnd() && m_text.substr(m_at).starts_with(what); }

bool Cursor::take(std::string_view what)
{
    if (!sees(what))
        return false;
    m_at += what.size();
    return true;
}

bool Cursor::takeWord(std::string_view word)
{
    if (peekWord() != word)
        return false;
    m_at += word.size();
    return true;
}

void Cursor::expect(std::string_view what)
{
    if (!take(what))
        fail(std::string(what));
}

std::string Cursor::peekWord()
{
    if (atEnd() || !isLetter(m_text[m_at]))
        return {};
    std::size_t end = m_at;
    while (end < m_text.size() && (isLetter(m_text[end]) || isDigit(m_text[end])))
        ++end;
    return std::string(m_text.substr(m_at, end - m_at));
}

std::string Cursor::word()
{
    std::string found = peekWord();
    m_at += found.size();
    return found;
}

std::optional<std::int64_t> Cursor::integer()
{
    if (atEnd())
        return std::nullopt;
    std::size_t at = m_at;
    const bool negative = m_text[at] == '-';
    if (negative)
        ++at;
    const bool hexadecimal = m_text.substr(at).starts_with("0x") || m_text.substr(at).starts_with("0X");
    if (hexadecimal)
        at += 2;
    const std::size_t digits = at;
    std::uint64_t value = 0;
    bool tooLarge = false;
    for (; at < m_text.size(); ++at) {
        const int digit = hexadecimal ? hexValue(m_text[at]) : isDigit(m_text[at]) ? m_text[at] - '0' : -1;
        if (digit < 0)
            break;
        value = value * (hexadecimal ? 16 : 10) + static_cast<std::uint64_t>(digit);
        tooLarge = tooLarge || value > 0x7fffffffffffffff || at - digits > 20;
        value = std::min<std::uint64_t>(value, 0x7fffffffffffffff);
    }
    if (at == digits)
        return std::nullopt;
    if (tooLarge) {
        failAt(m_line, std::string(m_text.substr(m_at, std::min<std::size_t>(at - m_at, 40))),
               "whole number");
        return std::nullopt;
    }
    m_at = at;
    return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

std::uint32_t Cursor::number(std::uint64_t most)
{
    const std::string here = sample();
    const int line = m_line;
    const std::optional<std::int64_t> found = peek() == '-' ? std::nullopt : integer();
    if (!found) {
        fail("whole number");
        return 0;
    }
    if (static_cast<std::uint64_t>(*found) > most) {
        failAt(line, here, "0 … " + std::to_string(most));
        return 0;
    }
    return static_cast<std::uint32_t>(*found);
}

std::optional<Duration> Cursor::seconds()
{
    if (atEnd())
        return std::nullopt;
    std::size_t at = m_at;
    std::int64_t whole = 0;
    constexpr std::int64_t most = 1'000'000; // eleven days: no script waits so long
    while (at < m_text.size() && isDigit(m_text[at]))
        whole = std::min(most, whole * 10 + (m_text[at++] - '0'));
    const bool hasFraction = at + 1 < m_text.size() && m_text[at] == '.' && isDigit(m_text[at + 1]);
    if (at == m_at && !hasFraction)
        return std::nullopt;
    std::int64_t ns = 0;
    if (hasFraction) {
        ++at;
        for (std::int64_t unit = 100'000'000; at < m_text.size() && isDigit(m_text[at]); ++at, unit /= 10)
            ns += (m_text[at] - '0') * unit;
    }
    m_at = at;
    return Duration{whole * 1'000'000'000 + ns};
}

std::string Cursor::upTo(std::string_view closing)
{
    const std::size_t end = failed() ? std::string_view::npos : m_text.find(closing, m_at);
    if (end == std::string_view::npos) {
        fail(std::string(closing));
        return {};
    }
    const std::string found(m_text.substr(m_at, end - m_at));
    while (m_at < end + closing.size())
        step();
    return found;
}

std::string Cursor::quoted()
{
    expect("\"");
    std::string found;
    const int begun = m_line;
    while (!failed() && m_at < m_text.size() && m_text[m_at] != '"') {
        char c = raw();
        if (c == '\\' && m_at < m_text.size()) {
            c = raw();
            if (c == 'n') {
                c = '\n';
            } else if (c == 't') {
                c = '\t';
            } else if (c == '0') {
                c = '\0';
            } else if (c == 'x' && hexValue(rawPeek()) >= 0 && hexValue(rawPeek(1)) >= 0) {
                const int value = hexValue(raw()) * 16;
                c = static_cast<char>(value + hexValue(raw()));
            }
        }
        found += c;
    }
    if (!failed() && m_at >= m_text.size())
        failAt(begun, "\"" + found.substr(0, 20), "\"");
    else
        expect("\"");
    return found;
}

std::string Cursor::sample()
{
    std::size_t end = m_at;
    while (end < m_text.size() && !isSpace(m_text[end]) && end - m_at < 40)
        ++end;
    while (end < m_text.size() && end > m_at && (static_cast<unsigned char>(m_text[end]) & 0xc0) == 0x80)
        --end; // not in the middle of a character
    return std::string(m_text.substr(m_at, end - m_at));
}

char Cursor::raw()
{
    if (m_at >= m_text.size())
        return '\0';
    const char c = m_text[m_at];
    step();
    return c;
}

bool Cursor::nextLineBegins()
{
    const int before = m_line;
    skipSpace();
    return m_line != before || m_at >= m_text.size();
}

void Cursor::fail(std::string expected)
{
    if (failed())
        return;
    skipSpace();
    const std::string here = sample();
    failAt(m_line, here.empty() ? "end of the script" : here, std::move(expected));
}

void Cursor::failAt(int line, std::string subject, std::string expected)
{
    if (!failed())
        m_error = scriptError(m_file, line, std::move(subject), std::move(expected));
}

InputError scriptError(const std::string& file, int line, std::string subject, std::string expected)
{
    const bool isText = firstNotUtf8(subject) == std::string_view::npos;
    for (char& c : subject)
        if ((!isText && static_cast<unsigned char>(c) >= 0x80) || (c >= 0 && c < ' ') || c == 0x7f)
            c = '?';
    return {.file = file,
            .line = line,
            .problem = Problem::BadScript,
            .subject = std::move(subject),
            .expected = std::move(expected)};
}

} // namespace tcplab::script
