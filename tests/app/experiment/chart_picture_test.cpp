// tcplab --chart: the words that tcplab-cli chart takes, and a picture without a window.
#include "app/library/library.h"
#include "app/sweep/table.h"
#include "app/sweep/workers.h"
#include "app/window/chart_picture.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

class ChartPictures : public testing::Test {
protected:
    void SetUp() override
    {
        SweepPlan plan;
        plan.axes = {{"network.loss", {"0 %", "10 %", "20 %"}}};
        plan.runs = 20;
        const auto scenario = readScenario(findInLibrary("half-close")->text, "half-close");
        SweepResults results(3);
        SweepWorkers(plan, *variantsOf(*scenario, plan), 1).play(0, plan.units(), results, [](std::uint64_t) {
            return true;
        });
        QFile file(table);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(sweepTable(plan, results)));
    }
    QStringList words(const QStringList& more) const
    {
        return QStringList{
                   QStringLiteral("tcplab"), QStringLiteral("--chart"), table, QStringLiteral("-o"), picture,
                   QStringLiteral("--lang"), QStringLiteral("en")} +
               more;
    }
    std::string errorOf(const QStringList& all) const
    {
        const auto read = readChartPicture(all);
        EXPECT_FALSE(read.has_value());
        return read ? std::string() : read.error().toStdString();
    }

    QTemporaryDir folder;
    const QString table = folder.filePath(QStringLiteral("out.csv"));
    const QString picture = folder.filePath(QStringLiteral("x.png"));
};

TEST_F(ChartPictures, AreWrittenAsTheirNameSays)
{
    ASSERT_TRUE(asksForChart(words({})));
    const auto png = readChartPicture(
        words({QStringLiteral("--size"), QStringLiteral("500x400"), QStringLiteral("--y"),
               QStringLiteral("established"), QStringLiteral("--theory"), QStringLiteral("half-close"),
               QStringLiteral("--set"), QStringLiteral("client.syn_retries=1")}));
    ASSERT_TRUE(png) << png.error().toStdString();
    EXPECT_THAT(png->chart.curves, SizeIs(2));
    ASSERT_EQ(writeChartPicture(*png), 0);
    const QImage image(picture);
    EXPECT_EQ(image.size(), QSize(1000, 800));
    bool drawn = false;
    for (int x = 0; x < image.width() && !drawn; ++x)
        drawn = image.pixelColor(x, image.height() / 3) != image.pixelColor(0, 0);
    EXPECT_TRUE(drawn);

    auto svg = readChartPicture(words({QStringLiteral("--theme"), QStringLiteral("dark")}));
    ASSERT_TRUE(svg);
    svg->output = folder.filePath(QStringLiteral("x.svg"));
    ASSERT_EQ(writeChartPicture(*svg), 0);
    QFile file(svg->output);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_THAT(file.readAll().toStdString(), StartsWith("<svg "));
    svg->output = folder.filePath(QStringLiteral("nowhere/x.svg"));
    EXPECT_EQ(writeChartPicture(*svg), 1);
}

TEST_F(ChartPictures, TellWhatIsWrong)
{
    EXPECT_THAT(
        errorOf({QStringLiteral("tcplab"), QStringLiteral("--chart"), table, QStringLiteral("--lang=en")}),
        HasSubstr("-o FILE"));
    const auto errorWith = [&](const char* option, const char* value) {
        return errorOf(words({QLatin1String(option), QLatin1String(value)}));
    };
    EXPECT_THAT(errorWith("--y", "godput"), HasSubstr("goodput"));
    EXPECT_THAT(errorWith("--where", "loss=7%"), HasSubstr("0 %, 10 %, 20 %"));
    EXPECT_THAT(errorWith("--size", "10x10"), HasSubstr("900x560"));
    EXPECT_THAT(errorWith("--theme", "pink"), HasSubstr("pink"));
    EXPECT_THAT(errorWith("--band", "box"), HasSubstr("quantiles"));
    EXPECT_THAT(errorWith("--theory", "nowhere"), HasSubstr("nowhere"));
    EXPECT_THAT(errorWith("--colour", "red"), HasSubstr("colour"));
    EXPECT_THAT(errorOf({QStringLiteral("tcplab"), QStringLiteral("--chart"),
                         folder.filePath(QStringLiteral("none.csv")), QStringLiteral("-o"), picture}),
                HasSubstr("none.csv"));
    EXPECT_FALSE(QFile::exists(picture));
}

} // namespace
} // namespace tcplab
