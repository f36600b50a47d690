// Steps in which a program makes a call, or one that waited returns.
#include "app/wording/scene.h"

#include <fmt/format.h>

namespace tcplab {
namespace {

std::string segmentCountText(std::size_t count, Language language)
{
    if (language == Language::Chinese)
        return fmt::format(" {} 个报文段", count);
    return count == 1 ? "one segment" : fmt::format("{} segments", count);
}

/// The text that a send call hands over: "100" of "100", or what it has returned.
std::string octetsOfSend(const Scene& scene)
{
    if (scene.returned && scene.returned->value > 0)
        return octetsText(static_cast<std::uint64_t>(scene.returned->value), scene.language);
    std::uint64_t octets = 0;
    for (const Effect* send : scene.sends)
        octets += scene.segmentOf(*send).packet.segment.text.length;
    return octets != 0 ? octetsText(octets, scene.language) : std::string{};
}

class CallStory {
public:
    explicit CallStory(const Scene& scene) : m_scene(scene), m_facts(scene.facts())
    {
        const Effect& about = scene.call ? *scene.call : *scene.returned;
        m_call = about.call;
        m_facts.set("call", nameOf(m_call));
        if (scene.call)
            m_facts.set("args", scene.trace.text(scene.call->text));
    }

    Explanation tell()
    {
        if (m_scene.returned && m_scene.returned->error != Errno::None)
            fail(*m_scene.returned);
        else if (!m_scene.states.empty() && m_call != Call::Accept && m_call != Call::Recv)
            tellByState();
        else if (m_scene.call)
            tellCall();
        else
            tellReturn();
        for (const Effect* send : m_scene.sends)
            if (send->clause == Clause::WindowUpdateSent)
                addClause(m_told, Clause::WindowUpdateSent, m_facts, m_scene.language);
        if (m_scene.ackWasOwed && !m_scene.sends.empty() &&
            !m_scene.segmentOf(*m_scene.sends.front()).packet.segment.ctl.rst)
            append(m_told.body, m_scene.say(acknowledgesFin() ? Say::AckOwedFin : Say::AckOwed, m_facts),
                   m_scene.language);
        return m_told;
    }

private:
    /// True if the FIN that is sent acknowledges that of the peer for the first time.
    bool acknowledgesFin() const
    {
        const Clause clause = m_scene.sends.front()->clause;
        return m_scene.segmentOf(*m_scene.sends.front()).packet.segment.ctl.fin &&
               (clause == Clause::CloseInCloseWait ||
                (!m_scene.states.empty() && m_scene.states.front()->clause == Clause::CloseInCloseWait));
    }

    void say(Say headline, Say body)
    {
        m_told.headline = m_scene.say(headline, m_facts);
        append(m_told.body, m_scene.say(body, m_facts), m_scene.language);
    }

    void fail(const Effect& returned)
    {
        m_facts.set("errno", nameOf(returned.error));
        m_told.headline = m_scene.say(Say::CallFails, m_facts);
        const Clause ended = endOf(returned);
        append(m_told.body, reasonOf(returned, ended), m_scene.language);
        if (m_call == Call::Listen && returned.error == Errno::AddrInUse)
            append(m_told.body, m_scene.say(Say::ListenBinds, m_facts), m_scene.language);
        addCitation(m_told, returned.clause);
        addCitation(m_told, ended);
        if (returned.error == Errno::Pipe) // "connection closing", "connection does not exist"
            addCitation(m_told, "RFC 9293 §3.10.2");
        if (isPosix(m_call, returned.error))
            citePosix();
    }

    /// Whether POSIX.1-2017 has that error of that call.
    static bool isPosix(Call call, Errno error)
    {
        switch (call) {
        case Call::Connect:
            return error == Errno::ConnRefused || error == Errno::TimedOut || error == Errno::ConnReset ||
                   error == Errno::AddrInUse;
        case Call::Send: return error == Errno::Pipe || error == Errno::ConnReset;
        case Call::Recv: return error == Errno::ConnReset || error == Errno::TimedOut;
        case Call::Bind: return error == Errno::AddrInUse;
        default: return false;
        }
    }
    /// The calls themselves are none of the RFC's.
    void citePosix() { addCitation(m_told, std::string("POSIX ") + nameOf(m_call) + "()"); }

