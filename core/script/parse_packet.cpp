#include "core/script/parse_parts.h"

#include <algorithm>
#include <array>

namespace tcplab::script {
namespace {

void readMark(Parsing& parsing, IpMarks& marks)
{
    Cursor& in = parsing.in;
    const std::string word = in.word();
    if (word == "noecn")
        marks.ecn = Ecn::NotEct;
    else if (word == "ect0")
        marks.ecn = Ecn::Ect0;
    else if (word == "ect1")
        marks.ecn = Ecn::Ect1;
    else if (word == "ect01")
        marks.ect01 = true;
    else if (word == "ce")
        marks.ecn = Ecn::Ce;
    else if (word == "tos" || word == "class")
        marks.trafficClass = in.number(255);
    else if (word == "ttl" || word == "hlim")
        marks.ttl = in.number(255);
    else if (word == "flowlabel")
        parsing.missing("IPv6 flow labels"), in.number(0xfffff);
    else if (word == "dscp")
        marks.trafficClass = in.number(63) << 2;
    else
        in.fail("noecn, ect0, ect1, ect01, ce, tos, ttl");
    if (marks.trafficClass && !marks.ecn)
        marks.ecn = std::array{Ecn::NotEct, Ecn::Ect1, Ecn::Ect0, Ecn::Ce}[*marks.trafficClass & 3];
}

void readMarks(Parsing& parsing, IpMarks& marks)
{
    Cursor& in = parsing.in;
    const bool square = in.take("[");
    if (!square && !in.take("("))
        return;
    do
        readMark(parsing, marks);
    while (!in.failed() && in.take(","));
    in.expect(square ? "]" : ")");
}

/// "40000 > 8080"
std::optional<Ports> readPorts(Cursor& in)
{
    const std::size_t place = in.place();
    const int line = in.line();
    if (in.peek() < '0' || in.peek() > '9')
        return std::nullopt;
    const auto source = in.integer();
    if (!source || !in.take(">")) {
        in.goBack(place, line);
        return std::nullopt;
    }
    if (*source < 0 || *source > 65535)
        in.failAt(line, std::to_string(*source), "0 … 65535");
    return Ports{.source = static_cast<std::uint16_t>(*source),
                 .destination = static_cast<std::uint16_t>(in.number(65535))};
}

bool setFlag(Flags& ctl, char letter)
{
    switch (letter) {
    case 'F': ctl.fin = true; return true;
    case 'S': ctl.syn = true; return true;
    case 'R': ctl.rst = true; return true;
    case 'P': ctl.psh = true; return true;
    case '.': ctl.ack = true; return true;
    case 'U': ctl.urg = true; return true;
    case 'E': ctl.ece = true; return true;
    case 'W': ctl.cwr = true; return true;
    default: return false;
    }
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// "S.", "F .", "SEW", "-"; a digit among them is AccECN's.
void readFlags(Parsing& parsing, Flags& ctl)
{
    Cursor& in = parsing.in;
    if (in.take("-"))
        return;
    bool any = false;
    for (char next = in.peek(); !in.failed(); next = in.peek()) {
        if (in.sees("...")) // a sequence range
            break;
        if (setFlag(ctl, next)) {
            in.raw();
            any = true;
        } else if (any && next == 'A' && !isDigit(in.rawPeek(1))) {
            in.raw(), parsing.missing("AccECN");
        } else if (isDigit(next) && in.rawPeek(1) != ':' && !isDigit(in.rawPeek(1))) {
            in.raw(), parsing.missing("AccECN"), any = true;
        } else {
            break;
        }
    }
    if (!any)
        in.fail("F, S, R, P, ., E, W, U or -");
}

SequenceRange readSequence(Parsing& parsing)
{
    Cursor& in = parsing.in;
    SequenceRange range;
    if (in.take("...")) {
        parsing.seenFreeBsd();
        range.any = true;
        in.expect("(");
        range.length = in.number();
        in.expect(")");
        return range;
    }
    range.start = in.number();
    in.expect(":");
    in.skipSpace();
    const int line = in.line();
    const std::string here = in.sample();
    const std::uint32_t end = in.number();
    in.expect("(");
    range.length = in.number(65535 - 100); // what an IP packet holds beside the largest headers
    in.expect(")");
    if (!in.failed() && end != range.start + range.length)
        in.failAt(line, here,
                  std::to_string(range.start) + ":" + std::to_string(range.start + range.length) + "(" +
                      std::to_string(range.length) + ")");
    if (in.take("!")) {
        parsing.seenFreeBsd();
        range.asIs = true;
    }
    return range;
}

/// "sack 1001:2001 3001:4001"
void readBlocks(Cursor& in, OptionItem& item)
{
    item.kind = OptionItem::Kind::Sack;
    do {
        const std::uint32_t left = in.number();
        in.expect(":");
        item.blocks.emplace_back(left, in.number());
    } while (!in.failed() && isDigit(in.peek()));
    if (item.blocks.size() > SackBlocks::most)
        in.fail("at most 4 blocks");
}

void readTimestamps(Parsing& parsing, OptionItem& item)
{
    Cursor& in = parsing.in;
    item.kind = OptionItem::Kind::Timestamps;
    if (!in.takeWord("val"))
        in.fail("val");
    item.number = in.number();
    if (in.take("!"))
        parsing.seenFreeBsd();
    if (!in.takeWord("ecr"))
        in.fail("ecr");
    item.echo = in.number();
    if (in.take("!")) {
        parsing.seenFreeBsd();
        item.echoAsIs = true;
    }
}

/// An option of which only its name is of interest, up to the next comma or the end of the list.
void readOther(Parsing& parsing, OptionItem& item, std::string name)
{
    Cursor& in = parsing.in;
    item.kind = OptionItem::Kind::Other;
    const std::size_t place = in.place();
    while (!in.failed() && in.peek() != ',' && in.peek() != '>' && in.peek() != '\0')
        in.raw();
    item.word = name + std::string(in.from(place));
    const bool freeBsd = name == "gen" || name == "exp";
    if (freeBsd)
        parsing.seenFreeBsd();
    parsing.missing(name == "FO" || name == "FOEXP"   ? "TCP Fast Open"
                    : name == "md5"                   ? "MD5 signatures"
                    : name == "ECN" || name == "exid" ? "AccECN"
                                                      : "the option " + name);
}

OptionItem readOption(Parsing& parsing)
{
    Cursor& in = parsing.in;
    OptionItem item;
    in.skipSpace();
    const std::string name = in.word();
    if (name == "nop") {
        item.kind = OptionItem::Kind::NoOperation;
    } else if (name == "eol") {
        item.kind = OptionItem::Kind::EndOfList;
    } else if (name == "mss") {
        item.kind = OptionItem::Kind::Mss;
        item.number = in.number(65535);
    } else if (name == "wscale") {
        item.kind = OptionItem::Kind::WindowScale;
        item.number = in.number(255);
    } else if (name == "sackOK") {
        item.kind = OptionItem::Kind::SackPermitted;
    } else if (name == "sack") {
        readBlocks(in, item);
    } else if (name == "TS") {
        readTimestamps(parsing, item);
    } else if (name == "FO" || name == "FOEXP" || name == "md5" || name == "ECN" || name == "gen" ||
               name == "exp" || name == "exid" || name == "unknown") {
        readOther(parsing, item, name);
    } else {
        if (!name.empty())
            in.failAt(in.line(), name, "mss, wscale, sackOK, sack, TS, nop, eol, FO, FOEXP, md5, ECN");
        in.fail("mss, wscale, sackOK, sack, TS, nop, eol, FO, FOEXP, md5, ECN");
    }
    return item;
}

void readOptions(Parsing& parsing, TcpLine& line)
{
    Cursor& in = parsing.in;
    if (in.take("...")) {
        line.anyOptions = true;
        in.expect(">");
        return;
    }
    if (in.take(">"))
        return;
    do
        line.options.push_back(readOption(parsing));
    while (!in.failed() && in.take(","));
    in.expect(">");
}

/// What of a packet stands on the line that it began on, or on one that cannot begin an event.
bool goesOn(Cursor& in, const char* word) { return in.peekWord() == word; }

TcpLine readTcp(Parsing& parsing, std::optional<Ports> ports, bool inbound)
{
    Cursor& in = parsing.in;
    TcpLine line;
    line.ports = ports;
    readFlags(parsing, line.ctl);
    line.sequence = readSequence(parsing);
    if (goesOn(in, "ack")) {
        in.word();
        line.ack = in.number();
        line.ackAsIs = in.take("!");
    }
    if (goesOn(in, "win")) {
        in.word();
        line.window = in.number(0xffffffff);
    }
    if (goesOn(in, "urg")) {
        in.word();
        line.urgent = static_cast<std::uint16_t>(in.number(65535));
    }
    if (in.take("<"))
        readOptions(parsing, line);
    if (in.sees("/udp")) {
        in.upTo(")");
        parsing.missing("TCP in UDP");
        parsing.seenFreeBsd();
    }
    if (in.sees("[code")) {
        in.upTo("]");
        parsing.missing("diagnostic payload of a reset");
        parsing.seenFreeBsd();
    }
    if (in.failed())
        return line;
    if (inbound && !line.window)
        in.failAt(parsing.line, "<", "win N");
    if (inbound && line.anyOptions)
        in.failAt(parsing.line, "<...>", "options");
    if (inbound && line.window.value_or(0) > 65535)
        in.failAt(parsing.line, "win " + std::to_string(*line.window), "0 … 65535");
    if (inbound && line.sequence.any)
        in.failAt(parsing.line, "...", "1:1(0)");
    return line;
}

IcmpLine readIcmp(Parsing& parsing)
{
    Cursor& in = parsing.in;
    IcmpLine line;
    line.type = in.word();
    if (line.type.empty() && isDigit(in.peek()))
        line.type = std::to_string(in.number(255));
    if (line.type.empty())
        in.fail("unreachable");
    if (!in.nextLineBegins() && in.peekWord() != "mtu" && in.peekWord() != "id") {
        line.code = in.word();
        if (line.code.empty() && isDigit(in.peek()))
            line.code = std::to_string(in.number(255));
    }
    if (goesOn(in, "mtu")) {
        in.word();
        line.mtu = in.number(65535);
    }
    if (goesOn(in, "id")) {
        in.word();
        in.number(65535);
    }
    if (in.take("[")) {
        if (in.sees("udp") || in.sees("raw") || in.sees("sctp")) {
            in.upTo("]");
            parsing.missing("ICMP about " + std::string("UDP"));
            return line;
        }
        line.quoted = readSequence(parsing);
        in.expect("]");
    }
    return line;
}

} // namespace

void skipRestOfEvent(Cursor& in)
{
    while (!in.failed() && in.rawPeek() != '\0') {
        if (!in.nextLineBegins()) {
            in.raw();
            continue;
        }
        const char next = in.peek();
        if (isDigit(next) || next == '+' || next == '*' || next == '.' || next == '`' || next == '\0')
            return;
    }
}

PacketEvent readPacket(Parsing& parsing)
{
    Cursor& in = parsing.in;
    PacketEvent packet;
    packet.inbound = in.take("<");
    if (!packet.inbound)
        in.expect(">");
    readMarks(parsing, packet.marks);
    const std::optional<Ports> ports = readPorts(in);
    for (const char* other : {"ipv4", "ipv6", "gre", "mpls", "udp", "udplite", "sctp", "psp"}) {
        if (in.peekWord() != other)
            continue;
        const std::string name = in.word();
        packet.what = OtherLine{name};
        parsing.missing(name == "ipv4" || name == "ipv6" ? "IP in IP"
                        : name == "gre"                  ? "GRE"
                        : name == "mpls"                 ? "MPLS"
                        : name == "udp"                  ? "UDP"
                        : name == "udplite"              ? "UDP-Lite"
                        : name == "sctp"                 ? "SCTP"
                                                         : "PSP");
        skipRestOfEvent(in);
        return packet;
    }
    if (in.takeWord("icmp"))
        packet.what = readIcmp(parsing);
    else
        packet.what = readTcp(parsing, ports, packet.inbound);
    return packet;
}

std::string textOf(const OptionItem& option)
{
    switch (option.kind) {
    case OptionItem::Kind::NoOperation: return "nop";
    case OptionItem::Kind::EndOfList: return "eol";
    case OptionItem::Kind::Mss: return "mss " + std::to_string(option.number);
    case OptionItem::Kind::WindowScale: return "wscale " + std::to_string(option.number);
    case OptionItem::Kind::SackPermitted: return "sackOK";
    case OptionItem::Kind::Timestamps:
        return "TS val " + std::to_string(option.number) + " ecr " + std::to_string(option.echo) +
               (option.echoAsIs ? "!" : "");
    case OptionItem::Kind::Other: return option.word;
    case OptionItem::Kind::Sack: break;
    }
    std::string text = "sack";
    for (const auto& [left, right] : option.blocks)
        text += " " + std::to_string(left) + ":" + std::to_string(right);
    return text;
}

std::string textOf(const std::vector<OptionItem>& options)
{
    std::string text;
    for (const OptionItem& option : options)
        text += (text.empty() ? "" : ",") + textOf(option);
    return text;
}

} // namespace tcplab::script
