#include "core/run/play.h"

namespace tcplab {

Play::Play(std::shared_ptr<const Scenario> scenario)
    : m_scenario(std::move(scenario)), m_world(start(m_scenario)), m_placed(m_scenario->interventions.begin())
{}

bool Play::step()
{
    if (m_ended)
        return false;
    const auto end = m_scenario->interventions.end();
    while (m_placed != end && m_placed->step <= m_world.step)
        ++m_placed;
    if (m_placed != end && m_placed->step == m_world.step + 1) {
        intervene(m_world, m_placed->what, m_placed->at, m_log);
    } else if (const std::optional<Event> event = nextEvent(m_world)) {
        process(m_world, *event, m_log);
    } else {
        m_ended = nextInstant(m_world).isNever() ? EndReason::Idle : EndReason::Until;
        return false;
    }
    return true;
}

} // namespace tcplab
