/// The run as a table: the timeline's twin for people who read lists, with the cursor's step marked.
#pragma once
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace tcplab {

class EventModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Time, Host, What, ColumnCount };

    explicit EventModel(Session& session, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void setTheme(const Theme& theme);
    /// The rows of the step looked at: [first, last]; first > last: none.
    std::pair<int, int> rowsOfStep() const;
    quint64 stepOfRow(int row) const;
    /// A run that has only grown gets further rows; another one is read anew.
    void runChanged(quint64 fromStep);
    void stepChanged();
    void retranslate();

private:
    void readAnew();

    Session& m_session;
    Theme m_theme;
    int m_rows = 0;
    quint64 m_knownSteps = 0;
    std::pair<int, int> m_lit{0, -1};
};

class EventTable : public QTableView {
    Q_OBJECT
public:
    explicit EventTable(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    EventModel& events() { return m_model; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void follow();

    Session& m_session;
    EventModel m_model;
    bool m_following = false;
};

} // namespace tcplab
