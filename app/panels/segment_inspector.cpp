#include "app/panels/segment_inspector.h"

#include "app/panels/header_view.h"
#include "app/panels/segment_fields.h"
#include "app/panels/unbroken.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace tcplab {

SegmentId segmentOfStep(const Trace& trace, std::uint64_t step)
{
    SegmentId found = 0;
    if (step == 0)
        return found;
    for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n) {
        const Effect& what = trace.record(n).what;
        if (what.kind == EffectKind::Deliver)
            return what.segment;
        if (found == 0 && (what.kind == EffectKind::Send || what.kind == EffectKind::Drop))
            found = what.segment;
    }
    // A call that returns, a timer: what brought it about.
    std::uint32_t cause = found == 0 ? trace.record(trace.firstRecordOf(step)).cause : 0;
    while (cause != 0 && found == 0) {
        const Record record = trace.record(cause);
        const bool carries = record.what.kind == EffectKind::Deliver ||
                             record.what.kind == EffectKind::Send || record.what.kind == EffectKind::Drop;
        if (carries)
            found = record.what.segment;
        cause = record.cause;
    }
    return found;
}

namespace {

/// Tears no number apart. What is copied has plain blanks.
class UnbrokenNumbers : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QString displayText(const QVariant& value, const QLocale& locale) const override
    {
        return unbroken(QStyledItemDelegate::displayText(value, locale));
    }
};

} // namespace

SegmentInspector::SegmentInspector(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_theme(themeNamed(ThemeName::Light)),
      m_title(new QLabel(this)),
      m_nothing(new QLabel(this)),
      m_table(new QTableWidget(this)),
      m_header(new HeaderView),
      m_scroll(new QScrollArea(this)),
      m_field(new QLabel(this)),
      m_parts(new QSplitter(Qt::Horizontal, this))
{
    m_title->setProperty("look", "heading");
    m_nothing->setWordWrap(true);
    m_field->setTextFormat(Qt::PlainText);
    m_field->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_table->setColumnCount(2);
    m_table->setItemDelegate(new UnbrokenNumbers(m_table));
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->setAlternatingRowColors(true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setMinimumWidth(150);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_header);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->installEventFilter(this);
    m_table->installEventFilter(this);

    auto* drawn = new QWidget(this);
    auto* inDrawn = new QVBoxLayout(drawn);
    inDrawn->setContentsMargins(0, 0, 0, 0);
    inDrawn->setSpacing(3);
    inDrawn->addWidget(m_title);
    inDrawn->addWidget(m_scroll, 1);
    inDrawn->addWidget(m_field);
    m_parts->addWidget(drawn);
    m_parts->addWidget(m_table);
    m_parts->setSizes({66000, 34000});
    m_parts->setStretchFactor(0, 66);
    m_parts->setStretchFactor(1, 34);
    m_parts->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_nothing);
    layout->addWidget(m_parts, 1);

    connect(m_header, &HeaderView::litChanged, this, &SegmentInspector::sayField);
    for (const auto signal : {&Session::languageChanged, &Session::viewOptionsChanged})
        connect(&session, signal, this, &SegmentInspector::refresh);
    connect(&session, &Session::selectionChanged, this, &SegmentInspector::refresh);
    connect(&session, &Session::stepChanged, this, &SegmentInspector::refresh);
    connect(&session, &Session::runChanged, this, [this] {
        m_streams = {};
        m_noted = 0;
        refresh();
    });
    refresh();
}

void SegmentInspector::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_header->setTheme(theme);
    refresh();
}

QString SegmentInspector::fieldLine() const { return m_field->text(); }

const StreamBytes& SegmentInspector::streamsUpTo(std::uint32_t record)
{
    const Trace& trace = m_session.trace();
    for (; m_noted < record; ++m_noted)
        m_streams.note(trace, trace.record(m_noted + 1));
    return m_streams;
}

/// In one line below the header: the field that is pointed at, or how to point at one.
void SegmentInspector::sayField(int field)
{
    const auto& fields = m_header->picture().fields;
    if (field < 0 || static_cast<std::size_t>(field) >= fields.size()) {
        m_field->setText(tr("Point at a field, or walk through them with ↑ and ↓."));
        m_field->setToolTip({});
        return;
    }
    const HeaderField& one = fields[static_cast<std::size_t>(field)];
    const QString value = one.value.isEmpty() ? one.name : QStringLiteral("%1: %2").arg(one.name, one.value);
    m_field->setText(QStringLiteral("%1. %2").arg(value, one.meaning));
    m_field->setToolTip(m_field->text());
}

void SegmentInspector::refresh()
{
    if (!isVisible()) // it is asked again when it is shown
        return;
    m_table->setAccessibleName(tr("Fields of the selected segment"));
    m_nothing->setText(
        tr("No segment is selected. Click one on the timeline, or press N while one is in flight."));
    SegmentId id = m_session.hasRun() ? m_session.selectedSegment() : 0;
    if (id == 0 && m_session.hasRun())
        id = segmentOfStep(m_session.trace(), m_session.step());
    auto fields = id != 0 ? segmentFields(m_session.trace(), id, m_session.step(), m_session.language())
                          : std::vector<SegmentField>{};
    // The header is drawn beside it: the journey comes first.
    std::ranges::stable_partition(fields, [](const SegmentField& field) { return !field.inHeader; });
    m_parts->setVisible(!fields.empty());
    m_nothing->setVisible(fields.empty());
    if (fields.empty())
        return;
    const Trace& trace = m_session.trace();
    m_title->setText(
        tr("Segment %1: %2").arg(id).arg(QString::fromStdString(segmentFlagsLabel(trace.segment(id)))));
    m_header->setPicture(headerPicture(trace, id, m_session.step(), streamsUpTo(trace.segment(id).sentRecord),
                                       m_session.language()));
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
    fitColumns();
}

/// Names take no more than a third of the table, and are broken where they are longer: values are what is read.
void SegmentInspector::fitColumns()
{
    m_table->resizeColumnToContents(0);
    m_table->setColumnWidth(0, std::min(m_table->columnWidth(0), m_table->viewport()->width() * 36 / 100));
    // Not by the view's own hint: where a style sheet pads its cells it makes rows too low for what is broken.
    constexpr int padding = 14;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        int height = 0;
        for (int column = 0; column < 2; ++column) {
            const QTableWidgetItem* item = m_table->item(row, column);
            const QFontMetrics metrics(column == 0 ? m_table->font() : item->font());
            const QRect room(0, 0, m_table->columnWidth(column) - padding, 10'000);
            height = std::max(height,
                              metrics.boundingRect(room, Qt::TextWordWrap, unbroken(item->text())).height());
        }
        m_table->setRowHeight(row, height + 6);
    }
}

void SegmentInspector::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

bool SegmentInspector::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_scroll && event->type() == QEvent::Resize)
        m_header->setRoom(m_scroll->height());
    if (watched == m_table && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void SegmentInspector::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace tcplab
