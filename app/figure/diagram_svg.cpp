// RFC 9293's state diagram as SVG, laid out as its Figure 5 is. Text stays text.
#include "app/figure/diagram_text.h"
#include "app/figure/xml.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace tcplab {

namespace {

using enum DiagramNode;

struct Point {
    double x = 0;
    double y = 0;
};

constexpr double width = 860;
constexpr double height = 696;
constexpr double boxWidth = 126;
constexpr double boxHeight = 32;
constexpr double w = boxWidth / 2;
constexpr double h = boxHeight / 2;

constexpr double columnAt(int column) { return 190 + (column + 1) * 246; }
constexpr double rowAt(int row) { return 84 + row * 88; }
constexpr double L = columnAt(-1);
constexpr double M = columnAt(0);
constexpr double R = columnAt(1);
constexpr std::array<double, 7> Y{rowAt(0), rowAt(1), rowAt(2), rowAt(3), rowAt(4), rowAt(5), rowAt(6)};

constexpr Point middleOf(DiagramNode node)
{
    const DiagramSpot& spot = diagramSpots[static_cast<std::size_t>(node)];
    return {columnAt(spot.column), rowAt(spot.row)};
}

/// Where an arrow's words stand: their point, and on which side of it they are.
enum class Words : std::uint8_t { Above, Below, LeftOf, RightOf, Over, OverLane };

struct Route {
    DiagramStep step;
    std::array<Point, 5> points; ///< the last that is not at the origin is the arrow's tip
    Point at;
    Words words;
};

/// Two lanes lead to each side of a box: one for each direction, 22 to the side or 6 up and down.
constexpr std::array routes{
    Route{{Closed, SynSent},
          {{{M + w, Y[0] - 6}, {R + 24, Y[0] - 6}, {R + 24, Y[2] - h}}},
          {(M + w + R) / 2, Y[0] - 6},
          Words::Above},
    Route{{Closed, Listen},
          {{{M - 22, Y[0] + h}, {M - 22, Y[1] - h}}},
          {M - 22, (Y[0] + Y[1]) / 2},
          Words::LeftOf},
    Route{{Listen, Closed},
          {{{M + 22, Y[1] - h}, {M + 22, Y[0] + h}}},
          {M + 22, (Y[0] + Y[1]) / 2 + 12},
          Words::RightOf},
    Route{{SynSent, Closed},
          {{{R, Y[2] - h}, {R, Y[0] + 6}, {M + w, Y[0] + 6}}},
          {(M + w + R) / 2, Y[0] + 6},
          Words::Below},
    Route{{Listen, SynReceived},
          {{{M - w, Y[1] + 6}, {L + 22, Y[1] + 6}, {L + 22, Y[2] - h}}},
          {(M - w + L + 22) / 2, Y[1] + 6},
          Words::Below},
    Route{{SynReceived, Listen},
          {{{L - 22, Y[2] - h}, {L - 22, Y[1] - 6}, {M - w, Y[1] - 6}}},
          {(M - w + L) / 2, Y[1] - 6},
          Words::Above},
    Route{{Listen, SynSent},
          {{{M + w, Y[1]}, {R - 24, Y[1]}, {R - 24, Y[2] - h}}},
          {(M + w + R - 24) / 2, Y[1]},
          Words::Below},
    Route{{SynSent, SynReceived}, {{{R - w, Y[2]}, {L + w, Y[2]}}}, {M, Y[2]}, Words::Over},
    Route{{SynReceived, Established},
          {{{L + 22, Y[2] + h}, {L + 22, Y[3] - 6}, {M - w, Y[3] - 6}}},
          {(M - w + L + 22) / 2, Y[3] - 6},
          Words::Above},
    Route{{SynSent, Established},
          {{{R, Y[2] + h}, {R, Y[3] - 6}, {M + w, Y[3] - 6}}},
          {(M + w + R) / 2, Y[3] - 6},
          Words::Above},
    Route{{SynReceived, FinWait1}, {{{L - 22, Y[2] + h}, {L - 22, Y[4] - h}}}, {L - 22, Y[3]}, Words::LeftOf},
    Route{{Established, FinWait1},
          {{{M - w, Y[3] + 6}, {L + 22, Y[3] + 6}, {L + 22, Y[4] - h}}},
          {(M - w + L + 22) / 2, Y[3] + 6},
          Words::Below},
    Route{{Established, CloseWait},
          {{{M + w, Y[3] + 6}, {R, Y[3] + 6}, {R, Y[4] - h}}},
          {(M + w + R) / 2, Y[3] + 6},
          Words::Below},
    Route{{FinWait1, FinWait2},
          {{{L - 22, Y[4] + h}, {L - 22, Y[5] - h}}},
          {L - 22, (Y[4] + Y[5]) / 2},
          Words::LeftOf},
    Route{{FinWait1, Closing},
          {{{L + w, Y[4]}, {M, Y[4]}, {M, Y[5] - h}}},
          {(L + w + M) / 2, Y[4]},
          Words::Above},
    Route{{FinWait1, TimeWait},
          {{{L + 24, Y[4] + h},
            {L + 24, Y[4] + 28},
            {(L + M) / 2, Y[4] + 28},
            {(L + M) / 2, Y[6] - 6},
            {M - w, Y[6] - 6}}},
          {(L + M) / 2, Y[5]},
          Words::Over},
    Route{{FinWait2, TimeWait},
          {{{L, Y[5] + h}, {L, Y[6] + 6}, {M - w, Y[6] + 6}}},
          {(L + M - w) / 2, Y[6] + 6},
          Words::Below},
    Route{{Closing, TimeWait}, {{{M, Y[5] + h}, {M, Y[6] - h}}}, {M, (Y[5] + Y[6]) / 2}, Words::RightOf},
    Route{{CloseWait, LastAck}, {{{R, Y[4] + h}, {R, Y[5] - h}}}, {R, (Y[4] + Y[5]) / 2}, Words::RightOf},
    Route{{LastAck, ClosedAgain}, {{{R, Y[5] + h}, {R, Y[6] - h}}}, {R, (Y[5] + Y[6]) / 2}, Words::RightOf},
    Route{{TimeWait, ClosedAgain}, {{{M + w, Y[6]}, {R - w, Y[6]}}}, {(M + R) / 2, Y[6]}, Words::Below},
};

/// Where the way from the middle of a box to a point leaves the box.
Point edgeTowards(Point box, Point to)
{
    const double dx = to.x - box.x;
    const double dy = to.y - box.y;
    const double share = std::min(dx == 0 ? 1e9 : w / std::abs(dx), dy == 0 ? 1e9 : h / std::abs(dy));
    return {box.x + dx * share, box.y + dy * share};
}

struct Drawn {
    std::string path; ///< as SVG has it
    Point at;
    Words words = Words::Over;
};

constexpr double rightLane = R + w + 61;
constexpr double leftLane = L - w - 97;
constexpr double floorLane = Y[6] + h + 34;

/// The ways that a reset or a time-out throws a connection out of: around the boxes, as in the window.
const Route* wayOut(DiagramStep step)
{
    constexpr double besideFrame = L - w - 78;
    constexpr double betweenFrames = M + w + 41;
    constexpr double ledge = Y[5] + h + 18;
    constexpr double edge = width + 2;
    static constexpr std::array ways{
        Route{{SynSent, Closed},
              {{{R + w, Y[2]}, {rightLane, Y[2]}, {rightLane, Y[0]}, {M + w, Y[0]}}},
              {edge, Y[1]},
              Words::OverLane},
        Route{{Established, ClosedAgain},
              {{{M, Y[3] + h}, {M, Y[3] + 36}, {rightLane, Y[3] + 36}, {rightLane, Y[6]}, {R + w, Y[6]}}},
              {edge, Y[3] + 20},
              Words::LeftOf},
        Route{{CloseWait, ClosedAgain},
              {{{R + w, Y[4]}, {rightLane, Y[4]}, {rightLane, Y[6]}, {R + w, Y[6]}}},
              {edge, (Y[4] + Y[5]) / 2},
              Words::OverLane},
        Route{{LastAck, ClosedAgain},
              {{{R + w, Y[5]}, {rightLane, Y[5]}, {rightLane, Y[6]}, {R + w, Y[6]}}},
              {edge, Y[6] - h - 4},
              Words::OverLane},
        Route{{SynReceived, ClosedAgain},
              {{{L - w, Y[2]}, {leftLane, Y[2]}, {leftLane, floorLane}, {R, floorLane}, {R, Y[6] + h}}},
              {leftLane, (Y[2] + Y[3]) / 2},
              Words::RightOf},
        Route{{FinWait1, ClosedAgain},
              {{{L - w, Y[4]}, {leftLane, Y[4]}, {leftLane, floorLane}, {R, floorLane}, {R, Y[6] + h}}},
              {besideFrame, (Y[5] + Y[6]) / 2},
              Words::RightOf},
        Route{{FinWait2, ClosedAgain},
              {{{L - w, Y[5]}, {leftLane, Y[5]}, {leftLane, floorLane}, {R, floorLane}, {R, Y[6] + h}}},
              {besideFrame, (Y[5] + Y[6]) / 2},
              Words::RightOf},
        // Between the frames, under the one and over what stands beside TIME-WAIT.
        Route{{Closing, ClosedAgain},
              {{{M + w, Y[5]},
                {betweenFrames, Y[5]},
                {betweenFrames, ledge},
                {R - 14, ledge},
                {R - 14, Y[6] - h}}},
              {(betweenFrames + R - 14) / 2, ledge},
              Words::Below},
        Route{{TimeWait, ClosedAgain},
              {{{M + 22, Y[6] + h}, {M + 22, floorLane}, {R, floorLane}, {R, Y[6] + h}}},
              {R, (Y[6] + h + floorLane) / 2},
              Words::RightOf},
        Route{{SynReceived, Listen}, // by another event than the figure's
              {{{L - 22, Y[2] - h}, {L - 22, Y[1] - 6}, {M - w, Y[1] - 6}}},
              {L - 22, (Y[1] + Y[2]) / 2},
              Words::LeftOf},
        Route{{Listen, Closed},
              {{{M - w, Y[1] - 12}, {M - w - 41, Y[1] - 12}, {M - w - 41, Y[0]}, {M - w, Y[0]}}},
              {M - w - 41, (Y[0] + Y[1]) / 2 - 12},
              Words::LeftOf},
    };
    const auto* found = std::ranges::find(ways, step, &Route::step);
    return found == ways.end() ? nullptr : found;
}

/// What else the figure leaves out goes straight, in a bow.
Drawn bow(DiagramStep step)
{
    const Point a = middleOf(step.from);
    const Point b = middleOf(step.to);
    const double length = std::max(1.0, std::hypot(b.x - a.x, b.y - a.y));
    const Point bend{(a.x + b.x) / 2 - (b.y - a.y) / length * 70,
                     (a.y + b.y) / 2 + (b.x - a.x) / length * 70};
    const Point from = edgeTowards(a, bend);
    const Point to = edgeTowards(b, bend);
    return {
        fmt::format("M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}", from.x, from.y, bend.x, bend.y, to.x, to.y),
        {(from.x + 2 * bend.x + to.x) / 4, (from.y + 2 * bend.y + to.y) / 4}};
}

Drawn drawnAs(const WalkedArrow& arrow)
{
    const auto* figured = std::ranges::find(routes, arrow.step, &Route::step);
    const Route* route = arrow.besides ? wayOut(arrow.step) : figured == routes.end() ? nullptr : figured;
    if (route == nullptr)
        return bow(arrow.step);
    std::string path;
    for (const Point& p : route->points)
        if (p.x != 0)
            path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", p.x, p.y);
    return {path, route->at, route->words};
}

constexpr double lineHeight = 12;

/// The lines of an arrow's words, each on a halo of paper.
void writeWords(std::string& out, const std::vector<std::string>& lines, const Drawn& drawn, bool gone)
{
    const double tall = lineHeight * static_cast<double>(lines.size());
    double x = drawn.at.x;
    double y = drawn.at.y - tall / 2;
    const char* anchor = "middle";
    switch (drawn.words) {
    case Words::Above: y = drawn.at.y - tall - 3; break;
    case Words::Below: y = drawn.at.y + 3; break;
    case Words::OverLane: // that breaks behind them
        out +=
            fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"6\" height=\"{:.1f}\" fill=\"#ffffff\"/>\n",
                        rightLane - 3, y - 1, tall + 2);
        [[fallthrough]];
    case Words::LeftOf:
        x -= 6;
        anchor = "end";
        break;
    case Words::RightOf:
        x += 6;
        anchor = "start";
        break;
    case Words::Over: {
        std::size_t longest = 0;
        for (const std::string& line : lines)
            longest = std::max(longest, line.size());
        const double wide = 6.0 * static_cast<double>(longest) + 4;
        out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
                           "fill=\"#ffffff\"/>\n",
                           x - wide / 2, y - 1, wide, tall + 2);
    }
    }
    for (const std::string& line : lines) {
        out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{} fill=\"#1a2230\" "
                           "stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" "
                           "paint-order=\"stroke\">{}</text>\n",
                           x, y + 9.5, anchor, gone ? " font-weight=\"bold\"" : "", xmlText(line));
        y += lineHeight;
    }
}

