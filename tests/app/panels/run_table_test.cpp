#include "app/panels/tables_panel.h"

#include "tests/app/support/runs.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

constexpr int whatColumn = 4;

class Events : public testing::Test {
protected:
    Events() : table(session, eventRows(session))
    {
        session.load(shipped("last-ack-lost"));
        table.resize(700, 300);
        table.show();
    }
    Session session;
    RunTable table;
    QAbstractItemModelTester tester{table.model(), QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(Events, HasALineForEveryRecord)
{
    EXPECT_EQ(table.model()->rowCount(), static_cast<int>(session.trace().recordCount()));
    for (int row = 0; row < table.model()->rowCount(); ++row)
        EXPECT_FALSE(table.model()->index(row, whatColumn).data().toString().isEmpty()) << row;
}

TEST_F(Events, FollowsTheCursorAndMarksItsStep)
{
    session.goToStep(7);
    const auto [first, last] = table.rows().rowsOfStep();
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
    EXPECT_EQ(session.step(), table.rows().stepOfRow(row));
    EXPECT_EQ(table.currentIndex().row(), row) << "and it stays chosen";
    QTest::keyClick(&table, Qt::Key_Down);
    EXPECT_EQ(session.step(), table.rows().stepOfRow(row + 1));
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
    const QString before = table.model()->index(end, whatColumn).data().toString();
    session.intervene(CrashHost{Side::Server});
    EXPECT_EQ(table.model()->rowCount(), static_cast<int>(session.trace().recordCount()));
    EXPECT_NE(table.model()->index(end, whatColumn).data().toString(), before);
}

/// Rows that count how often they are asked for.
class CountedRows : public RowSource {
public:
    explicit CountedRows(std::unique_ptr<RowSource> rows) : m_rows(std::move(rows)) {}
    mutable int read = 0;
    int updates = 0;
    std::vector<RowColumn> columns() const override { return m_rows->columns(); }
    int count() const override { return m_rows->count(); }
    QString text(int row, int column) const override
    {
        ++read;
        return m_rows->text(row, column);
    }
    qint64 key(int row, int column) const override
    {
        ++read;
        return m_rows->key(row, column);
    }
    quint64 step(int row) const override
    {
        ++read;
        return m_rows->step(row);
    }
    std::optional<Side> host(int row) const override { return m_rows->host(row); }
    bool update(quint64 fromStep) override
    {
        ++updates;
        return m_rows->update(fromStep);
    }

private:
    std::unique_ptr<RowSource> m_rows;
};

TEST(HiddenTable, CostsNothingWhileTheRunGrowsAndHasItAllWhenItIsShown)
{
    Session session;
    auto counted = std::make_unique<CountedRows>(timerRunRows(session));
    const CountedRows& rows = *counted;
    RunTable table(session, std::move(counted));
    const auto expectNothingRead = [&] {
        EXPECT_EQ(rows.updates, 0);
        EXPECT_EQ(rows.read, 0);
    };
    session.load(transferOf(20'000));
    while (!session.run().ended())
        QCoreApplication::processEvents();
    session.goToStep(100);
    expectNothingRead();
    table.show();
    const int all = table.model()->rowCount();
    EXPECT_GT(all, 10);
    EXPECT_EQ(rows.updates, 1);
    // Another future while it is hidden: no row of the former one is left to be asked for.
    table.hide();
    session.goToStep(60);
    session.intervene(CrashHost{Side::Server});
    EXPECT_EQ(table.model()->rowCount(), 0);
    session.setLanguage(Language::Chinese);
    EXPECT_EQ(table.model()->rowCount(), 0);
    EXPECT_EQ(rows.updates, 1);
    table.show();
    EXPECT_GT(table.model()->rowCount(), 0);
    EXPECT_LT(table.model()->rowCount(), all);
}

TEST(HiddenTable, ShowsTheStepOfTheCursorWhenItIsShown)
{
    Session session;
    session.load(shipped("last-ack-lost"));
    session.goToStep(20);
    RunTable table(session, eventRows(session));
    table.resize(700, 120);
    table.show();
    const auto expectInSight = [&] {
        ASSERT_TRUE(table.currentIndex().isValid());
        EXPECT_EQ(table.rows().stepOfRow(table.currentIndex().row()), session.step());
        EXPECT_TRUE(table.viewport()->rect().intersects(table.visualRect(table.currentIndex())));
    };
    expectInSight();
    EXPECT_GT(table.currentIndex().row(), 10);
    table.hide();
    session.load(shipped("simultaneous-close"));
    session.last();
    table.show();
    expectInSight();
}

TEST(EventsWithoutARun, AreNone)
{
    Session session;
    TablesPanel panel(session);
    panel.show();
    for (const auto which : {TablesPanel::Events, TablesPanel::Segments, TablesPanel::Timers}) {
        EXPECT_EQ(panel.table(which)->model()->rowCount(), 0);
        EXPECT_FALSE(panel.table(which)->accessibleName().isEmpty());
    }
}

class Tables : public testing::Test {
protected:
    Tables() : panel(session)
    {
        session.load(shipped("last-ack-lost"));
        panel.resize(860, 260);
        panel.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
        panel.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&panel));
    }
    void show(TablesPanel::Table which) { panel.tabs()->setCurrentIndex(which); }
    RunTable& table() { return *panel.current(); }
    /// A search goes on in slices.
    void waitForRows()
    {
        while (table().rows().isSearching())
            QCoreApplication::processEvents();
    }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    void clickHeading(int column)
    {
        QHeaderView* heading = table().horizontalHeader();
        QTest::mouseClick(heading->viewport(), Qt::LeftButton, {},
                          {heading->sectionViewportPosition(column) + 8, heading->height() / 2});
    }
    Session session;
    TablesPanel panel;
};

TEST_F(Tables, ListEverySegmentWithItsNumbersAndItsFate)
{
    show(TablesPanel::Segments);
    session.last();
    const Trace& trace = session.trace();
    ASSERT_EQ(table().model()->rowCount(), static_cast<int>(trace.segmentCount()));
    bool lost = false;
    for (int row = 0; row < table().model()->rowCount(); ++row) {
        const SegmentHistory& one = trace.segment(static_cast<SegmentId>(row) + 1);
        EXPECT_EQ(cell(row, 5), QString::number(one.packet.segment.seq.value()));
        EXPECT_EQ(cell(row, 4).contains(QStringLiteral("FIN")), bool(one.packet.segment.ctl.fin));
        EXPECT_EQ(cell(row, 10).startsWith(QStringLiteral("lost")), one.dropped != DropReason::None);
        lost = lost || one.dropped != DropReason::None;
    }
    EXPECT_TRUE(lost);
}

/// What the timeline does not show yet the table does not tell.
TEST_F(Tables, SayOfASegmentWhatIsKnownAtTheCursor)
{
    show(TablesPanel::Segments);
    const Trace& trace = session.trace();
    constexpr int fate = 10;
    for (SegmentId id = 1; id <= trace.segmentCount(); ++id) {
        const SegmentHistory& one = trace.segment(id);
        const int row = static_cast<int>(id) - 1;
        const QModelIndex at = table().model()->index(row, fate);
        const quint64 sent = trace.record(one.sentRecord).step;
        const quint64 ended = trace.record(one.endRecord).step;
        session.goToStep(sent - 1);
        EXPECT_EQ(cell(row, fate), QStringLiteral("not sent yet"));
        EXPECT_TRUE(at.data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("still to come")));
        EXPECT_TRUE(at.data(Qt::FontRole).value<QFont>().italic());
        if (ended > sent) {
            session.goToStep(ended - 1);
            EXPECT_TRUE(cell(row, fate).startsWith(QStringLiteral("still under way"))) << id;
        }
        EXPECT_FALSE(at.data(Qt::FontRole).value<QFont>().italic());
        session.goToStep(ended);
        EXPECT_FALSE(cell(row, fate).startsWith(QStringLiteral("still under way"))) << id;
        EXPECT_FALSE(at.data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("still to come")));
    }
}

