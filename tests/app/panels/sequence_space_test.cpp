#include "app/panels/sequence_space.h"

#include "tests/app/support/runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::int64_t markAt(const SequenceSpace& space, std::string_view name)
{
    for (const SpaceMark& mark : space.marks)
        if (mark.name == name)
            return mark.at;
    ADD_FAILURE() << name;
    return 0;
}

std::vector<std::string> cellsOf(const SequenceSpace& space, SpaceState state)
{
    std::vector<std::string> cells;
    for (const SpaceRun& run : space.runs)
        if (run.state == state)
            cells.push_back(*run.cell != '\0' ? run.cell : std::to_string(run.to - run.from));
    return cells;
}

/// The client's octets in the world after a step of this run.
SequenceSpace spaceAt(const tcplab::Run& run, std::uint64_t step)
{
    const World world = run.worldAt(step);
    const auto client = copyOf(world.hosts[0], 1);
    std::optional<Connection> server;
    for (const Connection& one : allConnections(world.hosts[1]))
        if (one.name.remotePort != 0)
            server = one;
    return sequenceSpace(client ? &client->tcb : nullptr, server ? &server->tcb : nullptr);
}

TEST(SequenceSpaceOf, AClosedConnectionIsUnknown)
{
    EXPECT_FALSE(sequenceSpace(nullptr, nullptr).known);
    const Tcb closed;
    EXPECT_FALSE(sequenceSpace(&closed, &closed).known);
}

TEST(SequenceSpaceOf, SynAndFinTakeUpACellEach)
{
    const tcplab::Run run = runOf(shipped("last-ack-lost"));
    const Trace& trace = run.trace();
    const SequenceSpace sent = spaceAt(run, trace.record(trace.segment(1).sentRecord).step);
    EXPECT_THAT(cellsOf(sent, SpaceState::InFlight), ElementsAre("SYN"));
    EXPECT_EQ(markAt(sent, "SND.NXT") - markAt(sent, "SND.UNA"), 1);
    // Everything is acknowledged before the server, too, is done.
    std::uint64_t last = trace.stepCount();
    SequenceSpace end;
    do
        end = spaceAt(run, last);
    while ((cellsOf(end, SpaceState::Acknowledged).size() < 3 || cellsOf(end, SpaceState::Read).size() < 3) &&
           --last > 0);
    EXPECT_THAT(cellsOf(end, SpaceState::Acknowledged), ElementsAre("SYN", "100", "FIN"));
    EXPECT_THAT(cellsOf(end, SpaceState::Read), ElementsAre("SYN", "100", "FIN"));
}

/// At every step of every run: cells of one row do not overlap, what is acknowledged ends at SND.UNA, what is in
/// flight lies between SND.UNA and SND.NXT, and what was received in order ends at RCV.NXT.
class EverySpace : public testing::TestWithParam<std::string> {};

TEST_P(EverySpace, KeepsItsOrder)
{
    const tcplab::Run run = runOf(shipped(GetParam()));
    const std::uint64_t steps = run.trace().stepCount();
    for (std::uint64_t step = 0; step <= steps; step += std::max<std::uint64_t>(1, steps / 150)) {
        const SequenceSpace space = spaceAt(run, step);
        if (!space.known)
            continue;
        for (const bool sender : {true, false}) {
            std::vector<SpaceRun> row;
            for (const SpaceRun& one : space.runs)
                if (one.isSenders() == sender)
                    row.push_back(one);
            std::ranges::sort(row, {}, &SpaceRun::from);
            for (std::size_t i = 0; i + 1 < row.size(); ++i)
                EXPECT_LE(row[i].to, row[i + 1].from) << "step " << step;
        }
        const bool hasSender = std::ranges::any_of(space.marks, &SpaceMark::sender);
        for (const SpaceRun& one : space.runs) {
            EXPECT_LT(one.from, one.to);
            if (one.state == SpaceState::Acknowledged) {
                EXPECT_LE(one.to, 0) << "step " << step;
            } else if (one.isSenders() && one.state != SpaceState::Unsent) {
                EXPECT_GE(one.from, 0) << "step " << step;
                EXPECT_LE(one.to, markAt(space, "SND.NXT")) << "step " << step;
            } else if (one.state == SpaceState::Read || one.state == SpaceState::Unread) {
                EXPECT_LE(one.to, markAt(space, "RCV.NXT")) << "step " << step;
            } else if (one.state == SpaceState::Held) {
                EXPECT_GT(one.from, markAt(space, "RCV.NXT")) << "step " << step;
            }
        }
        if (hasSender) {
            EXPECT_EQ(markAt(space, "SND.UNA"), 0);
        }
    }
}
INSTANTIATE_TEST_SUITE_P(Library, EverySpace, testing::ValuesIn(shippedNames()), scenarioTestName);

