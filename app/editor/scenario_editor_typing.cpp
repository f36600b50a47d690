// What is typed in the editor: it becomes the run's as soon as it can be read, and what is wrong with it is said until then.
#include "app/editor/offered_text.h"
#include "app/editor/scenario_editor.h"
#include "app/editor/scenario_form.h"
#include "app/session/played_instants.h"
#include "app/wording/error_text.h"

#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTextBlock>
#include <QUndoStack>
#include <algorithm>
#include <utility>

namespace tcplab {

namespace {

QString asQt(const std::string& s) { return QString::fromStdString(s); }

/// What cannot be read is complained of by the name of the file that is open, even where it was saved under another meanwhile.
Input<Scenario> readFor(const Session& session, const QString& text)
{
    auto read = readScenario(text.toStdString(), session.scenario().name + ".toml");
    if (!read && session.path().endsWith(QLatin1String(".toml")))
        read.error().file = QFileInfo(session.path()).fileName().toStdString();
    return read;
}

int firstDifferentLine(const QString& one, const QString& other)
{
    qsizetype same = 0;
    while (same < std::min(one.size(), other.size()) && one[same] == other[same])
        ++same;
    return static_cast<int>(one.left(same).count(QLatin1Char('\n')));
}

} // namespace

void ScenarioEditor::fillForm() { m_form->fill(m_text->toPlainText().toStdString(), m_session.scenario()); }

void ScenarioEditor::setFromForm(const QString& table, const QString& key, const QString& value)
{
    endBurst();
    const std::string whole = m_text->toPlainText().toStdString();
    const auto with = [&](const QString& one) {
        return one.isEmpty() // what holds if nothing is said
                   ? withoutValue(whole, table.toStdString(), key.toStdString())
                   : withValue(whole, table.toStdString(), key.toStdString(), asToml(one.toStdString()));
    };
    const std::string file = m_session.scenario().name + ".toml";
    std::string next = with(value.trimmed());
    auto read = readScenario(next, file);
    if (!read && read.error().problem == Problem::BadUnit) {
        std::string withUnit = with(value.trimmed() + unitStandingIn(table, key));
        if (auto again = readScenario(withUnit, file)) {
            next = std::move(withUnit);
            read = std::move(again);
        }
    }
    // What was done by hand keeps its segments, and comes when this run has them.
    if (read && m_session.hasRun() && read->interventions == m_session.run().interventions())
        if (Scenario played = withPlayedInstants(*read); played.interventions != read->interventions)
            next = writeScenario(played);
    replaceText(asQt(next));
    applyNow();
    endBurst();
}

/// " ms" where "50 ms" stands in the text, or holds without a word there; "" for no unit.
QString ScenarioEditor::unitStandingIn(const QString& table, const QString& key) const
{
    const auto unitOf = [](const QString& value) {
        static const QRegularExpression number(QStringLiteral("^\\s*\"?[0-9.]+\\s*([^0-9.\"\\s]+)\"?\\s*$"));
        const QString unit = number.match(value).captured(1);
        return unit.isEmpty() ? QString() : QLatin1Char(' ') + unit;
    };
    const QString standing =
        unitOf(asQt(valueIn(m_text->toPlainText().toStdString(), table.toStdString(), key.toStdString())));
    const auto* line = qobject_cast<QLineEdit*>(m_form->field(table, key));
    return !standing.isEmpty() || line == nullptr ? standing : unitOf(line->placeholderText());
}

/// As an edit of what differs: the place and the scroll bars stay. Where it ends; -1: nothing differs.
int ScenarioEditor::replaceText(const QString& next)
{
    const QString now = m_text->toPlainText();
    if (now == next)
        return -1;
    qsizetype same = 0;
    while (same < std::min(now.size(), next.size()) && now[same] == next[same])
        ++same;
    qsizetype tail = 0;
    while (tail < std::min(now.size(), next.size()) - same &&
           now[now.size() - 1 - tail] == next[next.size() - 1 - tail])
        ++tail;
    m_own = true;
    QTextCursor cursor(m_text->document());
    cursor.setPosition(static_cast<int>(same));
    cursor.setPosition(static_cast<int>(now.size() - tail), QTextCursor::KeepAnchor);
    cursor.insertText(next.mid(same, next.size() - same - tail));
    m_own = false;
    return cursor.position();
}

void ScenarioEditor::moveCursorTo(int position)
{
    if (position < 0)
        return;
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(position);
    m_text->setTextCursor(cursor);
}

void ScenarioEditor::showRun()
{
    if (m_own || !m_session.hasRun() || m_session.isLive())
        return;
    const bool isUnseen = !isVisible() && !m_typing.isActive();
    if (isUnseen && (!m_wrong.isEmpty() || !m_text->document()->isRedoAvailable()))
        return;
    const QString now = asQt(writeScenario(m_session.run().scenarioWithInterventions()));
    if (isUnseen) { // what was typed and taken back is nothing that could be done to another run
        if (now != m_applied)
            m_text->document()->clearUndoRedoStacks();
        return;
    }
    if (m_typing.isActive() && now != m_applied && takeIntoTyping(now))
        return;
    if (!m_wrong.isEmpty()) { // what is being typed is not thrown away
        m_stale = now != m_applied;
        showComplaint();
        return;
    }
    if (now == m_applied)
        return;
    m_applied = now;
    endBurst();
    const int changed = replaceText(now);
    if (m_text->hasFocus()) // whoever writes looks at what changes
        moveCursorTo(changed);
    m_text->document()->clearUndoRedoStacks(); // not back into another run's text
    m_right = now;
    complain(nullptr);
    fillForm();
}

/// Somebody has stepped in before what was typed has been read: both count. False: this text is wrong, or says otherwise
/// what was done by hand.
bool ScenarioEditor::takeIntoTyping(const QString& now)
{
    const auto typed = readFor(m_session, m_text->toPlainText());
    if (!typed) {
        complain(&typed.error());
        return false;
    }
    const auto before = readFor(m_session, m_applied);
    if (before && typed->interventions == before->interventions) {
        Scenario both = *typed;
        both.interventions = m_session.run().interventions();
        replaceText(asQt(writeScenario(both)));
        m_text->document()->clearUndoRedoStacks();
        endBurst();
    }
    m_applied = now;
    return true;
}

void ScenarioEditor::forgetTyping()
{
    m_typing.stop();
    m_form->forget();
    m_applied.clear();
    complain(nullptr);
    m_text->document()->clearUndoRedoStacks();
    m_deeds = -1;
    m_furthest.clear();
    m_takenBack.reset();
    emit typingJudged();
}

void ScenarioEditor::finishTyping()
{
    m_form->finish();
    if (m_typing.isActive())
        applyNow();
}

void ScenarioEditor::putDraft(const QString& text)
{
    m_applied = asQt(writeScenario(m_session.run().scenarioWithInterventions()));
    m_right = m_applied;
    replaceText(m_applied);
    m_text->document()->clearUndoRedoStacks();
    moveCursorTo(replaceText(text));
    endBurst();
    applyNow();
}

void ScenarioEditor::forgetUndo()
{
    m_text->document()->clearUndoRedoStacks();
    emit typingJudged();
}

void ScenarioEditor::goToWrongLine()
{
    QTextCursor cursor(m_text->document()->findBlockByNumber(std::max(m_wrongLine, 1) - 1));
    cursor.movePosition(QTextCursor::EndOfBlock);
    m_text->setTextCursor(cursor);
    m_text->centerCursor();
    m_text->setFocus(Qt::OtherFocusReason);
}

void ScenarioEditor::goToKey(const QString& table, const QString& key)
{
    if (QWidget* field = m_form->field(table, key)) {
        field->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    const QRegularExpression heading(QStringLiteral("^[ \\t]*\\[{1,2}\\s*%1\\s*\\]").arg(table),
                                     QRegularExpression::MultilineOption);
    if (const qsizetype at = heading.match(m_text->toPlainText()).capturedStart(); at >= 0)
        moveCursorTo(static_cast<int>(at));
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void ScenarioEditor::applyNow()
{
    m_typing.stop();
    if (!m_session.hasRun() || m_session.isLive())
        return;
    const QString whole = m_text->toPlainText();
    const auto read = readFor(m_session, whole);
    if (!read) {
        m_deeds = m_session.undoStack()->index();
        if (!m_text->document()->isRedoAvailable())
            m_furthest = whole;
        complain(&read.error());
        return;
    }
    const bool takenBack = m_stale && whole == m_right;
    complain(nullptr);
    if (takenBack) { // nothing was changed here: the run is right
        m_furthest.clear();
        m_takenBack.reset();
        showRun();
        emit typingJudged();
        return;
    }
    if (const int line = firstDifferentLine(m_right, whole); std::exchange(m_burstLine, line) != line)
        endBurst();
    // A comment alone is no other run, but the person's work all the same.
    Scenario open = m_session.run().scenarioWithInterventions();
    const bool otherText = whole != asQt(writeScenario(open));
    open.source = read->source;
    if (otherText || *read != open) {
        m_own = true;
        m_session.replaceRun(*read, [] { return tr("Edit the scenario"); }, m_burst);
        m_own = false;
        m_text->document()->clearUndoRedoStacks(); // what has been run, the window takes back
    }
    m_applied = asQt(writeScenario(m_session.run().scenarioWithInterventions()));
    m_right = whole;
    if (!m_text->document()->isRedoAvailable())
        m_furthest.clear();
    m_takenBack.reset();
    if (!m_furthest.isEmpty())
        m_takenBack = TakenBack{.typed = m_furthest, .text = whole, .count = m_session.undoStack()->count()};
    fillForm();
    emit typingJudged();
}

bool ScenarioEditor::canUndoTyping() const
{
    return m_error && m_text->document()->isUndoAvailable() &&
           m_session.undoStack()->index() <= m_deeds; // nothing was done since
}

bool ScenarioEditor::canRedoTyping() const
{
    return !m_typing.isActive() && (m_text->document()->isRedoAvailable() || canTypeAgain()) &&
           m_session.undoStack()->index() == m_deeds;
}

/// The run is the one that it was typed for, and nothing else was done in between.
bool ScenarioEditor::canTypeAgain() const
{
    return !m_error && m_takenBack && m_takenBack->count == m_session.undoStack()->count() &&
           m_takenBack->text == m_text->toPlainText();
}

void ScenarioEditor::undoTyping()
{
    m_text->undo();
    applyNow();
}

void ScenarioEditor::redoTyping()
{
    if (m_text->document()->isRedoAvailable())
        m_text->redo();
    else
        moveCursorTo(replaceText(QString(m_takenBack->typed)));
    applyNow();
}

void ScenarioEditor::complain(const InputError* error)
{
    m_wrongLine = error != nullptr ? error->line : 0;
    m_error = error != nullptr ? std::optional(*error) : std::nullopt;
    m_wrong = error != nullptr ? asQt(errorText(*error, m_session.language())) : QString();
    m_stale = m_stale && error != nullptr;
    m_session.setDraft(error != nullptr ? m_text->toPlainText() : QString());
    showComplaint();
    markWrongLine();
    if (error != nullptr) {
        fillForm(); // it says what the text says
        emit typingJudged();
    }
    const auto wrong =
        error != nullptr ? keyOnLine(m_text->toPlainText().toStdString(), error->line) : std::nullopt;
    m_form->markWrong(wrong ? asQt(wrong->table) : QString(), wrong ? asQt(wrong->key) : QString(),
                      wrong ? m_wrong : QString());
}

/// At the end of the line that is wrong, and nothing wrong but that it is no line yet.
bool ScenarioEditor::isBeingWritten() const
{
    const QTextCursor cursor = m_text->textCursor();
    return m_error && m_error->problem == Problem::Syntax && m_text->hasFocus() && cursor.atBlockEnd() &&
           cursor.blockNumber() == m_wrongLine - 1;
}

void ScenarioEditor::markWrongLine()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (m_wrongLine > 0) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document()->findBlockByNumber(m_wrongLine - 1));
        if (isBeingWritten()) {
            mark.cursor.select(QTextCursor::LineUnderCursor);
            mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
            mark.format.setUnderlineColor(m_theme.lost);
        } else {
            mark.format.setProperty(QTextFormat::FullWidthSelection, true);
            QColor colour = m_theme.lost;
            colour.setAlpha(50);
            mark.format.setBackground(colour);
        }
        marks << mark;
    }
    m_text->setExtraSelections(marks);
}

void ScenarioEditor::showComplaint()
{
    QString words = m_wrong;
    if (m_stale)
        words += QLatin1Char('\n') +
                 tr("The run has been changed meanwhile. This text takes its place as soon as it is right.");
    const bool other = words != m_complaint->text();
    m_complaint->setText(words);
    m_complaint->setVisible(!words.isEmpty());
    if (other && !words.isEmpty())
        emit complained(words);
}

} // namespace tcplab
