#include "app/ladder/segment_actions.h"

#include <QBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <utility>

namespace tcplab {

namespace {

struct Description {
    SegmentAction action;
    const char* name;
    const char* key;
    bool inFlight; ///< offered while the segment flies; else once it has landed
    bool always;
};
constexpr std::array descriptions{
    Description{SegmentAction::Drop, QT_TRANSLATE_NOOP("tcplab::SegmentActions", "Drop"), "X", true, false},
    //: Opens a list of times by which a segment can be held back.
    Description{SegmentAction::Delay, QT_TRANSLATE_NOOP("tcplab::SegmentActions", "Delay…"), "D", true,
                false},
    Description{SegmentAction::Duplicate, QT_TRANSLATE_NOOP("tcplab::SegmentActions", "Duplicate"), "U", true,
                false},
    Description{SegmentAction::Corrupt, QT_TRANSLATE_NOOP("tcplab::SegmentActions", "Corrupt"), "C", true,
                false},
    //: Goes back in time to where the chosen segment can be caught.
    Description{SegmentAction::GoToFlight, QT_TRANSLATE_NOOP("tcplab::SegmentActions", "Go to its flight"),
                "G", false, false},
    Description{SegmentAction::Inspect, QT_TRANSLATE_NOOP("tcplab::SegmentActions", "Inspect"), "I", true,
                true},
};

QString objectNameOf(SegmentAction action)
{
    return QStringLiteral("segmentAction%1").arg(static_cast<int>(action));
}

} // namespace

QString nameOf(SegmentAction action)
{
    for (const Description& d : descriptions)
        if (d.action == action)
            return SegmentActions::tr(d.name);
    return {};
}

QString keyOf(SegmentAction action)
{
    for (const Description& d : descriptions)
        if (d.action == action)
            return QLatin1String(d.key);
    return {};
}

SegmentActions::SegmentActions(QWidget* parent)
    : QFrame(parent),
      m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_buttons(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_theme(themeNamed(ThemeName::Light)),
      m_times(new QLabel(this))
{
    setObjectName(QStringLiteral("segmentActions"));
    setAutoFillBackground(true);
    m_layout->setContentsMargins(8, 4, 8, 4);
    m_layout->setSpacing(2);
    m_buttons->setSpacing(2);
    m_layout->addWidget(m_times);
    m_layout->addLayout(m_buttons);
    for (const Description& d : descriptions) {
        auto* one = new QToolButton(this);
        one->setObjectName(objectNameOf(d.action));
        one->setCursor(Qt::PointingHandCursor);
        one->setAutoRaise(true);
        connect(one, &QToolButton::clicked, this, [this, action = d.action] { emit triggered(action); });
        m_buttons->addWidget(one);
    }
    retranslate();
    setCursor(Qt::ArrowCursor);
    hide();
}

QToolButton* SegmentActions::button(SegmentAction action) const
{
    return findChild<QToolButton*>(objectNameOf(action));
}

void SegmentActions::setTheme(const Theme& theme)
{
    const QFont font = theme.ui(9.5, true);
    for (QToolButton* one : findChildren<QToolButton*>())
        one->setFont(font);
    m_times->setFont(theme.ui(9));
    m_theme = theme;
    m_room = 0;
    if (isVisible())
        dress();
}

QString SegmentActions::sheet() const
{
    return QStringLiteral("#segmentActions { background: %1; border-radius: 5px; }"
                          "#segmentActions QLabel { color: %2; padding: 0 6px; }"
                          "#segmentActions QToolButton { color: %2; background: transparent; border: 0;"
                          "  border-radius: 3px; padding: 4px %5px; }"
                          "#segmentActions QToolButton:hover, #segmentActions QToolButton:focus"
                          "  { background: %3; color: %4; }")
        .arg(m_theme.terminalBackground.name(), m_theme.terminalText.name(), m_theme.accent.name(),
             m_theme.surface.name())
        .arg(m_tight ? 3 : 8);
}

/// Only what is seen: a sheet of its own is dear at the start.
void SegmentActions::dress()
{
    if (const QString wanted = sheet(); styleSheet() != wanted)
        setStyleSheet(wanted);
    // What is hidden has not heard of the sheet yet, nor its layout of that.
    for (QWidget* part : findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        part->ensurePolished();
        part->updateGeometry();
    }
    m_buttons->invalidate();
    m_layout->invalidate();
    adjustSize();
}

/// First beside each other, then under each other, then closer together.
void SegmentActions::fit(int room)
{
    struct Way {
        bool stacked, tight;
    };
    for (const Way way : {Way{false, false}, Way{true, false}, Way{true, true}}) {
        m_tight = way.tight;
        m_layout->setDirection(way.stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        m_times->setWordWrap(way.stacked);
        m_times->setMinimumWidth(0);
        if (way.stacked) {
            const QMargins around = m_layout->contentsMargins();
            const int words = m_times->fontMetrics().horizontalAdvance(m_times->text()) + 14;
            m_times->setMinimumWidth(std::min(words, room - around.left() - around.right()));
        }
        dress();
        if (sizeHint().width() <= room)
            break;
    }
}

void SegmentActions::retranslate()
{
    setAccessibleName(tr("What can be done to the segment"));
    for (const Description& d : descriptions) {
        QToolButton* one = button(d.action);
        one->setText(nameOf(d.action));
        one->setToolTip(QStringLiteral("%1 (%2)").arg(one->text(), QLatin1String(d.key)));
        one->setAccessibleName(one->text());
    }
    m_room = 0;
    if (isVisible())
        dress();
}

void SegmentActions::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

std::vector<SegmentAction> SegmentActions::offered(bool inFlight)
{
    std::vector<SegmentAction> actions;
    for (const Description& d : descriptions)
        if (d.always || d.inFlight == inFlight)
            actions.push_back(d.action);
    return actions;
}

void SegmentActions::setInFlight(bool inFlight, const QString& times, int room)
{
    const bool known = m_room == room && m_times->text() == times && m_times->isVisibleTo(this) == !inFlight;
    m_room = room;
    m_times->setText(times);
    m_times->setVisible(!inFlight);
    for (const Description& d : descriptions)
        button(d.action)->setVisible(d.always || d.inFlight == inFlight);
    if (!known)
        fit(room);
}

QPoint SegmentActions::below(SegmentAction action) const
{
    const QToolButton* one = button(action);
    return one->mapToGlobal(QPoint(0, one->height()));
}

/// A press beside a button is not one on the ladder behind.
void SegmentActions::mousePressEvent(QMouseEvent* event) { event->accept(); }

} // namespace tcplab