std::vector<std::string> linesOf(const WalkedArrow& arrow)
{
    std::string event;
    for (const int number : arrow.walked)
        event += fmt::format("{}{}", event.empty() ? "(" : ", ", number);
    event += event.empty() ? "" : ") ";
    event += arrow.event;
    std::vector<std::string> lines;
    // Between FIN-WAIT-2 and CLOSING there is not room for more.
    if (const auto comma = event.rfind(", "); arrow.step == DiagramStep{FinWait1, TimeWait} &&
                                              comma != std::string::npos && comma > event.find(')') + 1) {
        lines.push_back(event.substr(0, comma + 1));
        event.erase(0, comma + 2);
    }
    lines.push_back(event);
    if (!arrow.action.empty() && arrow.action != "x")
        lines.push_back(arrow.action);
    return lines;
}

/// What is not in the figure, as the window has it: dotted, in the colour of a reset.
constexpr const char* astray = "stroke=\"#a40000\" stroke-width=\"2.6\" stroke-dasharray=\"2.6 2.6\"";

/// As Stevens draws them: heavy for a client's usual way, heavy and dashed for a server's, thin for what is rare.
std::string strokeOf(ArrowWay way, bool gone)
{
    return fmt::format("stroke=\"{}\" stroke-width=\"{}\"{}",
                       gone                     ? "#0072b2"
                       : way == ArrowWay::Other ? "#6b7686"
                                                : "#3a4454",
                       gone                     ? "2.6"
                       : way == ArrowWay::Other ? "1.1"
                                                : "2.2",
                       way == ArrowWay::Server ? " stroke-dasharray=\"6 3\"" : "");
}

