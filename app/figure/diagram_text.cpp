#include "app/figure/diagram_text.h"

#include "app/figure/latex.h"
#include "app/figure/sequence.h"

#include <algorithm>
#include <fmt/format.h>

namespace tcplab {

namespace {

using enum DiagramNode;

std::string nodeName(DiagramNode node) { return nameOf(stateOf(node)); }

/// A name that all three languages take: "SYN_SENT", "CLOSED_AGAIN".
std::string idOf(DiagramNode node)
{
    if (node == ClosedAgain)
        return "CLOSED_AGAIN";
    std::string id = nodeName(node);
    std::replace(id.begin(), id.end(), '-', '_');
    return id;
}

DiagramNode nodeAt(std::size_t i) { return static_cast<DiagramNode>(i); }

/// "(2, 5) " before an arrow's words: when it was gone.
std::string numbersOf(const WalkedArrow& arrow)
{
    if (arrow.walked.empty())
        return {};
    std::string text = "(";
    for (const int number : arrow.walked)
        text += (text.size() > 1 ? ", " : "") + std::to_string(number);
    return text + ") ";
}

std::string yamlText(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

/// "x" is the figure's mark for nothing.
bool doesSomething(const WalkedArrow& arrow) { return !arrow.action.empty() && arrow.action != "x"; }

} // namespace

const DiagramWords& diagramWords(Language language)
{
    static constexpr DiagramWords english{"active close",
                                          "passive close",
                                          "client's usual way",
                                          "server's usual way",
                                          "gone here, in this order",
                                          "gone, but not in Figure 5"};
    static constexpr DiagramWords chinese{
        "主动关闭",           "被动关闭", "客户端的通常路径", "服务器的通常路径", "这里走过的路，按编号",
        "走过，但不在图 5 中"};
    return language == Language::Chinese ? chinese : english;
}

WalkedDiagram walkedDiagram(const Trace& trace, Side side, ConnectionId conn, std::uint64_t step,
                            Language language)
{
    RunIndex index;
    index.update(trace, 0);
    WalkedDiagram diagram;
    diagram.language = language;
    diagram.title = hostName(trace.scenario(), side, language) +
                    (language == Language::Chinese ? "：" : ": ") + pick(trace.scenario().title, language);
    for (const FigureArrow& arrow : figureArrows())
        diagram.arrows.push_back({arrow.step, arrow.event, arrow.action, false, {}, arrow.way});
    diagram.visited[static_cast<std::size_t>(Closed)] = true;
    int number = 0;
    for (const StateChange& change : index.walkOf(trace, side, conn)) {
        if (change.step > step)
            break;
        const DiagramStep gone = diagramStep(change.from, change.to);
        auto arrow = diagram.arrows.end();
        if (const auto known = arrowGone(trace, side, change)) {
            arrow = diagram.arrows.begin() + static_cast<std::ptrdiff_t>(*known);
        } else {
            const ArrowText words = arrowText(trace, side, change);
            arrow = std::find_if(diagram.arrows.begin(), diagram.arrows.end(), [&](const WalkedArrow& one) {
                return one.besides && one.step == gone && one.event == words.event;
            });
            if (arrow == diagram.arrows.end()) {
                diagram.arrows.push_back({gone, words.event, words.action, true, {}});
                arrow = diagram.arrows.end() - 1;
            }
        }
        arrow->walked.push_back(++number);
        diagram.current = gone.to;
        diagram.visited[static_cast<std::size_t>(gone.to)] = true;
    }
    return diagram;
}

std::string diagramMermaid(const WalkedDiagram& diagram)
{
    std::string out = "---\ntitle: \"" + yamlText(diagram.title) + "\"\n---\nstateDiagram-v2\n";
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        out += fmt::format("    state \"{}\" as {}\n", nodeName(nodeAt(i)), idOf(nodeAt(i)));
    for (const WalkedArrow& arrow : diagram.arrows) {
        std::string words = numbersOf(arrow) + arrow.event;
        if (doesSomething(arrow))
            words += " / " + arrow.action;
        out += fmt::format("    {} --> {} : {}\n", idOf(arrow.step.from), idOf(arrow.step.to),
                           mermaidText(words));
    }
    out += "    classDef visited fill:#cfe6f5,stroke:#0072b2,stroke-width:2px,color:#1a2230\n"
           "    classDef current fill:#0072b2,stroke:#0072b2,color:#ffffff,font-weight:bold\n";
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        if (nodeAt(i) == diagram.current)
            out += fmt::format("    class {} current\n", idOf(nodeAt(i)));
        else if (diagram.visited[i])
            out += fmt::format("    class {} visited\n", idOf(nodeAt(i)));
    return out;
}

std::string diagramPlantUml(const WalkedDiagram& diagram)
{
    std::string out = "@startuml\nhide empty description\ntitle " + plantUmlText(diagram.title) + "\n";
    for (std::size_t i = 0; i < diagramNodeCount; ++i)
        out += fmt::format("state \"{}\" as {}{}\n", nodeName(nodeAt(i)), idOf(nodeAt(i)),
                           nodeAt(i) == diagram.current ? " #7ab8de"
                           : diagram.visited[i]         ? " #cfe6f5"
                                                        : "");
    for (const WalkedArrow& arrow : diagram.arrows) {
        std::string words = plantUmlText(numbersOf(arrow) + arrow.event);
        if (doesSomething(arrow))
            words += "\\n" + plantUmlText(arrow.action);
        const bool server = arrow.way == ArrowWay::Server;
        const char* line = arrow.besides ? "-[#A40000,dotted,thickness=2]->"
                           : !arrow.walked.empty()
                               ? server ? "-[#0072B2,dashed,thickness=2]->" : "-[#0072B2,bold]->"
                           : server                        ? "-[dashed,thickness=2]->"
                           : arrow.way == ArrowWay::Client ? "-[bold]->"
                                                           : "-->";
        out += fmt::format("{} {} {} : {}\n", idOf(arrow.step.from), line, idOf(arrow.step.to), words);
    }
    return out + "@enduml\n";
}

} // namespace tcplab
