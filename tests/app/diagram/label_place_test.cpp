#include "app/diagram/label_place.h"

#include "app/diagram/diagram_label.h"
#include "app/diagram/diagram_paint.h"

#include <QImage>
#include <QPainter>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class LabelOf : public testing::TestWithParam<QSizeF> {
protected:
    const DiagramLayout layout =
        fitDiagram(GetParam(), themeNamed(ThemeName::Light), Language::English, true);
    const DiagramGeometry& g = layout.geometry;
    std::vector<QSizeF> labels() const
    {
        const QFontMetricsF metrics(layout.font);
        const qreal width = metrics.horizontalAdvance(QStringLiteral("rcv ACK of FIN")) + 16;
        return {{width, 2 * metrics.height() + 6}, {width * 1.5, metrics.height() + 3}};
    }
};

qreal nearestOther(const DiagramGeometry& g, const QPolygonF& own, const QRectF& rect)
{
    qreal nearest = 1e9;
    for (const QPolygonF& other : g.arrows)
        if (other != own)
            nearest = std::min(nearest, distanceTo(other, rect));
    return nearest;
}

bool lineMeets(const QRectF& rect, const QLineF& line)
{
    for (int i = 0; i <= 50; ++i)
        if (rect.contains(line.pointAt(i / 50.0)))
            return true;
    return false;
}

TEST_P(LabelOf, EveryArrowIsNearestToItOrHasALeader)
{
    int found = 0;
    for (const QPolygonF& route : g.arrows)
        for (const QSizeF size : labels()) {
            const auto place = placeLabel(g, route, size);
            if (!place)
                continue;
            ++found;
            const qreal own = distanceTo(route, place->rect);
            if (!place->leader) {
                EXPECT_LT(own + 3, nearestOther(g, route, place->rect));
                continue;
            }
            EXPECT_LT(distanceTo(route, place->leader->p2()), 0.01);
            EXPECT_TRUE(place->rect.contains(place->leader->p1()));
            for (const QRectF& box : g.boxes)
                EXPECT_FALSE(lineMeets(box, *place->leader));
        }
    if (GetParam().height() > 400) { // what finds no place stands at the foot
        EXPECT_GE(found, 36) << "of 42";
    }
}

TEST_P(LabelOf, ItCoversNoStateNoTextAndNoHead)
{
    for (const QPolygonF& route : g.arrows)
        for (const QSizeF size : labels()) {
            const auto place = placeLabel(g, route, size);
            if (!place)
                continue;
            EXPECT_TRUE(QRectF(QPointF(0, 0), GetParam()).contains(place->rect));
            for (const QRectF& box : g.boxes)
                EXPECT_FALSE(box.intersects(place->rect));
            for (const QRectF& text : {g.activeTitle, g.passiveTitle, g.counter})
                EXPECT_FALSE(text.intersects(place->rect));
            for (const QPolygonF& any : g.arrows)
                EXPECT_FALSE(place->rect.contains(any.last()));
        }
}

TEST_P(LabelOf, ItHasNoPlaceInAPictureThatIsNarrowerThanIt)
{
    EXPECT_FALSE(placeLabel(g, g.arrows.front(), QSizeF(GetParam().width() - 3, 10)));
    EXPECT_FALSE(placeLabel(g, g.arrows.front(), QSizeF(10, GetParam().height())));
}

TEST_P(LabelOf, ItLeavesItsOwnArrowInSight)
{
    for (const QPolygonF& route : g.arrows)
        for (const QSizeF size : labels()) {
            const auto place = placeLabel(g, route, size);
            if (!place)
                continue;
            qreal all = 0;
            qreal covered = 0;
            for (qsizetype i = 0; i + 1 < route.size(); ++i) {
                const QLineF line(route[i], route[i + 1]);
                all += line.length();
                for (int k = 0; k < 50; ++k)
                    covered += place->rect.contains(line.pointAt((k + 0.5) / 50)) ? line.length() / 50 : 0;
            }
            EXPECT_LE(covered, 0.5 * all);
            // Nor does it lie over the lower edge of the frame, where there is a foot to stand at.
            EXPECT_FALSE(!g.foot.isEmpty() &&
                         place->rect.contains(
                             QPointF(place->rect.center().x(), g.activeClose.boundingRect().bottom())) &&
                         place->rect.center().x() < g.activeClose.boundingRect().right());
            // Nor does it touch the ring around a lit box.
            for (const QRectF& box : g.boxes)
                EXPECT_FALSE(box.adjusted(-4, -4, 4, 4).intersects(place->rect));
        }
}

