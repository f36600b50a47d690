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
    {"DelayWithoutUnit", R"([network]
delay = 50
[client]
)",
     2, 9, Problem::BadUnit, "50", "ns, us, ms, s, min, h"},
    {"DelayInParsecs", R"([network]
delay = "5 parsecs"
[client]
)",
     2, 9, Problem::BadUnit, "5 parsecs", "ns, us, ms, s, min, h"},
    {"DelayIsTrue", R"([network]
delay = true
[client]
)",
     2, 9, Problem::WrongType, "true", "time"},
    {"DelayNegative", R"([network]
delay = "-5 ms"
[client]
)",
     2, 9, Problem::OutOfRange, "-5 ms", "0 s … 24 h"},
    {"DelayTooLong", R"([network]
delay = "25 h"
[client]
)",
     2, 9, Problem::OutOfRange, "25 h", "0 s … 24 h"},
    {"DelayPerSenderWrong", R"([network]
delay.client = "5 ms"
delay.server = "fast"
[client]
)",
     3, 16, Problem::BadUnit, "fast", "ns, us, ms, s, min, h"},
    {"FractionOfNanosecond", R"([network]
delay = "0.5 ns"
[client]
)",
     2, 9, Problem::OutOfRange, "0.5 ns", "1 ns … 24 h"},
    {"MslZero", R"([network]
msl = "0 s"
[client]
)",
     2, 7, Problem::OutOfRange, "0 s", "1 ms … 24 h"},
    {"LossAboveAll", R"([network]
loss = "101 %"
[client]
)",
     2, 8, Problem::OutOfRange, "101 %", "0 % … 100 %"},
    {"LossAboveOne", R"([network]
loss = 1.5
[client]
)",
     2, 8, Problem::OutOfRange, "1.5", "0 … 1"},
    {"LossWithoutPercent", R"([network]
loss = 20
[client]
)",
     2, 8, Problem::OutOfRange, "20", "0 … 1"},
    {"LossUnit", R"([network]
loss = "20 permille"
[client]
)",
     2, 8, Problem::BadUnit, "20 permille", "%"},
    {"BandwidthUnit", R"([network]
bandwidth = "10 MB/s"
[client]
)",
     2, 13, Problem::BadUnit, "10 MB/s", "bit/s, kbit/s, Mbit/s, Gbit/s, unlimited"},
    {"BandwidthNumber", R"([network]
bandwidth = 10
[client]
)",
     2, 13, Problem::BadUnit, "10", "bit/s, kbit/s, Mbit/s, Gbit/s, unlimited"},
    {"BandwidthTooSmall", R"([network]
bandwidth = "1 bit/s"
[client]
)",
     2, 13, Problem::OutOfRange, "1 bit/s", "1 kbit/s … 1000 Gbit/s"},
    {"QueueWithoutUnit", R"([network]
queue = 100
[client]
)",
     2, 9, Problem::BadUnit, "100", "segments, octets, B, kB, KiB, MB, MiB, unlimited"},
    {"QueueZero", R"([network]
queue = "0 segments"
[client]
)",
     2, 9, Problem::OutOfRange, "0 segments", "1 … 1000000000 segments"},
    {"QueueDisciplineUnknown", R"([network]
queue_discipline = "fq"
[client]
)",
     2, 20, Problem::UnknownName, "fq", "drop-tail, red, codel"},
    {"QueueDisciplineWithoutBandwidth", R"([network]
queue_discipline = "codel"
[client]
)",
     2, 1, Problem::Conflict, "queue_discipline = codel", "bandwidth != unlimited"},
    {"QueueDisciplineWithoutBandwidthOnOneSide", R"([network]
bandwidth.client = "10 Mbit/s"
queue_discipline = "red"
[client]
)",
     3, 1, Problem::Conflict, "queue_discipline = red", "bandwidth.server != unlimited"},
    {"RedNumberWithoutRed", R"([network]
bandwidth = "1 Mbit/s"
red_max_p = "5 %"
[client]
)",
     3, 1, Problem::Conflict, "red_max_p = 5 %", "queue_discipline = red"},
    {"RedNumberForTheOtherSender", R"([network]
bandwidth = "1 Mbit/s"
queue_discipline.client = "red"
red_weight = { client = 0.01, server = 0.5 }
[client]
)",
     4, 31, Problem::Conflict, "red_weight.server = 0.5", "queue_discipline = red"},
    {"RedWeightZero", R"([network]
bandwidth = "1 Mbit/s"
queue_discipline = "red"
red_weight = 0
[client]
)",
     4, 14, Problem::OutOfRange, "0", "0.000000001 … 1"},
    {"RedThresholdsUpsideDown", R"([network]
bandwidth = "1 Mbit/s"
queue_discipline = "red"
red_min_th = "20 segments"
[client]
)",
     4, 1, Problem::Conflict, "red_min_th = 20 segments", "red_min_th < red_max_th"},
    {"RedThresholdsInTwoUnits", R"([network]
bandwidth = "1 Mbit/s"
queue_discipline = "red"
red_max_th = "20 KiB"
[client]
)",
     4, 1, Problem::Conflict, "red_max_th = 20 KiB", "red_max_th = … segments"},
    {"RedThresholdWithoutUnit", R"([network]
bandwidth = "1 Mbit/s"
queue_discipline = "red"
red_max_th = 20
[client]
)",
     4, 14, Problem::BadUnit, "20", "segments, octets, B, kB, KiB, MB, MiB"},
    {"CodelNumberWithoutCodel", R"([network]
bandwidth = "1 Mbit/s"
queue_discipline = "red"
codel_target = "5 ms"
[client]
)",
     4, 1, Problem::Conflict, "codel_target = 5 ms", "queue_discipline = codel"},
    {"CodelIntervalTooLong", R"([network]
bandwidth = "1 Mbit/s"
queue_discipline = "codel"
codel_interval = "5 s"
[client]
)",
     4, 18, Problem::OutOfRange, "5 s", "1 us … 4 s"},
    {"CodelTargetAboveInterval", R"([network]
bandwidth = "1 Mbit/s"
queue_discipline = "codel"
codel_target = "100 ms"
[client]
)",
     4, 1, Problem::Conflict, "codel_target = 100 ms", "codel_target < codel_interval"},
    {"EcnWithoutBandwidth", R"([network]
ecn = true
[client]
)",
     2, 1, Problem::Conflict, "ecn = true", "bandwidth != unlimited"},
    {"EcnThresholdWithoutEcn", R"([network]
bandwidth = "1 Mbit/s"
ecn_threshold = "5 segments"
[client]
)",
     3, 1, Problem::Conflict, "ecn_threshold = 5 segments", "ecn = true"},
    {"EcnThresholdWithCodel", R"([network]
bandwidth = "1 Mbit/s"
ecn = true
ecn_threshold = "5 segments"
queue_discipline = "codel"
[client]
)",
     4, 1, Problem::Conflict, "ecn_threshold = 5 segments", "queue_discipline = drop-tail"},
    {"LossModelUnknown", R"([network]
loss_model = "gilbert"
[client]
)",
     2, 14, Problem::UnknownName, "gilbert", "bernoulli, gilbert-elliott"},
    {"NumbersWithoutTheModel", R"([network]
good_to_bad = "1 %"
[client]
)",
     2, 1, Problem::Conflict, "good_to_bad = 1 %", "loss_model = gilbert-elliott"},
    {"ModelWithoutItsNumbers", R"([network]
loss_model = "gilbert-elliott"
good_to_bad = "1 %"
[client]
)",
     2, 1, Problem::Conflict, "loss_model = gilbert-elliott", "bad_to_good > 0 %"},
    {"BernoullisNumberWithTheOtherModel", R"([network]
loss_model = "gilbert-elliott"
good_to_bad = "1 %"
bad_to_good = "10 %"
loss = "1 %"
[client]
)",
     5, 1, Problem::Conflict, "loss = 1 %", "loss_model = bernoulli"},
    {"LossListZero", R"([network]
loss_list = [3, 0]
[client]
)",
     2, 17, Problem::OutOfRange, "0", "1 … 1000000000"},
    {"LossListBackwards", R"([network]
loss_list = ["9..3"]
[client]
)",
     2, 14, Problem::OutOfRange, "9..3", "9 … 1000000000"},
    {"LossListWord", R"([network]
loss_list.server = [1, "many"]
[client]
)",
     2, 24, Problem::WrongType, "many", "[3, 7, \"10..12\"]"},
    {"LossListTruth", R"([network]
loss_list = true
[client]
)",
     2, 13, Problem::WrongType, "true", "[3, 7, \"10..12\"]"},
    {"MtuWithoutRoom", R"([network]
mtu = 67
[client]
)",
     2, 7, Problem::OutOfRange, "67", "68 … 65535"},
    {"MtuUnit", R"([network]
mtu = "1500 bits"
[client]
)",
     2, 7, Problem::BadUnit, "1500 bits", "octets, B, kB, KiB, MB, MiB"},
    {"JitterReordersWord", R"([network]
jitter_reorders = "no"
[client]
)",
     2, 19, Problem::WrongType, "no", "true or false"},
    {"SeedNegative", R"([network]
seed = -1
[client]
)",
     2, 8, Problem::OutOfRange, "-1", "0 … 18446744073709551615"},
    {"SeedFraction", R"([network]
seed = 1.5
[client]
)",
     2, 8, Problem::WrongType, "1.5", "whole number"},
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
