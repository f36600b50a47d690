#include "app/compare/difference_mark.h"

#include "app/ladder/ladder_view.h"
#include "app/theme/contrast.h"

#include <QEvent>
#include <QPainter>

namespace tcplab {

DifferenceMark::DifferenceMark(LadderView& ladder)
    : QWidget(ladder.viewport()), m_ladder(ladder), m_theme(themeNamed(ThemeName::Light))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    setGeometry(ladder.viewport()->rect());
    ladder.viewport()->installEventFilter(this);
    QObject::connect(&ladder, &LadderView::viewMoved, this, [this] { update(); });
    lower(); // the bar of actions stays above it
}

void DifferenceMark::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void DifferenceMark::setPlace(std::optional<double> position)
{
    m_place = position;
    update();
}

std::optional<double> DifferenceMark::drawnAt() const
{
    if (!m_place)
        return std::nullopt;
    const double y = m_ladder.yOf(*m_place);
    return y >= m_ladder.geometry().top && y <= height() ? std::optional(y) : std::nullopt;
}

void DifferenceMark::paintEvent(QPaintEvent*)
{
    const auto y = drawnAt();
    if (!y)
        return;
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    // Strong at both edges; thin between them, where words are to be read.
    const double stub = 44 * m_theme.textScale;
    p.setPen(QPen(m_theme.warning, m_theme.strongWidth));
    p.drawLine(QPointF(0, *y), QPointF(stub, *y));
    p.drawLine(QPointF(width() - stub / 2, *y), QPointF(width(), *y));
    p.setPen(QPen(steppedBack(m_theme.warning, m_theme.surface, 0.5, lineContrast), 1.2, Qt::DashLine));
    p.drawLine(QPointF(stub, *y), QPointF(width() - stub / 2, *y));
    // Not the colour alone: the sign says what the line is.
    p.setFont(m_theme.ui(11, true));
    const QString sign = QStringLiteral("≠");
    const QFontMetricsF metrics(p.font());
    QRectF chip(0, 0, metrics.horizontalAdvance(sign) + 12, metrics.height() + 2);
    chip.moveCenter({chip.width() / 2 + 3, *y});
    if (const LadderGeometry& g = m_ladder.geometry(); g.hasNow && g.badge.intersects(chip))
        chip.moveLeft(g.badge.right() + 3); // the time is read as well
    p.setPen(Qt::NoPen);
    p.setBrush(m_theme.warning);
    p.drawRoundedRect(chip, 4, 4);
    p.setPen(m_theme.surface);
    p.drawText(chip, Qt::AlignCenter, sign);
}

bool DifferenceMark::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && watched == m_ladder.viewport())
        setGeometry(m_ladder.viewport()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace tcplab
