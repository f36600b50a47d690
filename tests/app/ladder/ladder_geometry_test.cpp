#include "tests/app/ladder/stage.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace tcplab {
namespace {

std::vector<std::uint64_t> sample(std::uint64_t steps)
{
    std::set<std::uint64_t> chosen{0, 1, steps};
    for (int i = 1; i < 10; ++i)
        chosen.insert(steps * static_cast<std::uint64_t>(i) / 10);
    return {chosen.begin(), chosen.end()};
}

std::string shown(const LadderText& text)
{
    return text.text.toStdString() + " at " + std::to_string(text.rect.x()) + ", " +
           std::to_string(text.rect.y());
}

using Where = std::tuple<std::string, ThemeName, QSizeF>;

class Picture : public testing::TestWithParam<Where> {
protected:
    Picture()
        : stage(shipped(std::get<0>(GetParam())), themeNamed(std::get<1>(GetParam())),
                std::get<2>(GetParam()))
    {}
    template <class F> void inEveryPicture(F look)
    {
        for (const std::uint64_t step : sample(stage.run.trace().stepCount())) {
            SCOPED_TRACE("step " + std::to_string(step));
            look(stage.at(step));
            if (step < stage.run.trace().stepCount())
                look(stage.after(step));
        }
    }
    Stage stage;
};

TEST_P(Picture, NoLabelTouchesAnotherOrTheLifelines)
{
    inEveryPicture([](const LadderGeometry& g) {
        for (std::size_t i = 0; i < g.labels.size(); ++i) {
            const QRectF bounds = g.labels[i].box.bounds();
            EXPECT_GE(bounds.left(), g.wire[0]);
            EXPECT_LE(bounds.right(), g.wire[1]);
            for (std::size_t j = i + 1; j < g.labels.size(); ++j)
                EXPECT_FALSE(intersects(g.labels[i].box, g.labels[j].box))
                    << g.labels[i].id << " and " << g.labels[j].id;
        }
    });
}

TEST_P(Picture, NoLabelIsCrossedByAnArrowThatIsNotItsOwn)
{
    inEveryPicture([](const LadderGeometry& g) {
        for (const LadderLabel& label : g.labels)
            for (const LadderArrow& arrow : g.arrows)
                if (arrow.id != label.id && !label.covers) {
                    EXPECT_FALSE(intersects(label.box, QLineF(arrow.from, arrow.to)))
                        << label.id << " by " << arrow.id;
                }
    });
}

TEST_P(Picture, NoTextBesideTheLifelinesTouchesAnotherOrIsCut)
{
    inEveryPicture([this](const LadderGeometry& g) {
        for (std::size_t i = 0; i < g.texts.size(); ++i) {
            const LadderText& text = g.texts[i];
            EXPECT_GE(text.rect.left(), 0) << shown(text);
            EXPECT_LE(text.rect.right(), stage.size.width()) << shown(text);
            EXPECT_FALSE(text.rect.right() > g.wire[0] && text.rect.left() < g.wire[1]) << shown(text);
            EXPECT_FALSE(text.rect.intersects(g.badge)) << shown(text);
            for (std::size_t j = i + 1; j < g.texts.size(); ++j)
                EXPECT_FALSE(text.rect.intersects(g.texts[j].rect))
                    << shown(text) << " and " << shown(g.texts[j]);
        }
    });
}

TEST_P(Picture, TheBadgeLiesInsideAndCoversNoTick)
{
    inEveryPicture([this](const LadderGeometry& g) {
        EXPECT_GE(g.badge.left(), 0);
        const double half = stage.fonts.height(TextRole::Tick) / 2;
        for (const LadderTick& tick : g.ticks) {
            // Without a column each stands where it found a place beside the client's lifeline.
            const bool meets = tick.rect.isEmpty()
                                   ? tick.y + half > g.badge.top() && tick.y - half < g.badge.bottom()
                                   : tick.rect.intersects(g.badge);
            EXPECT_FALSE(meets) << tick.text.toStdString();
        }
    });
}

TEST_P(Picture, TicksAreInOrderAndApart)
{
    inEveryPicture([this](const LadderGeometry& g) {
        for (std::size_t i = 1; i < g.ticks.size(); ++i)
            EXPECT_GE(g.ticks[i].y - g.ticks[i - 1].y, stage.fonts.height(TextRole::Tick));
    });
}

TEST_P(Picture, ArrowsGoFromLifelineToLifelineAndDown)
{
    inEveryPicture([](const LadderGeometry& g) {
        ASSERT_LT(g.wire[0], g.wire[1]);
        for (const LadderArrow& arrow : g.arrows) {
            for (const QPointF end : {arrow.from, arrow.to, arrow.arrival}) {
                EXPECT_GE(end.x(), g.wire[0] - 0.01);
                EXPECT_LE(end.x(), g.wire[1] + 0.01);
            }
            EXPECT_GT(arrow.arrival.y(), arrow.from.y());
            if (!arrow.lost && !arrow.inFlight) {
                EXPECT_EQ(arrow.to, arrow.arrival);
            }
        }
    });
}

TEST_P(Picture, TheFutureIsNotDrawn)
{
    const Trace& trace = stage.run.trace();
    for (const std::uint64_t step : sample(trace.stepCount())) {
        const LadderGeometry g = stage.at(step);
        for (const LadderArrow& arrow : g.arrows) {
            EXPECT_LE(trace.record(trace.segment(arrow.id).sentRecord).step, step);
            const std::uint32_t end = trace.segment(arrow.id).endRecord;
            EXPECT_EQ(arrow.inFlight, end == 0 || trace.record(end).step > step) << arrow.id;
        }
        for (const LadderBar& bar : g.bars)
            EXPECT_LE(bar.rect.bottom(), std::max(g.nowY + 2, bar.rect.top() + 1)) << nameOf(bar.state);
    }
}

/// What flies is where now is, short of its ends, where it must be seen.
TEST_P(Picture, DotsLieOnTheNowLine)
{
    inEveryPicture([this](const LadderGeometry& g) {
        const double stump = 26 * stage.theme.textScale;
        for (const LadderArrow& arrow : g.arrows)
            if (arrow.inFlight && g.nowY > arrow.from.y() + stump && g.nowY < arrow.arrival.y() - stump) {
                EXPECT_NEAR(arrow.to.y(), g.nowY, 0.01) << arrow.id;
            }
    });
}

TEST_P(Picture, LabelsDoNotMoveWhenTheFutureComes)
{
    std::map<SegmentId, QPointF> places;
    for (std::uint64_t step = 0; step <= stage.run.trace().stepCount(); ++step) {
        const LadderGeometry g = stage.at(step);
        for (const LadderLabel& label : g.labels) {
            const QPointF place = label.box.center - QPointF(0, g.zeroY);
            const auto known = places.emplace(label.id, place).first;
            EXPECT_NEAR(known->second.x(), place.x(), 1e-6) << label.id;
            EXPECT_NEAR(known->second.y(), place.y(), 1e-6) << label.id;
        }
    }
}

std::string pictureName(const testing::TestParamInfo<Where>& info)
{
    std::string name = std::get<0>(info.param) + "_" +
                       (std::get<1>(info.param) == ThemeName::Projector ? "projector" : "light") + "_" +
                       std::to_string(static_cast<int>(std::get<2>(info.param).width()));
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Library, Picture,
                         testing::Combine(testing::ValuesIn(shippedNames()),
                                          testing::Values(ThemeName::Light, ThemeName::Projector),
                                          testing::Values(QSizeF(560, 430), QSizeF(740, 670),
                                                          QSizeF(900, 740))),
                         pictureName);

// What shapes say.

TEST(Shapes, ALossIsAnArrowThatEndsOnItsWay)
{
    Stage stage(shipped("last-ack-lost"), themeNamed(ThemeName::Light), {740, 670});
    const Trace& trace = stage.run.trace();
    const LadderGeometry g = stage.at(trace.stepCount());
    const auto lost = std::find_if(g.arrows.begin(), g.arrows.end(), [](const auto& a) { return a.lost; });
    ASSERT_NE(lost, g.arrows.end());
    EXPECT_FALSE(lost->byHand);
    EXPECT_GT(lost->to.x(), g.wire[0] + 20);
    EXPECT_LT(lost->to.x(), g.wire[1] - 20);
}

TEST(Shapes, ARetransmissionIsDoubledAndTiedToItsOriginal)
{
    Stage stage(shipped("last-ack-lost"), themeNamed(ThemeName::Light), {740, 670});
    const LadderGeometry g = stage.at(stage.run.trace().stepCount());
    const auto again = std::find_if(g.arrows.begin(), g.arrows.end(),
                                    [](const LadderArrow& arrow) { return arrow.retransmission; });
    ASSERT_NE(again, g.arrows.end());
    ASSERT_EQ(g.ties.size(), 1u);
    EXPECT_EQ(g.ties[0].bottom, again->from.y());
    const SegmentId original = stage.run.trace().segment(again->id).original;
    EXPECT_NEAR(g.ties[0].top, g.zeroY + stage.axis.positionOfSend(original), 1e-6);
}

TEST(Shapes, WhatOpensClosesOrResetsHasAFilledLabel)
{
    Stage stage(shipped("reset-unread-data"), themeNamed(ThemeName::Light), {900, 740});
    const Trace& trace = stage.run.trace();
    for (const LadderLabel& label : stage.at(trace.stepCount()).labels) {
        const Flags ctl = trace.segment(label.id).packet.segment.ctl;
        EXPECT_EQ(!label.parts.chip.isEmpty(), ctl.syn || ctl.fin || ctl.rst) << label.id;
    }
}

TEST(Shapes, TextMakesAnArrowThick)
{
    Stage stage(shipped("three-way-handshake"), themeNamed(ThemeName::Light), {900, 740});
    const Trace& trace = stage.run.trace();
    for (const LadderArrow& arrow : stage.at(trace.stepCount()).arrows)
        EXPECT_EQ(arrow.thick, trace.segment(arrow.id).packet.segment.text.length > 0);
}

TEST(Shapes, WhatActsNowIsLitAndTheRestStepsBack)
{
    Stage stage(shipped("three-way-handshake"), themeNamed(ThemeName::Light), {740, 670});
    const Trace& trace = stage.run.trace();
    for (std::uint64_t step = 1; step < trace.stepCount(); ++step) {
        const LadderGeometry g = stage.at(step);
        EXPECT_TRUE(g.focus);
        for (const LadderArrow& arrow : g.arrows) {
            bool acts = arrow.inFlight;
            for (std::uint32_t n = trace.firstRecordOf(step); n < trace.endRecordOf(step); ++n)
                acts = acts || trace.record(n).what.segment == arrow.id;
            EXPECT_EQ(arrow.lit, acts) << arrow.id << " in " << step;
        }
    }
    EXPECT_FALSE(stage.at(trace.stepCount()).focus) << "at the end all of it is lit";
}

TEST(Shapes, ALongWaitIsFoldedAndSaysHowLong)
{
    Stage stage(shipped("last-ack-lost"), themeNamed(ThemeName::Light), {740, 670});
    const LadderGeometry g = stage.at(stage.run.trace().stepCount());
    ASSERT_FALSE(g.folds.empty());
    EXPECT_EQ(g.folds.back().text, QStringLiteral("+59.95 s"));
    // How long a wait will be is not told before it is over.
    const LadderGeometry before = stage.at(stage.run.trace().stepCount() - 1);
    for (const LadderFold& fold : before.folds)
        EXPECT_LT(fold.band.bottom(), before.nowY);
}

TEST(Shapes, AWaitThatLastsIsFoldedAndSaysWhatHasPassed)
{
    Stage stage(shipped("last-ack-lost"), themeNamed(ThemeName::Light), {740, 670});
    const TimeAxis::Fold wait = stage.axis.folds()[stage.axis.folds().size() - 1];
    const LadderGeometry g = stage.atInstant(wait.from + seconds(45));
    ASSERT_FALSE(g.folds.empty());
    EXPECT_EQ(g.folds.back().text, QStringLiteral("+45 s"));
    EXPECT_LE(g.folds.back().band.bottom(), g.nowY);
}

TEST(Shapes, StateBarsCoverALifeWithoutGaps)
{
    Stage stage(shipped("simultaneous-close"), themeNamed(ThemeName::Light), {900, 2000});
    const LadderGeometry g = stage.at(stage.run.trace().stepCount());
    std::vector<LadderBar> client;
    for (const LadderBar& bar : g.bars)
        if (bar.host == Side::Client)
            client.push_back(bar);
    ASSERT_GE(client.size(), 4u);
    for (std::size_t i = 1; i < client.size(); ++i)
        EXPECT_NEAR(client[i].rect.top(), client[i - 1].rect.bottom(), 1.01);
}

TEST(Shapes, ArrowsOfSeveralConnectionsEndAtTheirOwnBars)
{
    Stage stage(shipped("listen-queues"), themeNamed(ThemeName::Light), {740, 670});
    const LadderGeometry g = stage.at(stage.run.trace().stepCount());
    EXPECT_FALSE(g.joints.empty());
    for (const LadderJoint& joint : g.joints)
        EXPECT_TRUE(std::any_of(g.bars.begin(), g.bars.end(), [&](const LadderBar& bar) {
            return bar.host == joint.host && bar.rect.left() <= joint.at.x() &&
                   joint.at.x() <= bar.rect.right();
        }));
}

TEST(Shapes, WhereArrowsWouldBeTooManyTheirDensityIsDrawn)
{
    Stage stage(transferOf(3000, "2 %"), themeNamed(ThemeName::Light), {740, 670});
    LadderInput in = stage.inputAt(stage.run.trace().stepCount(),
                                   stage.axis.positionOfStep(stage.run.trace().stepCount()), 0);
    in.zoom = 600 / stage.axis.length();
    const LadderGeometry g = layOut(in, stage.labels);
    EXPECT_TRUE(g.arrows.empty());
    EXPECT_FALSE(g.density.empty());
    for (const LadderDensity& bar : g.density) {
        EXPECT_GE(bar.rect.left(), g.wire[0] - 0.01);
        EXPECT_LE(bar.rect.right(), g.wire[1] + 0.01);
    }
    EXPECT_TRUE(std::any_of(g.density.begin(), g.density.end(), [](const auto& bar) { return bar.lost; }));
    EXPECT_GE(g.ticks.size(), 3u) << "and times are told";
    for (std::size_t i = 1; i < g.ticks.size(); ++i)
        EXPECT_GT(g.ticks[i].y, g.ticks[i - 1].y);
}

/// So many segments are drawn apart that the axis is longer than time at its scale by far: whole and zoomed, times are told.
TEST(Shapes, ALongRunTellsTimesAtEveryScale)
{
    Stage stage(transferOf(60'000, "0.05 %"), themeNamed(ThemeName::Light), {740, 670});
    const std::uint64_t last = stage.run.trace().stepCount();
    const double end = stage.axis.positionOfStep(last);
    for (const double factor : {1.0, 4.0, 50.0}) {
        LadderInput in = stage.inputAt(last, end, 0);
        in.zoom = 600 / stage.axis.length() * factor;
        in.scroll = std::max(0.0, (end / 2) * in.zoom - 300) * (factor > 1 ? 1 : 0);
        const LadderGeometry g = layOut(in, stage.labels);
        ASSERT_FALSE(g.density.empty());
        EXPECT_GE(g.ticks.size(), 5u) << factor;
        for (std::size_t i = 1; i < g.ticks.size(); ++i) {
            EXPECT_GE(g.ticks[i].y - g.ticks[i - 1].y, 20) << factor;
            EXPECT_NE(g.ticks[i].text, g.ticks[i - 1].text) << factor;
        }
    }
}

TEST(Shapes, HitTestingFindsDotsArrowsAndLabels)
{
    Stage stage(shipped("three-way-handshake"), themeNamed(ThemeName::Light), {740, 670});
    const LadderGeometry g = stage.after(stage.run.trace().stepCount() / 3);
    for (const LadderArrow& arrow : g.arrows) {
        EXPECT_EQ(segmentAt(g, arrow.from + (arrow.to - arrow.from) * 0.4), arrow.id);
        if (arrow.inFlight) {
            EXPECT_EQ(segmentAt(g, arrow.to + QPointF(3, -5)), arrow.id);
        }
    }
    EXPECT_EQ(segmentAt(g, {2, 2}), 0u);
}

/// While one scrolls, a name goes whole or not at all.
TEST(LadderMargins, NoTextIsHalfHiddenUnderTheHeadings)
{
    for (const ThemeName name : {ThemeName::Light, ThemeName::Projector}) {
        Stage stage(shipped("last-ack-lost"), themeNamed(name), QSizeF(560, 420));
        const std::uint64_t last = stage.run.trace().stepCount();
        const double edge = headingHeight(stage.fonts);
        std::size_t names = 0;
        for (double scroll = 0; scroll < 500; scroll += 3) {
            const LadderGeometry g =
                layOut(stage.inputAt(last, stage.axis.positionOfStep(last), scroll), stage.labels);
            for (const LadderText& text : g.texts) {
                EXPECT_GE(text.rect.top(), edge) << shown(text) << " scrolled by " << scroll;
                names += text.role == TextRole::StateName ? 1U : 0U;
            }
            for (const LadderTick& tick : g.ticks)
                EXPECT_GE(tick.y - stage.fonts.height(TextRole::Tick) / 2, edge);
        }
        EXPECT_GT(names, 100U);
    }
}

} // namespace
} // namespace tcplab
