#include "app/plots/plot_table.h"

#include "app/plots/plot_view.h"
#include "app/theme/table_copy.h"

#include <QHeaderView>

#include <algorithm>

namespace tcplab {

namespace {
constexpr int rowsAtOnce = 500;
constexpr int farthest = 20'000; ///< rows that are looked through for the cursor's
} // namespace

PlotTableModel::PlotTableModel(Session& session, QObject* parent)
    : QAbstractTableModel(parent), m_session(session), m_theme(themeNamed(ThemeName::Light))
{}

void PlotTableModel::show(const PlotInput& in)
{
    beginResetModel();
    m_found.clear();
    m_rows.emplace(in);
    m_complete = false;
    endResetModel();
    fetchMore({});
}

void PlotTableModel::clear()
{
    if (!m_rows)
        return;
    beginResetModel();
    m_found.clear();
    m_rows.reset();
    m_complete = true;
    endResetModel();
}

void PlotTableModel::setTheme(const Theme& theme) { m_theme = theme; }

int PlotTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

int PlotTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 3; }

bool PlotTableModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_complete;
}

void PlotTableModel::fetchMore(const QModelIndex& parent)
{
    if (parent.isValid() || !m_rows)
        return;
    std::vector<PlotRows::Place> more;
    while (more.size() < rowsAtOnce) {
        const auto place = m_rows->next();
        m_complete = !place;
        if (m_complete)
            break;
        more.push_back(*place);
    }
    if (more.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
    m_found.insert(m_found.end(), more.begin(), more.end());
    endInsertRows();
}

Instant PlotTableModel::instantOf(int row) const
{
    return m_rows->instantOf(m_found[static_cast<std::size_t>(row)]);
}

int PlotTableModel::rowAt(Instant instant)
{
    while (!m_complete && rowCount() < farthest && (m_found.empty() || instantOf(rowCount() - 1) <= instant))
        fetchMore({});
    if (m_found.empty() || (!m_complete && instantOf(rowCount() - 1) <= instant))
        return -1;
    const auto after = std::ranges::upper_bound(
        m_found, instant, {}, [this](PlotRows::Place place) { return m_rows->instantOf(place); });
    return static_cast<int>(after - m_found.begin()) - 1;
}

QVariant PlotTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_found.size())
        return {};
    const PlotRows::Place place = m_found[static_cast<std::size_t>(index.row())];
    const bool toCome = m_rows->instantOf(place) > m_session.now();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        if (index.column() == 0)
            return plotInstantText(m_rows->instantOf(place));
        const PlotRow row = m_rows->row(place);
        return index.column() == 1 ? row.what : row.value;
    }
    case Qt::ForegroundRole: return toCome ? m_theme.mutedText : m_theme.text;
    case Qt::FontRole: return index.column() == 1 ? m_theme.ui(9) : m_theme.mono(9);
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == 1 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant PlotTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return plotTableHeading().value(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == 1 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

PlotTable::PlotTable(Session& session, PlotView& plot, QWidget* parent)
    : QTableView(parent), m_session(session), m_plot(plot), m_model(session, this)
{
    plot.setTwin(this);
    setModel(&m_model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table
    verticalHeader()->hide();
    new TableCopy(*this, [this] { return copied(); });
    // At once: what its rows point to may be no more.
    connect(&plot, &PlotView::dataChanged, this, [this] {
        if (isVisible())
            refresh();
        else
            m_model.clear();
    });
    connect(&session, &Session::nowChanged, this, &PlotTable::follow);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (m_following || !now.isValid() || !m_session.hasRun())
            return;
        emit m_plot.taken();
        m_session.goToInstant(m_model.instantOf(now.row()));
    });
}

void PlotTable::setTheme(const Theme& theme)
{
    m_model.setTheme(theme);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(theme.ui(9)).height() + 5);
    const QFontMetrics mono(theme.mono(9));
    const QFontMetrics words(theme.ui(9));
    setColumnWidth(0, mono.horizontalAdvance(QStringLiteral("00000.000000000")) + 12);
    setColumnWidth(1, words.horizontalAdvance(QStringLiteral("m")) * 26);
    setColumnWidth(2, mono.horizontalAdvance(QStringLiteral("4294967295–4294967295")) + 16);
    viewport()->update();
}

void PlotTable::refresh()
{
    m_following = true;
    m_model.show(m_plot.input());
    m_following = false;
    follow();
}

/// The row of the cursor is the current one.
void PlotTable::follow()
{
    if (!isVisible())
        return;
    viewport()->update(); // what is to come is lighter
    const QModelIndex current = currentIndex();
    if (current.isValid() && m_model.instantOf(current.row()) == m_session.now())
        return; // one of several of an instant has been chosen
    m_following = true;
    const int row = m_model.rowAt(m_session.now());
    if (row < 0) {
        clearSelection();
    } else {
        setCurrentIndex(m_model.index(row, std::max(0, current.column())));
        scrollTo(currentIndex());
    }
    m_following = false;
}

QString PlotTable::copied() const
{
    const std::vector<int> rows = chosenRows(*this);
    return rows.empty() ? plotTable(m_plot.input()) : tableText(m_model, rows);
}

void PlotTable::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    m_plot.read();
    refresh();
}

} // namespace tcplab
