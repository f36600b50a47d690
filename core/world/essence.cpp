#include "core/world/essence.h"

namespace tcplab {

Scenario essence(Scenario scenario)
{
    scenario.source.clear();
    for (FaultRule& rule : scenario.faults)
        rule.line = 0;
    for (HostSettings& host : scenario.hosts) {
        host.programText.clear();
        for (Statement& statement : host.program)
            statement.line = 0;
    }
    return scenario;
}

} // namespace tcplab
