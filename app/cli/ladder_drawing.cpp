#include "app/cli/ladder_drawing.h"

#include "app/cli/columns.h"
#include "app/cli/segment_line.h"
#include "app/wording/figure_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace tcplab {
namespace {

constexpr Sentence againLong{"retransmission {count}", "第 {count} 次重传"};
constexpr Sentence againShort{"retr. {count}", "重传 {count}"};
constexpr Sentence copyWord{"copy", "副本"};
constexpr Sentence clientWord{"client", "客户端"};
constexpr Sentence serverWord{"server", "服务器"};
constexpr Sentence timeWord{"s", "秒"};

constexpr std::int64_t second = 1'000'000'000;
/// From the label to the sender's line, and what the arrow needs behind the label: blank, stroke.
constexpr int labelBegin = 2;
constexpr int behindLabel = 2;
/// For the mark of a loss and most of the reasons for one.
constexpr int roomForReason = 20;

/// As much of a text as fits.
std::string cutTo(std::string_view text, int columns)
{
    std::string cut;
    for (int used = 0; !text.empty();) {
        const Glyph glyph = takeGlyph(text);
        used += glyph.columns;
        if (used > columns)
            break;
        cut += glyph.octets;
    }
    return cut;
}

} // namespace

LadderDrawing::LadderDrawing(const Trace& trace, const Setting& setting, const LadderRows& rows,
                             LadderSize size, bool colour, bool relative)
    : m_trace(trace), m_setting(setting), m_rows(rows), m_size(size), m_colour(colour), m_relative(relative)
{}

std::string LadderDrawing::head()
{
    LadderLine line(m_size.room);
    const auto& hosts = m_trace.scenario().hosts;
    for (const Side side : {Side::Client, Side::Server})
        line.writeBeside(side, 1,
                         cutTo(m_setting.plain(printable(hosts[indexOf(side)].address)), m_size.room / 2 - 2),
                         Ink::Faint);
    std::string text = painted(paddedLeft(m_setting.say(timeWord), m_size.time), Ink::Faint) + " " +
                       painted(paddedLeft(m_setting.say(clientWord), m_size.state), Ink::State) + " │";
    text += line.painted(m_colour) + "│ " + painted(m_setting.say(serverWord), Ink::State) + "\n";
    return m_setting.ascii ? asciiText(text) : text;
}

std::string LadderDrawing::draw(const LadderRow& row)
{
    std::string text;
    if (m_begun && row.at - m_last > m_size.fold)
        text += foldRow(row.at - m_last);
    switch (row.move) {
    case LadderRow::Move::None: text += drawNotes(row); break;
    case LadderRow::Move::Departs:
    case LadderRow::Move::NeverLeaves: text += drawDeparture(row); break;
    case LadderRow::Move::Arrives: text += drawArrival(row); break;
    case LadderRow::Move::Lost: text += drawLoss(row); break;
    case LadderRow::Move::Branches: text += drawBranch(row); break;
    }
    m_last = row.at;
    m_begun = true;
    return m_setting.ascii ? asciiText(text) : text;
}

/// A line of what is on its way there.
LadderLine LadderDrawing::lineWithLanes(const char* glyph) const
{
    LadderLine line(m_size.room);
    for (const Lane& lane : m_lanes)
        line.put(lane.sender, lane.column, glyph, inkOf(m_trace.segment(lane.segment)));
    return line;
}

std::string LadderDrawing::timeText(Instant at) const
{
    const std::int64_t us = at.ns / 1000;
    const std::int64_t fraction = us % 1'000'000;
    return m_size.timeDigits == 3
               ? fmt::format("{}.{:03}", at.ns / second, fraction / 1000)
               : fmt::format("{}.{:03} {:03}", at.ns / second, fraction / 1000, fraction % 1000);
}

