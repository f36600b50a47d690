// What an arriving ACK says about losses, and what the congestion window makes of it.
#include "app/wording/record_text.h"
#include "app/wording/scene.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace tcplab {
namespace {

/// All that its SACK option tells is that octets have come twice: such an ACK is no duplicate ACK, which has new
/// SACK information (RFC 6675 §2).
bool tellsOnlyOfDuplicate(const Segment& seg) { return seg.options.sack.size() == 1 && duplicateReport(seg); }

/// What went out before this step behind what the segment acknowledges: there is something to be missing.
bool isOutstanding(const Scene& scene, SeqNum ack)
{
    for (SegmentId id = scene.trace.segmentCount(); id > 0; --id) {
        const SegmentHistory& sent = scene.trace.segment(id);
        if (sent.sender == scene.host() && sent.conn == scene.delivered->conn &&
            sent.sentRecord < scene.first && sent.packet.segment.len() != 0)
            return sent.packet.segment.end() > ack;
    }
    return false;
}

/// The segments in a row that acknowledge the same number as the one that arrives, which is the last; the first
/// acknowledged something new, or carried text.
std::vector<const Segment*> sameAcks(const Scene& scene)
{
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    const ConnectionId conn = scene.delivered->conn;
    std::vector<const Segment*> row{&seg};
    const std::uint32_t begin = scene.trace.connection(scene.host(), conn).firstRecord;
    for (std::uint32_t n = scene.first; n-- > begin && n > 0;) {
        const Effect& earlier = scene.trace.record(n).what;
        if (earlier.kind != EffectKind::Deliver || earlier.host != scene.host() || earlier.conn != conn)
            continue;
        const Segment& before = scene.segmentOf(earlier).packet.segment;
        if (!before.ctl.ack || before.ack != seg.ack)
            break;
        if (tellsOnlyOfDuplicate(before))
            continue;
        row.push_back(&before);
        if (before.len() != 0)
            break;
    }
    std::ranges::reverse(row);
    return row;
}

/// True if its SACK option covers octets that are not known to have arrived, which then are: RFC 6675 §2 calls that
/// a duplicate ACK whatever its window.
bool reportsNewBlocks(const Segment& seg, std::vector<SackBlock>& known)
{
    bool isNew = false;
    for (const SackBlock& block : seg.options.sack) {
        const bool isKnown = std::ranges::any_of(known, [&](const SackBlock& other) {
            return other.left <= block.left && block.right <= other.right;
        });
        if (block.right <= seg.ack || isKnown) // a D-SACK, or told before
            continue;
        isNew = true;
        SackBlock merged = block;
        std::erase_if(known, [&](const SackBlock& other) {
            if (other.right < merged.left || merged.right < other.left)
                return false;
            merged.left = other.left < merged.left ? other.left : merged.left;
            merged.right = merged.right < other.right ? other.right : merged.right;
            return true;
        });
        known.push_back(merged);
    }
    return isNew;
}

/// The how many-th duplicate ACK of its number the last one is; 0: none. Without SACK it is one if it has no text and
/// the window as before (RFC 5681 §2).
std::uint32_t duplicateNumber(const Scene& scene)
{
    const Segment& seg = scene.segmentOf(*scene.delivered).packet.segment;
    if (scene.delivered->conn == 0 || seg.len() != 0 || !seg.ctl.ack || seg.wnd == 0 ||
        tellsOnlyOfDuplicate(seg) || !isOutstanding(scene, seg.ack))
        return 0;
    const std::vector<const Segment*> row = sameAcks(scene);
    std::uint32_t count = 0;
    std::vector<SackBlock> known;
    reportsNewBlocks(*row.front(), known);
    for (std::size_t k = 1; k < row.size(); ++k) {
        const bool isUpdate = row[k]->wnd != row[k - 1]->wnd; // those after it are counted anew
        count = reportsNewBlocks(*row[k], known) || !isUpdate ? count + 1 : 0;
    }
    return count;
}

/// True of a duplicate ACK whose window is not that of the segment before it.
bool isWindowMoved(const Scene& scene)
{
    const std::vector<const Segment*> row = sameAcks(scene);
    const Segment& before = *row[row.size() - 2];
    return !before.ctl.syn && before.wnd != row.back()->wnd;
}

/// "1st", "2nd", "3rd", "4th": in Chinese the number alone.
std::string ordinal(std::uint32_t n, Language language)
{
    if (language == Language::Chinese)
        return std::to_string(n);
    const bool isTeen = n % 100 >= 11 && n % 100 <= 13;
    const char* ending = isTeen ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
    return std::to_string(n) + ending;
}

const Effect* congestionWith(const Scene& scene, Clause clause)
{
    for (const Effect* moved : scene.congestion)
        if (moved->clause == clause)
            return moved;
    return nullptr;
}

const Effect* sentAgain(const Scene& scene)
{
    for (const Effect* send : scene.sends)
        if (scene.segmentOf(*send).packet.retransmission != 0)
            return send;
    return nullptr;
}

bool isSentNew(const Scene& scene)
{
    for (const Effect* send : scene.sends)
        if (send->clause == Clause::NewDataSent)
            return true;
    return false;
}

/// A segment that was sent again before is now sent once more, not after a time-out.
bool isLostAgain(const Scene& scene, const Effect& again)
{
    return scene.profile().rack && again.clause == Clause::FastRetransmit &&
           scene.segmentOf(again).packet.retransmission > 1;
}

/// The acting host sent octets of this block more than once before this step.
bool wasSentTwice(const Scene& scene, const SackBlock& block)
{
    int times = 0;
    for (SegmentId id = scene.trace.segmentCount(); id > 0 && times < 2; --id) {
        const SegmentHistory& sent = scene.trace.segment(id);
        const Segment& seg = sent.packet.segment;
        const bool holds = sent.sender == scene.host() && sent.conn == scene.delivered->conn &&
                           !sent.isCopy && sent.sentRecord < scene.first && seg.seq < block.right &&
                           block.left < seg.end();
        times += holds ? 1 : 0;
    }
    return times == 2;
}

CongestionPhase phaseOf(const Effect& moved) { return static_cast<CongestionPhase>(moved.value3); }

/// PRR sets cwnd to what is in flight and what may go out: that may lie above the threshold or below it.
Say sayOfProportion(const Effect& moved)
{
    return moved.value < moved.value2 ? Say::CwndBelowThreshold : Say::CwndComesDown;
}

Say sayOfReduction(const Scene& scene, const Effect& moved)
{
    if (scene.profile().proportionalReduction)
        return sayOfProportion(moved);
    if (phaseOf(moved) == CongestionPhase::Loss)
        return Say::CwndTahoe;
    return moved.value > moved.value2 ? Say::CwndHalvedAndThree : Say::CwndHalved;
}

/// Which sentence tells of it; ProgramGoesOn: none.
Say sayOf(const Scene& scene, const Effect& moved, const Effect* before)
{
    const bool crosses = before && phaseOf(*before) == CongestionPhase::SlowStart &&
                         phaseOf(moved) == CongestionPhase::Avoidance;
    switch (moved.clause) {
    case Clause::InitialWindow: return Say::CwndBegins;
    case Clause::SlowStartGrows:
    case Clause::AvoidanceGrows:
        if (!before || moved.value == before->value)
            return Say::ProgramGoesOn;
        return crosses                                  ? Say::CwndReachesThreshold
               : moved.clause == Clause::AvoidanceGrows ? Say::CwndAvoidance
                                                        : Say::CwndSlowStart;
    case Clause::FastRetransmit:
    case Clause::ReorderingTimeout: return sayOfReduction(scene, moved);
    case Clause::DuplicateAckInflates:
        return scene.profile().proportionalReduction ? sayOfProportion(moved) : Say::CwndInflates;
    case Clause::PartialAck:
        return scene.profile().proportionalReduction ? sayOfProportion(moved) : Say::CwndDeflates;
    case Clause::RecoveryEnds: return Say::CwndRecoveryEnds;
    case Clause::TimeoutShrinksWindow:
        return before && before->value2 == moved.value2 ? Say::CwndTimeoutAgain : Say::CwndTimeout;
    case Clause::RestartAfterIdle: return Say::CwndRestart;
    case Clause::TailLossRepaired: return Say::CwndTailRepaired;
    case Clause::EcnReduces: return Say::CwndEcn;
    case Clause::SpuriousTimeout:
    case Clause::RetransmissionSpurious: return Say::CwndGivenBack;
    default: return Say::ProgramGoesOn;
    }
}

/// Whether the connection was in fast recovery when this segment came.
bool wasRecovering(const Scene& scene)
{
    const std::uint32_t before =
        congestionBefore(scene.trace, scene.host(), scene.delivered->conn, scene.first);
    return before != 0 && phaseOf(scene.trace.record(before).what) == CongestionPhase::Recovery;
}

/// The recovery that goes on, or has just ended, was told by SACK blocks where something is missing.
bool isBySack(const Scene& scene)
{
    for (std::uint32_t n = scene.end - 1; n > 0; --n) {
        const Effect what = scene.trace.record(n).what;
        if (what.host != scene.host() || what.conn != scene.delivered->conn)
            continue;
        if (what.kind == EffectKind::Deliver &&
            !scene.trace.segment(what.segment).packet.segment.options.sack.empty())
            return true;
        if (what.kind == EffectKind::Cwnd && n < scene.first && phaseOf(what) != CongestionPhase::Recovery)
            return false;
    }
    return false;
}

/// RFC 6675 replaces RFC 6582 where there are SACK blocks.
constexpr std::string_view bySack = "RFC 6675 §5";

/// What the slow-start threshold is a share of.
constexpr Sentence halfOfFlight{"half of what was in flight", "在途数据量的一半"};
constexpr Sentence halfOfWindow{"half of the congestion window", "拥塞窗口的一半"};
constexpr Sentence cubicOfFlight{"0.7 of what was in flight (CUBIC)", "在途数据量的 0.7 倍（CUBIC）"};
constexpr Sentence cubicOfWindow{"0.7 of the congestion window (CUBIC)", "拥塞窗口的 0.7 倍（CUBIC）"};

bool isCubic(const Scene& scene) { return scene.profile().congestionControl == CongestionAlgorithm::Cubic; }

const char* shareText(const Scene& scene)
{
    const bool ofWindow = scene.profile().thresholdFromCwnd;
    if (isCubic(scene))
        return textOf(ofWindow ? cubicOfWindow : cubicOfFlight, scene.language);
    return textOf(ofWindow ? halfOfWindow : halfOfFlight, scene.language);
}

/// Where a move of the window is written: some rules are in one place for one algorithm, in another for the next.
void citeCongestion(const Scene& scene, const Effect& moved, const Effect* before, Explanation& explanation)
{
    switch (moved.clause) {
    case Clause::RecoveryEnds:
        if (before && phaseOf(*before) == CongestionPhase::Loss)
            addCitation(explanation, "RFC 5681 §3.1");
        else if (scene.delivered != nullptr && isBySack(scene))
            addCitation(explanation, bySack);
        else
            addCitation(explanation, "RFC 5681 §3.2 · RFC 6582 §3.2");
        return;
    case Clause::AvoidanceGrows:
        addCitation(explanation, isCubic(scene) ? "RFC 9438 §4.2" : "RFC 5681 §3.1");
        return;
    case Clause::RetransmissionSpurious: // by a D-SACK, or by an echoed timestamp
        addCitation(explanation, scene.delivered != nullptr &&
                                         duplicateReport(scene.segmentOf(*scene.delivered).packet.segment)
                                     ? "RFC 3708 §2"
                                     : "RFC 3522 §3.2");
        return;
    default: addCitation(explanation, moved.clause);
    }
    if (isCubic(scene) && moved.clause == Clause::TimeoutShrinksWindow)
        addCitation(explanation, "RFC 9438 §4.8");
    if (isCubic(scene) && moved.clause == Clause::FastRetransmit)
        addCitation(explanation, "RFC 9438 §4.6");
}

} // namespace

