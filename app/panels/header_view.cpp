#include "app/panels/header_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

constexpr double leastBit = 9; ///< px a bit
constexpr double mostBit = 15;
constexpr double tallRows = 1.6; ///< the row with the control bits: three letters above each other
constexpr double gap = 18;
constexpr int wordOfBits = 3;
constexpr int mostTextOctets = 96;

/// Rows of octets hold as many as fit, in whole words.
int cellsFor(double width, const HeaderMeasures& in)
{
    const int cells = static_cast<int>((width - in.offsetWidth) / in.cellWidth);
    return cells >= 16 ? 16 : cells >= 8 ? 8 : cells >= 4 ? 4 : 0;
}

int fieldOfOctet(const HeaderPicture& picture, int octet)
{
    // Of several fields in one octet the first: the data offset, CWR.
    for (std::size_t i = 0; i < picture.fields.size(); ++i)
        if (octet < picture.fields[i].octetEnd())
            return static_cast<int>(i);
    return -1;
}

} // namespace

HeaderShapes layOutHeader(const HeaderPicture& picture, const HeaderMeasures& in)
{
    HeaderShapes out;
    if (picture.fields.empty())
        return out;
    const int words = picture.headerOctets / 4;
    const bool hasText = picture.fields.back().part == HeaderPart::Text;
    // Beside each other if the header keeps its least width, and eight octets have room.
    const double besideLeast = 32 * leastBit + gap + in.offsetWidth + 8 * in.cellWidth;
    const bool beside = in.width >= besideLeast;
    const double octetsWidth =
        beside ? std::min(in.width - 32 * leastBit - gap,
                          in.offsetWidth + (in.width > 1.5 * besideLeast ? 16 : 8) * in.cellWidth)
               : in.width;
    const double headerWidth = std::min(beside ? in.width - gap - octetsWidth : in.width, 32 * mostBit);
    const double bit = headerWidth / 32;

    const double rows = words + (tallRows - 1) + (hasText ? 1 : 0);
    const double row = std::clamp((in.height - in.ruler - 1) / rows, in.leastRow, in.mostRow);
    out.ruler = QRectF(0, 0, headerWidth, in.ruler);
    std::vector<double> tops(static_cast<std::size_t>(words) + 2);
    tops[0] = in.ruler;
    for (int word = 0; word <= words; ++word)
        tops[static_cast<std::size_t>(word) + 1] =
            tops[static_cast<std::size_t>(word)] + (word == wordOfBits ? row * tallRows : row);
    for (std::size_t i = 0; i < picture.fields.size(); ++i) {
        const HeaderField& field = picture.fields[i];
        // In rows; the widest part of what is broken has the name.
        const auto place = [&](int from, int end, int cell) {
            std::size_t named = out.boxes.size();
            for (int at = from; at < end;) {
                const int word = at / 32;
                const int stop = std::min(end, (word + 1) * 32);
                const auto w = static_cast<std::size_t>(word);
                out.boxes.push_back({static_cast<int>(i),
                                     QRectF(at % 32 * bit, tops[w], (stop - at) * bit, tops[w + 1] - tops[w]),
                                     false, cell});
                if (out.boxes.back().rect.width() > out.boxes[named].rect.width() + 0.01)
                    named = out.boxes.size() - 1;
                at = stop;
            }
            out.boxes[named].first = true;
        };
        for (std::size_t cell = 0; cell < field.cells.size(); ++cell)
            place(field.cells[cell].bit, field.cells[cell].bit + field.cells[cell].bits,
                  static_cast<int>(cell));
        if (field.cells.empty()) // the text is one row, however long it is
            place(field.bit, field.part == HeaderPart::Text ? field.bit + 32 : field.bit + field.bits, -1);
    }
    const double headerHeight = tops[static_cast<std::size_t>(words) + (hasText ? 1 : 0)] + 1;

    out.cellsInRow = cellsFor(octetsWidth, in);
    if (out.cellsInRow == 0) {
        out.height = headerHeight;
        return out;
    }
    const double left = beside ? headerWidth + gap : 0;
    const double top = beside ? 0 : headerHeight + gap / 2;
    const double line = std::max(in.leastRow, std::min(row, in.leastRow * 1.2));
    const auto all = static_cast<int>(picture.octets.size());
    int shown = std::min(all, picture.headerOctets + mostTextOctets);
    if (beside && in.height > 0) { // no more text than stands beside the header
        const int fit =
            std::max(1, static_cast<int>(std::max(headerHeight, in.height) / line) - 1) * out.cellsInRow;
        shown = std::min(shown, std::max(picture.headerOctets, fit));
    }
    out.octetsLeftOut = all - shown;
    for (int octet = 0; octet < shown; ++octet)
        out.cells.push_back({octet, fieldOfOctet(picture, octet),
                             QRectF(left + in.offsetWidth + octet % out.cellsInRow * in.cellWidth,
                                    top + octet / out.cellsInRow * line, in.cellWidth, line)});
    const double octetsEnd = out.cells.back().rect.bottom() + (out.octetsLeftOut > 0 ? line : 0);
    out.height = std::max(headerHeight, octetsEnd);
    return out;
}

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
    return {static_cast<int>(32 * leastBit), static_cast<int>(std::ceil(m_shapes.height)) + 1};
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

