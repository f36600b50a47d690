#include "core/world/scenario_file_wire.h"

#include <algorithm>
#include <array>
#include <limits>

namespace tcplab {
namespace {

tl::unexpected<Misread> outOfRange(std::string expected)
{
    return tl::unexpected(Misread{.kind = Misread::Kind::OutOfRange, .expected = std::move(expected)});
}

/// A member of the settings, perhaps of one of their parts: LinkSettings::red, RedSettings::maxP.
template <auto member, auto... inner> auto& memberOf(auto& link)
{
    if constexpr (sizeof...(inner) == 0)
        return link.*member;
    else
        return memberOf<inner...>(link.*member);
}

template <auto... path> Read<void> readSpan(LinkSettings& link, std::string_view text)
{
    return readDuration(text).map([&](Duration time) { memberOf<path...>(link) = time; });
}
template <auto... path> std::string writeSpan(const LinkSettings& link)
{
    return tomlText(writeDuration(memberOf<path...>(link)));
}

template <auto... path> Read<void> readShare(LinkSettings& link, std::string_view text)
{
    return readProbability(text).map([&](Probability p) { memberOf<path...>(link) = p; });
}
template <auto... path> std::string writeShare(const LinkSettings& link)
{
    return tomlText(writeProbability(memberOf<path...>(link)));
}

template <auto... path> Read<void> readSwitch(LinkSettings& link, std::string_view text)
{
    return readTruth(text).map([&](bool on) { memberOf<path...>(link) = on; });
}
template <auto... path> std::string writeSwitch(const LinkSettings& link)
{
    return memberOf<path...>(link) ? "true" : "false";
}

template <auto member, auto... names> Read<void> readNamed(LinkSettings& link, std::string_view text)
{
    std::string known;
    for (const auto name : {names...}) {
        if (text == nameOf(name)) {
            link.*member = name;
            return {};
        }
        known += (known.empty() ? "" : ", ") + std::string(nameOf(name));
    }
    return tl::unexpected(Misread{.kind = Misread::Kind::UnknownName, .expected = std::move(known)});
}
template <auto member> std::string writeNamed(const LinkSettings& link)
{
    return tomlText(nameOf(link.*member));
}

Read<void> readLifetime(LinkSettings& link, std::string_view text)
{
    const Read<Duration> time = readDuration(text);
    if (!time)
        return tl::unexpected(time.error());
    if (*time < milliseconds(1)) // a wire on which nothing arrives is none
        return outOfRange("1 ms … " + writeDuration(longestDuration));
    link.msl = *time;
    return {};
}

Read<void> readBandwidth(LinkSettings& link, std::string_view text)
{
    return readBitRate(text).map([&](std::uint64_t rate) { link.bandwidth = rate; });
}
std::string writeBandwidth(const LinkSettings& link) { return tomlText(writeBitRate(link.bandwidth)); }

constexpr std::uint64_t mostInQueue = 1'000'000'000;

/// "100 segments" or "64 KiB".
Read<QueueLength> readLength(std::string_view text, std::uint64_t least, std::string_view orWord)
{
    text = trimmed(text);
    constexpr std::string_view segments = " segments";
    if (text.find_first_not_of("0123456789") == std::string_view::npos)
        return tl::unexpected(
            Misread{.kind = Misread::Kind::BadUnit,
                    .expected = "segments, octets, B, kB, KiB, MB, MiB" + std::string(orWord)});
    if (text.ends_with(segments)) {
        const Read<std::uint64_t> count =
            readCount(text.substr(0, text.size() - segments.size()), least, mostInQueue);
        if (!count)
            return outOfRange(rangeText(least, mostInQueue) + std::string(segments));
        return segmentsLong(*count);
    }
    return readOctets(text, least, mostInQueue).map(octetsLong);
}

std::string writeLength(const QueueLength& length)
{
    return tomlText(std::to_string(length.amount) + (length.inOctets ? " octets" : " segments"));
}

/// A length or "unlimited": the unit that is named replaces the other.
Read<void> readQueue(LinkSettings& link, std::string_view text)
{
    QueueLength length;
    if (trimmed(text) != "unlimited") {
        const Read<QueueLength> read = readLength(text, 1, ", unlimited");
        if (!read)
            return tl::unexpected(read.error());
        length = *read;
    }
    link.queueSegments = length.inOctets ? 0 : static_cast<std::uint32_t>(length.amount);
    link.queueOctets = length.inOctets ? length.amount : 0;
    return {};
}

std::string writeQueue(const LinkSettings& link)
{
    if (link.queueSegments != 0)
        return writeLength(segmentsLong(link.queueSegments));
    return link.queueOctets != 0 ? writeLength(octetsLong(link.queueOctets)) : tomlText("unlimited");
}

template <std::uint64_t least, auto... path> Read<void> readThreshold(LinkSettings& link,
                                                                      std::string_view text)
{
    return readLength(text, least, "").map([&](QueueLength length) { memberOf<path...>(link) = length; });
}
template <auto... path> std::string writeThreshold(const LinkSettings& link)
{
    return writeLength(memberOf<path...>(link));
}

/// An average that no arrival moved would stay what it is for ever.
Read<void> readWeight(LinkSettings& link, std::string_view text)
{
    const Read<Probability> weight = readProbability(text);
    if (!weight)
        return tl::unexpected(weight.error());
    if (weight->ppb == 0)
        return outOfRange("0.000000001 … 1");
    link.red.weight = *weight;
    return {};
}

/// CoDel's times are far below a second; the square of an interval must fit into 64 bits.
constexpr Duration leastCodelTime = microseconds(1);
constexpr Duration mostCodelTime = seconds(4);

template <auto member> Read<void> readCodelTime(LinkSettings& link, std::string_view text)
{
    const Read<Duration> time = readDuration(text);
    if (!time)
        return tl::unexpected(time.error());
    if (*time < leastCodelTime || *time > mostCodelTime)
        return outOfRange(writeDuration(leastCodelTime) + " … " + writeDuration(mostCodelTime));
    link.codel.*member = *time;
    return {};
}

constexpr std::uint64_t largestMtu = 65535; // of a datagram (RFC 791)

Read<void> readMtu(LinkSettings& link, std::string_view text)
{
    return readOctets(text, smallestMtu, largestMtu).map([&](std::uint64_t octets) {
        link.mtu = static_cast<std::uint32_t>(octets);
    });
}
std::string writeMtu(const LinkSettings& link) { return std::to_string(link.mtu); }

using L = LinkSettings;
using R = RedSettings;
using C = CodelSettings;
using G = GilbertElliott;
using D = QueueDiscipline;

constexpr std::array keys{
    WireKey{"delay", PartOf::Wire, Wanted::Time, readSpan<&L::delay>, writeSpan<&L::delay>,
            "propagation, one way", "单向传播时延"},
    WireKey{"jitter", PartOf::Wire, Wanted::Time, readSpan<&L::jitter>, writeSpan<&L::jitter>,
            "up to this much more delay, by chance", "随机增加的时延，至多这么多"},
    WireKey{"jitter_reorders", PartOf::Wire, Wanted::Truth, readSwitch<&L::jitterReorders>,
            writeSwitch<&L::jitterReorders>,
            "false: jitter lets no segment arrive before the one sent before it",
            "false：抖动不会让报文段先于它之前发送的那个到达"},
    WireKey{"bandwidth", PartOf::Wire, Wanted::Rate, readBandwidth, writeBandwidth,
            "how fast the transmitter sends", "发送器的发送速率"},
    WireKey{"queue", PartOf::Wire, Wanted::Size, readQueue, writeQueue,
            "most that wait for the transmitter, in segments or octets",
            "等待发送器的队列上限，以报文段或字节计"},
    WireKey{"queue_discipline", PartOf::Wire, Wanted::Text,
            readNamed<&L::discipline, D::DropTail, D::Red, D::Codel>, writeNamed<&L::discipline>,
            "what the queue drops: drop-tail, red or codel", "队列丢弃的方式：drop-tail、red 或 codel"},
    WireKey{"red_min_th", PartOf::Red, Wanted::Size, readThreshold<0, &L::red, &R::minTh>,
            writeThreshold<&L::red, &R::minTh>, "RED: average queue from which it drops or marks",
            "RED：平均队列达到此值后开始丢弃或标记"},
    WireKey{"red_max_th", PartOf::Red, Wanted::Size, readThreshold<1, &L::red, &R::maxTh>,
            writeThreshold<&L::red, &R::maxTh>, "RED: average queue at which red_max_p is reached",
            "RED：平均队列达到此值时概率为 red_max_p"},
    WireKey{"red_max_p", PartOf::Red, Wanted::Share, readShare<&L::red, &R::maxP>,
            writeShare<&L::red, &R::maxP>, "RED: probability of a drop at red_max_th",
            "RED：在 red_max_th 处的丢弃概率"},
    WireKey{"red_weight", PartOf::Red, Wanted::Share, readWeight, writeShare<&L::red, &R::weight>,
            "RED: weight of each arrival in the average", "RED：每次到达在平均值中的权重"},
    WireKey{"red_gentle", PartOf::Red, Wanted::Truth, readSwitch<&L::red, &R::gentle>,
            writeSwitch<&L::red, &R::gentle>,
            "RED: beyond red_max_th the probability rises to 1 gradually; false: at once",
            "RED：超过 red_max_th 后概率逐渐升到 1；false：立即为 1"},
    WireKey{"codel_target", PartOf::Codel, Wanted::Time, readCodelTime<&C::target>,
            writeSpan<&L::codel, &C::target>, "CoDel: wait in the queue that is tolerated",
            "CoDel：可以容忍的排队时间"},
    WireKey{"codel_interval", PartOf::Codel, Wanted::Time, readCodelTime<&C::interval>,
            writeSpan<&L::codel, &C::interval>,
            "CoDel: how long the wait must be above the target before it drops",
            "CoDel：排队时间高于目标值多久之后开始丢弃"},
    WireKey{"ecn", PartOf::Wire, Wanted::Truth, readSwitch<&L::ecn>, writeSwitch<&L::ecn>,
            "the queue marks ECN-capable segments instead of dropping them (RFC 3168)",
            "队列对支持 ECN 的报文段只标记，不丢弃（RFC 3168）"},
    WireKey{"ecn_threshold", PartOf::StepMarking, Wanted::Size, readThreshold<0, &L::ecnThreshold>,
            writeThreshold<&L::ecnThreshold>, "drop-tail with ecn: marks what finds more than this waiting",
            "drop-tail 加 ecn：到达时排队超过此值就标记"},
    WireKey{"mtu", PartOf::Wire, Wanted::Size, readMtu, writeMtu,
            "largest datagram of the sender's interface; its MSS is 40 octets less at most",
            "发送方接口的最大数据报；MSS 至多比它小 40 字节"},
    WireKey{"loss_model", PartOf::Wire, Wanted::Text,
            readNamed<&L::lossModel, LossModel::Bernoulli, LossModel::GilbertElliott>,
            writeNamed<&L::lossModel>, "bernoulli (loss), or gilbert-elliott: losses in bursts",
            "bernoulli（loss），或 gilbert-elliott：成串丢失"},
    WireKey{"loss", PartOf::Bernoulli, Wanted::Share, readShare<&L::loss>, writeShare<&L::loss>,
            "probability that a segment is lost", "报文段丢失的概率"},
    WireKey{"good_to_bad", PartOf::GilbertElliott, Wanted::Share,
            readShare<&L::gilbertElliott, &G::goodToBad>, writeShare<&L::gilbertElliott, &G::goodToBad>,
            "Gilbert–Elliott: from the good to the bad state, for each segment",
            "Gilbert–Elliott：每个报文段从好状态转入坏状态的概率"},
    WireKey{"bad_to_good", PartOf::GilbertElliott, Wanted::Share,
            readShare<&L::gilbertElliott, &G::badToGood>, writeShare<&L::gilbertElliott, &G::badToGood>,
            "Gilbert–Elliott: back again", "Gilbert–Elliott：从坏状态回到好状态的概率"},
    WireKey{"loss_in_good", PartOf::GilbertElliott, Wanted::Share,
            readShare<&L::gilbertElliott, &G::lossInGood>, writeShare<&L::gilbertElliott, &G::lossInGood>,
            "Gilbert–Elliott: loss in the good state", "Gilbert–Elliott：好状态下的丢失概率"},
    WireKey{"loss_in_bad", PartOf::GilbertElliott, Wanted::Share,
            readShare<&L::gilbertElliott, &G::lossInBad>, writeShare<&L::gilbertElliott, &G::lossInBad>,
            "Gilbert–Elliott: loss in the bad state", "Gilbert–Elliott：坏状态下的丢失概率"},
    WireKey{"duplicate", PartOf::Wire, Wanted::Share, readShare<&L::duplicate>, writeShare<&L::duplicate>,
            "probability that a segment arrives twice", "报文段到达两次的概率"},
    WireKey{"reorder", PartOf::Wire, Wanted::Share, readShare<&L::reorder>, writeShare<&L::reorder>,
            "probability that a segment is held back so that others pass it",
            "报文段被扣住、让后面的先过的概率"},
    WireKey{"reorder_by", PartOf::Wire, Wanted::Time, readSpan<&L::reorderBy>, writeSpan<&L::reorderBy>,
            "how long it is held back; 0 s: half the delay", "扣住多久；0 s：时延的一半"},
    WireKey{"corrupt", PartOf::Wire, Wanted::Share, readShare<&L::corrupt>, writeShare<&L::corrupt>,
            "probability that a segment arrives damaged", "报文段到达时已损坏的概率"},
    WireKey{"msl", PartOf::Wire, Wanted::Time, readLifetime, writeSpan<&L::msl>,
            "no segment lives longer on the wire", "报文段在线路上的寿命上限"},
};

constexpr std::uint64_t mostNumber = 1'000'000'000;
constexpr std::size_t mostListed = 10'000;
constexpr std::string_view listedForm = "[3, 7, \"10..12\"]";

/// "7", "10..12" or "10..".
std::optional<NumberRange> readNumbers(const TomlNode& node, std::string_view text, Complaints& complaints)
{
    const auto number = [&](std::string_view part) -> std::optional<std::uint64_t> {
        const Read<std::uint64_t> read = readCount(part, 1, mostNumber);
        if (read)
            return *read;
        if (read.error().kind == Misread::Kind::OutOfRange)
            complaints.misread(node, read.error());
        else
            complaints.atValue(node, Problem::WrongType, listedForm);
        return std::nullopt;
    };
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        const auto only = number(text);
        return only ? std::optional(NumberRange{*only, *only}) : std::nullopt;
    }
    const auto first = number(text.substr(0, dots));
    const std::string_view end = trimmed(text.substr(dots + 2));
    const auto last = end.empty() ? std::optional(mostNumber) : number(end);
    if (!first || !last)
        return std::nullopt;
    if (*first > *last) {
        complaints.atValue(node, Problem::OutOfRange, rangeText(*first, mostNumber));
        return std::nullopt;
    }
    return NumberRange{*first, *last};
}

/// Ascending, and none touching the next.
std::vector<NumberRange> inOrder(std::vector<NumberRange> ranges)
{
    std::ranges::sort(ranges, {}, &NumberRange::first);
    std::vector<NumberRange> merged;
    for (const NumberRange& range : ranges) {
        if (!merged.empty() && range.first <= merged.back().last + 1)
            merged.back().last = std::max(merged.back().last, range.last);
        else
            merged.push_back(range);
    }
    return merged;
}

} // namespace

