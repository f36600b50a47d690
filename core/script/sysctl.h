/// Sysctls of Linux and FreeBSD as knobs of a profile.
#pragma once
#include "core/tcp/profile.h"

#include <string>
#include <string_view>

namespace tcplab::script {

/// False if there is no such sysctl here, or the value is none that this program can have.
bool setSysctl(std::string_view name, std::string_view value, Profile& profile);
/// As a scenario file would; false if it would be refused there.
bool setKnob(Profile& profile, std::string_view name, std::string_view value);
/// What google's defaults.sh sets.
void setDefaults(Profile& profile);
/// "reno", "cubic" as this program has them; false for others.
bool setCongestionControl(Profile& profile, std::string_view name);

} // namespace tcplab::script
