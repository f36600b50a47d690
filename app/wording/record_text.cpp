#include "app/wording/record_text.h"

#include "app/wording/figure_text.h"
#include <array>

namespace tcplab {
namespace {

struct Row {
    RecordSay say = RecordSay::Call;
    Sentence sentence{};
};

constexpr std::array<Row, recordSayCount> rows{{
    {RecordSay::Call, {"{H} calls {call} {args}", "{H}调用 {call} {args}"}},
    {RecordSay::Returned, {"{H}: {call} returns {value}", "{H}：{call} 返回 {value}"}},
    {RecordSay::Failed, {"{H}: {call} fails with {errno}", "{H}：{call} 以 {errno} 失败"}},
    {RecordSay::State, {"{H}: {from} → {to}", "{H}：{from} → {to}"}},
    {RecordSay::Send, {"{H} sends {seg}", "{H}发送 {seg}"}},
    {RecordSay::SendAgain,
     {"{H} sends {seg} again (retransmission {count})", "{H}重发 {seg}（第 {count} 次重传）"}},
    {RecordSay::Deliver, {"{H} receives {seg}", "{H}收到 {seg}"}},
    {RecordSay::DeliverMarked,
     {"{H} receives {seg}, marked CE by a queue", "{H}收到 {seg}，队列已为它标记 CE"}},
    {RecordSay::DropFault, {"{seg} from {h} is lost", "{h}的 {seg} 丢失"}},
    {RecordSay::DropRule,
     {"{seg} from {h} is lost, by rule {rule} of the scenario",
      "{h}的 {seg} 丢失（场景的第 {rule} 条规则）"}},
    {RecordSay::DropHand, {"{seg} from {h} is lost, by hand", "{h}的 {seg} 丢失（手动）"}},
    {RecordSay::DropLoss, {"{seg} from {h} is lost, by chance", "{h}的 {seg} 丢失（随机）"}},
    {RecordSay::DropQueue, {"{seg} from {h} is dropped: the queue is full", "{h}的 {seg} 被丢弃：队列已满"}},
    {RecordSay::DropRed, {"{seg} from {h} is dropped: RED drops early", "{h}的 {seg} 被丢弃：RED 提前丢弃"}},
    {RecordSay::DropCodel,
     {"{seg} from {h} is dropped: CoDel finds the wait too long", "{h}的 {seg} 被丢弃：CoDel 认为排队太久"}},
    {RecordSay::DropChecksum,
     {"{seg} from {h} is discarded: wrong checksum", "{h}的 {seg} 被丢弃：校验和不符"}},
    {RecordSay::DropLifetime,
     {"{seg} from {h} is discarded: older than MSL", "{h}的 {seg} 被丢弃：超过 MSL"}},
    {RecordSay::Duplicate, {"{seg} from {h} is duplicated", "{h}的 {seg} 被复制"}},
    {RecordSay::Ignore, {"{H} takes nothing of {seg}: {why}", "{H}忽略 {seg}：{why}"}},
    {RecordSay::TimerStart, {"{H}: {timer} starts, due at {due}", "{H}：{timer}启动，{due} 到期"}},
    {RecordSay::TimerRestart, {"{H}: {timer} starts anew, due at {due}", "{H}：{timer}重新启动，{due} 到期"}},
    {RecordSay::TimerStop, {"{H}: {timer} stops", "{H}：{timer}停止"}},
    {RecordSay::TimerExpire, {"{H}: {timer} expires", "{H}：{timer}到期"}},
    {RecordSay::Cwnd,
     {"{H}: cwnd {cwnd}, ssthresh {ssthresh}: {phase}",
      "{H}：拥塞窗口 {cwnd}，慢开始门限 {ssthresh}：{phase}"}},
    {RecordSay::CwndNoThreshold,
     {"{H}: cwnd {cwnd}, no ssthresh yet: {phase}", "{H}：拥塞窗口 {cwnd}，尚无慢开始门限：{phase}"}},
    {RecordSay::Rtt,
     {"{H} measures a round trip of {sample}: SRTT {srtt}, RTTVAR {rttvar}, RTO {rto}",
      "{H}测得往返时间 {sample}：SRTT {srtt}，RTTVAR {rttvar}，RTO {rto}"}},
    {RecordSay::Urgent,
     {"{H} tells its application that {value} octets from here the peer's urgent data ends",
      "{H}通知应用程序：再读 {value} 字节，对方的紧急数据才结束"}},
    {RecordSay::UserDrop, {"You drop {seg}", "手动丢弃 {seg}"}},
    {RecordSay::UserDelay, {"You delay {seg} by {wait}", "手动把 {seg} 推迟 {wait}"}},
    {RecordSay::UserDuplicate, {"You duplicate {seg}", "手动复制 {seg}"}},
    {RecordSay::UserCorrupt, {"You damage {seg}", "手动损坏 {seg}"}},
    {RecordSay::UserCall, {"You make {h} call: {args}", "手动让{h}调用：{args}"}},
    {RecordSay::UserCrash, {"You let {h} crash", "手动使{h}崩溃"}},
    {RecordSay::UserBoot, {"You let {h} come up again", "手动重新启动{h}"}},
    {RecordSay::UserInject, {"You make a segment on {h}", "手动在{h}造出一个报文段"}},
    {RecordSay::PlayedSends, {"{H} sends a segment", "{H}发送一个报文段"}},
    {RecordSay::UserIcmp, {"An ICMP message reaches {h}: {args}", "一个 ICMP 报文到达{h}：{args}"}},
    {RecordSay::ScriptCall, {"The script makes {h} call: {args}", "脚本让{h}调用：{args}"}},
    {RecordSay::ScriptSend, {"The script makes a segment", "脚本造出一个报文段"}},
    {RecordSay::UserNotApplied, {"A step of yours did not apply", "一步手动操作没有生效"}},
    {RecordSay::EndIdle, {"The end: nothing is left to happen", "结束：再没有待发生的事件"}},
    {RecordSay::EndUntil, {"The end: the time set by the scenario is over", "结束：场景规定的时间已到"}},
    {RecordSay::EndProbes,
     {"The end, after a day: nothing but probes that are answered is left to happen",
      "结束（一天之后）：剩下的只有不断得到应答的探测"}},
    {RecordSay::EndLimit,
     {"The end: the limit on the length of a run is reached", "结束：达到运行长度的上限"}},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].say != static_cast<RecordSay>(i))
            return false;
    return true;
}
static_assert(isInOrder(), "one row a sentence, in the order of the enumeration");

constexpr std::array<Sentence, static_cast<std::size_t>(IgnoreReason::NoTimestamp) + 1> ignoreReasons{{
    {"", ""},
    {"outside the window", "落在窗口之外"},
    {"old duplicate", "旧的重复报文段"},
    {"bad acknowledgment", "确认号不对"},
    {"no ACK", "没有 ACK"},
    {"unexpected SYN", "不该有的 SYN"},
    {"unbelievable reset", "不可信的复位"},
    {"a reset for nobody", "无主的复位"},
    {"text after the FIN", "FIN 之后的数据"},
    {"queue full", "队列已满"},
    {"host down", "主机停机"},
    {"zero window", "零窗口"},
    {"quiet time", "静默时间"},
    {"old timestamp", "时间戳过旧"},
    {"no timestamp", "没有时间戳"},
}};

constexpr std::array<Sentence, 4> phases{{
    {"slow start", "慢开始"},
    {"congestion avoidance", "拥塞避免"},
    {"fast recovery", "快速恢复"},
    {"loss recovery", "超时恢复"},
}};

constexpr std::array<Sentence, timerCount> timers{{
    {"delayed-ACK timer", "延迟确认计时器"},
    {"reordering timer", "乱序计时器"},
    {"tail-loss-probe timer", "尾部丢失探测计时器"},
    {"retransmission timer", "重传计时器"},
    {"persist timer", "窗口探测计时器"},
    {"keep-alive timer", "保活计时器"},
    {"FIN-WAIT-2 timer", "FIN-WAIT-2 计时器"},
    {"user-timeout timer", "用户超时计时器"},
    {"TIME-WAIT timer", "TIME-WAIT 计时器"},
}};

RecordSay sayOfDrop(const SegmentHistory& segment, const Effect& what)
{
    switch (static_cast<DropReason>(what.dropWhy)) {
    case DropReason::Fault:
        if (segment.droppedByHand)
            return RecordSay::DropHand;
        return what.rule != 0 ? RecordSay::DropRule : RecordSay::DropFault;
    case DropReason::Loss: return RecordSay::DropLoss;
    case DropReason::Queue: return RecordSay::DropQueue;
    case DropReason::Red: return RecordSay::DropRed;
    case DropReason::Codel: return RecordSay::DropCodel;
    case DropReason::Checksum: return RecordSay::DropChecksum;
    case DropReason::Lifetime: return RecordSay::DropLifetime;
    case DropReason::None: break;
    }
    return RecordSay::DropFault;
}

RecordSay sayOfUser(const Trace& trace, const Effect& what)
{
    if (!what.applied)
        return RecordSay::UserNotApplied;
    switch (what.command) {
    case UserCommand::Drop: return RecordSay::UserDrop;
    case UserCommand::Delay: return RecordSay::UserDelay;
    case UserCommand::Duplicate: return RecordSay::UserDuplicate;
    case UserCommand::Corrupt: return RecordSay::UserCorrupt;
    case UserCommand::Call: return isOfScript(trace.scenario()) ? RecordSay::ScriptCall : RecordSay::UserCall;
    case UserCommand::Crash: return RecordSay::UserCrash;
    case UserCommand::Boot: return RecordSay::UserBoot;
    case UserCommand::Inject:
        return isScript(trace.scenario(), what.host) ? RecordSay::ScriptSend
               : isPlayed(trace, what.host)          ? RecordSay::PlayedSends
                                                     : RecordSay::UserInject;
    case UserCommand::Icmp: break;
    }
    return RecordSay::UserIcmp;
}

RecordSay sayOfTimer(TimerAction action)
{
    switch (action) {
    case TimerAction::Start: return RecordSay::TimerStart;
    case TimerAction::Restart: return RecordSay::TimerRestart;
    case TimerAction::Stop: return RecordSay::TimerStop;
    case TimerAction::Expire: break;
    }
    return RecordSay::TimerExpire;
}

/// What an ssthresh is called that nothing has set yet: "arbitrarily high" (RFC 5681 §3.1).
bool isSet(std::int64_t ssthresh) { return ssthresh < noThreshold; }

} // namespace

