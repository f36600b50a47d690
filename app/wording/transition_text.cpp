#include "app/wording/transition_text.h"

#include "app/wording/sentence.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

using enum ConnectionState;

struct Meaning {
    ConnectionState from;
    ConnectionState to;
    Sentence sentence;
};

/// After RFC 9293 §3.3.2, Figure 5 and its notes, and §3.10.
constexpr std::array meanings{
    Meaning{Closed,
            SynSent,
            {"The program opens actively (connect): a SYN goes out.", "程序主动打开（connect）：发出 SYN。"}},
    Meaning{Closed,
            Listen,
            {"The program opens passively (listen), and waits for whoever connects.",
             "程序被动打开（listen），等待别人来连接。"}},
    Meaning{Listen,
            Closed,
            {"The program closes before anybody has connected; no segment is sent.",
             "还没有人来连接，程序就关闭了；不发送任何报文段。"}},
    Meaning{SynSent,
            Closed,
            {"The program closes before the peer has answered: the TCB is deleted, and no segment is sent.",
             "对方还没有回答，程序就关闭了：删除 TCB，不发送任何报文段。"}},
    Meaning{Listen,
            SynReceived,
            {"A SYN arrives and is answered with SYN,ACK: a connection of its own begins.",
             "SYN 到达，以 SYN,ACK 回答：一条新的连接由此开始。"}},
    Meaning{SynReceived,
            Listen,
            {"A RST arrives before the handshake is complete: whoever had opened passively goes on waiting.",
             "握手完成之前收到 RST：被动打开的一方回去继续等待。"}},
    Meaning{Listen,
            SynSent,
            {"The program sends where it only listened: the open becomes an active one, and a SYN goes out.",
             "程序在只是监听的地方发送数据：打开变成主动的，发出 SYN。"}},
    Meaning{SynSent,
            SynReceived,
            {"A SYN without an ACK arrives: both have opened at the same time. SYN,ACK goes out.",
             "收到不带 ACK 的 SYN：双方同时打开。发出 SYN,ACK。"}},
    Meaning{SynReceived,
            Established,
            {"Our SYN is acknowledged: the handshake is complete.", "己方的 SYN 得到确认：握手完成。"}},
    Meaning{SynSent,
            Established,
            {"SYN,ACK arrives and acknowledges our SYN; the ACK sent now completes the handshake.",
             "收到 SYN,ACK，己方的 SYN 已被确认；此时发出的 ACK 完成握手。"}},
    Meaning{SynReceived,
            FinWait1,
            {"The program closes before the handshake is complete: a FIN goes out.",
             "握手完成之前程序就关闭了：发出 FIN。"}},
    Meaning{Established,
            FinWait1,
            {"Our program closes first, an active close: a FIN goes out.",
             "本地程序先关闭，即主动关闭：发出 FIN。"}},
    Meaning{Established,
            CloseWait,
            {"The peer's FIN arrives and is acknowledged: it has closed first, our program has yet to.",
             "收到对方的 FIN 并确认：对方先关闭，本地程序还没有关闭。"}},
    Meaning{FinWait1,
            FinWait2,
            {"Our FIN is acknowledged; the peer may still send.", "己方的 FIN 得到确认；对方仍可发送数据。"}},
    Meaning{FinWait1,
            Closing,
            {"The peer's FIN arrives before ours is acknowledged: both close at the same time.",
             "己方的 FIN 还没有得到确认，就收到对方的 FIN：双方同时关闭。"}},
    Meaning{FinWait1,
            TimeWait,
            {"One segment brings the peer's FIN and the acknowledgment of ours (Note 2 of the figure).",
             "一个报文段既带来对方的 FIN，又确认了己方的 FIN（图的注 2）。"}},
    Meaning{FinWait2,
            TimeWait,
            {"The peer's FIN arrives and is acknowledged; now we wait, lest that acknowledgment be lost.",
             "收到对方的 FIN 并确认；然后等待，以防这个确认丢失。"}},
    Meaning{Closing,
            TimeWait,
            {"Our FIN is acknowledged too: both directions are closed, and the wait begins.",
             "己方的 FIN 也得到确认：两个方向都已关闭，开始等待。"}},
    Meaning{CloseWait,
            LastAck,
            {"Our program closes as well: our FIN goes out, and only its acknowledgment is missing.",
             "本地程序也关闭了：发出 FIN，只差对它的确认。"}},
    Meaning{LastAck,
            Closed,
            {"Our FIN is acknowledged: the connection is gone. This side need not wait.",
             "己方的 FIN 得到确认：连接结束。这一方不必等待。"}},
    Meaning{TimeWait,
            Closed,
            {"2·MSL have passed: the connection is forgotten.", "2·MSL 已过：这条连接被忘记。"}},
};
constexpr Sentence leftOut{
    "Not in the figure: a reset (its Note 3), a time-out or a crash ends the connection.",
    "图中没有画出：复位（图的注 3）、超时或崩溃使连接终止。"};

/// In the order of DiagramWord.
constexpr std::array words{
    Sentence{"active close", "主动关闭"},
    Sentence{"passive close", "被动关闭"},
    Sentence{"Active close: the states of whoever sends its FIN first.",
             "主动关闭：先发出 FIN 的一方所经过的状态。"},
    Sentence{"Passive close: the states of whoever receives the peer's FIN first.",
             "被动关闭：先收到对方 FIN 的一方所经过的状态。"},
    Sentence{"{n} of {all}", "{n} / {all}"},
    Sentence{"arrows so far, in all runs", "走过的箭头（所有运行）"},
    Sentence{"arrows, all runs", "箭头，所有运行"},
    Sentence{"in all runs", "所有运行"},
    Sentence{
        "So many arrows of the diagram have been walked since the window was opened, by either host and in "
        "whatever scenario. Their heads are filled; those of the others are hollow.",
        "窗口打开以来，两台主机在各个场景中走过的箭头数。走过的箭头是实心的，其余的是空心的。"},
    Sentence{"C", "客"},
    Sentence{"S", "服"},
};

} // namespace

std::string transitionMeaning(ConnectionState from, ConnectionState to, Language language)
{
    const auto found =
        std::ranges::find_if(meanings, [&](const Meaning& m) { return m.from == from && m.to == to; });
    return textOf(found == meanings.end() ? leftOut : found->sentence, language);
}

std::string diagramWord(DiagramWord word, Language language)
{
    return textOf(words[static_cast<std::size_t>(word)], language);
}

std::string arrowsWalked(std::size_t walked, std::size_t all, Language language)
{
    Facts facts;
    facts.set("n", static_cast<std::int64_t>(walked));
    facts.set("all", static_cast<std::int64_t>(all));
    return fill(words[static_cast<std::size_t>(DiagramWord::ArrowsWalked)], language, facts);
}

} // namespace tcplab
