/// A sweep that is played beside the window: it grows, tells how far it is, and can be called off.
#pragma once
#include "app/sweep/plan.h"
#include "app/sweep/results.h"

#include <QElapsedTimer>
#include <QObject>
#include <atomic>
#include <functional>
#include <thread>

namespace tcplab {

class SweepJob : public QObject {
    Q_OBJECT
public:
    explicit SweepJob(QObject* parent = nullptr) : QObject(parent) {}
    ~SweepJob() override;

    /// With a scenario for each variant. One at a time.
    void start(const SweepPlan& plan, std::vector<Scenario> variants);
    /// The runs that have begun are finished, and no more begin: what is done is kept.
    void cancel() { m_cancelled = true; }
    /// It ended for want of memory: what had been done by then is kept.
    bool hasFailed() const { return m_failed; }
    /// What each look of the playing thread begins with; it may throw.
    void setBeforeEachLook(std::function<void()> what) { m_beforeEachLook = std::move(what); }
    bool isRunning() const { return m_thread.joinable(); }

    const SweepPlan& plan() const { return m_plan; }
    const SweepResults& results() const { return m_results; }
    quint64 done() const { return m_done; } ///< units
    double runsASecond() const;

signals:
    void grown();
    void ended();

private:
    void fail();
    void take(SweepResults results, quint64 done, bool isEnd);

    SweepPlan m_plan;
    SweepResults m_results;
    quint64 m_done = 0;
    QElapsedTimer m_clock;
    qint64 m_took = 0; ///< ms, of what is done
    std::atomic<bool> m_cancelled = false;
    std::atomic<bool> m_abandoned = false; ///< nobody is left to look at what comes of it
    bool m_failed = false;
    std::function<void()> m_beforeEachLook;
    std::thread m_thread;
};

} // namespace tcplab
