/// The rules of TCP that can be taken out of both hosts, to see what they are for.
#pragma once
#include "core/world/scenario.h"

#include <QString>
#include <span>
#include <vector>

namespace tcplab {

struct RemovableRule {
    const char* name;                                     ///< to be translated; "No TIME-WAIT"
    std::vector<std::pair<const char*, const char*>> set; ///< knob and value, for both hosts
};

/// The first takes none out.
std::span<const RemovableRule> removableRules();
QString nameOf(const RemovableRule& rule);
/// The scenario without it.
Scenario without(const RemovableRule& rule, Scenario scenario);

} // namespace tcplab
