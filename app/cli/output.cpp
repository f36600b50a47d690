#include "app/cli/output.h"

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tcplab {
namespace {

// A person who interrupts a long run must not find a half-written file beside the one asked for.
constexpr std::array endingSignals{SIGINT, SIGTERM, SIGHUP};
std::array<char, PATH_MAX> toRemove{};
volatile std::sig_atomic_t hasToRemove = 0;

extern "C" void removeAndDie(int signal)
{
    if (hasToRemove != 0)
        unlink(toRemove.data());
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void removeOnSignals(const std::string& path)
{
    hasToRemove = 0;
    if (path.empty() || path.size() >= toRemove.size())
        return;
    std::memcpy(toRemove.data(), path.c_str(), path.size() + 1);
    hasToRemove = 1;
    for (const int signal : endingSignals)
        if (std::signal(signal, removeAndDie) == SIG_IGN) // nohup: it stays ignored
            std::signal(signal, SIG_IGN);
}

/// Holds the signals back that end the program, while a file is there that no handler knows of yet.
class SignalsHeld {
public:
    SignalsHeld()
    {
        sigset_t held;
        sigemptyset(&held);
        for (const int signal : endingSignals)
            sigaddset(&held, signal);
        pthread_sigmask(SIG_BLOCK, &held, &m_before);
    }
    ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;

private:
    sigset_t m_before{};
};

/// A link is followed, also to a file that is yet to be made: what it names is replaced, not the link.
std::string targetOf(std::string path)
{
    constexpr int mostLinks = 40; // more are a circle
    for (int links = 0; links < mostLinks; ++links) {
        std::array<char, PATH_MAX> target{};
        const ssize_t length = readlink(path.c_str(), target.data(), target.size());
        if (length <= 0 || static_cast<std::size_t>(length) == target.size())
            break;
        const std::string_view named(target.data(), static_cast<std::size_t>(length));
        const std::size_t folder = named.starts_with('/') ? 0 : path.find_last_of('/') + 1;
        path.replace(folder, std::string::npos, named);
    }
    return path;
}

mode_t modeOfNewFiles()
{
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

} // namespace

bool Output::write(std::string_view text)
{
    constexpr std::size_t enough = std::size_t{64} * 1024;
    if (m_error != 0)
        return false;
    m_buffer += text;
    return m_buffer.size() < enough || flush();
}

bool Output::flush()
{
    std::string_view rest = m_buffer;
    while (!rest.empty() && m_error == 0) {
        const ssize_t written = ::write(m_descriptor, rest.data(), rest.size());
        if (written >= 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            m_error = errno;
    }
    m_buffer.clear();
    return m_error == 0;
}

ResultFile::~ResultFile() { discard(); }

int ResultFile::open(const std::string& path)
{
    if (path.empty())
        return ENOENT;
    m_path = targetOf(path);
    struct stat existing{};
    const bool exists = stat(m_path.c_str(), &existing) == 0;
    if (exists && S_ISDIR(existing.st_mode))
        return EISDIR;
    if (exists && !S_ISREG(existing.st_mode)) {
        m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CLOEXEC);
        return m_descriptor < 0 ? errno : 0;
    }
    if (exists && access(m_path.c_str(), W_OK) != 0)
        return errno;
    const std::size_t slash = m_path.find_last_of('/');
    const std::string folder = slash == std::string::npos ? "" : m_path.substr(0, slash + 1);
    if (slash != std::string::npos && slash + 1 == m_path.size())
        return EISDIR;
    std::string temporary = folder + ".tcplab-XXXXXX"; // short, so that any name that fits may be asked for
    const SignalsHeld held;
    m_descriptor = mkostemp(temporary.data(), O_CLOEXEC);
    if (m_descriptor < 0)
        return errno;
    m_temporary = temporary;
    removeOnSignals(m_temporary);
    if (fchmod(m_descriptor, exists ? existing.st_mode & 07777 : modeOfNewFiles()) != 0)
        return errno;
    return 0;
}

int ResultFile::commit()
{
    const int closed = close(m_descriptor);
    m_descriptor = -1;
    if (closed != 0)
        return errno;
    if (m_temporary.empty())
        return 0;
    if (std::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        return errno;
    m_temporary.clear();
    hasToRemove = 0;
    return 0;
}

void ResultFile::discard()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
    m_descriptor = -1;
    if (!m_temporary.empty())
        unlink(m_temporary.c_str());
    m_temporary.clear();
    hasToRemove = 0;
}

} // namespace tcplab
