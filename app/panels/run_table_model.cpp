#include "app/panels/run_table_model.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace tcplab {

namespace {
constexpr qint64 sliceMs = 8;
} // namespace

RunTableModel::RunTableModel(Session& session, std::unique_ptr<RowSource> source, QObject* parent)
    : QAbstractTableModel(parent),
      m_session(session),
      m_source(std::move(source)),
      m_columns(m_source->columns()),
      m_theme(themeNamed(ThemeName::Light))
{
    m_search.setInterval(0);
    connect(&m_search, &QTimer::timeout, this, &RunTableModel::searchOn);
}

int RunTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_order ? static_cast<int>(m_order->size()) : m_rows;
}

int RunTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_session.hasRun() || index.row() >= rowCount())
        return {};
    const int row = sourceRow(index.row());
    if (row >= m_source->count())
        return {};
    const RowColumn& column = m_columns[static_cast<std::size_t>(index.column())];
    const bool isLast = index.column() == columnCount() - 1;
    switch (role) {
    case Qt::DisplayRole: return m_source->text(row, index.column());
    case Qt::AccessibleTextRole: {
        const QString words = m_source->text(row, index.column());
        //: A row of a table that lies behind the cursor; %1 is what stands in it.
        return isToCome(index.row()) ? tr("still to come: %1").arg(words) : words;
    }
    case Qt::ToolTipRole: return isLast ? QVariant(m_source->text(row, index.column())) : QVariant();
    case Qt::ForegroundRole: {
        if (isToCome(index.row()))
            return m_theme.mutedText;
        const auto host = m_source->host(row);
        const bool names = column.name == m_columns[2].name && host;
        return names ? m_theme.of(*host) : m_theme.text;
    }
    case Qt::BackgroundRole: {
        if (m_source->followsCursor())
            return m_source->isMarked(row) ? QVariant(m_theme.changedSoft) : QVariant();
        const quint64 step = m_source->step(row);
        return step != 0 && step == m_session.step() ? QVariant(m_theme.changedSoft) : QVariant();
    }
    case Qt::FontRole: {
        QFont font = column.isNumber ? m_theme.mono(8.5) : m_theme.ui(9);
        font.setItalic(isToCome(index.row())); // not by colour alone
        return font;
    }
    case Qt::TextAlignmentRole:
        return int(column.isNumber ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    return m_columns[static_cast<std::size_t>(section)].name;
}

void RunTableModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

bool RunTableModel::holds(int sourceRow) const
{
    QString all;
    for (int column = 0; column < columnCount(); ++column)
        all += m_source->searchedText(sourceRow, column) + QLatin1Char('\n');
    return std::ranges::all_of(
        m_words, [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

void RunTableModel::sortOrder()
{
    if (isNatural() || !m_order)
        return;
    std::vector<std::pair<qint64, int>> keys;
    keys.reserve(m_order->size());
    for (const int row : *m_order)
        keys.emplace_back(m_source->key(row, m_sortColumn), row);
    // Rows that are alike stay in the order of time.
    std::ranges::sort(keys, [this](const auto& a, const auto& b) {
        if (a.first != b.first)
            return m_sortOrder == Qt::AscendingOrder ? a.first < b.first : a.first > b.first;
        return a.second < b.second;
    });
    for (std::size_t i = 0; i < keys.size(); ++i)
        (*m_order)[i] = keys[i].second;
}

/// All rows anew, in the order and with the words that are asked for. A long search goes on in slices.
void RunTableModel::arrange()
{
    beginResetModel();
    m_search.stop();
    m_rows = m_forgotten ? 0 : m_source->count();
    m_order.reset();
    m_searched = m_rows;
    if (!m_words.isEmpty()) {
        m_order.emplace();
        m_searched = 0;
    } else if (!isNatural()) {
        m_order.emplace();
        for (int row = 0; row < m_rows; ++row)
            m_order->push_back(row);
        sortOrder();
    }
    endResetModel();
    if (m_searched < m_rows)
        searchOn();
}

void RunTableModel::searchOn()
{
    QElapsedTimer clock;
    clock.start();
    std::vector<int> found;
    const int rows = m_source->count();
    while (m_searched < rows && (m_searched % 64 != 0 || clock.elapsed() < sliceMs)) {
        if (holds(m_searched))
            found.push_back(m_searched);
        ++m_searched;
    }
    const bool done = m_searched >= rows;
    if (!found.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(found.size()) - 1);
        m_order->insert(m_order->end(), found.begin(), found.end());
        endInsertRows();
    }
    if (!done) {
        m_search.start();
        return;
    }
    m_search.stop();
    if (!isNatural()) {
        emit layoutAboutToBeChanged();
        sortOrder();
        emit layoutChanged();
    }
    emit searched();
}

void RunTableModel::sort(int column, Qt::SortOrder order)
{
    const bool natural = column < 0 || column >= columnCount();
    m_sortColumn = natural ? -1 : column;
    m_sortOrder = order;
    arrange();
}

void RunTableModel::setFilter(const QString& words)
{
    const QStringList list = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (std::exchange(m_words, list) != list)
        arrange();
}

std::pair<int, int> RunTableModel::rowsOfStep() const
{
    const quint64 step = m_session.hasRun() ? m_session.step() : 0;
    if (step == 0)
        return {0, -1};
    const int rows = rowCount();
    if (!isNatural()) {
        for (int row = 0; row < rows; ++row)
            if (stepOfRow(row) == step)
                return {row, row};
        return {0, -1};
    }
    // By time: bisection.
    const auto firstFrom = [&](quint64 wanted) {
        int low = 0;
        int high = rows;
        while (low < high) {
            const int middle = low + (high - low) / 2;
            if (stepOfRow(middle) < wanted)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    return {firstFrom(step), firstFrom(step + 1) - 1};
}

void RunTableModel::forget()
{
    m_forgotten = true;
    arrange();
}

void RunTableModel::runChanged(quint64 fromStep)
{
    m_forgotten = false;
    const bool grows = m_source->update(fromStep);
    const int rows = m_source->count();
    if (!grows || rows < m_rows || !isNatural()) {
        arrange();
        return;
    }
    // Where the end was told something else may stand now; a timer that ran may have ended.
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    if (m_order) {
        m_rows = rows;
        searchOn();
        return;
    }
    if (rows == m_rows)
        return;
    beginInsertRows({}, m_rows, rows - 1);
    m_rows = rows;
    m_searched = rows;
    endInsertRows();
}

void RunTableModel::stepChanged()
{
    if (m_source->followsCursor()) {
        m_source->update(0);
        arrange();
        return;
    }
    // What is in sight is asked for again; what is not costs nothing.
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void RunTableModel::retranslate()
{
    m_columns = m_source->columns();
    if (m_source->followsCursor())
        m_source->update(0);
    arrange();
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

} // namespace tcplab
