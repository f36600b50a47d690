/// What a frame of the timeline costs: shapes and paint, at any zoom, in short and very long runs.
#include "app/ladder/ladder_view.h"
#include "tests/bench/works.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <benchmark/benchmark.h>
#include <map>
#include <memory>
#include <string>

namespace tcplab {
namespace {

/// The client sends so many segments with text at 1 % loss.
Scenario transfer(std::int64_t segments)
{
    return *bench::plainTransfer(static_cast<std::uint32_t>(segments), 1000, "1 %");
}

/// One open window's timeline a length, kept for all zooms.
struct Open {
    explicit Open(std::int64_t segments) : ladder(session)
    {
        session.load(transfer(segments));
        while (!session.run().ended())
            QCoreApplication::processEvents();
        ladder.resize(900, 740); // as in a window of 1920×1080
        ladder.show();
        QCoreApplication::processEvents();
    }
    Session session;
    LadderView ladder;
};

/// One at a time: a million segments fill gigabytes.
std::map<std::int64_t, std::unique_ptr<Open>> opened;

Open& open(std::int64_t segments)
{
    if (opened.find(segments) == opened.end()) {
        opened.clear();
        opened[segments] = std::make_unique<Open>(segments);
    }
    return *opened[segments];
}

void setZoom(LadderView& ladder, std::int64_t percentOfWhole)
{
    ladder.resetZoom();
    if (percentOfWhole < 0)
        ladder.showWholeRun();
    else
        for (double zoom = 100; zoom > static_cast<double>(percentOfWhole); zoom /= 1.2)
            ladder.zoomOut();
}

/// The now line moves on by a sixtieth of a second, and everything is drawn anew.
void frame(benchmark::State& state)
{
    Open& it = open(state.range(0));
    it.session.goToPosition(it.session.axis().length() / 2);
    setZoom(it.ladder, state.range(1));
    QImage picture(it.ladder.viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    for (auto _ : state) {
        it.session.goToPosition(it.session.nowPosition() + 1);
        it.ladder.viewport()->render(&picture);
    }
    state.counters["arrows"] = static_cast<double>(it.ladder.geometry().arrows.size());
}
BENCHMARK(frame)
    ->ArgsProduct({{1'000, 100'000, 1'000'000}, {100, 30, 5, -1}})
    ->ArgNames({"segments", "zoom"})
    ->Unit(benchmark::kMillisecond);

/// A segment is dropped by hand in the middle of the run, and that is undone: until the cursor stands in the
/// other future and the timeline is drawn. The rest of it follows in slices.
void intervene(benchmark::State& state)
{
    Open& it = open(state.range(0));
    setZoom(it.ladder, 100);
    QImage picture(it.ladder.viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    for (auto _ : state) {
        state.PauseTiming();
        while (!it.session.run().ended())
            QCoreApplication::processEvents();
        it.session.goToPosition(it.session.axis().length() / 2);
        while (it.session.inFlight().empty())
            it.session.stepForward();
        const SegmentId id = it.session.inFlight().front();
        state.ResumeTiming();
        it.session.intervene(DropSegment{id});
        it.ladder.viewport()->render(&picture);
    }
}
BENCHMARK(intervene)
    ->Arg(1'000)
    ->Arg(100'000)
    ->ArgName("segments")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(5);

/// Anywhere in the run, by the scrubber: the place found, its world fetched, the timeline drawn.
void seek(benchmark::State& state)
{
    Open& it = open(state.range(0));
    setZoom(it.ladder, 100);
    QImage picture(it.ladder.viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    quint64 step = 1;
    for (auto _ : state) {
        step = (step * 2'862'933'555'777'941'757ULL + 3'037'000'493ULL);
        it.session.goToStep(step % (it.session.stepCount() + 1));
        benchmark::DoNotOptimize(it.session.worldNow());
        it.ladder.viewport()->render(&picture);
    }
}
BENCHMARK(seek)->Arg(1'000)->Arg(100'000)->Arg(1'000'000)->ArgName("segments")->Unit(benchmark::kMillisecond);

} // namespace
} // namespace tcplab

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    tcplab::opened.clear(); // no widget outlives its application
    return 0;
}
