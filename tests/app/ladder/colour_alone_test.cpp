// Colour is never alone: what is painted is recorded as strokes and shapes, and told apart without their colours.
#include "app/figure/timeline_figure.h"
#include "app/ladder/ladder_paint.h"
#include "tests/app/support/runs.h"

#include <QImage>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <regex>

namespace tcplab {
namespace {

/// Lines and polygons, and nothing of their colours.
struct Strokes {
    std::vector<QLineF> lines;
    std::vector<QPolygonF> polygons;
};

class Recorder : public QPaintDevice {
public:
    Strokes kept;
    QPaintEngine* paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric which) const override
    {
        switch (which) {
        case PdmWidth:
        case PdmHeight: return 600;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return 96;
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
        case PdmDepth: return 32;
        default: return 0;
        }
    }

private:
    struct Engine : QPaintEngine {
        explicit Engine(Strokes& to) : QPaintEngine(AllFeatures), kept(to) {}
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState&) override {}
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
        void drawLines(const QLineF* all, int count) override
        {
            kept.lines.insert(kept.lines.end(), all, all + count);
        }
        void drawPolygon(const QPointF* points, int count, PolygonDrawMode) override
        {
            keep(QPolygonF(QList<QPointF>(points, points + count)));
        }
        void drawPath(const QPainterPath& path) override
        {
            for (const QPolygonF& one : path.toSubpathPolygons())
                keep(one);
        }
        void keep(const QPolygonF& one)
        {
            if (one.size() == 2)
                kept.lines.emplace_back(one[0], one[1]);
            else
                kept.polygons.push_back(one);
        }
        Type type() const override { return User; }
        Strokes& kept;
    };
    mutable Engine m_engine{kept};
};

class ColourAlone : public testing::Test {
protected:
    static LadderArrow arrow(SegmentKind kind)
    {
        LadderArrow one;
        one.id = 1;
        one.kind = kind;
        one.from = {100, 100};
        one.to = one.arrival = {400, 250};
        return one;
    }
    static Strokes paint(const LadderArrow& one)
    {
        LadderGeometry geometry;
        geometry.area = QRectF(0, 0, 600, 600);
        geometry.arrows = {one};
        Recorder recorder;
        QPainter painter(&recorder);
        const Theme& theme = themeNamed(ThemeName::Light);
        paintLadder(painter, geometry, LadderFonts(theme), theme);
        painter.end();
        return recorder.kept;
    }
    /// Its strokes along most of its way, beside each other.
    static std::size_t shafts(const Strokes& strokes)
    {
        const QLineF whole(100, 100, 400, 250);
        return static_cast<std::size_t>(std::ranges::count_if(strokes.lines, [&](const QLineF& line) {
            const double turned = std::abs(line.angleTo(whole));
            return line.length() > 0.6 * whole.length() && std::min(turned, 360 - turned) < 0.5;
        }));
    }
    /// On a screen: the lines that one meets who crosses its way at half of it.
    static int linesOnPixelsOf(const LadderArrow& one, ThemeName name)
    {
        LadderGeometry geometry;
        geometry.area = QRectF(0, 0, 600, 600);
        geometry.arrows = {one};
        QImage picture(600, 600, QImage::Format_RGB32);
        QPainter painter(&picture);
        const Theme& theme = themeNamed(name);
        paintLadder(painter, geometry, LadderFonts(theme), theme);
        painter.end();
        const QRgb ground = theme.surface.rgb();
        int lines = 0;
        bool inside = false;
        for (int y = 150; y < 200; ++y) {
            const bool inked = std::abs(qGray(picture.pixel(250, y)) - qGray(ground)) > 60;
            lines += inked && !inside ? 1 : 0;
            inside = inked;
        }
        return lines;
    }
    /// Two short lines of one middle that cross each other.
    static bool hasCross(const Strokes& strokes, QPointF at)
    {
        std::vector<QLineF> here;
        for (const QLineF& line : strokes.lines)
            if (QLineF(line.center(), at).length() < 1 && line.length() < 40)
                here.push_back(line);
        for (const QLineF& a : here)
            for (const QLineF& b : here)
                if (std::abs(std::fmod(a.angleTo(b), 180) - 90) < 1)
                    return true;
        return false;
    }
    static bool hasAnyCross(const Strokes& strokes)
    {
        return std::ranges::any_of(strokes.lines,
                                   [&](const QLineF& line) { return hasCross(strokes, line.center()); });
    }
    static std::vector<QPolygonF> heads(const Strokes& strokes, QPointF tip)
    {
        std::vector<QPolygonF> all;
        for (QPolygonF one : strokes.polygons) {
            if (one.size() > 1 && one.first() == one.last())
                one.removeLast();
            const QRectF box = one.boundingRect();
            if (box.adjusted(-1, -1, 1, 1).contains(tip) && box.width() < 30 && box.height() < 30)
                all.push_back(one);
        }
        return all;
    }
};

