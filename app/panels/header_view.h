/// A segment's header drawn as RFC 9293 §3.1 draws it, 32 bits a row, with its octets beside it: a field that is
/// pointed at, or chosen by the arrow keys, is lit in both.
#pragma once
#include "app/panels/header_fields.h"
#include "app/theme/theme.h"

#include <QWidget>
#include <vector>

namespace tcplab {

/// A part of a field in one row of 32 bits.
struct HeaderBox {
    int field = 0;
    QRectF rect;
    bool first = true; ///< of its field: it has the name
    int cell = -1;     ///< of an option; −1: the field has no cells
    friend bool operator==(const HeaderBox&, const HeaderBox&) = default;
};
/// An octet in hexadecimal.
struct OctetCell {
    int octet = 0;
    int field = 0;
    QRectF rect;
    friend bool operator==(const OctetCell&, const OctetCell&) = default;
};
struct HeaderShapes {
    QRectF ruler; ///< numbers of the bits
    std::vector<HeaderBox> boxes;
    std::vector<OctetCell> cells;
    int cellsInRow = 0;
    int octetsLeftOut = 0; ///< of the text: there is no room for all
    double height = 0;     ///< of everything
};
struct HeaderMeasures {
    static constexpr double leastBit = 9; ///< px a bit
    double width = 0;
    double height = 0; ///< what there is; rows shrink to it as far as they can be read
    double leastRow = 16;
    double mostRow = 26;
    double ruler = 12;
    double cellWidth = 20;
    double offsetWidth = 34; ///< of "0020" before a row of octets
};
/// Free of painting. The octets stand beside the header where there is room, else below it.
HeaderShapes layOutHeader(const HeaderPicture& picture, const HeaderMeasures& measures);

/// What is written in a cell of an option.
struct HeaderCellText {
    QString name; ///< empty: it has no room
    QString value;
    bool isWords = false; ///< no number: "Kind=8 TS"
};
HeaderCellText fitCell(const OptionCell& cell, double width, const QFont& nameFont, const QFont& valueFont);

class HeaderView : public QWidget {
    Q_OBJECT
public:
    explicit HeaderView(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setPicture(HeaderPicture picture);
    const HeaderPicture& picture() const { return m_picture; }
    const HeaderShapes& shapes() const { return m_shapes; }
    /// The field that is lit; −1: none.
    int lit() const { return m_hovered >= 0 ? m_hovered : m_chosen; }
    /// How high the pane is in which it lies.
    void setRoom(int height);
    void choose(int field);
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override { return minimumSizeHint(); }

signals:
    void litChanged(int field);

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void layOut();
    int fieldAt(QPointF point) const;
    void hover(int field);
    void paintBox(QPainter& p, const HeaderBox& box) const;
    void paintBit(QPainter& p, const HeaderBox& box, const QString& name) const;
    void paintOctets(QPainter& p) const;
    void describe();

    Theme m_theme;
    HeaderPicture m_picture;
    HeaderShapes m_shapes;
    int m_room = 200;
    int m_hovered = -1;
    int m_chosen = -1;
};

} // namespace tcplab
