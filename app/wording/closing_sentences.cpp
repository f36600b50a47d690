#include "app/wording/clause_sentences.h"

namespace tcplab {
namespace {

constexpr ClauseSentences rows[] = {
    {Clause::CloseSendsFin,
     {"{H}: the program closes, and a FIN is sent", "{H}：程序关闭连接，发出 FIN"},
     {"CLOSE means “I have no more to send”. {Th} tells {p} with a FIN (seq={rseq}), enters {to} and waits for "
      "it to be acknowledged. {Tp} may go on sending.",
      "CLOSE 的意思是“我没有数据要发了”。{h}用 FIN（seq={rseq}）告知{p}，进入 {to}，等待确认。{p}仍可继续发送。"}},
    {Clause::CloseQueuedBehindData,
     {"{H}: the program closes; the FIN waits behind the data", "{H}：程序关闭连接，FIN 排在数据之后"},
     {"{Th} is in {to} now. The FIN is sent as soon as everything before it has gone out.",
      "{h}已进入 {to}。等此前的数据全部发出后，FIN 随即发送。"}},
    {Clause::CloseInCloseWait,
     {"{H}: the program closes too: a FIN is sent, LAST-ACK begins", "{H}：程序也关闭了：发出 FIN，进入 LAST-ACK"},
     {"{Tp} had closed before. With its own FIN (seq={rseq}) {h} has nothing left to say; it waits for one last "
      "acknowledgment.",
      "{p}早已关闭。{h}发出自己的 FIN（seq={rseq}）之后就再没有什么可说的了，只等最后一个确认。"}},
    {Clause::CloseInListen,
     {"{H}: the program stops listening", "{H}：程序停止监听"},
     {"The listener goes from {from} to CLOSED. A SYN that arrives now is answered with RST.",
      "监听者从 {from} 进入 CLOSED。此后到达的 SYN 将以 RST 应答。"}},
    {Clause::CloseInSynSent,
     {"{H}: the program closes before there is an answer", "{H}：还没有得到应答，程序就关闭了"},
     {"Nothing has been opened that would have to be closed: {h} forgets the connection. If a SYN, ACK still "
      "comes, RST will answer it.",
      "还没有打开的连接，无需关闭：{h}直接忘掉它。如果 SYN, ACK 随后才到，将以 RST 应答。"}},
    {Clause::CloseUnreadDataResets,
     {"{H}: the program closes with unread data: RST instead of FIN", "{H}：程序关闭时还有未读数据：发出 RST 而非 FIN"},
     {"Data had been acknowledged that nobody will read any more. A FIN would hide that; the RST tells {p} that "
      "they are lost. There is no TIME-WAIT after it.",
      "已经确认过的数据再也没有人读了。FIN 会掩盖这一点；RST 则让{p}知道这些数据丢失了。此后没有 TIME-WAIT。"}},
    {Clause::AbortSendsReset,
     {"{H}: the connection is aborted with RST", "{H}：用 RST 中止连接"},
     {"{Th} throws away everything queued and is CLOSED at once, without TIME-WAIT. {Tp} will learn of it when the "
      "RST arrives, and its data on the way are lost.",
      "{h}丢弃队列中的一切，立即进入 CLOSED，没有 TIME-WAIT。RST 到达后{p}才会知道，途中的数据就此丢失。"}},
    {Clause::AbortSilent,
     {"{H}: the connection is aborted without a word", "{H}：悄然中止连接"},
     {"In {from} there is nothing that {p} would have to be told. The connection is CLOSED.",
      "在 {from} 中没有什么需要告知{p}的。连接进入 CLOSED。"}},
    {Clause::FinAcknowledged,
     {"{H}: the FIN is acknowledged; FIN-WAIT-2 begins", "{H}：FIN 得到确认，进入 FIN-WAIT-2"},
     {"ack={ack} covers the FIN: {p} has everything that {h} sent. {Tp} may still send; {h} waits for its FIN.",
      "ack={ack} 覆盖了 FIN：{h}发送的内容{p}已全部收到。{p}仍可发送；{h}等待它的 FIN。"}},
    {Clause::FinToCloseWait,
     {"{H}: a FIN arrives: {p} has no more to send", "{H}：收到 FIN：{p}没有数据要发了"},
     {"{Th} notes the end of the stream at seq={rack} and enters CLOSE-WAIT, where it may go on sending. It stays "
      "there until its own program closes: no timer will do it.",
      "{h}记下数据流的终点，下一个期待的序号是 {rack}，并进入 CLOSE-WAIT；它仍可继续发送。直到本地程序关闭连接，"
      "它才会离开这个状态：没有计时器代劳。"}},
    {Clause::FinToTimeWait,
     {"{H}: a FIN arrives; TIME-WAIT begins", "{H}：收到 FIN，进入 TIME-WAIT"},
     {"{Th} acknowledges with ack={rack}. It cannot know whether this last ACK arrives, so it stays for 2·MSL "
      "({wait}): to answer if the FIN comes again, and until no old segment is left on the wire.",
      "{h}以 ack={rack} 确认。它无法知道这最后一个 ACK 能否到达，所以停留 2·MSL（{wait}）：FIN 若再来就再次应答，"
      "并等到网络中没有旧报文段为止。"}},
    {Clause::FinToClosing,
     {"{H}: a FIN arrives before the own one is acknowledged: CLOSING",
      "{H}：自己的 FIN 还未被确认，就收到了对方的 FIN：进入 CLOSING"},
     {"Both ends have closed at about the same time. {Th} acknowledges with ack={rack} and waits in CLOSING until its "
      "own FIN is acknowledged.",
      "双方几乎同时关闭。{h}以 ack={rack} 确认，并在 CLOSING 中等待自己的 FIN 被确认。"}},
    {Clause::ClosingToTimeWait,
     {"{H}: the FIN is acknowledged; from CLOSING to TIME-WAIT", "{H}：FIN 得到确认，从 CLOSING 进入 TIME-WAIT"},
     {"ack={ack} covers the FIN. Both ends have closed at once, so both wait in TIME-WAIT for 2·MSL ({wait}).",
      "ack={ack} 覆盖了 FIN。双方同时关闭，因此双方都在 TIME-WAIT 中停留 2·MSL（{wait}）。"}},
    {Clause::LastAckDone,
     {"{H}: the last ACK arrives; the connection is CLOSED", "{H}：最后一个 ACK 到达，连接进入 CLOSED"},
     {"ack={ack} covers the FIN of {h}: everything both ways has been acknowledged. {Th} need not wait; {p}, which "
      "closed first, does so in TIME-WAIT.",
      "ack={ack} 覆盖了{h}的 FIN：双方发送的一切都已得到确认。{h}无需等待；先关闭的{p}则停留在 TIME-WAIT。"}},
    {Clause::TimeWaitAcks,
     {"{H}: the FIN arrives again in TIME-WAIT and is acknowledged again", "{H}：在 TIME-WAIT 中再次收到 FIN，再次确认"},
     {"That it comes again means that {p} has not received the last ACK. {Th} repeats ack={rack} and starts its "
      "2·MSL timer anew ({wait}). This is what TIME-WAIT is for.",
      "FIN 再次到来，说明{p}没有收到最后那个 ACK。{h}重发 ack={rack}，并重新开始 2·MSL 计时（{wait}）。TIME-WAIT "
      "正是为此而设。"}},
    {Clause::FinRepeated,
     {"{H}: the FIN arrives once more and is acknowledged once more", "{H}：再次收到 FIN，再次确认"},
     {"{Th} stays in {state}; the ACK sent before must have got lost.",
      "{h}停留在 {state}；此前的 ACK 想必丢失了。"}},
    {Clause::TimeWaitReopened,
     {"{H}: a SYN reopens the connection in TIME-WAIT", "{H}：SYN 重新打开了处于 TIME-WAIT 的连接"},
     {"seq={seq} lies above every number of the old incarnation, so old and new segments cannot be confused: {h} ends "
      "TIME-WAIT early and answers the SYN.",
      "seq={seq} 高于旧化身用过的所有序号，新旧报文段不会混淆：{h}提前结束 TIME-WAIT，应答这个 SYN。"}},
    {Clause::TimeWaitExpired,
     {"{H}: 2·MSL have passed; TIME-WAIT ends", "{H}：2·MSL 已过，TIME-WAIT 结束"},
     {"{Tp} has not sent its FIN again, and no segment of this connection can be on the wire any more. The TCB is "
      "deleted; the ports are free again.",
      "{p}没有再发 FIN，网络中也不可能再有这个连接的报文段。TCB 被删除，端口可以重新使用。"}},
    {Clause::FinWait2Expired,
     {"{H}: nobody waits for {p} any more; FIN-WAIT-2 ends", "{H}：不再等待{p}，FIN-WAIT-2 结束"},
     {"The program has closed both directions, and {p} has sent no FIN for {wait}. {Th} forgets the connection; "
      "what {p} may still send will be answered with RST.",
      "程序已关闭两个方向，而{p}在 {wait} 内没有发送 FIN。{h}忘掉这个连接；{p}若再发送什么，将以 RST 应答。"}},
    {Clause::HostCrashed,
     {"{H}: the host crashes", "{H}：主机崩溃"},
     {"All its connections are gone, and {p} is told nothing: if it has an open connection, that is now half-open.",
      "它的所有连接都消失了，而{p}得不到任何通知：{p}若还有打开的连接，就成了半打开连接。"}},
    {Clause::HostBooted,
     {"{H}: the host comes up again", "{H}：主机重新启动"},
     {"It remembers nothing of its earlier connections. A segment that still arrives for one of them is answered "
      "with RST.",
      "它对以前的连接一无所知。仍然发往这些连接的报文段将以 RST 应答。"}},
};

} // namespace

std::span<const ClauseSentences> closingSentences()
{
    return rows;
}

} // namespace tcplab
