#include "app/session/motion.h"

#include <QApplication>
#include <QStyle>
#include <QVariant>

namespace tcplab {

namespace {
constexpr const char* key = "reducedMotion"; // the application's: it has several windows
} // namespace

bool wantsNoMotion()
{
    if (qApp == nullptr)
        return false;
    if (qApp->property(key).toBool())
        return true;
    // Qt 6.4 tells the desktop's wish as the time that its animations take.
    return qobject_cast<QApplication*>(qApp) != nullptr &&
           QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

void setNoMotion(bool still) { qApp->setProperty(key, still); }

} // namespace tcplab
