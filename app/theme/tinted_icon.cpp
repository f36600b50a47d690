#include "app/theme/tinted_icon.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace tcplab {

namespace {

/// Draws when it is asked to, and at the size asked for: most icons stand in menus that nobody opens.
class TintedIconEngine : public QIconEngine {
public:
    TintedIconEngine(QByteArray svg, QColor colour, QColor disabled)
        : m_svg(std::move(svg)), m_colour(colour), m_disabled(disabled)
    {}

    void paint(QPainter* painter, const QRect& where, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor", colourFor(mode).name().toLatin1());
        QSvgRenderer(svg).render(painter, where);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString key = QStringLiteral("tinted %1 %2 %3x%4")
                                .arg(qHash(m_svg))
                                .arg(colourFor(mode).name())
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        {
            QPainter painter(&pixmap);
            paint(&painter, QRect({}, size), mode, state);
        }
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine* clone() const override { return new TintedIconEngine(*this); }

private:
    const QColor& colourFor(QIcon::Mode mode) const
    {
        return mode == QIcon::Disabled ? m_disabled : m_colour;
    }

    QByteArray m_svg;
    QColor m_colour;
    QColor m_disabled;
};

} // namespace

QIcon tintedIcon(const QString& name, const QColor& colour, const QColor& disabled)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new TintedIconEngine(file.readAll(), colour, disabled));
}

} // namespace tcplab
