/// What the application does on one connection: what it sends, what it does with what comes, and how it closes.
#pragma once
#include "app/live/http.h"
#include "app/live/live_host.h"

#include <optional>
#include <string>

namespace tcplab::live {

enum class Service : std::uint8_t {
    Serve,    ///< answers HTTP requests, echoes everything else
    Echo,     ///< what comes goes back
    Discard,  ///< reads, and forgets
    Transfer, ///< sends a file and writes what comes into another
    Program,  ///< the scenario's program runs instead
};

enum class CloseWhen : std::uint8_t {
    AfterEof,  ///< when the peer has closed and everything has been answered
    AfterSend, ///< as soon as everything is sent: both directions at once
    HalfClose, ///< then the own direction alone; the other one when the peer has closed as well
    Abort,     ///< as AfterSend, but with a reset
    Never,
};

struct ServiceSettings {
    Service service = Service::Serve;
    std::optional<CloseWhen> close{}; ///< nothing: what is usual for the service
    int input = -1;                   ///< Transfer: read from here what is sent; −1: nothing is
    int output = -1;                  ///< Transfer: written here; −1: nowhere
    int page = -1;                    ///< Serve: a file that a GET gets
    std::uint64_t pageLength = 0;
};

class Conversation {
public:
    Conversation(LiveHost& host, const ServiceSettings& settings, std::string name, ConnectionId conn);

    /// Does what can be done now.
    void move(Instant now);
    /// A call has come back. False: it was not made here.
    bool returned(const Returned& call, Instant now);
    /// The octets that wait for room in the output; the input has something.
    bool wantsInput() const;
    bool wantsOutput() const { return !m_unwritten.empty(); }
    void inputReady(Instant now);
    void outputReady(Instant now);
    /// Ends it with a reset, if it has not been closed.
    void abort(Instant now);

    ConnectionId connection() const { return m_conn; }
    /// The application has nothing to do with it any more.
    bool isClosed() const { return m_closed; }
    std::uint64_t octetsIn() const { return m_octetsIn; }
    std::uint64_t octetsOut() const { return m_octetsOut; }
    Errno error() const { return m_error; } ///< how it failed; None: it did not
    int fileError() const { return m_fileError; }

private:
    enum class Phase : std::uint8_t { Undecided, Echo, Head, Body, Answered };

    void come(const Octets& octets);
    void comeHttp(const Octets& octets);
    void answer(const HttpRequest& request);
    void say(std::string_view text);
    void feedPage();
    bool hasRoom() const;
    bool isAnswered() const;
    void maybeClose(Instant now);
    std::uint32_t call(Call call, Instant now, std::uint32_t octets = 0);

    LiveHost& m_host;
    const ServiceSettings& m_settings;
    std::string m_name;
    ConnectionId m_conn;
    CloseWhen m_close = CloseWhen::AfterEof;
    OctetQueue m_pending;          ///< to be sent, not handed over yet
    OctetQueue m_unwritten;        ///< has come, waits for the output
    std::uint32_t m_sending = 0;   ///< the process of a send that has not returned; 0: none
    std::uint32_t m_receiving = 0; ///< the same of a recv
    bool m_inputEnded = false;
    bool m_peerEnded = false;
    bool m_writeShut = false;
    bool m_closed = false;
    Errno m_error = Errno::None;
    int m_fileError = 0;
    std::uint64_t m_octetsIn = 0;
    std::uint64_t m_octetsOut = 0;
    // HTTP
    Phase m_phase = Phase::Undecided;
    std::string m_head;
    std::uint64_t m_bodyLeft = 0;
    std::uint64_t m_pageSent = 0;
    bool m_sendsPage = false;
};

} // namespace tcplab::live
