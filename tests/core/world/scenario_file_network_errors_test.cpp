#include "tests/core/world/broken_file.h"

namespace tcplab {
namespace {

const std::vector<BrokenFile> brokenNetworks{
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
     2, 8, Problem::OutOfRange, "1.5", "0 … 1, 0 % … 100 %"},
    {"LossWithoutPercent", R"([network]
loss = 20
[client]
)",
     2, 8, Problem::OutOfRange, "20", "0 … 1, 0 % … 100 %"},
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
};

INSTANTIATE_TEST_SUITE_P(Network, BrokenScenarioFile, testing::ValuesIn(brokenNetworks), nameOfBrokenFile);

} // namespace
} // namespace tcplab
