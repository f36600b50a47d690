#include "app/plots/plot_rows.h"

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
        // A listener comes before its connections.
        flow.choose(sender, static_cast<ConnectionId>(run->trace().connections[indexOf(sender)].size()));
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

TEST_F(Shapes, AxesOfOctetsSayThatTheyCountOctets)
{
    open("three-way-handshake");
    for (const PlotKind kind : {PlotKind::Congestion, PlotKind::Windows}) {
        const PlotShapes shapes = layOutPlot(input(kind));
        ASSERT_FALSE(shapes.values.empty());
        for (const PlotTick& tick : shapes.values)
            EXPECT_TRUE(tick.text.endsWith(QLatin1Char('B'))) << tick.text.toStdString();
    }
}

TEST_F(Shapes, ReachToTheLastSegmentAlsoWhereItChangesNothing)
{
    // The client has crashed: what the server sends from then on reaches no connection.
    for (const Side sender : {Side::Client, Side::Server}) {
        open("keep-alive", sender);
        const Trace& trace = run->trace();
        const Instant last = trace.segment(trace.segmentCount()).sentAt;
        ASSERT_GT(last, flow.sentTo[flow.sentTo.size() - 1].at);
        EXPECT_EQ(flow.last, last);
        EXPECT_GE(wholeRange(flow)->to, last);
    }
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
    const QString table = plotTable(input(PlotKind::Sequence));
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

/// Round numbers on either side of 2^32, and a line between them.
TEST_F(Shapes, TicksStayRoundWhereNumbersWrap)
{
    open("sequence-wrap");
    PlotInput in = input(PlotKind::Sequence);
    in.isn = run->trace().connection(Side::Client, 1).iss.value();
    in.firstNumber = *in.isn;
    const PlotShapes shapes = layOutPlot(in);
    ASSERT_EQ(shapes.wraps.size(), 1U);
    EXPECT_NEAR(shapes.wraps[0].at, shapes.y(4294967296.0 - *in.isn), 0.01);
    std::size_t before = 0;
    std::size_t after = 0;
    for (const PlotTick& tick : shapes.values) {
        const double number = tick.text.toDouble();
        EXPECT_EQ(std::fmod(number, 100), 0) << tick.text.toStdString();
        (number > 4e9 ? before : after) += 1;
        const double place = number - *in.isn + (number > 4e9 ? 0 : 4294967296.0);
        EXPECT_NEAR(tick.at, shapes.y(place), 0.5) << tick.text.toStdString();
        for (const PlotTick& other : shapes.values)
            EXPECT_TRUE(&other == &tick || std::abs(other.at - tick.at) >= in.textHeight);
    }
    EXPECT_GE(before, 1U);
    EXPECT_GE(after, 1U);
    in.firstNumber = 0; // relative numbers go on, and the place is marked all the same
    EXPECT_EQ(layOutPlot(in).wraps.size(), 1U);
}

TEST_F(Shapes, HaveTcptracesMarks)
{
    const auto letters = [this](const char* name, PlotRole role) {
        flow = {};
        open(name);
        std::string all;
        for (const PlotDot& dot : layOutPlot(input(PlotKind::Sequence)).dots)
            if (dot.role == role)
                all += *dot.letter == '\0' ? "-" : dot.letter;
        return all;
    };
    EXPECT_EQ(letters("fast-retransmit", PlotRole::DupAck).substr(0, 3), "--3");
    EXPECT_THAT(letters("zero-window", PlotRole::ZeroWindow), testing::StartsWith("Z"));
    EXPECT_EQ(letters("reordering", PlotRole::OutOfOrder), "O");
    EXPECT_THAT(letters("reset-unread-data", PlotRole::ResetIn), testing::StartsWith("RST"));
    EXPECT_EQ(letters("duplicate-segment", PlotRole::Doubled), "HD");
    EXPECT_THAT(letters("ecn", PlotRole::Echo), testing::StartsWith("ECE"));
    const PlotShapes slowed = layOutPlot(input(PlotKind::Sequence));
    EXPECT_TRUE(std::ranges::any_of(
        slowed.bars, [](const PlotBar& bar) { return std::string_view(bar.letter) == "CWR"; }));
    EXPECT_THAT(plotTable(input(PlotKind::Sequence)).toStdString(), testing::HasSubstr(", CWR\t"));
}

/// The window's edge would crush everything else: it is said how far it reaches.
TEST_F(Shapes, AnEdgeFarAboveIsToldOf)
{
    open("three-way-handshake");
    EXPECT_TRUE(edgeAbove(input(PlotKind::Sequence)).has_value());
    open("zero-window");
    flow = {};
    flow.choose(Side::Client, 1);
    flow.update(run->trace());
    EXPECT_EQ(edgeAbove(input(PlotKind::Sequence)), std::nullopt);
    EXPECT_EQ(edgeAbove(input(PlotKind::Congestion)), std::nullopt);
}

TEST_F(Shapes, TheTableTellsWhatTheMarksTell)
{
    open("fast-retransmit");
    const QString table = plotTable(input(PlotKind::Sequence));
    EXPECT_THAT(table.toStdString(), testing::HasSubstr("duplicate ACK, number 3\t"));
    EXPECT_THAT(table.toStdString(), testing::HasSubstr("sent, SYN\t"));
    EXPECT_THAT(table.toStdString(), testing::HasSubstr("R: sent again"));
    EXPECT_THAT(table.toStdString(), testing::HasSubstr("lost on the way"));
}

TEST_F(Shapes, TheTableHasWhatIsInSightAlone)
{
    open("slow-start");
    PlotInput in = input(PlotKind::Congestion);
    const qsizetype all = plotTable(in).count(QLatin1Char('\n'));
    in.range.to = in.range.from + Duration{in.range.length().ns / 2};
    const qsizetype half = plotTable(in).count(QLatin1Char('\n'));
    EXPECT_LT(half, all);
    EXPECT_GT(half, 1);
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
        plotTable(input(PlotKind::Congestion)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
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
    EXPECT_TRUE(plotTable(in).contains(QStringLiteral("\tA: cwnd\t")));
}

} // namespace
} // namespace tcplab
