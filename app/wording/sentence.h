/// Sentences in both languages side by side, with places to be filled in: "{Th} acknowledges with ack={rack}".
/// A place has the same name in both languages. Those that most sentences use:
///
///   {H} {h} {Th}   who acts: "Client", "the client", "The client"; in Chinese all three are 客户端
///   {P} {p} {Tp}   the other end
///   {seg} {nums}   the segment that arrives, is lost or is sent again: "FIN, ACK" and "seq=5301 ack=1102"
///   {seq} {ack} {end} {text}   its numbers, the first number after it, "100 octets"
///   {reply} {replynums} {rseq} {rack} {sent}   what is sent in answer; `sent` counts all text that goes out
///   {from} {to} {state} {peerstate}   RFC state names
///   {port} {wait} {next}   our port; the time that has passed; the time that begins
///   {stay}   how long TIME-WAIT lasts: "2·MSL (1 min)"
///   {expected} {age}   the number expected next; how long ago the segment was sent
#pragma once
#include "app/wording/wording.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tcplab {

struct Sentence {
    const char* en = "";
    const char* zh = "";
};
inline const char* textOf(const Sentence& sentence, Language language)
{
    return language == Language::Chinese ? sentence.zh : sentence.en;
}

/// What the places stand for. The last value given for a name counts.
class Facts {
public:
    void set(std::string_view name, std::string value);
    void set(std::string_view name, std::int64_t value) { set(name, std::to_string(value)); }
    /// The value, or nothing.
    const std::string* find(std::string_view name) const;

private:
    std::vector<std::pair<std::string_view, std::string>> m_values;
};

/// The sentence with its places filled in; a place without a fact stays as it is, for everybody to see.
std::string fill(const Sentence& sentence, Language language, const Facts& facts);
/// Two sentences in a row: with a space between in English.
void append(std::string& text, const std::string& sentence, Language language);
/// "100 octets", "1 octet"; "100 字节".
std::string octetsText(std::uint64_t octets, Language language);

/// What a rule made happen, as the headline and the body of an explanation; where a clause has none, its
/// headline is "".
struct ClauseSentences {
    Clause clause = Clause::None;
    Sentence headline{};
    Sentence body{};
};
const ClauseSentences& sentencesFor(Clause clause);

