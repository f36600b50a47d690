// tcplab-cli figure. The figures in figures/ have been looked at (compiled by xelatex, drawn by a browser);
// TCPLAB_WRITE_GOLDEN=1 writes them anew.
#include "app/figure/diagram_text.h"
#include "app/figure/latex.h"
#include "app/figure/sequence.h"
#include "tests/cli/run_cli.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

struct Golden {
    const char* file;
    std::vector<std::string> arguments;
};

class FigureOf : public testing::TestWithParam<Golden> {};
INSTANTIATE_TEST_SUITE_P(
    Figures, FigureOf,
    testing::Values(
        Golden{"last-ack-lost.tex", {"last-ack-lost"}},
        Golden{"last-ack-lost.mmd", {"last-ack-lost", "--relative"}},
        Golden{"last-ack-lost.puml", {"last-ack-lost"}}, Golden{"last-ack-lost.svg", {"last-ack-lost"}},
        Golden{"syn-ack-lost-zh.tex", {"syn-ack-lost", "--lang", "zh", "--packetdrill"}},
        Golden{"syn-ack-lost-zh.mmd", {"syn-ack-lost", "--lang", "zh"}},
        Golden{"syn-ack-lost-zh.puml", {"syn-ack-lost", "--lang", "zh"}},
        Golden{"syn-ack-lost-zh.svg", {"syn-ack-lost", "--lang", "zh"}},
        Golden{"old-duplicate-with-time-wait.mmd", {"old-duplicate-with-time-wait"}},
        Golden{"old-duplicate-with-time-wait.svg", {"old-duplicate-with-time-wait", "--from", "60 s"}},
        Golden{"diagram.tex", {"last-ack-lost", "--what", "diagram"}},
        Golden{"diagram.svg", {"last-ack-lost", "--what", "diagram"}},
        Golden{"diagram-refused.svg", {"connection-refused", "--what", "diagram", "--lang", "zh"}},
        Golden{"diagram.mmd", {"last-ack-lost", "--what", "diagram", "--host", "server"}},
        Golden{"diagram-zh.puml", {"simultaneous-close", "--what", "diagram", "--lang", "zh"}}),
    [](const auto& golden) {
        std::string name = golden.param.file;
        for (char& c : name)
            if (c == '-' || c == '.')
                c = '_';
        return name;
    });

