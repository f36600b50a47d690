#include "app/panels/tables_panel.h"

#include "app/panels/number_rows.h"
#include "app/theme/wrapping_row.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace tcplab {

TablesPanel::TablesPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_tabs(new QTabBar(this)),
      m_filter(new QLineEdit(this)),
      m_count(new QLabel(this)),
      m_byTime(new QToolButton(this)),
      m_copy(new QToolButton(this)),
      m_stack(new QStackedWidget(this))
{
    auto numbers = std::make_unique<NumberRows>(session);
    m_numbers = numbers.get();
    m_tables = {
        new RunTable(session, eventRows(session), this), new RunTable(session, segmentRows(session), this),
        new RunTable(session, timerRunRows(session), this), new RunTable(session, std::move(numbers), this)};
    for (RunTable* table : m_tables) {
        m_tabs->addTab(QString());
        m_stack->addWidget(table);
        connect(table, &QAbstractItemView::pressed, this, &TablesPanel::taken);
        connect(&table->rows(), &QAbstractItemModel::modelReset, this, &TablesPanel::count);
        connect(&table->rows(), &QAbstractItemModel::rowsInserted, this, &TablesPanel::count);
        connect(table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &TablesPanel::count);
    }
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_count->setProperty("look", "muted");
    for (QToolButton* button : {m_byTime, m_copy}) {
        button->setProperty("look", "tab");
        button->setFocusPolicy(Qt::TabFocus);
    }
    auto* head = new WrappingRow(6);
    head->addWidget(m_tabs);
    head->addWidget(m_filter); // up to its greatest width
    head->addWidget(m_count);
    head->beginRight();
    head->addWidget(m_byTime);
    head->addWidget(m_copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int which) {
        m_stack->setCurrentIndex(which);
        search();
        count();
    });
    connect(m_filter, &QLineEdit::textChanged, this, &TablesPanel::search);
    connect(m_byTime, &QToolButton::clicked, this, [this] { current()->unsort(); });
    connect(m_copy, &QToolButton::clicked, this, [this] { current()->copy(); });
    retranslate();
}

RunTable* TablesPanel::current() const { return m_tables[static_cast<std::size_t>(m_tabs->currentIndex())]; }

void TablesPanel::setTheme(const Theme& theme)
{
    for (RunTable* table : m_tables)
        table->setTheme(theme);
    fitHead();
}

void TablesPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitHead();
}

/// Beside the tabs, or below them where there is no room for a search; what can be done without goes before that is cut:
/// keys and headings do the same.
void TablesPanel::fitHead()
{
    constexpr int gap = 6;
    const int letter = m_filter->fontMetrics().averageCharWidth();
    m_filter->setMaximumWidth(40 * letter);
    const int tabs = m_tabs->sizeHint().width();
    const int search = std::max(18 * letter, m_filter->sizeHint().width());
    int room = width() - search - gap;
    if (room >= tabs)
        room -= tabs + gap;
    for (QWidget* one :
         {static_cast<QWidget*>(m_copy), static_cast<QWidget*>(m_byTime), static_cast<QWidget*>(m_count)}) {
        room -= one->sizeHint().width() + gap;
        one->setVisible(room >= 0);
    }
}

void TablesPanel::setShown(std::array<ConnectionId, 2> shown)
{
    m_numbers->setShown(shown);
    m_tables[Numbers]->refresh();
}

QString TablesPanel::countText() const { return m_count->text(); }

void TablesPanel::count()
{
    const RunTableModel& rows = current()->rows();
    const int all = rows.source().count();
    m_count->setText(rows.rowCount() == all ? tr("%1 rows").arg(all)
                                            : tr("%1 of %2 rows").arg(rows.rowCount()).arg(all));
    m_byTime->setEnabled(current()->horizontalHeader()->sortIndicatorSection() >= 0 &&
                         current()->horizontalHeader()->sortIndicatorSection() < rows.columnCount());
    fitHead();
}

/// In what is shown: the others are searched when they are.
void TablesPanel::search() { current()->rows().setFilter(m_filter->text()); }

/// From the line to the rows and out of it, as everywhere.
bool TablesPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return) {
            current()->setFocus();
            return true;
        }
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TablesPanel::retranslate()
{
    const std::array names{tr("Events"), tr("Segments"), tr("Timers"), tr("Numbers")};
    const std::array said{tr("Events of the run"), tr("Segments of the run"), tr("Timers of the run"),
                          tr("Sequence numbers at the cursor, as on the number lines")};
    for (std::size_t i = 0; i < TableCount; ++i) {
        m_tabs->setTabText(static_cast<int>(i), names[i]);
        m_tables[i]->setAccessibleName(said[i]);
    }
    m_tabs->setAccessibleName(tr("Which table"));
    m_filter->setPlaceholderText(tr("Search: words of a row"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_byTime->setText(tr("By time"));
    m_byTime->setToolTip(tr("The rows in the order of time again; a click on a heading sorts by it"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the chosen rows, or all, separated by tabs"));
    for (QToolButton* button : {m_byTime, m_copy})
        button->setAccessibleName(button->toolTip());
    count();
}

void TablesPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tcplab
