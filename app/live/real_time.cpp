#include "app/live/real_time.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <poll.h>
#include <unistd.h>

namespace tcplab::live {
namespace {

constexpr std::int64_t second = 1'000'000'000;
/// Of packets read in a row: in between, the application has its turn.
constexpr int mostInARow = 64;
/// How long the resets of a stopped application may take to get there.
constexpr Duration farewell = seconds(2);

std::int64_t monotonic()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * second + now.tv_nsec;
}

/// Waits until one of them is ready, a signal comes, or `at`.
void waitFor(std::span<pollfd> descriptors, Instant now, Instant at)
{
    timespec span{};
    const Duration wait = at.isNever() ? Duration{} : std::max(Duration{}, at - now);
    span.tv_sec = wait.ns / second;
    span.tv_nsec = wait.ns % second;
    sigset_t none;
    sigemptyset(&none);
    if (ppoll(descriptors.data(), descriptors.size(), at.isNever() ? nullptr : &span, &none) < 0)
        for (pollfd& descriptor : descriptors)
            descriptor.revents = 0;
}

} // namespace

Clock::Clock() : m_beginning(monotonic()) {}

Instant Clock::now() const { return {monotonic() - m_beginning}; }

std::span<const std::uint8_t> Device::read()
{
    const ssize_t length = ::read(m_descriptor, m_buffer.data(), m_buffer.size());
    if (length > 0)
        return std::span(m_buffer).first(static_cast<std::size_t>(length));
    if (length < 0 && errno != EAGAIN && errno != EINTR)
        m_error = errno;
    else if (length == 0)
        m_error = ENODEV;
    return {};
}

void Device::write(std::span<const std::uint8_t> packet)
{
    ssize_t written = 0;
    do
        written = ::write(m_descriptor, packet.data(), packet.size());
    while (written < 0 && errno == EINTR);
    if (written < 0)
        ++m_lost;
}

LoopEnd runInRealTime(Application& application, LiveHost& host, Device& device, const Clock& clock,
                      const LoopSettings& settings)
{
    Instant deadline = settings.until;
    bool stopped = false;
    for (;;) {
        Instant now = clock.now();
        application.run(now);
        if (settings.afterTurn && settings.afterTurn())
            return LoopEnd::Full;
        const int asked = settings.stopAsked != nullptr ? *settings.stopAsked : 0;
        if (!stopped && (asked > 0 || now >= deadline)) {
            stopped = true;
            application.stop(now);
            deadline = now + farewell;
        }
        if (stopped && (asked > 1 || now >= deadline))
            return LoopEnd::Stopped;
        if (application.isDone())
            return stopped ? LoopEnd::Stopped : LoopEnd::Done;

        std::array<pollfd, 3> descriptors{{{device.descriptor(), POLLIN, 0},
                                           {application.wantedInput(), POLLIN, 0},
                                           {application.wantedOutput(), POLLOUT, 0}}};
        waitFor(descriptors, now, std::min(host.nextInstant(), deadline));
        if (descriptors[0].revents != 0)
            for (int i = 0; i < mostInARow; ++i) {
                const auto packet = device.read();
                if (packet.empty())
                    break;
                application.arrives(packet, clock.now());
            }
        if (device.error() != 0)
            return LoopEnd::Device;
        now = clock.now();
        if (descriptors[1].revents != 0)
            application.inputReady(now);
        if (descriptors[2].revents != 0)
            application.outputReady(now);
    }
}

} // namespace tcplab::live
