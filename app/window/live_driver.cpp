#include "app/window/live_driver.h"

#include "app/live/live_scenario.h"
#include "app/session/session.h"
#include "app/wording/sentence.h"

#include <QRandomGenerator>
#include <algorithm>
#include <chrono>
#include <cstring>

namespace tcplab {
namespace {

constexpr std::chrono::milliseconds showEvery{40};
constexpr std::uint32_t mostRecords = 4'000'000; ///< then it ends: what is kept must be walked by the views
constexpr int mostInARow = 64;

constexpr Sentence notOpened{
    "%1 cannot be used: %2. It takes root (or CAP_NET_ADMIN), a kernel with TUN, and that nobody else uses "
    "it.",
    "%1 无法使用：%2。需要 root（或 CAP_NET_ADMIN）、带有 TUN 的内核，且没有被其他程序使用。"};

Side sideOf(const LiveStart& start) { return start.listenPort != 0 ? Side::Server : Side::Client; }

/// What the bar above the run says of it.
Bilingual summaryOf(const Scenario& scenario, const LiveStart& start)
{
    const std::string own = scenario.hosts[indexOf(sideOf(start))].address;
    const std::string kernel = scenario.hosts[indexOf(peerOf(sideOf(start)))].address;
    const std::string device = start.device.toStdString();
    if (start.listenPort != 0) {
        const std::string port = std::to_string(start.listenPort);
        return {own + " port " + port + " is simulated; " + kernel + " is this machine's kernel, on " +
                    device + ". What is no HTTP request comes back.",
                own + " 端口 " + port + " 由模拟主机监听；" + kernel + " 是本机内核，经由 " + device +
                    "。不是 HTTP 请求的内容会原样返回。"};
    }
    const std::string port = std::to_string(start.connectPort);
    return {own + " is simulated and connects to port " + port + " of " + kernel +
                ", this machine's kernel, on " + device + ". What comes goes back.",
            own + " 是模拟主机，经由 " + device + " 连接 " + kernel + "（本机内核）的端口 " + port +
                "。收到的内容会原样返回。"};
}

} // namespace

LiveDriver::LiveDriver(Session& session, Scenario scenario, const LiveStart& start, int descriptor,
                       QObject* parent)
    : QObject(parent), m_session(session), m_device(descriptor), m_notifier(descriptor, QSocketNotifier::Read)
{
    const Side side = sideOf(start);
    live::prepare(scenario, side, false);
    scenario.title = live::plainScenario().title;
    scenario.summary = summaryOf(scenario, start);
    scenario.seed = QRandomGenerator::system()->generate64(); // initial sequence numbers depend on it
    scenario.source.clear();
    const auto shared = std::make_shared<const Scenario>(std::move(scenario));
    Run& run = session.beginLive(shared, [this](const Intervention& what) { byHand(what); });
    m_host = std::make_unique<live::LiveHost>(
        shared, side, addressesOf(*shared),
        [this](std::span<const std::uint8_t> packet) { m_device.write(packet); }, &run);
    live::ApplicationSettings settings{.listenPort = start.listenPort, .connectPort = start.connectPort};
    if (start.listenPort == 0) {
        settings.service.service = live::Service::Echo;
        settings.fromPort = static_cast<std::uint16_t>(49152 + shared->seed % 16384);
    }
    m_application = std::make_unique<live::Application>(*m_host, settings, [](const live::Report&) {});

    m_due.setSingleShot(true);
    m_due.setTimerType(Qt::PreciseTimer);
    m_shown.setInterval(showEvery);
    connect(&m_notifier, &QSocketNotifier::activated, this, &LiveDriver::receive);
    connect(&m_due, &QTimer::timeout, this, &LiveDriver::turn);
    connect(&m_shown, &QTimer::timeout, &m_session, &Session::showLive);
    connect(&m_session, &Session::leaving, this, &LiveDriver::end);
    m_shown.start();
    m_application->start(m_clock.now());
    turn();
}

LiveDriver::~LiveDriver() { end(); }

tl::expected<std::unique_ptr<LiveDriver>, QString> LiveDriver::open(Session& session, Scenario scenario,
                                                                    const LiveStart& start, Language language)
{
    const Side side = sideOf(start);
    const Addresses addresses = addressesOf(scenario);
    auto tun = live::Tun::open(start.device.toStdString(), addresses[indexOf(peerOf(side))],
                               addresses[indexOf(side)], scenario.links[indexOf(peerOf(side))].mtu);
    if (!tun)
        return tl::unexpected(
            QString::fromUtf8(textOf(notOpened, language))
                .arg(start.device, QString::fromLocal8Bit(std::strerror(tun.error().error))));
    auto kept = std::make_unique<live::Tun>(*std::move(tun));
    auto driver = std::make_unique<LiveDriver>(session, std::move(scenario), start, kept->descriptor());
    driver->m_tun = std::move(kept);
    return driver;
}

void LiveDriver::end()
{
    if (!isRunning())
        return;
    m_notifier.setEnabled(false);
    m_due.stop();
    m_shown.stop();
    m_application->stop(m_clock.now());
    const bool idle = m_host->nextInstant().isNever();
    m_application.reset();
    m_host.reset();
    m_session.endLive(idle ? EndReason::Idle : EndReason::Until);
}

void LiveDriver::receive()
{
    for (int i = 0; i < mostInARow; ++i) {
        const auto packet = m_device.read();
        if (packet.empty())
            break;
        m_application->arrives(packet, m_clock.now());
    }
    turn();
}

void LiveDriver::turn()
{
    const Instant now = m_clock.now();
    m_application->run(now);
    if (m_device.error() != 0 || m_session.trace().recordCount() > mostRecords) {
        end();
        return;
    }
    const Instant next = m_host->nextInstant();
    if (next.isNever()) {
        m_due.stop();
        return;
    }
    constexpr std::int64_t millisecond = 1'000'000;
    constexpr std::int64_t longest = 3'600'000; // looked at again after an hour
    const std::int64_t wait = (std::max(next - now, Duration{}).ns + millisecond - 1) / millisecond;
    m_due.start(static_cast<int>(std::min(wait, longest)));
}

/// A person's hand: at once, on the wire as it is now.
void LiveDriver::byHand(const Intervention& what)
{
    const Instant now = m_clock.now();
    m_application->run(now);
    m_host->intervene(what, now);
    turn();
    m_session.showLive();
}

} // namespace tcplab
