/// The loop that ties a simulated host to a device and to this machine's clock.
#pragma once
#include "app/live/application.h"

#include <csignal>
#include <functional>
#include <optional>

namespace tcplab::live {

/// Nanoseconds of this machine's monotonic clock since this was made.
class Clock {
public:
    Clock();
    Instant now() const;

private:
    std::int64_t m_beginning;
};

/// A descriptor that gives and takes one packet at a time: a TUN device, or a socket in its place.
class Device {
public:
    explicit Device(int descriptor) : m_descriptor(descriptor) {}
    int descriptor() const { return m_descriptor; }
    /// The next packet that has come; empty if none has. What it lies in is used again.
    std::span<const std::uint8_t> read();
    /// What the device has no room for is lost, as on any wire.
    void write(std::span<const std::uint8_t> packet);
    int error() const { return m_error; } ///< errno: it is gone; 0: it is not
    std::uint64_t lost() const { return m_lost; }

private:
    int m_descriptor;
    int m_error = 0;
    std::uint64_t m_lost = 0;
    Octets m_buffer = Octets(65536);
};

struct LoopSettings {
    /// More than 0: somebody wants it to end (Ctrl+C); more than 1: at once.
    const volatile std::sig_atomic_t* stopAsked = nullptr;
    Instant until = Instant::never();
    /// Asked after each turn; true: it is to end.
    std::function<bool()> afterTurn{};
};

enum class LoopEnd : std::uint8_t {
    Done,    ///< the application has done what it was to do
    Stopped, ///< somebody wanted it, or its time was over
    Full,    ///< afterTurn() said so
    Device,  ///< the device has gone
};

LoopEnd runInRealTime(Application& application, LiveHost& host, Device& device, const Clock& clock,
                      const LoopSettings& settings);

} // namespace tcplab::live
