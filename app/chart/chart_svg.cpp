#include "app/chart/chart_svg.h"

#include <fmt/format.h>

namespace tcplab {
namespace {

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    }
    return out;
}

std::string pointsText(const std::vector<ChartXY>& points, ChartXY origin = {})
{
    std::string text;
    for (const ChartXY& point : points)
        text +=
            fmt::format("{}{:.2f},{:.2f}", text.empty() ? "" : " ", point.x + origin.x, point.y + origin.y);
    return text;
}

std::string lineText(const ChartLine& line, const ChartColours& colours)
{
    return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:g}\"{}/>\n",
                       pointsText(line.points), colours.of(line.ink, line.curve), line.width,
                       line.dashed ? " stroke-dasharray=\"7 4\"" : " stroke-linejoin=\"round\"");
}

std::string markText(const ChartMark& mark, const ChartColours& colours)
{
    const std::string& colour = colours.of(ChartInk::Curve, mark.curve);
    const auto outline = markOutline(mark.curve, markRadius);
    if (outline.empty())
        return fmt::format("<circle cx=\"{:.2f}\" cy=\"{:.2f}\" r=\"{:g}\" fill=\"{}\"/>\n", mark.at.x,
                           mark.at.y, markRadius, colour);
    return fmt::format("<polygon points=\"{}\" fill=\"{}\"/>\n", pointsText(outline, mark.at), colour);
}

std::string wordsText(const ChartWords& words, const ChartColours& colours)
{
    constexpr std::array anchors{"start", "middle", "end"};
    std::string text = fmt::format(
        "<text x=\"{:.2f}\" y=\"{:.2f}\" font-size=\"{:.4g}\" fill=\"{}\" text-anchor=\"{}\"", words.at.x,
        words.at.y, words.size, colours.of(words.ink, 0), anchors[static_cast<std::size_t>(words.align)]);
    if (words.bold)
        text += " font-weight=\"bold\"";
    if (words.upwards)
        text += fmt::format(" transform=\"rotate(-90 {:.2f} {:.2f})\"", words.at.x, words.at.y);
    return text + ">" + escaped(words.text) + "</text>\n";
}

} // namespace

const std::string& ChartColours::of(ChartInk ink, std::size_t curve) const
{
    switch (ink) {
    case ChartInk::Text: return text;
    case ChartInk::Muted: return muted;
    case ChartInk::Grid: return grid;
    case ChartInk::Frame: return frame;
    case ChartInk::Curve:
    case ChartInk::Theory: break;
    }
    return curves[curve % curves.size()];
}

std::string chartSvg(const ChartShapes& shapes, const ChartColours& colours)
{
    std::string text =
        fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:g}\" height=\"{1:g}\" viewBox=\"0 "
                    "0 {0:g} {1:g}\" "
                    "font-family=\"'DejaVu Sans', 'WenQuanYi Micro Hei', 'Noto Sans CJK SC', sans-serif\">\n",
                    shapes.width, shapes.height);
    text += fmt::format("<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n", colours.background);
    text += fmt::format(
        "<clipPath id=\"within\"><rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"/>"
        "</clipPath>\n",
        shapes.topLeft.x, shapes.topLeft.y, shapes.bottomRight.x - shapes.topLeft.x,
        shapes.bottomRight.y - shapes.topLeft.y);
    for (const ChartLine& line : shapes.frame)
        text += lineText(line, colours);
    text += "<g clip-path=\"url(#within)\">\n";
    for (const ChartArea& area : shapes.areas)
        text += fmt::format("<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"{:g}\"/>\n",
                            pointsText(area.outline), colours.of(ChartInk::Curve, area.curve), area.opacity);
    for (const ChartLine& line : shapes.lines)
        text += lineText(line, colours);
    text += "</g>\n";
    for (const ChartMark& mark : shapes.marks)
        text += markText(mark, colours);
    for (const ChartLine& line : shapes.keyLines)
        text += lineText(line, colours);
    for (const ChartMark& mark : shapes.keyMarks)
        text += markText(mark, colours);
    for (const ChartWords& words : shapes.words)
        text += wordsText(words, colours);
    return text + "</svg>\n";
}

} // namespace tcplab
