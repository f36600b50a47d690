/// Where playing stops by itself: conditions as in "run until", of which those on arrows of the state diagram are most in use.
#pragma once
#include "app/session/run_until.h"
#include "app/session/session.h"

#include <QObject>
#include <functional>
#include <optional>
#include <vector>

namespace tcplab {

struct Breakpoint {
    UntilCondition when{};
    bool enabled = true;
    friend bool operator==(const Breakpoint&, const Breakpoint&) = default;
};

class Breakpoints : public QObject {
    Q_OBJECT
public:
    explicit Breakpoints(Session& session, QObject* parent = nullptr);

    const std::vector<Breakpoint>& all() const { return m_all; }
    bool has(const UntilCondition& when) const;
    /// The first step after `from`, and not after `last`, at which one stops.
    std::optional<quint64> firstIn(quint64 from, quint64 last) const;

    // Each of these can be taken back (Session::undoStack()).
    void add(const UntilCondition& when);
    void remove(const UntilCondition& when);
    void toggle(const UntilCondition& when) { has(when) ? remove(when) : add(when); }
    void setEnabled(std::size_t index, bool enabled);
    void removeAll();

    void put(std::vector<Breakpoint> all); ///< the command that was taken back
    /// Those of another sitting, beside these.
    void putBack(const std::vector<Breakpoint>& former);

signals:
    void changed();

private:
    void push(std::vector<Breakpoint> next, std::function<QString()> done);
    /// A change of one alone: it stops there from now on, or no more.
    void pushOf(std::vector<Breakpoint> next, const UntilCondition& when, bool stops);
    void runChanged(quint64 fromStep);
    Session& m_session;
    std::vector<Breakpoint> m_all;
    mutable std::vector<CountedSteps> m_counted; ///< of each of them
    quint64 m_knownSteps = 0;
};

} // namespace tcplab
