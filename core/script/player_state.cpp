#include "core/script/assertion.h"
#include "core/script/command.h"
#include "core/script/player.h"

#include <algorithm>
#include <array>

namespace tcplab::script {
namespace {

struct StateWord {
    std::string_view word; ///< of sockstat and netstat
    ConnectionState state;
    std::string_view linux_; ///< behind "TCP_"
    std::int64_t linuxNumber;
    std::string_view freeBsd; ///< behind "TCPS_"
    std::int64_t freeBsdNumber;
};
constexpr std::array stateWords{
    StateWord{"CLOSED", ConnectionState::Closed, "CLOSE", 7, "CLOSED", 0},
    StateWord{"LISTEN", ConnectionState::Listen, "LISTEN", 10, "LISTEN", 1},
    StateWord{"SYN_SENT", ConnectionState::SynSent, "SYN_SENT", 2, "SYN_SENT", 2},
    StateWord{"SYN_RCVD", ConnectionState::SynReceived, "SYN_RECV", 3, "SYN_RECEIVED", 3},
    StateWord{"ESTABLISHED", ConnectionState::Established, "ESTABLISHED", 1, "ESTABLISHED", 4},
    StateWord{"CLOSE_WAIT", ConnectionState::CloseWait, "CLOSE_WAIT", 8, "CLOSE_WAIT", 5},
    StateWord{"FIN_WAIT_1", ConnectionState::FinWait1, "FIN_WAIT1", 4, "FIN_WAIT_1", 6},
    StateWord{"CLOSING", ConnectionState::Closing, "CLOSING", 11, "CLOSING", 7},
    StateWord{"LAST_ACK", ConnectionState::LastAck, "LAST_ACK", 9, "LAST_ACK", 8},
    StateWord{"FIN_WAIT_2", ConnectionState::FinWait2, "FIN_WAIT2", 5, "FIN_WAIT_2", 9},
    StateWord{"TIME_WAIT", ConnectionState::TimeWait, "TIME_WAIT", 6, "TIME_WAIT", 10},
};

struct Constant {
    std::string_view name;
    std::int64_t value;
};
constexpr Constant constants[] = {
    {"TCP_CA_Open", 0},        {"TCP_CA_Disorder", 1},    {"TCP_CA_CWR", 2},
    {"TCP_CA_Recovery", 3},    {"TCP_CA_Loss", 4},        {"TCPI_OPT_TIMESTAMPS", 1},
    {"TCPI_OPT_SACK", 2},      {"TCPI_OPT_WSCALE", 4},    {"TCPI_OPT_ECN", 8},
    {"TCPI_OPT_ECN_SEEN", 16}, {"TCPI_OPT_SYN_DATA", 32}, {"TCP_INFINITE_SSTHRESH", 0x7fffffff}};

std::int64_t congestionState(const Tcb& tcb)
{
    if (tcb.recovery.phase == RecoveryPhase::Loss)
        return 4;
    if (tcb.recovery.phase == RecoveryPhase::Fast)
        return 3;
    if (tcb.ecn.reduced && tcb.snd.una <= tcb.ecn.reducedUntil)
        return 2;
    return tcb.recovery.dupAcks != 0 || tcb.board.sacked != 0 ? 1 : 0;
}

template <class Condition> std::int64_t countOf(const Tcb& tcb, Condition holds)
{
    std::int64_t count = 0;
    for (const SentSegment& sent : tcb.retransmissionQueue)
        count += holds(sent) ? 1 : 0;
    return count;
}

std::int64_t optionBits(const Tcb& tcb)
{
    return (tcb.agreed.timestamps ? 1 : 0) | (tcb.agreed.sack ? 2 : 0) | (tcb.agreed.windowScale ? 4 : 0) |
           (tcb.agreed.ecn ? 8 : 0);
}

std::int64_t microsecondsOf(Duration duration) { return duration.ns / 1'000; }

/// "snd_cwnd" of "tcpi_snd_cwnd".
std::optional<std::int64_t> fieldOf(const Tcb& tcb, const Profile& profile, std::string_view field,
                                    bool freeBsd)
{
    const std::int64_t mss = std::max<std::int64_t>(1, tcb.sendMss);
    const std::int64_t unit = freeBsd ? 1 : mss; // FreeBSD counts its windows in octets
    if (field == "snd_cwnd")
        return tcb.window.cwnd / unit;
    if (field == "snd_ssthresh")
        return tcb.window.ssthresh == noThreshold ? (freeBsd ? 1'073'725'440 : std::int64_t{noThreshold})
                                                  : tcb.window.ssthresh / unit;
    if (field == "snd_mss")
        return mss;
    if (field == "advmss")
        return tcb.maxSegment != 0 ? std::min<std::int64_t>(tcb.maxSegment, profile.mss) : profile.mss;
    if (field == "options")
        return optionBits(tcb);
    if (field == "snd_wscale")
        return tcb.agreed.sendShift;
    if (field == "rcv_wscale")
        return tcb.agreed.receiveShift;
    if (field == "rto")
        return microsecondsOf(tcb.rtt.rto);
    if (field == "rtt")
        return microsecondsOf(tcb.rtt.srtt);
    if (field == "rttvar")
        return microsecondsOf(tcb.rtt.rttvar);
    if (field == "min_rtt")
        return microsecondsOf(tcb.rack.minRtt);
    if (field == "backoff" || field == "retransmits")
        return tcb.rtt.backoffs;
    if (field == "probes")
        return tcb.probesUnanswered;
    if (field == "ca_state")
        return congestionState(tcb);
    if (field == "unacked")
        return countOf(tcb, [](const SentSegment&) { return true; });
    if (field == "sacked")
        return countOf(tcb, [](const SentSegment& sent) { return sent.sacked; });
    if (field == "lost")
        return countOf(tcb, [](const SentSegment& sent) { return sent.lost && !sent.sacked; });
    if (field == "retrans")
        return countOf(tcb, [](const SentSegment& sent) { return sent.resent && !sent.sacked; });
    if (field == "notsent_bytes")
        return static_cast<std::int64_t>(unsent(tcb));
    if (field == "bytes_acked")
        return static_cast<std::int64_t>(distance(tcb.snd.iss, tcb.snd.una)) -
               (tcb.snd.una == tcb.snd.iss ? 0 : 1);
    if (field == "bytes_received")
        return static_cast<std::int64_t>(tcb.accepted);
    if (field == "snd_nxt" || field == "snd_una")
        return (field == "snd_nxt" ? tcb.snd.nxt : tcb.snd.una).value();
    if (field == "rcv_nxt")
        return tcb.rcv.nxt.value();
    if (field == "snd_wnd")
        return tcb.snd.wnd;
    if (field == "rcv_space" || field == "rcv_wnd")
        return tcb.rcv.wnd;
    if (field == "reordering")
        return 3;
    return std::nullopt;
}

} // namespace

bool Player::playCommand(const Event& event, const CommandEvent& command)
{
    Profile unused = profile(); // knobs were set before the beginning
    const Understood understood = understand(command.command, unused);
    for (const StateQuery& query : understood.queries) {
        const std::int64_t count = countIn(query.state);
        const bool holds = query.none ? count == 0 : query.count ? count == *query.count : count > 0;
        if (!holds)
            return fail(Difference::States, event.line,
                        query.state + (query.none    ? " × 0"
                                       : query.count ? " × " + std::to_string(*query.count)
                                                     : ""),
                        query.state + " × " + std::to_string(count));
    }
    if (!understood.dropsConnections)
        return true;
    for (auto& [number, fd] : m_descriptors) {
        const Connection* connection = connectionOf(fd);
        if (connection != nullptr && connection->tcb.state != ConnectionState::Closed)
            static_cast<void>(run({.call = Call::Abort, .socket = fd.name}));
    }
    return true;
}

bool Player::playCode(const Event& event, const CodeEvent& code)
{
    const Asserted asserted = evaluate(code.code, [this](std::string_view name) { return lookUp(name); });
    const int line = event.line + asserted.line;
    switch (asserted.kind) {
    case Asserted::Kind::Holds: return true;
    case Asserted::Kind::Fails: return fail(Difference::Assertion, line, asserted.text, asserted.got);
    case Asserted::Kind::Unknown: return notSupported(asserted.text, line);
    case Asserted::Kind::NotPython: return notSupported("Python: " + asserted.text, line);
    }
    return true;
}

/// The connection that the script's lines are about; null when it is gone.
const Connection* Player::underTest() const
{
    const Conversation& conversation = current();
    const auto id = latestBetween(host(), conversation.localPort, conversation.remotePort);
    return id ? findConnection(host(), *id) : nullptr;
}

std::optional<std::int64_t> Player::lookUp(std::string_view name) const
{
    const bool freeBsd = m_script.dialect == Dialect::FreeBsd;
    for (const Constant& constant : constants)
        if (constant.name == name)
            return constant.value;
    for (const StateWord& word : stateWords) {
        const std::int64_t number = freeBsd ? word.freeBsdNumber : word.linuxNumber;
        if ((name.starts_with("TCP_") && name.substr(4) == word.linux_) ||
            (name.starts_with("TCPS_") && name.substr(5) == word.freeBsd))
            return number;
    }
    if (!name.starts_with("tcpi_"))
        return std::nullopt;
    const Connection* connection = underTest();
    if (name == "tcpi_state") {
        ConnectionState state = ConnectionState::Closed;
        if (connection != nullptr)
            state = connection->tcb.state;
        else if (current().stage == Conversation::Stage::Listening)
            state = ConnectionState::Listen;
        else if (const auto id = latestBetween(host(), current().localPort, current().remotePort))
            state = copyOf(host(), *id)->tcb.state; // on the shelf
        for (const StateWord& word : stateWords)
            if (word.state == state)
                return freeBsd ? word.freeBsdNumber : word.linuxNumber;
    }
    if (name == "tcpi_total_retrans")
        return static_cast<std::int64_t>(m_retransmissions);
    static const Tcb none{};
    return fieldOf(connection == nullptr ? none : connection->tcb, profile(), name.substr(5), freeBsd);
}

std::int64_t Player::countIn(std::string_view state) const
{
    if (state == "SYN_RECV")
        state = "SYN_RCVD";
    else if (state == "FIN_WAIT1")
        state = "FIN_WAIT_1";
    else if (state == "FIN_WAIT2")
        state = "FIN_WAIT_2";
    const auto word = std::ranges::find(stateWords, state, &StateWord::word);
    if (word == stateWords.end())
        return 0;
    std::int64_t count = 0;
    for (const Connection& connection : allConnections(host()))
        count += connection.tcb.state == word->state ? 1 : 0;
    if (word->state == ConnectionState::Closed) // sockets that are nothing yet, or any more
        for (const Socket& socket : host().sockets)
            count += !socket.closed && !socket.listening && socket.connection == 0 ? 1 : 0;
    return count;
}

} // namespace tcplab::script
