#include "app/theme/focus_ring.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>

namespace tcplab {

namespace {

bool marksItself(const QWidget& one)
{
    return one.isWindow() || one.window()->windowType() == Qt::Popup || one.property("marksFocus").toBool() ||
           qobject_cast<const QLineEdit*>(&one) != nullptr ||
           qobject_cast<const QComboBox*>(&one) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(&one) != nullptr ||
           qobject_cast<const QMenuBar*>(&one) != nullptr || qobject_cast<const QMenu*>(&one) != nullptr;
}

/// A QFocusFrame, because those are no part of the window for a screen reader; it is placed and painted otherwise.
class Frame : public QFocusFrame {
public:
    Frame(const Theme& theme, QWidget* around)
        : QFocusFrame(around), m_theme(theme), m_wide(theme.lineWidth > 2 ? 3 : 2)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        fit();
        raise();
        show();
    }
    void fit()
    {
        setGeometry(parentWidget()->rect());
        const int all = m_wide + 2;
        setMask(QRegion(rect()) - QRegion(rect().adjusted(all, all, -all, -all)));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter p(this);
        const auto line = [&](const QColor& colour, int wide, double inset) {
            p.setPen(QPen(colour, wide, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
            const double at = inset + wide / 2.0;
            p.drawRect(QRectF(rect()).adjusted(at, at, -at, -at));
        };
        line(m_theme.surface, 1, 0);
        line(m_theme.accent, m_wide, 1);
        line(m_theme.surface, 1, m_wide + 1);
    }

private:
    Theme m_theme;
    int m_wide;
};

} // namespace

FocusRing::FocusRing(QObject* parent) : QObject(parent), m_theme(themeNamed(ThemeName::Light))
{
    qApp->installEventFilter(this);
}

void FocusRing::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (QWidget* one = framed())
        frame(one);
}

void FocusRing::frame(QWidget* one)
{
    delete m_frame;
    if (one != nullptr && !marksItself(*one))
        m_frame = new Frame(m_theme, one);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
        if (auto* one = qobject_cast<QWidget*>(watched);
            one != nullptr && one == QApplication::focusWidget()) {
            const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
            const bool again = reason == Qt::ActiveWindowFocusReason || reason == Qt::PopupFocusReason ||
                               reason == Qt::MenuBarFocusReason;
            if (!again || m_clicked != one)
                m_clicked = reason == Qt::MouseFocusReason ? one : nullptr;
            frame(m_clicked == one ? nullptr : one);
        }
        break;
    case QEvent::FocusOut:
        if (watched == framed() && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason)
            frame(nullptr);
        break;
    case QEvent::KeyPress:
        if (m_clicked && watched == m_clicked) {
            m_clicked = nullptr;
            frame(static_cast<QWidget*>(watched));
        }
        break;
    case QEvent::Resize:
        if (m_frame && watched == m_frame->parentWidget())
            static_cast<Frame*>(m_frame.data())->fit();
        break;
    case QEvent::ZOrderChange: // scroll bars come to the top whenever they are laid out
        if (m_frame && watched != m_frame && watched->parent() == m_frame->parentWidget())
            m_frame->raise();
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tcplab