/// The number is never without its name as long as the two have room: "TSval 5100".
HeaderCellText fitCell(const OptionCell& cell, double width, const QFont& nameFont, const QFont& valueFont)
{
    const auto fits = [&](const QString& name, const QString& value) {
        return QFontMetricsF(nameFont).horizontalAdvance(name) + 8 +
                   QFontMetricsF(valueFont).horizontalAdvance(value) <=
               width;
    };
    if (fits(cell.name, cell.value))
        return {cell.name, cell.value};
    bool isNumber = false;
    cell.brief.toULongLong(&isNumber);
    for (const QString& name : {cell.name, cell.shortName})
        if (isNumber && !name.isEmpty() && fits(name, cell.brief))
            return {name, cell.brief};
    return {{}, cell.brief, !isNumber};
}

void HeaderView::paintBit(QPainter& p, const HeaderBox& box, const QString& name) const
{
    // As the RFC does: one letter above the other.
    QFont font = m_theme.mono(7.5, true);
    const double line = (box.rect.height() - 2) / 3;
    font.setPixelSize(std::max(7, static_cast<int>(std::min(line * 1.05, box.rect.width() * 1.25))));
    p.setFont(font);
    for (int i = 0; i < name.size() && i < 3; ++i)
        p.drawText(QRectF(box.rect.left(), box.rect.top() + 1 + i * line, box.rect.width(), line),
                   Qt::AlignCenter, name.mid(i, 1));
}

void HeaderView::paintBox(QPainter& p, const HeaderBox& box) const
{
    const HeaderField& field = m_picture.fields[static_cast<std::size_t>(box.field)];
    const bool isLit = box.field == lit();
    const bool bitIsSet = field.part == HeaderPart::Bit && field.isSet;
    const QRectF rect = box.rect;
    QColor ground = m_theme.surface;
    QColor ink = field.isSet ? m_theme.text : m_theme.mutedText;
    if (field.matters)
        ground = m_theme.changedSoft;
    if (bitIsSet) {
        ground = m_theme.client;
        ink = m_theme.clientOn;
    }
    if (isLit) {
        ground = m_theme.highlight;
        ink = m_theme.text;
    }
    p.fillRect(rect, ground);
    p.setPen(QPen(m_theme.border, 1));
    p.drawRect(rect);
    if (field.matters) { // a bar as well: not by colour alone
        p.fillRect(QRectF(rect.left() + 1, rect.bottom() - 3, rect.width() - 1, 3), m_theme.changed);
    }
    p.setPen(ink);
    if (field.part == HeaderPart::Bit)
        return paintBit(p, box, field.drawn);
    if (!box.first)
        return;
    const QRectF inner = rect.adjusted(4, 0, -3, field.matters ? -2 : 0); // above the bar
    QFont nameFont = m_theme.ui(8);
    QFont valueFont = m_theme.mono(8.5, true);
    const auto widthOf = [](const QFont& font, const QString& text) {
        return QFontMetricsF(font).horizontalAdvance(text);
    };
    const OptionCell* cell = box.cell >= 0 ? &field.cells[static_cast<std::size_t>(box.cell)] : nullptr;
    const HeaderCellText text =
        cell ? fitCell(*cell, inner.width(), nameFont, valueFont)
             : HeaderCellText{field.part == HeaderPart::Option ? QString() : field.name,
                              field.part == HeaderPart::Option ? field.drawn : field.value};
    QString value = text.value;
    if (!cell && widthOf(nameFont, text.name) + 8 + widthOf(valueFont, value) > inner.width())
        value = field.drawn;
    if (text.isWords)
        valueFont = m_theme.ui(8);
    if (!text.name.isEmpty() &&
        widthOf(nameFont, text.name) + 8 + widthOf(valueFont, value) <= inner.width()) {
        p.setFont(nameFont);
        p.setPen(isLit ? m_theme.text : m_theme.mutedText);
        p.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, text.name);
        p.setPen(ink);
        p.setFont(valueFont);
        p.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, value);
        return;
    }
    if (const double line = QFontMetricsF(valueFont).height();
        !field.brief.isEmpty() && inner.height() > 1.6 * line) {
        // The name above the value.
        const QRectF wide = rect.adjusted(1, 0, -1, 0);
        while (widthOf(nameFont, field.brief) > wide.width() && nameFont.pointSizeF() > 5)
            nameFont.setPointSizeF(nameFont.pointSizeF() - 0.25);
        p.setFont(nameFont);
        p.setPen(isLit ? m_theme.text : m_theme.mutedText);
        p.drawText(QRectF(wide.left(), wide.top() + 2, wide.width(), wide.height() / 2 - 2), Qt::AlignCenter,
                   field.brief);
        p.setPen(ink);
        p.setFont(valueFont);
        p.drawText(QRectF(wide.left(), wide.center().y() - 1, wide.width(), wide.height() / 2 - 2),
                   Qt::AlignCenter, value);
        return;
    }
    while (widthOf(valueFont, value) > inner.width() && valueFont.pointSizeF() > 6.5)
        valueFont.setPointSizeF(valueFont.pointSizeF() - 0.5);
    p.setFont(valueFont);
    p.drawText(inner, Qt::AlignCenter,
               QFontMetricsF(valueFont).elidedText(value, Qt::ElideRight, inner.width()));
}

