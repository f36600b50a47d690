/// A line of a program, word by word, and what is wrong with it.
#pragma once
#include "core/base/quantity.h"
#include "core/host/program_line.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tcplab {

/// A word of a line and where it begins (from 0).
struct Word {
    std::string_view text;
    std::size_t at = 0;
};

constexpr bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// What is wrong is kept, the first complaint; what is read then is of no use.
class LineWords {
public:
    LineWords(std::string_view line, int number);
    bool isEmpty() const { return trimmed(m_line).empty(); }

protected:
    int number() const { return m_number; }
    bool hasError() const { return m_error.has_value(); }
    const ProgramError& error() const { return *m_error; }
    /// The line is none of m_usage.
    void malformed();
    void unknownName(const Word& word, std::span<const std::string_view> names);

    void skipBlanks();
    Word next();
    /// Everything up to the end, which must not be nothing.
    Word rest();

    std::string readName(const Word& word);
    std::uint16_t readPort(const Word& word);
    std::uint64_t readNumber(const Word& word, std::uint64_t least, std::uint64_t most);
    std::uint32_t readSize(const Word& word);
    Duration readTime(const Word& word, Duration limit);

    std::string_view m_line;
    std::size_t m_at = 0;
    std::size_t m_end;
    std::string_view m_usage = "[NAME:] CALL"; ///< as it would be right

private:
    void complain(ProgramError::Kind kind, std::size_t at, std::string_view subject,
                  std::string_view expected);
    void complain(const Misread& misread, const Word& word);

    int m_number;
    std::optional<ProgramError> m_error;
};

} // namespace tcplab
