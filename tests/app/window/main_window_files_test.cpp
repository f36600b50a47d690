#include "app/diagram/diagram_view.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/tcb_panel.h"
#include "app/window/host_column.h"
#include "app/window/preferences.h"
#include "app/window/scenario_bar.h"
#include "app/window/scenario_source.h"
#include "tests/app/window/answer.h"
#include "tests/app/window/window_fixture.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

namespace tcplab {
namespace {

using testing::HasSubstr;

class WindowFiles : public Window {
protected:
    QString path(const QString& name) const { return folder.filePath(name); }
    QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(path(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return path(name);
    }
    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Gives each file dialog that asks the name in `folder` that it is to have, and keeps what it had suggested.
    void connectAnswer(QTimer& timer, QStringList& suggested, const QString& name) const
    {
        timer.setInterval(5);
        QObject::connect(&timer, &QTimer::timeout, &timer, [this, &suggested, &name] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            auto* line =
                dialog != nullptr ? dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")) : nullptr;
            if (line == nullptr)
                return;
            suggested << line->text();
            // What is chosen in the list would count before it.
            dialog->findChild<QListView*>(QStringLiteral("listView"))->clearSelection();
            line->setText(path(name));
            dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save)->click();
        });
        timer.start();
    }
    QTemporaryDir folder;
};

TEST_F(WindowFiles, WhatWasDoneByHandIsSavedAndReplaysExactly)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(2);
    press(Qt::Key_X);
    const RecordList played = trace().records;
    QString error;
    ASSERT_TRUE(session().save(path(QStringLiteral("mine.toml")), &error)) << error.toStdString();
    EXPECT_FALSE(window->isWindowModified());

    ASSERT_TRUE(window->open(QStringLiteral("half-close")));
    ASSERT_TRUE(window->open(path(QStringLiteral("mine.toml"))));
    EXPECT_EQ(trace().records, played);
    EXPECT_EQ(session().run().interventions().size(), 1U);
}

TEST_F(WindowFiles, WhatIsSavedAsAnotherFileIsCalledByIt)
{
    openScenario(QStringLiteral("three-way-handshake"));
    EXPECT_EQ(window->windowTitle(), QStringLiteral("three-way-handshake[*] — TCP Lab"));
    QStringList suggested;
    QTimer answer;
    QString name = QStringLiteral("mine.toml");
    connectAnswer(answer, suggested, name);
    window->action(Do::SaveAs)->trigger();
    window->activateWindow(); // where there is no window manager, nobody does when a dialog closes
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    EXPECT_EQ(window->windowTitle(), QStringLiteral("mine[*] — TCP Lab"));
    EXPECT_EQ(Preferences().recentFiles().value(0), path(QStringLiteral("mine.toml")));
    goToMiddleOf(1);
    press(Qt::Key_X);
    press(Qt::Key_S, Qt::ControlModifier); // asks nothing
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_THAT(read(path(QStringLiteral("mine.toml"))).toStdString(), HasSubstr("[[user]]"));
    name = QStringLiteral("yours.toml");
    window->action(Do::SaveAs)->trigger();
    EXPECT_EQ(window->windowTitle(), QStringLiteral("yours[*] — TCP Lab"));
    EXPECT_EQ(suggested,
              QStringList({QStringLiteral("three-way-handshake.toml"), QStringLiteral("mine.toml")}));
}

TEST_F(WindowFiles, WhatWasDoneByHandInASavedFileIsTakenBackStepByStep)
{
    openScenario(QStringLiteral("three-way-handshake"));
    for (const SegmentId id : {1U, 3U}) {
        goToMiddleOf(id);
        press(Qt::Key_X);
    }
    ASSERT_EQ(droppedByHand(), 2u);
    QString error;
    ASSERT_TRUE(session().save(path(QStringLiteral("mine.toml")), &error)) << error.toStdString();
    const RecordList played = trace().records;
    ASSERT_TRUE(window->open(path(QStringLiteral("mine.toml"))));
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_EQ(session().step(), 0u);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(droppedByHand(), 1u);
    EXPECT_TRUE(trace().segment(1).droppedByHand);
    EXPECT_TRUE(window->isWindowModified());
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(droppedByHand(), 0u);
    EXPECT_FALSE(window->action(Do::Undo)->isEnabled());
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(trace().records, played);
    EXPECT_FALSE(window->isWindowModified());
}

