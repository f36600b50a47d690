#include "app/window/lecture_hint.h"

#include "app/panels/explanation_panel.h"

#include <QEvent>

namespace tcplab {

namespace {
constexpr int shownMs = 6000;
constexpr int fromEdge = 14; ///< px
} // namespace

LectureHint::LectureHint(QWidget* window, ExplanationPanel& narration)
    : QLabel(window), m_narration(narration)
{
    setObjectName(QStringLiteral("lectureHint"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::PlainText);
    m_end.setSingleShot(true);
    m_end.setInterval(shownMs);
    connect(&m_end, &QTimer::timeout, this, &QLabel::hide);
    narration.installEventFilter(this);
    hide();
}

void LectureHint::showFor(const Theme& theme)
{
    setText(tr("F11 or Esc ends the lecture"));
    setFont(theme.ui(8.5));
    setStyleSheet(QStringLiteral("#lectureHint { background: %1; color: %2; border: 2px solid %3; "
                                 "border-radius: 6px; padding: 4px 12px; }")
                      .arg(theme.surface.name(), theme.mutedText.name(), theme.border.name()));
    place();
    show();
    raise();
    m_end.start();
}

void LectureHint::place()
{
    adjustSize();
    const QSize room = parentWidget()->size();
    move(room.width() - width() - fromEdge, room.height() - height() - fromEdge);
    if (!m_narration.isVisible())
        return;
    const auto inWindow = [this](const QRect& rect) {
        return QRect(m_narration.mapTo(parentWidget(), rect.topLeft()), rect.size());
    };
    if (inWindow(m_narration.words()).intersects(geometry()))
        move(x(), inWindow(m_narration.rect()).top() - height() - fromEdge);
}

bool LectureHint::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (isVisible() && (type == QEvent::Resize || type == QEvent::Move || type == QEvent::LayoutRequest ||
                        type == QEvent::Show))
        place();
    return QLabel::eventFilter(watched, event);
}

} // namespace tcplab
