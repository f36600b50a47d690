#include "app/library/library.h"
#include "core/run/run.h"
#include "tests/cli/run_cli.h"

#include <algorithm>
#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::Le;
using testing::Not;
using testing::ResultOf;

Outcome ladderOf(const std::string& scenario, std::vector<std::string> more = {}, Environment here = {})
{
    more.insert(more.begin(), {"run", scenario, "--format", "ladder"});
    return call(more, {}, here);
}

std::string fileWith(const std::string& name, const std::string& network, const std::string& client,
                     const std::string& server, const std::string& more = {})
{
    return "title = \"" + name + "\"\n[network]\n" + network + "\n[client]\nisn = 1000\nprogram = '''\n" +
           client + "'''\n[server]\nisn = 5000\nprogram = '''\n" + server + "'''\n" + more;
}

std::size_t count(const std::string& text, std::string_view what)
{
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size()))
        ++found;
    return found;
}

/// The lines of the picture, without what stands above and below it.
std::string pictureOf(const std::string& ladder)
{
    std::string picture;
    for (const std::string& line : linesOf(ladder))
        if (count(line, "│") + count(line, "├") + count(line, "┤") + count(line, "┊") >= 2)
            picture += line + "\n";
    return picture;
}

TEST(LadderOfTheLibrary, FitsInto80ColumnsInBothLanguages)
{
    forEachScenario([](const std::string& name) {
        for (const char* language : {"en", "zh"}) {
            const Outcome ladder = ladderOf(name, {"--lang", language});
            EXPECT_EQ(ladder.code, 0);
            EXPECT_EQ(ladder.error, "");
            for (const std::string& line : linesOf(ladder.out)) {
                EXPECT_LE(terminalColumns(line), 80) << line;
                EXPECT_GE(terminalColumns(line), 0) << line;
            }
        }
    });
}

TEST(LadderOfTheLibrary, IsAsciiAloneIfAsked)
{
    forEachScenario([](const std::string& name) {
        for (const char* format : {"ladder", "table", "steps", "jsonl", "summary"}) {
            const Outcome plain =
                call({"run", name, "--ascii", "-f", format}, {}, {.language = Language::Chinese});
            EXPECT_EQ(plain.code, 0);
            EXPECT_TRUE(std::ranges::all_of(plain.out, [](char c) {
                return c == '\n' || (c >= ' ' && c <= '~');
            })) << plain.out;
        }
        for (const std::string& line : linesOf(ladderOf(name, {"--ascii"}).out))
            EXPECT_LE(line.size(), 80u) << line;
    });
}

/// Everything that was sent leaves once, and what arrived arrives once: heads and tails of arrows are counted.
TEST(LadderOfTheLibrary, ShowsEverySegmentLeaveAndArrive)
{
    forEachScenario([](const std::string& name) {
        tcplab::Run run(std::make_shared<const Scenario>(*readScenario(findInLibrary(name)->text, name)));
        run.extendToEnd();
        std::array<std::size_t, 2> sent{};
        std::array<std::size_t, 2> arrived{};
        std::size_t ignored = 0;
        std::size_t lost = 0;
        for (const Record& record : run.trace().records) {
            const std::size_t host = indexOf(record.what.host);
            sent[host] += record.what.kind == EffectKind::Send ? 1 : 0;
            arrived[host] += record.what.kind == EffectKind::Deliver ? 1 : 0;
            ignored += record.what.kind == EffectKind::Ignore ? 1 : 0;
            lost += record.what.kind == EffectKind::Drop ? 1 : 0;
        }
        const std::string picture = pictureOf(ladderOf(name).out);
        EXPECT_EQ(count(picture, "├─ "), sent[0]);
        EXPECT_EQ(count(picture, " ─┤"), sent[1]);
        EXPECT_EQ(count(picture, "▶") + count(picture, "▷"), arrived[1]);
        EXPECT_EQ(count(picture, "◀") + count(picture, "◁"), arrived[0]);
        EXPECT_EQ(count(picture, "▷") + count(picture, "◁"), ignored);
        EXPECT_EQ(count(picture, "✗"), lost);
    });
}

/// What a line turns down to must turn off again: as many lanes end as begin.
TEST(LadderOfTheLibrary, EndsEveryLaneThatItBegins)
{
    forEachScenario([](const std::string& name) {
        const std::string picture = pictureOf(ladderOf(name).out);
        const std::size_t withoutCorner = count(picture, "lost: fault") + count(picture, "lost by chance") -
                                          count(picture, "╌✗") -
                                          count(picture, "✗╌"); // their mark stands on the lane itself
        EXPECT_EQ(count(picture, "╮") + count(picture, "╭"),
                  count(picture, "╰") + count(picture, "╯") + withoutCorner);
    });
}

