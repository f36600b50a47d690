#include "core/tcp/knobs.h"
#include "core/world/scenario_file.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::ElementsAre;

class SetValue : public testing::Test {
protected:
    /// Sets it, and expects that this works.
    void set(const std::string& key, const std::string& value)
    {
        const Input<void> done = setValue(scenario, key, value);
        ASSERT_TRUE(done.has_value()) << done.error().subject << " / " << done.error().expected;
    }
    /// Tries to set it, expects that nothing changes, and gives the error.
    InputError refused(const std::string& key, const std::string& value)
    {
        const Scenario before = scenario;
        const Input<void> done = setValue(scenario, key, value);
        EXPECT_FALSE(done.has_value());
        EXPECT_EQ(scenario, before);
        return done ? InputError{} : done.error();
    }

    Scenario scenario = readScenario("[client]\nprofile = \"linux\"\nmin_rto = \"1.5 s\"\n", "x").value();
};

TEST_F(SetValue, BothSendersOrOne)
{
    set("network.loss", "20 %");
    EXPECT_EQ(scenario.links[0].loss.ppb, 200'000'000u);
    EXPECT_EQ(scenario.links[1].loss.ppb, 200'000'000u);
    set("network.delay.server", "7 ms");
    EXPECT_EQ(scenario.links[0].delay, milliseconds(50));
    EXPECT_EQ(scenario.links[1].delay, milliseconds(7));
}

TEST_F(SetValue, NumbersListsTextsAndSwitches)
{
    set("network.seed", "99");
    EXPECT_EQ(scenario.seed, 99u);
    set("client.isn", "4294967295");
    EXPECT_THAT(scenario.hosts[0].isns, ElementsAre(4294967295u));
    set("client.isn", "[1, 2]");
    EXPECT_THAT(scenario.hosts[0].isns, ElementsAre(1u, 2u));
    set("title", "A title");
    EXPECT_EQ(scenario.title.en, "A title");
    set("title.zh_CN", "\"标题\"");
    EXPECT_EQ(scenario.title.zh, "标题");
    set("server.nagle", "false");
    EXPECT_FALSE(scenario.hosts[1].profile.nagle);
    set("server.time_wait", "2 msl");
    EXPECT_EQ(scenario.hosts[1].profile.timeWait, Duration{0});
    set("until", "90 s");
    EXPECT_EQ(scenario.until, Instant{} + seconds(90));
    set("server.program", "listen 80\naccept");
    EXPECT_EQ(scenario.hosts[1].program.size(), 2u);
}

TEST_F(SetValue, AnotherProfileKeepsWhatWasSetByHand)
{
    set("client.profile", "rfc9293");
    Profile expected = rfc9293Profile();
    expected.minRto = milliseconds(1500);
    EXPECT_EQ(scenario.hosts[0].profile, expected);
}

TEST_F(SetValue, EveryKnobTakesWhatItWrites)
{
    for (const Knob& knob : knobs())
        for (const Profile& profile : {rfc9293Profile(), linuxProfile()}) {
            const std::string value = knob.write(profile);
            set("server." + std::string(knob.name), value);
            EXPECT_EQ(knob.write(scenario.hosts[1].profile), value) << knob.name;
        }
}

TEST_F(SetValue, WrongOnesAreRefusedWithTheKeyInPlaceOfAFile)
{
    EXPECT_EQ(refused("network.lost", "20 %"), (InputError{.file = "network.lost",
                                                           .line = 0,
                                                           .column = 0,
                                                           .problem = Problem::UnknownKey,
                                                           .subject = "lost",
                                                           .expected = "loss"}));
    EXPECT_EQ(refused("network.loss", "20").problem, Problem::OutOfRange);
    EXPECT_EQ(refused("network.loss.cleint", "1 %").expected, "client");
    EXPECT_EQ(refused("server.min_rto", "90 s").problem, Problem::Conflict);
    EXPECT_EQ(refused("client", "x").problem, Problem::WrongType);
    EXPECT_EQ(refused("", "x").problem, Problem::UnknownKey);
    EXPECT_EQ(refused("...", "x").problem, Problem::UnknownKey);
    EXPECT_EQ(refused("network.", "x").problem, Problem::UnknownKey);
    EXPECT_EQ(refused("fault", "x").problem, Problem::WrongType);
    EXPECT_EQ(refused(std::string(1'000'000, '.'), "x").problem, Problem::TooLarge);
    EXPECT_EQ(refused("title", "\xff").problem, Problem::NotUtf8);
    EXPECT_EQ(refused("client.isn", "[1, 2").problem, Problem::WrongType);
}

TEST_F(SetValue, AProgramsErrorHasItsPlaceInTheProgram)
{
    const InputError error = refused("client.program", "close\n wait");
    EXPECT_EQ(error.line, 2);
    EXPECT_EQ(error.column, 2);
    EXPECT_EQ(error.problem, Problem::UnknownName);
}

TEST(ReadStatement, OfALineByHand)
{
    const Input<Statement> s = readStatement(" c2: send 10 ?");
    ASSERT_TRUE(s.has_value());
    Statement expected;
    expected.call = Call::Send;
    expected.socket = "c2";
    expected.octets = 10;
    expected.tolerant = true;
    EXPECT_EQ(*s, expected);
}

TEST(ReadStatement, EmptyLinesAndLoopsAreNoCalls)
{
    for (const char* line : {"", "  # nothing", "repeat 3", "end"})
        EXPECT_EQ(readStatement(line).error().problem, Problem::BadProgram) << line;
    EXPECT_EQ(readStatement("close now"), tl::unexpected(InputError{.file = "",
                                                                    .line = 1,
                                                                    .column = 1,
                                                                    .problem = Problem::BadProgram,
                                                                    .subject = "close now",
                                                                    .expected = "close"}));
}

TEST(DescribeKnobs, HasTheValueOfEachProfileAndBothLanguages)
{
    const std::vector<KnobDescription> all = describeKnobs();
    ASSERT_EQ(all.size(), knobs().size());
    for (const KnobDescription& knob : all) {
        EXPECT_FALSE(knob.meaning.empty()) << knob.name;
        EXPECT_FALSE(knob.meaningZh.empty()) << knob.name;
    }
    const auto timeWait =
        std::find_if(all.begin(), all.end(), [](const auto& knob) { return knob.name == "time_wait"; });
    ASSERT_NE(timeWait, all.end());
    EXPECT_EQ(timeWait->unit, "time");
    EXPECT_EQ(timeWait->rfc9293, "2 msl");
    EXPECT_EQ(timeWait->linux_, "1 min");
}

} // namespace
} // namespace tcplab
