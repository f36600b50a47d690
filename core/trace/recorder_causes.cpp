// The recorder's second question: which record brought this one about?
#include "core/trace/recorder.h"

namespace tcplab {
/// What other things in a step come from.
bool Recorder::isRoot(const Effect& what)
{
    switch (what.kind) {
    case EffectKind::Deliver:
    case EffectKind::Call:
    case EffectKind::User: return true;
    case EffectKind::Timer: return what.action == TimerAction::Expire;
    default: return false;
    }
}

/// The number of the record that brought this effect about, found before it is appended.
std::uint32_t Recorder::causeOf(const Effect& what) const
{
    switch (what.kind) {
    case EffectKind::Deliver: return m_trace->segment(what.segment).sentRecord;
    case EffectKind::Drop: {
        // By a hand laid on it, or simply because it was sent.
        const std::uint32_t touched = touchBehind(what.segment, static_cast<DropReason>(what.dropWhy));
        return touched != 0 ? touched : m_trace->segment(what.segment).sentRecord;
    }
    case EffectKind::Duplicate: {
        const std::uint32_t within = m_root;
        const bool byHand = within != 0 && m_trace->record(within).what.kind == EffectKind::User;
        return byHand ? within : m_trace->segment(what.segment).sentRecord;
    }
    case EffectKind::Timer: {
        if (what.action != TimerAction::Expire)
            break;
        const SeenTimers* seen = findSeen({what.host, what.conn});
        return seen ? seen->setBy[static_cast<std::size_t>(what.timer)] : 0;
    }
    case EffectKind::Call: {
        const std::uint32_t within = m_root;
        if (within != 0)
            return within; // the window's button
        const auto& processes = m_processes[indexOf(what.host)];
        return what.process < processes.size() ? processes[what.process].returned : 0;
    }
    case EffectKind::User:
    case EffectKind::End: return 0;
    default: break;
    }
    const std::uint32_t within = m_root;
    return within != 0 ? within : madePossibleBy(what);
}

/// For what a program does on being woken: the latest thing that happened to this connection; without one,
/// the call that had been waiting.
std::uint32_t Recorder::madePossibleBy(const Effect& what) const
{
    const auto& processes = m_processes[indexOf(what.host)];
    const std::uint32_t call = what.process < processes.size() ? processes[what.process].call : 0;
    for (std::uint32_t n = m_firstOfStep; n-- > call + 1;) {
        const Effect& earlier = m_trace->record(n).what;
        if (earlier.host != what.host || earlier.conn != what.conn || what.conn == 0)
            continue;
        if (earlier.kind == EffectKind::State || isRoot(earlier))
            return n;
    }
    return call;
}

} // namespace tcplab
