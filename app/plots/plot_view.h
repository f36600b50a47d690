/// A plot over time: the run's cursor stands in it, a click moves it, the wheel zooms.
#pragma once
#include "app/plots/plot_shapes.h"
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QPen>
#include <QPixmap>
#include <QWidget>
#include <optional>

namespace tcplab {

class PlotView : public QWidget {
    Q_OBJECT
public:
    explicit PlotView(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setKind(PlotKind kind);
    PlotKind kind() const { return m_kind; }
    /// Whose plot it is; connection 0: nothing is shown.
    void setFlow(Side sender, ConnectionId conn);
    const Flow& flow() const { return m_flow; }
    /// Run A, whose curves are drawn as well while two runs are compared; nothing: no more.
    void setOther(Session* other);
    const Flow& otherFlow() const { return m_otherFlow; }
    /// What the legend says, from the left.
    QStringList legend() const;
    /// What the timeline shows now is shaded.
    void setTimelineRange(PlotRange range);
    const PlotRange& timelineRange() const { return m_timeline; }
    /// What is drawn now.
    const PlotShapes& shapes();
    PlotRange range() const;
    void setRange(std::optional<PlotRange> range);
    QString table() const;
    QSize sizeHint() const override { return {600, 200}; }
    QSize minimumSizeHint() const override { return {200, 90}; }

public slots:
    void runChanged(quint64 fromStep);
    void zoomIn() { zoomAbout(0.5, 0.5); }
    void zoomOut() { zoomAbout(0.5, 2); }
    void showAll() { setRange(std::nullopt); }

signals:
    void rangeChanged();

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void showEvent(QShowEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    PlotInput input() const;
    QRectF area() const;
    void read();
    void forgetShapes();
    void zoomAbout(double share, double factor);
    void describe();
    void paintShapes(QPainter& p) const;
    void paintAxes(QPainter& p) const;
    void paintBar(QPainter& p, const PlotBar& bar) const;
    void paintLine(QPainter& p, const PlotLine& line) const;
    void paintLegend(QPainter& p) const;
    void paintCursor(QPainter& p) const;
    void paintHover(QPainter& p) const;
    QColor colourOf(PlotRole role, bool other) const;
    /// How a line is drawn: those of run A have patterns of their own.
    QPen penOf(PlotRole role, bool other, double width) const;
    std::vector<std::pair<PlotRole, bool>> legendLines() const;
    std::optional<PlotRange> whole() const;

    Session& m_session;
    Theme m_theme;
    PlotKind m_kind = PlotKind::Sequence;
    Flow m_flow;
    Session* m_other = nullptr;
    Flow m_otherFlow;
    std::optional<PlotRange> m_range; ///< chosen; else all of it
    PlotRange m_timeline{};
    PlotShapes m_shapes;
    bool m_stale = true;
    QPixmap m_picture; ///< all but the cursor, so that playing costs little
    std::optional<QPointF> m_hover;
    std::optional<QPointF> m_pressed;
    bool m_dragging = false;
    PlotRange m_rangeAtPress{};
};

} // namespace tcplab
