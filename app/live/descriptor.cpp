#include "app/live/descriptor.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <sys/stat.h>
#include <unistd.h>

namespace tcplab::live {
namespace {

template <class Read> GotOctets readWith(std::size_t most, Read read)
{
    GotOctets got{.octets = Octets(most)};
    ssize_t length = 0;
    do
        length = read(got.octets.data(), most);
    while (length < 0 && errno == EINTR);
    if (length < 0 && errno != EAGAIN)
        got.error = errno;
    got.ended = length == 0 || got.error != 0;
    got.octets.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    return got;
}

} // namespace

GotOctets readSome(int descriptor, std::size_t most)
{
    return readWith(most, [&](std::uint8_t* into, std::size_t n) { return ::read(descriptor, into, n); });
}

GotOctets readAt(int descriptor, std::uint64_t offset, std::size_t most)
{
    return readWith(most, [&](std::uint8_t* into, std::size_t n) {
        return ::pread(descriptor, into, n, static_cast<off_t>(offset));
    });
}

PutOctets writeSome(int descriptor, std::span<const std::uint8_t> octets)
{
    struct stat found{};
    const bool isFile = fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
    const std::size_t most = isFile ? octets.size() : std::min<std::size_t>(octets.size(), PIPE_BUF);
    const ssize_t written = ::write(descriptor, octets.data(), most);
    if (written >= 0)
        return {.octets = static_cast<std::size_t>(written)};
    return {.error = errno == EINTR || errno == EAGAIN ? 0 : errno};
}

} // namespace tcplab::live
