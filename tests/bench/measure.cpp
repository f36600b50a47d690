#include "tests/bench/measure.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace tcplab::bench {

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double timed(const std::function<void()>& work)
{
    const double begin = cpuSeconds();
    work();
    return cpuSeconds() - begin;
}

Spread spreadOf(std::vector<double> rounds)
{
    std::sort(rounds.begin(), rounds.end());
    return {rounds[rounds.size() / 2], rounds.front(), rounds.back()};
}

Spread rounds(int count, const std::function<double()>& once)
{
    once();
    std::vector<double> all;
    for (int i = 0; i < count; ++i)
        all.push_back(once());
    return spreadOf(all);
}

namespace {

/// Three digits that count: 0.253, 4.1, 152000.
std::string number(double value)
{
    if (value == 0)
        return "0";
    const int before = static_cast<int>(std::floor(std::log10(std::fabs(value)))) + 1;
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", std::clamp(3 - before, 0, 4), value);
    return text;
}

/// `text` is UTF-8: filled up by what it shows, not by its octets.
std::string padded(const std::string& text, std::size_t width, bool right = false)
{
    const auto shown = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
    const std::string fill(shown < width ? width - shown : 0, ' ');
    return right ? fill + text : text + fill;
}

void line(const std::string& work, const std::string& ours, const std::string& spread,
          const std::string& peer, const std::string& ratio, const std::string& goal, const std::string& note)
{
    std::printf("%s %s %s %s %s  %s  %s\n", padded(work, 58).c_str(), padded(ours, 14, true).c_str(),
                padded(spread, 17).c_str(), padded(peer, 9, true).c_str(), padded(ratio, 7, true).c_str(),
                padded(goal, 11).c_str(), note.c_str());
    std::fflush(stdout);
}

} // namespace

void printHead() { line("work", "ours", "(least – most)", "ns-3", "ratio", "goal", ""); }

void print(const Row& row)
{
    // Of rates more is better, of costs less: the ratio says how many times better ours is.
    const bool isRate = row.unit.ends_with("/s");
    const double ratio =
        row.peer == 0 ? 0 : (isRate ? row.ours.median / row.peer : row.peer / row.ours.median);
    line(row.work, number(row.ours.median) + " " + row.unit,
         "(" + number(row.ours.least) + " – " + number(row.ours.most) + ")",
         row.peer == 0 ? "" : number(row.peer), ratio == 0 ? "" : number(ratio) + "×", row.goal, row.note);
}

} // namespace tcplab::bench
