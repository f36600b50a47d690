#include "app/sweep/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tcplab {
namespace {

/// The normal distribution's 97.5 %.
constexpr double z = 1.959964;

/// Student's t, 97.5 %, for 1 … 30 degrees of freedom.
constexpr std::array student{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                             2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                             2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};

double studentFor(std::uint64_t degrees)
{
    if (degrees <= student.size())
        return student[degrees - 1];
    return z + (z * z * z + z) / (4 * static_cast<double>(degrees)); // the first terms of its expansion
}

/// The value of a rank, from 1.
std::uint64_t valueAt(const std::vector<Bin>& bins, std::uint64_t rank)
{
    std::uint64_t passed = 0;
    for (const Bin& bin : bins) {
        passed += bin.count;
        if (passed >= rank)
            return bin.value;
    }
    return bins.back().value;
}

std::uint64_t quantile(const std::vector<Bin>& bins, std::uint64_t count, std::uint64_t percent)
{
    const std::uint64_t rank = count / 100 * percent + (count % 100 * percent + 99) / 100;
    return valueAt(bins, std::max<std::uint64_t>(rank, 1));
}

} // namespace

std::optional<std::pair<std::uint64_t, std::uint64_t>> medianRanks(std::uint64_t count)
{
    constexpr std::uint64_t mostExact = 60;
    if (count < 6)
        return std::nullopt;
    std::uint64_t low = 0;
    if (count <= mostExact) {
        // The median lies below the value of rank k when fewer than k values do: the tail of a binomial, which may
        // have 2.5 %, a fortieth of 2^count, on either side.
        const std::uint64_t most = (std::uint64_t{1} << count) / 40;
        std::uint64_t tail = 0;
        std::uint64_t choose = 1; // of count, `low`
        while (tail + choose <= most) {
            tail += choose;
            choose = choose * (count - low) / (low + 1);
            ++low;
        }
    } else {
        const double n = static_cast<double>(count);
        low = static_cast<std::uint64_t>(std::floor(n / 2 - z * std::sqrt(n) / 2 + 0.5));
    }
    return std::pair{low, count + 1 - low};
}

Distribution describe(const std::vector<Bin>& bins)
{
    Distribution all;
    double sum = 0;
    for (const Bin& bin : bins) {
        all.count += bin.count;
        sum += static_cast<double>(bin.value) * static_cast<double>(bin.count);
    }
    const double n = static_cast<double>(all.count);
    all.mean = sum / n;
    if (all.count >= 2) {
        double squares = 0;
        for (const Bin& bin : bins) {
            const double off = static_cast<double>(bin.value) - all.mean;
            squares += off * off * static_cast<double>(bin.count);
        }
        const double half = studentFor(all.count - 1) * std::sqrt(squares / (n - 1) / n);
        all.meanInterval = Interval{all.mean - half, all.mean + half};
    }
    all.least = bins.front().value;
    all.most = bins.back().value;
    all.q05 = quantile(bins, all.count, 5);
    all.q25 = quantile(bins, all.count, 25);
    all.median = quantile(bins, all.count, 50);
    all.q75 = quantile(bins, all.count, 75);
    all.q95 = quantile(bins, all.count, 95);
    if (const auto ranks = medianRanks(all.count))
        all.medianInterval = std::pair{valueAt(bins, ranks->first), valueAt(bins, ranks->second)};
    return all;
}

Interval wilson(std::uint64_t count, std::uint64_t of)
{
    const double n = static_cast<double>(of);
    const double share = static_cast<double>(count) / n;
    const double middle = share + z * z / (2 * n);
    const double half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double whole = 1 + z * z / n;
    // At the ends it touches them, whatever the last digit of a root says.
    return {count == 0 ? 0.0 : (middle - half) / whole, count == of ? 1.0 : (middle + half) / whole};
}

} // namespace tcplab
