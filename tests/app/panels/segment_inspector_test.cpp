#include "app/panels/segment_inspector.h"

#include "app/panels/header_view.h"

#include "tests/app/support/runs.h"

#include <QTableWidget>
#include <QTest>
#include <gtest/gtest.h>
#include <set>

namespace tcplab {
namespace {

class Inspector : public testing::Test {
protected:
    Inspector() : inspector(session)
    {
        session.load(shipped("last-ack-lost"));
        inspector.resize(860, 300);
        inspector.show();
    }
    QString value(const QString& name) const
    {
        for (int row = 0; row < inspector.table()->rowCount(); ++row)
            if (inspector.table()->item(row, 0)->text() == name)
                return inspector.table()->item(row, 1)->text();
        return {};
    }
    Session session;
    SegmentInspector inspector;
};

TEST_F(Inspector, SaysWhatToDoWhileNothingIsSelected) { EXPECT_FALSE(inspector.table()->isVisible()); }

// recv() fails because a reset has arrived: the pane is not empty then.
TEST_F(Inspector, ShowsWhatMadeACallReturn)
{
    session.load(shipped("reset-unread-data"));
    session.goToInstant(Instant{} + milliseconds(700));
    const SegmentId shown = segmentOfStep(session.trace(), session.step());
    ASSERT_NE(shown, 0U);
    EXPECT_TRUE(session.trace().segment(shown).packet.segment.ctl.rst);
    EXPECT_TRUE(inspector.table()->isVisible());
}

TEST_F(Inspector, ShowsTheSelectedSegment)
{
    session.selectSegment(2);
    EXPECT_TRUE(inspector.table()->isVisible());
    EXPECT_EQ(value(QStringLiteral("Control bits")), QStringLiteral("SYN, ACK"));
    session.selectSegment(0);
    EXPECT_FALSE(inspector.table()->isVisible());
}

TEST_F(Inspector, TellsTheFateThatAnInterventionGave)
{
    session.goToPosition(
        (session.axis().positionOfSend(2) + session.axis().positionOfEnd(session.trace(), 2)) / 2);
    session.selectSegment(2);
    EXPECT_EQ(value(QStringLiteral("What became of it")), QStringLiteral("still under way"));
    session.intervene(DropSegment{2});
    EXPECT_TRUE(value(QStringLiteral("What became of it")).contains(QStringLiteral("by hand")));
    session.undoStack()->undo();
    EXPECT_EQ(value(QStringLiteral("What became of it")), QStringLiteral("still under way"));
    session.last();
    EXPECT_TRUE(value(QStringLiteral("What became of it")).contains(QStringLiteral("arrived")));
}

TEST_F(Inspector, ShowsTheSegmentOfTheStepWhileNoneIsChosen)
{
    session.goToStep(session.trace().record(session.trace().segment(2).endRecord).step);
    EXPECT_TRUE(inspector.table()->isVisible());
    EXPECT_EQ(value(QStringLiteral("Control bits")), QStringLiteral("SYN, ACK"));
}

TEST_F(Inspector, ShowsTheChecksumThatTheWireHasSpoilt)
{
    session.goToPosition(
        (session.axis().positionOfSend(2) + session.axis().positionOfEnd(session.trace(), 2)) / 2);
    session.selectSegment(2);
    const auto checksum = [this] {
        return *std::ranges::find(inspector.header()->picture().fields, HeaderPart::Checksum,
                                  &HeaderField::part);
    };
    const QString right = checksum().value;
    session.intervene(CorruptSegment{2});
    session.goToStep(session.trace().record(session.trace().segment(2).endRecord).step);
    session.selectSegment(2);
    EXPECT_NE(checksum().value.left(6), right);
    EXPECT_TRUE(checksum().value.contains(QStringLiteral("wrong")));
    EXPECT_TRUE(checksum().matters);
}

TEST_F(Inspector, SaysInALineWhatAFieldMeans)
{
    session.selectSegment(2);
    inspector.header()->setFocus();
    QTest::keyClick(inspector.header(), Qt::Key_Down);
    EXPECT_EQ(inspector.fieldLine(), QStringLiteral("Source port: 80. The port that it was sent from."));
}

TEST_F(Inspector, SpellsOutOptionsAndTheScaledWindow)
{
    session.load(shipped("window-scale"));
    session.last();
    session.selectSegment(1);
    EXPECT_EQ(value(QStringLiteral("Window")), QStringLiteral("65535 octets")); // a SYN's is never scaled
    EXPECT_EQ(value(QStringLiteral("Options")),
              QStringLiteral(
                  "maximum segment size 9000 octets; window scale 2: windows count in units of 4 octets"));
    for (SegmentId id = 1; id <= session.trace().segmentCount(); ++id)
        if (session.trace().segment(id).packet.segment.ack == SeqNum{10001})
            session.selectSegment(id);
    EXPECT_EQ(value(QStringLiteral("Window")), QStringLiteral("50000 × 4 = 200000 octets"));
}

TEST_F(Inspector, ShowsTheMarkOfAQueue)
{
    session.load(shipped("ecn"));
    session.last();
    session.selectSegment(1);
    EXPECT_EQ(value(QStringLiteral("ECN field")), QString());
    std::set<QString> fields;
    bool marked = false;
    for (SegmentId id = 1; id <= session.trace().segmentCount(); ++id) {
        session.selectSegment(id);
        fields.insert(value(QStringLiteral("ECN field")));
        marked = marked ||
                 value(QStringLiteral("What became of it")).contains(QStringLiteral("marked CE by a queue"));
    }
    EXPECT_TRUE(marked);
    EXPECT_TRUE(fields.contains(QStringLiteral("ECT(0)")));
}

/// As wide as the pane is in a window of 1280×720.
TEST_F(Inspector, ValuesAreWholeInASmallWindow)
{
    for (const ThemeName name : {ThemeName::Light, ThemeName::Projector}) {
        const Theme& theme = themeNamed(name);
        inspector.setTheme(theme);
        inspector.resize(813, 250);
        session.selectSegment(4);
        QTest::qWait(0);
        const QTableWidget& table = *inspector.table();
        const QFontMetrics metrics(theme.ui(9, true));
        const int room = table.columnWidth(1) - 14; // what a cell keeps free at its sides
        EXPECT_LE(table.columnWidth(0) + table.columnWidth(1), table.viewport()->width());
        for (int row = 0; row < table.rowCount(); ++row) {
            const QString value = table.item(row, 1)->text();
            for (const QString& word : value.split(QLatin1Char(' ')))
                EXPECT_LE(metrics.horizontalAdvance(word), room) << word.toStdString();
            EXPECT_LE(metrics.boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, value).height(),
                      4 * metrics.lineSpacing())
                << value.toStdString();
            EXPECT_GE(table.rowHeight(row),
                      metrics.boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, value).height());
        }
    }
}

} // namespace
} // namespace tcplab