TEST_P(FigureOf, IsAsItWasLookedAt)
{
    const std::string name = GetParam().file;
    std::vector<std::string> arguments{"figure"};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    const std::string ending = name.substr(name.rfind('.'));
    arguments.insert(arguments.end(), {"--format", ending == ".tex"   ? "tikz"
                                                   : ending == ".mmd" ? "mermaid"
                                                   : ending == ".svg" ? "svg"
                                                                      : "plantuml"});
    const Outcome outcome = call(arguments);
    ASSERT_EQ(outcome.code, 0) << outcome.error;
    const std::string path = std::string(TCPLAB_FIGURES) + "/" + name;
    if (std::getenv("TCPLAB_WRITE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << outcome.out;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    const std::string golden(std::istreambuf_iterator<char>(file), {});
    EXPECT_EQ(outcome.out, golden);
}

TEST(Figure, HasEverySegmentAndSaysWhichAreLost)
{
    const Outcome mermaid = call({"figure", "last-ack-lost", "--format", "mermaid"});
    EXPECT_THAT(mermaid.out, StartsWith("sequenceDiagram\n    accTitle: The last ACK is lost\n"));
    EXPECT_THAT(mermaid.out, HasSubstr("Note over C,S: The last ACK is lost\n"));
    EXPECT_THAT(mermaid.out, HasSubstr("C->>S: SYN seq=1000"));
    EXPECT_THAT(mermaid.out, HasSubstr("C-xS: ACK"));
    EXPECT_THAT(mermaid.out, HasSubstr("Note left of C: TIME-WAIT"));
    const Outcome uml = call({"figure", "last-ack-lost", "--format", "plantuml"});
    EXPECT_THAT(uml.out, HasSubstr("C ->x S : ACK"));
    EXPECT_THAT(uml.out, HasSubstr("note left of C : TIME-WAIT"));
}

TEST(Figure, OfAPartHasOnlyThat)
{
    const Outcome part =
        call({"figure", "last-ack-lost", "--format", "mermaid", "--from", "0.1 s", "--to", "0.16 s"});
    EXPECT_EQ(part.code, 0) << part.error;
    EXPECT_THAT(part.out, Not(HasSubstr("SYN seq")));
    EXPECT_THAT(part.out, HasSubstr("PSH, ACK 100 B"));
    EXPECT_THAT(part.out, Not(HasSubstr("FIN")));
}

/// By hand: the first ends with the segment that arrives at 0.150 s, and at 1.100 s the retransmission timer expires.
TEST(Figure, TellsTheSameGapsInEveryFormat)
{
    for (const char* format : {"svg", "tikz", "mermaid", "plantuml"}) {
        const Outcome figure = call({"figure", "old-duplicate-without-time-wait", "--format", format});
        EXPECT_THAT(figure.out, HasSubstr("+950 ms")) << format;
        EXPECT_THAT(figure.out, HasSubstr("+3.65 s")) << format;
        EXPECT_THAT(figure.out, Not(HasSubstr("+920 ms"))) << format;
    }
}

std::size_t count(std::string_view text, std::string_view what)
{
    std::size_t times = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
        ++times;
    return times;
}

/// A sequence of messages has all of them.
std::size_t segmentsOf(const std::string& scenario)
{
    const std::string text = call({"figure", scenario, "--format", "mermaid"}).out;
    return count(text, "->>") + count(text, "C-x") + count(text, "S-x");
}

TEST(Figure, EverySegmentHasItsLabel)
{
    for (const char* scenario : {"fast-retransmit", "sack", "without-sack", "old-duplicate-without-time-wait",
                                 "slow-start", "listen-queues", "syn-lost-forever", "half-open-crash"}) {
        const std::string svg = call({"figure", scenario, "--format", "svg"}).out;
        EXPECT_EQ(count(svg, "<tspan font-weight=\"bold\">"), segmentsOf(scenario)) << scenario;
        EXPECT_EQ(count(svg, "left out"), 0U) << scenario;
        const std::string tikz = call({"figure", scenario, "--format", "tikz"}).out;
        EXPECT_EQ(count(tikz, "node[tcp label,"), segmentsOf(scenario)) << scenario;
    }
}

TEST(Figure, SaysHowManyLabelsItLeavesOut)
{
    const std::vector<std::string> dense{
        "figure", "slow-start", "--format", "svg", "--set", "network.delay=\"20 us\"", "--linear"};
    const std::string svg = call(dense).out;
    const std::size_t labels = count(svg, "<tspan font-weight=\"bold\">");
    EXPECT_THAT(svg, HasSubstr(std::to_string(segmentsOf("slow-start") - labels) + " labels left out"));
}

/// The point of the scenario: what comes in at the end is the first connection's.
TEST(Figure, TellsConnectionsApartAtBothEndsOfASegment)
{
    const std::string svg = call({"figure", "old-duplicate-without-time-wait", "--format", "svg"}).out;
    std::vector<std::pair<double, char>> badges; // downwards
    const std::regex badge("cy=\"([0-9.]+)\" r=\"5.5\"[^>]*>\\s*<text[^>]*>([12])<");
    for (std::sregex_iterator one(svg.begin(), svg.end(), badge), none; one != none; ++one)
        badges.emplace_back(std::stod((*one)[1]), (*one)[2].str()[0]);
    std::ranges::sort(badges);
    std::string numbers;
    for (const auto& one : badges)
        numbers += one.second;
    EXPECT_GT(badges.size(), segmentsOf("old-duplicate-without-time-wait") + 2);
    EXPECT_THAT(numbers, testing::MatchesRegex("1*2?1+2+12+")); // the legend's two stand above all
    const std::string tikz = call({"figure", "old-duplicate-without-time-wait", "--format", "tikz"}).out;
    EXPECT_EQ(count(tikz, "\\node[tcp badge,"), badges.size());
    const std::string three = call({"figure", "listen-queues", "--format", "svg"}).out;
    for (const char* port : {">:49152<", ">:49153<", ">:49154<"})
        EXPECT_THAT(three, HasSubstr(port));
}

TEST(Figure, IsAsWideAsTheTextOfAPaper)
{
    for (const char* what : {"timeline", "diagram"})
        EXPECT_THAT(call({"figure", "last-ack-lost", "--format", "tikz", "--what", what}).out,
                    testing::AllOf(HasSubstr("\\providecommand{\\tcplabwidth}{\\linewidth}"),
                                   HasSubstr("\\tcplabwidth")));
}

/// Heavy for a client's usual way, heavy and dashed for a server's; the two sides of closing in boxes.
TEST(Figure, DrawsTheDiagramAsStevensDoes)
{
    const std::string tikz = call({"figure", "syn-lost", "--format", "tikz", "--what", "diagram"}).out;
    EXPECT_EQ(count(tikz, "tcp server] "), 7U); // six arrows, and the legend's
    EXPECT_EQ(count(tikz, "\\draw[tcp close]"), 2U);
    for (const char* words : {"{active close}", "{passive close}"})
        EXPECT_THAT(tikz, HasSubstr(words));
    const std::string svg =
        call({"figure", "syn-lost", "--format", "svg", "--what", "diagram", "--lang", "zh"}).out;
    EXPECT_EQ(count(svg, "stroke-dasharray=\"6 3\""), 7U);
    for (const char* words : {"主动关闭", "被动关闭"})
        EXPECT_THAT(svg, HasSubstr(words));
}

/// A refused opening has not gone CLOSE's arrow, nor a reset any other: dotted, as in the window.
TEST(Figure, DrawsAWayThatIsNotInTheFigureAsTheWindowDoes)
{
    for (const char* scenario : {"connection-refused", "reset-unread-data"}) {
        const auto drawn = [scenario](const char* format) {
            return call({"figure", scenario, "--format", format, "--what", "diagram"}).out;
        };
        const std::string svg = drawn("svg");
        EXPECT_EQ(count(svg, "url(#astray)"), 1U) << scenario;
        EXPECT_EQ(count(svg, "stroke=\"#a40000\""), 2U) << scenario; // and the legend's
        EXPECT_EQ(count(drawn("tikz"), "\\draw[tcp astray"), 2U) << scenario;
        EXPECT_EQ(count(drawn("plantuml"), "-[#A40000,dotted"), 1U) << scenario;
        EXPECT_THAT(drawn("plantuml"), HasSubstr("rcv RST,ACK"));
    }
    const std::string refused =
        call({"figure", "connection-refused", "--format", "plantuml", "--what", "diagram"}).out;
    EXPECT_THAT(refused, HasSubstr("SYN_SENT --> CLOSED : CLOSE\\ndelete TCB\n")); // not gone
    const std::string usual = call({"figure", "syn-lost", "--format", "svg", "--what", "diagram"}).out;
    EXPECT_THAT(usual, testing::Not(HasSubstr("astray")));
    EXPECT_THAT(usual, testing::Not(HasSubstr("#a40000")));
}

/// A reset throws a connection out of any state but CLOSED, around what stands there.
TEST(Figure, NoWayOutOfAStateCrossesABoxOrWords)
{
    struct Rect {
        double left, top, right, bottom;
        std::string text;
        bool meets(const Rect& o) const
        {
            return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
        }
    };
    using enum DiagramNode;
    for (const DiagramStep out :
         {DiagramStep{Listen, Closed}, DiagramStep{SynSent, Closed}, DiagramStep{SynReceived, Listen},
          DiagramStep{SynReceived, ClosedAgain}, DiagramStep{Established, ClosedAgain},
          DiagramStep{FinWait1, ClosedAgain}, DiagramStep{FinWait2, ClosedAgain},
          DiagramStep{CloseWait, ClosedAgain}, DiagramStep{Closing, ClosedAgain},
          DiagramStep{LastAck, ClosedAgain}, DiagramStep{TimeWait, ClosedAgain}}) {
        WalkedDiagram diagram;
        for (const FigureArrow& arrow : figureArrows())
            diagram.arrows.push_back({arrow.step, arrow.event, arrow.action, false, {}, arrow.way});
        diagram.arrows.push_back({out, "rcv RST,ACK", "delete it", true, {7}});
        const std::string svg = diagramSvg(diagram);
        const std::string where =
            std::string(nameOf(stateOf(out.from))) + " to " + nameOf(stateOf(out.to)) + ": ";
        const auto all = [&svg](const char* pattern) {
            const std::regex one(pattern);
            return std::vector<std::smatch>(std::sregex_iterator(svg.begin(), svg.end(), one), {});
        };
        std::vector<Rect> boxes;
        for (const std::smatch& m : all("<rect x=\"([0-9.]+)\" y=\"([0-9.]+)\" width=\"126\" height=\"32\""))
            boxes.push_back({std::stod(m[1]) + 1, std::stod(m[2]) + 1, std::stod(m[1]) + 125,
                             std::stod(m[2]) + 31, "a box"});
        ASSERT_EQ(boxes.size(), diagramNodeCount);
        std::vector<Rect> own;
        std::vector<Rect> words;
        for (const std::smatch& m : all("<text x=\"([0-9.]+)\" y=\"([0-9.]+)\" text-anchor=\"([a-z]+)\"( "
                                        "font-weight=\"bold\")? fill=\"#1a2230\"[^>]*>([^<]+)<")) {
            const double width = (m[4].matched ? 6.4 : 5.8) * static_cast<double>(m[5].length());
            const double x = std::stod(m[1]);
            const double left = m[3] == "start" ? x : m[3] == "end" ? x - width : x - width / 2;
            const double y = std::stod(m[2]);
            const bool isOwn = m[5] == "(7) rcv RST,ACK" || m[5] == "delete it";
            (isOwn ? own : words).push_back({left, y - 7.5, left + width, y + 2, m[5]});
        }
        ASSERT_EQ(own.size(), 2U) << where;
        const std::vector<std::smatch> ways =
            all("<path d=\"([ML0-9. ]+)\" fill=\"none\" stroke=\"#a40000\"");
        ASSERT_GE(ways.size(), 1U) << where << "straight lines";
        const std::string path = ways.front()[1];
        std::vector<Rect> lines;
        std::vector<std::pair<double, double>> points;
        const std::regex point("[ML]([0-9.]+) ([0-9.]+)");
        for (std::sregex_iterator one(path.begin(), path.end(), point), none; one != none; ++one)
            points.emplace_back(std::stod((*one)[1]), std::stod((*one)[2]));
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const auto [left, right] = std::minmax(points[i].first, points[i + 1].first);
            const auto [top, bottom] = std::minmax(points[i].second, points[i + 1].second);
            EXPECT_TRUE(left == right || top == bottom) << where << "askew";
            lines.push_back({left - 1.3, top - 1.3, right + 1.3, bottom + 1.3, "the way"});
        }
        for (const Rect& one : own) {
            EXPECT_LT(one.right, 860) << where;
            EXPECT_GT(one.left, 0) << where;
            for (const std::vector<Rect>* others : {&boxes, &words})
                for (const Rect& other : *others)
                    EXPECT_FALSE(one.meets(other)) << where << one.text << " on " << other.text;
        }
        for (const Rect& line : lines) {
            for (const Rect& other : words)
                EXPECT_FALSE(line.meets(other)) << where << "through " << other.text;
            for (const Rect& other : boxes) { // it may leave and reach one
                const Rect inner{other.left + 1, other.top + 1, other.right - 1, other.bottom - 1, ""};
                EXPECT_FALSE(line.meets(inner)) << where << "through a box";
            }
        }
        // As in SVG, none is left to a bow.
        EXPECT_THAT(diagramTikz(diagram), Not(HasSubstr("bend"))) << where;
    }
}

TEST(Figure, NothingIsWrittenOfWhatComesAfterTheEnd)
{
    const TemporaryFolder folder;
    const std::string path = folder.path("late.svg");
    EXPECT_EQ(call({"figure", "three-way-handshake", "--from", "90 s", "-o", path}).code, 2);
    EXPECT_FALSE(std::ifstream(path).good());
}

TEST(Figure, SaysOfATimerThatDidNotComeToItsEndWhatBecameOfIt)
{
    for (const char* format : {"svg", "tikz"}) {
        const Outcome figure = call({"figure", "last-ack-lost", "--format", format});
        EXPECT_THAT(figure.out,
                    testing::AnyOf(HasSubstr("2·MSL 1 min<"), HasSubstr("2\\textperiodcentered{}MSL 1 min}")))
            << format;
        EXPECT_THAT(figure.out, HasSubstr("restarted after 1 s")) << format; // the FIN came again
        EXPECT_THAT(call({"figure", "last-ack-lost", "--format", format, "--lang", "zh"}).out,
                    HasSubstr("1 s 后重新计时"))
            << format;
    }
    EXPECT_THAT(call({"figure", "nagle-delayed-ack", "--lang", "zh"}).out,
                testing::AllOf(HasSubstr("延迟确认"), Not(HasSubstr("delayed"))));
}

TEST(Figure, TakesItsFormatFromTheFilesName)
{
    const TemporaryFolder folder;
    const std::string path = folder.path("x.puml");
    const Outcome outcome = call({"figure", "three-way-handshake", "-o", path});
    EXPECT_EQ(outcome.code, 0) << outcome.error;
    std::ifstream file(path);
    std::string first;
    std::getline(file, first);
    EXPECT_EQ(first, "@startuml");
}

TEST(Figure, SaysWhatIsWrong)
{
    const auto wrong = [](std::vector<std::string> rest) {
        rest.insert(rest.begin(), {"figure", "three-way-handshake"});
        const Outcome outcome = call(rest);
        EXPECT_EQ(outcome.code, 2);
        EXPECT_THAT(outcome.out, IsEmpty());
        return outcome.error;
    };
    EXPECT_THAT(wrong({"--format", "tickz"}), HasSubstr("tikz"));
    EXPECT_THAT(wrong({"--what", "movie"}), HasSubstr("timeline"));
    EXPECT_THAT(wrong({"--host", "router"}), HasSubstr("client"));
    EXPECT_THAT(wrong({"--from", "later"}), HasSubstr("--from"));
    EXPECT_THAT(wrong({"--from", "2 s", "--to", "1 s"}), HasSubstr("--to"));
    EXPECT_THAT(wrong({"--from", "90 s"}),
                testing::AllOf(HasSubstr("--from"), HasSubstr("90 s"), HasSubstr("0 s … ")));
    EXPECT_EQ(call({"figure"}).code, 2);
    EXPECT_EQ(call({"figure", "no-such-scenario"}).code, 2);
}

TEST(FigureText, EveryCharacterStandsForItself)
{
    EXPECT_EQ(mermaidText("a;b#c:d<e>\"%"), "a#59;b#35;c#58;d#60;e#62;#34;#37;");
    EXPECT_EQ(plantUmlText("a**b <c> \\n 50%"), "a*<U+002A>b ~<c> \\\\n 50<U+0025>");
    EXPECT_EQ(plantUmlText("# 1 # a~b"), "<U+0023> 1 # a<U+007E>b");
    EXPECT_EQ(
        latexText("50 % & {x}_1 #2 \\ ~ ^ <>"),
        "50 \\% \\& \\{x\\}\\_1 \\#2 \\textbackslash{} \\textasciitilde{} \\textasciicircum{} \\textless{}"
        "\\textgreater{}");
    // OT1, pdflatex's own, has the straight quotation mark in typewriter fonts only.
    EXPECT_EQ(latexText("\"GET\""), "''GET''");
    EXPECT_EQ(latexText("\"GET\"", LatexFont::Typewriter), "\\char34{}GET\\char34{}");
    EXPECT_EQ(latexText("2·MSL – 3 µs…"), "2\\textperiodcentered{}MSL -- 3 \\textmu{}s\\dots{}");
}

} // namespace
} // namespace tcplab
