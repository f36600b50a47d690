#include "app/diagram/diagram_view.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include <cstdlib>

namespace tcplab {
namespace {

QColor pixelInBox(DiagramView& view, DiagramNode node)
{
    // Near the left edge of the box: beside the name.
    const QRectF box = view.geometryOfBoxes().box(node);
    return view.grab().toImage().pixelColor(QPointF(box.left() + 5, box.center().y()).toPoint());
}

class View : public testing::Test {
protected:
    View()
    {
        view.setTheme(theme);
        view.resize(420, 360);
        view.show();
    }
    const Theme theme = themeNamed(ThemeName::Light);
    DiagramView view;
};

TEST_F(View, LightsTheCurrentStateInTheHostsColour)
{
    DiagramSituation s;
    s.side = Side::Server;
    s.current = DiagramNode::Listen;
    s.walked = {{DiagramNode::Closed, DiagramNode::Listen}};
    view.setSituation(s);
    EXPECT_EQ(pixelInBox(view, DiagramNode::Listen), theme.server);
    EXPECT_EQ(pixelInBox(view, DiagramNode::Established), theme.surface);
}

TEST_F(View, TellsItsStateAndWayInWords)
{
    DiagramSituation s;
    s.current = DiagramNode::Established;
    s.walked = {{DiagramNode::Closed, DiagramNode::SynSent},
                {DiagramNode::SynSent, DiagramNode::Established}};
    view.setSituation(s);
    EXPECT_TRUE(view.accessibleDescription().contains(QStringLiteral("ESTABLISHED")));
    EXPECT_TRUE(view.accessibleDescription().contains(QStringLiteral("CLOSED → SYN-SENT → ESTABLISHED")));
}

TEST_F(View, ShrinksTheBarUnderTimeWait)
{
    DiagramSituation s;
    s.current = DiagramNode::TimeWait;
    s.timeWaitLeft = 0.25;
    view.setSituation(s);
    const QRectF box = view.geometryOfBoxes().box(DiagramNode::TimeWait);
    const QImage picture = view.grab().toImage();
    const int y = static_cast<int>(box.bottom() + 6);
    EXPECT_EQ(picture.pixelColor(static_cast<int>(box.left() + box.width() * 0.12), y), theme.now);
    EXPECT_EQ(picture.pixelColor(static_cast<int>(box.left() + box.width() * 0.6), y), theme.changedSoft);
}

TEST_F(View, ExplainsEveryStateAndArrowInBothLanguages)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        view.setLanguage(language);
        const DiagramGeometry& g = view.geometryOfBoxes();
        for (std::size_t i = 0; i < diagramNodeCount; ++i) {
            const auto node = static_cast<DiagramNode>(i);
            EXPECT_TRUE(view.wordsAt(g.box(node).center())
                            .contains(QString::fromStdString(stateMeaning(tcplab::stateOf(node), language))
                                          .toHtmlEscaped()));
        }
        for (std::size_t i = 0; i < figureArrowCount; ++i) {
            // Where an arrow is nearest to itself.
            const QPolygonF& route = g.arrows[i];
            const QString words = view.wordsAt((route[0] + route[1]) / 2);
            EXPECT_TRUE(words.contains(QString::fromLatin1(figureArrows()[i].event))) << words.toStdString();
        }
        EXPECT_FALSE(view.wordsAt(g.activeTitle.center()).isEmpty());
        EXPECT_FALSE(view.wordsAt(g.passiveTitle.center()).isEmpty());
    }
    EXPECT_TRUE(view.wordsAt(QPointF(1, view.height() / 2.0)).isEmpty());
}

TEST_F(View, AClickOpensWhatItHits)
{
    QSignalSpy chosen(&view, &DiagramView::placeChosen);
    const DiagramGeometry& g = view.geometryOfBoxes();
    QTest::mouseClick(&view, Qt::LeftButton, {}, g.box(DiagramNode::Closing).center().toPoint());
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].value<DiagramPlace>().node, DiagramNode::Closing);
    const std::size_t simultaneous = *figureArrow({DiagramNode::SynSent, DiagramNode::SynReceived});
    const QPolygonF& route = g.arrows[simultaneous];
    QTest::mouseClick(&view, Qt::LeftButton, {}, ((route[0] + route[1]) / 2).toPoint());
    ASSERT_EQ(chosen.size(), 2);
    EXPECT_EQ(chosen[1][0].value<DiagramPlace>().arrow, simultaneous);
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(2, view.height() / 2));
    EXPECT_EQ(chosen.size(), 2);
}

TEST_F(View, KeysWalkTheStatesAndEnterOpensOne)
{
    QSignalSpy chosen(&view, &DiagramView::placeChosen);
    view.activateWindow();
    view.setFocus(Qt::TabFocusReason);
    ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
    EXPECT_EQ(view.focusedNode(), DiagramNode::Closed); // where the connection is
    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(view.focusedNode(), DiagramNode::Listen);
    EXPECT_TRUE(view.accessibleDescription().startsWith(QStringLiteral("LISTEN")));
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Return);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].value<DiagramPlace>().node, view.focusedNode());
}

