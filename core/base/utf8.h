/// Whether octets are UTF-8 (RFC 3629).
#pragma once
#include <cstddef>
#include <string_view>

namespace tcplab {

/// The offset of the first octet that is not part of well-formed UTF-8; npos if there is none.
std::size_t firstNotUtf8(std::string_view text);

} // namespace tcplab
