/// What an option of the header is made of, as the RFCs draw it: kind, length, and what follows. Free of widgets but for
/// tr().
#pragma once
#include "app/panels/header_fields.h"
#include "core/segment/option_bytes.h"

namespace tcplab {

/// `bit`: the option's first, from the start of the header. `toRelative`: what is added to a number of SACK's for the
/// relative one. What cannot be read is one cell behind kind and length.
std::vector<OptionCell> optionCells(const OptionPart& part, const Options& options, int bit,
                                    std::uint32_t toRelative);

} // namespace tcplab
