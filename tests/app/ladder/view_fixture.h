/// The timeline of "last-ack-lost", shown and with the keyboard.
#pragma once
#include "app/ladder/ladder_view.h"
#include "tests/app/support/runs.h"

#include <QApplication>
#include <QHelpEvent>
#include <QTest>
#include <QToolButton>
#include <QToolTip>
#include <gtest/gtest.h>

namespace tcplab {

class View : public testing::Test {
protected:
    View() : ladder(session)
    {
        session.load(shipped("last-ack-lost"));
        ladder.resize(740, 670);
        ladder.show();
        ladder.setFocus();
        settle();
    }
    static void settle() { QCoreApplication::processEvents(); }
    /// Until the picture has glided to its place, however busy the machine is.
    void letGlide()
    {
        settle();
        ASSERT_TRUE(QTest::qWaitFor([this] { return !ladder.isGliding(); }, 30'000));
        settle();
    }

    void goToFlightOf(SegmentId id)
    {
        const double from = session.axis().positionOfSend(id);
        session.goToPosition((from + session.axis().positionOfEnd(session.trace(), id)) / 2);
        settle();
        ladder.viewport()->grab();
    }
    LadderArrow arrow(SegmentId id)
    {
        for (const LadderArrow& one : ladder.geometry().arrows)
            if (one.id == id)
                return one;
        ADD_FAILURE() << "segment " << id << " is not drawn";
        return {};
    }
    void click(QPointF where) { QTest::mouseClick(ladder.viewport(), Qt::LeftButton, {}, where.toPoint()); }
    void press(Qt::Key key) { QTest::keyClick(&ladder, key); }
    QToolButton* action(SegmentAction what)
    {
        return ladder.findChild<QToolButton*>(QStringLiteral("segmentAction%1").arg(static_cast<int>(what)));
    }
    QWidget* bar() { return ladder.findChild<QWidget*>(QStringLiteral("segmentActions")); }
    QString toolTipAt(QPointF where)
    {
        QToolTip::hideText();
        QHelpEvent event(QEvent::ToolTip, where.toPoint(), ladder.viewport()->mapToGlobal(where.toPoint()));
        QApplication::sendEvent(ladder.viewport(), &event);
        return QToolTip::text();
    }

    Session session;
    LadderView ladder;
};

} // namespace tcplab
