/// What a whole process costs: the command line beside a program that does nothing.
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

/// Runs a program with its output thrown away; false unless it exits with 0.
bool ran(std::vector<std::string> words)
{
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    return failed == 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

void emptyProcess(benchmark::State& state)
{
    for (auto _ : state) {
        if (!ran({"/bin/true"}))
            state.SkipWithError("/bin/true did not run");
    }
}
BENCHMARK(emptyProcess)->UseRealTime()->Unit(benchmark::kMillisecond);

void commandLineRunsTheDefaultScenario(benchmark::State& state)
{
    const char* cli = std::getenv("TCPLAB_CLI"); // ./dev bench sets it
    for (auto _ : state) {
        if (cli == nullptr || !ran({cli, "run", "three-way-handshake"})) {
            state.SkipWithError("TCPLAB_CLI does not name a tcplab-cli that runs");
            break;
        }
    }
}
BENCHMARK(commandLineRunsTheDefaultScenario)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
