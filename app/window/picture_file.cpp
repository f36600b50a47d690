#include "app/window/picture_file.h"

#include "app/ladder/ladder_paint.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace tcplab {

namespace {

constexpr int width = 1000; ///< px
constexpr int dotsPerInch = 96;
/// What PNG readers and PDF pages can hold, px.
constexpr double tallestImage = 16'000;
constexpr double tallestPage = 19'000;

QString say(const char* text) { return QCoreApplication::translate("tcplab::PictureFile", text); }

} // namespace

bool savePicture(const Session& session, const Theme& theme, const QString& path, QString* error)
{
    const LadderPicture picture{.relativeNumbers = session.relativeNumbers(), .language = session.language()};
    const LadderFonts fonts(theme);
    const double height = std::max(200.0, pictureHeight(session.axis(), fonts, picture));
    const QRectF area(0, 0, width, height);
    const auto paint = [&](QPainter& painter) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(area, theme.surface);
        paintLadder(painter, area, session.trace(), session.axis(), theme, picture);
    };
    const QString kind = QFileInfo(path).suffix().toLower();
    const double tallest = kind == QLatin1String("png") ? tallestImage : tallestPage;
    if (kind != QLatin1String("svg") && height > tallest) {
        *error = say(QT_TRANSLATE_NOOP("tcplab::PictureFile",
                                       "The run is too long for one page; save it as SVG instead."));
        return false;
    }

    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    if (kind == QLatin1String("svg")) {
        QSvgGenerator svg;
        svg.setOutputDevice(&bytes);
        svg.setResolution(dotsPerInch);
        svg.setSize(area.size().toSize());
        svg.setViewBox(area);
        svg.setTitle(QString::fromStdString(pick(session.scenario().title, session.language())));
        QPainter painter(&svg);
        paint(painter);
    } else if (kind == QLatin1String("pdf")) {
        QPdfWriter pdf(&bytes);
        pdf.setTitle(QString::fromStdString(pick(session.scenario().title, session.language())));
        pdf.setResolution(dotsPerInch);
        pdf.setPageSize(QPageSize(area.size() / dotsPerInch, QPageSize::Inch));
        pdf.setPageMargins(QMarginsF(0, 0, 0, 0));
        QPainter painter(&pdf);
        paint(painter);
    } else if (kind == QLatin1String("png")) {
        QImage image(2 * width, static_cast<int>(2 * height), QImage::Format_RGB32);
        image.setDevicePixelRatio(2);
        QPainter painter(&image);
        paint(painter);
        painter.end();
        image.save(&bytes, "PNG");
    } else {
        *error = say(QT_TRANSLATE_NOOP("tcplab::PictureFile", "The name must end in .svg, .pdf or .png."));
        return false;
    }

    QSaveFile file(path);
    const bool written = !bytes.data().isEmpty() && file.open(QIODevice::WriteOnly) &&
                         file.write(bytes.data()) == bytes.data().size() && file.commit();
    if (!written)
        *error = file.errorString();
    return written;
}

} // namespace tcplab
