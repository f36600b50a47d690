#include "app/export/figure_picture.h"

#include "app/export/figure_drawing.h"
#include "app/export/picture_svg.h"
#include "app/ladder/ladder_paint.h"
#include "app/theme/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPageSize>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <cmath>

namespace tcplab {

namespace {

/// Only a context for translations.
struct FigurePicture {
    Q_DECLARE_TR_FUNCTIONS(tcplab::FigurePicture)
};

constexpr int dotsPerInch = 96;
/// What PNG readers and PDF pages can hold, px.
constexpr double tallestImage = 16'000;
constexpr double tallestPage = 19'000;
/// A run that is longer than a page goes on the next: so tall they are, px.
constexpr double usualPage = 1414;

constexpr std::array<const char*, figureKindCount> suffixes{".svg", ".pdf", ".png", ".tex", ".mmd", ".puml"};

Side sideOf(FigureSubject subject)
{
    return subject == FigureSubject::ServerDiagram ? Side::Server : Side::Client;
}

QString titleOf(const Session& session, const FigureRequest& request)
{
    return QString::fromStdString(pick(session.scenario().title, request.language));
}

/// Room for the title and the number of the page; none on a page that is hardly one.
double footFor(double pageHeight) { return pageHeight > 300 ? 26 : 0; }

QByteArray pdfOf(const Session& session, const FigureRequest& request)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&bytes);
    pdf.setTitle(titleOf(session, request));
    pdf.setCreator(QStringLiteral("TCP Lab"));
    pdf.setResolution(dotsPerInch);
    const FigureDrawing drawing(session, request);
    const QSizeF size = drawing.size();
    const bool onePage = size.height() <= tallestPage;
    const QSizeF page = onePage ? size : QSizeF(size.width(), usualPage);
    pdf.setPageSize(QPageSize(page / dotsPerInch, QPageSize::Inch));
    pdf.setPageMargins(QMarginsF(0, 0, 0, 0));
    if (onePage) {
        QPainter painter(&pdf);
        drawing.paint(painter);
    } else {
        printFigure(pdf, session, request);
    }
    return bytes.data();
}

QByteArray svgFor(const Session& session, const FigureRequest& request)
{
    const FigureDrawing drawing(session, request);
    return svgOf({.size = drawing.size(), .title = titleOf(session, request), .dotsPerInch = dotsPerInch},
                 [&drawing](QPainter& painter) { drawing.paint(painter); });
}

QByteArray pngOf(const Session& session, const FigureRequest& request)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    figureImage(session, request, 2, tallestImage).save(&bytes, "PNG");
    return bytes.data();
}

} // namespace

FigureRequest requestFor(const Session& session, FigureSubject subject)
{
    return {.subject = subject,
            .relative = session.relativeNumbers(),
            .notation = session.notation(),
            .language = session.language()};
}

QString suffixOf(FigureKind kind) { return QString::fromLatin1(suffixes[static_cast<std::size_t>(kind)]); }

std::optional<FigureKind> figureKindOf(const QString& path)
{
    for (std::size_t i = 0; i < figureKindCount; ++i)
        if (path.endsWith(QLatin1String(suffixes[i]), Qt::CaseInsensitive))
            return static_cast<FigureKind>(i);
    return std::nullopt;
}

QSizeF figureSize(const Session& session, const FigureRequest& request)
{
    return FigureDrawing(session, request).size();
}

void paintFigure(QPainter& painter, const Session& session, const FigureRequest& request)
{
    FigureDrawing(session, request).paint(painter);
}

