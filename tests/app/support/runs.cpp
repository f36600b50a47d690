#include "tests/app/support/runs.h"

#include "app/library/library.h"
#include "app/wording/wording.h"
#include "core/trace/trace_file.h"
#include "core/world/scenario_file.h"
#include "tests/support/transfer_text.h"

#include <algorithm>

namespace tcplab {

Scenario scenarioOf(const std::string& text)
{
    auto scenario = readScenario(text, "test.toml");
    if (!scenario) {
        ADD_FAILURE() << errorText(scenario.error(), Language::English);
        return {};
    }
    return *std::move(scenario);
}

Scenario shipped(std::string_view name)
{
    const LibraryFile* file = findInLibrary(name);
    if (file == nullptr) {
        ADD_FAILURE() << "no scenario of this name ships: " << name;
        return {};
    }
    return scenarioOf(std::string(file->text));
}

std::vector<std::string> shippedNames()
{
    std::vector<std::string> names;
    for (const LibraryFile& file : libraryFiles())
        names.emplace_back(file.name);
    return names;
}

std::string scenarioTestName(const testing::TestParamInfo<std::string>& scenario)
{
    std::string name = scenario.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

Scenario transferOf(std::uint32_t segments, const std::string& loss, const std::string& jitter)
{
    return scenarioOf(transferText(
        segments, 1000, "delay = \"20 ms\"\njitter = \"" + jitter + "\"\nloss = \"" + loss + "\"\n"));
}

Run runOf(Scenario scenario)
{
    Run run(std::make_shared<const Scenario>(std::move(scenario)));
    run.extendToEnd();
    return run;
}

std::string bytesOf(const Trace& trace)
{
    std::string bytes = headerLine(trace) + '\n';
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n)
        bytes += recordLine(trace, n) + '\n';
    return bytes;
}

} // namespace tcplab
