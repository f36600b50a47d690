/// Breakpoints on the state diagram: a dot on an arrow, or at the corner of a state, at which playing stops. A layer over the
/// picture that lets every click through.
#pragma once
#include "app/diagram/diagram_figure.h"
#include "app/session/breakpoints.h"
#include "app/theme/theme.h"

#include <QWidget>

namespace tcplab {

class DiagramView;

/// What stopping there waits for.
UntilCondition conditionOf(const DiagramPlace& place);

class BreakpointMarks : public QWidget {
public:
    BreakpointMarks(DiagramView& view, const Breakpoints& breakpoints);
    void setTheme(const Theme& theme);
    /// Where the dots are, in the order of the breakpoints that the diagram can show.
    std::vector<QPointF> dots() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::vector<QPointF> dotsOf(const UntilCondition& when) const;
    DiagramView& m_view;
    const Breakpoints& m_breakpoints;
    Theme m_theme;
};

} // namespace tcplab