/// Puts a line together: the time where it has changed, the states, the hosts' lines and what is between.
std::string LadderDrawing::finish(const LadderRow& row, const LadderLine& line, const char* left,
                                  const char* right, bool isFirst)
{
    const bool newTime = isFirst && (!m_begun || row.at != m_last);
    const auto lifeline = [&](std::size_t side, const char* glyph) {
        return row.up[side] || std::string_view(glyph) != "│" ? std::string(glyph) : painted("┊", Ink::Faint);
    };
    std::string text = painted(paddedLeft(newTime ? timeText(row.at) : "", m_size.time), Ink::Faint) + " " +
                       painted(paddedLeft(isFirst ? row.state[0] : "", m_size.state), Ink::State) + " " +
                       lifeline(0, left);
    text += line.painted(m_colour) + lifeline(1, right);
    if (isFirst && !row.state[1].empty())
        text += " " + painted(row.state[1], Ink::State);
    return text + "\n";
}

std::string LadderDrawing::foldRow(Duration folded) const
{
    LadderLine line = lineWithLanes("┆");
    const std::string label = m_setting.plain(" " + gapText(folded) + " ");
    line.write((m_size.room - columnsOf(label)) / 2, label, Ink::Faint);
    const std::string margin = padded("", m_size.time + 1 + m_size.state + 1);
    return margin + painted("┆", Ink::Faint) + line.painted(m_colour) + painted("┆", Ink::Faint) + "\n";
}

std::string LadderDrawing::drawNotes(const LadderRow& row)
{
    LadderLine line = lineWithLanes("│");
    for (const Side side : {Side::Client, Side::Server}) {
        const LadderNote& note = row.note[indexOf(side)];
        if (!note.text.empty()) // with blanks around: lanes pass behind it
            line.writeBeside(side, 0, " " + note.text + " ", note.ink);
    }
    return finish(row, line, "│", "│", true);
}

Ink LadderDrawing::inkOf(const SegmentHistory& segment) const
{
    const Flags ctl = segment.packet.segment.ctl;
    if (ctl.rst)
        return Ink::Reset;
    if (segment.packet.retransmission != 0)
        return Ink::Again;
    if (ctl.syn)
        return Ink::Opening;
    if (ctl.fin)
        return Ink::Closing;
    return segment.packet.segment.text.length != 0 ? Ink::Text : Ink::Plain;
}

std::string LadderDrawing::flagsLabel(const SegmentHistory& segment, bool brief) const
{
    std::string label = flagsOf(segment);
    if (const int number = m_rows.conversationOf(segment); number != 0)
        label = fmt::format("{}: {}", number, label);
    if (segment.packet.segment.text.length != 0)
        label += fmt::format(" len={}", segment.packet.segment.text.length);
    if (segment.packet.segment.wnd == 0 && !segment.packet.segment.ctl.rst)
        label += " win=0";
    Facts facts;
    facts.set("count", segment.packet.retransmission);
    if (segment.isCopy)
        label += " " + m_setting.say(copyWord);
    else if (segment.packet.retransmission != 0)
        label += " " + m_setting.say(brief ? againShort : againLong, facts);
    return m_setting.plain(label);
}

std::string LadderDrawing::numbersLabel(const SegmentHistory& segment) const
{
    return numbersOf(m_trace, segment, m_relative);
}

bool LadderDrawing::isTaken(Side sender, int column) const
{
    return std::ranges::any_of(m_lanes, [&](const Lane& lane) {
        return (lane.sender == sender ? lane.column : m_size.room - 1 - lane.column) == column;
    });
}

/// Whether nothing else of its sender is on its way while this one flies.
bool LadderDrawing::isAlone(const SegmentHistory& segment) const
{
    if (std::ranges::any_of(m_lanes, [&](const Lane& lane) { return lane.sender == segment.sender; }))
        return false;
    for (SegmentId id = segment.packet.id + 1; id <= m_trace.segmentCount(); ++id) {
        const SegmentHistory& next = m_trace.segment(id);
        if (next.sentAt > segment.endedAt)
            return true;
        if (next.sender == segment.sender && next.sentAt < segment.endedAt)
            return false;
    }
    return true;
}

