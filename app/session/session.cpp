#include "app/session/session.h"

#include "app/session/intervention_command.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tcplab {

namespace {

constexpr qint64 sliceMs = 8;
/// How often views hear of a run that is still growing: so often that what has come since is not felt.
constexpr qint64 announceMs = 60;
constexpr std::uint64_t stepsBetweenClockReads = 64;
/// How long the window may stand still for a cursor that is to come back to its instant.
constexpr qint64 patienceMs = 25;

/// The last step before this instant; 0: none.
quint64 stepBefore(const Trace& trace, Instant instant)
{
    return instant == Instant{} ? 0 : trace.stepAt(instant - nanoseconds(1));
}

/// Of the steps of this instant that one, from 1, or the last.
quint64 stepAmong(const Trace& trace, Instant instant, quint64 among)
{
    const quint64 before = stepBefore(trace, instant);
    return before + std::min(among, trace.stepAt(instant) - before);
}

} // namespace

/// The worlds last asked for. A step forward makes the one the other.
struct Session::Cache {
    struct Entry {
        quint64 step = 0;
        std::unique_ptr<World> world;
    };
    Entry now;
    Entry before;
    /// Which of the steps of its instant the cursor is at once it has got to where it is wanted, from 1; 0: before them.
    quint64 wantedAmong = 0;

    const World& at(Entry& entry, Entry& other, quint64 step, const Run& run)
    {
        if (entry.world == nullptr || entry.step != step) {
            if (other.world != nullptr && other.step == step)
                std::swap(entry, other);
            else
                entry = {step, std::make_unique<World>(run.worldAt(step))};
        }
        return *entry.world;
    }
    void forget() { now = {}, before = {}; }
};

Session::Session(QObject* parent) : QObject(parent), m_cache(std::make_unique<Cache>())
{
    m_extension.setSingleShot(true);
    connect(&m_extension, &QTimer::timeout, this, &Session::extendSlice);
}

Session::~Session() = default;

void Session::load(Scenario scenario, const QString& path)
{
    emit leaving();
    m_byHand = nullptr;
    m_wasLive = false;
    m_undo.clear();
    m_path = path;
    m_goToLast = false;
    m_wanted.reset();
    m_run = std::make_unique<Run>(std::make_shared<const Scenario>(std::move(scenario)));
    noteSaved();
    m_draft.clear();
    m_savedDraft.clear();
    rebuild(0, 0, {});
    emit loaded();
}

void Session::makeUndoable()
{
    const std::vector<PlacedIntervention> all = m_run->interventions();
    for (auto one = all.begin(); one != all.end(); ++one)
        m_undo.push(new InterventionCommand(*this, *one, {all.begin(), one}));
    m_undo.setClean();
}

Run& Session::beginLive(std::shared_ptr<const Scenario> scenario,
                        std::function<void(const Intervention&)> byHand)
{
    emit leaving();
    m_undo.clear();
    m_path.clear();
    m_goToLast = false;
    m_wanted.reset();
    m_byHand = std::move(byHand);
    m_wasLive = true;
    m_run = std::make_unique<Run>(std::move(scenario));
    rebuild(0, 0, {});
    emit loaded();
    return *m_run;
}

void Session::showLive()
{
    if (m_announcedSteps == stepCount())
        return;
    const bool follows = m_step >= m_announcedSteps;
    extendSlice();
    if (follows && !m_playing)
        goToStep(stepCount());
}

void Session::endLive(EndReason reason)
{
    if (!isLive())
        return;
    showLive();
    m_byHand = nullptr;
    m_run->end(reason);
    extendSlice();
    emit stepChanged(m_step); // what can be done now is something else
}

void Session::rebuild(quint64 fromStep, quint64 step, Instant now)
{
    m_cache->forget();
    m_axis = m_linear ? TimeAxis::linear(trace()) : TimeAxis::folded(trace());
    // Before anybody looks: the cursor stands in the new run.
    m_step = step;
    m_now = now;
    const bool atStep = now == trace().instantOf(step);
    m_nowPosition = atStep ? m_axis.positionOfStep(step) : m_axis.position(now);
    const bool selectionIsGone = m_selected != 0 && (step == 0 || m_selected > trace().segmentCount() ||
                                                     trace().segment(m_selected).sentAt > now);
    if (selectionIsGone)
        m_selected = 0;
    m_announcedSteps = fromStep;
    m_announced.invalidate();
    extendSlice();
    if (selectionIsGone)
        emit selectionChanged(0);
    emit stepChanged(m_step);
    emit nowChanged();
}

void Session::extendSlice()
{
    m_extension.stop();
    if (isLive()) { // whoever plays it decides when it goes on
        m_axis.extend(trace());
        emit runChanged(std::exchange(m_announcedSteps, stepCount()));
        return;
    }
    QElapsedTimer clock;
    clock.start();
    while (!m_run->ended() && clock.elapsed() < sliceMs) {
        if (trace().recordCount() >= Run::defaultRecordLimit)
            m_run->extendToEnd();
        else
            m_run->extend(stepsBetweenClockReads);
    }
    m_axis.extend(trace()); // each time, so that it never is much
    if (m_run->ended() || !m_announced.isValid() || m_announced.elapsed() > announceMs) {
        emit runChanged(std::exchange(m_announcedSteps, stepCount()));
        m_announced.start();
    }
    if (m_wanted && hasReached(*m_wanted)) {
        const Instant wanted = *m_wanted;
        const quint64 step = stepAmong(trace(), wanted, m_cache->wantedAmong);
        if (trace().instantOf(step) == wanted)
            goToStep(step);
        else
            goToInstant(wanted);
        if (m_now != wanted)
            m_wanted = wanted;
    }
    if (!m_run->ended()) {
        m_extension.start(0);
    } else if (std::exchange(m_goToLast, false)) {
        last();
    }
}

