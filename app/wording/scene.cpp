#include "app/wording/scene.h"

#include "core/world/world.h"

#include <fmt/format.h>

namespace tcplab {
namespace {

std::string named(const Scenario& scenario, Side side, Language language, bool begins)
{
    if (language == Language::Chinese)
        return hostName(scenario, side, language);
    const char* name = isScript(scenario, side) ? "script" : nameOf(side);
    return fmt::format("{} {}", begins ? "The" : "the", name);
}

/// The run's last word belongs to no step's story.
std::uint32_t endOfStory(const Trace& trace, std::uint64_t step)
{
    const std::uint32_t first = trace.firstRecordOf(step);
    const std::uint32_t end = trace.endRecordOf(step);
    return end > first && trace.record(end - 1).what.kind == EffectKind::End ? end - 1 : end;
}

} // namespace

Scene::Scene(const Trace& from, std::uint64_t step, Language in, bool relativeNumbers)
    : trace(from),
      language(in),
      relative(relativeNumbers),
      first(from.firstRecordOf(step)),
      end(endOfStory(from, step)),
      records(from.records.begin() + (first - 1), from.records.begin() + (end - 1))
{
    for (const Record& record : records) {
        const Effect& effect = record.what;
        switch (effect.kind) {
        case EffectKind::Call: call = call ? call : &effect; break;
        case EffectKind::Return: returned = &effect; break;
        case EffectKind::State: states.push_back(&effect); break;
        case EffectKind::Send: sends.push_back(&effect); break;
        case EffectKind::Deliver: delivered = &effect; break;
        case EffectKind::Drop:
            dropped = dropped ? dropped : &effect;
            ++dropCount;
            break;
        case EffectKind::Duplicate: duplicated = &effect; break;
        case EffectKind::Ignore: ignored = ignored ? ignored : &effect; break;
        case EffectKind::Timer:
            if (effect.action == TimerAction::Expire)
                expired = &effect;
            else if (effect.action != TimerAction::Stop)
                timers.push_back(&effect);
            else if (effect.timer == Timer::DelayedAck)
                ackWasOwed = true;
            break;
        case EffectKind::Cwnd: congestion.push_back(&effect); break;
        case EffectKind::Rtt: measured = &effect; break;
        case EffectKind::User: user = &effect; break;
        case EffectKind::Urgent: urgent = &effect; break;
        case EffectKind::End: break;
        }
    }
}

ConnectionId Scene::connection() const
{
    // What was opened in the step comes after the listener that it came through.
    if (!states.empty())
        return states.back()->conn;
    for (const Record& record : records)
        if (record.what.conn != 0)
            return record.what.conn;
    return 0;
}

std::optional<Record> Scene::lastChange(Side side, ConnectionId conn, std::uint32_t n) const
{
    if (conn == 0)
        return std::nullopt;
    const std::uint32_t begin = trace.connection(side, conn).firstRecord;
    for (std::uint32_t earlier = n; earlier-- > begin && earlier > 0;) {
        const Record record = trace.record(earlier);
        if (record.what.kind == EffectKind::State && record.what.host == side && record.what.conn == conn)
            return record;
    }
    return std::nullopt;
}

ConnectionState Scene::stateBefore(Side side, ConnectionId conn, std::uint32_t n) const
{
    const std::optional<Record> change = lastChange(side, conn, n);
    return change ? change->what.to : ConnectionState::Closed;
}

bool Scene::isRecvWaiting(Side side, ConnectionId conn) const
{
    if (conn == 0)
        return false;
    std::vector<std::uint32_t> returnedSince; // processes
    for (std::uint32_t n = first; n-- > trace.connection(side, conn).firstRecord && n > 0;) {
        const Effect& what = trace.record(n).what;
        if (what.host != side || what.conn != conn || what.call != Call::Recv)
            continue;
        if (what.kind == EffectKind::Return)
            returnedSince.push_back(what.process);
        if (what.kind == EffectKind::Call && trace.text(what.text).find("peek") == std::string::npos &&
            std::ranges::find(returnedSince, what.process) == returnedSince.end())
            return true;
    }
    return false;
}

ConnectionId Scene::lastBetween(Side side, std::uint16_t localPort, std::uint16_t remotePort) const
{
    const auto& all = trace.connections[indexOf(side)];
    for (std::size_t i = all.size(); i-- > 0;)
        if (all[i].name.localPort == localPort && all[i].name.remotePort == remotePort &&
            all[i].firstRecord < first)
            return static_cast<ConnectionId>(i + 1);
    return 0;
}

ConnectionId Scene::peerOfConnection(Side side, ConnectionId conn) const
{
    if (conn == 0)
        return 0;
    const ConnectionName& name = trace.connection(side, conn).name;
    return lastBetween(peerOf(side), name.remotePort, name.localPort);
}

const SegmentHistory* Scene::lastReceived(Side side, ConnectionId conn) const
{
    if (conn == 0)
        return nullptr;
    const std::uint32_t begin = trace.connection(side, conn).firstRecord;
    for (std::uint32_t earlier = first; earlier-- > begin && earlier > 0;) {
        const Effect& effect = trace.record(earlier).what;
        if (effect.kind == EffectKind::Deliver && effect.host == side && effect.conn == conn &&
            segmentOf(effect).ignoredRecord == 0)
            return &segmentOf(effect);
    }
    return nullptr;
}

std::uint32_t Scene::lastAckSent(Side side, ConnectionId conn) const
{
    for (SegmentId id = trace.segmentCount(); conn != 0 && id > 0; --id) {
        const SegmentHistory& sent = trace.segment(id);
        if (sent.sender == side && sent.conn == conn && sent.sentRecord < first &&
            sent.packet.segment.ctl.ack)
            return inAckSpace(sent, sent.packet.segment.ack);
    }
    return 0;
}

const Profile& Scene::profile() const { return trace.scenario().hosts[indexOf(host())].profile; }

bool Scene::isShortOf2Msl(Duration duration) const { return duration < mslOf(trace.scenario()) * 2; }

std::string Scene::stayText(Duration duration) const
{
    if (duration != mslOf(trace.scenario()) * 2)
        return durationText(duration);
    return fmt::format(fmt::runtime(language == Language::Chinese ? "2·MSL（{}）" : "2·MSL ({})"),
                       durationText(duration));
}

Instant Scene::deadline(Side side, ConnectionId conn, Timer timer, std::uint32_t n) const
{
    for (std::uint32_t earlier = n; earlier-- > 1;) {
        const Effect& effect = trace.record(earlier).what;
        if (effect.kind == EffectKind::Timer && effect.timer == timer && effect.conn == conn &&
            effect.host == side) {
            const bool runs = effect.action == TimerAction::Start || effect.action == TimerAction::Restart;
            return runs ? Instant{effect.value} : Instant::never();
        }
    }
    return Instant::never();
}

bool Scene::isStarted(Timer timer) const
{
    return std::ranges::any_of(timers, [timer](const Effect* effect) { return effect->timer == timer; });
}

Duration Scene::started(Timer timer) const
{
    for (const Effect* effect : timers)
        if (effect->timer == timer)
            return Instant{effect->value} - now();
    return {};
}

std::string Scene::numbers(const SegmentHistory& segment) const
{
    return segmentNumbersLabel(trace, segment, relative);
}

std::uint32_t Scene::inSendSpace(const SegmentHistory& segment, SeqNum number) const
{
    return relative ? trace.relativeSeq(segment) + (number.value() - segment.packet.segment.seq.value())
                    : number.value();
}

std::uint32_t Scene::inAckSpace(const SegmentHistory& segment, SeqNum number) const
{
    const Segment& seg = segment.packet.segment;
    return relative && seg.ctl.ack ? trace.relativeAck(segment) + (number.value() - seg.ack.value())
                                   : number.value();
}

std::string Scene::blocksText(const SegmentHistory& segment) const
{
    std::string text;
    const SackBlocks& sack = segment.packet.segment.options.sack;
    const bool reports = duplicateReport(segment.packet.segment).has_value();
    for (std::size_t i = reports ? 1u : 0u; i < sack.size(); ++i) {
        const SackBlock& block = sack[i];
        if (!text.empty())
            text += language == Language::Chinese ? "、" : ", ";
        text += fmt::format("{}–{}", inAckSpace(segment, block.left), inAckSpace(segment, block.right - 1));
    }
    return text;
}

void Scene::addSegment(Facts& facts, const SegmentHistory& segment) const
{
    const Segment& seg = segment.packet.segment;
    facts.set("seg", segmentFlagsLabel(segment));
    facts.set("nums", numbers(segment));
    facts.set("seq", inSendSpace(segment, seg.seq));
    facts.set("ack", inAckSpace(segment, seg.ack));
    facts.set("end", inSendSpace(segment, seg.end()));
    facts.set("text", octetsText(seg.text.length, language));
    facts.set("age", durationText(now() - segment.sentAt));
    // What its receiver expects next, should it send no answer that says so.
    facts.set("rack", inSendSpace(segment, seg.end()));
}

void Scene::addReplies(Facts& facts) const
{
    if (sends.empty())
        return;
    const SegmentHistory& reply = segmentOf(*sends.front());
    std::uint64_t octets = 0;
    for (const Effect* send : sends)
        octets += segmentOf(*send).packet.segment.text.length;
    facts.set("reply", segmentFlagsLabel(reply));
    facts.set("replynums", numbers(reply));
    facts.set("rseq", inSendSpace(reply, reply.packet.segment.seq));
    if (reply.packet.segment.ctl.ack)
        facts.set("rack", inAckSpace(reply, reply.packet.segment.ack));
    facts.set("sent", octetsText(octets, language));
}

Facts Scene::facts() const
{
    Facts facts;
    const Scenario& scenario = trace.scenario();
    const Side side = host();
    facts.set("H", hostName(scenario, side, language));
    facts.set("h", named(scenario, side, language, false));
    facts.set("Th", named(scenario, side, language, true));
    facts.set("P", hostName(scenario, peerOf(side), language));
    facts.set("p", named(scenario, peerOf(side), language, false));
    facts.set("Tp", named(scenario, peerOf(side), language, true));
    const ConnectionId conn = connection();
    facts.set("state", nameOf(stateBefore(side, conn, end)));
    if (conn != 0)
        facts.set("port", trace.connection(side, conn).name.localPort);
    if (!states.empty()) {
        facts.set("from", nameOf(states.front()->from));
        facts.set("to", nameOf(states.back()->to));
    }
    if (delivered)
        addSegment(facts, segmentOf(*delivered));
    addReplies(facts);
    facts.set("stay", stayText(started(Timer::TimeWait)));
    facts.set("expected", lastAckSent(side, conn));
    return facts;
}

std::string citationText(std::string citation, Language language)
{
    if (language == Language::English)
        return citation;
    constexpr std::pair<std::string_view, std::string_view> words[] = {
        {", first", " 第一步"},
        {", second", " 第二步"},
        {", third", " 第三步"},
        {", fourth", " 第四步"},
        {", fifth", " 第五步"},
        {", sixth", " 第六步"},
        {", seventh", " 第七步"},
        {", eighth", " 第八步"},
        {", Figure ", " 图 "},
        {"; ", "；"},
        {", ", "、"},
    };
    for (const auto& [english, chinese] : words)
        for (std::size_t at = citation.find(english); at != std::string::npos;
             at = citation.find(english, at + chinese.size()))
            citation.replace(at, english.size(), chinese);
    return citation;
}

void addCitation(Explanation& explanation, Clause clause) { addCitation(explanation, citation(clause)); }

void addCitation(Explanation& explanation, std::string_view cited)
{
    if (cited.empty() || explanation.citation.find(cited) != std::string::npos)
        return;
    if (explanation.citation.empty()) {
        explanation.citation = cited;
        return;
    }
    // "RFC 9293 §3.10.8 · §3.8.6.3": the document is named once.
    explanation.citation += " · ";
    const std::string_view document = cited.substr(0, cited.find("§"));
    const auto last = explanation.citation.rfind("RFC ");
    const bool same = !document.empty() && last != std::string::npos &&
                      explanation.citation.compare(last, document.size(), document) == 0;
    explanation.citation += same ? cited.substr(document.size()) : cited;
}

void addOwnTimeWait(const Scene& scene, Explanation& explanation)
{
    const Profile& profile = scene.profile();
    if (profile.name == ProfileName::Rfc9293 || profile.timeWaitZero ||
        profile.timeWait != profileNamed(profile.name).timeWait)
        return; // the scenario has set it
    append(explanation.body,
           scene.say(profile.name == ProfileName::Linux ? Say::LinuxTimeWait : Say::FreeBsdTimeWait, {}),
           scene.language);
}

bool addClause(Explanation& explanation, Clause clause, const Facts& facts, Language language)
{
    const ClauseSentences& sentences = sentencesFor(clause);
    if (*sentences.headline.en == '\0')
        return false;
    if (explanation.headline.empty())
        explanation.headline = fill(sentences.headline, language, facts);
    append(explanation.body, fill(sentences.body, language, facts), language);
    addCitation(explanation, clause);
    return true;
}

} // namespace tcplab
