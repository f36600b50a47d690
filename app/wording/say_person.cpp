// What a person, a script or a played program does.
#include "app/wording/say_rows.h"

#include <array>

namespace tcplab {
namespace {

constexpr std::array<SayRow, sizeOf(personPart)> rows{{
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
static_assert(isInOrder(rows, personPart));

} // namespace

std::span<const SayRow> personRows() { return rows; }

} // namespace tcplab
