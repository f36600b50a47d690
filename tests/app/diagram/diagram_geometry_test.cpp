#include "app/diagram/diagram_geometry.h"
#include "app/diagram/diagram_paint.h"

#include <QFontMetricsF>
#include <QLineF>
#include <gtest/gtest.h>

#include <set>

namespace tcplab {
namespace {

/// Sizes that the window gives the diagram: 1280×720 with little room, up to a large screen.
class AnySize : public testing::TestWithParam<QSizeF> {
protected:
    DiagramMetrics metrics() const
    {
        DiagramMetrics m;
        m.nameWidth.fill(0);
        for (std::size_t i = 0; i < diagramNodeCount; ++i)
            m.nameWidth[i] = 7.2 * static_cast<qreal>(
                                       std::string_view(nameOf(stateOf(static_cast<DiagramNode>(i)))).size());
        m.textHeight = 12;
        m.titleHeight = 11;
        m.activeWidth = 62;
        m.passiveWidth = 68;
        m.counter = {76, 24};
        return m;
    }
    DiagramGeometry laidOut() const
    {
        DiagramGeometry usual = layoutDiagram(GetParam(), metrics());
        return usual.fits ? usual : layoutDiagram(GetParam(), metrics(), true);
    }
    const DiagramGeometry g = laidOut();
};

bool touches(const QRectF& box, QPointF point) { return box.adjusted(-0.5, -0.5, 0.5, 0.5).contains(point); }

TEST_P(AnySize, NamesFitAndBoxesKeepApart)
{
    EXPECT_TRUE(g.fits);
    for (std::size_t i = 0; i < diagramNodeCount; ++i) {
        EXPECT_GE(g.boxes[i].width(), metrics().nameWidth[i]);
        EXPECT_TRUE(QRectF(QPointF(0, 0), GetParam()).contains(g.boxes[i]));
        for (std::size_t j = i + 1; j < diagramNodeCount; ++j)
            EXPECT_FALSE(g.boxes[i].intersects(g.boxes[j])) << i << " and " << j;
    }
}

TEST_P(AnySize, ArrowsRunFromBoxToBox)
{
    const auto arrows = figureArrows();
    ASSERT_EQ(g.arrows.size(), arrows.size());
    for (std::size_t i = 0; i < arrows.size(); ++i) {
        EXPECT_TRUE(touches(g.box(arrows[i].step.from), g.arrows[i].first())) << i;
        EXPECT_TRUE(touches(g.box(arrows[i].step.to), g.arrows[i].last())) << i;
    }
}

TEST_P(AnySize, ArrowsPassThroughNoOtherBox)
{
    const auto arrows = figureArrows();
    for (std::size_t i = 0; i < arrows.size(); ++i)
        for (qsizetype k = 0; k + 1 < g.arrows[i].size(); ++k)
            for (std::size_t n = 0; n < diagramNodeCount; ++n) {
                const QRectF segment = QRectF(g.arrows[i][k], g.arrows[i][k + 1]).normalized();
                EXPECT_FALSE(
                    g.boxes[n].adjusted(1, 1, -1, -1).intersects(segment.adjusted(-0.01, -0.01, 0.01, 0.01)))
                    << arrows[i].event << " crosses box " << n;
            }
}

TEST_P(AnySize, ArrowsAreLongEnoughToBeSeen)
{
    for (const QPolygonF& arrow : g.arrows) {
        qreal length = 0;
        for (qsizetype k = 0; k + 1 < arrow.size(); ++k)
            length += QLineF(arrow[k], arrow[k + 1]).length();
        EXPECT_GE(length, 12.5);
        // Behind the head there is a shaft: heavy or thin, solid or dashed.
        EXPECT_GE(length - arrowHeadLength(arrow, 3.6), 7.0);
    }
}

TEST_P(AnySize, FramesHoldTheStatesOfEachCloseAndNoOthers)
{
    using enum DiagramNode;
    for (std::size_t i = 0; i < diagramNodeCount; ++i) {
        const auto node = static_cast<DiagramNode>(i);
        const bool active = node == FinWait1 || node == FinWait2 || node == Closing || node == TimeWait;
        const bool passive = node == CloseWait || node == LastAck;
        const QRectF& box = g.boxes[i];
        for (const QPointF corner : {box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()}) {
            EXPECT_EQ(g.activeClose.containsPoint(corner, Qt::OddEvenFill), active) << i;
            EXPECT_EQ(g.passiveClose.contains(corner), passive) << i;
        }
    }
    EXPECT_TRUE(g.activeClose.intersected(QPolygonF(g.passiveClose)).isEmpty());
    EXPECT_TRUE(QRectF(QPointF(0, 0), GetParam()).contains(g.activeClose.boundingRect()));
    EXPECT_TRUE(QRectF(QPointF(0, 0), GetParam()).contains(g.passiveClose));
}

TEST_P(AnySize, TitlesAndCounterStandOnNoBoxAndNoArrow)
{
    for (const QRectF& text : {g.activeTitle, g.passiveTitle, g.counter}) {
        EXPECT_GT(text.width(), 30);
        EXPECT_TRUE(QRectF(QPointF(0, 0), GetParam()).contains(text));
        for (const QRectF& box : g.boxes)
            EXPECT_FALSE(box.intersects(text));
        for (std::size_t i = 0; i < g.arrows.size(); ++i)
            for (qsizetype k = 0; k + 1 < g.arrows[i].size(); ++k)
                EXPECT_FALSE(text.intersects(
                    QRectF(g.arrows[i][k], g.arrows[i][k + 1]).normalized().adjusted(-0.5, -0.5, 0.5, 0.5)))
                    << figureArrows()[i].event;
    }
}

TEST_P(AnySize, EveryStateIsReachedByTheArrowKeys)
{
    std::set<DiagramNode> reached{DiagramNode::Established};
    for (std::size_t round = 0; round < diagramNodeCount; ++round)
        for (const DiagramNode node : std::set<DiagramNode>(reached))
            for (const QPoint direction : {QPoint(1, 0), QPoint(-1, 0), QPoint(0, 1), QPoint(0, -1)})
                reached.insert(neighbour(g, node, direction));
    EXPECT_EQ(reached.size(), diagramNodeCount);
    EXPECT_EQ(neighbour(g, DiagramNode::Closed, QPoint(0, -1)), DiagramNode::Closed);
    EXPECT_EQ(neighbour(g, DiagramNode::SynSent, QPoint(-1, 0)), DiagramNode::SynReceived);
    EXPECT_EQ(neighbour(g, DiagramNode::Closed, QPoint(0, 1)), DiagramNode::Listen);
}

TEST_P(AnySize, WhatTheFigureLeavesOutGoesAroundTheBoxes)
{
    for (const DiagramNode from : {DiagramNode::SynReceived, DiagramNode::Established, DiagramNode::FinWait1,
                                   DiagramNode::FinWait2, DiagramNode::CloseWait, DiagramNode::Closing}) {
        const QPolygonF route = routeOf(g, {from, DiagramNode::ClosedAgain});
        EXPECT_TRUE(touches(g.box(from), route.first()));
        EXPECT_TRUE(touches(g.box(DiagramNode::ClosedAgain), route.last()));
        for (qsizetype k = 0; k + 1 < route.size(); ++k)
            for (const QRectF& box : g.boxes)
                EXPECT_FALSE(
                    box.adjusted(1, 1, -1, -1)
                        .intersects(
                            QRectF(route[k], route[k + 1]).normalized().adjusted(-0.01, -0.01, 0.01, 0.01)));
    }
}

TEST_P(AnySize, PointingFindsBoxesAndArrows)
{
    EXPECT_EQ(nodeAt(g, g.box(DiagramNode::Closing).center()), DiagramNode::Closing);
    EXPECT_EQ(nodeAt(g, QPointF(1, 1)), std::nullopt);
    const QPolygonF& straight = g.arrows[*figureArrow({DiagramNode::SynSent, DiagramNode::SynReceived})];
    const auto hit = arrowAt(g, (straight.first() + straight.last()) / 2 + QPointF(0, 2));
    ASSERT_TRUE(hit.has_value());
    EXPECT_STREQ(figureArrows()[*hit].action, "snd SYN,ACK");
}

INSTANTIATE_TEST_SUITE_P(Sizes, AnySize,
                         testing::Values(QSizeF(238, 260), QSizeF(250, 300), QSizeF(300, 200),
                                         QSizeF(320, 240), QSizeF(420, 330), QSizeF(520, 600)));

TEST_P(AnySize, WhatTheFigureLeavesOutCrossesNoWordsAndIsNotCutAtTheEdge)
{
    const QRectF inside = QRectF(QPointF(0, 0), GetParam()).adjusted(4.5, 0, -4.5, -4.5);
    for (const DiagramNode from : {DiagramNode::SynReceived, DiagramNode::Established, DiagramNode::FinWait1,
                                   DiagramNode::FinWait2, DiagramNode::CloseWait, DiagramNode::LastAck}) {
        const QPolygonF route = strayRouteOf(g, {from, DiagramNode::ClosedAgain});
        EXPECT_TRUE(inside.contains(route.boundingRect())) << static_cast<int>(from);
        for (const QRectF& words : {g.activeTitle, g.passiveTitle})
            for (qsizetype k = 0; k + 1 < route.size(); ++k)
                EXPECT_FALSE(
                    words.intersects(QRectF(route[k], route[k + 1]).normalized().adjusted(-1, -1, 1, 1)))
                    << static_cast<int>(from);
    }
}

TEST_P(AnySize, ARefusedOpeningGoesAWayOfItsOwn)
{
    const DiagramStep step{DiagramNode::SynSent, DiagramNode::Closed};
    const QPolygonF stray = strayRouteOf(g, step);
    EXPECT_NE(stray, routeOf(g, step));
    EXPECT_TRUE(touches(g.box(DiagramNode::SynSent), stray.first()));
    EXPECT_TRUE(touches(g.box(DiagramNode::Closed), stray.last()));
    for (qsizetype k = 0; k + 1 < stray.size(); ++k)
        for (const QRectF& box : g.boxes)
            EXPECT_FALSE(
                box.adjusted(1, 1, -1, -1)
                    .intersects(
                        QRectF(stray[k], stray[k + 1]).normalized().adjusted(-0.01, -0.01, 0.01, 0.01)));
}

/// In large type a line is as wide as a short head is long: it would be seen as the line's end.
TEST(FitDiagram, ALectureLeavesRoomForTheHeadsIntoEstablished)
{
    const Theme theme = lectureTheme({1600, 1000});
    const DiagramLayout layout = fitDiagram(QSizeF(680, 760), theme, Language::English, true, false);
    for (const DiagramNode from : {DiagramNode::SynReceived, DiagramNode::SynSent}) {
        const QPolygonF route = routeOf(layout.geometry, {from, DiagramNode::Established});
        EXPECT_GE(arrowHeadLength(route, theme.strongWidth), 2.2 * theme.strongWidth);
    }
}

TEST(FitDiagram, FindsATypeThatFitsInEveryTheme)
{
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector}) {
        const DiagramLayout layout = fitDiagram(QSizeF(308, 200), themeNamed(name));
        EXPECT_TRUE(layout.geometry.fits) << static_cast<int>(name);
        EXPECT_GE(QFontMetricsF(layout.font).height(), 10.0);
        for (const DiagramStep step : {DiagramStep{DiagramNode::Closed, DiagramNode::Listen},
                                       DiagramStep{DiagramNode::FinWait1, DiagramNode::FinWait2},
                                       DiagramStep{DiagramNode::CloseWait, DiagramNode::LastAck}}) {
            const QPolygonF route = routeOf(layout.geometry, step);
            EXPECT_GE(QLineF(route.first(), route.last()).length(), 12.5);
        }
    }
}

