#include "app/ladder/label_sprites.h"

#include "app/ladder/text_measure.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace tcplab {

namespace {

constexpr int mostKilobytes = 24 * 1024;

/// Outlines: hinting would make stairs of a line that is turned afterwards.
void drawText(QPainter& p, QPointF start, const QFont& font, const QString& text, const QColor& colour)
{
    QPainterPath outline;
    outline.addText(start, font, text);
    p.fillPath(outline, colour);
}

} // namespace

LabelSprites::LabelSprites() : m_flat(mostKilobytes), m_turned(mostKilobytes) {}

QImage LabelSprites::of(const LabelParts& parts, const LabelBox& box, double base, const LabelLook& look,
                        const QFont& flags, const QFont& numbers, double pixelRatio) const
{
    const Key key{.chip = parts.chip,
                  .flags = parts.flags,
                  .numbers = parts.numbers,
                  .ink = look.ink.rgb(),
                  .numbersInk = look.numbers.rgb(),
                  .pixelRatio = pixelRatio};
    Key turnedKey = key;
    turnedKey.angle = box.angle;
    if (const QImage* known = m_turned.object(turnedKey))
        return *known;
    const QImage lying = flat(key, parts, box, base, look, flags, numbers, 2 * pixelRatio);
    const QRectF bounds = box.grownBy(margin).bounds();
    QImage image(static_cast<int>(std::ceil(bounds.width() * pixelRatio)) + 2,
                 static_cast<int>(std::ceil(bounds.height() * pixelRatio)) + 2,
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter p(&image);
    p.setRenderHint(QPainter::SmoothPixmapTransform);
    p.translate(image.width() / 2.0, image.height() / 2.0);
    p.scale(pixelRatio, pixelRatio);
    p.rotate(box.angle * 180 / M_PI);
    const QPointF half(box.halfWidth + margin, box.halfHeight + margin);
    p.drawImage(QRectF(-half, half), lying);
    p.end();
    image.setDevicePixelRatio(pixelRatio);
    m_turned.insert(turnedKey, new QImage(image), static_cast<int>(image.sizeInBytes() / 1024) + 1);
    return image;
}

QImage LabelSprites::flat(const Key& key, const LabelParts& parts, const LabelBox& box, double base,
                          const LabelLook& look, const QFont& flags, const QFont& numbers,
                          double density) const
{
    if (const QImage* known = m_flat.object(key))
        return *known;
    const double halfHeight = box.halfHeight;
    const double width = 2 * (box.halfWidth + margin);
    const double height = 2 * (halfHeight + margin);
    QImage image(static_cast<int>(std::ceil(width * density)), static_cast<int>(std::ceil(height * density)),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter p(&image);
    p.setRenderHint(QPainter::Antialiasing);
    p.scale(image.width() / width, image.height() / height);
    p.translate(margin, height / 2);
    QPointF start(0, base);
    if (!parts.chip.isEmpty()) {
        p.setPen(Qt::NoPen);
        p.setBrush(look.ink);
        p.drawRoundedRect(QRectF(0, -halfHeight, parts.chipWidth, 2 * halfHeight), 3 * look.scale,
                          3 * look.scale);
        drawText(p, start + QPointF(chipPadding(look.scale), 0), flags, parts.chip, look.surface);
        start.rx() += parts.chipWidth;
    }
    if (!parts.flags.isEmpty())
        drawText(p, start, flags, parts.flags, look.ink);
    start.rx() += parts.flagsWidth;
    if (!parts.numbers.isEmpty())
        drawText(p, start, numbers, parts.numbers, look.numbers);
    p.end();
    m_flat.insert(key, new QImage(image), static_cast<int>(image.sizeInBytes() / 1024) + 1);
    return image;
}

} // namespace tcplab
