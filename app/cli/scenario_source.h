/// Where a scenario comes from: the library, a file, or standard input.
#pragma once
#include "app/cli/commands.h"
#include "core/world/scenario_file.h"

#include <memory>

namespace tcplab {

/// What went wrong, worded, and the exit code for it.
struct Failure {
    int exitCode = exitBadInput;
    std::string text;
};

/// The scenario with what the options set in it.
tl::expected<std::shared_ptr<const Scenario>, Failure> loadScenario(const RunOptions& options,
                                                                    const Setting& setting);
/// Sets in it what --set, --seed and --until say.
tl::expected<void, Failure> setAsked(Scenario& scenario, const RunOptions& options, const Setting& setting);
/// A file's text; "-" is standard input.
tl::expected<std::string, Failure> textOfInput(const std::string& path, const Setting& setting);
/// Why the system would not let it be read.
Failure unreadable(const std::string& what, int error, const Setting& setting);
/// For a name that is no scenario: what was probably meant.
Failure unknownScenario(const std::string& name, const Setting& setting);

} // namespace tcplab
