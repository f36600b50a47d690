/// What a key of a scenario's text means, and what holds where it is not written.
#pragma once
#include "app/wording/wording.h"

#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// One line; "" where there is nothing to say.
std::string meaningOfKey(std::string_view table, std::string_view key, Language language);

/// "unlimited", or of a knob of a host what each profile has: "linux: 200 ms".
std::vector<std::string> standardsOfKey(std::string_view table, std::string_view key);

} // namespace tcplab
