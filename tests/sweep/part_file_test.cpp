#include "app/sweep/part_file.h"
#include "app/sweep/table.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

SweepPart somePart()
{
    SweepPart part;
    part.plan.scenario = "a, \"b\"";
    part.plan.axes = {{"network.loss_list", {"[1,2]", "\"3\""}}, {"client.mss", {"536", "1460"}}};
    part.plan.seed = 18'446'744'073'709'551'615u;
    part.plan.runs = 12;
    part.plan.identity = 0x0123456789abcdef;
    part.shard = {2, 3};
    part.results.resize(4);
    for (std::uint64_t i = 0; i < 14; ++i) {
        RunMeasures run;
        run.outcome = i % 5 == 0 ? FinalOutcome::TimedOut : FinalOutcome::Complete;
        run.completion = nanoseconds(static_cast<std::int64_t>(i * 1'234'567));
        run.retransmissions = i;
        part.results[i % 4].add(run);
    }
    part.done = 14;
    return part;
}

TEST(PartFile, ReadsBackWhatItWrites)
{
    const SweepPart part = somePart();
    const std::string text = writePart(part);
    const auto back = readPart(text);
    ASSERT_TRUE(back) << "line " << back.error();
    EXPECT_EQ(back->plan, part.plan);
    EXPECT_EQ(back->shard, part.shard);
    EXPECT_EQ(back->done, part.done);
    EXPECT_EQ(writePart(*back), text);
    EXPECT_EQ(sweepTable(back->plan, back->results), sweepTable(part.plan, part.results));
}

TEST(PartFile, RefusesEveryBrokenCopy)
{
    const std::string text = writePart(somePart());
    for (std::size_t length = 0; length < text.size(); ++length)
        EXPECT_FALSE(readPart(text.substr(0, length))) << length;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] = changed[i] == '1' ? '2' : '1';
        EXPECT_FALSE(readPart(changed)) << i;
    }
    EXPECT_FALSE(readPart(text + "\n"));
    EXPECT_FALSE(readPart(text + text));
}

TEST(SweepPart, PartsAreAllUnitsEachOnce)
{
    SweepPart part;
    part.plan.axes = {{"client.mss", {"536", "700", "1460"}}};
    for (const std::uint64_t runs : {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{1000}, mostRuns})
        for (const std::uint64_t of : {1u, 2u, 8u, 100u}) {
            part.plan.runs = runs;
            std::uint64_t next = 0;
            for (std::uint64_t number = 1; number <= of; ++number) {
                part.shard = {number, of};
                EXPECT_EQ(part.firstUnit(), next);
                next = part.endUnit();
            }
            EXPECT_EQ(next, part.plan.units());
        }
}

TEST(Shard, IsReadOrRefused)
{
    EXPECT_EQ(*readShard("3/8"), (Shard{3, 8}));
    EXPECT_EQ(fileNameOf({3, 8}), "part-3-of-8.csv");
    for (const char* wrong :
         {"", "3", "/", "3/", "/8", "0/8", "9/8", "a/b", "3/8/9", "-1/8", "3 /8", "1/100001"})
        EXPECT_FALSE(readShard(wrong)) << wrong;
}

} // namespace
} // namespace tcplab
