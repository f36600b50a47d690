#include "tests/core/world/broken_file.h"

namespace tcplab {
namespace {

/// A key that is none, and near to none, is answered with the list of all there are.
const std::string allHostKeys =
    "profile, address, isn, program, scripted, mss, mss_option, send_buffer, receive_buffer, "
    "whole_segment_buffer, window_follows_buffer, option_order, window_scale, timestamps, "
    "timestamps_required, timestamp_after_ack, timestamp_in_reset, sack, dsack, ecn, "
    "ecn_when_asked, congestion_control, initial_window, abc_limit, restart_after_idle, "
    "grows_only_when_limited, threshold_from_cwnd, fast_retransmit, limited_transmit, "
    "proportional_reduction, rack, tail_loss_probe, f_rto, undo, keeps_sack_on_rto, nagle, "
    "nagle_minshall, half_window_segments, repacks_on_retransmit, delayed_ack, quick_acks, "
    "initial_rto, min_rto, max_rto, rto_granularity, rto_slop, rtt_from_send_times, "
    "min_rto_floors_variance, r1, retries, syn_retries, syn_linear_timeouts, syn_ack_retries, "
    "user_timeout, syn_timeout, time_wait, fin_wait_2_timeout, reset_on_unread_close, "
    "reset_on_shut_data, reset_on_late_data, time_wait_accepts_syn, time_wait_by_timestamps, "
    "time_wait_ignores_reset, challenge_ack, challenge_ack_limit, challenge_ack_interval, "
    "ack_range_check, window_by_ack, abort_carries_ack, reset_keeps_data, "
    "reset_in_close_wait_is_pipe, repeat_syn_ack, establish_on_syn_ack, backlog, "
    "backlog_plus_one, syn_queue, abort_on_overflow, probe_carries_octet, keep_alive, "
    "keep_alive_idle, keep_alive_interval, keep_alive_probes, quiet_time, three_way_handshake, "
    "clock_driven_isn, acceptability_test, retransmission, exact_reset, karn";

const std::vector<BrokenFile> brokenText{
    {"SyntaxError", R"(title = 
)",
     1, 9, Problem::Syntax, "Error while parsing key-value pair: expected value, saw '\\n'", ""},
    {"KeyTwice", R"([client]
isn = 1
isn = 2
)",
     3, 7, Problem::Syntax, "Error while parsing key-value pair: cannot redefine existing integer 'isn'", ""},
    {"TableTwice", R"([client]
[server]
[client]
)",
     3, 1, Problem::Syntax, "Error while parsing table header: cannot redefine existing table 'client'", ""},
    {"TextWithoutEnd", R"(title = "no end
[client]
)",
     1, 16, Problem::Syntax, "Error while parsing string: expected the closing quotation mark, saw '\\n'",
     ""},
    {"ProgramWithoutEnd", R"([client]
program = """
close
)",
     2, 11, Problem::Syntax, "Error while parsing string: encountered end-of-file", ""},
    {"BareWord", R"([network]
delay = 50 ms
)",
     2, 12, Problem::Syntax, "Error while parsing key-value pair: expected a comment or whitespace, saw 'm'",
     ""},
    {"ControlCharacter",
     "title = \"a\x01"
     "b\"\n[client]\n",
     1, 11, Problem::Syntax,
     "Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly "
     "prohibited",
     ""},
    {"NotUtf8", "[client]\naddress = \"\xff\"\n", 2, 12, Problem::NotUtf8, "", ""},
    {"Empty", R"()", 0, 0, Problem::MissingKey, "[client]", "[client], [server]"},
    {"OnlyComment", R"(# nothing
)",
     0, 0, Problem::MissingKey, "[client]", "[client], [server]"},
};

const std::vector<BrokenFile> brokenValues{
    {"UnknownTopKey", R"(titel = "x"
[client]
)",
     1, 1, Problem::UnknownKey, "titel", "title"},
    {"UnknownTopTable", R"([clinet]
)",
     1, 2, Problem::UnknownKey, "clinet", "client"},
    {"UnknownNetworkKey", R"([network]
deley = "50 ms"
[client]
)",
     2, 1, Problem::UnknownKey, "deley", "delay"},
    {"UnknownHostKey", R"([client]
minrto = "1 s"
)",
     2, 1, Problem::UnknownKey, "minrto", "min_rto"},
    {"CongestionControlOfNoKnownName", R"([client]
congestion_control = "vegas"
)",
     2, 22, Problem::UnknownName, "vegas", "none, tahoe, reno, newreno, cubic"},
    {"WindowScaleTooLarge", R"([client]
window_scale = 15
)",
     2, 16, Problem::OutOfRange, "15", "off, 0 … 14"},
    {"NothingLikeAKeyIsAnsweredWithAll", R"([client]
zzzzzzzz = true
)",
     2, 1, Problem::UnknownKey, "zzzzzzzz", allHostKeys},
    {"UnknownSender", R"([network]
delay.klient = "5 ms"
[client]
)",
     2, 7, Problem::UnknownKey, "klient", "client"},
    {"UnknownLanguage", R"(title = { en = "a", zh = "b" }
[client]
)",
     1, 21, Problem::UnknownKey, "zh", "en, zh_CN"},
    {"NetworkIsNoTable", R"(network = 5
[client]
)",
     1, 11, Problem::WrongType, "5", "table"},
    {"ClientIsNoTable", R"(client = "x"
)",
     1, 10, Problem::WrongType, "x", "table"},
    {"TitleIsNumber", R"(title = 5
[client]
)",
     1, 9, Problem::WrongType, "5", "text"},
    {"TitleInside", R"(title = { en = true }
[client]
)",
     1, 16, Problem::WrongType, "true", "text"},
    {"UnknownProfile", R"([client]
profile = "windows"
)",
     2, 11, Problem::UnknownName, "windows", "rfc9293, linux, freebsd"},
    {"Address", R"([client]
address = "10.0.0.256"
)",
     2, 11, Problem::OutOfRange, "10.0.0.256", "0.0.0.0 … 255.255.255.255"},
    {"SameAddresses", R"([client]
address = "10.0.0.9"
[server]
address = "10.0.0.9"
)",
     4, 11, Problem::Conflict, "10.0.0.9", "client.address != server.address"},
    {"AddressesOfTwoVersions", R"([client]
address = "fd00::1"
[server]
address = "10.0.0.9"
)",
     2, 11, Problem::Conflict, "fd00::1", "IPv4, IPv4 / IPv6, IPv6"},
    {"IsnTooLarge", R"([client]
isn = 4294967296
)",
     2, 7, Problem::OutOfRange, "4294967296", "0 … 4294967295"},
    {"IsnInListNegative", R"([client]
isn = [1000, -1]
)",
     2, 14, Problem::OutOfRange, "-1", "0 … 4294967295"},
    {"IsnText", R"([client]
isn = [1000, "x"]
)",
     2, 14, Problem::WrongType, "x", "whole number"},
    {"IsnTable", R"([client]
isn = { a = 1 }
)",
     2, 7, Problem::WrongType, "table", "whole number"},
    {"MssZero", R"([client]
mss = 0
)",
     2, 7, Problem::OutOfRange, "0", "1 … 65495"},
    {"ReceiveBufferTooLarge", R"([server]
receive_buffer = "1100 MiB"
)",
     2, 18, Problem::OutOfRange, "1100 MiB", "1 … 1073725440"},
    {"KnobTruth", R"([server]
nagle = "yes"
)",
     2, 9, Problem::WrongType, "yes", "true or false"},
    {"DelayedAckTooLong", R"([server]
delayed_ack = "600 ms"
)",
     2, 15, Problem::OutOfRange, "600 ms", "0 s … 499 ms"},
    {"MinRtoZero", R"([server]
min_rto = "0 s"
)",
     2, 11, Problem::OutOfRange, "0 s", "1 us … 24 h"},
    {"MinRtoAboveMax", R"([server]
min_rto = "90 s"
)",
     2, 1, Problem::Conflict, "min_rto = 90 s", "min_rto <= max_rto"},
    {"NoWayToGiveUp", R"([server]
user_timeout = "off"
)",
     2, 1, Problem::Conflict, "user_timeout = off", "retries > 0, user_timeout > 0 s"},
    {"TimeWaitUnit", R"([server]
time_wait = "2 MLS"
)",
     2, 13, Problem::BadUnit, "2 MLS", "ns, us, ms, s, min, h, 2 msl"},
    {"ProgramIsList", R"([client]
program = ["close"]
)",
     2, 11, Problem::WrongType, "list", "text"},
    {"UntilWord", R"(until = "tomorrow"
[client]
)",
     1, 9, Problem::BadUnit, "tomorrow", "ns, us, ms, s, min, h"},
};

INSTANTIATE_TEST_SUITE_P(Text, BrokenScenarioFile, testing::ValuesIn(brokenText), nameOfBrokenFile);
INSTANTIATE_TEST_SUITE_P(Values, BrokenScenarioFile, testing::ValuesIn(brokenValues), nameOfBrokenFile);

} // namespace
} // namespace tcplab
