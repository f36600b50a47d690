/// The open scenario as text, with a form beside it. What is typed is read at once: what is wrong is said at its line, what is
/// right is run, the cursor staying at its instant.
#pragma once
#include "app/editor/scenario_text.h"
#include "app/editor/toml_highlighter.h"
#include "app/session/session.h"
#include "core/world/scenario_file.h"

#include <QTimer>
#include <QWidget>
#include <array>
#include <optional>

class QCompleter;
class QLabel;
class QPlainTextEdit;
class QScrollArea;
class QSplitter;

namespace tcplab {

class OfferedText;
class ScenarioForm;

class ScenarioEditor : public QWidget {
    Q_OBJECT
public:
    explicit ScenarioEditor(Session& session, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    QPlainTextEdit* text() const;
    QLabel* complaint() const { return m_complaint; }
    QCompleter* completer() const;
    /// The field of the form for this key ("network", "delay").
    QWidget* field(const QString& table, const QString& key) const;
    /// The line that is wrong, from 1; 0: none.
    int wrongLine() const { return m_wrongLine; }
    void applyNow(); ///< without waiting for the end of typing
    /// What is begun, in the text or in the form, is run if it is right: something else is about to be done.
    void finishTyping();
    /// Whether the last thing done is typing that cannot be read, and so no step of the run's undo stack; or was, before
    /// that was taken back.
    bool canUndoTyping() const;
    bool canRedoTyping() const;
    void undoTyping();
    void redoTyping();
    /// Text that was written for this run before, and could not be read; as if it had been typed just now.
    void putDraft(const QString& text);
    void forgetUndo(); ///< what there is now is not taken back
    void goToWrongLine();
    /// To the field of the key; without one, to its table in the text.
    void goToKey(const QString& table, const QString& key);
    QString wrong() const { return m_wrong; } ///< what is wrong with the text, and where; "": nothing
    bool isFormBeside() const;
    /// Below a form that stands beside the text: what the key means that is being changed.
    QLabel* help() const { return m_help; }
    int widthBeside() const; ///< that it takes for the form to stand beside the text
    int widthAbove() const;  ///< that it takes for both hosts to stand beside each other in the form above it
    QSplitter* splitter() const { return m_splitter; }
    /// What the form has taken of the height above the text, and of the width beside it, in 1/1000; 0: what it needs.
    std::array<int, 2> formShares() const { return m_shares; }
    void setFormShares(std::array<int, 2> shares);

signals:
    void complained(const QString& words); ///< of something else than before
    void left();                           ///< the form, by who is done with it
    void typingJudged();                   ///< whether it can be read, and taken back, may be another

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setFromForm(const QString& table, const QString& key, const QString& value);
    QString unitStandingIn(const QString& table, const QString& key) const;
    void fillForm();
    void fitForm();
    void placeForm();
    void keepShare();
    void showHelp();
    void showHelpOf(const QString& table, const QString& key);
    void showRun();
    bool takeIntoTyping(const QString& now);
    void endBurst() { ++m_burst; }
    void forgetTyping(); ///< what was begun belongs to the run that goes
    void complain(const InputError* error);
    void showComplaint();
    void markWrongLine();
    bool isBeingWritten() const;
    void retranslate();
    int replaceText(const QString& text);
    void moveCursorTo(int position);
    bool canTypeAgain() const;

    Session& m_session;
    Theme m_theme;
    OfferedText* m_text;
    QLabel* m_complaint;
    TomlHighlighter* m_highlighter = nullptr;
    ScenarioForm* m_form;
    QLabel* m_help;
    QScrollArea* m_formScroll;
    QSplitter* m_splitter;
    std::array<int, 2> m_shares{}; ///< above, beside
    bool m_placed = false;
    QTimer m_typing;
    QString m_applied;    ///< the text of the run, when this text was last the same
    QString m_right;      ///< this text, when it last was the run's
    QString m_wrong;      ///< what is wrong with this text; "": nothing
    bool m_stale = false; ///< the run has changed while this text was wrong
    int m_wrongLine = 0;
    std::optional<InputError> m_error; ///< what m_wrong says
    int m_deeds = -1;   ///< on the undo stack when what cannot be read was typed; -1: nothing was
    QString m_furthest; ///< what was typed that cannot be read, before any of it was taken back
    /// That, when all of it was taken back: it can be done again even after deeds beneath it were taken back and done again.
    struct TakenBack {
        QString typed;
        QString text;  ///< in which it was typed
        int count = 0; ///< of the undo stack
    };
    std::optional<TakenBack> m_takenBack;
    int m_burst = 0; ///< typing in one place is one change: its number
    int m_burstLine = -1;
    bool m_own = false; ///< the change comes from here
};

} // namespace tcplab
