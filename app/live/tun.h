/// A TUN device of this machine: packets that the kernel routes to it come out of its descriptor, packets written to it
/// come in as from a network. Linux, and the right to manage network devices (CAP_NET_ADMIN).
#pragma once
#include "core/trace/sightings.h"

#include <string>
#include <tl/expected.hpp>

namespace tcplab::live {

/// Which step did not succeed, and the errno that says why.
struct TunError {
    enum class Step : std::uint8_t { Name, Open, Attach, Address, Up };
    Step step = Step::Open;
    int error = 0;
};

/// The device's descriptor, and the device as long as it is open.
class Tun {
public:
    /// Attaches to the device, which is made if there is none. If it is down it gets the kernel's address, a route to the
    /// simulated host alone, and its MTU, and comes up; if it is up, whoever made it so has seen to that.
    static tl::expected<Tun, TunError> open(const std::string& name, const IpAddress& kernel,
                                            const IpAddress& simulated, std::uint32_t mtu);
    Tun(Tun&& other) noexcept;
    Tun& operator=(Tun&&) = delete;
    ~Tun();

    int descriptor() const { return m_descriptor; }
    const std::string& name() const { return m_name; }
    /// It was up already, and has been left as it was.
    bool wasUp() const { return m_wasUp; }

private:
    Tun(int descriptor, std::string name) : m_descriptor(descriptor), m_name(std::move(name)) {}
    int m_descriptor;
    std::string m_name;
    bool m_wasUp = false;
};

} // namespace tcplab::live
