/// Where scenarios come from: the library by name, or a file.
#pragma once
#include "app/panels/library_panel.h"
#include "app/panels/script_view.h"
#include "core/world/scenario_file.h"

#include <QString>
#include <optional>
#include <vector>

namespace tcplab {

/// A scenario, and the file it came from ("" for the library's).
struct OpenedScenario {
    Scenario scenario;
    QString path;
    std::optional<ScriptPlay> script{}; ///< where it is a packetdrill script
};
/// `nameOrPath`: a name of the library; with a "/" in it or ".toml" or ".pkt" (a packetdrill script) behind it, a path.
/// `profile`: of the host that a script tests; else what the script says or suggests.
Input<OpenedScenario> openScenario(const QString& nameOrPath, std::optional<ProfileName> profile = {});
/// The whole library as lines of its panel, in the order in which it is taught.
const std::vector<LibraryEntry>& libraryEntries();

} // namespace tcplab
