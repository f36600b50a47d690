#include "app/experiment/sweep_job.h"

#include "app/sweep/workers.h"

#include <algorithm>
#include <exception>

namespace tcplab {

namespace {

constexpr qint64 msBetweenLooks = 250;

} // namespace

SweepJob::~SweepJob()
{
    cancel();
    m_abandoned = true; // a long run does not keep the window waiting
    if (m_thread.joinable())
        m_thread.join();
}

double SweepJob::runsASecond() const
{
    return static_cast<double>(m_done) * 1000 / static_cast<double>(std::max<qint64>(m_took, 1));
}

/// Values go in and come out: the threads share nothing with the window but the word to stop.
void SweepJob::start(const SweepPlan& plan, std::vector<Scenario> variants)
{
    m_plan = plan;
    m_results.assign(variants.size(), {});
    m_done = 0;
    m_took = 0;
    m_cancelled = false;
    m_clock.start();
    const quint64 units = plan.units();
    const std::size_t jobs = std::min<std::size_t>(std::max(1u, std::thread::hardware_concurrency()), units);
    m_failed = false;
    m_thread = std::thread([this, plan, units, jobs, variants = std::move(variants),
                            beforeEachLook = m_beforeEachLook]() mutable {
        try {
            SweepResults results(variants.size());
            SweepWorkers workers(plan, std::move(variants), jobs, &m_abandoned);
            quint64 done = 0;
            for (bool isEnd = units == 0; !isEnd;) {
                if (beforeEachLook)
                    beforeEachLook();
                QElapsedTimer since;
                since.start();
                if (!m_cancelled)
                    done = workers.play(done, units, results, [&](quint64) {
                        return !m_cancelled && since.elapsed() < msBetweenLooks;
                    });
                isEnd = done >= units || m_cancelled;
                QMetaObject::invokeMethod(
                    this, [this, results, done, isEnd]() mutable { take(std::move(results), done, isEnd); },
                    Qt::QueuedConnection);
            }
        } catch (const std::exception&) { // no memory, or no thread, left: what was handed over is kept
            QMetaObject::invokeMethod(this, &SweepJob::fail, Qt::QueuedConnection);
        }
    });
}

void SweepJob::fail()
{
    m_failed = true;
    m_thread.join();
    emit ended();
}

void SweepJob::take(SweepResults results, quint64 done, bool isEnd)
{
    m_results = std::move(results);
    m_done = done;
    m_took = m_clock.elapsed();
    if (isEnd)
        m_thread.join();
    emit grown();
    if (isEnd)
        emit ended();
}

} // namespace tcplab
