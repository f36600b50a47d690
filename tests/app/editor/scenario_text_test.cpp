#include "app/editor/scenario_text.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

constexpr std::string_view sample = R"(title = "x" # here
[network]
delay = "50 ms"   # one way
# loss = "3 %"

[client]
program = """
[network]
delay = 3
"""
)";

TEST(ScenarioText, TouchesTheValueAlone)
{
    std::string expected(sample);
    expected.replace(expected.find("\"50 ms\""), 7, "\"20 ms\"");
    EXPECT_EQ(withValue(sample, "network", "delay", "\"20 ms\""), expected);
    EXPECT_EQ(valueIn(sample, "network", "delay"), "\"50 ms\"");
    EXPECT_EQ(valueIn(sample, "network", "loss"), ""); // a comment says nothing
}

TEST(ScenarioText, AddsALineToTheTableOrTheTable)
{
    EXPECT_THAT(withValue(sample, "network", "loss", "\"1 %\""),
                testing::HasSubstr("# loss = \"3 %\"\nloss = \"1 %\"\n\n[client]"));
    EXPECT_THAT(withValue(sample, "server", "profile", "\"linux\""),
                testing::EndsWith("\"\"\"\n\n[server]\nprofile = \"linux\"\n"));
}

TEST(ScenarioText, TakesAKeyOutButNotTheCommentBehindIt)
{
    const std::string text = "[network]\ndelay = \"50 ms\"\nloss = \"1 %\" # a bad line\n\n[client]\nisn = 1";
    EXPECT_EQ(withoutValue(text, "network", "delay"),
              "[network]\nloss = \"1 %\" # a bad line\n\n[client]\nisn = 1");
    EXPECT_EQ(withoutValue(text, "network", "loss"),
              "[network]\ndelay = \"50 ms\"\n# a bad line\n\n[client]\nisn = 1");
    EXPECT_EQ(withoutValue(text, "client", "isn"), text.substr(0, text.size() - 7));
    EXPECT_EQ(withoutValue(text, "server", "isn"), text);
}

TEST(ScenarioText, KnowsWhichKeyALineIsAbout)
{
    EXPECT_EQ(keyOnLine(sample, 3), (KeyPlace{"network", "delay"}));
    EXPECT_EQ(keyOnLine(sample, 2), std::nullopt);
    EXPECT_EQ(keyOnLine(sample, 9), std::nullopt); // of the program, not of [network]
    EXPECT_EQ(keyOnLine(sample, 99), std::nullopt);
}

TEST(ScenarioText, QuotesWhatIsNoNumber)
{
    EXPECT_EQ(asToml(" 50 ms "), "\"50 ms\"");
    EXPECT_EQ(asToml("12"), "12");
    EXPECT_EQ(asToml("true"), "true");
}

} // namespace
} // namespace tcplab
