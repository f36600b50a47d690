#include "app/editor/scenario_editor.h"

#include "app/editor/key_help.h"
#include "app/editor/offered_text.h"
#include "app/editor/scenario_form.h"
#include "app/theme/see_through.h"
#include "app/wording/error_text.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace tcplab {

namespace {

constexpr int typingMs = 350;
constexpr int margin = 8;

QString asQt(const std::string& s) { return QString::fromStdString(s); }

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
      m_help(new QLabel),
      m_formScroll(new QScrollArea(this)),
      m_splitter(new QSplitter(Qt::Vertical, this))
{
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->installEventFilter(this);
    m_text->viewport()->installEventFilter(this);
    m_form->installEventFilter(this);
    m_complaint->setProperty("look", "wrong");
    m_complaint->setWordWrap(true);
    m_complaint->setTextFormat(Qt::PlainText);
    m_help->setWordWrap(true);
    m_help->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_help->setTextFormat(Qt::RichText);
    auto* inScroll = new QWidget;
    auto* column = new QVBoxLayout(inScroll);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_form);
    column->addWidget(m_help, 1);
    m_formScroll->setWidget(inScroll);
    m_formScroll->setWidgetResizable(true);
    m_formScroll->setFrameShape(QFrame::NoFrame);
    m_formScroll->setFocusPolicy(Qt::NoFocus);
    m_formScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_formScroll->setMinimumHeight(60);
    seeThrough(*m_formScroll);
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
    connect(m_form, &ScenarioForm::left, this, &ScenarioEditor::left);
    connect(m_splitter, &QSplitter::splitterMoved, this, &ScenarioEditor::keepShare);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &ScenarioEditor::applyNow);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_own)
            m_typing.start();
    });
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &ScenarioEditor::markWrongLine);
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &ScenarioEditor::showHelp);
    connect(qApp, &QApplication::focusChanged, m_form, [this](const QWidget*, const QWidget* now) {
        if (now != nullptr && m_form->isAncestorOf(now))
            showHelp();
    });
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

bool ScenarioEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_form && event->type() == QEvent::LayoutRequest) // its words are others, or larger
        fitForm();
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
    fitForm();
    showHelp();
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

int ScenarioEditor::widthAbove() const
{
    return m_form->widthInTwoColumns() + 2 * margin + m_formScroll->verticalScrollBar()->sizeHint().width();
}

/// Beside the text where that leaves it lines of a readable length, else above it.
void ScenarioEditor::fitForm()
{
    const bool beside = width() >= widthBeside();
    const int around = 2 * margin + m_formScroll->verticalScrollBar()->sizeHint().width();
    m_form->setShape(!beside && width() >= widthAbove()                         ? FormShape::TwoColumns
                     : beside || width() >= m_form->widthInOneColumn() + around ? FormShape::OneColumn
                                                                                : FormShape::Stacked);
    const Qt::Orientation orientation = beside ? Qt::Horizontal : Qt::Vertical;
    // Where somebody has chosen a border it stays; else the form has what it needs, which changes with its columns.
    if (m_splitter->orientation() == orientation && m_placed && m_shares[beside ? 1 : 0] > 0)
        return;
    m_splitter->setOrientation(orientation);
    m_placed = isVisible();
    m_help->setVisible(beside);
    placeForm();
    showHelp();
}

void ScenarioEditor::placeForm()
{
    const bool beside = isFormBeside();
    const int whole = beside ? m_splitter->width() : m_splitter->height();
    const int share = m_shares[beside ? 1 : 0];
    const int hint = beside ? m_form->widthInOneColumn() : std::min(m_form->sizeHint().height(), whole / 2);
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
    m_help->setText(m_text->toolTip().toHtmlEscaped());
    showHelp();
    if (m_session.hasRun())
        fillForm();
}

/// Of the field that has the keyboard, or else of the line with the cursor. Where that has none, what was said stays.
void ScenarioEditor::showHelp()
{
    const QWidget* focus = QApplication::focusWidget();
    if (focus != nullptr && m_form->isAncestorOf(focus)) {
        if (const auto field = m_form->keyOf(focus))
            showHelpOf(field->first, field->second);
        return;
    }
    const auto key = keyOnLine(m_text->toPlainText().toStdString(), m_text->textCursor().blockNumber() + 1);
    if (key && m_help->isVisible())
        showHelpOf(asQt(key->table), asQt(key->key));
}

void ScenarioEditor::showHelpOf(const QString& table, const QString& key)
{
    const QString meaning = asQt(meaningOfKey(table.toStdString(), key.toStdString(), m_session.language()));
    if (meaning.isEmpty())
        return;
    QStringList lines{QStringLiteral("<b>%1</b>").arg(key.toHtmlEscaped()), meaning.toHtmlEscaped()};
    QStringList standards;
    for (const std::string& one : standardsOfKey(table.toStdString(), key.toStdString()))
        standards << asQt(one).toHtmlEscaped();
    //: %1 is a value, or a list of what each profile has
    lines << tr("If nothing is said: %1").arg(standards.join(QStringLiteral(", ")));
    m_help->setText(lines.join(QStringLiteral("<br>")));
}

} // namespace tcplab
