#include "app/diagram/diagram_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

namespace tcplab {

DiagramView::DiagramView(QWidget* parent) : QWidget(parent), m_theme(themeNamed(ThemeName::Light))
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    describe();
}

void DiagramView::setTheme(const Theme& theme)
{
    m_theme = theme;
    layOut();
}

void DiagramView::setLanguage(Language language)
{
    m_language = language;
    describe();
}

void DiagramView::setSituation(DiagramSituation situation)
{
    if (situation == m_situation)
        return;
    m_situation = std::move(situation);
    describe();
    update();
}

void DiagramView::layOut()
{
    m_layout = fitDiagram(size(), m_theme);
    update();
}

// A painted picture is mute: its description says in words what it shows.
void DiagramView::describe()
{
    setAccessibleName(m_situation.side == Side::Client ? tr("State diagram of the client")
                                                       : tr("State diagram of the server"));
    QStringList way;
    if (!m_situation.walked.empty())
        way << QString::fromLatin1(nameOf(stateOf(m_situation.walked.front().from)));
    for (const DiagramStep& step : m_situation.walked)
        way << QString::fromLatin1(nameOf(stateOf(step.to)));
    const QString current = QString::fromLatin1(nameOf(stateOf(m_situation.current)));
    setAccessibleDescription(
        way.isEmpty()
            ? tr("The current state is %1.").arg(current)
            : tr("The current state is %1. The way: %2.").arg(current, way.join(QStringLiteral(" → "))));
}

void DiagramView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintDiagram(painter, m_layout, m_situation, m_theme, m_hovered);
}

void DiagramView::resizeEvent(QResizeEvent*) { layOut(); }

void DiagramView::mouseMoveEvent(QMouseEvent* event)
{
    const auto hovered = nodeAt(m_layout.geometry, event->position())
                             ? std::nullopt
                             : arrowAt(m_layout.geometry, event->position());
    if (hovered != m_hovered) {
        m_hovered = hovered;
        update();
    }
}

void DiagramView::leaveEvent(QEvent*)
{
    m_hovered.reset();
    update();
}

bool DiagramView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto node = nodeAt(m_layout.geometry, help->pos()))
            QToolTip::showText(help->globalPos(),
                               QString::fromStdString(stateMeaning(stateOf(*node), m_language)), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void DiagramView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    else if (event->type() == QEvent::FontChange)
        layOut();
    QWidget::changeEvent(event);
}

} // namespace tcplab
