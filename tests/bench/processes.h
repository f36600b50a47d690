/// Whole processes, from outside.
#pragma once
#include <string>
#include <vector>

namespace tcplab::bench {

/// How a program ran.
struct Process {
    double milliseconds = 0;    ///< of wall time, from start to end
    double cpuMilliseconds = 0; ///< of one core, the kernel's share included
    double peakMegabytes = 0;   ///< resident, at its most
};
/// Runs a program whose output is thrown away; ends this one if it cannot run.
Process processOf(std::vector<std::string> words);
/// The number that a program prints; 0 (and a word on standard error) if it fails.
double numberPrintedBy(const std::vector<std::string>& words);

} // namespace tcplab::bench
