#include "tests/scenarios/library.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace tcplab {
namespace {

const std::filesystem::path folder = TCPLAB_SCENARIOS;

} // namespace

std::vector<std::string> libraryNames()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".toml")
            names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string libraryText(const std::string& name)
{
    std::ifstream file(folder / (name + ".toml"), std::ios::binary);
    EXPECT_TRUE(file.good()) << name;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Scenario libraryScenario(const std::string& name)
{
    const Input<Scenario> scenario = readScenario(libraryText(name), name + ".toml");
    if (scenario)
        return *scenario;
    const InputError& e = scenario.error();
    ADD_FAILURE() << e.file << ':' << e.line << ':' << e.column << ' ' << e.subject << " / " << e.expected;
    return {};
}

} // namespace tcplab
