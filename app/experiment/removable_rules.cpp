#include "app/experiment/removable_rules.h"

#include "core/world/scenario_file.h"

#include <QCoreApplication>

namespace tcplab {

std::span<const RemovableRule> removableRules()
{
    static const std::vector<RemovableRule> rules{
        {QT_TRANSLATE_NOOP("tcplab::RemovableRule", "none: all of TCP"), {}},
        {QT_TRANSLATE_NOOP("tcplab::RemovableRule", "no TIME-WAIT"), {{"time_wait", "0 s"}}},
        {QT_TRANSLATE_NOOP("tcplab::RemovableRule", "TIME-WAIT of 10 s"), {{"time_wait", "10 s"}}},
        {QT_TRANSLATE_NOOP("tcplab::RemovableRule", "two-way handshake"), {{"three_way_handshake", "false"}}},
        {QT_TRANSLATE_NOOP("tcplab::RemovableRule", "the same ISN for every connection"),
         {{"clock_driven_isn", "false"}}},
        {QT_TRANSLATE_NOOP("tcplab::RemovableRule", "no acceptability test"),
         {{"acceptability_test", "false"}}},
        {QT_TRANSLATE_NOOP("tcplab::RemovableRule", "no retransmission"), {{"retransmission", "false"}}},
        {QT_TRANSLATE_NOOP("tcplab::RemovableRule", "RST believed anywhere in the window"),
         {{"exact_reset", "false"}}},
        {QT_TRANSLATE_NOOP("tcplab::RemovableRule", "no Karn: what was sent twice is timed"),
         {{"karn", "false"}}},
    };
    return rules;
}

QString nameOf(const RemovableRule& rule)
{
    return QCoreApplication::translate("tcplab::RemovableRule", rule.name);
}

Scenario without(const RemovableRule& rule, Scenario scenario)
{
    for (const char* host : {"client.", "server."})
        for (const auto& [knob, value] : rule.set) {
            const Input<void> set = setValue(scenario, std::string(host) + knob, value);
            Q_ASSERT(set.has_value());
        }
    return scenario;
}

} // namespace tcplab
