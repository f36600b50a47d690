/// Reads packetdrill scripts, both dialects: a recursive descent over the text itself, since what "." or "1" means
/// depends on where it stands.
#pragma once
#include "core/script/script.h"
#include "core/world/scenario_file.h"

#include <string>
#include <string_view>
#include <vector>

namespace tcplab::script {

/// Reads the whole script, or says where it goes wrong. `file` is used for errors. `defined`: symbols for #ifdef,
/// "NAME" or "NAME=value"; the value takes the word's place wherever it stands.
Input<Script> readScript(std::string_view text, const std::string& file,
                         const std::vector<std::string>& defined = {});

inline constexpr std::size_t largestScript = 4 * 1024 * 1024;

} // namespace tcplab::script
