/// The command line as tests run it: in this process, or as the program that ships.
#pragma once
#include "app/cli/environment.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

struct Outcome {
    int code = -1; ///< exit code; 128 + n: ended by signal n
    std::string out;
    std::string error;
};

/// In this process. `input` is what standard input holds.
Outcome call(const std::vector<std::string>& arguments, const std::string& input = {}, Environment here = {});
/// The real program, with these environment variables ("LANG=C") and no others.
Outcome runProgram(const std::vector<std::string>& arguments, const std::string& input = {},
                   const std::vector<std::string>& environment = {});
/// Any program: `words[0]` is its path.
Outcome runWords(const std::vector<std::string>& words, const std::string& input = {},
                 const std::vector<std::string>& environment = {});

/// As execve() wants them; they point into `words`.
std::vector<char*> pointersTo(std::vector<std::string>& words);

std::vector<std::string> linesOf(std::string_view text);
/// Columns on a terminal, as the C library counts them; −1: it holds what cannot be printed.
int terminalColumns(const std::string& line);
/// Names of the scenarios that ship.
std::vector<std::string> libraryNames();
/// Expects something of each of them; what fails says of which.
void forEachScenario(const std::function<void(const std::string& name)>& expect);

/// Where the real program lies.
std::string programPath();

/// A folder of its own, gone at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string path(const std::string& name) const { return m_path + "/" + name; }
    std::string write(const std::string& name, std::string_view text) const;
    /// Names of what is in it, sorted.
    std::vector<std::string> names() const;

private:
    std::string m_path;
};

std::string textOfFile(const std::string& path);

} // namespace tcplab
