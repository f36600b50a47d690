/// Plays a session: one timer, 60 times a second, moves "now" along the time axis (so that folded minutes
/// pass as quickly as they are drawn) and the cursor with it. Where no motion is wanted, both jump from event to event.
#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tcplab {

class Breakpoints;
class Session;

class Playback : public QObject {
    Q_OBJECT
public:
    /// Axis units a second at speed 1: a flight takes three quarters of a second.
    static constexpr double usualPace = 60;

    explicit Playback(Session& session, QObject* parent = nullptr);
    bool isPlaying() const;
    /// Axis units a second relative to the usual pace: 0.1, 0.25, 0.5, 1, 2, 4, …
    double speed() const { return m_speed; }
    /// It pauses where one of them says.
    void setBreakpoints(const Breakpoints* breakpoints) { m_breakpoints = breakpoints; }

public slots:
    void play();
    void pause();
    void toggle();
    void setSpeed(double speed);

signals:
    void playingChanged(bool playing);
    void speedChanged(double speed);
    void stopped(quint64 step); ///< at a breakpoint

private:
    void tick();
    void jump(double units);
    Session& m_session;
    const Breakpoints* m_breakpoints = nullptr;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_speed = 1.0;
    double m_ahead = 0; ///< without motion: how far it has played behind the event that is seen
};

} // namespace tcplab
