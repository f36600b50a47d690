// Which of the octets that programs read were not sent on their connection.
#include "core/experiment/foreign_octets.h"
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
