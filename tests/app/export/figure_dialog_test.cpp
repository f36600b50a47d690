#include "app/export/figure_dialog.h"

#include "tests/app/support/runs.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class Dialog : public testing::Test {
protected:
    Dialog()
    {
        session.load(shipped("last-ack-lost"));
        while (!session.run().ended())
            QCoreApplication::processEvents();
        session.last();
        dialog = std::make_unique<FigureDialog>(session, std::pair(Instant{}, Instant{} + milliseconds(60)),
                                                themeNamed(ThemeName::Dark));
        dialog->show();
        settle();
    }
    static void settle() { QTest::qWait(120); }
    QComboBox* box(int which) { return dialog->findChildren<QComboBox*>().at(which); }
    QPushButton* button(const QString& text)
    {
        for (QPushButton* one : dialog->findChildren<QPushButton*>())
            if (one->text() == text)
                return one;
        ADD_FAILURE() << text.toStdString();
        return nullptr;
    }
    static void write(const QString& path)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("mine");
    }
    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString text() { return dialog->findChild<QPlainTextEdit*>()->toPlainText(); }

    Session session;
    QTemporaryDir folder;
    std::unique_ptr<FigureDialog> dialog;
};

TEST_F(Dialog, ShowsWhatWillBeSaved)
{
    dialog->setKind(FigureKind::Tikz);
    settle();
    EXPECT_TRUE(text().contains(QLatin1String("tikzpicture")));
    dialog->setKind(FigureKind::Mermaid);
    settle();
    EXPECT_TRUE(text().contains(QLatin1String("sequenceDiagram")));
    dialog->setSubject(FigureSubject::ServerDiagram);
    settle();
    EXPECT_TRUE(text().contains(QLatin1String("stateDiagram-v2")));
    EXPECT_TRUE(text().contains(QLatin1String("class CLOSED_AGAIN current")));
    dialog->setKind(FigureKind::Svg);
    settle();
    const QImage picture = dialog->findChild<QLabel*>(QStringLiteral("preview"))->pixmap().toImage();
    EXPECT_GT(picture.width(), 200);
    EXPECT_EQ(picture.pixelColor(2, 2), QColor(Qt::white)) << "light, although the window is dark";
}

TEST_F(Dialog, SavesUnderTheNameThatIsGivenWithTheChosenEnding)
{
    QString offered;
    dialog->askForFile = [&](const QString&, const QString& file, const QString&) {
        offered = file;
        return folder.filePath(QStringLiteral("mine"));
    };
    QSignalSpy saved(dialog.get(), &FigureDialog::saved);
    dialog->setKind(FigureKind::PlantUml);
    QTest::mouseClick(button(QStringLiteral("Save…")), Qt::LeftButton);
    EXPECT_TRUE(offered.endsWith(QLatin1String(".puml")));
    ASSERT_EQ(saved.count(), 1);
    EXPECT_TRUE(QFile::exists(folder.filePath(QStringLiteral("mine.puml"))));
    EXPECT_FALSE(dialog->saveAs(folder.filePath(QStringLiteral("no/where/x.svg"))));
    EXPECT_EQ(saved.count(), 1);
}

TEST_F(Dialog, AsksBeforeAFileIsReplacedThatTheEndingMakes)
{
    const QString there = folder.filePath(QStringLiteral("fig.v2.svg"));
    write(there);
    QStringList offered;
    QStringList answers{folder.filePath(QStringLiteral("fig.v2")), QString()};
    dialog->askForFile = [&](const QString&, const QString& file, const QString&) {
        offered << file;
        return answers.takeFirst();
    };
    dialog->setKind(FigureKind::Svg);
    dialog->save();
    ASSERT_EQ(offered.size(), 2);
    EXPECT_EQ(offered[1], there);
    EXPECT_EQ(read(there), "mine");
    // Whoever says its whole name has been asked.
    answers = QStringList{folder.filePath(QStringLiteral("fig.v2")), there};
    dialog->save();
    EXPECT_EQ(offered.size(), 4);
    EXPECT_TRUE(read(there).contains("<svg"));
}

TEST_F(Dialog, TheFileDialogKnowsTheEndingBeforeItLooks)
{
    const QString there = folder.filePath(QStringLiteral("fig.svg"));
    write(there);
    bool named = false;
    bool asked = false;
    const auto close = [] {
        if (auto* open = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
            open->reject();
    };
    QTimer::singleShot(200, dialog.get(), [&] {
        auto* files = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        auto* line = files == nullptr ? nullptr : files->findChild<QLineEdit*>();
        if (line == nullptr) {
            close();
            return;
        }
        named = true;
        line->setText(folder.filePath(QStringLiteral("fig")));
        QTimer::singleShot(200, dialog.get(), [&] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                asked = true;
                box->button(QMessageBox::No)->click();
            }
            QTimer::singleShot(200, dialog.get(), close);
        });
        static_cast<QDialog*>(files)->accept();
    });
    dialog->setKind(FigureKind::Svg);
    dialog->save();
    EXPECT_TRUE(named);
    EXPECT_TRUE(asked);
    EXPECT_EQ(read(there), "mine");
}

