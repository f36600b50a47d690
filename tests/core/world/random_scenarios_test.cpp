#include "tests/core/world/trial.h"

#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

/// A number from the environment, for longer runs than the suite's: TCPLAB_TRIALS=100000 (how many),
/// TCPLAB_FIRST_TRIAL=1 (from where; with TCPLAB_TRIALS=1 a failure is seen again).
std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name); // NOLINT(concurrency-mt-unsafe)
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(RandomScenarios, EndKeepTheInvariantsAndDeliverInOrderOrReportAnError)
{
    const std::uint64_t first = fromEnvironment("TCPLAB_FIRST_TRIAL", 1);
    const std::uint64_t trials = fromEnvironment("TCPLAB_TRIALS", 400);
    std::uint64_t steps = 0;
    std::uint64_t idle = 0;
    std::uint64_t complete = 0;
    std::uint64_t withErrors = 0;
    std::uint64_t withOldDuplicates = 0;
    std::bitset<clauseCount> clauses;
    for (std::uint64_t number = first; number < first + trials; ++number) {
        const TrialResult result = runTrial(number);
        steps += result.steps;
        idle += result.idle ? 1 : 0;
        complete += result.complete ? 1 : 0;
        withErrors += result.errors != 0 ? 1 : 0;
        withOldDuplicates += result.oldDuplicates != 0 ? 1 : 0;
        clauses |= result.clauses;
        for (const std::string& failure : result.failures)
            ADD_FAILURE() << "trial " << number << ", " << failure;
    }
    std::printf("%llu trials, %llu steps; %llu came to rest, %llu delivered everything, %llu had errors, "
                "%llu met old duplicates that TCP does not fend off; %zu rules followed\n",
                static_cast<unsigned long long>(trials), static_cast<unsigned long long>(steps),
                static_cast<unsigned long long>(idle), static_cast<unsigned long long>(complete),
                static_cast<unsigned long long>(withErrors),
                static_cast<unsigned long long>(withOldDuplicates), clauses.count());
    // The trials are worth something only if they reach all this.
    if (trials >= 200) {
        EXPECT_GT(complete, trials / 20);
        EXPECT_GT(withErrors, trials / 20);
        EXPECT_GT(idle, trials / 4);
        EXPECT_GT(clauses.count(), clauseCount * 2 / 3);
    }
}

TEST(RandomScenarios, AreTheSameWhenDoneAgain)
{
    for (std::uint64_t number = 1; number <= 30; ++number) {
        const TrialResult once = runTrial(number);
        const TrialResult again = runTrial(number);
        EXPECT_EQ(once.steps, again.steps) << number;
        EXPECT_EQ(once.fingerprint, again.fingerprint) << number;
    }
}

} // namespace
} // namespace tcplab
