/// A live run in the window: packets of the device and what is due move the simulated host, its run is the session's.
#pragma once
#include "app/live/application.h"
#include "app/live/real_time.h"
#include "app/live/tun.h"
#include "app/wording/wording.h"

#include <QObject>
#include <QSocketNotifier>
#include <QString>
#include <QTimer>
#include <memory>

namespace tcplab {

class Session;

/// What a live run is to be.
struct LiveStart {
    QString device;                ///< "": no live run
    std::uint16_t listenPort = 80; ///< 0: connect
    std::uint16_t connectPort = 0;
};

class LiveDriver : public QObject {
    Q_OBJECT
public:
    /// Over a device that is open; the session shows it from now on. `scenario` has the wire and the hosts' settings.
    LiveDriver(Session& session, Scenario scenario, const LiveStart& start, int descriptor,
               QObject* parent = nullptr);
    ~LiveDriver() override;

    /// Opens the TUN device as well; one sentence where that cannot be done.
    static tl::expected<std::unique_ptr<LiveDriver>, QString> open(Session& session, Scenario scenario,
                                                                   const LiveStart& start, Language language);
    /// Resets what is open; the run stays, as it went.
    void end();
    bool isRunning() const { return m_host != nullptr; }

private:
    void receive();
    /// Does what is due, and sets the clock for what is due next.
    void turn();
    void byHand(const Intervention& what);

    Session& m_session;
    std::unique_ptr<live::Tun> m_tun; ///< null: the device is somebody else's
    live::Device m_device;
    live::Clock m_clock;
    std::unique_ptr<live::LiveHost> m_host;
    std::unique_ptr<live::Application> m_application;
    QSocketNotifier m_notifier;
    QTimer m_due;
    QTimer m_shown; ///< views hear of it now and then, not of each packet
};

} // namespace tcplab
