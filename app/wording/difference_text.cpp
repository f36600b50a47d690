#include "app/wording/difference_text.h"

#include "app/wording/matrix_text.h"
#include "app/wording/record_text.h"
#include "app/wording/sentence.h"
#include "core/experiment/run_outcome.h"
#include "core/segment/notation.h"

#include <array>

namespace tcplab {
namespace {

constexpr Sentence theSame{"A and B are the same run from beginning to end.", "A 与 B 从头到尾完全相同。"};
constexpr Sentence lostArrives{"At {at} the {seg} from {h} is lost in {X}; in {Y} it arrives at {other}.",
                               "{at}，{h}的 {seg} 在 {X} 中丢失；在 {Y} 中它于 {other} 到达。"};
constexpr Sentence lostAsItArrives{
    "At {at} the {seg} from {h} is lost in {X}; in {Y} it arrives at this very instant.",
    "{at}，{h}的 {seg} 在 {X} 中丢失；在 {Y} 中它恰在此刻到达。"};
constexpr Sentence lostFlies{"At {at} the {seg} from {h} is lost in {X}; in {Y} it is not.",
                             "{at}，{h}的 {seg} 在 {X} 中丢失；在 {Y} 中没有丢失。"};
constexpr Sentence extra{"At {at}, in {X} only: {record}.", "{at}，只在 {X} 中：{record}。"};
constexpr Sentence later{"{record}: in {X} at {at}, in {Y} at {other}.",
                         "{record}：在 {X} 中于 {at}，在 {Y} 中于 {other}。"};
constexpr Sentence otherwise{"At {at}, in A: {a}; in B: {b}.", "{at}，在 A 中：{a}；在 B 中：{b}。"};
constexpr Sentence sentOtherwise{"At {at} the {seg} from {h} differs: {parts}.",
                                 "{at}，{h}的 {seg} 不同：{parts}。"};
constexpr Sentence timerOtherwise{"At {at} {h} sets its {timer} to {a} in A, to {b} in B.",
                                  "{at}，{h}：{timer}在 A 中设为 {a}，在 B 中设为 {b}。"};
constexpr Sentence part{"{name} {a} in A, {b} in B", "{name}在 A 中为 {a}，在 B 中为 {b}"};
constexpr Sentence ends{"{Y} is over; {X} goes on at {at}: {record}.",
                        "{Y} 已结束；{X} 在 {at} 继续：{record}。"};
constexpr Sentence onWire{"On the wire: {sentence}", "在链路上：{sentence}"};

constexpr Sentence window{"the window is", "窗口"};
constexpr Sentence options{"the options are", "选项"};
constexpr Sentence numbers{"the numbers are", "序号"};
constexpr Sentence text{"the text is", "数据"};
constexpr Sentence otherField{"the rest of its header is", "首部其余字段"};
constexpr Sentence none{"none", "无"};

/// What a line of the outcome is called, and where there is little room.
struct RowName {
    Sentence whole;
    Sentence brief;
};
constexpr RowName clientEnds{{"Client ends", "客户端结束时"}, {"Client", "客户端"}};
constexpr RowName serverEnds{{"Server ends", "服务器结束时"}, {"Server", "服务器"}};
constexpr RowName clientSees{{"Client's application", "客户端应用程序"}, {"Client's program", "客户端程序"}};
constexpr RowName serverSees{{"Server's application", "服务器应用程序"}, {"Server's program", "服务器程序"}};
constexpr RowName segmentsSent{{"Segments sent", "发送的报文段"}, {"Segments", "报文段"}};
constexpr RowName sentAgain{{"Sent again", "其中重传"}, {"Again", "重传"}};
constexpr RowName callsDone{{"Calls done", "调用完成"}, {"Calls done", "调用完成"}};
constexpr RowName atRest{{"At rest", "静止"}, {"At rest", "静止"}};
constexpr Sentence never{"not at rest", "没有静止"};

std::string hostWord(Side side, Language language)
{
    if (language == Language::Chinese)
        return sideName(side, language);
    return side == Side::Client ? "the client" : "the server";
}

/// A sentence may begin with what a record tells.
std::string capitalized(std::string words)
{
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

class Teller {
public:
    Teller(const Trace& a, const Trace& b, const RunDifference& difference, Language language)
        : m_traces{&a, &b}, m_difference(difference), m_language(language)
    {
        const std::size_t acting = difference.acting;
        m_facts.set("X", acting == 0 ? "A" : "B");
        m_facts.set("Y", acting == 0 ? "B" : "A");
        m_facts.set("at", instantText(difference.at));
        if (const std::uint32_t n = difference.places[acting].record; n != 0) {
            m_facts.set("record", recordClause(trace(acting), n, language));
            const SegmentId segment = trace(acting).record(n).what.segment;
            if (segment != 0 && segment <= trace(acting).segmentCount()) {
                const SegmentHistory& history = trace(acting).segment(segment);
                m_facts.set("seg", segmentFlagsLabel(history));
                m_facts.set("h", hostWord(history.sender, language));
            }
        }
    }

    std::string text()
    {
        switch (m_difference.kind) {
        case DifferenceKind::Extra: return isLoss() ? loss() : say(extra);
        case DifferenceKind::Later: {
            const std::size_t other = 1 - m_difference.acting;
            m_facts.set("other", instantText(trace(other).record(m_difference.places[other].record).t));
            return capitalized(say(later));
        }
        case DifferenceKind::Otherwise: return different();
        case DifferenceKind::Ends: break;
        }
        return say(ends);
    }

private:
    const Trace& trace(std::size_t run) const { return *m_traces[run]; }
    std::string say(const Sentence& sentence) const { return fill(sentence, m_language, m_facts); }
    Effect acts() const
    {
        return trace(m_difference.acting).record(m_difference.places[m_difference.acting].record).what;
    }

    /// By the network or by hand.
    bool isLoss() const
    {
        const Effect what = acts();
        return what.kind == EffectKind::Drop ||
               (what.kind == EffectKind::User && what.command == UserCommand::Drop && what.applied);
    }

    /// The same emission in the other run: its host has sent as many before it.
    SegmentId counterpart(SegmentId id) const
    {
        const Trace& mine = trace(m_difference.acting);
        const Trace& other = trace(1 - m_difference.acting);
        const Side sender = mine.segment(id).sender;
        std::uint32_t number = 0;
        for (SegmentId i = 1; i <= id; ++i)
            number += mine.segment(i).sender == sender && !mine.segment(i).isCopy ? 1u : 0u;
        for (SegmentId i = 1; i <= other.segmentCount(); ++i)
            if (other.segment(i).sender == sender && !other.segment(i).isCopy && --number == 0)
                return i;
        return 0;
    }

    std::string loss()
    {
        const SegmentId same = counterpart(acts().segment);
        const Trace& other = trace(1 - m_difference.acting);
        if (same == 0 || other.segment(same).dropped != DropReason::None)
            return say(extra);
        if (!other.segment(same).delivered)
            return say(lostFlies);
        const Instant arrival = other.segment(same).endedAt;
        m_facts.set("other", instantText(arrival));
        return say(arrival == m_difference.at ? lostAsItArrives : lostArrives);
    }

    static bool isSet(const Effect& what)
    {
        return what.kind == EffectKind::Timer &&
               (what.action == TimerAction::Start || what.action == TimerAction::Restart);
    }

    void addPart(std::string& parts, const Sentence& name, const std::string& a, const std::string& b) const
    {
        Facts facts;
        facts.set("name", textOf(name, m_language));
        facts.set("a", a.empty() ? textOf(none, m_language) : a);
        facts.set("b", b.empty() ? textOf(none, m_language) : b);
        if (!parts.empty())
            parts += m_language == Language::Chinese ? "；" : "; ";
        parts += fill(part, m_language, facts);
    }

    /// "1 min (2·MSL)": for how long a timer is set.
    std::string spanOf(std::size_t run, const Record& record) const
    {
        const Duration span = Instant{record.what.value} - record.t;
        const Duration msl = mslOf(trace(run).scenario());
        const bool isTwice = record.what.timer == Timer::TimeWait && span == msl + msl;
        return durationText(span) + (!isTwice                          ? ""
                                     : m_language == Language::Chinese ? "（2·MSL）"
                                                                       : " (2·MSL)");
    }

    std::string differentTimer(const Record& a, const Record& b)
    {
        m_facts.set("h", hostWord(a.what.host, m_language));
        m_facts.set("timer", textOf(sentenceFor(a.what.timer), m_language));
        m_facts.set("a", spanOf(0, a));
        m_facts.set("b", spanOf(1, b));
        return say(timerOtherwise);
    }

    std::string different()
    {
        const Record a = trace(0).record(m_difference.places[0].record);
        const Record b = trace(1).record(m_difference.places[1].record);
        if (isSet(a.what) && isSet(b.what) && a.what.timer == b.what.timer)
            return differentTimer(a, b);
        const bool bothSend = a.what.kind == EffectKind::Send && b.what.kind == EffectKind::Send;
        const SegmentDifference in =
            bothSend ? differenceOf(trace(0), a.what.segment, trace(1), b.what.segment) : SegmentDifference{};
        if (!bothSend || in.flags) {
            m_facts.set("a", recordClause(trace(0), m_difference.places[0].record, m_language));
            m_facts.set("b", recordClause(trace(1), m_difference.places[1].record, m_language));
            return say(otherwise);
        }
        const SegmentHistory& first = trace(0).segment(a.what.segment);
        const SegmentHistory& second = trace(1).segment(b.what.segment);
        const Segment& x = first.packet.segment;
        const Segment& y = second.packet.segment;
        std::string parts;
        if (in.text)
            addPart(parts, tcplab::text, octetsText(x.text.length, m_language),
                    octetsText(y.text.length, m_language));
        if (in.numbers)
            addPart(parts, numbers, segmentNumbersLabel(trace(0), first, true),
                    segmentNumbersLabel(trace(1), second, true));
        if (in.options)
            addPart(parts, options, optionsText(x.options), optionsText(y.options));
        if (in.window)
            addPart(parts, window, octetsText(windowOctets(trace(0), first), m_language),
                    octetsText(windowOctets(trace(1), second), m_language));
        if (parts.empty())
            addPart(parts, otherField, packetdrillText(x), packetdrillText(y));
        m_facts.set("parts", parts);
        return say(sentOtherwise);
    }

    std::array<const Trace*, 2> m_traces;
    const RunDifference& m_difference;
    Language m_language;
    Facts m_facts;
};

} // namespace

std::string differenceText(const Trace& a, const Trace& b, const RunDifference& difference, Language language)
{
    return Teller(a, b, difference, language).text();
}

std::string differencesText(const Trace& a, const Trace& b, const RunDifferences& differences,
                            Language language)
{
    if (!differences.first)
        return textOf(theSame, language);
    std::string all = differenceText(a, b, *differences.first, language);
    if (differences.onWire && differences.onWire->at > differences.first->at) {
        Facts facts;
        std::string sentence = differenceText(a, b, *differences.onWire, language);
        if (sentence.starts_with("At ") || sentence.starts_with("The "))
            sentence[0] = static_cast<char>(sentence[0] - 'A' + 'a');
        facts.set("sentence", std::move(sentence));
        append(all, fill(onWire, language, facts), language);
    }
    return all;
}

ComparedOutcome comparedOutcomeOf(const Run& run) { return {outcomeOf(run), foreignOctetsIn(run)}; }

std::vector<OutcomeRow> outcomeRows(const ComparedOutcome& a, const ComparedOutcome& b, Language language)
{
    const std::array<const ComparedOutcome*, 2> both{&a, &b};
    std::vector<OutcomeRow> rows;
    const auto rowOf = [language](const RowName& name) {
        return OutcomeRow{.what = textOf(name.whole, language), .brief = textOf(name.brief, language)};
    };
    const auto add = [&](const RowName& name, auto value) {
        OutcomeRow row = rowOf(name);
        row.values = {value(both[0]->whole), value(both[1]->whole)};
        rows.push_back(std::move(row));
    };
    const auto addSeen = [&](const RowName& name, std::size_t host) {
        OutcomeRow row = rowOf(name);
        row.detail = true;
        for (std::size_t i = 0; i < 2; ++i) {
            const ComparedOutcome& one = *both[i];
            row.values[i] = seenText(one.whole.hosts[host], language, one.foreign[host]);
        }
        rows.push_back(std::move(row));
    };
    // In Chinese a number has its measure word.
    const auto sum = [language](const RunOutcome& outcome, std::uint32_t HostOutcome::* count,
                                const char* measure) {
        return std::to_string(outcome.hosts[0].*count + outcome.hosts[1].*count) +
               (language == Language::Chinese ? measure : "");
    };
    add(clientEnds, [&](const RunOutcome& one) { return endsText(one.hosts[0], language); });
    add(serverEnds, [&](const RunOutcome& one) { return endsText(one.hosts[1], language); });
    addSeen(clientSees, 0);
    addSeen(serverSees, 1);
    add(segmentsSent, [&](const RunOutcome& one) { return sum(one, &HostOutcome::sent, " 个"); });
    add(sentAgain, [&](const RunOutcome& one) { return sum(one, &HostOutcome::retransmissions, " 次"); });
    add(callsDone, [](const RunOutcome& one) { return instantText(one.callsDone); });
    add(atRest, [&](const RunOutcome& one) {
        return one.end == EndReason::Limit ? std::string(textOf(never, language)) : instantText(one.rest);
    });
    return rows;
}

} // namespace tcplab
