/// Both hosts as their own programs show them: `ss -tan` or `netstat -tan`, and below it what waits at listeners.
#pragma once
#include "app/panels/netstat_lines.h"
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QPlainTextEdit>
#include <QWidget>
#include <array>

class QButtonGroup;
class QLabel;

namespace tcplab {

/// A listener's two queues, drawn: a box for each that waits, and how many the queue holds.
class QueueStrip : public QWidget {
    Q_OBJECT
public:
    explicit QueueStrip(Side side, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setQueues(std::vector<ListenQueues> queues);
    const std::vector<ListenQueues>& queues() const { return m_queues; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void changeEvent(QEvent* event) override;

private:
    int rowHeight() const;
    bool isNarrow() const;
    void describe();
    double paintQueue(QPainter& p, double x, double y, const QString& name,
                      const std::vector<std::uint16_t>& waiting, std::size_t capacity) const;

    Side m_side;
    Theme m_theme;
    std::vector<ListenQueues> m_queues;
};

class SocketsPanel : public QWidget {
    Q_OBJECT
public:
    explicit SocketsPanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setTool(SocketTool tool);
    SocketTool tool() const { return m_tool; }
    QPlainTextEdit* screen(Side side) const { return m_screens[indexOf(side)]; }
    QueueStrip* queues(Side side) const { return m_queues[indexOf(side)]; }
    QButtonGroup* tools() const { return m_tools; }

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitType(Side side, const std::vector<ScreenLine>& lines);
    void refresh();
    void retranslate();

    Session& m_session;
    Theme m_theme;
    SocketTool m_tool = SocketTool::Ss;
    QButtonGroup* m_tools;
    std::array<double, 2> m_points{}; ///< of the type of each screen
    std::array<QLabel*, 2> m_names{};
    std::array<QPlainTextEdit*, 2> m_screens{};
    std::array<QueueStrip*, 2> m_queues{};
};

} // namespace tcplab