TEST_F(Dialog, CopiesAPictureOrText)
{
    dialog->setKind(FigureKind::Png);
    QTest::mouseClick(button(QStringLiteral("Copy")), Qt::LeftButton);
    EXPECT_EQ(QApplication::clipboard()->image().width(), 2000);
    dialog->setKind(FigureKind::Mermaid);
    QTest::mouseClick(button(QStringLiteral("Copy")), Qt::LeftButton);
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QLatin1String("sequenceDiagram")));
}

/// Who does not see the dialog hears what has been done, and what is wrong.
TEST_F(Dialog, AnnouncesWhatItHasDone)
{
    const auto announced = [this] {
        for (QLabel* one : dialog->findChildren<QLabel*>())
            if (const auto* face = QAccessible::queryAccessibleInterface(one);
                face->role() == QAccessible::Notification)
                return face->text(QAccessible::Name);
        return QString();
    };
    QTest::mouseClick(button(QStringLiteral("Copy")), Qt::LeftButton);
    EXPECT_EQ(announced(), FigureDialog::pictureIsCopied());
    dialog->saveAs(folder.filePath(QStringLiteral("a.svg")));
    EXPECT_EQ(announced(), QStringLiteral("Saved as a.svg."));
    dialog->saveAs(folder.filePath(QStringLiteral("nowhere/a.svg")));
    EXPECT_TRUE(announced().startsWith(QStringLiteral("The figure could not be saved")));
}

/// A short list is shown whole.
TEST_F(Dialog, ListsShowAllTheirRows)
{
    for (const ThemeName name : {ThemeName::Light, ThemeName::Projector}) {
        dressApplication(themeNamed(name));
        for (QComboBox* box : dialog->findChildren<QComboBox*>()) {
            box->showPopup();
            settle();
            const QAbstractItemView* list = box->view();
            const QRect last = list->visualRect(box->model()->index(box->count() - 1, 0));
            EXPECT_GE(list->visualRect(box->model()->index(0, 0)).top(), 0) << box->itemText(0).toStdString();
            EXPECT_LE(last.bottom(), list->viewport()->rect().bottom()) << box->itemText(0).toStdString();
            for (const QWidget* part : list->parentWidget()->findChildren<QWidget*>())
                EXPECT_FALSE(part->isVisible() && part->inherits("QComboBoxPrivateScroller"))
                    << box->itemText(0).toStdString();
            box->hidePopup();
        }
    }
}

TEST_F(Dialog, TakesAPartOfTheRun)
{
    ASSERT_TRUE(dialog->request());
    EXPECT_TRUE(dialog->request()->to.isNever());
    box(2)->setCurrentIndex(1);
    EXPECT_EQ(dialog->request()->to, Instant{} + milliseconds(60));
    QLineEdit* from = dialog->findChildren<QLineEdit*>().at(0);
    QLineEdit* to = dialog->findChildren<QLineEdit*>().at(1);
    from->selectAll();
    QTest::keyClicks(from, QStringLiteral("50 ms"));
    to->selectAll();
    QTest::keyClicks(to, QStringLiteral("0.2"));
    EXPECT_EQ(box(2)->currentIndex(), 2);
    ASSERT_TRUE(dialog->request());
    EXPECT_EQ(dialog->request()->from, Instant{} + milliseconds(50));
    EXPECT_EQ(dialog->request()->to, Instant{} + milliseconds(200));
    to->selectAll();
    QTest::keyClicks(to, QStringLiteral("soon"));
    EXPECT_FALSE(dialog->request());
    EXPECT_FALSE(button(QStringLiteral("Save…"))->isEnabled());
    EXPECT_FALSE(button(QStringLiteral("Copy"))->isEnabled());
}

TEST_F(Dialog, SaysWhereTheRunEndsToWhoAsksForWhatComesAfter)
{
    const auto lines = dialog->findChildren<QLineEdit*>();
    lines.at(0)->clear();
    QTest::keyClicks(lines.at(0), QStringLiteral("500 s"));
    lines.at(1)->clear();
    QTest::keyClicks(lines.at(1), QStringLiteral("600 s"));
    EXPECT_FALSE(dialog->request());
    EXPECT_FALSE(button(QStringLiteral("Save…"))->isEnabled());
    const auto labels = dialog->findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* one) {
        return one->text().contains(QLatin1String("ends at"));
    }));
}

TEST_F(Dialog, NumbersAndNotationAreThoseOfTheWindowUntilOthersAreChosen)
{
    EXPECT_EQ(dialog->request()->notation, Notation::Words);
    const auto boxes = dialog->findChildren<QCheckBox*>();
    boxes.at(0)->setChecked(true);
    boxes.at(1)->setChecked(true);
    dialog->setKind(FigureKind::Mermaid);
    settle();
    EXPECT_TRUE(text().contains(QLatin1String("S. 0#58;0(0) ack 1")));
}

TEST_F(Dialog, EveryControlHasALabelOrAText)
{
    for (QComboBox* one : dialog->findChildren<QComboBox*>()) {
        bool labelled = false;
        for (QLabel* label : dialog->findChildren<QLabel*>())
            labelled = labelled || label->buddy() == one;
        EXPECT_TRUE(labelled);
    }
}

} // namespace
} // namespace tcplab
