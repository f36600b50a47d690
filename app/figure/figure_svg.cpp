// The timeline's shapes as SVG. Text stays text.
#include "app/figure/timeline_figure.h"
#include "app/figure/xml.h"

#include <cmath>
#include <fmt/format.h>

namespace tcplab {

std::string xmlText(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20) // XML 1.0 knows no other control characters
                out += c;
        }
    }
    return out;
}

namespace {

// The light theme's colours, whatever the window's are: a figure goes on paper.
struct Ink {
    static constexpr const char* client = "#0072b2";
    static constexpr const char* clientSoft = "#9cc9e6";
    static constexpr const char* server = "#b34a00";
    static constexpr const char* serverSoft = "#eebb99";
    static constexpr const char* muted = "#4a5668";
    static constexpr const char* line = "#7d8896";
    static constexpr const char* lost = "#c0271d";
};

const char* inkOf(const FigureSegment& segment)
{
    if (segment.lost)
        return Ink::lost;
    switch (segment.kind) {
    case SegmentKind::Control: return "#37424f";
    case SegmentKind::Data: return "#007a55";
    case SegmentKind::Fin: return "#7a3e9d";
    case SegmentKind::Reset: return "#a40000";
    case SegmentKind::Retransmission: return "#8a5a00";
    }
    return "#37424f";
}

class Writer {
public:
    explicit Writer(const TimelineFigure& figure) : f(figure) {}

    std::string write()
    {
        out = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 "
            "{0:.0f} "
            "{1:.0f}\" font-family=\"'DejaVu Sans', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif\" "
            "font-size=\"10\">\n",
            f.width, f.height);
        out += fmt::format("<title>{}</title>\n", xmlText(f.title));
        out +=
            fmt::format("<rect width=\"{:.0f}\" height=\"{:.0f}\" fill=\"#ffffff\"/>\n", f.width, f.height);
        for (const double x : f.lifeline)
            line({x, f.top - 16}, {x, f.height - 6}, Ink::line, 1.2);
        for (const FigureBar& bar : f.bars)
            out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
                               "rx=\"1.5\" fill=\"{}\"/>\n",
                               bar.x, bar.top, bar.width, bar.bottom - bar.top,
                               bar.host == Side::Client ? Ink::clientSoft : Ink::serverSoft);
        for (const FigureBar& bar : f.bars) // which connection's: at the outer edge
            if (bar.conversation != 0)
                out += fmt::format(
                    "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"3\" height=\"{:.1f}\" fill=\"#{}\"/>\n",
                    bar.host == Side::Client ? bar.x : bar.x + bar.width - 3, bar.top, bar.bottom - bar.top,
                    connectionInks[connectionInk(bar.conversation)]);
        for (const FigureFold& fold : f.folds)
            writeFold(fold);
        for (const FigureTimer& timer : f.timers)
            out += fmt::format("<path d=\"M{:.1f} {:.1f}h{:.1f}V{:.1f}h{:.1f}\" fill=\"none\" stroke=\"{}\" "
                               "stroke-width=\"1.3\"/>\n",
                               timer.x + timer.hook, timer.top, -timer.hook, timer.bottom, timer.hook,
                               timer.host == Side::Client ? Ink::client : Ink::server);
        for (const FigureSegment& segment : f.segments)
            writeSegment(segment);
        // They lie on all arrows, each on a halo of paper: where arrows cross, words remain readable.
        for (const FigureSegment& segment : f.segments)
            if (!segment.flags.empty())
                writeSegmentLabel(segment);
        for (const FigureBadge& badge : f.badges)
            writeBadge(badge);
        for (const FigureLabel& label : f.labels)
            writeLabel(label);
        return out + "</svg>\n";
    }

