#include "app/diagram/diagram_view.h"

#include "app/wording/transition_text.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>
#include <cmath>
#include <utility>

namespace tcplab {

namespace {

QString stateName(DiagramNode node) { return QString::fromLatin1(nameOf(stateOf(node))); }

std::optional<QPoint> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left: return QPoint(-1, 0);
    case Qt::Key_Right: return QPoint(1, 0);
    case Qt::Key_Up: return QPoint(0, -1);
    case Qt::Key_Down: return QPoint(0, 1);
    default: return std::nullopt;
    }
}

bool opens(int key) { return key == Qt::Key_Return || key == Qt::Key_Enter; }

} // namespace

DiagramView::DiagramView(QWidget* parent) : QWidget(parent), m_theme(themeNamed(ThemeName::Light))
{
    m_picture.hosts.resize(1);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus); // a click leaves the keys to the timeline
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
    if (language == m_picture.language)
        return;
    m_picture.language = language;
    describe();
    layOut();
}

void DiagramView::setWordsBesideArrows(bool shown)
{
    if (std::exchange(m_picture.wordsBesideArrows, shown) != shown)
        layOut();
}

void DiagramView::setSituations(std::vector<DiagramSituation> situations)
{
    if (situations == m_picture.hosts || situations.empty())
        return;
    m_picture.hosts = std::move(situations);
    describe();
    update();
}

void DiagramView::setWalked(const ArrowSet& walked)
{
    if (m_picture.walked == walked)
        return;
    const bool first = !m_picture.walked;
    m_picture.walked = walked;
    describe();
    if (first)
        layOut();
    update();
}

void DiagramView::layOut()
{
    m_fits = false;
    m_least.reset();
    update();
}

/// Fitted when it is first asked for: size, theme and language often change together.
const DiagramLayout& DiagramView::fitted() const
{
    if (!std::exchange(m_fits, true))
        m_layout = fitDiagram(size(), m_theme, m_picture.language, m_picture.walked.has_value(),
                              m_picture.wordsBesideArrows);
    return m_layout;
}

// A painted picture is mute: its description says in words what it shows.
void DiagramView::describe()
{
    const bool both = m_picture.hosts.size() > 1;
    setAccessibleName(both                               ? tr("State diagram of both hosts")
                      : situation().side == Side::Client ? tr("State diagram of the client")
                                                         : tr("State diagram of the server"));
    QStringList parts;
    for (const DiagramSituation& s : m_picture.hosts) {
        if (both)
            parts << QString::fromStdString(sideName(s.side, m_picture.language)) + QLatin1Char(':');
        QStringList way;
        if (!s.walked.empty())
            way << stateName(s.walked.front().from);
        for (const DiagramStep& step : s.walked)
            way << stateName(step.to);
        parts << (way.isEmpty() ? tr("The current state is %1.").arg(stateName(s.current))
                                : tr("The current state is %1. The way: %2.")
                                      .arg(stateName(s.current), way.join(QStringLiteral(" → "))));
        if (s.taken)
            parts << tr("The arrow just taken: %1 / %2.")
                         .arg(QString::fromStdString(s.takenText.event),
                              QString::fromStdString(s.takenText.action));
    }
    if (m_picture.walked)
        parts << tr("Arrows walked: %1 of %2.").arg(m_picture.walked->count()).arg(figureArrowCount);
    if (m_picture.focused)
        parts.prepend(QString::fromStdString(stateMeaning(stateOf(*m_picture.focused), m_picture.language)));
    setAccessibleDescription(parts.join(QLatin1Char(' ')));
}

void DiagramView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintDiagram(painter, fitted(), m_picture, m_theme);
}

int DiagramView::leastHeight(int width) const
{
    const bool known = m_least && m_leastWidth == width;
    if (!known) {
        m_leastWidth = width;
        m_least = static_cast<int>(std::ceil(leastDiagramHeight(width, m_theme, m_picture.language)));
    }
    return *m_least;
}

void DiagramView::resizeEvent(QResizeEvent*) { layOut(); }

std::optional<DiagramPlace> DiagramView::placeAt(QPointF point) const
{
    if (const auto node = nodeAt(fitted().geometry, point))
        return DiagramPlace{.node = node, .arrow = {}};
    if (const auto arrow = arrowAt(fitted().geometry, point))
        return DiagramPlace{.node = {}, .arrow = arrow};
    return std::nullopt;
}

