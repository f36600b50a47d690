/// How wide the hosts' columns are beside the timeline: what gives way first where the window is narrow. Whoever has
/// moved a border keeps it.
#pragma once
#include <QObject>

#include <array>

class QSplitter;
class QWidget;

namespace tcplab {

class ColumnShares : public QObject {
    Q_OBJECT
public:
    ColumnShares(QSplitter* row, std::array<QWidget*, 2> columns, QWidget* timeline, QObject* parent);
    void setScale(double textScale);
    /// Px of each column beside a timeline, of so many for all: the arrows' labels need theirs first.
    static int columnWidth(int whole, double textScale, int columns = 2);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void share();
    bool standsAlone() const;

    QSplitter* m_row;
    std::array<QWidget*, 2> m_columns;
    QWidget* m_timeline;
    double m_scale = 1;
    bool m_chosen = false; ///< by hand
    bool m_sharing = false;
};

} // namespace tcplab
