#include "tests/cli/run_cli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::HasSubstr;

struct Wrong {
    std::vector<std::string> arguments;
    std::string says;
};

TEST(LiveOptions, WhatIsWrongIsSaidBeforeAnythingIsOpened)
{
    const std::vector<Wrong> cases{
        {{}, "--listen / --connect is missing"},
        {{"--listen", "0"}, "--listen: “0” is out of range; allowed: 1 … 65535"},
        {{"--listen", "http"}, "--listen: “http” is not the right kind of value"},
        {{"--listen", "80", "--connect", "80"}, "--listen and --connect exclude each other"},
        {{"--listen", "80", "--echo", "--send", "-"}, "--echo, --send exclude each other"},
        {{"--listen", "80", "--close", "often"}, "--close: “often” is not a known name"},
        {{"--listen", "80", "--echo", "--page", "x"}, "--page is for a host that answers HTTP"},
        {{"--listen", "80", "--from", "1000"}, "--from is for --connect"},
        {{"--connect", "10.0.0:80"}, "--connect: “10.0.0:80” is not the right kind of value"},
        {{"--connect", "10.0.0.1:80"}, "does not go together with the rest"},
        {{"--connect", "[fd00::2]:0"}, "--connect: “0” is out of range"},
        {{"--listen", "80", "--program"}, "--program runs the server's program of a scenario"},
        {{"--listen", "80", "--profile", "windows"}, "“windows” is not a known name"},
        {{"--listen", "80", "--loss", "much"}, "“much” has no unit that fits"},
        {{"--listen", "80", "--for", "ever"}, "--for: “ever” is not the right kind of value"},
        {{"--listen", "80", "--connections", "0"}, "--connections: “0” is out of range"},
        {{"--listen", "80", "--scenario", "no-such"}, "there is no such file or scenario: no-such"},
        {{"--listen", "80", "--send", "/no/such"}, "/no/such: cannot be read"},
        {{"--listen", "80", "--tun", "a name that is too long"}, "no name for a network device"},
        {{"--listen", "80", "--echo", "--close", "eof", "more"}, "one argument too many"},
    };
    for (const Wrong& wrong : cases) {
        std::vector<std::string> arguments{"live"};
        arguments.insert(arguments.end(), wrong.arguments.begin(), wrong.arguments.end());
        const Outcome outcome = call(arguments);
        EXPECT_EQ(outcome.code, 2) << wrong.says;
        EXPECT_EQ(outcome.out, "");
        EXPECT_THAT(outcome.error, HasSubstr(wrong.says));
    }
}

} // namespace
} // namespace tcplab
