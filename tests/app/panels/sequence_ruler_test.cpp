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

/// Neither leaders nor the lines of the windows strike through what is to be read.
TEST_F(Ruler, NoLineStrikesAWord)
{
    SequenceSpace space;
    space.known = true;
    space.base = SeqNum{4294967200U};
    space.runs = {{-100, 0, SpaceState::Acknowledged}, {0, 120, SpaceState::InFlight}};
    space.marks = {{"SND.UNA", 0, true},
                   {"SND.NXT", 20, true},
                   {"SND.UNA+SND.WND", 60'000, true},
                   {"RCV.NXT", 0, false},
                   {"RCV.NXT+RCV.WND", 60'000, false}};
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark}) {
        const Theme& theme = themeNamed(name);
        ruler.setTheme(theme);
        ruler.setSpace(space, Side::Client, QStringLiteral("Client sends\nServer receives"), false);
        const SpaceShapes shapes = ruler.shapes();
        ASSERT_GE(shapes.wrapX, 0);
        ASSERT_EQ(shapes.windows.size(), 2U);
        const QImage picture = ruler.grab().toImage();
        const double left = ruler.width() - shapes.senderRow.width();
        std::vector<QRectF> words{shapes.wrapLabel};
        for (const SpaceShapes::Label& label : shapes.labels)
            words.push_back(label.rect.adjusted(2, 1, -2, -1));
        for (const QRectF& word : words)
            for (int x = static_cast<int>(word.left()) + 1; x < static_cast<int>(word.right()); ++x)
                for (int y = static_cast<int>(word.top()) + 1; y < static_cast<int>(word.bottom()); ++y) {
                    const QColor there = picture.pixelColor(static_cast<int>(left) + x, y);
                    ASSERT_NE(there, theme.client) << x << ", " << y;
                    ASSERT_NE(there, theme.server) << x << ", " << y;
                }
    }
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
