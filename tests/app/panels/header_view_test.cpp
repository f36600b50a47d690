#include "app/panels/header_view.h"

#include "app/panels/unbroken.h"
#include "app/session/session.h"
#include "core/trace/sightings.h"
#include "tests/app/support/runs.h"

#include <QSignalSpy>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace tcplab {
namespace {

StreamBytes streamsOf(const Trace& trace)
{
    StreamBytes streams;
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n)
        streams.note(trace, trace.record(n));
    return streams;
}

HeaderPicture pictureOf(const Trace& trace, SegmentId id, std::uint64_t step)
{
    return headerPicture(trace, id, step, streamsOf(trace), Language::English);
}

const HeaderField& field(const HeaderPicture& picture, HeaderPart part)
{
    return *std::ranges::find(picture.fields, part, &HeaderField::part);
}
const HeaderField& flag(const HeaderPicture& picture, const char* name)
{
    return *std::ranges::find(picture.fields, QString::fromLatin1(name), &HeaderField::name);
}

std::uint32_t numberIn(const HeaderPicture& picture, const HeaderField& at)
{
    std::uint64_t number = 0;
    for (int octet = at.octet(); octet < at.octetEnd(); ++octet)
        number = number << 8 | picture.octets[static_cast<std::size_t>(octet)];
    const int behind = at.octetEnd() * 8 - (at.bit + at.bits);
    return static_cast<std::uint32_t>(number >> behind & ((std::uint64_t{1} << at.bits) - 1));
}

class HeaderOf : public testing::TestWithParam<std::string> {};

/// Every field's bits hold what the field says, and together they are all of the segment.
TEST_P(HeaderOf, EverySegmentSaysWhatItsOctetsHold)
{
    const tcplab::Run run = runOf(shipped(GetParam()));
    const Trace& trace = run.trace();
    const StreamBytes streams = streamsOf(trace);
    for (SegmentId id = 1; id <= std::min<SegmentId>(trace.segmentCount(), 60); ++id) {
        const HeaderPicture picture = headerPicture(trace, id, trace.stepCount(), streams, Language::English);
        const Segment& seg = trace.segment(id).packet.segment;
        int bit = 0;
        for (const HeaderField& one : picture.fields) {
            EXPECT_EQ(one.bit, bit);
            bit += one.bits;
            EXPECT_FALSE(one.name.isEmpty());
            EXPECT_FALSE(one.meaning.isEmpty());
        }
        EXPECT_EQ(bit, static_cast<int>(picture.octets.size()) * 8);
        EXPECT_EQ(numberIn(picture, field(picture, HeaderPart::SourcePort)), seg.sourcePort);
        EXPECT_EQ(numberIn(picture, field(picture, HeaderPart::DestinationPort)), seg.destinationPort);
        EXPECT_EQ(numberIn(picture, field(picture, HeaderPart::Sequence)), seg.seq.value());
        EXPECT_EQ(numberIn(picture, field(picture, HeaderPart::Acknowledgment)), seg.ack.value());
        EXPECT_EQ(numberIn(picture, field(picture, HeaderPart::DataOffset)), 5 + seg.options.octets() / 4);
        EXPECT_EQ(numberIn(picture, field(picture, HeaderPart::Window)), seg.wnd);
        EXPECT_EQ(numberIn(picture, field(picture, HeaderPart::Urgent)), seg.up);
        EXPECT_EQ(numberIn(picture, flag(picture, "SYN")), seg.ctl.syn);
        EXPECT_EQ(numberIn(picture, flag(picture, "FIN")), seg.ctl.fin);
        EXPECT_EQ(numberIn(picture, flag(picture, "ACK")), seg.ctl.ack);
        EXPECT_EQ(numberIn(picture, flag(picture, "CWR")), seg.ctl.cwr);
    }
}
INSTANTIATE_TEST_SUITE_P(Library, HeaderOf,
                         testing::Values("three-way-handshake", "window-scale", "ecn", "timestamps-paws",
                                         "sack"),
                         scenarioTestName);

TEST(HeaderPictureOf, NarrowBoxesHaveAShortName)
{
    Session session;
    session.load(shipped("three-way-handshake"));
    const HeaderPicture picture = pictureOf(session.trace(), 1, 1);
    for (const HeaderField& one : picture.fields) {
        EXPECT_FALSE(one.name.isEmpty());
        EXPECT_FALSE(one.meaning.isEmpty()) << one.name.toStdString();
        EXPECT_EQ(one.brief.isEmpty(), one.bits != 4) << one.name.toStdString();
    }
}

TEST(Unbroken, KeepsNumbersAndTheirUnitsTogether)
{
    const QString nbsp(QChar::Nbsp);
    EXPECT_EQ(unbroken(QStringLiteral("arrived at 0.150 000 s, by the client")),
              QStringLiteral("arrived at 0.150") + nbsp + QStringLiteral("000") + nbsp +
                  QStringLiteral("s, by the client"));
    EXPECT_EQ(unbroken(QStringLiteral("1000 octets in 50 ms")),
              QStringLiteral("1000") + nbsp + QStringLiteral("octets in 50") + nbsp + QStringLiteral("ms"));
    EXPECT_EQ(unbroken(QStringLiteral("ack 5001 win 65535")), QStringLiteral("ack 5001 win 65535"));
    EXPECT_EQ(broken(unbroken(QStringLiteral("60.000 000 s"))), QStringLiteral("60.000 000 s"));
}

