#include "app/window/library_tour.h"

#include "core/run/run.h"
#include "core/world/scenario_file.h"

namespace tcplab {

namespace {
/// More than any scenario of the library has; a run that has no end is looked at so far.
constexpr std::uint32_t mostRecords = 200'000;
} // namespace

DiagramTour tourOf(std::span<const LibraryFile> files, const std::stop_token& stop)
{
    DiagramTour tour;
    for (const LibraryFile& file : files) {
        if (stop.stop_requested())
            break;
        auto scenario = readScenario(file.text, std::string(file.name) + ".toml");
        if (!scenario)
            continue;
        Run run(std::make_shared<const Scenario>(*std::move(scenario)));
        run.extendToEnd(mostRecords);
        tour.add(std::string(file.name), run.trace());
    }
    return tour;
}

void LibraryTour::begin()
{
    if (std::exchange(m_begun, true))
        return;
    m_thread = std::jthread([this](const std::stop_token& stop) { m_tour = tourOf(libraryFiles(), stop); });
}

const DiagramTour& LibraryTour::tour()
{
    begin();
    if (m_thread.joinable())
        m_thread.join();
    return m_tour;
}

} // namespace tcplab
