/// Reading from and writing to files, pipes and devices without waiting longer than they do.
#pragma once
#include "core/segment/packet_bytes.h"

#include <cstddef>
#include <span>

namespace tcplab::live {

struct GotOctets {
    Octets octets{};
    bool ended = false; ///< nothing will follow
    int error = 0;      ///< errno
};
/// What there is, at most `most`; nothing if that would mean to wait and the descriptor does not.
GotOctets readSome(int descriptor, std::size_t most);
/// The same from a place in a file.
GotOctets readAt(int descriptor, std::uint64_t offset, std::size_t most);

struct PutOctets {
    std::size_t octets = 0; ///< how many went
    int error = 0;          ///< errno
};
/// Writes to a descriptor that poll() calls writable: to a pipe no more than fits for sure.
PutOctets writeSome(int descriptor, std::span<const std::uint8_t> octets);

} // namespace tcplab::live