TEST_F(WindowFiles, BrokenFileIsToldWithItsLineAndTheRunStays)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const QString broken = write(QStringLiteral("broken.toml"), "[network]\ndelay = \"5 parsecs\"\n");
    Answer answer(QMessageBox::Ok);
    EXPECT_FALSE(window->open(broken));
    EXPECT_THAT(answer.words.toStdString(), HasSubstr("broken.toml:2"));
    EXPECT_THAT(answer.words.toStdString(), HasSubstr("parsecs"));
    EXPECT_EQ(session().scenario().name, "three-way-handshake");
}

TEST_F(WindowFiles, MissingFileAndFolderAreToldNotOpened)
{
    openScenario(QStringLiteral("three-way-handshake"));
    for (const QString& name : {path(QStringLiteral("nowhere.toml")), folder.path()}) {
        Answer answer(QMessageBox::Ok);
        EXPECT_FALSE(window->open(name));
        EXPECT_FALSE(answer.words.isEmpty());
    }
    const auto slip = tcplab::openScenario(QStringLiteral("half-clsoe"));
    ASSERT_FALSE(slip.has_value());
    EXPECT_EQ(slip.error().expected, "half-close");
}

TEST_F(WindowFiles, ScenarioDroppedOnTheWindowOpens)
{
    openScenario(QStringLiteral("three-way-handshake"));
    const auto text = tcplab::openScenario(QStringLiteral("half-close"))->scenario.source;
    const QString file = write(QStringLiteral("dropped.toml"), QByteArray::fromStdString(text));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.get(), &drop);
    EXPECT_EQ(session().path(), file);
    EXPECT_EQ(session().scenario().name, "dropped");
}

TEST_F(WindowFiles, ScriptOpensAndPlaysLikeAScenario)
{
    const QString file = write(QStringLiteral("refused.pkt"),
                               "0 < S 1000:1000(0) win 10000 <mss 1000>\n+0 > R. 0:0(0) ack 2\n");
    ASSERT_TRUE(window->open(file));
    EXPECT_EQ(session().path(), file);
    EXPECT_EQ(session().scenario().name, "refused");
    EXPECT_THAT(session().scenario().notes.en, HasSubstr("refused.pkt:2: expected R. 0:0(0) ack 2"));
    session().stepForward();
    EXPECT_EQ(session().step(), 1u);
    session().stepForward();
    EXPECT_EQ(session().run().trace().segmentCount(), 2u); // the SYN and its reset
    const Answer no(QMessageBox::Ok);
    EXPECT_FALSE(window->open(write(QStringLiteral("broken.pkt"), "0 < S 0:1(0) win 1\n")));
    EXPECT_THAT(no.words.toStdString(), HasSubstr("broken.pkt:1:"));
}

