// The timeline's shapes as TikZ, to be included in a LaTeX document.
#include "app/figure/latex.h"
#include "app/figure/timeline_figure.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace tcplab {

std::string latexText(std::string_view text, LatexFont font)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '\\': out += "\\textbackslash{}"; break;
        case '~': out += "\\textasciitilde{}"; break;
        case '^': out += "\\textasciicircum{}"; break;
        case '<': out += "\\textless{}"; break;
        case '>': out += "\\textgreater{}"; break;
        case '|': out += "\\textbar{}"; break;
        // OT1 has no \textquotedbl, and at 34 the straight sign in its typewriter fonts only.
        case '"': out += font == LatexFont::Typewriter ? "\\char34{}" : "''"; break;
        case '{':
        case '}':
        case '$':
        case '&':
        case '#':
        case '_':
        case '%':
            out += '\\';
            out += c;
            break;
        case '\n':
        case '\r': out += ' '; break;
        default: out += c;
        }
    }
    // What OT1's fonts lack, in any of pdflatex, lualatex and xelatex.
    for (const auto& [sign, command] : {std::pair{"µ", "\\textmu{}"},
                                        {"·", "\\textperiodcentered{}"},
                                        {"…", "\\dots{}"},
                                        {"–", "--"},
                                        {"×", "$\\times$"},
                                        {"→", "$\\to$"}})
        for (std::size_t at = 0; (at = out.find(sign, at)) != std::string::npos;)
            out.replace(at, std::string_view(sign).size(), command);
    return out;
}

std::string latexHeading(std::string_view title, bool chinese)
{
    std::string text = "% TCP Lab: ";
    for (const char c : title)
        text += c == '\n' || c == '\r' ? ' ' : c;
    text += "\n% In the preamble: \\usepackage{tikz} \\usetikzlibrary{arrows.meta}\n";
    if (chinese)
        text += "% Its Chinese asks for xelatex or lualatex and a font that has it, for example "
                "\\usepackage{ctex}\n";
    return text;
}

namespace {

/// What a unit downwards comes to, pt: letters of 7 pt are ten.
constexpr double unitHeight = 0.68;

std::string upper(std::string_view hex)
{
    std::string out(hex);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::toupper(c); });
    return out;
}

const char* colourOf(const FigureSegment& segment)
{
    if (segment.lost)
        return "tcplost";
    switch (segment.kind) {
    case SegmentKind::Control: return "tcpcontrol";
    case SegmentKind::Data: return "tcpdata";
    case SegmentKind::Fin: return "tcpfin";
    case SegmentKind::Reset: return "tcpreset";
    case SegmentKind::Retransmission: return "tcpagain";
    }
    return "tcpcontrol";
}

bool hasChinese(const TimelineFigure& figure)
{
    // The first octet of a character from U+2E80 on.
    const auto beyond = [](const std::string& text) {
        for (const char c : text)
            if (static_cast<unsigned char>(c) >= 0xe3)
                return true;
        return false;
    };
    for (const FigureLabel& label : figure.labels)
        if (beyond(label.text))
            return true;
    return false;
}

std::string at(FigurePoint p) { return fmt::format("({:.1f},{:.1f})", p.x, p.y); }

void writeSegment(std::string& out, const FigureSegment& segment)
{
    std::string style = colourOf(segment);
    const bool head = segment.hasHead();
    if (segment.data)
        style += ", tcp text";
    if (segment.retransmission)
        style += ", tcp again";
    if (head)
        style += segment.kind == SegmentKind::Reset ? ", tcp reset"
                 : segment.ignored                  ? ", tcp ignored"
                                                    : ", tcp head";
    out += fmt::format("  \\draw[{}] {} -- {};\n", style, at(segment.from), at(segment.to));
}

