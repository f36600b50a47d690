/// Whole processes, from outside.
#pragma once
#include <string>
#include <vector>

namespace tcplab::bench {

/// Wall milliseconds from start to end of a program whose output is thrown away; ends this one if it cannot run.
double millisecondsOf(std::vector<std::string> words);
/// The number that a program prints; 0 (and a word on standard error) if it fails.
double numberPrintedBy(const std::vector<std::string>& words);

} // namespace tcplab::bench
