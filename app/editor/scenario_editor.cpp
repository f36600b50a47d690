#include "app/editor/scenario_editor.h"

#include "app/wording/error_text.h"
#include "core/tcp/knobs.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>

namespace tcplab {

namespace {

constexpr int typingMs = 350;

QString asQt(const std::string& s) { return QString::fromStdString(s); }

struct FormRow {
    const char* table;
    const char* key;
    const char* name;
};

constexpr std::array formRows{
    FormRow{"network", "delay", QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "One-way delay")},
    FormRow{"network", "loss", QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "Loss")},
    FormRow{"network", "msl", QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "MSL")},
    FormRow{"network", "bandwidth", QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "Bandwidth")},
    FormRow{"client", "profile", QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "Client: profile")},
    FormRow{"client", "congestion_control",
            QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "Client: congestion control")},
    FormRow{"client", "initial_rto", QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "Client: first RTO")},
    FormRow{"server", "profile", QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "Server: profile")},
    FormRow{"server", "congestion_control",
            QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "Server: congestion control")},
    FormRow{"server", "initial_rto", QT_TRANSLATE_NOOP("tcplab::ScenarioEditor", "Server: first RTO")},
};

/// What holds if the text says nothing.
QString standardOf(const Scenario& scenario, const QString& table, const QString& key)
{
    if (table == QLatin1String("network")) {
        for (const NetworkKeyDescription& one : describeNetworkKeys())
            if (key == asQt(one.name))
                return asQt(one.standard);
        return {};
    }
    const Profile& profile = scenario.hosts[table == QLatin1String("client") ? 0 : 1].profile;
    if (key == QLatin1String("profile"))
        return QString::fromLatin1(nameOf(profile.name));
    const Knob* knob = findKnob(key.toStdString());
    return knob == nullptr ? QString() : asQt(knob->write(profile));
}

QString unquoted(QString value)
{
    if (value.size() >= 2 && value.startsWith(QLatin1Char('"')) && value.endsWith(QLatin1Char('"')))
        value = value.mid(1, value.size() - 2);
    return value;
}

/// While its list of offers is open, the keys that choose in it are the list's. (The completer hands keys on past any event
/// filter.)
class OfferedText : public QPlainTextEdit {
public:
    OfferedText(const QCompleter& completer, QWidget* parent) : QPlainTextEdit(parent), m_completer(completer)
    {}

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        const bool chooses = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                             event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab ||
                             event->key() == Qt::Key_Escape;
        if (chooses && m_completer.popup()->isVisible())
            event->ignore();
        else
            QPlainTextEdit::keyPressEvent(event);
    }

private:
    const QCompleter& m_completer;
};

} // namespace

ScenarioEditor::ScenarioEditor(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_theme(themeNamed(ThemeName::Light)),
      m_completer(new QCompleter(this)),
      m_text(new OfferedText(*m_completer, this)),
      m_complaint(new QLabel(this)),
      m_highlighter(new TomlHighlighter(m_text->document()))
{
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->installEventFilter(this);
    m_complaint->setWordWrap(true);
    m_complaint->setTextFormat(Qt::PlainText);
    m_completer->setModel(new QStandardItemModel(m_completer));
    m_completer->setWidget(m_text);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    makeForm(*form);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_complaint);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &ScenarioEditor::applyNow);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_own)
            m_typing.start();
    });
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
            &ScenarioEditor::insertOffer);
    connect(&session, &Session::leaving, this, &ScenarioEditor::forgetTyping);
    connect(&session, &Session::runChanged, this, &ScenarioEditor::showRun);
    connect(&session, &Session::languageChanged, this, &ScenarioEditor::retranslate);
    setTheme(m_theme);
    retranslate();
}

void ScenarioEditor::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_text->setFont(theme.mono());
    m_highlighter->setTheme(theme);
    QPalette palette = m_complaint->palette();
    palette.setColor(QPalette::WindowText, theme.lost);
    m_complaint->setPalette(palette);
}

void ScenarioEditor::makeForm(QFormLayout& form)
{
    for (const FormRow& row : formRows) {
        Field field{.table = QLatin1String(row.table), .key = QLatin1String(row.key), .name = row.name};
        field.label = new QLabel(this);
        const auto choices = offersAt({.table = row.table, .key = row.key, .begun = {}}, Language::English);
        const bool isChoice =
            field.key == QLatin1String("profile") || field.key == QLatin1String("congestion_control");
        if (isChoice) {
            auto* box = new QComboBox(this);
            for (const Offer& one : choices)
                box->addItem(unquoted(asQt(one.word)));
            connect(box, &QComboBox::activated, this,
                    [this, field, box] { setFromForm(field, box->currentText()); });
            field.widget = box;
        } else {
            auto* line = new QLineEdit(this);
            connect(line, &QLineEdit::editingFinished, this, [this, field, line] {
                if (line->isModified())
                    setFromForm(field, line->text());
                line->setModified(false);
            });
            field.widget = line;
        }
        field.label->setBuddy(field.widget);
        form.addRow(field.label, field.widget);
        m_fields.push_back(field);
    }
}

QWidget* ScenarioEditor::field(const QString& table, const QString& key) const
{
    for (const Field& one : m_fields)
        if (one.table == table && one.key == key)
            return one.widget;
    return nullptr;
}