private:
    void line(FigurePoint a, FigurePoint b, const char* ink, double width)
    {
        out += fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
                           "stroke-width=\"{}\"/>\n",
                           a.x, a.y, b.x, b.y, ink, width);
    }

    void writeFold(const FigureFold& fold)
    {
        for (const double y : {fold.y - 5, fold.y + 5}) {
            std::string path = fmt::format("M{:.1f} {:.1f}", f.left, y);
            double side = -2.5;
            for (double x = f.left + 7; x < f.right; x += 7, side = -side)
                path += fmt::format("L{:.1f} {:.1f}", x, y + side);
            out += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1\"/>\n", path,
                               Ink::line);
        }
        const double middle = (f.lifeline[0] + f.lifeline[1]) / 2;
        const double width = 7.0 * static_cast<double>(fold.text.size()) + 10;
        out +=
            fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"14\" fill=\"#ffffff\"/>\n",
                        middle - width / 2, fold.y - 7, width);
        out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\" font-weight=\"bold\" "
                           "fill=\"{}\">{}</text>\n",
                           middle, fold.y + 3.5, Ink::muted, xmlText(fold.text));
    }

    void writeSegment(const FigureSegment& segment)
    {
        const char* ink = inkOf(segment);
        const double dx = segment.to.x - segment.from.x;
        const double dy = segment.to.y - segment.from.y;
        const double length = std::max(1e-6, std::hypot(dx, dy));
        const FigurePoint along{dx / length, dy / length};
        const bool head = segment.hasHead();
        const FigurePoint tip = segment.to;
        const FigurePoint stop = head ? FigurePoint{tip.x - along.x * 6, tip.y - along.y * 6} : tip;
        const double width = segment.data ? 2.2 : 1.4;
        if (segment.retransmission) {
            const FigurePoint apart{-along.y * 1.6, along.x * 1.6};
            line({segment.from.x + apart.x, segment.from.y + apart.y}, {stop.x + apart.x, stop.y + apart.y},
                 ink, 1.2);
            line({segment.from.x - apart.x, segment.from.y - apart.y}, {stop.x - apart.x, stop.y - apart.y},
                 ink, 1.2);
        } else {
            line(segment.from, stop, ink, width);
        }
        if (head)
            writeHead(segment, along, ink);
        if (segment.lost) {
            const double back = segment.lostOnArrival ? 18 : 0;
            const FigurePoint at{tip.x - along.x * back, tip.y - along.y * back};
            line({at.x - 4, at.y - 4}, {at.x + 4, at.y + 4}, Ink::lost, 2.2);
            line({at.x - 4, at.y + 4}, {at.x + 4, at.y - 4}, Ink::lost, 2.2);
        } else if (segment.ignored && !segment.open) {
            const FigurePoint at{tip.x - along.x * 18, tip.y - along.y * 18};
            out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4.5\" fill=\"#ffffff\" stroke=\"{}\" "
                               "stroke-width=\"1.4\"/>\n",
                               at.x, at.y, Ink::muted);
            line({at.x - 3, at.y + 3}, {at.x + 3, at.y - 3}, Ink::muted, 1.4);
        }
    }

    void writeSegmentLabel(const FigureSegment& segment)
    {
        const double dx = segment.to.x - segment.from.x;
        const double dy = segment.to.y - segment.from.y;
        const bool turned = dx < 0;
        const double angle = std::atan2(turned ? -dy : dy, turned ? -dx : dx) * 180 / M_PI;
        const FigurePoint at{segment.from.x + dx * segment.labelAt, segment.from.y + dy * segment.labelAt};
        const double apart = segment.retransmission ? 1 : 0;
        out += fmt::format("<text transform=\"translate({:.1f} {:.1f}) rotate({:.2f})\" y=\"{:.1f}\" "
                           "text-anchor=\"middle\" fill=\"{}\" stroke=\"#ffffff\" stroke-width=\"2.6\" "
                           "stroke-linejoin=\"round\" paint-order=\"stroke\">"
                           "<tspan font-weight=\"bold\">{}</tspan>"
                           "<tspan dx=\"5\" font-family=\"'DejaVu Sans Mono', monospace\" font-size=\"8.5\" "
                           "fill=\"{}\">{}</tspan></text>\n",
                           at.x, at.y, angle, segment.below ? 11 + apart : -4 - apart, inkOf(segment),
                           xmlText(segment.flags), Ink::muted, xmlText(segment.numbers));
    }

    void writeBadge(const FigureBadge& badge)
    {
        out += fmt::format(
            "<circle cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"{2}\" fill=\"#{3}\" stroke=\"#ffffff\"/>\n"
            "<text x=\"{0:.1f}\" y=\"{4:.1f}\" text-anchor=\"middle\" font-size=\"{5}\" "
            "font-weight=\"bold\" fill=\"#ffffff\">{6}</text>\n",
            badge.at.x, badge.at.y, FigureBadge::radius, connectionInks[connectionInk(badge.number)],
            badge.at.y + 2.9, badge.number > 9 ? "6.5" : "8", badge.number);
    }

    void writeHead(const FigureSegment& segment, FigurePoint along, const char* ink)
    {
        const FigurePoint tip = segment.to;
        const double size = segment.kind == SegmentKind::Reset ? 7 : 9;
        const FigurePoint base{tip.x - along.x * size, tip.y - along.y * size};
        const FigurePoint side{-along.y * 3.5, along.x * 3.5};
        std::string points = fmt::format("{:.1f},{:.1f} {:.1f},{:.1f}", base.x + side.x, base.y + side.y,
                                         base.x - side.x, base.y - side.y);
        // A reset's head is square, so that it is told without colour.
        points += segment.kind == SegmentKind::Reset
                      ? fmt::format(" {:.1f},{:.1f} {:.1f},{:.1f}", tip.x - side.x, tip.y - side.y,
                                    tip.x + side.x, tip.y + side.y)
                      : fmt::format(" {:.1f},{:.1f}", tip.x, tip.y);
        out += fmt::format("<polygon points=\"{}\" fill=\"{}\" stroke=\"{}\"/>\n", points,
                           segment.ignored ? "#ffffff" : ink, ink);
    }

    void writeLabel(const FigureLabel& label)
    {
        const char* ink = label.host == Side::Client ? Ink::client : Ink::server;
        const char* style = "";
        switch (label.kind) {
        case FigureTextKind::Heading: style = " font-weight=\"bold\" font-size=\"13\""; break;
        case FigureTextKind::State: style = " font-weight=\"bold\""; break;
        case FigureTextKind::Timer: style = " font-weight=\"bold\" font-size=\"9\""; break;
        case FigureTextKind::Alarm: ink = Ink::lost; [[fallthrough]];
        case FigureTextKind::Call:
        case FigureTextKind::Tick:
        case FigureTextKind::Fold:
        case FigureTextKind::Legend:
            style = " font-family=\"'DejaVu Sans Mono', 'Noto Sans CJK SC', monospace\" font-size=\"8.5\"";
            if (label.kind != FigureTextKind::Alarm)
                ink = Ink::muted;
            break;
        }
        const char* anchor = label.align < 0 ? "start" : label.align > 0 ? "end" : "middle";
        out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\"{}>{}</text>\n",
                           label.at.x, label.at.y + 3.5, anchor, ink, style, xmlText(label.text));
    }

    const TimelineFigure& f;
    std::string out;
};

} // namespace

std::string svgOf(const TimelineFigure& figure) { return Writer(figure).write(); }

} // namespace tcplab
