/// The sentences of tcplab-cli live.
#pragma once
#include "app/wording/sentence.h"

namespace tcplab::words {

inline constexpr Sentence liveCommand{
    "A simulated host in real time behind a TUN device: this machine's kernel, with nc, curl or any program, "
    "is the "
    "other end. Ctrl+C ends it",
    "在 TUN 设备后面实时运行一台模拟主机：另一端是本机的内核，可以用 nc、curl 或任何程序。Ctrl+C 结束"};
inline constexpr Sentence liveTun{"The TUN device (default: tcplab0). It is made if there is none (root, or "
                                  "CAP_NET_ADMIN), gets its address and "
                                  "comes up; one that is up already is left as it is",
                                  "TUN 设备（默认：tcplab0）。没有时创建（需要 root 或 "
                                  "CAP_NET_ADMIN），配置地址并启用；已经启用的设备保持原样"};
inline constexpr Sentence liveListen{
    "The simulated host listens on this port of its address (10.0.0.2; this machine is 10.0.0.1 there)",
    "模拟主机在其地址（10.0.0.2；本机在那里是 10.0.0.1）的这个端口上监听"};
inline constexpr Sentence liveConnect{
    "The simulated host (10.0.0.1) connects to this port of this machine, whose address there is the one "
    "given "
    "(default: 10.0.0.2)",
    "模拟主机（10.0.0.1）连接本机的这个端口；本机在那里的地址由此给出（默认：10.0.0.2）"};
inline constexpr Sentence liveFrom{"Connect from this port (default: one by chance)",
                                   "从这个端口发起连接（默认：随机选取）"};
inline constexpr Sentence liveEcho{"The application: what comes in goes back",
                                   "应用程序：收到什么就发回什么"};
inline constexpr Sentence liveDiscard{"The application: reads, and forgets", "应用程序：读取并丢弃"};
inline constexpr Sentence liveSend{
    "The application: sends this file (- for standard input), over one connection. With neither this nor "
    "another "
    "application, --listen answers HTTP requests and echoes everything else, --connect sends standard input "
    "and "
    "writes to standard output",
    "应用程序：在一个连接上发送这个文件（- 为标准输入）。没有指定任何应用程序时，--listen 回答 HTTP "
    "请求、其余一概回送；--connect 发送标准输入，并写到标准输出"};
inline constexpr Sentence liveReceive{
    "The application: writes what comes into this file (- for standard output), over one connection",
    "应用程序：在一个连接上把收到的内容写入这个文件（- 为标准输出）"};
inline constexpr Sentence livePage{"What an HTTP GET gets (default: a few words)",
                                   "HTTP GET 得到的内容（默认：几句话）"};
inline constexpr Sentence liveProgram{"The application: the program of the scenario's host (--scenario)",
                                      "应用程序：场景中该主机的程序（--scenario）"};
inline constexpr Sentence liveClose{
    "When the application closes: eof, when the peer has closed; sent, as soon as everything is sent, both "
    "directions at once; half, its own direction as soon as everything is sent, the other when the peer has "
    "closed; "
    "abort, as sent, but with a reset; never (default: half when it sends a file or answers HTTP, else eof)",
    "应用程序何时关闭：eof，对端关闭之后；sent，全部发完之后立即关闭两个方向；half，全部发完之后关闭自己的方"
    "向，"
    "对端关闭之后再关闭另一个方向；abort，同 sent，但用 RST；never（默认：发送文件或回答 HTTP 时为 "
    "half，否则为 eof）"};
inline constexpr Sentence liveConnections{
    "End when this many connections have ended (default: 1 with --connect, --send or --receive, else no end)",
    "这么多个连接结束之后退出（默认：有 --connect、--send 或 --receive 时为 1，否则不限）"};
inline constexpr Sentence liveFor{"End after this time: \"90 s\", \"2 min\"",
                                  "经过这么长时间后结束：\"90 s\"、\"2 min\""};
inline constexpr Sentence liveScenario{"Take the wire, its faults and the hosts' settings from this scenario "
                                       "(default: a wire that adds nothing)",
                                       "线路、故障和主机参数取自这个场景（默认：不附加任何影响的线路）"};
inline constexpr Sentence liveProfile{"The simulated host's profile, as “tcplab-cli knobs” has them",
                                      "模拟主机的配置，见“tcplab-cli knobs”"};
inline constexpr Sentence liveLoss{"Lose this share of the segments, in both directions: \"1 %\"",
                                   "两个方向都丢失这个比例的报文段：\"1 %\""};
inline constexpr Sentence liveSeed{
    "The seed of all chance, initial sequence numbers included (default: one that nobody can foretell)",
    "随机种子，初始序号也由它决定（默认：无法预料的种子）"};
inline constexpr Sentence liveIpv6{"IPv6: the client is fd00::1 and the server fd00::2",
                                   "使用 IPv6：客户端为 fd00::1，服务器为 fd00::2"};
inline constexpr Sentence liveTrace{"Write the trace as it runs, as JSON Lines. It is kept in memory too, "
                                    "some 500 octets a segment; without this and "
                                    "--save nothing is kept",
                                    "边运行边以 JSON Lines 写出轨迹。轨迹同时保存在内存中，每个报文段约 500 "
                                    "字节；没有此项和 --save 时什么都不保存"};
inline constexpr Sentence liveCapture{
    "Write a pcapng file as it runs: what both interfaces saw, with all octets",
    "边运行边写出 pcapng 文件：两个接口看到的一切，含全部字节"};
inline constexpr Sentence liveSave{
    "At the end write a scenario that replays the run without a kernel: for the window, and for “tcplab-cli "
    "run”",
    "结束时写出一个不需要内核就能重演这次运行的场景：可在窗口中打开，也可用“tcplab-cli run”运行"};

// What it says
inline constexpr Sentence liveListening{"{address} port {port} is simulated ({profile}); this machine is "
                                        "{kernel} on {tun}. Seed {seed}. Ctrl+C ends it.",
                                        "{address} 端口 {port} 由模拟主机（{profile}）监听；本机在 {tun} "
                                        "上是 {kernel}。种子 {seed}。Ctrl+C 结束。"};
inline constexpr Sentence liveConnecting{
    "{address} is simulated ({profile}) and connects to {kernel} port {port} on {tun}. Seed {seed}. Ctrl+C "
    "ends it.",
    "{address} 是模拟主机（{profile}），在 {tun} 上连接 {kernel} 端口 {port}。种子 {seed}。Ctrl+C 结束。"};
inline constexpr Sentence liveLeftAsItIs{"{tun} was up and has been left as it is",
                                         "{tun} 已经启用，保持原样"};
inline constexpr Sentence liveEnded{"port {local} to {remote}: {in} in, {out} out, {time}{error}; {path}",
                                    "端口 {local} 到 {remote}：收到 {in}，发出 {out}，{time}{error}；{path}"};
inline constexpr Sentence liveProgramEnded{"port {local} to {remote}: {time}; {path}",
                                           "端口 {local} 到 {remote}：{time}；{path}"};
inline constexpr Sentence liveSummary{
    "From this machine {from} segments, {lostfrom} of them lost on the way; to it {sent} segments, {lostto} "
    "of them "
    "lost on the way, {again} sent again. {copies} copies by the wire; {bad} wrong checksums; {options} with "
    "an "
    "option of illegal length; {foreign} packets for others.",
    "本机发来 {from} 个报文段，其中 {lostfrom} 个在途中丢失；发往本机 {sent} 个，其中 {lostto} "
    "个在途中丢失，{again} "
    "个是重传。线路复制 {copies} 个；校验和错误 {bad} 个；选项长度非法 {options} 个；与此无关的数据包 "
    "{foreign} 个。"};
inline constexpr Sentence liveLost{"lost on the way ({why})", "在途中丢失（{why}）"};
inline constexpr Sentence liveCopy{"a copy that the wire made", "线路制造的副本"};
inline constexpr Sentence liveSimulated{"simulated, {address}, {profile}", "模拟主机，{address}，{profile}"};
inline constexpr Sentence liveKernel{"this machine's kernel, {address}", "本机内核，{address}"};

// Errors
inline constexpr Sentence liveOneApplication{"{what} exclude each other: a host has one application",
                                             "{what} 互相排斥：一台主机只有一个应用程序"};
inline constexpr Sentence liveNoChance{"the system gives no random numbers; choose a --seed",
                                       "系统没有提供随机数；请用 --seed 指定种子"};
inline constexpr Sentence liveBothWays{"--listen and --connect exclude each other",
                                       "--listen 与 --connect 互相排斥"};
inline constexpr Sentence liveNotPage{
    "--page is for a host that answers HTTP, with --listen and no other application",
    "--page 只用于回答 HTTP 的主机：与 --listen 同用，且没有其他应用程序"};
inline constexpr Sentence liveNotFrom{"--from is for --connect", "--from 只与 --connect 同用"};
inline constexpr Sentence liveNotClose{
    "--close is for an application, not for a program, which closes by itself",
    "--close 用于应用程序，不用于程序：程序自己决定何时关闭"};
inline constexpr Sentence liveNoProgram{
    "--program runs the {host}'s program of a scenario, and there is none: name one with --scenario that has "
    "one",
    "--program 运行场景中 {host} 的程序，但没有这样的程序：请用 --scenario 指定一个含有它的场景"};
inline constexpr Sentence liveTunName{
    "{what}: no name for a network device (at most 15 characters, no blank or slash)",
    "{what}：不能用作网络设备的名称（最多 15 个字符，不含空格和斜线）"};
inline constexpr Sentence liveTunOpen{
    "/dev/net/tun: cannot be opened: {why}; it takes root or CAP_NET_ADMIN, and a kernel with TUN",
    "/dev/net/tun：无法打开：{why}；需要 root 或 CAP_NET_ADMIN，以及带有 TUN 的内核"};
inline constexpr Sentence liveTunAttach{
    "{tun}: cannot be had: {why}; it takes root or CAP_NET_ADMIN, and nobody else may use it",
    "{tun}：无法取得：{why}；需要 root 或 CAP_NET_ADMIN，且没有被其他程序使用"};
inline constexpr Sentence liveTunAddress{"{tun}: cannot be given the address {kernel}: {why}",
                                         "{tun}：无法配置地址 {kernel}：{why}"};
inline constexpr Sentence liveTunUp{"{tun}: cannot be brought up: {why}", "{tun}：无法启用：{why}"};
inline constexpr Sentence liveTunGone{"{tun} has gone: {why}", "{tun} 已经消失：{why}"};
inline constexpr Sentence liveCallFailed{"{call}: {error}", "{call}：{error}"};
inline constexpr Sentence liveFull{"the trace has reached {count} records, and the run ends there",
                                   "轨迹已达 {count} 条记录，运行到此结束"};
inline constexpr Sentence liveTooLongToSave{
    "{what}: not written: the run has {count} steps from outside, a scenario holds 100000 at most",
    "{what}：没有写出：这次运行有 {count} 个外来的步骤，一个场景最多容纳 100000 个"};

} // namespace tcplab::words
