// What a crash leaves behind comes back: a real process is killed.
#include "core/world/scenario_file.h"
#include "tests/app/window/answer.h"
#include "tests/app/window/crash_fixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QThread>
#include <csignal>

namespace tcplab {
namespace {

constexpr const char* folderVariable = "TCPLAB_TEST_RECOVERY";

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
    EXPECT_THAT(writeScenario(session().run().scenarioWithInterventions()),
                testing::Not(testing::HasSubstr("tcplab recovery")));
    // It is ours now, and nobody else's.
    EXPECT_EQ(QDir(folder.path()).entryList({QStringLiteral("run-*.toml")}).size(), 1);
    window->close();
    EXPECT_EQ(QDir(folder.path()).entryList({QStringLiteral("run-*.toml")}).size(), 0);
}

TEST_F(Crash, RecoveryFilesOfTheFormerFormAreRead)
{
    openScenario(QStringLiteral("three-way-handshake"));
    leave(QStringLiteral("run-1.toml"), written("", 3, true)
                                            .replace("recovery 2", "recovery 1")
                                            .replace("# breakpoints = \n# draft = \n", ""));
    window->beginAutosave(folder.path());
    QTest::mouseClick(window->recovery()->back(), Qt::LeftButton);
    EXPECT_EQ(session().scenario().name, "mine");
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

TEST_F(Crash, WhatIsForgottenIsGoneOnceItsLineIsClosed)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const QString left = leave(QStringLiteral("run-1.toml"), written("", 3, true));
    const QString other = leave(QStringLiteral("run-2.toml"), written("", 5, true));
    window->beginAutosave(folder.path());
    RecoveryBar* bar = window->recovery();
    ASSERT_TRUE(bar->isVisible());
    EXPECT_THAT(bar->words()->text().toStdString(), testing::HasSubstr("mine"));
    const auto files = [&] { return int(QFile::exists(left)) + int(QFile::exists(other)); };
    QTest::mouseClick(bar->away(), Qt::LeftButton);
    settle();
    EXPECT_EQ(files(), 2);
    EXPECT_THAT(bar->words()->text().toStdString(), testing::StartsWith("mine is forgotten"));
    EXPECT_EQ(bar->away()->text(), QStringLiteral("Close"));
    EXPECT_TRUE(window->ladder()->hasFocus()) << "no key closes it unseen";
    QTest::mouseClick(bar->away(), Qt::LeftButton);
    settle();
    EXPECT_EQ(files(), 1);
    EXPECT_THAT(bar->words()->text().toStdString(), testing::StartsWith("TCP Lab ended unexpectedly"));
    QTest::mouseClick(bar->away(), Qt::LeftButton);
    EXPECT_EQ(files(), 1);
    EXPECT_EQ(session().scenario().name, "three-way-handshake");
    window->close();
    EXPECT_EQ(files(), 0);
}

TEST_F(Crash, ByAWrongClickNothingIsForgotten)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const QString left = leave(QStringLiteral("run-1.toml"), written("", 3, true));
    window->beginAutosave(folder.path());
    RecoveryBar* bar = window->recovery();
    QTest::mouseClick(bar->away(), Qt::LeftButton);
    QTest::mouseDClick(bar->away(), Qt::LeftButton); // its second half
    ASSERT_TRUE(bar->isVisible());
    EXPECT_TRUE(QFile::exists(left));
    QTest::mouseClick(bar->back(), Qt::LeftButton);
    settle();
    EXPECT_FALSE(bar->isVisible());
    EXPECT_EQ(session().scenario().name, "mine");
    EXPECT_GT(session().step(), 0U);
}

TEST_F(Crash, OnlyWhatHoldsNothingIsRemovedUnasked)
{
    const QString untouched = leave(QStringLiteral("run-1.toml"), written("", 0, false));
    const QByteArray half =
        "# tcplab recovery 1\n# name = mine\n# path = \n# step = 3\n# modified = 1\n[client\n";
    const QByteArray later = "# tcplab recovery 3\n[client]\n";
    const QString torn = leave(QStringLiteral("run-2.toml"), half);
    const QString newer = leave(QStringLiteral("run-3.toml"), later);
    window->beginAutosave(folder.path());
    EXPECT_TRUE(window->recovery()->isHidden());
    EXPECT_FALSE(QFile::exists(untouched));
    EXPECT_FALSE(QFile::exists(torn));
    EXPECT_EQ(read(torn + QStringLiteral(".unreadable")), half);
    EXPECT_EQ(read(newer + QStringLiteral(".unreadable")), later);
    Autosave other(session(), folder.path()); // nor by the next one
    EXPECT_TRUE(other.lost().empty());
    EXPECT_EQ(read(torn + QStringLiteral(".unreadable")), half);
}

