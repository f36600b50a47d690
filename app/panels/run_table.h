/// A table of the run: the twin of the pictures for people who read lists. It follows the cursor, and can be sorted,
/// searched and copied, whatever its length.
#pragma once
#include "app/panels/run_table_model.h"
#include "app/theme/table_copy.h"

#include <QTableView>

namespace tcplab {

class RunTable : public QTableView {
    Q_OBJECT
public:
    RunTable(Session& session, std::unique_ptr<RowSource> source, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    RunTableModel& rows() { return m_model; }
    /// What is chosen, else everything, as lines of tab-separated values under a heading.
    QString copied() const;
    void copy();
    /// By time again.
    void unsort();
    void refresh(); ///< where rows follow the cursor

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void currentChanged(const QModelIndex& now, const QModelIndex& before) override;

private:
    void noteRun(quint64 fromStep);
    void readOn();
    void follow();
    void hideColumns();
    void fitColumns();

    Session& m_session;
    RunTableModel m_model;
    Theme m_theme;
    TableCopy* m_copy;
    bool m_following = false;
    std::optional<quint64> m_unread;             ///< from which step on; none: the model knows the run
    std::pair<quint64, std::uint32_t> m_known{}; ///< steps and records when the run was last heard of
};

} // namespace tcplab
