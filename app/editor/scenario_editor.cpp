#include "app/editor/scenario_editor.h"

#include "app/editor/offered_text.h"
#include "app/editor/scenario_form.h"
#include "app/wording/error_text.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace tcplab {

namespace {

constexpr int typingMs = 350;
constexpr int margin = 8;

QString asQt(const std::string& s) { return QString::fromStdString(s); }

int firstDifferentLine(const QString& one, const QString& other)
{
    qsizetype same = 0;
    while (same < std::min(one.size(), other.size()) && one[same] == other[same])
        ++same;
    return static_cast<int>(one.left(same).count(QLatin1Char('\n')));
}

bool goesElsewhere(const QKeyEvent& key)
{
    switch (key.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: return true;
    default: return false;
    }
}

} // namespace

ScenarioEditor::ScenarioEditor(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_theme(themeNamed(ThemeName::Light)),
      m_text(new OfferedText(this)),
      m_complaint(new QLabel(this)),
      m_highlighter(new TomlHighlighter(m_text->document())),
      m_form(new ScenarioForm),
      m_formScroll(new QScrollArea(this)),
      m_splitter(new QSplitter(Qt::Vertical, this))
{
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->installEventFilter(this);
    m_text->viewport()->installEventFilter(this);
    m_complaint->setProperty("look", "wrong");
    m_complaint->setWordWrap(true);
    m_complaint->setTextFormat(Qt::PlainText);
    m_formScroll->setWidget(m_form);
    m_formScroll->setWidgetResizable(true);
    m_formScroll->setFrameShape(QFrame::NoFrame);
    m_formScroll->setFocusPolicy(Qt::NoFocus);
    m_formScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_formScroll->setMinimumHeight(60);
    m_formScroll->setStyleSheet(
        QStringLiteral("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"));
    m_splitter->addWidget(m_formScroll);
    m_splitter->addWidget(m_text);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_complaint);
    setTabOrder(m_form->lastField(), m_text); // the form stands before it
    connect(m_form, &ScenarioForm::valueChosen, this, &ScenarioEditor::setFromForm);
    connect(m_splitter, &QSplitter::splitterMoved, this, &ScenarioEditor::keepShare);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &ScenarioEditor::applyNow);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_own)
            m_typing.start();
    });
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &ScenarioEditor::markWrongLine);
    connect(&session, &Session::leaving, this, &ScenarioEditor::forgetTyping);
    connect(&session, &Session::runChanged, this, &ScenarioEditor::showRun);
    connect(&session, &Session::languageChanged, this, &ScenarioEditor::retranslate);
    setTheme(m_theme);
    retranslate();
}

void ScenarioEditor::setTheme(const Theme& theme)
{
    const QScopedValueRollback own(m_own, true); // other colours are no typing
    m_theme = theme;
    m_text->setFont(theme.mono());
    m_highlighter->setTheme(theme);
    markWrongLine();
}

QPlainTextEdit* ScenarioEditor::text() const { return m_text; }

QCompleter* ScenarioEditor::completer() const { return m_text->completer(); }

QWidget* ScenarioEditor::field(const QString& table, const QString& key) const
{
    return m_form->field(table, key);
}

void ScenarioEditor::fillForm() { m_form->fill(m_text->toPlainText().toStdString(), m_session.scenario()); }

void ScenarioEditor::setFromForm(const QString& table, const QString& key, const QString& value)
{
    endBurst();
    const std::string whole = m_text->toPlainText().toStdString();
    const std::string next =
        value.trimmed().isEmpty() // what holds if nothing is said
            ? withoutValue(whole, table.toStdString(), key.toStdString())
            : withValue(whole, table.toStdString(), key.toStdString(), asToml(value.toStdString()));
    replaceText(asQt(next));
    applyNow();
    endBurst();
}

/// As an edit of what differs: the place and the scroll bars stay.
void ScenarioEditor::replaceText(const QString& next)
{
    const QString now = m_text->toPlainText();
    if (now == next)
        return;
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
}

void ScenarioEditor::showRun()
{
    if (m_own || (!isVisible() && !m_typing.isActive()) || !m_session.hasRun() || m_session.isLive())
        return;
    const QString now = asQt(writeScenario(m_session.run().scenarioWithInterventions()));
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
    replaceText(now);
    m_text->document()->clearUndoRedoStacks(); // not back into another run's text
    m_right = now;
    complain(nullptr);
    fillForm();
}

/// Somebody has stepped in before what was typed has been read: both count. False: this text is wrong, or says otherwise
/// what was done by hand.
bool ScenarioEditor::takeIntoTyping(const QString& now)
{
    const auto typed = readScenario(m_text->toPlainText().toStdString(), m_session.scenario().name + ".toml");
    if (!typed) {
        complain(&typed.error());
        return false;
    }
    const auto before = readScenario(m_applied.toStdString(), m_session.scenario().name + ".toml");
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
    replaceText(text);
    m_text->document()->clearUndoRedoStacks();
    endBurst();
    applyNow();
}

