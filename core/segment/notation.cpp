#include "core/segment/notation.h"

#include <array>
#include <fmt/format.h>

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

} // namespace

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
    return options.mss != 0 ? fmt::format("mss {}", options.mss) : std::string{};
}

std::string packetdrillText(const Segment& segment)
{
    std::string text;
    for (const FlagWord& flag : flagWords)
        if (flag.letter != '.' && flag.isSet(segment.ctl))
            text += flag.letter;
    if (segment.ctl.ack)
        text += '.';
    if (text.empty())
        text = "-";
    const SeqNum textEnd = segment.seq + segment.text.length;
    text += fmt::format(" {}:{}({})", segment.seq.value(), textEnd.value(), segment.text.length);
    if (segment.ctl.ack)
        text += fmt::format(" ack {}", segment.ack.value());
    text += fmt::format(" win {}", segment.wnd);
    if (segment.ctl.urg)
        text += fmt::format(" urg {}", segment.up);
    if (const std::string options = optionsText(segment.options); !options.empty())
        text += fmt::format(" <{}>", options);
    return text;
}

} // namespace tcplab
