#include "app/experiment/chart_painter.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QSaveFile>

namespace tcplab {

namespace {

QFont fontOf(const Theme& theme, double pixels, bool bold)
{
    QFont font = theme.ui(10, bold);
    font.setPixelSize(std::max(1, qRound(pixels)));
    return font;
}

QPolygonF polygonOf(const std::vector<ChartXY>& points, ChartXY origin = {})
{
    QPolygonF polygon;
    for (const ChartXY& point : points)
        polygon << QPointF(point.x + origin.x, point.y + origin.y);
    return polygon;
}

QColor colourOf(const std::string& name) { return QColor(QString::fromStdString(name)); }

void paintLine(QPainter& p, const ChartLine& line, const ChartColours& colours)
{
    QPen pen(colourOf(colours.of(line.ink, line.curve)), line.width);
    pen.setJoinStyle(Qt::RoundJoin);
    if (line.dashed)
        pen.setDashPattern({7 / line.width, 4 / line.width});
    p.setPen(pen);
    p.setBrush(Qt::NoBrush);
    p.drawPolyline(polygonOf(line.points));
}

void paintMark(QPainter& p, const ChartMark& mark, const ChartColours& colours)
{
    p.setPen(Qt::NoPen);
    p.setBrush(colourOf(colours.of(ChartInk::Curve, mark.curve)));
    const auto outline = markOutline(mark.curve, markRadius);
    if (outline.empty())
        p.drawEllipse(QPointF(mark.at.x, mark.at.y), markRadius, markRadius);
    else
        p.drawPolygon(polygonOf(outline, mark.at));
}

void paintWords(QPainter& p, const ChartWords& words, const ChartColours& colours, const Theme& theme)
{
    const QFont font = fontOf(theme, words.size, words.bold);
    const QString text = QString::fromStdString(words.text);
    const double wide = QFontMetricsF(font).horizontalAdvance(text);
    const double left = words.align == ChartAlign::Left    ? 0
                        : words.align == ChartAlign::Right ? -wide
                                                           : -wide / 2;
    p.save();
    p.translate(words.at.x, words.at.y);
    if (words.upwards)
        p.rotate(-90);
    p.setFont(font);
    p.setPen(colourOf(colours.of(words.ink, 0)));
    p.drawText(QPointF(left, 0), text);
    p.restore();
}

} // namespace

ChartColours chartColoursOf(const Theme& theme)
{
    ChartColours colours;
    colours.background = theme.surface.name().toStdString();
    colours.text = theme.text.name().toStdString();
    colours.muted = theme.mutedText.name().toStdString();
    colours.frame = theme.border.name().toStdString();
    // The grid is between the two: there, and no more.
    const auto between = [&](int a, int b) { return (a + 4 * b) / 5; };
    colours.grid = QColor(between(theme.border.red(), theme.surface.red()),
                          between(theme.border.green(), theme.surface.green()),
                          between(theme.border.blue(), theme.surface.blue()))
                       .name()
                       .toStdString();
    const std::array<QColor, 7> curves{theme.client,         theme.server,  theme.data, theme.fin,
                                       theme.retransmission, theme.control, theme.reset};
    for (std::size_t i = 0; i < curves.size(); ++i)
        colours.curves[i] = curves[i].name().toStdString();
    return colours;
}

ChartSize chartSizeOf(const Theme& theme, QSizeF size)
{
    ChartSize chart{.width = size.width(),
                    .height = size.height(),
                    .text = QFontMetricsF(theme.ui(9.5)).height() * 0.82,
                    .textWidth = {}};
    chart.textWidth = [&theme](std::string_view text, double pixels) {
        return QFontMetricsF(fontOf(theme, pixels, false))
            .horizontalAdvance(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    };
    return chart;
}

void paintChart(QPainter& p, const ChartShapes& shapes, const ChartColours& colours, const Theme& theme)
{
    p.setRenderHint(QPainter::Antialiasing);
    p.fillRect(QRectF(0, 0, shapes.width, shapes.height), colourOf(colours.background));
    for (const ChartLine& line : shapes.frame)
        paintLine(p, line, colours);
    p.save();
    p.setClipRect(QRectF(QPointF(shapes.topLeft.x, shapes.topLeft.y - 1),
                         QPointF(shapes.bottomRight.x + 1, shapes.bottomRight.y)));
    for (const ChartArea& area : shapes.areas) {
        QColor colour = colourOf(colours.of(ChartInk::Curve, area.curve));
        colour.setAlphaF(static_cast<float>(area.opacity));
        p.setPen(Qt::NoPen);
        p.setBrush(colour);
        p.drawPolygon(polygonOf(area.outline));
    }
    for (const ChartLine& line : shapes.lines)
        paintLine(p, line, colours);
    p.restore();
    for (const ChartMark& mark : shapes.marks)
        paintMark(p, mark, colours);
    for (const ChartLine& line : shapes.keyLines)
        paintLine(p, line, colours);
    for (const ChartMark& mark : shapes.keyMarks)
        paintMark(p, mark, colours);
    for (const ChartWords& words : shapes.words)
        paintWords(p, words, colours, theme);
}

QImage chartImage(const Chart& chart, const Theme& theme, QSize size)
{
    constexpr int finer = 2;
    QImage image(size * finer, QImage::Format_RGB32);
    image.setDevicePixelRatio(finer);
    QPainter painter(&image);
    paintChart(painter, layOutChart(chart, chartSizeOf(theme, size)), chartColoursOf(theme), theme);
    painter.end();
    return image;
}

bool saveChart(const Chart& chart, const Theme& theme, QSize size, const QString& path, QString* error)
{
    QByteArray bytes;
    const QString kind = path.section(QLatin1Char('.'), -1).toLower();
    if (kind == QLatin1String("svg")) {
        bytes = QByteArray::fromStdString(
            chartSvg(layOutChart(chart, chartSizeOf(theme, size)), chartColoursOf(theme)));
    } else if (kind == QLatin1String("csv")) {
        bytes = QByteArray::fromStdString(chartCsv(chart));
    } else if (kind == QLatin1String("png")) {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        chartImage(chart, theme, size).save(&buffer, "PNG");
    } else {
        *error = QCoreApplication::translate("tcplab::ChartFile", "The name must end in .svg, .png or .csv.");
        return false;
    }
    QSaveFile file(path);
    const bool written = !bytes.isEmpty() && file.open(QIODevice::WriteOnly) &&
                         file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        *error = file.errorString();
    return written;
}

} // namespace tcplab
