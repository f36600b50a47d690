#include "app/wording/clause_sentences.h"

namespace tcplab {
namespace {

constexpr ClauseSentences rows[] = {
    {Clause::OpenPassive,
     {"{H}: the program listens on port {port}", "{H}：程序在端口 {port} 上监听"},
     {"A passive OPEN: nothing is sent. {Th} is in LISTEN now and answers SYNs that arrive for port {port}.",
      "被动打开：什么也不发送。{h}进入 LISTEN，将应答发往端口 {port} 的 SYN。"}},
    {Clause::OpenActive,
     {"{H}: connect sends a SYN", "{H}：connect 发出 SYN"},
     {"An active OPEN: {h} chooses the initial sequence number {rseq}, tells it to {p} in a SYN and waits "
      "in SYN-SENT. connect returns when the handshake is over or has failed.",
      "主动打开：{h}选定初始序号 {rseq}，用 SYN 告知{p}，然后在 SYN-SENT 中等待。握手完成或失败后 connect "
      "才返回。"}},
    {Clause::ListenAnswersSyn,
     {"{H}: the SYN arrives and is answered with {reply}", "{H}：收到 SYN，以 {reply} 应答"},
     {"{Th} listens on port {port}. It makes a connection in SYN-RECEIVED for this caller, chooses the "
      "initial sequence "
      "number {rseq}, and acknowledges with ack={rack}: one more than seq={seq}, because a SYN takes up one "
      "sequence "
      "number.",
      "{h}在端口 {port} 上监听。它为这次请求创建一条处于 SYN-RECEIVED 的连接，选定初始序号 {rseq}，并以 "
      "ack={rack} "
      "确认：比 seq={seq} 大 1，因为 SYN 占用一个序号。"}},
    {Clause::TwoWayHandshake,
     {"{H}: the SYN is answered with {reply}, and that is all: ESTABLISHED",
      "{H}：以 {reply} 应答 SYN，握手就此结束：ESTABLISHED"},
     {"By the rule {h} would wait in SYN-RECEIVED until an ACK shows that {p} means this connection. This "
      "host does "
      "without the third segment: whatever SYN arrives opens a connection, even one that is an old "
      "duplicate.",
      "按规则{h}应当停留在 SYN-RECEIVED，直到一个 ACK 表明{p}确实要建立这条连接。这台主机不等第三个报文段："
      "到达的任何 SYN 都会打开一条连接，哪怕它是旧的重复报文段。"}},
    {Clause::SynSentEstablished,
     {"{H}: the {seg} arrives; the connection is ESTABLISHED", "{H}：收到 {seg}，连接进入 ESTABLISHED"},
     {"ack={ack} shows that {p} has received the SYN. {Th} acknowledges the SYN of {p} with ack={rack} and "
      "may send from now on; {p} will know that the handshake is complete only when this ACK arrives.",
      "ack={ack} 说明{p}已收到 SYN。{h}以 ack={rack} 确认{p}的 SYN，从此可以发送数据；而{p}要等这个 ACK "
      "到达才知道握手已完成。"}},
    {Clause::SynReceivedEstablished,
     {"{H}: the handshake is complete: {seg} arrives", "{H}：收到 {seg}，握手完成"},
     {"ack={ack} acknowledges the SYN of {h}: each end now knows that the other has its initial sequence "
      "number. {Th} goes from {from} to ESTABLISHED.",
      "ack={ack} 确认了{h}的 SYN：双方都已知道对方收到了自己的初始序号。{h}从 {from} 进入 ESTABLISHED。"}},
    {Clause::SynSentSimultaneousOpen,
     {"{H}: a SYN arrives in SYN-SENT: both ends open at once", "{H}：在 SYN-SENT 中收到 SYN：双方同时打开"},
     {"{Th} has sent a SYN and gets a SYN instead of an answer. That is no error: it answers with {reply} "
      "and "
      "waits in SYN-RECEIVED. One connection comes of it, not two.",
      "{h}已发出 SYN，等来的不是应答，而是对方的 SYN。这不是错误：它以 {reply} 应答，在 SYN-RECEIVED "
      "中等待。结果是一条连接，而不是两条。"}},
    {Clause::SynAckEstablishes,
     {"{H}: the {seg} arrives; the simultaneous open is complete", "{H}：收到 {seg}，同时打开完成"},
     {"ack={ack} acknowledges the SYN of {h}, and its own SYN is the one that {h} already knows. {Th} goes "
      "to "
      "ESTABLISHED.",
      "ack={ack} 确认了{h}的 SYN，而其中的 SYN 是{h}早已收到的那个。{h}进入 ESTABLISHED。"}},
    {Clause::SynAckRepeated,
     {"{H}: the SYN arrives again, so the SYN, ACK is sent again", "{H}：再次收到 SYN，因此重发 SYN, ACK"},
     {"Perhaps {p} has not received the answer, so it is repeated (seq={rseq} ack={rack}). {Th} stays in "
      "SYN-RECEIVED. By the letter a bare ACK would answer the SYN, and only the timer would repeat the "
      "SYN, ACK.",
      "也许{p}没有收到应答，因此再发一次（seq={rseq} ack={rack}）。{h}停留在 SYN-RECEIVED。按标准的字面规定，"
      "应以单独的 ACK 应答这个 SYN，而 SYN, ACK 只由计时器重发。"}},
    {Clause::SynSentBadAckResets,
     {"{H}: the {seg} acknowledges what was never sent, and is answered with RST",
      "{H}：{seg} 确认了从未发送过的内容，以 RST 应答"},
     {"The RST takes that number as its own, seq={rseq}, so that {p} will believe it; {h} stays in SYN-SENT "
      "and goes on "
      "trying.",
      "RST 就取这个确认号作为自己的序号（seq={rseq}），因此{p}会相信它；{h}停留在 SYN-SENT，继续尝试。"}},
    {Clause::SynSentBadAckDropped,
     {"{H}: a RST that does not fit the SYN is ignored", "{H}：与 SYN 不符的 RST 被忽略"},
     {"ack={ack} does not acknowledge the SYN that {h} has sent, so this RST belongs to something older. "
      "{Th} "
      "stays in SYN-SENT.",
      "ack={ack} 没有确认{h}发出的 SYN，因此这个 RST 属于更早的事情。{h}停留在 SYN-SENT。"}},
    {Clause::SynSentRefused,
     {"{H}: RST answers the SYN: the connection is refused", "{H}：SYN 得到的应答是 RST：连接被拒绝"},
     {"ack={ack} acknowledges exactly the SYN, so the RST is believed: nobody listens there. The connection "
      "is "
      "CLOSED, and connect fails with ECONNREFUSED.",
      "ack={ack} 恰好确认了该 SYN，因此相信这个 RST：那里没有人监听。连接进入 CLOSED，connect 以 "
      "ECONNREFUSED 失败。"}},
    {Clause::SynSentResetWithoutAck,
     {"{H}: a RST without ACK is ignored", "{H}：不带 ACK 的 RST 被忽略"},
     {"Without an acknowledgment nothing shows that it answers the SYN: it may be old or forged. {Th} stays "
      "in SYN-SENT.",
      "没有确认号，就无法说明它是对 SYN 的应答：它可能是旧的，也可能是伪造的。{h}停留在 SYN-SENT。"}},
    {Clause::SynSentNothing,
     {"{H}: {seg} means nothing in SYN-SENT and is dropped", "{H}：{seg} 在 SYN-SENT 中没有意义，被丢弃"},
     {"{Th} waits for a SYN or a RST; everything else is dropped.",
      "{h}等待的是 SYN 或 RST，其余一概丢弃。"}},
    {Clause::ResetForNoConnection,
     {"{H}: {seg} arrives for no connection and is answered with RST",
      "{H}：{seg} 不属于任何连接，以 RST 应答"},
     {"{Th} has no connection between these ports, and nobody listens there.",
      "{h}没有使用这对端口的连接，也没有程序在该端口上监听。"}},
    {Clause::ResetIgnoredInClosed,
     {"{H}: a RST arrives for no connection and is ignored", "{H}：RST 不属于任何连接，被忽略"},
     {"There is nothing left to reset, and a RST is never answered with a RST: two hosts would go on like "
      "that "
      "for ever.",
      "已经没有什么可复位的了；而且绝不用 RST 应答 RST，否则两台主机会永无休止地互发 RST。"}},
    {Clause::ListenIgnoresReset,
     {"{H}: a RST reaches the listener and is ignored", "{H}：监听端收到 RST，予以忽略"},
     {"Port {port} is in LISTEN and has sent nothing that could be reset. It goes on listening.",
      "端口 {port} 处于 LISTEN，没有发送过任何可被复位的内容。它继续监听。"}},
    {Clause::ListenResetsAck,
     {"{H}: {seg} reaches the listener and is answered with RST", "{H}：监听端收到 {seg}，以 RST 应答"},
     {"{Th} has no connection between these ports, only a listener on port {port}. A listener has sent "
      "nothing that "
      "could be acknowledged, so ack={ack} must belong to a connection that does not exist here. The RST "
      "takes that "
      "number as its own, seq={rseq}: the one that the sender of the ACK expects next.",
      "{h}没有使用这对端口的连接，只有端口 {port} 上的监听端。监听端没有发送过任何可被确认的内容，所以 "
      "ack={ack} "
      "只可能属于一条在这里不存在的连接。RST 就取它作为自己的序号：seq={rseq}，正是发出这个 ACK "
      "的一方下一个期待的序号。"}},
    {Clause::ListenDropsOther,
     {"{H}: {seg} means nothing to the listener and is dropped", "{H}：{seg} 对监听端没有意义，被丢弃"},
     {"It holds neither SYN nor ACK nor RST.", "其中既无 SYN，也无 ACK 和 RST。"}},
    {Clause::ListenQueueFull,
     {"{H}: the SYN queue is full, so the SYN is dropped", "{H}：半连接队列已满，SYN 被丢弃"},
     {"The listener remembers only so many unfinished handshakes. {Tp} is told nothing: it will send its SYN "
      "again when its retransmission timer expires, and perhaps there is room then.",
      "监听端只能记住有限个未完成的握手。{p}得不到任何通知：它的重传计时器到期后会重发 "
      "SYN，那时也许就有位置了。"}},
    {Clause::AcceptQueueFull,
     {"{H}: the accept queue is full, so the {seg} is dropped", "{H}：全连接队列已满，{seg} 被丢弃"},
     {"Connections whose handshake is complete wait there until the program calls accept, and all places are "
      "taken.",
      "已完成握手的连接在队列中等待程序调用 accept，现在没有位置了。"}},
    {Clause::AcceptQueueOverflowResets,
     {"{H}: the accept queue is full, so the connection is reset", "{H}：全连接队列已满，连接被复位"},
     {"This host is set up to answer with RST instead of silence: {p} learns at once that it is not wanted, "
      "and "
      "does not try again.",
      "这台主机设置为以 RST 应答，而不是沉默：{p}立即得知自己被拒绝，不再重试。"}},
    {Clause::SynReceivedBadAckResets,
     {"{H}: the {seg} acknowledges what was never sent, and is answered with RST",
      "{H}：{seg} 确认了从未发送过的内容，以 RST 应答"},
     {"ack={ack} does not fit the SYN that {h} has sent. The RST with seq={rseq} tells {p} so; {h} stays in "
      "SYN-RECEIVED.",
      "ack={ack} 与{h}发出的 SYN 不符。seq={rseq} 的 RST 告知{p}；{h}停留在 SYN-RECEIVED。"}},
    {Clause::SynReturnsToListen,
     {"{H}: a new SYN arrives; the unfinished connection goes back to LISTEN",
      "{H}：收到新的 SYN，这个未完成的连接回到 LISTEN"},
     {"It lies in the window, so {p} has begun anew. {Th} forgets this attempt and goes on listening.",
      "它落在窗口之内，说明{p}已重新开始。{h}放弃这次尝试，继续监听。"}},
    {Clause::SynInWindowResets,
     {"{H}: a SYN in the middle of the connection resets it", "{H}：连接中途出现 SYN，连接被复位"},
     {"By the rules of RFC 793 a SYN inside the window is an error. {Th} sends RST and drops everything.",
      "按 RFC 793 的规则，窗口内的 SYN 是错误。{h}发送 RST 并丢弃一切。"}},
    {Clause::SynChallenged,
     {"{H}: a SYN arrives on an existing connection and is challenged with an ACK",
      "{H}：已有的连接上收到 SYN，用 ACK 质询"},
     {"{Th} is in {state}. It does not take the SYN at its word: it says with {replynums} where it stands. "
      "If {p} "
      "really has lost the connection, it will answer with RST.",
      "{h}处于 {state}。它不轻信这个 SYN，而是用 {replynums} 说明自己的状况。如果{p}确实失去了连接，就会以 "
      "RST 应答。"}},
    {Clause::ResetReturnsToListen,
     {"{H}: a RST ends the half-finished handshake", "{H}：RST 终止了未完成的握手"},
     {"The connection had come from LISTEN and returns there: it never reached the accept queue, and the "
      "program on {h} "
      "never hears of it.",
      "这条连接来自 LISTEN，现在回到 LISTEN：它从未进入全连接队列，{h}上的程序对此一无所知。"}},
    {Clause::ResetRefusesOpen,
     {"{H}: a RST refuses the connection", "{H}：RST 拒绝了连接"},
     {"{Th} had opened actively, so the program is told: ECONNREFUSED. The connection is CLOSED.",
      "{h}是主动打开的一方，因此通知程序：ECONNREFUSED。连接进入 CLOSED。"}},
    {Clause::ResetExact,
     {"{H}: a RST arrives: the connection is reset", "{H}：收到 RST：连接被复位"},
     {"seq={seq} is exactly the number that {h} expects next, so the RST is believed. The connection goes "
      "from "
      "{from} to CLOSED at once, without an answer.",
      "seq={seq} 正是{h}下一个期待的序号，因此相信这个 RST。连接立即从 {from} 进入 CLOSED，不作应答。"}},
    {Clause::ResetInWindow,
     {"{H}: a RST inside the window is believed: the connection is reset",
      "{H}：相信了窗口内的 RST：连接被复位"},
     {"seq={seq} is not the number that {h} expects next, it only lies in the window. By the rule the RST "
      "would be "
      "challenged with an ACK; this host does without the rule, so whoever guesses a window, or an old "
      "duplicate that "
      "falls into it, ends the connection. It goes from {from} to CLOSED.",
      "seq={seq} 并不是{h}下一个期待的序号，只是落在窗口之内。按规则应当用 ACK 质询；这台主机去掉了这条规则，"
      "因此任何猜中窗口的人，或者恰好落入窗口的旧的重复报文段，都能结束连接。连接从 {from} 进入 CLOSED。"}},
    {Clause::ResetChallenged,
     {"{H}: a RST inside the window, but not at RCV.NXT, is challenged with an ACK",
      "{H}：RST 在窗口内但不在 RCV.NXT 处，用 ACK 质询"},
     {"Whoever wants to break a connection can guess a window, but hardly the exact number. {Th} says with "
      "{replynums} what it expects; if {p} means it, its next RST will fit exactly.",
      "想破坏连接的攻击者可以猜中窗口，却很难猜中准确的序号。{h}用 {replynums} 说明它期待什么；如果 RST "
      "确实出自{p}，"
      "它的下一个 RST 就会恰好吻合。"}},
    {Clause::UnacceptableResetDropped,
     {"{H}: a RST outside the window is dropped", "{H}：窗口之外的 RST 被丢弃"},
     {"{Th} expects {expected}, and seq={seq} does not lie in the window that begins there: this RST is old, "
      "answers "
      "something old, or is forged. The connection stays in {state}, and nothing is sent in answer.",
      "{h}期待的是 {expected}，而 seq={seq} 不在从那里开始的窗口之内：这个 RST "
      "要么是旧的，要么应答的是旧报文段，"
      "要么是伪造的。连接停留在 {state}，不予应答。"}},
    {Clause::ResetEndsClosing,
     {"{H}: a RST arrives; the connection is CLOSED at once", "{H}：收到 RST，连接立即进入 CLOSED"},
     {"{Th} was in {from}: both ends had closed already, so no error is reported.",
      "{h}原先处于 {from}：双方都已关闭，因此不报告错误。"}},
    {Clause::QuietTime,
     {"{H}: {seg} arrives during the quiet time and is not answered",
      "{H}：{seg} 在静默时间内到达，不予应答"},
     {"After its crash {h} does not know which sequence numbers it has used. It stays silent until no old "
      "segment can be on the wire any more.",
      "{h}崩溃后不知道自己用过哪些序号。它保持沉默，直到网络中不可能再有旧报文段。"}},
};

} // namespace

std::span<const ClauseSentences> openingSentences() { return rows; }

} // namespace tcplab