TEST_F(WindowFiles, ScriptsSideIsItsTextAndNoHost)
{
    const QString file =
        write(QStringLiteral("refused.pkt"), "// profile: rfc9293\n0 < S 1000:1000(0) win 10000 <mss 1000>\n"
                                             "+0 > R. 0:0(0) ack 1\n");
    openScenario(file);
    // Nobody listens: the script is at the server's end, the host under test is the client.
    HostColumn* script = window->column(Side::Server);
    HostColumn* host = window->column(Side::Client);
    EXPECT_TRUE(script->script()->isVisible());
    EXPECT_FALSE(script->diagram()->isVisible());
    EXPECT_FALSE(script->tcb()->isVisible());
    EXPECT_TRUE(host->diagram()->isVisible());
    EXPECT_FALSE(host->script()->isVisible());
    press(Qt::Key_Right);
    EXPECT_THAT(script->script()->playing(), testing::ElementsAre(2));
    EXPECT_EQ(window->explanation()->headline(), QStringLiteral("The script sends SYN"));
    press(Qt::Key_End);
    EXPECT_THAT(script->script()->playing(), testing::ElementsAre(3));
    EXPECT_EQ(window->explanation()->headline(), QStringLiteral("The script receives RST, ACK"));
    EXPECT_FALSE(window->explanation()->body().contains(QStringLiteral("CLOSED")));
    // A scenario of hosts afterwards has hosts again.
    ASSERT_TRUE(window->open(QStringLiteral("half-close")));
    settle();
    EXPECT_TRUE(script->diagram()->isVisible());
    EXPECT_FALSE(script->script()->isVisible());
}

TEST_F(WindowFiles, ScriptIsPlayedAgainUnderAnotherProfile)
{
    const QString file = write(QStringLiteral("syn.pkt"), "// profile: rfc9293\n"
                                                          "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                                                          "+0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0\n"
                                                          "+0 connect(3, ..., ...) = -1 EINPROGRESS (x)\n"
                                                          "+0 > S 0:0(0) <mss 1460>\n");
    openScenario(file);
    QComboBox* profiles = window->scenarioBar()->profiles();
    ASSERT_TRUE(profiles->isVisible());
    EXPECT_EQ(profiles->currentText(), QStringLiteral("rfc9293"));
    EXPECT_THAT(session().scenario().notes.en, HasSubstr("passed"));
    profiles->setFocus();
    QTest::keyClick(profiles, Qt::Key_Down);
    settle();
    EXPECT_EQ(profiles->currentText(), QStringLiteral("linux"));
    EXPECT_EQ(session().scenario().hosts[0].profile.name, ProfileName::Linux);
    EXPECT_THAT(session().scenario().notes.en, HasSubstr("syn.pkt:5: expected S 0:0(0) <mss 1460>"));
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_EQ(window->action(Do::Undo)->text(), QStringLiteral("Undo: Play with the profile linux"));
    window->action(Do::Undo)->trigger();
    settle();
    EXPECT_EQ(profiles->currentText(), QStringLiteral("rfc9293"));
    EXPECT_EQ(session().scenario().hosts[0].profile.name, ProfileName::Rfc9293);
    EXPECT_THAT(session().scenario().notes.en, HasSubstr("passed"));
    EXPECT_FALSE(window->isWindowModified());
    window->action(Do::Redo)->trigger();
    EXPECT_EQ(profiles->currentText(), QStringLiteral("linux"));
    EXPECT_FALSE(window->isWindowModified());
    ASSERT_TRUE(window->open(QStringLiteral("half-close")));
    EXPECT_FALSE(profiles->isVisible());
}

TEST_F(WindowFiles, ChangedFileIsAskedAbout)
{
    openScenario(QStringLiteral("three-way-handshake"));
    QString error;
    ASSERT_TRUE(session().save(path(QStringLiteral("mine.toml")), &error));
    ASSERT_TRUE(window->open(path(QStringLiteral("mine.toml"))));
    goToMiddleOf(1);
    press(Qt::Key_X);
    const QByteArray before = read(path(QStringLiteral("mine.toml")));
    {
        Answer stay(QMessageBox::Cancel);
        EXPECT_FALSE(window->open(QStringLiteral("half-close")));
        EXPECT_THAT(stay.words.toStdString(), HasSubstr("mine.toml"));
    }
    EXPECT_EQ(droppedByHand(), 1U);
    EXPECT_EQ(read(path(QStringLiteral("mine.toml"))), before);
    {
        Answer keep(QMessageBox::Save);
        EXPECT_TRUE(window->open(QStringLiteral("half-close")));
    }
    EXPECT_NE(read(path(QStringLiteral("mine.toml"))), before);
}

