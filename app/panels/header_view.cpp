#include "app/panels/header_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tcplab {

HeaderView::HeaderView(QWidget* parent) : QWidget(parent), m_theme(themeNamed(ThemeName::Light))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void HeaderView::setTheme(const Theme& theme)
{
    m_theme = theme;
    layOut();
}

void HeaderView::setPicture(HeaderPicture picture)
{
    m_picture = std::move(picture);
    const auto count = static_cast<int>(m_picture.fields.size());
    m_hovered = -1;
    if (m_chosen >= count)
        m_chosen = -1;
    layOut();
    describe();
    emit litChanged(lit());
}

void HeaderView::setRoom(int height)
{
    if (std::exchange(m_room, height) != height)
        layOut();
}

void HeaderView::layOut()
{
    const QFontMetricsF mono(m_theme.mono(8));
    const QFontMetricsF ui(m_theme.ui(8));
    m_shapes = layOutHeader(m_picture, {.width = width() - 1.0,
                                        .height = m_room - 2.0,
                                        .leastRow = ui.height() + 2,
                                        .mostRow = ui.height() * 1.9,
                                        .ruler = QFontMetricsF(m_theme.mono(6.5)).height() + 1,
                                        .cellWidth = mono.horizontalAdvance(QStringLiteral("00")) + 6,
                                        .offsetWidth = mono.horizontalAdvance(QStringLiteral("0000")) + 8});
    setMinimumHeight(static_cast<int>(std::ceil(m_shapes.height)) + 1);
    update();
}

QSize HeaderView::minimumSizeHint() const
{
    return {static_cast<int>(32 * HeaderMeasures::leastBit),
            static_cast<int>(std::ceil(m_shapes.height)) + 1};
}

int HeaderView::fieldAt(QPointF point) const
{
    for (const HeaderBox& box : m_shapes.boxes)
        if (box.rect.contains(point))
            return box.field;
    for (const OctetCell& cell : m_shapes.cells)
        if (cell.rect.contains(point))
            return cell.field;
    return -1;
}

void HeaderView::hover(int field)
{
    if (std::exchange(m_hovered, field) == field)
        return;
    update();
    emit litChanged(lit());
}

void HeaderView::choose(int field)
{
    m_chosen = field;
    update();
    describe();
    emit litChanged(lit());
}

void HeaderView::mouseMoveEvent(QMouseEvent* event) { hover(fieldAt(event->position())); }
void HeaderView::leaveEvent(QEvent*) { hover(-1); }
void HeaderView::mousePressEvent(QMouseEvent* event)
{
    hover(fieldAt(event->position()));
    choose(m_hovered);
}

void HeaderView::keyPressEvent(QKeyEvent* event)
{
    const auto count = static_cast<int>(m_picture.fields.size());
    // ← and → move through the run everywhere in the window; fields are walked up and down.
    const int by = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (by == 0 || count == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_hovered = -1;
    choose(m_chosen < 0 ? (by > 0 ? 0 : count - 1) : (m_chosen + by + count) % count);
}

bool HeaderView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int field = fieldAt(help->pos());
        if (field >= 0) {
            const HeaderField& one = m_picture.fields[static_cast<std::size_t>(field)];
            QToolTip::showText(help->globalPos(),
                               QStringLiteral("%1 %2\n%3").arg(one.name, one.value, one.meaning), this);
        }
        return true;
    }
    return QWidget::event(event);
}

void HeaderView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void HeaderView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

void HeaderView::resizeEvent(QResizeEvent*) { layOut(); }

/// What a screen reader says: the chosen field, or the whole header.
void HeaderView::describe()
{
    setAccessibleName(tr("Header of the segment"));
    QStringList words;
    for (std::size_t i = 0; i < m_picture.fields.size(); ++i)
        if (m_chosen < 0 || static_cast<std::size_t>(m_chosen) == i)
            words << (m_picture.fields[i].name + QLatin1Char(' ') + m_picture.fields[i].value);
    setAccessibleDescription(words.join(QStringLiteral("; ")));
}

} // namespace tcplab
