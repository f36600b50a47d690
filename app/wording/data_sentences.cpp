#include "app/wording/clause_sentences.h"

namespace tcplab {
namespace {

constexpr ClauseSentences rows[] = {
    {Clause::UnacceptableAcked,
     {"{H}: {seg} lies outside the window; it is dropped and answered with an ACK",
      "{H}：{seg} 落在窗口之外，丢弃并以 ACK 应答"},
     {"{Th} expects seq={rack} next, but this segment has seq={seq}. It takes nothing of it and says with "
      "{replynums} where it stands.",
      "{h}下一个期待的是 seq={rack}，而这个报文段的 seq={seq}。它什么也不接收，只用 {replynums} "
      "说明自己的状况。"}},
    {Clause::AnswerThrottled,
     {"{H}: {seg} is dropped, this time without an answer", "{H}：{seg} 被丢弃，这次不再应答"},
     {"{Th} has answered several such segments within a short time. More answers could keep two confused "
      "ends busy "
      "with each other for ever.",
      "{h}在短时间内已经应答过多个这样的报文段。再应答下去，状况不一致的两端可能会无休止地互相应答。"}},
    {Clause::ZeroWindowOnlyControl,
     {"{H}: the window is closed; {text} refused", "{H}：窗口已关闭，拒收 {text}"},
     {"The receive buffer is full because the program does not read. {Th} takes none of the data and answers "
      "with "
      "{replynums}: the same number as before, with a window of zero.",
      "程序没有读取数据，接收缓冲区已满。{h}不接收新的数据，以 {replynums} 应答：确认号不变，窗口为零。"}},
    {Clause::NoAckDropped,
     {"{H}: {seg} carries no ACK and is dropped", "{H}：{seg} 不带 ACK，被丢弃"},
     {"Once a connection is under way every segment acknowledges something; one that does not cannot belong "
      "to it.",
      "连接开始之后，每个报文段都带有确认；不带确认的不可能属于它。"}},
    {Clause::AckOutsideRange,
     {"{H}: {seg} acknowledges too old a number and is dropped", "{H}：{seg} 的确认号过于陈旧，被丢弃"},
     {"ack={ack} lies more than a window behind what has been acknowledged already: it is very old or "
      "forged. "
      "{Th} answers with {replynums}.",
      "ack={ack} 比已确认的位置落后超过一个窗口：它要么非常陈旧，要么是伪造的。{h}以 {replynums} 应答。"}},
    {Clause::AckOfUnsent,
     {"{H}: {seg} acknowledges what has not been sent; it is dropped and answered with an ACK",
      "{H}：{seg} 确认了尚未发送的内容，丢弃并以 ACK 应答"},
     {"ack={ack} lies beyond everything that {h} has sent, so the two ends disagree. {Th} says with "
      "{replynums} where "
      "it stands.",
      "ack={ack} 超出了{h}发送过的一切，可见双方的状况不一致。{h}用 {replynums} 说明自己的状况。"}},
    {Clause::TextQueuedOutOfOrder,
     {"{H}: {seg} arrives ahead of a gap and is kept", "{H}：{seg} 提前到达，先保存起来"},
     {"{Th} still waits for seq={rack}, but this segment begins at seq={seq}. It keeps the data and says at "
      "once what "
      "is missing: this ACK repeats the number of the last one.",
      "{h}还在等 seq={rack}，而这个报文段从 seq={seq} 开始。它保存这些数据，并立即说明缺什么：这个 ACK "
      "重复了上一个的确认号。"}},
    {Clause::TextAfterCloseResets,
     {"{H}: data arrive that nobody will read; RST answers", "{H}：到达的数据不会有程序来读，以 RST 应答"},
     {"The program has closed both directions, so the data ({text}) can be delivered to nobody. The RST "
      "(seq={rseq}, the "
      "number acknowledged) tells {p} that what it sends is lost; {h} goes from {from} to CLOSED.",
      "程序已关闭两个方向，到达的数据（{text}）无法交付。RST（seq={rseq}，即对方的确认号）告知{p}"
      "：它发送的数据丢失了；"
      "{h}从 {from} 进入 CLOSED。"}},
    {Clause::TextIgnoredAfterFin,
     {"{H}: data after the FIN is ignored", "{H}：FIN 之后的数据被忽略"},
     {"{Tp} has already said with its FIN that nothing more would come.",
      "{p}先前已用 FIN 声明不会再有数据。"}},
    {Clause::TextBeyondWindow,
     {"{H}: {seg} reaches beyond the window; the rest is cut off", "{H}：{seg} 超出窗口，多余部分被裁掉"},
     {"{Th} takes what the window allows and acknowledges it with ack={rack}; {p} has to send the rest "
      "again.",
      "{h}接收窗口允许的部分，并以 ack={rack} 确认；其余部分{p}必须重发。"}},
    {Clause::RepairAfterTimeout,
     {"{H}: the ACK brings the next segment that is taken for lost",
      "{H}：这个 ACK 引出下一个被视为丢失的报文段"},
     {"After the time-out everything sent before it is taken for lost. ack={ack} shows how far {p} has come; "
      "{h} "
      "sends what follows again, without waiting for another time-out.",
      "超时之后，此前发送的一切都被视为丢失。ack={ack} "
      "说明{p}收到了哪里；{h}不等下一次超时，直接重发其后的内容。"}},
    {Clause::OldTimestampAcked,
     {"{H}: {seg} has an old timestamp; it is dropped and answered with an ACK",
      "{H}：{seg} 的时间戳过旧，丢弃并以 ACK 应答"},
     {"Its TSval is older than the last one that {h} has kept, so the segment comes from the past, whatever "
      "its "
      "number: this is PAWS. {Th} says with {replynums} where it stands.",
      "它的 TSval 比{h}保存的最近一个更旧，可见这个报文段来自过去，无论序号如何：这就是 PAWS。{h}用 "
      "{replynums} "
      "说明自己的状况。"}},
    {Clause::NoTimestampDropped,
     {"{H}: {seg} carries no timestamp and is dropped", "{H}：{seg} 不带时间戳，被丢弃"},
     {"Both SYNs have agreed that every segment carries one; this one may be an old duplicate or forged.",
      "双方的 SYN 已商定每个报文段都带时间戳；这个报文段可能是旧的重复报文段，也可能是伪造的。"}},
    {Clause::TailLossProbe,
     {"{H}: no ACK has come; a tail loss probe goes out ({replynums})",
      "{H}：没有收到确认，发送尾部丢失探测（{replynums}）"},
     {"If the last segments of a flight are lost, nothing behind them draws duplicate ACKs. Instead of "
      "waiting for "
      "the RTO, {h} asks after about two round trips; the ACK, with its SACK option, will tell what is "
      "missing.",
      "如果最后几个报文段丢失，后面就没有什么能引出重复确认。{h}不等 RTO，大约两个往返时间之后就询问；带有 "
      "SACK "
      "选项的 ACK 会说明缺什么。"}},
    {Clause::KeepAliveProbe,
     {"{H}: the connection has been silent; a keep-alive probe goes out",
      "{H}：连接长时间沉默，发送保活探测"},
     {"seq={rseq} is a number that {p} has acknowledged long ago, so {p} must answer with an ACK, if it is "
      "still "
      "there. Nothing in TCP itself asks for this: an idle connection may rest for ever.",
      "seq={rseq} 是{p}早已确认的序号，{p}只要还在，就必须以 ACK 应答。TCP 本身并不要求这样做："
      "空闲的连接可以永远保持下去。"}},
    {Clause::KeepAliveTimeout,
     {"{H}: no answer to the keep-alive probes; the connection is given up",
      "{H}：保活探测没有应答，放弃连接"},
     {"The probes have been in vain: {h} takes {p} for dead. The connection goes from {from} to CLOSED, and "
      "the "
      "program gets ETIMEDOUT; a RST goes out in case {p} was only out of reach.",
      "几次探测都徒劳：{h}认为{p}已不复存在。连接从 {from} 进入 CLOSED，程序得到 ETIMEDOUT；再发送一个 "
      "RST，以防{p}只是暂时无法到达。"}},
    {Clause::TimeWaitIgnoresReset,
     {"{H}: the RST in TIME-WAIT is ignored", "{H}：忽略 TIME-WAIT 中的 RST"},
     {"It may be an answer to an old duplicate. If it ended TIME-WAIT, old segments could slip into a new "
      "connection between the same ports.",
      "它可能是对旧的重复报文段的应答。如果它结束了 TIME-WAIT，旧报文段就可能混入同一对端口上的新连接。"}},
    {Clause::WindowUpdateSent,
     {"{H}: the program has read, and the window opens again", "{H}：程序读取了数据，窗口重新打开"},
     {"{Th} tells {p} of the new room with an ACK that acknowledges nothing new; without it, {p} would go on "
      "waiting.",
      "{h}用一个不确认新内容的 ACK 把新的窗口告知{p}；否则{p}会一直等下去。"}},
    {Clause::DelayedAckExpired,
     {"{H}: the delayed ACK is sent", "{H}：发出延迟确认"},
     {"No second segment has come, and {h} has had nothing to send that could carry the acknowledgment, so "
      "ack={rack} goes "
      "alone. It must not wait half a second or longer.",
      "既没有等到第二个报文段，{h}也没有数据可以捎带确认，于是单独发送 "
      "ack={rack}。确认的延迟必须短于半秒。"}},
    {Clause::PersistProbe,
     {"{H}: the closed window is probed", "{H}：探测已关闭的窗口"},
     {"{Tp} has offered a window of zero. The segment that opens it again might get lost, so {h} asks from "
      "time to "
      "time: {reply} with {replynums}, to which {p} must answer.",
      "{p}通告的窗口为零。重新打开窗口的报文段可能丢失，所以{h}不时询问：发送 "
      "{reply}（{replynums}），{p}必须应答。"}},
    {Clause::PersistOverride,
     {"{H}: a small segment is sent after all", "{H}：不再等待，发送一个小报文段"},
     {"The window allows only a little, and {h} has held back in the hope of more. Before both ends wait for "
      "ever it "
      "sends what fits.",
      "窗口只允许发送很少的数据，{h}一直等待更大的窗口。为了避免双方永远互等，它发送放得下的部分。"}},
};

} // namespace

std::span<const ClauseSentences> dataSentences() { return rows; }

} // namespace tcplab