void ScenarioEditor::fillForm()
{
    const std::string whole = m_text->toPlainText().toStdString();
    for (const Field& one : m_fields) {
        const std::string written = valueIn(whole, one.table.toStdString(), one.key.toStdString());
        const QString standard = standardOf(m_session.scenario(), one.table, one.key);
        const QString value = written.empty() ? QString() : unquoted(asQt(written));
        if (auto* box = qobject_cast<QComboBox*>(one.widget)) {
            box->setCurrentIndex(box->findText(value.isEmpty() ? standard : value));
        } else if (auto* line = qobject_cast<QLineEdit*>(one.widget);
                   line != nullptr && !line->isModified()) {
            line->setText(value);
            line->setPlaceholderText(standard);
        }
    }
}

void ScenarioEditor::setFromForm(const Field& field, const QString& value)
{
    const std::string whole = m_text->toPlainText().toStdString();
    const std::string next =
        withValue(whole, field.table.toStdString(), field.key.toStdString(), asToml(value.toStdString()));
    replaceText(asQt(next));
    applyNow();
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
    if (m_own || !isVisible() || !m_session.hasRun() || m_session.isLive())
        return;
    const QString now = asQt(writeScenario(m_session.run().scenarioWithInterventions()));
    if (!m_wrong.isEmpty()) { // what is being typed is not thrown away
        m_stale = now != m_applied;
        showComplaint();
        return;
    }
    if (now == m_applied)
        return;
    m_applied = now;
    replaceText(now);
    m_right = now;
    complain(nullptr);
    fillForm();
}

void ScenarioEditor::forgetTyping()
{
    m_typing.stop();
    for (const Field& one : m_fields)
        if (auto* line = qobject_cast<QLineEdit*>(one.widget))
            line->setModified(false);
    m_applied.clear();
    complain(nullptr);
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
    Scenario open = m_session.run().scenarioWithInterventions();
    open.source = read->source; // a comment alone is no other run
    if (*read != open) {
        m_own = true;
        m_session.replaceRun(*read, tr("Edit the scenario"));
        m_own = false;
    }
    m_applied = asQt(writeScenario(m_session.run().scenarioWithInterventions()));
    m_right = whole;
    fillForm();
}

void ScenarioEditor::complain(const InputError* error)
{
    m_wrongLine = error != nullptr ? error->line : 0;
    m_wrong = error != nullptr ? asQt(errorText(*error, m_session.language())) : QString();
    m_stale = m_stale && error != nullptr;
    showComplaint();
    QList<QTextEdit::ExtraSelection> marks;
    if (m_wrongLine > 0) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document()->findBlockByNumber(m_wrongLine - 1));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        QColor colour = m_theme.lost;
        colour.setAlpha(50);
        mark.format.setBackground(colour);
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
    m_complaint->setText(words);
    m_complaint->setVisible(!words.isEmpty());
}

void ScenarioEditor::offer(bool asked)
{
    const std::string whole = m_text->toPlainText().toStdString();
    const auto before = m_text->toPlainText().left(m_text->textCursor().position()).toStdString();
    const TextPlace place = placeIn(whole, before.size());
    auto* model = static_cast<QStandardItemModel*>(m_completer->model());
    model->clear();
    if (!asked && place.begun.size() < 2) {
        m_completer->popup()->hide();
        return;
    }
    for (const Offer& one : offersAt(place, m_session.language())) {
        auto* item = new QStandardItem(asQt(one.word));
        item->setToolTip(asQt(one.meaning));
        model->appendRow(item);
    }
    m_completer->setCompletionPrefix(asQt(place.begun));
    const bool isWhole =
        m_completer->completionCount() == 1 && m_completer->currentCompletion() == asQt(place.begun);
    if (m_completer->completionCount() == 0 || isWhole) {
        m_completer->popup()->hide();
        return;
    }
    QRect where = m_text->cursorRect();
    where.setWidth(m_completer->popup()->sizeHintForColumn(0) +
                   m_completer->popup()->verticalScrollBar()->sizeHint().width() + 12);
    m_completer->complete(where);
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void ScenarioEditor::insertOffer(const QString& word)
{
    QTextCursor cursor = m_text->textCursor();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor,
                        static_cast<int>(m_completer->completionPrefix().size()));
    cursor.insertText(word);
    m_text->setTextCursor(cursor);
}

bool ScenarioEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_text || (event->type() != QEvent::ShortcutOverride &&
                              event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease))
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (event->type() == QEvent::ShortcutOverride &&
        (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo))) {
        // What is being typed is the text's own affair; what has been run, the window's.
        const bool typing = m_typing.isActive() || m_wrongLine != 0;
        event->setAccepted(typing);
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier) {
            offer(true);
            return true;
        }
    }
    if (event->type() == QEvent::KeyRelease && !key->text().isEmpty() && key->text()[0].isPrint() &&
        !(key->modifiers() & Qt::ControlModifier))
        offer(false);
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

void ScenarioEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ScenarioEditor::retranslate()
{
    m_text->setAccessibleName(tr("The scenario as text"));
    m_text->setToolTip(tr("Ctrl+Space offers what could stand here."));
    for (const Field& one : m_fields) {
        one.label->setText(tr(one.name));
        one.widget->setAccessibleName(one.label->text());
    }
}

} // namespace tcplab
