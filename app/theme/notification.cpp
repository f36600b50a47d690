#include "app/theme/notification.h"

#include <QAccessibleWidget>

namespace tcplab {

namespace {

constexpr const char* mark = "notification";

class Notification : public QAccessibleWidget {
public:
    explicit Notification(QWidget* one) : QAccessibleWidget(one, QAccessible::Notification) {}
};

QAccessibleInterface* notificationOf(const QString&, QObject* object)
{
    auto* one = qobject_cast<QWidget*>(object);
    return one != nullptr && one->property(mark).toBool() ? new Notification(one) : nullptr;
}

} // namespace

void makeNotification(QWidget& one)
{
    QAccessible::installFactory(notificationOf); // a second time it changes nothing
    one.setProperty(mark, true);
}

void notify(QWidget& one, const QString& words)
{
    one.setAccessibleName(words); // tells of it where the name has become another
    // Each window system has its own: notifications that appear, and alerts.
    for (const QAccessible::Event kind : {QAccessible::ObjectShow, QAccessible::Alert}) {
        QAccessibleEvent event(&one, kind);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace tcplab
