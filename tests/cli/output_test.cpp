#include "app/library/library.h"
#include "tests/cli/run_cli.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <pty.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// A run that goes on until somebody stops it.
const std::string endless =
    "[client]\nprogram = '''\nconnect server:80\nrepeat 1000000\nsend 1 MiB\nend\n'''\n"
    "[server]\nprogram = '''\nlisten 80\naccept\nrecv eof\n'''\n";

mode_t modeOf(const std::string& path)
{
    struct stat found{};
    EXPECT_EQ(stat(path.c_str(), &found), 0);
    return found.st_mode & 07777;
}

TEST(OutputOption, WritesWhatWouldHaveGoneToStandardOutput)
{
    const TemporaryFolder folder;
    for (const char* format : {"ladder", "table", "steps", "jsonl", "summary", "pcapng"}) {
        const Outcome outcome = call({"run", "fin-lost", "-f", format, "-o", folder.path(format)});
        EXPECT_EQ(outcome.code, 0);
        EXPECT_EQ(outcome.out, "");
        EXPECT_EQ(outcome.error, "");
        EXPECT_EQ(textOfFile(folder.path(format)), call({"run", "fin-lost", "-f", format}).out);
    }
    EXPECT_THAT(folder.names(), ElementsAre("jsonl", "ladder", "pcapng", "steps", "summary", "table"));
    EXPECT_EQ(call({"run", "fin-lost", "-o", "-"}).out, call({"run", "fin-lost"}).out);
}

TEST(OutputOption, MakesAFileThatOthersMayReadAsTheUmaskHasIt)
{
    const TemporaryFolder folder;
    const mode_t mask = umask(027);
    EXPECT_EQ(call({"run", "fin-lost", "-o", folder.path("x")}).code, 0);
    umask(mask);
    EXPECT_EQ(modeOf(folder.path("x")), 0640u);
}

TEST(OutputOption, ReplacesAFileAndKeepsItsModeAndTheLinkToIt)
{
    const TemporaryFolder folder;
    const std::string file = folder.write("real", "old");
    ASSERT_EQ(chmod(file.c_str(), 0604), 0);
    ASSERT_EQ(symlink(file.c_str(), folder.path("link").c_str()), 0);
    EXPECT_EQ(call({"run", "fin-lost", "-o", folder.path("link")}).code, 0);
    EXPECT_EQ(textOfFile(file), call({"run", "fin-lost"}).out);
    EXPECT_EQ(modeOf(file), 0604u);
    EXPECT_TRUE(std::filesystem::is_symlink(folder.path("link")));
}

TEST(OutputOption, MakesTheFileThatALinkNamesBeforeItIsThere)
{
    const TemporaryFolder folder;
    ASSERT_EQ(symlink("second", folder.path("first").c_str()), 0);
    ASSERT_EQ(symlink(folder.path("file").c_str(), folder.path("second").c_str()), 0);
    EXPECT_EQ(call({"run", "fin-lost", "-o", folder.path("first")}).code, 0);
    EXPECT_TRUE(std::filesystem::is_symlink(folder.path("first")));
    EXPECT_TRUE(std::filesystem::is_symlink(folder.path("second")));
    EXPECT_TRUE(std::filesystem::is_regular_file(folder.path("file")));
}