/// Where it broke off, or where it came to nothing.
void writeMark(std::string& out, const FigureSegment& segment)
{
    if (!segment.lost && !(segment.ignored && !segment.open))
        return;
    const double dx = segment.to.x - segment.from.x;
    const double dy = segment.to.y - segment.from.y;
    const double back = segment.lost && !segment.lostOnArrival ? 0 : 18;
    const double length = std::max(1.0, dx < 0 ? -dx : dx);
    const FigurePoint mark{segment.to.x - dx / length * back, segment.to.y - dy / length * back};
    if (segment.lost)
        out += fmt::format(
            "  \\draw[tcplost, very thick] ({0:.1f},{1:.1f}) -- ({2:.1f},{3:.1f}) ({0:.1f},{3:.1f}) -- "
            "({2:.1f},{1:.1f});\n",
            mark.x - 4, mark.y - 4, mark.x + 4, mark.y + 4);
    else
        out += fmt::format(
            "  \\filldraw[tcpmuted, fill=white] {} circle (4.5);\n  \\draw[tcpmuted] ({:.1f},{:.1f}) -- "
            "({:.1f},{:.1f});\n",
            at(mark), mark.x - 3, mark.y + 3, mark.x + 3, mark.y - 3);
}

/// They lie on all arrows, on a paper of their own: where arrows cross, words remain readable.
void writeSegmentLabel(std::string& out, const FigureSegment& segment)
{
    if (segment.flags.empty())
        return;
    out += fmt::format("  \\path[{}] {} -- node[tcp label, {}, pos={:.2f}] {{\\textbf{{{}}} "
                       "{{\\tcpmono {}}}}} {};\n",
                       colourOf(segment), at(segment.from), segment.below ? "below=1.2pt" : "above=1.2pt",
                       segment.labelAt, latexText(segment.flags),
                       latexText(segment.numbers, LatexFont::Typewriter), at(segment.to));
}

void writeLabel(std::string& out, const FigureLabel& label)
{
    const char* colour = label.host == Side::Client ? "tcpclient" : "tcpserver";
    std::string font;
    auto kind = LatexFont::Text;
    switch (label.kind) {
    case FigureTextKind::Heading: font = "\\sffamily\\small\\bfseries"; break;
    case FigureTextKind::State: font = "\\tcpsans\\bfseries"; break;
    case FigureTextKind::Timer: font = "\\tcpsmall\\bfseries"; break;
    case FigureTextKind::Alarm:
        colour = "tcplost";
        font = "\\tcpmono";
        kind = LatexFont::Typewriter;
        break;
    case FigureTextKind::Call:
    case FigureTextKind::Tick:
    case FigureTextKind::Fold:
    case FigureTextKind::Legend:
        colour = "tcpmuted";
        font = "\\tcpmono";
        kind = LatexFont::Typewriter;
        break;
    }
    const char* anchor = label.align < 0 ? "west" : label.align > 0 ? "east" : "center";
    out += fmt::format("  \\node[{}, anchor={}, font={}] at {} {{{}}};\n", colour, anchor, font, at(label.at),
                       latexText(label.text, kind));
}

} // namespace

