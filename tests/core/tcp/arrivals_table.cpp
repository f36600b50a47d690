#include "tests/core/tcp/arrivals_table.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <sstream>

namespace tcplab {
namespace {

std::string trimmed(const std::string& text)
{
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The state is what stands before two spaces, the kind what follows.
bool readHead(ArrivalRow& row, const std::string& head)
{
    const auto gap = head.find("  ");
    if (gap == std::string::npos)
        return false;
    row.state = trimmed(head.substr(0, gap));
    row.kind = trimmed(head.substr(gap));
    return true;
}

std::uint32_t textOf(const std::string& kind) { return kind.find("text") != std::string::npos ? 100 : 0; }

} // namespace

const char* nameOf(Place place)
{
    constexpr std::array names{"outside-left", "left edge", "inside", "right edge", "outside-right"};
    return names[static_cast<std::size_t>(place)];
}

std::vector<ArrivalRow> readArrivalRows(std::string_view table)
{
    std::vector<ArrivalRow> rows;
    std::istringstream lines{std::string(table)};
    for (std::string line; std::getline(lines, line);) {
        if (trimmed(line).empty())
            continue;
        std::istringstream cells{line};
        std::string cell;
        std::getline(cells, cell, '|');
        ArrivalRow row;
        bool reads = readHead(row, trimmed(cell));
        std::size_t count = 0;
        for (; std::getline(cells, cell, '|') && count < placeCount; ++count)
            row.outcome[count] = trimmed(cell);
        if (count == 1)
            row.outcome.fill(row.outcome[0]);
        reads = reads && (count == 1 || count == placeCount);
        EXPECT_TRUE(reads) << line;
        rows.push_back(row);
    }
    return rows;
}

std::vector<ArrivalCase> arrivalCases(std::string_view table)
{
    std::vector<ArrivalCase> cases;
    for (const ArrivalRow& row : readArrivalRows(table))
        for (std::size_t place = 0; place < placeCount; ++place)
            for (const Numbers numbers :
                 {Numbers{1000, 5000}, Numbers{0xfffffff0, 0xfffffff0}, Numbers{0x7fffffff, 0xfffffc00}})
                cases.push_back({row, static_cast<Place>(place), numbers});
    return cases;
}

std::string nameOfArrivalCase(const testing::TestParamInfo<ArrivalCase>& info)
{
    const ArrivalCase& given = info.param;
    std::string name = fmt::format("{}_{}_{}_{:x}_{:x}", given.row.state, given.row.kind, nameOf(given.place),
                                   given.numbers.iss, given.numbers.irs);
    std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

void PrintTo(const ArrivalCase& given, std::ostream* os)
{
    *os << given.row.kind << " in " << given.row.state << ", " << nameOf(given.place);
}

void ArrivalBench::bringToState()
{
    profile.receiveBuffer = 1000;
    profile.delayedAck = Duration{0};
    if (m_case.row.state == "SYN-RECEIVED (active)") {
        opens();
        arrives("S 0:0(0) win 65535 <mss 1460>");
        return;
    }
    for (std::size_t i = 0; i < connectionStateCount; ++i)
        if (m_case.row.state == nameOf(static_cast<ConnectionState>(i)))
            reaches(static_cast<ConnectionState>(i));
}

Segment ArrivalBench::segment() const
{
    const std::string& kind = m_case.row.kind;
    const auto has = [&kind](const char* flag) { return kind.find(flag) != std::string::npos; };
    Segment segment{.sourcePort = tcb.remotePort, .destinationPort = tcb.localPort, .wnd = 65535};
    segment.ctl.syn = has("SYN");
    segment.ctl.fin = has("FIN");
    segment.ctl.rst = has("RST");
    segment.ctl.ack = has("ACK") && !has("without ACK");
    segment.text = {.stream = peersStream, .length = textOf(kind)};
    // Before the peer's SYN there is no window; any number is as good.
    const bool unknown =
        m_case.row.state == "CLOSED" || m_case.row.state == "LISTEN" || m_case.row.state == "SYN-SENT";
    const SeqNum left = unknown ? SeqNum{numbers.irs} : tcb.rcv.nxt;
    const std::uint32_t window = unknown ? 1000 : tcb.rcv.wnd;
    switch (m_case.place) {
    case Place::OutsideLeft: segment.seq = left - 200; break;
    case Place::LeftEdge: segment.seq = left; break;
    case Place::Inside: segment.seq = left + 100; break;
    case Place::RightEdge: segment.seq = left + window - 1; break;
    case Place::OutsideRight: segment.seq = left + window; break;
    }
    if (segment.ctl.ack)
        segment.ack = tcb.snd.nxt;
    return segment;
}

std::string ArrivalBench::nameOfAnswer(const Segment& answer, const Segment& arrived) const
{
    Segment plain = answer; // what §3.10.7 leaves open
    plain.wnd = 0;
    plain.options = {};
    const auto is = [&](SeqNum seq, SeqNum ack, Flags ctl) {
        return plain == Segment{.sourcePort = tcb.localPort,
                                .destinationPort = tcb.remotePort,
                                .seq = seq,
                                .ack = ack,
                                .ctl = ctl};
    };
    if (is(tcb.snd.nxt, tcb.rcv.nxt, {.ack = true}))
        return "ACK"; // <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>
    if (arrived.ctl.ack && is(arrived.ack, SeqNum{}, {.rst = true}))
        return "RST"; // <SEQ=SEG.ACK><CTL=RST>
    if (!arrived.ctl.ack && is(SeqNum{0}, arrived.seq + arrived.len(), {.rst = true, .ack = true}))
        return "RST,ACK"; // <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>
    if (is(SeqNum{numbers.iss}, arrived.seq + 1, {.syn = true, .ack = true}))
        return "SYN,ACK"; // <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>
    return packetdrillText(answer);
}

std::string ArrivalBench::outcome()
{
    bringToState();
    const Segment arriving = segment();
    const std::uint32_t unread = tcb.receivedOctets;
    Segment counted = arriving; // Bench counts from the SYNs
    counted.seq = counted.seq - numbers.irs;
    if (counted.ctl.ack)
        counted.ack = counted.ack - numbers.iss;
    arrives(counted);

    std::string text;
    const auto add = [&text](const std::string& word) { text += (text.empty() ? "" : " ") + word; };
    for (const Packet& packet : out().packets)
        add(nameOfAnswer(packet.segment, arriving));
    for (const ConnectionState state : entered())
        add(std::string("-> ") + nameOf(state));
    if (tcb.error != Errno::None)
        add(nameOf(tcb.error));
    if (tcb.receivedOctets > unread)
        add(fmt::format("takes {}", tcb.receivedOctets - unread));
    for (const HeldSegment& held : tcb.held)
        add(fmt::format("holds {}", held.text.length));
    if (tcb.finHeld)
        add("holds FIN");
    return text.empty() ? "-" : text;
}

} // namespace tcplab
