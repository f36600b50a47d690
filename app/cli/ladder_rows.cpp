#include "app/cli/ladder_rows.h"

#include "app/cli/columns.h"
#include "app/wording/at_once.h"
#include "app/wording/record_text.h"
#include "core/world/world.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace tcplab {
namespace {

constexpr Sentence lostByFault{"lost: fault {rule}", "丢失：故障 {rule}"};
constexpr Sentence lostByHand{"lost: by hand", "丢失：手动"};
constexpr Sentence lostByChance{"lost by chance", "随机丢失"};
constexpr Sentence queueFull{"dropped: the queue is full", "丢弃：队列已满"};
constexpr Sentence redDrops{"dropped early, by RED", "RED 提前丢弃"};
constexpr Sentence codelDrops{"dropped by CoDel", "CoDel 丢弃"};
constexpr Sentence wrongChecksum{"wrong checksum", "校验和不符"};
constexpr Sentence tooOld{"older than MSL", "超过 MSL"};
constexpr Sentence copiedByRule{"copied: fault {rule}", "复制：故障 {rule}"};
constexpr Sentence copied{"copied", "复制"};
constexpr Sentence ignored{"ignored: {why}", "忽略：{why}"};
constexpr Sentence urgentTold{"urgent data: {n} octets to read", "紧急数据：还要读 {n} 字节"};
constexpr Sentence expires{"◷ {timer} expires", "◷ {timer}到期"};
constexpr Sentence starts{"◷ {timer} starts: {time}", "◷ {timer}启动：{time}"};
constexpr Sentence congestion{"cwnd {cwnd}, ssthresh {ssthresh}: {phase}",
                              "cwnd {cwnd}，ssthresh {ssthresh}：{phase}"};
constexpr Sentence congestionUnhurt{"cwnd {cwnd}: {phase}", "cwnd {cwnd}：{phase}"};
constexpr Sentence restarts{"◷ {timer} starts anew: {time}", "◷ {timer}重新启动：{time}"};

Sentence sentenceOfDrop(const SegmentHistory& segment, const Effect& what)
{
    if (segment.droppedByHand)
        return lostByHand;
    switch (static_cast<DropReason>(what.dropWhy)) {
    case DropReason::None:
    case DropReason::Fault: return lostByFault;
    case DropReason::Loss: return lostByChance;
    case DropReason::Queue: return queueFull;
    case DropReason::Red: return redDrops;
    case DropReason::Codel: return codelDrops;
    case DropReason::Checksum: return wrongChecksum;
    case DropReason::Lifetime: return tooOld;
    }
    return lostByFault;
}

} // namespace

LadderRows::LadderRows(const Trace& trace, const Setting& setting, int room, Emit emit)
    : m_trace(trace), m_setting(setting), m_room(room), m_emit(std::move(emit))
{
    findConversations();
}

void LadderRows::findConversations()
{
    // In the order of their first records.
    std::vector<std::pair<std::uint32_t, Ports>> found;
    for (const Side host : {Side::Client, Side::Server})
        for (const ConnectionHistory& connection : m_trace.connections[indexOf(host)])
            if (connection.name.remotePort != 0) {
                Ports ports{};
                ports[indexOf(host)] = connection.name.localPort;
                ports[indexOf(peerOf(host))] = connection.name.remotePort;
                found.emplace_back(connection.firstRecord, ports);
            }
    for (const SegmentHistory& segment : m_trace.segments)
        if (segment.conn == 0) {
            Ports ports{};
            ports[indexOf(segment.sender)] = segment.packet.segment.sourcePort;
            ports[indexOf(peerOf(segment.sender))] = segment.packet.segment.destinationPort;
            found.emplace_back(segment.sentRecord, ports);
        }
    std::ranges::sort(found);
    for (const auto& [first, ports] : found)
        m_conversations.try_emplace(ports, static_cast<int>(m_conversations.size()) + 1);
}

int LadderRows::numberOf(Ports ports) const
{
    const auto found = m_conversations.find(ports);
    return m_conversations.size() < 2 || found == m_conversations.end() ? 0 : found->second;
}

int LadderRows::conversationOf(const SegmentHistory& segment) const
{
    Ports ports{};
    ports[indexOf(segment.sender)] = segment.packet.segment.sourcePort;
    ports[indexOf(peerOf(segment.sender))] = segment.packet.segment.destinationPort;
    return numberOf(ports);
}

int LadderRows::conversationOf(Side host, ConnectionId conn) const
{
    if (conn == 0 || conn > m_trace.connections[indexOf(host)].size())
        return 0;
    const ConnectionName& name = m_trace.connection(host, conn).name;
    Ports ports{};
    ports[indexOf(host)] = name.localPort;
    ports[indexOf(peerOf(host))] = name.remotePort;
    return numberOf(ports);
}

