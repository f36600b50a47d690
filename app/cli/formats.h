/// The formats in which a run is shown. Each writes to an Output, and stops early where that fails.
#pragma once
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/run/run.h"

namespace tcplab {

/// What a format is given beside the run.
struct Showing {
    const Setting& setting;
    Output& out;
    std::uint64_t limit = 0; ///< records (summary: steps) after which a run is cut off
    int columns = 80;
    bool colour = false;
    bool relative = false;           ///< sequence numbers count from the ISNs
    bool absolute = false;           ///< they do not, even where the ISNs are drawn
    std::optional<Side> interface{}; ///< pcapng: this host's alone; nothing: both
    bool ipv6 = false;               ///< pcapng
};

/// Each plays the run and says how it ended; a run that was cut off ended with `limit`.
EndReason showLadder(Run& run, const Showing& showing);
EndReason showTable(Run& run, const Showing& showing);
EndReason showSteps(Run& run, const Showing& showing);
EndReason showJsonLines(Run& run, const Showing& showing);
EndReason showPcapng(Run& run, const Showing& showing);
/// Plays the scenario itself: a summary keeps no trace.
EndReason showSummary(const std::shared_ptr<const Scenario>& scenario, const Showing& showing);

/// Plays a run step by step, `forStep` after each; stops when that says so. The limit is on records.
template <class ForStep> EndReason play(Run& run, std::uint64_t limit, ForStep forStep)
{
    const auto most = static_cast<std::uint32_t>(std::min<std::uint64_t>(limit, 0xffff'fff0));
    while (!run.ended()) {
        if (run.trace().recordCount() >= most)
            run.extendToEnd(most);
        else
            run.extend(1);
        if (!forStep())
            break;
    }
    return run.trace().endReason;
}

} // namespace tcplab
