#include "app/wording/clause_sentences.h"

namespace tcplab {
namespace {

constexpr ClauseSentences rows[] = {
    {Clause::CloseSendsFin,
     {"{H}: the program closes, and a FIN is sent", "{H}：程序关闭连接，发出 FIN"},
     {"CLOSE means “I have no more to send”. {Th} tells {p} with a FIN (seq={rseq}), enters {to} and waits "
      "for "
      "it to be acknowledged. {Tp} may go on sending.",
      "CLOSE 的意思是“我没有数据要发送了”。{h}用 FIN（seq={rseq}）告知{p}，进入 "
      "{to}，等待确认。{p}仍可继续发送。"}},
    {Clause::CloseQueuedBehindData,
     {"{H}: the program closes; the FIN waits behind the data", "{H}：程序关闭连接，FIN 排在数据之后"},
     {"{Th} is in {to} now. The FIN is sent as soon as everything before it has gone out.",
      "{h}已进入 {to}。等此前的数据全部发出后，FIN 随即发送。"}},
    {Clause::CloseInCloseWait,
     {"{H}: the program closes too: a FIN is sent, LAST-ACK begins",
      "{H}：程序也关闭了：发出 FIN，进入 LAST-ACK"},
     {"{Tp} had closed before; with the FIN of {h} (seq={rseq}) both directions are closed. {Th} waits for "
      "one last "
      "acknowledgment, of its FIN.",
      "{p}先前已经关闭；{h}发出自己的 FIN（seq={rseq}）之后，两个方向都已关闭。{h}只等最后一个确认，即对这个 "
      "FIN 的确认。"}},
    {Clause::CloseInListen,
     {"{H}: the program stops listening", "{H}：程序停止监听"},
     {"The listener goes from {from} to CLOSED. A SYN that arrives now is answered with RST.",
      "监听端从 {from} 进入 CLOSED。此后到达的 SYN 将以 RST 应答。"}},
    {Clause::CloseInSynSent,
     {"{H}: the program closes before there is an answer", "{H}：还没有得到应答，程序就关闭了"},
     {"No connection is open yet that would have to be closed: {h} forgets the attempt. If a SYN, ACK still "
      "comes, RST will answer it.",
      "还没有打开的连接，无需关闭：{h}直接放弃这次尝试。如果 SYN, ACK 随后才到，将以 RST 应答。"}},
    {Clause::CloseUnreadDataResets,
     {"{H}: the program closes with unread data: RST instead of FIN",
      "{H}：程序关闭时还有未读数据：发出 RST 而非 FIN"},
     {"Data had been acknowledged that nobody will read any more. A FIN would hide that; the RST "
      "(seq={rseq}) tells {p} "
      "that they are lost. Whatever {h} itself still had to send is thrown away, and there is no TIME-WAIT.",
      "已经确认过的数据再也没有程序来读。FIN 会掩盖这一点；RST（seq={rseq}）则让{p}知道这些数据丢失了。"
      "{h}自己还没有发出的数据也全部丢弃，而且没有 TIME-WAIT。"}},
    {Clause::AbortSendsReset,
     {"{H}: the connection is aborted with RST", "{H}：用 RST 中止连接"},
     {"{Th} throws away everything queued and goes from {from} to CLOSED at once, without TIME-WAIT. The RST "
      "(seq={rseq}) "
      "carries the next number to be sent, so that {p} will believe it; what {p} has on the way is lost.",
      "{h}丢弃队列中的一切，立即从 {from} 进入 CLOSED，没有 "
      "TIME-WAIT。RST（seq={rseq}）使用下一个要发送的序号，"
      "因此{p}会相信它；{p}已发出而尚在途中的数据就此丢失。"}},
    {Clause::AbortSilent,
     {"{H}: the connection is aborted without a segment", "{H}：中止连接，不发送任何报文段"},
     {"In {from} no RST is sent: there is nothing that {p} would have to be told. The connection is CLOSED.",
      "在 {from} 中不发送 RST：没有什么需要告知{p}的。连接进入 CLOSED。"}},
    {Clause::FinAcknowledged,
     {"{H}: the FIN is acknowledged; FIN-WAIT-2 begins", "{H}：FIN 得到确认，进入 FIN-WAIT-2"},
     {"ack={ack} covers the FIN: {p} has everything that {h} sent. {Tp} may still send; {h} waits for its "
      "FIN.",
      "ack={ack} 覆盖了 FIN：{h}发送的内容{p}已全部收到。{p}仍可发送；{h}等待它的 FIN。"}},
    {Clause::FinToCloseWait,
     {"{H}: a FIN arrives: {p} has no more to send", "{H}：收到 FIN：{p}没有数据要发送了"},
     {"The FIN takes up one sequence number, so {h} expects {rack} next. It enters CLOSE-WAIT, where it may "
      "go on sending, "
      "and stays there until its own program closes: no timer of TCP does that.",
      "FIN 占用一个序号，{h}下一个期待的序号是 {rack}。它进入 CLOSE-WAIT，仍可继续发送；"
      "直到本地程序关闭连接，它才离开这个状态：TCP 没有任何计时器会代劳。"}},
    {Clause::FinToTimeWait,
     {"{H}: a FIN arrives; TIME-WAIT begins", "{H}：收到 FIN，进入 TIME-WAIT"},
     {"{Th} acknowledges with ack={rack}. It cannot know whether this last ACK arrives, so it stays for "
      "{stay}: to "
      "acknowledge again if the FIN comes again, and until no old segment is left on the wire.",
      "{h}以 ack={rack} 确认。它无法知道这最后一个 ACK 能否到达，所以停留 {stay}：FIN 若再来就再次确认，"
      "并等到网络中没有旧报文段为止。"}},
    {Clause::FinToClosing,
     {"{H}: a FIN arrives before its own is acknowledged: CLOSING",
      "{H}：自己的 FIN 还未被确认，就收到了对方的 FIN：进入 CLOSING"},
     {"Both ends have closed at about the same time. {Th} acknowledges with ack={rack} and waits in CLOSING "
      "until its "
      "own FIN is acknowledged.",
      "双方几乎同时关闭。{h}以 ack={rack} 确认，并在 CLOSING 中等待自己的 FIN 被确认。"}},
    {Clause::ClosingToTimeWait,
     {"{H}: the FIN is acknowledged; from CLOSING to TIME-WAIT",
      "{H}：FIN 得到确认，从 CLOSING 进入 TIME-WAIT"},
     {"ack={ack} covers the FIN. Both ends have closed at the same time, so each must be ready to "
      "acknowledge the FIN of "
      "the other again: {h} stays for {stay}.",
      "ack={ack} 覆盖了 FIN。双方同时关闭，因此每一方都要准备再次确认对方的 FIN：{h}停留 {stay}。"}},
    {Clause::LastAckDone,
     {"{H}: the last ACK arrives; the connection is CLOSED", "{H}：最后一个 ACK 到达，连接进入 CLOSED"},
     {"ack={ack} covers the FIN of {h}, so everything both ways is acknowledged. {Th} owes no answer any "
      "more and need not "
      "wait: TIME-WAIT is for the side that closes first and sends this last ACK.",
      "ack={ack} 覆盖了{h}的 FIN，双方发送的一切都已得到确认。{h}不再需要应答，无需等待；"
      "TIME-WAIT 是为先关闭、并发出这最后一个 ACK 的一方准备的。"}},
    {Clause::TimeWaitAcks,
     {"{H}: the FIN arrives again in TIME-WAIT and is acknowledged again",
      "{H}：在 TIME-WAIT 中再次收到 FIN，再次确认"},
     {"Perhaps {p} has not received the last ACK. {Th} repeats ack={rack} and stays "
      "for {stay} from "
      "now on. This is what TIME-WAIT is for: in CLOSED {h} could answer only with RST.",
      "也许{p}没有收到最后那个 ACK。{h}重发 ack={rack}，并从现在起再停留 {stay}。TIME-WAIT "
      "正是为此而设：在 CLOSED 中{h}只能以 RST 应答。"}},
    {Clause::FinRepeated,
     {"{H}: the FIN arrives once more and is acknowledged once more", "{H}：再次收到 FIN，再次确认"},
     {"{Th} stays in {state}. Perhaps {p} has not received the ACK of its FIN.",
      "{h}停留在 {state}。也许{p}没有收到对 FIN 的确认。"}},
    {Clause::TimeWaitReopened,
     {"{H}: a SYN reopens the connection in TIME-WAIT", "{H}：SYN 重新打开了处于 TIME-WAIT 的连接"},
     {"seq={seq} lies above every number of the old incarnation, so old and new segments cannot be confused: "
      "{h} ends "
      "TIME-WAIT early and answers the SYN.",
      "seq={seq} 高于旧化身用过的所有序号，新旧报文段不会混淆：{h}提前结束 TIME-WAIT，应答这个 SYN。"}},
    {Clause::TimeWaitExpired,
     {"{H}: {stay} is over; TIME-WAIT ends", "{H}：{stay} 已过，TIME-WAIT 结束"},
     {"In this time the FIN of {p} has not come again, and no segment of this connection can be on the wire "
      "any more. The "
      "TCB is deleted; the same ports can be used again.",
      "在此期间{p}的 FIN 没有再来，网络中也不可能再有这条连接的报文段。TCB 被删除，这对端口可以重新使用。"}},
    {Clause::FinWait2Expired,
     {"{H}: it waits for {p} no longer; FIN-WAIT-2 ends", "{H}：不再等待{p}，FIN-WAIT-2 结束"},
     {"The program has closed both directions, and {p} has sent no FIN for {wait}. {Th} forgets the "
      "connection; "
      "what {p} may still send will be answered with RST.",
      "程序已关闭两个方向，而{p}在 {wait} 内没有发送 FIN。{h}删除这条连接；{p}若再发送什么，将以 RST "
      "应答。"}},
    {Clause::HostCrashed,
     {"{H}: the host crashes", "{H}：主机崩溃"},
     {"All its connections are gone without a FIN or a RST, and {p} is told nothing: if it has an open "
      "connection, that is "
      "half-open now.",
      "它的所有连接都消失了，既没有 FIN 也没有 "
      "RST，{p}得不到任何通知：{p}若还有打开的连接，就成了半打开连接。"}},
    {Clause::HostBooted,
     {"{H}: the host comes up again", "{H}：主机重新启动"},
     {"It remembers nothing of its earlier connections. A segment that still arrives for one of them is "
      "answered "
      "with RST.",
      "它对以前的连接一无所知。仍然发往这些连接的报文段将以 RST 应答。"}},
};

} // namespace

std::span<const ClauseSentences> closingSentences() { return rows; }

} // namespace tcplab
