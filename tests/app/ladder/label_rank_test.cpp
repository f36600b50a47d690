// Who has a label where there is not room for all: what acts, what is lost, what is sent again.
#include "tests/app/ladder/stage.h"

#include <gmock/gmock.h>

#include <string>

namespace tcplab {
namespace {

using testing::HasSubstr;

constexpr QSizeF wide(900, 740);
constexpr QSizeF usual(740, 670);

/// Of all of its label; "" if it has none.
std::string labelOf(const LadderGeometry& g, SegmentId id)
{
    for (const LadderLabel& label : g.labels)
        if (label.id == id)
            return (label.parts.chip + label.parts.flags + label.parts.numbers).toStdString();
    return {};
}

Instant at(std::int64_t ms) { return Instant{} + milliseconds(ms); }

/// The whole run in one picture.
LadderGeometry whole(Stage& stage, Notation notation = Notation::Words)
{
    const std::uint64_t last = stage.run.trace().stepCount();
    LadderInput in = stage.inputAt(last, stage.axis.positionOfStep(last), 0);
    in.area.setHeight(stage.axis.length() * in.zoom + 200);
    in.notation = notation;
    return layOut(in, stage.labels);
}

TEST(LabelRank, WhatIsLostHasALabelWithItsNumber)
{
    for (const QSizeF size : {usual, wide}) {
        Stage stage(shipped("sack"), themeNamed(ThemeName::Light), size);
        const Trace& trace = stage.run.trace();
        const LadderGeometry g = whole(stage);
        std::size_t lost = 0;
        for (const LadderArrow& arrow : g.arrows) {
            if (!arrow.lost)
                continue;
            ++lost;
            const std::uint32_t seq = trace.segment(arrow.id).packet.segment.seq.value();
            EXPECT_THAT(labelOf(g, arrow.id), HasSubstr("seq=" + std::to_string(seq))) << arrow.id;
        }
        EXPECT_EQ(lost, 3U);
    }
}

TEST(LabelRank, WhatIsSentAgainSaysSo)
{
    for (const char* name : {"sack", "tail-loss", "last-ack-lost", "syn-lost", "fast-retransmit"}) {
        Stage stage(shipped(name), themeNamed(ThemeName::Light), wide);
        const LadderGeometry g = whole(stage);
        std::size_t again = 0;
        std::size_t told = 0;
        for (const LadderArrow& arrow : g.arrows) {
            if (!arrow.retransmission)
                continue;
            ++again;
            const std::string label = labelOf(g, arrow.id);
            if (label.empty())
                continue;
            ++told;
            const auto count = stage.run.trace().segment(arrow.id).packet.retransmission;
            EXPECT_THAT(label, testing::ContainsRegex("retr.* " + std::to_string(count)))
                << name << ' ' << arrow.id;
        }
        EXPECT_GT(again, 0U) << name;
        EXPECT_GE(3 * told, 2 * again) << name << ": of three in one breath the middle one has no room";
    }
}

/// The cross on its arrow does not take the words away that it has room for beside that.
TEST(LabelRank, ALossLeavesRoomForItsNumber)
{
    Stage stage(shipped("tail-loss"), themeNamed(ThemeName::Light), wide);
    const LadderGeometry g = whole(stage);
    std::size_t lost = 0;
    for (const LadderArrow& arrow : g.arrows)
        if (arrow.lost) {
            EXPECT_THAT(labelOf(g, arrow.id), HasSubstr("seq=4001")) << arrow.id;
            ++lost;
        }
    EXPECT_GT(lost, 0U);
}

struct Lecture {
    const char* scenario;
    std::int64_t ms;
};

/// In the largest type, where there is room for a few words only, the acting segment and those under way have theirs.
TEST(LabelRank, WhatActsHasALabelInALectureToo)
{
    for (const Lecture& one : {Lecture{"fast-retransmit", 260}, Lecture{"simultaneous-open", 80},
                               Lecture{"simultaneous-close", 1060}, Lecture{"sack", 270}}) {
        for (const QSize window : {QSize(1024, 768), QSize(1920, 1080)}) {
            const QSizeF size(window.width(), window.height() * 0.65);
            Stage stage(shipped(one.scenario), lectureTheme(window), size);
            const LadderInput in = stage.inputOf(at(one.ms));
            const LadderGeometry g = layOut(in, stage.labels);
            const Trace& trace = stage.run.trace();
            std::size_t acting = 0;
            for (std::uint32_t n = trace.firstRecordOf(in.step); n < trace.endRecordOf(in.step); ++n) {
                const SegmentId id = trace.record(n).what.segment;
                if (id == 0)
                    continue;
                ++acting;
                EXPECT_NE(labelOf(g, id), "") << one.scenario << ", segment " << id << ", " << window.width();
            }
            EXPECT_GT(acting, 0U) << one.scenario;
        }
    }
}

// packetdrill's notation

TEST(LabelRank, WhatIsSentAgainIsRightInPacketdrillsNotation)
{
    for (const std::string& name : shippedNames())
        for (const double width : {380.0, 480.0, 740.0, 1100.0}) {
            Stage stage(shipped(name), themeNamed(ThemeName::Light), {width, 670});
            const Trace& trace = stage.run.trace();
            if (trace.segmentCount() > 300)
                continue;
            const LadderGeometry g = whole(stage, Notation::Packetdrill);
            for (const LadderLabel& label : g.labels) {
                const SegmentHistory& segment = trace.segment(label.id);
                if (segment.packet.retransmission == 0)
                    continue;
                const std::string said = labelOf(g, label.id);
                const std::string flags = segmentFlagsLabel(segment, Notation::Packetdrill);
                const std::string numbers = segmentNumbersLabel(trace, segment, false, Notation::Packetdrill);
                EXPECT_THAT(said, testing::AnyOf(testing::StartsWith(flags), testing::StartsWith("retr")))
                    << name << ' ' << width;
                // Without text all of its numbers, or none.
                if (segment.packet.segment.text.length == 0 && said.find(':') != std::string::npos) {
                    EXPECT_THAT(said, HasSubstr(numbers)) << name << ' ' << width;
                }
            }
        }
}

/// What a label covers is not what one looks at.
TEST(LabelRank, NoLabelCoversAnotherThatIsLookedAt)
{
    for (const std::string& name : shippedNames()) {
        Stage stage(shipped(name), lectureTheme({1024, 768}), {1024, 500});
        const std::uint64_t last = stage.run.trace().stepCount();
        for (std::uint64_t step = 1; step <= last; step += std::max<std::uint64_t>(1, last / 12)) {
            const LadderGeometry g = stage.at(step);
            for (const LadderLabel& a : g.labels)
                for (const LadderLabel& b : g.labels)
                    if (a.id < b.id) {
                        EXPECT_FALSE(intersects(a.box, b.box)) << name << ' ' << a.id << ' ' << b.id;
                    }
        }
    }
}

// A closed window

TEST(LabelRank, AClosedWindowIsToldInBothNotations)
{
    Stage stage(shipped("zero-window"), themeNamed(ThemeName::Light), wide);
    const Trace& trace = stage.run.trace();
    for (const Notation notation : {Notation::Words, Notation::Packetdrill}) {
        const LadderGeometry g = whole(stage, notation);
        std::size_t closed = 0;
        for (const LadderLabel& label : g.labels) {
            const bool isClosed = trace.segment(label.id).packet.segment.wnd == 0;
            closed += isClosed ? 1U : 0U;
            const std::string said = notation == Notation::Words ? "win=0" : "win 0";
            EXPECT_EQ(labelOf(g, label.id).find(said) != std::string::npos, isClosed) << label.id;
        }
        EXPECT_GE(closed, 3U);
    }
}

TEST(LabelRank, WhatOpensAClosedWindowSaysSoAlsoWhenItIsLost)
{
    Stage stage(shipped("zero-window"), themeNamed(ThemeName::Light), wide);
    const LadderGeometry g = whole(stage);
    std::size_t lost = 0;
    for (const LadderArrow& arrow : g.arrows)
        if (arrow.lost) {
            ++lost;
            EXPECT_THAT(labelOf(g, arrow.id), HasSubstr("win=4000"));
        }
    EXPECT_EQ(lost, 1U);
}

} // namespace
} // namespace tcplab
