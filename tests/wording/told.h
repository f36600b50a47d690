/// What is said of the steps of a run, for expectations.
#pragma once
#include "app/wording/wording.h"
#include "core/world/scenario_file.h"
#include "tests/scenarios/played.h"

#include <gtest/gtest.h>
#include <string>

namespace tcplab {

/// A scenario file's text, played to its end.
inline Played playedText(const std::string& toml)
{
    auto scenario = readScenario(toml, "test.toml");
    EXPECT_TRUE(scenario.has_value());
    return Played(scenario ? std::move(*scenario) : Scenario{});
}

/// Headline, body and citation of a step.
inline std::string told(const Trace& trace, std::uint64_t step, Language language = Language::English)
{
    const Explanation explanation = explain(trace, step, language);
    return explanation.headline + "\n" + explanation.body + "\n" + explanation.citation;
}

/// The first step of which this is said in English; 0: none.
inline std::uint64_t stepSaying(const Trace& trace, const std::string& words)
{
    for (std::uint64_t step = 1; step <= trace.stepCount(); ++step)
        if (told(trace, step).find(words) != std::string::npos)
            return step;
    return 0;
}

} // namespace tcplab