void addCongestion(const Scene& scene, Explanation& explanation)
{
    for (std::uint32_t n = scene.first; n < scene.end; ++n) {
        const Effect moved = scene.trace.record(n).what;
        if (moved.kind != EffectKind::Cwnd || !isAboutText(scene.trace, n))
            continue;
        std::optional<Effect> before;
        if (const std::uint32_t earlier = congestionBefore(scene.trace, moved.host, moved.conn, n))
            before = scene.trace.record(earlier).what;
        const Say say = sayOf(scene, moved, before ? &*before : nullptr);
        if (say == Say::ProgramGoesOn)
            continue;
        Facts facts = scene.facts();
        facts.set("cwnd", moved.value);
        facts.set("ssthresh", moved.value2);
        facts.set("share", shareText(scene));
        facts.set("phase", textOf(sentenceFor(phaseOf(moved)), scene.language));
        if (before)
            facts.set("grown", octetsText(static_cast<std::uint64_t>(
                                              std::max<std::int64_t>(moved.value - before->value, 0)),
                                          scene.language));
        append(explanation.body, scene.say(say, facts), scene.language);
        citeCongestion(scene, moved, before ? &*before : nullptr, explanation);
    }
}

bool isLimitedTransmit(const Scene& scene)
{
    const std::uint32_t duplicates = duplicateNumber(scene);
    return duplicates != 0 && duplicates <= 2 && isSentNew(scene);
}

