#include "app/ladder/segment_actions.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QToolButton>

#include <array>

namespace tcplab {

namespace {

struct Description {
    SegmentAction action;
    const char* english;
    const char* chinese;
    const char* key;
    bool inFlight; ///< offered while the segment flies; else once it has landed
    bool always;
};
constexpr std::array descriptions{
    Description{SegmentAction::Drop, "Drop", "丢弃", "X", true, false},
    Description{SegmentAction::Delay, "Delay…", "延迟…", "D", true, false},
    Description{SegmentAction::Duplicate, "Duplicate", "复制", "U", true, false},
    Description{SegmentAction::Corrupt, "Corrupt", "损坏", "C", true, false},
    Description{SegmentAction::GoToFlight, "Go to its flight", "回到在途时刻", "", false, false},
    Description{SegmentAction::Inspect, "Inspect", "查看", "I", true, true},
};

QString objectNameOf(SegmentAction action)
{
    return QStringLiteral("segmentAction%1").arg(static_cast<int>(action));
}

} // namespace

QString nameOf(SegmentAction action, Language language)
{
    for (const Description& d : descriptions)
        if (d.action == action)
            return QString::fromUtf8(language == Language::Chinese ? d.chinese : d.english);
    return {};
}

SegmentActions::SegmentActions(QWidget* parent)
    : QFrame(parent), m_layout(new QHBoxLayout(this)), m_times(new QLabel(this))
{
    setObjectName(QStringLiteral("segmentActions"));
    setAutoFillBackground(true);
    m_layout->setContentsMargins(8, 4, 8, 4);
    m_layout->setSpacing(2);
    m_layout->addWidget(m_times);
    for (const Description& d : descriptions) {
        auto* one = new QToolButton(this);
        one->setObjectName(objectNameOf(d.action));
        one->setCursor(Qt::PointingHandCursor);
        one->setAutoRaise(true);
        connect(one, &QToolButton::clicked, this, [this, action = d.action] { emit triggered(action); });
        m_layout->addWidget(one);
    }
    setLanguage(Language::English);
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
    setStyleSheet(
        QStringLiteral("#segmentActions { background: %1; border-radius: 5px; }"
                       "#segmentActions QLabel { color: %2; padding: 0 6px; }"
                       "#segmentActions QToolButton { color: %2; background: transparent; border: 0;"
                       "  border-radius: 3px; padding: 4px 8px; }"
                       "#segmentActions QToolButton:hover, #segmentActions QToolButton:focus"
                       "  { background: %3; color: %4; }")
            .arg(theme.terminalBackground.name(), theme.terminalText.name(), theme.accent.name(),
                 theme.surface.name()));
    adjustSize();
}

void SegmentActions::setLanguage(Language language)
{
    for (const Description& d : descriptions) {
        QToolButton* one = button(d.action);
        one->setText(nameOf(d.action, language));
        one->setToolTip(d.key[0] == '\0' ? QString{}
                                         : QStringLiteral("%1 (%2)").arg(one->text(), QLatin1String(d.key)));
    }
    adjustSize();
}

void SegmentActions::setInFlight(bool inFlight, const QString& times)
{
    m_times->setText(times);
    m_times->setVisible(!inFlight);
    for (const Description& d : descriptions)
        button(d.action)->setVisible(d.always || d.inFlight == inFlight);
    adjustSize();
}

QPoint SegmentActions::below(SegmentAction action) const
{
    const QToolButton* one = button(action);
    return one->mapToGlobal(QPoint(0, one->height()));
}

/// A press beside a button is not one on the ladder behind.
void SegmentActions::mousePressEvent(QMouseEvent* event) { event->accept(); }

} // namespace tcplab
