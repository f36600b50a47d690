#include "tests/bench/processes.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tcplab::bench {
namespace {

/// A word as the shell takes it to be one, whatever is in it.
std::string quoted(const std::string& word)
{
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

} // namespace

Process processOf(std::vector<std::string> words)
{
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    const auto begin = std::chrono::steady_clock::now();
    pid_t child = 0;
    const int failed = posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    int status = 0;
    struct rusage usage = {};
    const bool ran = failed == 0 && wait4(child, &status, 0, &usage) == child && WIFEXITED(status) &&
                     WEXITSTATUS(status) == 0;
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    posix_spawn_file_actions_destroy(&actions);
    if (!ran) {
        std::fprintf(stderr, "bench: %s did not run\n", words.front().c_str());
        std::exit(1);
    }
    const auto ms = [](const timeval& time) {
        return 1e3 * double(time.tv_sec) + 1e-3 * double(time.tv_usec);
    };
    return {took.count(), ms(usage.ru_utime) + ms(usage.ru_stime),
            static_cast<double>(usage.ru_maxrss) / 1024};
}

double numberPrintedBy(const std::vector<std::string>& words)
{
    std::string line;
    for (const std::string& word : words)
        line += quoted(word) + " ";
    std::FILE* output = popen(line.c_str(), "r");
    double number = 0;
    const bool read = output != nullptr && std::fscanf(output, "%lf", &number) == 1;
    if (output == nullptr || pclose(output) != 0 || !read) {
        std::fprintf(stderr, "bench: %sfailed\n", line.c_str());
        return 0;
    }
    return number;
}

} // namespace tcplab::bench
