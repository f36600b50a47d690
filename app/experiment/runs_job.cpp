#include "app/experiment/runs_job.h"

#include "app/sweep/plan.h"

#include <QElapsedTimer>
#include <exception>
#include <memory>
#include <utility>

namespace tcplab {

void RunsJob::cancel()
{
    m_cancelled = true;
    if (m_thread.joinable())
        m_thread.join();
    ++m_turn;
}

void RunsJob::start(const Scenario& variant, quint64 planSeed, quint64 stepLimit, quint64 count)
{
    cancel();
    m_cancelled = false;
    m_thread = std::thread([this, variant, planSeed, stepLimit, count, turn = m_turn] {
        const auto scenario = std::make_shared<Scenario>(variant);
        if (count == 0) { // nothing to wait for
            tell({}, true, turn);
            return;
        }
        try {
            playAll(scenario, planSeed, stepLimit, count, turn);
        } catch (const std::exception&) { // no memory left: what has been told is all
            tell({}, true, turn);
        }
    });
}

void RunsJob::tell(std::vector<RunMeasures> runs, bool isEnd, quint64 turn)
{
    QMetaObject::invokeMethod(
        this,
        [this, runs = std::move(runs), isEnd, turn] {
            if (turn == m_turn)
                emit played(runs, isEnd);
        },
        Qt::QueuedConnection);
}

void RunsJob::playAll(const std::shared_ptr<Scenario>& scenario, quint64 planSeed, quint64 stepLimit,
                      quint64 count, quint64 turn)
{
    constexpr qint64 msBetweenLooks = 150;
    RunMeter meter(stepLimit, &m_cancelled);
    QElapsedTimer since;
    since.start();
    std::vector<RunMeasures> runs;
    for (quint64 k = 0; k < count && !m_cancelled; ++k) {
        scenario->seed = seedOfRun(planSeed, k);
        const RunMeasures measures = meter.play(scenario);
        if (m_cancelled)
            break; // perhaps it has been left in its midst
        runs.push_back(measures);
        const bool isEnd = k + 1 == count;
        if (!isEnd && since.elapsed() < msBetweenLooks)
            continue;
        since.restart();
        tell(std::exchange(runs, {}), isEnd, turn);
    }
}

} // namespace tcplab
