#include "core/network/codel.h"

#include <bit>

namespace tcplab {
namespace {

/// ⌊√n⌋ by Newton's iteration, which from above never steps past it.
std::uint64_t integerSquareRoot(std::uint64_t n)
{
    if (n < 2)
        return n;
    std::uint64_t root = std::uint64_t{1} << ((std::bit_width(n) + 1) / 2);
    for (;;) {
        const std::uint64_t better = (root + n / root) / 2;
        if (better >= root)
            return root;
        root = better;
    }
}

/// RFC 8289 §5, the second half of dodequeue(): has the queue stood too high for too long?
bool mayDrop(CodelState& state, const CodelSettings& settings, std::uint32_t mtu, const HeadOfQueue& head)
{
    if (head.sojourn < settings.target || head.octetsBehind <= mtu) {
        state.firstAboveTime = {};
        return false;
    }
    if (state.firstAboveTime == Instant{}) {
        state.firstAboveTime = head.now + settings.interval;
        return false;
    }
    return head.now >= state.firstAboveTime;
}

/// RFC 8289 §5, dequeue() entering the drop state: a rate that was right a short time ago is a good one to begin with.
void beginDropping(CodelState& state, const CodelSettings& settings, Instant now)
{
    state.dropping = true;
    const std::uint32_t delta = state.count - state.lastCount;
    state.count = 1;
    if (delta > 1 && now - state.dropNext < settings.interval * 16)
        state.count = delta;
    state.dropNext = controlLaw(now, settings.interval, state.count);
    state.lastCount = state.count;
}

/// In the drop state, and the segment is one of those that may be dropped: is it time for the next drop?
QueueVerdict dropIfDue(CodelState& state, const CodelSettings& settings, const HeadOfQueue& head)
{
    if (head.now < state.dropNext) {
        state.call = CodelState::Call::Fresh;
        return QueueVerdict::Pass;
    }
    ++state.count;
    if (head.canBeMarked) { // it goes on, so that the transmitter need not ask again
        state.dropNext = controlLaw(state.dropNext, settings.interval, state.count);
        state.call = CodelState::Call::Fresh;
        return QueueVerdict::Mark;
    }
    state.call = CodelState::Call::AfterDrop;
    return QueueVerdict::Drop;
}

} // namespace

Instant controlLaw(Instant t, Duration interval, std::uint32_t count)
{
    // An interval is short enough for its square (scenario_file_network.cpp): interval/√count = √(interval²/count).
    const auto ns = static_cast<std::uint64_t>(interval.ns);
    return t + nanoseconds(static_cast<std::int64_t>(integerSquareRoot(ns * ns / count)));
}

QueueVerdict codelVerdict(CodelState& state, const CodelSettings& settings, std::uint32_t mtu,
                          const HeadOfQueue& head)
{
    const bool ok = mayDrop(state, settings, mtu, head);
    switch (state.call) {
    case CodelState::Call::AfterFirstDrop:
        beginDropping(state, settings, head.now);
        state.call = CodelState::Call::Fresh;
        return QueueVerdict::Pass;
    case CodelState::Call::AfterDrop:
        if (ok)
            state.dropNext = controlLaw(state.dropNext, settings.interval, state.count);
        break;
    case CodelState::Call::Fresh: break;
    }
    if (state.dropping) {
        if (ok)
            return dropIfDue(state, settings, head);
        state.dropping = false;
        state.call = CodelState::Call::Fresh;
        return QueueVerdict::Pass;
    }
    if (!ok)
        return QueueVerdict::Pass;
    if (head.canBeMarked) {
        beginDropping(state, settings, head.now);
        return QueueVerdict::Mark;
    }
    state.call = CodelState::Call::AfterFirstDrop;
    return QueueVerdict::Drop;
}

void codelFoundNothing(CodelState& state, const CodelSettings& settings, Instant now)
{
    state.firstAboveTime = {};
    if (state.call == CodelState::Call::AfterFirstDrop)
        beginDropping(state, settings, now);
    else
        state.dropping = false;
    state.call = CodelState::Call::Fresh;
}

} // namespace tcplab
