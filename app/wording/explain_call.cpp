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
        return m_told;
    }

private:
    void say(Say headline, Say body)
    {
        m_told.headline = m_scene.say(headline, m_facts);
        append(m_told.body, m_scene.say(body, m_facts), m_scene.language);
    }

    void fail(const Effect& returned)
    {
        m_facts.set("errno", nameOf(returned.error));
        m_told.headline = m_scene.say(Say::CallFails, m_facts);
        append(m_told.body, fill(sentenceFor(returned.error), m_scene.language, m_facts), m_scene.language);
        addCitation(m_told, returned.clause);
    }

    /// A call that changes a state is told by the rule that changed it.
    void tellByState()
    {
        const Effect& state = *m_scene.states.front();
        addClause(m_told, state.clause, m_facts, m_scene.language);
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
            break;
        case Call::Send: tellSend(); break;
        case Call::Recv:
            if (m_scene.returned)
                tellReturn();
            else
                say(Say::CallRecvWaits, Say::CallRecvWaitsBody);
            addCitation(m_told, Clause::ReceiveCall);
            break;
        case Call::Close:
            if (m_scene.returned)
                say(Say::CallClose, Say::CallCloseBody);
            else
                say(Say::CallCloseWaits, Say::CallCloseWaitsBody);
            break;
        case Call::Shutdown:
        case Call::Abort: say(Say::CallClose, Say::CallCloseBody); break;
        case Call::Crash: addClause(m_told, Clause::HostCrashed, m_facts, m_scene.language); break;
        case Call::Boot: addClause(m_told, Clause::HostBooted, m_facts, m_scene.language); break;
        default: say(Say::CallReturnsAtOnce, Say::CallReturnsAtOnceBody); break;
        }
    }

    void tellSend()
    {
        const std::string octets = octetsOfSend(m_scene);
        // A call that waits has not said how much it has moved; its argument does.
        const std::string asked = m_scene.trace.text(m_scene.call->text);
        m_facts.set("text", m_scene.returned || asked.empty() ? octets : asked);
        m_facts.set("count", segmentCountText(m_scene.sends.size(), m_scene.language));
        m_told.headline = m_scene.say(Say::CallSend, m_facts);
        const Say body = m_scene.sends.empty() ? Say::CallSendWaitingBody : Say::CallSendSentBody;
        append(m_told.body, m_scene.say(body, m_facts), m_scene.language);
        if (!m_scene.returned)
            append(m_told.body, m_scene.say(Say::CallSendBlocksBody, m_facts), m_scene.language);
        addCitation(m_told, Clause::SendCall);
    }

    void tellReturn()
    {
        const std::int64_t value = m_scene.returned->value;
        m_facts.set("text", octetsText(static_cast<std::uint64_t>(value), m_scene.language));
        switch (m_call) {
        case Call::Connect: say(Say::ConnectReturns, Say::ConnectReturnsBody); break;
        case Call::Accept: say(Say::CallAcceptReturns, Say::CallAcceptReturnsBody); break;
        case Call::Send: say(Say::SendReturns, Say::SendReturnsBody); break;
        case Call::Recv:
            if (value == 0)
                say(Say::RecvEnd, Say::RecvEndBody);
            else
                say(Say::RecvReturns, Say::RecvReturnsBody);
            addCitation(m_told, Clause::ReceiveCall);
            break;
        default: m_told.headline = m_scene.say(Say::CallReturns, m_facts); break;
        }
    }

    const Scene& m_scene;
    Facts m_facts;
    Call m_call = Call::Close;
    Explanation m_told;
};

} // namespace

Explanation explainCall(const Scene& scene)
{
    return CallStory(scene).tell();
}

} // namespace tcplab
