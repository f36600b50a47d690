#include "app/sweep/plan.h"
#include "tests/support/transfer_text.h"

#include <gmock/gmock.h>
#include <set>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> valuesIn(const std::string& text)
{
    const Input<SweepAxis> axis = readAxis(text);
    EXPECT_TRUE(axis) << text << ": " << axis.error().subject << " / " << axis.error().expected;
    return axis ? axis->values : std::vector<std::string>{};
}

TEST(Axis, IsAListOfValues)
{
    EXPECT_EQ(readAxis("client.congestion_control=reno,cubic")->key, "client.congestion_control");
    EXPECT_THAT(valuesIn("client.congestion_control=reno, cubic"), ElementsAre("reno", "cubic"));
    EXPECT_THAT(valuesIn("network.loss_list=[3,7],[1]"), ElementsAre("[3,7]", "[1]"));
    EXPECT_THAT(valuesIn("network.loss={client=\"1 %\",server=0},0"),
                ElementsAre("{client=\"1 %\",server=0}", "0"));
    EXPECT_THAT(valuesIn("client.address=fd00::1,fd00::2"), ElementsAre("fd00::1", "fd00::2"));
    EXPECT_THAT(valuesIn("client.mss=536"), ElementsAre("536"));
}

TEST(Axis, IsARangeWithBothEnds)
{
    EXPECT_THAT(valuesIn("network.loss=0:20%:5%"), ElementsAre("0 %", "5 %", "10 %", "15 %", "20 %"));
    EXPECT_THAT(valuesIn("network.loss=0:0.3:0.1"), ElementsAre("0", "0.1", "0.2", "0.3"));
    EXPECT_THAT(valuesIn("network.delay=10 ms:45ms:10"), ElementsAre("10 ms", "20 ms", "30 ms", "40 ms"));
    EXPECT_THAT(valuesIn("network.delay=500 ms:1 s:250 ms"), ElementsAre("500 ms", "750 ms", "1 s"));
    EXPECT_THAT(valuesIn("client.mss=500:1500:500"), ElementsAre("500", "1000", "1500"));
    EXPECT_THAT(valuesIn("client.mss=536,1000:1400:200"), ElementsAre("536", "1000", "1200", "1400"));
    EXPECT_THAT(valuesIn("network.loss=2%:2%:1%"), ElementsAre("2 %"));
    EXPECT_EQ(valuesIn("network.loss=0:20%:1%").size(), 21u);
}

TEST(Axis, ThatIsWrongIsOneError)
{
    const std::vector<std::pair<const char*, Problem>> wrong{
        {"", Problem::WrongType},
        {"network.loss", Problem::WrongType},
        {"=1,2", Problem::WrongType},
        {"network.loss=", Problem::WrongType},
        {"network.loss=1%,,2%", Problem::WrongType},
        {"network.loss=0:20%", Problem::WrongType},
        {"network.loss=0:20%:1%:3", Problem::WrongType},
        {"network.loss=0:x:1%", Problem::WrongType},
        {"network.loss=-1%:2%:1%", Problem::WrongType},
        {"network.loss=0:20%:0", Problem::OutOfRange},
        {"network.loss=0:20%:0%", Problem::OutOfRange},
        {"network.loss=20%:0%:1%", Problem::OutOfRange},
        {"network.loss=0:20%:1ms", Problem::BadUnit},
        {"network.loss=0:100%:0.000001%", Problem::TooLarge},
        {"client.mss=0:999999999999999:0.00000000000001", Problem::TooLarge},
        {"network.loss=1%,1%", Problem::Conflict},
        {"network.seed=1,2", Problem::Conflict},
    };
    for (const auto& [text, problem] : wrong) {
        const Input<SweepAxis> axis = readAxis(text);
        ASSERT_FALSE(axis) << text;
        EXPECT_EQ(axis.error().problem, problem) << text;
        EXPECT_THAT(axis.error().file, HasSubstr("--vary"));
        EXPECT_NE(axis.error().expected, "") << text;
    }
}

