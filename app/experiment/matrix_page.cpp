#include "app/experiment/matrix_page.h"

#include "app/wording/matrix_text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tcplab {

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

QString sinceStart(Instant at) { return text(durationText(at - Instant{})); }

} // namespace

MatrixPage::MatrixPage(const Theme& theme, Language language, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_language(language),
      m_title(new QLabel),
      m_pairs(new QCheckBox(tr("Pairs of losses, too"))),
      m_table(new QTableWidget),
      m_compare(new QPushButton(tr("Compare with the undisturbed run"))),
      m_open(new QPushButton(tr("Open this run")))
{
    m_title->setWordWrap(true);
    m_table->setAccessibleName(tr("What comes of each loss"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->setWordWrap(true);
    m_table->horizontalHeader()->setStretchLastSection(
        true); // the reason: it gets what is left, in as many lines
    connect(m_table->horizontalHeader(), &QHeaderView::geometriesChanged, m_table,
            &QTableWidget::resizeRowsToContents);
    m_open->setEnabled(false);
    m_compare->setEnabled(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_pairs);
    layout->addWidget(m_table, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_compare);
    buttons->addWidget(m_open);
    layout->addLayout(buttons);
    connect(m_pairs, &QCheckBox::toggled, this, [this] { fill(); });
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) { openRow(row); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        m_open->setEnabled(row >= 0);
        m_compare->setEnabled(row > 0);
    });
    connect(m_compare, &QPushButton::clicked, this, [this] { compareRow(m_table->currentRow()); });
    connect(m_open, &QPushButton::clicked, this, [this] { openRow(m_table->currentRow()); });
}

void MatrixPage::setScenario(const Scenario& scenario)
{
    m_scenario = scenario;
    m_filled = false;
    if (isVisible())
        fill();
}

void MatrixPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_filled)
        fill();
}

void MatrixPage::fill()
{
    m_filled = true;
    m_table->clear();
    m_table->setRowCount(0);
    m_matrix = {};
    // Each segment is a run of its own: a long transfer has more than anybody reads.
    const std::size_t most = m_pairs->isChecked() ? 60 : 300;
    const std::size_t count = playOut(m_scenario).emissions.size();
    if (count > most) {
        m_title->setText(tr("%1 sends %2 segments; the matrix is for %3 at most.")
                             .arg(text(pick(m_scenario.title, m_language)))
                             .arg(count)
                             .arg(most));
        return;
    }
    m_title->setText(
        tr("%1: what comes of it when a segment is lost. c3 is the third one that the client sends.")
            .arg(text(pick(m_scenario.title, m_language))));
    m_matrix = lossMatrix(m_scenario, m_pairs->isChecked());
    const QStringList headings{tr("Lost"),        tr("Segment"),    tr("Effect"),  tr("Client ends"),
                               tr("Server ends"), tr("Calls done"), tr("At rest"), tr("Why")};
    m_table->setColumnCount(static_cast<int>(headings.size()));
    m_table->setHorizontalHeaderLabels(headings);
    m_table->setRowCount(static_cast<int>(m_matrix.cells.size()) + 1);
    const auto set = [this](int row, int column, const QString& what) {
        auto* item = new QTableWidgetItem(what);
        m_table->setItem(row, column, item);
        return item;
    };
    const auto setOutcome = [&](int row, const RunOutcome& outcome) {
        set(row, 3, text(endsText(outcome.hosts[0], m_language)));
        set(row, 4, text(endsText(outcome.hosts[1], m_language)));
        set(row, 5, sinceStart(outcome.callsDone));
        set(row, 6, sinceStart(outcome.rest));
    };
    set(0, 0, tr("nothing"));
    set(0, 1, {});
    set(0, 2, {});
    setOutcome(0, m_matrix.undisturbed);
    set(0, 7, {});
    // A mark, a word and a colour say the same: none of them is needed.
    const std::array<QString, 3> effects{tr("✓ none"), tr("◷ later"), tr("✗ different")};
    const std::array<QColor, 3> colours{m_theme.control, m_theme.retransmission, m_theme.lost};
    int row = 1;
    for (const MatrixCell& cell : m_matrix.cells) {
        QStringList lost;
        QStringList labels;
        for (const SeenEmission& seen : cell.lost) {
            lost << text(nameOf(seen.which));
            labels << text(emissionLabel(seen));
        }
        set(row, 0, lost.join(QStringLiteral(" + ")));
        set(row, 1, labels.join(QStringLiteral(" + ")));
        const auto effect = static_cast<std::size_t>(effectOf(cell, m_matrix.undisturbed));
        set(row, 2, effects[effect])->setForeground(colours[effect]);
        setOutcome(row, cell.outcome);
        set(row, 7, text(lossText(cell, m_matrix.undisturbed, m_language)));
        ++row;
    }
    m_table->resizeColumnsToContents();
    m_table->setColumnWidth(7, 300);
    m_table->resizeRowsToContents();
}

Scenario MatrixPage::scenarioOfRow(int row) const
{
    std::vector<Emission> lost;
    if (row > 0)
        for (const SeenEmission& seen : m_matrix.cells[static_cast<std::size_t>(row) - 1].lost)
            lost.push_back(seen.which);
    Scenario scenario = withLost(m_scenario, lost);
    std::string names;
    for (const Emission& one : lost)
        names += (names.empty() ? "" : " + ") + nameOf(one);
    if (!names.empty()) { // by which it is told from the one that it was made of
        if (!scenario.title.en.empty())
            scenario.title.en += ": " + names + " lost";
        if (!scenario.title.zh.empty())
            scenario.title.zh += "：" + names + " 丢失";
    }
    return scenario;
}

void MatrixPage::openRow(int row)
{
    if (row >= 0 && row <= static_cast<int>(m_matrix.cells.size()))
        emit openRun(scenarioOfRow(row));
}

void MatrixPage::compareRow(int row)
{
    if (row > 0 && row <= static_cast<int>(m_matrix.cells.size()))
        emit compareRuns(m_scenario, scenarioOfRow(row));
}

} // namespace tcplab
