#include "app/ladder/ladder_view.h"

#include "app/ladder/hint_place.h"
#include "app/ladder/ladder_queues.h"
#include "app/ladder/ladder_words.h"

#include <QFocusEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>
#include <utility>

namespace tcplab {

namespace {

/// Px above a growing run's end within which its labels may have to give way to what comes.
constexpr double nearTheEnd = 400;
constexpr int glideMs = 160;

} // namespace

LadderView::LadderView(Session& session, QWidget* parent)
    : QAbstractScrollArea(parent),
      m_session(session),
      m_theme(themeNamed(ThemeName::Light)),
      m_actions(new SegmentActions(viewport()))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("marksFocus", true); // only if it came here by a key: usually all keys are its
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // paintEvent fills it; 8 MB twice take their time
    viewport()->setMouseTracking(true);
    viewport()->grabGesture(Qt::PinchGesture);
    m_glide.setDuration(glideMs);
    m_glide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_glide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { setScroll(value.toDouble()); });
    connect(m_actions, &SegmentActions::triggered, this, &LadderView::act);
    connect(&session, &Session::runChanged, this, &LadderView::onRunChanged);
    connect(&session, &Session::nowChanged, this, &LadderView::onMoved);
    connect(&session, &Session::walkingTo, this, &LadderView::onWalkingTo);
    connect(&session, &Session::stepChanged, this, &LadderView::onStepChanged);
    connect(&session, &Session::selectionChanged, this, [this] {
        unsay();
        relight();
        describe();
        forgetShapes();
    });
    connect(&session, &Session::playingChanged, this, [this] {
        describe();
        forgetShapes();
    });
    connect(&session, &Session::viewOptionsChanged, this, &LadderView::onViewOptionsChanged);
    connect(&session, &Session::languageChanged, this, &LadderView::retranslate);
    setTheme(m_theme);
    retranslate();
    if (session.hasRun())
        onRunChanged(0);
}

LadderView::~LadderView() = default;

void LadderView::setTheme(const Theme& theme)
{
    m_chosenTheme = theme;
    applyScale();
    keepNowInSight(false);
}

void LadderView::applyScale()
{
    constexpr double usual = 700;
    const double width = testAttribute(Qt::WA_Resized) ? area().width() : usual; // it has no place yet
    m_theme = fittedTo(m_chosenTheme, width);
    setVerticalScrollBarPolicy(m_theme.spotlight ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    m_fonts = std::make_unique<LadderFonts>(m_theme, viewport(), width);
    m_labels.clear();
    m_actions->setTheme(m_theme);
    forgetShapes();
}

void LadderView::retranslate()
{
    setAccessibleName(tr("Timeline"));
    describe();
    m_labels.clear();
    forgetShapes();
}

/// A painted picture is mute: this says what is in it that one can act on.
void LadderView::describe()
{
    if (!m_session.hasRun() || m_session.isPlaying())
        return;
    const Trace& trace = m_session.trace();
    QStringList flying;
    for (const SegmentId id : m_session.inFlight())
        flying << arrowLabel(trace.segment(id), m_session.notation());
    const QString time = QString::fromStdString(instantText(m_session.now()));
    //: %1 is a time, %2 a list of segments.
    QString words = flying.isEmpty()
                        ? tr("At %1 nothing is in flight.").arg(time)
                        : tr("At %1 in flight: %2.").arg(time, flying.join(QStringLiteral("; ")));
    if (m_session.isPastEnd())
        //: Of a run beside another that lasts longer; %1 is a time.
        words += QLatin1Char(' ') +
                 tr("This run ended at %1.")
                     .arg(QString::fromStdString(instantText(trace.instantOf(m_session.stepCount()))));
    const SegmentId selected = m_session.selectedSegment();
    if (selected != 0)
        //: %1 is a segment, as "SYN, ACK".
        words += QLatin1Char(' ') +
                 tr("%1 is selected.").arg(arrowLabel(trace.segment(selected), m_session.notation()));
    const std::uint64_t step = m_session.step();
    const auto tellIgnored = [&](std::uint32_t n) {
        const Effect what = trace.record(n).what;
        if (what.segment != 0)
            //: %1 is a segment, as "SYN, ACK"; %2 is "no effect: outside the window".
            words +=
                QLatin1Char(' ') + tr("%1 arrived: %2.")
                                       .arg(arrowLabel(trace.segment(what.segment), m_session.notation()),
                                            noEffectText(what, m_session.language()));
    };
    if (selected != 0 && trace.segment(selected).ignoredRecord != 0 &&
        trace.record(trace.segment(selected).ignoredRecord).step <= step)
        tellIgnored(trace.segment(selected).ignoredRecord);
    else if (step != 0)
        for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n)
            if (trace.record(n).what.kind == EffectKind::Ignore)
                tellIgnored(n);
    if (m_path && !m_path->empty())
        words += QLatin1Char(' ') + tr("Causes and effects are lit.");
    if (m_measuring)
        words += QLatin1Char(' ') + measured() + QLatin1Char('.');
    setAccessibleDescription(words);
}

