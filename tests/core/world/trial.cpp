#include "tests/core/world/trial.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace tcplab {
namespace {

constexpr std::uint64_t mostSteps = 600'000;
constexpr std::uint32_t mostStepsAtOneInstant = 20'000;
constexpr std::size_t mostFailures = 5;

class Trial {
public:
    explicit Trial(std::uint64_t number)
        : m_random(randomScenario(number)),
          m_scenario(*m_random.scenario),
          m_dice(~number),
          m_world(start(m_random.scenario))
    {
        m_log.keepTexts = false;
        if (m_random.handEvery == 0 && m_dice.oneIn(4))
            m_forkAt = m_dice.within(1, 60);
    }

    TrialResult run()
    {
        watch();
        while (m_result.failures.empty() && goOn())
            watch();
        if (m_result.failures.empty())
            judgeEnd();
        m_result.steps = m_world.step;
        m_result.fingerprint = fingerprint(m_world);
        return std::move(m_result);
    }

private:
    struct Emission {
        Side sender;
        Instant sentAt;
    };
    using ConnectionKey = std::pair<Side, ConnectionId>;

    const Host& host(Side side) const { return m_world.hosts[indexOf(side)]; }

    void fail(const std::string& what)
    {
        if (m_result.failures.size() < mostFailures)
            m_result.failures.push_back("step " + std::to_string(m_world.step) + ": " + what);
    }

    /// The next step, by itself or by hand. False at the end.
    bool goOn()
    {
        const std::optional<Event> event = nextEvent(m_world);
        if (!event) {
            m_result.idle = nextInstant(m_world).isNever();
            return false;
        }
        if (m_world.step >= mostSteps) {
            fail("no end in sight");
            return false;
        }
        m_stepsAtInstant = event->at == m_world.now ? m_stepsAtInstant + 1 : 0;
        if (m_stepsAtInstant > mostStepsAtOneInstant) {
            fail("time stands still");
            return false;
        }
        if (m_world.step == m_forkAt)
            checkFork();
        if (m_random.handEvery != 0 && m_dice.oneIn(m_random.handEvery)) {
            m_trouble = true;
            const Instant at = m_world.now + (event->at - m_world.now) / 2;
            m_result.hands.push_back({.step = m_world.step + 1, .at = at, .what = randomHand()});
            intervene(m_world, m_result.hands.back().what, at, m_log);
        } else {
            process(m_world, *event, m_log);
        }
        return true;
    }

    /// A copy goes the same way as the original, watched or not, and neither disturbs the other.
    void checkFork()
    {
        World fork = m_world;
        World again = m_world;
        StepLog log;
        StepLog unwatched;
        unwatched.keepTexts = unwatched.keepEffects = false;
        for (int i = 0; i < 40; ++i) {
            const std::optional<Event> event = nextEvent(fork);
            if (!event)
                break;
            process(fork, *event, log);
            process(again, nextEvent(again).value(), unwatched);
        }
        if (!(fork == again) || fingerprint(fork) != fingerprint(again))
            fail("two forks differ");
        if (fork.step != m_world.step && fork == m_world)
            fail("a world of another step is equal");
    }

    Intervention randomHand()
    {
        const Side side = m_dice.pick({Side::Client, Side::Server});
        const Link& link = m_world.links[indexOf(side)];
        if (m_dice.oneIn(12))
            return host(side).up ? Intervention{CrashHost{side}} : Intervention{BootHost{side}};
        if (m_dice.oneIn(6)) {
            const auto calls = possibleCalls(host(side), m_scenario.hosts[indexOf(side)]);
            if (!calls.empty())
                return MakeCall{side, calls[m_dice.below(static_cast<std::uint32_t>(calls.size()))]};
        }
        const std::size_t many = link.inFlight.size();
        // Now and then one that does not fly (any more).
        const SegmentId id = many == 0 || m_dice.oneIn(10)
                                 ? m_dice.within(1, m_world.nextSegment)
                                 : link.inFlight[m_dice.below(static_cast<std::uint32_t>(many))].packet.id;
        switch (m_dice.below(4)) {
        case 0: return DropSegment{id};
        case 1:
            return DelaySegment{id, m_dice.pick({nanoseconds(1), milliseconds(30), seconds(4), minutes(5)})};
        case 2: return DuplicateSegment{id};
        default: return CorruptSegment{id};
        }
    }

