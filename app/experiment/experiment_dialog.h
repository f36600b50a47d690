/// What can be asked of the scenario that is open beyond its one run: what each loss comes to, whether any way of
/// the network breaks a promise, and how it goes with chance. Each answer is a run that opens like any other.
#pragma once
#include "app/theme/theme.h"
#include "app/wording/wording.h"
#include "core/world/scenario.h"

#include <QDialog>

class QTabWidget;

namespace tcplab {

class ExplorePage;
class MatrixPage;
class SweepPage;

class ExperimentDialog : public QDialog {
    Q_OBJECT
public:
    ExperimentDialog(const Theme& theme, Language language, QWidget* parent = nullptr);

    /// The scenario that is asked about from now on.
    /// Each segment is lost in turn of the undisturbed run; the others begin with what was done by hand in it.
    void setScenario(const Scenario& undisturbed, const Scenario& asItIs);
    /// A sweep or an exploration is being played, or what has come of one is shown: it would be lost with the window.
    bool hasWork() const;
    int page() const;
    void setPage(int page);
    void showMatrix();
    void showExplore();
    void showChance();

    MatrixPage* matrix() const { return m_matrix; }
    ExplorePage* explore() const { return m_explore; }
    SweepPage* chance() const { return m_chance; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

signals:
    void openRun(const tcplab::Scenario& scenario);
    void compareRuns(const tcplab::Scenario& undisturbed, const tcplab::Scenario& disturbed);

private:
    void go(QWidget* page, QWidget* first);
    void chooseDefault();

    QTabWidget* m_tabs;
    MatrixPage* m_matrix;
    ExplorePage* m_explore;
    SweepPage* m_chance;
};

} // namespace tcplab
