/// The plot as a table, for people who read lists: what is in the picture, no more and no less. It follows the cursor,
/// and choosing a row moves it.
#pragma once
#include "app/plots/plot_rows.h"
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace tcplab {

class PlotView;

/// Rows are found as they are scrolled to: there may be millions.
class PlotTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit PlotTableModel(Session& session, QObject* parent = nullptr);
    /// What the plot shows now.
    void show(const PlotInput& in);
    void clear();
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    Instant instantOf(int row) const;
    /// The last row at or before an instant; −1: none, or it is too far to look for it.
    int rowAt(Instant instant);
    void setTheme(const Theme& theme);

private:
    Session& m_session;
    Theme m_theme;
    std::optional<PlotRows> m_rows;
    std::vector<PlotRows::Place> m_found;
    bool m_complete = true;
};

class PlotTable : public QTableView {
    Q_OBJECT
public:
    PlotTable(Session& session, PlotView& plot, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// What is chosen, as lines of tab-separated values under a heading.
    QString copied() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void follow();

    Session& m_session;
    PlotView& m_plot;
    PlotTableModel m_model;
    bool m_following = false;
};

} // namespace tcplab
