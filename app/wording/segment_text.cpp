#include "app/wording/flags_label.h"
#include "app/wording/scene.h"
#include "app/wording/sentence.h"
#include "core/segment/notation.h"

#include <array>
#include <fmt/format.h>

namespace tcplab {

namespace {

constexpr Sentence maximumSize{"maximum segment size {value}", "最大报文段长度 {value}"};
constexpr Sentence sackPermitted{"SACK permitted", "允许 SACK"};
constexpr Sentence timestamps{"timestamp {value}, echo {echo}", "时间戳 {value}，回显 {echo}"};
constexpr Sentence windowScale{"window scale {shift}: windows count in units of {value}",
                               "窗口扩大 {shift}：窗口以 {value} 为单位"};
constexpr Sentence sackedOctets{"arrived out of order: {value}", "已乱序到达：{value}"};
constexpr Sentence sackedTwice{"arrived twice: {value}", "重复到达：{value}"};

} // namespace

std::optional<std::uint8_t> windowShift(const Trace& trace, const SegmentHistory& segment)
{
    const Segment& seg = segment.packet.segment;
    if (seg.ctl.syn)
        return std::nullopt;
    // Both sides' last SYNs between these ports before it.
    std::array<const Segment*, 2> syns{};
    for (SegmentId id = segment.packet.id; id > 0 && !(syns[0] && syns[1]); --id) {
        const SegmentHistory& other = trace.segment(id);
        const Segment& syn = other.packet.segment;
        const bool isOwn = other.sender == segment.sender;
        if (syn.ctl.syn && syn.sourcePort == (isOwn ? seg.sourcePort : seg.destinationPort) &&
            syn.destinationPort == (isOwn ? seg.destinationPort : seg.sourcePort) && !syns[isOwn ? 0 : 1])
            syns[isOwn ? 0 : 1] = &syn;
    }
    const bool isAgreed = syns[0] && syns[1] && syns[0]->options.windowScale && syns[1]->options.windowScale;
    return isAgreed ? syns[0]->options.windowScale : std::nullopt;
}

std::uint64_t windowOctets(const Trace& trace, const SegmentHistory& segment)
{
    return std::uint64_t{segment.packet.segment.wnd} << windowShift(trace, segment).value_or(std::uint8_t{0});
}

std::optional<SackBlock> duplicateReport(const Segment& segment)
{
    const SackBlocks& sack = segment.options.sack;
    if (sack.empty())
        return std::nullopt;
    const bool inSecond = sack.size() > 1 && sack[1].left <= sack[0].left && sack[0].right <= sack[1].right;
    return segment.ctl.ack && (sack[0].left < segment.ack || inSecond) ? std::optional(sack[0])
                                                                       : std::nullopt;
}

std::string optionsMeaning(const Segment& segment, Language language)
{
    const Options& options = segment.options;
    std::string text;
    const auto add = [&](const Sentence& sentence, const Facts& facts) {
        if (!text.empty())
            text += language == Language::Chinese ? "；" : "; ";
        text += fill(sentence, language, facts);
    };
    Facts facts;
    if (options.mss != 0) {
        facts.set("value", octetsText(options.mss, language));
        add(maximumSize, facts);
    }
    if (options.sackPermitted)
        add(sackPermitted, facts);
    if (options.timestamps) {
        facts.set("value", options.tsVal);
        facts.set("echo", options.tsEcr);
        add(timestamps, facts);
    }
    if (options.windowScale) {
        facts.set("shift", *options.windowScale);
        facts.set("value", octetsText(std::uint64_t{1} << *options.windowScale, language));
        add(windowScale, facts);
    }
    for (const SackBlock& block : options.sack) {
        facts.set("value", fmt::format("{}–{}", block.left.value(), (block.right - 1).value()));
        const bool isTwice = &block == options.sack.begin() && duplicateReport(segment).has_value();
        add(isTwice ? sackedTwice : sackedOctets, facts);
    }
    return text;
}

std::string flagsLabel(Flags ctl)
{
    std::string label;
    for (const char c : flagsText(ctl)) {
        label += c;
        if (c == ',')
            label += ' ';
    }
    return label.empty() ? "–" : label;
}

std::string segmentFlagsLabel(const SegmentHistory& segment, Notation notation)
{
    const Segment& seg = segment.packet.segment;
    if (notation == Notation::Packetdrill) {
        const std::string whole = packetdrillText(seg);
        const std::size_t numbers = whole.rfind(' ', whole.find(':'));
        return whole.substr(0, numbers);
    }
    std::string label = flagsLabel(seg.ctl);
    if (seg.text.length != 0)
        label += fmt::format(" {} B", seg.text.length);
    return label;
}

std::string segmentNumbersLabel(const Trace& trace, const SegmentHistory& segment, bool relative,
                                Notation notation)
{
    const Segment& seg = segment.packet.segment;
    const std::uint32_t seq = relative ? trace.relativeSeq(segment) : seg.seq.value();
    if (notation == Notation::Packetdrill) {
        const SeqNum textEnd = SeqNum{seq} + seg.text.length;
        std::string text = fmt::format("{}:{}({})", seq, textEnd.value(), seg.text.length);
        if (seg.ctl.ack)
            text += fmt::format(" ack {}", relative ? trace.relativeAck(segment) : seg.ack.value());
        return text;
    }
    if (!seg.ctl.ack)
        return fmt::format("seq={}", seq);
    const std::uint32_t ack = relative ? trace.relativeAck(segment) : seg.ack.value();
    return fmt::format("seq={} ack={}", seq, ack);
}

std::string segmentText(const Trace& trace, const SegmentHistory& segment, bool relative)
{
    return fmt::format("{} {} len={}", flagsLabel(segment.packet.segment.ctl),
                       segmentNumbersLabel(trace, segment, relative), segment.packet.segment.text.length);
}

} // namespace tcplab
