#include "app/plots/plot_shapes.h"

#include "core/world/scenario_file.h"
#include "tests/app/support/runs.h"

#include <QStringList>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class Shapes : public testing::Test {
protected:
    void open(const std::string& name, Side sender = Side::Client)
    {
        run = std::make_unique<tcplab::Run>(runOf(shipped(name)));
        flow.choose(sender, 1);
        flow.update(run->trace());
    }
    PlotInput input(PlotKind kind, std::optional<PlotRange> range = {})
    {
        PlotInput in;
        in.flow = &flow;
        in.trace = run ? &run->trace() : nullptr;
        in.kind = kind;
        in.range = range.value_or(wholeRange(flow).value_or(PlotRange{}));
        in.area = QRectF(60, 10, 700, 200);
        return in;
    }
    std::unique_ptr<tcplab::Run> run;
    Flow flow;
};

TEST_F(Shapes, OfNothingAreNone)
{
    EXPECT_EQ(wholeRange(flow), std::nullopt);
    EXPECT_FALSE(layOutPlot(input(PlotKind::Sequence)).any);
}

TEST_F(Shapes, BetweenTwoSackBlocksAHoleStaysAHole)
{
    open("sack");
    const PlotShapes shapes = layOutPlot(input(PlotKind::Sequence));
    ASSERT_FALSE(flow.sacked.empty());
    std::size_t bars = 0;
    for (const PlotBar& bar : shapes.bars) {
        if (bar.role != PlotRole::Sack)
            continue;
        ++bars;
        // Each octet under it has been named by a block of that instant.
        const double middle = (bar.top + bar.bottom) / 2;
        bool named = false;
        for (const Flow::Sacked& block : flow.sacked)
            named = named || (std::abs(shapes.x(block.at) - bar.x) < 0.6 &&
                              shapes.y(static_cast<double>(block.to)) <= middle + 0.5 &&
                              shapes.y(static_cast<double>(block.from)) >= middle - 0.5);
        EXPECT_TRUE(named) << bar.x << ": " << bar.top << "–" << bar.bottom;
    }
    EXPECT_GE(bars, 3U) << "the last ACK before the recovery names three blocks";
}

TEST_F(Shapes, ATableNamesWhatWasSackedAndWhatWasLost)
{
    open("sack");
    const QString table = plotTable(flow, PlotKind::Sequence, 0, nullptr, &run->trace());
    EXPECT_THAT(table.toStdString(), testing::HasSubstr("SACK\t5001–6000"));
    EXPECT_EQ(table.count(plotRoleName(PlotRole::Lost)), 3);
}

TEST_F(Shapes, EachSegmentIsABarFromItsFirstToItsLastNumber)
{
    open("fast-retransmit");
    const PlotShapes shapes = layOutPlot(input(PlotKind::Sequence));
    ASSERT_TRUE(shapes.any);
    std::size_t singles = 0;
    bool lost = false;
    bool again = false;
    for (const PlotBar& bar : shapes.bars) {
        if (!bar.single)
            continue;
        ++singles;
        const auto sent = std::ranges::find(flow.sent, bar.segment, &Flow::Sent::segment);
        ASSERT_NE(sent, flow.sent.end());
        EXPECT_NEAR(bar.x, shapes.x(sent->at), 0.01);
        EXPECT_NEAR(bar.top, shapes.y(static_cast<double>(sent->to)), 0.01);
        EXPECT_NEAR(bar.bottom, shapes.y(static_cast<double>(sent->from)), 0.01);
        lost = lost || bar.role == PlotRole::Lost;
        again = again || (bar.role == PlotRole::Again && std::string_view(bar.letter) == "R");
    }
    EXPECT_EQ(singles, flow.sent.size());
    EXPECT_TRUE(lost);
    EXPECT_TRUE(again);
}

TEST_F(Shapes, LinesAreStepsThatRunFromEdgeToEdge)
{
    open("slow-start");
    for (const PlotKind kind :
         {PlotKind::Sequence, PlotKind::Congestion, PlotKind::RoundTrip, PlotKind::Windows}) {
        const PlotShapes shapes = layOutPlot(input(kind));
        ASSERT_TRUE(shapes.any);
        EXPECT_FALSE(shapes.lines.empty());
        for (const PlotLine& line : shapes.lines) {
            for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
                EXPECT_LE(line.points[i].x(), line.points[i + 1].x());
                EXPECT_TRUE(line.points[i].x() == line.points[i + 1].x() ||
                            line.points[i].y() == line.points[i + 1].y());
            }
            EXPECT_DOUBLE_EQ(line.points.back().x(), shapes.area.right());
        }
        EXPECT_GE(shapes.times.size(), 3U);
        EXPECT_GE(shapes.values.size(), 3U);
    }
}