std::string LadderRows::legend() const
{
    std::vector<std::pair<int, Ports>> byNumber;
    byNumber.reserve(m_conversations.size());
    for (const auto& [ports, number] : m_conversations)
        byNumber.emplace_back(number, ports);
    std::ranges::sort(byNumber);
    std::string text;
    if (byNumber.size() < 2)
        return text;
    for (const auto& [number, ports] : byNumber)
        text += fmt::format("{}{}: {}→{}", text.empty() ? "" : "  ", number, ports[0], ports[1]);
    return text;
}

void LadderRows::writeAll()
{
    for (std::uint32_t n = 1; n <= m_trace.recordCount() && m_goOn; ++n)
        write(n);
    finishMoment();
}

void LadderRows::write(std::uint32_t n)
{
    const Record& record = m_trace.record(n);
    const Effect& what = record.what;
    switch (what.kind) {
    case EffectKind::Call: writeCall(n); break;
    case EffectKind::Return:
        if (n != m_shownReturn)
            writeReturn(record);
        break;
    case EffectKind::State: writeState(record); break;
    case EffectKind::Send: {
        LadderRow& row = newRow(record.t);
        row.move = LadderRow::Move::Departs;
        row.segment = what.segment;
        break;
    }
    case EffectKind::Deliver: {
        LadderRow& row = newRow(record.t);
        row.move = LadderRow::Move::Arrives;
        row.segment = what.segment;
        break;
    }
    case EffectKind::Drop: writeDrop(n); break;
    case EffectKind::Duplicate:
        if (what.copy != 0) {
            LadderRow& row = newRow(record.t);
            row.move = LadderRow::Move::Branches;
            row.segment = what.copy;
            Facts facts;
            facts.set("rule", what.rule);
            row.why = m_setting.say(what.rule != 0 ? copiedByRule : copied, facts);
        }
        break;
    case EffectKind::Ignore: {
        Facts facts;
        facts.set("why", textOf(whyIgnored(what), m_setting.language));
        note(record.t, what.host, m_setting.say(ignored, facts), Ink::Loss, false);
        break;
    }
    case EffectKind::Timer: writeTimer(record); break;
    case EffectKind::Cwnd: writeCongestion(n); break;
    case EffectKind::Urgent: {
        Facts facts;
        facts.set("n", what.value);
        note(record.t, what.host, m_setting.say(urgentTold, facts), Ink::Call, false);
        break;
    }
    case EffectKind::User: writePerson(n); break;
    case EffectKind::Rtt:
    case EffectKind::End: break;
    }
}

/// "send 100 → 100" where the call returns at once, "recv 300 …" where it waits.
void LadderRows::writeCall(std::uint32_t n)
{
    const Record& record = m_trace.record(n);
    const Effect& what = record.what;
    std::string text = nameOf(what.call);
    if (const std::string& arguments = m_trace.text(what.text); !arguments.empty())
        text += " " + arguments;
    Ink ink = Ink::Call;
    bool waits = true;
    for (std::uint32_t later = n + 1; later < m_trace.endRecordOf(record.step); ++later) {
        const Effect& result = m_trace.record(later).what;
        if (result.kind != EffectKind::Return || result.host != what.host || result.process != what.process)
            continue;
        if (result.error != Errno::None) {
            text += fmt::format(" → {}", nameOf(result.error));
            ink = Ink::Error;
        } else if (result.value != 0 || what.call == Call::Recv || what.call == Call::Send) {
            text += fmt::format(" → {}", result.value);
        }
        m_shownReturn = later;
        waits = false;
        break;
    }
    const bool isSocketCall = what.call <= Call::SetSockOpt;
    if (waits && isSocketCall)
        text += " …";
    if (what.call == Call::Crash || what.call == Call::Boot) {
        finishMoment(); // what came before belongs to a host that ran, or did not
        m_up[indexOf(what.host)] = what.call == Call::Boot;
        ink = Ink::Error;
    }
    note(record.t, what.host, m_setting.plain(text), ink, true);
}

void LadderRows::writeReturn(const Record& record)
{
    const Effect& what = record.what;
    const bool fails = what.error != Errno::None;
    std::string text = fails ? fmt::format("{} → {}", nameOf(what.call), nameOf(what.error))
                             : fmt::format("{} → {}", nameOf(what.call), what.value);
    note(record.t, what.host, m_setting.plain(text), fails ? Ink::Error : Ink::Call, true);
}

void LadderRows::writeState(const Record& record)
{
    const Effect& what = record.what;
    const std::size_t side = indexOf(what.host);
    const int number = conversationOf(what.host, what.conn);
    const std::string state = number != 0 ? fmt::format("{}:{}", number, nameOf(what.to)) : nameOf(what.to);
    const bool isCrash = what.clause == Clause::HostCrashed;
    if (isCrash && m_hasRow && m_row.at == record.t && m_row.state[side] == state)
        return; // one for all that die together
    if (!m_nextState[side].empty())
        newRow(record.t);
    if (!m_hasRow || m_row.at != record.t)
        newRow(record.t);
    if (m_row.state[side].empty())
        m_row.state[side] = state;
    else
        m_nextState[side] = state;
}

