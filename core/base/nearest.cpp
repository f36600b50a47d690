#include "core/base/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace tcplab {

std::size_t editDistance(std::string_view a, std::string_view b)
{
    // Three rows of the usual table: the one being filled, and the two above it.
    std::vector<std::size_t> twoAbove(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], twoAbove[j - 2] + 1);
        }
        std::swap(twoAbove, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

std::string nearestOrAll(std::string_view word, std::span<const std::string_view> names)
{
    constexpr std::size_t longestSlip = 64; // what is longer is not worth the counting
    if (word.size() <= longestSlip) {
        const std::size_t allowed = std::max<std::size_t>(1, word.size() / 3);
        const auto nearest = std::ranges::min_element(
            names, {}, [&](std::string_view name) { return editDistance(word, name); });
        if (nearest != names.end() && editDistance(word, *nearest) <= allowed)
            return std::string(*nearest);
    }
    std::string all;
    for (const std::string_view name : names)
        all += (all.empty() ? "" : ", ") + std::string(name);
    return all;
}

} // namespace tcplab