QImage figureImage(const Session& session, const FigureRequest& request, double scale, double tallest)
{
    const FigureDrawing drawing(session, request);
    const QSizeF size = drawing.size();
    const double height = std::min(size.height(), tallest);
    QImage image(static_cast<int>(std::ceil(size.width() * scale)),
                 static_cast<int>(std::ceil(height * scale)), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(figurePaper().surface);
    QPainter painter(&image);
    drawing.paint(painter, 0, height);
    return image;
}

void printFigure(QPagedPaintDevice& device, const Session& session, const FigureRequest& request)
{
    QPainter painter(&device);
    const FigureDrawing drawing(session, request);
    const QSizeF size = drawing.size();
    const QRectF page(0, 0, device.width(), device.height());
    // As wide as the page; a diagram also no taller than it.
    double scale = page.width() / size.width();
    if (request.subject != FigureSubject::Timeline)
        scale = std::min(scale, page.height() / size.height());
    if (request.subject != FigureSubject::Timeline || size.height() * scale <= page.height()) {
        painter.scale(scale, scale);
        drawing.paint(painter);
        return;
    }
    const LadderFonts fonts(figurePaper());
    const double foot = footFor(page.height() / scale);
    const double each = page.height() / scale - foot;
    // Each page has the headings, and begins where the last one ended.
    const double step = std::max(40.0, each - headroom(fonts) - 20);
    const double whole = size.height() - headroom(fonts);
    const int pages = static_cast<int>(std::ceil(whole / step));
    for (int i = 0; i < pages; ++i) {
        const double top = i * step;
        if (i > 0)
            device.newPage();
        painter.save();
        painter.scale(scale, scale);
        drawing.paint(painter, top, std::min(each, size.height() - top));
        painter.setFont(figurePaper().ui(9));
        painter.setPen(figurePaper().mutedText);
        const QRectF line(12, each, size.width() - 24, foot);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, titleOf(session, request));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                         QStringLiteral("%1 / %2").arg(i + 1).arg(pages));
        painter.restore();
    }
}

QString figureText(const Session& session, const FigureRequest& request, FigureKind kind)
{
    const FigureFormat format = kind == FigureKind::Tikz      ? FigureFormat::Tikz
                                : kind == FigureKind::Mermaid ? FigureFormat::Mermaid
                                                              : FigureFormat::PlantUml;
    const Trace& trace = session.trace();
    if (request.subject != FigureSubject::Timeline) {
        const Side side = sideOf(request.subject);
        return QString::fromStdString(diagramText(format, trace, side,
                                                  RunIndex::connectionsBy(trace, side, session.step()),
                                                  session.step(), request.language));
    }
    return QString::fromStdString(timelineText(format, trace,
                                               {.language = request.language,
                                                .relative = request.relative,
                                                .notation = request.notation,
                                                .from = request.from,
                                                .to = request.to,
                                                .linear = session.linearTime()}));
}

QString unfit(const Session& session, const FigureRequest& request)
{
    const Instant end = session.trace().instantOf(session.stepCount());
    if (request.subject != FigureSubject::Timeline || request.from <= end)
        return {};
    //: %1 is a time: "1.350 s".
    return FigurePicture::tr("The run ends at %1; the figure would begin after that.")
        .arg(QString::fromStdString(durationText(end - Instant{})));
}

bool writeFigure(const Session& session, const FigureRequest& request, const QString& path, QString* error)
{
    const auto kind = figureKindOf(path);
    if (!kind) {
        *error = FigurePicture::tr("The name must end in .svg, .pdf, .png, .tex, .mmd or .puml.");
        return false;
    }
    if (*error = unfit(session, request); !error->isEmpty())
        return false;
    if (*kind == FigureKind::Png && figureSize(session, request).height() > tallestImage) {
        *error =
            FigurePicture::tr("The figure is too long for a PNG; choose a part of the run, or SVG or PDF.");
        return false;
    }
    const QByteArray bytes = isText(*kind)              ? figureText(session, request, *kind).toUtf8()
                             : *kind == FigureKind::Svg ? svgFor(session, request)
                             : *kind == FigureKind::Pdf ? pdfOf(session, request)
                                                        : pngOf(session, request);
    QSaveFile file(path);
    const bool written = !bytes.isEmpty() && file.open(QIODevice::WriteOnly) &&
                         file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        *error = file.errorString();
    return written;
}

} // namespace tcplab
