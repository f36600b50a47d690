/// Programs made by chance, for both hosts: some do what the other expects of them, some do anything at all.
#pragma once
#include "tests/core/world/random_scenario.h"

namespace tcplab {

/// The lines of both programs, grown together.
struct Programs {
    std::string client;
    std::string server;

    void clientSays(const std::string& line) { client += line + "\n"; }
    void serverSays(const std::string& line) { server += line + "\n"; }
    void both(const std::string& line)
    {
        clientSays(line);
        serverSays(line);
    }
};

class ProgramWriter {
public:
    ProgramWriter(Dice& dice, const Scenario& scenario);
    /// Connections one after the other, each application doing what the other expects of it.
    void cooperate(Programs& programs);
    void openSimultaneously(Programs& programs);
    /// Anything at all, mostly with errors shrugged off.
    void muddle(Programs& programs);
    /// Two connections at once, by name.
    void twoAtOnce(Programs& programs);
    /// More callers than a listener has room for.
    void crowd(Programs& programs);

private:
    std::string octets() { return std::to_string(m_dice.within(1, m_most)); }
    std::string patience() { return m_dice.oneIn(4) ? "" : " ?"; }
    void pause(std::string& program);
    /// Where nothing comes from the server: else a next connection could overtake this one to accept.
    static void waitForTheirClose(std::string& program) { program += "shutdown write\nrecv eof\nclose\n"; }
    void converse(Programs& programs);
    void anything(std::string& program);

    Dice& m_dice;
    std::uint32_t m_most;
};

} // namespace tcplab