// A narrow column beside the editor, a low one over a pane, half a lecture: whatever is left, no box lies on another.
TEST(FitDiagram, LetsNoBoxTouchAnother)
{
    const auto check = [](QSizeF size, const Theme& theme, Language language, const std::string& where) {
        for (const bool words : {true, false}) {
            const DiagramLayout layout = fitDiagram(size, theme, language, true, words);
            const DiagramGeometry& g = layout.geometry;
            EXPECT_TRUE(g.fits) << where;
            QFont bold = layout.font;
            bold.setBold(true);
            for (std::size_t i = 0; i < diagramNodeCount; ++i) {
                const QString name = QString::fromLatin1(nameOf(stateOf(static_cast<DiagramNode>(i))));
                EXPECT_GE(g.boxes[i].width(), QFontMetricsF(bold).horizontalAdvance(name)) << where;
                EXPECT_TRUE(QRectF(QPointF(0, 0), size).contains(g.boxes[i])) << where;
                for (std::size_t k = i + 1; k < diagramNodeCount; ++k)
                    EXPECT_FALSE(g.boxes[i].adjusted(-2, -2, 2, 2).intersects(g.boxes[k]))
                        << where << ": " << i << " and " << k;
            }
        }
    };
    for (const Language language : {Language::English, Language::Chinese}) {
        for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector}) {
            const Theme& theme = themeNamed(name);
            for (const QSizeF size : {QSizeF(204, 290), QSizeF(228, 190), QSizeF(244, 205), QSizeF(300, 170),
                                      QSizeF(300, 185), QSizeF(336, 172), QSizeF(370, 400), QSizeF(432, 600)})
                check(size, theme, language,
                      std::to_string(size.width()) + "×" + std::to_string(size.height()) + " theme " +
                          std::to_string(static_cast<int>(name)));
            const qreal width = 300;
            check({width, leastDiagramHeight(width, theme, language)}, theme, language, "the least height");
        }
        check({665, 740}, lectureTheme({1600, 1000}), language, "lecture 1600×1000");
        check({430, 520}, lectureTheme({1024, 768}), language, "lecture 1024×768");
        check({806, 800}, lectureTheme({1920, 1080}), language, "lecture 1920×1080");
    }
}

// Where a window is as small as it can be there is no room for shafts: even so.
TEST(FitDiagram, LetsNoBoxTouchAnotherInTheSmallestOfWindows)
{
    for (const Theme& theme : {themeNamed(ThemeName::Light), themeNamed(ThemeName::Projector)})
        for (const QSizeF size :
             {QSizeF(165, 240), QSizeF(165, 200), QSizeF(205, 170), QSizeF(205, 155), QSizeF(300, 140)}) {
            const DiagramLayout layout = fitDiagram(size, theme, Language::English, true);
            const DiagramGeometry& g = layout.geometry;
            const std::string where = std::to_string(size.width()) + "×" + std::to_string(size.height());
            EXPECT_TRUE(g.apart) << where;
            for (std::size_t i = 0; i < diagramNodeCount; ++i) {
                EXPECT_TRUE(QRectF(QPointF(0, 0), size).contains(g.boxes[i])) << where;
                for (std::size_t k = i + 1; k < diagramNodeCount; ++k)
                    EXPECT_FALSE(g.boxes[i].adjusted(-2, -2, 2, 2).intersects(g.boxes[k]))
                        << where << ": " << i << " and " << k;
            }
        }
}

} // namespace
} // namespace tcplab
