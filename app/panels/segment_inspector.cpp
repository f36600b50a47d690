#include "app/panels/segment_inspector.h"

#include "app/panels/segment_fields.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tcplab {

SegmentInspector::SegmentInspector(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_theme(themeNamed(ThemeName::Light)),
      m_title(new QLabel(this)),
      m_nothing(new QLabel(this)),
      m_table(new QTableWidget(this))
{
    m_title->setProperty("look", "headline");
    m_title->setWordWrap(true);
    m_nothing->setWordWrap(true);
    m_table->setColumnCount(2);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->setAlternatingRowColors(true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_title);
    layout->addWidget(m_nothing);
    layout->addWidget(m_table, 1);
    for (const auto signal : {&Session::languageChanged, &Session::viewOptionsChanged})
        connect(&session, signal, this, &SegmentInspector::refresh);
    connect(&session, &Session::selectionChanged, this, &SegmentInspector::refresh);
    connect(&session, &Session::runChanged, this, &SegmentInspector::refresh);
    connect(&session, &Session::stepChanged, this, &SegmentInspector::refresh);
    refresh();
}

void SegmentInspector::setTheme(const Theme& theme)
{
    m_theme = theme;
    refresh();
}

void SegmentInspector::refresh()
{
    m_table->setAccessibleName(tr("Fields of the selected segment"));
    m_nothing->setText(
        tr("No segment is selected. Click one on the timeline, or press N while one is in flight."));
    const SegmentId id = m_session.hasRun() ? m_session.selectedSegment() : 0;
    const auto fields = id != 0 ? segmentFields(m_session.trace(), id, m_session.step(), m_session.language())
                                : std::vector<SegmentField>{};
    m_title->setVisible(!fields.empty());
    m_table->setVisible(!fields.empty());
    m_nothing->setVisible(fields.empty());
    if (fields.empty())
        return;
    m_title->setText(tr("Segment %1: %2")
                         .arg(id)
                         .arg(QString::fromStdString(segmentFlagsLabel(m_session.trace().segment(id)))));
    m_table->setRowCount(static_cast<int>(fields.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const SegmentField& field = fields[static_cast<std::size_t>(row)];
        auto* name = new QTableWidgetItem(field.name);
        auto* value = new QTableWidgetItem(field.value);
        name->setForeground(m_theme.mutedText);
        value->setFont(m_theme.ui(9, true));
        name->setToolTip(field.meaning);
        value->setToolTip(field.meaning);
        m_table->setItem(row, 0, name);
        m_table->setItem(row, 1, value);
    }
    m_table->resizeColumnToContents(0);
    m_table->setColumnWidth(0, std::min(m_table->columnWidth(0), 150));
    m_table->resizeRowsToContents();
}

void SegmentInspector::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace tcplab