TEST_F(Shapes, TicksBearTheNumbersThatTheSegmentsHave)
{
    open("last-ack-lost");
    PlotInput in = input(PlotKind::Sequence);
    in.firstNumber = 1000; // the ISN
    const PlotShapes shapes = layOutPlot(in);
    for (const PlotTick& tick : shapes.values)
        EXPECT_NEAR(tick.at, shapes.y(tick.text.toDouble() - 1000), 0.5) << tick.text.toStdString();
    in.range.to = in.range.from + Duration{(in.range.to - in.range.from).ns};
    EXPECT_THAT(valuesAt(in, in.range.to),
                testing::Contains(testing::Pair(QStringLiteral("SND.UNA"), QStringLiteral("1102"))));
}

TEST_F(Shapes, XAndInstantAreEachOthersInverse)
{
    open("slow-start");
    const PlotShapes shapes = layOutPlot(input(PlotKind::Congestion));
    for (const double x : {60.0, 123.0, 400.0, 760.0})
        EXPECT_NEAR(shapes.x(shapes.instantAt(x)), x, 0.01);
}

/// A million points, or a thousand: as many shapes as the picture has columns, and none of its peaks is left out.
TEST_F(Shapes, OfAMillionPointsAreNoMoreThanThePictureCanHold)
{
    constexpr std::int64_t count = 1'000'000;
    for (std::int64_t i = 0; i < count; ++i) {
        const Instant at{i * 1000};
        const std::int64_t from = i * 1460;
        flow.sent.push_back({at, from, from + 1460, 0, false, false, false});
        flow.sentFrom.add(at, from);
        flow.sentTo.add(at, from + 1460);
        flow.acked.add(at, std::max<std::int64_t>(0, from - 100'000));
        flow.cwnd.add(at, i == 654'321 ? 99'999 : 10'000 + i % 1000);
        flow.rtt.add(at, 1'000'000 + i % 77);
        flow.inFlight.add(at, i % 4000);
    }
    for (const PlotKind kind :
         {PlotKind::Sequence, PlotKind::Congestion, PlotKind::RoundTrip, PlotKind::Windows}) {
        const PlotShapes shapes = layOutPlot(input(kind));
        ASSERT_TRUE(shapes.any);
        std::size_t points = shapes.bars.size() + shapes.dots.size();
        for (const PlotLine& line : shapes.lines)
            points += line.points.size();
        EXPECT_LT(points, 16U * 700U);
    }
    const PlotShapes shapes = layOutPlot(input(PlotKind::Congestion));
    double highest = 1e9;
    for (const PlotBar& bar : shapes.bars)
        if (bar.role == PlotRole::Cwnd)
            highest = std::min(highest, bar.top);
    EXPECT_NEAR(highest, shapes.y(99'999), 1);
}

TEST_F(Shapes, TableHasEveryValueAndAHeading)
{
    open("fast-retransmit");
    const QStringList rows =
        plotTable(flow, PlotKind::Congestion, 0).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    EXPECT_EQ(rows[0], QStringLiteral("Time\tWhat\tValue"));
    EXPECT_EQ(static_cast<std::size_t>(rows.size()), 1 + flow.cwnd.size() + flow.ssthresh.size());
    for (const QString& row : rows)
        EXPECT_EQ(row.count(QLatin1Char('\t')), 2);
}

/// Two runs in the same axes: each line twice, told apart, and both as high as the picture is.
TEST_F(Shapes, OfTwoRunsAreDrawnInTheSameAxes)
{
    open("slow-start");
    Scenario reno = shipped("slow-start");
    const std::vector<Assignment> changes{
        {.key = "client.congestion_control", .value = "cubic", .place = "test"},
        {.key = "client.initial_window", .value = "1", .place = "test"}};
    ASSERT_TRUE(setValues(reno, changes));
    const tcplab::Run second = runOf(std::move(reno));
    Flow other;
    other.choose(Side::Client, 1);
    other.update(second.trace());
    for (const PlotKind kind :
         {PlotKind::Sequence, PlotKind::Congestion, PlotKind::RoundTrip, PlotKind::Windows}) {
        PlotInput in = input(kind, wholeRange(flow, &other));
        const std::size_t alone = layOutPlot(in).lines.size();
        in.other = &other;
        in.otherTrace = &second.trace();
        const PlotShapes shapes = layOutPlot(in);
        std::size_t others = 0;
        for (const PlotLine& line : shapes.lines) {
            others += line.other ? 1 : 0;
            for (const QPointF& point : line.points)
                EXPECT_GE(point.y(), line.role == PlotRole::Edge ? -1e9 : shapes.area.top() - 0.01);
        }
        EXPECT_GT(others, 0U);
        EXPECT_EQ(shapes.lines.size() - others, alone);
    }
    PlotInput in = input(PlotKind::Congestion, wholeRange(flow, &other));
    in.other = &other;
    in.otherTrace = &second.trace();
    const auto values = valuesAt(in, in.range.to);
    EXPECT_THAT(values, testing::Contains(testing::Pair(QStringLiteral("A: cwnd"), testing::_)));
    EXPECT_THAT(values, testing::Contains(testing::Pair(QStringLiteral("B: cwnd"), testing::_)));
    EXPECT_TRUE(plotTable(flow, PlotKind::Congestion, 0, &other).contains(QStringLiteral("\tA: cwnd\t")));
}

} // namespace
} // namespace tcplab