TEST_F(Tables, TellConnectionsApart)
{
    session.load(shipped("listen-queues"));
    session.last();
    QStringList taken;
    for (int row = 0; row < table().model()->rowCount(); ++row)
        if (cell(row, whatColumn) == QStringLiteral("Server: SYN-RECEIVED → ESTABLISHED"))
            taken << cell(row, 3);
    EXPECT_GE(taken.size(), 2);
    EXPECT_EQ(taken.removeDuplicates(), 0) << taken.join(QLatin1Char(' ')).toStdString();
    EXPECT_TRUE(taken.contains(QStringLiteral("80>49152#1")));
    EXPECT_FALSE(table().isColumnHidden(3));
    show(TablesPanel::Segments);
    QStringList ports;
    for (int row = 0; row < table().model()->rowCount(); ++row)
        ports << cell(row, 3);
    EXPECT_TRUE(ports.contains(QStringLiteral("49152>80#1")) && ports.contains(QStringLiteral("49153>80#1")));
}

TEST_F(Tables, HaveTheOptionsAndSacksBlocks)
{
    session.load(shipped("sack"));
    session.last();
    show(TablesPanel::Segments);
    EXPECT_TRUE(cell(0, 9).startsWith(QStringLiteral("mss ")));
    EXPECT_TRUE(cell(0, 9).contains(QStringLiteral("sack-permitted")));
    const Trace& trace = session.trace();
    SegmentId id = 1;
    while (trace.segment(id).packet.segment.options.sack.size() < 2)
        ++id;
    QString blocks = QStringLiteral("sack");
    for (const SackBlock& block : trace.segment(id).packet.segment.options.sack)
        blocks += QStringLiteral(" %1:%2").arg(block.left.value()).arg(block.right.value());
    session.setRelativeNumbers(false);
    EXPECT_TRUE(cell(static_cast<int>(id) - 1, 9).endsWith(blocks));
    show(TablesPanel::Events);
    const auto sent = static_cast<int>(trace.segment(id).sentRecord) - 1;
    EXPECT_TRUE(cell(sent, whatColumn).endsWith(blocks)) << cell(sent, whatColumn).toStdString();
}

