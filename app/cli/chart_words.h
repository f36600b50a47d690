/// The sentences of `chart`, in both languages.
#pragma once
#include "app/wording/sentence.h"

namespace tcplab::words {

inline constexpr Sentence chartCommand{
    "Draw what a sweep has come to: curves with bands, theory beside them, as SVG or as CSV of the points",
    "把 sweep 的结果画成图：带误差带的曲线，旁边画出理论曲线；输出 SVG，或各点的 CSV"};
inline constexpr Sentence chartTable{
    "What “tcplab-cli sweep … -o FILE” or merge has written; - for standard input",
    "“tcplab-cli sweep … -o FILE”或 merge 写出的文件；- 表示标准输入"};
inline constexpr Sentence chartX{
    "The key along the x axis (default: the first that is numbers); a part of its name will do",
    "横轴上的键（默认：第一个取数值的键）；写出名称的一部分即可"};
inline constexpr Sentence chartY{
    "What is drawn: completion_time (default), handshake_time, goodput, segments, retransmissions, timeouts, "
    "spurious_retransmissions, “outcome reset” …: the share of runs that came out so, or established: the "
    "share in which "
    "the handshake came about",
    "要画的指标：completion_time（默认）、handshake_time、goodput、segments、retransmissions、timeouts、"
    "spurious_retransmissions、“outcome reset”等（该结局所占的比例），或 established（握手成功的比例）"};
inline constexpr Sentence chartBy{
    "A curve for each value of this key (default: of all other keys that vary); may be given "
    "several times",
    "该键的每个值画一条曲线（默认：其余所有变化的键）；可以多次使用"};
inline constexpr Sentence chartWhere{"Only what has this value of this key; may be given several times",
                                     "只画该键取此值的结果；可以多次使用"};
inline constexpr Sentence chartBandOption{
    "quantiles: median, half and nine tenths of the runs (default); mean: mean and its 95 % confidence "
    "interval. A share "
    "has Wilson's interval",
    "quantiles：中位数、一半与九成的运行（默认）；mean：均值及其 95 % 置信区间。比例用 Wilson 区间"};
inline constexpr Sentence chartLogX{"A logarithmic x axis", "横轴用对数刻度"};
inline constexpr Sentence chartLogY{"A logarithmic y axis", "纵轴用对数刻度"};
inline constexpr Sentence chartTheory{"The scenario that the sweep has played: draws theory beside it. With "
                                      "goodput Mathis 1997 and the full formula of "
                                      "Padhye et al. 1998, with established 1 − (1 − p)ⁿ",
                                      "sweep 所用的场景：在旁边画出理论曲线。goodput 对应 Mathis 1997 和 "
                                      "Padhye 等 1998 的完整公式，established 对应 "
                                      "1 − (1 − p)ⁿ"};
inline constexpr Sentence chartSet{"What the sweep had set in it (with --theory)",
                                   "sweep 中设置过的键（与 --theory 一起使用）"};
inline constexpr Sentence chartFormat{"svg or csv (default: by FILE's ending, else svg)",
                                      "svg 或 csv（默认：按 FILE 的后缀，否则为 svg）"};
inline constexpr Sentence chartSizeOption{"Size of the picture in pixels (default: 900x560)",
                                          "图片大小，以像素计（默认：900x560）"};
inline constexpr Sentence chartFooter{
    "The same as PNG, by the window's program, which needs no screen for it: tcplab --chart TABLE.csv -o "
    "FILE.png, with the "
    "same options.",
    "要得到 PNG，请用窗口程序（不需要屏幕）：tcplab --chart TABLE.csv -o FILE.png，选项相同。"};
inline constexpr Sentence chartNoPng{
    "tcplab-cli draws no PNG; the window's program does, without a screen: tcplab --chart {table} … -o "
    "{file}",
    "tcplab-cli 不画 PNG；窗口程序可以，而且不需要屏幕：tcplab --chart {table} … -o {file}"};

} // namespace tcplab::words
