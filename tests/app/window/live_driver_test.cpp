// A live run in the window; the kernel's part is played by another simulated host, behind a pair of sockets.
#include "app/window/live_driver.h"

#include "app/live/live_scenario.h"
#include "tests/app/window/window_fixture.h"

#include <QElapsedTimer>
#include <array>
#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace tcplab {
namespace {

class LiveWindow : public Window {
protected:
    LiveWindow()
    {
        EXPECT_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()), 0);
    }
    ~LiveWindow() override
    {
        for (const int end : ends)
            ::close(end);
    }

    /// Connects to port 80, waits for what it has sent to come back, and closes.
    void talk()
    {
        Scenario scenario = live::plainScenario();
        live::prepare(scenario, Side::Client, false);
        const auto shared = std::make_shared<const Scenario>(scenario);
        live::Device device(ends[1]);
        live::LiveHost host(shared, Side::Client, addressesOf(scenario),
                            [&](std::span<const std::uint8_t> packet) { device.write(packet); });
        std::array<int, 2> pipe{};
        EXPECT_EQ(::pipe(pipe.data()), 0);
        EXPECT_EQ(write(pipe[1], "hello", 5), 5);
        ::close(pipe[1]);
        live::Application application(host,
                                      {.service = {.service = live::Service::Transfer, .input = pipe[0]},
                                       .connectPort = 80,
                                       .mostConnections = 1},
                                      [&](const live::Report& report) { came = report.octetsIn; });
        const live::Clock clock;
        application.start(clock.now());
        runInRealTime(application, host, device, clock, {.until = Instant{} + minutes(1)});
        ::close(pipe[0]);
    }

    template <class Holds> bool comesToBe(Holds holds)
    {
        QElapsedTimer waited;
        waited.start();
        while (!holds() && waited.elapsed() < 60'000)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        return holds();
    }

    std::array<int, 2> ends{-1, -1};
    std::atomic<std::uint64_t> came = 0;
};

TEST_F(LiveWindow, FollowsTheRunAndKeepsItAfterwards)
{
    LiveDriver driver(session(), live::plainScenario(), {.device = "pair", .listenPort = 80}, ends[0]);
    EXPECT_TRUE(session().isLive());
    std::thread peer([this] { talk(); });
    const auto isOver = [&] { return came == 5 && session().step() == session().stepCount(); };
    EXPECT_TRUE(comesToBe(isOver));
    peer.join();
    EXPECT_EQ(came.load(), 5u);
    // Back in it while it runs: the cursor stays there.
    session().goToStep(3);
    settle();
    session().showLive();
    EXPECT_EQ(session().step(), 3u);
    driver.end();
    EXPECT_FALSE(session().isLive());
    EXPECT_TRUE(session().run().ended());
    EXPECT_EQ(session().step(), 3u);
    session().last();
    EXPECT_EQ(session().step(), session().stepCount());
}

TEST_F(LiveWindow, WhatIsDoneByHandActsOnTheWireAsItIs)
{
    Scenario scenario = live::plainScenario();
    scenario.links[1].delay = seconds(30); // what the simulated server sends stays on the wire
    LiveDriver driver(session(), scenario, {.device = "pair", .listenPort = 80}, ends[0]);
    const Segment syn{.sourcePort = 1000, .destinationPort = 80, .ctl = {.syn = true}, .wnd = 1000};
    const IpHeader ip{.source = *readIpAddress("10.0.0.1"), .destination = *readIpAddress("10.0.0.2")};
    const Octets packet = packetBytes(ip, syn, {});
    EXPECT_EQ(write(ends[1], packet.data(), packet.size()), static_cast<ssize_t>(packet.size()));
    EXPECT_TRUE(comesToBe([&] { return session().inFlight().size() == 1; }));
    session().intervene(DropSegment{session().inFlight().front()});
    EXPECT_TRUE(session().inFlight().empty());
    EXPECT_TRUE(session().undoStack()->isClean());
}

TEST_F(LiveWindow, AnotherScenarioEndsIt)
{
    LiveDriver driver(session(), live::plainScenario(), {.device = "pair", .listenPort = 80}, ends[0]);
    EXPECT_TRUE(driver.isRunning());
    window->open(QStringLiteral("half-close"));
    EXPECT_FALSE(driver.isRunning());
    EXPECT_FALSE(session().isLive());
    EXPECT_TRUE(comesToBe([&] { return session().run().ended(); }));
}

} // namespace
} // namespace tcplab
