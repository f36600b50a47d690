#include "app/replay/compare.h"

#include "core/segment/notation.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <tuple>

namespace tcplab {
namespace {

constexpr Duration slack = milliseconds(5);
constexpr Duration pollLag = milliseconds(12); ///< of a state that was found by asking
constexpr Duration answerTime = milliseconds(3);

using Ports = std::tuple<Side, std::uint16_t, std::uint16_t>;

std::string seconds(Instant at)
{
    return fmt::format("{}.{:03} s", at.ns / 1'000'000'000, at.ns / 1'000'000 % 1000);
}

std::string textOf(const SegmentRow& row)
{
    std::string text = flagsText(row.ctl);
    if (text.empty())
        text = "no flags";
    if (row.seq)
        text += fmt::format(" seq {}", *row.seq);
    else if (row.seqAbsolute)
        text += fmt::format(" seq {} absolute", *row.seqAbsolute);
    if (row.ack)
        text += fmt::format(" ack {}", *row.ack);
    return text + fmt::format(" len {} at {}", row.length, seconds(row.at));
}

std::string textOf(const StateRow& row) { return row.from + " → " + row.to + " at " + seconds(row.at); }

std::string textOf(const CallRow& row)
{
    return row.result.empty() ? "no return" : row.result + " at " + seconds(row.end);
}

bool isTimely(Instant kernels, Instant ours, Duration late)
{
    return kernels >= ours - slack && kernels <= ours + late + slack;
}

/// Where one of them does not know a number, it is not compared.
template <class Number> bool agree(const std::optional<Number>& a, const std::optional<Number>& b)
{
    return !a || !b || *a == *b;
}

bool isSame(const SegmentRow& kernels, const SegmentRow& ours)
{
    const bool sameSeq = kernels.seq && ours.seq   ? *kernels.seq == *ours.seq
                         : kernels.seq || ours.seq ? true
                                                   : agree(kernels.seqAbsolute, ours.seqAbsolute);
    return kernels.ctl == ours.ctl && sameSeq && agree(kernels.ack, ours.ack) &&
           kernels.length == ours.length && isTimely(kernels.at, ours.at, ours.late);
}

bool isSame(const StateRow& kernels, const StateRow& ours)
{
    return kernels.from == ours.from && kernels.to == ours.to &&
           isTimely(kernels.at, ours.at, ours.late + pollLag);
}

bool isPureAck(const SegmentRow& row)
{
    return row.length == 0 && row.ctl.ack && !row.ctl.syn && !row.ctl.fin && !row.ctl.rst;
}

/// The segments of one side that are compared, by ports and in order.
class Chosen {
public:
    explicit Chosen(const KernelTrace& trace)
    {
        for (const KernelPacket& packet : trace.packets)
            if (packet.fate == KernelFate::Injected)
                for (const Instant at : packet.arrivals)
                    m_injected.emplace_back(peerOf(packet.from), at);
    }
    std::map<Ports, std::vector<SegmentRow>> of(const ReplayRows& rows) const
    {
        std::map<Ports, std::vector<SegmentRow>> chosen;
        std::map<Ports, std::int64_t> sent; // the number behind all that has been sent
        for (const SegmentRow& row : rows.segments) {
            const Ports ports{row.from, row.sourcePort, row.destinationPort};
            const std::int64_t seq = row.seq.value_or(0);
            const bool isProbe = row.seq && sent.contains(ports) && seq < sent[ports];
            if (!isPureAck(row) || isProbe || answersInjected(row))
                chosen[ports].push_back(row);
            if (row.seq && !row.ctl.rst) {
                const std::int64_t end = seq + row.length + (row.ctl.syn ? 1 : 0) + (row.ctl.fin ? 1 : 0);
                sent[ports] = row.ctl.syn ? end : std::max(sent[ports], end);
            }
        }
        return chosen;
    }

private:
    bool answersInjected(const SegmentRow& row) const
    {
        return std::ranges::any_of(m_injected, [&](const std::pair<Side, Instant>& injected) {
            return injected.first == row.from && row.at >= injected.second &&
                   row.at <= injected.second + answerTime;
        });
    }
    std::vector<std::pair<Side, Instant>> m_injected; ///< who got one, and when
};

/// Whether the kernel may not have come to this any more before nobody looked.
template <class Row> bool isBeyond(const KernelTrace& trace, const Row& row)
{
    return row.at + row.late + slack >= trace.end;
}

/// Rows of one kind, pairwise; the first pair that is not the same.
template <class Row>
std::optional<std::pair<std::string, std::string>> firstDifference(const KernelTrace& trace,
                                                                   const std::vector<Row>& kernels,
                                                                   const std::vector<Row>& ours)
{
    for (std::size_t i = 0; i < std::max(kernels.size(), ours.size()); ++i) {
        if (i >= kernels.size()) {
            if (isBeyond(trace, ours[i]))
                break;
            return std::pair(std::string{}, textOf(ours[i]));
        }
        if (i >= ours.size())
            return std::pair(textOf(kernels[i]), std::string{});
        if (!isSame(kernels[i], ours[i]))
            return std::pair(textOf(kernels[i]), textOf(ours[i]));
    }
    return std::nullopt;
}

std::string textOf(const Ports& ports)
{
    return fmt::format("{}:{}", std::get<1>(ports), std::get<2>(ports));
}

/// Keys of both.
template <class Map> std::set<typename Map::key_type> keysOf(const Map& a, const Map& b)
{
    std::set<typename Map::key_type> keys;
    for (const Map* map : {&a, &b})
        for (const auto& [key, rows] : *map)
            keys.insert(key);
    return keys;
}

template <class Row> std::vector<Row> rowsAt(const std::map<Ports, std::vector<Row>>& map, const Ports& ports)
{
    const auto found = map.find(ports);
    return found == map.end() ? std::vector<Row>{} : found->second;
}

void compareSegments(const KernelTrace& trace, const ReplayRows& kernels, const ReplayRows& ours,
                     std::vector<Difference>& differences)
{
    const Chosen chosen(trace);
    const auto theirs = chosen.of(kernels);
    const auto mine = chosen.of(ours);
    for (const Ports& ports : keysOf(theirs, mine))
        if (const auto different = firstDifference(trace, rowsAt(theirs, ports), rowsAt(mine, ports)))
            differences.push_back({.kind = Difference::Kind::Segment,
                                   .side = std::get<0>(ports),
                                   .subject = textOf(ports),
                                   .kernels = different->first,
                                   .ours = different->second});
}

/// How far each direction was acknowledged within the kernel's time.
std::map<Ports, std::int64_t> lastAcks(const KernelTrace& trace, const ReplayRows& rows)
{
    std::map<Ports, std::int64_t> last;
    for (const SegmentRow& row : rows.segments)
        if (row.ack && !row.ctl.rst && !isBeyond(trace, row)) {
            auto& ack = last[{row.from, row.sourcePort, row.destinationPort}];
            ack = std::max(ack, *row.ack);
        }
    return last;
}

void compareLastAcks(const KernelTrace& trace, const ReplayRows& kernels, const ReplayRows& ours,
                     std::vector<Difference>& differences)
{
    const auto theirs = lastAcks(trace, kernels);
    const auto mine = lastAcks(trace, ours);
    for (const Ports& ports : keysOf(theirs, mine)) {
        const auto a = theirs.find(ports);
        const auto b = mine.find(ports);
        const std::string kernelsAck = a == theirs.end() ? "" : "ack " + std::to_string(a->second);
        const std::string oursAck = b == mine.end() ? "" : "ack " + std::to_string(b->second);
        if (kernelsAck != oursAck)
            differences.push_back({.kind = Difference::Kind::LastAck,
                                   .side = std::get<0>(ports),
                                   .subject = textOf(ports),
                                   .kernels = kernelsAck,
                                   .ours = oursAck});
    }
}

/// A kernel turns TIME-WAIT into SYN-RECEIVED in one step; here one connection ends and the next begins.
void joinReopened(std::vector<StateRow>& rows)
{
    for (std::size_t i = 0; i + 1 < rows.size(); ++i)
        if (rows[i].from == "TIME-WAIT" && rows[i].to == "CLOSED" && rows[i + 1].from == "LISTEN" &&
            rows[i].at == rows[i + 1].at) {
            rows[i].to = rows[i + 1].to;
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
}

/// Takes out requests that died, LISTEN → SYN-RECEIVED → LISTEN: the observer asks every 2 ms and sees some of them.
void dropShortRequests(std::vector<StateRow>& rows)
{
    for (std::size_t i = 0; i + 1 < rows.size();) {
        if (rows[i].from == "LISTEN" && rows[i].to == "SYN-RECEIVED" && rows[i + 1].to == "LISTEN")
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i),
                       rows.begin() + static_cast<std::ptrdiff_t>(i) + 2);
        else
            ++i;
    }
}

std::map<Ports, std::vector<StateRow>> pathsOf(const ReplayRows& rows)
{
    std::map<Ports, std::vector<StateRow>> paths;
    for (const StateRow& row : rows.states)
        paths[{row.side, row.localPort, row.remotePort}].push_back(row);
    for (auto& [ports, path] : paths) {
        joinReopened(path);
        dropShortRequests(path);
    }
    return paths;
}

void compareStates(const KernelTrace& trace, const ReplayRows& kernels, const ReplayRows& ours,
                   std::vector<Difference>& differences)
{
    const auto theirs = pathsOf(kernels);
    const auto mine = pathsOf(ours);
    for (const Ports& ports : keysOf(theirs, mine))
        if (const auto different = firstDifference(trace, rowsAt(theirs, ports), rowsAt(mine, ports)))
            differences.push_back({.kind = Difference::Kind::State,
                                   .side = std::get<0>(ports),
                                   .subject = textOf(ports),
                                   .kernels = different->first,
                                   .ours = different->second});
}

void compareCalls(const KernelTrace& trace, const ReplayRows& kernels, const ReplayRows& ours,
                  std::vector<Difference>& differences)
{
    for (const CallRow& mine : ours.calls) {
        const CallRow& theirs = kernels.calls[mine.of];
        const KernelCall& call = trace.calls[mine.of];
        if (theirs.result == "EINPROGRESS")
            continue;
        const bool sameResult = theirs.result == mine.result;
        const bool isLate =
            !theirs.end.isNever() && !mine.end.isNever() && !isTimely(theirs.end, mine.end, mine.late);
        if (!sameResult || isLate || theirs.end.isNever() != mine.end.isNever())
            differences.push_back({.kind = Difference::Kind::Result,
                                   .side = call.side,
                                   .subject = call.call + (call.args.empty() ? "" : " " + call.args),
                                   .kernels = textOf(theirs),
                                   .ours = textOf(mine)});
    }
    for (const CallRow& theirs : kernels.calls) { // not even made here, since one before has not returned
        const KernelCall& call = trace.calls[theirs.of];
        const bool isOfTheScript = call.call.starts_with("wire.") || call.result == "EAGAIN";
        if (!isOfTheScript && std::ranges::find(ours.calls, theirs.of, &CallRow::of) == ours.calls.end())
            differences.push_back({.kind = Difference::Kind::Result,
                                   .side = call.side,
                                   .subject = call.call + (call.args.empty() ? "" : " " + call.args),
                                   .kernels = textOf(theirs),
                                   .ours = ""});
    }
}

} // namespace

std::vector<Difference> compare(const KernelTrace& trace, const ReplayRows& kernels, const ReplayRows& ours)
{
    std::vector<Difference> differences;
    compareSegments(trace, kernels, ours, differences);
    compareLastAcks(trace, kernels, ours, differences);
    compareStates(trace, kernels, ours, differences);
    compareCalls(trace, kernels, ours, differences);
    return differences;
}

} // namespace tcplab
