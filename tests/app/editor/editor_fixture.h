/// A window with its scenario editor open, and a person who types in it.
#pragma once
#include "app/editor/scenario_editor.h"
#include "tests/app/window/window_fixture.h"

#include <QLineEdit>
#include <QPlainTextEdit>

namespace tcplab {

class Editor : public Window {
protected:
    void openEditor()
    {
        openScenario(QStringLiteral("three-way-handshake"));
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        ASSERT_TRUE(editor()->isVisible());
    }
    ScenarioEditor* editor() { return window->editor(); }
    std::string whole() { return editor()->text()->toPlainText().toStdString(); }
    /// Puts the cursor behind these words, and types.
    void typeBehind(const char* words, const QString& typed)
    {
        const qsizetype at = editor()->text()->toPlainText().indexOf(QString::fromUtf8(words));
        ASSERT_GE(at, 0) << whole();
        QTextCursor cursor = editor()->text()->textCursor();
        cursor.setPosition(static_cast<int>(at + QString::fromUtf8(words).size()));
        editor()->text()->setTextCursor(cursor);
        editor()->text()->setFocus();
        QTest::keyClicks(editor()->text(), typed);
    }
    bool waitForDelay(Duration delay)
    {
        return QTest::qWaitFor([&] { return session().scenario().links[0].delay == delay; }, 5000);
    }
    void setField(const QString& key, const QString& value)
    {
        auto* line = qobject_cast<QLineEdit*>(editor()->field(QStringLiteral("network"), key));
        ASSERT_NE(line, nullptr);
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, value);
        QTest::keyClick(line, Qt::Key_Return);
        settle();
    }
};

} // namespace tcplab