/// All steps up to this instant are there.
bool Session::hasReached(Instant instant) const
{
    return m_run->ended() || trace().instantOf(stepCount()) > instant;
}

/// Makes sure that the run has got this far. (The axis is made anew by whoever asks.)
void Session::reach(quint64 step)
{
    if (step > stepCount())
        m_run->extend(step - stepCount());
}

const World& Session::worldNow() const { return m_cache->at(m_cache->now, m_cache->before, m_step, *m_run); }

const World& Session::worldBefore() const
{
    return m_cache->at(m_cache->before, m_cache->now, m_step == 0 ? 0 : m_step - 1, *m_run);
}

std::vector<SegmentId> Session::inFlight() const
{
    std::vector<SegmentId> ids;
    for (const Link& link : worldNow().links)
        for (std::size_t i = 0; i < link.inFlight.size(); ++i)
            ids.push_back(link.inFlight[i].packet.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

void Session::setLinearTime(bool linear)
{
    if (linear == m_linear)
        return;
    m_linear = linear;
    if (hasRun())
        useAxis(linear ? TimeAxis::linear(trace()) : TimeAxis::folded(trace()));
    else
        emit viewOptionsChanged();
}

void Session::useAxis(TimeAxis axis)
{
    m_axis = std::move(axis);
    const bool atStep = m_now == trace().instantOf(m_step);
    m_nowPosition = atStep ? m_axis.positionOfStep(m_step) : m_axis.position(m_now);
    emit viewOptionsChanged();
}

void Session::setRelativeNumbers(bool relative)
{
    if (std::exchange(m_relative, relative) != relative)
        emit viewOptionsChanged();
}

void Session::setNotation(Notation notation)
{
    if (std::exchange(m_notation, notation) != notation)
        emit viewOptionsChanged();
}

void Session::selectSegment(SegmentId id)
{
    if (std::exchange(m_selected, id) != id)
        emit selectionChanged(id);
}

void Session::selectNextInFlight()
{
    const std::vector<SegmentId> ids = inFlight();
    const auto next = std::upper_bound(ids.begin(), ids.end(), m_selected);
    if (!ids.empty())
        selectSegment(next == ids.end() ? ids.front() : *next);
}

void Session::setLanguage(Language language)
{
    if (std::exchange(m_language, language) == language)
        return;
    for (int i = 0; i < m_undo.count(); ++i) // the stack gives them out to be read only
        if (auto* one = dynamic_cast<Retold*>(const_cast<QUndoCommand*>(m_undo.command(i))))
            one->retell();
    emit languageChanged();
}

void Session::setPlaying(bool playing)
{
    if (std::exchange(m_playing, playing) != playing)
        emit playingChanged(playing);
}

void Session::intervene(const Intervention& what)
{
    if (isLive())
        m_byHand(what);
    else
        m_undo.push(new InterventionCommand(*this, what));
}

void Session::applyIntervention(quint64 step, Instant at, const Intervention& what)
{
    m_wanted.reset();
    reach(step);
    m_run->intervene(step, at, what);
    rebuild(step, step + 1, at);
}

void Session::restore(std::vector<PlacedIntervention> interventions, quint64 step, Instant now)
{
    m_wanted.reset();
    m_run->setInterventions(std::move(interventions));
    reach(step);
    rebuild(0, step, now);
}

void Session::replaceRun(const Scenario& scenario, std::function<QString()> done, int burst)
{
    if (!isLive())
        m_undo.push(new RunCommand(*this, scenario, std::move(done), burst));
}

void Session::putRun(const std::shared_ptr<const Scenario>& scenario,
                     std::vector<PlacedIntervention> interventions, Instant now)
{
    quint64 among = std::numeric_limits<quint64>::max(); // the last
    if (m_wanted == now)
        among = m_cache->wantedAmong;
    else if (now == m_now && trace().instantOf(m_step) == now)
        among = m_step - stepBefore(trace(), now);
    if (scenario != m_run->scenarioPointer())
        m_run = std::make_unique<Run>(scenario);
    m_run->setInterventions(std::move(interventions));
    m_goToLast = false;
    QElapsedTimer clock;
    clock.start();
    while (!hasReached(now) && clock.elapsed() < patienceMs)
        m_run->extend(stepsBetweenClockReads);
    const Instant reached = std::min(now, trace().instantOf(stepCount()));
    m_wanted.reset();
    m_cache->wantedAmong = among;
    if (!hasReached(now))
        m_wanted = now; // the cursor waits where the run has got to, and goes on there once it can
    const quint64 step = reached == now ? stepAmong(trace(), now, among) : trace().stepAt(reached);
    rebuild(0, step, hasReached(now) && !m_run->ended() ? now : reached);
    // A run that ends before is not the last word: what is half written may be one.
    if (m_run->ended() && reached < now)
        m_wanted = now;
}

} // namespace tcplab
