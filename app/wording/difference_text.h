/// Where two runs part, and what each came to, in words: for the comparison in the window and on the command line. The runs
/// are called A and B in both languages.
#pragma once
#include "app/wording/wording.h"
#include "core/experiment/foreign_octets.h"
#include "core/experiment/outcome.h"
#include "core/experiment/run_difference.h"

#include <vector>

namespace tcplab {

/// "At 75 ms the SYN, ACK from the server is lost in B; in A it arrives at 100 ms."
std::string differenceText(const Trace& a, const Trace& b, const RunDifference& difference,
                           Language language);
/// The first difference; where it is none that one sees on the wire, the first of these as well. That there is none.
std::string differencesText(const Trace& a, const Trace& b, const RunDifferences& differences,
                            Language language);

/// What a run came to, and which of the octets that its programs read were none of their connection's.
struct ComparedOutcome {
    RunOutcome whole{};
    std::array<ForeignOctets, 2> foreign{}; ///< by host
};
ComparedOutcome comparedOutcomeOf(const Run& run);

/// A line of a table of what two runs came to.
struct OutcomeRow {
    std::string what;  ///< "Client ends"
    std::string brief; ///< the same where there is little room: "Client"
    std::array<std::string, 2> values{};
    bool detail = false; ///< of interest where it differs
    bool differs() const { return values[0] != values[1]; }
};
std::vector<OutcomeRow> outcomeRows(const ComparedOutcome& a, const ComparedOutcome& b, Language language);

} // namespace tcplab