/// A free lane between these columns (from the sender's side); −1 if there is none. What is sent later lies
/// nearer to its sender: so arrows cross only where segments overtake each other.
int LadderDrawing::findLane(const SegmentHistory& segment, int least, int most) const
{
    if (least > most)
        return -1;
    int wanted = isAlone(segment) ? std::max(least, m_size.room * 3 / 5) : most;
    if (segment.dropped != DropReason::None) // beyond the break it is said why
        wanted = std::min(wanted, m_size.room - roomForReason);
    for (const Lane& lane : m_lanes)
        if (lane.sender == segment.sender)
            wanted = std::min(wanted, lane.column - 2);
    wanted = std::clamp(wanted, least, most);
    for (int column = wanted; column >= least; --column)
        if (!isTaken(segment.sender, column))
            return column;
    for (int column = wanted; column <= most; ++column)
        if (!isTaken(segment.sender, column))
            return column;
    return -1;
}

LadderDrawing::Lane LadderDrawing::takeLane(SegmentId id)
{
    const auto found = std::ranges::find(m_lanes, id, &Lane::segment);
    if (found == m_lanes.end())
        return {.segment = 0, .column = -1};
    const Lane lane = *found;
    m_lanes.erase(found);
    return lane;
}

std::string LadderDrawing::drawDeparture(const LadderRow& row)
{
    const SegmentHistory& segment = m_trace.segment(row.segment);
    const Side sender = segment.sender;
    const bool leaves = row.move == LadderRow::Move::Departs;
    const Ink ink = inkOf(segment);
    const int most = m_size.room - 3;

    // The label as far as it fits, with room for a lane: in full, in brief, or the numbers in a line of their own.
    const std::string numbers = numbersLabel(segment);
    std::string label;
    std::string below;
    int least = 0;
    int column = -1;
    for (const bool apart : {false, true})
        for (const bool brief : {false, true}) {
            if (column >= 0)
                continue;
            label = flagsLabel(segment, brief) + (apart ? "" : " " + numbers);
            below = apart ? numbers : "";
            least = labelBegin + columnsOf(label) + behindLabel;
            column = findLane(segment, least, most);
        }

    LadderLine line = lineWithLanes("│");
    std::string lost;
    if (leaves) {
        if (column >= 0) {
            line.stroke(sender, 0, column - 1, ink);
            line.put(sender, column, sender == Side::Client ? "╮" : "╭", ink);
        } else { // no room for one more lane: its number tells where it arrives
            label = cutTo(label, most - labelBegin - 12) + fmt::format(" #{}", row.segment);
            line.stroke(sender, 0, labelBegin + columnsOf(label) + 1, ink);
            line.put(sender, labelBegin + columnsOf(label) + 2, sender == Side::Client ? "▷" : "◁", ink);
        }
        if (column >= 0)
            m_lanes.push_back({row.segment, column, sender});
    } else {
        line.stroke(sender, 0, least - 1, ink);
        line.put(sender, least, "✗", Ink::Loss);
        if (least + 2 + columnsOf(row.why) <= m_size.room)
            line.writeBeside(sender, least + 2, row.why, Ink::Loss);
        else
            lost = row.why;
    }
    line.writeBeside(sender, labelBegin - 1, " " + label + " ", ink);
    std::string text =
        finish(row, line, sender == Side::Client ? "├" : "│", sender == Side::Client ? "│" : "┤", true);
    for (const std::string& more : {below, lost}) {
        if (more.empty())
            continue;
        LadderLine next = lineWithLanes("│");
        next.writeBeside(sender, labelBegin, more, &more == &lost ? Ink::Loss : ink);
        text += finish(row, next, "│", "│", false);
    }
    return text;
}

