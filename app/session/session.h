/// A run in a window and the step looked at: the only thing that views connect to. It says *where*; each
/// view pulls what it shows from trace() and worldNow(), both const.
#pragma once
#include "app/session/time_axis.h"
#include "app/wording/wording.h"
#include "core/run/run.h"

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <memory>

namespace tcplab {

class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    /// Loads a scenario and runs it to its end (long runs go on in slices of 8 ms). The cursor is at step 0.
    void load(Scenario scenario, const QString& path = {});
    bool hasRun() const { return m_run != nullptr; }
    const Run& run() const { return *m_run; }
    const Trace& trace() const { return m_run->trace(); }
    const Scenario& scenario() const { return m_run->scenario(); }
    QString path() const { return m_path; } ///< where it was opened or saved; "" for the library's

    /// The step looked at: 0 (before anything) … stepCount().
    quint64 step() const { return m_step; }
    quint64 stepCount() const { return trace().stepCount(); }
    /// The instant of the "now" line: the step's own, or further while playing or scrubbing in between.
    Instant now() const { return m_now; }
    /// The world at the cursor; kept until the cursor moves.
    const World& worldNow() const;
    /// The world one step before, for "changed in this step".
    const World& worldBefore() const;
    const TimeAxis& axis() const { return m_axis; }
    bool linearTime() const { return m_linear; }
    bool relativeNumbers() const { return m_relative; }
    SegmentId selectedSegment() const { return m_selected; }
    Language language() const { return m_language; }
    QUndoStack* undoStack() { return &m_undo; }

public slots:
    void goToStep(quint64 step);
    void goToInstant(Instant instant); ///< scrubbing: the last step at or before it, "now" at it
    void stepForward();
    void stepBack();
    void nextStateChange();
    void first();
    void last();
    void setLinearTime(bool linear);
    void setRelativeNumbers(bool relative);
    void selectSegment(SegmentId id);
    /// The next segment in flight at now() after the selected one; for choosing by keyboard.
    void selectNextInFlight();
    void setLanguage(Language language);
    /// Steps in at the cursor; undoable. The view stays at the instant it was made.
    void intervene(const Intervention& what);
    bool save(const QString& path, QString* error);

signals:
    void runChanged(quint64 fromStep); ///< another run, or another future from this step on
    void stepChanged(quint64 step);
    void nowChanged();                 ///< the now line moved (also while playing between two steps)
    void selectionChanged(SegmentId id);
    void viewOptionsChanged();         ///< linear time, relative numbers
    void languageChanged();

private:
    friend class InterventionCommand;
    friend class Playback;
    void setNow(Instant now);
    std::unique_ptr<Run> m_run;
    QString m_path;
    quint64 m_step = 0;
    Instant m_now{};
    TimeAxis m_axis;
    bool m_linear = false;
    bool m_relative = false;
    SegmentId m_selected = 0;
    Language m_language = Language::English;
    QUndoStack m_undo;
    struct Cache;
    std::unique_ptr<Cache> m_cache;
};

} // namespace tcplab
