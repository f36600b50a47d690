#include "app/export/figure_picture.h"

#include "app/theme/theme.h"
#include "tests/app/support/runs.h"

#include <QApplication>
#include <QFile>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class Figure : public testing::Test {
protected:
    void open(std::string_view name, Language language = Language::English)
    {
        session.setLanguage(language);
        session.load(shipped(name));
        while (!session.run().ended())
            QCoreApplication::processEvents();
        session.last();
    }
    QByteArray written(const FigureRequest& request, const QString& name)
    {
        error.clear();
        EXPECT_TRUE(writeFigure(session, request, folder.filePath(name), &error)) << error.toStdString();
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Session session;
    QTemporaryDir folder;
    QString error;
};

TEST_F(Figure, TextStaysTextInAnSvgChineseIncluded)
{
    open("last-ack-lost");
    const QByteArray english = written(requestFor(session), QStringLiteral("run.svg"));
    QSvgRenderer svg(english);
    EXPECT_TRUE(svg.isValid());
    EXPECT_GT(svg.defaultSize().height(), 500);
    for (const char* text : {"SYN-SENT", "TIME-WAIT", "2·MSL", "Client", "seq="})
        EXPECT_TRUE(english.contains(text)) << text;
    open("last-ack-lost", Language::Chinese);
    const QByteArray chinese = written(requestFor(session), QStringLiteral("zh.svg"));
    for (const char* text : {"客户端", "服务器", "SYN-SENT"})
        EXPECT_TRUE(chinese.contains(text)) << text;
}

TEST_F(Figure, OfADiagramSpeaksTheLanguageOfTheWindow)
{
    open("last-ack-lost", Language::Chinese);
    const QByteArray chinese =
        written(requestFor(session, FigureSubject::ClientDiagram), QStringLiteral("zh.svg"));
    EXPECT_TRUE(chinese.contains("主动关闭"));
    EXPECT_TRUE(chinese.contains("TIME-WAIT"));
    EXPECT_FALSE(chinese.contains("active close"));
}

/// Faces that are not there are taken for others, whose letters are wider: each text says how wide it was, and what
/// else would do.
TEST_F(Figure, KeepsItsTextsApartInOtherFaces)
{
    open("last-ack-lost");
    for (const FigureSubject subject : {FigureSubject::Timeline, FigureSubject::ClientDiagram}) {
        QXmlStreamReader svg(written(requestFor(session, subject), QStringLiteral("run.svg")));
        int texts = 0;
        while (!svg.atEnd()) {
            if (svg.readNext() != QXmlStreamReader::StartElement)
                continue;
            EXPECT_FALSE(svg.name() == QLatin1String("g") && svg.attributes().hasAttribute("font-family"));
            if (svg.name() != QLatin1String("text"))
                continue;
            const QString family = svg.attributes().value("font-family").toString();
            EXPECT_TRUE(family.endsWith(QLatin1String(", monospace")) ||
                        family.endsWith(QLatin1String(", sans-serif")))
                << family.toStdString();
            EXPECT_FALSE(family.contains(QLatin1String("Sans Serif")));
            const double length = svg.attributes().value("textLength").toDouble();
            const double px = svg.attributes().value("font-size").toDouble();
            const QString text = svg.readElementText();
            if (text.trimmed().size() < 2)
                continue;
            ++texts;
            EXPECT_GT(length, static_cast<double>(text.size()) * px * 0.25) << text.toStdString();
            EXPECT_LT(length, static_cast<double>(text.size()) * px * 1.1) << text.toStdString();
        }
        EXPECT_FALSE(svg.hasError());
        EXPECT_GE(texts, 15);
    }
}

/// As tall as it takes: where arrows cross in crowds, too.
TEST_F(Figure, EverySegmentHasItsLabel)
{
    for (const char* name : {"fast-retransmit", "sack", "old-duplicate-without-time-wait", "listen-queues"}) {
        open(name);
        const QByteArray svg = written(requestFor(session), QStringLiteral("run.svg"));
        EXPECT_EQ(svg.count("> seq="), static_cast<qsizetype>(session.trace().segments.size())) << name;
        EXPECT_FALSE(svg.contains("left out")) << name;
    }
}

TEST_F(Figure, SaysHowManyLabelsItLeavesOut)
{
    session.load(transferOf(1500));
    while (!session.run().ended())
        QCoreApplication::processEvents();
    EXPECT_TRUE(written(requestFor(session), QStringLiteral("run.svg")).contains("labels left out"));
}

/// The point of the scenario: what comes in at the end is the first connection's.
TEST_F(Figure, TellsConnectionsApartAtBothEndsOfASegment)
{
    open("old-duplicate-without-time-wait");
    const QByteArray svg = written(requestFor(session), QStringLiteral("run.svg"));
    EXPECT_GT(svg.count(">1</text>") + svg.count(">2</text>"),
              static_cast<qsizetype>(session.trace().segments.size() + 2));
    FigureRequest late = requestFor(session); // without its beginning: told where it comes in
    late.from = Instant{} + seconds(10);
    EXPECT_EQ(written(late, QStringLiteral("late.svg")).count(">1</text>"), 3);
}

