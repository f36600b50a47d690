/// A connection's timers as shrinking bars.
#pragma once
#include "app/panels/timer_rows.h"
#include "app/theme/theme.h"

#include <QWidget>

namespace tcplab {

/// About three figures, as fine as one can see: "59 s", "1.25 s", "910 ms".
QString timeLeftText(Duration left);

class TimersPanel : public QWidget {
    Q_OBJECT
public:
    explicit TimersPanel(Side side, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setRows(std::vector<TimerRow> rows);
    /// What the timer of TIME-WAIT is called on this host: "2·MSL", where it lasts so long.
    void setTimeWait(const QString& name);
    /// Rows to take room for: the panel keeps its height when timers come and go.
    void setRoom(int rows);
    int room() const { return m_room; }
    /// Of a listener, which has no timers: a dash stands there, as for its numbers.
    void setListener(bool listener);
    QString textOf(Timer timer) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override;
    void changeEvent(QEvent* event) override;

private:
    QString textOf(const TimerRow& row) const;
    QString valueOf(const TimerRow& row) const;
    void describe();
    int rowHeight() const;

    const Side m_side;
    Theme m_theme;
    QString m_timeWait{QStringLiteral("2·MSL")};
    std::vector<TimerRow> m_rows;
    bool m_listener = false;
    int m_room = 2;
};

} // namespace tcplab
