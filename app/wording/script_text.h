/// What a packetdrill script came to, in words.
#pragma once
#include "app/wording/wording.h"
#include "core/script/play.h"
#include "core/world/scenario_file.h"

#include <string>
#include <string_view>

namespace tcplab {

/// "expected: > S. 0:0(0) ack 1; got: R 0:0(0)": the place is the caller's to write.
std::string findingText(const script::Finding& finding, Language language);
/// "not supported: UDP"
std::string missingText(const script::Missing& missing, Language language);
/// One line for a script: "failed: FILE:12: …".
std::string verdictText(const script::Played& played, const std::string& file, Language language);

/// A packetdrill script by its name.
bool isScriptName(std::string_view path);
/// A script as a scenario: played, with what it came to in the scenario's notes.
Input<script::Played> playScript(std::string_view text, const std::string& file,
                                 const script::PlaySettings& settings = {});
/// What went another way, or what is not supported; "" where the script passed.
std::string troubleText(const script::Played& played, Language language);

} // namespace tcplab
