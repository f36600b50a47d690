#include "app/cli/ladder_line.h"

#include "app/cli/columns.h"

#include <algorithm>

namespace tcplab {
namespace {

const char* colourOf(Ink ink)
{
    switch (ink) {
    case Ink::Plain:
    case Ink::Call: return "";
    case Ink::Faint: return "\033[2m";
    case Ink::State: return "\033[1m";
    case Ink::Opening: return "\033[32m";
    case Ink::Closing: return "\033[35m";
    case Ink::Text: return "\033[36m";
    case Ink::Again: return "\033[33m";
    case Ink::Loss:
    case Ink::Error: return "\033[31m";
    case Ink::Reset: return "\033[1;31m";
    case Ink::Timer: return "\033[34m";
    case Ink::Person: return "\033[1;35m";
    }
    return "";
}

} // namespace

std::string inColour(std::string_view text, Ink ink, bool colour)
{
    const std::string_view code = colour ? colourOf(ink) : "";
    const std::size_t begin = text.find_first_not_of(' ');
    if (code.empty() || begin == std::string_view::npos)
        return std::string(text);
    return std::string(text.substr(0, begin)) + std::string(code) + std::string(text.substr(begin)) +
           "\033[0m";
}

int LadderLine::columnFrom(Side side, int distance) const
{
    return side == Side::Client ? distance : room() - 1 - distance;
}

void LadderLine::put(Side from, int distance, const char* glyph, Ink ink)
{
    const int column = columnFrom(from, distance);
    if (column >= 0 && column < room())
        m_cells[static_cast<std::size_t>(column)] = {glyph, ink};
}

void LadderLine::write(int column, std::string_view text, Ink ink)
{
    while (!text.empty()) {
        const Glyph glyph = takeGlyph(text);
        if (column < 0 || column + glyph.columns > room())
            return;
        const auto place = static_cast<std::size_t>(column);
        if (glyph.columns == 0) {
            if (place > 0)
                m_cells[place - 1].glyph += glyph.octets;
            continue;
        }
        m_cells[place] = {std::string(glyph.octets), ink};
        if (glyph.columns == 2)
            m_cells[place + 1] = {"", ink};
        column += glyph.columns;
    }
}

void LadderLine::writeBeside(Side from, int distance, std::string_view text, Ink ink)
{
    const int column = from == Side::Client ? distance : room() - distance - columnsOf(text);
    write(std::max(column, 0), text, ink);
}

void LadderLine::stroke(Side from, int first, int last, Ink ink)
{
    for (int distance = first; distance <= last; ++distance) {
        const int column = columnFrom(from, distance);
        if (column < 0 || column >= room())
            continue;
        const bool crosses = m_cells[static_cast<std::size_t>(column)].glyph == "│";
        put(from, distance, crosses ? "┼" : "─", ink);
    }
}

std::string LadderLine::painted(bool colour) const
{
    std::string text;
    std::string run;
    Ink ink = Ink::Plain;
    for (const Cell& cell : m_cells) {
        if (cell.ink != ink) {
            text += inColour(run, ink, colour);
            run.clear();
            ink = cell.ink;
        }
        run += cell.glyph;
    }
    return text + inColour(run, ink, colour);
}

} // namespace tcplab
