#include "tests/core/world/random_program.h"

#include <algorithm>

namespace tcplab {

ProgramWriter::ProgramWriter(Dice& dice, const Scenario& scenario) : m_dice(dice)
{
    // So much that it takes a few dozen segments, whatever the buffers: the smallest of all decides.
    std::uint32_t grain = 1460;
    for (const HostSettings& host : scenario.hosts)
        grain = std::min({grain, host.profile.mss, host.profile.receiveBuffer, host.profile.sendBuffer});
    for (const LinkSettings& link : scenario.links)
        grain = std::min(grain, link.mtu - 40);
    m_most = std::max(30u, grain * 25);
}

void ProgramWriter::cooperate(Programs& programs)
{
    programs.serverSays("listen 80");
    const std::uint32_t times = m_dice.pick({1u, 1u, 1u, 2u, 4u});
    for (std::uint32_t i = 0; i < times; ++i) {
        pause(programs.client);
        programs.clientSays("connect server:80" + std::string(m_dice.oneIn(4) ? " from 40000" : ""));
        pause(programs.server);
        programs.serverSays("accept");
        converse(programs);
    }
}

void ProgramWriter::openSimultaneously(Programs& programs)
{
    const std::uint32_t when = m_dice.pick({0u, 10u, 1000u});
    programs.clientSays("at " + std::to_string(when) + " ms");
    programs.serverSays("at " + std::to_string(when + m_dice.pick({0u, 0u, 1u, 30u})) + " ms");
    programs.clientSays("connect server:7000 from 9000");
    programs.serverSays("connect client:9000 from 7000");
    converse(programs);
}

void ProgramWriter::muddle(Programs& programs)
{
    if (!m_dice.oneIn(8))
        programs.serverSays("listen 80 backlog " + std::to_string(m_dice.within(1, 3)));
    const std::uint32_t times = m_dice.within(1, 3);
    for (std::uint32_t i = 0; i < times; ++i) {
        pause(programs.client);
        programs.clientSays("connect server:80" + std::string(m_dice.oneIn(3) ? " from 40000" : "") +
                            patience());
        if (!m_dice.oneIn(6))
            programs.serverSays("accept" + patience());
        anything(programs.client);
        anything(programs.server);
    }
}

void ProgramWriter::twoAtOnce(Programs& programs)
{
    programs.serverSays("listen 80");
    for (const char* name : {"a", "b"}) {
        programs.clientSays(std::string("connect server:80 as ") + name);
        programs.serverSays(std::string("accept as ") + name);
    }
    const std::string there = octets();
    const std::string back = octets();
    for (const char* name : {"a: ", "b: "}) {
        programs.clientSays(name + ("send " + there));
        programs.serverSays(name + ("recv " + there));
    }
    for (const char* name : {"b: ", "a: "}) {
        programs.serverSays(name + ("send " + back));
        programs.serverSays(name + std::string("close"));
        programs.clientSays(name + std::string("recv eof"));
        programs.clientSays(name + std::string("close"));
    }
}

void ProgramWriter::crowd(Programs& programs)
{
    programs.serverSays("listen 80 backlog 1");
    pause(programs.server);
    for (const char* name : {"a", "b", "c", "d"}) {
        programs.clientSays(std::string("connect server:80 as ") + name + " &");
        if (m_dice.oneIn(2))
            programs.serverSays("accept ?");
        anything(programs.server);
    }
    programs.clientSays("sleep " + std::to_string(m_dice.within(1, 4000)) + " ms");
    for (const char* name : {"b: ", "a: ", "d: ", "c: "}) {
        programs.clientSays(name + ("send " + octets()) + " ?");
        programs.clientSays(name + std::string(m_dice.pick({"close", "abort", "shutdown write"})) + " ?");
    }
}

void ProgramWriter::pause(std::string& program)
{
    if (m_dice.oneIn(3))
        program += "sleep " + m_dice.pick<std::string>({"1 ms", "100 ms", "1 s", "10 s", "70 s"}) + "\n";
}

void ProgramWriter::converse(Programs& programs)
{
    const std::string a = octets();
    const std::string b = octets();
    switch (m_dice.below(6)) {
    case 0: // question, answer, the client closes
        programs.clientSays("send " + a);
        programs.serverSays("recv " + a);
        pause(programs.server);
        programs.serverSays("send " + b);
        programs.clientSays("recv " + b);
        programs.clientSays("close");
        programs.serverSays("recv eof");
        programs.serverSays("close");
        break;
    case 1: // half-close
        programs.clientSays("send " + a);
        programs.clientSays("shutdown write");
        programs.serverSays("recv eof");
        programs.serverSays("send " + b);
        pause(programs.server);
        programs.serverSays("close");
        programs.clientSays("recv eof");
        programs.clientSays("close");
        break;
    case 2: // the server closes first
        programs.serverSays("send " + b);
        programs.serverSays("shutdown write");
        programs.clientSays("recv eof");
        pause(programs.client);
        programs.clientSays("send " + a);
        programs.clientSays("close");
        programs.serverSays("recv eof");
        programs.serverSays("close");
        break;
    case 3: // both talk, then both close at about the same time
        programs.clientSays("send " + a);
        programs.serverSays("recv " + a);
        programs.serverSays("send " + b);
        programs.clientSays("recv " + b);
        programs.both("shutdown write");
        programs.both("recv eof");
        programs.both("close");
        break;
    case 4: // a slow reader
        programs.clientSays("send " + a);
        waitForTheirClose(programs.client);
        programs.serverSays("recv 1");
        programs.serverSays("sleep 3 s");
        programs.serverSays("recv eof");
        programs.serverSays("close");
        break;
    default: // silence
        waitForTheirClose(programs.client);
        programs.serverSays("recv eof");
        programs.serverSays("close");
        break;
    }
}

void ProgramWriter::anything(std::string& program)
{
    const std::uint32_t lines = m_dice.within(1, 7);
    for (std::uint32_t i = 0; i < lines; ++i) {
        switch (m_dice.below(20)) {
        case 0:
        case 1:
        case 2:
        case 3: program += "send " + octets() + patience(); break;
        case 4:
        case 5:
        case 6: program += "recv " + octets() + patience(); break;
        case 7: program += "recv eof" + patience(); break;
        case 8: program += "shutdown write" + patience(); break;
        case 9: program += "setsockopt SO_LINGER " + std::to_string(m_dice.below(3)) + patience(); break;
        case 10: program += "setsockopt TCP_NODELAY 1" + patience(); break;
        case 11: program += "sleep " + std::to_string(m_dice.within(1, 3000)) + " ms"; break;
        case 12: program += "close" + patience(); break;
        case 13: program += m_dice.oneIn(3) ? "abort" + patience() : "sleep 1 ms"; break;
        case 14: program += "send " + octets() + " &"; break;
        case 15: program += "setsockopt SO_REUSEADDR 1" + patience(); break;
        case 16: // a port of one's own, perhaps still in TIME-WAIT
            program += m_dice.pick<std::string>({"bind 80 ?", "bind 40000 ?", "listen 80 ?", "accept ?"});
            break;
        case 17:
            program += "repeat " + std::to_string(m_dice.within(1, 4)) + "\nsend " + octets() + " ?\nend";
            break;
        case 18:
            program += m_dice.pick<std::string>({"until established", "until closed", "recv 1 &"});
            break;
        default:
            program += m_dice.oneIn(3) ? "crash\nsleep 1 s\nboot\nlisten 80 ?\naccept ?" : "sleep 50 ms";
            break;
        }
        program += "\n";
    }
    if (!m_dice.oneIn(5))
        program += "close ?\n";
}

} // namespace tcplab
