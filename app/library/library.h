/// The scenarios that ship, as the text of their files; they are built into the programs. Free of Qt.
#pragma once
#include <span>
#include <string_view>

namespace tcplab {

struct LibraryFile {
    std::string_view name; ///< "last-ack-lost"
    std::string_view text; ///< of resources/scenarios/last-ack-lost.toml
};

/// What opens when nothing else is asked for.
inline constexpr std::string_view defaultScenarioName = "three-way-handshake";

/// In the order in which they are taught: opening, closing, TIME-WAIT, reset, data, rules taken out, the standard's figures.
std::span<const LibraryFile> libraryFiles();
/// Null if there is none of this name.
const LibraryFile* findInLibrary(std::string_view name);

/// A short one of the person's own to begin with: it runs as it is.
std::string_view newScenarioText();

} // namespace tcplab