TEST_F(Crash, WhatIsBroughtBackIsThePersonsOwnText)
{
    openScenario(QStringLiteral("three-way-handshake"));
    leave(QStringLiteral("run-1.toml"), written("", 3, true));
    window->beginAutosave(folder.path());
    QTest::mouseClick(window->recovery()->back(), Qt::LeftButton);
    EXPECT_EQ(session().scenario().name, "mine");
    EXPECT_GT(session().step(), 0U);
    const std::string saved = writeScenario(session().run().scenarioWithInterventions());
    EXPECT_THAT(saved, testing::StartsWith("# step = by step\n[client]\n"));
    EXPECT_THAT(saved, testing::Not(testing::HasSubstr("tcplab recovery")));
    EXPECT_THAT(saved, testing::Not(testing::HasSubstr("modified")));
}

TEST_F(Crash, LostRunIsKeptWhereTheNewCopyCannotBeWritten)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const QString left = leave(QStringLiteral("run-1.toml"), written("", 3, true));
    window->beginAutosave(folder.path());
    ASSERT_TRUE(QDir().mkdir(window->autosave()->file())); // nothing can be written there
    QTest::mouseClick(window->recovery()->back(), Qt::LeftButton);
    EXPECT_EQ(session().scenario().name, "mine");
    EXPECT_FALSE(window->recovery()->isVisible());
    EXPECT_EQ(read(left), written("", 3, true));
}

TEST_F(Crash, LostRunStaysOnOfferUntilItIsBroughtBack)
{
    openScenario(QStringLiteral("three-way-handshake"));
    QString error;
    ASSERT_TRUE(session().save(folder.filePath(QStringLiteral("own.toml")), &error)) << error.toStdString();
    goToMiddleOf(2);
    press(Qt::Key_X);
    const QString left = leave(QStringLiteral("run-1.toml"), written("", 3, true));
    window->beginAutosave(folder.path());
    {
        const Answer stay(QMessageBox::Cancel);
        QTest::mouseClick(window->recovery()->back(), Qt::LeftButton);
        EXPECT_THAT(stay.words.toStdString(), testing::HasSubstr("own.toml"));
    }
    EXPECT_TRUE(window->recovery()->isVisible());
    EXPECT_EQ(droppedByHand(), 1U);
    EXPECT_TRUE(QFile::exists(left));
    {
        const Answer leaveIt(QMessageBox::Discard);
        QTest::mouseClick(window->recovery()->back(), Qt::LeftButton);
    }
    EXPECT_FALSE(window->recovery()->isVisible());
    EXPECT_EQ(session().scenario().name, "mine");
    EXPECT_FALSE(QFile::exists(left));
}

TEST_F(Crash, ScriptThatIsGoneStaysOnOfferUnlessItsRunWasChanged)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const QByteArray script =
        QFile::encodeName(folder.filePath(QStringLiteral("gone.pkt"))).toPercentEncoding();
    const QString left = leave(QStringLiteral("run-1.toml"), written(script, 3, false));
    window->beginAutosave(folder.path());
    {
        const Answer no(QMessageBox::Ok);
        QTest::mouseClick(window->recovery()->back(), Qt::LeftButton);
        EXPECT_THAT(no.words.toStdString(), testing::HasSubstr("gone.pkt"));
    }
    EXPECT_TRUE(window->recovery()->isVisible());
    EXPECT_TRUE(QFile::exists(left));
    leave(QStringLiteral("run-1.toml"), written(script, 3, true));
    window->recovery()->offer(window->autosave()->lost());
    QTest::mouseClick(window->recovery()->back(), Qt::LeftButton);
    EXPECT_FALSE(window->recovery()->isVisible());
    EXPECT_EQ(session().scenario().name, "mine");
    EXPECT_TRUE(window->isWindowModified());
}

