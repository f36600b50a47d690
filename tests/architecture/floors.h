/// The floors of ARCHITECTURE.md: who may include whom, read from the #include lines.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// A source file: its path from the project's root ("core/tcp/tcb.h") and its text.
struct SourceFile {
    std::string path;
    std::string text;
};

/// What a file of ours does that its floor does not allow, one sentence each ("core/tcp/tcb.h:4: …").
std::vector<std::string> violations(const SourceFile& file);

/// The same text with comments, strings and character literals blanked, line for line.
std::string codeOnly(std::string_view text);

} // namespace tcplab
