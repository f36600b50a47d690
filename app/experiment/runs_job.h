/// The runs of one variant, played once more beside the window, for a list of them.
#pragma once
#include "app/sweep/measure.h"
#include "core/world/scenario.h"

#include <QObject>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace tcplab {

class RunsJob : public QObject {
    Q_OBJECT
public:
    explicit RunsJob(QObject* parent = nullptr) : QObject(parent) {}
    ~RunsJob() override { cancel(); }

    /// The first runs of a variant. Another that is still played is called off.
    void start(const Scenario& variant, quint64 planSeed, quint64 stepLimit, quint64 count);
    void cancel();

signals:
    /// A few times a second, and at the end: the next of them.
    void played(std::vector<tcplab::RunMeasures> runs, bool isEnd);

private:
    void tell(std::vector<RunMeasures> runs, bool isEnd, quint64 turn);
    void playAll(const std::shared_ptr<Scenario>& scenario, quint64 planSeed, quint64 stepLimit,
                 quint64 count, quint64 turn);

    std::atomic<bool> m_cancelled = false;
    quint64 m_turn = 0; ///< what an earlier one still sends is not taken
    std::thread m_thread;
};

} // namespace tcplab
