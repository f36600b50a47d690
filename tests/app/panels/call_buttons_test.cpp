#include "app/panels/call_buttons.h"

#include "app/theme/theme.h"
#include "tests/app/support/runs.h"

#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

namespace tcplab {
namespace {

class Buttons : public testing::Test {
protected:
    Buttons() : run(runOf(shipped("last-ack-lost")))
    {
        QObject::connect(&buttons, &CallButtons::wanted, [this](const Intervention& what) { wanted = what; });
        buttons.resize(420, 30);
        buttons.show();
    }
    /// The first step at which this call is possible on the client.
    void showWhen(Call call)
    {
        for (std::uint64_t step = 0; step <= run.trace().stepCount(); ++step) {
            const World world = run.worldAt(step);
            const auto possible = possibleCalls(world.hosts[0], world.scenario->hosts[0]);
            if (std::any_of(possible.begin(), possible.end(),
                            [call](const Statement& s) { return s.call == call; })) {
                buttons.setCalls(possible, {}, true);
                return;
            }
        }
        FAIL() << nameOf(call);
    }
    tcplab::Run run;
    CallButtons buttons{Side::Client};
    std::optional<Intervention> wanted;
};

TEST_F(Buttons, MakeTheCallThatTheyName)
{
    for (const Call call : {Call::Connect, Call::Send, Call::Close, Call::Abort, Call::Shutdown}) {
        wanted.reset();
        showWhen(call);
        ASSERT_NE(buttons.button(call), nullptr);
        ASSERT_TRUE(buttons.button(call)->isEnabled()) << nameOf(call);
        buttons.button(call)->click();
        ASSERT_TRUE(wanted.has_value());
        const auto& made = std::get<MakeCall>(*wanted);
        EXPECT_EQ(made.host, Side::Client);
        EXPECT_EQ(made.statement.call, call);
    }
}

TEST_F(Buttons, WhatIsNotPossibleCannotBePressedAndSaysSo)
{
    buttons.setCalls({}, {}, true);
    for (const Call call :
         {Call::Connect, Call::Send, Call::Recv, Call::Shutdown, Call::Close, Call::Abort}) {
        EXPECT_FALSE(buttons.button(call)->isEnabled());
        EXPECT_TRUE(buttons.button(call)->toolTip().contains(QStringLiteral("not possible")));
        EXPECT_FALSE(buttons.button(call)->accessibleName().isEmpty());
    }
}

TEST_F(Buttons, AreWholeOrInTheMenuInANarrowWindow)
{
    showWhen(Call::Send);
    for (int width = 420; width >= 200; width -= 20) {
        buttons.resize(width, 30);
        QApplication::processEvents();
        for (const QPushButton* one : buttons.findChildren<QPushButton*>())
            if (one->isVisible()) {
                EXPECT_GE(one->width(), one->sizeHint().width())
                    << one->text().toStdString() << " at " << width;
                EXPECT_LE(one->geometry().right(), buttons.width());
            }
        ASSERT_NE(buttons.button(Call::Connect), nullptr);
        EXPECT_TRUE(buttons.button(Call::Connect)->isVisible()) << width;
    }
    buttons.resize(600, 30);
    QApplication::processEvents();
    EXPECT_TRUE(buttons.button(Call::Abort)->isVisible()) << "and come back";
}

TEST_F(Buttons, TheMenuHoldsEverything)
{
    showWhen(Call::Send);
    emit buttons.moreMenu()->aboutToShow();
    QStringList texts;
    for (const QAction* action : buttons.moreMenu()->actions())
        texts << action->text();
    EXPECT_FALSE(texts.filter(QStringLiteral("send")).isEmpty());
    EXPECT_FALSE(texts.filter(QStringLiteral("Crash")).isEmpty());
    EXPECT_TRUE(texts.filter(QStringLiteral("Boot")).isEmpty());
    buttons.moreMenu()->actions().last()->trigger();
    EXPECT_EQ(*wanted, Intervention(CrashHost{Side::Client}));
    buttons.setCalls({}, {}, false);
    emit buttons.moreMenu()->aboutToShow();
    buttons.moreMenu()->actions().last()->trigger();
    EXPECT_EQ(*wanted, Intervention(BootHost{Side::Client}));
}

TEST_F(Buttons, TheMenuCrashesAndBootsTheHostItselfNotByACall)
{
    for (const bool up : {true, false}) {
        World world = run.worldAt(run.trace().stepCount() / 2);
        if (!up) {
            StepLog log;
            intervene(world, CrashHost{Side::Client}, world.now, log);
        }
        ASSERT_EQ(world.hosts[0].up, up);
        buttons.setCalls(possibleCalls(world.hosts[0], world.scenario->hosts[0]), {}, up);
        emit buttons.moreMenu()->aboutToShow();
        ASSERT_FALSE(buttons.moreMenu()->actions().isEmpty());
        EXPECT_FALSE(buttons.moreMenu()->actions().first()->isSeparator());
        int own = 0;
        for (int i = 0; i < buttons.moreMenu()->actions().size(); ++i) {
            wanted.reset();
            buttons.moreMenu()->actions()[i]->trigger();
            if (!wanted)
                continue;
            World after = world;
            StepLog log;
            intervene(after, *wanted, after.now, log);
            EXPECT_TRUE(log.effects.front().applied);
            if (const auto* made = std::get_if<MakeCall>(&*wanted)) {
                EXPECT_NE(made->statement.call, Call::Crash);
                EXPECT_NE(made->statement.call, Call::Boot);
            } else {
                EXPECT_EQ(std::holds_alternative<CrashHost>(*wanted), up);
                ++own;
            }
        }
        EXPECT_EQ(own, 1) << "up: " << up;
    }
}

TEST_F(Buttons, AreReachedByTheKeyboard)
{
    showWhen(Call::Send);
    QPushButton* send = buttons.button(Call::Send);
    EXPECT_TRUE(send->focusPolicy() & Qt::TabFocus);
    buttons.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&buttons));
    send->setFocus();
    QTest::keyClick(send, Qt::Key_Space);
    ASSERT_TRUE(wanted.has_value());
    EXPECT_EQ(std::get<MakeCall>(*wanted).statement.call, Call::Send);
}

} // namespace
} // namespace tcplab
