#include "app/window/lecture_hint.h"

namespace tcplab {

namespace {
constexpr int shownMs = 6000;
constexpr int fromEdge = 14; ///< px
} // namespace

LectureHint::LectureHint(QWidget* window) : QLabel(window)
{
    setObjectName(QStringLiteral("lectureHint"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::PlainText);
    m_end.setSingleShot(true);
    m_end.setInterval(shownMs);
    connect(&m_end, &QTimer::timeout, this, &QLabel::hide);
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
}

} // namespace tcplab
