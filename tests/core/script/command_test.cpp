#include "core/script/command.h"

#include <gmock/gmock.h>

namespace tcplab::script {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Result {
    Understood understood;
    Profile profile = linuxProfile();
};
Result of(std::string_view command)
{
    Result result;
    result.understood = understand(command, result.profile);
    return result;
}

TEST(BackTicks, SetKnobsBySysctl)
{
    const Result result = of("sysctl -q net.ipv4.tcp_sack=0 net.ipv4.tcp_timestamps=0\n"
                             "/sbin/sysctl -w net.ipv4.tcp_congestion_control=\"reno\" && sysctl -q "
                             "net.ipv4.tcp_wmem=\"4096 32000 40000\"");
    EXPECT_THAT(result.understood.missing, IsEmpty());
    EXPECT_FALSE(result.profile.sack);
    EXPECT_FALSE(result.profile.timestamps);
    EXPECT_EQ(result.profile.congestionControl, CongestionAlgorithm::NewReno);
    EXPECT_EQ(result.profile.sendBuffer, 32000u);
}

TEST(BackTicks, SetKnobsByTheIdiomsOfTheSuites)
{
    const Result result =
        of("../common/defaults.sh\n../common/set_sysctls.py /proc/sys/net/ipv4/tcp_ecn=1 \\\n"
           "  /proc/sys/net/ipv4/tcp_early_retrans=0\necho 0 > /proc/sys/net/ipv4/tcp_dsack\n"
           "ip route change 192.0.2.1 dev tun0 initcwnd 20 rto_min 300ms");
    EXPECT_THAT(result.understood.missing, IsEmpty());
    EXPECT_EQ(result.profile.windowScale, 8u);
    EXPECT_TRUE(result.profile.ecn);
    EXPECT_FALSE(result.profile.tailLossProbe);
    EXPECT_FALSE(result.profile.dsack);
    EXPECT_EQ(result.profile.initialWindow, 20u);
    EXPECT_EQ(result.profile.minRto, milliseconds(300));
}

TEST(BackTicks, KnowFreeBsdsNamesToo)
{
    const Result result = of("kldload -n tcp_rack; sysctl net.inet.tcp.rfc1323=0 net.inet.tcp.delacktime=100 "
                             "net.inet.tcp.insecure_rst=1 net.inet.tcp.msl=1000");
    EXPECT_THAT(result.understood.missing, IsEmpty());
    EXPECT_EQ(result.profile.windowScale, noWindowScale);
    EXPECT_FALSE(result.profile.timestamps);
    EXPECT_EQ(result.profile.delayedAck, milliseconds(100));
    EXPECT_EQ(result.profile.timeWait, seconds(2));
}

TEST(BackTicks, AreRefusedByName)
{
    EXPECT_THAT(
        of("sysctl -q net.ipv4.tcp_mtu_probing=1; nstat -n; sysctl net.ipv4.no_such=1").understood.missing,
        ElementsAre("sysctl net.ipv4.tcp_mtu_probing=1", "`nstat`", "sysctl net.ipv4.no_such=1"));
    EXPECT_THAT(of("tc qdisc add dev tun0 root fq; true; echo hello; sleep 1").understood.missing, IsEmpty());
}

TEST(BackTicks, AskForStates)
{
    EXPECT_THAT(of("sockstat -4 -n -P tcp -s | grep -c TIME_WAIT | grep 1").understood.queries,
                ElementsAre(StateQuery{.state = "TIME_WAIT", .count = 1}));
    EXPECT_THAT(of("sockstat -s | grep -c '8080.*FIN_WAIT_2' | grep -q '^1$'").understood.queries,
                ElementsAre(StateQuery{.state = "FIN_WAIT_2", .count = 1}));
    EXPECT_THAT(of("netstat -an | grep -q ESTABLISHED").understood.queries,
                ElementsAre(StateQuery{.state = "ESTABLISHED"}));
    EXPECT_THAT(of("! ss -nt | grep FIN_WAIT_2").understood.queries,
                ElementsAre(StateQuery{.state = "FIN_WAIT_2", .none = true}));
    EXPECT_THAT(of("sockstat | wc -l").understood.missing, ElementsAre("`sockstat`"));
    EXPECT_TRUE(of("tcpdrop 1.2.3.4 8080 5.6.7.8 1234").understood.dropsConnections);
}

} // namespace
} // namespace tcplab::script
