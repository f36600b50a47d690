// What somebody reads who was not there: nothing that the picture says may be wrong, cut, or out of order.
#include "tests/app/ladder/stage.h"

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <vector>

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;

constexpr QSizeF small(560, 430);
constexpr QSizeF usual(740, 670);

const Theme& light() { return themeNamed(ThemeName::Light); }

/// From the top downwards.
std::vector<std::string> callsOf(const LadderGeometry& g, Side host)
{
    std::map<double, std::string> calls;
    for (const LadderText& text : g.texts)
        if (text.role == TextRole::Call && text.host == host)
            calls[text.rect.top()] = text.text.toStdString();
    std::vector<std::string> all;
    for (const auto& [y, call] : calls)
        all.push_back(call);
    return all;
}

std::vector<std::string> namesOf(const LadderGeometry& g, Side host)
{
    std::vector<std::string> names;
    for (const LadderText& text : g.texts)
        if (text.role == TextRole::StateName && text.host == host)
            names.push_back(text.text.toStdString());
    return names;
}

class ReadingOf : public testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Library, ReadingOf, testing::ValuesIn(shippedNames()), scenarioTestName);

// Waits

/// The last arrow has come to its end before: it must not seem to arrive now.
TEST(Reading, AWaitThatHasJustBegunIsFoldedAtOnce)
{
    Stage stage(shipped("time-wait-2min"), light(), usual);
    const TimeAxis::Fold wait = stage.axis.folds()[stage.axis.folds().size() - 1];
    for (const Duration passed : {milliseconds(100), seconds(1), seconds(2), seconds(30), seconds(200)}) {
        const LadderGeometry g = stage.atInstant(wait.from + passed);
        ASSERT_FALSE(g.folds.empty()) << passed.ns;
        const LadderFold& fold = g.folds.back();
        EXPECT_LE(fold.band.bottom(), g.nowY);
        EXPECT_LE(fold.textRect.bottom(), g.nowY);
        for (const LadderArrow& arrow : g.arrows)
            EXPECT_GT(fold.band.top(), arrow.to.y()) << arrow.id << " after " << passed.ns;
        EXPECT_FALSE(g.ticks.empty());
        EXPECT_NEAR(g.ticks.back().y, stage.axis.position(wait.from) * stage.theme.textScale + g.zeroY, 1)
            << "when it began is told";
    }
}

/// Time that is not bent is not said to be.
TEST(Reading, NoWaitIsToldWhereTimeIsDrawnAsItPasses)
{
    Stage stage(shipped("time-wait-2min"), light(), usual);
    const TimeAxis::Fold wait = stage.axis.folds()[stage.axis.folds().size() - 1];
    EXPECT_TRUE(stage.atInstant(wait.from + milliseconds(30)).folds.empty());
}

// Calls

TEST_P(ReadingOf, ALaterCallNeverStandsAboveAnEarlierOne)
{
    for (const QSizeF size : {small, usual}) {
        Stage stage(shipped(GetParam()), light(), size);
        const std::uint64_t last = stage.run.trace().stepCount();
        for (std::uint64_t step = 1; step <= last; step += std::max<std::uint64_t>(1, last / 8)) {
            const LadderGeometry g = stage.at(step);
            for (const LadderText& a : g.texts)
                for (const LadderText& b : g.texts)
                    if (a.role == TextRole::Call && b.role == TextRole::Call && a.host == b.host &&
                        a.record < b.record) {
                        EXPECT_LE(a.rect.bottom(), b.rect.top() + 0.01)
                            << a.text.toStdString() << ", " << b.text.toStdString() << " in step " << step;
                    }
        }
    }
}

TEST_P(ReadingOf, NoErrorIsShortenedOrMissing)
{
    for (const QSizeF size : {small, usual}) {
        Stage stage(shipped(GetParam()), light(), size);
        const Trace& trace = stage.run.trace();
        const std::uint64_t last = trace.stepCount();
        LadderInput in = stage.inputAt(last, stage.axis.positionOfStep(last), 0);
        in.area.setHeight(stage.axis.length() * in.zoom + 200);
        const LadderGeometry g = layOut(in, stage.labels);
        if (!g.density.empty())
            continue;
        for (const Side host : {Side::Client, Side::Server}) {
            std::vector<std::string> errors;
            for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
                const Effect what = trace.record(n).what;
                if (what.kind == EffectKind::Return && what.host == host && what.error != Errno::None)
                    errors.emplace_back(nameOf(what.error));
            }
            EXPECT_THAT(callsOf(g, host), testing::IsSupersetOf(errors)); // each as often as it was given
        }
    }
}

