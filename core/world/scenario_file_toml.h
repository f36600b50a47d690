/// TOML as a tree with the place of everything in it. The one file that knows the TOML library, whose
/// exceptions end there.
#pragma once
#include "core/world/scenario_file.h"

#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// A value. Scalars keep their text: what a quoted text says, or a number as it was written.
struct TomlNode {
    enum class Kind : std::uint8_t {
        Table,
        List,
        Text,
        Integer,
        Decimal,
        Truth,
        Date,
        Any, ///< a scalar that was not written in TOML: may be read as whichever is wanted
    };

    Kind kind = Kind::Table;
    std::string text;
    std::string key; ///< in a table: its name there
    int line = 0;    ///< where the value begins, from 1
    int column = 0;
    int keyLine = 0; ///< where its key stands
    int keyColumn = 0;
    int textLine = 0;   ///< a text of several lines: where its first line stands
    int textColumn = 0; ///< and where that begins
    bool severalLines = false;
    std::vector<TomlNode> items; ///< of a list; members of a table, in the order of the file

    /// The member of that name, or nothing.
    const TomlNode* find(std::string_view name) const;
};

Input<TomlNode> readToml(std::string_view text, const std::string& file);

/// A text as TOML writes it, in quotes.
std::string tomlText(std::string_view text);
/// The same over several lines, for programs.
std::string tomlBlock(std::string_view text);

} // namespace tcplab
