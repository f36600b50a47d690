#include "core/tcp/clause.h"

#include <array>

namespace tcplab {
namespace {

struct Row {
    Clause clause = Clause::None;
    const char* name = "";
    const char* citation = "";
};

constexpr std::array<Row, clauseCount> rows{{
    {Clause::None, "none", ""},
    {Clause::OpenActive, "open-active", "RFC 9293 §3.10.1"},
    {Clause::OpenPassive, "open-passive", "RFC 9293 §3.10.1"},
    {Clause::SendCall, "send-call", "RFC 9293 §3.10.2"},
    {Clause::ReceiveCall, "receive-call", "RFC 9293 §3.10.3"},
    {Clause::CloseInListen, "close-in-listen", "RFC 9293 §3.10.4"},
    {Clause::CloseInSynSent, "close-in-syn-sent", "RFC 9293 §3.10.4"},
    {Clause::CloseSendsFin, "close-sends-fin", "RFC 9293 §3.10.4"},
    {Clause::CloseQueuedBehindData, "close-queued-behind-data", "RFC 9293 §3.10.4"},
    {Clause::CloseInCloseWait, "close-in-close-wait", "RFC 9293 §3.10.4"},
    {Clause::CloseUnreadDataResets, "close-unread-data-resets", "RFC 9293 §3.6.1 (SHLD-3) · RFC 2525 §2.17"},
    {Clause::AbortSendsReset, "abort-sends-reset", "RFC 9293 §3.10.5"},
    {Clause::AbortSilent, "abort-silent", "RFC 9293 §3.10.5"},
    {Clause::ResetForNoConnection, "reset-for-no-connection", "RFC 9293 §3.10.7.1 · §3.5.2"},
    {Clause::ResetIgnoredInClosed, "reset-ignored-in-closed", "RFC 9293 §3.10.7.1"},
    {Clause::ListenIgnoresReset, "listen-ignores-reset", "RFC 9293 §3.10.7.2, first"},
    {Clause::ListenResetsAck, "listen-resets-ack", "RFC 9293 §3.10.7.2, second"},
    {Clause::ListenAnswersSyn, "listen-answers-syn", "RFC 9293 §3.10.7.2, third"},
    {Clause::ListenDropsOther, "listen-drops-other", "RFC 9293 §3.10.7.2, fourth"},
    {Clause::ListenQueueFull, "listen-queue-full", "RFC 4987"},
    {Clause::AcceptQueueFull, "accept-queue-full", ""},
    {Clause::AcceptQueueOverflowResets, "accept-queue-overflow-resets", ""},
    {Clause::SynSentBadAckResets, "syn-sent-bad-ack-resets", "RFC 9293 §3.10.7.3, first"},
    {Clause::SynSentBadAckDropped, "syn-sent-bad-ack-dropped", "RFC 9293 §3.10.7.3, first"},
    {Clause::SynSentRefused, "syn-sent-refused", "RFC 9293 §3.10.7.3, second"},
    {Clause::SynSentResetWithoutAck, "syn-sent-reset-without-ack", "RFC 9293 §3.10.7.3, second"},
    {Clause::SynSentEstablished, "syn-sent-established", "RFC 9293 §3.10.7.3, fourth"},
    {Clause::SynSentSimultaneousOpen, "syn-sent-simultaneous-open", "RFC 9293 §3.10.7.3, fourth"},
    {Clause::SynSentNothing, "syn-sent-nothing", "RFC 9293 §3.10.7.3, fifth"},
    {Clause::UnacceptableAcked, "unacceptable-acked", "RFC 9293 §3.10.7.4, first"},
    {Clause::UnacceptableResetDropped, "unacceptable-reset-dropped", "RFC 9293 §3.10.7.4, first"},
    {Clause::ZeroWindowOnlyControl, "zero-window-only-control", "RFC 9293 §3.10.7.4, first"},
    {Clause::ResetExact, "reset-exact", "RFC 9293 §3.10.7.4, second"},
    {Clause::ResetChallenged, "reset-challenged", "RFC 9293 §3.10.7.4, second · RFC 5961 §3.2"},
    {Clause::ResetReturnsToListen, "reset-returns-to-listen", "RFC 9293 §3.10.7.4, second"},
    {Clause::ResetRefusesOpen, "reset-refuses-open", "RFC 9293 §3.10.7.4, second"},
    {Clause::ResetEndsClosing, "reset-ends-closing", "RFC 9293 §3.10.7.4, second"},
    {Clause::SynChallenged, "syn-challenged", "RFC 9293 §3.10.7.4, fourth · RFC 5961 §4.2"},
    {Clause::SynReturnsToListen, "syn-returns-to-listen", "RFC 9293 §3.10.7.4, fourth"},
    {Clause::SynInWindowResets, "syn-in-window-resets", "RFC 9293 §3.10.7.4, fourth"},
    {Clause::SynAckRepeated, "syn-ack-repeated", "RFC 9293 §3.10.7.4, first"},
    {Clause::SynAckEstablishes, "syn-ack-establishes", "RFC 9293 §3.5, Figure 7"},
    {Clause::TimeWaitReopened, "time-wait-reopened", "RFC 9293 §3.6.1 (MAY-2)"},
    {Clause::NoAckDropped, "no-ack-dropped", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::AckOutsideRange, "ack-outside-range", "RFC 9293 §3.10.7.4, fifth · RFC 5961 §5.2"},
    {Clause::AnswerThrottled, "answer-throttled", "RFC 5961 §7"},
    {Clause::SynReceivedEstablished, "syn-received-established", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::SynReceivedBadAckResets, "syn-received-bad-ack-resets", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::AckAdvancesUna, "ack-advances-una", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::AckDuplicate, "ack-duplicate", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::AckOfUnsent, "ack-of-unsent", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::WindowUpdated, "window-updated", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::FinAcknowledged, "fin-acknowledged", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::ClosingToTimeWait, "closing-to-time-wait", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::LastAckDone, "last-ack-done", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::TimeWaitAcks, "time-wait-acks", "RFC 9293 §3.10.7.4, fifth"},
    {Clause::UrgentTold, "urgent-told", "RFC 9293 §3.10.7.4, sixth · §3.8.5 (MUST-32)"},
    {Clause::TextAccepted, "text-accepted", "RFC 9293 §3.10.7.4, seventh"},
    {Clause::TextQueuedOutOfOrder, "text-queued-out-of-order", "RFC 9293 §3.10.7.4, first (SHLD-31)"},
    {Clause::TextAfterCloseResets, "text-after-close-resets", "RFC 9293 §3.6.1 (SHLD-3)"},
    {Clause::TextIgnoredAfterFin, "text-ignored-after-fin", "RFC 9293 §3.10.7.4, seventh"},
    {Clause::TextBeyondWindow, "text-beyond-window", "RFC 9293 §3.10.7.4, first"},
    {Clause::DelayedAckEverySecond, "delayed-ack-every-second", "RFC 9293 §3.8.6.3 (SHLD-19)"},
    {Clause::DelayedAckStarted, "delayed-ack-started", "RFC 9293 §3.8.6.3 (SHLD-18)"},
    {Clause::AckedAtOnce, "acked-at-once", "RFC 9293 §3.8.6.3 · RFC 5681 §4.2"},
    {Clause::FinToCloseWait, "fin-to-close-wait", "RFC 9293 §3.10.7.4, eighth"},
    {Clause::FinToTimeWait, "fin-to-time-wait", "RFC 9293 §3.10.7.4, eighth"},
    {Clause::FinToClosing, "fin-to-closing", "RFC 9293 §3.10.7.4, eighth"},
    {Clause::FinRepeated, "fin-repeated", "RFC 9293 §3.10.7.4, eighth"},
    {Clause::UserTimeoutExpired, "user-timeout-expired", "RFC 9293 §3.10.8"},
    {Clause::RetransmissionTimeout, "retransmission-timeout", "RFC 9293 §3.10.8 · RFC 6298 §5.4–5.6"},
    {Clause::TooManyRetransmissions, "too-many-retransmissions", "RFC 9293 §3.8.3"},
    {Clause::RepairAfterTimeout, "repair-after-timeout", "RFC 6298 §5.4 · RFC 5681 §3.1"},
    {Clause::PersistOverride, "persist-override", "RFC 9293 §3.8.6.2.1 (4)"},
    {Clause::TimeWaitExpired, "time-wait-expired", "RFC 9293 §3.10.8"},
    {Clause::DelayedAckExpired, "delayed-ack-expired", "RFC 9293 §3.8.6.3 (MUST-40)"},
    {Clause::PersistProbe, "persist-probe", "RFC 9293 §3.8.6.1"},
    {Clause::FinWait2Expired, "fin-wait-2-expired", ""},
    {Clause::OldTimestampAcked, "old-timestamp-acked", "RFC 7323 §5.3, R1"},
    {Clause::NoTimestampDropped, "no-timestamp-dropped", "RFC 7323 §3.2"},
    {Clause::DuplicateReported, "duplicate-reported", "RFC 2883 §4"},
    {Clause::FastRetransmit, "fast-retransmit", "RFC 5681 §3.2"},
    {Clause::DuplicateAckInflates, "duplicate-ack-inflates", "RFC 5681 §3.2"},
    {Clause::PartialAck, "partial-ack", "RFC 6582 §3.2 · RFC 6675 §5"},
    {Clause::UnsureRepair, "unsure-repair", "RFC 6675 §4, NextSeg rule 3"},
    {Clause::RescueRetransmission, "rescue-retransmission", "RFC 6675 §4, NextSeg rule 4"},
    {Clause::RecoveryEnds, "recovery-ends", "RFC 5681 §3.1 · §3.2 · RFC 6582 §3.2"},
    {Clause::InitialWindow, "initial-window", "RFC 5681 §3.1 · RFC 6928 §2"},
    {Clause::SlowStartGrows, "slow-start-grows", "RFC 5681 §3.1"},
    {Clause::AvoidanceGrows, "avoidance-grows", "RFC 5681 §3.1 · RFC 9438 §4.2"},
    {Clause::TimeoutShrinksWindow, "timeout-shrinks-window", "RFC 5681 §3.1"},
    {Clause::RestartAfterIdle, "restart-after-idle", "RFC 5681 §4.1"},
    {Clause::SpuriousTimeout, "spurious-timeout", "RFC 5682 §3.1"},
    {Clause::RetransmissionSpurious, "retransmission-spurious", "RFC 3522 §3.2 · RFC 3708 §2"},
    {Clause::ReorderingTimeout, "reordering-timeout", "RFC 8985 §6.2"},
    {Clause::TailLossProbe, "tail-loss-probe", "RFC 8985 §7.3"},
    {Clause::TailLossRepaired, "tail-loss-repaired", "RFC 8985 §7.4"},
    {Clause::EcnReduces, "ecn-reduces", "RFC 3168 §6.1.2"},
    {Clause::ReachedR1, "reached-r1", "RFC 9293 §3.8.3 (MUST-20)"},
    {Clause::KeepAliveProbe, "keep-alive-probe", "RFC 9293 §3.8.4"},
    {Clause::KeepAliveTimeout, "keep-alive-timeout", "RFC 9293 §3.8.4 (MUST-29)"},
    {Clause::TimeWaitIgnoresReset, "time-wait-ignores-reset", "RFC 1337 §3"},
    {Clause::UrgentSent, "urgent-sent", "RFC 9293 §3.8.5 · §3.10.2"},
    {Clause::NewDataSent, "new-data-sent", "RFC 9293 §3.10.2"},
    {Clause::WindowUpdateSent, "window-update-sent", "RFC 9293 §3.8.6.2.2"},
    {Clause::RttSample, "rtt-sample", "RFC 6298 §2"},
    {Clause::WireLoss, "wire-loss", "RFC 9293 §3.8"},
    {Clause::WireFault, "wire-fault", "RFC 9293 §3.8"},
    {Clause::WireQueueFull, "wire-queue-full", "RFC 9293 §3.8"},
    {Clause::WireRed, "wire-red", "RFC 7567 §4.2"},
    {Clause::WireCodel, "wire-codel", "RFC 8289 §4"},
    {Clause::WireLifetime, "wire-lifetime", "RFC 9293 §3.4.1"},
    {Clause::WireChecksum, "wire-checksum", "RFC 9293 §3.1"},
    {Clause::WireDuplicate, "wire-duplicate", "RFC 9293 §3.8"},
    {Clause::HostCrashed, "host-crashed", "RFC 9293 §3.5.1"},
    {Clause::HostBooted, "host-booted", "RFC 9293 §3.4.2"},
    {Clause::QuietTime, "quiet-time", "RFC 9293 §3.4.3"},
    {Clause::PortInTimeWait, "port-in-time-wait", "RFC 9293 §3.6.1"},
    {Clause::MadeByHand, "made-by-hand", ""},
    {Clause::IcmpAborts, "icmp-aborts", "RFC 9293 §3.9.2.2"},
    {Clause::TwoWayHandshake, "two-way-handshake", "RFC 9293 §3.5"},
    {Clause::ResetInWindow, "reset-in-window", "RFC 9293 §3.10.7.4, second · RFC 5961 §3.2"},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].clause != static_cast<Clause>(i))
            return false;
    return true;
}
static_assert(isInOrder(), "one row a clause, in the order of the enumeration");

} // namespace

const char* citation(Clause clause) { return rows[static_cast<std::size_t>(clause)].citation; }

const char* nameOf(Clause clause) { return rows[static_cast<std::size_t>(clause)].name; }

} // namespace tcplab