/// The two sides of closing, around their states.
void writeCloses(std::string& out, Language language)
{
    const DiagramWords& words = diagramWords(language);
    const auto box = [&](double left, double right, double bottom, const char* text) {
        const double top = Y[4] - h - 17;
        out += fmt::format("<rect x=\"{:.0f}\" y=\"{:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"4\" "
                           "fill=\"none\" stroke=\"#6b7686\" stroke-dasharray=\"3 3\"/>\n",
                           left, top, right - left, bottom - top);
        out += fmt::format("<text x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\" fill=\"#4a5668\" "
                           "stroke=\"#ffffff\" stroke-width=\"5\" stroke-linejoin=\"round\" "
                           "paint-order=\"stroke\">{}</text>\n",
                           right - 8, top + 3.5, text);
    };
    box(L - w - 78, M + w + 24, Y[6] + h + 22, words.activeClose);
    box(R - w - 12, R + w + 30, Y[5] + h + 12, words.passiveClose);
}

/// What the lines mean.
void writeLegend(std::string& out, const WalkedDiagram& diagram)
{
    const DiagramWords& words = diagramWords(diagram.language);
    const bool hasAstray = std::ranges::any_of(diagram.arrows, &WalkedArrow::besides);
    const double y = height - 16;
    double x = hasAstray ? 40 : 130;
    const auto sample = [&](const std::string& stroke, const char* text) {
        out += fmt::format("<path d=\"M{:.0f} {:.0f}h30\" fill=\"none\" {}/>\n"
                           "<text x=\"{:.0f}\" y=\"{:.1f}\" fill=\"#4a5668\">{}</text>\n",
                           x, y, stroke, x + 37, y + 3.5, text);
        x += 205;
    };
    sample(strokeOf(ArrowWay::Client, false), words.clientWay);
    sample(strokeOf(ArrowWay::Server, false), words.serverWay);
    sample(strokeOf(ArrowWay::Client, true), words.gone);
    if (hasAstray)
        sample(astray, words.astray);
}

} // namespace

