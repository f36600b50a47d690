// What stands at the edges of the picture: the time, the connections' numbers, hints, brackets.
#include "app/ladder/hint_place.h"
#include "app/ladder/ladder_painter.h"
#include "app/wording/figure_text.h"
#include "tests/app/ladder/stage.h"

#include <gmock/gmock.h>

#include <set>
#include <string>

namespace tcplab {
namespace {

constexpr QSizeF narrow(430, 560);
constexpr QSizeF usual(740, 670);

Instant at(std::int64_t ms) { return Instant{} + milliseconds(ms); }

class EdgesOf : public testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Library, EdgesOf, testing::ValuesIn(shippedNames()), scenarioTestName);

/// Without a column for times the badge tells the only one: of the now line, so it stands there.
TEST_P(EdgesOf, TheBadgeStandsAtTheNowLineAndCoversNoName)
{
    for (const bool lecture : {false, true}) {
        const QSizeF size = lecture ? QSizeF(1024, 500) : narrow;
        Stage stage(shipped(GetParam()), lecture ? lectureTheme({1024, 768}) : themeNamed(ThemeName::Light),
                    size);
        const std::uint64_t last = stage.run.trace().stepCount();
        for (std::uint64_t step = 1; step <= last; step += std::max<std::uint64_t>(1, last / 10)) {
            const LadderGeometry g = stage.at(step);
            EXPECT_LE(std::abs(g.badge.center().y() - g.nowY), 3.2 * g.badge.height()) << "step " << step;
            EXPECT_GE(g.badge.left(), 0);
            EXPECT_LE(g.badge.right(), size.width());
            for (const LadderText& text : g.texts)
                EXPECT_FALSE(text.rect.intersects(g.badge)) << text.text.toStdString() << ", step " << step;
        }
    }
}

/// What may be clicked is not covered by the words that say so.
TEST_P(EdgesOf, TheHintTouchesNoArrowAndNoLabel)
{
    const QSizeF hint(360, 26);
    for (const QSizeF size : {QSizeF(560, 430), usual}) {
        Stage stage(shipped(GetParam()), themeNamed(ThemeName::Light), size);
        const std::uint64_t last = stage.run.trace().stepCount();
        for (std::uint64_t step = 1; step <= last; ++step) {
            const LadderGeometry g = stage.at(step);
            const std::optional<QRectF> place = hintPlace(g, hint);
            if (!place)
                continue;
            const LabelBox box{place->center(), place->width() / 2, place->height() / 2, 0};
            EXPECT_TRUE(g.area.contains(*place));
            EXPECT_GT(place->top(), g.nowY);
            for (const LadderArrow& arrow : g.arrows)
                EXPECT_FALSE(intersects(box, QLineF(arrow.from, arrow.arrival)) && arrow.inFlight)
                    << arrow.id << ", step " << step;
            for (const LadderLabel& label : g.labels)
                EXPECT_FALSE(intersects(box, label.box)) << label.id << ", step " << step;
        }
    }
}

TEST(Edges, AHintWithoutAPlaceIsNotGiven)
{
    Stage stage(shipped("three-way-handshake"), themeNamed(ThemeName::Light), usual);
    const LadderGeometry g = stage.atInstant(at(30));
    EXPECT_TRUE(hintPlace(g, {360, 26}));
    EXPECT_FALSE(hintPlace(g, {360, 660}));
    EXPECT_FALSE(hintPlace(g, {g.area.width() - 10, 26}));
}

TEST(Edges, AHintIsWholeInANarrowTimeline)
{
    int wider = 0;
    for (const char* name : {"three-way-handshake", "fin-lost"})
        for (const double width : {230.0, 280.0, 320.0, 380.0}) {
            Stage stage(shipped(name), themeNamed(ThemeName::Light), {width, 500});
            const std::uint64_t last = stage.run.trace().stepCount();
            for (std::uint64_t step = 1; step <= last; ++step) {
                const LadderGeometry g = stage.at(step);
                const std::optional<QRectF> place = hintPlace(g, {width - 40, 26});
                if (!place)
                    continue;
                EXPECT_TRUE(g.area.contains(*place)) << name << ", " << width << ", step " << step;
                wider += place->width() > g.wire[1] - g.wire[0] ? 1 : 0;
            }
        }
    EXPECT_GT(wider, 0);
}

// Several connections

TEST(Edges, ConnectionsAreListedInTheirOrder)
{
    for (const QSizeF size : {QSizeF(480, 500), usual, QSizeF(900, 740)})
        for (const char* name : {"listen-queues", "port-reuse-reuseaddr", "syn-in-time-wait"}) {
            Stage stage(shipped(name), themeNamed(ThemeName::Light), size);
            const std::uint64_t last = stage.run.trace().stepCount();
            int listed = 0;
            for (std::uint64_t step = 1; step <= last; ++step) {
                const LadderGeometry g = stage.at(step);
                int before = 0;
                for (const LadderLegend& one : g.legend) {
                    if (one.conversation == 0)
                        continue;
                    EXPECT_GT(one.conversation, before) << name << ", step " << step;
                    listed += before != 0 ? 1 : 0;
                    before = one.conversation;
                }
            }
            EXPECT_GT(listed, 0) << name << ", " << size.width();
        }
}

TEST(Edges, ALectureTellsConnectionsApart)
{
    Stage stage(shipped("listen-queues"), lectureTheme({1920, 1080}), {1100, 800});
    const LadderGeometry g = stage.atInstant(at(1050));
    std::vector<int> listed;
    for (const LadderLegend& one : g.legend)
        listed.push_back(one.conversation);
    EXPECT_THAT(listed, testing::ElementsAre(1, 2, 3)) << "\"+3\" would say nothing";
    std::vector<std::string> names;
    for (const LadderText& text : g.texts)
        if (text.role == TextRole::StateName && text.text == QLatin1String("ESTABLISHED")) {
            EXPECT_TRUE(text.conversation != 0 || !text.suffix.isEmpty());
            names.push_back(std::to_string(indexOf(text.host)) + ":" + std::to_string(text.conversation) +
                            text.suffix.toStdString());
        }
    EXPECT_GE(names.size(), 4U);
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

// One instant, many rows

TEST(Edges, RowsOfOneInstantAreHeldTogether)
{
    Stage stage(shipped("slow-start"), themeNamed(ThemeName::Light), usual);
    const std::uint64_t last = stage.run.trace().stepCount();
    const LadderGeometry g = stage.at(last);
    const double first =
        g.zeroY + stage.axis.firstPosition(stage.run.trace().instantOf(last)) * stage.theme.textScale;
    ASSERT_GT(g.nowY - first, 100);
    EXPECT_NEAR(g.nowSince, first, 1);
    // Where it has one row it is no stretch.
    Stage other(shipped("three-way-handshake"), themeNamed(ThemeName::Light), usual);
    const LadderGeometry single = other.at(3);
    EXPECT_EQ(single.nowSince, single.nowY);
}

TEST(Edges, ATickSaysHowFarItsInstantReaches)
{
    Stage stage(shipped("slow-start"), themeNamed(ThemeName::Light), usual);
    const std::uint64_t last = stage.run.trace().stepCount();
    LadderInput in = stage.inputAt(last, stage.axis.positionOfStep(last), 0);
    in.area.setHeight(stage.axis.length() * in.zoom + 200);
    std::size_t tall = 0;
    for (const LadderTick& tick : layOut(in, stage.labels).ticks) {
        EXPECT_GE(tick.until, tick.y) << tick.text.toStdString();
        tall += tick.until > tick.y ? 1U : 0U;
    }
    EXPECT_GE(tall, 3U);
}

// Brackets

TEST(Edges, ATimerThatDidNotComeToItsEndSaysWhatBecameOfIt)
{
    Stage stage(shipped("last-ack-lost"), themeNamed(ThemeName::Light), usual);
    const std::uint64_t last = stage.run.trace().stepCount();
    // Just after the FIN has come again.
    const auto said = [&](const QString& words) {
        const LadderGeometry g = stage.at(last - 1);
        return std::ranges::any_of(g.texts, [&](const LadderText& text) {
            return text.role == TextRole::TimerName && text.text == words;
        });
    };
    EXPECT_TRUE(said(QStringLiteral("2·MSL 1 min")));
    EXPECT_TRUE(said(QStringLiteral("restarted after 1 s")) || said(QStringLiteral("anew after 1 s")));
}

TEST(Edges, NoCallTouchesABracket)
{
    for (const char* name :
         {"timestamps-paws", "reordering", "ecn", "write-to-closed-peer", "rfc9293-figure-9"}) {
        Stage stage(shipped(name), themeNamed(ThemeName::Light), usual);
        const std::uint64_t last = stage.run.trace().stepCount();
        for (std::uint64_t step = 1; step <= last; ++step) {
            const LadderGeometry g = stage.at(step);
            for (const LadderText& text : g.texts)
                for (const LadderBracket& bracket : g.brackets) {
                    if (text.role != TextRole::Call || text.host != bracket.host)
                        continue;
                    const double tip = bracket.x + bracket.hook;
                    const QRectF reach(QPointF(std::min(bracket.x, tip), bracket.top),
                                       QPointF(std::max(bracket.x, tip), bracket.bottom));
                    EXPECT_FALSE(text.rect.intersects(reach))
                        << name << ": " << text.text.toStdString() << ", step " << step;
                }
        }
    }
}

// Calls, and the marks of waits

/// In every width, and while the wait lasts: what was called before it does not stand under its mark.
TEST(Edges, NoCallStandsBeyondTheWaitThatCameAfterIt)
{
    for (const char* name : {"port-reuse-reuseaddr", "port-unavailable"})
        for (const double width : {560.0, 740.0, 1000.0})
            for (const std::int64_t ms : {1400, 1700, 2000, 2100}) {
                Stage stage(shipped(name), themeNamed(ThemeName::Light), {width, 670});
                const LadderGeometry g = stage.atInstant(at(ms));
                std::size_t calls = 0;
                for (const LadderText& text : g.texts) {
                    if (text.role != TextRole::Call || text.record == 0)
                        continue;
                    const Instant when = stage.run.trace().record(text.record).t;
                    for (const LadderFold& fold : g.folds) {
                        const double begin = g.zeroY + stage.axis.position(when) * stage.theme.textScale;
                        if (begin < fold.band.top()) {
                            EXPECT_LT(text.rect.top(), fold.band.bottom())
                                << name << ", " << width << ", " << ms << ": " << text.text.toStdString();
                            ++calls;
                        }
                    }
                }
                EXPECT_GT(calls, 0u) << name;
            }
}

TEST_P(EdgesOf, MarksOfWaitsLeaveOutWords)
{
    for (const QSizeF size : {narrow, usual}) {
        Stage stage(shipped(GetParam()), themeNamed(ThemeName::Light), size);
        const std::uint64_t last = stage.run.trace().stepCount();
        for (std::uint64_t step = 1; step < last; step += std::max<std::uint64_t>(1, last / 10)) {
            const LadderGeometry g = stage.after(step);
            for (const LadderFold& fold : g.folds)
                for (const LadderText& text : g.texts) {
                    if (!text.rect.intersects(fold.teeth(stage.theme.textScale)))
                        continue;
                    EXPECT_TRUE(std::ranges::any_of(gapsIn(fold, g, stage.theme.textScale),
                                                    [&](const auto& gap) {
                                                        return gap.first < text.rect.left() &&
                                                               text.rect.right() < gap.second;
                                                    }))
                        << text.text.toStdString() << ", step " << step;
                }
        }
    }
}

/// +50 ms in a wait of seconds would take as much height as its mark.
TEST(Edges, AWaitHasAMarkOnceThatSavesMoreThanItTakes)
{
    Stage stage(shipped("timestamps-paws"), themeNamed(ThemeName::Light), {740, 670});
    EXPECT_TRUE(stage.atInstant(at(200)).folds.empty());
    EXPECT_FALSE(stage.atInstant(at(900)).folds.empty());
}

/// The timer of no length that lets the program go first has no bracket. In full where the margin is wide.
TEST(Edges, TheAckOfAFinThatWaitsForTheProgramIsToldInWords)
{
    for (const bool full : {false, true}) {
        Stage stage(shipped("three-way-handshake"), themeNamed(ThemeName::Light),
                    full ? QSizeF(1300, 670) : usual);
        const Trace& trace = stage.run.trace();
        std::size_t told = 0;
        for (std::uint64_t step = 1; step <= trace.stepCount(); ++step)
            for (const LadderText& text : stage.at(step).texts)
                if (text.text == QString::fromStdString(owedAckText(full, Language::English))) {
                    ++told;
                    EXPECT_EQ(trace.instantOf(step), at(250));
                }
        EXPECT_GT(told, 0u) << full;
    }
}

} // namespace
} // namespace tcplab
