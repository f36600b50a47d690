/// The scenario files that ship.
#pragma once
#include "core/world/scenario_file.h"

#include <string>
#include <vector>

namespace tcplab {

/// Names without folder and suffix, sorted: every file of the library.
std::vector<std::string> libraryNames();
/// The file's text.
std::string libraryText(const std::string& name);
/// The scenario; a test that asks for one that cannot be read fails.
Scenario libraryScenario(const std::string& name);

} // namespace tcplab
