// The timeline in a lecture: large type, and yet labels for what matters; the queues; what crosses a fold.
#include "app/ladder/ladder_queues.h"
#include "tests/app/ladder/stage.h"

#include <algorithm>
#include <gmock/gmock.h>

namespace tcplab {
namespace {

struct Screen {
    QSize window;
    QSizeF timeline;
};
const std::array screens{Screen{{1024, 768}, {1000, 500}}, Screen{{1280, 720}, {1256, 460}},
                         Screen{{1600, 1000}, {900, 720}}, Screen{{1920, 1080}, {1080, 790}}};

bool hasLabel(const LadderGeometry& g, SegmentId id)
{
    return std::any_of(g.labels.begin(), g.labels.end(),
                       [id](const LadderLabel& one) { return one.id == id; });
}

/// All that has passed of its way is in sight, and a label above it would be.
bool isInSight(const LadderGeometry& g, const LadderArrow& arrow)
{
    return arrow.from.y() > g.top + 80 && arrow.to.y() < g.area.bottom();
}

class LectureOf : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Crowds, LectureOf,
                         testing::Values("fast-retransmit", "sack", "simultaneous-open",
                                         "simultaneous-close"),
                         [](const auto& one) {
                             std::string name = one.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST_P(LectureOf, WhatActsIsLostOrSentAgainHasALabel)
{
    for (const Screen& screen : screens) {
        Stage stage(shipped(GetParam()), lectureTheme(screen.window), screen.timeline);
        const Trace& trace = stage.run.trace();
        std::size_t wanted = 0, labelled = 0;
        for (std::uint64_t step = 1; step <= trace.stepCount(); ++step) {
            const double position = stage.axis.positionOfStep(step);
            const double scroll = std::max(0.0, position * stage.theme.textScale - 0.7 * stage.size.height());
            LadderInput in = stage.inputAt(step, position, scroll);
            in.plain = true;
            const LadderGeometry g = layOut(in, stage.labels);
            const std::string where =
                ", step " + std::to_string(step) + ", " + std::to_string(screen.window.width());
            for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n) {
                const Effect what = trace.record(n).what;
                const auto arrow =
                    std::find_if(g.arrows.begin(), g.arrows.end(), [&](const LadderArrow& one) {
                        return one.id == what.segment && what.kind == EffectKind::Deliver;
                    });
                if (arrow == g.arrows.end() || !isInSight(g, *arrow))
                    continue;
                EXPECT_TRUE(hasLabel(g, arrow->id)) << "acts: " << arrow->id << where;
            }
            for (const LadderArrow& arrow : g.arrows) {
                if (!isInSight(g, arrow) || arrow.inFlight)
                    continue;
                if (arrow.lost || arrow.retransmission) {
                    ++wanted;
                    labelled += hasLabel(g, arrow.id) ? 1u : 0u;
                }
            }
        }
        // What acts may stand in the way for a step or two.
        EXPECT_GE(labelled * 5, wanted * 3) << screen.window.width();
    }
}

/// Both ends open, or close, at once: of what crosses half way neither is left out, but for the step or two in which
/// what acts takes its place. On a timeline that is narrow for its type there is room for one: at 1600 x 1000 the
/// arrows are 270 px wide, and two "SYN, ACK" 364 px.
TEST(LectureTimeline, BothOfTwoThatCrossAreLabelled)
{
    for (const char* name : {"simultaneous-open", "simultaneous-close"})
        for (const Screen& screen : screens) {
            Stage stage(shipped(name), lectureTheme(screen.window), screen.timeline);
            const Trace& trace = stage.run.trace();
            std::size_t crossing = 0, labelled = 0;
            for (std::uint64_t step = 1; step <= trace.stepCount(); ++step) {
                const LadderGeometry g = layOut(stage.inputOf(trace.instantOf(step)), stage.labels);
                std::size_t here = 0, labelledHere = 0;
                for (const LadderArrow& arrow : g.arrows) {
                    const Flags ctl = trace.segment(arrow.id).packet.segment.ctl;
                    if ((!ctl.syn && !ctl.fin) || !isInSight(g, arrow))
                        continue;
                    ++here;
                    labelledHere += hasLabel(g, arrow.id) ? 1u : 0u;
                }
                EXPECT_LE(here, labelledHere + 1)
                    << name << ", step " << step << ", " << screen.window.width();
                crossing += here;
                labelled += labelledHere;
            }
            // All but 2 of 24 in simultaneous-open at 1024; half of them at 1600.
            if (screen.timeline.width() < 1000)
                EXPECT_GE(labelled * 2, crossing) << name << ", " << screen.window.width();
            else
                EXPECT_GE(labelled * 12, crossing * 11) << name << ", " << screen.window.width();
            EXPECT_GT(crossing, 4u) << name;
        }
}

/// Also where its beginning, and with it its usual place, has gone up out of sight.
TEST(LectureTimeline, ALossThatIsHalfInSightIsLabelled)
{
    for (const Screen& screen : screens) {
        Stage stage(shipped("sack"), lectureTheme(screen.window), screen.timeline);
        const Trace& trace = stage.run.trace();
        const double edge = headingHeight(stage.fonts);
        std::size_t halves = 0, labelled = 0;
        for (std::uint64_t step = 1; step <= trace.stepCount(); ++step) {
            const LadderGeometry g = layOut(stage.inputOf(trace.instantOf(step)), stage.labels);
            for (const LadderArrow& arrow : g.arrows)
                if (arrow.lost && arrow.from.y() < edge && arrow.to.y() > edge + 60) {
                    ++halves;
                    labelled += hasLabel(g, arrow.id) ? 1u : 0u;
                }
            for (const LadderLabel& label : g.labels)
                EXPECT_GE(label.box.bounds().top(), edge);
        }
        // 3 of 5 at 1600, where the others would lie on what acts; more than 4 of 5 elsewhere.
        EXPECT_GE(labelled * 5, halves * 3) << screen.window.width();
    }
}

/// Where its words do not fit (a "SYN, ACK" on arrows of 270 px) its doubled arrow alone says so.
TEST(LectureTimeline, WhatIsSentAgainSaysSoAlsoBesideBadges)
{
    std::size_t all = 0, inWords = 0;
    for (const char* name : {"listen-queues", "syn-lost", "syn-ack-lost"})
        for (const Screen& screen : screens) {
            Stage stage(shipped(name), lectureTheme(screen.window), screen.timeline);
            const Trace& trace = stage.run.trace();
            std::size_t again = 0;
            for (std::uint64_t step = 1; step <= trace.stepCount(); ++step) {
                const LadderGeometry g = layOut(stage.inputOf(trace.instantOf(step)), stage.labels);
                for (const LadderLabel& label : g.labels)
                    if (trace.segment(label.id).packet.retransmission != 0) {
                        ++again;
                        inWords += label.parts.flags.contains(QStringLiteral("retr")) ? 1u : 0u;
                        EXPECT_TRUE(std::ranges::any_of(g.arrows,
                                                        [&](const LadderArrow& arrow) {
                                                            return arrow.id == label.id &&
                                                                   arrow.retransmission;
                                                        }))
                            << name << ", step " << step;
                    }
            }
            EXPECT_GT(again, 0u) << name;
            all += again;
        }
    // 180 of 200; 150 if they had to count the repetitions.
    EXPECT_GE(inWords * 10, all * 9);
}

/// Few, and none on a word.
TEST(LectureTimeline, TellsWhatTimeItIsAroundNow)
{
    for (const char* name : {"three-way-handshake", "last-ack-lost", "listen-queues"})
        for (const Screen& screen : screens) {
            Stage stage(shipped(name), lectureTheme(screen.window), screen.timeline);
            const Trace& trace = stage.run.trace();
            std::size_t told = 0;
            for (std::uint64_t step = 1; step <= trace.stepCount(); ++step) {
                const LadderGeometry g = layOut(stage.inputOf(trace.instantOf(step)), stage.labels);
                told += g.ticks.empty() ? 0u : 1u;
                EXPECT_LE(g.ticks.size(), 8u);
                for (const LadderTick& tick : g.ticks) {
                    EXPECT_FALSE(tick.rect.isEmpty());
                    EXPECT_FALSE(tick.rect.intersects(g.badge)) << name << ", step " << step;
                    for (const LadderText& text : g.texts)
                        EXPECT_FALSE(tick.rect.intersects(text.rect)) << name << ", step " << step;
                }
            }
            EXPECT_GE(told * 2, trace.stepCount()) << name << ", " << screen.window.width();
        }
}

TEST(LectureTimeline, NoBadgeOfAConnectionStandsOnAnother)
{
    for (const char* name : {"listen-queues", "old-duplicate-with-time-wait", "port-reuse-reuseaddr"})
        for (const Screen& screen : screens) {
            Stage stage(shipped(name), lectureTheme(screen.window), screen.timeline);
            const Trace& trace = stage.run.trace();
            std::size_t seen = 0;
            for (std::uint64_t step = 1; step <= trace.stepCount(); ++step) {
                const LadderGeometry g = layOut(stage.inputOf(trace.instantOf(step)), stage.labels);
                seen += g.badges.size();
                for (std::size_t i = 0; i < g.badges.size(); ++i)
                    for (std::size_t k = 0; k < i; ++k)
                        EXPECT_GE(QLineF(g.badges[i].at, g.badges[k].at).length(),
                                  2 * g.badges[i].radius - 0.01)
                            << name << ", step " << step;
            }
            EXPECT_GT(seen, 0u) << name;
        }
}

TEST(LectureTimeline, LeavesTheArrowsAsMuchWidthAsNamesAllow)
{
    Stage stage(shipped("half-close"), lectureTheme({1600, 1000}), {900, 720});
    LadderInput in = stage.inputAt(5, stage.axis.positionOfStep(5), 0);
    in.plain = true;
    const LadderGeometry g = layOut(in, stage.labels);
    EXPECT_GT((g.wire[1] - g.wire[0]) / g.area.width(), 0.27);
}

TEST(LectureTimeline, ShowsWhoWaitsInAListenersQueues)
{
    Stage stage(shipped("listen-queues"), lectureTheme({1280, 720}), {1256, 460});
    LadderInput in = stage.inputOf(Instant{} + milliseconds(1050));
    EXPECT_TRUE(layOut(in, stage.labels).queues.empty());
    const World world = stage.run.worldAt(in.step);
    in.queues = queuesOf(world);
    ASSERT_EQ(in.queues.size(), 2u);
    const LadderGeometry g = layOut(in, stage.labels);
    ASSERT_EQ(g.queues.size(), 2u);
    std::size_t waiting = 0;
    for (const LadderQueueBox& queue : g.queues) {
        EXPECT_TRUE(g.area.contains(queue.rect)) << queue.text.toStdString();
        EXPECT_TRUE(queue.rect.contains(queue.words));
        waiting += queue.waiting.size();
        for (const auto& [at, number] : queue.waiting) {
            EXPECT_TRUE(queue.rect.contains(at));
            EXPECT_GT(number, 0);
        }
    }
    EXPECT_EQ(waiting, 2u) << "the third finds no place";
    EXPECT_TRUE(std::ranges::any_of(g.queues, &LadderQueueBox::full));
    EXPECT_FALSE(g.queues[0].rect.intersects(g.queues[1].rect));
    EXPECT_GT(std::min(g.queues[0].rect.top(), g.queues[1].rect.top()), g.nowY);
    // A listener with 128 places is not about its queues.
    Stage other(shipped("three-way-handshake"), lectureTheme({1280, 720}), {1256, 460});
    EXPECT_TRUE(queuesOf(other.run.worldAt(3)).empty());
}

TEST(LectureTimeline, QueuesCoverNothingThatIsToldAndTheSignOfPartingCoversNone)
{
    for (const Screen& screen : screens) {
        Stage stage(shipped("listen-queues"), lectureTheme(screen.window), screen.timeline);
        std::size_t shown = 0;
        const std::uint64_t last = stage.run.trace().stepCount();
        for (std::uint64_t step = 1; step <= last; ++step)
            for (const bool parts : {false, true}) {
                LadderInput in = stage.inputOf(stage.run.trace().instantOf(step));
                in.queues = queuesOf(stage.run.worldAt(step));
                if (parts) // at the foot, where the queues are
                    in.parting = (stage.size.height() - 20 + in.scroll) / in.zoom - 20;
                const LadderGeometry g = layOut(in, stage.labels);
                shown += parts ? 0 : g.queues.size();
                for (const LadderQueueBox& queue : g.queues) {
                    const std::string what = queue.text.toStdString() + ", step " + std::to_string(step);
                    const QRectF& r = queue.rect;
                    const LabelBox box{r.center(), r.width() / 2, r.height() / 2, 0};
                    for (const LadderLabel& label : g.labels)
                        EXPECT_FALSE(intersects(box, label.box)) << what;
                    for (const LadderArrow& arrow : g.arrows)
                        EXPECT_FALSE(arrow.lit && intersects(box, QLineF(arrow.from, arrow.arrival))) << what;
                    EXPECT_FALSE(g.isCrossed(r)) << what;
                    EXPECT_FALSE(g.parting && g.parting->sign.intersects(r)) << what;
                }
            }
        // On a low one words and segments often leave no place under the now line.
        EXPECT_GE(shown, screen.timeline.height() > 600 ? last * 3 / 2 : last / 2)
            << "of two in each step: " << screen.window.width();
    }
}

/// Two listeners, the SYN queue of one of them as long as a server's is.
TEST(LectureTimeline, AQueueWithoutAPlaceHidesNoOther)
{
    Stage stage(shipped("listen-queues"), lectureTheme({1280, 720}), {1256, 900});
    LadderInput in = stage.inputOf(Instant{} + milliseconds(1050));
    in.queues = {{Side::Client, true, 3, {}}, {Side::Server, false, 128, {}}, {Side::Server, true, 2, {}}};
    const LadderGeometry g = layOut(in, stage.labels);
    ASSERT_EQ(g.queues.size(), 3u);
    for (const LadderQueueBox& queue : g.queues)
        EXPECT_TRUE(g.area.contains(queue.rect)) << queue.text.toStdString();
}

TEST(Folds, WordsKeepClearOfWhatIsUnderWayAllTheTime)
{
    for (const char* name :
         {"old-duplicate-with-time-wait", "old-duplicate-without-time-wait", "timestamps-paws"}) {
        Stage stage(shipped(name), themeNamed(ThemeName::Light), {740, 670});
        std::size_t crossed = 0;
        for (std::uint64_t step = 1; step <= stage.run.trace().stepCount(); ++step) {
            const LadderGeometry g = stage.at(step);
            for (const LadderFold& fold : g.folds) {
                const LabelBox box{fold.textRect.center(), fold.textRect.width() / 2,
                                   fold.textRect.height() / 2, 0};
                EXPECT_GE(fold.textRect.left(), g.wire[0]);
                EXPECT_LE(fold.textRect.right(), g.wire[1]);
                for (const LadderArrow& arrow : g.arrows) {
                    EXPECT_FALSE(intersects(box, QLineF(arrow.from, arrow.arrival)))
                        << name << ", step " << step << ": " << fold.text.toStdString();
                    crossed += arrow.from.y() < fold.band.top() && arrow.arrival.y() > fold.band.bottom();
                }
                for (const LadderLabel& label : g.labels)
                    EXPECT_FALSE(intersects(box, label.box)) << name << ", step " << step;
            }
        }
        EXPECT_GT(crossed, 0u) << name << ": it is not about that";
    }
}

} // namespace
} // namespace tcplab
