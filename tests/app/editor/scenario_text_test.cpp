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

std::vector<std::string> wordsOf(const std::vector<Offer>& offers)
{
    std::vector<std::string> words;
    for (const Offer& one : offers)
        words.push_back(one.word);
    return words;
}

std::vector<std::string> offeredAfter(const std::string& text)
{
    return wordsOf(offersAt(placeIn(text, text.size()), Language::English));
}

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

TEST(ScenarioText, KnowsTheTableTheKeyAndWhatIsBegun)
{
    const std::string text = "[client]\ncongestion_control = \"cu";
    const TextPlace place = placeIn(text, text.size());
    EXPECT_EQ(place.table, "client");
    EXPECT_EQ(place.key, "congestion_control");
    EXPECT_EQ(place.begun, "\"cu");
    EXPECT_TRUE(placeIn(sample, sample.find("delay = 3")).inBlock);
}

TEST(ScenarioText, OffersKeysAndValuesFromTheTablesOfTheReader)
{
    EXPECT_THAT(offeredAfter("[network]\n"), testing::IsSupersetOf({"delay", "loss", "msl"}));
    EXPECT_THAT(offeredAfter("[client]\n"), testing::IsSupersetOf({"profile", "program", "initial_rto"}));
    EXPECT_THAT(offeredAfter("[server]\nprofile = "),
                testing::ElementsAre("\"rfc9293\"", "\"linux\"", "\"freebsd\""));
    EXPECT_THAT(offeredAfter("[client]\ncongestion_control = "),
                testing::IsSupersetOf({"\"reno\"", "\"cubic\"", "\"none\""}));
    EXPECT_THAT(offeredAfter("[client]\nchallenge_ack = "), testing::ElementsAre("true", "false"));
    EXPECT_THAT(offeredAfter("[client] # co"), testing::IsEmpty());
}

TEST(ScenarioText, QuotesWhatIsNoNumber)
{
    EXPECT_EQ(asToml(" 50 ms "), "\"50 ms\"");
    EXPECT_EQ(asToml("12"), "12");
    EXPECT_EQ(asToml("true"), "true");
}

} // namespace
} // namespace tcplab
