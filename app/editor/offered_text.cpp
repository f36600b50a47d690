#include "app/editor/offered_text.h"

#include "app/editor/offer_delegate.h"
#include "app/editor/typed_closer.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

#include <algorithm>

namespace tcplab {

namespace {

/// Whether so little calls for the list unasked. Numbers never do: whoever writes one means it.
bool isEnoughOf(const TextPlace& place)
{
    if (place.begun.empty() || (place.begun[0] >= '0' && place.begun[0] <= '9'))
        return false;
    constexpr std::size_t leastLetters = 2;
    return place.kind == TextPlace::Kind::Header || place.begun[0] == '"' ||
           place.begun.size() >= leastLetters;
}

QString asQt(const std::string& s) { return QString::fromStdString(s); }

bool chooses(const QKeyEvent& key)
{
    switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Escape: return true;
    default: return false;
    }
}

} // namespace

OfferedText::OfferedText(QWidget* parent) : QPlainTextEdit(parent), m_completer(new QCompleter(this))
{
    m_completer->setModel(new QStandardItemModel(m_completer));
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->popup()->setItemDelegate(new OfferDelegate(m_completer));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &OfferedText::insertOffer);
}

bool OfferedText::isOffering() const { return m_completer->popup()->isVisible(); }

TextPlace OfferedText::place() const
{
    const QString whole = toPlainText();
    const std::string before = whole.left(textCursor().position()).toStdString();
    TextPlace place = placeIn(whole.toStdString(), before.size());
    // Behind a word and a space no word is being written.
    if (!place.begun.empty() && (before.back() == ' ' || before.back() == '\t'))
        place.kind = TextPlace::Kind::Nothing;
    return place;
}

/// Of a middle click there may be none: nothing has been selected on this screen yet.
void OfferedText::insertFromMimeData(const QMimeData* source)
{
    if (source != nullptr)
        QPlainTextEdit::insertFromMimeData(source);
}

void OfferedText::keyPressEvent(QKeyEvent* event)
{
    if (chooses(*event) && isOffering()) { // those keys are the list's
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offer(true);
        return;
    }
    if (isWritten(event->text()) || closesAlready(event->text()))
        return;
    const int revision = document()->revision();
    const int position = textCursor().position();
    QPlainTextEdit::keyPressEvent(event);
    const bool changed = document()->revision() != revision;
    const bool types = !event->text().isEmpty() && event->text()[0].isPrint();
    const bool erases = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete;
    if (changed && (types || (erases && isOffering())))
        offer(false);
    else if (changed || textCursor().position() != position)
        m_completer->popup()->hide(); // it was for another place
}

bool OfferedText::isWritten(const QString& typed)
{
    if (m_written.isEmpty() || typed.isEmpty()) // a key of its own, as Shift
        return false;
    const QTextCursor cursor = textCursor();
    const QChar letter = typed[0] == QLatin1Char('\r') ? QLatin1Char('\n') : typed[0];
    const qsizetype at = m_written.indexOf(letter); // what stands before it may be left out
    const bool same =
        typed.size() == 1 && !cursor.hasSelection() && cursor.position() == m_writtenTo && at >= 0;
    m_written = same ? m_written.mid(at + 1) : QString();
    return same;
}

bool OfferedText::closesAlready(const QString& typed)
{
    QTextCursor cursor = textCursor();
    if (typed.size() != 1 || cursor.hasSelection() || isReadOnly())
        return false;
    const TextPlace here = place();
    if (here.kind == TextPlace::Kind::Line)
        return closesBlock(typed);
    const QString line = cursor.block().text();
    const std::string before = line.left(cursor.positionInBlock()).toStdString();
    const TypedCloser what = typedCloser(line.toStdString(), before.size(), typed[0].toLatin1());
    if (what == TypedCloser::StepOver) {
        cursor.movePosition(QTextCursor::NextCharacter);
        setTextCursor(cursor);
    }
    if (what != TypedCloser::Insert)
        m_completer->popup()->hide();
    return what != TypedCloser::Insert;
}

