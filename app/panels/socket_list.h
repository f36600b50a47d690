/// The ss-like list of a host's sockets, on terminal colours; choosing a line chooses the connection that
/// the panels below show.
#pragma once
#include "app/panels/socket_lines.h"
#include "app/theme/theme.h"

#include <QListWidget>

class QLabel;

namespace tcplab {

class SocketList : public QListWidget {
    Q_OBJECT
public:
    explicit SocketList(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setLines(std::vector<SocketLine> lines, ConnectionId shown);
    /// How many lines it takes room for.
    void setRows(int rows);
    /// Lines there is no room for.
    int hiddenLines() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void chosen(tcplab::ConnectionId conn);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void currentChanged(const QModelIndex& now, const QModelIndex& before) override;

private:
    void fill();
    int rowHeight() const;
    QString hiddenText() const;
    void placeMore();

    Theme m_theme;
    std::vector<SocketLine> m_lines;
    ConnectionId m_shown = 0;
    QLabel* m_more;
    int m_rows = 1;
    bool m_filling = false;
};

} // namespace tcplab
