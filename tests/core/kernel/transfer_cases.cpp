// What moves data, in the kernel's two configurations: with its defaults, and without options and with Reno.
#include "tests/core/kernel/transfer_cases.h"

#include <algorithm>
#include <string_view>

namespace tcplab {
namespace {

constexpr Side client = Side::Client;

using Loses = std::function<bool(Side, const std::string&, int, const TwoHosts&)>;

/// The n-th segments with text that the client sends, retransmissions counted.
Loses losesText(std::vector<int> numbers)
{
    return [=](Side from, const std::string& what, int n, const TwoHosts&) {
        return from == client && what == "text" && std::ranges::count(numbers, n) != 0;
    };
}

const char* const tenSegments =
    "at 5 ms\nsetsockopt TCP_NODELAY 1\nat 100 ms\nconnect server:80\nat 300 ms\nrepeat 10\n"
    "send 1000\nend\nat 3 s\nclose";
const char* const takesTen = "listen 80\naccept\nrecv 10000\nrecv eof\nclose";

std::string rounds(const char* line, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += line;
    return text;
}

/// The kernel's receive window grows with what arrives; here it is there from the beginning.
void roomy(TwoHosts& net)
{
    for (const Side side : {Side::Client, Side::Server})
        net.settings(side).profile.receiveBuffer = 3'000'000;
}

const char* const sendBuffers = "the kernel's send buffer grows with cwnd: send and close return later";
const char* const windowMoves =
    "where a segment ends and when it goes depends on how the kernel's window moves";

bool isSendOrClose(Side side, const KernelRow& row)
{
    return side == client && (row.what.starts_with("call send") || row.what.starts_with("call close") ||
                              row.what.ends_with("ESTABLISHED FIN-WAIT-1"));
}
bool isOfTheTransfer(Side side, const KernelRow& row)
{
    return isSendOrClose(side, row) || (side == client && row.ms > 290 && row.what.starts_with("segment"));
}
bool isTransferOrItsEnd(Side side, const KernelRow& row)
{
    return isOfTheTransfer(side, row) || row.ms > 700;
}

} // namespace

std::vector<KernelCase> transferCases()
{
    std::vector<KernelCase> cases;
    const auto both = [&cases](KernelCase given) {
        for (const bool defaults : {false, true}) {
            given.defaults = defaults;
            cases.push_back(given);
        }
    };
    both({.name = "13-burst-no-loss", .client = tenSegments, .server = takesTen});
    both({.name = "13a-loss-middle", .client = tenSegments, .server = takesTen, .isLost = losesText({4})});
    both({.name = "13b-loss-tail", .client = tenSegments, .server = takesTen, .isLost = losesText({10})});
    both({.name = "13d-loss-retransmission",
          .client = tenSegments,
          .server = takesTen,
          .isLost = losesText({4, 11})});
    both({.name = "13e-loss-whole-flight",
          .client = tenSegments,
          .server = takesTen,
          .isLost = losesText({1, 2, 3, 4, 5, 6, 7, 8, 9, 10})});
    both({.name = "13g-loss-backoff",
          .client = "at 100 ms\nconnect server:80\nat 300 ms\nsend 1000\nat 12 s\nclose",
          .server = "listen 80\naccept\nrecv 1000\nrecv eof\nclose",
          .isLost = losesText({1, 2, 3, 4, 5})});
    both({.name = "14a-ack-lost-middle",
          .client = tenSegments,
          .server = takesTen,
          .isLost = [](Side from, const std::string& what, int n, const TwoHosts&) {
              return from == Side::Server && what == "ACK" && n == 3;
          }});
    both({.name = "14b-ack-lost-alone",
          .client = "at 100 ms\nconnect server:80\nat 300 ms\nsend 1000\nat 3 s\nclose",
          .server = "listen 80\naccept\nrecv 1000\nrecv eof\nclose",
          .isLost = [](Side from, const std::string& what, int n, const TwoHosts&) {
              return from == Side::Server && what == "ACK" && n == 1;
          }});
    const char* const transfer = "at 100 ms\nconnect server:80\nat 300 ms\nsend 200000\nclose";
    const char* const takesTransfer = "listen 80\naccept\nrecv 200000\nrecv eof\nclose";
    // With its defaults the kernel sends segment by segment the same; without, one write boundary is cut.
    for (const bool defaults : {false, true})
        cases.push_back({.name = "23a-transfer",
                         .client = transfer,
                         .server = takesTransfer,
                         .prepare = roomy,
                         .delay = milliseconds(20),
                         .defaults = defaults,
                         .differs = sendBuffers,
                         .skips = defaults ? isSendOrClose : isOfTheTransfer});
    // Three fast retransmits and no time-out, as there; the first recovery lets one segment less go, and the end
    // comes up to a round trip later.
    both({.name = "23b-transfer-loss",
          .client = transfer,
          .server = takesTransfer,
          .isLost = losesText({20, 75, 130}),
          .prepare = roomy,
          .delay = milliseconds(20),
          .differs = windowMoves,
          .skips = isTransferOrItsEnd});
    both({.name = "24a-reorder", .client = tenSegments, .server = takesTen, .prepare = [](TwoHosts& net) {
              net.extraDelay = [n = 0](Side from, const Packet& packet) mutable {
                  const bool isFourth = from == client && packet.segment.text.length != 0 && ++n == 4;
                  return isFourth ? milliseconds(3) : Duration{};
              };
          }});
    both({.name = "25-nagle-delayed-ack",
          .client =
              "at 100 ms\nconnect server:80\n" +
              std::string("at 300 ms\nsend 100\nsend 100\nrecv 10\nat 600 ms\nsend 100\nsend 100\nrecv 10\n"
                          "at 900 ms\nsend 100\nsend 100\nrecv 10\nat 1200 ms\nsend 100\nsend 100\nrecv 10\n"
                          "at 1500 ms\nsend 100\nsend 100\nrecv 10\nclose"),
          .server = "listen 80\naccept\n" + rounds("recv 200\nsend 10\n", 5) + "recv eof\nclose"});
    both({.name = "26a-delayed-ack",
          .client = "at 5 ms\nsetsockopt TCP_NODELAY 1\nat 100 ms\nconnect server:80\nat 300 ms\nrepeat "
                    "30\nsend 500\n"
                    "sleep 100 ms\nend\nat 3600 ms\nclose",
          .server = "listen 80\naccept\nrecv 15000\nrecv eof\nclose"});
    both({.name = "26c-delayed-ack-no-reader",
          .client = "at 5 ms\nsetsockopt TCP_NODELAY 1\nat 100 ms\nconnect server:80\nat 300 ms\nrepeat "
                    "30\nsend 500\n"
                    "sleep 100 ms\nend\nat 3600 ms\nclose",
          .server = "listen 80\naccept\nat 3500 ms\nrecv 15000\nrecv eof\nclose"});
    both({.name = "30-keepalive",
          .client = "at 5 ms\nsetsockopt SO_KEEPALIVE 1\nat 100 ms\nconnect server:80\nat 3501 ms\nrecv eof "
                    "?\nclose",
          .server = "listen 80\naccept",
          .isLost = [](Side, const std::string&, int,
                       const TwoHosts& net) { return net.now() > Instant{} + milliseconds(3501); },
          .prepare =
              [](TwoHosts& net) {
                  Profile& profile = net.settings(client).profile;
                  profile.keepAliveIdle = profile.keepAliveInterval = seconds(1);
                  profile.keepAliveProbes = 3;
              }});
    // SO_RCVBUF 16384 is doubled by the kernel and shared with its bookkeeping: 14 segments' worth of text.
    for (const bool defaults : {false, true}) {
        for (const char* name : {"20a-zero-window", "20c-zero-window-long"}) {
            const bool isLong = std::string_view(name) == "20c-zero-window-long";
            cases.push_back({.name = name,
                             .client = "at 100 ms\nconnect server:80\nat 300 ms\nsend 80000\nclose",
                             .server = std::string("setsockopt SO_RCVBUF ") + (defaults ? "20272" : "20440") +
                                       "\nlisten 80\naccept\nat " + (isLong ? "28 s" : "4 s") +
                                       "\nrecv 80000\nrecv eof\nclose",
                             .defaults = defaults,
                             .differs = windowMoves,
                             .skips = isOfTheTransfer});
        }
    }
    return cases;
}

} // namespace tcplab