TEST_F(WindowFiles, ExperimentWithALibraryScenarioIsKeptWithoutAsking)
{
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(1);
    press(Qt::Key_X);
    const RecordList played = trace().records;
    ASSERT_TRUE(window->open(QStringLiteral("half-close")));
    const QStringList recent = Preferences().recentFiles();
    ASSERT_FALSE(recent.isEmpty());
    ASSERT_TRUE(window->open(recent.first()));
    EXPECT_EQ(trace().records, played);
}

TEST_F(WindowFiles, ItIsSaidWhereAnExperimentIsKeptAndOnlyTheLatestAre)
{
    const QDir data(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    ASSERT_TRUE(data.mkpath(QStringLiteral(".")));
    for (const QString& name : data.entryList({QStringLiteral("*-experiment-*.toml")}))
        QFile::remove(data.filePath(name));
    const auto kept = [&](int number) {
        return data.filePath(QStringLiteral("three-way-handshake-experiment-%1.toml").arg(number));
    };
    for (int number = 1; number <= 50; ++number) {
        QFile former(kept(number));
        ASSERT_TRUE(former.open(QIODevice::WriteOnly));
    }
    openScenario(QStringLiteral("three-way-handshake"));
    goToMiddleOf(1);
    press(Qt::Key_X);
    ASSERT_TRUE(window->open(QStringLiteral("half-close")));
    settle();
    EXPECT_THAT(window->explanation()->hint().remove(QChar(0x200b)).toStdString(),
                HasSubstr(kept(51).toStdString()));
    EXPECT_TRUE(QFile::exists(kept(51)));
    EXPECT_TRUE(QFile::exists(kept(2)));
    EXPECT_FALSE(QFile::exists(kept(1)));
    press(Qt::Key_Right);
    press(Qt::Key_Home);
    EXPECT_THAT(window->explanation()->hint().toStdString(), testing::Not(HasSubstr("experiment")));
}

TEST_F(WindowFiles, ASecondExperimentDoesNotReplaceTheFirst)
{
    openScenario(QStringLiteral("three-way-handshake"));
    for (const SegmentId id : {1U, 2U}) {
        goToMiddleOf(id);
        press(Qt::Key_X);
        ASSERT_TRUE(window->open(QStringLiteral("half-close")));
        ASSERT_TRUE(window->open(QStringLiteral("three-way-handshake")));
    }
    const QStringList recent = Preferences().recentFiles();
    ASSERT_GE(recent.size(), 2);
    ASSERT_TRUE(window->open(recent[0]));
    EXPECT_TRUE(trace().segment(2).droppedByHand);
    ASSERT_TRUE(window->open(recent[1]));
    EXPECT_TRUE(trace().segment(1).droppedByHand);
}

TEST_F(WindowFiles, OpeningTheChangedFileAgainShowsWhatWasSaved)
{
    openScenario(QStringLiteral("three-way-handshake"));
    QString error;
    ASSERT_TRUE(session().save(path(QStringLiteral("mine.toml")), &error));
    ASSERT_TRUE(window->open(path(QStringLiteral("mine.toml"))));
    goToMiddleOf(1);
    press(Qt::Key_X);
    Answer keep(QMessageBox::Save);
    ASSERT_TRUE(window->open(path(QStringLiteral("mine.toml"))));
    EXPECT_EQ(droppedByHand(), 1U);
}

TEST_F(WindowFiles, FromAFileTheLibraryIsOneKeyAway)
{
    openScenario(QStringLiteral("three-way-handshake"));
    QString error;
    ASSERT_TRUE(session().save(path(QStringLiteral("mine.toml")), &error));
    ASSERT_TRUE(window->open(path(QStringLiteral("mine.toml"))));
    press(Qt::Key_PageDown, Qt::ControlModifier);
    EXPECT_EQ(session().scenario().name, "three-way-handshake");
    EXPECT_TRUE(session().path().isEmpty());
}

} // namespace
} // namespace tcplab