RecordSay sayOf(const Trace& trace, const Effect& what)
{
    switch (what.kind) {
    case EffectKind::Call: return RecordSay::Call;
    case EffectKind::Return: return what.error == Errno::None ? RecordSay::Returned : RecordSay::Failed;
    case EffectKind::State: return RecordSay::State;
    case EffectKind::Send:
        return trace.segment(what.segment).packet.retransmission != 0 ? RecordSay::SendAgain
                                                                      : RecordSay::Send;
    case EffectKind::Deliver: return what.marked ? RecordSay::DeliverMarked : RecordSay::Deliver;
    case EffectKind::Drop: return sayOfDrop(trace.segment(what.segment), what);
    case EffectKind::Duplicate: return RecordSay::Duplicate;
    case EffectKind::Ignore: return RecordSay::Ignore;
    case EffectKind::Timer: return sayOfTimer(what.action);
    case EffectKind::Cwnd: return isSet(what.value2) ? RecordSay::Cwnd : RecordSay::CwndNoThreshold;
    case EffectKind::Rtt: return RecordSay::Rtt;
    case EffectKind::Urgent: return RecordSay::Urgent;
    case EffectKind::User: return sayOfUser(trace, what);
    case EffectKind::End: break;
    }
    switch (trace.endReason) {
    case EndReason::Until: {
        const Scenario& scenario = trace.scenario();
        const bool live = scenario.hosts[0].scripted || scenario.hosts[1].scripted;
        return scenario.until.isNever() && !live ? RecordSay::EndProbes : RecordSay::EndUntil;
    }
    case EndReason::Limit: return RecordSay::EndLimit;
    case EndReason::Idle: break;
    }
    return RecordSay::EndIdle;
}

