/// The timeline between the hosts: shows the run up to the cursor, follows the now line, and lets a person
/// catch a segment in flight. Everything it knows it asks from the session.
#pragma once
#include "app/ladder/ladder_geometry.h"
#include "app/ladder/ladder_paint.h"
#include "app/ladder/measure_place.h"
#include "app/ladder/moment.h"
#include "app/ladder/segment_actions.h"
#include "app/session/session.h"

#include <QAbstractScrollArea>
#include <QVariantAnimation>

#include <memory>
#include <optional>

namespace tcplab {

class LadderView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LadderView(Session& session, QWidget* parent = nullptr);
    ~LadderView() override;

    void setTheme(const Theme& theme);
    double zoom() const { return m_zoom; }
    /// The picture is on its way to where the now line is in sight.
    bool isGliding() const { return m_glide.state() == QAbstractAnimation::Running; }
    /// True when the actions drop … corrupt would have something to act on.
    bool canStepIn() const;
    /// … or drop would have something to say.
    bool canAnswerDrop() const;
    /// From when to when it shows.
    std::pair<Instant, Instant> visibleInstants() const;
    /// The same in units of the axis; the second may lie beyond its end.
    std::pair<double, double> visibleUnits() const;
    /// What is drawn now, for tests and for tools that point at things in it.
    const LadderGeometry& geometry();
    /// Two views of two runs beside each other: shows the stretch that the other one shows.
    void showLike(const LadderView& other);
    /// It is moved by another view: it does not follow its own now line, and offers nothing to be done.
    void setLed(bool led);
    /// Where, on the session's axis, this run and another part; nothing: they do not, or there is no other.
    void setParting(std::optional<double> position);
    /// Where a place on the session's axis lies in the viewport.
    double yOf(double position) const;
    /// The causes and effects that are lit; null: none.
    const CausePath* causePath() const { return m_path ? &*m_path : nullptr; }
    /// What is measured, as a sentence; "" while nothing is.
    QString measured() const;
    /// What of that stands in the picture, and where.
    MeasurePlace measuredPlace() const;
    QSize sizeHint() const override { return {760, 640}; }
    QSize minimumSizeHint() const override { return {380, 240}; }

public slots:
    /// These act on the selected segment if it is in flight, else on the only one that is; if several are,
    /// the first press selects one. Of a selected one that has arrived they say so, and do nothing.
    void dropSelected();
    void delaySelected();
    void duplicateSelected();
    void corruptSelected();
    void inspectSelected();
    /// Goes to the middle of the selected segment's flight, where it can be caught.
    void goToFlightOfSelected();
    /// Lights what the selected segment, or else the step, came from and led to. Without it that is lit while one walks
    /// from cause to cause.
    void setCausePath(bool lit);
    /// From the selected segment's sending, else from the step looked at, to wherever the cursor goes; again: no more.
    void measureFromHere();
    /// Draws it as under the mouse, until that moves; 0: none.
    void pointAt(tcplab::SegmentId id);
    /// Takes away what was said beside a segment.
    void unsay();
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void showWholeRun();
    /// This stretch of the axis, as far as the run has been looked at.
    void showUnits(double from, double to);

signals:
    void inspectRequested(tcplab::SegmentId id);
    void viewMoved();                           ///< it shows another stretch of time
    void measuredChanged(const QString& words); ///< "" when nothing is measured any more
    void scrubbing();                           ///< somebody has taken hold of the now line
    void told(const QString& words);            ///< said beside a segment, also for who does not see it

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Drag : std::uint8_t { None, Pressed, Panning, Scrubbing };

    void retranslate();
    void describe();
    void onRunChanged(quint64 fromStep);
    void onMoved();
    void onViewOptionsChanged();
    void onWalkingTo(quint64 step);
    void onStepChanged(quint64 step);
    void relight();
    LadderInput input() const;
    void measureTo(QPointF point);
    void setMeasure(std::optional<Moment> from, std::optional<Moment> to);
    void stopMeasuring();
    std::vector<QString> measuredWords() const;
    void paintMeasured(QPainter& painter);
    const QImage& canvas(double pixelRatio);
    std::optional<LadderSpan> measuredSpan() const;
    bool pinch(QEvent& event);
    void forgetShapes();
    void act(SegmentAction action);
    std::optional<SegmentId> target();
    bool wasDroppedHere(SegmentId id) const;
    bool hasArrived(SegmentId id) const;
    void sayDropped(SegmentId id);
    void sayArrived(SegmentId id);
    void sayOf(SegmentId id, const QString& words);
    bool isSelectionInSight();
    void chooseDelay(SegmentId id);
    void showActions();
    void keepNowInSight(bool smoothly);
    double lowestNowShare() const;
    void keepNowAt(double y);
    void setScroll(double scroll);
    void setZoom(double zoom, double fixedY);
    void syncScrollBar();
    QRectF area() const;
    double pxPerUnit() const;
    double leastZoom() const;
    double lastScroll() const;
    double tail(double pxPerUnit) const;
    double zoomOfWhole() const;
    void zoomAboutNow(double zoom);
    double pageHeight() const;
    double nowY() const;
    QString toolTipAt(QPointF point);

    Session& m_session;
    void applyScale();

    Theme m_chosenTheme;
    Theme m_theme; ///< the chosen one, its type made smaller where the view is narrow
    std::unique_ptr<LadderFonts> m_fonts;
    LadderIndex m_index;
    LabelLayout m_labels;
    LadderGeometry m_geometry;
    bool m_stale = true;    ///< m_geometry is
    QImage m_canvas;        ///< where the geometry is painted
    bool m_painted = false; ///< it is, as it now is
    quint64 m_knownSteps = 0;
    bool m_knownLinear = false;
    double m_zoom = 1;
    double m_scroll = 0;  ///< px of the axis above the first row
    double m_barUnit = 1; ///< px a tick of the scroll bar
    bool m_settingBar = false;
    bool m_following = true;         ///< the now line; not while somebody looks elsewhere
    bool m_showsFocus = false;       ///< the keyboard came here by a key
    bool m_hasActed = false;         ///< the hint has been understood
    bool m_pathWanted = false;       ///< always, not only while one walks
    quint64 m_walkedTo = 0;          ///< the step that a walk along causes has reached; 0: nobody walks
    quint64 m_walkEnd = 0;           ///< the latest step of that walk
    std::optional<CausePath> m_path; ///< what is lit
    std::optional<Moment> m_from;    ///< what was clicked last, or is measured from
    std::optional<Moment> m_to;      ///< nothing: to the now line
    bool m_measuring = false;
    bool m_led = false;
    std::optional<double> m_parting;
    SegmentId m_hovered = 0;
    QString m_said; ///< beside a segment, by sayOf()
    Drag m_drag = Drag::None;
    QPointF m_pressedAt;
    double m_scrollAtPress = 0;
    SegmentActions* m_actions;
    SegmentId m_barFor = 0; ///< the segment that they are about, and the step at which it was chosen
    quint64 m_barStep = 0;
    QVariantAnimation m_glide;
};

} // namespace tcplab