INSTANTIATE_TEST_SUITE_P(Sizes, LabelOf,
                         testing::Values(QSizeF(308, 200), QSizeF(332, 195), QSizeF(420, 290),
                                         QSizeF(520, 600)));

/// Every way that a connection can take: the figure's arrows, and what throws it out of a state.
std::vector<DiagramStep> everyStep()
{
    using enum DiagramNode;
    std::vector<DiagramStep> steps;
    for (const FigureArrow& arrow : figureArrows())
        steps.push_back(arrow.step);
    for (const DiagramNode from :
         {SynReceived, Established, FinWait1, FinWait2, CloseWait, Closing, LastAck, TimeWait})
        steps.push_back({from, ClosedAgain});
    return steps;
}

DiagramSituation justTaken(Side side, DiagramStep step)
{
    DiagramSituation s;
    s.side = side;
    s.current = step.to;
    s.walked = {step};
    s.taken = step;
    const auto arrow = figureArrow(step);
    s.takenText = arrow ? ArrowText{figureArrows()[*arrow].event, figureArrows()[*arrow].action}
                        : ArrowText{"rcv RST", "delete TCB"};
    if (step.to == DiagramNode::TimeWait)
        s.timeWaitLeft = 0.9;
    return s;
}

// In every size that the window gives a diagram, of one host or of both.
class WordsOf : public testing::TestWithParam<QSizeF> {};

TEST_P(WordsOf, AnyArrowCoverNothingThatMustBeSeen)
{
    const QSizeF size = GetParam();
    std::size_t drawn = 0;
    for (const Theme& theme :
         {themeNamed(ThemeName::Light), themeNamed(ThemeName::Projector), lectureTheme({1024, 768})})
        for (const bool both : {false, true})
            for (const DiagramStep step : everyStep()) {
                const DiagramLayout layout = fitDiagram(size, theme, Language::English, true);
                const DiagramGeometry& g = layout.geometry;
                DiagramPicture picture;
                picture.hosts = {justTaken(Side::Client, step)};
                if (both)
                    picture.hosts.push_back(
                        justTaken(Side::Server, {DiagramNode::SynReceived, DiagramNode::Established}));
                if (both)
                    picture.hosts.back().taken.reset();
                picture.walked.emplace();
                QImage image(size.toSize(), QImage::Format_RGB32);
                QPainter painter(&image);
                const std::vector<QRectF> places = paintDiagram(painter, layout, picture, theme);
                ASSERT_EQ(places.size(), 1U);
                const QRectF& words = places.front();
                if (words.isEmpty())
                    continue;
                ++drawn;
                const std::string where = std::to_string(int(size.width())) + "x" +
                                          std::to_string(int(size.height())) + " points " +
                                          std::to_string(theme.leastPoints) + ": " +
                                          nameOf(stateOf(step.from)) + " to " + nameOf(stateOf(step.to));
                // What stands under the diagram is not touched either.
                EXPECT_TRUE(QRectF(QPointF(0, 0), size).adjusted(1, 1, -1, -3.5).contains(words)) << where;
                for (std::size_t i = 0; i < diagramNodeCount; ++i) // with the ring around it
                    EXPECT_FALSE(g.boxes[i].adjusted(-4, -4, 4, 4).intersects(words)) << where << ", " << i;
                EXPECT_FALSE(QRectF(g.box(DiagramNode::TimeWait).bottomLeft() + QPointF(0, 4.5),
                                    QSizeF(g.box(DiagramNode::TimeWait).width(), 4.5))
                                 .intersects(words) &&
                             step.to == DiagramNode::TimeWait)
                    << where << ", the bar of 2·MSL";
                for (const QRectF& heading : {g.activeTitle, g.passiveTitle, g.counter})
                    EXPECT_FALSE(heading.intersects(words)) << where << ", a heading";
                for (std::size_t i = 0; i < g.arrows.size(); ++i) {
                    if (figureArrow(step) == i)
                        continue;
                    EXPECT_FALSE(words.contains(g.arrows[i].last())) << where << ", head " << i;
                    for (qsizetype k = 1; k + 1 < g.arrows[i].size(); ++k)
                        EXPECT_FALSE(words.contains(g.arrows[i][k])) << where << ", corner of " << i;
                }
            }
    EXPECT_GT(drawn, everyStep().size()) << "of six times as many";
}

