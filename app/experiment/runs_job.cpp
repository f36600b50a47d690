#include "app/experiment/runs_job.h"

#include "app/sweep/plan.h"

#include <QElapsedTimer>

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
        constexpr qint64 msBetweenLooks = 150;
        const auto scenario = std::make_shared<Scenario>(variant);
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
            QMetaObject::invokeMethod(
                this,
                [this, runs = std::exchange(runs, {}), isEnd, turn] {
                    if (turn == m_turn)
                        emit played(runs, isEnd);
                },
                Qt::QueuedConnection);
        }
    });
}

} // namespace tcplab
