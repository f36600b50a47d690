// The number lines as a table: nothing is in the picture that is not in a row.
#include "app/panels/number_rows.h"

#include "app/panels/numbers_panel.h"
#include "app/panels/sequence_ruler.h"
#include "app/panels/tables_panel.h"
#include "tests/app/support/runs.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTabBar>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class NumberTable : public testing::Test {
protected:
    NumberTable() : tables(session), lines(session)
    {
        session.load(shipped("three-way-handshake"));
        for (QWidget* one : std::initializer_list<QWidget*>{&tables, &lines}) {
            one->resize(900, 320);
            one->show();
        }
        tables.tabs()->setCurrentIndex(TablesPanel::Numbers);
        show();
    }
    /// The connections that a window's columns would show.
    void show()
    {
        std::array<ConnectionId, 2> shown{};
        for (const Side side : {Side::Client, Side::Server})
            if (const auto& all = session.worldNow().hosts[indexOf(side)].connections; !all.empty())
                shown[indexOf(side)] = all.back().id;
        tables.setShown(shown);
        lines.setShown(shown);
    }
    void goTo(quint64 step)
    {
        session.goToStep(step);
        show();
    }
    QString cell(int row, int column) const
    {
        return tables.current()->model()->index(row, column).data().toString();
    }
    int rows() const { return tables.current()->model()->rowCount(); }
    std::vector<QStringList> all() const
    {
        std::vector<QStringList> found;
        for (int row = 0; row < rows(); ++row) {
            QStringList line;
            for (int column = 0; column <= NumberRows::Count; ++column)
                line << cell(row, column);
            found.push_back(line);
        }
        return found;
    }
    Session session;
    TablesPanel tables;
    NumbersPanel lines;
};

TEST_F(NumberTable, HasEveryMarkAndEveryStretchOfTheLinesAtEachStep)
{
    for (quint64 step = 0; step <= session.stepCount(); ++step) {
        goTo(step);
        std::size_t expected = 0;
        for (const Side sender : {Side::Client, Side::Server}) {
            const SequenceSpace& space = lines.ruler(sender)->space();
            if (!space.known)
                continue;
            expected += space.marks.size() + space.runs.size();
            for (const SpaceMark& mark : space.marks)
                EXPECT_TRUE(std::ranges::any_of(
                    all(),
                    [&](const QStringList& row) {
                        return row[NumberRows::What] == QLatin1String(mark.name) &&
                               row[NumberRows::First] == QString::number(space.number(mark.at).value()) &&
                               row[NumberRows::Last].isEmpty();
                    }))
                    << step << " " << mark.name;
            for (const SpaceRun& run : space.runs)
                EXPECT_TRUE(std::ranges::any_of(
                    all(),
                    [&](const QStringList& row) {
                        return row[NumberRows::What].endsWith(spaceStateName(run.state)) &&
                               row[NumberRows::First] == QString::number(space.number(run.from).value()) &&
                               row[NumberRows::Last] == QString::number(space.number(run.to - 1).value()) &&
                               row[NumberRows::Count] == QString::number(run.to - run.from);
                    }))
                    << step << " " << run.from;
        }
        EXPECT_EQ(static_cast<std::size_t>(rows()), expected) << step;
    }
}

TEST_F(NumberTable, TellsWhatTheSynTakesUp)
{
    goTo(4);
    const auto rowsNow = all();
    const auto one = std::ranges::find_if(rowsNow, [](const QStringList& row) {
        return row[NumberRows::What] == QLatin1String("SYN: in flight");
    });
    ASSERT_NE(one, rowsNow.end());
    EXPECT_THAT(*one,
                testing::ElementsAre(QStringLiteral("Client → Server"), QStringLiteral("SYN: in flight"),
                                     QStringLiteral("Client"), QStringLiteral("1000"), QStringLiteral("1000"),
                                     QStringLiteral("1")));
    session.setRelativeNumbers(true);
    const auto relative = all();
    EXPECT_TRUE(std::ranges::any_of(relative, [](const QStringList& row) {
        return row[NumberRows::What] == QLatin1String("SND.NXT") &&
               row[NumberRows::First] == QLatin1String("1");
    }));
}

TEST_F(NumberTable, MarksWhatThisStepHasChanged)
{
    for (quint64 step = 1; step <= session.stepCount(); ++step) {
        goTo(step);
        QStringList marked;
        for (int row = 0; row < rows(); ++row)
            if (tables.current()->model()->index(row, 0).data(Qt::BackgroundRole).isValid() &&
                cell(row, NumberRows::Last).isEmpty())
                marked << cell(row, NumberRows::What);
        std::array<ConnectionId, 2> shown{};
        for (const Side side : {Side::Client, Side::Server})
            if (const auto& all = session.worldNow().hosts[indexOf(side)].connections; !all.empty())
                shown[indexOf(side)] = all.back().id;
        const auto pair = pairOf(session.worldNow(), shown);
        const auto now = spacesOf(session.worldNow(), pair);
        const auto before = spacesOf(session.worldBefore(), pair);
        QStringList changed;
        for (const Side sender : {Side::Client, Side::Server})
            for (const SpaceMark& mark : now[indexOf(sender)].marks) {
                const SequenceSpace& was = before[indexOf(sender)];
                const bool stayed = std::ranges::any_of(was.marks, [&](const SpaceMark& one) {
                    return QLatin1String(one.name) == QLatin1String(mark.name) && one.sender == mark.sender &&
                           was.number(one.at) == now[indexOf(sender)].number(mark.at);
                });
                if (!stayed && now[indexOf(sender)].known)
                    changed << QLatin1String(mark.name);
            }
        EXPECT_EQ(marked, changed) << step;
    }
}

TEST_F(NumberTable, IsFilteredSortedAndCopiedAndKeepsItsPlace)
{
    goTo(9);
    ASSERT_GT(rows(), 6);
    tables.filter()->setText(QStringLiteral("SND"));
    for (const QStringList& row : all())
        EXPECT_TRUE(row[NumberRows::What].startsWith(QLatin1String("SND"))) << row.join(' ').toStdString();
    tables.current()->sortByColumn(NumberRows::First, Qt::DescendingOrder);
    for (int row = 1; row < rows(); ++row)
        EXPECT_GE(cell(row - 1, NumberRows::First).toUInt(), cell(row, NumberRows::First).toUInt());
    EXPECT_EQ(tables.current()->copied().count(QLatin1Char('\n')), rows() + 1);
    EXPECT_TRUE(tables.current()->copied().startsWith(QStringLiteral("Direction\tWhat\t")));
    tables.current()->setCurrentIndex(tables.current()->model()->index(2, 1));
    EXPECT_EQ(session.step(), 9u); // it goes nowhere
    goTo(10);
    EXPECT_EQ(tables.current()->currentIndex().row(), 2);
}

TEST_F(NumberTable, AStretchInFlightChoosesItsSegment)
{
    goTo(4);
    for (int row = 0; row < rows(); ++row)
        if (cell(row, NumberRows::What) == QLatin1String("SYN: in flight") &&
            cell(row, NumberRows::Host) == QLatin1String("Client"))
            tables.current()->setCurrentIndex(tables.current()->model()->index(row, 0));
    EXPECT_EQ(session.selectedSegment(), 1u);
}

} // namespace
} // namespace tcplab
