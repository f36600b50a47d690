#include "core/host/program_text.h"
#include "core/host/quoted_octets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::ElementsAre;

Statement lineOf(std::string_view text)
{
    const auto statement = readStatementLine(text);
    if (!statement) {
        ADD_FAILURE() << text << ": " << statement.error().subject << " / " << statement.error().expected;
        return {};
    }
    return *statement;
}

TEST(ProgramLine, SaysWhatWasMeant)
{
    EXPECT_EQ(lineOf("listen 80"), (Statement{.call = Call::Listen, .port = 80}));
    EXPECT_EQ(lineOf("listen 80 backlog 2"), (Statement{.call = Call::Listen, .port = 80, .backlog = 2}));
    EXPECT_EQ(lineOf("connect server:80 from 49152 as c2"),
              (Statement{.call = Call::Connect, .as = "c2", .port = 80, .fromPort = 49152}));
    EXPECT_EQ(lineOf("connect client:300"),
              (Statement{.call = Call::Connect, .to = Side::Client, .port = 300}));
    EXPECT_EQ(lineOf("accept as conn"), (Statement{.call = Call::Accept, .as = "conn"}));
    EXPECT_EQ(lineOf("bind 300"), (Statement{.call = Call::Bind, .port = 300}));
    EXPECT_EQ(lineOf("socket as s"), (Statement{.call = Call::Socket, .as = "s"}));
    EXPECT_EQ(lineOf("send 4 KiB"), (Statement{.call = Call::Send, .octets = 4096}));
    EXPECT_EQ(lineOf("send \"GET /\\r\\n\""),
              (Statement{.call = Call::Send, .octets = 7, .bytes = "GET /\r\n"}));
    EXPECT_EQ(lineOf("recv 100"), (Statement{.call = Call::Recv, .octets = 100}));
    EXPECT_EQ(lineOf("recv eof"), (Statement{.call = Call::Recv, .untilEof = true}));
    EXPECT_EQ(lineOf("shutdown write"), (Statement{.call = Call::Shutdown}));
    EXPECT_EQ(lineOf("setsockopt SO_LINGER 0"),
              (Statement{.call = Call::SetSockOpt, .option = SocketOption::Linger, .value = 0}));
    EXPECT_EQ(lineOf("setsockopt SO_LINGER off"),
              (Statement{.call = Call::SetSockOpt, .option = SocketOption::Linger, .value = -1}));
    EXPECT_EQ(lineOf("setsockopt TCP_NODELAY 1"),
              (Statement{.call = Call::SetSockOpt, .option = SocketOption::NoDelay, .value = 1}));
    EXPECT_EQ(lineOf("sleep 1.5 s"), (Statement{.call = Call::Sleep, .duration = milliseconds(1500)}));
    EXPECT_EQ(lineOf("at 2 s"), (Statement{.call = Call::At, .at = Instant{} + seconds(2)}));
    EXPECT_EQ(lineOf("c2: until closed"),
              (Statement{.call = Call::Until, .socket = "c2", .condition = Condition::Closed}));
    EXPECT_EQ(lineOf("crash"), (Statement{.call = Call::Crash}));
    EXPECT_EQ(lineOf("boot"), (Statement{.call = Call::Boot}));
}

TEST(ProgramLine, EndingsNamesAndComments)
{
    EXPECT_EQ(lineOf("  c2 :send 10   ? # it may fail"),
              (Statement{.call = Call::Send, .socket = "c2", .octets = 10, .tolerant = true}));
    EXPECT_EQ(lineOf("close&"), (Statement{.call = Call::Close, .background = true}));
    EXPECT_EQ(lineOf("close ?&"), (Statement{.call = Call::Close, .tolerant = true, .background = true}));
    EXPECT_EQ(lineOf("close &?"), (Statement{.call = Call::Close, .tolerant = true, .background = true}));
    EXPECT_EQ(lineOf("send \"a # b: c ? &\"").bytes, "a # b: c ? &");
}

TEST(StatementText, IsReadBackAsTheSameStatement)
{
    for (const char* line : {"socket as s",
                             "s: bind 300",
                             "listen 80 backlog 2",
                             "l: accept as a",
                             "connect server:80 from 1 as c2",
                             "connect client:80",
                             "c2: send 10 ?",
                             "send \"GET /\\r\\n\"",
                             "recv eof &",
                             "recv 100",
                             "shutdown write",
                             "close ? &",
                             "abort",
                             "setsockopt SO_LINGER off",
                             "setsockopt SO_LINGER 5",
                             "setsockopt SO_REUSEADDR 1",
                             "setsockopt TCP_NODELAY 0",
                             "sleep 1500 ms",
                             "at 2 s",
                             "until established",
                             "until closed",
                             "crash",
                             "boot"})
        EXPECT_EQ(statementText(lineOf(line)), line);
}

TEST(ArgumentsText, HasNoCallAndNoSocket)
{
    EXPECT_EQ(argumentsText(lineOf("c2: connect server:80 from 49152 ?")), "server:80 from 49152");
    EXPECT_EQ(argumentsText(lineOf("l: accept as a")), "as a");
    EXPECT_EQ(argumentsText(lineOf("close")), "");
}

TEST(QuotedOctets, AnyOctetsComeBack)
{
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    for (const std::string& octets : {all, std::string("你好 \"x\""), std::string("\\x41")}) {
        const std::string line = "=" + tcplab::quoted(octets) + "!";
        std::size_t at = 1;
        EXPECT_EQ(readQuoted(line, at), octets);
        EXPECT_EQ(line.substr(at), "!");
    }
    EXPECT_EQ(tcplab::quoted("你好\n"), "\"你好\\n\"");
    EXPECT_EQ(tcplab::quoted("\xff"), "\"\\xff\"");
}

TEST(Program, LinesLoopsAndTheirPartners)
{
    const auto program =
        readProgram("\n# a program\nrepeat 2\n  repeat 3\n  close ?\n  end\nend\n", Side::Client);
    ASSERT_TRUE(program.has_value());
    ASSERT_EQ(program->size(), 5u);
    std::vector<int> lines;
    std::vector<std::uint32_t> partners;
    for (const Statement& s : *program) {
        lines.push_back(s.line);
        partners.push_back(s.partner);
    }
    EXPECT_THAT(lines, ElementsAre(3, 4, 5, 6, 7));
    EXPECT_THAT(partners, ElementsAre(4u, 3u, 0u, 1u, 0u));
    EXPECT_EQ((*program)[1].times, 3u);
}

TEST(Program, EmptyOnesAreFine)
{
    EXPECT_EQ(readProgram("", Side::Client), Program{});
    EXPECT_EQ(readProgram(" \r\n\t\n# x", Side::Server), Program{});
}

} // namespace
} // namespace tcplab
