#include "tests/app/support/runs.h"

#include "app/library/library.h"
#include "app/wording/wording.h"
#include "core/world/scenario_file.h"

#include <gtest/gtest.h>

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

Scenario transferOf(std::uint32_t segments, const std::string& loss, const std::string& jitter)
{
    const std::string text = R"(
title = { en = "A transfer", zh_CN = "传输" }
[network]
delay = "20 ms"
jitter = "JITTER"
msl = "30 s"
loss = "LOSS"
[client]
program = """
connect server:80
repeat TIMES
send 1000
end
close
"""
[server]
program = """
listen 80
accept
recv eof
close
"""
)";
    const auto with = [](std::string where, std::string_view word, const std::string& value) {
        return where.replace(where.find(word), word.size(), value);
    };
    return scenarioOf(
        with(with(with(text, "JITTER", jitter), "LOSS", loss), "TIMES", std::to_string(segments)));
}

} // namespace tcplab
