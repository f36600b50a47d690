/// A painted picture as SVG that looks the same wherever it is opened: its letters ask for the face that they were
/// measured in, then for its kin, and keep their width in whatever face they get.
#pragma once
#include <QByteArray>
#include <QSizeF>
#include <QString>

#include <functional>

class QPainter;

namespace tcplab {

struct PictureSvg {
    QSizeF size; ///< px
    QString title;
    double dotsPerInch = 96;
};

/// What `paint` paints; texts in the theme's own monospaced face, and in any other.
QByteArray svgOf(const PictureSvg& picture, const std::function<void(QPainter&)>& paint);

} // namespace tcplab
