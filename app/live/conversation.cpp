#include "app/live/conversation.h"

#include "app/live/descriptor.h"

#include <algorithm>

namespace tcplab::live {
namespace {

constexpr std::uint32_t chunk = 65536;         ///< of one send or recv
constexpr std::size_t mostPending = 4 * chunk; ///< more than this waits with the peer
constexpr std::size_t mostHead = 65536;

constexpr std::string_view plainText = "text/plain; charset=utf-8";
constexpr std::string_view anyOctets = "application/octet-stream";
constexpr std::string_view page = "This answer comes from a host that TCP Lab simulates.\n"
                                  "PUT or POST something and it comes back; what is no HTTP is echoed.\n";

CloseWhen usual(const ServiceSettings& settings)
{
    return settings.service == Service::Serve || settings.input >= 0 ? CloseWhen::HalfClose
                                                                     : CloseWhen::AfterEof;
}

} // namespace

Conversation::Conversation(LiveHost& host, const ServiceSettings& settings, std::string name,
                           ConnectionId conn)
    : m_host(host),
      m_settings(settings),
      m_name(std::move(name)),
      m_conn(conn),
      m_close(settings.close.value_or(usual(settings)))
{
    if (settings.service != Service::Serve)
        m_phase = Phase::Echo;
    m_inputEnded = settings.input < 0;
}

std::uint32_t Conversation::call(Call what, Instant now, std::uint32_t octets)
{
    Statement statement{.call = what, .socket = m_name, .octets = octets};
    statement.some = what == Call::Recv;
    return m_host.call(statement, now);
}

void Conversation::move(Instant now)
{
    if (m_closed)
        return;
    if (m_error != Errno::None || m_fileError != 0) { // nothing more can come of it
        m_closed = true;
        call(m_error != Errno::None ? Call::Close : Call::Abort, now);
        return;
    }
    feedPage();
    if (m_sending == 0 && !m_pending.empty() && !m_writeShut) {
        const auto octets = m_pending.from(m_pending.begin(), chunk);
        m_host.give(m_conn, octets);
        m_sending = call(Call::Send, now, static_cast<std::uint32_t>(octets.size()));
        m_pending.dropBefore(m_pending.begin() + octets.size());
    }
    if (m_receiving == 0 && !m_peerEnded && hasRoom())
        m_receiving = call(Call::Recv, now, chunk);
    maybeClose(now);
}

bool Conversation::hasRoom() const { return m_pending.size() < mostPending && m_unwritten.empty(); }

bool Conversation::returned(const Returned& call, Instant now)
{
    if (call.process == 0 || (call.process != m_sending && call.process != m_receiving))
        return false;
    const bool wasSend = call.process == m_sending;
    (wasSend ? m_sending : m_receiving) = 0;
    if (m_closed)
        return true;
    if (call.error != Errno::None) {
        if (m_error == Errno::None)
            m_error = call.error;
    } else if (wasSend) {
        m_octetsOut += static_cast<std::uint64_t>(call.value);
    } else if (call.value == 0) {
        m_peerEnded = true;
        if (m_phase == Phase::Undecided) { // too little to be a request
            m_phase = Phase::Echo;
            say(std::exchange(m_head, {}));
        }
    } else {
        m_octetsIn += static_cast<std::uint64_t>(call.value);
        come(m_host.take(m_conn, static_cast<std::size_t>(call.value)));
    }
    move(now);
    return true;
}

void Conversation::come(const Octets& octets)
{
    switch (m_settings.service) {
    case Service::Serve: comeHttp(octets); break;
    case Service::Echo: m_pending.append(octets); break;
    case Service::Transfer:
        if (m_settings.output >= 0)
            m_unwritten.append(octets);
        break;
    case Service::Discard:
    case Service::Program: break;
    }
}

void Conversation::comeHttp(const Octets& octets)
{
    if (m_phase == Phase::Echo) {
        m_pending.append(octets);
        return;
    }
    if (m_phase == Phase::Body) {
        const auto body = static_cast<std::size_t>(std::min<std::uint64_t>(m_bodyLeft, octets.size()));
        m_pending.append(std::span(octets).first(body));
        m_bodyLeft -= body;
        if (m_bodyLeft == 0)
            m_phase = Phase::Answered;
        return;
    }
    if (m_phase == Phase::Answered) // a further request: the connection was to be closed
        return;
    m_head.append(octets.begin(), octets.end());
    if (m_phase == Phase::Undecided) {
        const std::optional<bool> isRequest = beginsRequest(m_head);
        if (!isRequest)
            return;
        m_phase = *isRequest ? Phase::Head : Phase::Echo;
        if (!*isRequest) {
            say(std::exchange(m_head, {}));
            return;
        }
    }
    const std::optional<std::size_t> end = endOfHead(m_head);
    if (!end && m_head.size() < mostHead)
        return;
    const std::string body = m_head.substr(end.value_or(m_head.size()));
    const std::optional<HttpRequest> request = end ? readRequest(m_head) : std::nullopt;
    m_head.clear();
    m_phase = Phase::Answered;
    if (!request) {
        say(answerHead("400 Bad Request", 0, plainText));
        return;
    }
    answer(*request);
    if (m_phase == Phase::Body)
        comeHttp(Octets(body.begin(), body.end()));
}

void Conversation::answer(const HttpRequest& request)
{
    if (request.method == "GET" || request.method == "HEAD") {
        const bool hasPage = m_settings.page >= 0;
        say(answerHead("200 OK", hasPage ? m_settings.pageLength : page.size(),
                       hasPage ? anyOctets : plainText));
        if (request.method == "GET" && hasPage)
            m_sendsPage = true;
        else if (request.method == "GET")
            say(page);
    } else if (request.method != "PUT" && request.method != "POST") {
        say(answerHead("405 Method Not Allowed", 0, plainText));
    } else if (request.hasChunks || !request.contentLength) {
        say(answerHead("411 Length Required", 0, plainText));
    } else {
        if (request.expectsContinue)
            say(continueHead);
        say(answerHead("200 OK", *request.contentLength, anyOctets));
        m_bodyLeft = *request.contentLength;
        if (m_bodyLeft != 0)
            m_phase = Phase::Body;
    }
}

void Conversation::say(std::string_view text)
{
    m_pending.append({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

void Conversation::feedPage()
{
    while (m_sendsPage && m_pending.size() < mostPending) {
        const std::uint64_t left = m_settings.pageLength - m_pageSent;
        const GotOctets got = readAt(m_settings.page, m_pageSent,
                                     static_cast<std::size_t>(std::min<std::uint64_t>(left, chunk)));
        m_pending.append(got.octets);
        m_pageSent += got.octets.size();
        if (got.error != 0 || (got.octets.empty() && left != 0)) // it has become shorter than was promised
            m_fileError = got.error != 0 ? got.error : EIO;
        if (got.octets.empty() || m_pageSent == m_settings.pageLength)
            m_sendsPage = false;
    }
}

/// Nothing of the application's own is left to be sent, as far as it depends on what has come.
bool Conversation::isAnswered() const
{
    if (m_sending != 0 || !m_pending.empty())
        return false;
    switch (m_settings.service) {
    case Service::Serve:
        if (m_phase == Phase::Answered)
            return !m_sendsPage;
        return m_phase == Phase::Echo && m_peerEnded;
    case Service::Echo: return m_peerEnded || m_octetsOut != 0;
    case Service::Transfer: return m_inputEnded;
    case Service::Discard:
    case Service::Program: break;
    }
    return true;
}

void Conversation::maybeClose(Instant now)
{
    const bool allHere = m_peerEnded && m_unwritten.empty();
    if (!isAnswered() || m_close == CloseWhen::Never)
        return;
    switch (m_close) {
    case CloseWhen::HalfClose:
        if (!m_writeShut) {
            m_writeShut = true;
            call(Call::Shutdown, now);
        }
        [[fallthrough]];
    case CloseWhen::AfterEof:
        if (!allHere)
            return;
        [[fallthrough]];
    case CloseWhen::AfterSend:
        m_closed = true;
        call(Call::Close, now);
        break;
    case CloseWhen::Abort: abort(now); break;
    case CloseWhen::Never: break;
    }
}

void Conversation::abort(Instant now)
{
    if (m_closed)
        return;
    m_closed = true;
    call(Call::Abort, now);
}

bool Conversation::wantsInput() const
{
    return !m_closed && !m_inputEnded && m_error == Errno::None && m_pending.size() < mostPending;
}

void Conversation::inputReady(Instant now)
{
    GotOctets got = readSome(m_settings.input, chunk);
    m_pending.append(got.octets);
    m_inputEnded = got.ended;
    m_fileError = got.error;
    move(now);
}

void Conversation::outputReady(Instant now)
{
    const auto octets = m_unwritten.from(m_unwritten.begin(), chunk);
    const PutOctets put = writeSome(m_settings.output, octets);
    m_unwritten.dropBefore(m_unwritten.begin() + put.octets);
    if (put.error != 0) {
        m_fileError = put.error;
        m_unwritten = {};
    }
    move(now);
}

} // namespace tcplab::live