INSTANTIATE_TEST_SUITE_P(Sizes, WordsOf,
                         testing::Values(QSizeF(204, 290), QSizeF(244, 205), QSizeF(308, 200),
                                         QSizeF(371, 400), QSizeF(520, 600)));

TEST(LabelPlace, WithoutAPlaceTheWordsStandAtTheFoot)
{
    const Theme theme = themeNamed(ThemeName::Light);
    const DiagramLayout layout = fitDiagram(QSizeF(332, 195), theme, Language::English, true);
    QImage picture(332, 195, QImage::Format_RGB32);
    QPainter p(&picture);
    const std::vector<QRectF> everything{QRectF(0, 0, 332, 178)};
    const DiagramStep step{DiagramNode::Established, DiagramNode::CloseWait};
    const QRectF place =
        paintArrowLabel(p, layout.geometry, routeOf(layout.geometry, step), step, {"rcv FIN", "snd ACK"},
                        {layout.font, theme.client, theme.text, theme.surface}, everything);
    for (const QRectF& box : layout.geometry.boxes)
        EXPECT_FALSE(box.intersects(place));
    EXPECT_TRUE(QRectF(0, 0, 332, 195).contains(place));
    // In room of its own: on no edge of a frame and on no way along the margin.
    EXPECT_GT(place.top(), layout.geometry.activeClose.boundingRect().bottom());
    EXPECT_GT(
        place.top(),
        routeOf(layout.geometry, {DiagramNode::FinWait2, DiagramNode::ClosedAgain}).boundingRect().bottom());
    int ground = 0; // it covers what lies there
    const QRect inside = place.toAlignedRect().adjusted(3, 3, -3, -3);
    for (int x = inside.left(); x <= inside.right(); ++x)
        for (int y = inside.top(); y <= inside.bottom(); ++y)
            ground += picture.pixelColor(x, y) == theme.surface ? 1 : 0;
    EXPECT_GT(ground, inside.width() * inside.height() / 3);
}

TEST(LabelPlace, WithoutAFootNothingIsCovered)
{
    const Theme theme = themeNamed(ThemeName::Light);
    const DiagramLayout layout = fitDiagram(QSizeF(332, 172), theme, Language::English, true);
    ASSERT_TRUE(layout.geometry.fits);
    ASSERT_TRUE(layout.geometry.foot.isEmpty());
    QImage picture(332, 172, QImage::Format_RGB32);
    picture.fill(Qt::white);
    const QImage before = picture.copy();
    {
        QPainter p(&picture);
        const DiagramStep step{DiagramNode::Established, DiagramNode::CloseWait};
        EXPECT_TRUE(
            paintArrowLabel(p, layout.geometry, routeOf(layout.geometry, step), step, {"rcv FIN", "snd ACK"},
                            {layout.font, theme.client, theme.text, theme.surface}, {QRectF(0, 0, 332, 172)})
                .isEmpty());
    }
    EXPECT_EQ(picture, before);
}

} // namespace
} // namespace tcplab
