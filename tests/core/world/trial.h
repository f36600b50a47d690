/// One random scenario run to its end under watch.
#pragma once
#include "core/world/invariants.h"
#include "tests/core/world/random_scenario.h"

#include <bitset>
#include <cstdint>
#include <string>
#include <vector>

namespace tcplab {

struct TrialResult {
    std::vector<std::string> failures; ///< what must not be: "step 12: ends-agree (client, connection 1)"
    std::uint64_t steps = 0;
    bool idle = false;                ///< came to rest by itself
    bool complete = false;            ///< cooperative, without trouble: everything had to arrive, and did
    std::uint32_t errors = 0;         ///< calls that failed
    std::uint32_t oldDuplicates = 0;  ///< streams disturbed by an earlier incarnation, where TCP allows it
    std::bitset<clauseCount> clauses; ///< the rules that were followed
    std::uint64_t fingerprint = 0;    ///< of the world at the end
    std::vector<PlacedIntervention> hands; ///< put into the scenario they make the same run anywhere
};

TrialResult runTrial(std::uint64_t number);

} // namespace tcplab
