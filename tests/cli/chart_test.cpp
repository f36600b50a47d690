// tcplab-cli chart: a sweep's table drawn.
#include "tests/cli/run_cli.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

using Words = std::vector<std::string>;

class ChartCommand : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_EQ(call({"sweep", "three-way-handshake", "--vary", "network.loss=0:20%:10%", "--vary",
                        "client.congestion_control=newreno,cubic", "--runs", "50", "-o", table})
                      .code,
                  0);
    }
    Outcome chart(const Words& more)
    {
        Words words{"chart", table};
        words.insert(words.end(), more.begin(), more.end());
        return call(words);
    }

    TemporaryFolder folder;
    const std::string table = folder.path("out.csv");
};

TEST_F(ChartCommand, DrawsAnSvg)
{
    const Outcome outcome = chart({});
    EXPECT_EQ(outcome.code, 0) << outcome.error;
    EXPECT_THAT(outcome.out, StartsWith("<svg "));
    EXPECT_THAT(outcome.out, HasSubstr(">Completion time over network.loss<"));
    EXPECT_THAT(outcome.out, HasSubstr(">cubic<"));
    EXPECT_EQ(chart({}).out, outcome.out);
    EXPECT_THAT(chart({"--lang", "zh"}).out, HasSubstr("完成时间"));
    EXPECT_THAT(chart({"--size", "400x300"}).out, HasSubstr("width=\"400\" height=\"300\""));
}

TEST_F(ChartCommand, WritesTheKindThatTheFilesNameEndsIn)
{
    EXPECT_EQ(chart({"-o", folder.path("x.csv"), "--y", "goodput", "--band", "mean"}).code, 0);
    EXPECT_THAT(textOfFile(folder.path("x.csv")), StartsWith("curve,kind,network.loss (%),goodput ("));
    EXPECT_THAT(linesOf(textOfFile(folder.path("x.csv"))), SizeIs(1 + 6));
    EXPECT_EQ(chart({"-o", folder.path("x.svg")}).code, 0);
    EXPECT_EQ(textOfFile(folder.path("x.svg")), chart({}).out);
    const Outcome png = chart({"-o", folder.path("x.png")});
    EXPECT_EQ(png.code, 2);
    EXPECT_THAT(png.error, HasSubstr("tcplab --chart"));
}

TEST_F(ChartCommand, HasTheoryBesideTheMeasurement)
{
    const Outcome outcome = chart({"--y", "established", "--theory", "three-way-handshake", "--set",
                                   "client.syn_retries=1", "-f", "csv"});
    EXPECT_EQ(outcome.code, 0) << outcome.error;
    // At 10 % both ways, two SYNs: 1 − (1 − 0.81)² = 0.9639.
    EXPECT_THAT(outcome.out, HasSubstr("1 − (1 − p)ⁿ,theory,10,0.9639,,,,\n"));
}

TEST_F(ChartCommand, TellsWhatIsWrongInOneLine)
{
    const std::vector<std::pair<Words, std::string>> wrong{
        {{"chart"}, "TABLE.csv"},
        {{"chart", folder.path("none.csv")}, "none.csv"},
        {{"chart", folder.write("else.csv", "a,b\n1,2\n")}, "else.csv:1"},
        {{"chart", table, "--y", "godput"}, "goodput"},
        {{"chart", table, "--x", "delay"}, "network.loss"},
        {{"chart", table, "--where", "loss"}, "KEY=VALUE"},
        {{"chart", table, "--where", "loss=3%"}, "10 %"},
        {{"chart", table, "--band", "box"}, "quantiles, mean"},
        {{"chart", table, "--format", "gif"}, "svg, csv"},
        {{"chart", table, "--size", "big"}, "900x560"},
        {{"chart", table, "--size", "20x20"}, "200 … 10000"},
        {{"chart", table, "--set", "network.loss=1%"}, "--theory"},
        {{"chart", table, "--theory", "nowhere"}, "nowhere"},
        {{"chart", table, "--log-x", "--x", "congestion"}, "--log-x"},
    };
    for (const auto& [words, says] : wrong) {
        const Outcome outcome = call(words);
        EXPECT_EQ(outcome.code, 2) << says;
        EXPECT_EQ(outcome.out, "");
        EXPECT_THAT(linesOf(outcome.error), SizeIs(1)) << outcome.error;
        EXPECT_THAT(outcome.error, HasSubstr(says));
    }
    EXPECT_EQ(chart({"-o", "/nowhere/x.svg"}).code, 1);
}

TEST_F(ChartCommand, HelpsInBothLanguages)
{
    for (const char* language : {"en", "zh"}) {
        const Outcome help = call({"chart", "--help", "--lang", language});
        EXPECT_EQ(help.code, 0);
        EXPECT_THAT(help.out, HasSubstr("--theory"));
        EXPECT_THAT(help.out, HasSubstr("-o FILE.png"));
        EXPECT_THAT(linesOf(help.out), testing::Each(testing::ResultOf(terminalColumns, testing::Le(80))));
    }
}

} // namespace
} // namespace tcplab