TEST_F(Figure, IsWrittenInEveryFormatByItsName)
{
    open("last-ack-lost");
    const FigureRequest request = requestFor(session);
    EXPECT_TRUE(written(request, QStringLiteral("run.pdf")).startsWith("%PDF"));
    const QImage png = QImage::fromData(written(request, QStringLiteral("run.png")));
    EXPECT_EQ(png.width(), 2000);
    EXPECT_GT(png.height(), 1000);
    EXPECT_TRUE(written(request, QStringLiteral("run.tex")).contains("\\begin{tikzpicture}"));
    EXPECT_TRUE(written(request, QStringLiteral("run.mmd")).contains("sequenceDiagram"));
    EXPECT_TRUE(written(request, QStringLiteral("run.puml")).startsWith("@startuml"));
    for (const FigureSubject subject : {FigureSubject::ClientDiagram, FigureSubject::ServerDiagram}) {
        const FigureRequest diagram = requestFor(session, subject);
        EXPECT_TRUE(written(diagram, QStringLiteral("d.svg")).contains("FIN-WAIT-2"));
        EXPECT_TRUE(written(diagram, QStringLiteral("d.pdf")).startsWith("%PDF"));
        EXPECT_TRUE(written(diagram, QStringLiteral("d.tex")).contains("FIN-WAIT-2"));
        EXPECT_TRUE(written(diagram, QStringLiteral("d.mmd")).contains("stateDiagram-v2"));
        EXPECT_TRUE(written(diagram, QStringLiteral("d.puml")).contains("FIN_WAIT_2"));
    }
}

TEST_F(Figure, APartOfTheRunHasOnlyWhatHappensInIt)
{
    open("last-ack-lost");
    FigureRequest part = requestFor(session);
    const double whole = figureSize(session, part).height();
    part.from = Instant{} + milliseconds(90);
    part.to = Instant{} + milliseconds(160);
    EXPECT_LT(figureSize(session, part).height(), whole / 2);
    const QByteArray text = written(part, QStringLiteral("part.svg"));
    EXPECT_TRUE(text.contains("PSH, ACK"));
    EXPECT_FALSE(text.contains("TIME-WAIT"));
    const QByteArray sequence = written(part, QStringLiteral("part.mmd"));
    EXPECT_TRUE(sequence.contains("PSH, ACK"));
    EXPECT_FALSE(sequence.contains("FIN"));
}

/// A figure goes on paper, and is written the same from a dark room.
TEST_F(Figure, IsLight)
{
    open("three-way-handshake");
    const QImage image = figureImage(session, requestFor(session), 1, 5000);
    EXPECT_EQ(image.pixelColor(2, image.height() - 3), QColor(Qt::white));
}

TEST_F(Figure, OtherNamesAreRefusedAndNothingIsWritten)
{
    open("three-way-handshake");
    EXPECT_FALSE(
        writeFigure(session, requestFor(session), folder.filePath(QStringLiteral("run.gif")), &error));
    EXPECT_TRUE(error.contains(QLatin1String(".svg")));
    EXPECT_FALSE(QFile::exists(folder.filePath(QStringLiteral("run.gif"))));
    error.clear();
    EXPECT_FALSE(writeFigure(session, requestFor(session),
                             folder.filePath(QStringLiteral("no/such/folder/run.svg")), &error));
    EXPECT_FALSE(error.isEmpty());
}

TEST_F(Figure, OfATimeAfterTheEndIsRefusedAndNothingIsWritten)
{
    open("three-way-handshake");
    FigureRequest late = requestFor(session);
    late.from = Instant{} + seconds(3600);
    for (const char* name : {"late.svg", "late.pdf", "late.png", "late.tex", "late.mmd"}) {
        const QString path = folder.filePath(QLatin1String(name));
        error.clear();
        EXPECT_FALSE(writeFigure(session, late, path, &error));
        EXPECT_TRUE(error.contains(QLatin1String("ends at"))) << error.toStdString();
        EXPECT_FALSE(QFile::exists(path));
    }
}

TEST_F(Figure, ALongRunTakesSeveralPagesOfAPdfAndIsRefusedAsAPng)
{
    session.load(transferOf(1500));
    while (!session.run().ended())
        QCoreApplication::processEvents();
    const FigureRequest request = requestFor(session);
    ASSERT_GT(figureSize(session, request).height(), 19'000);
    const QByteArray pdf = written(request, QStringLiteral("long.pdf"));
    EXPECT_GT(pdf.count("/Type /Page\n"), 5);
    EXPECT_FALSE(writeFigure(session, request, folder.filePath(QStringLiteral("long.png")), &error));
    EXPECT_FALSE(QFile::exists(folder.filePath(QStringLiteral("long.png"))));
}

} // namespace
} // namespace tcplab
