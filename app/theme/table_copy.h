/// Copying a table: what the clipboard gets, by which key, and the word that it is there.
#pragma once
#include <QAbstractItemView>

#include <functional>
#include <vector>

namespace tcplab {

/// The rows as lines of tab-separated values under a heading.
QString tableText(const QAbstractItemModel& table, const std::vector<int>& rows);
/// The rows that are chosen, from above.
std::vector<int> chosenRows(const QAbstractItemView& table);
/// Into the clipboard, if there is more than the heading; `where` says so, or that there is nothing, at its foot.
void copyTable(QWidget& where, const QString& text);

/// Lets a table be copied by the key for it.
class TableCopy : public QObject {
    Q_OBJECT
public:
    /// `copied`: what the clipboard gets.
    TableCopy(QAbstractItemView& table, std::function<QString()> copied);
    void copy();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAbstractItemView& m_table;
    std::function<QString()> m_copied;
};

} // namespace tcplab
