/// The window as a whole process: how long to its first frame, and the memory with a long run open. TCPLAB_WINDOW
/// and TCPLAB_BENCH_EMPTY_WINDOW name the programs; without them there is no window to measure.
#include "core/world/scenario_file.h"
#include "tests/bench/measure.h"
#include "tests/bench/processes.h"
#include "tests/bench/works.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

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

void start(const std::string& window, const std::string& empty)
{
    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> ratios;
    // In turn, since the machine's speed changes with time; the first of each fills the file cache.
    for (int i = 0; i < 22; ++i) {
        const double one = processOf({window, "--end-when", "painted"}).cpuMilliseconds;
        const double other = processOf({empty}).cpuMilliseconds;
        if (i == 0)
            continue;
        ours.push_back(one);
        theirs.push_back(other);
        ratios.push_back(one / other);
    }
    char note[80];
    std::snprintf(note, sizeof note, "the least Qt window: %.0f ms", spreadOf(theirs).median);
    print({.work = "the window's start, to its first frame: CPU time",
           .ours = spreadOf(ours),
           .unit = "ms",
           .note = note});
    print({.work = "… against the least Qt window",
           .ours = spreadOf(ratios),
           .unit = "times",
           .goal = "≤ 1.5"});
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
    start(window, empty);
    memory(window, empty);
}

} // namespace tcplab::bench