void addDuplicateReport(const Scene& scene, Explanation& explanation, Facts facts)
{
    const SegmentHistory& arrived = scene.segmentOf(*scene.delivered);
    const std::optional<SackBlock> twice = duplicateReport(arrived.packet.segment);
    if (!twice)
        return;
    facts.set("twice", fmt::format("{}–{}", scene.inAckSpace(arrived, twice->left),
                                   scene.inAckSpace(arrived, twice->right - 1)));
    append(explanation.body,
           scene.say(wasSentTwice(scene, *twice) ? Say::TwiceSentTwice : Say::TwiceSentOnce, facts),
           scene.language);
    addCitation(explanation, Clause::DuplicateReported);
}

bool explainLossSeen(const Scene& scene, Explanation& explanation, Facts& facts)
{
    const std::uint32_t duplicates = duplicateNumber(scene);
    const Effect* again = sentAgain(scene);
    const bool repairs =
        again && (again->clause == Clause::FastRetransmit || again->clause == Clause::UnsureRepair ||
                  again->clause == Clause::RescueRetransmission);
    if (duplicates == 0 && !repairs && !congestionWith(scene, Clause::RecoveryEnds))
        return false;
    facts.set("count", ordinal(duplicates, scene.language));
    const std::string blocks = scene.blocksText(scene.segmentOf(*scene.delivered));
    facts.set("blocks", blocks);
    if (again) {
        const SegmentHistory& sent = scene.segmentOf(*again);
        facts.set("aseq", scene.inSendSpace(sent, sent.packet.segment.seq));
    }
    const bool hasBlocks = !blocks.empty();
    const auto tell = [&](Say headline, Say body, Clause clause) {
        explanation.headline = scene.say(headline, facts);
        append(explanation.body, scene.say(body, facts), scene.language);
        if (hasBlocks && (clause == Clause::FastRetransmit || clause == Clause::PartialAck))
            addCitation(explanation, bySack);
        else
            addCitation(explanation, clause);
    };
    if (repairs && again->clause == Clause::RescueRetransmission)
        tell(Say::RescueHeadline, Say::RescueBody, Clause::RescueRetransmission);
    else if (repairs && again->clause == Clause::UnsureRepair)
        tell(Say::RescueHeadline, Say::UnsureRepairBody, Clause::UnsureRepair);
    else if (repairs && isLostAgain(scene, *again))
        tell(Say::LostAgainHeadline, Say::LostAgainBody, Clause::ReorderingTimeout);
    else if (repairs && duplicates == 0)
        tell(Say::PartialAckHeadline, Say::PartialAckBody, Clause::PartialAck);
    else if (repairs && hasBlocks && wasRecovering(scene))
        tell(Say::NextHoleHeadline, Say::NextHoleBody, Clause::FastRetransmit);
    else if (repairs && hasBlocks)
        tell(Say::FastRetransmitHeadline, Say::FastRetransmitSackBody, Clause::FastRetransmit);
    else if (repairs)
        tell(Say::FastRetransmitHeadline, Say::FastRetransmitBody, Clause::FastRetransmit);
    else if (duplicates != 0 && duplicates <= 2)
        tell(Say::DuplicateAckHeadline, Say::DuplicateAckBody, Clause::AckDuplicate);
    else if (duplicates != 0)
        tell(Say::DuplicateAckHeadline, Say::LaterDuplicateBody, Clause::AckDuplicate);
    else
        return false;
    if (hasBlocks && duplicates != 0 && !repairs)
        append(explanation.body, scene.say(Say::SackTells, facts), scene.language);
    if (duplicates != 0 && !repairs && isWindowMoved(scene)) {
        facts.set("window",
                  octetsText(windowOctets(scene.trace, scene.segmentOf(*scene.delivered)), scene.language));
        append(explanation.body, scene.say(Say::WindowMovesToo, facts), scene.language);
        addCitation(explanation, "RFC 6675 §2");
    }
    if (isLimitedTransmit(scene)) {
        append(explanation.body,
               scene.say(hasBlocks ? Say::LimitedTransmitSack : Say::LimitedTransmit, facts), scene.language);
        addCitation(explanation, hasBlocks ? bySack : "RFC 3042 §2");
    }
    return true;
}

} // namespace tcplab
