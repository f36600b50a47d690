/// The window as a whole process: how long to its first frame, and the memory with a long run open. TCPLAB_WINDOW
/// and TCPLAB_BENCH_EMPTY_WINDOW name the programs; without them there is no window to measure.
#include "core/world/scenario_file.h"
#include "tests/bench/measure.h"
#include "tests/bench/processes.h"
#include "tests/bench/works.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>
#include <vector>

namespace tcplab::bench {

namespace {

/// A scenario in a file of its own, which goes with it.
class ScenarioFile {
public:
    explicit ScenarioFile(const Scenario& scenario)
        : m_path(std::filesystem::temp_directory_path() /
                 ("tcplab-bench-" + std::to_string(std::rand()) + ".toml"))
    {
        std::ofstream(m_path) << writeScenario(scenario);
    }
    ~ScenarioFile() { std::filesystem::remove(m_path); }
    ScenarioFile(const ScenarioFile&) = delete;
    ScenarioFile& operator=(const ScenarioFile&) = delete;
    std::string path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// A screen on which the window has the size that it asks for, the least window's: Qt's own in memory is 800 wide.
class Screen {
public:
    Screen()
        : m_path(std::filesystem::temp_directory_path() / ("tcplab-bench-" + std::to_string(std::rand())))
    {
        std::ofstream(m_path) << R"({"synchronousWindowSystemEvents": false, "windowFrameMargins": false,
            "screens": [{"name": "projector", "x": 0, "y": 0, "width": 1920, "height": 1080,
                         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})";
        setenv("QT_QPA_PLATFORM", ("offscreen:configfile=" + m_path.string()).c_str(), 1);
    }
    ~Screen() { std::filesystem::remove(m_path); }
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

private:
    std::filesystem::path m_path;
};

/// What a start of either reads: the programs, Qt and what Qt needs, fonts and their cache, the language.
std::vector<std::filesystem::path> filesOfAStart(const std::string& window, const std::string& empty)
{
    std::vector<std::filesystem::path> files{window, window + "-window", empty};
    for (const char* folder :
         {"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib/locale", "/usr/share/fonts",
          "/usr/share/fontconfig", "/etc/fonts", "/var/cache/fontconfig"}) {
        std::error_code none;
        for (std::filesystem::recursive_directory_iterator at(folder, none), end; at != end;
             at.increment(none))
            if (at->is_regular_file(none))
                files.push_back(at->path());
    }
    return files;
}

/// As if the machine had just been switched on: the kernel forgets what it holds of these files.
void forget(const std::vector<std::filesystem::path>& files)
{
    for (const auto& file : files) {
        const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        if (opened < 0)
            continue;
        posix_fadvise(opened, 0, 0, POSIX_FADV_DONTNEED);
        ::close(opened);
    }
}

/// From the program's start until its first frame is painted, where both end.
void start(const std::string& window, const std::string& empty, bool cold)
{
    const auto files = cold ? filesOfAStart(window, empty) : std::vector<std::filesystem::path>{};
    const auto startOf = [&](std::vector<std::string> words) {
        forget(files);
        const Process one = processOf(std::move(words));
        return cold ? one.milliseconds : one.cpuMilliseconds;
    };
    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> ratios;
    // In turn, since the machine's speed changes with time; the first of each fills the file cache.
    for (int i = 0; i < 22; ++i) {
        const double one = startOf({window, "--end-when", "painted"});
        const double other = startOf({empty});
        if (i == 0)
            continue;
        ours.push_back(one);
        theirs.push_back(other);
        ratios.push_back(one / other);
    }
    char note[80];
    std::snprintf(note, sizeof note, "the least Qt window: %.0f ms", spreadOf(theirs).median);
    print({.work = cold ? "the window's cold start, to its first frame: time"
                        : "the window's start from memory, to its first frame: CPU time",
           .ours = spreadOf(ours),
           .unit = "ms",
           .note = note});
    print({.work = "… against the least Qt window",
           .ours = spreadOf(ratios),
           .unit = "times",
           .goal = cold ? "≤ 1.5" : ""});
}

void memory(const std::string& window, const std::string& empty)
{
    // Two data segments bring one ACK: 100,000 segments.
    const ScenarioFile run(*transfer({.octets = 97'000'000, .loss = "0.1 %"}));
    const Process open = processOf({window, "--end-when", "computed", run.path()});
    char note[80];
    std::snprintf(note, sizeof note, "the least Qt window: %.0f MB", processOf({empty}).peakMegabytes);
    print({.work = "the window with a run of 100,000 segments: memory at its most",
           .ours = spreadOf({open.peakMegabytes}),
           .unit = "MB",
           .goal = "< 150",
           .note = note});
}

} // namespace

void windows()
{
    const char* window = std::getenv("TCPLAB_WINDOW");
    const char* empty = std::getenv("TCPLAB_BENCH_EMPTY_WINDOW");
    if (window == nullptr || empty == nullptr)
        return;
    const Screen screen;
    start(window, empty, true);
    start(window, empty, false);
    memory(window, empty);
}

} // namespace tcplab::bench
