/// Lines in back-ticks. Nothing is ever run: sysctls become knobs of the profile, `sockstat … | grep` a question about
/// states, and what could not matter here (traffic control, modules, clean-up) is passed over.
#pragma once
#include "core/tcp/profile.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab::script {

/// "how many connections are in this state": sockstat's, netstat's or ss's words.
struct StateQuery {
    std::string state;                   ///< "TIME_WAIT"
    std::optional<std::int64_t> count{}; ///< nothing: at least one
    bool none = false;                   ///< none must be ("! … | grep -q")
    friend bool operator==(const StateQuery&, const StateQuery&) = default;
};

struct Understood {
    std::vector<StateQuery> queries;
    bool dropsConnections = false;    ///< tcpdrop
    std::vector<std::string> missing; ///< what is asked for and cannot be had: "sysctl net.ipv4.tcp_fastopen"
};

/// Reads a command line, and sets in the profile what it says.
Understood understand(std::string_view command, Profile& profile);

} // namespace tcplab::script
