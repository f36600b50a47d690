/// Runs for tests of the views: the library's scenarios, and transfers as long as one likes.
#pragma once
#include "core/run/run.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// A scenario that ships. A test that asks for one that does not exist fails.
Scenario shipped(std::string_view name);
std::vector<std::string> shippedNames();
/// Names a test after the scenario that it takes.
std::string scenarioTestName(const testing::TestParamInfo<std::string>& scenario);
/// The scenario in a file's text; a test whose text is wrong fails.
Scenario scenarioOf(const std::string& text);
/// The client connects, sends about so many segments with text, and both close.
Scenario transferOf(std::uint32_t segments, const std::string& loss = "0 %",
                    const std::string& jitter = "0 ms");
/// The whole run of it.
Run runOf(Scenario scenario);
/// A trace as its file has it: what "the same bytes" means.
std::string bytesOf(const Trace& trace);

} // namespace tcplab
