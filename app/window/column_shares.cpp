#include "app/window/column_shares.h"

#include <QEvent>
#include <QSplitter>

#include <algorithm>

namespace tcplab {

namespace {
constexpr double usualShare = 0.27;
/// Px at text scale 1: what a timeline needs for words along its arrows, and a column for its diagram.
constexpr double leastTimeline = 530;
constexpr double leastColumn = 205;
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

int ColumnShares::columnWidth(int whole, double textScale)
{
    const double left = (whole - leastTimeline * textScale) / 2;
    return static_cast<int>(std::max(leastColumn * textScale, std::min(usualShare * whole, left)));
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
    const auto isShown = [this](QWidget* one, int place) {
        return m_row->indexOf(one) == place && !one->isHidden();
    };
    return m_row->count() == 3 && isShown(m_columns[0], 0) && isShown(m_timeline, 1) &&
           isShown(m_columns[1], 2);
}

void ColumnShares::share()
{
    if (m_chosen || !standsAlone())
        return;
    const int whole = m_row->width() - 2 * m_row->handleWidth();
    const int column = columnWidth(whole, m_scale);
    m_sharing = true;
    m_row->setSizes({column, std::max(1, whole - 2 * column), column});
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