void HeaderView::paintOctets(QPainter& p) const
{
    const QFont font = m_theme.mono(8);
    p.setFont(font);
    for (const OctetCell& cell : m_shapes.cells) {
        const HeaderField* field =
            cell.field >= 0 ? &m_picture.fields[static_cast<std::size_t>(cell.field)] : nullptr;
        if (cell.octet % m_shapes.cellsInRow == 0) {
            p.setPen(m_theme.mutedText);
            p.drawText(QRectF(cell.rect.left() - 100, cell.rect.top(), 94, cell.rect.height()),
                       Qt::AlignRight | Qt::AlignVCenter,
                       QStringLiteral("%1").arg(cell.octet, 4, 16, QLatin1Char('0')));
        }
        // A field may be a part of an octet, and an octet hold several.
        const bool isLit = lit() >= 0 &&
                           cell.octet >= m_picture.fields[static_cast<std::size_t>(lit())].octet() &&
                           cell.octet < m_picture.fields[static_cast<std::size_t>(lit())].octetEnd();
        if (isLit)
            p.fillRect(cell.rect, m_theme.highlight);
        else if (field != nullptr && field->matters)
            p.fillRect(cell.rect, m_theme.changedSoft);
        p.setPen(isLit || cell.octet < m_picture.headerOctets ? m_theme.text : m_theme.data);
        p.drawText(cell.rect, Qt::AlignCenter,
                   QStringLiteral("%1").arg(m_picture.octets[static_cast<std::size_t>(cell.octet)], 2, 16,
                                            QLatin1Char('0')));
    }
    if (m_shapes.octetsLeftOut > 0) {
        const QRectF last = m_shapes.cells.back().rect;
        const double left = m_shapes.cells.front().rect.left();
        p.setPen(m_theme.mutedText);
        p.setFont(m_theme.ui(8));
        p.drawText(QRectF(left, last.bottom(), 400, last.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   tr("… and %1 octets of data").arg(m_shapes.octetsLeftOut));
    }
}

void HeaderView::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.fillRect(rect(), m_theme.surface);
    if (m_picture.fields.empty())
        return;
    p.translate(0.5, 0.5);
    p.setFont(m_theme.mono(6.5));
    p.setPen(m_theme.mutedText);
    const double bit = m_shapes.ruler.width() / 32;
    for (const int at : {0, 4, 8, 16, 24, 31}) // of the RFC's ruler, those that can be read
        p.drawText(QRectF(at * bit - 12, 0, bit + 24, m_shapes.ruler.height()), Qt::AlignCenter,
                   QString::number(at));
    // Lit ones last, so that their borders lie on top.
    for (const HeaderBox& box : m_shapes.boxes)
        paintBox(p, box);
    for (const HeaderBox& box : m_shapes.boxes)
        if (box.field == lit()) {
            p.setPen(QPen(hasFocus() && box.field == m_chosen ? m_theme.accent : m_theme.text, 2));
            p.setBrush(Qt::NoBrush);
            p.drawRect(box.rect);
        }
    paintOctets(p);
}

} // namespace tcplab
