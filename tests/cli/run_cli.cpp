#include "tests/cli/run_cli.h"

#include "app/cli/command_line.h"
#include "app/library/library.h"

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdlib>
#include <cwchar>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tcplab {
namespace {

/// A file in memory.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view text = {}) : m_descriptor(memfd_create("tcplab-test", MFD_CLOEXEC))
    {
        EXPECT_EQ(write(m_descriptor, text.data(), text.size()), static_cast<ssize_t>(text.size()));
        lseek(m_descriptor, 0, SEEK_SET);
    }
    ~MemoryFile() { ::close(m_descriptor); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    int descriptor() const { return m_descriptor; }
    std::string text() const
    {
        std::string text(static_cast<std::size_t>(lseek(m_descriptor, 0, SEEK_END)), '\0');
        EXPECT_EQ(pread(m_descriptor, text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
        return text;
    }

private:
    int m_descriptor;
};

} // namespace

std::vector<char*> pointersTo(std::vector<std::string>& words)
{
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

Outcome call(const std::vector<std::string>& arguments, const std::string& input, Environment here)
{
    const MemoryFile in(input);
    const MemoryFile out;
    const MemoryFile error;
    here.in = in.descriptor();
    here.out = out.descriptor();
    here.error = error.descriptor();
    const int code = commandLine(arguments, here);
    return {.code = code, .out = out.text(), .error = error.text()};
}

Outcome runWords(const std::vector<std::string>& words, const std::string& input,
                 const std::vector<std::string>& environment)
{
    const MemoryFile in(input);
    const MemoryFile out;
    const MemoryFile error;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.descriptor(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.descriptor(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, error.descriptor(), STDERR_FILENO);
    std::vector<std::string> arguments = words;
    std::vector<std::string> variables = environment;
    pid_t child = 0;
    const int failed = posix_spawn(&child, words.front().c_str(), &actions, nullptr,
                                   pointersTo(arguments).data(), pointersTo(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        return {};
    int status = 0;
    waitpid(child, &status, 0);
    return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            .out = out.text(),
            .error = error.text()};
}

std::string programPath() { return TCPLAB_CLI; }

Outcome runProgram(const std::vector<std::string>& arguments, const std::string& input,
                   const std::vector<std::string>& environment)
{
    std::vector<std::string> words{programPath()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return runWords(words, input, environment);
}

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

int terminalColumns(const std::string& line)
{
    static const bool hasLocale = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;
    EXPECT_TRUE(hasLocale);
    int columns = 0;
    const char* rest = line.c_str();
    std::mbstate_t state{};
    for (std::size_t left = line.size(); left > 0;) {
        wchar_t c = 0;
        const std::size_t length = std::mbrtowc(&c, rest, left, &state);
        if (length == 0 || length > left)
            return -1;
        const int width = wcwidth(c);
        if (width < 0)
            return -1;
        columns += width;
        rest += length;
        left -= length;
    }
    return columns;
}

std::vector<std::string> libraryNames()
{
    std::vector<std::string> names;
    for (const LibraryFile& file : libraryFiles())
        names.emplace_back(file.name);
    return names;
}

void forEachScenario(const std::function<void(const std::string& name)>& expect)
{
    for (const std::string& name : libraryNames()) {
        SCOPED_TRACE(name);
        expect(name);
    }
}

TemporaryFolder::TemporaryFolder()
{
    std::string name = testing::TempDir() + "tcplab-cli-XXXXXX";
    if (mkdtemp(name.data()) != nullptr)
        m_path = name;
    EXPECT_FALSE(m_path.empty());
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    if (!m_path.empty())
        std::filesystem::remove_all(m_path, ignored);
}

std::string TemporaryFolder::write(const std::string& name, std::string_view text) const
{
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
}

std::vector<std::string> TemporaryFolder::names() const
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(m_path))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::string textOfFile(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace tcplab
