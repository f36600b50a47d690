#include "app/panels/run_table.h"

#include "app/theme/table_menu.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace tcplab {

namespace {
constexpr qint64 sliceMs = 8;
} // namespace

RunTableModel::RunTableModel(Session& session, std::unique_ptr<RowSource> source, QObject* parent)
    : QAbstractTableModel(parent),
      m_session(session),
      m_source(std::move(source)),
      m_columns(m_source->columns()),
      m_theme(themeNamed(ThemeName::Light))
{
    m_search.setInterval(0);
    connect(&m_search, &QTimer::timeout, this, &RunTableModel::searchOn);
}

int RunTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_order ? static_cast<int>(m_order->size()) : m_rows;
}

int RunTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_session.hasRun() || index.row() >= rowCount())
        return {};
    const int row = sourceRow(index.row());
    if (row >= m_source->count())
        return {};
    const RowColumn& column = m_columns[static_cast<std::size_t>(index.column())];
    const bool isLast = index.column() == columnCount() - 1;
    switch (role) {
    case Qt::DisplayRole: return m_source->text(row, index.column());
    case Qt::AccessibleTextRole: {
        const QString words = m_source->text(row, index.column());
        //: A row of a table that lies behind the cursor; %1 is what stands in it.
        return isToCome(index.row()) ? tr("still to come: %1").arg(words) : words;
    }
    case Qt::ToolTipRole: return isLast ? QVariant(m_source->text(row, index.column())) : QVariant();
    case Qt::ForegroundRole: {
        if (isToCome(index.row()))
            return m_theme.mutedText;
        const auto host = m_source->host(row);
        const bool names = column.name == m_columns[2].name && host;
        return names ? m_theme.of(*host) : m_theme.text;
    }
    case Qt::BackgroundRole: {
        if (m_source->followsCursor())
            return m_source->isMarked(row) ? QVariant(m_theme.changedSoft) : QVariant();
        const quint64 step = m_source->step(row);
        return step != 0 && step == m_session.step() ? QVariant(m_theme.changedSoft) : QVariant();
    }
    case Qt::FontRole: {
        QFont font = column.isNumber ? m_theme.mono(8.5) : m_theme.ui(9);
        font.setItalic(isToCome(index.row())); // not by colour alone
        return font;
    }
    case Qt::TextAlignmentRole:
        return int(column.isNumber ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    return m_columns[static_cast<std::size_t>(section)].name;
}

void RunTableModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

bool RunTableModel::holds(int sourceRow) const
{
    QString all;
    for (int column = 0; column < columnCount(); ++column)
        all += m_source->searchedText(sourceRow, column) + QLatin1Char('\n');
    return std::ranges::all_of(
        m_words, [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

void RunTableModel::sortOrder()
{
    if (isNatural() || !m_order)
        return;
    std::vector<std::pair<qint64, int>> keys;
    keys.reserve(m_order->size());
    for (const int row : *m_order)
        keys.emplace_back(m_source->key(row, m_sortColumn), row);
    // Rows that are alike stay in the order of time.
    std::ranges::sort(keys, [this](const auto& a, const auto& b) {
        if (a.first != b.first)
            return m_sortOrder == Qt::AscendingOrder ? a.first < b.first : a.first > b.first;
        return a.second < b.second;
    });
    for (std::size_t i = 0; i < keys.size(); ++i)
        (*m_order)[i] = keys[i].second;
}

/// All rows anew, in the order and with the words that are asked for. A long search goes on in slices.
void RunTableModel::arrange()
{
    beginResetModel();
    m_search.stop();
    m_rows = m_forgotten ? 0 : m_source->count();
    m_order.reset();
    m_searched = m_rows;
    if (!m_words.isEmpty()) {
        m_order.emplace();
        m_searched = 0;
    } else if (!isNatural()) {
        m_order.emplace();
        for (int row = 0; row < m_rows; ++row)
            m_order->push_back(row);
        sortOrder();
    }
    endResetModel();
    if (m_searched < m_rows)
        searchOn();
}

void RunTableModel::searchOn()
{
    QElapsedTimer clock;
    clock.start();
    std::vector<int> found;
    const int rows = m_source->count();
    while (m_searched < rows && (m_searched % 64 != 0 || clock.elapsed() < sliceMs)) {
        if (holds(m_searched))
            found.push_back(m_searched);
        ++m_searched;
    }
    const bool done = m_searched >= rows;
    if (!found.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(found.size()) - 1);
        m_order->insert(m_order->end(), found.begin(), found.end());
        endInsertRows();
    }
    if (!done) {
        m_search.start();
        return;
    }
    m_search.stop();
    if (!isNatural()) {
        emit layoutAboutToBeChanged();
        sortOrder();
        emit layoutChanged();
    }
    emit searched();
}

void RunTableModel::sort(int column, Qt::SortOrder order)
{
    const bool natural = column < 0 || column >= columnCount();
    m_sortColumn = natural ? -1 : column;
    m_sortOrder = order;
    arrange();
}

void RunTableModel::setFilter(const QString& words)
{
    const QStringList list = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (std::exchange(m_words, list) != list)
        arrange();
}

std::pair<int, int> RunTableModel::rowsOfStep() const
{
    const quint64 step = m_session.hasRun() ? m_session.step() : 0;
    if (step == 0)
        return {0, -1};
    const int rows = rowCount();
    if (!isNatural()) {
        for (int row = 0; row < rows; ++row)
            if (stepOfRow(row) == step)
                return {row, row};
        return {0, -1};
    }
    // By time: bisection.
    const auto firstFrom = [&](quint64 wanted) {
        int low = 0;
        int high = rows;
        while (low < high) {
            const int middle = low + (high - low) / 2;
            if (stepOfRow(middle) < wanted)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    return {firstFrom(step), firstFrom(step + 1) - 1};
}

void RunTableModel::forget()
{
    m_forgotten = true;
    arrange();
}

void RunTableModel::runChanged(quint64 fromStep)
{
    m_forgotten = false;
    const bool grows = m_source->update(fromStep);
    const int rows = m_source->count();
    if (!grows || rows < m_rows || !isNatural()) {
        arrange();
        return;
    }
    // Where the end was told something else may stand now; a timer that ran may have ended.
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    if (m_order) {
        m_rows = rows;
        searchOn();
        return;
    }
    if (rows == m_rows)
        return;
    beginInsertRows({}, m_rows, rows - 1);
    m_rows = rows;
    m_searched = rows;
    endInsertRows();
}

void RunTableModel::stepChanged()
{
    if (m_source->followsCursor()) {
        m_source->update(0);
        arrange();
        return;
    }
    // What is in sight is asked for again; what is not costs nothing.
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void RunTableModel::retranslate()
{
    m_columns = m_source->columns();
    if (m_source->followsCursor())
        m_source->update(0);
    arrange();
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

RunTable::RunTable(Session& session, std::unique_ptr<RowSource> source, QWidget* parent)
    : QTableView(parent),
      m_session(session),
      m_model(session, std::move(source), this),
      m_theme(themeNamed(ThemeName::Light))
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
    new TableMenu(*this, [this] { return copied(); }, [this] { unsort(); });
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
    QModelIndexList chosen = selectionModel()->selectedRows();
    std::ranges::sort(chosen, {}, &QModelIndex::row);
    QString text;
    const auto addLine = [&](auto cell) {
        for (int column = 0; column < m_model.columnCount(); ++column)
            text += (column == 0 ? QString() : QStringLiteral("\t")) + cell(column);
        text += QLatin1Char('\n');
    };
    const auto addRow = [&](int row) {
        addLine([&](int column) { return m_model.source().text(m_model.sourceRow(row), column); });
    };
    addLine(
        [&](int column) { return m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(); });
    // The one row that follows the cursor was not chosen by anybody.
    if (chosen.size() > 1)
        for (const QModelIndex& index : chosen)
            addRow(index.row());
    else
        for (int row = 0; row < m_model.rowCount(); ++row)
            addRow(row);
    return text;
}

void RunTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(copied());
        return;
    }
    QTableView::keyPressEvent(event);
}

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
