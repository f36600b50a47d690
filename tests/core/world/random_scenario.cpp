#include "tests/core/world/random_scenario.h"

#include "core/host/program_text.h"
#include "tests/core/world/random_program.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace tcplab {
namespace {

constexpr Probability percent(std::uint32_t n) { return {n * 10'000'000}; }

void randomizeQueue(Dice& dice, LinkSettings& link)
{
    link.discipline = dice.pick({QueueDiscipline::DropTail, QueueDiscipline::Red, QueueDiscipline::Codel});
    link.ecn = dice.oneIn(2);
    link.ecnThreshold = segmentsLong(dice.within(0, 3));
    if (dice.oneIn(2)) {
        link.red.minTh = segmentsLong(dice.within(0, 2));
        link.red.maxTh = segmentsLong(dice.within(3, 9));
        link.red.weight = percent(dice.pick({1u, 20u, 100u}));
        link.red.gentle = dice.oneIn(2);
        link.codel.interval = dice.pick({milliseconds(10), milliseconds(100), seconds(4)});
        link.codel.target = dice.pick({microseconds(1), milliseconds(5)});
    }
}

LinkSettings randomLink(Dice& dice)
{
    LinkSettings link;
    link.delay = dice.pick({microseconds(0), microseconds(50), milliseconds(1), milliseconds(20),
                            milliseconds(50), milliseconds(50), milliseconds(300), seconds(2)});
    if (dice.oneIn(3))
        link.jitter = dice.pick({link.delay / 2, milliseconds(5), milliseconds(400)});
    if (dice.oneIn(3))
        link.bandwidth = dice.pick({9'600ULL, 64'000ULL, 1'000'000ULL, 100'000'000ULL});
    if (dice.oneIn(2)) {
        link.queueSegments = dice.pick({0u, 1u, 2u, 5u, 20u});
        link.queueOctets = dice.pick({0u, 0u, 600u, 5'000u});
    }
    if (dice.oneIn(2))
        link.loss = percent(dice.pick({1u, 5u, 10u, 20u, 30u}));
    if (dice.oneIn(4))
        link.duplicate = percent(dice.pick({1u, 10u, 40u}));
    if (dice.oneIn(4)) {
        link.reorder = percent(dice.pick({2u, 10u, 40u}));
        link.reorderBy = dice.pick({milliseconds(0), milliseconds(7), seconds(3)});
    }
    if (dice.oneIn(5))
        link.corrupt = percent(dice.pick({1u, 10u}));
    randomizeQueue(dice, link);
    link.jitterReorders = !dice.oneIn(3);
    if (dice.oneIn(6)) {
        link.lossModel = LossModel::GilbertElliott;
        link.gilbertElliott = {percent(dice.pick({1u, 5u})), percent(dice.pick({20u, 60u})),
                               percent(dice.pick({0u, 1u})), percent(dice.pick({40u, 100u}))};
    }
    if (dice.oneIn(10))
        link.lossList = {{dice.within(1, 5), 6}, {9, 9}};
    link.mtu = dice.oneIn(20) ? smallestMtu : dice.pick({576u, 1500u, 1500u, 9000u});
    return link;
}

void randomizeKnobs(Dice& dice, Profile& profile)
{
    const auto maybe = [&dice](bool& knob) { knob = dice.oneIn(8) ? !knob : knob; };
    profile.mss = dice.pick({1u, 7u, 88u, 536u, 1460u, 1460u, 1460u, 8960u});
    if (dice.oneIn(3))
        profile.sendBuffer = dice.pick({1u, 5u, 100u, 3'000u, 20'000u});
    if (dice.oneIn(3))
        profile.receiveBuffer = dice.pick({1u, 5u, 100u, 3'000u, 20'000u, 100'000u});
    if (dice.oneIn(4))
        profile.initialWindow = dice.within(1, 4);
    if (dice.oneIn(3)) {
        profile.sack = !profile.sack;
        profile.timestamps = dice.oneIn(2);
    }
    if (dice.oneIn(3))
        profile.windowScale = dice.pick({0u, 1u, 7u, 14u, noWindowScale});
    if (dice.oneIn(2))
        profile.congestionControl =
            dice.pick({CongestionAlgorithm::None, CongestionAlgorithm::Tahoe, CongestionAlgorithm::Reno,
                       CongestionAlgorithm::NewReno, CongestionAlgorithm::Cubic});
    if (dice.oneIn(4))
        profile.abcLimit = dice.pick({0u, 1u, 2u, 1000u});
    if (dice.oneIn(4)) {
        profile.keepAlive = true;
        profile.keepAliveIdle = dice.pick({milliseconds(100), seconds(10)});
        profile.keepAliveInterval = dice.pick({milliseconds(100), seconds(5)});
        profile.keepAliveProbes = dice.pick({1u, 3u});
    }
    if (dice.oneIn(4))
        profile.ecn = true;
    if (dice.oneIn(3))
        profile.delayedAck =
            dice.pick({milliseconds(0), milliseconds(1), milliseconds(40), milliseconds(499)});
    if (dice.oneIn(5))
        profile.quickAcks = dice.within(0, 6);
    if (dice.oneIn(4))
        profile.initialRto = dice.pick({milliseconds(100), milliseconds(500), seconds(3)});
    if (dice.oneIn(4))
        profile.minRto = dice.pick({milliseconds(50), milliseconds(200), seconds(2)});
    if (dice.oneIn(4))
        profile.retries = dice.pick({0u, 1u, 3u, 8u});
    if (dice.oneIn(4)) {
        profile.synRetries = dice.pick({0u, 1u, 4u});
        profile.synAckRetries = dice.pick({0u, 1u, 4u});
    }
    if (dice.oneIn(4))
        profile.userTimeout = dice.pick({seconds(2), seconds(30), minutes(5)});
    if (dice.oneIn(4))
        profile.timeWait = dice.pick({milliseconds(1), seconds(1), seconds(60)});
    profile.timeWaitZero = dice.oneIn(16);
    if (dice.oneIn(4))
        profile.finWait2Timeout = dice.pick({milliseconds(0), seconds(1), seconds(60)});
    if (dice.oneIn(6))
        profile.synQueue = dice.pick({1u, 2u});
    if (dice.oneIn(6)) {
        profile.challengeAckLimit = dice.pick({0u, 1u, 2u, 100u});
        profile.challengeAckInterval = dice.pick({microseconds(1), milliseconds(500), minutes(10)});
    }
    if (dice.oneIn(6))
        profile.maxRto = dice.pick({milliseconds(100), milliseconds(300), seconds(5), minutes(20)});
    if (dice.oneIn(6))
        profile.rtoGranularity = dice.pick({microseconds(1), milliseconds(500)});
    if (dice.oneIn(6))
        profile.synLinearTimeouts = dice.pick({0u, 1u, 10u});
    if (dice.oneIn(6))
        profile.backlog = dice.pick({0u, 1u, 2u});
    if (dice.oneIn(6))
        profile.quietTime = dice.pick({seconds(1), minutes(2)});
    for (bool* knob : {&profile.nagle,
                       &profile.minRtoFloorsVariance,
                       &profile.resetOnUnreadClose,
                       &profile.timeWaitAcceptsSyn,
                       &profile.challengeAck,
                       &profile.ackRangeCheck,
                       &profile.abortCarriesAck,
                       &profile.resetKeepsData,
                       &profile.resetInCloseWaitIsPipe,
                       &profile.repeatSynAck,
                       &profile.establishOnSynAck,
                       &profile.backlogPlusOne,
                       &profile.abortOnOverflow,
                       &profile.probeCarriesOctet,
                       &profile.timestampsRequired,
                       &profile.dsack,
                       &profile.restartAfterIdle,
                       &profile.growsOnlyWhenLimited,
                       &profile.thresholdFromCwnd,
                       &profile.fastRetransmit,
                       &profile.limitedTransmit,
                       &profile.proportionalReduction,
                       &profile.rack,
                       &profile.tailLossProbe,
                       &profile.fRto,
                       &profile.undo,
                       &profile.keepsSackOnRto,
                       &profile.rttFromSendTimes,
                       &profile.timeWaitByTimestamps,
                       &profile.timeWaitIgnoresReset})
        maybe(*knob);
    // Something must end what nobody answers.
    if (profile.retries == 0 && !profile.userTimeout)
        profile.userTimeout = minutes(5);
    if ((profile.synRetries == 0 || profile.synAckRetries == 0) && !profile.synTimeout)
        profile.synTimeout = minutes(3);
}

std::vector<FaultRule> randomFaults(Dice& dice)
{
    std::vector<FaultRule> faults;
    const std::uint32_t many = dice.oneIn(3) ? dice.within(1, 3) : 0;
    for (std::uint32_t i = 0; i < many; ++i) {
        FaultRule rule;
        rule.action = dice.pick({FaultAction::Drop, FaultAction::Drop, FaultAction::Delay,
                                 FaultAction::Duplicate, FaultAction::Corrupt});
        if (!dice.oneIn(3))
            rule.from = dice.pick({Side::Client, Side::Server});
        if (!dice.oneIn(3))
            rule.flags = dice.pick<Flags>({{.syn = true},
                                           {.syn = true, .ack = true},
                                           {.ack = true},
                                           {.fin = true, .ack = true},
                                           {.rst = true}});
        if (dice.oneIn(4))
            rule.after = dice.pick<Flags>({{.fin = true}, {.syn = true, .ack = true}, {.rst = true}});
        if (dice.oneIn(4))
            rule.minLength = 1;
        if (dice.oneIn(6))
            rule.minSeq = dice.within(0, 2'000);
        if (dice.oneIn(6))
            rule.retransmission = dice.oneIn(2);
        rule.nth = dice.within(1, 4);
        rule.count = dice.pick({1u, 1u, 1u, 2u, 6u});
        rule.by = dice.pick({milliseconds(0), milliseconds(10), seconds(1), seconds(20)});
        rule.copies = dice.within(1, 3);
        faults.push_back(rule);
    }
    return faults;
}

void setProgram(HostSettings& host, std::string text, Side side)
{
    const auto program = readProgram(text, side);
    if (!program)
        std::abort(); // the writer above wrote what the reader does not know
    host.program = *program;
    host.programText = std::move(text);
}

} // namespace

RandomScenario randomScenario(std::uint64_t number)
{
    Dice dice(number);
    RandomScenario result;
    auto scenario = std::make_shared<Scenario>();
    scenario->name = "random-" + std::to_string(number);
    scenario->seed = number;
    scenario->until = Instant{} + minutes(40);

    const Duration msl = dice.pick({milliseconds(200), seconds(3), seconds(30), minutes(2)});
    scenario->links[0] = randomLink(dice);
    scenario->links[1] = dice.oneIn(3) ? randomLink(dice) : scenario->links[0];
    for (LinkSettings& link : scenario->links) {
        link.msl = msl;
        if (link.delay >= msl && !dice.oneIn(10)) // else nothing ever arrives
            link.delay = msl / 4;
    }
    scenario->hosts[0].address = "10.0.0.1";
    scenario->hosts[1].address = "10.0.0.2";
    for (HostSettings& host : scenario->hosts) {
        host.profile = profileNamed(dice.pick({ProfileName::Rfc9293, ProfileName::Rfc9293, ProfileName::Linux,
                                               ProfileName::Linux, ProfileName::FreeBsd}));
        if (dice.oneIn(2))
            randomizeKnobs(dice, host.profile);
        if (dice.oneIn(3))
            host.isns = {dice.pick({0u, 1'000u, 0xfffffff0u, 0x7ffffffau, 0xffffffffu})};
    }

    Programs programs;
    ProgramWriter writer(dice, *scenario);
    switch (dice.below(9)) {
    case 0:
    case 1:
    case 2:
        writer.cooperate(programs);
        result.cooperative = true;
        break;
    case 3:
        writer.openSimultaneously(programs);
        result.cooperative = true;
        break;
    case 4: writer.twoAtOnce(programs); break;
    case 5: writer.crowd(programs); break;
    default: writer.muddle(programs); break;
    }
    setProgram(scenario->hosts[0], programs.client, Side::Client);
    setProgram(scenario->hosts[1], programs.server, Side::Server);
    scenario->faults = randomFaults(dice);
    result.handEvery = dice.oneIn(4) ? dice.pick({5u, 20u, 100u}) : 0;
    result.scenario = std::move(scenario);
    return result;
}

std::string describe(const Scenario& scenario)
{
    std::ostringstream out;
    out << scenario.name << "\n";
    for (const Side side : {Side::Client, Side::Server}) {
        const LinkSettings& link = scenario.links[indexOf(side)];
        const HostSettings& host = scenario.hosts[indexOf(side)];
        const Profile& p = host.profile;
        out << "--- " << nameOf(side) << " (" << nameOf(p.name) << ")\nwire: delay "
            << writeDuration(link.delay) << ", jitter " << writeDuration(link.jitter) << ", bandwidth "
            << link.bandwidth << ", queue " << link.queueSegments << "/" << link.queueOctets << ", loss "
            << writeProbability(link.loss) << ", duplicate " << writeProbability(link.duplicate)
            << ", reorder " << writeProbability(link.reorder) << " by " << writeDuration(link.reorderBy)
            << ", " << nameOf(link.discipline) << (link.ecn ? " with ecn" : "") << ", "
            << nameOf(link.lossModel) << ", list " << link.lossList.size() << ", jitter reorders "
            << link.jitterReorders << ", mtu " << link.mtu << ", corrupt " << writeProbability(link.corrupt)
            << ", msl " << writeDuration(link.msl) << "\nknobs: mss " << p.mss << ", buffers " << p.sendBuffer
            << "/" << p.receiveBuffer << ", nagle " << p.nagle << ", delayed ack "
            << writeDuration(p.delayedAck) << ", rto " << writeDuration(p.initialRto) << "/"
            << writeDuration(p.minRto) << ", retries " << p.retries << "/" << p.synRetries << "/"
            << p.synAckRetries << ", user timeout " << writeDuration(p.userTimeout) << ", cc "
            << nameOf(p.congestionControl) << ", sack " << p.sack << ", timestamps " << p.timestamps
            << ", scale " << p.windowScale << ", rack " << p.rack << ", tlp " << p.tailLossProbe << ", f-rto "
            << p.fRto << ", prr " << p.proportionalReduction << ", time-wait "
            << (p.timeWaitZero ? "none" : writeDuration(p.timeWait)) << "\n"
            << host.programText;
    }
    for (const FaultRule& rule : scenario.faults)
        out << "fault: action " << static_cast<int>(rule.action) << ", from "
            << (rule.from ? nameOf(*rule.from) : "either") << ", nth " << rule.nth << ", count " << rule.count
            << ", by " << writeDuration(rule.by) << "\n";
    return out.str();
}

} // namespace tcplab
