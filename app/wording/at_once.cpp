#include "app/wording/at_once.h"

#include "core/trace/trace.h"

namespace tcplab {

bool expiresAtOnce(const Trace& trace, const Record& record)
{
    return record.what.kind == EffectKind::Timer && record.what.action == TimerAction::Expire &&
           record.what.timer == Timer::DelayedAck && record.cause != 0 &&
           trace.record(record.cause).t == record.t;
}

} // namespace tcplab
