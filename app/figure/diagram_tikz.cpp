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
          "([xshift=-7mm]finwait1.south) -- node[tcp words, left]{} ([xshift=-7mm]finwait2.north)"},
    Route{{FinWait1, Closing}, "(finwait1.east) -| node[tcp words, pos=0.3, above]{} (closing.north)"},
    Route{
        {FinWait1, TimeWait},
        "([xshift=8mm]finwait1.south) -- ++(0,-2.5mm) -| (-0.5,-4.6) -- node[tcp words, text width=1.6cm]{} "
        "(-0.5,-5.4) |- ([yshift=1.8mm]timewait.west)"},
    Route{{FinWait2, TimeWait},
          "(finwait2.south) |- node[tcp words, pos=0.75, below]{} ([yshift=-1.8mm]timewait.west)"},
    Route{{Closing, TimeWait}, "(closing.south) -- node[tcp words, right]{} (timewait.north)"},
    Route{{CloseWait, LastAck}, "(closewait.south) -- node[tcp words, right]{} (lastack.north)"},
    Route{{LastAck, ClosedAgain}, "(lastack.south) -- node[tcp words, right]{} (again.north)"},
    Route{{TimeWait, ClosedAgain}, "(timewait.east) -- node[tcp words, above]{} (again.west)"},
};

/// What the figure leaves out goes straight, in a bow.
std::string routeOf(const WalkedArrow& arrow)
{
    const DiagramStep step = arrow.step;
    const auto found =
        std::find_if(routes.begin(), routes.end(), [step](const Route& route) { return route.step == step; });
    if (found != routes.end() && !arrow.besides)
        return found->path;
    return fmt::format("({}) to[bend right=18] node[tcp words]{{}} ({})",
                       diagramSpots[static_cast<std::size_t>(step.from)].id,
                       diagramSpots[static_cast<std::size_t>(step.to)].id);
}

} // namespace

std::string diagramTikz(const WalkedDiagram& diagram)
{
    const bool chinese = std::any_of(diagram.title.begin(), diagram.title.end(),
                                     [](char c) { return static_cast<unsigned char>(c) >= 0xe3; });
    std::string out = latexHeading(diagram.title, chinese);
    out +=
        "\\begin{tikzpicture}[x=4.6cm, y=1.9cm, >={Latex[length=2mm]},\n"
        "  tcp state/.style={draw=tcpmuted, rounded corners=2pt, minimum width=2.7cm, minimum height=0.75cm, "
        "font=\\sffamily\\small},\n"
        "  tcp visited/.style={draw=tcpclient, very thick, fill=tcpclient!18},\n"
        "  tcp current/.style={draw=tcpclient, very thick, fill=tcpclient, text=white, "
        "font=\\sffamily\\small\\bfseries},\n"
        "  tcp arrow/.style={->, tcpmuted}, tcp gone/.style={->, tcpclient, very thick},\n"
        "  tcp words/.style={font=\\sffamily\\tiny, align=center, fill=white, fill opacity=0.85, text "
        "opacity=1, inner sep=1pt, text=black}]\n"
        "  \\definecolor{tcpclient}{HTML}{0072B2}\n  \\definecolor{tcpmuted}{HTML}{4A5668}\n";
    for (std::size_t i = 0; i < diagramNodeCount; ++i) {
        const auto node = static_cast<DiagramNode>(i);
        const char* style = node == diagram.current ? ", tcp current"
                            : diagram.visited[i]    ? ", tcp visited"
                                                    : "";
        out += fmt::format("  \\node[tcp state{}] ({}) at ({},{}) {{{}}};\n", style, diagramSpots[i].id,
                           diagramSpots[i].column, -diagramSpots[i].row, nameOf(stateOf(node)));
    }
    // Those that were gone lie on the others.
    for (const bool gone : {false, true})
        for (const WalkedArrow& arrow : diagram.arrows) {
            if (arrow.walked.empty() == gone)
                continue;
            std::string words;
            for (const int number : arrow.walked)
                words += fmt::format("{}{}", words.empty() ? "(" : ", ", number);
            words += words.empty() ? "" : ") ";
            words += latexText(arrow.event);
            if (!arrow.action.empty() && arrow.action != "x")
                words += "\\\\ " + latexText(arrow.action);
            std::string path = routeOf(arrow);
            path.replace(path.rfind("{}"), 2, "{" + words + "}");
            out += fmt::format("  \\draw[{}] {};\n", gone ? "tcp gone" : "tcp arrow", path);
        }
    return out + "\\end{tikzpicture}\n";
}

} // namespace tcplab
