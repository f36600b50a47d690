/// What can be done to a table, where the right button and the menu key look for it: all that a heading does by mouse.
#pragma once
#include <QTableView>

#include <functional>

class QMenu;

namespace tcplab {

class TableMenu : public QObject {
    Q_OBJECT
public:
    /// `copied`: what the clipboard gets; `unsort`: back into the natural order.
    TableMenu(QTableView& table, std::function<QString()> copied, std::function<void()> unsort);

private:
    void open(QPoint where);

    QTableView& m_table;
    std::function<QString()> m_copied;
    std::function<void()> m_unsort;
};

} // namespace tcplab
