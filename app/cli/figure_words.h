/// The sentences of `figure`, in both languages.
#pragma once
#include "app/wording/sentence.h"

namespace tcplab::words {

inline constexpr Sentence figureCommand{
    "Draw a run for slides and papers: the timeline, to scale, or the state diagram, as text",
    "为幻灯片和论文画出一次运行：按比例的时间线，或状态图，以文本形式输出"};
inline constexpr Sentence figureFormat{
    "svg; tikz, for LaTeX; mermaid; plantuml. By the ending of FILE (.svg .tex .mmd .puml) unless given, "
    "else svg. "
    "PDF and PNG: tcplab --export FILE",
    "svg；tikz，用于 LaTeX；mermaid；plantuml。不指定时按 FILE 的后缀（.svg .tex .mmd .puml），否则为 svg。"
    "PDF 和 PNG 用 tcplab --export FILE"};
inline constexpr Sentence figureWhat{
    "timeline (default) or diagram: the state diagram with the way of one host",
    "timeline（时间线，默认）或 diagram：状态图，以及一台主机走过的路"};
inline constexpr Sentence figureHost{"Whose state diagram: client (default) or server",
                                     "谁的状态图：client（客户端，默认）或 server（服务器）"};
inline constexpr Sentence figureFrom{"Begin the figure at this time: \"0.2 s\"",
                                     "图从这一时刻开始：\"0.2 s\""};
inline constexpr Sentence figureTo{"End the figure at this time", "图到这一时刻结束"};
inline constexpr Sentence figureRelative{"Count sequence numbers from the ISNs", "序号从初始序号算起"};
inline constexpr Sentence figurePacketdrill{"Write segments as packetdrill does: S. 0:0(0) ack 1",
                                            "像 packetdrill 那样书写报文段：S. 0:0(0) ack 1"};
inline constexpr Sentence figureLinear{"Linear time: idle stretches are not folded",
                                       "线性时间：空闲时段不折叠"};

} // namespace tcplab::words
