#include "app/panels/sequence_ruler.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace tcplab {

namespace {

constexpr int titleGap = 10;

struct Paint {
    QColor fill;
    QColor ink;
    Qt::BrushStyle pattern = Qt::SolidPattern;
    bool dashed = false;
};

Paint paintOf(SpaceState state, const Theme& t, Side sender)
{
    const Side receiver = peerOf(sender);
    switch (state) {
    case SpaceState::Acknowledged: return {t.softOf(sender), t.text};
    case SpaceState::InFlight: return {t.of(sender), t.onOf(sender)};
    case SpaceState::Sacked: return {t.data, t.text, Qt::BDiagPattern};
    case SpaceState::Lost: return {t.lost, t.text, Qt::DiagCrossPattern};
    case SpaceState::Resent: return {t.retransmission, t.surface};
    case SpaceState::Unsent: return {t.surface, t.text, Qt::SolidPattern, true};
    case SpaceState::Read: return {t.softOf(receiver), t.text};
    case SpaceState::Unread: return {t.fin, t.surface}; // what is in flight the other way has the receiver's
    case SpaceState::Held: return {t.data, t.text, Qt::BDiagPattern};
    }
    return {};
}

} // namespace

QString spaceStateName(SpaceState state)
{
    const auto say = [](const char* words) {
        return QCoreApplication::translate("tcplab::SequenceRuler", words);
    };
    switch (state) {
    case SpaceState::Acknowledged: return say(QT_TRANSLATE_NOOP("tcplab::SequenceRuler", "acknowledged"));
    case SpaceState::InFlight: return say(QT_TRANSLATE_NOOP("tcplab::SequenceRuler", "in flight"));
    case SpaceState::Sacked: return say(QT_TRANSLATE_NOOP("tcplab::SequenceRuler", "SACKed"));
    case SpaceState::Lost: return say(QT_TRANSLATE_NOOP("tcplab::SequenceRuler", "taken for lost"));
    case SpaceState::Resent: return say(QT_TRANSLATE_NOOP("tcplab::SequenceRuler", "sent again"));
    case SpaceState::Unsent: return say(QT_TRANSLATE_NOOP("tcplab::SequenceRuler", "not sent yet"));
    case SpaceState::Read: return say(QT_TRANSLATE_NOOP("tcplab::SequenceRuler", "received"));
    case SpaceState::Unread: return say(QT_TRANSLATE_NOOP("tcplab::SequenceRuler", "received, not read yet"));
    case SpaceState::Held: return say(QT_TRANSLATE_NOOP("tcplab::SequenceRuler", "out of order"));
    }
    return {};
}

SequenceRuler::SequenceRuler(QWidget* parent) : QWidget(parent), m_theme(themeNamed(ThemeName::Light))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
}

void SequenceRuler::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

void SequenceRuler::setSpace(SequenceSpace space, Side sender, const QString& title, bool relative)
{
    m_space = std::move(space);
    m_sender = sender;
    m_title = title;
    m_relative = relative;
    if (m_walked && *m_walked >= m_space.runs.size())
        m_walked.reset();
    setAccessibleName(QString(title).replace(QLatin1Char('\n'), QLatin1String(", ")));
    QStringList words;
    for (const SpaceMark& mark : m_space.marks) {
        const std::uint32_t number = m_space.number(mark.at).value() - (relative ? m_space.isn.value() : 0);
        words << QStringLiteral("%1 %2").arg(QLatin1String(mark.name)).arg(number);
    }
    for (const SpaceRun& run : m_space.runs)
        words << runText(run);
    m_words = m_space.known ? words.join(QStringLiteral("; ")) : tr("no numbers yet");
    describe();
    update();
}

/// All in words; the stretch that is walked by keys comes first.
void SequenceRuler::describe()
{
    setAccessibleDescription(m_walked ? runText(m_space.runs[*m_walked]) + QStringLiteral("; ") + m_words
                                      : m_words);
}

void SequenceRuler::keyPressEvent(QKeyEvent* event)
{
    const std::size_t count = m_space.runs.size();
    if (count == 0)
        return QWidget::keyPressEvent(event);
    const std::size_t before = m_walked.value_or(0);
    switch (event->key()) {
    case Qt::Key_Right: m_walked = m_walked ? std::min(before + 1, count - 1) : 0; break;
    case Qt::Key_Left: m_walked = before == 0 ? 0 : before - 1; break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_walked)
            choose(m_space.runs[*m_walked]);
        return;
    default: return QWidget::keyPressEvent(event);
    }
    describe();
    update();
    // What pointing says.
    for (const SpaceShapes::Cell& cell : shapes().cells)
        if (cell.run == *m_walked)
            QToolTip::showText(mapToGlobal((area().topLeft() + cell.rect.bottomLeft()).toPoint()),
                               runText(m_space.runs[cell.run]), this);
}

