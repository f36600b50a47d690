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
      "什么都还没有发生：两台主机已启动，程序即将开始，线路上空无一物。"}},
    {Say::ProgramGoesOn, {"A program goes on", "程序继续运行"}},

    {Say::TextArrives, {"{H}: {text} received in order", "{H}：{text}按序到达"}},
    {Say::TextArrivesBody,
     {"seq={seq} is just what {h} was waiting for. The text goes to the receive buffer, and the next number "
      "expected is {end}.",
      "seq={seq} 正是{h}所等待的。数据放入接收缓冲区，下一个期待的序号是 {end}。"}},
    {Say::TextAckedNow, {"It is acknowledged at once with ack={rack}.", "立即以 ack={rack} 确认。"}},
    {Say::TextAckDelayed,
     {"The acknowledgment may wait up to {wait}: perhaps a second segment comes, or text of its own that can carry "
      "it.",
      "确认可以延迟最多 {wait}：也许会有第二个报文段到来，或者有自己的数据可以捎带。"}},
    {Say::AckArrives, {"{H}: the ACK arrives", "{H}：收到 ACK"}},
    {Say::AckArrivesBody,
     {"ack={ack} acknowledges everything that {h} sent before this number; it need not be kept for retransmission "
      "any longer.",
      "ack={ack} 确认了{h}在此序号之前发送的一切，这些内容不必再为重传而保留。"}},
    {Say::AckNothingNew, {"{H}: an ACK arrives that says nothing new", "{H}：收到的 ACK 没有带来新内容"}},
    {Say::AckNothingNewBody,
     {"ack={ack} was known already. {Th} is in {state} and stays there.", "ack={ack} 早已知道。{h}仍处于 {state}。"}},
    {Say::AckWithZeroWindow,
     {"It also says that the window of {p} is closed: {h} must not send more until it opens.",
      "它还说明{p}的窗口已关闭：窗口重新打开之前，{h}不得再发送数据。"}},
    {Say::MoreSent, {"That makes room for more: {h} sends {sent}.", "这就腾出了空间：{h}再发送 {sent}。"}},
    {Say::RttTaken,
     {"It gives {h} a round-trip time of {sample}: SRTT is now {srtt}, RTO {rto}.",
      "{h}同时测得往返时间 {sample}：SRTT 现为 {srtt}，RTO 为 {rto}。"}},
    {Say::SomethingArrives, {"{H}: {seg} arrives", "{H}：收到 {seg}"}},
    {Say::OldDuplicateAcked,
     {"{H}: {seg} is an old duplicate; it is dropped and answered with an ACK",
      "{H}：{seg} 是旧的重复报文段，丢弃并以 ACK 应答"}},
    {Say::OldDuplicateAckedBody,
     {"{Th} has already received everything up to {rack}, and seq={seq} lies before it. The ACK says so again, in case "
      "the earlier one was lost.",
      "{h}已收到 {rack} 之前的一切，而 seq={seq} 在其之前。再发一次 ACK 说明这一点，以防此前的 ACK 丢失。"}},
    {Say::HostDown, {"{H}: {seg} reaches a host that is down", "{H}：{seg} 到达时主机已停机"}},
    {Say::HostDownBody,
     {"Nobody is there to receive or to answer it. To {p} this looks just like a loss.",
      "没有人接收，也没有人应答。在{p}看来，这与丢失毫无区别。"}},

    {Say::RetransmitHeadline,
     {"{H}: the retransmission timer expired, so it sends {what} again",
      "{H}：重传计时器到期，因此重发{what}"}},
    {Say::RetransmitOriginalLost,
     {"The {oldseg} of {h} ({oldnums}) was lost. {Th} only notices that no acknowledgment has come for {wait}, and "
      "sends the same numbers once more; it stays in {state}.",
      "{h}的 {oldseg}（{oldnums}）丢失了。{h}只知道 {wait} 内没有收到确认，于是用同样的序号再发一次；它停留在 {state}。"}},
    {Say::RetransmitAckLost,
     {"{Tp} did receive it, but its {ackseg} ({acknums}) was lost. {Th} is still in {state}: it has no way to know "
      "that its {oldseg} arrived.",
      "{p}其实已经收到，但它的 {ackseg}（{acknums}）丢失了。{h}仍处于 {state}：它无法知道自己的 {oldseg} 已经到达。"}},
    {Say::RetransmitIgnored,
     {"The {oldseg} ({oldnums}) did arrive, but {p} did not acknowledge it. {Th} is still in {state}; after {wait} "
      "without an acknowledgment it tries again.",
      "{oldseg}（{oldnums}）已经到达，但{p}没有确认。{h}仍处于 {state}；{wait} 内没有收到确认，就再试一次。"}},
    {Say::RetransmitNothingLost,
     {"Nothing was lost: the answer is still on its way, but {wait} were too short a wait. {Th} cannot know that and "
      "sends the same numbers once more.",
      "什么也没有丢失：应答还在途中，只是 {wait} 的等待太短了。{h}无从得知，于是用同样的序号再发一次。"}},
    {Say::RetransmitBackOff,
     {"The next time-out comes only after {next} (exponential back-off).", "下一次超时要等 {next}（指数退避）。"}},
    {Say::RetransmitPeerInTimeWait,
     {"Because {p} waits in TIME-WAIT, it is still there to answer: it will send the ACK again and start its 2·MSL timer "
      "anew. Had it gone straight to CLOSED, the answer would be a RST.",
      "因为{p}还在 TIME-WAIT 中等待，所以能够应答：它会重发 ACK 并重新开始 2·MSL 计时。假如它直接进入 CLOSED，"
      "应答就会是 RST。"}},
    {Say::GivenUpHeadline, {"{H}: no answer; the connection is given up", "{H}：得不到应答，放弃连接"}},
    {Say::GivenUpBody,
     {"{Th} has tried for long enough without hearing from {p}. The connection goes from {from} to CLOSED, and the "
      "program gets ETIMEDOUT.",
      "{h}尝试了足够久，始终没有{p}的消息。连接从 {from} 进入 CLOSED，程序得到 ETIMEDOUT。"}},
    {Say::GivenUpToListen,
     {"{Th} has sent its SYN, ACK often enough without hearing from {p}. It forgets this caller and goes on listening; "
      "its program never hears of it.",
      "{h}多次发送 SYN, ACK，始终没有{p}的消息。它放弃这次请求，继续监听；程序对此一无所知。"}},
    {Say::AckByItself, {"{H}: the ACK is sent by itself", "{H}：单独发送 ACK"}},
    {Say::AckByItselfBody,
     {"At this moment the program had nothing to say that could have carried it, so {h} sends ack={rack} alone.",
      "此刻程序没有别的内容可以捎带它，于是{h}单独发送 ack={rack}。"}},
    {Say::TimerExpires, {"{H}: the {timer} expires", "{H}：{timer}到期"}},

    {Say::LostByChance, {"{seg} from {h} is lost on the way", "{h}的 {seg} 在途中丢失"}},
    {Say::LostByFault, {"{seg} from {h} is lost on the way, as the scenario says", "{h}的 {seg} 在途中丢失，这是场景写定的"}},
    {Say::LostByHand, {"{seg} from {h} is lost: you dropped it", "{h}的 {seg} 丢失：是你丢弃的"}},
    {Say::LostInQueue, {"{seg} from {h} is dropped: the queue is full", "{h}的 {seg} 被丢弃：队列已满"}},
    {Say::LostByChecksum, {"{seg} from {h} arrives damaged and is discarded", "{h}的 {seg} 到达时已损坏，被丢弃"}},
    {Say::LostByLifetime, {"{seg} from {h} has outlived MSL and is discarded", "{h}的 {seg} 超过了 MSL，被丢弃"}},
    {Say::LostByChanceBody,
     {"Chance decided, with the odds that the scenario gives. {nums} never reaches {p}.",
      "这是按场景给定的概率随机决定的。{nums} 永远到不了{p}。"}},
    {Say::LostByFaultBody,
     {"A rule in the scenario picked this segment ({nums}). It never reaches {p}.",
      "场景中的一条规则选中了这个报文段（{nums}）。它永远到不了{p}。"}},
    {Say::LostByHandBody, {"{nums} never reaches {p}.", "{nums} 永远到不了{p}。"}},
    {Say::LostInQueueBody,
     {"More segments arrived at the wire than it can carry, and none can wait any more. {nums} never reaches {p}.",
      "送到线路上的报文段超出了它的承载能力，队列里也没有位置了。{nums} 永远到不了{p}。"}},
    {Say::LostByChecksumBody,
     {"The checksum does not fit, so {p} throws the segment ({nums}) away without looking further. For TCP that is a "
      "loss.",
      "校验和不符，{p}不再细看就丢弃了这个报文段（{nums}）。对 TCP 来说，这就是丢失。"}},
    {Say::LostByLifetimeBody,
     {"No segment lives longer than MSL; that is what TIME-WAIT can rely on. {nums} never reaches {p}.",
      "任何报文段都活不过 MSL，这正是 TIME-WAIT 的依据。{nums} 永远到不了{p}。"}},
    {Say::LostNeedsAck,
     {"{Th} does not know; it will notice when no acknowledgment comes and send it again.",
      "{h}并不知道；等不到确认时它才会发觉，并重发。"}},
    {Say::LostIsAck,
     {"An ACK without text is not itself acknowledged, so {h} will not send it again of its own accord: {p} must ask.",
      "不带数据的 ACK 本身不会得到确认，因此{h}不会主动重发：要等{p}再来询问。"}},
    {Say::LostIsReset,
     {"A RST is not acknowledged and not repeated: {p} still believes that the connection stands.",
      "RST 不会得到确认，也不会重发：{p}仍以为连接还在。"}},

    {Say::CallListen, {"{H}: the program listens", "{H}：程序开始监听"}},
    {Say::CallListenBody, {"SYNs that arrive for this port will be answered.", "发往该端口的 SYN 将得到应答。"}},
    {Say::CallConnect, {"{H}: the program calls connect", "{H}：程序调用 connect"}},
    {Say::CallConnectBody,
     {"The call returns when the handshake is over, or has failed.", "握手完成或失败后，调用才返回。"}},
    {Say::CallAcceptWaits, {"{H}: accept waits for a connection", "{H}：accept 等待连接"}},
    {Say::CallAcceptWaitsBody,
     {"No handshake has been completed yet, so the accept queue is empty and the call does not return.",
      "还没有完成的握手，全连接队列是空的，因此调用不返回。"}},
    {Say::CallAcceptReturns, {"{H}: accept returns a connection", "{H}：accept 返回一个连接"}},
    {Say::CallAcceptReturnsBody,
     {"Its handshake was complete; it leaves the accept queue and belongs to the program now. No segment is sent.",
      "它的握手早已完成；现在离开全连接队列，归程序所有。不发送任何报文段。"}},
    {Say::ConnectReturns, {"{H}: connect returns, the connection is open", "{H}：connect 返回，连接已打开"}},
    {Say::ConnectReturnsBody, {"The program can go on.", "程序可以继续。"}},
    {Say::CallSend, {"{H}: the program sends {text}", "{H}：程序发送 {text}"}},
    {Say::CallSendSentBody,
     {"send puts the text in the send buffer, and {sent} of it can be sent at once, in {count}, beginning with "
      "{replynums}. It stays in the buffer until {p} acknowledges it.",
      "send 把数据放入发送缓冲区；其中 {sent}立即用{count}发出，第一个是 {replynums}。在{p}确认之前，数据一直保留在缓冲区中。"}},
    {Say::CallSendWaitingBody,
     {"send puts the text in the send buffer, but nothing can be sent at this moment.",
      "send 把数据放入发送缓冲区，但此刻什么也不能发出。"}},
    {Say::CallSendBlocks, {"{H}: send waits for room", "{H}：send 等待空间"}},
    {Say::CallSendBlocksBody,
     {"The send buffer does not hold everything yet; the call returns when the rest has found room in it.",
      "发送缓冲区暂时装不下全部数据；剩余部分也放得下时，调用才返回。"}},
    {Say::SendReturns, {"{H}: send returns", "{H}：send 返回"}},
    {Say::SendReturnsBody,
     {"The send buffer has taken all {text}. That does not mean that {p} has received them.",
      "全部 {text}都已放入发送缓冲区。但这并不表示{p}已经收到。"}},
    {Say::CallRecvWaits, {"{H}: recv waits for data", "{H}：recv 等待数据"}},
    {Say::CallRecvWaitsBody,
     {"What the program asks for has not arrived yet; the call does not return until it has.",
      "程序要的数据还没有到齐；到齐之前调用不返回。"}},
    {Say::RecvReturns, {"{H}: recv returns {text}", "{H}：recv 返回 {text}"}},
    {Say::RecvReturnsBody,
     {"The program takes the text from the receive buffer, in the order in which it was sent.",
      "程序按发送时的顺序从接收缓冲区取走数据。"}},
    {Say::RecvEnd, {"{H}: recv returns 0: the end of the stream", "{H}：recv 返回 0：数据流结束"}},
    {Say::RecvEndBody,
     {"{Tp} has sent a FIN, and everything before it has been read. The program now knows that nothing more will come.",
      "{p}已发出 FIN，此前的数据也都读完了。程序现在知道不会再有数据。"}},
    {Say::CallClose, {"{H}: the program calls {call}", "{H}：程序调用 {call}"}},
    {Say::CallCloseBody,
     {"Nothing has to be sent for it: the state does not change.", "无需为此发送任何内容：状态不变。"}},
    {Say::CallCloseWaits, {"{H}: close waits", "{H}：close 在等待"}},
    {Say::CallCloseWaitsBody,
     {"SO_LINGER makes it wait until everything sent has been acknowledged, or its time is up.",
      "SO_LINGER 使它一直等到发送的内容全部得到确认，或者时间用完。"}},
    {Say::CallReturnsAtOnce, {"{H}: {call} {args}", "{H}：{call} {args}"}},
    {Say::CallReturnsAtOnceBody, {"The call returns at once; nothing is sent.", "调用立即返回，不发送任何内容。"}},
    {Say::CallWaits, {"{H}: {call} waits", "{H}：{call} 在等待"}},
    {Say::CallReturns, {"{H}: {call} returns", "{H}：{call} 返回"}},
    {Say::CallFails, {"{H}: {call} fails with {errno}", "{H}：{call} 以 {errno} 失败"}},

    {Say::UserDrop, {"You drop {seg} from {h}", "你丢弃了{h}的 {seg}"}},
    {Say::UserDelay, {"You delay {seg} from {h} by {wait}", "你把{h}的 {seg} 推迟了 {wait}"}},
    {Say::UserDuplicate, {"You duplicate {seg} from {h}", "你复制了{h}的 {seg}"}},
    {Say::UserCorrupt, {"You damage {seg} from {h}", "你损坏了{h}的 {seg}"}},
    {Say::UserCall, {"You make {h} call: {args}", "你让{h}调用：{args}"}},
    {Say::UserCrash, {"You let {h} crash", "你让{h}崩溃"}},
    {Say::UserBoot, {"You let {h} come up again", "你让{h}重新启动"}},
    {Say::UserDropBody, {"{nums} will never reach {p}.", "{nums} 永远到不了{p}。"}},
    {Say::UserDelayBody,
     {"{nums} stays on the wire for longer; what was sent after it may overtake it.",
      "{nums} 在线路上停留得更久；之后发送的报文段可能超过它。"}},
    {Say::UserDuplicateBody,
     {"{nums} will reach {p} twice. TCP must not take the second for new data.",
      "{nums} 将两次到达{p}。TCP 不得把第二个当作新数据。"}},
    {Say::UserCorruptBody,
     {"Its checksum will not fit when it arrives, so {p} will throw it away.", "到达时校验和不符，{p}会把它丢弃。"}},
    {Say::UserNotApplied, {"This step of yours did not apply", "你的这一步没有生效"}},
    {Say::UserNotAppliedBody,
     {"What it was meant for is not there any more, because something before it has changed.",
      "它所针对的对象已经不在了，因为此前有些事情变了。"}},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].say != static_cast<Say>(i))
            return false;
    return true;
}
static_assert(isInOrder(), "one row a sentence, in the order of the enumeration");

