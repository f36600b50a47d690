/// What could stand next on a line of a program, as the one who reads such lines has it.
#pragma once
#include "app/editor/scenario_offers.h"

namespace tcplab {

/// `place` is on a line of a program.
std::vector<Offer> programOffers(const TextPlace& place);
/// "a, b, c".
std::vector<std::string> namesIn(std::string_view list);

} // namespace tcplab
