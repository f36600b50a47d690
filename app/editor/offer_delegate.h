/// One line of the list of what could be written: the word, and beside it, paler, what it means.
#pragma once
#include <QStyledItemDelegate>

namespace tcplab {

class OfferDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static constexpr int meaningRole = Qt::UserRole + 1;
    /// Px at most; a longer meaning is elided.
    static constexpr int mostMeaning = 340;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

} // namespace tcplab
