/// What a packetdrill script came to, in words.
#pragma once
#include "app/wording/wording.h"
#include "core/script/play.h"

namespace tcplab {

/// "expected: > S. 0:0(0) ack 1; got: R 0:0(0)": the place is the caller's to write.
std::string findingText(const script::Finding& finding, Language language);
/// "not supported: UDP"
std::string missingText(const script::Missing& missing, Language language);
/// One line for a script: "failed: FILE:12: …".
std::string verdictText(const script::Played& played, const std::string& file, Language language);

} // namespace tcplab
