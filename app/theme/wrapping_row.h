/// Parts beside each other, and in further lines where one has no room for all of them. What is wider than a line of its own
/// becomes narrower, as far as it can.
#pragma once
#include <QLayout>

#include <memory>
#include <vector>

namespace tcplab {

class WrappingRow : public QLayout {
public:
    explicit WrappingRow(int gap);
    ~WrappingRow() override;
    /// What is added from now on stands at the right edge where all of it has room beside what is before it, else in lines
    /// of its own.
    void beginRight() { m_right = m_items.size(); }

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    struct Line {
        std::vector<std::size_t> items;
        int width = 0; ///< of all of them, with what is between
        int height = 0;
    };
    std::vector<Line> linesIn(int width) const;
    int widthOfRight(int width) const;
    void placeLine(const Line& line, const QRect& place);

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
    std::size_t m_right = static_cast<std::size_t>(-1);
    int m_gap;
};

} // namespace tcplab