TEST_F(View, HeadsOfArrowsNeverWalkedAreHollow)
{
    const std::size_t arrow = *figureArrow({DiagramNode::SynSent, DiagramNode::SynReceived});
    // Inside the head, near its neck.
    const auto inHead = [&] {
        const QPolygonF& route = view.geometryOfBoxes().arrows[arrow];
        return view.grab().toImage().pixelColor((route.last() + QPointF(6, 0)).toPoint());
    };
    ArrowSet walked;
    view.setWalked(walked);
    EXPECT_EQ(inHead(), theme.surface);
    walked.set(arrow);
    view.setWalked(walked);
    EXPECT_NE(inHead(), theme.surface);
    EXPECT_TRUE(view.accessibleDescription().contains(QStringLiteral("1 of 21")));
}

/// The ring around the lit box lies under the heads of the arrows to it.
TEST_F(View, HeadsReachTheLitBox)
{
    const auto difference = [](const QColor& a, const QColor& b) {
        return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
    };
    for (const FigureArrow& arrow : figureArrows()) {
        DiagramSituation s;
        s.current = arrow.step.to;
        s.walked = {arrow.step};
        view.setSituation(s);
        const QPolygonF& route = view.geometryOfBoxes().arrows[*figureArrow(arrow.step)];
        const QLineF back(route.last(), route[route.size() - 2]);
        const QPointF tip = back.pointAt(1.8 / back.length()); // between the box and the ring's edge
        const QColor there = view.grab().toImage().pixelColor(QPoint(int(tip.x()), int(tip.y())));
        EXPECT_LT(difference(there, theme.client), difference(there, theme.softOf(Side::Client)))
            << arrow.event;
    }
}

/// A host's letter stands outside of the name, also where the picture's edge is near.
TEST(DiagramTokens, HideNoLetterOfAName)
{
    for (const QSizeF size : {QSizeF(371, 400), QSizeF(560, 560), QSizeF(670, 770)})
        for (const Theme& theme : {themeNamed(ThemeName::Light), lectureTheme({1600, 1000})}) {
            const DiagramLayout layout = fitDiagram(size, theme);
            const auto painted = [&](const DiagramPicture& picture) {
                QImage image(size.toSize(), QImage::Format_RGB32);
                image.fill(theme.surface);
                QPainter painter(&image);
                paintDiagram(painter, layout, picture, theme);
                return image;
            };
            QFont bold = layout.font;
            bold.setBold(true);
            const QFontMetricsF metrics(bold);
            for (std::size_t i = 0; i < diagramNodeCount; ++i)
                for (const Side side : {Side::Client, Side::Server}) {
                    const auto node = static_cast<DiagramNode>(i);
                    DiagramSituation here;
                    here.side = side;
                    here.current = node;
                    DiagramSituation away;
                    away.side = peerOf(side);
                    away.current =
                        node == DiagramNode::Established ? DiagramNode::TimeWait : DiagramNode::Established;
                    DiagramPicture alone;
                    alone.hosts = {here};
                    DiagramPicture both;
                    both.hosts = {here, away};
                    const char* name = nameOf(stateOf(node));
                    QRectF letters(0, 0, metrics.horizontalAdvance(QString::fromLatin1(name)),
                                   metrics.capHeight());
                    letters.moveCenter(layout.geometry.box(node).center());
                    const QRect part = letters.toRect().adjusted(1, 1, -1, -1);
                    EXPECT_EQ(painted(alone).copy(part), painted(both).copy(part))
                        << name << " " << nameOf(side) << " " << size.width();
                }
        }
}

TEST_F(View, TokensInOneStateDifferInPlaceShapeAndColour)
{
    DiagramSituation client;
    DiagramSituation server;
    server.side = Side::Server;
    client.current = server.current = DiagramNode::TimeWait;
    view.setSituations({client, server});
    const QImage picture = view.grab().toImage();
    const QRectF box = view.geometryOfBoxes().box(DiagramNode::TimeWait);
    const auto count = [&](QRectF where, const QColor& colour) {
        int pixels = 0;
        for (int y = int(where.top()); y < int(where.bottom()); ++y)
            for (int x = int(where.left()); x < int(where.right()); ++x)
                pixels += picture.pixelColor(x, y) == colour ? 1 : 0;
        return pixels;
    };
    // Over the corners of the box.
    const int round = count(QRectF(box.left() - 14, box.top() - 14, 28, 13), theme.client);
    const int square = count(QRectF(box.right() - 14, box.top() - 14, 28, 13), theme.server);
    EXPECT_GT(round, 20);
    EXPECT_GT(square, round); // a square has corners
    EXPECT_EQ(count(QRectF(box.left() - 14, box.top() - 14, 28, 13), theme.server), 0);
    EXPECT_TRUE(view.accessibleName().contains(QStringLiteral("both")));
}

} // namespace
} // namespace tcplab
