// The canvases as they were looked at and found good. Compared by patches of 4 x 4 pixels, so that a font's next version
// or another way to smooth a line is no difference, while an arrow, a word or a box that is missing is one.
// TCPLAB_WRITE_PICTURES=1 writes them anew: look at what git shows as changed.
#include "app/diagram/diagram_view.h"
#include "app/ladder/ladder_view.h"
#include "app/panels/header_view.h"
#include "app/panels/numbers_panel.h"
#include "app/panels/segment_inspector.h"
#include "tests/app/support/runs.h"

#include <QApplication>
#include <QFileInfo>
#include <QImage>
#include <QTest>

#include <gtest/gtest.h>

#include <cstdlib>

namespace tcplab {
namespace {

/// The share of patches whose mean colour is another.
double difference(const QImage& a, const QImage& b)
{
    if (a.size() != b.size())
        return 1;
    constexpr int side = 4;
    constexpr int visible = 18; // of 255
    const QSize patches = (a.size() + QSize(side - 1, side - 1)) / side;
    // Qt's smooth scaling to a fraction is the mean of what lies in each patch.
    const QImage left = a.convertToFormat(QImage::Format_RGB32)
                            .scaled(patches, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QImage right = b.convertToFormat(QImage::Format_RGB32)
                             .scaled(patches, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    int other = 0;
    for (int y = 0; y < patches.height(); ++y)
        for (int x = 0; x < patches.width(); ++x) {
            const QColor p = left.pixelColor(x, y);
            const QColor q = right.pixelColor(x, y);
            other += std::abs(p.red() - q.red()) > visible || std::abs(p.green() - q.green()) > visible ||
                     std::abs(p.blue() - q.blue()) > visible;
        }
    return static_cast<double>(other) / (patches.width() * patches.height());
}
constexpr double tolerated = 0.004;

struct Looked {
    const char* scenario;
    quint64 step;
    Language language;
};

class Pictures : public testing::TestWithParam<Looked> {
protected:
    Pictures()
    {
        dressApplication(theme);
        session.load(shipped(GetParam().scenario));
        settle();
        session.setLanguage(GetParam().language);
        session.goToStep(GetParam().step);
    }
    void settle()
    {
        do
            QCoreApplication::processEvents();
        while (!session.run().ended());
        QCoreApplication::processEvents();
    }
    QImage pictureOf(QWidget& view, QSize size)
    {
        view.resize(size);
        view.show();
        settle();
        view.grab(); // what paints for the first time may ask for another size
        settle();
        return view.grab().toImage();
    }
    void compare(const char* view, const QImage& picture)
    {
        const Looked& looked = GetParam();
        const QString path =
            QStringLiteral("%1/%2-%3-%4-%5.png")
                .arg(QStringLiteral(TCPLAB_REFERENCE), QString::fromLatin1(view),
                     QString::fromLatin1(looked.scenario), QString::number(looked.step),
                     QString::fromLatin1(looked.language == Language::Chinese ? "zh" : "en"));
        if (std::getenv("TCPLAB_WRITE_PICTURES") != nullptr) {
            ASSERT_TRUE(picture.save(path));
            return;
        }
        const QImage reference(path);
        ASSERT_FALSE(reference.isNull()) << "there is no " << path.toStdString();
        const double share = difference(picture, reference);
        if (share <= tolerated)
            return;
        const QString seen = QStringLiteral("pictures-%1").arg(QFileInfo(path).fileName());
        picture.save(seen);
        FAIL() << 100 * share << " % of " << path.toStdString()
               << " are drawn otherwise; what was drawn: " << QFileInfo(seen).absoluteFilePath().toStdString()
               << ". If it is meant so: TCPLAB_WRITE_PICTURES=1, and look at it";
    }

    const Theme& theme = themeNamed(ThemeName::Light);
    Session session;
};

INSTANTIATE_TEST_SUITE_P(Light, Pictures,
                         testing::Values(Looked{"last-ack-lost", 31, Language::English},
                                         Looked{"last-ack-lost", 31, Language::Chinese},
                                         Looked{"sack", 40, Language::English}),
                         [](const auto& looked) {
                             std::string name = looked.param.scenario;
                             std::erase(name, '-');
                             return name + (looked.param.language == Language::Chinese ? "InChinese" : "");
                         });

TEST_P(Pictures, OfTheTimelineAreAsTheyWereLookedAt)
{
    LadderView ladder(session);
    ladder.setTheme(theme);
    ladder.resize(760, 560);
    ladder.show();
    settle();
    ladder.showWholeRun();
    compare("ladder", pictureOf(ladder, {760, 560}));
}

TEST_P(Pictures, OfTheStateDiagramAreAsTheyWereLookedAt)
{
    RunIndex index;
    index.update(session.trace(), 0);
    const ConnectionId conn = index.busyConnection(Side::Client, session.step());
    DiagramView diagram;
    diagram.setTheme(theme);
    diagram.setLanguage(GetParam().language);
    diagram.setSituation(situationAt(session.trace(), index.walkOf(session.trace(), Side::Client, conn),
                                     Side::Client, session.step()));
    compare("diagram", pictureOf(diagram, {460, 460}));
}

TEST_P(Pictures, OfTheHeaderAreAsTheyWereLookedAt)
{
    SegmentInspector inspector(session);
    inspector.setTheme(theme);
    session.selectSegment(2);
    compare("header", pictureOf(inspector, {900, 420}));
}

TEST_P(Pictures, OfTheNumberLinesAreAsTheyWereLookedAt)
{
    RunIndex index;
    index.update(session.trace(), 0);
    NumbersPanel numbers(session);
    numbers.setTheme(theme);
    numbers.setShown({index.busyConnection(Side::Client, session.step()),
                      index.busyConnection(Side::Server, session.step())});
    compare("numbers", pictureOf(numbers, {900, 300}));
}

/// One arrow less, one state further, another number line: all of that is more than is tolerated.
TEST_P(Pictures, OfAnotherStepAreNotTakenForTheSame)
{
    LadderView ladder(session);
    ladder.setTheme(theme);
    ladder.resize(760, 560);
    ladder.show();
    settle();
    ladder.showWholeRun();
    const QImage now = pictureOf(ladder, {760, 560});
    session.goToStep(GetParam().step / 2);
    EXPECT_GT(difference(now, pictureOf(ladder, {760, 560})), tolerated);
    session.goToStep(GetParam().step);
    EXPECT_LE(difference(now, pictureOf(ladder, {760, 560})), tolerated);
}

} // namespace
} // namespace tcplab
