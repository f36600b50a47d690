#include "app/live/tun.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace tcplab::live {
namespace {

class ControlSocket {
public:
    explicit ControlSocket(int family) : m_descriptor(socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {}
    ~ControlSocket()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;
    /// 0, or the errno.
    template <class Request> int ask(unsigned long what, Request& request) const
    {
        return ioctl(m_descriptor, what, &request) < 0 ? errno : 0;
    }

private:
    int m_descriptor;
};

ifreq requestFor(const std::string& name)
{
    ifreq request{};
    name.copy(request.ifr_name, IFNAMSIZ - 1);
    return request;
}

/// As <linux/ipv6.h> has it, which cannot stand beside <netinet/in.h>.
struct In6Request {
    in6_addr address{};
    std::uint32_t prefix = 0;
    int index = 0;
};

/// As <linux/ipv6_route.h>'s in6_rtmsg.
struct In6Route {
    in6_addr destination{};
    in6_addr source{};
    in6_addr gateway{};
    std::uint32_t type = 0;
    std::uint16_t destinationLength = 0;
    std::uint16_t sourceLength = 0;
    std::uint32_t metric = 0;
    unsigned long info = 0;
    std::uint32_t flags = 0;
    int index = 0;
};

void put(sockaddr& into, const IpAddress& address)
{
    sockaddr_in in{};
    in.sin_family = AF_INET;
    std::memcpy(&in.sin_addr, address.octets.data(), sizeof in.sin_addr);
    std::memcpy(&into, &in, sizeof in);
}

/// A point-to-point address: nothing but the simulated host is routed here.
int giveIpv4(const ControlSocket& control, const std::string& name, const IpAddress& kernel,
             const IpAddress& simulated)
{
    ifreq request = requestFor(name);
    put(request.ifr_addr, kernel);
    if (const int error = control.ask(SIOCSIFADDR, request))
        return error;
    put(request.ifr_addr, simulated);
    if (const int error = control.ask(SIOCSIFDSTADDR, request))
        return error;
    put(request.ifr_addr, {.octets = {255, 255, 255, 255}});
    return control.ask(SIOCSIFNETMASK, request);
}

int giveIpv6(int index, const IpAddress& kernel)
{
    const ControlSocket control(AF_INET6);
    In6Request request{.prefix = 128, .index = index};
    std::memcpy(&request.address, kernel.octets.data(), sizeof request.address);
    const int error = control.ask(SIOCSIFADDR, request);
    return error == EEXIST ? 0 : error;
}

/// Once the device is up.
int routeIpv6(int index, const IpAddress& simulated)
{
    const ControlSocket control(AF_INET6);
    In6Route route{.destinationLength = 128, .metric = 1, .flags = RTF_UP | RTF_HOST, .index = index};
    std::memcpy(&route.destination, simulated.octets.data(), sizeof route.destination);
    const int error = control.ask(SIOCADDRT, route);
    return error == EEXIST ? 0 : error;
}

} // namespace

tl::expected<Tun, TunError> Tun::open(const std::string& name, const IpAddress& kernel,
                                      const IpAddress& simulated, std::uint32_t mtu)
{
    using Step = TunError::Step;
    const auto failed = [](Step step, int error) { return tl::unexpected(TunError{step, error}); };
    if (name.empty() || name.size() >= IFNAMSIZ || name.find_first_of("/ %:\t\n") != std::string::npos)
        return failed(Step::Name, EINVAL);
    const int descriptor = ::open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return failed(Step::Open, errno);
    Tun tun(descriptor, name);
    // Bare packets, no header of the device's own before them: so the kernel cuts into segments and sums up itself.
    ifreq request = requestFor(name);
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (ioctl(descriptor, TUNSETIFF, &request) < 0)
        return failed(Step::Attach, errno);

    const ControlSocket control(AF_INET);
    request = requestFor(name);
    if (const int error = control.ask(SIOCGIFFLAGS, request))
        return failed(Step::Up, error);
    tun.m_wasUp = (request.ifr_flags & IFF_UP) != 0;
    if (tun.m_wasUp)
        return tun;
    const auto flags = request.ifr_flags;
    request = requestFor(name);
    if (const int error = control.ask(SIOCGIFINDEX, request))
        return failed(Step::Up, error);
    const int index = request.ifr_ifindex;
    request = requestFor(name);
    request.ifr_mtu = static_cast<int>(mtu);
    if (const int error = control.ask(SIOCSIFMTU, request))
        return failed(Step::Up, error);
    if (const int error = kernel.isV6 ? giveIpv6(index, kernel) : giveIpv4(control, name, kernel, simulated))
        return failed(Step::Address, error);
    request = requestFor(name);
    request.ifr_flags = static_cast<short>(flags | IFF_UP | IFF_RUNNING);
    if (const int error = control.ask(SIOCSIFFLAGS, request))
        return failed(Step::Up, error);
    if (kernel.isV6)
        if (const int error = routeIpv6(index, simulated))
            return failed(Step::Address, error);
    return tun;
}

Tun::Tun(Tun&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_name(std::move(other.m_name)),
      m_wasUp(other.m_wasUp)
{}

Tun::~Tun()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace tcplab::live
