/// A packetdrill script as a value: what google's packetdrill and the FreeBSD fork of nplab read. Every event knows
/// its line, so that whoever plays it can say where something went another way.
#pragma once
#include "core/base/time.h"
#include "core/segment/segment.h"
#include "core/tcp/profile.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tcplab::script {

/// "0.100", "+0.1", "*", "0.1~0.2", "+0.1~+0.2"; "0.1...0.3" for a call that waits.
struct Time {
    enum class Kind : std::uint8_t { Absolute, Relative, Any };
    Kind kind = Kind::Absolute;
    Duration from{};
    std::optional<Duration> to{};    ///< of a range
    std::optional<Duration> until{}; ///< of a call that waits: when it returns
    friend bool operator==(const Time&, const Time&) = default;
};

/// An argument or result of a call.
struct Expression {
    enum class Kind : std::uint8_t {
        Ellipsis, ///< ...
        Number,
        Word,   ///< SOCK_STREAM
        Text,   ///< "abc"
        Or,     ///< items, joined by |
        Assign, ///< text=items[0]
        Call,   ///< text(items)
        List,   ///< [items]
        Braces, ///< {items}
    };
    Kind kind = Kind::Ellipsis;
    std::int64_t number = 0;
    std::string text;
    std::vector<Expression> items;

    bool isWord(std::string_view word) const { return kind == Kind::Word && text == word; }
    friend bool operator==(const Expression&, const Expression&) = default;
};

/// One option in a packet, in its place.
struct OptionItem {
    enum class Kind : std::uint8_t {
        NoOperation,
        EndOfList,
        Mss,
        WindowScale,
        SackPermitted,
        Sack,
        Timestamps,
        Other
    };
    Kind kind = Kind::NoOperation;
    std::uint32_t number = 0; ///< of mss, wscale; TS val
    std::uint32_t echo = 0;   ///< TS ecr
    bool echoAsIs = false;    ///< "ecr N!": not mapped
    std::vector<std::pair<std::uint32_t, std::uint32_t>> blocks{};
    std::string word{}; ///< Other: as written
    friend bool operator==(const OptionItem&, const OptionItem&) = default;
};
/// "mss 1460"
std::string textOf(const OptionItem& option);
std::string textOf(const std::vector<OptionItem>& options);

/// The IP header's marks that a packet names: "[ect0]", "(tos 0x2, ttl 64)".
struct IpMarks {
    std::optional<Ecn> ecn{};
    bool ect01 = false; ///< either of the two
    std::optional<std::uint32_t> trafficClass{};
    std::optional<std::uint32_t> ttl{};
    friend bool operator==(const IpMarks&, const IpMarks&) = default;
};

struct Ports {
    std::uint16_t source = 0;
    std::uint16_t destination = 0;
    friend bool operator==(const Ports&, const Ports&) = default;
};

/// "1:1001(1000)"
struct SequenceRange {
    std::uint32_t start = 0;
    std::uint32_t length = 0;
    bool asIs = false; ///< "1:1001(1000)!": not counted from the ISN
    bool any = false;  ///< "...(1000)"
    friend bool operator==(const SequenceRange&, const SequenceRange&) = default;
};

struct TcpLine {
    std::optional<Ports> ports{};
    Flags ctl{};
    SequenceRange sequence{};
    std::optional<std::uint32_t> ack{};
    bool ackAsIs = false;
    std::optional<std::uint32_t> window{};
    std::uint16_t urgent = 0;
    bool anyOptions = false; ///< <...>
    std::vector<OptionItem> options;
    friend bool operator==(const TcpLine&, const TcpLine&) = default;
};

/// "icmp unreachable frag_needed mtu 1200 [1:1001(1000)]"
struct IcmpLine {
    std::string type;
    std::string code;
    std::uint32_t mtu = 0;
    std::optional<SequenceRange> quoted{};
    friend bool operator==(const IcmpLine&, const IcmpLine&) = default;
};

/// A packet of another protocol: only its name is kept.
struct OtherLine {
    std::string protocol;
    friend bool operator==(const OtherLine&, const OtherLine&) = default;
};

struct PacketEvent {
    bool inbound = true; ///< "<": from the script to the host under test
    IpMarks marks{};
    std::variant<TcpLine, IcmpLine, OtherLine> what{};
    friend bool operator==(const PacketEvent&, const PacketEvent&) = default;
};

struct CallEvent {
    std::string name;
    std::vector<Expression> arguments;
    Expression result{};
    std::string error; ///< "EAGAIN"; "": none written
    std::string note;  ///< what stands in parentheses behind it
    friend bool operator==(const CallEvent&, const CallEvent&) = default;
};

struct CommandEvent {
    std::string command; ///< between the back-ticks
    friend bool operator==(const CommandEvent&, const CommandEvent&) = default;
};
struct CodeEvent {
    std::string code; ///< between %{ and }%
    friend bool operator==(const CodeEvent&, const CodeEvent&) = default;
};

struct Event {
    Time time{};
    int line = 0;
    std::string text; ///< as written, on one line, without comments
    std::variant<PacketEvent, CallEvent, CommandEvent, CodeEvent> what{};
    friend bool operator==(const Event&, const Event&) = default;
};

/// "--tolerance_usecs=75000"
struct Option {
    std::string name;
    std::string value;
    int line = 0;
    friend bool operator==(const Option&, const Option&) = default;
};

/// Something that the language knows and this program does not do: "epoll", "TCP Fast Open".
struct Missing {
    std::string what;
    int line = 0;
    friend bool operator==(const Missing&, const Missing&) = default;
};

enum class Dialect : std::uint8_t { Google, FreeBsd };

struct Script {
    std::string file;
    std::vector<Option> options;
    std::optional<CommandEvent> init{};
    int initLine = 0;
    std::vector<Event> events;
    std::optional<CommandEvent> cleanup{};
    std::vector<Missing> missing;
    Dialect dialect = Dialect::Google;    ///< as guessed from what it uses
    std::optional<ProfileName> profile{}; ///< as a comment at the top says: "// profile: rfc9293"
    friend bool operator==(const Script&, const Script&) = default;
};

} // namespace tcplab::script
