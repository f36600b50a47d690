#include "app/wording/matrix_text.h"

#include "app/wording/sentence.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr std::array<Sentence, endingCount> endings{{
    {"", ""},
    {"", ""},
    {"", ""},
    {"reset", "被复位"},
    {"refused", "被拒绝"},
    {"timed out", "超时"},
    {"aborted", "中止"},
    {"crashed", "崩溃"},
    {"TIME-WAIT cut short", "TIME-WAIT 被缩短"},
}};

constexpr Sentence waits{"{call} waits", "{call} 在等待"};
constexpr Sentence ofAnother{", {n} of them another connection's", "（其中 {n} 字节属于另一条连接）"};
constexpr Sentence madeByHand{", {n} of them made by hand", "（其中 {n} 字节是手动造出的）"};
constexpr Sentence endOfStream{"end", "结束"};

// Who repairs the loss, and what the applications see of it. {wait} is counted from when the same segment was last sent: so
// long its sender has waited.
constexpr std::array<std::array<Sentence, 3>, 3> reasons{{
    {{
        {"No retransmission is needed, and no application notices.", "无需重传，应用程序也毫无察觉。"},
        {"No retransmission is needed; the applications see the same, {delay} later.",
         "无需重传；应用程序看到的一样，只是晚 {delay}。"},
        {"Nothing is sent again, but {difference}.", "没有任何重传，但是{difference}。"},
    }},
    {{
        {"{H} sends {what} again {wait} later, and no application notices.",
         "{h}在 {wait} 之后重发 {what}，应用程序毫无察觉。"},
        {"{H} sends {what} again {wait} later; the applications see the same, {delay} later.",
         "{h}在 {wait} 之后重发 {what}；应用程序看到的一样，只是晚 {delay}。"},
        {"{H} sends {what} again {wait} later, but {difference}.",
         "{h}在 {wait} 之后重发 {what}，但是{difference}。"},
    }},
    {{
        {"{H} misses the answer and sends {what} again {wait} later; no application notices.",
         "{h}等不到回答，在 {wait} 之后重发 {what}；应用程序毫无察觉。"},
        {"{H} misses the answer and sends {what} again {wait} later; the applications see the same, {delay} "
         "later.",
         "{h}等不到回答，在 {wait} 之后重发 {what}；应用程序看到的一样，只是晚 {delay}。"},
        {"{H} misses the answer and sends {what} again {wait} later, but {difference}.",
         "{h}等不到回答，在 {wait} 之后重发 {what}，但是{difference}。"},
    }},
}};

constexpr Sentence lostAnyway{"The scenario loses this segment in any case.", "场景本来就会丢失这个报文段。"};

constexpr Sentence differsFailed{"{call} of {h} fails with {error}", "{h}的 {call} 以 {error} 失败"};
constexpr Sentence differsNotFailed{"{call} of {h} does not fail with {error}",
                                    "{h}的 {call} 没有以 {error} 失败"};
constexpr Sentence differsWaits{"{call} of {h} never returns", "{h}的 {call} 永不返回"};
constexpr Sentence differsReturns{"{call} of {h} returns", "{h}的 {call} 返回了"};
constexpr Sentence differsRead{"the application of {h} reads {now} instead of {then}",
                               "{h}的应用程序读到 {now}，而不是 {then}"};
constexpr Sentence differsEnd{"the application of {h} is not told that the stream has ended",
                              "{h}的应用程序没有得知数据流已结束"};
constexpr Sentence differsState{"the connection of {h} ends as {now} instead of {then}",
                                "{h}的连接以 {now} 告终，而不是 {then}"};
constexpr Sentence goesOn{"the run does not come to rest", "运行没有停下来"};

std::string sideText(Side side, Language language)
{
    if (language == Language::Chinese)
        return sideName(side, language);
    return side == Side::Client ? "the client" : "the server";
}

/// What is in `these` and not in `others`, each as often as it is there more often.
std::vector<CallEnd> without(std::vector<CallEnd> these, const std::vector<CallEnd>& others)
{
    for (const CallEnd& other : others)
        if (const auto found = std::ranges::find(these, other); found != these.end())
            these.erase(found);
    return these;
}

class Differences {
public:
    explicit Differences(Language language) : m_language(language) {}

    void add(const Sentence& sentence, const Facts& facts)
    {
        if (!m_text.empty())
            m_text += m_language == Language::Chinese ? "，" : ", ";
        m_text += fill(sentence, m_language, facts);
    }
    void addCalls(const Sentence& sentence, const std::vector<CallEnd>& calls, Side side)
    {
        std::vector<CallEnd> told;
        for (const CallEnd& call : calls) {
            if (std::ranges::find(told, call) != told.end())
                continue;
            told.push_back(call);
            Facts facts;
            facts.set("call", nameOf(call.call));
            facts.set("error", nameOf(call.error));
            facts.set("h", sideText(side, m_language));
            add(sentence, facts);
        }
    }
    const std::string& text() const { return m_text; }

private:
    Language m_language;
    std::string m_text;
};