/// All other sentences of explanations.
enum class Say : std::uint16_t {
    BeginningNoSummary,
    BeginningHint,
    ProgramGoesOn,
    // Segments arrive
    TextArrives,
    TextArrivesBody,
    TextTakenBody,
    TextAckedNow,
    TextAckedQuick,
    TextAckedSecond,
    TextAckedSecondSmall,
    TextFillsGap,
    TextAckDelayed,
    FinAckFirstProgram,
    AckArrives,
    AckArrivesBody,
    AckNothingNew,
    AckNothingNewBody,
    AckWithZeroWindow,
    WindowOpens,
    WindowOpensBody,
    WindowScaled,
    WindowGrows,
    WindowGrowsBody,
    WindowStillZero,
    WindowStillZeroBody,
    FinFollows,
    TextToo,
    TextTooTaken,
    TextInFinWait,
    FinAckedToo,
    AckOwed,
    AckOwedFin,
    MoreSent,
    RttTaken,
    RttAtMinimum,
    RttAtVarianceMinimum,
    RttWithSlop,
    RttAtMinimumWithSlop,
    UrgentTold,
    SomethingArrives,
    ArrivesMarked,
    OldDuplicateAcked,
    OldDuplicateAckedBody,
    OldDuplicateIsNew,
    KeepAliveProbeArrives,
    KeepAliveProbeArrivesBody,
    WindowProbeArrives,
    WindowProbeArrivesBody,
    OldFinAcked,
    OldFinAckedBody,
    OldSynAcked,
    OldSynAckedBody,
    LateSynAcked,
    LateSynAckedBody,
    OldSynAckAcked,
    OldSynAckAckedBody,
    SynAckCrosses,
    SynAckCrossesBody,
    OldText,
    OldSyn,
    OldSegment,
    ConnectionEnded,
    ResetFlushes,
    ResetKeepsArrived,
    HandshakeWaitsForRoom,
    CallerWaitsForRoom,
    ResetTakesAck,
    ResetAcknowledges,
    BadAckOfOtherSyn,
    BadAckOfOldConnection,
    BareAckInSynSent,
    NoTimeWait,
    NoTimeWaitBody,
    ShortTimeWaitBody,
    LinuxTimeWait,
    FreeBsdTimeWait,
    Copied,
    DroppedToo,
    SeveralDroppedToo,
    RedDroppedToo,
    SeveralRedDroppedToo,
    HostDown,
    HostDownBody,
    // Losses as the sender learns of them
    DuplicateAckHeadline,
    DuplicateAckBody,
    LaterDuplicateBody,
    SackTells,
    WindowMovesToo,
    SackReports,
    LimitedTransmit,
    LimitedTransmitSack,
    FastRetransmitHeadline,
    FastRetransmitBody,
    FastRetransmitSackBody,
    NextHoleHeadline,
    NextHoleBody,
    LostAgainHeadline,
    LostAgainBody,
    PartialAckHeadline,
    PartialAckBody,
    RescueHeadline,
    RescueBody,
    UnsureRepairBody,
    CwndBegins,
    CwndSlowStart,
    CwndAvoidance,
    CwndReachesThreshold,
    CwndHalvedAndThree,
    CwndHalved,
    CwndComesDown,
    CwndBelowThreshold,
    CwndTahoe,
    CwndInflates,
    CwndDeflates,
    CwndRecoveryEnds,
    CwndTimeout,
    CwndTimeoutAgain,
    CwndRestart,
    CwndTailRepaired,
    CwndEcn,
    CwndGivenBack,
    DuplicateReported,
    TwiceHeadline,
    TwiceSentTwice,
    TwiceSentOnce,
    // Time-outs
    RetransmitHeadline,
    RetransmitOriginalLost,
    RetransmitAckLost,
    RetransmitIgnored,
    RetransmitAnswerIgnored,
    RetransmitNothingLost,
    RetransmitHeldUp,
    RetransmitBackOff,
    RetransmitAtMaximum,
    RetransmitLastTry,
    RetransmitLinear,
    RetransmitPeerInTimeWait,
    GivenUpHeadline,
    GivenUpBody,
    GivenUpAfterClose,
    GivenUpToListen,
    TimeWaitCutShort,
    TimeWaitCutShortBody,
    AckByItself,
    AckByItselfBody,
    DelayedAckOfSeveral,
    TimerExpires,
    ReorderingOver,
    ReorderingOverBody,
    NotSentAgain,
    NotSentAgainBody,
    // Losses
    LostByChance,
    LostByFault,
    LostByHand,
    LostInQueue,
    LostByRed,
    LostByCodel,
    LostByChecksum,
    LostByLifetime,
    LostByChanceBody,
    LostByFaultBody,
    LostByHandBody,
    LostInQueueBody,
    LostByRedBody,
    LostByCodelBody,
    LostByChecksumBody,
    LostByLifetimeBody,
    LostNeedsAck,
    LostIsAck,
    LostOpensWindow,
    LostIsReset,
    LostMadeUp,
    LostHasCopy,
    // Calls
    CallListen,
    CallListenBody,
    CallConnect,
    CallConnectBody,
    CallBind,
    CallBindBody,
    SetLingerZero,
    SetLinger,
    SetLingerOff,
    SetReuseAddress,
    SetNoDelay,
    SetNoDelayOff,
    SetKeepAlive,
    SetKeepAliveOff,
    SetSendBuffer,
    SetReceiveBuffer,
    CallAcceptWaits,
    CallAcceptWaitsBody,
    CallAcceptReturns,
    CallAcceptReturnsBody,
    ConnectReturns,
    ConnectReturnsBody,
    CallSend,
    CallSendSentBody,
    CallSendSentInOneBody,
    CallSendWaitingBody,
    SendWaitsForWindow,
    SendWaitsForNagle,
    CallSendBlocks,
    CallSendBlocksBody,
    SendInCloseWait,
    SendReturns,
    SendReturnsBody,
    CallRecvWaits,
    CallRecvWaitsBody,
    CallRecvWaitsOctets,
    CallRecvWaitsEnd,
    CallRecvWaitsEndBody,
    RecvReturns,
    RecvReturnsBody,
    RecvTookBody,
    RecvEnd,
    RecvEndBody,
    CallClose,
    CallCloseBody,
    CallCloseOfClosedBody,
    CallCloseAfterFinBody,
    ShutdownSendsFin,
    ShutdownSendsFinBody,
    CallCloseWaits,
    CallCloseWaitsBody,
    CallReturnsAtOnce,
    CallReturnsAtOnceBody,
    CallWaits,
    CallReturns,
    LingerOver,
    LingerTimeUp,
    LingerBroken,
    CallReturnsBody,
    CallFails,
    PipeAfterReset,
    PipeAfterClose,
    PipeAfterGivingUp,
    PipeAfterIcmp,
    PortHeldByTimeWait,
    ListenBinds,
    ConnectAborted,
    // The person
    UserDrop,
    UserDelay,
    UserDuplicate,
    UserCorrupt,
    UserCall,
    UserCrash,
    UserBoot,
    UserInject,
    PlayedSends, ///< of a host without a TCP of its own: a script or a real kernel plays it
    PlayedArrives,
    PlayedBody,
    UserIcmp,
    UserDropBody,
    UserDelayBody,
    UserDuplicateBody,
    UserCorruptBody,
    UserNotApplied,
    UserNotAppliedBody,
    UserNotAppliedCrash,
    UserNotAppliedBoot,
    UserNotAppliedCall,
    // A packetdrill script
    ScriptSends,
    ScriptSendsBody,
    ScriptReceives,
    ScriptReceivesBody,
    ScriptCalls,
};
inline constexpr std::size_t sayCount = static_cast<std::size_t>(Say::ScriptCalls) + 1;
const Sentence& sentenceFor(Say say);
/// Why a call fails with this error.
const Sentence& sentenceFor(Errno error);

} // namespace tcplab
