// Where each field and each octet of a header stands.
#include "app/panels/header_view.h"

#include <algorithm>

namespace tcplab {

namespace {

constexpr double leastBit = HeaderMeasures::leastBit;
constexpr double mostBit = 15;
constexpr double tallRows = 1.6; ///< the row with the control bits: three letters above each other
constexpr double gap = 18;
constexpr int wordOfBits = 3;
constexpr int mostTextOctets = 96;

/// Rows of octets hold as many as fit, in whole words.
int cellsFor(double width, const HeaderMeasures& in)
{
    const int cells = static_cast<int>((width - in.offsetWidth) / in.cellWidth);
    return cells >= 16 ? 16 : cells >= 8 ? 8 : cells >= 4 ? 4 : 0;
}

int fieldOfOctet(const HeaderPicture& picture, int octet)
{
    // Of several fields in one octet the first: the data offset, CWR.
    for (std::size_t i = 0; i < picture.fields.size(); ++i)
        if (octet < picture.fields[i].octetEnd())
            return static_cast<int>(i);
    return -1;
}

} // namespace

HeaderShapes layOutHeader(const HeaderPicture& picture, const HeaderMeasures& in)
{
    HeaderShapes out;
    if (picture.fields.empty())
        return out;
    const int words = picture.headerOctets / 4;
    const bool hasText = picture.fields.back().part == HeaderPart::Text;
    // Beside each other if the header keeps its least width, and eight octets have room.
    const double besideLeast = 32 * leastBit + gap + in.offsetWidth + 8 * in.cellWidth;
    const bool beside = in.width >= besideLeast;
    const double octetsWidth =
        beside ? std::min(in.width - 32 * leastBit - gap,
                          in.offsetWidth + (in.width > 1.5 * besideLeast ? 16 : 8) * in.cellWidth)
               : in.width;
    const double headerWidth = std::min(beside ? in.width - gap - octetsWidth : in.width, 32 * mostBit);
    const double bit = headerWidth / 32;

    const double rows = words + (tallRows - 1) + (hasText ? 1 : 0);
    const double row = std::clamp((in.height - in.ruler - 1) / rows, in.leastRow, in.mostRow);
    out.ruler = QRectF(0, 0, headerWidth, in.ruler);
    std::vector<double> tops(static_cast<std::size_t>(words) + 2);
    tops[0] = in.ruler;
    for (int word = 0; word <= words; ++word)
        tops[static_cast<std::size_t>(word) + 1] =
            tops[static_cast<std::size_t>(word)] + (word == wordOfBits ? row * tallRows : row);
    for (std::size_t i = 0; i < picture.fields.size(); ++i) {
        const HeaderField& field = picture.fields[i];
        // In rows; the widest part of what is broken has the name.
        const auto place = [&](int from, int end, int cell) {
            std::size_t named = out.boxes.size();
            for (int at = from; at < end;) {
                const int word = at / 32;
                const int stop = std::min(end, (word + 1) * 32);
                const auto w = static_cast<std::size_t>(word);
                out.boxes.push_back({static_cast<int>(i),
                                     QRectF(at % 32 * bit, tops[w], (stop - at) * bit, tops[w + 1] - tops[w]),
                                     false, cell});
                if (out.boxes.back().rect.width() > out.boxes[named].rect.width() + 0.01)
                    named = out.boxes.size() - 1;
                at = stop;
            }
            out.boxes[named].first = true;
        };
        for (std::size_t cell = 0; cell < field.cells.size(); ++cell)
            place(field.cells[cell].bit, field.cells[cell].bit + field.cells[cell].bits,
                  static_cast<int>(cell));
        if (field.cells.empty()) // the text is one row, however long it is
            place(field.bit, field.part == HeaderPart::Text ? field.bit + 32 : field.bit + field.bits, -1);
    }
    const double headerHeight = tops[static_cast<std::size_t>(words) + (hasText ? 1 : 0)] + 1;

    out.cellsInRow = cellsFor(octetsWidth, in);
    if (out.cellsInRow == 0) {
        out.height = headerHeight;
        return out;
    }
    const double left = beside ? headerWidth + gap : 0;
    const double top = beside ? 0 : headerHeight + gap / 2;
    const double line = std::max(in.leastRow, std::min(row, in.leastRow * 1.2));
    const auto all = static_cast<int>(picture.octets.size());
    int shown = std::min(all, picture.headerOctets + mostTextOctets);
    if (beside && in.height > 0) { // no more text than stands beside the header
        const int fit =
            std::max(1, static_cast<int>(std::max(headerHeight, in.height) / line) - 1) * out.cellsInRow;
        shown = std::min(shown, std::max(picture.headerOctets, fit));
    }
    out.octetsLeftOut = all - shown;
    for (int octet = 0; octet < shown; ++octet)
        out.cells.push_back({octet, fieldOfOctet(picture, octet),
                             QRectF(left + in.offsetWidth + octet % out.cellsInRow * in.cellWidth,
                                    top + octet / out.cellsInRow * line, in.cellWidth, line)});
    const double octetsEnd = out.cells.back().rect.bottom() + (out.octetsLeftOut > 0 ? line : 0);
    out.height = std::max(headerHeight, octetsEnd);
    return out;
}

} // namespace tcplab
