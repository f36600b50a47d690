#include "tests/support/packetdrill.h"

#include <gtest/gtest.h>
#include <sstream>
#include <string>

namespace tcplab {
namespace {

bool setFlag(Flags& ctl, char letter)
{
    switch (letter) {
    case 'S': ctl.syn = true; return true;
    case 'F': ctl.fin = true; return true;
    case 'R': ctl.rst = true; return true;
    case 'P': ctl.psh = true; return true;
    case '.': ctl.ack = true; return true;
    case 'U': ctl.urg = true; return true;
    case '-': return true;
    default: return false;
    }
}

/// "1:101(100)"
bool readNumbers(Segment& segment, std::istringstream& in)
{
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    char colon = 0;
    char open = 0;
    char close = 0;
    in >> from >> colon >> to >> open >> segment.text.length >> close;
    segment.seq = SeqNum{from};
    return colon == ':' && open == '(' && close == ')' && to - from == segment.text.length;
}

bool readRest(Segment& segment, std::istringstream& in)
{
    for (std::string word; in >> word;) {
        std::uint32_t number = 0;
        if (!(in >> number))
            return false;
        if (word == "ack")
            segment.ack = SeqNum{number};
        else if (word == "win")
            segment.wnd = number;
        else if (word == "urg")
            segment.up = static_cast<std::uint16_t>(number);
        else if (word == "<mss" && in.get() == '>')
            segment.options.mss = static_cast<std::uint16_t>(number);
        else
            return false;
    }
    return true;
}

} // namespace

Segment segmentFrom(std::string_view notation)
{
    std::istringstream in{std::string(notation)};
    Segment segment{.wnd = 65535};
    std::string flags;
    in >> flags;
    bool reads = !flags.empty();
    for (const char letter : flags)
        reads = reads && setFlag(segment.ctl, letter);
    reads = reads && readNumbers(segment, in) && readRest(segment, in);
    EXPECT_TRUE(reads) << "no segment: " << notation;
    return segment;
}

} // namespace tcplab