TEST(SequenceSpaceOf, AGapHoldsWhatCameOutOfOrderAndWhatIsSacked)
{
    const tcplab::Run run = runOf(shipped("sack"));
    bool held = false;
    bool sacked = false;
    for (std::uint64_t step = 0; step <= run.trace().stepCount(); ++step) {
        const SequenceSpace space = spaceAt(run, step);
        held = held || !cellsOf(space, SpaceState::Held).empty();
        sacked = sacked || !cellsOf(space, SpaceState::Sacked).empty();
    }
    EXPECT_TRUE(held);
    EXPECT_TRUE(sacked);
}

SpaceMeasures measures(double width)
{
    return {.width = width,
            .textWidth = [](const QString& text) { return 6.0 * static_cast<double>(text.size()); }};
}

TEST(SpaceShapesOf, CellsAreInOrderAndASynCanBeRead)
{
    const tcplab::Run run = runOf(shipped("last-ack-lost"));
    const SequenceSpace space = spaceAt(run, run.trace().stepCount() / 2);
    ASSERT_TRUE(space.known);
    for (const double width : {300.0, 700.0, 1500.0}) {
        const SpaceShapes shapes = layOutSpace(space, measures(width), false);
        for (const SpaceShapes::Cell& cell : shapes.cells) {
            EXPECT_GE(cell.rect.left(), 0);
            EXPECT_LE(cell.rect.right(), width);
            if (*space.runs[cell.run].cell != '\0' && width > 400) {
                EXPECT_GE(cell.rect.width(), 25) << space.runs[cell.run].cell;
            }
        }
        for (std::size_t i = 0; i < shapes.labels.size(); ++i) {
            EXPECT_GE(shapes.labels[i].rect.left(), 0);
            EXPECT_LE(shapes.labels[i].rect.right(), width);
            for (std::size_t j = 0; j < i && width > 400; ++j)
                EXPECT_FALSE(shapes.labels[i].rect.adjusted(1, 1, -1, -1).intersects(shapes.labels[j].rect))
                    << shapes.labels[i].text.toStdString() << " / " << shapes.labels[j].text.toStdString();
        }
    }
}

TEST(SpaceScaleOf, AnyPlaceIsFoundAgain)
{
    SequenceSpace space;
    space.known = true;
    space.runs = {{0, 1, SpaceState::InFlight, "SYN"}, {1, 1461, SpaceState::InFlight}};
    space.marks = {{"SND.UNA", 0, true}, {"SND.NXT", 1461, true}, {"SND.UNA+SND.WND", 65535, true}};
    const SpaceScale scale(space, 0, 800, 26);
    for (const std::int64_t place : {0, 1, 700, 1461, 40'000, 65'535})
        EXPECT_NEAR(static_cast<double>(scale.placeAt(scale.x(place))), static_cast<double>(place), 120);
    EXPECT_LT(scale.x(1), scale.x(1461));
    EXPECT_NEAR(scale.x(1) - scale.x(0), 26, 0.01);
    EXPECT_NEAR(scale.x(65535), 800, 0.01);
}

/// The picture is the same wherever on the circle of numbers the connection lies: only the numbers differ.
TEST(SpaceShapesOf, TheWrapPast2To32MovesNothing)
{
    const auto spaceFrom = [](std::uint32_t isn) {
        Tcb tcb;
        tcb.state = ConnectionState::Established;
        tcb.snd.iss = SeqNum(isn);
        tcb.snd.una = SeqNum(isn + 1 + 3000);
        tcb.snd.nxt = tcb.snd.una + 2000u;
        tcb.snd.wnd = 8000;
        tcb.written = tcb.segmentized = 5000;
        tcb.retransmissionQueue.pushBack({.seq = tcb.snd.una, .text = {.length = 1000}});
        tcb.retransmissionQueue.pushBack({.seq = tcb.snd.una + 1000u, .text = {.length = 1000}});
        return sequenceSpace(&tcb, nullptr);
    };
    const SequenceSpace plain = spaceFrom(1000);
    const SequenceSpace wrapping = spaceFrom(0xffffffffu - 3500);
    EXPECT_EQ(plain.runs, wrapping.runs);
    EXPECT_EQ(plain.marks, wrapping.marks);
    const SpaceShapes a = layOutSpace(plain, measures(800), true);
    const SpaceShapes b = layOutSpace(wrapping, measures(800), true);
    EXPECT_EQ(a.labels, b.labels); // relative numbers do not even differ
    EXPECT_LT(a.wrapX, 0);
    ASSERT_GT(b.wrapX, 0);
    EXPECT_LT(b.wrapX, 800);
}

} // namespace
} // namespace tcplab