TEST(HeaderPictureOf, ASynMarksWhatTheOtherSideTakesFromIt)
{
    const tcplab::Run run = runOf(shipped("window-scale"));
    const Trace& trace = run.trace();
    const HeaderPicture picture = pictureOf(trace, 1, trace.record(trace.segment(1).endRecord).step);
    EXPECT_TRUE(flag(picture, "SYN").matters);
    EXPECT_TRUE(field(picture, HeaderPart::Sequence).matters);
    EXPECT_TRUE(field(picture, HeaderPart::Option).matters);
    EXPECT_FALSE(field(picture, HeaderPart::Acknowledgment).matters);
    EXPECT_FALSE(field(picture, HeaderPart::SourcePort).matters);
    // In a step that is about another segment nothing of this one is marked.
    for (const HeaderField& one : pictureOf(trace, 1, trace.stepCount()).fields)
        EXPECT_FALSE(one.matters) << one.name.toStdString();
}

/// RFC 2018 §3 draws kind and length, then one word for each edge.
TEST(HeaderPictureOf, SackIsDrawnWithARowForEachEdge)
{
    const tcplab::Run run = runOf(shipped("sack"));
    const Trace& trace = run.trace();
    SegmentId id = 1;
    while (trace.segment(id).packet.segment.options.sack.size() < 2)
        ++id;
    const auto& blocks = trace.segment(id).packet.segment.options.sack;
    const HeaderPicture picture = pictureOf(trace, id, trace.stepCount());
    const auto sack = std::ranges::find_if(picture.fields, [](const HeaderField& one) {
        return one.cells.size() > 2 && one.cells[0].brief == QLatin1String("5 SACK");
    });
    ASSERT_NE(sack, picture.fields.end());
    ASSERT_EQ(sack->cells.size(), 2 + 2 * blocks.size());
    EXPECT_EQ(sack->cells[0].value, "Kind=5");
    EXPECT_EQ(sack->cells[1].value.toInt(), static_cast<int>(2 + 8 * blocks.size()));
    const HeaderShapes shapes = layOutHeader(picture, {.width = 420, .height = 300});
    const int field = static_cast<int>(sack - picture.fields.begin());
    for (std::size_t i = 0; i < 2 * blocks.size(); ++i) {
        const OptionCell& cell = sack->cells[2 + i];
        const SeqNum edge = i % 2 == 0 ? blocks[i / 2].left : blocks[i / 2].right;
        EXPECT_EQ(cell.brief.toUInt(), edge.value());
        EXPECT_EQ(cell.bits, 32);
        std::vector<HeaderBox> boxes;
        for (const HeaderBox& box : shapes.boxes)
            if (box.field == field && box.cell == static_cast<int>(2 + i))
                boxes.push_back(box);
        ASSERT_EQ(boxes.size(), 1U);
        EXPECT_DOUBLE_EQ(boxes[0].rect.width(), shapes.ruler.width());
        EXPECT_TRUE(boxes[0].first) << "it has its words";
    }
}

/// Every option's cells are all of it, each has words, and numbers stand in the octets where they are said to.
TEST_P(HeaderOf, OptionsAreMadeOfCells)
{
    const tcplab::Run run = runOf(shipped(GetParam()));
    const Trace& trace = run.trace();
    const StreamBytes streams = streamsOf(trace);
    for (SegmentId id = 1; id <= std::min<SegmentId>(trace.segmentCount(), 60); ++id) {
        const HeaderPicture picture = headerPicture(trace, id, trace.stepCount(), streams, Language::English);
        for (const HeaderField& option : picture.fields) {
            EXPECT_EQ(option.part == HeaderPart::Option, !option.cells.empty());
            int bit = option.bit;
            for (const OptionCell& cell : option.cells) {
                EXPECT_EQ(cell.bit, bit);
                bit += cell.bits;
                EXPECT_FALSE(cell.brief.isEmpty());
                if (cell.bits == 32) {
                    HeaderField at;
                    at.bit = cell.bit;
                    at.bits = cell.bits;
                    EXPECT_EQ(cell.brief.toUInt(), numberIn(picture, at)) << cell.name.toStdString();
                }
            }
            if (!option.cells.empty()) {
                EXPECT_EQ(bit, option.bit + option.bits);
            }
        }
    }
}

