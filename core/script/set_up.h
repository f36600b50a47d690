/// What a script says about the host under test before anything happens, and what of it cannot be had here.
#pragma once
#include "core/script/play.h"

namespace tcplab::script {

struct Tolerance {
    Duration least = microseconds(4000); ///< tolerance_usecs
    std::int64_t ppm = 125'000;          ///< tolerance_percent, of the time since the event before
};

struct SetUp {
    Scenario scenario;
    Side under = Side::Server; ///< the host under test
    Tolerance tolerance{};
    bool comparesTimestamps = false; ///< tcp_ts_tick_usecs is set
    std::vector<Missing> missing;
};

SetUp setUp(const Script& script, const PlaySettings& settings);

/// A word among those that are joined by |, or alone.
bool hasWord(const Expression& expression, std::string_view word);

} // namespace tcplab::script
