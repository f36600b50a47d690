#include "app/panels/script_view.h"

#include "app/wording/script_text.h"

#include <QSignalSpy>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::ElementsAre;

constexpr const char* text = "// A SYN that nobody waits for.\n"
                             "\n"
                             "0 < S 1000:1000(0) win 10000\n"
                             "+0 > R. 0:0(0) ack 1\n"
                             "+1 < S 1000:1000(0) win 10000\n"
                             "+0 > R. 0:0(0) ack 2\n"
                             "+1 < S 1000:1000(0) win 10000\n";

class ScriptLines : public testing::Test {
protected:
    ScriptLines()
    {
        auto played = playScript(text, "refused.pkt");
        EXPECT_TRUE(played);
        play = {QString::fromUtf8(text), *std::move(played)};
        view.setScript(&play);
        view.resize(400, 300);
    }
    ScriptPlay play;
    ScriptView view;
};

TEST_F(ScriptLines, MarksWhatIsBeingPlayed)
{
    EXPECT_THAT(view.playing(), ElementsAre());
    view.setStep(*view.stepOfLine(3));
    EXPECT_THAT(view.playing(), ElementsAre(3));
    EXPECT_TRUE(view.item(2)->text().contains(QChar(0x25b6)));
    view.setStep(*view.stepOfLine(4));
    EXPECT_THAT(view.playing(), ElementsAre(4));
    EXPECT_FALSE(view.item(2)->text().contains(QChar(0x25b6)));
    EXPECT_FALSE(view.stepOfLine(1)) << "a comment";
    EXPECT_FALSE(view.stepOfLine(7)) << "behind the line that failed";
}

TEST_F(ScriptLines, SaysBelowTheLineWhatWentAnotherWay)
{
    ASSERT_EQ(view.count(), 8); // seven lines and the message
    EXPECT_TRUE(view.item(5)->text().contains(QChar(0x2715)));
    EXPECT_EQ(view.item(6)->text(), QStringLiteral("expected R. 0:0(0) ack 2; got R. 0:0(0) ack 1 win 0"));
    view.setLanguage(Language::Chinese);
    EXPECT_EQ(view.item(6)->text(), QStringLiteral("应为 R. 0:0(0) ack 2；实为 R. 0:0(0) ack 1 win 0"));
}

TEST_F(ScriptLines, AClickOnALineGoesToItsStep)
{
    QSignalSpy chosen(&view, &ScriptView::stepChosen);
    view.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
    const auto click = [this](int row) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualItemRect(view.item(row)).center());
    };
    click(4);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].toULongLong(), *view.stepOfLine(5));
    click(0); // a comment is in no step
    EXPECT_EQ(chosen.size(), 1);
    view.setCurrentRow(3);
    QTest::keyClick(&view, Qt::Key_Return);
    ASSERT_EQ(chosen.size(), 2);
    EXPECT_EQ(chosen[1][0].toULongLong(), *view.stepOfLine(4));
}

TEST_F(ScriptLines, SayTheyAreUnknownWhereTheyAre)
{
    view.setScript(nullptr);
    ASSERT_EQ(view.count(), 1);
    EXPECT_FALSE(view.item(0)->text().isEmpty());
}

} // namespace
} // namespace tcplab