std::string diagramSvg(const WalkedDiagram& diagram)
{
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 "
        "{0:.0f} "
        "{1:.0f}\" font-family=\"'DejaVu Sans', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif\" "
        "font-size=\"10\">\n<title>{2}</title>\n"
        "<defs>\n"
        "<marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"10\" "
        "markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1L10 5L0 9z\" "
        "fill=\"#6b7686\"/></marker>\n"
        "<marker id=\"usual\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"12\" "
        "markerHeight=\"10\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1L10 5L0 9z\" "
        "fill=\"#3a4454\"/></marker>\n"
        "<marker id=\"gone\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"13\" "
        "markerHeight=\"11\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1L10 5L0 9z\" "
        "fill=\"#0072b2\"/></marker>\n{4}</defs>\n"
        "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"#ffffff\"/>\n"
        "<text x=\"{3:.0f}\" y=\"26\" text-anchor=\"middle\" font-size=\"14\" font-weight=\"bold\" "
        "fill=\"#1a2230\">{2}</text>\n",
        width, height, xmlText(diagram.title), width / 2,
        std::ranges::any_of(diagram.arrows, &WalkedArrow::besides)
            ? "<marker id=\"astray\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"13\" "
              "markerHeight=\"11\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1L10 5L0 9z\" "
              "fill=\"#a40000\"/></marker>\n"
            : "");
    writeCloses(out, diagram.language);
    // Those that were gone lie on the others, and words on all of them.
    for (const bool gone : {false, true})
        for (const WalkedArrow& arrow : diagram.arrows)
            if (arrow.walked.empty() != gone)
                out += fmt::format("<path d=\"{}\" fill=\"none\" {} marker-end=\"url(#{})\"/>\n",
                                   drawnAs(arrow).path, arrow.besides ? astray : strokeOf(arrow.way, gone),
                                   arrow.besides                  ? "astray"
                                   : gone                         ? "gone"
                                   : arrow.way == ArrowWay::Other ? "arrow"
                                                                  : "usual");
    for (const WalkedArrow& arrow : diagram.arrows)
        writeWords(out, linesOf(arrow), drawnAs(arrow), !arrow.walked.empty());
    for (std::size_t i = 0; i < diagramNodeCount; ++i) {
        const auto node = static_cast<DiagramNode>(i);
        const bool current = node == diagram.current;
        const Point at = middleOf(node);
        out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"4\" "
                           "fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>\n",
                           at.x - w, at.y - h, boxWidth, boxHeight,
                           current              ? "#0072b2"
                           : diagram.visited[i] ? "#cfe6f5"
                                                : "#ffffff",
                           current || diagram.visited[i] ? "#0072b2" : "#4a5668",
                           current || diagram.visited[i] ? "2" : "1.2");
        out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\" font-size=\"12\" "
                           "font-weight=\"bold\" fill=\"{}\">{}</text>\n",
                           at.x, at.y + 4.3, current ? "#ffffff" : "#1a2230", nameOf(stateOf(node)));
    }
    writeLegend(out, diagram);
    return out + "</svg>\n";
}

} // namespace tcplab
