#include "app/theme/tinted_icon.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace tcplab {

namespace {

QPixmap drawn(QByteArray svg, const QColor& colour, int pixels)
{
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(svg);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

} // namespace

QIcon tintedIcon(const QString& name, const QColor& colour, const QColor& disabled)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    QIcon icon;
    for (const int pixels : {16, 20, 24, 32, 48}) {
        icon.addPixmap(drawn(svg, colour, pixels), QIcon::Normal);
        icon.addPixmap(drawn(svg, disabled, pixels), QIcon::Disabled);
    }
    return icon;
}

} // namespace tcplab
