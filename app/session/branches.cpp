#include "app/session/branches.h"

#include "app/session/start_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <utility>

namespace tcplab {

namespace {

/// More are not worth keeping: the oldest go.
constexpr std::size_t mostBranches = 100;

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(Branches)
public:
    QString segment;
    QString at;

    QString operator()(const DropSegment&) const
    {
        //: %1 is a segment, as "SYN, ACK"; %2 a time
        return tr("%1 lost at %2").arg(segment, at);
    }
    QString operator()(const DelaySegment& what) const
    {
        return tr("%1 delayed by %2 at %3").arg(segment, QString::fromStdString(durationText(what.by)), at);
    }
    QString operator()(const DuplicateSegment&) const { return tr("%1 duplicated at %2").arg(segment, at); }
    QString operator()(const CorruptSegment&) const { return tr("%1 damaged at %2").arg(segment, at); }
    QString operator()(const MakeCall& what) const
    {
        const QString call = QString::fromStdString(statementText(what.statement));
        return what.host == Side::Client ? tr("client calls %1 at %2").arg(call, at)
                                         : tr("server calls %1 at %2").arg(call, at);
    }
    QString operator()(const CrashHost& what) const
    {
        return what.host == Side::Client ? tr("client crashes at %1").arg(at)
                                         : tr("server crashes at %1").arg(at);
    }
    QString operator()(const BootHost& what) const
    {
        return what.host == Side::Client ? tr("client boots at %1").arg(at)
                                         : tr("server boots at %1").arg(at);
    }
    QString operator()(const InjectSegment&) const { return tr("%1 made by hand at %2").arg(segment, at); }
    QString operator()(const DeliverIcmp&) const { return tr("ICMP message at %1").arg(at); }
};

SegmentId segmentOf(const Intervention& what)
{
    return std::visit(
        [](const auto& one) -> SegmentId {
            if constexpr (requires { SegmentId{one.segment}; })
                return one.segment;
            else
                return 0;
        },
        what);
}

Deed deedOf(const Trace& trace, const PlacedIntervention& placed)
{
    Deed deed{.placed = placed, .segment = {}};
    if (const auto* made = std::get_if<InjectSegment>(&placed.what)) {
        SegmentHistory history;
        history.packet.segment = made->segment;
        deed.segment = QString::fromStdString(segmentFlagsLabel(history));
    } else if (const SegmentId id = segmentOf(placed.what); id != 0 && id <= trace.segmentCount()) {
        deed.segment = QString::fromStdString(segmentFlagsLabel(trace.segment(id)));
    }
    return deed;
}

} // namespace

QString Deed::text() const
{
    return std::visit(Wording{segment, QString::fromStdString(durationText(placed.at - Instant{}))},
                      placed.what);
}

QStringList Branch::done() const
{
    QStringList words;
    for (const Deed& deed : deeds)
        words << deed.text();
    return words;
}

Branches::Branches(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::runChanged, this, &Branches::follow);
}

QString Branches::wordsOf(const Branch& branch) const
{
    // To compare two starts takes a while, and menus ask for all names: only once in each language.
    const QString language = tr("as the scenario has it");
    if (branch.called.language == language)
        return branch.called.text;
    QStringList words = branch.done();
    const auto first =
        std::ranges::find(m_all, branch.scenario.name, [](const Branch& one) { return one.scenario.name; });
    if (first != m_all.end())
        if (const QString start = startWords(branch.scenario, first->scenario); !start.isEmpty())
            words.prepend(start);
    branch.called = {words.join(QStringLiteral("; ")), language};
    return branch.called.text;
}

QString Branches::nameOf(const Branch& branch) const
{
    const QString words = wordsOf(branch);
    return words.isEmpty() ? tr("as the scenario has it") : words;
}

int Branches::before() const
{
    if (m_current < 0)
        return -1;
    const Branch& open = m_all[static_cast<std::size_t>(m_current)];
    if (open.from >= 0)
        return open.from;
    if (m_previous >= 0 && m_previous != m_current &&
        sameStart(m_all[static_cast<std::size_t>(m_previous)].scenario, open.scenario))
        return m_previous;
    return -1;
}

void Branches::follow()
{
    if (m_session.isLive() || isOfScript(m_session.scenario()))
        return;
    const auto& placed = m_session.run().interventions();
    const Scenario& start = m_session.scenario();
    const auto known = std::find_if(m_all.begin(), m_all.end(), [&](const Branch& one) {
        return one.scenario.interventions == placed && sameStart(one.scenario, start);
    });
    const auto place = static_cast<int>(known - m_all.begin());
    for (Branch& one : m_all) // with the comments of now
        if (one.scenario.source != start.source && sameStart(one.scenario, start)) {
            std::vector<PlacedIntervention> done = std::move(one.scenario.interventions);
            one.scenario = start;
            one.scenario.interventions = std::move(done);
        }
    if (known != m_all.end() && place == m_current)
        return;
    const int former = std::exchange(m_current, place);
    m_previous = former;
    if (known == m_all.end()) {
        Branch branch{
            .scenario = m_session.run().scenarioWithInterventions(), .path = m_session.path(), .deeds = {}};
        for (const PlacedIntervention& one : placed)
            branch.deeds.push_back(deedOf(m_session.trace(), one));
        if (former >= 0 && sameStart(m_all[static_cast<std::size_t>(former)].scenario, start))
            branch.from = former;
        m_all.push_back(std::move(branch));
    }
    if (m_all.size() > mostBranches)
        forgetOldest();
    emit changed();
}

/// The first run of a scenario is what its others are told by: it goes only when it is the last that is left. The newest
/// stays.
void Branches::forgetOldest()
{
    const auto sameName = [](const Branch& a) {
        return [&a](const Branch& b) { return a.scenario.name == b.scenario.name; };
    };
    const auto newest = m_all.end() - 1;
    auto gone = m_all.begin();
    while (gone != newest && std::none_of(m_all.begin(), gone, sameName(*gone)))
        ++gone;
    if (gone == newest)
        gone = std::find_if(m_all.begin(), newest, [&](const Branch& one) {
            return std::count_if(m_all.begin(), m_all.end(), sameName(one)) == 1;
        });
    const auto place = static_cast<int>(gone - m_all.begin());
    m_all.erase(gone);
    const auto follows = [place](int& index) {
        if (index == place)
            index = -1;
        else if (index > place)
            --index;
    };
    follows(m_current);
    follows(m_previous);
    for (Branch& one : m_all)
        follows(one.from);
}

} // namespace tcplab
