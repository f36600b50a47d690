/// One end of a connection after RFC 9293 §3.10. The three kinds of event are three kinds of entry:
/// user calls (§3.10.1–6), SEGMENT ARRIVES (§3.10.7), time-outs (§3.10.8). It asks for nothing: time,
/// knobs and numbers are handed in, what it does is written to the outbox. Reading order of this folder:
/// user_calls.cpp, segment_arrives.cpp, handshake_steps.cpp, synchronized_steps.cpp, timeouts.cpp,
/// transmit.cpp, acknowledge.cpp; then what moves data well: options.cpp, scoreboard.cpp, loss_recovery.cpp,
/// congestion_moves.cpp and the algorithms in congestion/, rack.cpp, keep_alive.cpp.
#pragma once
#include "core/tcp/outbox.h"
#include "core/tcp/profile.h"
#include "core/tcp/tcb.h"

namespace tcplab {

/// What an endpoint is given with each event.
struct Surroundings {
    const Profile& profile;
    Duration timeWait; ///< how long TIME-WAIT lasts here: 2·MSL or the profile's own
    Instant now;
    Outbox& out;
};

/// What RECEIVE gives: octets moved to the user, the end of the stream, or neither yet.
struct Received {
    Fifo<TextRange> text;
    std::uint32_t octets = 0;
    bool endOfStream = false;
};

// §3.10.1–6: user calls. They return an error, or None.

/// Active OPEN: tcb has its ports and stream set and is CLOSED; sends SYN, enters SYN-SENT.
Errno openActive(Tcb& tcb, SeqNum iss, const Surroundings&);
/// How many octets SEND would take now: room in the send buffer; 0 when it must wait.
std::uint32_t sendRoom(const Tcb& tcb, const Profile& profile);
/// SEND: takes up to `octets`, at most sendRoom(). Sends what may be sent; the last octet queued is pushed.
/// Errors: NotConn (CLOSED, LISTEN), Pipe (after CLOSE), or the connection's own error.
Errno send(Tcb& tcb, std::uint32_t octets, const Surroundings&, bool urgent = false);
/// True when RECEIVE has something to say: octets, end of stream, or an error.
bool canReceive(const Tcb& tcb);
/// RECEIVE: at most `octets`; may send a window update.
Errno receive(Tcb& tcb, std::uint32_t octets, Received& result, const Surroundings&);
/// TCP_NODELAY: on or off; what Nagle held back leaves.
void setNoDelay(Tcb& tcb, bool on, const Surroundings&);
/// TCP_CORK: on or off; what was held back leaves.
void setCork(Tcb& tcb, bool on, const Surroundings&);
/// CLOSE: "I have no more to send". The receive direction stays open (shutdown(SHUT_WR)).
Errno close(Tcb& tcb, const Surroundings&);
/// close(2): CLOSE, and nobody will read any more. With unread data it may reset (SHLD-3).
Errno closeBoth(Tcb& tcb, const Surroundings&);
/// SO_SNDBUF, SO_RCVBUF of a connection: never below what has been taken, or promised (SHLD-14).
void resizeSendBuffer(Tcb& tcb, std::uint32_t octets);
void resizeReceiveBuffer(Tcb& tcb, std::uint32_t octets);
/// SO_KEEPALIVE: on or off for this connection (MUST-24).
void setKeepAlive(Tcb& tcb, bool on, const Surroundings&);
/// ABORT: RST to the peer where §3.10.5 says so, CLOSED at once.
Errno abort(Tcb& tcb, const Surroundings&);

// §3.10.7: SEGMENT ARRIVES.

/// §3.10.7.1, and §3.10.7.2 for an ACK: the reset that answers what belongs to no connection.
/// Writes the RST (or why there is none) to the outbox.
void arrivesAtNoConnection(const Segment& seg, const Surroundings&);
/// What §3.10.7.2 makes of a segment that reaches a listener.
enum class ListenVerdict : std::uint8_t { Ignored, Answered, OpenConnection };
/// §3.10.7.2 first, second and fourth; OpenConnection means: third, a SYN, call openFromListen.
ListenVerdict arrivesAtListen(const Segment& seg, const Surroundings&);
/// §3.10.7.2 third: tcb is in LISTEN, ports and stream set; sends SYN,ACK, enters SYN-RECEIVED.
void openFromListen(Tcb& tcb, const Segment& syn, SeqNum iss, const Surroundings&);
/// Takes back a passive open whose last ACK has come when there is no room for it: that ACK is answered as
/// LISTEN answers one, with <SEQ=SEG.ACK><CTL=RST>, and LISTEN is where the connection returns to.
void refuseHandshake(Tcb& tcb, const Segment& ack, const Surroundings&);
/// True when a SYN may reopen this TIME-WAIT connection (MAY-2): the host then makes a new TCB.
bool mayReopen(const Tcb& tcb, const Segment& seg, const Profile& profile);
/// §3.10.7.3 and §3.10.7.4. Afterwards tcb.state may be Closed (delete it) or, for a passive open that
/// was reset, Listen (forget it; the listener goes on).
void segmentArrives(Tcb& tcb, const Segment& seg, const Surroundings&);

// §3.10.8: time-outs.

/// The deadline of this timer has come. Afterwards tcb.state may be Closed.
void timerExpires(Tcb& tcb, Timer timer, const Surroundings&);

} // namespace tcplab
