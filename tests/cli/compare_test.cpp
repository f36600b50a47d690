// tcplab-cli compare
#include "tests/cli/json.h"
#include "tests/cli/run_cli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(CompareCommand, NamesWhereTwoScenariosPart)
{
    const Outcome outcome = call(
        {"compare", "three-way-handshake", "three-way-handshake", "--set", "network.loss_list.server=1"});
    ASSERT_EQ(outcome.code, 0) << outcome.error;
    EXPECT_THAT(outcome.out,
                HasSubstr("the SYN, ACK from the server is lost in B; in A it arrives at\n0.100"));
    EXPECT_THAT(outcome.out, HasSubstr("Sent again"));
}

TEST(CompareCommand, ComparesAScenarioWithItselfOtherwiseSet)
{
    const Outcome same = call({"compare", "slow-start"});
    ASSERT_EQ(same.code, 0);
    EXPECT_THAT(same.out, HasSubstr("A and B are the same run"));
    const Outcome other =
        call({"compare", "slow-start", "--set", "client.congestion_control=tahoe", "--lang", "zh"});
    ASSERT_EQ(other.code, 0) << other.error;
    EXPECT_THAT(other.out, HasSubstr("拥塞窗口"));
    EXPECT_THAT(other.out, HasSubstr("在链路上："));
}

TEST(CompareCommand, IsReadByPrograms)
{
    const Outcome outcome =
        call({"compare", "three-way-handshake", "--set", "client.profile=linux", "--format", "json"});
    ASSERT_EQ(outcome.code, 0) << outcome.error;
    const auto json = readJson(outcome.out);
    ASSERT_TRUE(json) << outcome.out;
    EXPECT_EQ((*json)["format"].text, "tcplab-compare");
    EXPECT_EQ((*json)["same"].text, "false");
    EXPECT_EQ((*json)["first"]["at_ns"].number(), 0);
    EXPECT_EQ((*json)["first"]["kind"].text, "otherwise");
}

TEST(CompareCommand, TellsProgramsOfOctetsOfAnotherConnection)
{
    const Outcome outcome = call(
        {"compare", "old-duplicate-with-time-wait", "old-duplicate-without-time-wait", "--format", "json"});
    ASSERT_EQ(outcome.code, 0) << outcome.error;
    const auto json = readJson(outcome.out);
    ASSERT_TRUE(json) << outcome.out;
    EXPECT_EQ((*json)["outcome_a"]["server"]["read_of_another_connection"].number(), 0);
    EXPECT_EQ((*json)["outcome_b"]["server"]["read_of_another_connection"].number(), 100);
    EXPECT_EQ((*json)["outcome_b"]["server"]["read_made_by_hand"].number(), 0);
    EXPECT_EQ((*json)["outcome_b"]["client"]["read_of_another_connection"].number(), 0);
}

TEST(CompareCommand, SaysWhatIsWrongInOneLine)
{
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"compare"},
          {"compare", "no-such-scenario"},
          {"compare", "slow-start", "no-such"},
          {"compare", "slow-start", "--set", "client.profile=windows"},
          {"compare", "slow-start", "-f", "xml"}}) {
        const Outcome outcome = call(arguments);
        EXPECT_EQ(outcome.code, 2);
        EXPECT_THAT(outcome.out, IsEmpty());
        EXPECT_EQ(linesOf(outcome.error).size(), 1u) << outcome.error;
    }
}

} // namespace
} // namespace tcplab
