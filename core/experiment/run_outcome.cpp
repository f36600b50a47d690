#include "core/experiment/run_outcome.h"

namespace tcplab {

RunOutcome outcomeOf(const Run& run)
{
    const Trace& trace = run.trace();
    OutcomeWatch watch;
    for (const Side side : {Side::Client, Side::Server}) {
        const auto& connections = trace.connections[indexOf(side)];
        for (std::size_t i = 0; i < connections.size(); ++i)
            watch.noteOpened(side, static_cast<ConnectionId>(i + 1), connections[i].name);
    }
    for (const Record& record : trace.records) {
        const Effect& what = record.what;
        if (what.kind == EffectKind::End)
            continue;
        const bool again =
            what.kind == EffectKind::Send && trace.segment(what.segment).packet.retransmission != 0;
        watch.noteEffect(record.t, what, again);
    }
    return watch.finish(run.latest(), trace.endReason);
}

} // namespace tcplab
