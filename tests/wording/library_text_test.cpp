// Every sentence about every step of the scenarios that ship, in both languages: its form, and that the steps
// that matter say what they must.
#include "core/run/run.h"
#include "tests/scenarios/library.h"
#include "tests/scenarios/played.h"
#include "tests/wording/text_rules.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using ::testing::IsEmpty;

void expectWellFormed(const Trace& trace, const std::string& what)
{
    for (const Language language : {Language::English, Language::Chinese})
        for (std::uint64_t step = 0; step <= trace.stepCount(); ++step) {
            const Explanation explanation = explain(trace, step, language);
            EXPECT_THAT(faultsOf(explanation, language), IsEmpty())
                << what << ", step " << step << ": " << explanation.headline << '\n'
                << explanation.body << '\n'
                << explanation.citation;
        }
}

TEST(TextRules, FindWhatIsWrong)
{
    using ::testing::ElementsAre;
    EXPECT_THAT(faultsOf("All is well, at seq=1001.", Language::English), IsEmpty());
    EXPECT_THAT(faultsOf("一切正常，seq=1001（100 字节）。", Language::Chinese), IsEmpty());
    EXPECT_THAT(faultsOf("sent  twice", Language::English), ElementsAre("two blanks"));
    EXPECT_THAT(faultsOf("goes to {to}", Language::English), ElementsAre("a place that is not filled in"));
    EXPECT_THAT(faultsOf("it enters , then", Language::English), ElementsAre("a blank before a mark"));
    EXPECT_THAT(faultsOf("1 octets", Language::English), ElementsAre("a wrong plural"));
    EXPECT_THAT(faultsOf("client，", Language::English), ElementsAre("Chinese in English"));
    EXPECT_THAT(faultsOf("发送FIN", Language::Chinese), ElementsAre("no blank between Chinese and Latin"));
    EXPECT_THAT(faultsOf("发送,确认", Language::Chinese), ElementsAre("a Latin mark beside Chinese"));
    EXPECT_THAT(faultsOf("进入 ，等待", Language::Chinese), ElementsAre("a blank beside a full-width mark"));
    EXPECT_THAT(unknownSections("RFC 9293 §3.10.8 · RFC 6298 §5.4–5.6"), IsEmpty());
    EXPECT_THAT(unknownSections("RFC 9293 §3.10.9, Figure 14"), ElementsAre("§3.10.9", "Figure 14"));
}

TEST(TextRules, HoldForEveryCitationOfAClause)
{
    for (std::size_t i = 1; i < clauseCount; ++i)
        EXPECT_THAT(unknownSections(std::string(citation(static_cast<Clause>(i)))), IsEmpty())
            << nameOf(static_cast<Clause>(i));
}

