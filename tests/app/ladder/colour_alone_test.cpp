// Colour is never alone: what is painted is recorded as strokes and shapes, and told apart without their colours.
#include "app/ladder/ladder_paint.h"
#include "tests/app/support/runs.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

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

} // namespace
} // namespace tcplab