/// The quotes that end a text of several lines stand there already, or on the line below.
bool OfferedText::closesBlock(const QString& typed)
{
    const auto isEnd = [](const QTextBlock& line) {
        return line.text().trimmed() == QLatin1String("\"\"\"");
    };
    QTextCursor cursor = textCursor();
    const QTextBlock line = cursor.block();
    if (typed != QLatin1String("\""))
        return false;
    if (isEnd(line) && line.text().mid(cursor.positionInBlock()).startsWith(typed)) {
        cursor.movePosition(QTextCursor::NextCharacter);
    } else if (line.text().trimmed().isEmpty() && isEnd(line.next())) {
        cursor.movePosition(QTextCursor::StartOfBlock);
        cursor.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
        cursor.setPosition(cursor.block().position() +
                           static_cast<int>(cursor.block().text().indexOf(typed)) + 1);
    } else {
        return false;
    }
    setTextCursor(cursor);
    m_completer->popup()->hide();
    return true;
}

void OfferedText::inputMethodEvent(QInputMethodEvent* event)
{
    QPlainTextEdit::inputMethodEvent(event);
    if (!event->commitString().isEmpty())
        offer(false);
}

bool OfferedText::focusNextPrevChild(bool next)
{
    return !isOffering() && QPlainTextEdit::focusNextPrevChild(next);
}

void OfferedText::offer(bool asked)
{
    const TextPlace here = place();
    if (!asked && !isEnoughOf(here)) {
        m_completer->popup()->hide();
        return;
    }
    fillList(offersAt(here, m_language));
    // A value that is a text may be begun without its quote.
    const bool quoted = std::ranges::all_of(m_offers, [](const Offer& one) { return one.word[0] == '"'; });
    const bool bare = here.kind == TextPlace::Kind::Value && quoted && !here.begun.starts_with('"');
    const QString prefix = (bare ? QStringLiteral("\"") : QString()) + asQt(here.begun);
    m_completer->setCompletionPrefix(prefix);
    const bool isWhole = m_completer->completionCount() == 1 && m_completer->currentCompletion() == prefix;
    if (m_completer->completionCount() == 0 || isWhole) {
        m_completer->popup()->hide();
        return;
    }
    QRect where = cursorRect();
    where.setWidth(m_completer->popup()->sizeHintForColumn(0) +
                   m_completer->popup()->verticalScrollBar()->sizeHint().width() + 12);
    m_completer->complete(where);
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void OfferedText::fillList(const std::vector<Offer>& offers)
{
    if (offers == m_offers)
        return;
    m_offers = offers;
    auto* model = static_cast<QStandardItemModel*>(m_completer->model());
    model->clear();
    for (const Offer& one : m_offers) {
        auto* item = new QStandardItem(asQt(one.word));
        item->setToolTip(asQt(one.meaning));
        item->setData(asQt(one.meaning), OfferDelegate::meaningRole);
        item->setAccessibleDescription(asQt(one.meaning));
        model->appendRow(item);
    }
}

/// In the place of what is begun by now, whatever the list was made for, and with what always follows it.
void OfferedText::insertOffer(const QString& word)
{
    QTextCursor cursor = textCursor();
    const int end = cursor.position();
    // What would close it may stand there already.
    int closed = 0;
    for (int more = 1; more <= 2 && more <= word.size(); ++more) {
        const QString closers = word.right(more);
        const bool closes = std::ranges::all_of(
            closers, [](QChar c) { return c == QLatin1Char('"') || c == QLatin1Char(']'); });
        if (closes && textCursor().block().text().mid(textCursor().positionInBlock(), more) == closers)
            closed = more;
    }
    const TextPlace here = place();
    const QString rest = cursor.block().text().mid(cursor.positionInBlock() + closed).trimmed();
    const bool isLast =
        rest.isEmpty() || (here.kind == TextPlace::Kind::Key && QStringLiteral("#},").contains(rest[0]));
    const Continuation more = isLast ? continuationOf(here, word.toStdString()) : Continuation{};
    cursor.setPosition(end - static_cast<int>(asQt(here.begun).size()));
    cursor.setPosition(end + closed, QTextCursor::KeepAnchor);
    cursor.insertText(word + asQt(more.before + more.after)); // all at once: it is taken back at once
    cursor.setPosition(cursor.position() - static_cast<int>(more.after.size()));
    setTextCursor(cursor);
    m_written = asQt(more.before);
    m_writtenTo = cursor.position();
    if (!more.before.empty())
        offer(false);
}

} // namespace tcplab
