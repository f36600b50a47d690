/// Slanted lines with smooth edges, written straight into a picture's pixels. A timeline is mostly these, and QPainter
/// makes a span of its own of each pixel of one: a hundred across a screen are half of a frame.
#pragma once
#include <QImage>

namespace tcplab {

/// A solid line. Its ends are cut along the picture's columns, as where a segment's arrow meets a host's lifeline, or,
/// of one that falls by more than it goes along, along its rows. Places and `width` in pixels; nothing beside `clip` is
/// written. `colour` is opaque, and so is what lies in the picture. False, and nothing written: pixels of another kind
/// than 32 bits RGB; ask QPainter.
bool drawSlant(QImage& picture, const QRect& clip, QPointF from, QPointF to, double width, QRgb colour);

} // namespace tcplab