    /// By which rule the connection has come to CLOSED, if it is there.
    Clause endOf(const Effect& returned) const
    {
        const std::optional<Record> change = m_scene.lastChange(m_scene.host(), returned.conn, m_scene.end);
        return change && change->what.to == ConnectionState::Closed ? change->what.clause : Clause::None;
    }

    /// Why nothing can be sent any more on a connection that this rule has brought to CLOSED.
    static Say pipeAfter(Clause ended)
    {
        switch (ended) {
        case Clause::SynSentRefused:
        case Clause::ResetRefusesOpen:
        case Clause::ResetExact:
        case Clause::ResetInWindow:
        case Clause::ResetEndsClosing: return Say::PipeAfterReset;
        case Clause::KeepAliveTimeout:
        case Clause::UserTimeoutExpired:
        case Clause::TooManyRetransmissions: return Say::PipeAfterGivingUp;
        case Clause::IcmpAborts: return Say::PipeAfterIcmp;
        default: return Say::PipeAfterClose;
        }
    }

    std::string reasonOf(const Effect& returned, Clause ended)
    {
        if (ended == Clause::AbortSendsReset || ended == Clause::AbortSilent ||
            ended == Clause::SynInWindowResets || ended == Clause::CloseUnreadDataResets ||
            ended == Clause::TextAfterCloseResets)
            return m_scene.say(Say::ConnectAborted, m_facts);
        if (returned.error == Errno::Pipe)
            return m_scene.say(pipeAfter(ended), m_facts);
        if (returned.clause == Clause::PortInTimeWait && findTimeWait())
            return m_scene.say(Say::PortHeldByTimeWait, m_facts);
        return fill(sentenceFor(returned.error), m_scene.language, m_facts);
    }

    /// Sets the port and the end of the TIME-WAIT that lasts longest on a port named in the call, or else on any.
    bool findTimeWait()
    {
        const auto& all = m_scene.trace.connections[indexOf(m_scene.host())];
        Instant last{};
        bool lastIsNamed = false;
        bool found = false;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto conn = static_cast<ConnectionId>(i + 1);
            if (m_scene.stateBefore(m_scene.host(), conn, m_scene.first) != ConnectionState::TimeWait)
                continue;
            const std::string port = std::to_string(all[i].name.localPort);
            const bool named =
                m_scene.call && (" " + m_scene.trace.text(m_scene.call->text) + " ").find(" " + port + " ") !=
                                    std::string::npos;
            const Instant ends = m_scene.deadline(m_scene.host(), conn, Timer::TimeWait, m_scene.first);
            if (found && (lastIsNamed > named || (lastIsNamed == named && ends <= last)))
                continue;
            found = true;
            last = ends;
            lastIsNamed = named;
            m_facts.set("port", port);
            m_facts.set("due", instantText(ends));
        }
        return found;
    }

    /// A call that changes a state is told by the rule that changed it.
    void tellByState()
    {
        const Effect& state = *m_scene.states.front();
        Clause clause = state.clause;
        for (const Effect* send : m_scene.sends) {
            const Segment& seg = m_scene.segmentOf(*send).packet.segment;
            if (!seg.ctl.fin)
                continue;
            // The FIN's own number, behind the text.
            m_facts.set("rseq", m_scene.inSendSpace(m_scene.segmentOf(*send), seg.end() - 1));
            if (clause == Clause::CloseQueuedBehindData) // it need not wait after all
                clause = Clause::CloseSendsFin;
        }
        if (m_call == Call::Shutdown && clause == Clause::CloseSendsFin)
            say(Say::ShutdownSendsFin, Say::ShutdownSendsFinBody);
        else
            addClause(m_told, clause, m_facts, m_scene.language);
        addCitation(m_told, state.clause);
        // A reset that goes out instead of a FIN has the better reason.
        for (const Effect* send : m_scene.sends)
            if (send->clause != state.clause && m_told.headline.empty())
                addClause(m_told, send->clause, m_facts, m_scene.language);
        if (m_told.headline.empty())
            tellCall();
    }

