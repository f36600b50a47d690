/// A place in a script's text, and the small things that are read there. The first error is kept; after it
/// everything reads as nothing.
#pragma once
#include "core/base/time.h"
#include "core/world/scenario_file.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tcplab::script {

/// What is quoted is shown to a person: octets that are no text become "?".
InputError scriptError(const std::string& file, int line, std::string subject, std::string expected);

class Cursor {
public:
    Cursor(std::string_view text, const std::string& file) : m_text(text), m_file(file) {}

    bool failed() const { return m_error.has_value(); }
    const std::optional<InputError>& error() const { return m_error; }
    int line() const { return m_line; }
    std::size_t place() const { return m_at; }
    std::string_view from(std::size_t place) const { return m_text.substr(place, m_at - place); }

    /// Over blanks and comments, and over line ends.
    void skipSpace();
    bool atEnd();
    /// The next character that counts; '\0' at the end.
    char peek();
    /// True if this stands next.
    bool sees(std::string_view what);
    /// As sees(), and goes past it.
    bool take(std::string_view what);
    /// As take(), for a word that must end there.
    bool takeWord(std::string_view word);
    /// Must stand here.
    void expect(std::string_view what);
    /// A letter or "_", then letters, digits, "_"; "" if none stands here.
    std::string word();
    std::string peekWord();
    /// Digits, perhaps hexadecimal behind 0x, perhaps with a sign.
    std::optional<std::int64_t> integer();
    /// An unsigned number that must stand here and be at most `most`.
    std::uint32_t number(std::uint64_t most = 0xffffffff);
    /// "1.5", ".1", "0": seconds.
    std::optional<Duration> seconds();
    /// What stands up to `closing`, which is passed; an error if it does not come. Nothing in it is a comment.
    std::string upTo(std::string_view closing);
    /// "…", with \" \\ \n \xNN in it.
    std::string quoted();
    /// What stands here up to the next blank: for error messages.
    std::string sample();
    /// The next character as it is, blanks too; moves on.
    char raw();
    char rawPeek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    /// Goes back to a place read before; line numbers too.
    void goBack(std::size_t place, int line)
    {
        m_at = place;
        m_line = line;
    }
    bool nextLineBegins(); ///< blanks up to here have crossed a line end

    void fail(std::string expected);
    void failAt(int line, std::string subject, std::string expected);

private:
    void step()
    {
        if (m_text[m_at++] == '\n')
            ++m_line;
    }

    std::string_view m_text;
    std::string m_file;
    std::size_t m_at = 0;
    int m_line = 1;
    std::optional<InputError> m_error;
};

} // namespace tcplab::script
