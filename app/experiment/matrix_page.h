/// The loss matrix as a grid: a row for each loss, with what it comes to as a mark, a word and a colour.
#pragma once
#include "app/theme/theme.h"
#include "app/wording/wording.h"
#include "core/experiment/loss_matrix.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace tcplab {

class MatrixPage : public QWidget {
    Q_OBJECT
public:
    MatrixPage(const Theme& theme, Language language, QWidget* parent = nullptr);

    void setScenario(const Scenario& scenario);
    QTableWidget* table() const { return m_table; }
    QCheckBox* pairs() const { return m_pairs; }
    /// The run of this row: the first is the undisturbed one.
    void openRow(int row);
    /// The same beside the undisturbed one.
    void compareRow(int row);
    QPushButton* compare() const { return m_compare; }
    QPushButton* openIt() const { return m_open; } ///< the run of the chosen row

signals:
    void openRun(const tcplab::Scenario& scenario);
    void compareRuns(const tcplab::Scenario& undisturbed, const tcplab::Scenario& disturbed);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fill();
    Scenario scenarioOfRow(int row) const;

    Theme m_theme;
    Language m_language;
    Scenario m_scenario;
    bool m_filled = false;
    LossMatrix m_matrix;
    QLabel* m_title;
    QCheckBox* m_pairs;
    QTableWidget* m_table;
    QPushButton* m_compare;
    QPushButton* m_open;
};

} // namespace tcplab
