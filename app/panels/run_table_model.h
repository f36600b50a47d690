/// The rows of a table of the run: sorted, searched, read on as the run grows.
#pragma once
#include "app/panels/row_source.h"
#include "app/theme/theme.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace tcplab {

class RunTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    RunTableModel(Session& session, std::unique_ptr<RowSource> source, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    void setTheme(const Theme& theme);
    /// Rows that have all these words in them, in any column; the case does not count.
    void setFilter(const QString& words);
    bool isSearching() const { return m_search.isActive(); }
    const RowSource& source() const { return *m_source; }
    int sourceRow(int row) const
    {
        return m_order.has_value() ? (*m_order)[static_cast<std::size_t>(row)] : row;
    }
    /// The rows of the step looked at: [first, last]; first > last: none. Where rows are sorted the first alone.
    std::pair<int, int> rowsOfStep() const;
    /// It begins behind the cursor: shown, but nothing of it has happened yet.
    bool isToCome(int row) const { return stepOfRow(row) > m_session.step(); }
    quint64 stepOfRow(int row) const { return m_source->step(sourceRow(row)); }
    void runChanged(quint64 fromStep);
    /// The run is another; there are no rows until runChanged() reads it.
    void forget();
    void stepChanged();
    void retranslate();

signals:
    void searched(); ///< all rows have been looked at

private:
    void arrange();
    void searchOn();
    bool holds(int sourceRow) const;
    bool isNatural() const { return m_sortColumn < 0; }
    void sortOrder();

    Session& m_session;
    std::unique_ptr<RowSource> m_source;
    std::vector<RowColumn> m_columns;
    Theme m_theme;
    QStringList m_words;
    int m_sortColumn = -1; ///< −1: by time
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::optional<std::vector<int>> m_order; ///< rows of the source; none: all, in their order
    int m_rows = 0;                          ///< without an order
    int m_searched = 0;                      ///< rows of the source that have been looked at
    QTimer m_search;
    bool m_forgotten = false;
};

} // namespace tcplab