Scenario transfer() { return *readScenario(transferText(1, 10'000, "delay = \"10 ms\"\n"), "transfer.toml"); }

TEST(Variants, AreAllCombinationsTheFirstAxisSlowest)
{
    SweepPlan plan;
    plan.axes = {{"network.loss", {"0 %", "10 %"}}, {"client.mss", {"536", "1000", "1460"}}};
    EXPECT_EQ(plan.variants(), 6u);
    EXPECT_THAT(plan.valuesOf(4), ElementsAre("10 %", "1000"));
    const auto variants = variantsOf(transfer(), plan);
    ASSERT_TRUE(variants);
    ASSERT_EQ(variants->size(), 6u);
    EXPECT_EQ((*variants)[4].links[0].loss.ppb, 100'000'000u);
    EXPECT_EQ((*variants)[4].links[1].loss.ppb, 100'000'000u);
    EXPECT_EQ((*variants)[4].hosts[0].profile.mss, 1000u);
    EXPECT_EQ((*variants)[2].links[0].loss.ppb, 0u);
}

TEST(Variants, TellWhichValueIsWrong)
{
    const auto errorOf = [](const SweepAxis& axis) {
        SweepPlan plan;
        plan.axes = {{"client.mss", {"536"}}, axis};
        const auto variants = variantsOf(transfer(), plan);
        EXPECT_FALSE(variants);
        return variants ? InputError{} : variants.error();
    };
    EXPECT_EQ(errorOf({"network.lost", {"1 %"}}).problem, Problem::UnknownKey);
    EXPECT_EQ(errorOf({"network.lost", {"1 %"}}).file, "--vary network.lost");
    EXPECT_EQ(errorOf({"network.loss", {"1 %", "101 %"}}).problem, Problem::OutOfRange);
    EXPECT_EQ(errorOf({"client.mss", {"600"}}).problem, Problem::Conflict);
    EXPECT_EQ(errorOf({"server.mss", std::vector<std::string>(mostVariants + 1, "536")}).problem,
              Problem::TooLarge);
}

TEST(Seeds, AreOfTheRunAloneAndAllDifferent)
{
    std::set<std::uint64_t> seeds;
    for (std::uint64_t k = 0; k < 10'000; ++k)
        seeds.insert(seedOfRun(1, k));
    EXPECT_EQ(seeds.size(), 10'000u);
    EXPECT_LT(*seeds.rbegin(), std::uint64_t{1} << 53);
    EXPECT_EQ(seedOfRun(1, 7), seedOfRun(1, 7));
    EXPECT_NE(seedOfRun(1, 7), seedOfRun(2, 7));
}

TEST(Identity, ChangesWithWhateverDecidesAResult)
{
    const Scenario scenario = transfer();
    SweepPlan plan;
    plan.axes = {{"network.loss", {"0 %", "10 %"}}};
    std::set<std::uint64_t> seen{identityOf(scenario, {}, plan)};
    EXPECT_EQ(identityOf(transfer(), {}, plan), *seen.begin());
    const auto expectNew = [&](std::uint64_t identity) { EXPECT_TRUE(seen.insert(identity).second); };
    expectNew(identityOf(scenario, {"client.mss=536"}, plan));
    SweepPlan other = plan;
    other.runs = 1001;
    expectNew(identityOf(scenario, {}, other));
    other = plan;
    other.seed = 2;
    expectNew(identityOf(scenario, {}, other));
    other = plan;
    other.axes[0].values[1] = "11 %";
    expectNew(identityOf(scenario, {}, other));
    other = plan;
    other.stepLimit = 5;
    expectNew(identityOf(scenario, {}, other));
    Scenario shorter = scenario;
    shorter.until = Instant{} + seconds(3);
    expectNew(identityOf(shorter, {}, plan));
    expectNew(
        identityOf(*readScenario(transferText(1, 10'001, "delay = \"10 ms\"\n"), "transfer.toml"), {}, plan));
}

} // namespace
} // namespace tcplab