void ScenarioEditor::goToWrongLine()
{
    QTextCursor cursor(m_text->document()->findBlockByNumber(std::max(m_wrongLine, 1) - 1));
    cursor.movePosition(QTextCursor::EndOfBlock);
    m_text->setTextCursor(cursor);
    m_text->centerCursor();
    m_text->setFocus(Qt::OtherFocusReason);
}

void ScenarioEditor::applyNow()
{
    m_typing.stop();
    if (!m_session.hasRun() || m_session.isLive())
        return;
    const QString whole = m_text->toPlainText();
    const std::string octets = whole.toStdString();
    const auto read = readScenario(octets, m_session.scenario().name + ".toml");
    if (!read) {
        complain(&read.error());
        return;
    }
    const bool takenBack = m_stale && whole == m_right;
    complain(nullptr);
    if (takenBack) { // nothing was changed here: the run is right
        showRun();
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
        m_session.replaceRun(*read, tr("Edit the scenario"), m_burst);
        m_own = false;
    }
    m_applied = asQt(writeScenario(m_session.run().scenarioWithInterventions()));
    m_right = whole;
    m_text->document()->clearUndoRedoStacks(); // what has been run, the window takes back
    fillForm();
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

bool ScenarioEditor::eventFilter(QObject* watched, QEvent* event)
{
    // Whoever goes elsewhere begins something else.
    if ((watched == m_text->viewport() && event->type() == QEvent::MouseButtonPress) ||
        (watched == m_text && event->type() == QEvent::FocusOut &&
         static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason))
        endBurst();
    if (watched != m_text || (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress))
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool undo = key->matches(QKeySequence::Undo);
    if (event->type() == QEvent::ShortcutOverride && (undo || key->matches(QKeySequence::Redo))) {
        // What is being typed is the text's own affair; what has been run, the window's.
        const bool typing = m_typing.isActive() || m_wrongLine != 0;
        const QTextDocument& document = *m_text->document();
        event->setAccepted(typing && (undo ? document.isUndoAvailable() : document.isRedoAvailable()));
        return true;
    }
    if (event->type() == QEvent::KeyPress && goesElsewhere(*key))
        endBurst();
    return QWidget::eventFilter(watched, event);
}

void ScenarioEditor::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    const bool first = m_text->document()->isEmpty();
    showRun();
    // What is changed most often first; the notes above can be long.
    if (const QTextCursor network = m_text->document()->find(QStringLiteral("[network]"));
        first && !network.isNull())
        m_text->verticalScrollBar()->setValue(network.blockNumber());
}

void ScenarioEditor::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitForm();
}

int ScenarioEditor::widthBeside() const
{
    const int readable = QFontMetrics(m_text->font()).averageCharWidth() * 36;
    return m_form->widthInOneColumn() + readable + 2 * margin + m_splitter->handleWidth();
}

int ScenarioEditor::widthAbove() const { return m_form->widthInTwoColumns() + 2 * margin; }

/// Beside the text where that leaves it lines of a readable length, else above it.
void ScenarioEditor::fitForm()
{
    const bool beside = width() >= widthBeside();
    m_form->setInOneColumn(beside || width() < widthAbove());
    const Qt::Orientation orientation = beside ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() == orientation && m_placed)
        return;
    m_splitter->setOrientation(orientation);
    m_placed = isVisible();
    placeForm();
}

void ScenarioEditor::placeForm()
{
    const bool beside = isFormBeside();
    const int whole = beside ? m_splitter->width() : m_splitter->height();
    const int share = m_shares[beside ? 1 : 0];
    const int hint = beside ? m_form->widthInOneColumn() : m_form->sizeHint().height();
    m_formScroll->setMinimumWidth(beside ? m_form->widthInOneColumn() : 0);
    const int form = share > 0 ? whole * share / 1000 : hint;
    m_splitter->setSizes({form, std::max(1, whole - form)});
}

void ScenarioEditor::keepShare()
{
    const QList<int> sizes = m_splitter->sizes();
    if (sizes[0] + sizes[1] > 0)
        m_shares[isFormBeside() ? 1 : 0] = sizes[0] * 1000 / (sizes[0] + sizes[1]);
}

bool ScenarioEditor::isFormBeside() const { return m_splitter->orientation() == Qt::Horizontal; }

void ScenarioEditor::setFormShares(std::array<int, 2> shares)
{
    for (std::size_t i = 0; i < shares.size(); ++i)
        m_shares[i] = std::clamp(shares[i], 0, 900);
    placeForm();
}

void ScenarioEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ScenarioEditor::retranslate()
{
    m_text->setLanguage(m_session.language());
    m_text->setAccessibleName(tr("The scenario as text"));
    m_text->setToolTip(
        tr("Ctrl+Space offers what could stand here. Tab goes on to the next control; lines are "
           "indented with spaces."));
    m_text->setAccessibleDescription(m_text->toolTip());
    if (m_error)
        m_wrong = asQt(errorText(*m_error, m_session.language()));
    showComplaint();
}

} // namespace tcplab
