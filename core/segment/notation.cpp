#include "core/segment/notation.h"

#include <array>
#include <fmt/format.h>
#include <sstream>

namespace tcplab {
namespace {

struct FlagWord {
    std::string_view word;
    char letter; ///< packetdrill's
    bool (*isSet)(Flags);
    void (*set)(Flags&);
};

/// In the trace's order.
constexpr std::array<FlagWord, 8> flagWords{{
    {"SYN", 'S', [](Flags f) -> bool { return f.syn; }, [](Flags& f) { f.syn = true; }},
    {"FIN", 'F', [](Flags f) -> bool { return f.fin; }, [](Flags& f) { f.fin = true; }},
    {"RST", 'R', [](Flags f) -> bool { return f.rst; }, [](Flags& f) { f.rst = true; }},
    {"PSH", 'P', [](Flags f) -> bool { return f.psh; }, [](Flags& f) { f.psh = true; }},
    {"ACK", '.', [](Flags f) -> bool { return f.ack; }, [](Flags& f) { f.ack = true; }},
    {"URG", 'U', [](Flags f) -> bool { return f.urg; }, [](Flags& f) { f.urg = true; }},
    {"ECE", 'E', [](Flags f) -> bool { return f.ece; }, [](Flags& f) { f.ece = true; }},
    {"CWR", 'W', [](Flags f) -> bool { return f.cwr; }, [](Flags& f) { f.cwr = true; }},
}};

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// "sack 1001:2001 3001:4001", as the trace and packetdrill both have it.
std::string sackText(const SackBlocks& blocks)
{
    std::string text = "sack";
    for (const SackBlock& block : blocks)
        text += fmt::format(" {}:{}", block.left.value(), block.right.value());
    return text;
}

/// "mss 1460,sackOK,TS val 100 ecr 0,nop,wscale 7": padded as encodeOptions() pads.
std::string packetdrillOptions(const Options& options)
{
    std::string text;
    const auto add = [&text](int noOperations, std::string_view option) {
        if (!text.empty())
            text += ',';
        for (int i = 0; i < noOperations; ++i)
            text += "nop,";
        text += option;
    };
    if (options.mss != 0)
        add(0, fmt::format("mss {}", options.mss));
    const bool scaleFirst = options.order == OptionOrder::FreeBsd;
    const auto addScale = [&] {
        if (options.windowScale)
            add(1, fmt::format("wscale {}", *options.windowScale));
    };
    if (scaleFirst)
        addScale();
    if (options.sackPermitted)
        add(options.timestamps || scaleFirst ? 0 : 2, "sackOK");
    if (options.timestamps)
        add(options.sackPermitted ? 0 : 2, fmt::format("TS val {} ecr {}", options.tsVal, options.tsEcr));
    if (!scaleFirst)
        addScale();
    if (!options.sack.empty())
        add(2, sackText(options.sack));
    if (scaleFirst && options.sackPermitted && !options.timestamps)
        text += ",eol,eol";
    return text;
}

/// packetdrill's words for the ECN field, before the flags; "" for NotEct.
std::string_view ecnText(Ecn ecn)
{
    switch (ecn) {
    case Ecn::NotEct: return "";
    case Ecn::Ect1: return "[ect1] ";
    case Ecn::Ect0: return "[ect0] ";
    case Ecn::Ce: return "[ce] ";
    }
    return "";
}

bool setFlag(Flags& ctl, char letter)
{
    for (const FlagWord& flag : flagWords) {
        if (flag.letter == letter) {
            flag.set(ctl);
            return true;
        }
    }
    return letter == '-';
}

/// What an IP packet holds beside the largest headers.
constexpr std::uint32_t mostText = 65535 - 100;

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
    return segment.text.length <= mostText && colon == ':' && open == '(' && close == ')' &&
           to - from == segment.text.length;
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
        std::int64_t number = 0;
        if (!(in >> word >> number) || number < 0 || number > (word == "ack" ? 0xffff'ffff : 0xffff))
            return false;
        if (word == "ack")
            segment.ack = SeqNum{static_cast<std::uint32_t>(number)};
        else if (word == "win")
            segment.wnd = static_cast<std::uint32_t>(number);
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

std::optional<Segment> readSegment(std::string_view notation)
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
    return reads ? std::optional(segment) : std::nullopt;
}

std::string flagsText(Flags ctl)
{
    std::string text;
    for (const FlagWord& flag : flagWords) {
        if (!flag.isSet(ctl))
            continue;
        if (!text.empty())
            text += ',';
        text += flag.word;
    }
    return text;
}

std::optional<Flags> readFlags(std::string_view text)
{
    Flags flags;
    text = trimmed(text);
    if (text.empty() || text == "none")
        return flags;
    for (;;) {
        const auto comma = text.find(',');
        const std::string_view word = trimmed(text.substr(0, comma));
        bool known = false;
        for (const FlagWord& flag : flagWords) {
            if (flag.word == word) {
                flag.set(flags);
                known = true;
            }
        }
        if (!known)
            return std::nullopt;
        if (comma == std::string_view::npos)
            return flags;
        text.remove_prefix(comma + 1);
    }
}

std::string optionsText(const Options& options)
{
    std::string text;
    const auto add = [&text](std::string_view option) {
        if (!text.empty())
            text += ',';
        text += option;
    };
    if (options.mss != 0)
        add(fmt::format("mss {}", options.mss));
    if (options.sackPermitted)
        add("sack-permitted");
    if (options.timestamps)
        add(fmt::format("ts {} {}", options.tsVal, options.tsEcr));
    if (options.windowScale)
        add(fmt::format("ws {}", *options.windowScale));
    if (!options.sack.empty())
        add(sackText(options.sack));
    return text;
}

std::string packetdrillText(const Segment& segment)
{
    std::string flags;
    for (const FlagWord& flag : flagWords)
        if (flag.letter != '.' && flag.isSet(segment.ctl))
            flags += flag.letter;
    if (segment.ctl.ack)
        flags += '.';
    if (flags.empty())
        flags = "-";
    std::string text(ecnText(segment.ecn));
    text += flags;
    const SeqNum textEnd = segment.seq + segment.text.length;
    text += fmt::format(" {}:{}({})", segment.seq.value(), textEnd.value(), segment.text.length);
    if (segment.ctl.ack)
        text += fmt::format(" ack {}", segment.ack.value());
    text += fmt::format(" win {}", segment.wnd);
    if (segment.ctl.urg || segment.up != 0)
        text += fmt::format(" urg {}", segment.up);
    if (const std::string options = packetdrillOptions(segment.options); !options.empty())
        text += fmt::format(" <{}>", options);
    return text;
}

} // namespace tcplab
