/// Text as XML reads it.
#pragma once
#include <string>
#include <string_view>

namespace tcplab {

/// Every character stands for itself.
std::string xmlText(std::string_view text);

} // namespace tcplab