std::string LadderDrawing::drawArrival(const LadderRow& row)
{
    const SegmentHistory& segment = m_trace.segment(row.segment);
    const Side sender = segment.sender;
    const Ink ink = inkOf(segment);
    const Lane lane = takeLane(row.segment);
    LadderLine line = lineWithLanes("│");
    const bool fromClient = sender == Side::Client;
    if (lane.column >= 0) {
        line.put(sender, lane.column, fromClient ? "╰" : "╯", ink);
        line.stroke(sender, lane.column + 1, m_size.room - 2, ink);
    } else {
        constexpr int tail = 6;
        line.stroke(sender, m_size.room - tail, m_size.room - 2, ink);
        const std::string number = fmt::format("#{} ", row.segment);
        line.writeBeside(sender, m_size.room - tail - columnsOf(number), number, ink);
    }
    const bool ignored = segment.ignoredRecord != 0;
    line.put(sender, m_size.room - 1, fromClient ? (ignored ? "▷" : "▶") : (ignored ? "◁" : "◀"), ink);
    return finish(row, line, "│", "│", true);
}

/// The arrow breaks off on its way, and says why: beyond the break, or where there is no room, before it.
std::string LadderDrawing::drawLoss(const LadderRow& row)
{
    const SegmentHistory& segment = m_trace.segment(row.segment);
    const Side sender = segment.sender;
    const Lane lane = takeLane(row.segment);
    const int why = columnsOf(row.why);
    constexpr int broken = 2; // a stroke, and the mark
    LadderLine line = lineWithLanes("│");
    const int column = lane.column;
    const bool arrives = segment.dropped == DropReason::Checksum; // and is thrown away there
    if (arrives && column >= 0 && column + why + 5 <= m_size.room) {
        line.put(sender, column, sender == Side::Client ? "╰" : "╯", Ink::Loss);
        line.stroke(sender, column + 1, m_size.room - 2, Ink::Loss);
        line.writeBeside(peerOf(sender), 1, " " + row.why + " ", Ink::Loss);
        line.put(sender, m_size.room - 1, "✗", Ink::Loss);
    } else if (column >= 0 && column + broken + 3 + why <= m_size.room) {
        line.put(sender, column, sender == Side::Client ? "╰" : "╯", Ink::Loss);
        line.put(sender, column + 1, "╌", Ink::Loss);
        line.put(sender, column + broken, "✗", Ink::Loss);
        line.writeBeside(sender, column + broken + 2, row.why, Ink::Loss);
    } else if (column >= 0 && column - 2 - why >= 0) {
        line.put(sender, column, "✗", Ink::Loss);
        line.writeBeside(sender, column - 1 - why, row.why, Ink::Loss);
    } else {
        const std::string number = column >= 0 ? "" : fmt::format("#{} ", row.segment);
        line.put(sender, column >= 0 ? column : 1, "✗", Ink::Loss);
        line.writeBeside(sender, column >= 0 ? 1 : 3, number + row.why, Ink::Loss);
    }
    return finish(row, line, "│", "│", true);
}

/// The wire makes a copy: a second lane beside the first.
std::string LadderDrawing::drawBranch(const LadderRow& row)
{
    const SegmentHistory& copy = m_trace.segment(row.segment);
    const auto original = std::ranges::find(m_lanes, copy.original, &Lane::segment);
    const int most = m_size.room - 3;
    const int column = original == m_lanes.end() ? -1 : findLane(copy, 2, most);
    if (column < 0)
        return drawDeparture(row);
    const Side sender = copy.sender;
    const int from = original->column;
    const Ink ink = inkOf(copy);
    LadderLine line = lineWithLanes("│");
    const bool toSender = column < from;
    line.stroke(sender, std::min(column, from) + 1, std::max(column, from) - 1, ink);
    const bool turnsLeft = toSender == (sender == Side::Client);
    line.put(sender, from, turnsLeft ? "┤" : "├", ink);
    line.put(sender, column, turnsLeft ? "╭" : "╮", ink);
    const int why = columnsOf(row.why);
    if (column >= why + 2)
        line.writeBeside(sender, column - 1 - why, row.why, ink);
    m_lanes.push_back({row.segment, column, sender});
    return finish(row, line, "│", "│", true);
}

} // namespace tcplab
