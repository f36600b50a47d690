#include "app/panels/tcb_panel.h"

#include <QEvent>
#include <QFontMetrics>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <array>
#include <utility>

namespace tcplab {

namespace {
constexpr int columns = 4;
constexpr int cellPad = 5;

/// Names that no RFC has given.
constexpr std::array wordedNames{
    QT_TRANSLATE_NOOP("tcplab::TcbCellView", "back-offs"),
    QT_TRANSLATE_NOOP("tcplab::TcbCellView", "in flight"),
    QT_TRANSLATE_NOOP("tcplab::TcbCellView", "duplicate ACKs"),
    QT_TRANSLATE_NOOP("tcplab::TcbCellView", "lost"),
    QT_TRANSLATE_NOOP("tcplab::TcbCellView", "unsent"),
    QT_TRANSLATE_NOOP("tcplab::TcbCellView", "unread"),
    QT_TRANSLATE_NOOP("tcplab::TcbCellView", "held out of order"),
};

/// A name above its value.
int cellHeight(const Theme& theme)
{
    return QFontMetrics(theme.mono(8)).height() + QFontMetrics(theme.mono(9, true)).height() + 1;
}
} // namespace

TcbCellView::TcbCellView(QWidget* parent) : QWidget(parent), m_theme(themeNamed(ThemeName::Light)) {}

void TcbCellView::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void TcbCellView::setCell(const TcbCell& cell)
{
    if (cell == m_cell)
        return;
    m_cell = cell;
    setAccessibleName(nameText());
    const QString value = QString::fromStdString(cell.value);
    setAccessibleDescription(
        cell.changed ? tr("%1, changed in this step from %2").arg(value, QString::fromStdString(cell.before))
                     : value);
    setToolTip(QStringLiteral("%1: %2").arg(accessibleName(), accessibleDescription()));
    update();
}

/// An RFC's name as it is, another in the language of now.
QString TcbCellView::nameText() const
{
    for (const char* one : wordedNames)
        if (m_cell.name == one)
            return tr(one);
    return QString::fromStdString(m_cell.name);
}

void TcbCellView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        setCell(std::exchange(m_cell, {}));
    QWidget::changeEvent(event);
}

QSize TcbCellView::sizeHint() const { return {70, cellHeight(m_theme)}; }

void TcbCellView::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    if (m_cell.changed) {
        p.setPen(Qt::NoPen);
        p.setBrush(m_theme.changedSoft);
        p.drawRoundedRect(QRectF(rect()).adjusted(0, 0.5, -2, -0.5), 4, 4);
        p.setBrush(m_theme.changed); // a bar as well: not by colour alone
        p.drawRoundedRect(QRectF(0, 2, 3, height() - 4), 1.5, 1.5);
    }
    const QString name = nameText();
    const QString value = QString::fromStdString(m_cell.value);
    const int room = width() - cellPad - 2;
    const auto fitted = [room](QFont font, const QString& text) {
        while (QFontMetrics(font).horizontalAdvance(text) > room && font.pointSizeF() > 6.5)
            font.setPointSizeF(font.pointSizeF() - 0.5);
        if (const int wide = QFontMetrics(font).horizontalAdvance(text);
            wide > room) // narrower rather than cut
            font.setStretch(std::max(60, 100 * room / wide));
        return font;
    };
    const int nameHeight = QFontMetrics(m_theme.mono(8)).height();
    p.setPen(m_theme.mutedText);
    p.setFont(fitted(m_theme.mono(8), name));
    p.drawText(QRect(cellPad, 0, room, nameHeight), Qt::AlignLeft | Qt::AlignVCenter, name);
    p.setPen(m_cell.changed ? m_theme.changed : m_theme.text);
    p.setFont(fitted(m_theme.mono(9, true), value));
    p.drawText(QRect(cellPad, nameHeight, room, height() - nameHeight), Qt::AlignLeft | Qt::AlignVCenter,
               value);
}

