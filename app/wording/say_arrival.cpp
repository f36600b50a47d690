// What arrives, and what it brings about.
#include "app/wording/say_rows.h"

#include <array>

namespace tcplab {
namespace {

constexpr std::array<SayRow, sizeOf(arrivalPart)> rows{{
    {Say::BeginningNoSummary, {"Before the first step", "第一步之前"}},
    {Say::BeginningHint,
     {"Nothing has happened yet: both hosts are up, their programs are about to begin, the wire is empty.",
      "什么都还没有发生：两台主机已启动，程序即将开始，线路上还没有报文段。"}},
    {Say::ProgramGoesOn, {"A program goes on", "程序继续运行"}},

    {Say::TextArrives, {"{H}: {text} received in order", "{H}：{text}按序到达"}},
    {Say::TextArrivesBody,
     {"seq={seq} is just what {h} was waiting for. The data goes to the receive buffer, and the next number "
      "expected is {rack}.",
      "seq={seq} 正是{h}所等待的。数据放入接收缓冲区，下一个期待的序号是 {rack}。"}},
    {Say::TextTakenBody,
     {"seq={seq} is just what {h} was waiting for. The data goes to the receive buffer, and the recv that is "
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
    {Say::TextAckedSecondSmall,
     {"It is the second segment since the last ACK, and this host counts segments of any size, so it is "
      "acknowledged without delay: ack={rack}. The rule asks for this only of every second full-sized "
      "segment.",
      "这是上一个 ACK 之后的第二个报文段，而这台主机不论大小都计数，因此不再延迟，立即确认：ack={rack}。"
      "规则只要求对每第二个满长报文段这样做。"}},
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
    {Say::FinAckFirstProgram,
     {"The ACK waits for what the program does at this same instant, so that FIN and ACK may share a "
      "segment; "
      "it is no delayed ACK.",
      "ACK 先等程序在这同一时刻的动作，使 FIN 与 ACK 可以合在一个报文段里；这不是延迟确认。"}},
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
     {"The segment also carries data ({text}), which goes to the receive buffer.",
      "这个报文段还带有数据（{text}），一并放入接收缓冲区。"}},
    {Say::TextTooTaken,
     {"The segment also carries data ({text}); the recv that is waiting takes at once what it asked for.",
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
    {Say::RttWithSlop,
     {"The acknowledgment gives {h} a round-trip time of {sample}: SRTT is now {srtt}, and RTO {rto}: to "
      "SRTT "
      "+ 4·RTTVAR, which is {raw}, this host adds {slop}.",
      "{h}由这个确认测得往返时间 {sample}：SRTT 现为 {srtt}，RTO 为 {rto}：这台主机在 SRTT + 4·RTTVAR（即 "
      "{raw}）之上再加 {slop}。"}},
    {Say::RttAtMinimumWithSlop,
     {"The acknowledgment gives {h} a round-trip time of {sample}: SRTT is now {srtt}, and RTO {rto}: SRTT + "
      "4·RTTVAR is only {raw}, so the minimum of {minimum} counts, and this host adds {slop} to it.",
      "{h}由这个确认测得往返时间 {sample}：SRTT 现为 {srtt}，RTO 为 {rto}：SRTT + 4·RTTVAR 只有 "
      "{raw}，于是取下限 {minimum}，这台主机再加 {slop}。"}},
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
    {Say::KeepAliveProbeArrives,
     {"{H}: a keep-alive probe arrives and is answered", "{H}：收到保活探测，予以应答"}},
    {Say::KeepAliveProbeArrivesBody,
     {"seq={seq} is old on purpose: one less than {rack}, which {h} expects, so that {h} must answer with an "
      "ACK "
      "and thereby shows that it is still there. Nothing else comes of it; the program is not told.",
      "seq={seq} 故意用旧的序号：比{h}所期待的 {rack} 小 1，于是{h}必须以 ACK 应答，从而表明它仍然存在。"
      "除此之外什么也不发生，程序也不会得知。"}},
    {Say::WindowProbeArrives, {"{H}: a window probe arrives and is answered", "{H}：收到窗口探测，予以应答"}},
    {Say::WindowProbeArrivesBody,
     {"seq={seq} is old on purpose: one less than {rack}, which {h} expects, so that {h} must answer with an "
      "ACK. That ACK tells {p} how large the window is now; the program is not told of the probe.",
      "seq={seq} 故意用旧的序号：比{h}所期待的 {rack} 小 1，于是{h}必须以 ACK 应答。这个 ACK "
      "告知{p}现在的窗口有多大；程序不会得知这次探测。"}},
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
    {Say::LateSynAcked,
     {"{H}: a SYN with an old number arrives and is answered with an ACK",
      "{H}：收到序号陈旧的 SYN，以 ACK 应答"}},
    {Say::LateSynAckedBody,
     {"seq={seq} lies before {rack}, the number that {h} expects: the SYN is late or forged, or {p} has "
      "begun "
      "anew with a lower number. {Th} takes nothing of it, stays in {state} and says with the ACK where it "
      "stands; if {p} has begun anew, it will answer that with RST.",
      "seq={seq} 在{h}所期待的 {rack} 之前：这个 SYN 要么来迟了，要么是伪造的，要么是{p}"
      "已用更小的序号重新开始。{h}什么也不接收，停留在 {state}，只用 ACK 说明自己的状况；如果{p}已重新开始，"
      "就会以 RST 应答。"}},
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
    {Say::ResetFlushes,
     {"What was queued is thrown away, what had arrived and was not read included.",
      "队列中的内容全部丢弃，包括已经到达而尚未读取的数据。"}},
    {Say::ResetKeepsArrived,
     {"What was still to be sent is thrown away; what had arrived stays where it is, and the program can "
      "still read it (by the letter it would be thrown away, too).",
      "尚待发送的内容被丢弃；已经到达的数据保留下来，程序仍可读取（按标准的字面规定也应丢弃）。"}},
    {Say::HandshakeWaitsForRoom,
     {"{Tp} is told nothing: for it the connection is open. {Th} stays in SYN-RECEIVED, and its timer will "
      "send the SYN, ACK again.",
      "{p}得不到任何通知：对它来说连接已经打开。{h}停留在 SYN-RECEIVED，它的计时器会重发 SYN, ACK。"}},
    {Say::CallerWaitsForRoom,
     {"{Tp} is told nothing; its timer will send the SYN again.",
      "{p}得不到任何通知；它的计时器会重发 SYN。"}},
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
    {Say::LinuxTimeWait,
     {"Linux stays for 60 seconds whatever the MSL: that is a constant of its kernel.",
      "无论 MSL 多长，Linux 都停留 60 秒：这是其内核里的常数。"}},
    {Say::FreeBsdTimeWait,
     {"FreeBSD does not know the MSL of the network: it stays for twice the MSL that it is configured with.",
      "FreeBSD 不知道网络的 MSL：它停留的时间是自身所设 MSL 的两倍。"}},
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
}};
static_assert(isInOrder(rows, arrivalPart));

} // namespace

std::span<const SayRow> arrivalRows() { return rows; }

} // namespace tcplab
