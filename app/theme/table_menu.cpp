#include "app/theme/table_menu.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QMenu>

namespace tcplab {

TableMenu::TableMenu(QTableView& table, TableCopy& copy, std::function<void()> unsort)
    : QObject(&table), m_table(table), m_copy(copy), m_unsort(std::move(unsort))
{
    table.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&table, &QWidget::customContextMenuRequested, this, &TableMenu::open);
}

void TableMenu::open(QPoint where)
{
    auto* menu = new QMenu(&m_table);
    menu->setObjectName(QStringLiteral("tableMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), &m_copy, &TableCopy::copy);
    const QHeaderView& heading = *m_table.horizontalHeader();
    const int sorted = heading.sortIndicatorSection();
    const bool up = heading.sortIndicatorOrder() == Qt::AscendingOrder;
    QMenu* sort = menu->addMenu(tr("Sort by"));
    auto* columns = new QActionGroup(sort);
    for (int i = 0; i < heading.count(); ++i) {
        if (heading.isSectionHidden(i))
            continue;
        const QString name = m_table.model()->headerData(i, Qt::Horizontal).toString();
        const bool isThis = i == sorted;
        //: In a menu, a column that a table is sorted by; choosing it again turns the order round.
        QAction* one =
            sort->addAction(isThis ? (up ? tr("%1 (ascending)") : tr("%1 (descending)")).arg(name) : name);
        columns->addAction(one);
        one->setCheckable(true);
        one->setChecked(isThis);
        connect(one, &QAction::triggered, this, [this, i, turn = isThis && up] {
            m_table.sortByColumn(i, turn ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
    }
    QAction* natural = menu->addAction(tr("Not sorted"), this, m_unsort);
    natural->setEnabled(sorted >= 0 && sorted < heading.count());
    menu->popup(m_table.viewport()->mapToGlobal(where));
}

} // namespace tcplab
