#include "core/script/player.h"

#include <algorithm>
#include <cstdlib>

namespace tcplab::script {
namespace {

constexpr std::uint64_t mostSteps = 2'000'000; ///< a script that makes more goes round in a circle

std::string digits(std::int64_t number, int width)
{
    std::string text = std::to_string(number);
    while (static_cast<int>(text.size()) < width)
        text.insert(text.begin(), '0');
    return text;
}

} // namespace

Player::Player(const Script& script, const PlaySettings& settings)
    : m_script(script), m_settings(settings), m_setUp(setUp(script, settings))
{
    m_world = start(std::make_shared<const Scenario>(m_setUp.scenario));
    m_log.keepTexts = false;
    m_conversations.emplace_back();
}

Played Player::play()
{
    if (!m_setUp.missing.empty()) {
        m_played.outcome = Outcome::NotSupported;
        m_played.missing = m_setUp.missing.front();
    }
    for (const Event& event : m_script.events) {
        if (m_played.outcome != Outcome::Passed || !playEvent(event))
            break;
    }
    if (m_played.outcome == Outcome::Passed && finish() && m_settings.strict) {
        // What packetdrill never looks at.
        const std::string_view open[] = {"SYN_SENT",   "SYN_RCVD",   "ESTABLISHED", "CLOSE_WAIT",
                                         "FIN_WAIT_1", "FIN_WAIT_2", "CLOSING",     "LAST_ACK"};
        const int line = m_script.events.back().line;
        if (!m_captured.empty())
            fail(Difference::Unexpected, line, "",
                 textOf(m_captured.front().packet.segment, current(), layout()));
        for (const std::string_view state : open)
            if (m_played.outcome == Outcome::Passed && countIn(state) != 0)
                fail(Difference::LeftBehind, line, "", std::string(state));
    }
    m_played.profile = profile().name;
    m_played.scenario = m_setUp.scenario;
    m_played.scenario.interventions = m_made;
    m_played.scenario.until = std::max(m_world.now, m_now);
    return std::move(m_played);
}

bool Player::playEvent(const Event& event)
{
    const auto* packet = std::get_if<PacketEvent>(&event.what);
    const Instant at = instantOf(event);
    m_line = event.line;
    m_due = at;
    if (event.time.kind != Time::Kind::Any)
        m_since = std::max(Duration{}, at - m_lastEvent);
    const bool inbound = packet != nullptr && packet->inbound;
    bool goesOn = false;
    if (packet != nullptr && !packet->inbound) {
        goesOn = playOutbound(event, *packet);
    } else {
        advanceTo(at);
        if (m_played.outcome != Outcome::Passed)
            return false;
        const std::uint64_t before = m_world.step;
        if (packet != nullptr)
            goesOn = playInbound(event, *packet);
        else if (const auto* call = std::get_if<CallEvent>(&event.what))
            goesOn = playCall(event, *call);
        else if (const auto* command = std::get_if<CommandEvent>(&event.what))
            goesOn = playCommand(event, *command);
        else
            goesOn = playCode(event, std::get<CodeEvent>(event.what));
        // Where it steps in; what follows from that are steps of their own.
        m_played.lines.push_back({std::min(before + 1, m_world.step), event.line});
    }
    if (event.time.kind != Time::Kind::Any)
        m_lastEvent = at;
    m_lastWasInbound = inbound;
    return goesOn && settlePending();
}

/// "+T" counts from now. What has been scheduled is in virtual time also when it happens.
Instant Player::instantOf(const Event& event) const
{
    constexpr Instant latest{4'000'000'000'000'000'000}; // sums stay below the largest number
    switch (event.time.kind) {
    case Time::Kind::Absolute: return Instant{} + event.time.from;
    case Time::Kind::Relative: return std::min(m_now + event.time.from, latest);
    case Time::Kind::Any: break;
    }
    return m_now;
}

/// Lets the world go on until `at`, where the script acts before a timer that expires then.
void Player::advanceTo(Instant at)
{
    while (m_played.outcome == Outcome::Passed && processNext(at, false))
        ;
    m_now = std::max(m_now, at);
}

/// One step of the world, unless it would come after that instant.
bool Player::processNext(Instant notAfter, bool timersToo)
{
    if (m_world.step > mostSteps) {
        notSupported("a script of more than " + std::to_string(mostSteps) + " steps",
                     m_script.events.back().line);
        return false;
    }
    const std::optional<tcplab::Event> next = nextEvent(m_world);
    if (!next || next->at > notAfter ||
        (!timersToo && next->at == notAfter && std::holds_alternative<TimerExpires>(next->what)))
        return false;
    process(m_world, *next, m_log);
    absorb();
    return settlePending();
}

/// Steps in at the script's now.
void Player::intervene(const Intervention& what)
{
    const Instant at = std::max(m_now, m_world.now);
    m_made.push_back({.step = m_world.step + 1, .at = at, .what = what});
    tcplab::intervene(m_world, what, at, m_log);
    absorb();
    // The wire takes no time: what is on it arrives before anything else is looked at.
    while (m_played.outcome == Outcome::Passed) {
        const std::optional<tcplab::Event> next = nextEvent(m_world);
        if (!next || next->at > m_world.now || std::holds_alternative<TimerExpires>(next->what))
            return;
        process(m_world, *next, m_log);
        absorb();
    }
}

/// Takes what a step did: packets that the host under test sent, calls that returned.
void Player::absorb()
{
    for (const Effect& effect : m_log.effects) {
        if (effect.host != m_setUp.under)
            continue;
        if (effect.kind == EffectKind::Return) {
            const std::int64_t value = effect.error == Errno::None ? effect.value : -1;
            m_returned[effect.process] = {.returned = true, .value = value, .error = nameOf(effect.error)};
        } else if (effect.kind == EffectKind::Send) {
            const auto packet = std::ranges::find(m_log.packets, effect.segment, &Packet::id);
            if (packet == m_log.packets.end())
                continue;
            m_captured.push_back({*packet, m_world.now, m_world.step});
            ++m_packetsSent;
            m_retransmissions += packet->retransmission != 0 ? 1u : 0u;
        }
    }
}

/// Before the next call: packetdrill has one thread for calls that wait.
bool Player::awaitPending()
{
    while (m_pending && m_played.outcome == Outcome::Passed) {
        const Instant last = m_pending->until + toleranceFor(m_pending->since);
        if (!processNext(last, true) && m_pending && m_played.outcome == Outcome::Passed) {
            m_now = std::max(m_now, last);
            if (!settlePending() || !m_pending)
                break;
            return fail(Difference::StillWaiting, m_pending->event->line,
                        "return at " + timeText(m_pending->until), "");
        }
    }
    m_now = std::max(m_now, m_world.now);
    return m_played.outcome == Outcome::Passed;
}

/// If the call that waits has returned: is it what the script has, and at its time?
bool Player::settlePending()
{
    if (!m_pending || m_played.outcome != Outcome::Passed)
        return m_played.outcome == Outcome::Passed;
    const PendingCall pending = *m_pending;
    const auto& call = std::get<CallEvent>(pending.event->what);
    CallOutcome outcome;
    if (pending.process == 0) {
        m_pending.reset();
        const std::optional<CallOutcome> polled = pollCall(call);
        if (!polled) {
            m_pending = pending;
            return true;
        }
        outcome = *polled;
    } else {
        const auto found = m_returned.find(pending.process);
        if (found == m_returned.end())
            return true;
        outcome = found->second;
        m_returned.erase(found);
    }
    m_pending.reset();
    const Instant returned = std::max(m_world.now, pending.process == 0 ? m_now : m_world.now);
    if (!inTime(returned, pending.until, pending.since))
        return fail(Difference::ReturnTime, pending.event->line, timeText(pending.until), timeText(returned));
    return checkResult(*pending.event, call, outcome);
}

/// The script is at its end: a call that still waits must come back.
bool Player::finish() { return awaitPending(); }

bool Player::fail(Difference what, int line, std::string expected, std::string got)
{
    if (m_played.outcome == Outcome::Passed) {
        m_played.outcome = Outcome::Failed;
        m_played.finding = {what, line, std::move(expected), std::move(got)};
    }
    return false;
}

bool Player::notSupported(std::string what, int line)
{
    if (m_played.outcome == Outcome::Passed) {
        m_played.outcome = Outcome::NotSupported;
        m_played.missing = {std::move(what), line != 0 ? line : m_line};
    }
    return false;
}

Duration Player::toleranceFor(Duration since) const
{
    const std::int64_t share = since.ns / 1'000'000 * m_setUp.tolerance.ppm;
    return std::max(m_setUp.tolerance.least, Duration{share});
}

bool Player::inTime(Instant actual, Instant expected, Duration since) const
{
    return std::abs((actual - expected).ns) <= toleranceFor(since).ns;
}

std::string Player::timeText(Instant at) const
{
    const std::int64_t us = at.ns / 1'000;
    return digits(us / 1'000'000, 1) + "." + digits(us % 1'000'000, 6) + " s";
}

std::string Player::timeRangeText(Instant from, Instant to) const
{
    return from == to ? timeText(from) : timeText(from) + " ~ " + timeText(to);
}

Played play(const Script& script, const PlaySettings& settings) { return Player(script, settings).play(); }

Scenario scenarioOf(const Script& script, const PlaySettings& settings)
{
    return play(script, settings).scenario;
}

} // namespace tcplab::script
