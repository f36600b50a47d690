/// The sentences of recordText().
#pragma once
#include "app/wording/sentence.h"

namespace tcplab {

enum class RecordSay : std::uint8_t {
    Call,
    Returned,
    Failed,
    State,
    Send,
    SendAgain,
    Deliver,
    DeliverMarked,
    DropFault,
    DropRule,
    DropHand,
    DropLoss,
    DropQueue,
    DropRed,
    DropCodel,
    DropChecksum,
    DropLifetime,
    Duplicate,
    Ignore,
    TimerStart,
    TimerRestart,
    TimerStop,
    TimerExpire,
    Cwnd,
    CwndNoThreshold,
    Rtt,
    UserDrop,
    UserDelay,
    UserDuplicate,
    UserCorrupt,
    UserCall,
    UserCrash,
    UserBoot,
    UserNotApplied,
    EndIdle,
    EndUntil,
    EndLimit,
};
inline constexpr std::size_t recordSayCount = static_cast<std::size_t>(RecordSay::EndLimit) + 1;
const Sentence& sentenceFor(RecordSay say);
/// "out of window" in words for people.
const Sentence& sentenceFor(IgnoreReason reason);
/// "slow start".
const Sentence& sentenceFor(CongestionPhase phase);
/// "the retransmission timer".
const Sentence& sentenceFor(Timer timer);

} // namespace tcplab
