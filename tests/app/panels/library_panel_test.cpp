#include "app/panels/library_panel.h"

#include "tests/app/support/runs.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>
#include <gmock/gmock.h>

namespace tcplab {
namespace {

class Library : public testing::Test {
protected:
    Library()
    {
        std::vector<LibraryEntry> entries;
        for (const std::string& name : shippedNames()) {
            const Scenario scenario = shipped(name);
            entries.push_back({name, scenario.lesson, scenario.title, scenario.summary});
        }
        panel.setEntries(entries);
        panel.resize(300, 600);
        panel.show();
    }
    QStringList visible() const
    {
        QStringList names;
        for (int g = 0; g < panel.tree()->topLevelItemCount(); ++g)
            for (int i = 0; i < panel.tree()->topLevelItem(g)->childCount(); ++i)
                if (QTreeWidgetItem* item = panel.tree()->topLevelItem(g)->child(i); !item->isHidden())
                    names << item->text(0);
        return names;
    }
    LibraryPanel panel;
};

TEST_F(Library, HoldsEveryScenarioUnderItsLesson)
{
    EXPECT_EQ(visible().size(), static_cast<qsizetype>(shippedNames().size()));
    EXPECT_EQ(panel.tree()->topLevelItem(0)->text(0), QStringLiteral("Opening"));
    EXPECT_EQ(panel.tree()->topLevelItemCount(), 7);
}

TEST_F(Library, TitlesThatAreTooLongForALineHaveMore)
{
    panel.resize(230, 900);
    QTest::qWait(50);
    int longOnes = 0;
    int lowOnes = 0;
    for (int g = 0; g < panel.tree()->topLevelItemCount(); ++g)
        for (int i = 0; i < panel.tree()->topLevelItem(g)->childCount(); ++i) {
            QTreeWidgetItem* item = panel.tree()->topLevelItem(g)->child(i);
            const QRect row = panel.tree()->visualItemRect(item);
            const QFontMetrics metrics(panel.tree()->font());
            const QRect needed =
                metrics.boundingRect(QRect(0, 0, row.width() - 8, 1000), Qt::TextWordWrap, item->text(0));
            EXPECT_GE(row.height() + 1, needed.height()) << item->text(0).toStdString();
            longOnes += needed.height() > metrics.height() * 3 / 2 ? 1 : 0;
            lowOnes += row.height() < metrics.height() * 7 / 4 ? 1 : 0;
            EXPECT_TRUE(item->toolTip(0).startsWith(item->text(0)));
        }
    EXPECT_GT(longOnes, 3);
    EXPECT_GT(lowOnes, 10); // the others take no more than they need
}

TEST_F(Library, FindsByWordsInBothLanguages)
{
    panel.search()->setText(QStringLiteral("last ACK lost"));
    EXPECT_TRUE(visible().contains(QStringLiteral("The last ACK is lost")));
    EXPECT_LT(visible().size(), 10);
    panel.search()->setText(QString::fromUtf8("同时打开"));
    EXPECT_FALSE(visible().isEmpty());
    panel.search()->setText(QStringLiteral("no such thing"));
    EXPECT_TRUE(visible().isEmpty());
    const auto labels = panel.findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisible() && label->text() == QStringLiteral("No scenario matches.");
    }));
}

TEST_F(Library, AClickOrEnterOpensOne)
{
    QSignalSpy chosen(&panel, &LibraryPanel::chosen);
    QTreeWidgetItem* item = panel.tree()->topLevelItem(0)->child(1);
    panel.tree()->scrollToItem(item);
    QTest::mouseClick(panel.tree()->viewport(), Qt::LeftButton, {},
                      panel.tree()->visualItemRect(item).center());
    ASSERT_EQ(chosen.count(), 1);
    panel.search()->setText(QStringLiteral("simultaneous close"));
    QTest::keyClick(panel.search(), Qt::Key_Return);
    ASSERT_EQ(chosen.count(), 2);
    EXPECT_EQ(chosen.back().front().toString(), QStringLiteral("simultaneous-close"));
}

TEST_F(Library, GivesTheKeysBackOnceItIsDone)
{
    int times = 0;
    QObject::connect(&panel, &LibraryPanel::left, &panel, [&times] { ++times; });
    panel.search()->setText(QStringLiteral("last ACK lost"));
    QTest::keyClick(panel.search(), Qt::Key_Return);
    EXPECT_EQ(times, 1);
    QTest::keyClick(panel.search(), Qt::Key_Escape);
    EXPECT_TRUE(panel.search()->text().isEmpty());
    EXPECT_EQ(times, 1);
    QTest::keyClick(panel.search(), Qt::Key_Escape);
    EXPECT_EQ(times, 2);
}

TEST_F(Library, KnowsTheNeighboursOfTheOpenOne)
{
    panel.setCurrent(shippedNames().front());
    EXPECT_EQ(panel.neighbour(-1), "");
    EXPECT_NE(panel.neighbour(1), "");
    panel.setCurrent(""); // a file of one's own: the shelf is entered at its ends
    EXPECT_EQ(panel.neighbour(1), shippedNames().front());
    EXPECT_EQ(panel.neighbour(-1), shippedNames().back());
}

TEST_F(Library, SpeaksTheOtherLanguage)
{
    panel.setLanguage(Language::Chinese);
    EXPECT_TRUE(visible().contains(QString::fromUtf8("最后一个 ACK 丢失")));
    EXPECT_EQ(visible().size(), static_cast<qsizetype>(shippedNames().size()));
}

} // namespace
} // namespace tcplab
