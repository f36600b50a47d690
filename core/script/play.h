/// Plays a packetdrill script against one simulated host in virtual time. The script is the other host and the
/// application; all that it does are interventions, so that a script that was played is an ordinary scenario.
#pragma once
#include "core/script/script.h"
#include "core/tcp/profile.h"
#include "core/world/scenario.h"

#include <optional>
#include <string>
#include <vector>

namespace tcplab::script {

struct PlaySettings {
    std::optional<ProfileName> profile{}; ///< nothing: what the script says, else guessed from the dialect
    bool strict = false; ///< also: nothing sent behind the last line, echoes right, nothing left behind
};

enum class Outcome : std::uint8_t { Passed, Failed, NotSupported };

/// What went another way than the script has it.
enum class Difference : std::uint8_t {
    None,
    Packet,       ///< another packet, or with other fields
    NoPacket,     ///< none came in time
    Time,         ///< the right packet at another time
    Result,       ///< of a call
    StillWaiting, ///< a call that should have returned
    ReturnTime,   ///< of a call that waits
    Assertion,
    States,        ///< sockstat
    Unexpected,    ///< strict: a packet behind the last line
    TimestampEcho, ///< strict
    LeftBehind,    ///< strict: a connection that nobody has closed
    CannotMap,     ///< a packet or call that the script cannot make now: no such socket, no such timestamp
};

struct Finding {
    Difference what = Difference::None;
    int line = 0;
    std::string expected{}; ///< as the script has it
    std::string got{};      ///< in the script's notation and numbers; "" for nothing
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A line was played in this step of the run: what it did, or the packet that it asked for. 0: before anything.
struct PlayedLine {
    std::uint64_t step = 0;
    int line = 0;
    friend bool operator==(const PlayedLine&, const PlayedLine&) = default;
};

struct Played {
    Outcome outcome = Outcome::Passed;
    Finding finding{};   ///< Failed
    Missing missing{};   ///< NotSupported: what, and where
    Scenario scenario{}; ///< with all that the script did; it ends where the script did
    ProfileName profile = ProfileName::Rfc9293; ///< of the host under test
    std::vector<PlayedLine> lines;              ///< in the script's order, the one that failed included
};

Played play(const Script& script, const PlaySettings& settings);
/// The scenario of a script that has been read: played as far as it goes.
Scenario scenarioOf(const Script& script, const PlaySettings& settings = {});
/// What is asked for, else what the script says, else by its dialect.
ProfileName profileFor(const Script& script, const PlaySettings& settings);

} // namespace tcplab::script
