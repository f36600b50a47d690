/// All runs of a sitting: whoever goes back and steps in has two, and both stay. A run is kept as what it follows from, the
/// scenario and the interventions, and is played again when it is wanted.
#pragma once
#include "app/session/session.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

namespace tcplab {

/// One thing that was done by hand, in words that need no run: "SYN, ACK lost at 75 ms".
struct Deed {
    PlacedIntervention placed{};
    /// The run's instant of it: an intervention keeps its step, and acts no earlier than the run gets there.
    Instant at{};
    QString segment;       ///< the label of the segment that it was done to; "" for none
    bool inVain = false;   ///< that segment was not under way
    bool isPlayed = false; ///< the run has got there
    QString text() const;
    friend bool operator==(const Deed&, const Deed&) = default;
};

struct Branch {
    Scenario scenario; ///< with what was done by hand
    QString path;      ///< of its file; "" for the library's
    std::vector<Deed> deeds;
    int from = -1; ///< the branch that it came from; −1: from none
    /// What it is called, and in which language, once somebody has asked.
    struct Words {
        QString text;
        QString language; ///< a word of it; "": nobody has
    };
    mutable Words called{};

    /// What was done, one after the other.
    QStringList done() const;
};

class Branches : public QObject {
    Q_OBJECT
public:
    explicit Branches(Session& session, QObject* parent = nullptr);

    const std::vector<Branch>& all() const { return m_all; }
    /// In what it differs from the first run of its scenario, and what was done in it: "c1 lost; SYN lost at 75 ms"; "" for
    /// the first as it is.
    QString wordsOf(const Branch& branch) const;
    /// The same, or "as the scenario has it"; with the settings in which the open run differs from it: "as the scenario has
    /// it (delay = 50 ms)".
    QString nameOf(const Branch& branch) const;
    /// In which settings the open run, of the same scenario, started otherwise than this one: "delay = 50 ms"; "" for none.
    QString settingsOf(const Branch& branch) const;
    /// The run that is open; −1: none, or one that is still played live.
    int current() const { return m_current; }
    /// The run to compare the open one with, if nobody says otherwise: that from which it came, else the run before it of
    /// the same scenario, with other settings only where nothing was done by hand; −1: there is none.
    int before() const;

signals:
    void changed();

private:
    void follow();
    bool tellDeeds(Branch& branch);
    void forgetOldest();
    Session& m_session;
    std::vector<Branch> m_all;
    int m_current = -1;
    int m_previous = -1;      ///< the one that was open before
    bool m_opens = false;     ///< another is about to be opened
    bool m_isChanged = false; ///< the open one is that with something changed, not another that was opened
};

} // namespace tcplab
