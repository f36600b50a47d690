// Which of the octets that programs read were not sent on their connection.
#include "core/experiment/foreign_octets.h"
#include "core/world/scenario_file.h"
#include "tests/scenarios/library.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

Run runOf(const Scenario& scenario)
{
    Run run(std::make_shared<const Scenario>(scenario));
    run.extendToEnd();
    return run;
}

class ForeignOctetsOfLibrary : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Library, ForeignOctetsOfLibrary, ::testing::ValuesIn(libraryNames()),
                         [](const auto& scenario) {
                             std::string name = scenario.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST_P(ForeignOctetsOfLibrary, AreReadInOneScenarioOnly)
{
    const auto found = foreignOctetsIn(runOf(libraryScenario(GetParam())));
    const bool corrupted = GetParam() == "old-duplicate-without-time-wait";
    EXPECT_EQ(found[indexOf(Side::Client)], ForeignOctets{});
    EXPECT_EQ(found[indexOf(Side::Server)], (ForeignOctets{.ofAnother = corrupted ? 100u : 0u}));
}

// RFC 9293 §3.5, Figure 8, with data after it: the SYN,ACK that answers the old duplicate is refused, and is not what the
// client's connection was opened with.
TEST(ForeignOctets, AreNotThoseOfAConnectionWhoseFormerSynAckWasRefused)
{
    const auto scenario = readScenario(R"(
[network]
delay = "50 ms"
msl = "30 s"
[client]
isn = [90, 100]
program = """
connect server:80 from 49152 as old &
sleep 100 ms
old: abort
sleep 100 ms
connect server:80 from 49152
recv 100
close
"""
[server]
isn = [300, 400]
program = """
listen 80
accept
send 100
close
"""
[[fault]]
delay = { from = "client", flags = "SYN", nth = 1, by = "200 ms" }
[[fault]]
delay = { from = "client", flags = "SYN", nth = 2, by = "200 ms" }
)",
                                       "figure8.toml");
    ASSERT_TRUE(scenario);
    const tcplab::Run run = runOf(*scenario);
    const auto& logs = run.latest().hosts[indexOf(Side::Client)].readLogs;
    ASSERT_TRUE(std::ranges::any_of(logs, [](const ReadLog& log) { return !log.text.empty(); }));
    EXPECT_EQ(foreignOctetsIn(run)[indexOf(Side::Client)], ForeignOctets{});
}

TEST(ForeignOctets, MadeByHandAreCountedApart)
{
    Scenario scenario = libraryScenario("three-way-handshake");
    const auto plain = runOf(scenario);
    // In place of the first text that the client sends.
    SegmentId id = 1;
    while (plain.trace().segment(id).sender != Side::Client ||
           plain.trace().segment(id).packet.segment.text.length == 0)
        ++id;
    const SegmentHistory first = plain.trace().segment(id);
    Segment made = first.packet.segment;
    made.text.length = 40;
    const PlacedIntervention placed{
        .step = plain.trace().record(first.sentRecord).step - 1,
        .at = plain.trace().instantOf(plain.trace().record(first.sentRecord).step - 1),
        .what = InjectSegment{.from = Side::Client, .segment = made}};
    scenario.interventions = {placed};
    const auto found = foreignOctetsIn(runOf(scenario));
    EXPECT_EQ(found[indexOf(Side::Server)], (ForeignOctets{.madeByHand = 40}));
}

} // namespace
} // namespace tcplab