    /// After each step: the invariants, every emission's end, every stream.
    void watch()
    {
        for (const Violation& violation : checkInvariants(m_world)) {
            if (needsQuietPast(violation.what) && pastIsNotQuiet()) {
                ++m_result.oldDuplicates;
                continue;
            }
            fail(std::string(nameOf(violation.what)) + " (" + nameOf(violation.host) + ", connection " +
                 std::to_string(violation.conn) + ")");
        }
        watchEffects();
        watchStreams();
        for (const Side side : {Side::Client, Side::Server})
            if (host(side).crashes != 0)
                m_trouble = true;
    }

    /// TCP promises one unbroken stream only while TIME-WAIT, quiet time and orderly closing keep segments
    /// of different incarnations apart. Here a pair of ports has been used anew, or numbers were forgotten.
    bool pastIsNotQuiet() const
    {
        const bool usedAnew = std::ranges::any_of(m_world.hosts, [](const Host& h) {
            return h.crashes != 0 || std::ranges::any_of(h.incarnations, [](const Incarnation& name) {
                       return name.incarnation > 1;
                   });
        });
        const bool timeWaitIsShort =
            std::ranges::any_of(std::array{Side::Client, Side::Server}, [&](Side side) {
                return timeWaitOf(m_scenario, side) < mslOf(m_scenario) * 2;
            });
        return usedAnew && (timeWaitIsShort || m_trouble);
    }

    void watchEffects()
    {
        for (const Effect& effect : m_log.effects) {
            m_result.clauses.set(static_cast<std::size_t>(effect.clause));
            switch (effect.kind) {
            case EffectKind::Send: emitted(effect.segment, effect.host, m_world.now); break;
            case EffectKind::Duplicate: {
                const auto original = m_flying.find(effect.segment);
                emitted(effect.copy, effect.host,
                        original == m_flying.end() ? m_world.now : original->second.sentAt);
                break;
            }
            case EffectKind::Deliver: ended(effect.segment, peerOf(effect.host)); break;
            case EffectKind::Drop:
                ended(effect.segment, effect.host);
                m_lastDrop = m_world.now;
                break;
            case EffectKind::Return:
                m_result.errors += effect.error != Errno::None ? 1 : 0;
                m_trouble = m_trouble || effect.error != Errno::None;
                if (effect.error != Errno::None)
                    m_told.insert({effect.host, effect.conn});
                break;
            case EffectKind::State: m_trouble = m_trouble || endsBadly(effect); break;
            default: break;
            }
        }
        for (const Packet& packet : m_log.packets)
            m_trouble = m_trouble || packet.segment.ctl.rst;
        std::size_t flying = 0;
        for (const Link& link : m_world.links)
            flying += link.inFlight.size();
        if (flying != m_flying.size())
            fail("emissions without an end, or ends without an emission");
    }

    void emitted(SegmentId id, Side sender, Instant sentAt)
    {
        if (id <= m_lastId && id != 0 && m_flying.contains(id))
            fail("segment number used twice");
        m_lastId = std::max(m_lastId, id);
        m_flying[id] = {sender, sentAt};
    }
    void ended(SegmentId id, Side sender)
    {
        const auto flight = m_flying.find(id);
        if (flight == m_flying.end() || flight->second.sender != sender) {
            fail("segment " + std::to_string(id) + " ended without flying");
            return;
        }
        if (m_world.now - flight->second.sentAt > mslOf(m_scenario))
            fail("segment " + std::to_string(id) + " outlived MSL");
        m_flying.erase(flight);
    }

    static bool endsBadly(const Effect& effect)
    {
        if (effect.from == ConnectionState::SynReceived && effect.to == ConnectionState::Listen)
            return true;
        return effect.to == ConnectionState::Closed && effect.clause != Clause::LastAckDone &&
               effect.clause != Clause::TimeWaitExpired && effect.clause != Clause::CloseInListen;
    }

