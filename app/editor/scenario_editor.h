/// The open scenario as text, with a form beside it. What is typed is read at once: what is wrong is said at its line, what is
/// right is run, the cursor staying at its instant.
#pragma once
#include "app/editor/scenario_text.h"
#include "app/editor/toml_highlighter.h"
#include "app/session/session.h"
#include "core/world/scenario_file.h"

#include <QTimer>
#include <QWidget>
#include <vector>

class QCompleter;
class QFormLayout;
class QLabel;
class QPlainTextEdit;

namespace tcplab {

class ScenarioEditor : public QWidget {
    Q_OBJECT
public:
    explicit ScenarioEditor(Session& session, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    QPlainTextEdit* text() const { return m_text; }
    QLabel* complaint() const { return m_complaint; }
    QCompleter* completer() const { return m_completer; }
    /// The field of the form for this key ("network", "delay").
    QWidget* field(const QString& table, const QString& key) const;
    /// The line that is wrong, from 1; 0: none.
    int wrongLine() const { return m_wrongLine; }
    void applyNow(); ///< without waiting for the end of typing

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Field {
        QString table;
        QString key;
        const char* name = "";
        QWidget* widget = nullptr;
        QLabel* label = nullptr;
    };
    void makeForm(QFormLayout& form);
    void fillForm();
    void setFromForm(const Field& field, const QString& value);
    void showRun();
    void forgetTyping(); ///< what was begun belongs to the run that goes
    void complain(const InputError* error);
    void showComplaint();
    void offer(bool asked);
    void insertOffer(const QString& word);
    void retranslate();
    void replaceText(const QString& text);

    Session& m_session;
    Theme m_theme;
    QCompleter* m_completer;
    QPlainTextEdit* m_text;
    QLabel* m_complaint;
    TomlHighlighter* m_highlighter = nullptr;
    std::vector<Field> m_fields;
    QTimer m_typing;
    QString m_applied;    ///< the text of the run, when this text was last the same
    QString m_right;      ///< this text, when it last was the run's
    QString m_wrong;      ///< what is wrong with this text; "": nothing
    bool m_stale = false; ///< the run has changed while this text was wrong
    int m_wrongLine = 0;
    bool m_own = false; ///< the change comes from here
};

} // namespace tcplab
