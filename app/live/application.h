/// The application behind the simulated host: listens or connects, and looks after each connection.
#pragma once
#include "app/live/conversation.h"

#include <functional>
#include <map>
#include <memory>

namespace tcplab::live {

struct ApplicationSettings {
    ServiceSettings service{};
    std::uint16_t listenPort = 0; ///< 0: connect
    std::uint16_t connectPort = 0;
    std::uint16_t fromPort = 0;        ///< connect from here; 0: any
    std::uint64_t mostConnections = 0; ///< then it is done; 0: it goes on
};

/// How a connection went.
struct Report {
    Story story{};
    std::uint64_t octetsIn = 0;
    std::uint64_t octetsOut = 0;
    Errno error = Errno::None;
    int fileError = 0; ///< errno: the file that was to be sent, or written
    Instant ended{};
};

class Application {
public:
    Application(LiveHost& host, const ApplicationSettings& settings,
                std::function<void(const Report&)> report);

    void start(Instant now);
    /// Does everything that is due by `now`, and what follows from it at once.
    void run(Instant now);
    /// A packet comes from the kernel.
    void arrives(std::span<const std::uint8_t> packet, Instant now);
    /// Resets what is open, and takes no more.
    void stop(Instant now);
    /// All is done: as many connections as were asked for have ended, or stop() has been heard.
    bool isDone() const;
    /// True if a connection was asked for and did not come about, or something failed.
    bool hasFailed() const { return m_failed; }
    /// Why listen() or connect() failed; None: they did not.
    Errno error() const { return m_error; }

    /// Descriptors to be watched; −1: none.
    int wantedInput() const;
    int wantedOutput() const;
    void inputReady(Instant now);
    void outputReady(Instant now);

private:
    void acceptNext(Instant now);
    void opened(ConnectionId conn, const std::string& name, Instant now);
    void returned(const Returned& call, Instant now);
    void reportEnded(Instant now);
    bool programHasEnded() const;

    LiveHost& m_host;
    ApplicationSettings m_settings;
    std::function<void(const Report&)> m_report;
    std::map<ConnectionId, std::unique_ptr<Conversation>> m_open; ///< not reported yet
    std::uint32_t m_opening = 0; ///< the process of listen, accept or connect; 0: none
    std::string m_openingName;
    std::uint64_t m_opened = 0;
    std::uint64_t m_ended = 0;
    bool m_stopped = false;
    bool m_failed = false;
    Errno m_error = Errno::None;
};

} // namespace tcplab::live
