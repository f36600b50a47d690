/// What a plot costs: reading a run in slices, and a frame at 1920×1080 while it plays, is zoomed and moved.
#include "app/plots/plot_view.h"
#include "tests/bench/open_views.h"
#include "tests/bench/works.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>

#include <benchmark/benchmark.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tcplab {
namespace {

/// Megabytes one after the other with losses, SACK and large windows: each makes about 1100 segments.
struct OpenRun {
    explicit OpenRun(std::uint32_t megabytes)
    {
        session.load(*bench::transfer({.octets = 1'000'000,
                                       .loss = "0.05 %",
                                       .congestion = "cubic",
                                       .times = megabytes,
                                       .bandwidth = "400 Mbit/s"}));
        while (!session.run().ended())
            QCoreApplication::processEvents();
    }
    Session session;
    std::unique_ptr<PlotView> plot;

    PlotView& show()
    {
        if (plot != nullptr)
            return *plot;
        plot = std::make_unique<PlotView>(session);
        plot->resize(1920, 1080);
        plot->setFlow(Side::Client, 1);
        plot->show();
        while (plot->isReading())
            QCoreApplication::processEvents();
        return *plot;
    }
};

std::map<std::int64_t, std::unique_ptr<OpenRun>> opened;

OpenRun& open(std::int64_t megabytes)
{
    bench::closeTimelines();
    if (opened.find(megabytes) == opened.end()) {
        opened.clear();
        opened[megabytes] = std::make_unique<OpenRun>(static_cast<std::uint32_t>(megabytes));
    }
    return *opened[megabytes];
}

constexpr std::int64_t few = 9;       ///< 10,000 segments
constexpr std::int64_t million = 900; ///< 1,000,000
const std::vector<std::string> names{"megabytes", "kind", "share"};

/// The plot of a kind, so many thousandths of the run in sight.
PlotView& look(benchmark::State& state)
{
    OpenRun& run = open(state.range(0));
    PlotView& plot = run.show();
    plot.setLinked(false);
    plot.setKind(static_cast<PlotKind>(state.range(1)));
    plot.showAll();
    const PlotRange all = plot.range();
    const Duration length{all.length().ns / 1000 * state.range(2)};
    const Instant from = all.from + Duration{(all.length().ns - length.ns) * 2 / 5};
    if (state.range(2) < 1000)
        plot.setRange(PlotRange{from, from + length});
    run.session.goToInstant(from + Duration{length.ns / 2});
    state.counters["segments"] = static_cast<double>(run.session.trace().segmentCount());
    return plot;
}

QImage screen() { return {1920, 1080, QImage::Format_ARGB32_Premultiplied}; }

void countShapes(benchmark::State& state, PlotView& plot)
{
    const PlotShapes& shapes = plot.shapes();
    state.counters["shapes"] =
        static_cast<double>(shapes.bars.size() + shapes.dots.size() + shapes.lines.size());
}

/// It plays: the cursor moves in a plot that stays.
void plotPlays(benchmark::State& state)
{
    PlotView& plot = look(state);
    Session& session = opened[state.range(0)]->session;
    QCoreApplication::processEvents();
    for (auto _ : state) {
        session.goToInstant(session.now() + Duration{plot.range().length().ns / 1200});
        QCoreApplication::processEvents();
    }
    countShapes(state, plot);
}

/// In and out by a turn of the wheel.
void plotZooms(benchmark::State& state)
{
    PlotView& plot = look(state);
    QImage picture = screen();
    const PlotRange middle = plot.range();
    bool in = true;
    for (auto _ : state) {
        const Duration by{middle.length().ns / 10};
        plot.setRange(in ? PlotRange{middle.from + by, middle.to - by} : middle);
        in = !in;
        plot.render(&picture);
    }
    countShapes(state, plot);
}

/// It is dragged to and fro.
void plotMoves(benchmark::State& state)
{
    PlotView& plot = look(state);
    QImage picture = screen();
    const PlotRange middle = plot.range();
    std::int64_t px = 0;
    for (auto _ : state) {
        px = (px + 7) % 300;
        const Duration by{middle.length().ns / 1920 * px};
        plot.setRange(PlotRange{middle.from + by, middle.to + by});
        plot.render(&picture);
    }
    countShapes(state, plot);
}

const std::vector<std::vector<std::int64_t>> looks{{few, million}, {0, 1, 2, 3}, {1000, 100, 1}};
BENCHMARK(plotPlays)->ArgsProduct(looks)->ArgNames(names)->Unit(benchmark::kMillisecond);
BENCHMARK(plotZooms)->ArgsProduct(looks)->ArgNames(names)->Unit(benchmark::kMillisecond);
BENCHMARK(plotMoves)->ArgsProduct(looks)->ArgNames(names)->Unit(benchmark::kMillisecond);

/// The graphs are opened on such a run: until all of it has been read, and what a turn of the event loop takes at most.
void plotReads(benchmark::State& state)
{
    OpenRun& run = open(state.range(0));
    double longest = 0;
    std::int64_t turns = 0;
    std::int64_t over50 = 0;
    for (auto _ : state) {
        run.plot.reset();
        PlotView plot(run.session);
        plot.resize(1920, 1080);
        plot.setFlow(Side::Client, 1);
        QElapsedTimer clock;
        clock.start();
        const auto turn = [&] {
            const double took = static_cast<double>(clock.nsecsElapsed()) / 1e6;
            longest = std::max(longest, took);
            over50 += took > 50 ? 1 : 0;
            ++turns;
            clock.start();
        };
        plot.show();
        turn();
        do {
            QCoreApplication::processEvents();
            turn();
        } while (plot.isReading());
    }
    state.counters["segments"] = static_cast<double>(run.session.trace().segmentCount());
    state.counters["longest_ms"] = longest;
    state.counters["turns"] = static_cast<double>(turns);
    state.counters["over_50ms"] = static_cast<double>(over50);
}
BENCHMARK(plotReads)
    ->Arg(few)
    ->Arg(million)
    ->ArgName("megabytes")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(3);

} // namespace

void bench::closePlots() { opened.clear(); }

} // namespace tcplab
