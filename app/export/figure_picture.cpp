#include "app/export/figure_picture.h"

#include "app/diagram/diagram_paint.h"
#include "app/ladder/ladder_paint.h"
#include "app/session/run_index.h"
#include "app/theme/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPageSize>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <array>
#include <cmath>

namespace tcplab {

namespace {

/// Only a context for translations.
struct FigurePicture {
    Q_DECLARE_TR_FUNCTIONS(tcplab::FigurePicture)
};

constexpr double timelineWidth = 1000; ///< px
constexpr QSizeF diagramSize(560, 560);
constexpr int dotsPerInch = 96;
/// What PNG readers and PDF pages can hold, px.
constexpr double tallestImage = 16'000;
constexpr double tallestPage = 19'000;
/// A run that is longer than a page goes on the next: so tall they are, px.
constexpr double usualPage = 1414;

constexpr std::array<const char*, figureKindCount> suffixes{".svg", ".pdf", ".png", ".tex", ".mmd", ".puml"};

/// A figure goes on paper.
const Theme& paper() { return themeNamed(ThemeName::Light); }

Side sideOf(FigureSubject subject)
{
    return subject == FigureSubject::ServerDiagram ? Side::Server : Side::Client;
}

/// The last connection of a host that had begun by the step.
ConnectionId connectionOf(const Trace& trace, Side side, std::uint64_t step)
{
    return RunIndex::connectionsBy(trace, side, step);
}

LadderPicture pictureOf(const Session& session, const FigureRequest& request)
{
    const TimeAxis& axis = session.axis();
    const Instant last = session.trace().instantOf(session.stepCount());
    LadderPicture picture{
        .relativeNumbers = request.relative, .notation = request.notation, .language = request.language};
    if (request.from > Instant{})
        picture.top = std::max(0.0, axis.firstPosition(std::min(request.from, last)) - 12);
    if (request.to < last)
        picture.bottom = std::max(picture.top + 40, axis.position(request.to) + 12);
    return picture;
}

double heightOf(const Session& session, const FigureRequest& request)
{
    const LadderFonts fonts(paper());
    return std::max(200.0, std::ceil(pictureHeight(session.axis(), fonts, pictureOf(session, request))));
}

DiagramSituation situationOf(const Session& session, const FigureRequest& request)
{
    const Side side = sideOf(request.subject);
    RunIndex index;
    index.update(session.trace(), 0);
    const ConnectionId conn = connectionOf(session.trace(), side, session.step());
    return situationAt(session.trace(), index.walkOf(session.trace(), side, conn), side, session.step());
}

/// The figure from `top` px on.
void paintPart(QPainter& painter, const Session& session, const FigureRequest& request, double top,
               double height)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (request.subject != FigureSubject::Timeline) {
        painter.fillRect(QRectF(QPointF(), diagramSize), paper().surface);
        paintDiagram(painter, fitDiagram(diagramSize, paper()), situationOf(session, request), paper());
        return;
    }
    const QRectF area(0, 0, timelineWidth, height);
    painter.fillRect(area, paper().surface);
    LadderPicture picture = pictureOf(session, request);
    picture.top += top;
    paintLadder(painter, area, session.trace(), session.axis(), paper(), picture);
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
    const QSizeF size = figureSize(session, request);
    const bool onePage = size.height() <= tallestPage;
    const QSizeF page = onePage ? size : QSizeF(size.width(), usualPage);
    pdf.setPageSize(QPageSize(page / dotsPerInch, QPageSize::Inch));
    pdf.setPageMargins(QMarginsF(0, 0, 0, 0));
    if (onePage) {
        QPainter painter(&pdf);
        paintPart(painter, session, request, 0, size.height());
    } else {
        printFigure(pdf, session, request);
    }
    return bytes.data();
}

QByteArray svgOf(const Session& session, const FigureRequest& request)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    const QSizeF size = figureSize(session, request);
    QSvgGenerator svg;
    svg.setOutputDevice(&bytes);
    svg.setResolution(dotsPerInch);
    svg.setSize(size.toSize());
    svg.setViewBox(QRectF(QPointF(), size));
    svg.setTitle(titleOf(session, request));
    QPainter painter(&svg);
    paintPart(painter, session, request, 0, size.height());
    painter.end();
    return bytes.data();
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
    return request.subject == FigureSubject::Timeline ? QSizeF(timelineWidth, heightOf(session, request))
                                                      : diagramSize;
}

void paintFigure(QPainter& painter, const Session& session, const FigureRequest& request)
{
    paintPart(painter, session, request, 0, figureSize(session, request).height());
}

QImage figureImage(const Session& session, const FigureRequest& request, double scale, double tallest)
{
    const QSizeF size = figureSize(session, request);
    const double height = std::min(size.height(), tallest);
    QImage image(static_cast<int>(std::ceil(size.width() * scale)),
                 static_cast<int>(std::ceil(height * scale)), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(paper().surface);
    QPainter painter(&image);
    paintPart(painter, session, request, 0, height);
    return image;
}

void printFigure(QPagedPaintDevice& device, const Session& session, const FigureRequest& request)
{
    QPainter painter(&device);
    const QSizeF size = figureSize(session, request);
    const QRectF page(0, 0, device.width(), device.height());
    // As wide as the page; a diagram also no taller than it.
    double scale = page.width() / size.width();
    if (request.subject != FigureSubject::Timeline)
        scale = std::min(scale, page.height() / size.height());
    if (request.subject != FigureSubject::Timeline || size.height() * scale <= page.height()) {
        painter.scale(scale, scale);
        paintPart(painter, session, request, 0, size.height());
        return;
    }
    const LadderFonts fonts(paper());
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
        paintPart(painter, session, request, top, std::min(each, size.height() - top));
        painter.setFont(paper().ui(9));
        painter.setPen(paper().mutedText);
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
                                                  connectionOf(trace, side, session.step()), session.step(),
                                                  request.language));
    }
    return QString::fromStdString(timelineText(format, trace,
                                               {.language = request.language,
                                                .relative = request.relative,
                                                .notation = request.notation,
                                                .from = request.from,
                                                .to = request.to,
                                                .linear = session.linearTime()}));
}

bool writeFigure(const Session& session, const FigureRequest& request, const QString& path, QString* error)
{
    const auto kind = figureKindOf(path);
    if (!kind) {
        *error = FigurePicture::tr("The name must end in .svg, .pdf, .png, .tex, .mmd or .puml.");
        return false;
    }
    if (*kind == FigureKind::Png && figureSize(session, request).height() > tallestImage) {
        *error =
            FigurePicture::tr("The figure is too long for a PNG; choose a part of the run, or SVG or PDF.");
        return false;
    }
    const QByteArray bytes = isText(*kind)              ? figureText(session, request, *kind).toUtf8()
                             : *kind == FigureKind::Svg ? svgOf(session, request)
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
