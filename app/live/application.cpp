#include "app/live/application.h"

#include <algorithm>

namespace tcplab::live {

Application::Application(LiveHost& host, const ApplicationSettings& settings,
                         std::function<void(const Report&)> report)
    : m_host(host), m_settings(settings), m_report(std::move(report))
{}

void Application::start(Instant now)
{
    if (m_settings.service.service == Service::Program)
        return;
    if (m_settings.listenPort != 0) {
        m_opening = m_host.call({.call = Call::Listen, .port = m_settings.listenPort}, now);
    } else {
        m_openingName = "c1";
        m_opening = m_host.call({.call = Call::Connect,
                                 .as = m_openingName,
                                 .to = peerOf(m_host.side()),
                                 .port = m_settings.connectPort,
                                 .fromPort = m_settings.fromPort},
                                now);
    }
    run(now);
}

void Application::run(Instant now)
{
    for (bool going = true; going;) {
        const std::vector<Returned> calls = m_host.takeReturns();
        for (const Returned& call : calls)
            returned(call, m_host.world().now);
        going = !calls.empty() || m_host.step(now);
    }
    reportEnded(now);
}

void Application::arrives(std::span<const std::uint8_t> packet, Instant now)
{
    run(now);
    m_host.arrives(packet, now);
    run(now);
}

void Application::acceptNext(Instant now)
{
    if (m_stopped || (m_settings.mostConnections != 0 && m_opened >= m_settings.mostConnections))
        return;
    m_openingName = "c" + std::to_string(m_opened + 1);
    m_opening = m_host.call({.call = Call::Accept, .as = m_openingName}, now);
}

void Application::opened(ConnectionId conn, const std::string& name, Instant now)
{
    ++m_opened;
    Conversation& conversation =
        *(m_open[conn] = std::make_unique<Conversation>(m_host, m_settings.service, name, conn));
    conversation.move(now);
}

void Application::returned(const Returned& call, Instant now)
{
    if (call.process == m_opening && m_opening != 0) {
        m_opening = 0;
        if (m_stopped)
            return;
        if (call.error != Errno::None) {
            m_error = call.error;
            m_failed = true;
            return;
        }
        const std::string name = m_openingName;
        if (call.call == Call::Listen) {
            acceptNext(now);
        } else {
            opened(call.conn, name, now);
            if (call.call == Call::Accept)
                acceptNext(now);
        }
        return;
    }
    for (const auto& [conn, conversation] : m_open)
        if (conversation->returned(call, now))
            return;
}

void Application::reportEnded(Instant now)
{
    if (m_settings.service.service == Service::Program) { // its connections are nobody's here
        std::vector<Story> over;
        for (const auto& [conn, story] : m_host.stories())
            if (story.isOver())
                over.push_back(story);
        for (const Story& story : over) {
            m_host.forgetStory(story.conn);
            m_report({.story = story, .ended = now});
        }
        return;
    }
    for (auto it = m_open.begin(); it != m_open.end();) {
        const Conversation& conversation = *it->second;
        const auto story = m_host.stories().find(it->first);
        const bool isOver = story == m_host.stories().end() || story->second.isOver();
        if (!conversation.isClosed() || conversation.wantsOutput() || !isOver) {
            ++it;
            continue;
        }
        Report report{.octetsIn = conversation.octetsIn(),
                      .octetsOut = conversation.octetsOut(),
                      .error = conversation.error(),
                      .fileError = conversation.fileError(),
                      .ended = now};
        if (story != m_host.stories().end())
            report.story = story->second;
        m_failed = m_failed || report.error != Errno::None || report.fileError != 0;
        m_host.forgetStory(it->first);
        it = m_open.erase(it);
        ++m_ended;
        m_report(report);
    }
}

void Application::stop(Instant now)
{
    m_stopped = true;
    for (const auto& [conn, conversation] : m_open)
        conversation->abort(now);
    // A program's sockets, and the listener.
    for (int tries = 0; tries < 1000; ++tries) {
        const auto& sockets = m_host.host().sockets;
        const auto open = std::ranges::find_if(sockets, [](const Socket& s) { return !s.closed; });
        if (open == sockets.end())
            break;
        m_host.call({.call = Call::Abort, .socket = open->name}, now);
    }
    run(now);
}

bool Application::programHasEnded() const
{
    const Host& host = m_host.host();
    return std::ranges::all_of(host.processes, [](const Process& p) { return p.ended; }) &&
           std::ranges::all_of(host.connections, [](const Connection& c) {
               return c.tcb.state == ConnectionState::Closed || c.tcb.state == ConnectionState::TimeWait ||
                      c.tcb.state == ConnectionState::Listen;
           });
}

bool Application::isDone() const
{
    const auto& links = m_host.world().links;
    if (m_stopped)
        return links[0].inFlight.empty() && links[1].inFlight.empty();
    if (m_error != Errno::None)
        return true;
    const bool enough = m_settings.service.service == Service::Program
                            ? programHasEnded()
                            : m_settings.mostConnections != 0 && m_ended >= m_settings.mostConnections;
    return enough && links[indexOf(m_host.side())].inFlight.empty(); // the last ACK is to get there
}

int Application::wantedInput() const
{
    for (const auto& [conn, conversation] : m_open)
        if (conversation->wantsInput())
            return m_settings.service.input;
    return -1;
}

int Application::wantedOutput() const
{
    for (const auto& [conn, conversation] : m_open)
        if (conversation->wantsOutput())
            return m_settings.service.output;
    return -1;
}

void Application::inputReady(Instant now)
{
    for (const auto& [conn, conversation] : m_open)
        if (conversation->wantsInput()) {
            conversation->inputReady(now);
            break;
        }
    run(now);
}

void Application::outputReady(Instant now)
{
    for (const auto& [conn, conversation] : m_open)
        if (conversation->wantsOutput()) {
            conversation->outputReady(now);
            break;
        }
    run(now);
}

} // namespace tcplab::live