TEST(OutputOption, LeavesNothingBehindWhenTheInputIsWrong)
{
    const TemporaryFolder folder;
    EXPECT_EQ(call({"run", "no-such", "-o", folder.path("x")}).code, 2);
    EXPECT_EQ(call({"run", "-", "-o", folder.path("x")}, "nonsense").code, 2);
    EXPECT_EQ(call({"run", "fin-lost", "--set", "a=b", "-o", folder.path("x")}).code, 2);
    EXPECT_EQ(call({"run", "fin-lost", "-f", "picture", "-o", folder.path("x")}).code, 2);
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(OutputOption, SaysWhyAPlaceCannotBeWrittenTo)
{
    const TemporaryFolder folder;
    const std::string file = folder.write("file", "");
    const std::vector<std::pair<std::string, std::string>> places{
        {folder.path("no/such/folder"), "there is no such file or folder"},
        {folder.path(""), "it is a folder"},
        {file + "/below", "a part of the path is no folder"},
        {folder.path(std::string(300, 'x')), "the name is too long"},
        {"/dev/full", "no space left on the device"},
    };
    for (const auto& [place, why] : places) {
        const Outcome outcome = call({"run", "fin-lost", "-o", place});
        EXPECT_EQ(outcome.code, 1) << place;
        EXPECT_EQ(outcome.out, "");
        EXPECT_THAT(linesOf(outcome.error), SizeIs(1));
        EXPECT_THAT(outcome.error, HasSubstr(why));
    }
    EXPECT_THAT(folder.names(), ElementsAre("file"));
    EXPECT_THAT(call({"run", "fin-lost", "-o", "/dev/full", "--lang", "zh"}).error,
                HasSubstr("没有剩余空间"));
}

TEST(OutputOption, LeavesNothingHalfWrittenWhenTheDiskIsFull)
{
    const TemporaryFolder folder;
    const std::string file = folder.write("old", "old");
    for (const std::string& path : {file, folder.path("new")}) {
        // A file may have 8 blocks here; ignoring the signal makes the write fail as on a full disk.
        const Outcome outcome =
            runWords({"/bin/sh", "-c", "ulimit -f 8; trap '' XFSZ; exec \"$@\"", "sh", programPath(), "run",
                      "connect-send-close", "-f", "jsonl", "-o", path});
        EXPECT_EQ(outcome.code, 1);
        EXPECT_THAT(outcome.error, HasSubstr("the file would be too large"));
    }
    EXPECT_THAT(folder.names(), ElementsAre("old"));
    EXPECT_EQ(textOfFile(file), "old");
}

TEST(OutputOption, LeavesNothingBehindWhenTheRunIsInterrupted)
{
    const TemporaryFolder folder;
    const std::string scenario = folder.write("endless.toml", endless);
    std::vector<std::string> words{programPath(),  "run",     scenario,
                                   "-f",           "summary", "--limit",
                                   "900000000000", "-o",      folder.path("result")};
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    ASSERT_EQ(posix_spawn(&child, arguments[0], nullptr, nullptr, arguments.data(), environ), 0);
    while (folder.names().size() < 2 && waitpid(child, nullptr, WNOHANG) == 0)
        std::this_thread::yield();
    // Its file is there under another name; the handler that removes it comes right after.
    for (int status = 0;;) {
        kill(child, SIGTERM);
        if (waitpid(child, &status, 0) == child) {
            EXPECT_TRUE(WIFSIGNALED(status));
            break;
        }
    }
    EXPECT_THAT(folder.names(), ElementsAre("endless.toml"));
}

TEST(StandardOutput, ThatIsFullOrClosedIsReported)
{
    const auto to = [](const std::string& place) {
        return runWords({"/bin/sh", "-c", "exec \"$@\" " + place, "sh", programPath(), "run", "fin-lost"});
    };
    for (const char* place : {">/dev/full", ">&-"}) {
        const Outcome outcome = to(place);
        EXPECT_EQ(outcome.code, 1) << place;
        EXPECT_THAT(linesOf(outcome.error), SizeIs(1)) << place;
        EXPECT_THAT(outcome.error, HasSubstr("standard output: cannot be written")) << place;
    }
    for (const char* command : {"list", "knobs", "--help", "--version"})
        EXPECT_EQ(runWords({"/bin/sh", "-c", "exec \"$@\" >/dev/full", "sh", programPath(), command}).code,
                  1);
}

TEST(StandardOutput, WhoseReaderHasGoneEndsTheProgramQuietly)
{
    const TemporaryFolder folder;
    const std::string scenario = folder.write("endless.toml", endless);
    const Outcome outcome = runWords({"/bin/sh", "-c", "\"$@\" | head -n 1", "sh", programPath(), "run",
                                      scenario, "-f", "jsonl", "--limit", "4000000000"},
                                     {}, {"PATH=/usr/bin:/bin"});
    EXPECT_THAT(linesOf(outcome.out), SizeIs(1));
    EXPECT_EQ(outcome.error, "");
}

/// Whether there are terminals here at all: a bare root may have none.
bool hasTerminals()
{
    int master = -1;
    int slave = -1;
    if (openpty(&master, &slave, nullptr, nullptr, nullptr) != 0)
        return false;
    ::close(master);
    ::close(slave);
    return true;
}

/// What the program writes to a terminal of 100 columns.
std::string onTerminal(const std::vector<std::string>& environment, const std::vector<std::string>& more = {})
{
    int master = -1;
    winsize size{};
    size.ws_col = 100;
    size.ws_row = 30;
    const pid_t child = forkpty(&master, nullptr, nullptr, &size);
    if (child == 0) {
        std::vector<std::string> words{programPath(), "run", "fin-lost"};
        words.insert(words.end(), more.begin(), more.end());
        std::vector<std::string> variables = environment;
        execve(programPath().c_str(), pointersTo(words).data(), pointersTo(variables).data());
        _exit(127);
    }
    std::string text;
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = read(master, buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(got));
    ::close(master);
    waitpid(child, nullptr, 0);
    std::erase(text, '\r');
    return text;
}

int widestLine(const std::string& text)
{
    int columns = 0;
    for (const std::string& line : linesOf(text))
        columns = std::max(columns, terminalColumns(line));
    return columns;
}

TEST(Terminal, GetsColoursUnlessItIsToStayPlain)
{
    if (!hasTerminals())
        GTEST_SKIP() << "no pseudo-terminals here";
    EXPECT_THAT(onTerminal({"TERM=xterm"}), HasSubstr("\033["));
    EXPECT_THAT(onTerminal({"TERM=xterm", "NO_COLOR=1"}), Not(HasSubstr("\033[")));
    EXPECT_THAT(onTerminal({"TERM=dumb"}), Not(HasSubstr("\033[")));
}

TEST(Terminal, IsUsedInItsWidth)
{
    if (!hasTerminals())
        GTEST_SKIP() << "no pseudo-terminals here";
    EXPECT_EQ(widestLine(onTerminal({"TERM=xterm", "NO_COLOR=1"})), 100);
    EXPECT_EQ(widestLine(onTerminal({"TERM=xterm", "NO_COLOR=1", "COLUMNS=90"})), 90);
    EXPECT_LE(widestLine(runProgram({"run", "fin-lost"}, {}, {"COLUMNS=120"}).out), 80); // no terminal
}

TEST(Terminal, GetsNoPcapng)
{
    if (!hasTerminals())
        GTEST_SKIP() << "no pseudo-terminals here";
    EXPECT_THAT(linesOf(onTerminal({"TERM=dumb"}, {"-f", "pcapng"})), ElementsAre(HasSubstr("-o FILE")));
    const TemporaryFolder folder;
    EXPECT_EQ(onTerminal({"TERM=dumb"}, {"-f", "pcapng", "-o", folder.path("x")}), "");
    EXPECT_EQ(textOfFile(folder.path("x")), call({"run", "fin-lost", "-f", "pcapng"}).out);
}

} // namespace
} // namespace tcplab
