// What is printed, on the papers that there are. Printed into PDF files: what a page holds is asked of their lines.
#include "app/export/figure_picture.h"
#include "tests/app/support/runs.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPrinter>
#include <QTemporaryDir>
#include <cmath>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

struct Paper {
    QPageSize::PageSizeId size;
    QPageLayout::Orientation orientation;
    const char* name;
};

class Printing : public testing::TestWithParam<Paper> {
protected:
    void open(Scenario scenario)
    {
        session.load(std::move(scenario));
        while (!session.run().ended())
            QCoreApplication::processEvents();
        session.last();
    }
    /// How many pages it takes.
    qsizetype print(const FigureRequest& request, const char* name)
    {
        const QString path =
            qEnvironmentVariable("TCPLAB_PRINTED", folder.path()) +
            QStringLiteral("/%1-%2.pdf").arg(QLatin1String(name), QLatin1String(GetParam().name));
        {
            QPrinter printer;
            printer.setOutputFormat(QPrinter::PdfFormat);
            printer.setOutputFileName(path);
            printer.setResolution(96);
            printer.setPageSize(QPageSize(GetParam().size));
            printer.setPageOrientation(GetParam().orientation);
            EXPECT_EQ(printer.width() > printer.height(), GetParam().orientation == QPageLayout::Landscape);
            room = QSizeF(printer.width(), printer.height());
            printFigure(printer, session, request);
        }
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll().count("/Type /Page\n");
    }
    /// How many pages are needed at least, if nothing is left out.
    qsizetype least(const FigureRequest& request) const
    {
        const QSizeF size = figureSize(session, request);
        return static_cast<qsizetype>(std::ceil(size.height() * room.width() / size.width() / room.height()));
    }

    Session session;
    QTemporaryDir folder;
    QSizeF room;
};
INSTANTIATE_TEST_SUITE_P(Papers, Printing,
                         testing::Values(Paper{QPageSize::A4, QPageLayout::Portrait, "A4Portrait"},
                                         Paper{QPageSize::A4, QPageLayout::Landscape, "A4Landscape"},
                                         Paper{QPageSize::Letter, QPageLayout::Portrait, "LetterPortrait"},
                                         Paper{QPageSize::Letter, QPageLayout::Landscape, "LetterLandscape"},
                                         Paper{QPageSize::A5, QPageLayout::Landscape, "A5Landscape"}),
                         [](const auto& paper) { return paper.param.name; });

TEST_P(Printing, ADiagramTakesOnePage)
{
    open(shipped("last-ack-lost"));
    EXPECT_EQ(print(requestFor(session, FigureSubject::ClientDiagram), "diagram"), 1);
}

TEST_P(Printing, ATimelineTakesAsManyPagesAsItNeedsAndHardlyMore)
{
    open(shipped("old-duplicate-with-time-wait"));
    const FigureRequest request = requestFor(session);
    const qsizetype pages = print(request, "timeline");
    EXPECT_GE(pages, least(request));
    EXPECT_LE(pages, least(request) * 2); // each has headings and a line at its foot
}

TEST_P(Printing, AShortTimelineTakesOnePage)
{
    open(shipped("three-way-handshake"));
    FigureRequest request = requestFor(session);
    request.to = Instant{120'000'000};
    EXPECT_EQ(print(request, "short"), 1);
}

} // namespace
} // namespace tcplab
