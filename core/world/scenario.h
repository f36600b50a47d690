/// A scenario is where a run starts: two hosts, their programs, the wire, the faults, the seed.
#pragma once
#include "core/host/host.h"
#include "core/network/fault.h"
#include "core/network/link.h"
#include "core/world/intervention.h"

#include <array>
#include <string>
#include <vector>

namespace tcplab {

/// A text in both languages.
struct Bilingual {
    std::string en;
    std::string zh;
    friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

struct Scenario {
    std::string name; ///< the file's, without folder and ".toml"
    Bilingual title;
    Bilingual summary;
    Bilingual notes;    ///< what to look at, and where a figure and the text disagree; may be empty
    std::string lesson; ///< "opening" "closing" "time-wait" "reset" "data" "figures" or the user's own
    std::string rfc;    ///< the section it shows: "RFC 9293 §3.5"
    std::uint64_t seed = 1;
    Instant until = Instant::never();    ///< the run ends here; never: at rest (and see probesEnd)
    std::array<LinkSettings, 2> links{}; ///< by sender
    std::array<HostSettings, 2> hosts{};
    std::vector<FaultRule> faults;
    std::vector<PlacedIntervention> interventions; ///< what a person did, with its places
    std::string source;                            ///< the file's text

    friend bool operator==(const Scenario&, const Scenario&) = default;
};

} // namespace tcplab
