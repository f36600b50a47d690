// The formulas against values worked out by hand, and against what the simulator does where they are exact.
#include "app/chart/theory.h"

#include "app/library/library.h"
#include "app/sweep/measure.h"
#include "app/sweep/plan.h"
#include "core/world/scenario_file.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::DoubleNear;

constexpr FlowModel flow{
    .loss = 0.01, .roundTrip = 0.1, .segment = 1000, .perAck = 2, .firstTimeout = 1, .window = 1000};

Scenario scenarioNamed(std::string_view name)
{
    const auto scenario = readScenario(findInLibrary(name)->text, std::string(name));
    EXPECT_TRUE(scenario.has_value());
    return *scenario;
}

TEST(Mathis, IsWhatOneWorksOutByHand)
{
    // √(3 / (2·2·0.01)) = √75 = 8.660254 segments a round trip; 86.60254 a second, of 8000 bits.
    EXPECT_THAT(mathisRate(flow), DoubleNear(692'820.3, 0.1));
    // Four times the loss: half the rate; each segment acknowledged: √2 times it.
    FlowModel other = flow;
    other.loss = 0.04;
    EXPECT_THAT(mathisRate(other), DoubleNear(346'410.2, 0.1));
    other = flow;
    other.perAck = 1;
    EXPECT_THAT(mathisRate(other), DoubleNear(979'795.9, 0.1));
}

TEST(Pftk, IsWhatOneWorksOutByHandWhileLossIsTheLimit)
{
    // E[W] = 4/6 + √(8·0.99/(6·0.01) + (4/6)²) = 0.666667 + √132.444444 = 12.175118
    // 0.99³ = 0.970299; 0.99^9.175118 = 0.911911; 0.99^12.175118 = 0.884826
    // Q = 0.029701 · (1 + 0.970299·0.088089) / 0.115174 = 0.279922
    // f(0.01) = 1 + 0.01 + 0.0002 + 0.000004 + … = 1.010204
    // a cycle: 0.1 · (12.175118 + 1) + 0.279922 · 1.010204 / 0.99 = 1.603146 s
    // sent in it: 99 + 12.175118 + 0.279922/0.99 = 111.457867; arrived: 99 + 6.087559 + 0.279922 = 105.367480
    EXPECT_THAT(pftkSendRate(flow) / 8000, DoubleNear(111.457867 / 1.603146, 1e-4));
    EXPECT_THAT(pftkThroughput(flow) / 8000, DoubleNear(105.367480 / 1.603146, 1e-4));
}

TEST(Pftk, IsWhatOneWorksOutByHandWhereTheWindowIsTheLimit)
{
    FlowModel limited = flow;
    limited.window = 8;
    // 0.99⁵ = 0.950990; 0.99⁸ = 0.922745; Q = 0.029701 · (1 + 0.970299·0.049010) / 0.077255 = 0.402735
    // rounds: 2/8·8 + 99/8 + 2 = 16.375; a cycle: 1.6375 + 0.402735 · 1.010204 / 0.99 = 2.048454 s
    // sent: 99 + 8 + 0.406803 = 107.406803; arrived: 99 + 4 + 0.402735 = 103.402735
    EXPECT_THAT(pftkSendRate(limited) / 8000, DoubleNear(107.406803 / 2.048454, 1e-4));
    EXPECT_THAT(pftkThroughput(limited) / 8000, DoubleNear(103.402735 / 2.048454, 1e-4));
}

TEST(Pftk, AtTheEnds)
{
    FlowModel other = flow;
    other.loss = 0;
    EXPECT_DOUBLE_EQ(pftkThroughput(other), 1000 * 8000 / 0.1); // a window a round trip
    // p = 0.2, b = 1, RTT 0.5 s, T0 2 s: E[W] = 1 + √(8·0.8/0.6 + 1) = 4.415650
    // Q = 0.488 · (1 + 0.512·(1 − 0.8^1.415650)) / (1 − 0.8^4.415650) = 0.488 · 1.138674 / 0.626680 = 0.886697
    // f = 1 + 0.2 + 0.08 + 0.032 + 0.0128 + 0.00512 + 0.002048 = 1.331968
    // a cycle: 0.5 · 3.207825 + 0.886697 · 2 · 1.331968 / 0.8 = 4.556542 s; sent: 4 + 4.415650 + 1.108371
    other = {.loss = 0.2, .roundTrip = 0.5, .segment = 1000, .perAck = 1, .firstTimeout = 2, .window = 100};
    EXPECT_THAT(pftkSendRate(other) / 8000, DoubleNear(9.524021 / 4.556542, 1e-4));
    // Many losses: never more than was sent, and less with more of them.
    double before = pftkThroughput(other);
    for (other.loss = 0.25; other.loss < 1; other.loss += 0.05) {
        EXPECT_LT(pftkThroughput(other), before) << other.loss;
        EXPECT_LE(pftkThroughput(other), pftkSendRate(other)) << other.loss;
        before = pftkThroughput(other);
    }
}

TEST(Survival, IsTheChanceThatNotAllFail)
{
    EXPECT_DOUBLE_EQ(oneOfMany(0.5, 1), 0.5);
    EXPECT_DOUBLE_EQ(oneOfMany(0.5, 3), 0.875);
    EXPECT_DOUBLE_EQ(oneOfMany(0, 9), 0);
    EXPECT_DOUBLE_EQ(oneOfMany(1, 1), 1);
    Scenario scenario;
    scenario.links[0].loss = Probability{100'000'000};
    scenario.links[1].loss = Probability{200'000'000};
    EXPECT_DOUBLE_EQ(handshakeChance(scenario), 0.9 * 0.8);
}

TEST(SynAttempts, AreThoseThatARunSends)
{
    for (const char* host : {"rfc9293", "linux", "freebsd"})
        for (const auto& more : std::vector<std::vector<std::pair<const char*, const char*>>>{
                 {},
                 {{"client.syn_retries", "3"}, {"client.syn_timeout", "10 min"}},
                 {{"client.syn_timeout", "20 s"}, {"client.initial_rto", "3 s"}},
                 {{"client.max_rto", "4 s"},
                  {"client.syn_timeout", "30 s"},
                  {"client.syn_linear_timeouts", "2"}},
                 {{"client.retransmission", "false"}}}) {
            auto scenario = std::make_shared<Scenario>(scenarioNamed("three-way-handshake"));
            ASSERT_TRUE(setValue(*scenario, "client.profile", host));
            ASSERT_TRUE(setValue(*scenario, "network.loss.client", "100 %"));
            for (const auto& [key, value] : more)
                ASSERT_TRUE(setValue(*scenario, key, value)) << key;
            RunMeter meter(100'000);
            EXPECT_EQ(synAttempts(scenario->hosts[0].profile), meter.play(scenario).segments)
                << host << ' ' << (more.empty() ? "" : more.front().first);
        }
}

TEST(Survival, IsMeasuredWhereOnlyTheClientTriesAgain)
{
    auto scenario = std::make_shared<Scenario>(scenarioNamed("three-way-handshake"));
    for (const auto& [key, value] :
         std::vector<std::pair<const char*, const char*>>{{"network.loss", "40 %"},
                                                          {"client.syn_retries", "2"},
                                                          {"client.syn_timeout", "10 min"},
                                                          {"server.retransmission", "false"},
                                                          {"server.repeat_syn_ack", "true"}})
        ASSERT_TRUE(setValue(*scenario, key, value)) << key;
    const double expected = oneOfMany(handshakeChance(*scenario), synAttempts(scenario->hosts[0].profile));
    EXPECT_THAT(expected, DoubleNear(1 - 0.64 * 0.64 * 0.64, 1e-9));
    RunMeter meter(100'000);
    constexpr std::uint64_t runs = 2000;
    std::uint64_t opened = 0;
    for (std::uint64_t k = 0; k < runs; ++k) {
        scenario->seed = seedOfRun(1, k);
        opened += meter.play(scenario).handshake ? 1u : 0u;
    }
    EXPECT_NEAR(static_cast<double>(opened) / runs, expected, 0.03); // three standard errors
}

TEST(ScenarioFlow, IsThatOfTheHostThatSendsMore)
{
    Scenario scenario = scenarioNamed("three-way-handshake");
    for (const auto& [key, value] :
         std::vector<std::pair<const char*, const char*>>{{"network.delay", "10 ms"},
                                                          {"network.loss.client", "1 %"},
                                                          {"network.loss.server", "2 %"},
                                                          {"client.delayed_ack", "0 s"},
                                                          {"server.mss", "1000"},
                                                          {"client.min_rto", "200 ms"}})
        ASSERT_TRUE(setValue(scenario, key, value)) << key;
    Statement send;
    send.call = Call::Send;
    send.octets = 5000;
    Statement repeat;
    repeat.call = Call::Repeat;
    repeat.times = 3;
    Statement end;
    end.call = Call::End;
    scenario.hosts[0].program = {repeat, send, end};
    scenario.hosts[1].program = {send};
    ScenarioFlow from = flowOf(scenario);
    EXPECT_EQ(from.sender, Side::Client);
    EXPECT_EQ(from.octets, 15'000u);
    EXPECT_DOUBLE_EQ(from.model.loss, 0.01);
    EXPECT_DOUBLE_EQ(from.model.roundTrip, 0.02);
    EXPECT_DOUBLE_EQ(from.model.segment, 1000);
    EXPECT_DOUBLE_EQ(from.model.perAck, 2);
    EXPECT_DOUBLE_EQ(from.model.firstTimeout, 0.2);
    EXPECT_DOUBLE_EQ(from.model.window, 65); // 65535 octets
    scenario.hosts[0].program = {};
    from = flowOf(scenario);
    EXPECT_EQ(from.sender, Side::Server);
    EXPECT_DOUBLE_EQ(from.model.loss, 0.02);
    EXPECT_DOUBLE_EQ(from.model.perAck, 1);
}

} // namespace
} // namespace tcplab
