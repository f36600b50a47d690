/// What came of a run, for tables: how each connection ended, what each application saw, how long it took. Gathered
/// while the run is played; nothing else of it is kept.
#pragma once
#include "core/trace/trace.h"
#include "core/world/world.h"

#include <array>
#include <vector>

namespace tcplab {

/// What the end of a connection was.
enum class Ending : std::uint8_t {
    Open,
    Closed,
    BackToListen,
    Reset,
    Refused,
    TimedOut,
    Aborted,
    Crashed,
    TimeWaitCutShort, ///< closed in good order, but a RST has ended TIME-WAIT (RFC 1337)
};
inline constexpr std::size_t endingCount = 9;
/// "open", "closed", "back-to-listen", "reset" …: stable words.
const char* nameOf(Ending ending);
/// Of a connection that has come to CLOSED, or back to LISTEN, by this change of state.
Ending endingOf(const Effect& state);

struct ConnectionEnd {
    ConnectionId id = 0;
    ConnectionState state = ConnectionState::Closed;
    Ending ending = Ending::Open;
    friend bool operator==(const ConnectionEnd&, const ConnectionEnd&) = default;
};

/// A call that ended with an error, or has not ended.
struct CallEnd {
    Call call = Call::Socket;
    Errno error = Errno::None;
    friend bool operator==(const CallEnd&, const CallEnd&) = default;
};

struct HostOutcome {
    std::vector<ConnectionEnd> connections; ///< in the order in which they were opened; listeners are none
    std::uint64_t read = 0;                 ///< octets that applications have taken
    std::uint32_t endsOfStream = 0;         ///< how often one of them was told that no more will come
    std::vector<CallEnd> failed;            ///< in their order
    std::vector<CallEnd> waiting;           ///< not returned at the end, in the order in which they were made
    std::uint32_t sent = 0;                 ///< segments
    std::uint32_t retransmissions = 0;      ///< of these

    /// The same for its applications: they see neither states nor segments.
    bool looksLike(const HostOutcome& other) const
    {
        return read == other.read && endsOfStream == other.endsOfStream && failed == other.failed &&
               waiting == other.waiting;
    }
    friend bool operator==(const HostOutcome&, const HostOutcome&) = default;
};

struct RunOutcome {
    std::array<HostOutcome, 2> hosts{};
    Instant callsDone{}; ///< when the last call returned: what a user waits for
    Instant rest{};      ///< when the last thing happened: TIME-WAIT counts
    EndReason end = EndReason::Idle;
    friend bool operator==(const RunOutcome&, const RunOutcome&) = default;
};

class OutcomeWatch {
public:
    /// A step has been made; effects must have been kept.
    void note(const World& after, const StepLog& log);
    // The same for whoever reads a trace:
    void noteOpened(Side host, ConnectionId id, const ConnectionName& name);
    void noteEffect(Instant now, const Effect& what, bool retransmission);
    RunOutcome finish(const World& world, EndReason end);

private:
    struct Pending {
        Side host = Side::Client;
        std::uint32_t process = 0;
        Call call = Call::Socket;
    };
    void noteCrash(const Effect& what);

    RunOutcome m_outcome;
    std::vector<Pending> m_pending;
};

} // namespace tcplab
