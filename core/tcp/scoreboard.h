/// The retransmission queue's marks: what is SACKed, taken for lost, and in flight once more. They are kept
/// in step with their sums in Tcb::board.
#pragma once
#include "core/tcp/endpoint.h"

namespace tcplab {

/// What one ACK has brought to the other side for certain.
struct Delivered {
    std::uint32_t acked = 0;    ///< sequence numbers by which SND.UNA has moved
    std::uint32_t text = 0;     ///< of these, octets of text
    std::uint32_t sacked = 0;   ///< sequence numbers SACKed for the first time
    bool dsack = false;         ///< the first block told of a duplicate (RFC 2883)
    bool dsackOfRepeat = false; ///< of something that had been sent twice (RFC 3708 §2), not of the network's
    SackBlock duplicate{};      ///< that block
    bool originals = false;     ///< something sent once only, before the recovery's point
    bool reordered =
        false; ///< something sent once only, below what had been delivered (RFC 8985 §6.2 step 3)
    Instant firstSent = Instant::never(); ///< when the first of what SEG.ACK covers and was sent once left
    bool retransmissionAcked = false;     ///< something sent more than once is covered by SEG.ACK
    Instant lastSent{};                   ///< of all: the latest transmission, and what it carried
    SeqNum lastSentEnd{};
    bool lastSentAgain = false;
    bool any = false;
};

/// Octets taken to be in flight: RFC 6675's pipe, counting what is lost out and what was sent again in.
inline std::uint32_t pipe(const Tcb& tcb)
{
    return flightSize(tcb) - tcb.board.sacked - tcb.board.lost + tcb.board.resent;
}

/// Takes off the queue what SND.UNA has passed, and cuts what it has passed in part.
void removeAcknowledged(Tcb& tcb, Delivered& delivered);
/// Nothing is outstanding any more.
void clearQueue(Tcb& tcb);
/// Marks what the blocks of a SACK option cover (RFC 2018 §5, RFC 6675 §4 Update()).
void takeSack(Tcb& tcb, const Segment& seg, SeqNum unaBefore, Delivered& delivered);
/// RFC 6675 §4 IsLost(): marks what has three SACKed runs, or more than two segments' worth of SACKed
/// octets, above it.
void judgeBySack(Tcb& tcb);
void markLost(Tcb& tcb, std::size_t position);
/// What was sent again is lost once more (RFC 8985).
void loseAgain(Tcb& tcb, std::size_t position);
/// After a time-out: all that is not SACKed is lost, and nothing of it in flight. Behind the first segment
/// only what was sent before this instant (RFC 8985 §6.3).
void markAllLost(Tcb& tcb, Instant sentBefore = Instant::never());
/// Forgets what was SACKed (RFC 2018 §8).
void forgetSacks(Tcb& tcb);
/// Nothing is lost any more, and nothing in flight twice.
void forgetLosses(Tcb& tcb);
/// RFC 3708 §2: what is sent again is remembered until it is reported as a duplicate.
void rememberRepeat(Tcb& tcb, const SentSegment& sent);
/// It goes out once more: the sums, the count, the clock. The sending is the caller's.
void noteResent(Tcb& tcb, std::size_t position, Instant now);
/// Before it is sent again: cut where it holds more text than this, or joined with what follows it.
void repack(Tcb& tcb, std::size_t position, std::uint32_t limit);
/// The first that is lost and waits to be sent again; the queue's size when there is none.
std::size_t nextLost(Tcb& tcb);
/// The position of the first segment that ends behind this number; the queue's size when there is none.
std::size_t positionOf(const Tcb& tcb, SeqNum seq);

} // namespace tcplab
