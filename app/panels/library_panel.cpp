#include "app/panels/library_panel.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tcplab {

namespace {

constexpr int nameRole = Qt::UserRole;
constexpr int searchRole = Qt::UserRole + 1;

/// Titles that differ only at their end are told apart: they are broken, not cut.
class TitleDelegate : public QStyledItemDelegate {
public:
    explicit TitleDelegate(QTreeWidget* tree) : QStyledItemDelegate(tree), m_tree(tree) {}
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        const QFontMetrics metrics(option.font);
        constexpr int beside = 10;
        const int depth = index.parent().isValid() ? 2 : 1;
        const int room = m_tree->viewport()->width() - depth * m_tree->indentation() - beside;
        const QRect broken = metrics.boundingRect(QRect(0, 0, std::max(room, 60), 10'000), Qt::TextWordWrap,
                                                  index.data().toString());
        constexpr int spare = 6; // a style sheet pads what is selected, and cuts it rather
        if (broken.height() > metrics.height() * 3 / 2)
            size.setHeight(size.height() + broken.height() - metrics.height() + spare);
        return size;
    }

private:
    QTreeWidget* m_tree;
};

} // namespace

LibraryPanel::LibraryPanel(QWidget* parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_tree(new QTreeWidget(this)),
      m_nothing(new QLabel(this))
{
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(true);
    m_tree->setIndentation(14);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setWordWrap(true);
    m_tree->setItemDelegate(new TitleDelegate(m_tree));
    m_tree->viewport()->installEventFilter(this);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(6);
    layout->addWidget(m_search);
    layout->addWidget(m_nothing);
    layout->addWidget(m_tree, 1);

    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &LibraryPanel::filter);
    connect(m_search, &QLineEdit::returnPressed, this, &LibraryPanel::openFirstMatch);
    const auto open = [this](QTreeWidgetItem* item) {
        if (const QString name = item->data(0, nameRole).toString(); !name.isEmpty())
            emit chosen(name);
    };
    connect(m_tree, &QTreeWidget::itemClicked, this, open);
    // Enter on a line; with a mouse the click has opened it already.
    connect(m_tree, &QTreeWidget::itemActivated, this, [this, open](QTreeWidgetItem* item) {
        if (item->data(0, nameRole).toString().toStdString() != m_current)
            open(item);
    });
    fill();
}

void LibraryPanel::load()
{
    m_search->setClearButtonEnabled(true); // its icon is dear at the start
    if (const auto source = std::exchange(m_source, nullptr))
        setEntries(source());
}

void LibraryPanel::showEvent(QShowEvent* event)
{
    load();
    QWidget::showEvent(event);
    QTimer::singleShot(0, this,
                       &LibraryPanel::showCurrent); // once there is the width that titles are broken for
}

void LibraryPanel::showCurrent()
{
    m_tree->doItemsLayout();
    if (QTreeWidgetItem* item = m_tree->currentItem())
        m_tree->scrollToItem(item, QAbstractItemView::PositionAtCenter);
}

void LibraryPanel::setEntries(std::vector<LibraryEntry> entries)
{
    m_entries = std::move(entries);
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const LibraryEntry& a, const LibraryEntry& b) {
        return lessonPlace(a.lesson) < lessonPlace(b.lesson);
    });
    fill();
}

void LibraryPanel::setLanguage(Language language)
{
    m_language = language;
    fill();
}

