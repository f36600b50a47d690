#include "app/diagram/diagram_figure.h"
#include "app/wording/transition_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace tcplab {
namespace {

using enum DiagramNode;
using testing::ElementsAre;

StateChange change(std::uint64_t step, ConnectionState from, ConnectionState to)
{
    return {
        .step = step, .record = static_cast<std::uint32_t>(step), .at = Instant{}, .from = from, .to = to};
}

/// A trace of one record a step.
class OneRecordAStep : public testing::Test {
protected:
    void add(const Effect& what)
    {
        trace.stepFirstRecord.push_back(trace.recordCount() + 1);
        trace.stepInstant.push_back(Instant{});
        trace.records.push_back({.t = {},
                                 .step = static_cast<std::uint32_t>(trace.stepFirstRecord.size()),
                                 .cause = 0,
                                 .what = what});
    }
    /// A segment with these flags arrives in the next record of the present step's own.
    void addDelivery(Side host, Flags ctl)
    {
        SegmentHistory segment;
        segment.packet.id = trace.segmentCount() + 1;
        segment.packet.segment.ctl = ctl;
        trace.segments.push_back(segment);
        add({.kind = EffectKind::Deliver, .host = host, .segment = trace.segmentCount()});
    }
    Trace trace{std::make_shared<const Scenario>()};
};

TEST(Figure5, HasEveryArrowOnceAndNamesItsEvent)
{
    std::set<std::pair<DiagramNode, DiagramNode>> seen;
    for (const FigureArrow& arrow : figureArrows()) {
        EXPECT_TRUE(seen.insert({arrow.step.from, arrow.step.to}).second);
        EXPECT_STRNE(arrow.event, "");
        EXPECT_STRNE(arrow.action, "");
    }
    EXPECT_EQ(seen.size(), 21u); // Figure 5's twenty and Note 2's
}

TEST(Figure5, EveryStateIsReachedFromClosed)
{
    std::set<DiagramNode> reached{Closed};
    for (std::size_t round = 0; round < diagramNodeCount; ++round)
        for (const FigureArrow& arrow : figureArrows())
            if (reached.contains(arrow.step.from))
                reached.insert(arrow.step.to);
    EXPECT_EQ(reached.size(), diagramNodeCount);
}

/// The usual ways lead from CLOSED to CLOSED, arrow by arrow.
TEST(Figure5, WaysOfClientAndServerAreWhole)
{
    for (const auto& [way, begin] : {std::pair{ArrowWay::Client, SynSent}, {ArrowWay::Server, Listen}}) {
        DiagramNode at = Closed;
        std::size_t steps = 0;
        for (bool on = true; on && at != ClosedAgain;) {
            on = false;
            for (const FigureArrow& arrow : figureArrows())
                if (arrow.way == way && arrow.step.from == at) {
                    if (at == Closed) {
                        EXPECT_EQ(arrow.step.to, begin);
                    }
                    at = arrow.step.to;
                    ++steps;
                    on = true;
                    break;
                }
        }
        EXPECT_EQ(at, ClosedAgain);
        EXPECT_EQ(steps, 6u);
        EXPECT_EQ(std::ranges::count(figureArrows(), way, &FigureArrow::way), 6);
    }
}

TEST(Figure5, EveryArrowIsExplainedInBothLanguages)
{
    for (const Language language : {Language::English, Language::Chinese}) {
        std::set<std::string> sentences{
            transitionMeaning(ConnectionState::Established, ConnectionState::Closed, language)};
        for (const FigureArrow& arrow : figureArrows())
            EXPECT_TRUE(
                sentences
                    .insert(transitionMeaning(stateOf(arrow.step.from), stateOf(arrow.step.to), language))
                    .second)
                << arrow.event;
    }
}

TEST(DiagramStep, AnOpeningThatFailsReturnsToTheUpperClosed)
{
    EXPECT_EQ(diagramStep(ConnectionState::SynSent, ConnectionState::Closed), (DiagramStep{SynSent, Closed}));
    EXPECT_EQ(diagramStep(ConnectionState::LastAck, ConnectionState::Closed),
              (DiagramStep{LastAck, ClosedAgain}));
    EXPECT_EQ(diagramStep(ConnectionState::Established, ConnectionState::Closed),
              (DiagramStep{Established, ClosedAgain}));
}

TEST_F(OneRecordAStep, SituationStopsAtTheStepLookedAt)
{
    add({.kind = EffectKind::State});
    add({.kind = EffectKind::State});
    const std::vector walk{change(1, ConnectionState::Closed, ConnectionState::SynSent),
                           change(2, ConnectionState::SynSent, ConnectionState::Established)};

    const DiagramSituation before = situationAt(trace, walk, Side::Client, 1);
    EXPECT_EQ(before.current, SynSent);
    EXPECT_THAT(before.walked, ElementsAre(DiagramStep{Closed, SynSent}));
    EXPECT_EQ(before.taken, (DiagramStep{Closed, SynSent}));

    const DiagramSituation beginning = situationAt(trace, walk, Side::Client, 0);
    EXPECT_EQ(beginning.current, Closed);
    EXPECT_TRUE(beginning.walked.empty());
    EXPECT_FALSE(beginning.taken.has_value());
}

TEST_F(OneRecordAStep, NothingIsTakenInAStepWithoutAChange)
{
    add({.kind = EffectKind::State});
    add({.kind = EffectKind::Deliver});
    const std::vector walk{change(1, ConnectionState::Closed, ConnectionState::SynSent)};
    const DiagramSituation after = situationAt(trace, walk, Side::Client, 2);
    EXPECT_EQ(after.current, SynSent);
    EXPECT_FALSE(after.taken.has_value());
}

TEST_F(OneRecordAStep, ArrowSaysWhatTheFigureSays)
{
    addDelivery(Side::Client, {.syn = true, .ack = true});
    EXPECT_EQ(
        arrowText(trace, Side::Client, change(1, ConnectionState::SynSent, ConnectionState::Established)),
        (ArrowText{"rcv SYN,ACK", "snd ACK"}));
}

TEST_F(OneRecordAStep, ARefusedOpeningIsNotCalledClose)
{
    addDelivery(Side::Client, {.rst = true, .ack = true});
    EXPECT_EQ(arrowText(trace, Side::Client, change(1, ConnectionState::SynSent, ConnectionState::Closed)),
              (ArrowText{"rcv RST,ACK", "delete TCB"}));
}

TEST_F(OneRecordAStep, ARefusedOpeningDoesNotWalkTheArrowOfClose)
{
    addDelivery(Side::Client, {.rst = true, .ack = true});
    const StateChange refused = change(1, ConnectionState::SynSent, ConnectionState::Closed);
    EXPECT_EQ(arrowGone(trace, Side::Client, refused), std::nullopt);
    add({.kind = EffectKind::Call, .host = Side::Client, .call = Call::Close});
    const StateChange closed = change(2, ConnectionState::SynSent, ConnectionState::Closed);
    EXPECT_EQ(arrowGone(trace, Side::Client, closed), figureArrow({SynSent, Closed}));
    add({.kind = EffectKind::Call, .host = Side::Client, .call = Call::Abort});
    const StateChange aborted = change(3, ConnectionState::SynSent, ConnectionState::Closed);
    EXPECT_EQ(arrowGone(trace, Side::Client, aborted), std::nullopt);
}

TEST_F(OneRecordAStep, ATimeoutIsNamed)
{
    add({.kind = EffectKind::Timer,
         .host = Side::Server,
         .timer = Timer::User,
         .action = TimerAction::Expire});
    const ArrowText text =
        arrowText(trace, Side::Server, change(1, ConnectionState::LastAck, ConnectionState::Closed));
    EXPECT_EQ(text, (ArrowText{"user timeout", "delete TCB"}));
}

} // namespace
} // namespace tcplab