TEST(Reading, CallsOfOneInstantStandUnderEachOther)
{
    Stage stage(shipped("half-open-crash"), light(), usual);
    const LadderGeometry g = stage.at(stage.run.trace().stepCount());
    const std::vector<std::string> calls = callsOf(g, Side::Client);
    ASSERT_GE(calls.size(), 4U);
    EXPECT_THAT(std::vector<std::string>(calls.end() - 4, calls.end()),
                ElementsAre("ECONNRESET", "send 100", "EPIPE", "close()"));
}

TEST(Reading, TheCallThatActsIsTold)
{
    for (const QSizeF size : {small, usual}) {
        Stage stage(shipped("simultaneous-open"), light(), size);
        const LadderGeometry g = stage.atInstant(Instant{} + milliseconds(80));
        for (const Side host : {Side::Client, Side::Server})
            EXPECT_THAT(callsOf(g, host), Contains("connect()"));
    }
    Stage stage(shipped("syn-in-time-wait"), light(), usual);
    EXPECT_THAT(callsOf(stage.atInstant(Instant{} + milliseconds(200)), Side::Server), Contains("listen 80"));
}

// At the upper edge

TEST(Reading, ABarThatComesFromAboveHasItsNameAtTheEdge)
{
    Stage stage(shipped("half-close"), light(), small);
    const std::uint64_t last = stage.run.trace().stepCount();
    const double edge = headingHeight(stage.fonts);
    const double height = stage.fonts.height(TextRole::StateName);
    std::size_t found = 0;
    for (double scroll = 0; scroll < 400; scroll += 7) {
        const LadderGeometry g =
            layOut(stage.inputAt(last, stage.axis.positionOfStep(last), scroll), stage.labels);
        for (const LadderBar& bar : g.bars) {
            if (bar.thin || bar.rect.top() >= edge || bar.rect.bottom() < edge + 2 * height)
                continue;
            EXPECT_THAT(namesOf(g, bar.host), Contains(nameOf(bar.state))) << "scrolled by " << scroll;
            ++found;
        }
    }
    EXPECT_GT(found, 30U);
}

TEST(Reading, NoLabelAndNoMarkOfAWaitIsHalfHiddenUnderTheHeadings)
{
    Stage stage(shipped("last-ack-lost"), light(), small);
    const std::uint64_t last = stage.run.trace().stepCount();
    const double edge = headingHeight(stage.fonts);
    std::size_t labels = 0;
    for (double scroll = 0; scroll < 500; scroll += 3) {
        const LadderGeometry g =
            layOut(stage.inputAt(last, stage.axis.positionOfStep(last), scroll), stage.labels);
        for (const LadderLabel& label : g.labels)
            EXPECT_GE(label.box.bounds().top(), edge) << label.id << " scrolled by " << scroll;
        for (const LadderFold& fold : g.folds)
            EXPECT_GE(fold.textRect.top(), edge - 0.01) << "scrolled by " << scroll;
        labels += g.labels.size();
    }
    EXPECT_GT(labels, 100U);
}

// What passes behind

TEST_P(ReadingOf, WhatIsStruckByALineStandsOnAGround)
{
    Stage stage(shipped(GetParam()), light(), small);
    const std::uint64_t last = stage.run.trace().stepCount();
    for (std::uint64_t step = 1; step <= last; step += std::max<std::uint64_t>(1, last / 8)) {
        const LadderGeometry g = stage.at(step);
        for (const LadderText& text : g.texts) {
            bool struck = text.rect.top() < g.nowY && g.nowY < text.rect.bottom();
            for (const LadderFold& fold : g.folds)
                struck = struck || fold.teeth(stage.theme.textScale).intersects(text.rect);
            EXPECT_EQ(text.onGround, struck) << text.text.toStdString() << " in step " << step;
        }
    }
}

/// With room for it elsewhere a name does not stand in a fold's teeth.
TEST(Reading, NamesKeepClearOfWaits)
{
    for (const char* name : {"last-ack-lost", "old-duplicate-syn", "time-wait-2min", "half-open-crash"}) {
        Stage stage(shipped(name), light(), usual);
        const std::uint64_t last = stage.run.trace().stepCount();
        LadderInput in = stage.inputAt(last, stage.axis.positionOfStep(last), 0);
        in.area.setHeight(stage.axis.length() * in.zoom + 200);
        const LadderGeometry g = layOut(in, stage.labels);
        for (const LadderText& text : g.texts)
            for (const LadderFold& fold : g.folds)
                EXPECT_FALSE(fold.teeth(stage.theme.textScale).intersects(text.rect))
                    << name << ": " << text.text.toStdString();
    }
}

} // namespace
} // namespace tcplab
