// tcplab-cli explore: what it says, what it writes, how it ends.
#include "tests/cli/run_cli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Explore, SaysHowMuchItHasSeenAndThatNothingIsBroken)
{
    const Outcome outcome = call({"explore", "connection-refused", "--losses", "1"});
    EXPECT_EQ(outcome.code, 0) << outcome.error;
    EXPECT_THAT(outcome.out, HasSubstr("All runs with up to 1 loss: "));
    EXPECT_THAT(outcome.out, HasSubstr("No promise"));
    EXPECT_THAT(outcome.error, HasSubstr("MiB for states")); // time is no part of the result
    EXPECT_EQ(outcome.out, call({"explore", "connection-refused", "--losses", "1"}).out);
}

TEST(Explore, ShowsTheShortestRunThatBreaksAPromiseAndSavesIt)
{
    const TemporaryFolder folder;
    const std::string file = folder.path("example.toml");
    const Outcome outcome = call({"explore", "why-two-msl", "--losses", "0", "--delays", "1", "--set",
                                  "server.time_wait=0 s", "-o", file});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.out, HasSubstr("a promise is broken with 1 fault"));
    EXPECT_THAT(outcome.out, HasSubstr("old incarnation"));
    EXPECT_THAT(outcome.out, HasSubstr("You delay PSH, ACK 100 B from the client"));
    const std::string text = textOfFile(file);
    EXPECT_THAT(text, HasSubstr("[[user]]"));
    EXPECT_THAT(text, HasSubstr("time_wait = \"0 s\"")); // what --set said is in it
    const Outcome ladder = call({"run", file});
    EXPECT_EQ(ladder.code, 0) << ladder.error;
    EXPECT_THAT(ladder.error, IsEmpty()); // every intervention acted
    EXPECT_THAT(ladder.out, HasSubstr("You delay PSH, ACK seq=1001"));
}

TEST(Explore, WritesNothingWhereNothingIsBroken)
{
    const TemporaryFolder folder;
    EXPECT_EQ(call({"explore", "connection-refused", "-o", folder.path("none.toml")}).code, 0);
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(Explore, SpeaksChinese)
{
    const Outcome outcome =
        call({"explore", "three-way-handshake", "--lang", "zh", "--set", "client.retransmission=false"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.out, HasSubstr("至多 1 次丢失"));
    EXPECT_THAT(outcome.out, HasSubstr("客户端违反了"));
    EXPECT_EQ(outcome.out.find('{'), std::string::npos);
}

TEST(Explore, EndsWithAClearWordWhenTheMemoryIsFull)
{
    const Outcome outcome = call({"explore", "half-close", "--losses", "2", "--duplicates", "1", "--delays",
                                  "1", "--memory", "1 MiB"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.out, HasSubstr("memory for states is full"));
    EXPECT_THAT(outcome.out, HasSubstr("--memory"));
}

TEST(Explore, WhatIsWrongIsSaidOnce)
{
    const auto error = [](const std::vector<std::string>& arguments) {
        const Outcome outcome = call(arguments);
        EXPECT_EQ(outcome.code, 2);
        EXPECT_THAT(outcome.out, IsEmpty());
        EXPECT_EQ(linesOf(outcome.error).size(), 1u) << outcome.error;
        return outcome.error;
    };
    EXPECT_THAT(error({"explore"}), HasSubstr("SCENARIO"));
    EXPECT_THAT(error({"explore", "fin-lost", "--losses", "many"}), HasSubstr("--losses"));
    EXPECT_THAT(error({"explore", "fin-lost", "--losses", "9", "--duplicates", "9"}), HasSubstr("64"));
    EXPECT_THAT(error({"explore", "fin-lost", "--memory", "7"}), HasSubstr("--memory"));
    EXPECT_THAT(error({"explore", "fin-lots"}), HasSubstr("fin-lost"));
}

} // namespace
} // namespace tcplab
