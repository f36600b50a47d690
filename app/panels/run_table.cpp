#include "app/panels/run_table.h"

#include "app/theme/table_menu.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>
#include <numeric>
#include <utility>

namespace tcplab {

RunTable::RunTable(Session& session, std::unique_ptr<RowSource> source, QWidget* parent)
    : QTableView(parent),
      m_session(session),
      m_model(session, std::move(source), this),
      m_theme(themeNamed(ThemeName::Light)),
      m_copy(new TableCopy(*this, [this] { return copied(); }))
{
    setModel(&m_model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(22);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    new TableMenu(*this, *m_copy, [this] { unsort(); });
    const bool everyStep = m_model.source().followsCursor();
    connect(&session, &Session::runChanged, this, [this, everyStep](quint64 fromStep) {
        if (everyStep)
            return refresh();
        noteRun(fromStep);
        readOn();
    });
    connect(&session, &Session::stepChanged, this, [this, everyStep] {
        if (everyStep)
            return refresh();
        if (!isVisible())
            return;
        m_model.stepChanged();
        follow();
    });
    connect(&session, &Session::viewOptionsChanged, this, [this] { m_model.retranslate(); });
    connect(&session, &Session::languageChanged, this, [this] {
        m_model.retranslate();
        follow();
    });
    connect(&m_model, &RunTableModel::searched, this, &RunTable::follow);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (m_following || !now.isValid() || !m_session.hasRun())
            return;
        const SegmentId segment = m_model.source().segment(m_model.sourceRow(now.row()));
        if (!m_model.source().followsCursor())
            m_session.goToStep(m_model.stepOfRow(now.row()));
        if (segment != 0)
            m_session.selectSegment(segment);
    });
    if (session.hasRun())
        noteRun(0);
}

/// What is hidden is read when it is looked at: nobody sees it grow.
void RunTable::noteRun(quint64 fromStep)
{
    const Trace& trace = m_session.trace();
    const bool grows = fromStep != 0 && fromStep >= m_known.first && trace.recordCount() >= m_known.second;
    m_known = {m_session.stepCount(), trace.recordCount()};
    if (!isVisible() && !grows)
        m_model.forget(); // it has rows of a run that is gone
    m_unread = std::min(m_unread.value_or(fromStep), grows || isVisible() ? fromStep : 0);
}

void RunTable::readOn()
{
    if (!m_unread || !isVisible())
        return;
    m_model.runChanged(*std::exchange(m_unread, std::nullopt));
    hideColumns();
    executeDelayedItemsLayout(); // so that there is room to scroll in
    updateGeometries();
    follow();
}

void RunTable::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_model.setTheme(theme);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(theme.ui(9)).height() + 5);
    fitColumns();
    follow();
}

void RunTable::unsort()
{
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_model.sort(-1, Qt::AscendingOrder);
}

/// In a narrow table what happened comes first; it names the host, too. A run with several connections tells which.
void RunTable::hideColumns()
{
    const auto columns = m_model.source().columns();
    const bool narrow = width() < QFontMetrics(m_theme.ui(9)).averageCharWidth() * 70;
    for (std::size_t i = 0; i < columns.size(); ++i)
        setColumnHidden(static_cast<int>(i), narrow && columns[i].isExtra);
}

void RunTable::fitColumns()
{
    const auto columns = m_model.source().columns();
    const QFontMetrics mono(m_theme.mono(8.5));
    const QFontMetrics ui(m_theme.ui(9));
    hideColumns();
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
        const RowColumn& column = columns[static_cast<std::size_t>(i)];
        if (*column.widest == '\0')
            continue;
        const QString widest = QString::fromLatin1(column.widest);
        const int title =
            QFontMetrics(m_theme.ui(8.5, true)).horizontalAdvance(column.name) + 26; // and the sort mark
        setColumnWidth(i, std::max(title, (column.isNumber ? mono : ui).horizontalAdvance(widest) + 14));
    }
}

void RunTable::resizeEvent(QResizeEvent* event)
{
    fitColumns();
    QTableView::resizeEvent(event);
}

void RunTable::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    if (m_model.source().followsCursor())
        refresh();
    readOn();
    follow();
}

void RunTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model.retranslate();
        fitColumns();
        follow();
    }
    QTableView::changeEvent(event);
}

QString RunTable::copied() const
{
    std::vector<int> rows = chosenRows(*this);
    // The one row that follows the cursor was not chosen by anybody.
    if (rows.size() <= 1) {
        rows.resize(static_cast<std::size_t>(m_model.rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
    }
    return tableText(m_model, rows);
}

void RunTable::copy() { m_copy->copy(); }

/// QTableView would tell screen readers that the keyboard has come to the row, wherever it is.
void RunTable::currentChanged(const QModelIndex& now, const QModelIndex& before)
{
    if (hasFocus())
        QTableView::currentChanged(now, before);
    else
        QAbstractItemView::currentChanged(now, before);
}

/// Rows that follow the cursor are made anew; the place in the table stays. What is hidden asks for nothing.
void RunTable::refresh()
{
    if (!isVisible())
        return;
    m_following = true;
    const QModelIndex before = currentIndex();
    m_model.stepChanged();
    if (before.isValid() && before.row() < m_model.rowCount())
        setCurrentIndex(m_model.index(before.row(), before.column()));
    m_following = false;
}

// The cursor leads; a row that the person chose stays chosen as long as it belongs to the step.
void RunTable::follow()
{
    if (!isVisible() || m_model.source().followsCursor())
        return;
    m_following = true;
    const auto [first, last] = m_model.rowsOfStep();
    const int row = currentIndex().isValid() ? currentIndex().row() : -1;
    if (first > last || last >= m_model.rowCount()) {
        if (row < 0 || m_session.step() == 0 || m_model.stepOfRow(row) != m_session.step())
            setCurrentIndex({});
        if (m_session.step() == 0)
            scrollToTop();
    } else {
        if (row < 0 || m_model.stepOfRow(row) != m_session.step())
            setCurrentIndex(m_model.index(first, m_model.columnCount() - 1));
        scrollTo(m_model.index(last, 0));
        scrollTo(m_model.index(first, 0));
    }
    m_following = false;
}

} // namespace tcplab
