/// The strip at the bottom: both hosts' states along the whole run, and the cursor to drag.
#pragma once
#include "app/session/session.h"
#include "app/theme/theme.h"
#include "app/window/scrubber_geometry.h"

#include <QAbstractSlider>

namespace tcplab {

/// A slider for screen readers: its value is the step.
class Scrubber : public QAbstractSlider {
    Q_OBJECT
public:
    Scrubber(Session& session, const RunIndex& index, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setShown(Side side, ConnectionId conn);
    /// Whose states these are, where there are two runs; "" where there is one.
    void setRun(const QString& run);
    QString run() const { return m_run; }
    /// What the timeline shows, in units of the axis: the frame.
    void setVisible(double from, double to);
    ScrubberGeometry geometryOfBars() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {300, sizeHint().height()}; }

public slots:
    void refresh();

signals:
    void visibleWanted(double from, double to); ///< the frame was dragged

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;
    void sliderChange(SliderChange change) override;
    bool event(QEvent* event) override;

private:
    void paintNames(QPainter& p, const ScrubberGeometry& shapes, bool crossed) const;
    int rowHeight() const;
    int labelWidth() const;
    int runWidth() const;
    void paintRun(QPainter& p) const;
    void describe();
    void goTo(double x);
    void dragFrame(double x);

    Session& m_session;
    const RunIndex& m_index;
    Theme m_theme;
    QString m_run;
    std::array<ConnectionId, 2> m_shown{};
    bool m_refreshing = false;
    double m_visibleFrom = 0;
    double m_visibleTo = 0;
    FramePart m_dragged = FramePart::None;
    double m_heldAt = 0; ///< units between the frame's beginning and the mouse
};

} // namespace tcplab
