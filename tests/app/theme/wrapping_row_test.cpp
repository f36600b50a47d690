#include "app/theme/wrapping_row.h"

#include <QApplication>
#include <QWidget>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class Wrapping : public testing::Test {
protected:
    QWidget* add(int width, QSizePolicy::Policy policy = QSizePolicy::Fixed)
    {
        auto* part = new QWidget(&whole);
        part->setMinimumSize(width, 20);
        part->setSizePolicy(policy, QSizePolicy::Fixed);
        row->addWidget(part);
        return part;
    }
    void layOut(int width)
    {
        whole.show();
        whole.resize(width, 200);
        QApplication::processEvents();
        row->setGeometry({0, 0, width, 200});
    }
    QWidget whole;
    WrappingRow* row = new WrappingRow(10);
    Wrapping() { whole.setLayout(row); }
};

TEST_F(Wrapping, IsALineWhereThereIsRoomAndOneMoreWhereThereIsNot)
{
    const QWidget* left = add(100);
    row->beginRight();
    const QWidget* first = add(50);
    const QWidget* last = add(50);
    layOut(400);
    EXPECT_EQ(row->heightForWidth(400), 20);
    EXPECT_EQ(left->x(), 0);
    EXPECT_EQ(first->x(), 290);
    EXPECT_EQ(last->geometry().right(), 399);
    layOut(180);
    EXPECT_EQ(row->heightForWidth(180), 50);
    EXPECT_EQ(first->geometry(), QRect(0, 30, 50, 20)); // what belongs together stays so
    EXPECT_EQ(last->geometry(), QRect(60, 30, 50, 20));
    EXPECT_EQ(row->minimumSize().width(), 100);
}

TEST_F(Wrapping, GivesWhatIsLeftToWhatGrows)
{
    add(100);
    QWidget* grows = add(50, QSizePolicy::Expanding);
    QWidget* hidden = add(80);
    const QWidget* last = add(40);
    hidden->hide();
    grows->setMaximumWidth(120);
    layOut(250);
    EXPECT_EQ(grows->geometry(), QRect(110, 0, 90, 20));
    EXPECT_EQ(last->x(), 210);
    layOut(400);
    EXPECT_EQ(grows->width(), 120);
}

} // namespace
} // namespace tcplab
