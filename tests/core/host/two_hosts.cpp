#include "tests/core/host/two_hosts.h"

#include "core/host/program_text.h"
#include "core/segment/notation.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

std::string resultText(const Effect& effect)
{
    return std::string(nameOf(effect.call)) + " " +
           (effect.error == Errno::None ? std::to_string(effect.value) : nameOf(effect.error));
}

std::string segmentText(const Segment& segment)
{
    return flagsText(segment.ctl) +
           (segment.text.length == 0 ? "" : " " + std::to_string(segment.text.length));
}

} // namespace

TwoHosts::TwoHosts()
{
    settings(Side::Client).address = "10.0.0.1";
    settings(Side::Server).address = "10.0.0.2";
    settings(Side::Client).isns = {1000};
    settings(Side::Server).isns = {5000};
}

void TwoHosts::setProfile(const Profile& profile)
{
    for (HostSettings& settings : m_settings)
        settings.profile = profile;
}

void TwoHosts::start(std::string_view client, std::string_view server)
{
    for (const Side side : {Side::Client, Side::Server}) {
        const auto program = readProgram(side == Side::Client ? client : server, side);
        ASSERT_TRUE(program.has_value()) << program.error().subject;
        settings(side).program = *program;
        host(side) = startHost(side, settings(side));
    }
}

void TwoHosts::run(std::string_view client, std::string_view server)
{
    start(client, server);
    run();
}

void TwoHosts::run(Instant until)
{
    for (int events = 0; step(until); ++events)
        ASSERT_LT(events, 200'000) << "no end in sight";
    if (!until.isNever())
        m_now = std::max(m_now, until);
}

bool TwoHosts::step(Instant until)
{
    Instant best = until;
    enum class What { Nothing, Turn, Arrival, TimeOut } what = What::Nothing;
    Side who = Side::Client;
    const auto consider = [&](Instant at, What candidate, Side side) {
        if (at.isNever() || at > best || (at == best && what != What::Nothing))
            return;
        best = at;
        what = candidate;
        who = side;
    };
    for (const Side side : {Side::Client, Side::Server})
        consider(nextProgramInstant(host(side), settings(side), m_now), What::Turn, side);
    if (!m_flights.empty())
        consider(m_flights.front().at, What::Arrival, m_flights.front().to);
    for (const Side side : {Side::Client, Side::Server})
        consider(nextTimerInstant(host(side)), What::TimeOut, side);
    if (what == What::Nothing)
        return false;
    EXPECT_GE(best, m_now);
    m_now = best;
    if (what == What::Turn) {
        act(who, runProgram);
    } else if (what == What::TimeOut) {
        act(who, expireTimer);
    } else {
        const Packet packet = m_flights.front().packet;
        m_flights.erase(m_flights.begin());
        act(who, [&](Host& h, HostSurroundings s) { packetArrives(h, packet, s); });
    }
    EXPECT_FALSE(m_log.effects.empty()) << "an event without an effect at " << m_now.ns;
    return true;
}

void TwoHosts::call(Side side, std::string_view line)
{
    const auto statement = readStatementLine(line);
    ASSERT_TRUE(statement.has_value());
    act(side, [&](Host& h, HostSurroundings s) { makeCall(h, *statement, s); });
}

void TwoHosts::crashNow(Side side) { act(side, crash); }
void TwoHosts::bootNow(Side side) { act(side, boot); }

void TwoHosts::inject(Side to, const Segment& segment)
{
    const Packet packet{m_nextSegment++, 0, segment};
    act(to, [&](Host& h, HostSurroundings s) { packetArrives(h, packet, s); });
}

HostSurroundings TwoHosts::around(Side side)
{
    const Profile& profile = settings(side).profile;
    const Duration timeWait = profile.timeWait ? profile.timeWait : minutes(1);
    return {settings(side), timeWait, 7, m_now, m_log, m_nextSegment};
}

template <class Act> void TwoHosts::act(Side side, Act what)
{
    m_log.clear();
    what(host(side), around(side));
    m_opened.insert(m_opened.end(), m_log.opened.begin(), m_log.opened.end());
    for (const Effect& effect : m_log.effects)
        note(effect);
    for (const Packet& packet : m_log.packets) {
        m_sent[indexOf(side)].push_back(segmentText(packet.segment));
        if (!isLost || !isLost(side, packet))
            launch(
                {m_now + delay + (extraDelay ? extraDelay(side, packet) : Duration{}), peerOf(side), packet});
    }
}

void TwoHosts::launch(Flight flight)
{
    const auto later = std::ranges::upper_bound(m_flights, flight.at, {}, &Flight::at);
    m_flights.insert(later, std::move(flight));
}

void TwoHosts::note(const Effect& effect)
{
    m_effects.push_back(effect);
    if (onEffect)
        onEffect(effect);
    const std::size_t side = indexOf(effect.host);
    if (effect.kind == EffectKind::Return) {
        m_results[side].push_back(resultText(effect));
        m_timedResults[side].push_back(std::to_string(m_now.ns / 1'000'000) + "ms " + resultText(effect));
    } else if (effect.kind == EffectKind::State) {
        m_states[side].push_back(nameOfConnection(effect.host, effect.conn) + " " + nameOf(effect.from) +
                                 " " + nameOf(effect.to));
    }
}

std::string TwoHosts::nameOfConnection(Side side, ConnectionId id) const
{
    for (const OpenedConnection& opened : m_opened)
        if (opened.host == side && opened.id == id)
            return std::to_string(opened.name.localPort) + ">" + std::to_string(opened.name.remotePort) +
                   "#" + std::to_string(opened.name.incarnation);
    return "?";
}

std::uint64_t TwoHosts::octetsRead(Side side) const
{
    std::uint64_t octets = 0;
    for (const ReadLog& log : m_hosts[indexOf(side)].readLogs)
        for (const TextRange& range : log.text)
            octets += range.length;
    return octets;
}

} // namespace tcplab
