/// A window, and a folder with what programs have left behind that are gone.
#pragma once
#include "app/window/autosave.h"
#include "app/window/recovery_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QFile>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>
#include <memory>

namespace tcplab {

class Crash : public Window {
protected:
    void TearDown() override { window.reset(); } // before the folder goes
    /// What a program has left behind that is gone.
    QString leave(const QString& name, const QByteArray& text) const
    {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    }
    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// A run as it is written, with a comment of the person's own that looks like a line of the head.
    static QByteArray written(const QByteArray& path, int step, bool modified)
    {
        return "# tcplab recovery 2\n# name = mine\n# path = " + path +
               "\n# step = " + QByteArray::number(step) + "\n# modified = " + (modified ? "1" : "0") +
               "\n# breakpoints = \n# draft = \n# step = by step\n[client]\nprogram = \"\"\"\nconnect "
               "server:80\n\"\"\"\n";
    }
    /// The program is killed, begins anew with another scenario, and is asked to bring back what was left.
    void dieAndComeBack()
    {
        auto victim = std::make_unique<Autosave>(session(), folder.path());
        ASSERT_TRUE(victim->writeNow());
        const QByteArray left = read(victim->file());
        victim.reset();
        comeBackTo(left);
    }
    /// A program that begins with another scenario is asked to bring back what one before it has left.
    void comeBackTo(const QByteArray& left)
    {
        window = std::make_unique<MainWindow>();
        window->setLanguage(Language::English);
        openScenario(QStringLiteral("half-close"));
        leave(QStringLiteral("run-1.toml"), left);
        window->beginAutosave(folder.path());
        QTest::mouseClick(window->recovery()->back(), Qt::LeftButton);
    }
    QTemporaryDir folder;
};

} // namespace tcplab