TEST(Ladder, ShowsTheFinAgainAfterTheRtoAndTimeWaitStartedAnew)
{
    const std::vector<std::string> lines = linesOf(pictureOf(ladderOf("last-ack-lost").out));
    auto at = lines.begin();
    for (const char* expected :
         {"FIN, ACK seq=5301 ack=1102", "LAST-ACK", // one row: both are found in it
          "TIME-WAIT", "ACK seq=1102 ack=5302", "2·MSL timer starts: 1 min", "✗ lost: fault 1",
          "retransmission timer expires", "FIN, ACK retr. 1 seq=5301 ack=1102", "◀", "ACK seq=1102 ack=5302",
          "2·MSL timer starts anew: 1 min", "CLOSED", "2·MSL timer expires"}) {
        at = std::find_if(at, lines.end(),
                          [&](const std::string& line) { return line.find(expected) != line.npos; });
        ASSERT_NE(at, lines.end()) << expected << " does not come, or not in its place";
    }
    EXPECT_THAT(*at, HasSubstr("61.450"));
}

// The ACK of a FIN waits within its instant for what the program does: that is no delay.
TEST(Ladder, TellsOnlyDelayedAcksThatWereDelayed)
{
    constexpr auto expires = "delayed-ACK timer expires";
    EXPECT_THAT(ladderOf("three-way-handshake").out, Not(HasSubstr(expires)));
    EXPECT_THAT(ladderOf("nagle-delayed-ack").out, HasSubstr(expires));
}

TEST(Ladder, FoldsIdleStretchesAndSaysHowLongTheyWere)
{
    EXPECT_THAT(ladderOf("time-wait-30s").out, HasSubstr("+59.95 s"));
    EXPECT_THAT(ladderOf("time-wait-2min").out, HasSubstr("+3 min 59.95 s"));
}

TEST(Ladder, ShowsCallsWithTheirResultsAndErrors)
{
    EXPECT_THAT(ladderOf("connection-refused").out, HasSubstr("connect → ECONNREFUSED"));
    EXPECT_THAT(ladderOf("syn-lost-forever").out, HasSubstr("connect → ETIMEDOUT"));
    EXPECT_THAT(ladderOf("port-unavailable").out, HasSubstr("listen 80 → EADDRINUSE"));
    EXPECT_THAT(ladderOf("three-way-handshake").out, HasSubstr("recv 300 …"));
    EXPECT_THAT(ladderOf("three-way-handshake").out, HasSubstr("send 300 → 300"));
}

TEST(Ladder, NumbersConversationsWhereThereAreSeveral)
{
    const std::string ladder = ladderOf("listen-queues").out;
    EXPECT_THAT(ladder, HasSubstr("1: 49152→80 2: 49153→80 3: 49154→80"));
    EXPECT_THAT(ladder, HasSubstr("3:ESTABLISHED"));
    EXPECT_THAT(ladder, HasSubstr("3: SYN retransmission 2 seq=3000"));
    EXPECT_THAT(ladderOf("last-ack-lost").out, Not(HasSubstr("1: ")));
}

TEST(Ladder, SaysWhatAPersonDid)
{
    const std::string file = fileWith("By hand", "", "connect server:80\n", "listen 80\naccept\n",
                                      "[[user]]\nstep = 4\nat = '10 ms'\ndrop = 1\n");
    const Outcome ladder = call({"run", "-"}, file);
    EXPECT_THAT(ladder.out, HasSubstr("You drop SYN seq=1000"));
    EXPECT_THAT(ladder.out, HasSubstr("✗ lost: by hand"));
    EXPECT_THAT(call({"run", "-", "--lang", "zh"}, file).out, HasSubstr("丢失：手动"));
}

TEST(Ladder, DrawsTheLineOfAHostThatIsDownBroken)
{
    const std::string ladder = ladderOf("half-open-crash").out;
    EXPECT_THAT(ladder, HasSubstr("crash ┊ CLOSED"));
    EXPECT_THAT(ladder, HasSubstr("boot │"));
}

TEST(Ladder, GivesMoreSegmentsThanLanesANumber)
{
    const std::string file = fileWith("Many", "bandwidth = '1 Gbit/s'", "connect server:80\nsend 100000\n",
                                      "listen 80\naccept\nrecv 100000\n", "");
    const Outcome ladder = call(
        {"run", "-", "--set", "client.send_buffer=200000", "--set", "client.congestion_control=none"}, file);
    EXPECT_EQ(ladder.code, 0);
    EXPECT_THAT(ladder.out, HasSubstr("▷"));
    EXPECT_THAT(linesOf(ladder.out), Each(ResultOf(terminalColumns, Le(80))));
    // Whoever leaves with a number arrives with it.
    for (const std::string& line : linesOf(ladder.out)) {
        const std::size_t hash = line.find(" #");
        if (line.find("├─") != line.npos && hash != line.npos) {
            const std::string number =
                line.substr(hash + 1, line.find_first_not_of("0123456789", hash + 2) - hash - 1);
            EXPECT_EQ(count(ladder.out, number + " ─"), 1u) << number;
        }
    }
}

