/// What is wrong with the form of a sentence, in words; empty if nothing is.
#pragma once
#include "app/wording/wording.h"

#include <string>
#include <vector>

namespace tcplab {

std::vector<std::string> faultsOf(const std::string& text, Language language);
/// The same of a whole explanation: a headline, a body of sentences, sections that exist.
std::vector<std::string> faultsOf(const Explanation& explanation, Language language);
/// Sections and figures named in a citation that no RFC has.
std::vector<std::string> unknownSections(const std::string& citation);

} // namespace tcplab