class LibraryText : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(All, LibraryText, ::testing::ValuesIn(libraryNames()), [](const auto& scenario) {
    std::string name = scenario.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST_P(LibraryText, IsWellFormed) { expectWellFormed(Played(GetParam()).trace(), GetParam()); }

TEST_P(LibraryText, IsWellFormedOnABadNetworkAndOnLinux)
{
    const std::vector<Played::Settings> worlds{
        {{"client.profile", "linux"}, {"server.profile", "linux"}},
        {{"network.loss", "20 %"}},
        {{"network.duplicate", "100 %"}},
        {{"network.corrupt", "20 %"}, {"network.jitter", "80 ms"}, {"network.loss", "5 %"}},
        {{"server.receive_buffer", "500"}, {"client.receive_buffer", "500"}, {"client.send_buffer", "700"}},
        {{"network.bandwidth", "1 Mbit/s"}, {"network.queue", "2 segments"}},
        {{"network.msl", "1 s"}},
        {{"network.msl", "5 min"}, {"client.profile", "linux"}},
        {{"client.time_wait", "0 s"}, {"server.time_wait", "0 s"}},
        {{"server.quiet_time", "1 s"}, {"client.quiet_time", "1 s"}},
    };
    for (const Played::Settings& world : worlds)
        expectWellFormed(Played(GetParam(), world).trace(), GetParam() + " with " + world.front().first);
}

TEST_P(LibraryText, OfTheScenarioItselfIsWellFormed)
{
    const Scenario scenario = libraryScenario(GetParam());
    for (const Language language : {Language::English, Language::Chinese}) {
        EXPECT_THAT(faultsOf(pick(scenario.title, language), language), IsEmpty())
            << pick(scenario.title, language);
        EXPECT_THAT(faultsOf(pick(scenario.summary, language), language), IsEmpty())
            << pick(scenario.summary, language);
        std::string notes = pick(scenario.notes, language);
        notes.erase(std::remove(notes.begin(), notes.end(), '\n'), notes.end());
        if (!notes.empty()) {
            EXPECT_THAT(faultsOf(notes, language), IsEmpty()) << notes;
        }
    }
    EXPECT_THAT(unknownSections(scenario.rfc), IsEmpty()) << scenario.rfc;
    EXPECT_NE(scenario.title.en, scenario.title.zh);
}

/// One step of a scenario must hold all of these, the same step in Chinese all of those.
struct Telling {
    const char* scenario;
    std::vector<const char*> en;
    std::vector<const char*> zh;
};

std::string wholeText(const Trace& trace, std::uint64_t step, Language language)
{
    const Explanation explanation = explain(trace, step, language);
    return explanation.headline + "\n" + explanation.body + "\n" + explanation.citation;
}

bool holdsAll(const std::string& text, const std::vector<const char*>& words)
{
    return std::all_of(words.begin(), words.end(),
                       [&](const char* word) { return text.find(word) != std::string::npos; });
}

const std::vector<Telling>& tellings()
{
    static const std::vector<Telling> all{
        {"three-way-handshake",
         {"SYN-RECEIVED", "5000", "ack=1001: one more than seq=1000"},
         {"SYN-RECEIVED", "5000", "比 seq=1000 大 1"}},
        {"three-way-handshake", {"RTO is at its minimum of 1 s", "300 ms"}, {"RTO 取下限 1 s", "300 ms"}},
        {"three-way-handshake", {"also carries the acknowledgment", "ack=1101"}, {"捎带", "ack=1101"}},
        {"three-way-handshake",
         {"FIN takes up one sequence number", "expects 1102", "CLOSE-WAIT"},
         {"FIN 占用一个序号", "1102", "CLOSE-WAIT"}},
        {"simultaneous-open",
         {"both ends open at once", "SYN-RECEIVED", "One connection"},
         {"双方同时打开", "SYN-RECEIVED", "一条连接"}},
        {"simultaneous-open",
         {"fails this first check", "SYN-RECEIVED"},
         {"通不过第一步检查", "SYN-RECEIVED"}},
        {"connection-refused", {"seq=0", "ack=1001", "carries no ACK"}, {"不带 ACK", "ack=1001"}},
        {"connection-refused", {"ECONNREFUSED", "nobody listens"}, {"ECONNREFUSED", "没有程序在监听"}},
        {"syn-lost",
         {"The SYN of the client (seq=1000) was lost", "2 s (exponential back-off)"},
         {"SYN（seq=1000）丢失", "2 s（指数退避）"}},
        {"syn-lost-forever", {"RTO has reached its maximum", "1 min"}, {"RTO 已达到上限", "1 min"}},
        {"syn-lost-forever", {"the last attempt", "180.000 000 s"}, {"最后一次尝试", "180.000 000 s"}},
        {"syn-lost-forever",
         {"sent the SYN 8 times in 3 min", "ETIMEDOUT", "SYN-SENT to CLOSED"},
         {"8 次 SYN", "ETIMEDOUT", "SYN-SENT 进入 CLOSED"}},
        {"syn-ack-lost",
         {"its SYN, ACK (seq=5000 ack=1001) was lost", "SYN-SENT"},
         {"SYN, ACK（seq=5000 ack=1001）丢失", "SYN-SENT"}},
        {"syn-ack-lost",
         {"ack=1001 does acknowledge the SYN", "SYN-SENT"},
         {"ack=1001 确实确认", "SYN-SENT"}},
        {"third-ack-lost-client-sends",
         {"handshake is complete: PSH, ACK 100 B", "data (100 octets)"},
         {"PSH, ACK 100 B，握手完成", "数据（100 字节）"}},
        {"third-ack-lost-server-sends",
         {"its ACK (seq=1001 ack=5001) was lost", "SYN-RECEIVED"},
         {"ACK（seq=1001 ack=5001）丢失", "SYN-RECEIVED"}},
        {"third-ack-lost-server-sends",
         {"SYN, ACK arrives again", "ack=5001", "ESTABLISHED"},
         {"再次收到 SYN, ACK", "ack=5001", "ESTABLISHED"}},
        {"third-ack-lost-silence",
         {"SYN, ACK of the server (seq=5000 ack=1001) was lost"},
         {"SYN, ACK（seq=5000 ack=1001）丢失"}},
        {"old-duplicate-syn", {"an old one: it left 5.05 s ago"}, {"旧的 SYN", "5.05 s"}},
        {"old-duplicate-syn", {"on its way, held up"}, {"滞留在网络中"}},
        {"old-duplicate-syn", {"never reached the accept queue", "LISTEN"}, {"从未进入全连接队列", "LISTEN"}},
        {"listen-queues", {"SYN queue is full", "send its SYN again"}, {"半连接队列已满", "重发 SYN"}},
        {"listen-queues", {"accept queue is full", "all places are taken"}, {"全连接队列已满", "没有位置"}},
        {"close-four-segments",
         {"ack=1102 alone", "takes up one sequence number"},
         {"单独发送 ack=1102", "占用一个序号"}},
        {"close-three-segments", {"FIN and ACK travel together", "LAST-ACK"}, {"三次挥手", "LAST-ACK"}},
        {"close-three-segments",
         {"ack=1102 covers the FIN of the client", "2·MSL (1 min)"},
         {"ack=1102 覆盖了客户端的 FIN", "2·MSL（1 min）"}},
        {"server-closes-first",
         {"Server: a FIN arrives; TIME-WAIT begins", "2·MSL (1 min)"},
         {"服务器：收到 FIN，进入 TIME-WAIT"}},
        {"server-closes-first",
         {"TIME-WAIT is for the side that closes first"},
         {"先关闭、并发出这最后一个 ACK 的一方"}},
        {"simultaneous-close", {"before its own is acknowledged: CLOSING"}, {"进入 CLOSING"}},
        {"simultaneous-close",
         {"Client: the FIN is acknowledged; from CLOSING to TIME-WAIT"},
         {"客户端：FIN 得到确认，从 CLOSING 进入 TIME-WAIT"}},
        {"half-close", {"shutdown", "half-close", "FIN-WAIT-1"}, {"shutdown", "半关闭", "FIN-WAIT-1"}},
        {"half-close", {"in CLOSE-WAIT the server may send"}, {"CLOSE-WAIT 中服务器仍可发送"}},
        {"half-close", {"in FIN-WAIT-2 it still receives"}, {"FIN-WAIT-2 中它仍然接收"}},
        {"fin-lost",
         {"FIN, ACK of the client (seq=1101 ack=5101) was lost", "FIN-WAIT-1"},
         {"FIN, ACK（seq=1101 ack=5101）丢失"}},
        {"ack-of-fin-lost",
         {"the FIN arrives again", "seq=1101", "CLOSE-WAIT"},
         {"再次收到 FIN", "seq=1101", "CLOSE-WAIT"}},
        {"last-ack-lost", {"will never repeat it by a timer"}, {"不会靠计时器重发"}},
        {"last-ack-lost",
         {"FIN arrives again in TIME-WAIT", "2·MSL (1 min) from now on"},
         {"在 TIME-WAIT 中再次收到 FIN", "2·MSL（1 min）"}},
        {"fin-wait-2-forever",
         {"no timer of TCP does that", "CLOSE-WAIT"},
         {"TCP 没有任何计时器", "CLOSE-WAIT"}},
        {"fin-wait-2-forever",
         {"FIN-WAIT-2 begins", "waits for its FIN"},
         {"进入 FIN-WAIT-2", "等待它的 FIN"}},
        {"time-wait-30s", {"2·MSL (1 min) is over"}, {"2·MSL（1 min）已过"}},
        {"time-wait-1min", {"2·MSL (2 min) is over"}, {"2·MSL（2 min）已过"}},
        {"time-wait-2min", {"2·MSL (4 min) is over"}, {"2·MSL（4 min）已过"}},
        {"port-unavailable",
         {"EADDRINUSE", "Port 80", "TIME-WAIT", "60.250 000 s"},
         {"EADDRINUSE", "端口 80", "TIME-WAIT"}},
        {"port-reuse-reuseaddr", {"SO_REUSEADDR", "TIME-WAIT"}, {"SO_REUSEADDR", "TIME-WAIT"}},
        {"old-duplicate-with-time-wait",
         {"EADDRINUSE", "Port 49152", "61.300 000 s"},
         {"EADDRINUSE", "端口 49152"}},
        {"old-duplicate-with-time-wait",
         {"expects 5012", "seq=5001", "TIME-WAIT"},
         {"期待的是 5012", "seq=5001"}},
        {"old-duplicate-without-time-wait",
         {"left 10.05 s ago, in an earlier connection"},
         {"10.05 s 之前", "更早的连接"}},
        {"old-duplicate-without-time-wait", {"sends these octets for the first time"}, {"第一次发送"}},
        {"old-duplicate-without-time-wait",
         {"there is no TIME-WAIT on this host"},
         {"这台主机没有 TIME-WAIT"}},
        {"syn-in-time-wait",
         {"a SYN reopens the connection in TIME-WAIT", "seq=2000"},
         {"SYN 重新打开了处于 TIME-WAIT", "seq=2000"}},
        {"reset-unread-data", {"RST instead of FIN", "nobody will read"}, {"RST 而非 FIN"}},
        {"connect-send-close",
         {"still had to send is thrown away", "seq=15481"},
         {"还没有发出的数据也全部丢弃", "seq=15481"}},
        {"connect-send-close", {"the RST takes its number, seq=2449"}, {"seq=2449"}},
        {"abort-linger", {"SO_LINGER 0", "RST instead of FIN"}, {"SO_LINGER 0", "RST 而非 FIN"}},
        {"abort-linger", {"ESTABLISHED to CLOSED at once, without TIME-WAIT"}, {"没有 TIME-WAIT"}},
        {"abort-linger", {"EPIPE", "has reset the connection before"}, {"EPIPE", "先前已复位连接"}},
        {"half-open-crash", {"half-open now"}, {"半打开连接"}},
        {"half-open-crash",
         {"ended on this host 2.05 s ago", "seq=5101"},
         {"2.05 s 之前已经结束", "seq=5101"}},
        {"write-to-closed-peer", {"EPIPE"}, {"EPIPE"}},
        {"write-to-closed-peer",
         {"closed both directions", "FIN-WAIT-2 to CLOSED"},
         {"关闭两个方向", "FIN-WAIT-2 进入 CLOSED"}},
        {"fast-retransmit",
         {"fast retransmit: seq=3001", "3rd duplicate ACK", "6000. Fast recovery begins"},
         {"快速重传", "seq=3001", "第 3 个重复确认", "快速恢复开始"}},
        {"fast-retransmit",
         {"a duplicate ACK arrives, the 1st for ack=3001"},
         {"ack=3001 的第 1 个重复确认"}},
        {"fast-retransmit", {"the recovery is over", "is 2000"}, {"恢复结束", "2000"}},
        {"tail-loss",
         {"threshold becomes 2000", "window one segment", "2 s (exponential back-off)"},
         {"慢开始门限变为 2000", "拥塞窗口变为一个报文段", "2 s（指数退避）"}},
        {"tail-loss", {"8 s (exponential back-off)"}, {"8 s（指数退避）"}},
        {"ack-lost", {"the ACK arrives: 4000 octets acknowledged", "ack=7001"}, {"4000 字节得到确认"}},
        {"ack-lost", {"will never repeat it by a timer"}, {"不会靠计时器重发"}},
        {"reordering",
         {"the 2nd for ack=3001", "may only have changed places"},
         {"第 2 个重复确认", "也可能只是途中乱序"}},
        {"reordering", {"old duplicate", "before 9001", "seq=3001"}, {"旧的重复报文段", "9001", "seq=3001"}},
        {"duplicate-segment", {"old duplicate", "nothing of it is taken twice"}, {"不会接收第二遍"}},
        {"duplicate-segment", {"is duplicated: it will arrive twice"}, {"到达两次"}},
        {"zero-window", {"the closed window is probed", "seq=5001"}, {"探测已关闭的窗口", "seq=5001"}},
        {"zero-window", {"the window is closed; 1 octet refused"}, {"窗口已关闭，拒收 1 字节"}},
        {"zero-window",
         {"window of the server is open again: 4000 octets", "window probe"},
         {"服务器的窗口已重新打开，为 4000 字节", "窗口探测"}},
        {"zero-window", {"the window is still closed"}, {"窗口仍然关闭"}},
        {"nagle-delayed-ack", {"Nagle"}, {"Nagle"}},
        {"nagle-delayed-ack", {"the delayed ACK is sent", "ack=1101"}, {"发出延迟确认", "ack=1101"}},
        {"slow-start", {"Slow start", "to 2000"}, {"慢开始：", "2000"}},
        {"slow-start", {"half of what was in flight, 6000"}, {"在途数据量的一半，即 6000"}},
        {"slow-start", {"Congestion avoidance", "to 7000"}, {"拥塞避免：", "7000"}},
        {"sack",
         {"SACK shows the next hole: seq=5001", "8001–10000, 6001–7000"},
         {"SACK 指出下一个缺口：重发 seq=5001", "8001–10000、6001–7000"}},
        {"sack", {"names what is here already: 4001–5000"}, {"已经到达的数据：4001–5000"}},
        {"without-sack", {"a partial ACK: seq=7001"}, {"部分确认", "seq=7001"}},
        {"sequence-wrap", {"ack=500 is the number"}, {"ack=500 是"}},
        {"keep-alive", {"a keep-alive probe goes out", "seq=5100"}, {"发送保活探测", "seq=5100"}},
        {"keep-alive",
         {"Client: a keep-alive probe arrives and is answered", "one less than 5101"},
         {"客户端：收到保活探测，予以应答", "5101 小 1"}},
        {"keep-alive", {"takes the client for dead", "ETIMEDOUT"}, {"客户端已不复存在", "ETIMEDOUT"}},
        {"window-scale", {"shifted by 2"}, {"左移 2 位"}},
        {"timestamps-paws", {"old timestamp", "PAWS", "TSval"}, {"时间戳过旧", "PAWS", "TSval"}},
        {"ecn", {"a router has marked a segment", "threshold 5500"}, {"路由器", "慢开始门限 5500"}},
        {"why-two-msl",
         {"until no old segment is left on the wire", "2·MSL (1 min)"},
         {"2·MSL", "TIME-WAIT"}},
        {"why-isns-differ", {"expects 551102 next"}, {"551102"}},
        {"why-exact-resets", {"2·MSL (1 min) is over", "no segment of this connection"}, {"2·MSL"}},
        {"rfc9293-figure-6", {"ack=101", "ESTABLISHED"}, {"ack=101", "ESTABLISHED"}},
        {"rfc9293-figure-7",
         {"seq=300 has come with the first SYN", "ack=101 unread"},
         {"seq=300", "ack=101"}},
        {"rfc9293-figure-8", {"ack=91", "seq=91", "another, older one"}, {"ack=91", "seq=91", "更早的 SYN"}},
        {"rfc9293-figure-9", {"challenged with an ACK", "seq=300 ack=100"}, {"质询", "seq=300 ack=100"}},
        {"rfc9293-figure-9", {"still holds an old connection", "seq=100"}, {"旧连接", "seq=100"}},
        {"rfc9293-figure-10", {"half-open now"}, {"半打开连接"}},
        {"rfc9293-figure-10", {"no connection", "seq=100"}, {"不属于任何连接", "seq=100"}},
        {"rfc9293-figure-11",
         {"SYN, ACK reaches the listener", "seq=101"},
         {"监听端收到 SYN, ACK", "seq=101"}},
        {"rfc9293-figure-12", {"a FIN (seq=100)"}, {"FIN（seq=100）"}},
        {"rfc9293-figure-13", {"ack=101", "CLOSING"}, {"ack=101", "CLOSING"}},
    };
    return all;
}

TEST_P(LibraryText, TellsWhatMatters)
{
    const Played run(GetParam());
    std::size_t count = 0;
    for (const Telling& telling : tellings()) {
        if (telling.scenario != GetParam())
            continue;
        ++count;
        bool found = false;
        for (std::uint64_t step = 1; step <= run.trace().stepCount() && !found; ++step)
            found = holdsAll(wholeText(run.trace(), step, Language::English), telling.en) &&
                    holdsAll(wholeText(run.trace(), step, Language::Chinese), telling.zh);
        EXPECT_TRUE(found) << telling.en.front() << " / " << telling.zh.front();
    }
    EXPECT_GT(count, 0u) << "nothing is asked of this scenario";
}

TEST(LibraryText, DoesNotPromiseAQuietWireWithoutTimeWait)
{
    const auto promises = [](const Played& run) {
        int found = 0;
        for (std::uint64_t step = 1; step <= run.trace().stepCount(); ++step)
            found += wholeText(run.trace(), step, Language::English)
                                 .find("no segment of this connection can be") != std::string::npos
                         ? 1
                         : 0;
        return found;
    };
    EXPECT_EQ(promises(Played("old-duplicate-without-time-wait")), 0);
    EXPECT_GT(promises(Played("old-duplicate-with-time-wait")), 0);
}

TEST(LibraryText, DoesNotTakeACopyForARetransmission)
{
    const Played run("three-way-handshake", {{"network.duplicate", "100 %"}});
    int guesses = 0;
    for (std::uint64_t step = 1; step <= run.trace().stepCount(); ++step) {
        const std::string text = wholeText(run.trace(), step, Language::English);
        for (std::size_t at = text.find("has not received"); at != std::string::npos;
             at = text.find("has not received", at + 1)) {
            const std::size_t begin = text.find_last_of(".;:", at) + 1;
            EXPECT_NE(text.substr(begin, at - begin).find("erhaps"), std::string::npos)
                << "nobody has sent anything again: " << text;
            ++guesses;
        }
    }
    EXPECT_GT(guesses, 0);
}

TEST(LibraryText, TailLossAsksForTheSameExperimentInBothLanguages)
{
    const Scenario scenario = libraryScenario("tail-loss");
    EXPECT_NE(pick(scenario.notes, Language::English).find("drop the retransmissions"), std::string::npos);
    EXPECT_NE(pick(scenario.notes, Language::Chinese).find("其后的重传"), std::string::npos);
}

} // namespace
} // namespace tcplab
