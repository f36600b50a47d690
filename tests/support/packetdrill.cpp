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
    case 'E': ctl.ece = true; return true;
    case 'W': ctl.cwr = true; return true;
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

/// "sack 1001:2001 3001:4001", the word itself read already.
bool readSack(SackBlocks& blocks, std::istringstream& in)
{
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    for (char colon = 0; in >> left;) {
        if (!(in >> colon >> right) || colon != ':' || blocks.size() == SackBlocks::most)
            return false;
        blocks.add({SeqNum{left}, SeqNum{right}});
    }
    return !blocks.empty() && in.eof();
}

/// "TS val 100 ecr 0", without commas.
bool readOption(Options& options, const std::string& option)
{
    std::istringstream in{option};
    std::string word;
    std::string ecr;
    std::uint32_t number = 0;
    in >> word;
    if (word == "nop" || word == "eol") {
        // padding
    } else if (word == "sackOK") {
        options.sackPermitted = true;
    } else if (word == "mss" && in >> number && number > 0 && number <= 0xffff) {
        options.mss = static_cast<std::uint16_t>(number);
    } else if (word == "wscale" && in >> number && number <= 0xff) {
        options.windowScale = static_cast<std::uint8_t>(number);
    } else if (word == "TS" && in >> word >> options.tsVal >> ecr >> options.tsEcr) {
        options.timestamps = true;
        if (word != "val" || ecr != "ecr")
            return false;
    } else {
        return word == "sack" && readSack(options.sack, in);
    }
    return !(in >> word);
}

/// "<mss 1460,sackOK>", the first angle bracket read already.
bool readOptions(Options& options, std::istringstream& in)
{
    std::string list;
    if (!std::getline(in, list, '>') || in.eof())
        return false;
    std::istringstream words{list};
    for (std::string option; std::getline(words, option, ',');)
        if (!readOption(options, option))
            return false;
    return true;
}

bool readRest(Segment& segment, std::istringstream& in)
{
    for (char first = 0; in >> first;) {
        if (first == '<')
            return readOptions(segment.options, in) && !(in >> first);
        in.unget();
        std::string word;
        std::uint32_t number = 0;
        if (!(in >> word >> number))
            return false;
        if (word == "ack")
            segment.ack = SeqNum{number};
        else if (word == "win")
            segment.wnd = number;
        else if (word == "urg")
            segment.up = static_cast<std::uint16_t>(number);
        else
            return false;
    }
    return true;
}

/// "[ce]"
bool readEcn(Segment& segment, std::string_view word)
{
    if (word == "[ect0]")
        segment.ecn = Ecn::Ect0;
    else if (word == "[ect1]")
        segment.ecn = Ecn::Ect1;
    else if (word == "[ce]")
        segment.ecn = Ecn::Ce;
    else
        return word == "[noecn]";
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
    if (flags.starts_with('[')) {
        reads = readEcn(segment, flags);
        flags.clear();
        reads = in >> flags && reads;
    }
    for (const char letter : flags)
        reads = reads && setFlag(segment.ctl, letter);
    reads = reads && readNumbers(segment, in) && readRest(segment, in);
    EXPECT_TRUE(reads) << "no segment: " << notation;
    return segment;
}

} // namespace tcplab
