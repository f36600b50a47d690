#include "app/window/after_paint.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>
#include <utility>

namespace tcplab {

namespace {

class FirstPaint : public QObject {
public:
    FirstPaint(QWidget& window, std::function<void()> what) : QObject(&window), m_what(std::move(what))
    {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        // The window's paint event is the first of a frame; a timer's turn comes when the whole frame is out.
        if (event->type() == QEvent::Paint && m_what) {
            QTimer::singleShot(1, this, [this, what = std::exchange(m_what, nullptr)] {
                what();
                deleteLater();
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_what;
};

} // namespace

void afterFirstPaint(QWidget& window, std::function<void()> what) { new FirstPaint(window, std::move(what)); }

} // namespace tcplab
