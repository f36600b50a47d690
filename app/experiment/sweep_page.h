/// Chance: knobs that take several values, many random runs of each combination, and curves that grow meanwhile.
#pragma once
#include "app/chart/chart.h"
#include "app/experiment/sweep_job.h"
#include "app/theme/theme.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace tcplab {

class AxisRow;
class ChartView;
class RunsPanel;

class SweepPage : public QWidget {
    Q_OBJECT
public:
    SweepPage(const Theme& theme, Language language, QWidget* parent = nullptr);

    void setScenario(const Scenario& scenario);
    const SweepJob& job() const { return m_job; }
    SweepJob& job() { return m_job; }
    AxisRow* axis(std::size_t i) const { return m_axes[i]; }
    std::size_t axes() const { return m_axes.size(); }
    QPushButton* more() const { return m_more; } ///< another knob
    QWidget* firstField() const;
    QSpinBox* runs() const { return m_runs; }
    QPushButton* go() const { return m_go; }  ///< begins, or ends with what is done
    QLabel* words() const { return m_words; } ///< how far it is, or what is wrong
    QComboBox* y() const { return m_y; }
    QComboBox* x() const { return m_x; }
    QComboBox* band() const { return m_band; }
    QCheckBox* theory() const { return m_theory; }
    ChartView* chart() const { return m_chart; }
    RunsPanel* runsPanel() const { return m_runsPanel; }

    /// What the command line would write of what is done.
    bool saveTable(const QString& path, QString* error) const;
    bool saveChartAs(const QString& path, QString* error) const;

signals:
    void openRun(const tcplab::Scenario& scenario);

private:
    QWidget* makeForm();
    void addAxis(const QString& key, const QString& values);
    void chainTabs();
    void begin();
    void look(); ///< at what is asked for now
    void say(const QString& words);
    void complain(const QString& words);
    void showProgress();
    void draw();
    void showPoint(std::size_t variant);
    void fillKeys();
    void askAndSave(bool table);
    Input<SweepPlan> planAsked() const;
    ChartRequest requestAsked() const;

    const Theme m_theme;
    Language m_language;
    Scenario m_scenario; ///< that is open
    Scenario m_swept;    ///< that is, or was, played
    SweepJob m_job;
    std::vector<AxisRow*> m_axes;
    QVBoxLayout* m_rows;
    QPushButton* m_more;
    QSpinBox* m_runs;
    QPushButton* m_go;
    QProgressBar* m_progress;
    QLabel* m_words;
    QComboBox* m_y;
    QComboBox* m_x;
    QComboBox* m_band;
    QCheckBox* m_logX;
    QCheckBox* m_logY;
    QCheckBox* m_theory;
    QPushButton* m_saveTable;
    QPushButton* m_saveChart;
    ChartView* m_chart;
    RunsPanel* m_runsPanel;
};

} // namespace tcplab
