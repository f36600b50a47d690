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

/// The segment is under way when this step begins, as far as the trace tells.
bool fliesBefore(const Trace& trace, SegmentId id, std::uint64_t step)
{
    if (id > trace.segmentCount())
        return false;
    const SegmentHistory& segment = trace.segment(id);
    return segment.sentAt <= trace.instantOf(step) &&
           (segment.sentRecord == 0 || trace.record(segment.sentRecord).step < step) &&
           (segment.endRecord == 0 || trace.record(segment.endRecord).step >= step);
}

Deed deedOf(const Trace& trace, const PlacedIntervention& placed)
{
    Deed deed{.placed = placed, .at = placed.at, .segment = {}};
    deed.isPlayed = placed.step <= trace.stepCount();
    if (deed.isPlayed) {
        deed.at = trace.instantOf(placed.step);
        const SegmentId id = segmentOf(placed.what);
        deed.inVain = id != 0 && !fliesBefore(trace, id, placed.step);
    }
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
    const QString words =
        std::visit(Wording{segment, QString::fromStdString(durationText(at - Instant{}))}, placed.what);
    //: %1 was asked for, as "SYN, ACK lost at 75 ms", and the segment was not under way
    return inVain ? Wording::tr("%1: in vain").arg(words) : words;
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
    connect(&session, &Session::leaving, this, [this] { m_opens = true; });
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

QString Branches::settingsOf(const Branch& branch) const
{
    if (!m_session.hasRun() || m_session.scenario().name != branch.scenario.name)
        return {};
    Scenario open = m_session.scenario();
    for (std::size_t side = 0; side < 2; ++side) // what the open one loses, its own name says
        open.links[side].lossList = branch.scenario.links[side].lossList;
    return startWords(branch.scenario, open);
}

QString Branches::nameOf(const Branch& branch) const
{
    if (const QString words = wordsOf(branch); !words.isEmpty())
        return words;
    const QString settings = settingsOf(branch);
    return settings.isEmpty() ? tr("as the scenario has it")
                              //: %1 are settings, as "delay = 50 ms"
                              : tr("as the scenario has it (%1)").arg(settings);
}

int Branches::before() const
{
    if (m_current < 0)
        return -1;
    const Branch& open = m_all[static_cast<std::size_t>(m_current)];
    if (open.from >= 0)
        return open.from;
    if (m_previous < 0 || m_previous == m_current)
        return -1;
    const Scenario& former = m_all[static_cast<std::size_t>(m_previous)].scenario;
    const bool changed =
        m_isChanged && former.name == open.scenario.name && open.scenario.interventions.empty();
    return changed || sameStart(former, open.scenario) ? m_previous : -1;
}

/// What was done, as the run has it by now. True: it is called otherwise than before.
bool Branches::tellDeeds(Branch& branch)
{
    if (std::ranges::all_of(branch.deeds, &Deed::isPlayed))
        return false;
    std::vector<Deed> told;
    for (const Deed& one : branch.deeds)
        told.push_back(deedOf(m_session.trace(), one.placed));
    if (std::exchange(branch.deeds, told) == told)
        return false;
    branch.called = {};
    return true;
}

void Branches::follow()
{
    if (m_session.isLive() || isOfScript(m_session.scenario()))
        return;
    const bool opens = std::exchange(m_opens, false); // the same run, too, may have been opened anew
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
    if (known != m_all.end() && tellDeeds(*known) && place == m_current)
        emit changed();
    if (known != m_all.end() && place == m_current)
        return;
    const int former = std::exchange(m_current, place);
    m_previous = former;
    m_isChanged = !opens;
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
