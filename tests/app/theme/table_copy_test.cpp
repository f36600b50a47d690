// What is copied leaves no trace in the window: it is said, to eyes and to screen readers.
#include "app/theme/table_copy.h"

#include "app/theme/passing_word.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class CopiedTable : public testing::Test {
protected:
    CopiedTable() : rows(3, 2), table(&window)
    {
        rows.setHorizontalHeaderLabels({"Time", "What"});
        for (int row = 0; row < 3; ++row) {
            rows.setItem(row, 0, new QStandardItem(QString::number(row)));
            rows.setItem(row, 1, new QStandardItem(QStringLiteral("row %1").arg(row)));
        }
        table.setModel(&rows);
        table.setSelectionBehavior(QAbstractItemView::SelectRows);
        table.setGeometry(50, 60, 400, 200);
        window.resize(600, 300);
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
    }
    PassingWord* word() { return window.findChild<PassingWord*>(); }

    QWidget window;
    QStandardItemModel rows;
    QTableView table;
};

TEST_F(CopiedTable, HasTheChosenRowsFromAboveUnderAHeading)
{
    table.setSelectionMode(QAbstractItemView::MultiSelection);
    table.selectRow(2);
    table.selectRow(0);
    EXPECT_EQ(chosenRows(table), (std::vector{0, 2}));
    EXPECT_EQ(tableText(rows, chosenRows(table)), QStringLiteral("Time\tWhat\n0\trow 0\n2\trow 2\n"));
}

TEST_F(CopiedTable, IsCopiedByTheKeyForItAndSaysSo)
{
    new TableCopy(table, [this] { return tableText(rows, {0, 1, 2}); });
    EXPECT_EQ(word(), nullptr);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), tableText(rows, {0, 1, 2}));
    ASSERT_NE(word(), nullptr);
    EXPECT_TRUE(word()->isVisible());
    EXPECT_THAT(word()->text().toStdString(), testing::StartsWith("3 rows"));
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(word());
    EXPECT_EQ(face->role(), QAccessible::Notification);
    EXPECT_EQ(face->text(QAccessible::Name), word()->text());
    EXPECT_TRUE(table.geometry().contains(word()->geometry())) << "at the foot of what was copied";
    EXPECT_FALSE(word()->hasFocus());
}

TEST_F(CopiedTable, WithoutARowIsNotCopiedAndSaysSo)
{
    const QString before = QStringLiteral("what was there");
    QGuiApplication::clipboard()->setText(before);
    copyTable(table, tableText(rows, {}));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), before);
    ASSERT_NE(word(), nullptr);
    EXPECT_EQ(word()->text(), QStringLiteral("There is nothing here to copy."));
}

TEST_F(CopiedTable, TheLastWordTakesThePlaceOfTheOneBefore)
{
    PassingWord* first = PassingWord::say(table, QStringLiteral("one"));
    PassingWord* second = PassingWord::say(table, QStringLiteral("another, and a longer one"));
    EXPECT_EQ(first, second);
    EXPECT_EQ(window.findChildren<PassingWord*>().size(), 1);
    EXPECT_EQ(second->text(), QStringLiteral("another, and a longer one"));
    EXPECT_GE(second->width(), second->fontMetrics().horizontalAdvance(second->text()));
    EXPECT_TRUE(QTest::qWaitFor([&] { return !second->isVisible(); }, 60'000)) << "it goes by itself";
}

TEST_F(CopiedTable, AWordStaysInTheWindow)
{
    table.setGeometry(560, 0, 40, 20);
    const PassingWord* one = PassingWord::say(table, QStringLiteral("wider than where it is said"));
    EXPECT_TRUE(window.rect().contains(one->geometry()));
}

} // namespace
} // namespace tcplab
