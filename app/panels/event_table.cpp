#include "app/panels/event_table.h"

#include <QEvent>
#include <QHeaderView>

#include <utility>

namespace tcplab {

EventModel::EventModel(Session& session, QObject* parent)
    : QAbstractTableModel(parent), m_session(session), m_theme(themeNamed(ThemeName::Light))
{
    readAnew();
}

int EventModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows; }

int EventModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant EventModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_session.hasRun())
        return {};
    const Trace& trace = m_session.trace();
    if (index.row() >= static_cast<int>(trace.recordCount()))
        return {};
    const auto n = static_cast<std::uint32_t>(index.row() + 1);
    const Record& record = trace.record(n);
    const bool inStep = record.step == m_session.step() && record.step != 0;
    const bool wire = record.what.kind == EffectKind::End;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        switch (index.column()) {
        case Number: return QString::number(n);
        case Time: return QString::fromStdString(instantText(record.t));
        case Host:
            return wire ? QString()
                        : QString::fromStdString(
                              hostName(trace.scenario(), record.what.host, m_session.language()));
        case What: return QString::fromStdString(recordText(trace, n, m_session.language()));
        default: return {};
        }
    case Qt::ToolTipRole: return QString::fromStdString(recordText(trace, n, m_session.language()));
    case Qt::ForegroundRole:
        return index.column() == Host && !wire ? m_theme.of(record.what.host) : m_theme.text;
    case Qt::BackgroundRole: return inStep ? QVariant(m_theme.changedSoft) : QVariant();
    case Qt::FontRole:
        return index.column() == Number || index.column() == Time ? m_theme.mono(8.5) : m_theme.ui(9);
    case Qt::TextAlignmentRole:
        return int(index.column() == Number || index.column() == Time ? Qt::AlignRight | Qt::AlignVCenter
                                                                      : Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number: return tr("No.");
    case Time: return tr("Time");
    case Host: return tr("Host");
    case What: return tr("What happened");
    default: return {};
    }
}

void EventModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    readAnew();
}

std::pair<int, int> EventModel::rowsOfStep() const
{
    const quint64 step = m_session.hasRun() ? m_session.step() : 0;
    if (step == 0)
        return {0, -1};
    return {static_cast<int>(m_session.trace().firstRecordOf(step)) - 1,
            static_cast<int>(m_session.trace().endRecordOf(step)) - 2};
}

quint64 EventModel::stepOfRow(int row) const
{
    return m_session.trace().record(static_cast<std::uint32_t>(row + 1)).step;
}

void EventModel::readAnew()
{
    beginResetModel();
    m_rows = m_session.hasRun() ? static_cast<int>(m_session.trace().recordCount()) : 0;
    m_knownSteps = m_session.hasRun() ? m_session.stepCount() : 0;
    m_lit = rowsOfStep();
    endResetModel();
}

void EventModel::runChanged(quint64 fromStep)
{
    const int rows = static_cast<int>(m_session.trace().recordCount());
    const bool grows = fromStep != 0 && fromStep >= m_knownSteps && rows >= m_rows;
    if (!grows) {
        readAnew();
        return;
    }
    m_knownSteps = m_session.stepCount();
    // Where the end was told something else may stand now.
    if (m_rows > 0)
        emit dataChanged(index(m_rows - 1, 0), index(m_rows - 1, ColumnCount - 1));
    if (rows == m_rows)
        return;
    beginInsertRows({}, m_rows, rows - 1);
    m_rows = rows;
    endInsertRows();
}

void EventModel::stepChanged()
{
    for (const auto& [first, last] : {std::exchange(m_lit, rowsOfStep()), m_lit})
        if (first <= last && last < m_rows)
            emit dataChanged(index(first, 0), index(last, ColumnCount - 1), {Qt::BackgroundRole});
}

void EventModel::retranslate()
{
    readAnew();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

EventTable::EventTable(Session& session, QWidget* parent)
    : QTableView(parent), m_session(session), m_model(session, this)
{
    setModel(&m_model);
    setAccessibleName(tr("Events of the run"));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(22);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(&session, &Session::runChanged, this, [this](quint64 fromStep) {
        m_model.runChanged(fromStep);
        follow();
    });
    connect(&session, &Session::stepChanged, this, [this] {
        m_model.stepChanged();
        follow();
    });
    connect(&session, &Session::languageChanged, this, [this] {
        m_model.retranslate();
        follow();
    });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!m_following && now.isValid())
            m_session.goToStep(m_model.stepOfRow(now.row()));
    });
}

void EventTable::setTheme(const Theme& theme)
{
    m_model.setTheme(theme);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(theme.ui(9)).height() + 6);
    const QFontMetrics mono(theme.mono(8.5));
    setColumnWidth(EventModel::Number, mono.horizontalAdvance(QStringLiteral("0000")) + 10);
    setColumnWidth(EventModel::Time, mono.horizontalAdvance(QStringLiteral("100.000 000 s")) + 12);
    setColumnWidth(EventModel::Host,
                   QFontMetrics(theme.ui(9)).horizontalAdvance(QStringLiteral("Server")) + 16);
    follow();
}

/// In a narrow dock what happened comes first; it names the host, too.
void EventTable::resizeEvent(QResizeEvent* event)
{
    const bool narrow =
        width() < QFontMetrics(m_model.data(m_model.index(0, EventModel::What), Qt::FontRole).value<QFont>())
                          .averageCharWidth() *
                      70;
    setColumnHidden(EventModel::Number, narrow);
    setColumnHidden(EventModel::Host, narrow);
    QTableView::resizeEvent(event);
}

void EventTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Events of the run"));
        m_model.retranslate();
        follow();
    }
    QTableView::changeEvent(event);
}

// The cursor leads; a row that the person chose stays chosen as long as it belongs to the step.
void EventTable::follow()
{
    m_following = true;
    const auto [first, last] = m_model.rowsOfStep();
    if (first > last || last >= m_model.rowCount()) {
        setCurrentIndex({});
        scrollToTop();
    } else {
        const int row = currentIndex().isValid() ? currentIndex().row() : -1;
        if (row < first || row > last)
            setCurrentIndex(m_model.index(first, EventModel::What));
        scrollTo(m_model.index(last, 0));
        scrollTo(m_model.index(first, 0));
    }
    m_following = false;
}

} // namespace tcplab
