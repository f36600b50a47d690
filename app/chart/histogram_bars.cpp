#include "app/chart/histogram_bars.h"

namespace tcplab {

std::vector<HistogramBar> histogramBars(const std::vector<Bin>& bins, std::size_t most)
{
    if (bins.empty() || most == 0)
        return {};
    const std::uint64_t least = bins.front().value;
    const std::uint64_t largest = bins.back().value;
    std::uint64_t width = 1;
    // 1, 2, 5, 10, 20 …
    for (int step = 0; largest / width - least / width + 1 > most; ++step)
        width = step % 3 == 1 ? width / 2 * 5 : width * 2;
    std::vector<HistogramBar> bars;
    const std::uint64_t first = least / width;
    for (std::uint64_t i = first; i <= largest / width; ++i)
        bars.push_back({i * width, (i + 1) * width, 0});
    for (const Bin& bin : bins)
        bars[bin.value / width - first].count += bin.count;
    return bars;
}

} // namespace tcplab
