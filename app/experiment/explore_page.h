/// Explores every way of the network within a budget, in a thread of its own, and shows the run that breaks a promise.
#pragma once
#include "app/wording/wording.h"
#include "core/experiment/explore.h"

#include <QWidget>
#include <atomic>
#include <memory>
#include <thread>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace tcplab {

class ExplorePage : public QWidget {
    Q_OBJECT
public:
    explicit ExplorePage(Language language, QWidget* parent = nullptr);
    ~ExplorePage() override;

    void setScenario(const Scenario& scenario);
    bool isRunning() const { return m_worker.joinable(); }

    QComboBox* rule() const { return m_rule; }
    QSpinBox* losses() const { return m_losses; }
    QSpinBox* duplicates() const { return m_duplicates; }
    QSpinBox* delays() const { return m_delays; }
    QPushButton* go() const { return m_go; }       ///< begins, or ends from outside
    QPushButton* openIt() const { return m_open; } ///< the counterexample
    QLabel* result() const { return m_result; }

signals:
    void openRun(const tcplab::Scenario& scenario);
    void finished();

private:
    void begin();
    void show(const Explored& explored);
    void showProgress(const Explored& explored);

    Language m_language;
    Scenario m_scenario;
    WireBudget m_budget;
    Explored m_explored;
    std::atomic<bool> m_cancelled = false;
    std::thread m_worker;
    QComboBox* m_rule;
    QSpinBox* m_losses;
    QSpinBox* m_duplicates;
    QSpinBox* m_delays;
    QCheckBox* m_reorder;
    QPushButton* m_go;
    QProgressBar* m_progress;
    QLabel* m_result;
    QPushButton* m_open;
};

} // namespace tcplab
