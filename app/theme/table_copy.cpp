#include "app/theme/table_copy.h"

#include "app/theme/passing_word.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

#include <algorithm>

namespace tcplab {

QString tableText(const QAbstractItemModel& table, const std::vector<int>& rows)
{
    QString text;
    const int columns = table.columnCount();
    const auto addLine = [&](auto cell) {
        for (int column = 0; column < columns; ++column)
            text += (column == 0 ? QString() : QStringLiteral("\t")) + cell(column).toString();
        text += QLatin1Char('\n');
    };
    addLine([&](int column) { return table.headerData(column, Qt::Horizontal); });
    for (const int row : rows)
        addLine([&](int column) { return table.index(row, column).data(); });
    return text;
}

std::vector<int> chosenRows(const QAbstractItemView& table)
{
    std::vector<int> rows;
    for (const QModelIndex& index : table.selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    return rows;
}

void copyTable(QWidget& where, const QString& text)
{
    const auto rows = std::max<qsizetype>(0, text.count(QLatin1Char('\n')) - 1);
    if (rows == 0) { // a heading alone would take the place of what is in the clipboard
        PassingWord::say(where, TableCopy::tr("There is nothing here to copy."));
        return;
    }
    QGuiApplication::clipboard()->setText(text);
    PassingWord::say(where, rows == 1
                                ? TableCopy::tr("One row of the table is in the clipboard.")
                                : TableCopy::tr("%1 rows of the table are in the clipboard.").arg(rows));
}

TableCopy::TableCopy(QAbstractItemView& table, std::function<QString()> copied)
    : QObject(&table), m_table(table), m_copied(std::move(copied))
{
    table.installEventFilter(this);
}

void TableCopy::copy() { copyTable(m_table, m_copied()); }

bool TableCopy::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != &m_table || event->type() != QEvent::KeyPress ||
        !static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
        return QObject::eventFilter(watched, event);
    copy();
    return true;
}

} // namespace tcplab
