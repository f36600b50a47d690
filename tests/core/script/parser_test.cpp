#include "core/script/parser.h"

#include <gmock/gmock.h>

namespace tcplab::script {
namespace {

Script read(const std::string& text, const std::vector<std::string>& defined = {})
{
    const auto script = readScript(text, "test.pkt", defined);
    EXPECT_TRUE(script) << (script ? ""
                                   : std::to_string(script.error().line) + ": " + script.error().subject +
                                         " / " + script.error().expected);
    return script ? *script : Script{};
}

InputError refused(const std::string& text)
{
    const auto script = readScript(text, "test.pkt");
    EXPECT_FALSE(script) << text;
    return script ? InputError{} : script.error();
}

/// The TCP packet of a script with this line at 0.
TcpLine tcp(const std::string& line)
{
    const Script script = read("0 " + line);
    if (script.events.empty())
        return {};
    const auto* packet = std::get_if<PacketEvent>(&script.events.front().what);
    const auto* found = packet == nullptr ? nullptr : std::get_if<TcpLine>(&packet->what);
    EXPECT_NE(found, nullptr);
    return found == nullptr ? TcpLine{} : *found;
}

CallEvent call(const std::string& line)
{
    const Script script = read("0 " + line);
    const auto* found = script.events.empty() ? nullptr : std::get_if<CallEvent>(&script.events.front().what);
    EXPECT_NE(found, nullptr);
    return found == nullptr ? CallEvent{} : *found;
}

Time time(const std::string& written)
{
    const Script script = read("0 `x`\n" + written + " > . 1:1(0) ack 1");
    return script.events.size() < 2 ? Time{} : script.events[1].time;
}

TEST(ScriptTime, HasFiveForms)
{
    EXPECT_EQ(time("1.5"), (Time{.from = milliseconds(1500)}));
    EXPECT_EQ(time(".1"), (Time{.from = milliseconds(100)}));
    EXPECT_EQ(time("+0.000001"), (Time{.kind = Time::Kind::Relative, .from = microseconds(1)}));
    EXPECT_EQ(time("*"), (Time{.kind = Time::Kind::Any}));
    EXPECT_EQ(time("1~2"), (Time{.from = seconds(1), .to = seconds(2)}));
    EXPECT_EQ(time("+.1~+.2"),
              (Time{.kind = Time::Kind::Relative, .from = milliseconds(100), .to = milliseconds(200)}));
}

TEST(ScriptTime, OfACallThatWaitsNamesItsReturn)
{
    EXPECT_EQ(read("0...0.25 read(4, ..., 10) = 10").events[0].time,
              (Time{.from = {}, .until = milliseconds(250)}));
    EXPECT_EQ(read("+0...+.1 accept(3, ..., ...) = 4").events[0].time.until, milliseconds(100));
    EXPECT_EQ(read("0 ...0.2 close(4) = 0").events[0].time.until, milliseconds(200));
}

TEST(ScriptPacket, ReadsASynWithOptions)
{
    const TcpLine line = tcp("< S 0:0(0) win 32792 <mss 1000,sackOK,nop,nop,nop,wscale 7>");
    EXPECT_TRUE(line.ctl.syn);
    EXPECT_FALSE(line.ctl.ack);
    EXPECT_EQ(line.window, 32792u);
    EXPECT_EQ(textOf(line.options), "mss 1000,sackOK,nop,nop,nop,wscale 7");
}

TEST(ScriptPacket, ReadsFlagsInAnyOrderAndNone)
{
    EXPECT_EQ(tcp("> FP. 1:2(1) ack 1").ctl, (Flags{.fin = true, .psh = true, .ack = true}));
    EXPECT_EQ(tcp("> SEW 0:0(0) <mss 1460>").ctl, (Flags{.syn = true, .ece = true, .cwr = true}));
    EXPECT_EQ(tcp("> F . 1:1(0) ack 1").ctl, (Flags{.fin = true, .ack = true}));
    EXPECT_EQ(tcp("< - 1:11(10) win 100").ctl, Flags{});
    EXPECT_EQ(tcp("< U. 1:11(10) ack 1 win 100 urg 5").urgent, 5);
}

TEST(ScriptPacket, ReadsPortsAndMarks)
{
    EXPECT_EQ(tcp("< 40000 > 8080 S 0:0(0) win 10").ports, (Ports{40000, 8080}));
    EXPECT_EQ(tcp("< 40000>8080 . 1:1(0) ack 1 win 10").ports, (Ports{40000, 8080}));
    const Script script = read("0 < [ce] P. 1:11(10) ack 1 win 100\n+0 > (tos 0x2) . 1:1(0) ack 11\n"
                               "+0 < (ttl 3, ect1) . 1:1(0) ack 1 win 9");
    EXPECT_EQ(std::get<PacketEvent>(script.events[0].what).marks.ecn, Ecn::Ce);
    EXPECT_EQ(std::get<PacketEvent>(script.events[1].what).marks.ecn, Ecn::Ect0);
    EXPECT_EQ(std::get<PacketEvent>(script.events[2].what).marks.ttl, 3u);
}

TEST(ScriptPacket, ReadsTimestampsAndSackBlocks)
{
    const TcpLine line =
        tcp("> . 1:1(0) ack 1 <nop,nop,TS val 100 ecr 200,nop,nop,sack 3001:4001 1001:2001>");
    EXPECT_EQ(textOf(line.options), "nop,nop,TS val 100 ecr 200,nop,nop,sack 3001:4001 1001:2001");
    EXPECT_TRUE(tcp("> . 1:1(0) ack 1 <...>").anyOptions);
}

TEST(ScriptPacket, ReadsWhatTheForkAdds)
{
    EXPECT_TRUE(tcp("> R 5:5(0)! win 0").sequence.asIs);
    const TcpLine any = tcp("> . ...(100) ack 1");
    EXPECT_TRUE(any.sequence.any);
    EXPECT_EQ(any.sequence.length, 100u);
    EXPECT_TRUE(tcp("> S. 0:0(0) ack 1 <mss 1460,TS val 5 ecr 7!>").options[1].echoAsIs);
    EXPECT_EQ(read("0 > R 5:5(0)! win 0").dialect, Dialect::FreeBsd);
    EXPECT_EQ(read("0 > R 5:5(0) win 0").dialect, Dialect::Google);
}

TEST(ScriptPacket, ReadsIcmp)
{
    const Script script = read("0 < icmp unreachable frag_needed mtu 1200 [1:1001(1000)]\n"
                               "+0 < icmp unreachable host_unreachable [0:0(0)]");
    const auto& icmp = std::get<IcmpLine>(std::get<PacketEvent>(script.events[0].what).what);
    EXPECT_EQ(icmp.type, "unreachable");
    EXPECT_EQ(icmp.code, "frag_needed");
    EXPECT_EQ(icmp.mtu, 1200u);
    EXPECT_EQ(icmp.quoted->length, 1000u);
}

TEST(ScriptPacket, NamesWhatIsMissing)
{
    EXPECT_EQ(read("0 < udp (10)\n+0 < . 1:1(0) ack 1 win 10").missing[0].what, "UDP");
    EXPECT_EQ(read("0 < S 0:0(0) win 1 <mss 1000,FO abcd1234,nop>").missing[0].what, "TCP Fast Open");
    EXPECT_EQ(read("0 < sctp: INIT[flgs=0, tag=1,\n   a_rwnd=1500]\n+0 `x`").missing[0].what, "SCTP");
    EXPECT_EQ(read("0 < sctp: INIT[flgs=0, tag=1,\n   a_rwnd=1500]\n+0 `x`").events.size(), 2u);
    EXPECT_EQ(read("0 > SEWA 0:0(0) <mss 1460>").missing[0].what, "AccECN");
}

TEST(ScriptCall, ReadsResultErrorAndNote)
{
    const CallEvent it = call("read(4, ..., 1000) = -1 EAGAIN (Resource temporarily unavailable)");
    EXPECT_EQ(it.name, "read");
    ASSERT_EQ(it.arguments.size(), 3u);
    EXPECT_EQ(it.arguments[1].kind, Expression::Kind::Ellipsis);
    EXPECT_EQ(it.result.number, -1);
    EXPECT_EQ(it.error, "EAGAIN");
    EXPECT_EQ(it.note, "Resource temporarily unavailable");
}

TEST(ScriptCall, ReadsEveryKindOfArgument)
{
    const CallEvent flags = call("open(\"a\" \"b\", O_RDWR|O_NONBLOCK, 0x1f, -1) = 3");
    EXPECT_EQ(flags.arguments[0].text, "ab");
    EXPECT_EQ(flags.arguments[1].items.size(), 2u);
    EXPECT_EQ(flags.arguments[2].number, 31);
    EXPECT_EQ(flags.arguments[3].number, -1);
    const CallEvent list = call("setsockopt(3, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0");
    EXPECT_EQ(list.arguments[3].items[1].text, "linger");
    EXPECT_EQ(list.arguments[3].items[1].items[0].number, 0);
    const CallEvent message = call("sendmsg(4, {msg_name(...)=..., msg_iov(2)=[{..., 10}, {..., 20}], "
                                   "msg_flags=0}, MSG_MORE) = 30");
    EXPECT_EQ(message.arguments[1].items[1].text, "msg_iov");
    EXPECT_EQ(message.arguments[1].items[1].items[0].items.size(), 2u);
    const CallEvent address = call(
        "bind(3, {sa_family = AF_INET, sin_port = htons(8080), sin_addr = inet_addr(\"1.2.3.4\")}, ...) = 0");
    EXPECT_EQ(address.arguments[1].items[1].items[0].kind, Expression::Kind::Call);
}

TEST(ScriptFile, HasOptionsInitAndCleanup)
{
    const Script script =
        read("// a comment\n--tolerance_usecs=75000\n--ip_version=ipv4\n/* two\nlines */\n"
             "`../common/defaults.sh`\n\n0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3 // why\n"
             "`/tmp/sysctl_restore.sh`\n");
    ASSERT_EQ(script.options.size(), 2u);
    EXPECT_EQ(script.options[0].name, "tolerance_usecs");
    EXPECT_EQ(script.options[0].value, "75000");
    EXPECT_EQ(script.init->command, "../common/defaults.sh");
    EXPECT_EQ(script.cleanup->command, "/tmp/sysctl_restore.sh");
    ASSERT_EQ(script.events.size(), 1u);
    EXPECT_EQ(script.events[0].line, 8);
    EXPECT_EQ(script.events[0].text, "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3");
}

TEST(ScriptFile, ReadsCodeOverLines)
{
    const Script script =
        read("0 `x`\n+0 %{\nassert tcpi_state == TCP_ESTABLISHED\nprint(1 % 2)\n}%\n+1 `y`");
    ASSERT_EQ(script.events.size(), 3u);
    EXPECT_EQ(std::get<CodeEvent>(script.events[1].what).code,
              "\nassert tcpi_state == TCP_ESTABLISHED\nprint(1 % 2)\n");
    EXPECT_EQ(script.events[2].line, 6);
}

TEST(ScriptFile, KeepsWhatIsDefined)
{
    const std::string text =
        "0 `a`\n#ifdef STANDARD\n+0 `b`\n#endif\n#ifdef FreeBSD\n+0 `c`\n#endif\n+0 `d`\n";
    EXPECT_EQ(read(text).events.size(), 2u);
    EXPECT_EQ(read(text, {"STANDARD"}).events.size(), 3u);
    EXPECT_EQ(read(text, {"STANDARD"}).events[2].line, 8);
    EXPECT_EQ(read(text, {"STANDARD", "FreeBSD"}).events.size(), 4u);
}

TEST(ScriptFile, PutsValuesForWordsThatAreDefined)
{
    const std::string text = "0 setsockopt(3, SOL_TCP, TCP_CONGESTION, CC, SIZE) = 0";
    const auto it = std::get<CallEvent>(read("--define=CC=\"cubic\"\n" + text, {"SIZE=0x10"}).events[0].what);
    EXPECT_EQ(it.arguments[3].text, "cubic");
    EXPECT_EQ(it.arguments[4].number, 16);
}

TEST(ScriptFile, GuessesTheDialect)
{
    EXPECT_EQ(read("0 `sysctl -q net.ipv4.tcp_sack=0`").dialect, Dialect::Google);
    EXPECT_EQ(read("0 `sysctl net.inet.tcp.sack.enable=0`").dialect, Dialect::FreeBsd);
    EXPECT_EQ(read("0.00 `kldload -n tcp_rack`").dialect, Dialect::FreeBsd);
}

struct Wrong {
    const char* name;
    const char* text;
    int line;
    const char* subject;
    const char* expected;
};
class ScriptError : public testing::TestWithParam<Wrong> {};

TEST(ScriptFile, SaysForWhichProfileItWasWritten)
{
    EXPECT_EQ(read("// A rule.\n// profile: rfc9293\n\n0 < S 0:0(0) win 1\n").profile, ProfileName::Rfc9293);
    EXPECT_EQ(read("--tolerance_usecs=9\n//profile:freebsd \n0 < S 0:0(0) win 1\n").profile,
              ProfileName::FreeBsd);
    EXPECT_EQ(read("0 < S 0:0(0) win 1\n").profile, std::nullopt);
    // Only at the top: below it is talk.
    EXPECT_EQ(read("0 < S 0:0(0) win 1\n// profile: linux\n").profile, std::nullopt);
}

TEST(ScriptFile, RefusesAProfileThatThereIsNot)
{
    const InputError error = refused("// A rule.\n// profile: linus\n0 < S 0:0(0) win 1\n");
    EXPECT_EQ(error.problem, Problem::UnknownName);
    EXPECT_EQ(error.line, 2);
    EXPECT_EQ(error.subject, "linus");
    EXPECT_EQ(error.expected, "linux");
}

TEST_P(ScriptError, NamesItsLineAndWhatWouldBeRight)
{
    const InputError error = refused(GetParam().text);
    EXPECT_EQ(error.file, "test.pkt");
    EXPECT_EQ(error.line, GetParam().line);
    EXPECT_EQ(error.problem, Problem::BadScript);
    EXPECT_EQ(error.subject, GetParam().subject);
    EXPECT_EQ(error.expected, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ScriptError,
    testing::Values(Wrong{"Empty", "// nothing\n", 2, "end of the script", "time"},
                    Wrong{"FirstNotAtZero", "1 `x`", 1, "1", "0"},
                    Wrong{"SequenceEnd", "0 < S 0:5(0) win 1", 1, "5(0)", "0:0(0)"},
                    Wrong{"NoWindowInbound", "0 `x`\n+0 < S 0:0(0)", 2, "<", "win N"},
                    Wrong{"NoFlags", "0 > 1:1(0) ack 1", 1, "1:1(0)", "F, S, R, P, ., E, W, U or -"},
                    Wrong{"Option", "0 < S 0:0(0) win 1 <mss 1460,sackNO>", 1, "sackNO",
                          "mss, wscale, sackOK, sack, TS, nop, eol, FO, FOEXP, md5, ECN"},
                    Wrong{"LargePort", "0 < 70000 > 80 S 0:0(0) win 1", 1, "70000", "0 … 65535"},
                    Wrong{"LargeWindow", "0 < S 0:0(0) win 65536", 1, "win 65536", "0 … 65535"},
                    Wrong{"Equals", "0 `x`\n\n+0 close(4)", 3, "end of the script", "="},
                    Wrong{"Bracket", "0 close(4 = 0", 1, "=", ")"},
                    Wrong{"Comment", "0 `x`\n/* never\nends", 2, "/*", "*/"},
                    Wrong{"BackTick", "0 `x\n", 1, "x", "`"},
                    Wrong{"Ifdef", "0 `x`\n#ifdef A\n+0 `y`\n", 2, "#ifdef", "#endif"},
                    Wrong{"Endif", "0 `x`\n#endif\n", 2, "#endif", "#ifdef NAME"},
                    Wrong{"Include", "#include \"x\"\n0 `x`\n", 1, "#include", "#ifdef NAME, #endif, //"},
                    Wrong{"RangeOfACall", "0 `x`\n+0~+1 close(4) = 0", 2, "+0~+1 close(4) = 0",
                          "a single time"},
                    Wrong{"Huge", "0 < . 99999999999:0(0) win 1", 1, "99999999999:0(0)", "0 … 4294967295"}),
    [](const auto& test) { return std::string(test.param.name); });

} // namespace
} // namespace tcplab::script
