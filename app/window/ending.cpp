#include "app/window/ending.h"

#include "app/window/main_window.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <cstdlib>

namespace tcplab {

namespace {

class EndAfterPaint : public QObject {
public:
    EndAfterPaint(MainWindow& window, EndWhen when) : QObject(&window), m_window(window), m_when(when)
    {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        // The window's paint event is the first of a frame; a timer's turn comes when the whole frame is out.
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, this, &EndAfterPaint::onFrame);
        return QObject::eventFilter(watched, event);
    }

private:
    void onFrame()
    {
        if (m_when == EndWhen::Painted)
            std::_Exit(0); // the start alone is asked for, not how a window is taken apart
        if (m_window.session().run().ended())
            QCoreApplication::quit();
        else
            m_window.update(); // looks again with the next frame
    }

    MainWindow& m_window;
    EndWhen m_when;
};

} // namespace

std::optional<EndWhen> endWhenCalled(const QString& name)
{
    if (name == QLatin1String("painted"))
        return EndWhen::Painted;
    if (name == QLatin1String("computed"))
        return EndWhen::Computed;
    return std::nullopt;
}

void endWhen(MainWindow& window, EndWhen when) { new EndAfterPaint(window, when); }

} // namespace tcplab