    void tellCall()
    {
        switch (m_call) {
        case Call::Listen: say(Say::CallListen, Say::CallListenBody); break;
        case Call::Connect: say(Say::CallConnect, Say::CallConnectBody); break;
        case Call::Accept:
            if (m_scene.returned)
                say(Say::CallAcceptReturns, Say::CallAcceptReturnsBody);
            else
                say(Say::CallAcceptWaits, Say::CallAcceptWaitsBody);
            citePosix();
            break;
        case Call::Send: tellSend(); break;
        case Call::Recv:
            if (m_scene.returned)
                tellReturn();
            else
                tellRecvWaits();
            addCitation(m_told, Clause::ReceiveCall);
            break;
        case Call::Close:
            if (m_scene.returned)
                say(Say::CallClose, bodyOfClose());
            else
                say(Say::CallCloseWaits, Say::CallCloseWaitsBody);
            break;
        case Call::Shutdown:
        case Call::Abort: say(Say::CallClose, Say::CallCloseBody); break;
        case Call::Bind:
            say(Say::CallBind, Say::CallBindBody);
            citePosix();
            break;
        case Call::SetSockOpt:
            say(Say::CallReturnsAtOnce, bodyOfOption());
            citeOption();
            break;
        case Call::Crash: addClause(m_told, Clause::HostCrashed, m_facts, m_scene.language); break;
        case Call::Boot: addClause(m_told, Clause::HostBooted, m_facts, m_scene.language); break;
        default: say(Say::CallReturnsAtOnce, Say::CallReturnsAtOnceBody); break;
        }
    }

    Say bodyOfClose() const
    {
        const ConnectionId conn = m_scene.returned->conn;
        if (conn == 0)
            return Say::CallCloseBody;
        switch (m_scene.stateBefore(m_scene.host(), conn, m_scene.first)) {
        case ConnectionState::Closed: return Say::CallCloseOfClosedBody;
        case ConnectionState::FinWait1:
        case ConnectionState::FinWait2:
        case ConnectionState::Closing:
        case ConnectionState::LastAck:
        case ConnectionState::TimeWait: return Say::CallCloseAfterFinBody;
        default: return Say::CallCloseBody;
        }
    }

    /// What a close that returns only now was called on: its socket is gone, and the call alone names it.
    ConnectionId lingering() const
    {
        for (const Record& record : m_scene.records)
            if (record.what.kind == EffectKind::Return && record.cause != 0)
                return m_scene.trace.record(record.cause).what.conn;
        return m_scene.returned->conn;
    }

    /// Why a close that has waited returns: all is acknowledged, the connection is gone, or the time is up.
    Say bodyOfLinger() const
    {
        const std::optional<Record> change = m_scene.lastChange(m_scene.host(), lingering(), m_scene.end);
        if (!change)
            return Say::LingerTimeUp;
        const Effect& what = change->what;
        switch (what.to) {
        case ConnectionState::FinWait2:
        case ConnectionState::TimeWait: return Say::LingerOver;
        case ConnectionState::Closed:
            return what.from == ConnectionState::FinWait2 || what.from == ConnectionState::TimeWait ||
                           what.clause == Clause::LastAckDone
                       ? Say::LingerOver
                       : Say::LingerBroken;
        default: return Say::LingerTimeUp;
        }
    }

    void citeOption()
    {
        const std::string& args = m_scene.trace.text(m_scene.call->text);
        if (args.starts_with(nameOf(SocketOption::NoDelay)))
            addCitation(m_told, "RFC 9293 §3.7.4");
        else if (args.starts_with(nameOf(SocketOption::KeepAlive)))
            addCitation(m_told, "RFC 9293 §3.8.4");
        for (const SocketOption option : {SocketOption::Linger, SocketOption::ReuseAddr,
                                          SocketOption::SendBuffer, SocketOption::ReceiveBuffer})
            if (args.starts_with(nameOf(option)))
                citePosix();
    }

    Say bodyOfOption() const
    {
        const std::string& args = m_scene.trace.text(m_scene.call->text);
        if (args.starts_with(nameOf(SocketOption::ReuseAddr)))
            return Say::SetReuseAddress;
        if (args.starts_with(nameOf(SocketOption::NoDelay)))
            return args.ends_with(" 0") ? Say::SetNoDelayOff : Say::SetNoDelay;
        if (args.starts_with(nameOf(SocketOption::KeepAlive)))
            return args.ends_with(" 0") ? Say::SetKeepAliveOff : Say::SetKeepAlive;
        if (args.starts_with(nameOf(SocketOption::SendBuffer)))
            return Say::SetSendBuffer;
        if (args.starts_with(nameOf(SocketOption::ReceiveBuffer)))
            return Say::SetReceiveBuffer;
        if (args.ends_with(" 0"))
            return Say::SetLingerZero;
        return args.ends_with("off") || args.find('-') != std::string::npos ? Say::SetLingerOff
                                                                            : Say::SetLinger;
    }