std::string differenceText(const RunOutcome& now, const RunOutcome& then, Language language)
{
    Differences differences(language);
    if (now.end == EndReason::Limit && then.end != EndReason::Limit)
        differences.add(goesOn, {});
    for (const Side side : {Side::Client, Side::Server}) {
        const HostOutcome& a = now.hosts[indexOf(side)];
        const HostOutcome& b = then.hosts[indexOf(side)];
        differences.addCalls(differsFailed, without(a.failed, b.failed), side);
        differences.addCalls(differsNotFailed, without(b.failed, a.failed), side);
        differences.addCalls(differsWaits, without(a.waiting, b.waiting), side);
        differences.addCalls(differsReturns, without(b.waiting, a.waiting), side);
        Facts facts;
        facts.set("h", sideText(side, language));
        if (a.read != b.read) {
            facts.set("now", octetsText(a.read, language));
            facts.set("then", octetsText(b.read, language));
            differences.add(differsRead, facts);
        }
        if (a.endsOfStream < b.endsOfStream)
            differences.add(differsEnd, facts);
    }
    for (const Side side : {Side::Client, Side::Server}) {
        const std::string nowEnds = endsText(now.hosts[indexOf(side)], language);
        const std::string thenEnds = endsText(then.hosts[indexOf(side)], language);
        if (nowEnds == thenEnds)
            continue;
        Facts facts;
        facts.set("h", sideText(side, language));
        facts.set("now", nowEnds);
        facts.set("then", thenEnds);
        differences.add(differsState, facts);
    }
    return differences.text();
}

} // namespace

std::string emissionLabel(const SeenEmission& seen)
{
    SegmentHistory history;
    history.packet = seen.packet;
    return segmentFlagsLabel(history);
}

std::string endsText(const HostOutcome& outcome, Language language)
{
    std::string text;
    for (const ConnectionEnd& end : outcome.connections) {
        if (!text.empty())
            text += ", ";
        text += nameOf(end.state);
        const Sentence& how = endings[static_cast<std::size_t>(end.ending)];
        if (*how.en != '\0')
            text += " (" + std::string(textOf(how, language)) + ")";
    }
    return text.empty() ? "–" : text;
}

std::string seenText(const HostOutcome& outcome, Language language, const ForeignOctets& foreign)
{
    const bool chinese = language == Language::Chinese;
    const std::string comma = chinese ? "，" : ", ";
    std::string text = octetsText(outcome.read, language);
    const auto addForeign = [&](const Sentence& sentence, std::uint64_t octets) {
        Facts facts;
        facts.set("n", std::to_string(octets));
        if (octets != 0)
            text += fill(sentence, language, facts);
    };
    addForeign(ofAnother, foreign.ofAnother);
    addForeign(madeByHand, foreign.madeByHand);
    for (std::uint32_t i = 0; i < outcome.endsOfStream; ++i)
        text += comma + textOf(endOfStream, language);
    const auto addPart = [&](const std::string& part) { text += (chinese ? "；" : "; ") + part; };
    for (const CallEnd& call : outcome.failed)
        addPart(std::string(nameOf(call.call)) + " " + nameOf(call.error));
    for (const CallEnd& call : outcome.waiting) {
        Facts facts;
        facts.set("call", nameOf(call.call));
        addPart(fill(waits, language, facts));
    }
    return text;
}

LossEffect effectOf(const MatrixCell& cell, const RunOutcome& undisturbed)
{
    if (!differenceText(cell.outcome, undisturbed, Language::English).empty())
        return LossEffect::Different;
    return cell.outcome.callsDone > undisturbed.callsDone ? LossEffect::Later : LossEffect::None;
}

std::string lossText(const MatrixCell& cell, const RunOutcome& undisturbed, Language language)
{
    if (cell.lostAnyway)
        return textOf(lostAnyway, language);
    Facts facts;
    const LossEffect effect = effectOf(cell, undisturbed);
    facts.set("delay", durationText(cell.outcome.callsDone - undisturbed.callsDone));
    facts.set("difference", differenceText(cell.outcome, undisturbed, language));
    std::size_t who = 0;
    if (cell.repair && !cell.lost.empty()) {
        const Side by = cell.repair->which.sender;
        who = by == cell.lost.back().which.sender ? 1 : 2;
        facts.set("what", emissionLabel(*cell.repair));
        facts.set("wait", durationText(cell.repair->at - cell.waitedFrom));
        std::string name = sideText(by, language);
        facts.set("h", name);
        if (language == Language::English)
            name[0] = 'T';
        facts.set("H", name);
    }
    return fill(reasons[who][static_cast<std::size_t>(effect)], language, facts);
}

} // namespace tcplab
