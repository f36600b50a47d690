/// What ./dev bench measures, done by ns-3 (built where Debian's libns3-dev is): prints one number, in the unit of
/// the table's line.
///   bench_ns3 transfer OCTETS LOSS newreno|cubic   CPU microseconds a data segment
///   bench_ns3 connections COUNT                    CPU microseconds a connection
///   bench_ns3 runs COUNT                           runs a second
/// Like works.cpp: two nodes, 10 ms one way (connections: 4 ms), 1460 octets of text a segment, delayed ACK of two,
/// minimum RTO 1 s, no queue that drops. Debian's ns-3 is built with assertions; without them it is 1.6 times faster.
#include <ns3/core-module.h>
#include <ns3/internet-module.h>
#include <ns3/network-module.h>
#include <ns3/point-to-point-module.h>
#include <ns3/traffic-control-helper.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>

using namespace ns3;

namespace {

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Without timestamps a segment is 1460 octets of text and 40 of headers, as ours.
void setDefaults(const std::string& congestion)
{
    Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(1460));
    Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(4 << 20));
    Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(4 << 20));
    Config::SetDefault("ns3::TcpSocket::DelAckCount", UintegerValue(2));
    Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(10));
    Config::SetDefault("ns3::TcpSocket::ConnTimeout", TimeValue(Seconds(1)));
    Config::SetDefault("ns3::TcpSocket::ConnCount", UintegerValue(20));
    Config::SetDefault("ns3::TcpSocket::DataRetries", UintegerValue(60));
    Config::SetDefault("ns3::TcpSocketBase::Timestamp", BooleanValue(false));
    Config::SetDefault("ns3::TcpSocketBase::Sack", BooleanValue(true));
    Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(Seconds(1)));
    Config::SetDefault("ns3::TcpSocketBase::MaxSegLifetime", DoubleValue(120));
    const TypeId type = congestion == "cubic" ? TcpCubic::GetTypeId() : TcpNewReno::GetTypeId();
    Config::SetDefault("ns3::TcpL4Protocol::SocketType", TypeIdValue(type));
}

struct Net {
    NodeContainer nodes{2};
    Ipv4InterfaceContainer addresses;

    /// Loses segments with text that the client sends, or, bothWays, any.
    Net(const std::string& bandwidth, Time delay, double loss, bool bothWays)
    {
        InternetStackHelper().Install(nodes);
        PointToPointHelper wire;
        wire.SetDeviceAttribute("DataRate", StringValue(bandwidth));
        wire.SetDeviceAttribute("Mtu", UintegerValue(1500));
        wire.SetChannelAttribute("Delay", TimeValue(delay));
        wire.SetQueue("ns3::DropTailQueue", "MaxSize", StringValue("10000000p"));
        const NetDeviceContainer devices = wire.Install(nodes);
        addresses = Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);
        TrafficControlHelper().Uninstall(devices); // its default queue discipline drops
        for (std::uint32_t i = 0; loss > 0 && i < 2; ++i) {
            if (i == 0 && !bothWays)
                continue;
            const Ptr<RateErrorModel> errors = CreateObject<RateErrorModel>();
            errors->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
            errors->SetRate(loss);
            devices.Get(i)->SetAttribute("ReceiveErrorModel", PointerValue(errors));
        }
    }
    Ptr<Socket> socket(std::uint32_t node)
    {
        return Socket::CreateSocket(nodes.Get(node), TcpSocketFactory::GetTypeId());
    }
    Address server() { return InetSocketAddress(addresses.GetAddress(1), 80); }
};

void readAll(Ptr<Socket> socket)
{
    while (Ptr<Packet> packet = socket->Recv())
        if (packet->GetSize() == 0)
            break;
}

/// A server that reads all that comes and closes when its client has closed.
void listen(Net& net)
{
    const Ptr<Socket> listener = net.socket(1);
    listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), 80));
    listener->Listen();
    listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
                                MakeCallback(+[](Ptr<Socket> accepted, const Address&) {
                                    const auto close = MakeCallback(+[](Ptr<Socket> s) { s->Close(); });
                                    accepted->SetRecvCallback(MakeCallback(&readAll));
                                    accepted->SetCloseCallbacks(close, close);
                                }));
}