TEST_F(Crash, WhatIsSavedIsNotChangedInTheRecoveryFileEither)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    press(Qt::Key_X);
    Autosave autosave(session(), folder.path());
    ASSERT_TRUE(autosave.writeNow());
    ASSERT_THAT(read(autosave.file()).toStdString(), testing::HasSubstr("# modified = 1\n"));
    QString error;
    ASSERT_TRUE(session().save(folder.filePath(QStringLiteral("own.toml")), &error)) << error.toStdString();
    EXPECT_TRUE(QTest::qWaitFor([&] { return read(autosave.file()).contains("# modified = 0\n"); }, 30'000));
    EXPECT_THAT(read(autosave.file()).toStdString(), testing::HasSubstr("own.toml"));
}

TEST_F(Crash, IsOfferedByOneProgramOnly)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const QString left = leave(QStringLiteral("run-1.toml"), written("", 3, true));
    auto first = std::make_unique<Autosave>(session(), folder.path());
    ASSERT_EQ(first->lost().size(), 1U);
    Autosave second(session(), folder.path());
    EXPECT_TRUE(second.lost().empty());
    EXPECT_EQ(first->lost().size(), 1U); // asked again
    // Nobody has answered: the next one offers it again.
    first.reset();
    const std::vector<LostRun> again = second.lost();
    ASSERT_EQ(again.size(), 1U);
    second.forget(again.front());
    EXPECT_FALSE(QFile::exists(left));
    EXPECT_FALSE(QFile::exists(left + QStringLiteral(".lock")));
}

TEST_F(Crash, CursorIsWrittenWhenPlayingPauses)
{
    openScenario(QStringLiteral("three-way-handshake"));
    Autosave autosave(session(), folder.path());
    ASSERT_TRUE(autosave.writeNow());
    const QByteArray before = read(autosave.file());
    EXPECT_THAT(before.toStdString(), testing::HasSubstr("# step = 0\n"));
    window->playback().play();
    session().goToStep(2);
    ASSERT_TRUE(window->playback().isPlaying());
    EXPECT_TRUE(autosave.writeNow());
    EXPECT_EQ(read(autosave.file()), before);
    // What is done by hand does not wait for it.
    session().intervene(MakeCall{Side::Client, *readStatement("close")});
    ASSERT_TRUE(window->playback().isPlaying());
    EXPECT_TRUE(autosave.writeNow());
    const QByteArray changed = read(autosave.file());
    EXPECT_THAT(changed.toStdString(), testing::HasSubstr("[[user]]"));
    session().goToStep(1);
    window->playback().pause();
    EXPECT_TRUE(QTest::qWaitFor([&] { return read(autosave.file()).contains("# step = 1\n"); }, 30'000));
}

TEST_F(Crash, IsToldInWholeSentences)
{
    const auto told = [this](std::size_t changes) {
        LostRun lost;
        lost.file = QStringLiteral("run-1.toml");
        lost.step = 7;
        lost.scenario.name = "mine";
        lost.scenario.interventions.resize(changes);
        window->recovery()->offer({lost});
        return window->recovery()->words()->text();
    };
    EXPECT_EQ(told(0), QStringLiteral("TCP Lab ended unexpectedly. You can bring back mine, at step 7."));
    EXPECT_EQ(told(1),
              QStringLiteral("TCP Lab ended unexpectedly. You can bring back mine with one change made by "
                             "hand, at step 7."));
    EXPECT_EQ(told(3),
              QStringLiteral("TCP Lab ended unexpectedly. You can bring back mine with 3 changes made by "
                             "hand, at step 7."));
    window->setLanguage(Language::Chinese);
    EXPECT_EQ(told(0), QStringLiteral("TCP Lab 上次意外退出。可以恢复 mine，停在第 7 步。"));
    EXPECT_EQ(told(1),
              QStringLiteral("TCP Lab 上次意外退出。可以恢复 mine 及其中的 1 处手动改动，停在第 7 步。"));
    EXPECT_EQ(told(3),
              QStringLiteral("TCP Lab 上次意外退出。可以恢复 mine 及其中的 3 处手动改动，停在第 7 步。"));
}

} // namespace
} // namespace tcplab
