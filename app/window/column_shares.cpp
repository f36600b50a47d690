#include "app/window/column_shares.h"

#include "app/window/gives_way.h"

#include <QEvent>
#include <QSplitter>

#include <algorithm>

namespace tcplab {

namespace {
constexpr double usualShare = 0.27;
/// Px at text scale 1: what a timeline needs for words along its arrows, and a column for its diagram.
constexpr double leastTimeline = 530;
constexpr double leastColumn = 205;
/// In the smallest windows: a timeline whose lifelines still stand apart, and a column for it.
constexpr double smallTimeline = 300;
constexpr double smallColumn = 165;
} // namespace

ColumnShares::ColumnShares(QSplitter* row, std::array<QWidget*, 2> columns, QWidget* timeline,
                           QObject* parent)
    : QObject(parent), m_row(row), m_columns(columns), m_timeline(timeline)
{
    row->installEventFilter(this);
    connect(row, &QSplitter::splitterMoved, this, [this] {
        if (!m_sharing && standsAlone())
            m_chosen = true;
    });
}

int ColumnShares::columnWidth(int whole, double textScale, int columns)
{
    const int count = std::max(1, columns);
    const double left = (whole - leastTimeline * textScale) / count;
    const double least = std::clamp((whole - smallTimeline * textScale) / count, smallColumn * textScale,
                                    leastColumn * textScale);
    return static_cast<int>(std::max(least, std::min(usualShare * whole, left)));
}

void ColumnShares::setScale(double textScale)
{
    if (m_scale == textScale)
        return;
    m_scale = textScale;
    share();
}

/// A column, the timeline, a column: not one diagram of both, nor a comparison.
bool ColumnShares::standsAlone() const
{
    const auto hasPlace = [this](QWidget* one, int place) {
        return m_row->indexOf(one) == place && isWanted(*one);
    };
    return m_row->count() == 3 && hasPlace(m_columns[0], 0) && hasPlace(m_timeline, 1) &&
           hasPlace(m_columns[1], 2);
}

void ColumnShares::share()
{
    if (m_chosen || !standsAlone())
        return;
    // One that has given way to a dock leaves its room to both others.
    const auto seen = std::ranges::count_if(m_columns, [](QWidget* one) { return !one->isHidden(); });
    const int whole = m_row->width() - static_cast<int>(seen) * m_row->handleWidth();
    const int column = columnWidth(whole, m_scale, static_cast<int>(seen));
    const auto widthOf = [column](QWidget* one) { return one->isHidden() ? 0 : column; };
    m_sharing = true;
    m_row->setSizes(
        {widthOf(m_columns[0]), std::max(1, whole - static_cast<int>(seen) * column), widthOf(m_columns[1])});
    m_sharing = false;
}

bool ColumnShares::eventFilter(QObject* watched, QEvent* event)
{
    // After the splitter has shared its width out by its own rule.
    const bool done = QObject::eventFilter(watched, event);
    if (event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &ColumnShares::share, Qt::QueuedConnection);
    return done;
}

} // namespace tcplab