TEST_F(ColourAlone, LossIsACrossWhereTheLineEndsAndNothingArrives)
{
    LadderArrow lost = arrow(SegmentKind::Data);
    lost.lost = true;
    lost.to = {250, 175};
    EXPECT_TRUE(hasCross(paint(lost), lost.to));
    EXPECT_TRUE(heads(paint(lost), lost.arrival).empty());
    EXPECT_TRUE(heads(paint(lost), lost.to).empty());
    EXPECT_FALSE(hasAnyCross(paint(arrow(SegmentKind::Data))));
}

/// Thrown away by the host that it came to: its checksum is wrong.
TEST_F(ColourAlone, LossOnArrivalIsAnArrowWithACrossBeforeItsHead)
{
    LadderArrow lost = arrow(SegmentKind::Data);
    lost.lost = lost.lostOnArrival = true;
    const Strokes strokes = paint(lost);
    EXPECT_EQ(heads(strokes, lost.to).size(), 1u);
    const QLineF back(lost.to, lost.from);
    EXPECT_TRUE(hasCross(strokes, back.pointAt(24 / back.length())));
}

TEST_F(ColourAlone, ResetHasASquareHeadAndNothingElseHas)
{
    for (const SegmentKind kind : {SegmentKind::Control, SegmentKind::Data, SegmentKind::Fin,
                                   SegmentKind::Reset, SegmentKind::Retransmission}) {
        const LadderArrow one = arrow(kind);
        const auto found = heads(paint(one), one.to);
        ASSERT_EQ(found.size(), 1u) << static_cast<int>(kind);
        EXPECT_EQ(found.front().size(), kind == SegmentKind::Reset ? 4 : 3) << static_cast<int>(kind);
        if (kind == SegmentKind::Reset) {
            const QPolygonF& square = found.front();
            for (int i = 0; i < 4; ++i)
                EXPECT_NEAR(QLineF(square[i], square[(i + 1) % 4]).length(),
                            QLineF(square[0], square[1]).length(), 0.01);
        }
    }
}

TEST_F(ColourAlone, RetransmissionIsADoubleLine)
{
    LadderArrow again = arrow(SegmentKind::Retransmission);
    again.retransmission = true;
    EXPECT_EQ(shafts(paint(again)), 2u);
    for (const SegmentKind kind :
         {SegmentKind::Control, SegmentKind::Data, SegmentKind::Fin, SegmentKind::Reset})
        EXPECT_EQ(shafts(paint(arrow(kind))), 1u) << static_cast<int>(kind);
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector}) {
        EXPECT_EQ(linesOnPixelsOf(again, name), 2);
        EXPECT_EQ(linesOnPixelsOf(arrow(SegmentKind::Control), name), 1);
    }
    again.lost = true;
    again.to = {310, 205};
    EXPECT_EQ(shafts(paint(again)), 2u);
}

