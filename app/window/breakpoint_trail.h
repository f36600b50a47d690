/// Where along the time breakpoints act: a red dot over the strip at each step at which playing stops, and one beside the
/// timeline at those that have been passed. Layers over both that let every click through; a lecture has none.
#pragma once
#include "app/session/breakpoint_steps.h"
#include "app/theme/theme.h"

#include <QObject>
#include <QPointF>
#include <vector>

namespace tcplab {

class DotLayer;
class LadderView;
class Scrubber;

class BreakpointTrail : public QObject {
    Q_OBJECT
public:
    struct Dot {
        QPointF at;
        quint64 step = 0;
        bool enabled = true;
    };
    BreakpointTrail(Session& session, const Breakpoints& breakpoints, LadderView& ladder, Scrubber& strip,
                    QObject* parent);
    void setTheme(const Theme& theme);
    std::vector<Dot> onStrip();
    std::vector<Dot> onTimeline();
    /// In which breakpoints a step is: their words, in the window's language.
    QString wordsAt(quint64 step);
    /// "at event 22", "not in this run": of the breakpoint at this place of Breakpoints::all().
    QString whereIs(std::size_t index);

private:
    template <class Place> std::vector<Dot> dots(quint64 last, Place place);

    Session& m_session;
    const Breakpoints& m_breakpoints;
    LadderView& m_ladder;
    Scrubber& m_strip;
    BreakpointSteps m_steps;
    double m_scale = 1; ///< of the theme's text
    DotLayer* m_overStrip;
    DotLayer* m_overTimeline;
};

} // namespace tcplab
