/// "Run until …": what a person asks to wait for, and where it happens next. Free of widgets.
#pragma once
#include "core/trace/trace.h"

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace tcplab {

enum class UntilProblem : std::uint8_t {
    NotUnderstood, ///< no state, no flag, no error, no time
    NeverComes,    ///< not after this step
};

/// The first step after `from` in which it happens: a state is entered ("TIME-WAIT"), a segment with these
/// flags is sent ("FIN", "SYN,ACK"), a call fails ("ECONNRESET"), something is sent again or lost
/// ("retransmission", "loss"), or the last step up to an instant ("1.5 s"). Case does not matter.
tl::expected<std::uint64_t, UntilProblem> stepUntil(const Trace& trace, std::uint64_t from,
                                                    std::string_view what);
/// Words that it understands, for choosing among.
std::vector<std::string_view> untilChoices();

} // namespace tcplab
