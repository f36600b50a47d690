// Random programs, calls by hand, crashes and losses: whatever people write, the tables stay whole, every
// run ends, and what is read is what was sent.
#include "core/base/random.h"
#include "tests/core/host/two_hosts.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

constexpr std::array sides{Side::Client, Side::Server};

/// Draws one thing after another from a seed.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_seed(seed) {}
    std::uint64_t below(std::uint64_t bound) { return drawBelow(bound, m_seed, 0, Purpose::Test, m_k++); }

private:
    std::uint64_t m_seed;
    std::uint64_t m_k = 0;
};

std::string randomCall(Dice& dice, Side side)
{
    static const std::array names{"", "", "", "a: ", "b: "};
    const std::string name = names[dice.below(names.size())];
    const std::string port = dice.below(3) == 0 ? "81" : "80";
    const std::string from = dice.below(3) == 0 ? " from 500" + std::to_string(dice.below(3)) : "";
    switch (dice.below(16)) {
    case 0:
    case 1: return name + "listen " + port + (dice.below(2) == 0 ? " backlog 1" : "");
    case 2:
    case 3: return name + "connect " + nameOf(peerOf(side)) + ":" + port + from;
    case 4:
    case 5: return name + "accept" + (dice.below(3) == 0 ? " as a" : "");
    case 6:
    case 7: return name + "send " + std::to_string(1 + dice.below(100'000));
    case 8: return name + "recv " + std::to_string(1 + dice.below(50'000));
    case 9: return name + "recv eof";
    case 10: return name + "shutdown write";
    case 11:
    case 12: return name + "close";
    case 13: return name + "abort";
    case 14: return name + "setsockopt SO_LINGER " + std::to_string(dice.below(3));
    default: return name + "setsockopt SO_REUSEADDR 1";
    }
}

std::string randomLine(Dice& dice, Side side)
{
    switch (dice.below(24)) {
    case 0: return "sleep " + std::to_string(dice.below(100)) + " ms";
    case 1: return "sleep " + std::to_string(dice.below(100)) + " s";
    case 2: return "until established";
    case 3: return "until closed";
    case 4: return "crash ?";
    case 5: return "boot ?";
    default: return randomCall(dice, side) + (dice.below(4) == 0 ? " ? &" : " ?");
    }
}

/// Begins as a sensible program does, and goes on as it pleases.
std::string randomProgram(Dice& dice, Side side)
{
    std::string program = side == Side::Client ? "connect server:80 ?\n" : "listen 80 ?\naccept ?\n";
    const bool loops = dice.below(3) == 0;
    program += loops ? "repeat 3\n" : "";
    for (std::uint64_t lines = dice.below(14); lines > 0; --lines)
        program += randomLine(dice, side) + "\n";
    return program + (loops ? "end\n" : "");
}

std::string firstFlaw(const Host& host)
{
    for (const Connection& connection : host.connections) {
        const Socket* owner = findSocket(host, connection.socket);
        if (connection.socket != 0 && (owner == nullptr || owner->closed))
            return "a connection's socket is gone";
        const Socket* listener = connection.accepted ? nullptr : findSocket(host, connection.listener);
        const bool queued =
            listener != nullptr && (std::ranges::count(listener->acceptQueue, connection.id) +
                                    std::ranges::count(listener->synQueue, connection.id)) == 1;
        if (connection.tcb.state == ConnectionState::Closed && connection.socket == 0 && !queued)
            return "a connection in CLOSED belongs to nobody";
        if (listener != nullptr && !queued)
            return "a child is in no queue";
    }
    for (const Socket& socket : host.sockets) {
        if (socket.connection != 0 && findConnection(host, socket.connection) == nullptr)
            return "a socket's connection is gone";
        if (socket.closed && (socket.connection == 0 || socket.listening))
            return "a closed socket was kept for nothing";
        if (socket.listening != (findConnection(host, socket.listenerConnection) != nullptr))
            return "a listener without its entry, or the other way round";
        for (const auto& queue : {socket.synQueue, socket.acceptQueue})
            for (const ConnectionId id : queue)
                if (findConnection(host, id) == nullptr)
                    return "a queue holds what is gone";
    }
    for (const ReadLog& log : host.readLogs)
        if (log.text.size() > 1 || (!log.text.empty() && log.text[0].offset != 0) ||
            (!log.text.empty() && log.text[0].stream % 2 == indexOf(host.side)))
            return "octets read are not the peer's from the first on";
    return {};
}

class RandomPrograms : public testing::TestWithParam<ProfileName> {};

TEST_P(RandomPrograms, EndAndKeepTheTablesWhole)
{
    std::uint64_t octetsRead = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Dice dice(seed);
        Dice wire(seed + 1'000'000);
        TwoHosts net;
        net.setProfile(profileNamed(GetParam()));
        if (dice.below(4) == 0)
            net.settings(Side::Client).profile.quietTime = seconds(3);
        const std::uint64_t lossPercent = dice.below(3) * 15;
        net.isLost = [&](Side, const Packet&) { return wire.below(100) < lossPercent; };
        const std::string client = randomProgram(dice, Side::Client);
        const std::string server = randomProgram(dice, Side::Server);
        SCOPED_TRACE(std::to_string(seed) + "\n" + client + "--\n" + server);
        net.start(client, server);
        for (int pause = 0; pause < 20; ++pause) {
            net.run(net.now() + milliseconds(static_cast<std::int64_t>(dice.below(2000))));
            const Side side = sides[dice.below(2)];
            if (dice.below(4) == 0)
                net.call(side, randomCall(dice, side));
            if (dice.below(40) == 0)
                net.crashNow(side);
            if (dice.below(20) == 0 && !net.host(side).up)
                net.bootNow(side);
            for (const Side each : sides)
                ASSERT_EQ(firstFlaw(net.host(each)), "") << nameOf(each);
        }
        // A closed window is probed for as long as the peer answers (RFC 1122 §4.2.2.17): once it does not, the
        // other end must come to its end too.
        net.run(net.now() + minutes(10));
        net.crashNow(sides[dice.below(2)]);
        net.run();
        for (const Side side : sides) {
            ASSERT_EQ(firstFlaw(net.host(side)), "") << nameOf(side);
            octetsRead += net.octetsRead(side);
        }
        ASSERT_FALSE(HasFailure());
    }
    EXPECT_GT(octetsRead, 500'000u) << "too few of them do anything";
}

INSTANTIATE_TEST_SUITE_P(Both, RandomPrograms, testing::Values(ProfileName::Rfc9293, ProfileName::Linux),
                         [](const auto& tested) { return std::string(nameOf(tested.param)); });

} // namespace
} // namespace tcplab