void LadderRows::writeDrop(std::uint32_t n)
{
    const Record& record = m_trace.record(n);
    const Effect& what = record.what;
    const SegmentHistory& segment = m_trace.segment(what.segment);
    Facts facts;
    facts.set("rule", what.rule);
    std::string why = m_setting.say(sentenceOfDrop(segment, what), facts);
    if (m_hasRow && m_row.at == record.t && m_row.move == LadderRow::Move::Departs &&
        m_row.segment == what.segment) {
        m_row.move = LadderRow::Move::NeverLeaves;
        m_row.why = std::move(why);
        return;
    }
    LadderRow& row = newRow(record.t);
    row.move = LadderRow::Move::Lost;
    row.segment = what.segment;
    row.why = std::move(why);
}

/// All expirations; of the others only the timers that one waits for.
void LadderRows::writeTimer(const Record& record)
{
    if (expiresAtOnce(m_trace, record))
        return;
    const Effect& what = record.what;
    Facts facts;
    facts.set("timer", textOf(sentenceFor(m_trace.scenario(), what.host, what.timer), m_setting.language));
    facts.set("time", durationText(Instant{what.value} - record.t));
    const bool isTimeWait = what.timer == Timer::TimeWait;
    const Sentence* sentence = nullptr;
    if (what.action == TimerAction::Expire)
        sentence = &expires;
    else if (what.action == TimerAction::Start && (isTimeWait || what.timer == Timer::FinWait2))
        sentence = &starts;
    else if (what.action == TimerAction::Restart && isTimeWait)
        sentence = &restarts;
    if (sentence != nullptr)
        note(record.t, what.host, m_setting.say(*sentence, facts), Ink::Timer, false);
}

/// Only where it tells something: another phase, or a window that has become smaller; not what each
/// acknowledgment adds.
void LadderRows::writeCongestion(std::uint32_t n)
{
    const Record& record = m_trace.record(n);
    const Effect& what = record.what;
    const std::uint32_t before = congestionBefore(m_trace, what.host, what.conn, n);
    if (before == 0 || !isAboutText(m_trace, n))
        return; // the initial window
    const Effect& former = m_trace.record(before).what;
    if (what.value3 == former.value3 && what.value2 == former.value2)
        return;
    Facts facts;
    facts.set("cwnd", what.value);
    facts.set("ssthresh", what.value2);
    facts.set("phase", textOf(sentenceFor(static_cast<CongestionPhase>(what.value3)), m_setting.language));
    note(record.t, what.host, m_setting.say(what.value2 < noThreshold ? congestion : congestionUnhurt, facts),
         Ink::Timer, false);
}

void LadderRows::writePerson(std::uint32_t n)
{
    const Record& record = m_trace.record(n);
    const Effect& what = record.what;
    Side side = what.host;
    if (what.segment != 0 && what.segment <= m_trace.segmentCount())
        side = m_trace.segment(what.segment).sender;
    if (what.applied && (what.command == UserCommand::Crash || what.command == UserCommand::Boot)) {
        finishMoment();
        m_up[indexOf(side)] = what.command == UserCommand::Boot;
    }
    note(record.t, side, m_setting.plain(recordText(m_trace, n, m_setting.language)), Ink::Person, false);
}

/// Into the row that is being filled if there is room beside this host's line; else into a new one.
/// `join`: what a program does at one instant may stand in one row.
void LadderRows::note(Instant at, Side side, std::string text, Ink ink, bool join)
{
    const std::size_t own = indexOf(side);
    const std::size_t other = indexOf(peerOf(side));
    const auto fits = [&](int columns) {
        const int others = columnsOf(m_row.note[other].text);
        return columns + others + (others != 0 ? 6 : 2) <= m_room;
    };
    if (m_hasRow && m_row.at == at && m_row.move == LadderRow::Move::None) {
        LadderNote& there = m_row.note[own];
        if (there.text.empty() && fits(columnsOf(text))) {
            there = {std::move(text), ink};
            return;
        }
        const std::string_view separator = m_setting.ascii ? "; " : " · ";
        if (join && there.ink == ink && !there.text.empty() &&
            fits(columnsOf(there.text) + columnsOf(separator) + columnsOf(text))) {
            there.text += std::string(separator) + text;
            return;
        }
    }
    for (std::string& line : wrapped(text, m_room - 2))
        newRow(at).note[own] = {std::move(line), ink};
}

LadderRow& LadderRows::newRow(Instant at)
{
    flush();
    if (at != m_row.at)
        finishMoment();
    beginRow(at);
    return m_row;
}

/// What has been held back for a next row of this moment gets one, if none has come.
void LadderRows::finishMoment()
{
    flush();
    if (m_nextState[0].empty() && m_nextState[1].empty())
        return;
    beginRow(m_row.at);
    flush();
}

void LadderRows::beginRow(Instant at)
{
    m_row = LadderRow{};
    m_row.at = at;
    m_row.up = m_up;
    m_row.state = std::exchange(m_nextState, {});
    m_hasRow = true;
}

void LadderRows::flush()
{
    if (m_hasRow && m_goOn)
        m_goOn = m_emit(m_row);
    m_hasRow = false;
}

} // namespace tcplab
