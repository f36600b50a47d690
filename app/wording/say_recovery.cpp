// Losses noticed and repaired, the congestion window, timers.
#include "app/wording/say_rows.h"

#include <array>

namespace tcplab {
namespace {

constexpr std::array<SayRow, sizeOf(recoveryPart)> rows{{
    {Say::DuplicateAckHeadline,
     {"{H}: a duplicate ACK arrives, the {count} for ack={ack}",
      "{H}：收到 ack={ack} 的第 {count} 个重复确认"}},
    {Say::DuplicateAckBody,
     {"It acknowledges nothing new: something else than seq={ack} has reached {p}, perhaps a segment from "
      "behind a gap. It need not be a loss, segments may only have changed places on the way; the third "
      "duplicate ACK is taken for a sign of one.",
      "它没有确认新内容：到达{p}的不是所等待的 "
      "seq={ack}"
      "，可能是缺口之后的报文段。原因未必是丢失，也可能只是途中乱序；到第三个重复确认，才视为丢失的迹象。"}},
    {Say::LaterDuplicateBody,
     {"Yet another segment has arrived behind the gap; {p} still waits for seq={ack}.",
      "又有一个报文段在缺口之后到达；{p}仍在等待 seq={ack}。"}},
    {Say::SackTells,
     {"Its SACK option tells more: {blocks} have arrived.", "它的 SACK 选项说明得更多：{blocks} 已经到达。"}},
    {Say::WindowMovesToo,
     {"Its window is not the same as before ({window} now); an ACK that reports new blocks counts all the "
      "same.",
      "它的窗口与先前不同（现为 {window}）；但报告了新数据块的 ACK 照样计入重复确认。"}},
    {Say::SackReports,
     {"Its SACK option names what is here already: {blocks}.",
      "它的 SACK 选项列出已经到达的数据：{blocks}。"}},
    {Say::LimitedTransmit,
     {"Meanwhile {h} may send new data ({sent}) beyond the congestion window, for the ACKs that it will "
      "bring (limited transmit).",
      "与此同时，{h}可以超出拥塞窗口发送新数据（{sent}），好换来更多确认（受限传输）。"}},
    {Say::LimitedTransmitSack,
     {"What SACK reports has left the network, so the congestion window has room again: {h} may send new "
      "data "
      "meanwhile ({sent}), for the ACKs that it will bring (limited transmit).",
      "SACK 报告的数据已离开网络，拥塞窗口又有余地：{h}可以趁此发送新数据（{sent}），好换来更多确认"
      "（受限传输）。"}},
    {Say::FastRetransmitHeadline,
     {"{H}: fast retransmit: seq={aseq} is sent again at once", "{H}：快速重传：立即重发 seq={aseq}"}},
    {Say::FastRetransmitBody,
     {"This is the {count} duplicate ACK for ack={ack}: segments keep arriving, only this one does not. {Th} "
      "takes it for lost and does not wait for the retransmission timer.",
      "这是 ack={ack} 的第 {count} "
      "个重复确认：后面的报文段不断到达，唯独缺这一个。{h}认为它已丢失，不等重传计时器到期。"}},
    {Say::FastRetransmitSackBody,
     {"So much has arrived behind seq={aseq} ({blocks}, by the SACK option) that {h} takes it for lost. It "
      "does not wait for the retransmission timer.",
      "seq={aseq} 之后已有很多数据到达（SACK 选项：{blocks}），{h}认为它已丢失，不等重传计时器到期。"}},
    {Say::NextHoleHeadline,
     {"{H}: SACK shows the next hole: seq={aseq} is sent again",
      "{H}：SACK 指出下一个缺口：重发 seq={aseq}"}},
    {Say::NextHoleBody,
     {"The ACK repeats ack={ack}, but its SACK option says that {blocks} have arrived: seq={aseq} is "
      "missing, too. {Th} repairs it in the same round trip, without waiting for a partial ACK.",
      "这个 ACK 重复了 ack={ack}，但它的 SACK 选项说明 {blocks} 已经到达：seq={aseq} "
      "也缺失。{h}在同一个往返时间内就补上，不必等待部分确认。"}},
    {Say::LostAgainHeadline,
     {"{H}: the repetition of seq={aseq} is taken for lost, and it is sent once more",
      "{H}：认为重发的 seq={aseq} 也已丢失，再发一次"}},
    {Say::LostAgainBody,
     {"{Th} has sent seq={aseq} again before. Now something has arrived that left no earlier than that "
      "repetition, and the repetition is still not acknowledged: by time (RACK), {h} takes it for lost as "
      "well.",
      "{h}先前已重发过 seq={aseq}。与那次重发同时或更晚发出的报文段已经到达，而那次重发仍未得到确认：{h}"
      "按时间（RACK）认为它也丢失了。"}},
    {Say::PartialAckHeadline,
     {"{H}: a partial ACK: seq={aseq}, the next hole, is sent again",
      "{H}：部分确认：重发下一个缺口 seq={aseq}"}},
    {Say::PartialAckBody,
     {"ack={ack} covers only part of what was in flight when the recovery began: the repair has arrived, but "
      "the segment at seq={aseq} is missing, too. {Th} sends it again without three more duplicate ACKs.",
      "ack={ack} 只覆盖快速恢复开始时在途数据的一部分：重发的报文段已到，但 seq={aseq} "
      "处的报文段也缺失。{h}不必再等三个重复确认，立即重发。"}},
    {Say::RescueHeadline,
     {"{H}: seq={aseq} is sent again, to keep the ACKs coming", "{H}：重发 seq={aseq}，好让确认继续到来"}},
    {Say::RescueBody,
     {"SACK shows nothing that is certainly lost, and there is nothing new to send. {Th} repeats once the "
      "last segment that has not been reported as arrived; else the recovery might end in a time-out.",
      "SACK "
      "没有再指出确定丢失的内容，也没有新数据可发。{h}"
      "把最后一个未报告到达的报文段重发一次，以免恢复以超时告终。"}},
    {Say::UnsureRepairBody,
     {"SACK shows nothing that is certainly lost, and there is nothing new to send. But octets above have "
      "arrived, "
      "so {h} sends again what is missing below them, without waiting for more reports.",
      "SACK 没有再指出确定丢失的内容，也没有新数据可发。但更高处的字节已经到达，{h}"
      "于是不等更多报告，就重发其下缺少的内容。"}},
    {Say::CwndBegins,
     {"The congestion window begins at {cwnd} octets: so much may be in flight until the first ACKs come.",
      "拥塞窗口从 {cwnd} 字节起步：在收到最初的确认之前，最多有这么多数据在途。"}},
    {Say::CwndSlowStart,
     {"Slow start: the congestion window grows by {grown}, to {cwnd}.",
      "慢开始：拥塞窗口增大 {grown}，变为 {cwnd}。"}},
    {Say::CwndAvoidance,
     {"Congestion avoidance: the congestion window grows by only {grown}, to {cwnd}.",
      "拥塞避免：拥塞窗口只增大 {grown}，变为 {cwnd}。"}},
    {Say::CwndReachesThreshold,
     {"The congestion window grows to {cwnd} and has reached the slow-start threshold of {ssthresh}: "
      "congestion avoidance begins.",
      "拥塞窗口增大到 {cwnd}，达到慢开始门限 {ssthresh}：拥塞避免开始。"}},
    {Say::CwndHalvedAndThree,
     {"A loss is taken for a sign of congestion: the slow-start threshold becomes {share}, {ssthresh}, and "
      "the congestion window that plus the three segments that have left the network, {cwnd}. Fast recovery "
      "begins.",
      "丢失被视为拥塞的迹象：慢开始门限变为{share}，即 "
      "{ssthresh}；拥塞窗口变为门限加上已离开网络的三个报文段，即 {cwnd}。快速恢复开始。"}},
    {Say::CwndHalved,
     {"A loss is taken for a sign of congestion: slow-start threshold and congestion window become {share}, "
      "{ssthresh}. Fast recovery begins.",
      "丢失被视为拥塞的迹象：慢开始门限和拥塞窗口都变为{share}，即 {ssthresh}。快速恢复开始。"}},
    {Say::CwndComesDown,
     {"The slow-start threshold is {ssthresh}, and the congestion window comes down to it step by step: now "
      "{cwnd}.",
      "慢开始门限为 {ssthresh}，拥塞窗口逐步降到那里：现为 {cwnd}。"}},
    {Say::CwndBelowThreshold,
     {"The slow-start threshold is {ssthresh}. Less than that is in flight, and the congestion window goes "
      "by what is: {cwnd} now. The recovery, when it ends, sets it to the threshold.",
      "慢开始门限为 {ssthresh}。在途的数据少于门限，拥塞窗口随在途数据量而定：现为 "
      "{cwnd}。恢复结束时，它被设为门限。"}},
    {Say::CwndTahoe,
     {"A loss is taken for a sign of congestion: the slow-start threshold becomes {share}, {ssthresh}; and "
      "since Tahoe knows no fast recovery, slow start begins anew with {cwnd} "
      "octets.",
      "丢失被视为拥塞的迹象：慢开始门限变为{share}，即 {ssthresh}；Tahoe 没有快速恢复，于是从 "
      "{cwnd} 字节重新慢开始。"}},
    {Say::CwndInflates,
     {"Since one more segment has left the network, the congestion window grows by one segment, to {cwnd}.",
      "又有一个报文段离开了网络，因此拥塞窗口增大一个报文段，变为 {cwnd}。"}},
    {Say::CwndDeflates,
     {"The congestion window gives back what has been acknowledged, less one segment: {cwnd}.",
      "拥塞窗口减去已确认的量，再加上一个报文段：{cwnd}。"}},
    {Say::CwndRecoveryEnds,
     {"Everything that was in flight when the loss was seen is acknowledged now: the recovery is over. The "
      "congestion window is {cwnd}, the slow-start threshold {ssthresh}; next comes {phase}.",
      "发现丢失时在途的一切现在都已确认：恢复结束。拥塞窗口为 {cwnd}，慢开始门限为 "
      "{ssthresh}；接下来是{phase}。"}},
    {Say::CwndTimeout,
     {"A time-out is taken for heavy congestion: the slow-start threshold becomes {ssthresh} ({share}, but "
      "at "
      "least two segments), and the congestion window one segment.",
      "超时被视为严重拥塞：慢开始门限变为 "
      "{ssthresh}（{share}，但至少两个报文段），拥塞窗口变为一个报文段。"}},
    {Say::CwndTimeoutAgain,
     {"A time-out is taken for heavy congestion: the congestion window becomes one segment. The slow-start "
      "threshold stays at {ssthresh}.",
      "超时被视为严重拥塞：拥塞窗口变为一个报文段。慢开始门限仍为 {ssthresh}。"}},
    {Say::CwndRestart,
     {"For longer than RTO {h} has sent nothing new, so it is not known what the network can bear now: the "
      "congestion window goes back to {cwnd}.",
      "{h}已有超过一个 RTO 的时间没有发送新数据，网络现在的承受能力不得而知：拥塞窗口退回到 {cwnd}。"}},
    {Say::CwndTailRepaired,
     {"The probe has repaired a loss, so the window must shrink as for any other: slow-start threshold "
      "{ssthresh}, congestion window {cwnd}.",
      "探测修复了一次丢失，因此像其他丢失一样缩小窗口：慢开始门限 {ssthresh}，拥塞窗口 {cwnd}。"}},
    {Say::CwndEcn,
     {"ECE says that a router has marked a segment because its queue grows. {Th} answers as to a loss: "
      "slow-start threshold {ssthresh}, congestion window {cwnd}; but nothing needs to be sent again.",
      "ECE 说明路由器因队列变长而标记了报文段。{h}像对待丢失那样应对：慢开始门限 {ssthresh}，拥塞窗口 "
      "{cwnd}；但不必重发任何内容。"}},
    {Say::CwndGivenBack,
     {"Nothing had been lost after all: {h} takes back what it did to the window. Congestion window {cwnd}.",
      "其实什么也没有丢失：{h}撤销对窗口所做的改变。拥塞窗口为 {cwnd}。"}},
    {Say::DuplicateReported,
     {"The ACK reports the duplicate in its SACK option (D-SACK: {blocks}): had {p} sent these octets twice, "
      "it would see now that it was needless.",
      "ACK 在 SACK "
      "选项中报告这次重复（D-SACK：{blocks}）：如果{p}把这些字节发送了两次，它由此知道那是多余的。"}},
    {Say::TwiceHeadline,
     {"{H}: an ACK reports octets that have arrived twice", "{H}：收到的 ACK 报告有字节重复到达"}},
    {Say::TwiceSentTwice,
     {"The first block of its SACK option is a D-SACK: {twice} have arrived twice. {Th} did send them twice, "
      "so one of the two was needless.",
      "SACK 选项的第一块是 D-SACK：{twice} 重复到达了。{h}确实发送了两次，可见其中一次是多余的。"}},
    {Say::TwiceSentOnce,
     {"The first block of its SACK option is a D-SACK: {twice} have arrived twice. {Th} has sent them only "
      "once, so the network has doubled them.",
      "SACK 选项的第一块是 D-SACK：{twice} 重复到达了。{h}只发送过一次，可见是网络复制了它们。"}},

    {Say::RetransmitHeadline,
     {"{H}: the retransmission timer expired, so it sends {what} again",
      "{H}：重传计时器到期，因此重发{what}"}},
    {Say::RetransmitOriginalLost,
     {"The {oldseg} of {h} ({oldnums}) was lost. {Th} notices only that no acknowledgment has come for "
      "{wait}, and "
      "sends the same numbers once more; it stays in {state}.",
      "{h}的 {oldseg}（{oldnums}）丢失了。{h}只知道 {wait} "
      "内没有收到确认，于是用同样的序号再发一次；它停留在 {state}。"}},
    {Say::RetransmitAckLost,
     {"{Tp} did receive it, but its {ackseg} ({acknums}) was lost. {Th} is still in {state}: it has no way "
      "to know "
      "that its {oldseg} arrived.",
      "{p}其实已经收到，但它的 {ackseg}（{acknums}）丢失了。{h}仍处于 {state}：它无法知道自己的 {oldseg} "
      "已经到达。"}},
    {Say::RetransmitIgnored,
     {"The {oldseg} ({oldnums}) did arrive, but {p} did not acknowledge it. {Th} is still in {state}; after "
      "{wait} "
      "without an acknowledgment it tries again.",
      "{oldseg}（{oldnums}）已经到达，但{p}没有确认。{h}仍处于 {state}；{wait} "
      "内没有收到确认，就再试一次。"}},
    {Say::RetransmitAnswerIgnored,
     {"{Tp} did receive it and has acknowledged it, but {h} took nothing of that {ackseg} ({acknums}): "
      "{reason}. So {h} is still in {state}, and after {wait} sends the same numbers once more.",
      "{p}已经收到，也作了确认，但{h}没有接受那个 {ackseg}（{acknums}）：{reason}。因此{h}仍处于 {state}，"
      "{wait} 之后用同样的序号再发一次。"}},
    {Say::RetransmitNothingLost,
     {"Nothing was lost: the acknowledgment is still on its way, but {wait} was too short a wait. {Th} "
      "cannot know that "
      "and sends the same numbers once more.",
      "什么也没有丢失：确认还在途中，只是 {wait} 的等待太短了。{h}无从得知，于是用同样的序号再发一次。"}},
    {Say::RetransmitHeldUp,
     {"Nothing was lost: the {oldseg} of {h} ({oldnums}) is still on its way, held up in the network. {Th} "
      "cannot know "
      "that; after {wait} without an acknowledgment it sends the same numbers once more.",
      "什么也没有丢失：{h}的 {oldseg}（{oldnums}）还滞留在网络中。{h}无从得知；{wait} "
      "内没有收到确认，就用同样的序号再发一次。"}},
    {Say::RetransmitBackOff,
     {"The next time-out comes only after {next} (exponential back-off).",
      "下一次超时要等 {next}（指数退避）。"}},
    {Say::RetransmitAtMaximum,
     {"The next time-out comes after {next}: RTO has reached its maximum and is not doubled any more.",
      "下一次超时在 {next} 之后：RTO 已达到上限，不再加倍。"}},
    {Say::RetransmitLastTry,
     {"This is the last attempt: if nothing comes before {due}, the connection is given up.",
      "这是最后一次尝试：如果到 {due} 仍无应答，就放弃连接。"}},
    {Say::RetransmitLinear,
     {"The next time-out comes after {next} again: this host begins exponential back-off only after several "
      "SYNs.",
      "下一次超时仍是 {next} 之后：这台主机发送若干个 SYN 之后才开始指数退避。"}},
    {Say::RetransmitPeerInTimeWait,
     {"Because {p} waits in TIME-WAIT, it is still there to answer: it will send the ACK again and start its "
      "2·MSL timer "
      "anew. Had it gone straight to CLOSED, the answer would be a RST.",
      "因为{p}还在 TIME-WAIT 中等待，所以能够应答：它会重发 ACK 并重新开始 2·MSL 计时。假如它当初直接进入 "
      "CLOSED，"
      "应答就会是 RST。"}},
    {Say::GivenUpHeadline, {"{H}: no answer; the connection is given up", "{H}：得不到应答，放弃连接"}},
    {Say::GivenUpBody,
     {"{Th} has sent {oldseg} {count} in {wait}, and no acknowledgment has come. The connection goes from "
      "{from} to "
      "CLOSED; what was queued is thrown away, and the program gets ETIMEDOUT.",
      "{h}在 {wait} 内发送了{count} {oldseg}，始终没有收到确认。连接从 {from} 进入 "
      "CLOSED；队列中的内容全部丢弃，"
      "程序得到 ETIMEDOUT。"}},
    {Say::GivenUpAfterClose,
     {"{Th} has sent {oldseg} {count} in {wait}, and no acknowledgment has come. The connection goes from "
      "{from} to CLOSED; what was queued is thrown away. The program has closed it already: no call of its "
      "fails, and it never hears of this.",
      "{h}在 {wait} 内发送了{count} {oldseg}，始终没有收到确认。连接从 {from} 进入 "
      "CLOSED；队列中的内容全部丢弃。程序早已关闭这条连接：没有调用会失败，它对此一无所知。"}},
    {Say::GivenUpToListen,
     {"{Th} has sent {oldseg} {count} in {wait}, and no acknowledgment has come. It forgets this attempt and "
      "goes on "
      "listening; its program never hears of it.",
      "{h}在 {wait} 内发送了{count} "
      "{oldseg}，始终没有收到确认。它放弃这次握手，继续监听；程序对此一无所知。"}},
    {Say::TimeWaitCutShort,
     {"{H}: TIME-WAIT ends after {stay}, before 2·MSL is over", "{H}：{stay} 后 TIME-WAIT 结束，短于 2·MSL"}},
    {Say::TimeWaitCutShortBody,
     {"The TCB is deleted, and the ports can be used again, although old segments of this connection may "
      "still be on the wire. If the FIN comes again, only a RST can answer it.",
      "TCB 被删除，端口可以再次使用，尽管网络中可能还有这条连接的旧报文段。FIN 若再来，得到的应答只能是 "
      "RST。"}},
    {Say::AckByItself, {"{H}: the FIN is acknowledged by an ACK of its own", "{H}：单独发送 ACK，确认 FIN"}},
    {Say::AckByItselfBody,
     {"The program has sent nothing at this moment that could carry the acknowledgment, so {h} sends "
      "ack={rack} alone: "
      "one more than the number of the FIN, which takes up one sequence number. It stays in {state}.",
      "此刻程序没有发送任何可以捎带确认的内容，于是{h}单独发送 ack={rack}：比 FIN 的序号大 1，因为 FIN "
      "占用一个序号。"
      "它停留在 {state}。"}},
    {Say::DelayedAckOfSeveral,
     {"{count} segments have come since the last ACK, but none that this host answers at once, and it has "
      "had "
      "nothing to send that could carry the acknowledgment, so ack={rack} goes alone. It must not wait half "
      "a "
      "second or longer.",
      "上一个 ACK 之后到达了 {count} "
      "个报文段，但都不是这台主机立即应答的；它也没有数据可以捎带确认，于是单独发送 "
      "ack={rack}。确认的延迟必须短于半秒。"}},
    {Say::TimerExpires, {"{H}: the {timer} expires", "{H}：{timer}到期"}},
    {Say::ReorderingOver,
     {"{H}: the reordering timer expires; seq={rseq} is taken for lost and sent again",
      "{H}：乱序计时器到期，认为 seq={rseq} 已丢失并重发"}},
    {Say::ReorderingOverBody,
     {"Something that left after seq={rseq} has arrived. {Th} has waited a while, since segments may change "
      "places on the way; now it takes seq={rseq} for lost (RACK) and does not wait for the retransmission "
      "timer.",
      "在 seq={rseq} 之后发出的报文段已经到达。途中可能乱序，{h}为此等了一会儿；现在它认为 seq={rseq} "
      "已丢失（RACK），不等重传计时器到期。"}},
    {Say::NotSentAgain,
     {"{H}: the {timer} expires, and nothing is sent again", "{H}：{timer}到期，但不重传"}},
    {Say::NotSentAgainBody,
     {"By the rule the earliest segment that is not acknowledged would be sent again. This host does without "
      "retransmission: what the network loses stays lost.",
      "按规则应当重传最早的未被确认的报文段。这台主机去掉了重传：网络丢失的就永远丢失。"}},
}};
static_assert(isInOrder(rows, recoveryPart));

} // namespace

std::span<const SayRow> recoveryRows() { return rows; }

} // namespace tcplab