    void tellRecvWaits()
    {
        const std::string& asked = m_scene.trace.text(m_scene.call->text);
        if (asked == "eof") {
            say(Say::CallRecvWaitsEnd, Say::CallRecvWaitsEndBody);
        } else if (!asked.empty() && asked.find_first_not_of("0123456789") == std::string::npos) {
            m_facts.set("text", octetsText(std::stoull(asked), m_scene.language));
            say(Say::CallRecvWaitsOctets, Say::CallRecvWaitsBody);
        } else {
            say(Say::CallRecvWaits, Say::CallRecvWaitsBody);
        }
    }

    /// Why nothing goes out: the window is used up, or a small segment waits for an ACK.
    Say whySendWaits() const
    {
        const ConnectionId conn = m_scene.connection();
        const SegmentHistory* received = m_scene.lastReceived(m_scene.host(), conn);
        if (!received)
            return Say::CallSendWaitingBody;
        const Segment& seg = received->packet.segment;
        SeqNum next = seg.ack; // SND.NXT
        for (const SegmentHistory& sent : m_scene.trace.segments)
            if (sent.sender == m_scene.host() && sent.conn == conn && sent.sentRecord < m_scene.first &&
                next < sent.packet.segment.end())
                next = sent.packet.segment.end();
        if (next >= seg.ack + static_cast<std::uint32_t>(windowOctets(m_scene.trace, *received)))
            return Say::SendWaitsForWindow;
        const bool isSmall = m_scene.returned && m_scene.returned->value < m_scene.profile().mss;
        return seg.ack < next && isSmall && m_scene.profile().nagle ? Say::SendWaitsForNagle
                                                                    : Say::CallSendWaitingBody;
    }

    void tellSend()
    {
        const std::string octets = octetsOfSend(m_scene);
        // A call that waits has not said how much it has moved; its argument does.
        const std::string asked = m_scene.trace.text(m_scene.call->text);
        const bool isNumber = !asked.empty() && asked.find_first_not_of("0123456789") == std::string::npos;
        if (m_scene.returned || asked.empty())
            m_facts.set("text", octets);
        else
            m_facts.set("text", isNumber ? octetsText(std::stoull(asked), m_scene.language) : asked);
        m_facts.set("count", segmentCountText(m_scene.sends.size(), m_scene.language));
        m_told.headline = m_scene.say(Say::CallSend, m_facts);
        const Say body = m_scene.sends.empty()       ? whySendWaits()
                         : m_scene.sends.size() == 1 ? Say::CallSendSentInOneBody
                                                     : Say::CallSendSentBody;
        append(m_told.body, m_scene.say(body, m_facts), m_scene.language);
        if (m_scene.stateBefore(m_scene.host(), m_scene.connection(), m_scene.first) ==
            ConnectionState::CloseWait)
            append(m_told.body, m_scene.say(Say::SendInCloseWait, m_facts), m_scene.language);
        if (!m_scene.returned)
            append(m_told.body, m_scene.say(Say::CallSendBlocksBody, m_facts), m_scene.language);
        addCitation(m_told, Clause::SendCall);
        if (body == Say::SendWaitsForNagle)
            addCitation(m_told, "RFC 9293 §3.7.4");
    }

    void tellReturn()
    {
        const std::int64_t value = m_scene.returned->value;
        m_facts.set("text", octetsText(static_cast<std::uint64_t>(value), m_scene.language));
        switch (m_call) {
        case Call::Connect:
            say(Say::ConnectReturns, Say::ConnectReturnsBody);
            citePosix();
            break;
        case Call::Accept:
            say(Say::CallAcceptReturns, Say::CallAcceptReturnsBody);
            citePosix();
            break;
        case Call::Send: say(Say::SendReturns, Say::SendReturnsBody); break;
        case Call::Recv:
            if (value == 0)
                say(Say::RecvEnd, Say::RecvEndBody);
            else
                say(Say::RecvReturns, m_scene.call ? Say::RecvReturnsBody : Say::RecvTookBody);
            addCitation(m_told, Clause::ReceiveCall);
            break;
        case Call::Close: say(Say::CallReturns, bodyOfLinger()); break;
        default: say(Say::CallReturns, Say::CallReturnsBody); break;
        }
    }

    const Scene& m_scene;
    Facts m_facts;
    Call m_call = Call::Close;
    Explanation m_told;
};

} // namespace

Explanation explainCall(const Scene& scene) { return CallStory(scene).tell(); }

} // namespace tcplab