void LadderView::focusInEvent(QFocusEvent* event)
{
    m_showsFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                   event->reason() == Qt::ShortcutFocusReason;
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LadderView::focusOutEvent(QFocusEvent* event)
{
    m_showsFocus = false;
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void LadderView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QAbstractScrollArea::changeEvent(event);
}

// What the session says

void LadderView::onRunChanged(quint64 fromStep)
{
    // A run that only grows keeps what is known of it.
    const bool grows = fromStep >= m_knownSteps && fromStep != 0;
    if (!grows) {
        m_walkedTo = 0;
        stopMeasuring();
        m_index.clear();
        m_labels.clear();
        m_hovered = 0;
    } else {
        // Labels near the former end have got neighbours.
        m_labels.forgetFrom(m_session.axis().positionOfStep(m_knownSteps) * pxPerUnit() - nearTheEnd);
    }
    m_index.update(m_session.trace(), m_session.axis());
    m_knownSteps = m_session.stepCount();
    relight();
    describe();
    forgetShapes();
    keepNowInSight(false);
}

void LadderView::onMoved()
{
    unsay();
    describe();
    forgetShapes();
    keepNowInSight(!m_session.isPlaying());
}

void LadderView::onViewOptionsChanged()
{
    const double y = nowY();
    if (std::exchange(m_knownLinear, m_session.linearTime()) != m_session.linearTime())
        stopMeasuring(); // what was measured lies elsewhere now
    m_index.clear();
    if (m_session.hasRun())
        m_index.update(m_session.trace(), m_session.axis());
    m_labels.clear();
    forgetShapes();
    keepNowAt(y);
}

void LadderView::forgetShapes()
{
    m_stale = true;
    viewport()->update();
    emit viewMoved();
}

std::pair<Instant, Instant> LadderView::visibleInstants() const
{
    if (!m_session.hasRun())
        return {};
    const TimeAxis& axis = m_session.axis();
    const auto at = [&](double px) { return axis.instantAt(std::max(0.0, px / pxPerUnit())); };
    return {at(m_scroll), at(m_scroll + pageHeight())};
}

LadderInput LadderView::input() const
{
    return {.trace = &m_session.trace(),
            .axis = &m_session.axis(),
            .index = &m_index,
            .text = m_fonts.get(),
            .area = area(),
            .zoom = pxPerUnit(),
            .scroll = m_scroll,
            .step = m_session.step(),
            .now = m_session.now(),
            .nowPosition = m_session.nowPosition(),
            .relativeNumbers = m_session.relativeNumbers(),
            .notation = m_session.notation(),
            .language = m_session.language(),
            .selected = m_session.selectedSegment(),
            .hovered = m_hovered,
            .lineWidth = m_theme.lineWidth,
            .path = causePath(),
            .measured = measuredSpan(),
            .plain = m_theme.spotlight,
            .parting = m_parting,
            .queues = m_theme.spotlight ? queuesOf(m_session.worldNow()) : std::vector<LadderQueue>{}};
}

const LadderGeometry& LadderView::geometry()
{
    if (!m_stale || !m_session.hasRun())
        return m_geometry;
    m_geometry = layOut(input(), m_labels);
    m_stale = false;
    m_painted = false;
    return m_geometry;
}

/// A picture of its own, whose pixels can be reached; painted anew only when something has moved.
const QImage& LadderView::canvas(double pixelRatio)
{
    const LadderGeometry& shapes = geometry();
    const QSize size = (QSizeF(viewport()->size()) * pixelRatio).toSize();
    if (m_canvas.size() != size || m_canvas.devicePixelRatio() != pixelRatio) {
        m_canvas = QImage(size, QImage::Format_RGB32);
        m_canvas.setDevicePixelRatio(pixelRatio);
        // Type is measured for the view's screen, which need not be the first.
        if (const int dpi = viewport()->logicalDpiY(); dpi != m_canvas.logicalDpiY()) {
            m_canvas.setDotsPerMeterX(qRound(viewport()->logicalDpiX() / 0.0254));
            m_canvas.setDotsPerMeterY(qRound(dpi / 0.0254));
        }
        m_painted = false;
    }
    if (m_painted)
        return m_canvas;
    QPainter painter(&m_canvas);
    for (const QRect& beside : QRegion(viewport()->rect()) - shapes.area.toRect())
        painter.fillRect(beside, m_theme.surface);
    paintLadder(painter, shapes, *m_fonts, m_theme);
    m_painted = true;
    return m_canvas;
}

void LadderView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    if (!m_session.hasRun()) {
        painter.fillRect(viewport()->rect(), m_theme.surface);
        return;
    }
    const LadderGeometry& shapes = geometry();
    const QRect whole = viewport()->rect();
    // At 1.25 pixels a px the view can reach a pixel further than a picture of its size.
    painter.fillRect(whole.right(), 0, 1, whole.height(), m_theme.surface);
    painter.fillRect(0, whole.bottom(), whole.width(), 1, m_theme.surface);
    painter.drawImage(0, 0, canvas(painter.deviceTransform().m11()));
    const bool empty = m_session.step() == 0 && !m_theme.spotlight;
    const bool catchable = !m_hasActed && !m_theme.spotlight && !m_measuring && !m_session.isPlaying() &&
                           m_session.selectedSegment() == 0 &&
                           std::any_of(shapes.arrows.begin(), shapes.arrows.end(),
                                       [](const LadderArrow& arrow) { return arrow.inFlight; });
    if (empty || catchable) {
        const QString hint = empty ? beginningHint() : catchHint();
        painter.setFont(m_theme.ui(10));
        QRectF rect = painter.fontMetrics().boundingRect(hint).adjusted(-10, -5, 10, 5);
        const QRectF& area = shapes.area;
        constexpr double air = 8;
        if (const double most = area.width() - 2 * air; rect.width() > most) // in lines
            rect = QRectF(painter.fontMetrics().boundingRect(QRect(0, 0, static_cast<int>(most) - 20, 1000),
                                                             Qt::AlignCenter | Qt::TextWordWrap, hint))
                       .adjusted(-10, -5, 10, 5);
        rect.moveCenter({(shapes.wire[0] + shapes.wire[1]) / 2,
                         shapes.nowY + 40 * m_theme.textScale + rect.height() / 2});
        rect.moveLeft(std::clamp(rect.left(), area.left() + air,
                                 std::max(area.left() + air, area.right() - air - rect.width())));
        const std::optional<QRectF> place = empty ? rect : hintPlace(shapes, rect.size());
        painter.setPen(m_theme.mutedText);
        if (place) {
            painter.fillRect(place->adjusted(6, 3, -6, -3), m_theme.surface); // lifelines pass behind it
            painter.drawText(*place, Qt::AlignCenter | Qt::TextDontClip | Qt::TextWordWrap, hint);
        }
    }
    if (m_measuring)
        paintMeasured(painter);
    if (m_showsFocus) {
        painter.setPen(QPen(m_theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
    showActions();
}

void LadderView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        applyScale();
    m_scroll = std::min(m_scroll, lastScroll());
    forgetShapes();
    keepNowInSight(false);
}

} // namespace tcplab