std::span<const WireKey> wireKeys() { return keys; }

void readLossList(const TomlNode& node, LinkSettings& link, Complaints& complaints)
{
    std::vector<NumberRange> ranges;
    const auto take = [&](const TomlNode& item, std::string_view text) {
        if (const auto range = readNumbers(item, trimmed(text), complaints))
            ranges.push_back(*range);
    };
    if (node.kind == TomlNode::Kind::List) {
        if (node.items.size() > mostListed)
            complaints.at(node.line, node.column, Problem::TooLarge, std::to_string(node.items.size()),
                          rangeText(0, mostListed));
        for (const TomlNode& item : node.items) {
            const bool fits = item.kind == TomlNode::Kind::Text || item.kind == TomlNode::Kind::Integer;
            if (fits)
                take(item, item.text);
            else
                complaints.atValue(item, Problem::WrongType, listedForm);
        }
    } else if (node.kind == TomlNode::Kind::Text || node.kind == TomlNode::Kind::Integer ||
               node.kind == TomlNode::Kind::Any) {
        take(node, node.text);
    } else {
        complaints.atValue(node, Problem::WrongType, listedForm);
    }
    if (complaints.none())
        link.lossList = inOrder(std::move(ranges));
}

std::string writeLossList(const LinkSettings& link)
{
    std::string text;
    for (const NumberRange& range : link.lossList) {
        text += text.empty() ? "" : ", ";
        if (range.first == range.last)
            text += std::to_string(range.first);
        else if (range.last == mostNumber)
            text += tomlText(std::to_string(range.first) + "..");
        else
            text += tomlText(std::to_string(range.first) + ".." + std::to_string(range.last));
    }
    return "[" + text + "]";
}

} // namespace tcplab
