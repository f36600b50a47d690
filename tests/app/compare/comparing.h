/// A window in which a run is compared with what it was before a segment was dropped.
#pragma once
#include "app/window/compare_runs.h"
#include "tests/app/window/window_fixture.h"

namespace tcplab {

class Comparing : public Window {
protected:
    ComparePane* pane() { return window->compareRuns()->pane(); }
    void stepInAndCompare()
    {
        openScenario(QStringLiteral("three-way-handshake"));
        goToMiddleOf(2);
        press(Qt::Key_X);
        press(Qt::Key_D, Qt::ControlModifier);
    }
    void expectOneCursor()
    {
        EXPECT_NEAR(pane()->other().nowPosition(), session().nowPosition(), 1e-6);
        EXPECT_EQ(pane()->other().now(), session().now());
        EXPECT_NEAR(pane()->otherLadder()->yOf(100), window->ladder()->yOf(100), 1e-6);
        EXPECT_NEAR(pane()->otherLadder()->yOf(900), window->ladder()->yOf(900), 1e-6);
    }
};

} // namespace tcplab
