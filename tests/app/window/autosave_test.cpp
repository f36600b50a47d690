// What a crash leaves behind comes back: a real process is killed.
#include "app/window/autosave.h"
#include "app/window/recovery_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QThread>
#include <QUndoStack>
#include <csignal>

namespace tcplab {
namespace {

constexpr const char* folderVariable = "TCPLAB_TEST_RECOVERY";

class Crash : public Window {
protected:
    void TearDown() override { window.reset(); } // before the folder goes
    QTemporaryDir folder;
};

/// The program that is killed: it opens a scenario, drops a segment, and waits.
TEST_F(Crash, DISABLED_Victim)
{
    window->beginAutosave(qEnvironmentVariable(folderVariable));
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    press(Qt::Key_X);
    QTest::qWait(600'000);
}

TEST_F(Crash, OfAProcessLosesNothing)
{
    QProcess victim;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QLatin1String(folderVariable), folder.path());
    victim.setProcessEnvironment(environment);
    victim.start(QCoreApplication::applicationFilePath(),
                 {QStringLiteral("--gtest_also_run_disabled_tests"),
                  QStringLiteral("--gtest_filter=Crash.DISABLED_Victim")});
    ASSERT_TRUE(victim.waitForStarted());
    const auto written = [this] {
        for (const QFileInfo& info : QDir(folder.path()).entryInfoList({QStringLiteral("run-*.toml")})) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains("[[user]]"))
                return true;
        }
        return false;
    };
    ASSERT_TRUE(QTest::qWaitFor(written, 30'000)) << victim.readAllStandardOutput().toStdString();
    // As long as it lives nobody takes it away from it.
    {
        Autosave other(session(), folder.path());
        EXPECT_TRUE(other.lost().empty());
    }
    ASSERT_EQ(::kill(static_cast<pid_t>(victim.processId()), SIGKILL), 0);
    ASSERT_TRUE(victim.waitForFinished());

    openScenario(QStringLiteral("half-close"));
    window->beginAutosave(folder.path());
    settle();
    ASSERT_TRUE(window->recovery()->isVisible());
    EXPECT_THAT(window->recovery()->words()->text().toStdString(), testing::HasSubstr("three-way-handshake"));
    QTest::mouseClick(window->recovery()->back(), Qt::LeftButton);
    settle();
    EXPECT_FALSE(window->recovery()->isVisible());
    EXPECT_EQ(session().scenario().name, "three-way-handshake");
    ASSERT_EQ(session().run().interventions().size(), 1u);
    EXPECT_EQ(droppedByHand(), 1u);
    EXPECT_GT(session().step(), 0u);
    EXPECT_EQ(session().step(), session().run().interventions().front().step);
    EXPECT_TRUE(window->isWindowModified());
    // It is ours now, and nobody else's.
    EXPECT_EQ(QDir(folder.path()).entryList({QStringLiteral("run-*.toml")}).size(), 1);
    window->close();
    EXPECT_EQ(QDir(folder.path()).entryList({QStringLiteral("run-*.toml")}).size(), 0);
}

TEST_F(Crash, AfterAnEndInGoodOrderNothingIsOffered)
{
    window->beginAutosave(folder.path());
    openScenario(QStringLiteral("three-way-handshake"));
    press(Qt::Key_End);
    window->close();
    window = std::make_unique<MainWindow>();
    window->beginAutosave(folder.path());
    EXPECT_TRUE(window->recovery()->isHidden());
}

TEST_F(Crash, WhatIsForgottenIsGone)
{
    openScenario(QStringLiteral("three-way-handshake"));
    QFile left(QDir(folder.path()).filePath(QStringLiteral("run-1.toml")));
    ASSERT_TRUE(left.open(QIODevice::WriteOnly));
    left.write("# tcplab recovery 1\n# name = mine\n# path = \n# step = 3\n# modified = 1\n[client]\nprogram "
               "= \"\"\"\n"
               "connect server:80\n\"\"\"\n");
    left.close();
    QFile torn(QDir(folder.path()).filePath(QStringLiteral("run-2.toml")));
    ASSERT_TRUE(torn.open(QIODevice::WriteOnly));
    torn.write("# tcplab recovery 1\n[client\n");
    torn.close();
    window->beginAutosave(folder.path());
    ASSERT_TRUE(window->recovery()->isVisible());
    EXPECT_THAT(window->recovery()->words()->text().toStdString(), testing::HasSubstr("mine"));
    QTest::mouseClick(window->recovery()->away(), Qt::LeftButton);
    EXPECT_FALSE(window->recovery()->isVisible());
    EXPECT_FALSE(left.exists());
    EXPECT_FALSE(torn.exists());
    EXPECT_EQ(session().scenario().name, "three-way-handshake");
}

TEST_F(Crash, BreakpointsAreTakenBackButChangeNoScenario)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->breakpoints().add(*readUntil("TIME-WAIT"));
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Stop at TIME-WAIT"));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(window->breakpoints().all().empty());
    goToMiddleOf(2);
    press(Qt::Key_X);
    EXPECT_TRUE(window->isWindowModified());
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Drop SYN, ACK"));
    session().undoStack()->undo();
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_EQ(window->action(Do::Redo)->text(), QStringLiteral("Redo: Drop SYN, ACK"));
}

} // namespace
} // namespace tcplab
