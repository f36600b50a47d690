#include "app/window/breakpoint_trail.h"

#include "app/ladder/ladder_view.h"
#include "app/session/until_words.h"
#include "app/window/scrubber.h"

#include <QEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <functional>

namespace tcplab {

namespace {

constexpr double radius = 3.2; ///< px of a dot at text scale 1

/// Where at this height it covers no word: at the left edge, beside the badge, at the right edge, on a lifeline.
double xOfDot(const LadderGeometry& g, double y, double scale)
{
    const double half = radius * scale + 2;
    const double left = g.area.left() + 5;
    for (const double x : {left, g.badge.right() + half + 1, g.area.right() - half - 1}) {
        const QRectF dot(x - half, y - half, 2 * half, 2 * half);
        const auto meets = [&dot](const auto& one) { return one.rect.intersects(dot); };
        if (!(g.hasNow && g.badge.intersects(dot)) && std::ranges::none_of(g.texts, meets) &&
            std::ranges::none_of(g.ticks, meets))
            return x;
    }
    return g.lifeline[0];
}

} // namespace

class DotLayer : public QWidget {
public:
    DotLayer(QWidget& over, std::function<std::vector<BreakpointTrail::Dot>()> dots)
        : QWidget(&over), m_over(over), m_dots(std::move(dots)), m_theme(themeNamed(ThemeName::Light))
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
        setGeometry(over.rect());
        over.installEventFilter(this);
        lower(); // the bar of actions stays above it
        hide();
    }
    void setTheme(const Theme& theme)
    {
        m_theme = theme;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        if (m_theme.spotlight)
            return;
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        const double r = radius * m_theme.textScale;
        for (const BreakpointTrail::Dot& dot : m_dots()) {
            p.setPen(QPen(m_theme.surface, 2));
            p.setBrush(m_theme.surface);
            p.drawEllipse(dot.at, r + 0.5, r + 0.5);
            p.setPen(QPen(m_theme.lost, 1.5));
            // One that is switched off is hollow.
            p.setBrush(dot.enabled ? m_theme.lost : m_theme.surface);
            p.drawEllipse(dot.at, r, r);
        }
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize && watched == &m_over)
            setGeometry(m_over.rect());
        return QWidget::eventFilter(watched, event);
    }

private:
    QWidget& m_over;
    std::function<std::vector<BreakpointTrail::Dot>()> m_dots;
    Theme m_theme;
};

BreakpointTrail::BreakpointTrail(Session& session, const Breakpoints& breakpoints, LadderView& ladder,
                                 Scrubber& strip, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_breakpoints(breakpoints),
      m_ladder(ladder),
      m_strip(strip),
      m_steps(session, breakpoints),
      m_overStrip(new DotLayer(strip, [this] { return onStrip(); })),
      m_overTimeline(new DotLayer(*ladder.viewport(), [this] { return onTimeline(); }))
{
    connect(&session, &Session::runChanged, this, [this](quint64 fromStep) {
        m_steps.forgetFrom(fromStep);
        m_overStrip->update();
        m_overTimeline->update();
    });
    connect(&breakpoints, &Breakpoints::changed, this, [this] {
        m_steps.forgetAll();
        for (DotLayer* layer : {m_overStrip, m_overTimeline}) {
            layer->setVisible(!m_breakpoints.all().empty());
            layer->update();
        }
    });
    connect(&ladder, &LadderView::viewMoved, m_overTimeline, [this] { m_overTimeline->update(); });
}

void BreakpointTrail::setTheme(const Theme& theme)
{
    m_scale = theme.textScale;
    m_overStrip->setTheme(theme);
    m_overTimeline->setTheme(theme);
}

template <class Place>
std::vector<BreakpointTrail::Dot> BreakpointTrail::dots(quint64 last, Place place)
{
    std::vector<Dot> found;
    if (!m_session.hasRun())
        return found;
    for (std::size_t i = 0; i < m_breakpoints.all().size(); ++i)
        for (const quint64 step : m_steps.stepsOf(i))
            if (step <= last)
                found.push_back({.at = place(m_session.axis().positionOfStep(step)),
                                 .step = step,
                                 .enabled = m_breakpoints.all()[i].enabled});
    // One that stops lies on one that is switched off.
    std::ranges::stable_sort(found, {}, &Dot::enabled);
    return found;
}

std::vector<BreakpointTrail::Dot> BreakpointTrail::onStrip()
{
    const QRectF track = m_strip.geometryOfBars().track;
    return dots(m_session.stepCount(), [&](double position) {
        return QPointF(xAt(m_session.axis(), track, position), track.top() - 3.5);
    });
}

std::vector<BreakpointTrail::Dot> BreakpointTrail::onTimeline()
{
    const LadderGeometry& shapes = m_ladder.geometry();
    std::vector<Dot> all = dots(m_session.step(), [&](double position) {
        const double y = m_ladder.yOf(position);
        return QPointF(xOfDot(shapes, y, m_scale), y);
    });
    std::erase_if(all, [&](const Dot& dot) {
        return dot.at.y() < shapes.top - 8 || dot.at.y() > shapes.area.bottom() + 8;
    });
    return all;
}

QString BreakpointTrail::wordsAt(quint64 step)
{
    QStringList words;
    for (std::size_t i = 0; i < m_breakpoints.all().size(); ++i)
        if (m_breakpoints.all()[i].enabled && std::ranges::binary_search(m_steps.stepsOf(i), step))
            words << QString::fromStdString(
                untilInLanguage(untilText(m_breakpoints.all()[i].when), m_session.language()));
    return words.join(QStringLiteral(", "));
}

QString BreakpointTrail::whereIs(std::size_t index)
{
    if (!m_session.hasRun())
        return {};
    const std::vector<quint64>& steps = m_steps.stepsOf(index);
    if (steps.empty())
        return tr("not in this run");
    constexpr std::size_t few = 3;
    QStringList numbers;
    for (std::size_t i = 0; i < std::min(few, steps.size()); ++i)
        numbers << QString::number(steps[i]);
    //: %1 is one number or several: "22", "22, 31, 40 …"
    return tr("at step %1")
        .arg(numbers.join(QStringLiteral(", ")) + (steps.size() > few ? QStringLiteral(" …") : QString()));
}

} // namespace tcplab