void DiagramView::mouseMoveEvent(QMouseEvent* event)
{
    const auto pointed = placeAt(event->position());
    const bool counter = m_picture.walked && fitted().geometry.counter.contains(event->position());
    setCursor(pointed || counter ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (pointed != m_picture.pointed) {
        m_picture.pointed = pointed;
        update();
    }
}

void DiagramView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton)
        return QWidget::mouseReleaseEvent(event);
    QToolTip::hideText();
    if (const auto place = placeAt(event->position()))
        emit placeChosen(*place, event->globalPosition().toPoint());
    else if (m_picture.walked && fitted().geometry.counter.contains(event->position()))
        emit counterChosen(event->globalPosition().toPoint());
}

void DiagramView::enterEvent(QEnterEvent*) { emit entered(); }

void DiagramView::leaveEvent(QEvent*)
{
    m_picture.pointed.reset();
    update();
}

void DiagramView::focusNode(DiagramNode node)
{
    m_picture.focused = node;
    describe(); // a screen reader hears of it
    update();
    // What the mouse gets by pointing.
    const QRectF box = fitted().geometry.box(node);
    QToolTip::showText(mapToGlobal(box.bottomLeft().toPoint() + QPoint(0, 4)),
                       wordsOf({.node = node, .arrow = {}}), this);
}

void DiagramView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    emit entered();
    if (!m_picture.focused)
        m_picture.focused = situation().current;
    describe();
    update();
}

void DiagramView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason)
        return;
    QToolTip::hideText();
    m_picture.focused.reset();
    describe();
    update();
}

void DiagramView::keyPressEvent(QKeyEvent* event)
{
    if (const auto direction = directionOf(event->key()); direction && m_picture.focused) {
        focusNode(neighbour(fitted().geometry, *m_picture.focused, *direction));
    } else if (opens(event->key()) && m_picture.focused) {
        openFocused();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void DiagramView::openFocused()
{
    QToolTip::hideText();
    const QRectF box = fitted().geometry.box(*m_picture.focused);
    emit placeChosen({.node = m_picture.focused, .arrow = {}},
                     mapToGlobal(box.bottomLeft().toPoint() + QPoint(0, 2)));
}

/// By the menu key; what the right button opens, it opens where it is let go.
void DiagramView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Keyboard && m_picture.focused)
        openFocused();
}

QString DiagramView::wordsOf(const DiagramPlace& place) const
{
    const Language language = m_picture.language;
    if (place.node)
        return QString::fromStdString(stateMeaning(stateOf(*place.node), language)).toHtmlEscaped();
    const FigureArrow& arrow = figureArrows()[*place.arrow];
    const QString action = QString::fromLatin1(arrow.action);
    return QStringLiteral("<b>%1 → %2</b> &nbsp;%3 / %4<br>%5")
        .arg(stateName(arrow.step.from), stateName(arrow.step.to), QString::fromLatin1(arrow.event),
             action == QLatin1String("x") ? QStringLiteral("—") : action,
             QString::fromStdString(
                 transitionMeaning(stateOf(arrow.step.from), stateOf(arrow.step.to), language))
                 .toHtmlEscaped());
}

QString DiagramView::wordsAt(QPointF point) const
{
    if (const auto place = placeAt(point))
        return QStringLiteral("<qt>%1</qt>").arg(wordsOf(*place)); // rich text, so that it is wrapped
    const DiagramGeometry& g = fitted().geometry;
    const auto said = [this](DiagramWord word) {
        return QStringLiteral("<qt>%1</qt>")
            .arg(QString::fromStdString(diagramWord(word, m_picture.language)).toHtmlEscaped());
    };
    if (m_picture.walked && g.counter.contains(point))
        return said(DiagramWord::WalkedMeaning);
    if (g.activeTitle.contains(point))
        return said(DiagramWord::ActiveCloseMeaning);
    if (g.passiveTitle.contains(point))
        return said(DiagramWord::PassiveCloseMeaning);
    return {};
}

bool DiagramView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), wordsAt(help->pos()), this); // "" hides it
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) { // the window would take a step
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && (directionOf(key->key()) || opens(key->key()))) {
            event->accept();
            return true;
        }
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
