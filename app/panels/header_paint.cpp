// A header, painted.
#include "app/panels/header_view.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tcplab {

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
