/// `tcplab-cli check`, and packetdrill scripts as scenarios of `run`.
#include "tests/cli/run_cli.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* right = "0 < S 1000:1000(0) win 10000 <mss 1000>\n+0 > R. 0:0(0) ack 1\n";
constexpr const char* wrong = "0 < S 1000:1000(0) win 10000 <mss 1000>\n\n+0 > R. 0:0(0) ack 2\n";
constexpr const char* foreign = "0 epoll_create(1) = 3\n";
constexpr const char* broken = "0 < S 1000:1000(0) win 10000 <mss 1000>\n+0 > R. 0:0(1) ack 1\n";

TEST(Check, SaysOneLineAScriptInTheOrderOfNames)
{
    const TemporaryFolder folder;
    folder.write("b.pkt", wrong);
    folder.write("a.pkt", right);
    folder.write("c.pkt", foreign);
    folder.write("no-script.txt", broken);
    const Outcome outcome = call({"check", folder.path("")});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(linesOf(outcome.out),
                ElementsAre("passed: " + folder.path("a.pkt"),
                            "failed: " + folder.path("b.pkt") +
                                ":3: expected R. 0:0(0) ack 2; got R. 0:0(0) ack 1 win 0",
                            "not supported: " + folder.path("c.pkt") + ":1: epoll",
                            "1 passed, 1 failed, 1 skipped"));
    EXPECT_EQ(outcome.error, "");
}

TEST(Check, SpeaksChineseToo)
{
    const TemporaryFolder folder;
    const std::string path = folder.write("b.pkt", wrong);
    EXPECT_THAT(linesOf(call({"check", "--lang", "zh", path}).out),
                ElementsAre("失败：" + path + ":3: 应为 R. 0:0(0) ack 2；实为 R. 0:0(0) ack 1 win 0",
                            "0 通过，1 失败，0 跳过"));
}

TEST(Check, GivesZeroWhenNothingFails)
{
    const TemporaryFolder folder;
    const Outcome outcome = call({"check", folder.write("a.pkt", right), folder.write("c.pkt", foreign)});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, HasSubstr("1 passed, 0 failed, 1 skipped"));
    EXPECT_EQ(call({"check", "-"}, right).code, 0);
}

TEST(Check, GivesTwoForWhatCannotBeRead)
{
    const TemporaryFolder folder;
    const Outcome syntax = call({"check", folder.write("x.pkt", broken), folder.write("a.pkt", right)});
    EXPECT_EQ(syntax.code, 2);
    EXPECT_EQ(syntax.error,
              "tcplab-cli: " + folder.path("x.pkt") + ":2: “0(1)” does not fit here; expected: 0:1(1)\n");
    EXPECT_THAT(syntax.out, HasSubstr("1 passed, 0 failed, 0 skipped"));
    EXPECT_EQ(call({"check", folder.path("none.pkt")}).code, 2);
    EXPECT_EQ(call({"check"}).code, 2);
    EXPECT_THAT(call({"check", "--profile", "linus", folder.path("a.pkt")}).error, HasSubstr("linux"));
    EXPECT_EQ(call({"check", "--profile", "linus", folder.path("a.pkt")}).code, 2);
}

TEST(Check, TakesTheProfileItIsGiven)
{
    const TemporaryFolder folder;
    const std::string path = folder.write("syn.pkt", "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                                                     "+0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0\n"
                                                     "+0 connect(3, ..., ...) = -1 EINPROGRESS (x)\n"
                                                     "+0 > S 0:0(0) <mss 1460>\n");
    EXPECT_EQ(call({"check", "--profile", "rfc9293", path}).code, 0);
    EXPECT_EQ(call({"check", "--profile", "linux", path}).code, 1);
}

TEST(Check, TakesTheProfileThatAScriptNamesUnlessItIsGivenOne)
{
    const TemporaryFolder folder;
    const std::string path = folder.write("syn.pkt", "// profile: rfc9293\n"
                                                     "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                                                     "+0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0\n"
                                                     "+0 connect(3, ..., ...) = -1 EINPROGRESS (x)\n"
                                                     "+0 > S 0:0(0) <mss 1460>\n");
    EXPECT_EQ(call({"check", path}).code, 0);
    EXPECT_EQ(call({"check", "--profile", "linux", path}).code, 1);
}

TEST(Check, DefinesSymbols)
{
    const TemporaryFolder folder;
    const std::string path =
        folder.write("x.pkt", std::string(right) + "#ifdef FreeBSD\n+0 > R 1:1(0)\n#endif\n");
    EXPECT_EQ(call({"check", path}).code, 0);
    EXPECT_EQ(call({"check", "--define", "FreeBSD", path}).code, 1);
    EXPECT_EQ(call({"check", "-D", "FreeBSD", path}).code, 1);
}

TEST(Check, StrictlyFailsOnPacketsBehindTheLastLine)
{
    const TemporaryFolder folder;
    const std::string path = folder.write("x.pkt", "0 < S 1000:1000(0) win 10000 <mss 1000>\n");
    EXPECT_EQ(call({"check", path}).code, 0);
    const Outcome strict = call({"check", "--strict", path});
    EXPECT_EQ(strict.code, 1);
    EXPECT_THAT(strict.out, HasSubstr(":1: nothing more was expected; got R. 0:0(0) ack 1 win 0"));
}

TEST(RunOfAScript, PlaysItAsAScenario)
{
    const TemporaryFolder folder;
    const Outcome outcome = call({"run", "--format", "table", folder.write("a.pkt", right)});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, HasSubstr("RST, ACK"));
    EXPECT_EQ(outcome.error, "");
    for (const char* format : {"ladder", "steps", "jsonl", "summary"})
        EXPECT_EQ(call({"run", "--format", format, folder.path("a.pkt")}).code, 0) << format;
}

TEST(RunOfAScript, TellsWhereItWentAnotherWay)
{
    const TemporaryFolder folder;
    const std::string path = folder.write("b.pkt", wrong);
    const Outcome outcome = call({"run", path});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.error,
              "tcplab-cli: failed: " + path + ":3: expected R. 0:0(0) ack 2; got R. 0:0(0) ack 1 win 0\n");
    EXPECT_EQ(call({"run", folder.write("x.pkt", broken)}).code, 2);
}

} // namespace
} // namespace tcplab
