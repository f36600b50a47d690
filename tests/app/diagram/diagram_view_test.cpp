#include "app/diagram/diagram_view.h"

#include <QImage>
#include <gtest/gtest.h>

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
    const int y = static_cast<int>(box.bottom() + 7);
    EXPECT_EQ(picture.pixelColor(static_cast<int>(box.left() + box.width() * 0.12), y), theme.now);
    EXPECT_EQ(picture.pixelColor(static_cast<int>(box.left() + box.width() * 0.6), y), theme.changedSoft);
}

} // namespace
} // namespace tcplab
