/// What can be done to a table, where the right button and the menu key look for it: all that a heading does by mouse.
#pragma once
#include "app/theme/table_copy.h"

#include <QTableView>

class QMenu;

namespace tcplab {

class TableMenu : public QObject {
    Q_OBJECT
public:
    /// `unsort`: back into the natural order.
    TableMenu(QTableView& table, TableCopy& copy, std::function<void()> unsort);

private:
    void open(QPoint where);

    QTableView& m_table;
    TableCopy& m_copy;
    std::function<void()> m_unsort;
};

} // namespace tcplab
