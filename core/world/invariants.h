/// What must hold of every world, whatever the programs, the wire and the person do. Tests and explorers
/// ask after each step; nothing in the simulation itself does.
#pragma once
#include "core/world/world.h"

#include <array>
#include <cstdint>
#include <vector>

namespace tcplab {

enum class Invariant : std::uint8_t {
    // One end of a connection
    UnaNotBeyondNxt,     ///< SND.UNA ≤ SND.NXT
    SendNumbersAddUp,    ///< SND.NXT = ISS + SYN + octets sent + FIN
    ReceiveNumbersAddUp, ///< RCV.NXT = IRS + SYN + octets accepted + FIN
    QueueCoversFlight,   ///< the retransmission queue is SND.UNA … SND.NXT without a gap
    ScoreboardAddsUp,    ///< SACKed, lost and resent are what the queue's marks say
    SendBufferKept,      ///< no more unacknowledged and unsent octets than send_buffer
    WindowFitsBuffer,    ///< octets unread + RCV.WND ≤ receive_buffer, and 16 bits (MUST-1)
    HeldTextInOrder,     ///< held text lies beyond RCV.NXT, ordered, without overlap
    TimerInItsState,     ///< a timer runs only where the RFC has it run, and not in the past
    SomethingWillHappen, ///< whoever waits for the peer has a timer that sees to it
    // The stream as applications see it
    ReceivedInOrder, ///< what waits to be read continues what has been read
    ReadInOrder,     ///< what was read is one stream of the peer's, from its first octet, without a gap
    ReadWasSent,     ///< it is the stream of the connection's other end, and no longer than that
    // Both ends
    EndsAgree,       ///< SND.UNA ≤ the other's RCV.NXT ≤ SND.NXT
    SameIncarnation, ///< both ESTABLISHED: each has the other's ISN
    // A host
    OneConnectionAPair, ///< no two living connections have the same pair of ports
    QueuesRefer,        ///< listen queues hold connections that exist and came from there
    // The wire
    FlightsInOrder,     ///< by their ends, none of which has passed
    NothingOutlivesMsl, ///< nothing is in flight for longer than MSL
    QueueAddsUp,        ///< the transmitter's queue is in order, and its octets are counted right
};
inline constexpr std::size_t invariantCount = static_cast<std::size_t>(Invariant::QueueAddsUp) + 1;

/// "una-not-beyond-nxt": a stable word for tests and reports.
const char* nameOf(Invariant invariant);
/// True for those that TCP keeps only as long as no segment of an earlier incarnation is about: TIME-WAIT
/// of 2·MSL, quiet time after a crash, no connection cut short by a reset.
bool needsQuietPast(Invariant invariant);

struct Violation {
    Invariant what = Invariant::UnaNotBeyondNxt;
    Side host = Side::Client; ///< of the wire: the sender
    ConnectionId conn = 0;    ///< 0: concerns none
    friend bool operator==(const Violation&, const Violation&) = default;
};

/// All that does not hold; empty for every world that start(), process() and intervene() make.
std::vector<Violation> checkInvariants(const World& world);

} // namespace tcplab
