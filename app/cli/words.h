/// The command line's own sentences, in both languages.
#pragma once
#include "app/wording/sentence.h"

namespace tcplab::words {

// Help
inline constexpr Sentence usage{"Usage: ", "用法："};
inline constexpr Sentence arguments{"Arguments:", "参数："};
inline constexpr Sentence options{"Options:", "选项："};
inline constexpr Sentence commands{"Commands:", "命令："};
inline constexpr Sentence command{"COMMAND", "命令"};
inline constexpr Sentence optionsHere{"[OPTIONS]", "[选项]"};
inline constexpr Sentence program{
    "TCP Lab on the command line: runs two hosts with complete TCP endpoints over an unreliable wire, and "
    "shows "
    "what happens between them and why.",
    "TCP Lab 的命令行：让两台主机的完整 TCP 端点在不可靠的线路上运行，并显示它们之间发生了什么、为什么。"};
inline constexpr Sentence programFooter{
    "A first look: tcplab-cli run three-way-handshake\n"
    "Exit codes: 0; 1 the run failed to do what was asked (it reached its limit, or its output cannot be "
    "written); 2 an input or an option is wrong.",
    "先看看：tcplab-cli run three-way-handshake\n"
    "退出码：0；1 未能完成所要求的事（运行达到上限，或无法写出结果）；2 输入或选项有误。"};
inline constexpr Sentence help{"Show this help and exit", "显示本帮助并退出"};
inline constexpr Sentence version{"Show the version and exit", "显示版本并退出"};
inline constexpr Sentence lang{"Language: en or zh (default: the one of LC_ALL, LC_MESSAGES or LANG)",
                               "语言：en 或 zh（默认取自 LC_ALL、LC_MESSAGES 或 LANG）"};
inline constexpr Sentence ascii{"Write nothing but ASCII (and therefore English)",
                                "只用 ASCII 字符（因而只用英文）"};
inline constexpr Sentence runCommand{"Run a scenario and show what happened", "运行一个场景，显示发生了什么"};
inline constexpr Sentence listCommand{"List the scenarios of the library, by lesson", "按课程列出库中的场景"};
inline constexpr Sentence showCommand{"Print the file of a scenario as it is", "原样打印一个场景的文件"};
inline constexpr Sentence knobsCommand{"List the knobs of a host's TCP, and their values in each profile",
                                       "列出主机 TCP 的各个参数及其在每种配置下的值"};
inline constexpr Sentence replayCommand{
    "Play what a real kernel was put through with two hosts of profile linux, and compare",
    "用两台 linux 配置的主机重演真实内核的经历，并加以比较"};
inline constexpr Sentence traces{
    "Kernel traces (JSON); a folder stands for all of them in it. One line each: passed, failed (the first "
    "difference) or not supported (why); exit code 1 if any failed",
    "内核轨迹（JSON）；文件夹代表其中的所有轨迹。每条轨迹一行：passed、failed（第一处差异）或 "
    "not supported（原因）；若有失败，退出码为 1"};
inline constexpr Sentence matrixCommand{
    "Lose the k-th segment of a scenario, for each k and both directions, and tabulate what comes of it",
    "对场景的两个方向、逐个丢失第 k 个报文段，把结果列成表"};
inline constexpr Sentence compareCommand{
    "Say where two runs part, A and B: two scenarios, or one and the same with something set; and set what "
    "they come to "
    "side by side",
    "说明两次运行 A 与 B 从哪里开始不同（两个场景，或同一场景改了设置），并把它们的结果并排列出"};
inline constexpr Sentence compareOther{"B; without it, B is A with what --set sets",
                                       "B；不写时，B 就是 A 加上 --set 的设置"};
inline constexpr Sentence compareSet{
    "Set a value in B, as in a scenario file; may be repeated. --set client.profile=linux",
    "在 B 中设定一个值，写法同场景文件；可多次使用。--set client.profile=linux"};
inline constexpr Sentence compareFormat{"table: a sentence and a table (default); json",
                                        "table：一句话和一张表（默认）；json"};
inline constexpr Sentence compareFooter{
    "Two congestion controls: tcplab-cli compare slow-start --set client.congestion_control=cubic",
    "比较两种拥塞控制：tcplab-cli compare slow-start --set client.congestion_control=cubic"};
inline constexpr Sentence matrixFormat{"table: for the terminal, with a reason below each row (default); "
                                       "csv; json; markdown. c3 is the third segment that "
                                       "the client sends, s1 the server's first",
                                       "table：用于终端，每行下面附原因（默认）；csv；json；markdown。c3 "
                                       "是客户端发出的第三个报文段，s1 是服务器发出的第一个"};
inline constexpr Sentence pairs{
    "Each pair of losses too: whatever is sent behind the first one, answers to it included",
    "也列出每一对丢失：第一个丢失之后发出的每个报文段，包括为它而重传的"};
inline constexpr Sentence cell{
    "Write the run of one cell as a scenario instead, which opens in the window: c3, or c3,s1 for a pair",
    "改为把一格的运行写成场景，可以在窗口中打开：c3，或 c3,s1 表示一对"};
inline constexpr Sentence exploreCommand{"Explore every way in which the network can treat the segments of a "
                                         "scenario, within a budget, and see whether TCP "
                                         "keeps its promises; if not, show the shortest run that breaks one. "
                                         "Exit code 1 then, or when not all was seen",
                                         "在预算之内穷举网络对待场景中各报文段的每一种方式，检查 TCP "
                                         "是否守住它的承诺；如果没有，给出违反承诺的最短运行。这时，"
                                         "或者没有查完时，退出码为 1"};
inline constexpr Sentence losses{"At most so many segments are lost (default: 1)",
                                 "最多丢失多少个报文段（默认：1）"};
inline constexpr Sentence duplicates{"At most so many arrive twice (default: 0)",
                                     "最多有多少个重复到达（默认：0）"};
inline constexpr Sentence delays{
    "At most so many are held back, until before any later event or until their MSL ends (default: 0)",
    "最多有多少个被延迟，直到以后任一事件之前，或直到其 MSL 终了（默认：0）"};
inline constexpr Sentence reorder{"A segment may also be overtaken by the one behind it",
                                  "报文段也可以被后一个超过"};
inline constexpr Sentence memory{"Room for the states to be remembered: \"512 MiB\" (default: 1 GiB)",
                                 "用于记住状态的空间：\"512 MiB\"（默认：1 GiB）"};
inline constexpr Sentence exploring{"{faults} of {most} faults · {states} states · {memory} MiB",
                                    "{faults}/{most} 次故障 · {states} 个状态 · {memory} MiB"};
inline constexpr Sentence exploredIn{"{events} events in {time}, {memory} MiB for states",
                                     "{time} 内处理 {events} 个事件，状态占 {memory} MiB"};
inline constexpr Sentence checkCommand{
    "Play packetdrill scripts against one simulated host, and say which pass: the script is the other host "
    "and the "
    "application. Exit code 1 if any failed",
    "用一台模拟主机运行 packetdrill 脚本，报告哪些通过：脚本扮演另一台主机和应用程序。有失败时退出码为 1"};
inline constexpr Sentence scripts{"A script (.pkt), a folder with scripts in it, or - for standard input",
                                  "脚本（.pkt）、含有脚本的文件夹，或 -（标准输入）"};
inline constexpr Sentence checkProfile{
    "The host's profile, as “tcplab-cli knobs” has them (default: guessed from the script's dialect)",
    "主机的配置，见“tcplab-cli knobs”（默认：根据脚本的方言推断）"};
inline constexpr Sentence define{
    "Define a symbol for #ifdef, or NAME=VALUE for a word of the script. May be given several times "
    "(default: "
    "STANDARD, what the RFC says)",
    "为 #ifdef 定义符号，或以 NAME=VALUE 定义脚本中的词。可以多次给出（默认：STANDARD，即 RFC 的规定）"};
inline constexpr Sentence strict{"Also fail on packets behind the last expected one, on wrong timestamp "
                                 "echoes and on connections left behind",
                                 "最后一个预期报文段之后的报文段、错误的时间戳回显、遗留的连接也算失败"};
inline constexpr Sentence checked{"{passed} passed, {failed} failed, {skipped} skipped",
                                  "{passed} 通过，{failed} 失败，{skipped} 跳过"};
inline constexpr Sentence scenario{
    "A scenario: a name from “tcplab-cli list”, a file, or - for standard input",
    "场景：“tcplab-cli list”中的名称、文件，或 -（标准输入）"};
inline constexpr Sentence scenarioName{"The name of a scenario, as “tcplab-cli list” has it",
                                       "场景的名称，见“tcplab-cli list”"};
inline constexpr Sentence seed{"The seed of all chance, instead of the scenario's",
                               "随机种子，取代场景中的种子"};
inline constexpr Sentence until{"End the run at this time: \"90 s\", \"2 min\" (default: when nothing is "
                                "left to happen, or after a day with "
                                "nothing but probes that are answered)",
                                "在此时刻结束运行：\"90 s\"、\"2 "
                                "min\"（默认：再没有待发生的事件时，或一天之后只剩下不断得到应答的探测时）"};
inline constexpr Sentence set{
    "Set a value as the file would: network.loss=\"20 %\", client.min_rto=\"300 ms\". May be given several "
    "times",
    "像文件那样设定一个值：network.loss=\"20 %\"、client.min_rto=\"300 ms\"。可以多次给出"};
inline constexpr Sentence format{
    "ladder: both hosts and the segments between them (default); table: one record a line; steps: what "
    "happened "
    "in each step and why, with the section of the RFC; jsonl: the trace as JSON Lines; summary: one JSON "
    "object "
    "with outcomes and counts, which keeps no trace; pcapng: what each host's network interface saw, for "
    "Wireshark",
    "ladder：两台主机以及它们之间的报文段（默认）；table：每行一条记录；steps：每一步发生了什么、为什么，附 "
    "RFC 章节；"
    "jsonl：JSON Lines 格式的轨迹；summary：一个 JSON "
    "对象，含结果与计数，不保留轨迹；pcapng：两台主机的网络接口"
    "各自看到的数据包，供 Wireshark 使用"};
inline constexpr Sentence relative{
    "Count sequence numbers from the ISNs, in ladder and table (the ladder does so where the scenario leaves "
    "the "
    "ISNs to chance)",
    "在 ladder 和 table 中，序号从初始序号算起（场景没有规定初始序号时，ladder 本来就这样）"};
inline constexpr Sentence absolute{"Show sequence numbers as they are", "序号按原值显示"};
inline constexpr Sentence interface{
    "pcapng: whose network interface: client, server or both (default). Wireshark takes both in one file for "
    "one "
    "capture, in which each packet is there twice",
    "pcapng：取谁的网络接口：client、server 或 both（默认）。两个接口放在同一个文件时，Wireshark "
    "会当作一次抓包，每个数据包出现两次"};
inline constexpr Sentence ipv6{
    "pcapng: write IPv6 packets, the client being fd00::1 and the server fd00::2 (default: IPv4 with the "
    "scenario's addresses, 10.0.0.1 and 10.0.0.2 unless it says otherwise)",
    "pcapng：写 IPv6 数据包，客户端为 fd00::1，服务器为 fd00::2（默认用 IPv4 "
    "和场景中的地址；场景没有规定时为 "
    "10.0.0.1 和 10.0.0.2）"};
inline constexpr Sentence check{"Hold the run against the rules that every run keeps (SND.UNA ≤ SND.NXT, "
                                "both ends agree on the stream, no "
                                "segment older than MSL …), after each step; broken: exit code 1",
                                "每一步之后核对任何运行都必须遵守的规则（SND.UNA ≤ "
                                "SND.NXT、两端对数据流的看法一致、没有超过 MSL 的报文段等）；"
                                "违反则退出码为 1"};
inline constexpr Sentence ruleBroken{
    "after step {step} ({time}): {rule} does not hold, {host}, connection {conn}",
    "第 {step} 步之后（{time}）：{rule} 不成立，{host}，连接 {conn}"};
inline constexpr Sentence ruleBrokenOnHost{"after step {step} ({time}): {rule} does not hold, {host}",
                                           "第 {step} 步之后（{time}）：{rule} 不成立，{host}"};
inline constexpr Sentence rulesHold{"checked: {rules} rules hold after each of {count} steps",
                                    "已核对：{rules} 条规则在 {count} 步的每一步之后都成立"};
inline constexpr Sentence limit{
    "Stop after this many records (summary: steps), with exit code 1 (default: 20000000; summary: "
    "1000000000)",
    "在这么多条记录（summary：这么多步）之后停止，退出码为 1（默认：20000000；summary：1000000000）"};
inline constexpr Sentence output{
    "Write into FILE, which appears whole or not at all, instead of standard output",
    "写入 FILE 而不是标准输出；文件要么完整出现，要么不出现"};
inline constexpr Sentence names{"The names alone, one a line", "只列名称，每行一个"};

// Errors
inline constexpr Sentence missing{"{what} is missing; {command} --help shows how it is used",
                                  "缺少 {what}；用法见 {command} --help"};
inline constexpr Sentence missingValue{"{what} takes a value; {command} --help shows which",
                                       "{what} 需要一个值；见 {command} --help"};
inline constexpr Sentence unknownCommand{"there is no command “{what}”; there are: {known}",
                                         "没有命令“{what}”；可用的是：{known}"};
inline constexpr Sentence unknownCommandNear{"there is no command “{what}”; did you mean “{known}”?",
                                             "没有命令“{what}”；你是不是想用“{known}”？"};
inline constexpr Sentence unknownOption{"there is no option “{what}” here; there are: {known}",
                                        "这里没有选项“{what}”；可用的是：{known}"};
inline constexpr Sentence unknownOptionNear{"there is no option “{what}” here; did you mean “{known}”?",
                                            "这里没有选项“{what}”；你是不是想用“{known}”？"};
inline constexpr Sentence didYouMean{"did you mean “{known}”?", "你是不是想用“{known}”？"};
inline constexpr Sentence unexpected{
    "“{what}” is one argument too many; {command} --help shows how it is used",
    "“{what}” 是多余的参数；用法见 {command} --help"};
inline constexpr Sentence misunderstood{
    "the arguments cannot be understood ({what}); {command} --help shows how it is used",
    "无法理解这些参数（{what}）；用法见 {command} --help"};
inline constexpr Sentence seeList{"“tcplab-cli list” shows the scenarios there are",
                                  "“tcplab-cli list”列出现有的场景"};
inline constexpr Sentence cannotRead{"{what}: cannot be read: {why}", "{what}：无法读取：{why}"};
inline constexpr Sentence cannotWrite{"{what}: cannot be written: {why}", "{what}：无法写入：{why}"};
inline constexpr Sentence standardInput{"standard input", "标准输入"};
inline constexpr Sentence standardOutput{"standard output", "标准输出"};
inline constexpr Sentence limitReached{
    "the run was cut off: it has reached the limit of {count}; --limit and --until say where a run ends",
    "运行被截断：已达到 {count} 的上限；可用 --limit 和 --until 规定运行在何处结束"};
inline constexpr Sentence notReached{
    "the run ends at step {step}; interventions ([[user]]) of later steps, {count} in number, were not made",
    "运行在第 {step} 步结束；其后各步的 {count} 个干预（[[user]]）没有进行"};
inline constexpr Sentence binaryToTerminal{
    "pcapng is no text: say -o FILE, or send it into a pipe (| wireshark -k -i -)",
    "pcapng 不是文本：请用 -o FILE，或送入管道（| wireshark -k -i -）"};
inline constexpr Sentence asciiChinese{
    "--ascii and --lang {what} exclude each other: Chinese cannot be written in ASCII",
    "--ascii 与 --lang {what} 互相排斥：ASCII 写不出中文"};

} // namespace tcplab::words
