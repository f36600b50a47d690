/// Which host is in a state, where both are in one diagram.
#pragma once
#include "app/diagram/diagram_paint.h"

namespace tcplab {

/// At a corner of the box of the host's state; on no letter of its name, on no words over the frames.
QRectF tokenPlace(const DiagramLayout& layout, const DiagramSituation& situation, const Theme& theme);
/// The client's is round, the server's square, each with its letter, at corners of their own.
void paintToken(QPainter& painter, const DiagramLayout& layout, const DiagramSituation& situation,
                const Theme& theme, Language language);

} // namespace tcplab
