#include "core/host/program_text.h"

#include "core/host/program_line.h"

#include <algorithm>
#include <vector>

namespace tcplab {
namespace {

using Kind = ProgramError::Kind;

/// Looks at a program as a whole: repeats and their ends, whom it calls, how long it may sleep.
class ProgramChecker {
public:
    ProgramChecker(Program& program, Side host) : m_program(program), m_host(host) {}

    std::optional<ProgramError> check()
    {
        for (std::size_t i = 0; i < m_program.size() && !m_error; ++i)
            checkOne(i);
        if (!m_open.empty())
            complain(Kind::Malformed, m_program[m_open.back()], "end");
        return m_error;
    }

private:
    void complain(Kind kind, const Statement& s, std::string_view expected)
    {
        if (!m_error)
            m_error = ProgramError{.kind = kind,
                                   .line = s.line,
                                   .column = 1,
                                   .subject = statementText(s),
                                   .expected = std::string(expected)};
    }

    void checkOne(std::size_t i)
    {
        Statement& s = m_program[i];
        if (s.call == Call::Repeat) {
            if (m_times > mostRepeats / s.times)
                complain(Kind::TooLarge, s, rangeText(1, mostRepeats));
            m_times *= s.times;
            m_open.push_back(i);
        } else if (s.call == Call::End) {
            close(i);
        } else if (s.call == Call::Connect && s.to == m_host) {
            complain(Kind::Malformed, s, std::string(nameOf(peerOf(m_host))) + ":" + std::to_string(s.port));
        } else if (s.call == Call::Sleep) {
            // Ten years in all: the clock never comes near its end.
            const std::int64_t left = (longestInstant - m_slept).ns;
            if (s.duration.ns > left / static_cast<std::int64_t>(m_times))
                complain(Kind::TooLarge, s, "0 s … " + writeDuration(longestInstant));
            else
                m_slept += s.duration * static_cast<std::int64_t>(m_times);
        }
    }

    void close(std::size_t i)
    {
        if (m_open.empty()) {
            complain(Kind::Malformed, m_program[i], "repeat");
            return;
        }
        const std::size_t from = m_open.back();
        m_open.pop_back();
        m_times /= m_program[from].times;
        m_program[from].partner = static_cast<std::uint32_t>(i);
        m_program[i].partner = static_cast<std::uint32_t>(from);
    }

    Program& m_program;
    Side m_host;
    std::vector<std::size_t> m_open;
    std::uint32_t m_times = 1;
    Duration m_slept{};
    std::optional<ProgramError> m_error;
};

} // namespace

tl::expected<Statement, ProgramError> readStatementLine(std::string_view line)
{
    auto statement = readProgramLine(line, 1);
    if (!statement)
        return tl::unexpected(statement.error());
    const bool alone = *statement && (*statement)->call != Call::Repeat && (*statement)->call != Call::End;
    if (!alone)
        return tl::unexpected(ProgramError{.kind = Kind::Malformed,
                                           .line = 1,
                                           .column = 1,
                                           .subject = std::string(trimmed(line)),
                                           .expected = "[NAME:] CALL"});
    (*statement)->line = 0; // it is a line of no program
    return **std::move(statement);
}

tl::expected<Program, ProgramError> readProgram(std::string_view text, Side host)
{
    Program program;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        auto statement = readProgramLine(text.substr(0, end), ++number);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!statement)
            return tl::unexpected(statement.error());
        if (!*statement)
            continue;
        program.push_back(**std::move(statement));
        if (program.size() > mostStatements)
            return tl::unexpected(ProgramError{.kind = Kind::TooLarge,
                                               .line = number,
                                               .column = 1,
                                               .subject = std::to_string(program.size()),
                                               .expected = rangeText(0, mostStatements)});
    }
    if (auto error = ProgramChecker(program, host).check())
        return tl::unexpected(*error);
    return program;
}

} // namespace tcplab
