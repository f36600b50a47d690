/// One line of a program as text: words, names, numbers, and what is wrong with them.
#pragma once
#include "core/host/program_text.h"

namespace tcplab {

/// Reads one line, which is number `number` of its program; nothing if there is nothing on it.
tl::expected<std::optional<Statement>, ProgramError> readProgramLine(std::string_view line, int number);

} // namespace tcplab
