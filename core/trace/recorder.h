/// Watches steps and writes the trace: takes the step's effects in order, finds each one's cause, and
/// sees what timers did by comparing the TCBs before and after. Nobody tells it; it looks.
#pragma once
#include "core/trace/trace.h"
#include "core/world/world.h"

#include <array>
#include <optional>
#include <vector>

namespace tcplab {

class Recorder {
public:
    explicit Recorder(Trace& trace) : m_trace(&trace) {}
    /// A copy that writes to another trace, itself a copy of this one's.
    Recorder(const Recorder& other, Trace& trace) : Recorder(other) { m_trace = &trace; }

    /// Does one event on the world and records it. Returns false when nothing is left to happen.
    bool step(World& world);
    /// The same for an event that nextEvent(world) has just given.
    void step(World& world, const Event& event);
    /// The same for an intervention.
    void step(World& world, const Intervention& what, Instant at);
    /// What the latest step has done.
    const StepLog& log() const { return m_log; }
    /// Writes the `end` record.
    void end(EndReason reason, Instant at);
    /// Forgets what came after this step, so that another future can be written.
    void cutAfter(std::uint64_t step);

    /// Looks at how things stand before a step: step() does so itself. Cheap while the steps follow on one
    /// another; after a cut it looks at every connection.
    void before(const World& world);
    /// Appends what a step has done, `after` being the world after it. step() does so itself.
    void after(const World& after, const StepLog& log);

private:
    /// A connection's timers as last seen, and the record that set each.
    struct SeenTimers {
        ConnectionId conn = 0;
        Timers timers{};
        std::array<std::uint32_t, timerCount> setBy{};
    };
    /// The latest call and return of a process.
    struct SeenProcess {
        std::uint32_t call = 0;
        std::uint32_t returned = 0;
    };
    /// A segment on which a person laid hands, and when its flight was to end before that.
    struct Touched {
        SegmentId segment = 0;
        std::uint32_t record = 0;
        UserCommand command = UserCommand::Drop;
        Instant formerEnd{};
    };
    struct ConnectionKey {
        Side host = Side::Client;
        ConnectionId conn = 0;
        friend auto operator<=>(const ConnectionKey&, const ConnectionKey&) = default;
    };

    void lookAgain(const World& world);
    void recallProcesses(const World& world);
    void recallTimers();

    void noteOpened(const StepLog& log);
    void noteEmitted(const World& after, const StepLog& log);
    void foreseeEnds(const World& world);
    void append(const Effect& what, Instant t, std::uint32_t cause);
    std::uint32_t causeOf(const Effect& what) const;
    static bool isRoot(const Effect& what);
    std::uint32_t madePossibleBy(const Effect& what) const;
    std::uint32_t touchBehind(SegmentId segment, DropReason why) const;
    void noteSegment(const Effect& what, Instant t);
    void noteUser(const World& after, const Effect& what);
    void noteProcess(const Effect& what);
    void involve(ConnectionKey key);
    void compareTimers(const World& after);
    void compareTimersOf(const World& after, ConnectionKey key);
    SegmentId originalOf(const SegmentHistory& segment) const;
    Fifo<SeenTimers>::iterator placeOf(ConnectionKey key);
    const SeenTimers* findSeen(ConnectionKey key) const;
    SeenProcess& processOf(const Effect& what);

    Trace* m_trace;
    StepLog m_log;                ///< kept for its storage
    std::uint64_t m_seenStep = 0; ///< what follows was seen after this step
    bool m_hasSeen = false;
    std::array<Fifo<SeenTimers>, 2> m_seenTimers;        ///< by host; by connection
    std::array<std::vector<SeenProcess>, 2> m_processes; ///< by host; by id
    std::vector<Touched> m_touched;                      ///< in the order of their records

    // Of the step being written
    std::uint32_t m_firstOfStep = 0;
    std::uint32_t m_root = 0; ///< the latest record that others come from; 0: a program was merely woken
    /// A timer that has run out.
    struct Expired {
        ConnectionKey key{};
        Timer timer = Timer::Retransmission;
    };
    std::vector<ConnectionKey> m_involved; ///< connections whose timers may have moved
    std::optional<Expired> m_expired;
    bool m_everything = false; ///< a crash: all of them may have
};

} // namespace tcplab