    /// Which stream a connection reads, and how long each is: known while both ends live, needed after.
    void watchStreams()
    {
        for (const Side side : {Side::Client, Side::Server})
            for (const Connection& mine : host(side).connections) {
                if (mine.tcb.stream == 0)
                    continue;
                m_written[mine.tcb.stream] = std::max(m_written[mine.tcb.stream], mine.tcb.written);
                for (const Connection& other : host(peerOf(side)).connections)
                    if (mine.name.localPort == other.name.remotePort &&
                        mine.name.remotePort == other.name.localPort && isSynchronized(mine.tcb.state) &&
                        isSynchronized(other.tcb.state) && mine.tcb.snd.iss == other.tcb.rcv.irs &&
                        other.tcb.snd.iss == mine.tcb.rcv.irs)
                        m_readsStream[{side, mine.id}] = other.tcb.stream;
            }
        for (const Side side : {Side::Client, Side::Server})
            for (const ReadLog& log : host(side).readLogs)
                checkRead(side, log);
    }

    static std::uint64_t octetsIn(const ReadLog& log)
    {
        std::uint64_t octets = 0;
        for (const TextRange& text : log.text)
            octets += text.length;
        return octets;
    }

    /// The end of the stream is told only to whom all of it, or an error, was told before; a stream is that
    /// of the other end.
    void checkRead(Side side, const ReadLog& log)
    {
        const auto stream = m_readsStream.find({side, log.connection});
        if (stream == m_readsStream.end())
            return;
        const bool foreign = std::ranges::any_of(
            log.text, [&](const TextRange& text) { return text.stream != stream->second; });
        const std::uint64_t written = m_written[stream->second];
        const std::uint64_t read = octetsIn(log);
        const bool told = m_told.contains({side, log.connection});
        if (!foreign && read <= written && (!log.endOfStream || read == written || told))
            return;
        if (pastIsNotQuiet())
            ++m_result.oldDuplicates;
        else
            fail("connection " + std::to_string(log.connection) + " of the " + nameOf(side) + " has read " +
                 std::to_string(read) + " of " + std::to_string(written) + " octets" +
                 (log.endOfStream ? " and the end" : "") + (foreign ? ", not its own" : ""));
    }

    /// Where applications cooperate and nothing went wrong, everything must have arrived.
    void judgeEnd()
    {
        if (!m_random.cooperative || m_trouble)
            return;
        if (!m_result.idle) {
            // With RTOs of twenty minutes and segments lost it may take longer than we watch. (Segments that
            // take longer than MSL to be clocked out are lost for ever.)
            const Duration longestRto =
                std::max(m_scenario.hosts[0].profile.maxRto, m_scenario.hosts[1].profile.maxRto);
            if (m_world.now - m_lastDrop > std::max(minutes(15), longestRto * 2))
                fail("cooperating applications without errors do not come to an end");
            return;
        }
        for (const Side side : {Side::Client, Side::Server}) {
            for (const Process& process : host(side).processes)
                if (!process.ended)
                    fail(std::string("the program of the ") + nameOf(side) + " waits for ever");
            for (const ReadLog& log : host(side).readLogs) {
                const auto stream = m_readsStream.find({side, log.connection});
                if (stream != m_readsStream.end() && octetsIn(log) != m_written[stream->second])
                    fail("octets that were written were never read");
            }
        }
        m_result.complete = m_result.failures.empty();
    }

    RandomScenario m_random;
    const Scenario& m_scenario;
    Dice m_dice;
    World m_world;
    StepLog m_log;
    TrialResult m_result;
    std::uint64_t m_forkAt = 0;
    std::uint32_t m_stepsAtInstant = 0;
    bool m_trouble = false; ///< an error, a reset, a crash, a hand: arriving is not promised any more
    Instant m_lastDrop{};
    SegmentId m_lastId = 0;
    std::map<SegmentId, Emission> m_flying;
    std::map<std::uint32_t, std::uint64_t> m_written; ///< octets of each stream
    std::map<ConnectionKey, std::uint32_t> m_readsStream;
    std::set<ConnectionKey> m_told; ///< whose application was told of an error
};

} // namespace

TrialResult runTrial(std::uint64_t number) { return Trial(number).run(); }

} // namespace tcplab