/// Wherever the two have room: two numbers side by side say nothing.
TEST(HeaderCells, NumbersKeepTheirNames)
{
    const tcplab::Run run = runOf(shipped("timestamps-paws"));
    const HeaderPicture picture = pictureOf(run.trace(), 1, run.trace().stepCount());
    const Theme& theme = themeNamed(ThemeName::Projector);
    std::set<QString> numbers;
    for (const HeaderField& option : picture.fields)
        for (const OptionCell& cell : option.cells) {
            bool isNumber = false;
            cell.brief.toUInt(&isNumber);
            if (!isNumber || cell.bits < 16)
                continue;
            const HeaderCellText text =
                fitCell(cell, 400.0 * cell.bits / 32 - 8, theme.ui(8), theme.mono(8.5, true));
            EXPECT_EQ(text.value, cell.value);
            EXPECT_FALSE(text.isWords);
            numbers.insert(text.name);
        }
    EXPECT_TRUE(numbers.contains(QStringLiteral("TSval")));
    EXPECT_TRUE(numbers.contains(QStringLiteral("TSecr")));
    EXPECT_TRUE(numbers.contains(QStringLiteral("MSS")) ||
                numbers.contains(QStringLiteral("Maximum segment size")));
    EXPECT_FALSE(numbers.contains(QString()));
}

TEST(HeaderCells, WithoutRoomTheyAreBrief)
{
    const Theme& theme = themeNamed(ThemeName::Light);
    const OptionCell kind{QStringLiteral("TS"), QStringLiteral("Kind=8"), QStringLiteral("8 TS"), {}, 0, 8};
    const HeaderCellText text = fitCell(kind, 30, theme.ui(8), theme.mono(8.5, true));
    EXPECT_EQ(text.value, QStringLiteral("8 TS"));
    EXPECT_TRUE(text.name.isEmpty());
    EXPECT_TRUE(text.isWords);
}

class HeaderWidths : public testing::TestWithParam<int> {};

TEST_P(HeaderWidths, BoxesLieInRowsOf32BitsAndOctetsBesideOrBelow)
{
    const tcplab::Run run = runOf(shipped("window-scale"));
    const HeaderPicture picture = pictureOf(run.trace(), 1, 1);
    const HeaderMeasures measures{.width = static_cast<double>(GetParam()), .height = 180};
    const HeaderShapes shapes = layOutHeader(picture, measures);
    for (std::size_t i = 0; i < shapes.boxes.size(); ++i) {
        EXPECT_GE(shapes.boxes[i].rect.left(), 0);
        EXPECT_LE(shapes.boxes[i].rect.right(), shapes.ruler.right() + 0.01);
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_TRUE((shapes.boxes[i].rect & shapes.boxes[j].rect).isEmpty() ||
                        (shapes.boxes[i].rect & shapes.boxes[j].rect).width() < 0.01 ||
                        (shapes.boxes[i].rect & shapes.boxes[j].rect).height() < 0.01);
    }
    EXPECT_EQ(shapes.cells.size(), picture.octets.size());
    for (const OctetCell& cell : shapes.cells) {
        EXPECT_LE(cell.rect.right(), measures.width + 0.01);
        EXPECT_LE(cell.rect.bottom(), shapes.height + 0.01);
        for (const HeaderBox& box : shapes.boxes)
            EXPECT_FALSE(cell.rect.adjusted(1, 1, -1, -1).intersects(box.rect));
    }
}
INSTANTIATE_TEST_SUITE_P(Pixels, HeaderWidths, testing::Values(300, 420, 560, 760, 1200));

class HeaderOnScreen : public testing::Test {
protected:
    HeaderOnScreen()
    {
        view.resize(640, 220);
        view.setPicture(pictureOf(run.trace(), 1, 1));
        view.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&view));
    }
    static QPoint centre(const QRectF& rect) { return rect.center().toPoint(); }
    tcplab::Run run = runOf(shipped("window-scale"));
    HeaderView view;
};

TEST_F(HeaderOnScreen, AFieldAndItsOctetsAreLitTogether)
{
    const auto cell = std::ranges::find(view.shapes().cells, 5, &OctetCell::octet); // in the sequence number
    ASSERT_NE(cell, view.shapes().cells.end());
    QTest::mouseMove(&view, centre(cell->rect));
    QTest::mouseClick(&view, Qt::LeftButton, {}, centre(cell->rect));
    ASSERT_GE(view.lit(), 0);
    EXPECT_EQ(view.picture().fields[static_cast<std::size_t>(view.lit())].part, HeaderPart::Sequence);
    const auto box = std::ranges::find_if(view.shapes().boxes, [&](const HeaderBox& one) {
        return view.picture().fields[static_cast<std::size_t>(one.field)].part == HeaderPart::Window;
    });
    QTest::mouseClick(&view, Qt::LeftButton, {}, centre(box->rect));
    EXPECT_EQ(view.picture().fields[static_cast<std::size_t>(view.lit())].part, HeaderPart::Window);
}

TEST_F(HeaderOnScreen, IsWalkedByArrowKeysAndSaysWhereItIs)
{
    QSignalSpy lit(&view, &HeaderView::litChanged);
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(view.lit(), 0);
    EXPECT_THAT(view.accessibleDescription().toStdString(), testing::HasSubstr("Source port 49152"));
    QTest::keyClick(&view, Qt::Key_Up);
    EXPECT_EQ(view.lit(), static_cast<int>(view.picture().fields.size()) - 1);
    EXPECT_GE(lit.size(), 2);
}

} // namespace
} // namespace tcplab
