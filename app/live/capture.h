/// A pcapng file of what passes both interfaces, as it passes: the octets are the real ones.
#pragma once
#include "app/live/live_host.h"

#include <functional>
#include <string>

namespace tcplab::live {

struct CaptureWords {
    std::string title;                           ///< of the file
    std::array<std::string, 2> interfaces{};     ///< what each is, by host
    std::function<std::string(DropReason)> lost; ///< the comment on a packet that gets lost
    std::string copy;                            ///< on one that the wire made
};

/// Begins the file. Interface 0 is the client's, 1 the server's.
std::string captureBeginning(const CaptureWords& words);
/// `beginning` is when the run's clock stood at zero, since 1970.
std::string captured(const Passing& passing, Duration beginning, const CaptureWords& words);

} // namespace tcplab::live
