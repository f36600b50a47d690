// What programs call, and what calls return.
#include "app/wording/say_rows.h"

#include <array>

namespace tcplab {
namespace {

constexpr std::array<SayRow, sizeOf(callsPart)> rows{{
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
      "有了这个选项，即使同样设置了该选项的监听端在这个端口上留有处于 TIME-WAIT "
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
     {"send puts the data in the send buffer, and {sent} of it can be sent at once, in {count}, beginning "
      "with "
      "{replynums}. It stays in the buffer until {p} acknowledges it.",
      "send 把数据放入发送缓冲区；其中 {sent}立即用{count}发出，第一个是 "
      "{replynums}。在{p}确认之前，数据一直保留在缓冲区中。"}},
    {Say::CallSendSentInOneBody,
     {"send puts the data in the send buffer, and {sent} of it can be sent at once, in one segment: "
      "{replynums}. It stays in the buffer until {p} acknowledges it.",
      "send 把数据放入发送缓冲区；其中 {sent}立即用 1 个报文段发出：{replynums}。在{p}确认之前，"
      "数据一直保留在缓冲区中。"}},
    {Say::CallSendWaitingBody,
     {"send puts the data in the send buffer, but the windows or Nagle's algorithm let nothing go out at "
      "this moment.",
      "send 把数据放入发送缓冲区，但受窗口或 Nagle 算法所限，此刻什么也不能发出。"}},
    {Say::SendWaitsForWindow,
     {"send puts the data in the send buffer. The window of {p} is used up, so nothing can be sent until an "
      "ACK opens it.",
      "send 把数据放入发送缓冲区。{p}的窗口已用完，要等 ACK 打开窗口才能发送。"}},
    {Say::SendWaitsForNagle,
     {"send puts the data in the send buffer. It would make only a small segment, and earlier data is not "
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
     {"The last of the data ({text}) has found room in the send buffer. That does not mean that {p} has "
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
     {"The program takes the data from the receive buffer, in the order in which it was sent.",
      "程序按发送时的顺序从接收缓冲区取走数据。"}},
    {Say::RecvTookBody,
     {"The call was waiting, so it took the data from the receive buffer as it came, in the order in which "
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
    {Say::LingerBroken,
     {"The connection has ended before everything was acknowledged: SO_LINGER has nothing left to wait for. "
      "What is not acknowledged may never have reached {p}.",
      "连接在一切都得到确认之前就已终止：SO_LINGER 没有什么可等的了。未得到确认的内容可能没有到达{p}。"}},
    {Say::CallReturnsBody, {"The program can go on.", "程序可以继续。"}},
    {Say::CallFails, {"{H}: {call} fails with {errno}", "{H}：{call} 以 {errno} 失败"}},
    {Say::PipeAfterReset,
     {"{Tp} has reset the connection before, so nothing can be sent on it any more; no segment leaves.",
      "{p}先前已复位连接，不能再用它发送任何数据；没有报文段发出。"}},
    {Say::PipeAfterClose,
     {"This end has closed its own direction: its FIN said that nothing more would come. No segment leaves.",
      "本端已关闭自己的方向：FIN 已经声明不再有数据。没有报文段发出。"}},
    {Say::PipeAfterGivingUp,
     {"{Th} itself has given the connection up before, for want of an answer: nothing can be sent on it any "
      "more, and no segment leaves.",
      "{h}自己先前因为得不到应答而放弃了连接，不能再用它发送任何数据；没有报文段发出。"}},
    {Say::PipeAfterIcmp,
     {"An ICMP message has ended the connection before, so nothing can be sent on it any more; no segment "
      "leaves.",
      "先前有一个 ICMP 报文终止了连接，不能再用它发送任何数据；没有报文段发出。"}},
    {Say::PortHeldByTimeWait,
     {"Port {port} is still held by an old connection in TIME-WAIT, until {due}. Until then its old segments "
      "may turn up, "
      "and a new connection could take them for its own.",
      "端口 {port} 仍被一条处于 TIME-WAIT 的旧连接占用，直到 "
      "{due}。在此之前，它的旧报文段还可能出现，新连接会把它们误当成自己的。"}},
    {Say::ListenBinds,
     {"In the sockets API it is bind that fails so; here listen binds the port, too.",
      "在套接字接口中，这样失败的是 bind；这里的 listen 兼做绑定端口。"}},
    {Say::ConnectAborted,
     {"This end has ended the connection itself: nothing more can be sent or received on it.",
      "本端自己终止了连接，不能再收发数据。"}},
}};
static_assert(isInOrder(rows, callsPart));

} // namespace

std::span<const SayRow> callsRows() { return rows; }

} // namespace tcplab
