#include "app/panels/sequence_ruler.h"

#include "tests/app/support/runs.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <set>

namespace tcplab {
namespace {

class Ruler : public testing::Test {
protected:
    Ruler()
    {
        SequenceSpace space;
        space.known = true;
        space.base = SeqNum{1000};
        space.runs = {{-100, 0, SpaceState::Acknowledged},
                      {0, 100, SpaceState::InFlight},
                      {-100, 0, SpaceState::Unread}};
        ruler.resize(700, ruler.sizeHint().height());
        ruler.setSpace(space, Side::Client, QStringLiteral("Client sends\nServer receives"), false);
        ruler.show();
        ruler.activateWindow();
        ruler.setFocus(Qt::TabFocusReason);
        EXPECT_TRUE(QTest::qWaitForWindowActive(&ruler));
    }
    SequenceRuler ruler;
};

TEST_F(Ruler, KeysWalkItsStretchesAndEnterChoosesOne)
{
    QSignalSpy chosen(&ruler, &SequenceRuler::numberChosen);
    QTest::keyClick(&ruler, Qt::Key_Right);
    EXPECT_TRUE(ruler.accessibleDescription().startsWith(spaceStateName(SpaceState::Acknowledged)));
    QTest::keyClick(&ruler, Qt::Key_Return);
    EXPECT_EQ(chosen.size(), 0); // it is no segment's any more
    QTest::keyClick(&ruler, Qt::Key_Right);
    EXPECT_TRUE(ruler.accessibleDescription().startsWith(spaceStateName(SpaceState::InFlight)));
    QTest::keyClick(&ruler, Qt::Key_Return);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].value<SeqNum>(), SeqNum{1000});
    QTest::keyClick(&ruler, Qt::Key_Left);
    EXPECT_TRUE(ruler.accessibleDescription().startsWith(spaceStateName(SpaceState::Acknowledged)));
}

/// Octets that wait for the program are not on the wire.
TEST_F(Ruler, WhatIsNotReadYetHasAColourOfItsOwn)
{
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::Projector}) {
        const Theme& theme = themeNamed(name);
        ruler.setTheme(theme);
        ruler.resize(700, ruler.sizeHint().height());
        const SpaceShapes shapes = ruler.shapes();
        const QImage picture = ruler.grab().toImage();
        const QRectF row = shapes.receiverRow;
        std::set<QRgb> colours; // of the receiver's row, away from texts and edges
        for (int x = 0; x < picture.width(); ++x)
            colours.insert(picture.pixel(x, static_cast<int>(row.top() + 3)));
        EXPECT_TRUE(colours.contains(theme.fin.rgb()));
        EXPECT_FALSE(colours.contains(theme.server.rgb()));
    }
}

} // namespace
} // namespace tcplab