const Sentence& sentenceFor(RecordSay say) { return rows[static_cast<std::size_t>(say)].sentence; }
const Sentence& whyIgnored(const Effect& ignored)
{
    // A listener has two queues; the trace's one word for both is told apart by the rule.
    static constexpr Sentence synQueue{"SYN queue full", "半连接队列已满"};
    static constexpr Sentence acceptQueue{"accept queue full", "全连接队列已满"};
    if (ignored.clause == Clause::ListenQueueFull)
        return synQueue;
    if (ignored.clause == Clause::AcceptQueueFull)
        return acceptQueue;
    return ignoreReasons[static_cast<std::size_t>(ignored.ignoreWhy)];
}
const Sentence& sentenceFor(CongestionPhase phase) { return phases[static_cast<std::size_t>(phase)]; }
const Sentence& sentenceFor(Timer timer) { return timers[static_cast<std::size_t>(timer)]; }

const Sentence& sentenceFor(const Scenario& scenario, Side host, Timer timer)
{
    static constexpr Sentence twiceMsl{"2·MSL timer", "2·MSL 计时器"};
    return timer == Timer::TimeWait && staysTwiceMsl(scenario, host) ? twiceMsl : sentenceFor(timer);
}

std::uint32_t congestionBefore(const Trace& trace, Side host, ConnectionId conn, std::uint32_t n)
{
    const std::uint32_t begin = trace.connection(host, conn).firstRecord;
    while (n-- > begin && n > 0) {
        const Effect& earlier = trace.record(n).what;
        if (earlier.kind == EffectKind::Cwnd && earlier.host == host && earlier.conn == conn)
            return n;
    }
    return 0;
}

