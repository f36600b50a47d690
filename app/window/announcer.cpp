#include "app/window/announcer.h"

#include "app/theme/notification.h"

namespace tcplab {

Announcer::Announcer(QWidget* window) : QWidget(window)
{
    makeNotification(*this);
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

void Announcer::sayStep(quint64 step, const QString& headline, const QString& run)
{
    // That another run stands beside it now, or does no more, is no news of the step.
    const bool isKnown =
        m_step == std::pair(step, headline) && (run.isEmpty() || m_run.isEmpty() || run == m_run);
    m_run = run;
    if (isKnown)
        return;
    m_words.removeAll(m_said); // gone before it could be said
    m_step = {step, headline};
    //: %1 is the letter of one of two runs, A or B; %2 what happens in it
    m_said = run.isEmpty() ? headline : tr("%1: %2").arg(run, headline);
    say(m_said);
}

void Announcer::speak()
{
    const QString words = std::exchange(m_words, {}).join(QLatin1Char(' '));
    notify(*this, words);
    emit said(words);
}

} // namespace tcplab
