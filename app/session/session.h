/// A run in a window and the step looked at: the only thing that views connect to. It says *where*; each
/// view pulls what it shows from trace() and worldNow(), both const.
#pragma once
#include "app/session/time_axis.h"
#include "app/wording/wording.h"
#include "core/run/run.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tcplab {

class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    /// Loads a scenario and runs it to its end (long runs go on in slices of 8 ms). The cursor is at step 0.
    void load(Scenario scenario, const QString& path = {});
    /// Opens an empty run that somebody else plays as it happens, with steps of its own; what is done by hand is handed to
    /// him. The cursor follows its end, until it is moved back.
    Run& beginLive(std::shared_ptr<const Scenario> scenario, std::function<void(const Intervention&)> byHand);
    /// Lets the views see what has been added.
    void showLive();
    /// The run is over, and a run like any other from now on.
    void endLive(EndReason reason);
    bool isLive() const { return m_byHand != nullptr; }
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
    /// Where the cursor is, or is on its way to while a long run is played up to there, or was before the run got too short.
    Instant destination() const { return m_wanted.value_or(m_now); }
    /// Where the now line lies on axis(), in units. More than axis().position(now()) says when several
    /// steps share an instant.
    double nowPosition() const { return m_nowPosition; }
    /// The cursor stands behind the end of the run: the axis goes on, because that of a longer run bends alike.
    bool isPastEnd() const { return hasRun() && m_run->ended() && m_nowPosition > endPosition(); }
    /// True while Playback moves the now line.
    bool isPlaying() const { return m_playing; }
    /// Segments in flight at the cursor, by id.
    std::vector<SegmentId> inFlight() const;
    /// The world at the cursor; kept until the cursor moves.
    const World& worldNow() const;
    /// The world one step before, for "changed in this step".
    const World& worldBefore() const;
    const TimeAxis& axis() const { return m_axis; }
    bool linearTime() const { return m_linear; }
    bool relativeNumbers() const { return m_relative; }
    Notation notation() const { return m_notation; }
    SegmentId selectedSegment() const { return m_selected; }
    Language language() const { return m_language; }
    QUndoStack* undoStack() { return &m_undo; }
    /// It is another run than what was opened or saved, or its text is being written otherwise.
    bool isModified() const { return isRunModified() || m_draft != m_savedDraft; }
    bool isRunModified() const;
    /// What is written in the place of its text and cannot be read yet; "": nothing.
    const QString& draft() const { return m_draft; }
    void setDraft(const QString& text);
    /// What the run has of steps by hand can be taken back, as if it had been done just now.
    void makeUndoable();
    void noteDraftSaved(); ///< it is what the file says
    /// It is saved nowhere, whatever it looks like.
    void markUnsaved();
    /// Draws this run on another axis of it, as long as it has no other future.
    void useAxis(TimeAxis axis);

public slots:
    void goToStep(quint64 step);
    /// Scrubbing: the last step at or before it, "now" at it. No further than where the axis ends.
    void goToInstant(Instant instant);
    /// The same along axis(), in units: rows of one instant can be told apart. For scrubbing and playing.
    void goToPosition(double position);
    void stepForward();
    void stepBack();
    void nextStateChange();
    void previousStateChange();
    /// The next, or the former, step in which the host acts that acts in this one.
    void nextOfSameHost();
    void previousOfSameHost();
    /// The first step that this one brought about; the step that brought this one about.
    void toEffect();
    void toCause();
    void first();
    void last();
    void setLinearTime(bool linear);
    void setRelativeNumbers(bool relative);
    void setNotation(Notation notation);
    void selectSegment(SegmentId id);
    /// The next segment in flight at now() after the selected one; for choosing by keyboard.
    void selectNextInFlight();
    void setLanguage(Language language);
    /// Steps in at the cursor; undoable. The view stays at the instant it was made.
    void intervene(const Intervention& what);
    /// Another run takes the place of this one, undoably: a scenario that was changed, another branch. The cursor stays at
    /// its instant. `done`: what that is called when it is taken back, in the language of then; changes of one `burst` are
    /// taken back together.
    void replaceRun(const Scenario& scenario, std::function<QString()> done, int burst = -1);
    bool save(const QString& path, QString* error);
    /// The draft, as it is.
    bool saveDraft(const QString& path, QString* error);

signals:
    void leaving();                    ///< the run that is open is about to go
    void loaded();                     ///< another scenario is open, the cursor at its beginning
    void runChanged(quint64 fromStep); ///< another run, or another future from this step on
    void stepChanged(quint64 step);
    void walkingTo(quint64 step); ///< somebody is about to go from an effect to its cause, or back
    void nowChanged();            ///< the now line moved (also while playing between two steps)
    void selectionChanged(SegmentId id);
    void playingChanged(bool playing);
    void saved();              ///< what is open is what was opened or saved, or is not any more
    void viewOptionsChanged(); ///< linear time, relative numbers, notation
    void languageChanged();

private:
    friend class InterventionCommand;
    friend class RunCommand;
    friend class ReplayCommand;
    friend class Playback;
    void setPlaying(bool playing);
    double endPosition() const { return m_axis.positionOfStep(stepCount()); }
    void noteSaved();
    bool saveText(const QByteArray& text, const QString& path, const QString& draft, QString* error);
    void moveTo(quint64 step, Instant now, double position);
    /// The run has another future from this step on: everything that was computed from it is forgotten,
    /// and the cursor put down in it.
    void rebuild(quint64 fromStep, quint64 step, Instant now);
    /// Runs on for 8 ms at most; what is left follows in further slices.
    void extendSlice();
    void reach(quint64 step);
    bool hasReached(Instant instant) const;
    void applyIntervention(quint64 step, Instant at, const Intervention& what);
    void restore(std::vector<PlacedIntervention> interventions, quint64 step, Instant now);
    void putRun(const std::shared_ptr<const Scenario>& scenario,
                std::vector<PlacedIntervention> interventions, Instant now);
    std::unique_ptr<Run> m_run;
    std::function<void(const Intervention&)> m_byHand; ///< of a live run; null: it is none
    bool m_wasLive = false;
    QString m_path;
    QString m_draft;
    QString m_savedDraft;
    std::shared_ptr<const Scenario> m_savedScenario; ///< what was opened or saved
    std::vector<PlacedIntervention> m_savedInterventions;
    quint64 m_step = 0;
    Instant m_now{};
    double m_nowPosition = 0;
    TimeAxis m_axis;
    bool m_linear = false;
    bool m_relative = false;
    Notation m_notation = Notation::Words;
    bool m_playing = false;
    bool m_goToLast = false; ///< the end was asked for before the run had reached it
    std::optional<Instant>
        m_wanted; ///< where the cursor goes once a long run that took another's place has got there
    SegmentId m_selected = 0;
    Language m_language = Language::English;
    QUndoStack m_undo;
    QTimer m_extension;        ///< the next slice of a long run
    QElapsedTimer m_announced; ///< since views last heard that the run has grown
    quint64 m_announcedSteps = 0;
    struct Cache;
    std::unique_ptr<Cache> m_cache;
};

} // namespace tcplab
