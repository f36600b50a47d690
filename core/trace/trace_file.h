/// JSON Lines, as trace-format.md says, byte for byte the same everywhere.
#pragma once
#include "core/trace/trace.h"

#include <string>

namespace tcplab {

/// The first line, without its line feed.
std::string headerLine(const Trace& trace);
/// The line of record n (from 1), without its line feed.
std::string recordLine(const Trace& trace, std::uint32_t n);

} // namespace tcplab
