#include "app/window/until_dialog.h"

#include "app/session/until_words.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QTimer>
#include <QVBoxLayout>

namespace tcplab {

namespace {

/// These phrases in the language of the window.
QStringList inLanguage(std::initializer_list<std::string_view> phrases, const Session& session)
{
    QStringList all;
    for (const std::string_view one : phrases)
        all << QString::fromStdString(untilInLanguage(one, session.language()));
    return all;
}

} // namespace

UntilDialog::UntilDialog(Session& session, const QStringList& former, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_field(new QComboBox(this)),
      m_completer(new QCompleter(this)),
      m_answer(new QLabel(this)),
      m_eachTime(new QCheckBox(tr("Stop there each time when playing (a breakpoint)"), this)),
      m_go(nullptr)
{
    setWindowTitle(tr("Run until"));
    auto* question = new QLabel(
        tr("A state, a transition, a segment, a loss, a timer, a call, an error, or a time:"), this);
    question->setWordWrap(true);
    auto* examples =
        new QLabel(QStringLiteral("<small>%1</small>")
                       .arg(tr("For example: %1")
                                .arg(inLanguage({"TIME-WAIT", "client FIN-WAIT-2", "ESTABLISHED → CLOSE-WAIT",
                                                 "FIN #2", "ACK lost", "data arrives", "retransmission timer",
                                                 "close", "ECONNRESET", "1.5 s", "+200 ms"},
                                                session)
                                         .join(QStringLiteral(" · ")))),
                   this);
    examples->setWordWrap(true);
    m_field->setEditable(true);
    m_field->setInsertPolicy(QComboBox::NoInsert);
    m_field->setAccessibleName(question->text());
    QStringList items = former;
    for (const QString& usual :
         inLanguage({"ESTABLISHED", "TIME-WAIT", "FIN", "retransmission", "loss", "error"}, session))
        if (!items.contains(usual))
            items << usual;
    m_field->addItems(items);
    m_completer->setModel(new QStringListModel(m_completer));
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_field->setCompleter(m_completer);
    m_completer->popup()->installEventFilter(this); // behind the completer's own: it is asked first
    m_answer->setWordWrap(true);
    m_answer->setMinimumHeight(2 * m_answer->fontMetrics().lineSpacing() + 4);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_go = buttons->addButton(tr("Run"), QDialogButtonBox::AcceptRole);
    m_go->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    for (QWidget* part :
         std::initializer_list<QWidget*>{question, m_field, m_answer, m_eachTime, examples, buttons})
        layout->addWidget(part);
    resize(520, sizeHint().height());
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_field, &QComboBox::editTextChanged, this, &UntilDialog::look);
    connect(m_field->lineEdit(), &QLineEdit::textEdited, this, &UntilDialog::complete);
    connect(m_eachTime, &QCheckBox::toggled, this, &UntilDialog::look);
    m_field->lineEdit()->selectAll();
    m_field->setFocus();
    complete();
    look();
}

/// Return on a list of which nothing has been chosen is meant for what was typed.
bool UntilDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_completer->popup() && event->type() == QEvent::KeyPress &&
        !m_completer->popup()->currentIndex().isValid()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_completer->popup()->hide();
            if (m_go->isEnabled())
                accept();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

QString UntilDialog::phrase() const { return m_field->currentText().trimmed(); }

bool UntilDialog::stopsThereEachTime() const { return m_eachTime->isChecked(); }

/// What may follow "client " is what may begin a phrase.
void UntilDialog::complete()
{
    QString before;
    const QStringList hosts = inLanguage({"client", "server"}, m_session);
    for (const QString& host : hosts)
        if (m_field->currentText().startsWith(host, Qt::CaseInsensitive))
            before = host + QLatin1Char(' ');
    QStringList phrases;
    for (const std::string_view one : untilChoices())
        phrases << before + inLanguage({one}, m_session).first();
    if (before.isEmpty())
        phrases << hosts;
    static_cast<QStringListModel*>(m_completer->model())->setStringList(phrases);
    // The list would hide what is said of the phrase; it is opened after this.
    if (phrases.contains(phrase(), Qt::CaseInsensitive))
        QTimer::singleShot(0, m_completer->popup(), &QWidget::hide);
}

/// An instant need not be an event's.
QString UntilDialog::lookForInstant(const UntilCondition& asked)
{
    const Trace& trace = m_session.trace();
    const Instant start = asked.kind == UntilCondition::Kind::Later ? m_session.now() : Instant{};
    const Instant wanted = start + asked.time;
    const Instant end = trace.instantOf(m_session.stepCount());
    const auto text = [](Instant instant) { return QString::fromStdString(instantText(instant)); };
    if (wanted <= m_session.now())
        return tr("%1 lies behind: it is %2 now.").arg(text(wanted), text(m_session.now()));
    if (wanted > end)
        return m_session.run().ended() ? tr("The run ends before that, at %1.").arg(text(end))
                                       : tr("The run has not come that far yet: it is at %1.").arg(text(end));
    m_instant = wanted;
    const std::uint64_t event = trace.stepAt(wanted);
    if (trace.instantOf(event) == wanted)
        return tr("That is step %1, at %2.").arg(event).arg(text(wanted));
    return tr("That is %1, between steps %2 and %3.").arg(text(wanted)).arg(event).arg(event + 1);
}

void UntilDialog::look()
{
    m_condition.reset();
    m_step.reset();
    m_instant.reset();
    QString words;
    const Trace& trace = m_session.trace();
    const auto at = [&trace](quint64 step) {
        return QString::fromStdString(instantText(trace.instantOf(step)));
    };
    if (const auto read = readUntil(phrase().toStdString()); !read) {
        const QString expected = inLanguage({read.error().expected}, m_session).first();
        words = phrase().isEmpty()   ? tr("What should it wait for?")
                : expected.isEmpty() ? tr("“%1” is not understood.").arg(phrase())
                                     : tr("“%1” is not understood. Did you mean %2?").arg(phrase(), expected);
    } else {
        m_condition = *read;
        using Kind = UntilCondition::Kind;
        const bool time = read->kind == Kind::Instant || read->kind == Kind::Later;
        if (!time)
            m_step = stepUntil(trace, m_session.step(), *read);
        if (time)
            words = lookForInstant(*read);
        else if (m_step)
            words = tr("That is step %1, at %2.").arg(*m_step).arg(at(*m_step));
        else if (const auto former = lastStepOf(trace, m_session.step(), *read))
            words = tr("That does not happen any more in this run; last it was step %1, at %2.")
                        .arg(*former)
                        .arg(at(*former));
        else
            words = tr("That does not happen in this run.");
    }
    m_answer->setText(words);
    m_answer->setAccessibleName(words);
    m_field->setAccessibleDescription(words); // who types there hears it
    m_go->setEnabled(m_step.has_value() || m_instant.has_value() || (m_condition && m_eachTime->isChecked()));
}

} // namespace tcplab
