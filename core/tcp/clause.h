/// A citation as a value: the rule that a piece of code follows. The learner's "why", the test's
/// coverage mark and the reader's grep are all this one enumerator.
#pragma once
#include <cstddef>
#include <cstdint>

namespace tcplab {

enum class Clause : std::uint8_t {
    None,
    // §3.10.1 OPEN … §3.10.6 STATUS
    OpenActive,
    OpenPassive,
    SendCall,
    ReceiveCall,
    CloseInListen,
    CloseInSynSent,
    CloseSendsFin,
    CloseQueuedBehindData,
    CloseInCloseWait,
    CloseUnreadDataResets,
    AbortSendsReset,
    AbortSilent,
    // §3.10.7.1 CLOSED
    ResetForNoConnection,
    ResetIgnoredInClosed,
    // §3.10.7.2 LISTEN
    ListenIgnoresReset,
    ListenResetsAck,
    ListenAnswersSyn,
    ListenDropsOther,
    ListenQueueFull,
    AcceptQueueFull,
    AcceptQueueOverflowResets,
    // §3.10.7.3 SYN-SENT
    SynSentBadAckResets,
    SynSentBadAckDropped,
    SynSentRefused,
    SynSentResetWithoutAck,
    SynSentEstablished,
    SynSentSimultaneousOpen,
    SynSentNothing,
    // §3.10.7.4 first: sequence number
    UnacceptableAcked,
    UnacceptableResetDropped,
    ZeroWindowOnlyControl,
    // second: RST
    ResetExact,
    ResetChallenged,
    ResetReturnsToListen,
    ResetRefusesOpen,
    ResetEndsClosing,
    // fourth: SYN
    SynChallenged,
    SynReturnsToListen,
    SynInWindowResets,
    SynAckRepeated,
    SynAckEstablishes,
    TimeWaitReopened,
    // fifth: ACK
    NoAckDropped,
    AckOutsideRange,
    AnswerThrottled,
    SynReceivedEstablished,
    SynReceivedBadAckResets,
    AckAdvancesUna,
    AckDuplicate,
    AckOfUnsent,
    WindowUpdated,
    FinAcknowledged,
    ClosingToTimeWait,
    LastAckDone,
    TimeWaitAcks,
    // sixth: URG
    UrgentTold,
    // seventh: text
    TextAccepted,
    TextQueuedOutOfOrder,
    TextAfterCloseResets,
    TextIgnoredAfterFin,
    TextBeyondWindow,
    DelayedAckEverySecond,
    DelayedAckStarted,
    AckedAtOnce,
    // eighth: FIN
    FinToCloseWait,
    FinToTimeWait,
    FinToClosing,
    FinRepeated,
    // §3.10.8 time-outs
    UserTimeoutExpired,
    RetransmissionTimeout,
    TooManyRetransmissions,
    RepairAfterTimeout,
    PersistOverride,
    TimeWaitExpired,
    DelayedAckExpired,
    PersistProbe,
    FinWait2Expired,
    // Options and timestamps
    OldTimestampAcked,
    NoTimestampDropped,
    DuplicateReported,
    // Loss recovery and congestion control
    FastRetransmit,
    DuplicateAckInflates,
    PartialAck,
    UnsureRepair,
    RescueRetransmission,
    RecoveryEnds,
    InitialWindow,
    SlowStartGrows,
    AvoidanceGrows,
    TimeoutShrinksWindow,
    RestartAfterIdle,
    SpuriousTimeout,
    RetransmissionSpurious,
    ReorderingTimeout,
    TailLossProbe,
    TailLossRepaired,
    EcnReduces,
    ReachedR1,
    // Keep-alive
    KeepAliveProbe,
    KeepAliveTimeout,
    // TIME-WAIT, safety
    TimeWaitIgnoresReset,
    // Data transfer
    UrgentSent,
    NewDataSent,
    WindowUpdateSent,
    RttSample,
    // The network and the hosts
    WireLoss,
    WireFault,
    WireQueueFull,
    WireRed,
    WireCodel,
    WireLifetime,
    WireChecksum,
    WireDuplicate,
    HostCrashed,
    HostBooted,
    QuietTime,
    PortInTimeWait,
    MadeByHand,
    IcmpAborts,
    // Rules that a host has been told to do without
    TwoWayHandshake,
    ResetInWindow,
};
inline constexpr std::size_t clauseCount = static_cast<std::size_t>(Clause::ResetInWindow) + 1;

/// Where the rule is written: "RFC 9293 §3.10.7.4, first"; "" for None.
const char* citation(Clause clause);
/// A stable word for it ("unacceptable-acked"), for traces, tests and look-ups.
const char* nameOf(Clause clause);

} // namespace tcplab
