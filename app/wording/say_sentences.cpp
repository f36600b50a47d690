#include "app/wording/sentence.h"

#include <array>

namespace tcplab {
namespace {

struct Row {
    Say say = Say::BeginningNoSummary;
    Sentence sentence{};
};

constexpr std::array<Row, sayCount> rows{{
    {Say::BeginningNoSummary, {"Before the first step", "第一步之前"}},
    {Say::BeginningHint,
     {"Nothing has happened yet: both hosts are up, their programs are about to begin, the wire is empty.",
      "什么都还没有发生：两台主机已启动，程序即将开始，线路上还没有报文段。"}},
    {Say::ProgramGoesOn, {"A program goes on", "程序继续运行"}},

    {Say::TextArrives, {"{H}: {text} received in order", "{H}：{text}按序到达"}},
    {Say::TextArrivesBody,
     {"seq={seq} is just what {h} was waiting for. The text goes to the receive buffer, and the next number "
      "expected is {rack}.",
      "seq={seq} 正是{h}所等待的。数据放入接收缓冲区，下一个期待的序号是 {rack}。"}},
    {Say::TextTakenBody,
     {"seq={seq} is just what {h} was waiting for. The text goes to the receive buffer, and the recv that is "
      "waiting takes from there at once what it asked for. The next number expected is {rack}.",
      "seq={seq} 正是{h}所等待的。数据放入接收缓冲区，正在等待的 recv "
      "随即从中取走它所要的。下一个期待的序号是 "
      "{rack}。"}},
    {Say::TextAckedNow, {"It is acknowledged at once with ack={rack}.", "立即以 ack={rack} 确认。"}},
    {Say::TextAckedQuick,
     {"It is acknowledged at once with ack={rack}: this host does not delay the first ACKs of a connection, "
      "so that "
      "{p} may soon send more.",
      "立即以 ack={rack} 确认：这台主机不延迟一条连接最初的若干个 ACK，好让{p}尽快发送更多数据。"}},
    {Say::TextAckedSecond,
     {"It is the second segment since the last ACK, so it is acknowledged without delay: ack={rack}.",
      "这是上一个 ACK 之后的第二个报文段，因此不再延迟，立即确认：ack={rack}。"}},
    {Say::TextFillsGap,
     {"This fills the gap: together with what had been kept, everything before {rack} is there now, and "
      "ack={rack} "
      "says so at once.",
      "缺口补上了：连同先前保存的数据，{rack} 之前的一切都已收到，立即以 ack={rack} 告知。"}},
    {Say::TextAckDelayed,
     {"The ACK may wait up to {wait}: perhaps a second segment comes, or {h} has something to send that can "
      "carry the "
      "acknowledgment.",
      "ACK 最多可以延迟 {wait}：也许会有第二个报文段到来，或者{h}正好有数据要发送，可以捎带这个确认。"}},
    {Say::AckArrives, {"{H}: the ACK arrives: {text} acknowledged", "{H}：收到 ACK，{text}得到确认"}},
    {Say::AckArrivesBody,
     {"ack={ack} is the number that {p} expects next, so everything before it has arrived. {Th} need not "
      "keep it for "
      "retransmission any longer.",
      "ack={ack} 是{p}下一个期待的序号，在此之前的一切都已到达。{h}不必再为重传而保留它们。"}},
    {Say::AckNothingNew, {"{H}: an ACK arrives that says nothing new", "{H}：收到一个没有新内容的 ACK"}},
    {Say::AckNothingNewBody,
     {"ack={ack} was known already: a repeated acknowledgment does no harm. {Th} stays in {state}.",
      "ack={ack} 先前已经收到过：重复的确认没有害处。{h}停留在 {state}。"}},
    {Say::AckWithZeroWindow,
     {"It also says that the window of {p} is closed: {h} must not send more until it opens.",
      "它还说明{p}的窗口已关闭：窗口重新打开之前，{h}不得再发送数据。"}},
    {Say::WindowOpens, {"{H}: the window of {p} opens again", "{H}：{p}的窗口重新打开"}},
    {Say::WindowOpensBody,
     {"ack={ack} acknowledges nothing new, but the window that comes with it is larger than before: "
      "{window}.",
      "ack={ack} 没有确认新内容，但随它而来的窗口比先前大：{window}。"}},
    {Say::WindowScaled,
     {"From now on windows are scaled: the field says {field}, shifted by {shift} that is {window}.",
      "从此窗口要移位：字段为 {field}，左移 {shift} 位就是 {window}。"}},
    {Say::WindowGrows,
     {"{H}: an ACK arrives that brings a larger window", "{H}：收到一个通告更大窗口的 ACK"}},
    {Say::WindowGrowsBody,
     {"ack={ack} acknowledges nothing new, but the window of {p} is {window} now: its program has read.",
      "ack={ack} 没有确认新内容，但{p}的窗口现为 {window}：那里的程序读取了数据。"}},
    {Say::WindowStillZero,
     {"{H}: the ACK says that the window is still closed", "{H}：ACK 说明窗口仍然关闭"}},
    {Say::WindowStillZeroBody,
     {"ack={ack} acknowledges nothing new, and the window is still zero: {h} must wait and ask again.",
      "ack={ack} 没有确认新内容，窗口仍为零：{h}只能等待，之后再次探测。"}},
    {Say::FinFollows,
     {"Everything before it has been sent now, so the FIN that waited behind the data goes out "
      "(seq={finseq}).",
      "此前的数据已全部发出，排在其后的 FIN 随即发送（seq={finseq}）。"}},
    {Say::TextToo,
     {"The segment also carries text ({text}), which goes to the receive buffer.",
      "这个报文段还带有数据（{text}），一并放入接收缓冲区。"}},
    {Say::TextTooTaken,
     {"The segment also carries text ({text}); the recv that is waiting takes at once what it asked for.",
      "这个报文段还带有数据（{text}），正在等待的 recv 随即取走它所要的。"}},
    {Say::TextInFinWait,
     {"{Th} has closed only its own direction: in {state} it still receives.",
      "{h}只关闭了自己的方向：在 {state} 中它仍然接收数据。"}},
    {Say::FinAckedToo,
     {"ack={ack} covers the FIN of {h}: {p} has everything that {h} sent.",
      "ack={ack} 覆盖了{h}的 FIN：{h}发送的内容{p}已全部收到。"}},
    {Say::AckOwed,
     {"The segment also carries the acknowledgment that was still due, ack={rack}: no ACK of its own is "
      "needed.",
      "这个报文段还捎带了尚未发出的确认 ack={rack}，不必单独发送 ACK。"}},
    {Say::AckOwedFin,
     {"The same segment acknowledges the FIN of {p} (ack={rack}): FIN and ACK travel together, so the close "
      "takes three "
      "segments instead of four.",
      "同一个报文段还确认了{p}的 FIN（ack={rack}）：FIN 与 ACK 合在一起，四次挥手变成三次挥手。"}},
    {Say::MoreSent, {"Now {h} may send more: {sent}.", "现在{h}可以继续发送：{sent}。"}},
    {Say::RttTaken,
     {"The acknowledgment gives {h} a round-trip time of {sample}: SRTT is now {srtt}, RTO {rto}.",
      "{h}由这个确认测得往返时间 {sample}：SRTT 现为 {srtt}，RTO 为 {rto}。"}},
    {Say::RttAtMinimum,
     {"The acknowledgment gives {h} a round-trip time of {sample}: SRTT is now {srtt}, and RTO is at its "
      "minimum of {rto} (SRTT + 4·RTTVAR is only {raw}).",
      "{h}由这个确认测得往返时间 {sample}：SRTT 现为 {srtt}，RTO 取下限 {rto}（SRTT + 4·RTTVAR 只有 "
      "{raw}）。"}},
    {Say::RttAtVarianceMinimum,
     {"The acknowledgment gives {h} a round-trip time of {sample}: SRTT is now {srtt}, RTO {rto}, since "
      "Linux adds at "
      "least {minimum} to SRTT.",
      "{h}由这个确认测得往返时间 {sample}：SRTT 现为 {srtt}，RTO 为 {rto}，因为 Linux 至少在 SRTT 上加 "
      "{minimum}。"}},
    {Say::UrgentTold,
     {"URG is set: the application is told that urgent data goes on for {octets} from what it has read.",
      "URG 置位：通知应用程序，从它已读之处起，紧急数据还有 {octets}。"}},
    {Say::SomethingArrives, {"{H}: {seg} arrives", "{H}：收到 {seg}"}},
    {Say::ArrivesMarked,
     {"A queue on the way has set CE in the packet's ECN field: it tells of congestion instead of dropping "
      "the "
      "segment.",
      "途中的队列在分组的 ECN 字段中标上了 CE：不丢弃报文段，而是以此告知拥塞。"}},
    {Say::OldDuplicateAcked,
     {"{H}: {seg} is taken for an old duplicate: dropped, and answered with an ACK",
      "{H}：{seg} 被视为旧的重复报文段，丢弃并以 ACK 应答"}},
    {Say::OldDuplicateAckedBody,
     {"{Th} has already received everything before {rack}, and seq={seq} lies there. A duplicate is "
      "harmless: nothing of "
      "it is taken twice. The ACK says again what is expected, in case the earlier one was lost.",
      "{h}已收到 {rack} 之前的一切，而 seq={seq} 就在其中。重复没有害处：不会接收第二遍。再发一次 ACK "
      "说明期待的是什么，以防此前的 ACK 丢失。"}},
    {Say::OldDuplicateIsNew,
     {"Here it is mistaken: {p} sends these octets for the first time. {Th} has taken octets of an earlier "
      "connection "
      "for them, and nobody notices.",
      "这一次它错了：这些字节是{p}第一次发送。{h}已把旧连接的字节当成了它们，而谁也没有察觉。"}},
    {Say::OldFinAcked,
     {"{H}: the FIN arrives again and is acknowledged again", "{H}：再次收到 FIN，再次确认"}},
    {Say::OldFinAckedBody,
     {"{Th} has had this FIN before: seq={seq} lies before {rack}, the number expected. Perhaps {p} has not "
      "received the ACK, so it is sent once more; nothing else changes, and {h} stays in {state}.",
      "{h}先前已收到这个 FIN：seq={seq} 在所期待的 {rack} 之前。也许{p}没有收到 "
      "ACK，因此再发一次；此外什么也不改变，{h}停留在 {state}。"}},
    {Say::OldSynAcked,
     {"{H}: the SYN arrives again and is answered with an ACK", "{H}：再次收到 SYN，以 ACK 应答"}},
    {Say::OldSynAckedBody,
     {"{Th} has had this SYN before: seq={seq} lies before {rack}, the number expected, so the answer is "
      "just an ACK. "
      "The SYN of {h} itself comes again only when its own retransmission timer expires.",
      "{h}先前已收到这个 SYN：seq={seq} 在所期待的 {rack} 之前，因此只用 ACK 应答。{h}自己的 SYN "
      "要等它的重传计时器到期才会重发。"}},
    {Say::OldSynAckAcked,
     {"{H}: the SYN, ACK arrives again and is acknowledged again", "{H}：再次收到 SYN, ACK，再次确认"}},
    {Say::OldSynAckAckedBody,
     {"For {h} the handshake is over; perhaps {p} has not received the third segment, so ack={rack} is sent "
      "once more. {Th} stays in {state}.",
      "对{h}来说握手已经完成；也许{p}没有收到第三次握手的 ACK，因此再发一次 ack={rack}。{h}停留在 "
      "{state}。"}},
    {Say::SynAckCrosses,
     {"{H}: the SYN, ACK arrives, but its SYN is known already; an ACK answers it",
      "{H}：收到 SYN, ACK，但其中的 SYN 先前已经收到，以 ACK 应答"}},
    {Say::SynAckCrossesBody,
     {"seq={seq} has come with the first SYN, and {h} expects {rack}. By the letter of the standard the "
      "segment fails "
      "this first check and is dropped, its ack={ack} unread; {h} stays in {state} until the ACK arrives "
      "that {p} sends "
      "for the same reason.",
      "seq={seq} 已随先前的 SYN 收到，{h}期待的是 "
      "{rack}。按标准的字面规定，这个报文段通不过第一步检查，连同它的 "
      "ack={ack} 一起被丢弃；{h}停留在 {state}，直到{p}出于同样的原因发出的 ACK 到达。"}},
    {Say::OldText,
     {"But {p} has not just sent these octets: they left {age} ago, in an earlier connection between the "
      "same ports. "
      "Their number happens to fit, and nothing else in the segment tells the two connections apart: wrong "
      "data are "
      "accepted. TIME-WAIT is there to prevent this.",
      "但这些字节并不是{p}刚刚发送的：它们早在 {age} 之前就已发出，属于同一对端口上更早的连接。序号恰好吻合，"
      "而报文段中再没有什么能区分这两条连接：错误的数据被接收了。TIME-WAIT 正是为了防止这种情况。"}},
    {Say::OldSyn,
     {"But this SYN is an old one: it left {age} ago, and {p} has given up the connection that it asks for. "
      "{Th} cannot know that; {p} can, and will answer with RST.",
      "但这是一个旧的 SYN：它在 {age} 之前发出，它所请求的连接{p}早已放弃。{h}无从得知；{p}却分辨得出，将以 "
      "RST 应答。"}},
    {Say::OldSegment,
     {"The segment is an old one: it left {age} ago, in an earlier connection between the same ports.",
      "这是一个旧的报文段：它在 {age} 之前发出，属于同一对端口上更早的连接。"}},
    {Say::ConnectionEnded,
     {"The connection between these ports ended on this host {age} ago.",
      "这台主机上使用这对端口的连接在 {age} 之前已经结束。"}},
    {Say::ResetTakesAck,
     {"The segment carries an ACK, so the RST takes its number, seq={rseq}: it is the one that the sender of "
      "the ACK expects next, so if it still has the connection, it will believe the RST.",
      "这个报文段带有 ACK，RST 就取它的确认号作为自己的序号（seq={rseq}）：这正是发出 ACK "
      "的一方下一个期待的序号；如果连接在那里还存在，这个 RST 就会被相信。"}},
    {Say::ResetAcknowledges,
     {"The segment carries no ACK whose number the RST could take, so the RST has seq=0 and acknowledges "
      "what has "
      "arrived: ack={rack}, the number after it. This shows {p} which segment it answers.",
      "这个报文段不带 ACK，没有可用的确认号，因此 RST 的序号为 "
      "0，并确认所收到的内容：ack={rack}，即其后的序号。"
      "{p}由此知道它应答的是哪个报文段。"}},
    {Say::BadAckOfOtherSyn,
     {"ack={ack} does not fit the SYN that {h} has sent: {p} has answered another, older one.",
      "ack={ack} 与{h}发出的 SYN 不符：{p}应答的是另一个更早的 SYN。"}},
    {Say::BadAckOfOldConnection,
     {"ack={ack} does not fit the SYN that {h} has sent: {p} still holds an old connection between these "
      "ports.",
      "ack={ack} 与{h}发出的 SYN 不符：{p}仍保留着这对端口上的旧连接。"}},
    {Say::BareAckInSynSent,
     {"ack={ack} does acknowledge the SYN of {h}; but without a SYN of {p} there is no number to begin from.",
      "ack={ack} 确实确认了{h}的 SYN；但没有{p}的 SYN，就不知道对方从哪个序号开始。"}},
    {Say::NoTimeWait,
     {"{H}: a FIN arrives; there is no TIME-WAIT on this host", "{H}：收到 FIN；这台主机没有 TIME-WAIT"}},
    {Say::NoTimeWaitBody,
     {"{Th} acknowledges with ack={rack} and does not stay. If this ACK is lost, nobody will be there to "
      "repeat it; and "
      "old segments of this connection may still be on the wire.",
      "{h}以 ack={rack} 确认，然后不再停留。如果这个 ACK "
      "丢失，就没有人能重发；而且网络中可能还有这条连接的旧报文段。"}},
    {Say::ShortTimeWaitBody,
     {"{Th} acknowledges with ack={rack}. It cannot know whether this last ACK arrives, so it stays for "
      "{stay}: to acknowledge again if the FIN comes again. That is less than 2·MSL: old segments of this "
      "connection may outlive it.",
      "{h}以 ack={rack} 确认。它无法知道这最后一个 ACK 能否到达，所以停留 {stay}：FIN 若再来就再次确认。这比 "
      "2·MSL 短，旧报文段可能比它存活得更久。"}},
    {Say::Copied,
     {"On the wire {seg} ({nums}) is duplicated: it will arrive twice.",
      "线路把 {seg}（{nums}）复制了一份：它将到达两次。"}},
    {Say::DroppedToo,
     {"{seg} ({nums}) finds the queue of the wire full and is dropped.",
      "{seg}（{nums}）遇到线路的队列已满，被丢弃。"}},
    {Say::SeveralDroppedToo,
     {"{count} segments find the queue of the wire full and are dropped, the first of them with {nums}.",
      "有 {count} 个报文段遇到线路的队列已满，被丢弃，其中第一个是 {nums}。"}},
    {Say::RedDroppedToo,
     {"{seg} ({nums}) is dropped early by RED, which looks after the queue of the wire.",
      "{seg}（{nums}）被管理线路队列的 RED 提前丢弃。"}},
    {Say::SeveralRedDroppedToo,
     {"{count} segments are dropped at the queue of the wire, by RED or for want of room, the first of them "
      "with "
      "{nums}.",
      "有 {count} 个报文段在线路的队列处被丢弃（RED 提前丢弃，或没有位置），其中第一个是 {nums}。"}},
    {Say::HostDown, {"{H}: {seg} reaches a host that is down", "{H}：{seg} 到达时主机已停机"}},
    {Say::HostDownBody,
     {"Nobody is there to receive or to answer it. To {p} this looks just like a loss.",
      "没有谁接收，也没有谁应答。在{p}看来，这与丢失毫无区别。"}},

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
    {Say::SackReports,
     {"Its SACK option names what is here already: {blocks}.",
      "它的 SACK 选项列出已经到达的数据：{blocks}。"}},
    {Say::LimitedTransmit,
     {"Meanwhile {h} may send new text ({sent}) beyond the congestion window, for the ACKs that it will "
      "bring (limited transmit).",
      "与此同时，{h}可以超出拥塞窗口发送新数据（{sent}），好换来更多确认（受限传输）。"}},
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
     {"A loss is taken for a sign of congestion: the slow-start threshold becomes half of what was in "
      "flight, {ssthresh}, and the congestion window that plus the three segments that have left the "
      "network, {cwnd}. Fast recovery begins.",
      "丢失被视为拥塞的迹象：慢开始门限变为在途数据量的一半，即 "
      "{ssthresh}；拥塞窗口变为门限加上已离开网络的三个报文段，即 {cwnd}。快速恢复开始。"}},
    {Say::CwndHalved,
     {"A loss is taken for a sign of congestion: slow-start threshold and congestion window become half of "
      "what was in flight, {ssthresh}. Fast recovery begins.",
      "丢失被视为拥塞的迹象：慢开始门限和拥塞窗口都变为在途数据量的一半，即 {ssthresh}。快速恢复开始。"}},
    {Say::CwndComesDown,
     {"The slow-start threshold is {ssthresh}, and the congestion window comes down to it step by step: now "
      "{cwnd}.",
      "慢开始门限为 {ssthresh}，拥塞窗口逐步降到那里：现为 {cwnd}。"}},
    {Say::CwndTahoe,
     {"A loss is taken for a sign of congestion: the slow-start threshold becomes half of what was in "
      "flight, {ssthresh}; and since Tahoe knows no fast recovery, slow start begins anew with {cwnd} "
      "octets.",
      "丢失被视为拥塞的迹象：慢开始门限变为在途数据量的一半，即 {ssthresh}；Tahoe 没有快速恢复，于是从 "
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
     {"A time-out is taken for heavy congestion: the slow-start threshold becomes {ssthresh} (half of what "
      "was in flight, but at least two segments), and the congestion window one segment.",
      "超时被视为严重拥塞：慢开始门限变为 "
      "{ssthresh}（在途数据量的一半，但至少两个报文段），拥塞窗口变为一个报文段。"}},
    {Say::CwndRestart,
     {"After so long a silence nobody knows what the network can bear: the congestion window goes back to "
      "{cwnd}.",
      "沉默了这么久，网络的承受能力已不可知：拥塞窗口退回到 {cwnd}。"}},
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
    {Say::TimerExpires, {"{H}: the {timer} expires", "{H}：{timer}到期"}},
    {Say::NotSentAgain,
     {"{H}: the {timer} expires, and nothing is sent again", "{H}：{timer}到期，但不重传"}},
    {Say::NotSentAgainBody,
     {"By the rule the earliest segment that is not acknowledged would be sent again. This host does without "
      "retransmission: what the network loses stays lost.",
      "按规则应当重传最早的未被确认的报文段。这台主机去掉了重传：网络丢失的就永远丢失。"}},

    {Say::LostByChance, {"{seg} from {h} is lost on the way", "{h}的 {seg} 在途中丢失"}},
    {Say::LostByFault,
     {"{seg} from {h} is lost on the way, as the scenario says", "{h}的 {seg} 在途中丢失（场景中的故障）"}},
    {Say::LostByHand, {"{seg} from {h} is lost: you dropped it", "{h}的 {seg} 丢失（手动丢弃）"}},
    {Say::LostInQueue, {"{seg} from {h} is dropped: the queue is full", "{h}的 {seg} 被丢弃：队列已满"}},
    {Say::LostByRed, {"{seg} from {h} is dropped early by RED", "{h}的 {seg} 被 RED 提前丢弃"}},
    {Say::LostByCodel, {"{seg} from {h} is dropped by CoDel", "{h}的 {seg} 被 CoDel 丢弃"}},
    {Say::LostByChecksum,
     {"{seg} from {h} arrives damaged and is discarded", "{h}的 {seg} 到达时已损坏，被丢弃"}},
    {Say::LostByLifetime,
     {"{seg} from {h} has outlived MSL and is discarded", "{h}的 {seg} 超过了 MSL，被丢弃"}},
    {Say::LostByChanceBody,
     {"Chance decided, with the odds that the scenario gives. {nums} never reaches {p}.",
      "这是按场景给定的概率随机决定的。{nums} 永远到不了{p}。"}},
    {Say::LostByFaultBody,
     {"A rule in the scenario picked this segment ({nums}). It never reaches {p}.",
      "场景中的一条规则选中了这个报文段（{nums}）。它永远到不了{p}。"}},
    {Say::LostByHandBody, {"{nums} never reaches {p}.", "{nums} 永远到不了{p}。"}},
    {Say::LostInQueueBody,
     {"More segments arrived at the wire than it can carry, and none can wait any more. {nums} never reaches "
      "{p}.",
      "送到线路上的报文段超出了它的承载能力，队列里也没有位置了。{nums} 永远到不了{p}。"}},
    {Say::LostByRedBody,
     {"The queue is not full, but on average it has grown long, and RED drops a share of what arrives so "
      "that "
      "senders slow down in time. {nums} never reaches {p}.",
      "队列还没有满，但平均长度已经偏大：RED 丢弃一部分到来的报文段，让发送方及早放慢。{nums} "
      "永远到不了{p}。"}},
    {Say::LostByCodelBody,
     {"For a whole interval every segment has waited longer than CoDel's target, so CoDel drops the one at "
      "the head "
      "of the queue. {nums} never reaches {p}.",
      "在整个间隔内，每个报文段的排队时间都超过了 CoDel 的目标值，因此 CoDel 丢弃队首的这一个。{nums} "
      "永远到不了{p}。"}},
    {Say::LostByChecksumBody,
     {"The checksum does not fit, so {p} throws the segment ({nums}) away without looking further. For TCP "
      "that is a "
      "loss.",
      "校验和不符，{p}不再细看就丢弃了这个报文段（{nums}）。对 TCP 来说，这就是丢失。"}},
    {Say::LostByLifetimeBody,
     {"No segment lives longer than MSL; TIME-WAIT relies on that. {nums} never reaches {p}.",
      "任何报文段的寿命都不超过 MSL，这正是 TIME-WAIT 的依据。{nums} 永远到不了{p}。"}},
    {Say::LostNeedsAck,
     {"{Th} does not know; when no acknowledgment comes, its retransmission timer will expire, and it will "
      "send the segment again or, in the end, give up.",
      "{h}并不知道；等不到确认，它的重传计时器就会到期，然后重发，或者最终放弃。"}},
    {Say::LostIsAck,
     {"An ACK takes up no sequence number and is not acknowledged itself, so {h} will never repeat it by a "
      "timer. Only "
      "what {h} sends next can make up for it, or its answer when {p} sends again.",
      "ACK "
      "不占用序号，本身也不会得到确认，因此{h}不会靠计时器重发它。只有{h}接下来发送的报文段，或者它对{p}"
      "的重传所作的应答，"
      "才能弥补。"}},
    {Say::LostOpensWindow,
     {"It would have said that the window of {h} is open again: {window}. An ACK is not acknowledged itself, "
      "so {h} "
      "will never repeat it; {p} learns of it only from the answer to a window probe.",
      "它本要告诉{p}：{h}的窗口已重新打开，为 {window}。ACK "
      "本身不会得到确认，因此{h}不会重发它；{p}要等到窗口探测的应答，才能得知这一点。"}},
    {Say::LostIsReset,
     {"A RST is not acknowledged and not repeated: {p} still believes that the connection stands.",
      "RST 不会得到确认，也不会重发：{p}仍以为连接存在。"}},
    {Say::LostMadeUp,
     {"It does not matter any more: {h} has already sent the same numbers again.",
      "这已经无关紧要：{h}早已用同样的序号重发过。"}},
    {Say::LostHasCopy,
     {"It does no harm: a copy of it is still on its way, or has arrived.",
      "这没有害处：它的副本还在途中，或者已经到达。"}},

    {Say::CallListen, {"{H}: the program listens", "{H}：程序开始监听"}},
    {Say::CallListenBody,
     {"SYNs that arrive for this port will be answered.", "发往该端口的 SYN 将得到应答。"}},
    {Say::CallConnect, {"{H}: the program calls connect", "{H}：程序调用 connect"}},
    {Say::CallConnectBody,
     {"The call returns when the handshake is over, or has failed.", "握手完成或失败后，调用才返回。"}},
    {Say::CallBind, {"{H}: bind takes port {args}", "{H}：bind 占用端口 {args}"}},
    {Say::CallBindBody,
     {"The socket now has a local port of the program's choice. Nothing is sent; no other program learns of "
      "it.",
      "套接字有了程序指定的本地端口。不发送任何报文段，也没有谁得到通知。"}},
    {Say::SetLingerZero,
     {"From now on close will abort this connection: RST instead of FIN, and no TIME-WAIT. Nothing is sent "
      "yet.",
      "此后 close 将中止这条连接：发送 RST 而非 FIN，也没有 TIME-WAIT。现在还不发送任何报文段。"}},
    {Say::SetLinger,
     {"From now on close will wait until the peer has acknowledged everything, FIN included, but no longer "
      "than this "
      "many seconds. Nothing is sent yet.",
      "此后 close 将等到发送的内容（包括 "
      "FIN）全部得到确认才返回，但最多等待这么多秒。现在还不发送任何报文段。"}},
    {Say::SetLingerOff,
     {"From now on close will return at once again; TCP goes on in the background. Nothing is sent.",
      "此后 close 又将立即返回，TCP 在后台继续工作。不发送任何报文段。"}},
    {Say::SetReuseAddress,
     {"With this option a socket may listen on a port although connections of a listener with the same "
      "option still "
      "are in TIME-WAIT there. Nothing is sent.",
      "有了这个选项，即使同样设置了该选项的监听者在这个端口上留有处于 TIME-WAIT "
      "的连接，套接字也可以监听。不发送任何报文段。"}},
    {Say::SetNoDelay,
     {"Nagle's algorithm is off from now on: a small segment is sent at once, even while something is "
      "unacknowledged. Nothing is sent by this call.",
      "此后关闭 Nagle 算法：即使还有未确认的数据，小报文段也立即发送。这个调用不发送任何报文段。"}},
    {Say::SetNoDelayOff,
     {"Nagle's algorithm is on from now on: while something is unacknowledged, a small segment waits. "
      "Nothing is sent by this call.",
      "此后打开 Nagle 算法：只要还有未确认的数据，小报文段就要等待。这个调用不发送任何报文段。"}},
    {Say::SetKeepAlive,
     {"From now on, when nothing has come for a long time, a probe asks whether the peer is still there "
      "(RFC 9293 §3.8.4). Nothing is sent by this call.",
      "此后如果长时间没有收到任何报文段，就用保活探测询问对方是否还在（RFC 9293 "
      "§3.8.4）。这个调用不发送任何报文段。"}},
    {Say::SetKeepAliveOff,
     {"No keep-alive probes from now on: a silent connection is left alone. Nothing is sent by this call.",
      "此后不再发送保活探测：连接没有动静也不过问。这个调用不发送任何报文段。"}},
    {Say::SetSendBuffer,
     {"So many octets, unacknowledged and unsent, send takes before it blocks. Nothing is sent by this call.",
      "send 阻塞之前最多接收这么多未确认与未发送的字节。这个调用不发送任何报文段。"}},
    {Say::SetReceiveBuffer,
     {"So many octets can wait to be read: the window offered is at most that. A window that has been "
      "offered "
      "is not taken back. Nothing is sent by this call.",
      "最多可有这么多字节等待读取，接收窗口不会超过它。已经通告的窗口不会收回。这个调用不发送任何报文段。"}},
    {Say::CallAcceptWaits, {"{H}: accept waits for a connection", "{H}：accept 等待连接"}},
    {Say::CallAcceptWaitsBody,
     {"The accept queue holds no connection whose handshake is complete, so the call does not return until "
      "there is one.",
      "全连接队列中没有已完成握手的连接，有了之后调用才返回。"}},
    {Say::CallAcceptReturns, {"{H}: accept returns a connection", "{H}：accept 返回一条连接"}},
    {Say::CallAcceptReturnsBody,
     {"Its handshake is complete; it leaves the accept queue and belongs to the program now. accept sends no "
      "segment: {p} "
      "cannot tell when it is called.",
      "它的握手已经完成；现在离开全连接队列，归程序所有。accept "
      "不发送任何报文段，{p}无从得知它何时被调用。"}},
    {Say::ConnectReturns, {"{H}: connect returns, the connection is open", "{H}：connect 返回，连接已打开"}},
    {Say::ConnectReturnsBody,
     {"Only now does the program learn that the handshake is complete on this side. It can send and receive.",
      "程序到这时才知道本端的握手已经完成，可以收发数据了。"}},
    {Say::CallSend, {"{H}: the program sends {text}", "{H}：程序发送 {text}"}},
    {Say::CallSendSentBody,
     {"send puts the text in the send buffer, and {sent} of it can be sent at once, in {count}, beginning "
      "with "
      "{replynums}. It stays in the buffer until {p} acknowledges it.",
      "send 把数据放入发送缓冲区；其中 {sent}立即用{count}发出，第一个是 "
      "{replynums}。在{p}确认之前，数据一直保留在缓冲区中。"}},
    {Say::CallSendWaitingBody,
     {"send puts the text in the send buffer, but the windows or Nagle's algorithm let nothing go out at "
      "this moment.",
      "send 把数据放入发送缓冲区，但受窗口或 Nagle 算法所限，此刻什么也不能发出。"}},
    {Say::SendWaitsForWindow,
     {"send puts the text in the send buffer. The window of {p} is used up, so nothing can be sent until an "
      "ACK opens it.",
      "send 把数据放入发送缓冲区。{p}的窗口已用完，要等 ACK 打开窗口才能发送。"}},
    {Say::SendWaitsForNagle,
     {"send puts the text in the send buffer. It would make only a small segment, and earlier text is not "
      "acknowledged yet: by Nagle's algorithm it waits for that ACK, or until it fills a segment.",
      "send 把数据放入发送缓冲区。这些数据只够一个小报文段，而先前的数据还未确认：按 Nagle 算法，要等到那个 "
      "ACK，或者凑满一个报文段。"}},
    {Say::CallSendBlocks, {"{H}: send waits for room", "{H}：send 等待空间"}},
    {Say::CallSendBlocksBody,
     {"The send buffer does not hold everything yet; the call returns when the rest has found room in it.",
      "发送缓冲区暂时装不下全部数据；剩余部分也放得下时，调用才返回。"}},
    {Say::SendInCloseWait,
     {"{Tp} has closed its direction, but this one is still open: in CLOSE-WAIT {h} may send. It cannot know "
      "whether "
      "anybody will read it.",
      "{p}已关闭它的方向，但这个方向还开着：在 CLOSE-WAIT 中{h}仍可发送。它无从得知是否还有人读。"}},
    {Say::SendReturns, {"{H}: send returns", "{H}：send 返回"}},
    {Say::SendReturnsBody,
     {"The last of the text ({text}) has found room in the send buffer. That does not mean that {p} has "
      "received it.",
      "数据（{text}）已全部放入发送缓冲区。但这并不表示{p}已经收到。"}},
    {Say::CallRecvWaits, {"{H}: recv waits for data", "{H}：recv 等待数据"}},
    {Say::CallRecvWaitsBody,
     {"What the program asks for has not arrived yet. The call returns when it has, or when the connection "
      "ends.",
      "程序要的数据还没有到齐。到齐之后，或者连接结束时，调用才返回。"}},
    {Say::CallRecvWaitsOctets, {"{H}: recv waits for {text}", "{H}：recv 等待 {text}"}},
    {Say::CallRecvWaitsEnd, {"{H}: recv waits for the end of the stream", "{H}：recv 等待数据流结束"}},
    {Say::CallRecvWaitsEndBody,
     {"The program reads until {p} closes its direction. The call returns when the FIN of {p} has arrived, "
      "or when the "
      "connection is reset.",
      "程序一直读到{p}关闭它的方向为止。收到{p}的 FIN 之后，或者连接被复位时，调用才返回。"}},
    {Say::RecvReturns, {"{H}: recv returns {text}", "{H}：recv 返回 {text}"}},
    {Say::RecvReturnsBody,
     {"The program takes the text from the receive buffer, in the order in which it was sent.",
      "程序按发送时的顺序从接收缓冲区取走数据。"}},
    {Say::RecvTookBody,
     {"The call was waiting, so it took the text from the receive buffer as it came, in the order in which "
      "it was sent. Now it hands it to the program.",
      "调用一直在等待，数据一到就按发送时的顺序从接收缓冲区取走，现在交给程序。"}},
    {Say::RecvEnd, {"{H}: recv returns 0: the end of the stream", "{H}：recv 返回 0：数据流结束"}},
    {Say::RecvEndBody,
     {"{Tp} has sent a FIN, and everything before it has been read. The program now knows that nothing more "
      "will come.",
      "{p}已发出 FIN，此前的数据也都读完了。程序现在知道不会再有数据。"}},
    {Say::CallClose, {"{H}: the program calls {call}", "{H}：程序调用 {call}"}},
    {Say::CallCloseBody,
     {"Nothing has to be sent for it: the state does not change.", "无需为此发送任何报文段：状态不变。"}},
    {Say::CallCloseOfClosedBody,
     {"The connection is CLOSED already: the call only gives back the socket, and nothing is sent.",
      "连接已处于 CLOSED：调用只是释放套接字，不发送任何报文段。"}},
    {Say::CallCloseAfterFinBody,
     {"Its FIN has been sent before, so nothing is sent now, and {h} stays in {state}. The program gives "
      "back the socket "
      "and will not read from it any more.",
      "FIN 先前已经发出，现在不再发送任何报文段，{h}停留在 {state}。程序释放套接字，不再从中读取。"}},
    {Say::ShutdownSendsFin,
     {"{H}: shutdown closes one direction: a FIN is sent", "{H}：shutdown 关闭一个方向，发出 FIN"}},
    {Say::ShutdownSendsFinBody,
     {"This is a half-close. The FIN (seq={rseq}) tells {p} that no more will come from {h}, which enters "
      "{to}; in the "
      "other direction {h} goes on receiving.",
      "这是半关闭。FIN（seq={rseq}）告知{p}：{h}不再发送数据，进入 {to}；在另一个方向上，{h}继续接收。"}},
    {Say::CallCloseWaits, {"{H}: close waits", "{H}：close 在等待"}},
    {Say::CallCloseWaitsBody,
     {"SO_LINGER makes it wait until everything sent has been acknowledged, or until its time is up.",
      "SO_LINGER 使它一直等到发送的内容全部得到确认，或者时间用完。"}},
    {Say::CallReturnsAtOnce, {"{H}: {call} {args}", "{H}：{call} {args}"}},
    {Say::CallReturnsAtOnceBody,
     {"The call returns at once; nothing is sent.", "调用立即返回，不发送任何内容。"}},
    {Say::CallWaits, {"{H}: {call} waits", "{H}：{call} 在等待"}},
    {Say::CallReturns, {"{H}: {call} returns", "{H}：{call} 返回"}},
    {Say::LingerOver,
     {"Everything sent has been acknowledged, the FIN included: SO_LINGER need not wait any longer.",
      "发送的一切（包括 FIN）都已得到确认：SO_LINGER 不必再等。"}},
    {Say::LingerTimeUp,
     {"The time of SO_LINGER is up, although not everything is acknowledged yet.",
      "SO_LINGER 的时间已到，尽管还有内容未得到确认。"}},
    {Say::CallReturnsBody, {"The program can go on.", "程序可以继续。"}},
    {Say::CallFails, {"{H}: {call} fails with {errno}", "{H}：{call} 以 {errno} 失败"}},
    {Say::PipeAfterReset,
     {"{Tp} has reset the connection before, so nothing can be sent on it any more; no segment leaves.",
      "{p}先前已复位连接，不能再用它发送任何数据；没有报文段发出。"}},
    {Say::PipeAfterClose,
     {"This end has closed its own direction: its FIN said that nothing more would come. No segment leaves.",
      "本端已关闭自己的方向：FIN 已经声明不再有数据。没有报文段发出。"}},
    {Say::PortHeldByTimeWait,
     {"Port {port} is still held by an old connection in TIME-WAIT, until {due}. Until then its old segments "
      "may turn up, "
      "and a new connection could take them for its own.",
      "端口 {port} 仍被一条处于 TIME-WAIT 的旧连接占用，直到 "
      "{due}。在此之前，它的旧报文段还可能出现，新连接会把它们误当成自己的。"}},
    {Say::ConnectAborted,
     {"This end has ended the connection itself: nothing more can be sent or received on it.",
      "本端自己终止了连接，不能再收发数据。"}},

    {Say::UserDrop, {"You drop {seg} from {h}", "手动丢弃{h}的 {seg}"}},
    {Say::UserDelay, {"You delay {seg} from {h} by {wait}", "手动把{h}的 {seg} 推迟 {wait}"}},
    {Say::UserDuplicate, {"You duplicate {seg} from {h}", "手动复制{h}的 {seg}"}},
    {Say::UserCorrupt, {"You damage {seg} from {h}", "手动损坏{h}的 {seg}"}},
    {Say::UserCall, {"You make {h} call: {args}", "手动让{h}调用：{args}"}},
    {Say::UserCrash, {"You let {h} crash", "手动使{h}崩溃"}},
    {Say::UserBoot, {"You let {h} come up again", "手动重新启动{h}"}},
    {Say::UserInject, {"By hand {h} sends {seg}", "手动让{h}发送 {seg}"}},
    {Say::PlayedSends, {"{H} sends {seg}", "{H}发送 {seg}"}},
    {Say::PlayedArrives, {"{H}: {seg} arrives", "{H}：{seg} 到达"}},
    {Say::PlayedBody,
     {"No TCP is simulated on this side: a script, or a real kernel, decides what it sends and what it makes "
      "of "
      "what arrives.",
      "这一侧没有模拟的 TCP：发送什么、如何处理到达的报文段，由脚本或真实的内核决定。"}},
    {Say::UserIcmp, {"An ICMP message reaches {h}: {args}", "一个 ICMP 报文到达{h}：{args}"}},
    {Say::UserDropBody, {"{nums} will never reach {p}.", "{nums} 永远到不了{p}。"}},
    {Say::UserDelayBody,
     {"{nums} stays on the wire for longer; what was sent after it may overtake it.",
      "{nums} 在线路上停留得更久；之后发送的报文段可能先到。"}},
    {Say::UserDuplicateBody,
     {"{nums} will reach {p} twice. TCP must not take the second for new data.",
      "{nums} 将两次到达{p}。TCP 不得把第二个当作新数据。"}},
    {Say::UserCorruptBody,
     {"Its checksum will not fit when it arrives, so {p} will throw it away.",
      "到达时校验和不符，{p}会把它丢弃。"}},
    {Say::UserNotApplied, {"This step of yours did not apply", "这一步手动操作没有生效"}},
    {Say::UserNotAppliedBody,
     {"The segment that it was meant for is not on the wire at this moment.",
      "它所针对的报文段此刻不在线路上。"}},
    {Say::UserNotAppliedCrash, {"{Th} is down already.", "{h}已经停机。"}},
    {Say::UserNotAppliedBoot, {"{Th} is up already.", "{h}已经在运行。"}},
    {Say::UserNotAppliedCall, {"{Th} is down and can make no call.", "{h}已停机，不能调用。"}},
    {Say::ScriptSends, {"The script sends {seg}", "脚本发送 {seg}"}},
    {Say::ScriptSendsBody,
     {"A line of the script makes this segment, with exactly these numbers: {nums}. No TCP stands behind it.",
      "脚本的一行造出这个报文段，各个数字完全照写：{nums}。它背后没有 TCP。"}},
    {Say::ScriptReceives, {"The script receives {seg}", "脚本收到 {seg}"}},
    {Say::ScriptReceivesBody,
     {"The script has no TCP of its own and answers nothing by itself: it compares {nums} with the line that "
      "expects a segment here.",
      "脚本没有自己的 TCP，不会自行应答：它把 {nums} 与此处等待报文段的那一行比较。"}},
    {Say::ScriptCalls, {"The script makes {h} call: {args}", "脚本让{h}调用：{args}"}},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].say != static_cast<Say>(i))
            return false;
    return true;
}
static_assert(isInOrder(), "one row a sentence, in the order of the enumeration");

constexpr std::array<Sentence, static_cast<std::size_t>(lastErrno) + 1> errors{{
    {"", ""},
    {"{Tp} answered with RST: nobody listens on that port.", "{p}以 RST 应答：该端口上没有程序在监听。"},
    {"A RST from {p} has ended the connection: nothing more can be sent or received, and what was still on "
     "the way is lost.",
     "{p}的 RST 已终止连接：不能再收发数据，途中的数据丢失。"},
    {"{Tp} has not answered for so long that {h} has given up the connection.",
     "{p}太久没有应答，{h}已放弃连接。"},
    {"The port is taken: another socket or connection on this host uses it.",
     "端口已被占用：这台主机上另一个套接字或连接正在使用它。"},
    {"No local port is free for this connection.", "没有可供这条连接使用的本地端口。"},
    {"Nothing can be sent any more: this end has closed, or {p} has reset the connection.",
     "不能再发送数据：本端已关闭，或者{p}已复位连接。"},
    {"There is no connection.", "没有连接。"},
    {"This socket is connected already.", "该套接字已经连接。"},
    {"A connect on this socket is still under way.", "该套接字上的 connect 尚未结束。"},
    {"The call does not fit the socket as it stands.", "该调用不适用于这个套接字目前的状况。"},
    {"There is no such socket; perhaps it has been closed.", "没有这个套接字；它也许已经关闭。"},
    {"The host is down.", "主机已停机。"},
    {"This end itself has ended the connection while the call waited.", "调用等待期间，本端自己终止了连接。"},
    {"There is nothing to do at once, and the call does not wait.", "现在无事可做，而这个调用不等待。"},
    {"The connection is being opened; the call does not wait for it.", "连接正在建立；这个调用不等待它。"},
    {"An ICMP message said that the host cannot be reached.", "有 ICMP 报文说主机不可达。"},
    {"An ICMP message said that the network cannot be reached.", "有 ICMP 报文说网络不可达。"},
    {"An ICMP message said that nobody speaks TCP there.", "有 ICMP 报文说对方不支持 TCP。"},
}};

} // namespace

const Sentence& sentenceFor(Say say) { return rows[static_cast<std::size_t>(say)].sentence; }

const Sentence& sentenceFor(Errno error) { return errors[static_cast<std::size_t>(error)]; }

} // namespace tcplab
