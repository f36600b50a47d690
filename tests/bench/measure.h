/// How ./dev bench measures: CPU time of this process, several rounds, the median; and one table of it all.
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace tcplab::bench {

/// CPU seconds that this process has used, its kernel's share included.
double cpuSeconds();
/// CPU seconds that `work` takes.
double timed(const std::function<void()>& work);

/// Median, least and most of some rounds.
struct Spread {
    double median = 0;
    double least = 0;
    double most = 0;
};
Spread spreadOf(std::vector<double> rounds);
/// The median of so many rounds, after one that does not count (it touches the memory).
Spread rounds(int count, const std::function<double()>& once);

/// One line of the table: what is measured, ours, ns-3's where it is there, what is aimed at.
struct Row {
    std::string work{};
    Spread ours{};
    std::string unit{}; ///< "µs", "runs/s"
    double peer = 0;    ///< ns-3's; 0: not measured
    std::string goal{}; ///< "≤ 0.25"
    std::string note{};
};
void printHead();
void print(const Row& row);

} // namespace tcplab::bench