/// Connects, sends so many octets as the buffer takes them, closes.
class Sender {
public:
    Sender(Net& net, std::uint64_t octets) : m_left(octets), m_socket(net.socket(0))
    {
        m_socket->SetConnectCallback(MakeCallback(&Sender::connected, this),
                                     MakeNullCallback<void, Ptr<Socket>>());
        m_socket->SetSendCallback(MakeCallback(&Sender::send, this));
        m_socket->Connect(net.server());
    }
    ~Sender()
    {
        m_socket->SetConnectCallback(MakeNullCallback<void, Ptr<Socket>>(),
                                     MakeNullCallback<void, Ptr<Socket>>());
        m_socket->SetSendCallback(MakeNullCallback<void, Ptr<Socket>, std::uint32_t>());
    }

private:
    void connected(Ptr<Socket> socket) { send(socket, socket->GetTxAvailable()); }
    void send(Ptr<Socket> socket, std::uint32_t)
    {
        while (m_left > 0) {
            const std::uint64_t room = socket->GetTxAvailable();
            const auto octets = static_cast<std::uint32_t>(std::min({m_left, room, std::uint64_t{65536}}));
            if (octets == 0 || socket->Send(Create<Packet>(octets)) <= 0)
                return;
            m_left -= octets;
        }
        if (!m_closed)
            socket->Close();
        m_closed = true;
    }

    std::uint64_t m_left;
    Ptr<Socket> m_socket;
    bool m_closed = false;
};

double transfer(std::uint64_t octets, double loss, const std::string& congestion)
{
    setDefaults(congestion);
    const double begin = cpuSeconds();
    {
        Net net("100Mbps", MilliSeconds(10), loss, false);
        listen(net);
        const Sender sender(net, octets);
        Simulator::Run();
        Simulator::Destroy();
    }
    return (cpuSeconds() - begin) * 1e6 / (static_cast<double>(octets) / 1460.0);
}

/// One begins every 16 ms, as ours do, and stays in TIME-WAIT for 2·MSL.
double connections(int count)
{
    setDefaults("newreno");
    const double begin = cpuSeconds();
    {
        Net net("10Gbps", MilliSeconds(4), 0, false);
        listen(net);
        for (int i = 0; i < count; ++i)
            Simulator::Schedule(
                MilliSeconds(16) * i,
                +[](Net* at) {
                    // The client forgets its socket when it has closed it; ns-3 keeps what TIME-WAIT needs.
                    const Ptr<Socket> socket = at->socket(0);
                    socket->SetConnectCallback(MakeCallback(+[](Ptr<Socket> s) {
                                                   s->Send(Create<Packet>(1000));
                                                   s->Close();
                                               }),
                                               MakeNullCallback<void, Ptr<Socket>>());
                    socket->Connect(at->server());
                },
                &net);
        Simulator::Run();
        Simulator::Destroy();
    }
    return (cpuSeconds() - begin) * 1e6 / count;
}

double runs(int count)
{
    setDefaults("newreno");
    const double begin = cpuSeconds();
    for (int i = 0; i < count; ++i) {
        RngSeedManager::SetRun(static_cast<std::uint64_t>(i) + 1);
        Net net("10Gbps", MilliSeconds(10), 0.1, true);
        listen(net);
        const Sender sender(net, 10'000);
        Simulator::Stop(Seconds(3600));
        Simulator::Run();
        Simulator::Destroy();
    }
    return count / (cpuSeconds() - begin);
}

} // namespace

int main(int argc, char** argv)
{
    const std::string work = argc > 1 ? argv[1] : "";
    double result = 0;
    if (work == "transfer" && argc == 5)
        result = transfer(std::strtoull(argv[2], nullptr, 10), std::strtod(argv[3], nullptr), argv[4]);
    else if (work == "connections" && argc == 3)
        result = connections(std::atoi(argv[2]));
    else if (work == "runs" && argc == 3)
        result = runs(std::atoi(argv[2]));
    else
        return 2;
    std::printf("%.6g\n", result);
    return 0;
}
