/// A window on the offscreen platform, its preferences empty at the start of each test.
#pragma once
#include "app/ladder/ladder_view.h"
#include "app/window/main_window.h"

#include <QApplication>
#include <QScrollBar>
#include <QSettings>
#include <QTest>
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {

class Window : public testing::Test {
protected:
    Window()
    {
        QSettings().clear();
        window = std::make_unique<MainWindow>();
        window->setLanguage(Language::English);
        window->resize(1280, 720);
    }

    void openScenario(const QString& name)
    {
        ASSERT_TRUE(window->open(name));
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
        window->ladder()->setFocus();
        settle();
    }
    static void settle() { QApplication::processEvents(); }

    Session& session() { return window->session(); }
    const Trace& trace() { return session().trace(); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(window.get(), static_cast<Qt::Key>(key), modifiers);
        settle();
    }
    /// Steps until this segment is in flight, and then on to the middle of its flight.
    void goToMiddleOf(SegmentId id)
    {
        const double from = session().axis().positionOfSend(id);
        session().goToPosition((from + session().axis().positionOfEnd(trace(), id)) / 2);
        settle();
    }
    /// The state of the newest connection of a host at the cursor.
    ConnectionState stateOf(Side side)
    {
        const Host& host = session().worldNow().hosts[indexOf(side)];
        return host.connections.empty() ? ConnectionState::Closed : host.connections.back().tcb.state;
    }
    std::size_t droppedByHand()
    {
        return static_cast<std::size_t>(
            std::count_if(trace().segments.begin(), trace().segments.end(),
                          [](const SegmentHistory& s) { return s.droppedByHand; }));
    }

    std::unique_ptr<MainWindow> window;
};

} // namespace tcplab
