#include "core/experiment/loss_matrix.h"
#include "tests/scenarios/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::ElementsAre;

std::vector<std::string> namesOf(const std::vector<SeenEmission>& seen)
{
    std::vector<std::string> names;
    for (const SeenEmission& one : seen)
        names.push_back(nameOf(one.which));
    return names;
}

TEST(Emission, HasANameThatIsReadBack)
{
    for (const char* name : {"c1", "s12", "c999"})
        EXPECT_EQ(nameOf(*emissionNamed(name)), name);
    for (const char* name : {"", "c", "x1", "c0", "c-1", "1c", "c1 "})
        EXPECT_FALSE(emissionNamed(name)) << name;
}

TEST(WithLost, JoinsNumbersThatAreNeighbours)
{
    Scenario scenario;
    const auto listed = [](const Scenario& s) { return s.links[0].lossList; };
    scenario = withLost(scenario, {{Side::Client, 5}, {Side::Client, 2}, {Side::Client, 5}});
    EXPECT_EQ(listed(scenario), (std::vector<NumberRange>{{2, 2}, {5, 5}}));
    scenario = withLost(scenario, {{Side::Client, 4}});
    EXPECT_EQ(listed(scenario), (std::vector<NumberRange>{{2, 2}, {4, 5}}));
    scenario = withLost(scenario, {{Side::Client, 3}});
    EXPECT_EQ(listed(scenario), (std::vector<NumberRange>{{2, 5}}));
    EXPECT_TRUE(scenario.links[1].lossList.empty());
}

TEST(LossMatrix, LosesEachSegmentOnce)
{
    const LossMatrix matrix = lossMatrix(libraryScenario("three-way-handshake"), false);
    EXPECT_THAT(namesOf(matrix.emissions), ElementsAre("c1", "c2", "c3", "c4", "c5", "s1", "s2", "s3", "s4"));
    ASSERT_EQ(matrix.cells.size(), matrix.emissions.size());
    for (std::size_t i = 0; i < matrix.cells.size(); ++i)
        EXPECT_THAT(namesOf(matrix.cells[i].lost), ElementsAre(nameOf(matrix.emissions[i].which)));
}

TEST(LossMatrix, SaysWhatALostSynComesTo)
{
    const LossMatrix matrix = lossMatrix(libraryScenario("three-way-handshake"), false);
    const MatrixCell& syn = matrix.cells.front();
    ASSERT_TRUE(syn.repair);
    EXPECT_TRUE(syn.repair->packet.segment.ctl.syn);
    EXPECT_EQ(syn.repair->at - syn.lost.front().at, seconds(1));
    EXPECT_EQ(syn.outcome.callsDone - matrix.undisturbed.callsDone, seconds(1));
    EXPECT_EQ(syn.outcome.hosts[0].read, 300u);
    EXPECT_EQ(syn.outcome.hosts[0].retransmissions, 1u);
}

TEST(LossMatrix, CountsTheWaitFromWhenTheSegmentThatComesAgainWasSent)
{
    const LossMatrix matrix = lossMatrix(libraryScenario("three-way-handshake"), false);
    const auto answer = std::ranges::find_if(matrix.cells, [](const MatrixCell& cell) {
        return cell.lost.front().which == Emission{Side::Server, 1};
    });
    ASSERT_NE(answer, matrix.cells.end());
    ASSERT_TRUE(answer->repair);
    EXPECT_EQ(answer->waitedFrom, Instant{}) << "the SYN's, not the lost answer's";
    EXPECT_EQ(answer->repair->at - answer->waitedFrom, seconds(1));
}

TEST(LossMatrix, FindsTheTimeWaitThatARstCutsShort)
{
    // The ACK of the second text is lost: the text comes again when the server is already CLOSED, TIME-WAIT answers,
    // and nobody's RST ends it (RFC 1337).
    const LossMatrix matrix = lossMatrix(libraryScenario("half-close"), false);
    const auto c6 = std::ranges::find_if(matrix.cells, [](const MatrixCell& cell) {
        return cell.lost.front().which == Emission{Side::Client, 6};
    });
    ASSERT_NE(c6, matrix.cells.end());
    EXPECT_EQ(c6->outcome.hosts[0].connections.front().ending, Ending::TimeWaitCutShort);
}

TEST(LossMatrix, KnowsWhatTheScenarioLosesAnyway)
{
    const LossMatrix matrix = lossMatrix(libraryScenario("syn-lost"), false);
    EXPECT_TRUE(matrix.cells.front().lostAnyway);
    EXPECT_FALSE(matrix.cells[1].lostAnyway);
    EXPECT_EQ(matrix.cells.front().outcome, matrix.undisturbed);
}

TEST(LossMatrix, PairsAreEachSingleLossWithAllThatComesBehindIt)
{
    const LossMatrix singles = lossMatrix(libraryScenario("connection-refused"), false);
    const LossMatrix pairs = lossMatrix(libraryScenario("connection-refused"), true);
    std::vector<std::vector<std::string>> lost;
    for (const MatrixCell& cell : pairs.cells)
        lost.push_back(namesOf(cell.lost));
    using Names = std::vector<std::string>;
    EXPECT_THAT(lost, ElementsAre(Names{"c1"}, Names{"c1", "c2"}, Names{"c1", "s1"}, Names{"s1"},
                                  Names{"s1", "c2"}, Names{"s1", "s2"}));
    EXPECT_EQ(pairs.cells.front().outcome, singles.cells.front().outcome);
}

} // namespace
} // namespace tcplab
