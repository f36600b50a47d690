#include "app/wording/sentence.h"

#include <array>

namespace tcplab {
namespace {

/// After RFC 9293 §3.3.2.
constexpr std::array<Sentence, connectionStateCount> meanings{{
    {"CLOSED: there is no connection; this is not so much a state as the absence of one.",
     "CLOSED：没有连接。与其说它是一个状态，不如说是没有状态。"},
    {"LISTEN: waiting for a connection request from any remote host.",
     "LISTEN：等待任何远端主机发来的连接请求。"},
    {"SYN-SENT: a SYN has been sent, and a matching one is awaited.",
     "SYN-SENT：已发出 SYN，等待对方与之匹配的 SYN。"},
    {"SYN-RECEIVED: a SYN has been received and one has been sent; its acknowledgment is awaited.",
     "SYN-RECEIVED：已收到 SYN，也已发出 SYN，等待对方确认。"},
    {"ESTABLISHED: the connection is open; data may flow both ways.",
     "ESTABLISHED：连接已打开，数据可以双向流动。"},
    {"FIN-WAIT-1: our FIN has been sent; its acknowledgment or the peer's FIN is awaited.",
     "FIN-WAIT-1：已发出 FIN，等待对方的确认或对方的 FIN。"},
    {"FIN-WAIT-2: our FIN has been acknowledged; the peer may still send, and its FIN is awaited.",
     "FIN-WAIT-2：己方的 FIN 已被确认；对方仍可发送数据，等待它的 FIN。"},
    {"CLOSE-WAIT: the peer has sent its FIN; our own program has yet to close.",
     "CLOSE-WAIT：对方已发出 FIN，等待本地程序关闭连接。"},
    {"CLOSING: both sides have sent a FIN at about the same time; ours is not acknowledged yet.",
     "CLOSING：双方几乎同时发出了 FIN，己方的 FIN 尚未被确认。"},
    {"LAST-ACK: the peer has closed, our FIN has been sent; its acknowledgment ends the connection.",
     "LAST-ACK：对方已关闭，己方也已发出 FIN；等到它的确认，连接就结束。"},
    {"TIME-WAIT: both sides have closed; we stay for 2·MSL, to acknowledge the peer's FIN again if need be, "
     "and until no old segment of this connection can be on the wire.",
     "TIME-WAIT：双方都已关闭；再等待 2·MSL，必要时重新确认对方的 "
     "FIN，并等到这条连接的旧报文段全部从网络中消失。"},
}};

} // namespace

std::string stateMeaning(ConnectionState state, Language language)
{
    return textOf(meanings[static_cast<std::size_t>(state)], language);
}

} // namespace tcplab
