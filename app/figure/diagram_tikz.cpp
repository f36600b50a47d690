// RFC 9293's state diagram as TikZ, laid out as its Figure 5 is.
#include "app/figure/diagram_text.h"
#include "app/figure/latex.h"

#include <algorithm>
#include <fmt/format.h>

namespace tcplab {

namespace {

using enum DiagramNode;

/// The way of an arrow of the figure: {} is where its words stand.
struct Route {
    DiagramStep step;
    const char* path;
};
constexpr std::array routes{
    Route{{Closed, SynSent},
          "([yshift=1.8mm]closed.east) -| node[tcp words, pos=0.25, above]{} ([xshift=8mm]synsent.north)"},
    Route{{Closed, Listen},
          "([xshift=-7mm]closed.south) -- node[tcp words, left]{} ([xshift=-7mm]listen.north)"},
    Route{{Listen, Closed},
          "([xshift=7mm]listen.north) -- node[tcp words, right]{} ([xshift=7mm]closed.south)"},
    Route{{SynSent, Closed},
          "(synsent.north) |- node[tcp words, pos=0.72, below]{} ([yshift=-1.8mm]closed.east)"},
    Route{{Listen, SynReceived},
          "([yshift=-1.8mm]listen.west) -| node[tcp words, pos=0.25, below]{} ([xshift=7mm]synrcvd.north)"},
    Route{{SynReceived, Listen},
          "([xshift=-7mm]synrcvd.north) |- node[tcp words, pos=0.75, above]{} ([yshift=1.8mm]listen.west)"},
    Route{{Listen, SynSent},
          "(listen.east) -| node[tcp words, pos=0.22, below]{} ([xshift=-8mm]synsent.north)"},
    Route{{SynSent, SynReceived}, "(synsent.west) -- node[tcp words]{} (synrcvd.east)"},
    Route{{SynReceived, Established},
          "([xshift=7mm]synrcvd.south) |- node[tcp words, pos=0.75, above]{} ([yshift=1.8mm]estab.west)"},
    Route{{SynSent, Established},
          "(synsent.south) |- node[tcp words, pos=0.75, above]{} ([yshift=1.8mm]estab.east)"},
    Route{{SynReceived, FinWait1},
          "([xshift=-7mm]synrcvd.south) -- node[tcp words, left]{} ([xshift=-7mm]finwait1.north)"},
    Route{{Established, FinWait1},
          "([yshift=-1.8mm]estab.west) -| node[tcp words, pos=0.25, below]{} ([xshift=7mm]finwait1.north)"},
    Route{{Established, CloseWait},
          "([yshift=-1.8mm]estab.east) -| node[tcp words, pos=0.25, below]{} (closewait.north)"},
    Route{{FinWait1, FinWait2},
          "([xshift=-7mm]finwait1.south) -- node[tcp words, left, text width=1.55cm, align=right]{} "
          "([xshift=-7mm]finwait2.north)"},
    Route{{FinWait1, Closing}, "(finwait1.east) -| node[tcp words, pos=0.3, above]{} (closing.north)"},
    Route{
        {FinWait1, TimeWait},
        "([xshift=8mm]finwait1.south) -- ++(0,-2.5mm) -| (-0.5,-4.6) -- node[tcp words, text width=1.2cm]{} "
        "(-0.5,-5.4) |- ([yshift=1.8mm]timewait.west)"},
    Route{{FinWait2, TimeWait},
          "(finwait2.south) |- node[tcp words, pos=0.75, below]{} ([yshift=-1.8mm]timewait.west)"},
    Route{{Closing, TimeWait}, "(closing.south) -- node[tcp words, right]{} (timewait.north)"},
    Route{{CloseWait, LastAck}, "(closewait.south) -- node[tcp words, right]{} (lastack.north)"},
    Route{{LastAck, ClosedAgain},
          "(lastack.south) -- node[tcp words, right, text width=1.55cm, align=left]{} (again.north)"},
    Route{{TimeWait, ClosedAgain}, "(timewait.east) -- node[tcp words, below=3mm]{} (again.west)"},
};

/// Around the boxes, as in the window: the ways that a reset or a time-out throws a connection out of.
constexpr std::array waysOut{
    Route{{SynSent, Closed},
          "(synsent.east) -- ([xshift=4mm]synsent.east) |- node[tcp words, text width=1.2cm, pos=0.25, "
          "xshift=-2.2mm]{} (closed.east)"},
    Route{{Established, ClosedAgain},
          "(estab.south) -- ++(0,-4.6mm) -| node[tcp words, text width=1.2cm, pos=0.43, above]{} "
          "([xshift=4mm]again.east) -- (again.east)"},
    Route{{CloseWait, ClosedAgain},
          "(closewait.east) -- ([xshift=4mm]closewait.east) -- node[tcp words, text width=1.2cm, pos=0.25, "
          "xshift=-2.2mm]{} ([xshift=4mm]again.east) -- (again.east)"},
    Route{{LastAck, ClosedAgain},
          "(lastack.east) -- ([xshift=4mm]lastack.east) -- node[tcp words, text width=1.2cm, pos=0.1, "
          "xshift=-2.2mm]{} ([xshift=4mm]again.east) -- (again.east)"},
    Route{{SynReceived, ClosedAgain},
          "(synrcvd.west) -- ([xshift=-10.5mm]synrcvd.west) |- ([yshift=-5.8mm]again.south) -- node[tcp "
          "words, right]{} (again.south)"},
    Route{{FinWait1, ClosedAgain},
          "(finwait1.west) -- ([xshift=-10.5mm]finwait1.west) |- ([yshift=-5.8mm]again.south) -- node[tcp "
          "words, right]{} (again.south)"},
    Route{{FinWait2, ClosedAgain},
          "(finwait2.west) -- ([xshift=-10.5mm]finwait2.west) |- ([yshift=-5.8mm]again.south) -- node[tcp "
          "words, right]{} (again.south)"},
    Route{{Closing, ClosedAgain},
          "(closing.east) -- ([xshift=3.7mm]closing.east) |- node[tcp words, text width=1.7cm, pos=0.75, "
          "below]{} ([xshift=-3mm, yshift=-3.5mm]lastack.south) -- ([xshift=-3mm]again.north)"},
    Route{{TimeWait, ClosedAgain},
          "([xshift=4mm]timewait.south) |- ([yshift=-5.8mm]again.south) -- node[tcp words, right]{} "
          "(again.south)"},
    Route{{SynReceived, Listen},
          "([xshift=-7mm]synrcvd.north) |- node[tcp words, pos=0.25, left]{} ([yshift=1.8mm]listen.west)"},
    Route{{Listen, Closed},
          "([yshift=2.6mm]listen.west) -- ([xshift=-9mm, yshift=2.6mm]listen.west) |- node[tcp words, "
          "pos=0.25, left]{} (closed.west)"},
};

/// What else the figure leaves out goes straight, in a bow.
std::string routeOf(const WalkedArrow& arrow)
{
    const DiagramStep step = arrow.step;
    const auto found =
        std::find_if(routes.begin(), routes.end(), [step](const Route& route) { return route.step == step; });
    if (found != routes.end() && !arrow.besides)
        return found->path;
    const auto out = std::find_if(waysOut.begin(), waysOut.end(),
                                  [step](const Route& route) { return route.step == step; });
    if (out != waysOut.end())
        return out->path;
    return fmt::format("({}) to[bend right=18] node[tcp words]{{}} ({})",
                       diagramSpots[static_cast<std::size_t>(step.from)].id,
                       diagramSpots[static_cast<std::size_t>(step.to)].id);
}

} // namespace

std::string diagramTikz(const WalkedDiagram& diagram)
{
    const DiagramWords& words = diagramWords(diagram.language);
    const bool chinese = diagram.language == Language::Chinese ||
                         std::any_of(diagram.title.begin(), diagram.title.end(),
                                     [](char c) { return static_cast<unsigned char>(c) >= 0xe3; });
    std::string out = latexHeading(diagram.title, chinese);
    out +=
        "% Wider or narrower: \\newcommand{\\tcplabwidth}{0.8\\linewidth} before it is included\n"
        "\\providecommand{\\tcplabwidth}{\\linewidth}\n"
        "\\begin{tikzpicture}[x=0.315\\tcplabwidth, y=1.7cm, >={Latex[length=2mm]},\n"
        "  tcp state/.style={draw=tcpmuted, rounded corners=2pt, minimum width=2.45cm, minimum height=0.7cm, "
        "font=\\sffamily\\footnotesize},\n"
        "  tcp visited/.style={draw=tcpclient, very thick, fill=tcpclient!18},\n"
        "  tcp current/.style={draw=tcpclient, very thick, fill=tcpclient, text=white, "
        "font=\\sffamily\\footnotesize\\bfseries},\n"
        "  tcp arrow/.style={->, tcpmuted!85}, tcp usual/.style={->, tcpmuted!80!black, very thick},\n"
        "  tcp gone/.style={->, tcpclient, very thick}, tcp server/.style={dashed},\n"
        "  tcp astray/.style={->, tcpreset, very thick, densely dotted},\n"
        "  tcp close/.style={draw=tcpmuted, densely dotted, rounded corners=2pt},\n"
        "  tcp words/.style={font=\\sffamily\\fontsize{6}{7}\\selectfont, align=center, fill=white, fill "
        "opacity=0.85, text "
        "opacity=1, inner sep=0.8pt, outer sep=1pt, text=black}]\n"
        "  \\definecolor{tcpclient}{HTML}{0072B2}\n  \\definecolor{tcpmuted}{HTML}{4A5668}\n"
        "  \\definecolor{tcpreset}{HTML}{A40000}\n";
    for (std::size_t i = 0; i < diagramNodeCount; ++i) {
        const auto node = static_cast<DiagramNode>(i);
        const char* style = node == diagram.current ? ", tcp current"
                            : diagram.visited[i]    ? ", tcp visited"
                                                    : "";
        out += fmt::format("  \\node[tcp state{}] ({}) at ({},{}) {{{}}};\n", style, diagramSpots[i].id,
                           diagramSpots[i].column, -diagramSpots[i].row, nameOf(stateOf(node)));
    }
    // As Stevens has them: the two sides of closing.
    out += fmt::format(
        "  \\draw[tcp close] ([xshift=-9mm, yshift=3.2mm]finwait1.north west) rectangle "
        "([xshift=2.5mm, yshift=-4.5mm]timewait.south east);\n"
        "  \\draw[tcp close] ([xshift=-2.5mm, yshift=3.2mm]closewait.north west) rectangle "
        "([xshift=2.5mm, yshift=-2.2mm]lastack.south east);\n"
        "  \\node[tcp words, anchor=east] at ([xshift=1.8mm, yshift=3.2mm]finwait1.north -| timewait.east) "
        "{{{}}};\n"
        "  \\node[tcp words, anchor=east] at ([xshift=1.8mm, yshift=3.2mm]closewait.north east) {{{}}};\n",
        words.activeClose, words.passiveClose);
    // Those that were gone lie on the others.
    for (const bool gone : {false, true})
        for (const WalkedArrow& arrow : diagram.arrows) {
            if (arrow.walked.empty() == gone)
                continue;
            std::string text;
            for (const int number : arrow.walked)
                text += fmt::format("{}{}", text.empty() ? "(" : ", ", number);
            text += text.empty() ? "" : ") ";
            text += latexText(arrow.event);
            if (!arrow.action.empty() && arrow.action != "x")
                text += "\\\\ " + latexText(arrow.action);
            std::string path = routeOf(arrow);
            path.replace(path.rfind("{}"), 2, "{" + text + "}");
            out += fmt::format("  \\draw[{}{}] {};\n",
                               arrow.besides                  ? "tcp astray"
                               : gone                         ? "tcp gone"
                               : arrow.way == ArrowWay::Other ? "tcp arrow"
                                                              : "tcp usual",
                               arrow.way == ArrowWay::Server ? ", tcp server" : "", path);
        }
    const auto sample = [&](const char* at, const char* style, const char* text) {
        out += fmt::format("  \\draw[{}] ({},-6.78) -- ++(7mm,0) node[tcp words, anchor=west] {{{}}};\n",
                           style, at, text);
    };
    const bool hasAstray = std::ranges::any_of(diagram.arrows, &WalkedArrow::besides);
    sample(hasAstray ? "-1.55" : "-1.25", "tcp usual, -", words.clientWay);
    sample(hasAstray ? "-0.9" : "-0.4", "tcp usual, -, tcp server", words.serverWay);
    sample(hasAstray ? "-0.2" : "0.45", "tcp gone, -", words.gone);
    if (hasAstray)
        sample("0.6", "tcp astray, -", words.astray);
    return out + "\\end{tikzpicture}\n";
}

} // namespace tcplab
