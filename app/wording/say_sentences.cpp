#include "app/wording/say_rows.h"

namespace tcplab {
namespace {

constexpr std::array<Sentence, static_cast<std::size_t>(lastErrno) + 1> errors{{
    {"", ""},
    {"{Tp} answered with RST: nobody listens on that port.", "{p}以 RST 应答：该端口上没有程序在监听。"},
    {"A RST from {p} has ended the connection: nothing more can be sent or received, and what was still on "
     "the way is lost.",
     "{p}的 RST 已终止连接：不能再收发数据，途中的数据丢失。"},
    {"{Tp} has not answered for so long that {h} has given up the connection.",
     "{p}太久没有应答，{h}已放弃连接。"},
    {"The port is taken: another socket or connection on this host uses it.",
     "端口已被占用：这台主机上另一个套接字或连接正在使用它。"},
    {"No local port is free for this connection.", "没有可供这条连接使用的本地端口。"},
    {"Nothing can be sent any more: this end has closed, or {p} has reset the connection.",
     "不能再发送数据：本端已关闭，或者{p}已复位连接。"},
    {"There is no connection.", "没有连接。"},
    {"This socket is connected already.", "该套接字已经连接。"},
    {"A connect on this socket is still under way.", "该套接字上的 connect 尚未结束。"},
    {"The call does not fit the socket as it stands.", "该调用不适用于这个套接字目前的状况。"},
    {"There is no such socket; perhaps it has been closed.", "没有这个套接字；它也许已经关闭。"},
    {"The host is down.", "主机已停机。"},
    {"This end itself has ended the connection while the call waited.", "调用等待期间，本端自己终止了连接。"},
    {"There is nothing to do at once, and the call does not wait.", "现在无事可做，而这个调用不等待。"},
    {"The connection is being opened; the call does not wait for it.", "连接正在建立；这个调用不等待它。"},
    {"An ICMP message said that the host cannot be reached.", "有 ICMP 报文说主机不可达。"},
    {"An ICMP message said that the network cannot be reached.", "有 ICMP 报文说网络不可达。"},
    {"An ICMP message said that nobody speaks TCP there.", "有 ICMP 报文说对方不支持 TCP。"},
}};

} // namespace

const Sentence& sentenceFor(Say say)
{
    const std::array rows{arrivalRows(), recoveryRows(), wireRows(), callsRows(), personRows()};
    std::size_t part = 0;
    while (say > sayParts[part].last)
        ++part;
    return rows[part][static_cast<std::size_t>(say) - static_cast<std::size_t>(sayParts[part].first)]
        .sentence;
}

const Sentence& sentenceFor(Errno error) { return errors[static_cast<std::size_t>(error)]; }

} // namespace tcplab
