// A record as part of a sentence: what stands otherwise there than in a table, and articles.
#include "app/wording/record_text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tcplab {
namespace {

struct Row {
    RecordSay say = RecordSay::Call;
    Sentence sentence{};
};

/// In a table the host stands before a colon; a sentence has a colon of its own.
constexpr std::array rows{
    Row{RecordSay::Returned, {"the {call} call of {h} returns {value}", "{h}的 {call} 返回 {value}"}},
    Row{RecordSay::Failed, {"the {call} call of {h} fails with {errno}", "{h}的 {call} 以 {errno} 失败"}},
    Row{RecordSay::State, {"{h} goes from {from} to {to}", "{h}从 {from} 转到 {to}"}},
    Row{RecordSay::Ignore, {"{h} takes nothing of {seg} ({why})", "{h}忽略 {seg}（{why}）"}},
    Row{RecordSay::TimerStart, {"{h} starts its {timer}, due at {due}", "{h}的{timer}启动，{due} 到期"}},
    Row{RecordSay::TimerRestart,
        {"{h} starts its {timer} anew, due at {due}", "{h}的{timer}重新启动，{due} 到期"}},
    Row{RecordSay::TimerStop, {"{h} stops its {timer}", "{h}的{timer}停止"}},
    Row{RecordSay::TimerExpire, {"the {timer} of {h} expires", "{h}的{timer}到期"}},
    Row{RecordSay::Cwnd,
        {"{h} has cwnd {cwnd} and ssthresh {ssthresh} ({phase})",
         "{h}的拥塞窗口为 {cwnd}，慢开始门限为 {ssthresh}（{phase}）"}},
    Row{RecordSay::CwndNoThreshold,
        {"{h} has cwnd {cwnd} and no ssthresh yet ({phase})",
         "{h}的拥塞窗口为 {cwnd}，尚无慢开始门限（{phase}）"}},
    Row{RecordSay::Rtt,
        {"{h} measures a round trip of {sample} (SRTT {srtt}, RTTVAR {rttvar}, RTO {rto})",
         "{h}测得往返时间 {sample}（SRTT {srtt}，RTTVAR {rttvar}，RTO {rto}）"}},
    Row{RecordSay::Urgent,
        {"{h} tells its application that {value} octets from here the peer's urgent data ends",
         "{h}通知应用程序，再读 {value} 字节，对方的紧急数据才结束"}},
};

const Sentence& clauseFor(RecordSay say)
{
    const auto* const own = std::ranges::find(rows, say, &Row::say);
    return own != rows.end() ? own->sentence : sentenceFor(say);
}

} // namespace

std::string recordClause(const Trace& trace, std::uint32_t n, Language language)
{
    const Sentence& sentence = clauseFor(sayOf(trace, trace.record(n).what));
    Facts facts = factsOf(trace, n, language, false);
    facts.set("H", *facts.find("h"));
    std::string text = fill(sentence, language, facts);
    while (!text.empty() && text.back() == ' ') // a call without arguments
        text.pop_back();
    if (language == Language::Chinese)
        return text;
    const std::string_view begin = sentence.en;
    if (begin.starts_with("{seg}"))
        return "the " + text;
    if (!begin.starts_with('{')) // "You", "The script", "An ICMP message"
        text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

} // namespace tcplab