void SequenceRuler::focusOutEvent(QFocusEvent* event)
{
    m_walked.reset();
    QToolTip::hideText();
    describe();
    update();
    QWidget::focusOutEvent(event);
}

SpaceMeasures SequenceRuler::measures() const
{
    const QFontMetricsF small(m_theme.mono(8));
    return {.width = area().width(),
            .rowHeight = QFontMetricsF(m_theme.mono(7.5, true)).height() + 1,
            .labelHeight = small.height(),
            .leastCell = QFontMetricsF(m_theme.mono(7.5, true)).horizontalAdvance(QStringLiteral("SYN")) + 8,
            .textWidth = [font = m_theme.mono(8)](const QString& text) {
                return QFontMetricsF(font).horizontalAdvance(text);
            }};
}

QRectF SequenceRuler::area() const
{
    const QFontMetricsF metrics(m_theme.ui(8.5, true));
    double left = 0;
    for (const QString& row : m_title.split(QLatin1Char('\n')))
        left = std::max(left, metrics.horizontalAdvance(row));
    left += titleGap;
    return {left, 0, std::max(50.0, width() - left), static_cast<double>(height())};
}

SpaceShapes SequenceRuler::shapes() const { return layOutSpace(m_space, measures(), m_relative); }

QSize SequenceRuler::sizeHint() const
{
    return {600, static_cast<int>(layOutSpace({}, measures(), false).height) + 2};
}

QString SequenceRuler::runText(const SpaceRun& run) const
{
    const std::uint32_t by = m_relative ? m_space.isn.value() : 0;
    const std::uint32_t first = m_space.number(run.from).value() - by;
    const QString name = spaceStateName(run.state);
    if (*run.cell != '\0')
        return QStringLiteral("%1 %2: %3").arg(QLatin1String(run.cell)).arg(first).arg(name);
    const std::uint32_t last = m_space.number(run.to - 1).value() - by;
    //: %1: "in flight"; %2 and %3: first and last number; %4: how many.
    return tr("%1: %2–%3, %4 octets").arg(name).arg(first).arg(last).arg(run.to - run.from);
}

std::optional<std::size_t> SequenceRuler::runAt(QPointF point) const
{
    const QPointF inside = point - area().topLeft();
    const SpaceShapes shapes = this->shapes();
    for (std::size_t i = shapes.cells.size(); i-- > 0;)
        if (shapes.cells[i].rect.contains(inside))
            return shapes.cells[i].run;
    return std::nullopt;
}

void SequenceRuler::mousePressEvent(QMouseEvent* event)
{
    const auto run = runAt(event->position());
    if (!run)
        return;
    choose(m_space.runs[*run]);
}

void SequenceRuler::choose(const SpaceRun& one)
{
    if (one.isSenders() && one.state != SpaceState::Unsent && one.state != SpaceState::Acknowledged)
        emit numberChosen(m_space.number(one.from));
}

bool SequenceRuler::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) { // the window would take a step
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier &&
            (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto run = runAt(help->pos()))
            QToolTip::showText(help->globalPos(), runText(m_space.runs[*run]), this);
        else
            QToolTip::showText(
                help->globalPos(),
                tr("What the sender knows stands above, what the receiver knows below. Lengths are "
                   "drawn as square roots: one number and a whole window share the line."),
                this);
        return true;
    }
    return QWidget::event(event);
}

void SequenceRuler::paintCell(QPainter& p, const SpaceShapes::Cell& cell) const
{
    const SpaceRun& run = m_space.runs[cell.run];
    const Paint paint = paintOf(run.state, m_theme, m_sender);
    const QRectF rect = cell.rect.adjusted(0.5, 0.5, -0.5, -0.5);
    p.setPen(QPen(m_theme.border, 1, paint.dashed ? Qt::DashLine : Qt::SolidLine));
    if (paint.pattern != Qt::SolidPattern)
        p.fillRect(rect, m_theme.surface);
    p.setBrush(QBrush(paint.fill, paint.pattern));
    p.drawRect(rect);
    if (run.state == SpaceState::Resent) { // a double line, as on the timeline
        p.setPen(QPen(m_theme.surface, 1));
        p.drawLine(QPointF(rect.left() + 1, rect.bottom() - 2), QPointF(rect.right() - 1, rect.bottom() - 2));
    }
    const QFont font = m_theme.mono(7.5, true);
    const QString text =
        *run.cell != '\0' ? QString::fromLatin1(run.cell) : QString::number(run.to - run.from);
    const double needed = QFontMetricsF(font).horizontalAdvance(text) + 3;
    if (needed > rect.width())
        return;
    if (paint.pattern != Qt::SolidPattern) {
        QRectF ground(0, 0, needed, rect.height() - 3);
        ground.moveCenter(rect.center());
        p.fillRect(ground, m_theme.surface);
    }
    p.setFont(font);
    p.setPen(paint.ink);
    p.drawText(rect, Qt::AlignCenter, text);
}

