// The profile `linux` against Linux 6.18: segments, states, results of calls and times, situation by situation.
#include "tests/core/kernel/kernel_case.h"
#include "tests/core/kernel/transfer_cases.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <sstream>

namespace tcplab {
namespace {

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

using Loses = std::function<bool(Side, const std::string&, int, const TwoHosts&)>;

Loses loses(Side side, const std::string& kind, int nth)
{
    return [=](Side from, const std::string& what, int n, const TwoHosts&) {
        return from == side && what == kind && n == nth;
    };
}

/// The first ACK alone that this side sends after the other's FIN.
Loses losesAckOfFin()
{
    auto finSeen = std::make_shared<int>(0); // 0: no FIN yet, 1: the next ACK is lost, 2: it was
    return [finSeen](Side from, const std::string& kind, int, const TwoHosts&) {
        if (from == server && kind == "FIN" && *finSeen == 0)
            *finSeen = 1;
        if (from != client || kind != "ACK" || *finSeen != 1)
            return false;
        *finSeen = 2;
        return true;
    };
}

std::string crowd(const char* clients)
{
    return std::string(clients) + "at 9 s\na: send 10\nb: send 10\nc: send 10\nd: send 10 ?\n";
}

const char* const oneAfterTheOther =
    "at 100 ms\nconnect server:80 as a &\nat 300 ms\nconnect server:80 as b &\n"
    "at 504 ms\nconnect server:80 as c &\nat 702 ms\nconnect server:80 as d &\n";
const char* const atOnce = "at 100 ms\nconnect server:80 as a &\nconnect server:80 as b &\n"
                           "at 101 ms\nconnect server:80 as c &\nconnect server:80 as d &\n";
const char* const acceptsFour = "at 6 s\naccept as a\naccept as b\naccept as c\naccept as d\n";

/// In the kernel's programs connect() did not wait.
bool isConnect(Side, const KernelRow& row) { return row.what.starts_with("call connect"); }

const char* const restart = "accept as c\nat 300 ms\nc: close\nclose\nat 619 ms\n";

std::vector<KernelCase> cases()
{
    return {
        {.name = "01-four-way-close",
         .client = "at 100 ms\nconnect server:80\nat 200 ms\nsend 100\nrecv 200\nat 500 ms\nclose",
         .server = "listen 80\naccept\nrecv 100\nsend 200\nrecv eof\nat 800 ms\nclose"},
        {.name = "01b-fin-wait-2-closed",
         .client = "at 100 ms\nconnect server:80\nat 300 ms\nclose",
         .server = "listen 80\naccept\nrecv eof\nat 70 s\nclose"},
        {.name = "01c-fin-wait-2-shutdown",
         .client = "at 100 ms\nconnect server:80\nat 300 ms\nshutdown write\nrecv eof\nclose",
         .server = "listen 80\naccept\nrecv eof\nat 70 s\nclose"},
        {.name = "02-close-by-server",
         .client = "at 100 ms\nconnect server:80\nsend 100\nrecv 200\nrecv eof\nat 600 ms\nclose",
         .server = "listen 80\naccept\nrecv 100\nsend 200\nat 400 ms\nclose"},
        {.name = "03a-immediate-close-idle",
         .client = "at 100 ms\nconnect server:80\nat 300 ms\nclose",
         .server = "listen 80\naccept\nrecv eof\nclose"},
        {.name = "04-simultaneous-close",
         .client = "at 100 ms\nconnect server:80\nat 500 ms\nclose",
         .server = "listen 80\naccept\nat 500 ms\nclose",
         .delay = milliseconds(50)},
        {.name = "05-simultaneous-open",
         .client = "at 100 ms\nconnect server:7000 from 6000\nat 500 ms\nsend 100\nrecv eof\nclose",
         .server = "at 100 ms\nconnect client:6000 from 7000\nrecv 100\nat 800 ms\nclose",
         .delay = milliseconds(50)},
        {.name = "06-half-close",
         .client =
             "at 100 ms\nconnect server:80\nsend 100\nat 300 ms\nshutdown write\nrecv 5000\nrecv eof\nclose",
         .server = "listen 80\naccept\nsetsockopt TCP_NODELAY 1\nrecv 100\nrecv eof\nat 400 ms\nsend 1000\n"
                   "at 500 ms\nsend 1000\nat 600 ms\nsend 1000\nat 700 ms\nsend 1000\nat 802 ms\nsend 1000\n"
                   "at 1000 ms\nclose"},
        {.name = "07-close-with-unread-data",
         .client =
             "at 100 ms\nconnect server:80\nat 200 ms\nsend 100\nat 600 ms\nrecv 1 ?\nsend 100 ?\nclose",
         .server = "listen 80\naccept\nat 400 ms\nclose"},
        {.name = "08a-reset-loses-data",
         .client = "at 100 ms\nconnect server:80\nat 400 ms\nsend 100000\nclose",
         .server = "listen 80\naccept\nsend 1000\nrecv eof ?\nrecv eof ?\nclose"},
        {.name = "09-connection-refused", .client = "at 100 ms\nconnect server:80 ?\nclose", .server = ""},
        {.name = "10a-syn-lost-once",
         .client = "at 100 ms\nconnect server:80\nclose",
         .server = "listen 80\naccept\nrecv eof\nclose",
         .isLost = loses(client, "SYN", 1)},
        {.name = "10c-syn-lost-always",
         .client = "at 100 ms\nconnect server:80 ?\nclose",
         .server = "listen 80",
         .isLost = [](Side, const std::string& kind, int, const TwoHosts&) { return kind == "SYN"; }},
        {.name = "11a-synack-lost-once",
         .client = "at 100 ms\nconnect server:80\nclose",
         .server = "listen 80\naccept\nrecv eof\nclose",
         .isLost = loses(server, "SYN,ACK", 1)},
        {.name = "12a-handshake-ack-lost-server-data",
         .client = "at 100 ms\nconnect server:80\nrecv 100\nat 2 s\nclose",
         .server = "listen 80\naccept\nsend 100\nrecv eof\nclose",
         .isLost = loses(client, "ACK", 1)},
        {.name = "12b-handshake-ack-lost-client-data",
         .client = "at 100 ms\nconnect server:80\nat 220 ms\nsend 100\nat 2 s\nclose",
         .server = "listen 80\naccept\nrecv 100\nrecv eof\nclose",
         .isLost = loses(client, "ACK", 1)},
        {.name = "12c-handshake-ack-lost-silence",
         .client = "at 100 ms\nconnect server:80\nat 2 s\nclose",
         .server = "listen 80\naccept\nrecv eof\nclose",
         .isLost = loses(client, "ACK", 1)},
        {.name = "15a-fin-lost",
         .client = "at 100 ms\nconnect server:80\nat 300 ms\nclose",
         .server = "listen 80\naccept\nrecv eof\nclose",
         .isLost = loses(client, "FIN", 1)},
        {.name = "15b-server-fin-lost",
         .client = "at 100 ms\nconnect server:80\nat 300 ms\nclose",
         .server = "listen 80\naccept\nrecv eof\nclose",
         .isLost = loses(server, "FIN", 1)},
        {.name = "16a-last-ack-lost",
         .client = "at 100 ms\nconnect server:80\nat 300 ms\nclose",
         .server = "listen 80\naccept\nrecv eof\nat 500 ms\nclose",
         .isLost = losesAckOfFin()},
        {.name = "17a-restart-without-reuseaddr",
         .client = "at 100 ms\nconnect server:80\nrecv eof\nclose",
         .server = std::string("listen 80\n") + restart + "bind 80"},
        {.name = "17b-restart-reuseaddr-late",
         .client = "at 100 ms\nconnect server:80\nrecv eof\nclose",
         .server = std::string("listen 80\n") + restart + "setsockopt SO_REUSEADDR 1\nbind 80"},
        {.name = "17c-restart-reuseaddr",
         .client = "at 100 ms\nconnect server:80\nrecv eof\nclose",
         .server = std::string("setsockopt SO_REUSEADDR 1\nbind 80\nlisten 80\n") + restart +
                   "setsockopt SO_REUSEADDR 1\nbind 80\nlisten 80"},
        {.name = "17e-syn-to-time-wait",
         .client = "at 100 ms\nconnect server:80 from 5000\nrecv eof\nclose\nat 800 ms\n"
                   "connect server:80 from 5000\nsend 100\nat 1200 ms\nclose",
         .server =
             "listen 80\naccept as a\nat 300 ms\na: close\naccept as b\nb: recv 100\nb: recv eof\nb: close"},
        {.name = "17f-time-wait-assassination",
         .client = "at 100 ms\nconnect server:80\nat 300 ms\nclose",
         .server = "listen 80\naccept\nrecv eof\nclose",
         .injected = {{1024, client, "P. 4294967287:1(10) ack 1"}},
         .pureAcks = true,
         .differs =
             "the kernel's ten octets began at the FIN's number; these lie wholly before RCV.NXT, as an "
             "old duplicate's must (a kernel also restarts 2·MSL for them, the letter does so for a FIN "
             "alone)"},
        {.name = "18a-linger-zero-idle",
         .client = "at 100 ms\nconnect server:80\nsetsockopt SO_LINGER 0\nat 300 ms\nclose",
         .server = "listen 80\naccept\nrecv eof ?\nsend 10 ?\nclose"},
        {.name = "19a-crash-survivor-sends",
         .client = "at 100 ms\nconnect server:80\nat 1013 ms\nsend 100\nrecv eof ?\nsend 100 ?\nclose",
         .server = "listen 80\naccept\nat 417 ms\ncrash\nboot\nlisten 80",
         .differs = "the kernel's crash was `ss -K`, whose RST was dropped; its listener stayed",
         .skips =
             [](Side side, const KernelRow& row) {
                 return side == server && (row.what == "segment 1 RST,ACK seq 1 len 0 ack 1" ||
                                           row.what == "state * LISTEN CLOSED" ||
                                           (row.what == "state * CLOSED LISTEN" && row.ms > 100));
             }},
        {.name = "19c-crash-for-good",
         .client = "at 100 ms\nconnect server:80\nat 500 ms\nsend 1000\nrecv eof ?\nclose",
         .server = "listen 80\naccept",
         .isLost = [](Side, const std::string&, int,
                      const TwoHosts& net) { return net.now() > Instant{} + milliseconds(400); },
         .prepare = [](TwoHosts& net) { net.settings(client).profile.retries = 5; }},
        {.name = "21-send-to-closed-peer",
         .client =
             "at 100 ms\nconnect server:80\nsend 100\nat 500 ms\nsend 100\nat 600 ms\nsend 100 ?\nrecv eof\n"
             "recv eof\nclose",
         .server = "listen 80\naccept\nrecv 100\nat 300 ms\nclose"},
        {.name = "22a-backlog-sequential",
         .client = crowd(oneAfterTheOther),
         .server = std::string("listen 80 backlog 1\n") + acceptsFour,
         .skips = isConnect},
        {.name = "22c-backlog-no-cookies",
         .client = crowd(atOnce),
         .server = std::string("listen 80 backlog 1\n") + acceptsFour,
         .skips = isConnect},
        {.name = "22e-backlog-abort-on-overflow",
         .client = crowd("at 100 ms\nconnect server:80 as a &\nat 300 ms\nconnect server:80 as b &\n"
                         "at 500 ms\nconnect server:80 as c &\nconnect server:80 as d &\n"),
         .server = "listen 80 backlog 2\nat 6 s\naccept as a\naccept as b\naccept as c",
         .prepare = [](TwoHosts& net) { net.settings(server).profile.abortOnOverflow = true; },
         .differs =
             "the kernel's program had asked for SO_ERROR, so that its send() was told EPIPE, not ECONNRESET",
         .skips =
             [](Side, const KernelRow& row) {
                 return row.what.starts_with("call connect") || row.what == "call send EPIPE" ||
                        row.what == "call send ECONNRESET";
             }},
        {.name = "27-old-duplicate-syn",
         .client = "at 300 ms\nconnect server:80 from 49152\nat 600 ms\nclose",
         .server = "listen 80\naccept\nrecv eof\nclose",
         .injected = {{105, server, "S 90000:90000(0)"}},
         .differs = "requests that live for 10 ms escaped the kernel's poll",
         .skips =
             [](Side side, const KernelRow& row) {
                 return row.ms < 200 && side == server && row.what.starts_with("state 1");
             }},
        {.name = "28-forged-to-established",
         .client =
             "at 100 ms\nconnect server:80\nsend 100\nrecv 100\nat 10500 ms\nsend 10\nrecv eof ?\nclose",
         .server = "listen 80\naccept\nrecv 100\nsend 100\nrecv 20\nrecv eof ?",
         .injected = {{703, server, ". 51:71(20) ack 101"},
                      {1400, server, ". 1048677:1048697(20) ack 101"},
                      {2101, server, ". 101:101(0) ack 5101"},
                      {2801, server, ". 101:101(0) ack 4293918821"}, // −1048475
                      {3500, server, ". 101:101(0) ack 51"},
                      {4200, server, "S 111:111(0)"},
                      {4900, server, "S 51:51(0)"},
                      {5601, server, "S. 111:111(0) ack 101"},
                      {6301, server, "P 101:121(20)"},
                      {7000, server, "R 1048677:1048677(0)"},
                      {7700, server, "R 111:111(0)"},
                      {8400, server, "F. 201:201(0) ack 101"},
                      {9100, server, ". 101:121(20) ack 51"},
                      {9801, server, "R 121:121(0)"}},
         .pureAcks = true},
        {.name = "29-forged-to-listen-and-closed",
         .client = "",
         .server = "listen 80\nat 900 ms\nclose",
         .injected = {{102, server, "R 1000:1000(0)"},
                      {201, server, ". 1000:1000(0) ack 2000"},
                      {300, server, "S. 1000:1000(0) ack 2000"},
                      {400, server, "F. 1000:1000(0) ack 2000"},
                      {500, server, "F 1000:1000(0)"},
                      {600, server, "- 1000:1010(10)"},
                      {1000, server, "R 1000:1000(0)"},
                      {1100, server, ". 1000:1000(0) ack 2000"},
                      {1200, server, "S. 1000:1000(0) ack 2000"},
                      {1300, server, "F. 1000:1000(0) ack 2000"},
                      {1400, server, "F 1000:1000(0)"},
                      {1500, server, "- 1000:1010(10)"}},
         .differs =
             "the kernel's closed port was another one; it has its acknowledgments relative to the forged",
         .skips =
             [](Side, const KernelRow& row) {
                 return row.what.starts_with("call") || row.what.starts_with("state * LISTEN");
             }},
        {.name = "31-close-in-syn-sent",
         .client = "at 100 ms\nconnect server:80 as a &\nat 130 ms\na: close",
         .server = "listen 80",
         .delay = milliseconds(50),
         .skips = isConnect},
    };
}

std::vector<KernelRow> without(const KernelCase& given, Side side, std::vector<KernelRow> rows)
{
    if (given.skips != nullptr)
        std::erase_if(rows, [&](const KernelRow& row) { return given.skips(side, row); });
    return rows;
}

std::string listed(const std::vector<KernelRow>& rows)
{
    std::ostringstream text;
    for (const KernelRow& row : rows)
        text << "    " << row.ms << " ms " << row.what << "\n";
    return text.str();
}

/// A kernel's timers are never early, but late by up to an eighth; the wire and the scripts by a few ms.
bool isAbout(std::int64_t kernels, std::int64_t ours)
{
    return kernels >= ours - 5 && kernels <= ours + 45 + ours / 8;
}

/// Word by word; "?" stands for what cannot be told.
bool isSame(const std::string& kernels, const std::string& ours)
{
    std::istringstream a(kernels);
    std::istringstream b(ours);
    std::string wordA;
    std::string wordB;
    while (a >> wordA)
        if (!(b >> wordB) || (wordA != wordB && wordA != "?" && wordB != "?"))
            return false;
    return !(b >> wordB);
}

/// What several connections send at one instant has no order.
void orderByPort(std::vector<KernelRow>& segments)
{
    const auto key = [](const KernelRow& row) { return std::pair(row.ms, row.what.substr(0, 9)); };
    std::ranges::stable_sort(segments, {}, key);
}

void expectSame(std::vector<KernelRow> kernels, std::vector<KernelRow> ours, std::int64_t endMs)
{
    for (auto* rows : {&kernels, &ours})
        if (!rows->empty() && rows->front().what.starts_with("segment"))
            orderByPort(*rows);
    std::erase_if(ours, [&](const KernelRow& row) { return row.ms > endMs; });
    bool same = kernels.size() == ours.size();
    for (std::size_t i = 0; same && i < ours.size(); ++i)
        same = isSame(kernels[i].what, ours[i].what) && isAbout(kernels[i].ms, ours[i].ms);
    EXPECT_TRUE(same) << "the kernel:\n" << listed(kernels) << "here:\n" << listed(ours);
}

class Kernel : public testing::TestWithParam<KernelCase> {};

TEST_P(Kernel, DidTheSame)
{
    const KernelCase& given = GetParam();
    const KernelTrace kernels = readKernelTrace(traceOf(given));
    const KernelTrace ours = play(given);
    for (const Side side : {client, server}) {
        SCOPED_TRACE(nameOf(side));
        const KernelSide& theirs = kernels.sides[indexOf(side)];
        const KernelSide& mine = ours.sides[indexOf(side)];
        expectSame(without(given, side, theirs.segments), without(given, side, mine.segments), kernels.endMs);
        expectSame(without(given, side, theirs.states), without(given, side, mine.states), kernels.endMs);
        expectSame(without(given, side, theirs.calls), without(given, side, mine.calls), kernels.endMs);
    }
}

std::string testName(const testing::TestParamInfo<KernelCase>& info)
{
    std::string name = "Case" + traceOf(info.param);
    std::replace(name.begin(), name.end(), '-', '_');
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Linux, Kernel, testing::ValuesIn(cases()), testName);
INSTANTIATE_TEST_SUITE_P(LinuxMovesData, Kernel, testing::ValuesIn(transferCases()), testName);

} // namespace
} // namespace tcplab