TEST_F(Tables, ChoosingASegmentSelectsIt)
{
    show(TablesPanel::Segments);
    table().setCurrentIndex(table().model()->index(3, 0));
    EXPECT_EQ(session.selectedSegment(), 4U);
    EXPECT_EQ(session.step(), session.trace().record(session.trace().segment(4).sentRecord).step);
}

/// Each time that a timer was set is a row, which ends as the records say.
TEST_F(Tables, ListEveryRunOfATimer)
{
    show(TablesPanel::Timers);
    session.last();
    int set = 0;
    int expired = 0;
    for (std::uint32_t n = 1; n <= session.trace().recordCount(); ++n) {
        const Effect& what = session.trace().record(n).what;
        if (what.kind != EffectKind::Timer)
            continue;
        set += what.action == TimerAction::Start || what.action == TimerAction::Restart ? 1 : 0;
        expired += what.action == TimerAction::Expire ? 1 : 0;
    }
    ASSERT_EQ(table().model()->rowCount(), set);
    int told = 0;
    for (int row = 0; row < set; ++row) {
        if (cell(row, 6) != QStringLiteral("expired"))
            continue;
        ++told;
        EXPECT_EQ(cell(row, 4), cell(row, 5)) << "it ended when it was due";
    }
    EXPECT_EQ(told, expired);
    EXPECT_GT(told, 0);
}

TEST_F(Tables, AreSearchedByTyping)
{
    panel.filter()->setFocus();
    QTest::keyClicks(panel.filter(), QStringLiteral("server FIN-WAIT"));
    waitForRows();
    EXPECT_EQ(table().model()->rowCount(), 0); // the client's alone
    QTest::keyClick(panel.filter(), Qt::Key_Escape);
    EXPECT_EQ(table().model()->rowCount(), static_cast<int>(session.trace().recordCount()));
    QTest::keyClicks(panel.filter(), QStringLiteral("client time-WAIT"));
    waitForRows();
    const int found = table().model()->rowCount();
    ASSERT_GT(found, 0);
    for (int row = 0; row < found; ++row)
        EXPECT_TRUE(cell(row, whatColumn).contains(QStringLiteral("TIME-WAIT"))) << row;
    EXPECT_EQ(panel.countText(),
              QStringLiteral("%1 of %2 rows").arg(found).arg(session.trace().recordCount()));
    QTest::keyClick(panel.filter(), Qt::Key_Down); // into the rows
    EXPECT_TRUE(table().hasFocus());
    table().setCurrentIndex(table().model()->index(found - 1, 0));
    EXPECT_EQ(session.step(), table().rows().stepOfRow(found - 1));
}

TEST_F(Tables, AreSortedByAHeadingAndByTimeAgain)
{
    show(TablesPanel::Segments);
    clickHeading(7); // len
    for (int row = 1; row < table().model()->rowCount(); ++row)
        EXPECT_LE(cell(row - 1, 7).toInt(), cell(row, 7).toInt());
    clickHeading(7);
    for (int row = 1; row < table().model()->rowCount(); ++row)
        EXPECT_GE(cell(row - 1, 7).toInt(), cell(row, 7).toInt());
    table().unsort();
    for (int row = 0; row < table().model()->rowCount(); ++row)
        EXPECT_EQ(cell(row, 0), QString::number(row + 1));
}

TEST_F(Tables, AreCopiedWithTheirHeading)
{
    show(TablesPanel::Segments);
    QTest::mouseClick(panel.copyButton(), Qt::LeftButton);
    QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 1 + static_cast<int>(session.trace().segmentCount()));
    EXPECT_TRUE(lines[0].startsWith(QStringLiteral("No.\tSent\tFrom\tConnection\tFlags\tseq\t")));
    EXPECT_EQ(lines[1].split(QLatin1Char('\t')).value(4), QStringLiteral("SYN"));
    // Two chosen ones alone.
    table().setFocus();
    table().setCurrentIndex(table().model()->index(1, 0));
    QTest::keyClick(&table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
    lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    EXPECT_EQ(lines.size(), 3);
}

TEST_F(Tables, OfALongRunAreSearchedWithoutWaiting)
{
    session.load(transferOf(30'000));
    while (!session.run().ended())
        QCoreApplication::processEvents();
    show(TablesPanel::Segments);
    QSignalSpy searched(&table().rows(), &RunTableModel::searched);
    panel.filter()->setText(QStringLiteral("FIN"));
    while (searched.isEmpty() || table().rows().isSearching())
        QCoreApplication::processEvents();
    int fins = 0;
    for (const SegmentHistory& one : session.trace().segments)
        fins += one.packet.segment.ctl.fin ? 1 : 0;
    EXPECT_GT(fins, 0);
    EXPECT_EQ(table().model()->rowCount(), fins);
}

} // namespace
} // namespace tcplab
