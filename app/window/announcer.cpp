#include "app/window/announcer.h"

#include <QAccessibleWidget>

namespace tcplab {

namespace {

class Notification : public QAccessibleWidget {
public:
    explicit Notification(QWidget* one) : QAccessibleWidget(one, QAccessible::Notification) {}
};

QAccessibleInterface* notificationOf(const QString&, QObject* object)
{
    auto* one = qobject_cast<Announcer*>(object);
    return one != nullptr ? new Notification(one) : nullptr;
}

} // namespace

Announcer::Announcer(QWidget* window) : QWidget(window)
{
    QAccessible::installFactory(notificationOf); // a second time it changes nothing
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setGeometry(0, 0, 1, 1);
    lower();
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &Announcer::speak);
}

void Announcer::say(const QString& words)
{
    if (words.isEmpty() || m_words.contains(words))
        return;
    m_words << words;
    m_soon.start();
}

void Announcer::sayFirst(const QString& words)
{
    if (words.isEmpty() || m_words.contains(words))
        return;
    m_words.prepend(words);
    m_soon.start();
}

void Announcer::sayStep(quint64 step, const QString& headline)
{
    if (m_step == std::pair(step, headline))
        return;
    m_words.removeAll(m_step.second); // gone before it could be said
    m_step = {step, headline};
    say(headline);
}

void Announcer::speak()
{
    const QString words = std::exchange(m_words, {}).join(QLatin1Char(' '));
    setAccessibleName(words); // tells of it where the name has become another
    // Each window system has its own: notifications that appear, and alerts.
    for (const QAccessible::Event kind : {QAccessible::ObjectShow, QAccessible::Alert}) {
        QAccessibleEvent event(this, kind);
        QAccessible::updateAccessibility(&event);
    }
    emit said(words);
}

} // namespace tcplab
