#include "core/tcp/outbox.h"

#include <array>

namespace tcplab {

const char* nameOf(IgnoreReason reason)
{
    constexpr std::array names{"",           "out of window",  "old duplicate",      "bad ACK",
                               "no ACK",     "unexpected SYN", "unbelievable reset", "reset for nobody",
                               "after FIN",  "queue full",     "host down",          "zero window",
                               "quiet time", "old timestamp",  "no timestamp"};
    static_assert(names.size() == static_cast<std::size_t>(IgnoreReason::NoTimestamp) + 1);
    return names[static_cast<std::size_t>(reason)];
}

} // namespace tcplab
