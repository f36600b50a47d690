#include "app/editor/offer_delegate.h"

#include <QPainter>

#include <algorithm>

namespace tcplab {

namespace {

constexpr int gap = 14;

QString meaningOf(const QModelIndex& index) { return index.data(OfferDelegate::meaningRole).toString(); }

} // namespace

QSize OfferDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (const QString meaning = meaningOf(index); !meaning.isEmpty())
        size.rwidth() += gap + std::min(option.fontMetrics.horizontalAdvance(meaning), mostMeaning);
    return size;
}

void OfferDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QString meaning = meaningOf(index);
    if (meaning.isEmpty())
        return;
    const int word = QStyledItemDelegate::sizeHint(option, index).width();
    const QRect room = option.rect.adjusted(word + gap, 0, -6, 0);
    const bool chosen = (option.state & QStyle::State_Selected) != 0;
    painter->save();
    painter->setFont(option.font);
    QColor ink = option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text);
    ink.setAlpha(190);
    painter->setPen(ink);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                      option.fontMetrics.elidedText(meaning, Qt::ElideRight, room.width()));
    painter->restore();
}

} // namespace tcplab