bool isAboutText(const Trace& trace, std::uint32_t n)
{
    const auto isAfterTimeout = [&trace](std::uint32_t record) {
        return record != 0 &&
               static_cast<CongestionPhase>(trace.record(record).what.value3) == CongestionPhase::Loss;
    };
    const Effect& what = trace.record(n).what;
    std::uint32_t entry = n;
    for (std::uint32_t before = congestionBefore(trace, what.host, what.conn, n); isAfterTimeout(before);
         before = congestionBefore(trace, what.host, what.conn, before))
        entry = before;
    if (!isAfterTimeout(entry))
        return true;
    const std::uint32_t step = trace.record(entry).step;
    for (std::uint32_t later = trace.firstRecordOf(step); later < trace.endRecordOf(step); ++later) {
        const Effect& sent = trace.record(later).what;
        if (sent.kind == EffectKind::Send && sent.host == what.host && sent.conn == what.conn &&
            trace.segment(sent.segment).packet.segment.text.length != 0)
            return true;
    }
    return false;
}

std::string ignoreReasonText(IgnoreReason reason, Language language)
{
    return textOf(ignoreReasons[static_cast<std::size_t>(reason)], language);
}

std::string ignoredText(const Effect& ignored, Language language)
{
    return textOf(whyIgnored(ignored), language);
}

Facts factsOf(const Trace& trace, std::uint32_t n, Language language, bool relative)
{
    const Effect& what = trace.record(n).what;
    Facts facts;
    const bool script = isScript(trace.scenario(), what.host);
    const std::string name = hostName(trace.scenario(), what.host, language);
    facts.set("H", name);
    facts.set("h", language == Language::Chinese
                       ? name
                       : std::string("the ") + (script ? "script" : nameOf(what.host)));
    facts.set("call", nameOf(what.call));
    facts.set("args", trace.text(what.text));
    facts.set("value", what.value);
    facts.set("errno", nameOf(what.error));
    facts.set("from", nameOf(what.from));
    facts.set("to", nameOf(what.to));
    if (what.segment != 0 && what.segment <= trace.segmentCount()) {
        const SegmentHistory& segment = trace.segment(what.segment);
        facts.set("seg", segmentText(trace, segment, relative));
        facts.set("count", segment.packet.retransmission);
    }
    facts.set("rule", what.rule);
    facts.set("why", textOf(whyIgnored(what), language));
    facts.set("timer", textOf(sentenceFor(trace.scenario(), what.host, what.timer), language));
    facts.set("due", instantText(Instant{what.value}));
    facts.set("wait", durationText({what.value}));
    facts.set("cwnd", what.value);
    facts.set("ssthresh", what.value2);
    if (what.kind == EffectKind::Cwnd)
        facts.set("phase", textOf(sentenceFor(static_cast<CongestionPhase>(what.value3)), language));
    facts.set("sample", durationText({what.value}));
    facts.set("srtt", durationText({what.value2}));
    facts.set("rttvar", durationText({what.value3}));
    facts.set("rto", durationText({what.value4}));
    return facts;
}

std::string recordText(const Trace& trace, std::uint32_t n, Language language, bool relative)
{
    std::string text = fill(sentenceFor(sayOf(trace, trace.record(n).what)), language,
                            factsOf(trace, n, language, relative));
    while (!text.empty() && text.back() == ' ') // a call without arguments
        text.pop_back();
    return text;
}

} // namespace tcplab
