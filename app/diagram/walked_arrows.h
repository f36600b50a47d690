/// Which arrows of the figure have been walked, by either host, since the window was opened: of every scenario
/// that was open, up to the furthest step that was looked at. Free of widgets.
#pragma once
#include "app/diagram/diagram_figure.h"

#include <algorithm>

namespace tcplab {

class WalkedArrows {
public:
    /// Another run is open: what of it has been seen so far counts from nothing; the arrows stay.
    void beginRun() { m_known = 0; }
    /// The run has another future from this step on.
    void forgetAfter(std::uint64_t step) { m_known = std::min(m_known, step); }
    /// The cursor stands at this step: all that lies before it has been gone.
    void see(const Trace& trace, const RunIndex& index, std::uint64_t step);
    const ArrowSet& arrows() const { return m_arrows; }
    /// Counts from nothing again; what lies before `step` of the run that is open has been seen.
    void clear(std::uint64_t step);

private:
    void take(const Trace& trace, Side side, const StateChange& change);

    ArrowSet m_arrows;
    std::uint64_t m_known = 0; ///< the step of the open run up to which everything has been taken in
};

} // namespace tcplab
