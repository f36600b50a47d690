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
    Urgent,
    UserDrop,
    UserDelay,
    UserDuplicate,
    UserCorrupt,
    UserCall,
    UserCrash,
    UserBoot,
    UserInject,
    PlayedSends,
    UserIcmp,
    ScriptCall,
    ScriptSend,
    UserNotApplied,
    EndIdle,
    EndUntil,
    EndProbes,
    EndLimit,
};
inline constexpr std::size_t recordSayCount = static_cast<std::size_t>(RecordSay::EndLimit) + 1;
RecordSay sayOf(const Trace& trace, const Effect& what);
const Sentence& sentenceFor(RecordSay say);
/// What the sentence of record n may name: {H}, "Client", and {h}, "the client"; {seg}, {timer} …
Facts factsOf(const Trace& trace, std::uint32_t n, Language language, bool relative);
/// The record inside a sentence, without its stop: "the client starts its retransmission timer, due at 1.200 s", "the SYN
/// seq=1000 len=0 from the client is lost".
std::string recordClause(const Trace& trace, std::uint32_t n, Language language);
/// True for a host that a script or a real kernel plays: it has no TCP here.
inline bool isPlayed(const Trace& trace, Side host) { return trace.scenario().hosts[indexOf(host)].scripted; }
/// Why a segment was ignored, in words for people: "outside the window"; of a full queue, which one it is.
const Sentence& whyIgnored(const Effect& ignored);
std::string ignoredText(const Effect& ignored, Language language);
/// "slow start".
const Sentence& sentenceFor(CongestionPhase phase);
/// "retransmission timer".
const Sentence& sentenceFor(Timer timer);
/// The same; "2·MSL timer", or "TIME-WAIT timer" where that lasts another time.
const Sentence& sentenceFor(const Scenario& scenario, Side host, Timer timer);

/// The last record of this connection's congestion window before record n; 0: there is none.
std::uint32_t congestionBefore(const Trace& trace, Side host, ConnectionId conn, std::uint32_t n);
/// Whether a record of the congestion window is about text: not what the loss of a FIN alone makes of it, since
/// nothing will follow that.
bool isAboutText(const Trace& trace, std::uint32_t n);

} // namespace tcplab
