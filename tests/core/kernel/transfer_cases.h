/// The situations of the kernel's traces in which data moves.
#pragma once
#include "tests/core/kernel/kernel_case.h"

namespace tcplab {

std::vector<KernelCase> transferCases();

} // namespace tcplab
