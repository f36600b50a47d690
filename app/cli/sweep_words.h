/// The sentences of `sweep` and `merge`, in both languages.
#pragma once
#include "app/wording/sentence.h"

namespace tcplab::words {

inline constexpr Sentence sweepCommand{
    "Play many random runs of a scenario and of its variants, and write statistics of them as CSV",
    "对一个场景及其各个变体进行大量随机运行，把统计结果写成 CSV"};
inline constexpr Sentence vary{
    "Let a key of the scenario take several values: KEY=VALUE,VALUE,… or KEY=START:END:STEP "
    "(network.loss=0:20%:1%, client.congestion_control=reno,cubic). Given several times, each value meets "
    "each "
    "of the others",
    "让场景的一个键依次取多个值：KEY=值,值,… 或 KEY=起:止:步长（network.loss=0:20%:1%、"
    "client.congestion_control=reno,cubic）。多次给出时，取所有组合"};
inline constexpr Sentence sweepRuns{
    "Runs of each variant (default: 1000). The k-th has the same seed in each of them, so that all meet the "
    "same "
    "luck",
    "每个变体的运行次数（默认：1000）。第 k 次运行在各变体中使用同一种子，因而面对同样的随机性"};
inline constexpr Sentence jobs{
    "Play on so many threads (default: one for each processor); the result is the same",
    "使用多少个线程（默认：每个处理器一个）；结果与线程数无关"};
inline constexpr Sentence sweepOutput{
    "Write into FILE, which appears whole or not at all, instead of standard output; with --shard, the "
    "folder for "
    "the part",
    "写入 FILE 而不是标准输出；文件要么完整出现，要么不出现。使用 --shard 时，为存放分片的文件夹"};
inline constexpr Sentence sweepSeed{
    "The seed from which the runs' seeds are drawn, instead of the scenario's",
    "用来导出各次运行的种子，取代场景中的种子"};
inline constexpr Sentence sweepUntil{"End each run at this time: \"90 s\", \"2 min\"",
                                     "每次运行到此时刻结束：\"90 s\"、\"2 min\""};
inline constexpr Sentence sweepLimit{
    "Cut a run off after so many steps; it counts as “cut-off” (default: 10000000)",
    "每次运行超过这么多步就截断，计为 cut-off（默认：10000000）"};
inline constexpr Sentence resume{"Go on where an interrupted sweep has left off (FILE.partial, also kept "
                                 "every half minute); without one, from "
                                 "the beginning",
                                 "从中断处继续（FILE.partial，每半分钟保存一次）；没有该文件时从头开始"};
inline constexpr Sentence sweepEach{"Instead of statistics a row for each run: its values, its seed, its "
                                    "outcome and what was measured. “tcplab-cli run "
                                    "SCENARIO --set KEY=VALUE --seed SEED” is that very run",
                                    "不写统计结果，而是每次运行占一行：各键的值、种子、结局和测得的数值。“tcp"
                                    "lab-cli run SCENARIO --set KEY=VALUE "
                                    "--seed SEED”就是那一次运行"};
inline constexpr Sentence shard{
    "Play only the I-th of N parts, into part-I-of-N.csv; “tcplab-cli merge” joins them",
    "只进行 N 个分片中的第 I 个，写入 part-I-of-N.csv；用“tcplab-cli merge”合并"};
inline constexpr Sentence sweepFooter{
    "A row for each variant and metric: completion_time (until the programs are done), handshake_time, "
    "goodput, "
    "segments, retransmissions, timeouts (of the retransmission timer), spurious_retransmissions (that "
    "arrived and "
    "brought nothing new), and the share of each outcome. Quantiles are values that occurred, to four "
    "digits. "
    "Intervals are of 95 %: of a mean by Student's t, of a median by order statistics, of a share Wilson's.",
    "每个变体的每项指标占一行：completion_time（到程序全部完成）、handshake_time、goodput、segments、"
    "retransmissions、timeouts（重传定时器超时）、spurious_retransmissions（到达后没有带来新内容的重传），"
    "以及每种结局所占的比例。分位数都是实际出现过的值，保留四位有效数字。置信区间为 95 %：均值用 Student t，"
    "中位数用次序统计量，比例用 Wilson 区间。"};
inline constexpr Sentence mergeCommand{
    "Join the parts of a sweep (sweep --shard) into the file that one machine would write",
    "把分片（sweep --shard）合并成单机运行时会写出的文件"};
inline constexpr Sentence parts{"All parts of one sweep: part-1-of-8.csv … part-8-of-8.csv",
                                "同一个 sweep 的所有分片：part-1-of-8.csv … part-8-of-8.csv"};

// Progress
inline constexpr Sentence sweeping{"{percent} % · {done} of {all} runs · {rate} runs/s · {left} left",
                                   "{percent} % · {done}/{all} 次运行 · 每秒 {rate} 次 · 还需 {left}"};
inline constexpr Sentence sweepStopping{"finishing the runs that have begun (Ctrl+C again: end at once)",
                                        "正在完成已开始的运行（再按 Ctrl+C 立即结束）"};
inline constexpr Sentence sweepInterrupted{
    "interrupted after {done} of {all} runs; what is done is in {file}: the same command with --resume goes "
    "on",
    "已中断，完成了 {all} 次运行中的 {done} 次；结果保存在 {file}：同样的命令加上 --resume 可继续"};
inline constexpr Sentence sweepInterruptedNoFile{
    "interrupted after {done} of {all} runs; only with -o FILE can a sweep go on later",
    "已中断，完成了 {all} 次运行中的 {done} 次；只有使用 -o FILE 才能以后继续"};

// Errors
inline constexpr Sentence eachAlone{
    "--each goes with neither --shard nor --resume: rows are written as they come",
    "--each 不能与 --shard 或 --resume 同时使用：各行随运行写出"};
inline constexpr Sentence eachInterrupted{"interrupted after {done} of {all} runs, which are written",
                                          "已中断：{all} 次运行中的 {done} 次已写出"};
inline constexpr Sentence resumeNeedsFile{
    "--resume needs -o FILE or --shard: a sweep goes on from what lies beside it",
    "--resume 需要 -o FILE 或 --shard：从旁边的文件继续"};
inline constexpr Sentence foreignPartial{"{file} is of another sweep; without --resume it is begun anew",
                                         "{file} 属于另一个 sweep；去掉 --resume 可重新开始"};
inline constexpr Sentence noPart{"{file}: line {line} is not that of a part of a sweep",
                                 "{file}：第 {line} 行不是 sweep 分片的内容"};
inline constexpr Sentence shortPart{"{file}: the file ends too early", "{file}：文件不完整"};
inline constexpr Sentence foreignPart{"{file} is of another sweep than {other}",
                                      "{file} 与 {other} 不属于同一个 sweep"};
inline constexpr Sentence unfinishedPart{"{file} is not finished: {done} of {all} runs",
                                         "{file} 尚未完成：{all} 次运行中的 {done} 次"};
inline constexpr Sentence doubledPart{"{file} and {other} are the same part",
                                      "{file} 与 {other} 是同一个分片"};
inline constexpr Sentence missingParts{"missing: {parts}", "缺少：{parts}"};

} // namespace tcplab::words
