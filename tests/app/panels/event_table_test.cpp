#include "app/panels/event_table.h"

#include "tests/app/support/runs.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class Events : public testing::Test {
protected:
    Events() : table(session)
    {
        session.load(shipped("last-ack-lost"));
        table.resize(700, 300);
        table.show();
    }
    Session session;
    EventTable table;
    QAbstractItemModelTester tester{table.model(), QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(Events, HasALineForEveryRecord)
{
    EXPECT_EQ(table.model()->rowCount(), static_cast<int>(session.trace().recordCount()));
    for (int row = 0; row < table.model()->rowCount(); ++row)
        EXPECT_FALSE(table.model()->index(row, EventModel::What).data().toString().isEmpty()) << row;
}

TEST_F(Events, FollowsTheCursorAndMarksItsStep)
{
    session.goToStep(7);
    const auto [first, last] = table.events().rowsOfStep();
    EXPECT_EQ(table.currentIndex().row(), first);
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        const bool marked = table.model()->index(row, 0).data(Qt::BackgroundRole).isValid();
        EXPECT_EQ(marked, row >= first && row <= last) << row;
    }
    session.first();
    EXPECT_FALSE(table.currentIndex().isValid());
}

TEST_F(Events, ChoosingALineGoesThere)
{
    const int row = table.model()->rowCount() / 2;
    table.setCurrentIndex(table.model()->index(row, 0));
    EXPECT_EQ(session.step(), table.events().stepOfRow(row));
    EXPECT_EQ(table.currentIndex().row(), row) << "and it stays chosen";
    QTest::keyClick(&table, Qt::Key_Down);
    EXPECT_EQ(session.step(), table.events().stepOfRow(row + 1));
}

TEST_F(Events, ShowsTheOtherFutureAfterAnIntervention)
{
    session.goToStep(5);
    session.intervene(CrashHost{Side::Server});
    EXPECT_EQ(table.model()->rowCount(), static_cast<int>(session.trace().recordCount()));
    session.undoStack()->undo();
    EXPECT_EQ(table.model()->rowCount(), static_cast<int>(session.trace().recordCount()));
}

TEST_F(Events, GrowsWithTheRun)
{
    QSignalSpy reset(table.model(), &QAbstractItemModel::modelReset);
    QSignalSpy inserted(table.model(), &QAbstractItemModel::rowsInserted);
    session.load(transferOf(20'000));
    while (!session.run().ended())
        QCoreApplication::processEvents();
    EXPECT_EQ(table.model()->rowCount(), static_cast<int>(session.trace().recordCount()));
    EXPECT_EQ(reset.count(), 1) << "the view is not thrown back";
    EXPECT_GE(inserted.count(), 1);
}

TEST_F(Events, SteppingInAtTheEndReplacesTheLineOfTheEnd)
{
    session.last();
    const int end = table.model()->rowCount() - 1;
    const QString before = table.model()->index(end, EventModel::What).data().toString();
    session.intervene(CrashHost{Side::Server});
    EXPECT_EQ(table.model()->rowCount(), static_cast<int>(session.trace().recordCount()));
    EXPECT_NE(table.model()->index(end, EventModel::What).data().toString(), before);
}

TEST(EventsWithoutARun, AreNone)
{
    Session session;
    EventTable table(session);
    table.show();
    EXPECT_EQ(table.model()->rowCount(), 0);
    EXPECT_FALSE(table.accessibleName().isEmpty());
}

} // namespace
} // namespace tcplab