void LibraryPanel::fill()
{
    setAccessibleName(tr("Library of scenarios"));
    m_search->setPlaceholderText(tr("Search the library"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_tree->setAccessibleName(tr("Scenarios by lesson"));
    m_nothing->setText(tr("No scenario matches."));
    m_tree->clear();
    QTreeWidgetItem* group = nullptr;
    std::string lesson;
    for (const LibraryEntry& entry : m_entries) {
        if (group == nullptr || entry.lesson != lesson) {
            lesson = entry.lesson;
            group = new QTreeWidgetItem(m_tree, {QString::fromStdString(lessonTitle(lesson, m_language))});
            QFont bold = m_tree->font();
            bold.setBold(true);
            group->setFont(0, bold);
            group->setFlags(Qt::ItemIsEnabled);
            group->setExpanded(true);
        }
        auto* item = new QTreeWidgetItem(group, {QString::fromStdString(pick(entry.title, m_language))});
        item->setData(0, nameRole, QString::fromStdString(entry.name));
        item->setToolTip(0, tr("%1\n%2").arg(QString::fromStdString(pick(entry.title, m_language)),
                                             QString::fromStdString(pick(entry.summary, m_language))));
        const std::string everything = entry.name + ' ' + entry.title.en + ' ' + entry.title.zh + ' ' +
                                       entry.summary.en + ' ' + entry.summary.zh + ' ' +
                                       lessonTitle(lesson, m_language);
        item->setData(0, searchRole, QString::fromStdString(everything).toLower());
    }
    filter();
    setCurrent(m_current);
}

void LibraryPanel::filter()
{
    const QStringList words = m_search->text().toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    bool any = false;
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g) {
        QTreeWidgetItem* group = m_tree->topLevelItem(g);
        bool anyHere = false;
        for (int i = 0; i < group->childCount(); ++i) {
            const QString text = group->child(i)->data(0, searchRole).toString();
            const bool match = std::all_of(words.begin(), words.end(),
                                           [&text](const QString& word) { return text.contains(word); });
            group->child(i)->setHidden(!match);
            anyHere = anyHere || match;
        }
        group->setHidden(!anyHere);
        any = any || anyHere;
    }
    m_nothing->setVisible(!any && !m_entries.empty());
}

void LibraryPanel::openFirstMatch()
{
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g)
        for (int i = 0; i < m_tree->topLevelItem(g)->childCount(); ++i)
            if (QTreeWidgetItem* item = m_tree->topLevelItem(g)->child(i); !item->isHidden()) {
                emit chosen(item->data(0, nameRole).toString());
                emit left();
                return;
            }
}

void LibraryPanel::setCurrent(const std::string& name)
{
    m_current = name;
    m_tree->setCurrentItem(nullptr);
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g)
        for (int i = 0; i < m_tree->topLevelItem(g)->childCount(); ++i) {
            QTreeWidgetItem* item = m_tree->topLevelItem(g)->child(i);
            if (!name.empty() && item->data(0, nameRole).toString().toStdString() == name) {
                m_tree->setCurrentItem(item);
                m_tree->scrollToItem(item);
            }
        }
}

void LibraryPanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

std::string LibraryPanel::neighbour(int distance)
{
    load();
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        if (m_entries[i].name == m_current) {
            const auto place = static_cast<std::ptrdiff_t>(i) + distance;
            if (place >= 0 && place < static_cast<std::ptrdiff_t>(m_entries.size()))
                return m_entries[static_cast<std::size_t>(place)].name;
            return {};
        }
    // From a scenario that is not on the shelf, its ends are the neighbours.
    if (m_entries.empty())
        return {};
    return distance > 0 ? m_entries.front().name : m_entries.back().name;
}

/// Escape empties the search, then leaves it.
bool LibraryPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_tree->viewport() && event->type() == QEvent::Resize) {
        const QRect former(QPoint(), static_cast<QResizeEvent*>(event)->oldSize());
        const QTreeWidgetItem* item = m_tree->currentItem();
        const bool wasSeen = item != nullptr && former.intersects(m_tree->visualItemRect(item));
        QTimer::singleShot(0, m_tree, [this, wasSeen] { // other titles need two lines
            m_tree->doItemsLayout();
            if (wasSeen && m_tree->currentItem() != nullptr)
                m_tree->scrollToItem(m_tree->currentItem());
        });
    }
    if (watched == m_search && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        if (m_search->text().isEmpty())
            emit left();
        else
            m_search->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void LibraryPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QWidget::changeEvent(event);
}

} // namespace tcplab
