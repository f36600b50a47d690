/// The command line as a function: arguments in, exit code out.
#pragma once
#include "app/cli/environment.h"

#include <string>
#include <vector>

namespace tcplab {

/// `arguments` without the program's name.
int commandLine(std::vector<std::string> arguments, const Environment& here);

} // namespace tcplab
