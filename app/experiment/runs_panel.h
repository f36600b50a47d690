/// One point of a sweep's chart: how its runs are distributed, and each of them, which can be opened.
#pragma once
#include "app/experiment/runs_job.h"
#include "app/sweep/plan.h"
#include "app/sweep/results.h"
#include "app/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace tcplab {

class HistogramView;

class RunsPanel : public QWidget {
    Q_OBJECT
public:
    explicit RunsPanel(const Theme& theme, QWidget* parent = nullptr);

    struct Point {
        Scenario scenario; ///< of the variant, with all that people read
        QString title;     ///< "network.loss = 5 %"
        QString settings;  ///< "--set …" of a command line
        SweepPlan plan;
        VariantResults results;
        SweepMetric metric = SweepMetric::Completion;
    };
    void setPoint(Point point);
    void clear();

    /// The variant's scenario with the seed of the run in this row.
    void openRow(int row);
    QTableWidget* table() const { return m_table; }
    HistogramView* histogram() const { return m_histogram; }
    QLabel* summary() const { return m_summary; }
    QString copied() const;
    QLabel* command() const { return m_command; }
    std::vector<QWidget*> tabOrder() const;
    bool isComplete() const { return m_complete; }

signals:
    void openRun(const tcplab::Scenario& scenario);
    void listed();

private:
    void add(const std::vector<RunMeasures>& runs, bool isEnd);
    void filter();
    void showCommand(int row);
    quint64 seedOfRow(int row) const;

    Point m_point;
    RunsJob m_job;
    std::vector<RunMeasures> m_runs;
    bool m_complete = false;
    QLabel* m_title;
    QLabel* m_summary;
    HistogramView* m_histogram;
    QTableWidget* m_table;
    QLabel* m_command;
    QPushButton* m_open;
};

} // namespace tcplab
