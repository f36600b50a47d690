/// What a click on a state or an arrow of the diagram offers: the next time in the run that is open, and the scenarios
/// of the library that go there.
#pragma once
#include "app/session/run_index.h"
#include "app/session/session.h"
#include "app/window/library_tour.h"

#include <QObject>
#include <QPoint>

class QMenu;

namespace tcplab {

class Breakpoints;

class DiagramMenu : public QObject {
    Q_OBJECT
public:
    DiagramMenu(Session& session, const RunIndex& index, QWidget* parent);
    /// The library is played while somebody still looks for the right box.
    void prepare() { m_tour.begin(); }
    /// It offers to stop there when the run is played.
    void setBreakpoints(Breakpoints* breakpoints) { m_breakpoints = breakpoints; }
    void open(const DiagramPlace& place, QPoint where);
    /// Filled for a place; for whoever opens it.
    void fill(QMenu& menu, const DiagramPlace& place);
    const DiagramTour& tour() { return m_tour.tour(); }

signals:
    void scenarioChosen(const QString& name, quint64 step);
    void stepChosen(quint64 step);

private:
    void addScenarios(QMenu& menu, const std::vector<DiagramTour::Visit>& visits);
    std::optional<quint64> nextInRun(const DiagramPlace& place) const;

    Session& m_session;
    const RunIndex& m_index;
    QWidget* m_window;
    LibraryTour m_tour;
    Breakpoints* m_breakpoints = nullptr;
};

} // namespace tcplab