TcbPanel::TcbPanel(QWidget* parent)
    : QWidget(parent),
      m_theme(themeNamed(ThemeName::Light)),
      m_heading(new QLabel(this)),
      m_changedMark(new QLabel(this)),
      m_nothing(new QLabel(this))
{
    m_heading->setProperty("look", "heading");
    m_changedMark->setProperty("look", "changed");
    m_nothing->setProperty("look", "muted");
    m_nothing->setWordWrap(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    retranslate();
}

void TcbPanel::retranslate()
{
    m_fullHeading = tr("Transmission control block");
    m_changedMark->setText(tr("changed in this step"));
    m_nothing->setText(tr("There is no connection, so there is no TCB."));
    setAccessibleName(m_fullHeading);
    layOut();
}

void TcbPanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    for (TcbCellView* view : m_views)
        view->setTheme(theme);
    updateGeometry();
    layOut();
}

void TcbPanel::setCells(std::vector<TcbCell> cells)
{
    m_cells = std::move(cells);
    layOut();
}

void TcbPanel::setRows(int rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    updateGeometry();
    layOut();
}

void TcbPanel::setTitled(bool titled)
{
    if (std::exchange(m_titled, titled) == titled)
        return;
    updateGeometry();
    layOut();
}

int TcbPanel::headingHeight() const
{
    return m_titled ? QFontMetrics(m_theme.ui(8.5, true)).height() + 2 : 0;
}

int TcbPanel::lineHeight() const { return cellHeight(m_theme) + 5; }

QSize TcbPanel::sizeHint() const { return {260, headingHeight() + 2 + m_rows * (lineHeight() - 2)}; }

void TcbPanel::layOut()
{
    const int headingHeight = this->headingHeight();
    const bool changed =
        std::any_of(m_cells.begin(), m_cells.end(), [](const TcbCell& c) { return c.changed; });
    m_changedMark->setVisible(changed && m_titled);
    m_heading->setVisible(m_titled);
    const int markWidth = changed ? m_changedMark->sizeHint().width() : 0;
    const int headingRoom = width() - markWidth - 12;
    //: The short form, where the window is narrow.
    m_heading->setText(
        m_heading->fontMetrics().horizontalAdvance(m_fullHeading) <= headingRoom ? m_fullHeading : tr("TCB"));
    m_heading->setGeometry(4, 0, headingRoom + 4, headingHeight);
    m_changedMark->setGeometry(width() - markWidth - 2, 0, markWidth, headingHeight);
    m_nothing->setVisible(m_cells.empty());
    m_nothing->setGeometry(5, headingHeight, width() - 10, height() - headingHeight);

    const auto room = static_cast<std::size_t>(m_rows * columns);
    const std::vector<std::size_t> shown = cellsShown(m_cells, room);
    const std::size_t count = shown.size();
    while (m_views.size() < count) {
        m_views.push_back(new TcbCellView(this));
        m_views.back()->setTheme(m_theme);
    }
    const int height =
        std::max(cellHeight(m_theme), (this->height() - headingHeight) / std::max(1, m_rows) - 2);
    const double cellWidth = static_cast<double>(width()) / columns;
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        m_views[i]->setVisible(i < count);
        if (i >= count)
            continue;
        const int row = static_cast<int>(i) / columns;
        const int column = static_cast<int>(i) % columns;
        m_views[i]->setCell(m_cells[shown[i]]);
        m_views[i]->setGeometry(static_cast<int>(column * cellWidth), headingHeight + 1 + row * (height + 2),
                                static_cast<int>(cellWidth), height);
    }
}

std::vector<const TcbCellView*> TcbPanel::visibleCells() const
{
    return {m_views.begin(),
            m_views.begin() + static_cast<std::ptrdiff_t>(
                                  std::min(m_cells.size(), static_cast<std::size_t>(m_rows * columns)))};
}

void TcbPanel::resizeEvent(QResizeEvent*) { layOut(); }

void TcbPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tcplab
