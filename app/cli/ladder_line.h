/// One line of a drawn ladder: characters in colours between the hosts' lines, in columns that count from either host.
#pragma once
#include "app/cli/ladder_rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// In its colour, if there are colours; blanks before it have none.
std::string inColour(std::string_view text, Ink ink, bool colour);

class LadderLine {
public:
    /// `room`: columns between the hosts' lines; what lies beyond them is not drawn.
    explicit LadderLine(int room) : m_cells(static_cast<std::size_t>(room)) {}

    /// So many columns from that host's line.
    void put(Side from, int distance, const char* glyph, Ink ink);
    /// From this column on, counted from the client.
    void write(int column, std::string_view text, Ink ink);
    /// A text that begins (or, at the server, ends) so many columns from that host's line.
    void writeBeside(Side from, int distance, std::string_view text, Ink ink);
    /// A stretch of an arrow, over the lanes that it crosses.
    void stroke(Side from, int first, int last, Ink ink);
    /// Neighbours of one colour are painted together.
    std::string painted(bool colour) const;

private:
    struct Cell {
        std::string glyph = " "; ///< "": taken by the wide character before it
        Ink ink = Ink::Plain;
    };
    int room() const { return static_cast<int>(m_cells.size()); }
    int columnFrom(Side side, int distance) const;

    std::vector<Cell> m_cells;
};

} // namespace tcplab
