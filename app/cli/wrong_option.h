/// What every command says of an option that is wrong, and the exit code for it.
#pragma once
#include "app/cli/commands.h"
#include "core/world/scenario_file.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tcplab {

/// Says it on standard error.
int wrongOption(const InputError& error, const Setting& setting);
/// Of a word that an option does not know: what it knows, the nearest if there is one. Nothing if it knows it.
std::optional<int> unknownWord(const char* option, const std::string& word,
                               std::span<const std::string_view> known, const Setting& setting);

} // namespace tcplab
