// tcplab, as it is started: has the kernel fetch the libraries that the window is about to load, and becomes the window.
// The loader reads one after the other and waits for each; fetched together, and while it works, they are there in
// time. Nothing of a library but the C library's is used, and that is linked in: this one waits for nothing.
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// As found when the window was linked; one that is not there any more is passed over.
const char* const libraries[] = {
#include "app/launch/libraries.inc"
    nullptr};

void fetch(const char* path)
{
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    posix_fadvise(file, 0, 0, POSIX_FADV_WILLNEED);
    ::close(file);
}

/// In a process of its own, which is nobody's child: the window need not know of it.
void fetchAhead(const char* window)
{
    const pid_t child = ::fork();
    if (child > 0) {
        while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {}
        return;
    }
    if (child < 0 || ::fork() != 0) {
        if (child == 0)
            ::_exit(0);
        return;
    }
    // Whoever reads what the program says waits for its end, not for this one's.
    for (const int said : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::close(said);
    fetch(window);
    for (const char* const* one = libraries; *one != nullptr; ++one)
        fetch(*one);
    ::_exit(0);
}

bool speaksChinese()
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return std::strncmp(value, "zh", 2) == 0;
    return false;
}

void say(const char* words) { static_cast<void>(!::write(STDERR_FILENO, words, std::strlen(words))); }

} // namespace

int main(int, char** argv)
{
    char unstartable[PATH_MAX + 64] = "";
    int why = 0;
    char folder[PATH_MAX];
    const ssize_t length = ::readlink("/proc/self/exe", folder, sizeof folder - 1);
    if (length > 0) {
        folder[length] = '\0';
        *std::strrchr(folder, '/') = '\0';
        // As it is built, and as it is installed.
        for (const char* place : {"/tcplab-window", "/../lib/tcplab/tcplab-window"}) {
            char window[PATH_MAX + 64];
            std::strcpy(window, folder);
            std::strcat(window, place);
            if (::access(window, X_OK) != 0)
                continue;
            fetchAhead(window);
            ::execv(window, argv);
            if (why == 0) {
                why = errno;
                std::strcpy(unstartable, window);
            }
        }
    }
    if (why != 0) {
        for (const char* words : std::initializer_list<const char*>{
                 speaksChinese() ? "tcplab：无法启动 " : "tcplab: cannot start ", unstartable, ": ",
                 std::strerror(why), "\n"})
            say(words);
        return 1;
    }
    say(speaksChinese()
            ? "tcplab：找不到窗口程序 tcplab-window（应在 tcplab 旁边或 ../lib/tcplab 中），请重新安装\n"
            : "tcplab: the window's program, tcplab-window, is neither beside tcplab nor in ../lib/tcplab; "
              "install it again\n");
    return 1;
}
