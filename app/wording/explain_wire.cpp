// Steps in which a segment is lost, and those in which the person steps in.
#include "app/wording/record_text.h"
#include "app/wording/scene.h"
#include "app/wording/window_label.h"

namespace tcplab {
namespace {

struct LossSentences {
    Say headline;
    Say body;
};

LossSentences sentencesOf(const SegmentHistory& lost)
{
    switch (lost.dropped) {
    case DropReason::Fault:
        return lost.droppedByHand ? LossSentences{Say::LostByHand, Say::LostByHandBody}
                                  : LossSentences{Say::LostByFault, Say::LostByFaultBody};
    case DropReason::Queue: return {Say::LostInQueue, Say::LostInQueueBody};
    case DropReason::Red: return {Say::LostByRed, Say::LostByRedBody};
    case DropReason::Codel: return {Say::LostByCodel, Say::LostByCodelBody};
    case DropReason::Checksum: return {Say::LostByChecksum, Say::LostByChecksumBody};
    case DropReason::Lifetime: return {Say::LostByLifetime, Say::LostByLifetimeBody};
    case DropReason::Loss:
    case DropReason::None: break;
    }
    return {Say::LostByChance, Say::LostByChanceBody};
}

/// What follows from a loss for its sender.
Say consequence(const Scene& scene, const SegmentHistory& lost)
{
    const Segment& seg = lost.packet.segment;
    for (SegmentId id = 1; id <= scene.trace.segmentCount(); ++id) {
        const SegmentHistory& other = scene.trace.segment(id);
        if (id == lost.packet.id || other.sentRecord == 0 || other.sentRecord >= scene.end)
            continue;
        const bool isCopy =
            (other.isCopy && other.original == lost.packet.id) || (lost.isCopy && lost.original == id);
        const bool isGone = other.endRecord != 0 && other.endRecord < scene.end && !other.delivered;
        if (isCopy && !isGone)
            return Say::LostHasCopy;
        if (other.original == lost.packet.id && !other.isCopy)
            return Say::LostMadeUp;
    }
    if (seg.ctl.rst)
        return Say::LostIsReset;
    if (seg.len() != 0)
        return Say::LostNeedsAck;
    // RFC 9293 §3.8.6.1: the sender must probe, for just this loss.
    return opensWindow(scene.trace, lost) ? Say::LostOpensWindow : Say::LostIsAck;
}

void addConsequence(const Scene& scene, const SegmentHistory& lost, const Facts& facts,
                    Explanation& explanation)
{
    const Say say = consequence(scene, lost);
    append(explanation.body, scene.say(say, facts), scene.language);
    if (say == Say::LostNeedsAck)
        addCitation(explanation, "RFC 9293 §3.8.1");
    else if (say == Say::LostIsAck) // the next one says the same: they are cumulative
        addCitation(explanation, "RFC 9293 §3.4");
    else if (say == Say::LostOpensWindow)
        addCitation(explanation, "RFC 9293 §3.8.6.1");
    else if (say == Say::LostIsReset) // a half-open connection
        addCitation(explanation, "RFC 9293 §3.5.1");
}

} // namespace

Explanation explainLoss(const Scene& scene)
{
    Explanation explanation;
    Facts facts = scene.facts();
    const SegmentHistory& lost = scene.segmentOf(*scene.dropped);
    scene.addSegment(facts, lost);
    facts.set("window", octetsText(windowOctets(scene.trace, lost), scene.language));
    const LossSentences sentences = sentencesOf(lost);
    explanation.headline = scene.say(sentences.headline, facts);
    append(explanation.body, scene.say(sentences.body, facts), scene.language);
    addCitation(explanation, scene.dropped->clause);
    addConsequence(scene, lost, facts, explanation);
    return explanation;
}

Explanation explainPerson(const Scene& scene)
{
    Explanation explanation;
    Facts facts = scene.facts();
    const Effect& user = *scene.user;
    if (user.segment != 0 && user.segment <= scene.trace.segmentCount()) {
        scene.addSegment(facts, scene.segmentOf(user));
        facts.set("window", octetsText(windowOctets(scene.trace, scene.segmentOf(user)), scene.language));
    }
    facts.set("wait", durationText({user.value}));
    facts.set("args", scene.trace.text(user.text));
    if (!user.applied) {
        explanation.headline = scene.say(Say::UserNotApplied, facts);
        Say why = Say::UserNotAppliedBody;
        if (user.command == UserCommand::Crash)
            why = Say::UserNotAppliedCrash;
        else if (user.command == UserCommand::Boot)
            why = Say::UserNotAppliedBoot;
        else if (user.command == UserCommand::Call)
            why = Say::UserNotAppliedCall;
        explanation.body = scene.say(why, facts);
        return explanation;
    }
    const auto told = [&](Say headline, Say body) {
        explanation.headline = scene.say(headline, facts);
        explanation.body = scene.say(body, facts);
    };
    switch (user.command) {
    case UserCommand::Drop:
        told(Say::UserDrop, Say::UserDropBody);
        addCitation(explanation, Clause::WireFault);
        addConsequence(scene, scene.segmentOf(user), facts, explanation);
        break;
    case UserCommand::Delay: told(Say::UserDelay, Say::UserDelayBody); break;
    case UserCommand::Duplicate: told(Say::UserDuplicate, Say::UserDuplicateBody); break;
    case UserCommand::Corrupt: told(Say::UserCorrupt, Say::UserCorruptBody); break;
    case UserCommand::Call:
        if (scene.call)
            explanation = explainCall(scene);
        explanation.headline =
            scene.say(isOfScript(scene.trace.scenario()) ? Say::ScriptCalls : Say::UserCall, facts);
        break;
    case UserCommand::Crash:
        explanation.headline = scene.say(Say::UserCrash, facts);
        addClause(explanation, Clause::HostCrashed, facts, scene.language);
        break;
    case UserCommand::Boot:
        explanation.headline = scene.say(Say::UserBoot, facts);
        addClause(explanation, Clause::HostBooted, facts, scene.language);
        break;
    case UserCommand::Inject:
        if (!scene.sends.empty())
            scene.addSegment(facts, scene.segmentOf(*scene.sends.front()));
        if (isScript(scene.trace.scenario(), user.host)) {
            told(Say::ScriptSends, Say::ScriptSendsBody);
            break;
        }
        if (isPlayed(scene.trace, user.host)) {
            explanation.headline = scene.say(Say::PlayedSends, facts);
            explanation.body = scene.say(Say::PlayedBody, facts);
            break;
        }
        explanation.headline = scene.say(Say::UserInject, facts);
        addClause(explanation, Clause::MadeByHand, facts, scene.language);
        break;
    case UserCommand::Icmp:
        explanation.headline = scene.say(Say::UserIcmp, facts);
        addClause(explanation, Clause::IcmpAborts, facts, scene.language);
        break;
    }
    return explanation;
}

} // namespace tcplab
