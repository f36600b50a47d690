#include "app/theme/wrapping_row.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tcplab {

namespace {

/// Px that it would like to have in a line of `most`.
int widthOf(const QLayoutItem& item, int most)
{
    const int wanted = std::min(item.sizeHint().width(), item.maximumSize().width());
    return std::max(item.minimumSize().width(), std::min(wanted, most));
}

} // namespace

WrappingRow::WrappingRow(int gap) : m_gap(gap) {}

WrappingRow::~WrappingRow() = default;

void WrappingRow::addItem(QLayoutItem* item) { m_items.emplace_back(item); }

QLayoutItem* WrappingRow::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem* WrappingRow::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem* item = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

std::vector<WrappingRow::Line> WrappingRow::linesIn(int width) const
{
    std::vector<Line> lines;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const QLayoutItem& item = *m_items[i];
        if (item.isEmpty())
            continue;
        const int wanted = widthOf(item, width);
        const bool isFirstRight = i >= m_right && !lines.empty() && lines.back().items.back() < m_right;
        const int together = isFirstRight ? widthOfRight(width) : wanted;
        if (lines.empty() || lines.back().width + m_gap + together > width)
            lines.emplace_back();
        Line& line = lines.back();
        line.width += (line.items.empty() ? 0 : m_gap) + wanted;
        line.height = std::max(line.height, item.sizeHint().height());
        line.items.push_back(i);
    }
    return lines;
}

int WrappingRow::widthOfRight(int width) const
{
    int all = 0;
    for (std::size_t i = m_right; i < m_items.size(); ++i)
        if (!m_items[i]->isEmpty())
            all += (all > 0 ? m_gap : 0) + widthOf(*m_items[i], width);
    return all;
}

int WrappingRow::heightForWidth(int width) const
{
    int height = 0;
    for (const Line& line : linesIn(width))
        height += (height > 0 ? m_gap : 0) + line.height;
    return height;
}

QSize WrappingRow::sizeHint() const
{
    const std::vector<Line> lines = linesIn(std::numeric_limits<int>::max() / 2);
    return lines.empty() ? QSize(0, 0) : QSize(lines.front().width, lines.front().height);
}

QSize WrappingRow::minimumSize() const
{
    QSize least(0, 0);
    for (const auto& item : m_items)
        if (!item->isEmpty())
            least = least.expandedTo(item->minimumSize());
    return least;
}

void WrappingRow::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    QRect place = rect;
    for (const Line& line : linesIn(rect.width())) {
        place.setHeight(line.height);
        placeLine(line, place);
        place.moveTop(place.top() + line.height + m_gap);
    }
}

void WrappingRow::placeLine(const Line& line, const QRect& place)
{
    int rest = std::max(0, place.width() - line.width);
    int x = place.left();
    bool isLeft = line.items.front() < m_right;
    for (const std::size_t i : line.items) {
        QLayoutItem& item = *m_items[i];
        int width = widthOf(item, place.width());
        if ((item.expandingDirections() & Qt::Horizontal) != 0) {
            const int more = std::clamp(item.maximumSize().width() - width, 0, rest);
            width += more;
            rest -= more;
        }
        if (i >= m_right && std::exchange(isLeft, false))
            x += std::exchange(rest, 0);
        const int height = std::min(item.sizeHint().height(), line.height);
        item.setGeometry({x, place.top() + (place.height() - height) / 2, width, height});
        x += width + m_gap;
    }
}

} // namespace tcplab
