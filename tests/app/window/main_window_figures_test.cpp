#include "app/export/figure_dialog.h"
#include "app/theme/passing_word.h"
#include "app/window/figure_export.h"
#include "tests/app/window/window_fixture.h"

#include <QClipboard>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

namespace tcplab {
namespace {

class Figures : public Window {};

TEST_F(Figures, TheDialogOpensByItsKeyAndSavesWhatItShows)
{
    openScenario(QStringLiteral("last-ack-lost"));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.mmd"));
    QTimer::singleShot(0, window.get(), [&] {
        auto* dialog = window->findChild<FigureDialog*>();
        ASSERT_NE(dialog, nullptr);
        dialog->setKind(FigureKind::Mermaid);
        dialog->askForFile = [&](const QString&, const QString&, const QString&) { return path; };
        dialog->save();
        dialog->reject();
    });
    press(Qt::Key_E, Qt::ControlModifier);
    EXPECT_TRUE(QFile::exists(path));
    EXPECT_EQ(Preferences().folder(), folder.path());
}

TEST_F(Figures, AKeyCopiesWhatTheTimelineShows)
{
    openScenario(QStringLiteral("last-ack-lost"));
    press(Qt::Key_End);
    QApplication::clipboard()->clear();
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QImage picture = QApplication::clipboard()->image();
    EXPECT_EQ(picture.width(), 2000);
    EXPECT_GT(picture.height(), 400);
    const auto* word = window->findChild<PassingWord*>();
    ASSERT_NE(word, nullptr);
    EXPECT_TRUE(word->isVisible());
    EXPECT_EQ(word->text(), FigureDialog::pictureIsCopied());
}

TEST_F(Figures, AreWrittenWithoutAWindow)
{
    const QTemporaryDir folder;
    const auto exported = [&](const QString& name, QStringList words) {
        const QString path = folder.filePath(name);
        words = QStringList{QStringLiteral("tcplab"), QStringLiteral("--export"), path} + words;
        auto options = readOptions(words);
        EXPECT_TRUE(options) << options.error().toStdString();
        auto opened = tcplab::openScenario(options->scenario, {});
        EXPECT_TRUE(opened);
        QString error;
        EXPECT_EQ(exportFigure(*options, *std::move(opened), Language::Chinese, &error), 0)
            << error.toStdString();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    EXPECT_TRUE(exported(QStringLiteral("a.svg"), {QStringLiteral("syn-lost")}).contains("客户端"));
    EXPECT_TRUE(exported(QStringLiteral("a.tex"),
                         {QStringLiteral("--figure"), QStringLiteral("server"), QStringLiteral("syn-lost")})
                    .contains("tcp current"));
    const QByteArray part =
        exported(QStringLiteral("a.mmd"),
                 {QStringLiteral("--from"), QStringLiteral("0.5 s"), QStringLiteral("syn-lost")});
    EXPECT_EQ(part.count("SYN seq"), 1);
}

TEST_F(Figures, OptionsThatMakeNoSenseAreRefused)
{
    const auto wrong = [](QStringList words) {
        words.prepend(QStringLiteral("tcplab"));
        const auto options = readOptions(words);
        return options ? QString() : options.error();
    };
    EXPECT_TRUE(wrong({QStringLiteral("--export"), QStringLiteral("x.gif")}).contains(QLatin1String(".svg")));
    EXPECT_TRUE(wrong({QStringLiteral("--from"), QStringLiteral("1 s")}).contains(QLatin1String("--export")));
    EXPECT_TRUE(wrong({QStringLiteral("--export"), QStringLiteral("x.svg"), QStringLiteral("--figure"),
                       QStringLiteral("cat")})
                    .contains(QLatin1String("timeline")));
    EXPECT_TRUE(wrong({QStringLiteral("--export"), QStringLiteral("x.svg"), QStringLiteral("--to"),
                       QStringLiteral("0 s")})
                    .contains(QLatin1String("--to")));
}

} // namespace
} // namespace tcplab