TEST(Ladder, SurvivesBusyWiresOfEveryKind)
{
    const std::string file = fileWith("Busy",
                                      "loss = '10 %'\nduplicate = '10 %'\nreorder = '20 %'\ncorrupt = '5 "
                                      "%'\njitter = '30 ms'\nqueue = '5 segments'\nbandwidth = '1 Mbit/s'",
                                      "connect server:80\nsend 60000\nrecv eof\nclose\n",
                                      "listen 80\naccept\nrecv 60000\nsend 20000\nclose\n");
    for (int seed = 1; seed <= 20; ++seed)
        for (const char* language : {"en", "zh"}) {
            const Outcome ladder = call(
                {"run", "-", "--seed", std::to_string(seed), "--lang", language, "--until", "30 s"}, file);
            EXPECT_EQ(ladder.code, 0);
            EXPECT_THAT(linesOf(ladder.out), Each(ResultOf(terminalColumns, Le(80))));
            EXPECT_THAT(linesOf(ladder.out), Each(ResultOf(terminalColumns, testing::Ge(0))));
        }
}

TEST(Ladder, HasRoomForTheLongestNumbersAndTimes)
{
    const std::string file =
        "[network]\nloss = '20 %'\n[client]\naddress = '192.168.200.201'\nisn = "
        "4294967290\n"
        "program = '''\nat 80000 h\nconnect server:80 as a\nconnect server:81 as b\na: send 20000\nb: "
        "send 9\n"
        "a: close\n'''\n[server]\naddress = '192.168.200.202'\nisn = 4294967280\n"
        "program = '''\nlisten 80\nlisten 81 &\naccept\nrecv eof\nclose\n'''\n";
    for (const int columns : {80, 40})
        for (const char* numbers : {"--absolute", "--relative"}) {
            const Outcome ladder = call({"run", "-", numbers}, file, {.columns = columns});
            EXPECT_EQ(ladder.code, 0) << ladder.error;
            EXPECT_THAT(linesOf(ladder.out), Each(ResultOf(terminalColumns, Le(80))));
        }
}

TEST(Ladder, CountsFromTheIsnsWhereTheyAreDrawnUnlessToldOtherwise)
{
    const std::string file = "[client]\nprogram = 'connect server:80'\n[server]\nprogram = 'listen 80'\n";
    EXPECT_THAT(call({"run", "-"}, file).out, HasSubstr("SYN seq=0"));
    EXPECT_THAT(call({"run", "-"}, file).out, HasSubstr("--absolute"));
    EXPECT_THAT(call({"run", "-", "--absolute"}, file).out, Not(HasSubstr("SYN seq=0 ")));
    EXPECT_THAT(ladderOf("last-ack-lost").out, HasSubstr("SYN seq=1000"));
    EXPECT_THAT(ladderOf("last-ack-lost", {"--relative"}).out, HasSubstr("SYN seq=0 "));
}

TEST(Ladder, UsesAWiderTerminalAndColoursThereOnly)
{
    const auto widest = [](const Outcome& ladder) {
        int columns = 0;
        for (const std::string& line : linesOf(ladder.out))
            columns = std::max(columns, terminalColumns(line));
        return columns;
    };
    EXPECT_GT(widest(ladderOf("last-ack-lost", {}, {.columns = 105})), 90);
    EXPECT_LE(widest(ladderOf("last-ack-lost", {}, {.columns = 105})), 105);
    EXPECT_LE(widest(ladderOf("last-ack-lost", {}, {.columns = 500})), 120);
    EXPECT_THAT(ladderOf("last-ack-lost", {}, {.colour = true}).out, HasSubstr("\033["));
    EXPECT_THAT(ladderOf("last-ack-lost").out, Not(HasSubstr("\033[")));
}

TEST(Ladder, OfAnEvilTitleDoesNotCommandTheTerminal)
{
    const Outcome ladder =
        call({"run", "-"}, "title = \"\\u001b[2Jgone\"\n[client]\nprogram = 'connect server:80'\n");
    EXPECT_EQ(ladder.code, 0);
    EXPECT_THAT(ladder.out, Not(HasSubstr("\033")));
    EXPECT_THAT(ladder.out, HasSubstr("gone"));
}

} // namespace
} // namespace tcplab
