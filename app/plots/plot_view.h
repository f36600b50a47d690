/// A plot over time: the run's cursor stands in it, a click moves it, wheel and keys zoom, and the timeline goes along.
#pragma once
#include "app/plots/plot_legend.h"
#include "app/plots/timeline_strip.h"
#include "app/session/session.h"

#include <QElapsedTimer>
#include <QImage>
#include <QTimer>
#include <QWidget>
#include <optional>

namespace tcplab {

class PlotView : public QWidget {
    Q_OBJECT
public:
    explicit PlotView(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    const Theme& theme() const { return m_theme; }
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
    /// What the timeline shows now is shaded. While both are linked, a plot that has been zoomed goes along.
    void setTimelineRange(PlotRange range);
    const PlotRange& timelineRange() const { return m_timeline; }
    void setLinked(bool linked);
    bool isLinked() const { return m_linked; }
    /// What is drawn now.
    const PlotShapes& shapes();
    PlotRange range() const;
    /// Nothing: all of it.
    void setRange(std::optional<PlotRange> range);
    bool showsAll() const { return !m_range; }
    /// Its flows, axes and range: what its table is made of.
    PlotInput input() const;
    /// What shows the same in its place: while it is seen the run is read for it.
    void setTwin(const QWidget* twin) { m_twin = twin; }
    /// Reads what is new in the run, if anybody looks; of a long run the rest follows in slices.
    void read();
    bool isReading() const { return m_reading.isActive(); }
    QSize sizeHint() const override { return {600, 200}; }
    QSize minimumSizeHint() const override { return {200, 90}; }

public slots:
    void runChanged(quint64 fromStep);
    void zoomIn() { zoomAbout(shareOfNow(), 0.5); }
    void zoomOut() { zoomAbout(shareOfNow(), 2); }
    void showAll() { setRange(std::nullopt); }

signals:
    void rangeChanged();
    void dataChanged();                            ///< what it draws is something else
    void timelineWanted(Instant from, Instant to); ///< the timeline shall show this
    void taken();                                  ///< somebody has taken hold of the run

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Drag : std::uint8_t { None, Pressed, Panning, Marking, Strip };

    void changed();
    void forgetShapes();
    void layOut();
    void updateCursor();
    void zoomAbout(double share, double factor);
    void pan(Duration by);
    void leadTimeline(PlotRange range);
    double shareOfNow() const;
    double shareAt(double x) const; ///< where of the width
    bool pinch(QEvent& event);
    Duration durationOf(double px) const;
    void describe();
    void drag(QPointF to);
    void point(QPointF at);
    TimelineStrip strip() const { return {m_shapes, m_timeline}; }
    void paintCursor(QPainter& p) const;
    void paintHover(QPainter& p) const;
    void paintMessage(QPainter& p) const;
    std::optional<PlotRange> whole() const;

    Session& m_session;
    Theme m_theme;
    PlotKind m_kind = PlotKind::Sequence;
    Flow m_flow;
    Session* m_other = nullptr;
    Flow m_otherFlow;
    quint64 m_knownSteps = 0; ///< of the run, when it was last said to have changed
    quint64 m_otherKnownSteps = 0;
    const QWidget* m_twin = nullptr;
    QTimer m_reading;
    QElapsedTimer m_sinceLayout;      ///< while it is read
    std::optional<PlotRange> m_range; ///< chosen; else all of it
    PlotRange m_timeline{};
    bool m_linked = true;
    bool m_leading = false; ///< the timeline is just being told where to go
    PlotShapes m_shapes;
    PlotLegend m_legend{{}, {}};
    bool m_stale = true;
    QImage m_picture;     ///< all but the cursor, so that playing costs little
    double m_cursorX = 0; ///< where it was painted last
    std::optional<QPointF> m_hover;
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    TimelineStrip::Part m_part = TimelineStrip::Part::None; ///< under the mouse, or being pulled
    PlotRange m_atPress{};                                  ///< of the plot, or of the timeline
};

} // namespace tcplab
