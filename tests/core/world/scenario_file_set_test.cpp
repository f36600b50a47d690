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

TEST_F(SetValue, KeysOfTheQueueAndOfLossForEachSender)
{
    set("network.bandwidth", "10 Mbit/s");
    set("network.queue_discipline.client", "red");
    EXPECT_EQ(refused("network.red_min_th.client", "3000 octets").expected, "red_max_th = … octets");
    const std::vector<Assignment> both{{"network.red_min_th.client", "3000 octets", ""},
                                       {"network.red_max_th.client", "9 kB", ""}};
    ASSERT_TRUE(setValues(scenario, both).has_value());
    EXPECT_EQ(scenario.links[0].discipline, QueueDiscipline::Red);
    EXPECT_EQ(scenario.links[0].red.minTh, octetsLong(3'000));
    EXPECT_EQ(scenario.links[0].red.maxTh, octetsLong(9'000));
    EXPECT_EQ(scenario.links[1].discipline, QueueDiscipline::DropTail);
    set("network.ecn.server", "true");
    set("network.ecn_threshold.server", "65 segments");
    EXPECT_EQ(scenario.links[1].ecnThreshold, segmentsLong(65));
    set("network.loss_list.client", "[7, \"1..3\", 4]");
    EXPECT_EQ(scenario.links[0].lossList, (std::vector<NumberRange>{{1, 4}, {7, 7}}));
    set("network.loss_list", "5..");
    EXPECT_EQ(scenario.links[1].lossList, (std::vector<NumberRange>{{5, 1'000'000'000}}));
    set("network.loss_list", "[]");
    EXPECT_TRUE(scenario.links[0].lossList.empty());
    set("network.mtu.client", "1 KiB");
    EXPECT_EQ(scenario.links[0].mtu, 1024u);
    set("network.jitter_reorders", "false");
    EXPECT_FALSE(scenario.links[1].jitterReorders);
}

/// What goes together is looked at when all have been set: in any order.
TEST_F(SetValue, SeveralAtOnceMayComeInAnyOrder)
{
    const std::vector<Assignment> chain{
        {"network.loss_in_bad", "80 %", "a"},  {"network.good_to_bad", "1 %", "b"},
        {"network.codel_target", "1 ms", "c"}, {"network.loss_model", "gilbert-elliott", "d"},
        {"network.bad_to_good", "10 %", "e"},  {"network.queue_discipline", "codel", "f"},
        {"network.bandwidth", "1 Mbit/s", "g"}};
    ASSERT_TRUE(setValues(scenario, chain).has_value());
    for (const LinkSettings& link : scenario.links) {
        EXPECT_EQ(link.gilbertElliott, (GilbertElliott{{10'000'000}, {100'000'000}, {}, {800'000'000}}));
        EXPECT_EQ(link.codel.target, milliseconds(1));
    }
}

TEST_F(SetValue, SeveralAtOnceAreSetTogetherOrNotAtAll)
{
    const Scenario before = scenario;
    const std::vector<Assignment> wrong{{"network.delay", "1 ms", "a"},
                                        {"network.queue_discipline", "codel", "b"}};
    const Input<void> done = setValues(scenario, wrong);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().file, "b");
    EXPECT_EQ(done.error().problem, Problem::Conflict);
    EXPECT_EQ(scenario, before);
}

/// To compare disciplines, one may be changed without striking out the numbers of the other.
TEST_F(SetValue, AnotherChoiceLeavesTheNumbersOfTheFormerOneAlone)
{
    Scenario s = readScenario("[network]\nbandwidth = \"1 Mbit/s\"\nqueue_discipline = \"codel\"\n"
                              "codel_target = \"1 ms\"\n[client]\n",
                              "x")
                     .value();
    EXPECT_TRUE(setValue(s, "network.queue_discipline", "red").has_value());
    EXPECT_TRUE(setValue(s, "network.queue_discipline", "drop-tail").has_value());
    EXPECT_EQ(s.links[0].codel.target, milliseconds(1));
    // It can be saved, too.
    EXPECT_TRUE(readScenario(writeScenario(s), "x").has_value());
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