std::string tikzOf(const TimelineFigure& f)
{
    std::string out = latexHeading(f.title, hasChinese(f));
    // As wide as the text around it; the heights are those of its letters, which do not grow with it.
    out += fmt::format(
        "% {:.0f} mm tall. Wider or narrower: \\newcommand{{\\tcplabwidth}}{{0.8\\linewidth}} before it is "
        "included; a part of it: --from, --to\n",
        f.height * unitHeight / 72.27 * 25.4);
    out += fmt::format("\\providecommand{{\\tcplabwidth}}{{\\linewidth}}\n"
                       "\\begin{{tikzpicture}}[x=\\tcplabwidth/{:.0f}, y=-{}pt, inner sep=1pt,\n",
                       f.width, unitHeight);
    out += "  tcp head/.style={-{Latex[length=2mm]}}, tcp ignored/.style={-{Latex[length=2mm, open]}},\n"
           "  tcp reset/.style={-{Square[length=1.7mm]}}, tcp text/.style={very thick}, tcp "
           "again/.style={double},\n"
           "  tcp label/.style={sloped, font=\\tcpsans, inner sep=0.5pt, fill=white, fill opacity=0.8,\n"
           "    text opacity=1},\n"
           "  tcp badge/.style={circle, draw=white, text=white, font=\\tcpsmall\\bfseries, inner sep=0pt,\n"
           "    minimum size=7.4pt}]\n"
           "  \\def\\tcpsans{\\sffamily\\fontsize{7}{8}\\selectfont}%\n"
           "  \\def\\tcpsmall{\\sffamily\\fontsize{6}{7}\\selectfont}%\n"
           "  \\def\\tcpmono{\\ttfamily\\fontsize{6}{7}\\selectfont}%\n";
    for (const auto& [name, colour] : {std::pair{"client", "0072B2"},
                                       {"server", "B34A00"},
                                       {"control", "37424F"},
                                       {"data", "007A55"},
                                       {"fin", "7A3E9D"},
                                       {"reset", "A40000"},
                                       {"lost", "C0271D"},
                                       {"again", "8A5A00"},
                                       {"muted", "4A5668"}})
        out += fmt::format("  \\definecolor{{tcp{}}}{{HTML}}{{{}}}\n", name, colour);
    for (std::size_t i = 0; i < connectionInks.size() && !f.badges.empty(); ++i)
        out += fmt::format("  \\definecolor{{tcpof{}}}{{HTML}}{{{}}}\n", i + 1, upper(connectionInks[i]));
    for (const double x : f.lifeline)
        out += fmt::format("  \\draw[tcpmuted!70] ({0:.1f},{1:.1f}) -- ({0:.1f},{2:.1f});\n", x, f.top - 16,
                           f.height - 6);
    for (const FigureBar& bar : f.bars)
        out += fmt::format("  \\fill[{}!35] ({:.1f},{:.1f}) rectangle ({:.1f},{:.1f});\n",
                           bar.host == Side::Client ? "tcpclient" : "tcpserver", bar.x, bar.top,
                           bar.x + bar.width, bar.bottom);
    for (const FigureBar& bar : f.bars) { // which connection's: at the outer edge
        const double x = bar.host == Side::Client ? bar.x : bar.x + bar.width - 3;
        if (bar.conversation != 0)
            out += fmt::format("  \\fill[tcpof{}] ({:.1f},{:.1f}) rectangle ({:.1f},{:.1f});\n",
                               connectionInk(bar.conversation) + 1, x, bar.top, x + 3, bar.bottom);
    }
    for (const FigureFold& fold : f.folds) {
        for (const double y : {fold.y - 5, fold.y + 5}) {
            std::string path = fmt::format("({:.1f},{:.1f})", f.left, y);
            double side = -2.5;
            for (double x = f.left + 7; x < f.right; x += 7, side = -side)
                path += fmt::format(" -- ({:.1f},{:.1f})", x, y + side);
            out += "  \\draw[tcpmuted!70] " + path + ";\n";
        }
        out += fmt::format(
            "  \\node[tcpmuted, fill=white, font=\\tcpsans\\bfseries] at ({:.1f},{:.1f}) {{{}}};\n",
            (f.lifeline[0] + f.lifeline[1]) / 2, fold.y, latexText(fold.text));
    }
    for (const FigureTimer& timer : f.timers)
        out += fmt::format("  \\draw[{}, thick] ({:.1f},{:.1f}) -| ({:.1f},{:.1f}) -- ({:.1f},{:.1f});\n",
                           timer.host == Side::Client ? "tcpclient" : "tcpserver", timer.x + timer.hook,
                           timer.top, timer.x, timer.bottom, timer.x + timer.hook, timer.bottom);
    for (const FigureSegment& segment : f.segments)
        writeSegment(out, segment);
    for (const FigureSegment& segment : f.segments)
        writeSegmentLabel(out, segment);
    for (const FigureSegment& segment : f.segments)
        writeMark(out, segment);
    for (const FigureBadge& badge : f.badges)
        out += fmt::format("  \\node[tcp badge, fill=tcpof{}] at {} {{{}}};\n",
                           connectionInk(badge.number) + 1, at(badge.at), badge.number);
    for (const FigureLabel& label : f.labels)
        writeLabel(out, label);
    return out + "\\end{tikzpicture}\n";
}

} // namespace tcplab
