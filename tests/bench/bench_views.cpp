/// What a frame of the timeline costs: shapes and paint, at any zoom, in short and very long runs.
#include "app/ladder/ladder_view.h"
#include "app/session/playback.h"
#include "app/window/main_window.h"
#include "tests/bench/open_views.h"
#include "tests/bench/works.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QScrollBar>

#include <benchmark/benchmark.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

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

// A whole screen of timeline, 1920×1080, of a run with a million segments. What a frame costs is the column CPU.

/// How much of the run is in sight.
enum Sight : std::int64_t { Whole, Half, Thousand, Crowd, Screenful };

void look(Open& it, std::int64_t sight)
{
    it.ladder.resize(1920, 1080);
    it.session.last();
    QCoreApplication::processEvents();
    const double length = it.session.axis().length();
    const double segments = static_cast<double>(it.session.trace().segmentCount());
    const double middle = length * 0.4;
    switch (sight) {
    case Whole: it.ladder.showWholeRun(); break;
    case Half: it.ladder.showUnits(length / 4, length * 3 / 4); break;
    case Thousand: it.ladder.showUnits(middle, middle + length * 1000 / segments); break;
    // As many arrows as are labelled yet.
    case Crowd: it.ladder.showUnits(middle, middle + length * 85 / segments); break;
    default: it.ladder.resetZoom(); it.ladder.showUnits(middle, middle + 1000);
    }
}

QImage screen(const LadderView& ladder)
{
    return {ladder.viewport()->size(), QImage::Format_ARGB32_Premultiplied};
}

void countShapes(benchmark::State& state, Open& it)
{
    state.counters["arrows"] = static_cast<double>(it.ladder.geometry().arrows.size());
    state.counters["density"] = static_cast<double>(it.ladder.geometry().density.size());
}

/// The picture moves by some pixels; where all of it is in sight, nothing does.
void scroll(benchmark::State& state)
{
    Open& it = open(state.range(0));
    look(it, state.range(1));
    QImage picture = screen(it.ladder);
    int by = 1;
    for (auto _ : state) {
        QScrollBar& bar = *it.ladder.verticalScrollBar();
        if (bar.value() + 7 * by > bar.maximum() || bar.value() + 7 * by < 0)
            by = -by;
        bar.setValue(bar.value() + 7 * by);
        it.ladder.viewport()->render(&picture);
    }
    countShapes(state, it);
}

/// In and out around that sight.
void zoom(benchmark::State& state)
{
    Open& it = open(state.range(0));
    look(it, state.range(1));
    QImage picture = screen(it.ladder);
    bool in = true;
    for (auto _ : state) {
        const auto [from, to] = it.ladder.visibleUnits();
        const double by = (to - from) * (in ? 0.05 : -0.055);
        in = !in;
        it.ladder.showUnits(from + by, to - by);
        it.ladder.viewport()->render(&picture);
    }
    countShapes(state, it);
}

/// It plays: the now line moves on by what a sixtieth of a second is there.
void play(benchmark::State& state)
{
    Open& it = open(state.range(0));
    look(it, state.range(1));
    it.session.goToPosition(it.ladder.visibleUnits().first + 300);
    Playback playback(it.session);
    playback.play();
    QImage picture = screen(it.ladder);
    for (auto _ : state) {
        it.session.goToPosition(it.session.nowPosition() + 2);
        it.ladder.viewport()->render(&picture);
    }
    playback.pause();
    countShapes(state, it);
}

const std::vector<std::vector<std::int64_t>> million{{1'000'000}, {Whole, Half, Thousand, Crowd, Screenful}};
const std::vector<std::string> millionNames{"segments", "sight"};
BENCHMARK(scroll)->ArgsProduct(million)->ArgNames(millionNames)->Unit(benchmark::kMillisecond);
BENCHMARK(zoom)->ArgsProduct(million)->ArgNames(millionNames)->Unit(benchmark::kMillisecond);
BENCHMARK(play)->ArgsProduct(million)->ArgNames(millionNames)->Unit(benchmark::kMillisecond);

/// Such a run is opened: until its first picture is painted. The rest of it follows in slices.
void firstPicture(benchmark::State& state)
{
    opened.clear();
    const Scenario scenario = transfer(state.range(0));
    Session session;
    LadderView ladder(session);
    ladder.resize(1920, 1080);
    ladder.show();
    QCoreApplication::processEvents();
    QImage picture = screen(ladder);
    for (auto _ : state) {
        session.load(scenario);
        session.goToStep(1);
        ladder.viewport()->render(&picture);
    }
}
BENCHMARK(firstPicture)->Arg(1'000'000)->ArgName("segments")->Unit(benchmark::kMillisecond)->Iterations(5);

/// While it is still running, one turn of the event loop: a slice of the run, and what the timeline makes of it.
void growing(benchmark::State& state)
{
    opened.clear();
    Session session;
    LadderView ladder(session);
    ladder.resize(1920, 1080);
    ladder.show();
    session.load(transfer(state.range(0)));
    QElapsedTimer clock;
    double longest = 0;
    for (auto _ : state) {
        clock.start();
        QCoreApplication::processEvents();
        longest = std::max(longest, static_cast<double>(clock.nsecsElapsed()) / 1e6);
        if (session.run().ended())
            session.load(transfer(state.range(0)));
    }
    state.counters["longest_ms"] = longest;
}
BENCHMARK(growing)->Arg(1'000'000)->ArgName("segments")->Unit(benchmark::kMillisecond)->MinTime(10);

/// The same of the whole window, from the beginning of the run to its end.
void growingWindow(benchmark::State& state)
{
    opened.clear();
    double longest = 0;
    std::int64_t turns = 0;
    std::int64_t over50 = 0;
    for (auto _ : state) {
        MainWindow window;
        window.resize(1920, 1080);
        window.show();
        QCoreApplication::processEvents();
        Session& session = window.session();
        session.load(transfer(state.range(0)));
        QElapsedTimer clock;
        while (!session.run().ended()) {
            clock.start();
            QCoreApplication::processEvents();
            const double took = static_cast<double>(clock.nsecsElapsed()) / 1e6;
            longest = std::max(longest, took);
            over50 += took > 50 ? 1 : 0;
            ++turns;
        }
    }
    state.counters["longest_ms"] = longest;
    state.counters["turns"] = static_cast<double>(turns);
    state.counters["over_50ms"] = static_cast<double>(over50);
}
BENCHMARK(growingWindow)->Arg(1'000'000)->ArgName("segments")->Unit(benchmark::kMillisecond)->Iterations(1);

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

void bench::closeTimelines() { opened.clear(); }

} // namespace tcplab

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    tcplab::bench::closePlots();
    tcplab::bench::closeTimelines(); // no widget outlives its application
    return 0;
}
