/// Programs as text: reading them, with the place of what is wrong.
#pragma once
#include "core/base/quantity.h"
#include "core/base/side.h"
#include "core/host/program.h"

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace tcplab {

inline constexpr std::size_t mostStatements = 100'000;
inline constexpr std::uint32_t mostRepeats = 1'000'000;          ///< of nested repeats: their product
inline constexpr std::uint32_t mostOctetsInCall = 1'073'741'824; ///< of one send or recv
inline constexpr std::size_t mostNamedSockets = 10'000;

/// What is wrong with a program, and where.
struct ProgramError {
    enum class Kind : std::uint8_t { Malformed, BadUnit, OutOfRange, UnknownName, TooLarge };

    Kind kind = Kind::Malformed;
    int line = 0;         ///< of the program, from 1
    int column = 0;       ///< from 1
    std::string subject;  ///< the word, or the whole line if it is malformed
    std::string expected; ///< the call's form, a range, names
    friend bool operator==(const ProgramError&, const ProgramError&) = default;
};

/// Reads one line: "c2: send 10 ?". `repeat` and `end` do not stand alone.
tl::expected<Statement, ProgramError> readStatementLine(std::string_view line);
/// Reads a whole program; empty lines and what follows a # are passed over. `host` is where it runs.
tl::expected<Program, ProgramError> readProgram(std::string_view text, Side host);

} // namespace tcplab
