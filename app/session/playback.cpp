#include "app/session/playback.h"

#include "app/session/breakpoints.h"
#include "app/session/motion.h"
#include "app/session/session.h"

#include <algorithm>
#include <chrono>

namespace tcplab {

namespace {

constexpr std::chrono::milliseconds frame{16};
/// A window that was covered or a slow frame must not make time leap.
constexpr qint64 longestFrameMs = 100;

} // namespace

Playback::Playback(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(frame);
    connect(&m_timer, &QTimer::timeout, this, &Playback::tick);
    connect(&session, &Session::loaded, this, &Playback::pause);
    // Whoever catches a segment wants to do something with it before it is gone.
    connect(&session, &Session::selectionChanged, this, [this](SegmentId id) {
        if (id != 0)
            pause();
    });
}

bool Playback::isPlaying() const { return m_timer.isActive(); }

void Playback::play()
{
    if (isPlaying() || !m_session.hasRun())
        return;
    if (m_session.step() == m_session.stepCount() && m_session.run().ended())
        m_session.first();
    m_session.setPlaying(true);
    m_ahead = 0;
    m_clock.start();
    m_timer.start();
    emit playingChanged(true);
}

void Playback::pause()
{
    if (!isPlaying())
        return;
    m_timer.stop();
    m_session.setPlaying(false);
    emit playingChanged(false);
}

void Playback::toggle()
{
    if (isPlaying())
        pause();
    else
        play();
}

void Playback::setSpeed(double speed)
{
    if (speed <= 0 || speed == m_speed)
        return;
    m_speed = speed;
    emit speedChanged(speed);
}

void Playback::tick()
{
    const auto passed = static_cast<double>(std::min(m_clock.restart(), longestFrameMs));
    const double position = m_session.nowPosition() + m_ahead + passed / 1000 * usualPace * m_speed;
    if (m_breakpoints != nullptr) {
        const quint64 last = m_session.axis().stepAt(position);
        if (const auto stop = m_breakpoints->firstIn(m_session.step(), last)) {
            m_session.goToStep(*stop);
            pause();
            emit stopped(*stop);
            return;
        }
    }
    if (wantsNoMotion())
        jump(passed / 1000 * usualPace * m_speed);
    else // to its end and no further, whatever goes on beside it
        m_session.goToPosition(std::min(position, m_session.axis().positionOfStep(m_session.stepCount())));
    if (m_session.step() == m_session.stepCount() && m_session.run().ended())
        pause();
}

/// Each event is seen as long as the way to the next one takes, and nothing between them.
void Playback::jump(double units)
{
    const TimeAxis& axis = m_session.axis();
    const double end = axis.length() - TimeAxis::tailHeight; // of what is known by now
    const double position = std::min(m_session.nowPosition() + m_ahead + units, end);
    const quint64 step = axis.stepAt(position);
    if (step > m_session.step())
        m_session.goToStep(step);
    m_ahead = std::max(0.0, position - m_session.nowPosition());
}

} // namespace tcplab
