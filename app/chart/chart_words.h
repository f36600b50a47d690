/// The sentences on charts, in both languages.
#pragma once
#include "app/wording/sentence.h"

#include <array>
#include <string_view>

namespace tcplab::words {

struct MetricWords {
    std::string_view metric;
    Sentence name;
};
inline constexpr std::array metricWords{
    MetricWords{"completion_time", {"completion time", "完成时间"}},
    MetricWords{"handshake_time", {"handshake time", "握手时间"}},
    MetricWords{"goodput", {"goodput", "有效吞吐量"}},
    MetricWords{"segments", {"segments sent", "发送的报文段数"}},
    MetricWords{"retransmissions", {"retransmissions", "重传次数"}},
    MetricWords{"timeouts", {"retransmission time-outs", "重传超时次数"}},
    MetricWords{"spurious_retransmissions", {"spurious retransmissions", "多余的重传次数"}},
};
inline constexpr Sentence outcomeShare{"share of runs: {outcome}", "{outcome} 的运行所占比例"};
inline constexpr Sentence establishedShare{"share of runs in which the opener is ESTABLISHED",
                                           "主动打开一方到达 ESTABLISHED 的运行所占比例"};
inline constexpr Sentence chartTitle{"{y} over {x}", "{y}随 {x} 的变化"};
inline constexpr Sentence measured{"measured", "实测"};

inline constexpr Sentence quantileBand{
    "Line: median of {runs} runs a point. Darker band: half of the runs (25 … 75 %). Lighter band: nine "
    "tenths (5 … 95 %).",
    "曲线：每点 {runs} 次运行的中位数。深色带：一半的运行（25 … 75 %）；浅色带：九成的运行（5 … 95 %）。"};
inline constexpr Sentence quantileBars{
    "Mark: median of {runs} runs. Thick bar: half of the runs (25 … 75 %). Thin bar: nine tenths (5 … 95 %).",
    "标记：{runs} 次运行的中位数。粗线：一半的运行（25 … 75 %）；细线：九成的运行（5 … 95 %）。"};
inline constexpr Sentence meanBand{
    "Line: mean of {runs} runs a point. Band: its 95 % confidence interval (Student's t).",
    "曲线：每点 {runs} 次运行的均值。色带：其 95 % 置信区间（Student t）。"};
inline constexpr Sentence shareBand{
    "Line: share of {runs} runs a point. Band: its 95 % confidence interval (Wilson).",
    "曲线：每点 {runs} 次运行中所占的比例。色带：其 95 % 置信区间（Wilson）。"};
inline constexpr Sentence notAllRuns{
    "Only runs that have a value count: where fewest, {share} % of them ({where}).",
    "只统计有此值的运行：最少处占 {share} %（{where}）。"};
inline constexpr Sentence pointsLeftOut{"A logarithmic axis has no place for 0: {count} points are left out.",
                                        "对数轴上没有 0：略去了 {count} 个点。"};

// Theory
inline constexpr Sentence mathisName{"Mathis 1997", "Mathis 1997"};
inline constexpr Sentence pftkName{"PFTK 1998, full", "PFTK 1998（完整式）"};
inline constexpr Sentence survivalName{"1 − (1 − p)ⁿ", "1 − (1 − p)ⁿ"};
inline constexpr Sentence mathisAssumes{"Mathis et al. 1997: MSS/RTT · √(3/(2bp)). Of a long flow of Reno's "
                                        "kind, each loss apart and repaired without a "
                                        "time-out, no limit but the loss.",
                                        "Mathis 等 1997：MSS/RTT · √(3/(2bp))。适用于 Reno "
                                        "类的长流：丢失彼此分开，不经超时即可修复，除丢失外没有别的限制。"};
inline constexpr Sentence pftkAssumes{"PFTK: Padhye et al. 1998, 2000, throughput T(p), with time-outs and "
                                      "the window Wm. Of a long flow of Reno's kind; a "
                                      "loss takes the rest of its round with it, so where losses are "
                                      "independent and SACK repairs several at once it "
                                      "says too little.",
                                      "PFTK：Padhye 等 1998、2000，吞吐量 T(p)，含超时与窗口 Wm。适用于 Reno "
                                      "类的长流；模型假定一次丢失会连带本轮其余报文段，"
                                      "因此在丢失相互独立、SACK 能一次修复多处时偏低。"};
inline constexpr Sentence flowFacts{
    "Here the {sender} sends: MSS {mss} octets, RTT {rtt} ms, b {b}, T0 {t0} s, Wm {window} "
    "segments; losses of ACKs, handshake and slow start "
    "({octets} octets in all) are not in the formulas.",
    "此处由{sender}发送：MSS {mss} 字节，RTT {rtt} ms，b {b}，T0 {t0} s，Wm {window} "
    "个报文段；公式不考虑 ACK 的丢失、握手和慢启动"
    "（共发送 {octets} 字节）。"};
inline constexpr Sentence flowFactsVary{
    "MSS, RTT, b, T0 and Wm are those of each point; losses of ACKs, handshake and slow start ({octets} "
    "octets in all) are "
    "not in the formulas.",
    "MSS、RTT、b、T0 和 Wm 取自各点；公式不考虑 ACK 的丢失、握手和慢启动（共发送 {octets} 字节）。"};
inline constexpr Sentence survivalAssumes{
    "1 − (1 − p)ⁿ: at least one of n SYNs and the SYN, ACK that answers it arrive; p = (1 − loss there)(1 − "
    "loss back), "
    "n = {n}. Where the server repeats its SYN, ACK by itself, more come through than this.",
    "1 − (1 − p)ⁿ：n 个 SYN 中至少有一个到达，且对它的 SYN, ACK 也到达；p =（1 − 去程丢失率）（1 − "
    "回程丢失率），n = {n}。"
    "服务器自行重传 SYN, ACK 时，成功的比公式更多。"};
inline constexpr Sentence noTheoryFor{"No theory is drawn where {why}.", "以下情形不画理论曲线：{why}。"};
inline constexpr Sentence notReno{"congestion control is not Reno's (tahoe, cubic, none)",
                                  "拥塞控制不是 Reno 类（tahoe、cubic、none）"};
inline constexpr Sentence notBernoulli{"losses come in bursts (gilbert-elliott)",
                                       "丢失成串出现（gilbert-elliott）"};
inline constexpr Sentence noFormula{"There is no formula for {y}: theory goes with goodput and established.",
                                    "{y} 没有对应的公式：理论曲线用于 goodput 和 established。"};

} // namespace tcplab::words
