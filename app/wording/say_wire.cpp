// What the wire does to segments.
#include "app/wording/say_rows.h"

#include <array>

namespace tcplab {
namespace {

constexpr std::array<SayRow, sizeOf(wirePart)> rows{{
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
      "so {h} does not repeat it: unless {h} sends something else, {p} learns of it only from the answer to "
      "a "
      "window probe.",
      "它本要告诉{p}：{h}的窗口已重新打开，为 {window}。ACK "
      "本身不会得到确认，因此{h}不会重发它；除非{h}另外发送报文段，{p}"
      "要等到窗口探测的应答，才能得知这一点。"}},
    {Say::LostIsReset,
     {"A RST is not acknowledged and not repeated: {p} still believes that the connection stands.",
      "RST 不会得到确认，也不会重发：{p}仍以为连接存在。"}},
    {Say::LostMadeUp,
     {"It does not matter any more: {h} has already sent the same numbers again.",
      "这已经无关紧要：{h}早已用同样的序号重发过。"}},
    {Say::LostHasCopy,
     {"It does no harm: a copy of it is still on its way, or has arrived.",
      "这没有害处：它的副本还在途中，或者已经到达。"}},
}};
static_assert(isInOrder(rows, wirePart));

} // namespace

std::span<const SayRow> wireRows() { return rows; }

} // namespace tcplab