void SequenceRuler::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing, false);
    const QRectF area = this->area();
    p.setFont(m_theme.ui(8.5, true));
    p.setPen(m_theme.text);
    const SpaceShapes shapes = this->shapes();
    const QStringList title = m_title.split(QLatin1Char('\n'));
    p.drawText(QRectF(0, shapes.senderRow.top(), area.left(), shapes.senderRow.height()),
               Qt::AlignLeft | Qt::AlignVCenter, title.value(0));
    p.drawText(QRectF(0, shapes.receiverRow.top(), area.left(), shapes.receiverRow.height()),
               Qt::AlignLeft | Qt::AlignVCenter, title.value(1));
    if (!m_space.known) {
        p.setFont(m_theme.ui(8.5));
        p.setPen(m_theme.mutedText);
        p.drawText(QRectF(area.left(), shapes.senderRow.top(), area.width(), shapes.senderRow.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, tr("no numbers yet"));
        return;
    }
    p.translate(area.topLeft());
    for (const SpaceShapes::Cell& cell : shapes.cells)
        paintCell(p, cell);
    if (hasFocus())
        for (const SpaceShapes::Cell& cell : shapes.cells)
            if (cell.run == m_walked.value_or(0)) {
                p.setPen(QPen(m_theme.text, 2.5));
                p.setBrush(Qt::NoBrush);
                p.drawRect(cell.rect.adjusted(1, 1, -1, -1));
            }
    p.setRenderHint(QPainter::Antialiasing);
    for (const SpaceShapes::Window& window : shapes.windows) {
        const Side side = window.sender ? m_sender : peerOf(m_sender);
        p.setPen(QPen(m_theme.of(side), 2));
        p.drawLine(QPointF(window.from, window.y), QPointF(window.to, window.y));
        for (const double x : {window.from, window.to})
            p.drawLine(QPointF(x, window.y - 2.5), QPointF(x, window.y + 2.5));
    }
    if (shapes.wrapX >= 0) {
        p.setPen(QPen(m_theme.text, 1.4, Qt::DotLine));
        p.drawLine(QPointF(shapes.wrapX, shapes.senderRow.top() - 3),
                   QPointF(shapes.wrapX, shapes.receiverRow.bottom() + 3));
        p.fillRect(shapes.wrapLabel, m_theme.surface); // over the windows' lines
        p.setFont(m_theme.mono(8));
        p.drawText(shapes.wrapLabel, Qt::AlignCenter | Qt::TextDontClip, wrapText());
    }
    // All leaders lie under all words: a label of the upper row may point through one of the lower.
    for (const SpaceShapes::Label& label : shapes.labels) {
        const Side side = label.sender ? m_sender : peerOf(m_sender);
        const double tip = label.sender ? shapes.senderRow.top() - 1 : shapes.receiverRow.bottom() + 1;
        const double away = label.sender ? -5 : 5;
        p.setPen(QPen(m_theme.of(side), 1));
        p.drawLine(QPointF(label.at, tip),
                   QPointF(label.at, label.sender ? label.rect.bottom() : label.rect.top()));
        QPainterPath arrow(QPointF(label.at, tip));
        arrow.lineTo(label.at - 3.5, tip + away);
        arrow.lineTo(label.at + 3.5, tip + away);
        arrow.closeSubpath();
        p.fillPath(arrow, m_theme.of(side));
    }
    p.setFont(m_theme.mono(8));
    p.setPen(m_theme.text);
    for (const SpaceShapes::Label& label : shapes.labels) {
        p.fillRect(label.rect.adjusted(1, 0, -1, 0), m_theme.surface);
        p.drawText(label.rect, Qt::AlignCenter, label.text);
    }
}

} // namespace tcplab
