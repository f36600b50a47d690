/// Where the words about a measured time stand at the foot of the timeline, and how much of them there is room for.
#pragma once
#include <QFontMetricsF>
#include <QRectF>
#include <QString>

#include <vector>

namespace tcplab {

struct MeasurePlace {
    QRectF frame;
    QRectF words;
    QString text;
};

/// The first of these forms, from the fullest to the barest, that fits into the room's width, in two lines if need be;
/// the last in any case.
MeasurePlace measurePlace(const std::vector<QString>& forms, const QFontMetricsF& font, const QRectF& room);

} // namespace tcplab