/// What is painted with a shape of its own is said of each segment as the run has it.
TEST_F(ColourAlone, EverySegmentOfTheLibraryHasItsShape)
{
    const Theme& theme = themeNamed(ThemeName::Light);
    const LadderFonts fonts(theme);
    for (const std::string& name : shippedNames()) {
        const tcplab::Run run = runOf(shipped(name));
        const Trace& trace = run.trace();
        if (trace.segmentCount() > 200)
            continue;
        const TimeAxis axis = TimeAxis::folded(trace);
        LadderIndex index;
        index.update(trace, axis);
        const LadderInput in{.trace = &trace,
                             .axis = &axis,
                             .index = &index,
                             .text = &fonts,
                             .area = QRectF(0, 0, 900, pictureHeight(axis, fonts, {})),
                             .step = trace.stepCount(),
                             .now = trace.instantOf(trace.stepCount()),
                             .cursor = false,
                             .densityAllowed = false};
        LabelLayout labels;
        for (const LadderArrow& one : layOut(in, labels).arrows) {
            const SegmentHistory& segment = trace.segment(one.id);
            const bool wasLost = segment.dropped != DropReason::None;
            EXPECT_EQ(one.lost, wasLost) << name << " " << one.id;
            EXPECT_EQ(one.retransmission, segment.packet.retransmission != 0) << name << " " << one.id;
            EXPECT_EQ(one.kind == SegmentKind::Reset, segment.packet.segment.ctl.rst)
                << name << " " << one.id;
        }
    }
}

/// The same shapes in a figure for slides, as SVG writes them.
class FigureColourAlone : public testing::Test {
protected:
    static FigureSegment segment(SegmentKind kind)
    {
        FigureSegment one;
        one.kind = kind;
        one.from = {100, 100};
        one.to = {400, 250};
        return one;
    }
    /// Corners of the one head; 0: there is none.
    static std::size_t corners(const std::string& svg)
    {
        const std::regex head("<polygon points=\"([^\"]*)\"");
        std::smatch found;
        if (!std::regex_search(svg, found, head))
            return 0;
        const std::string points = found[1];
        return static_cast<std::size_t>(std::ranges::count(points, ','));
    }
    static std::vector<QLineF> lines(const std::string& svg)
    {
        const std::string number = "\"([-0-9.]+)\"";
        const std::regex line("<line x1=" + number + " y1=" + number + " x2=" + number + " y2=" + number);
        std::vector<QLineF> all;
        for (std::sregex_iterator one(svg.begin(), svg.end(), line), end; one != end; ++one)
            all.emplace_back(std::stod((*one)[1]), std::stod((*one)[2]), std::stod((*one)[3]),
                             std::stod((*one)[4]));
        return all;
    }
    struct Counts {
        std::size_t shafts = 0;
        std::size_t crosses = 0;
        std::size_t corners = 0;
    };
    static Counts counts(const FigureSegment& one)
    {
        const auto written = [](std::vector<FigureSegment> segments) {
            TimelineFigure figure;
            figure.width = figure.height = 600;
            figure.segments = std::move(segments);
            return svgOf(figure);
        };
        const std::vector<QLineF> ground = lines(written({}));
        const std::string svg = written({one});
        Counts result{.corners = corners(svg)};
        std::size_t strokes = 0;
        for (const QLineF& line : lines(svg))
            if (line.length() > 100)
                ++result.shafts;
            else
                ++strokes;
        for (const QLineF& line : ground)
            line.length() > 100 ? --result.shafts : --strokes;
        result.crosses = strokes / 2;
        return result;
    }
};

TEST_F(FigureColourAlone, LossIsACrossAResetASquareARetransmissionADoubleLine)
{
    for (const SegmentKind kind :
         {SegmentKind::Control, SegmentKind::Data, SegmentKind::Fin, SegmentKind::Reset}) {
        const Counts plain = counts(segment(kind));
        EXPECT_EQ(plain.shafts, 1u) << static_cast<int>(kind);
        EXPECT_EQ(plain.crosses, 0u) << static_cast<int>(kind);
        EXPECT_EQ(plain.corners, kind == SegmentKind::Reset ? 4u : 3u) << static_cast<int>(kind);
    }
    FigureSegment again = segment(SegmentKind::Retransmission);
    again.retransmission = true;
    EXPECT_EQ(counts(again).shafts, 2u);
    FigureSegment lost = segment(SegmentKind::Data);
    lost.lost = true;
    EXPECT_EQ(counts(lost).crosses, 1u);
    EXPECT_EQ(counts(lost).corners, 0u) << "it does not arrive";
    lost.lostOnArrival = true;
    EXPECT_EQ(counts(lost).crosses, 1u);
    EXPECT_EQ(counts(lost).corners, 3u);
}

} // namespace
} // namespace tcplab