constexpr std::array<Sentence, static_cast<std::size_t>(Errno::ConnAborted) + 1> errors{{
    {"", ""},
    {"{Tp} answered with RST: nobody listens on that port.", "{p}以 RST 应答：该端口上没有人监听。"},
    {"{Tp} has reset the connection; what was on the way is lost.", "{p}已复位连接，途中的数据丢失。"},
    {"{Tp} has not answered for so long that the connection was given up.", "{p}太久没有应答，连接已被放弃。"},
    {"The port is taken: another socket uses it, or an old connection with it is still in TIME-WAIT.",
     "端口已被占用：另一个套接字正在使用，或者使用它的旧连接还在 TIME-WAIT 中。"},
    {"No port is left that could be used.", "没有可用的端口了。"},
    {"Nothing can be sent any more: this end has closed, or {p} has reset the connection.",
     "不能再发送数据：本端已关闭，或者{p}已复位连接。"},
    {"There is no connection.", "没有连接。"},
    {"This socket is connected already.", "该套接字已经连接。"},
    {"A connect on this socket is still under way.", "该套接字上的 connect 尚未结束。"},
    {"The call does not make sense for this socket.", "对这个套接字来说，该调用没有意义。"},
    {"There is no such socket; perhaps it has been closed.", "没有这个套接字；它也许已经关闭。"},
    {"The host is down.", "主机已停机。"},
    {"The connection was ended before the program got it.", "连接在程序取得之前就已结束。"},
}};

} // namespace

const Sentence& sentenceFor(Say say)
{
    return rows[static_cast<std::size_t>(say)].sentence;
}

const Sentence& sentenceFor(Errno error)
{
    return errors[static_cast<std::size_t>(error)];
}

} // namespace tcplab
