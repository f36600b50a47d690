/// Labels painted once, lying flat and larger than they are seen, from which turned ones are drawn: filling the outlines
/// of letters along forty slanted arrows anew costs more than a frame may.
#pragma once
#include "app/ladder/label_layout.h"

#include <QCache>
#include <QColor>
#include <QFont>
#include <QImage>

namespace tcplab {

/// How a label is painted.
struct LabelLook {
    QColor ink; ///< flags, or the ground of a chip
    QColor numbers;
    QColor surface;        ///< letters of a chip; the ground behind the others
    bool onGround = false; ///< a line passes behind the letters
    double scale = 1;      ///< of all that is not text
};

class LabelSprites {
public:
    LabelSprites();
    /// Px around the label in a sprite.
    static constexpr double margin = 3;
    /// The label in an image of `density` times its size.
    QImage of(const LabelParts& parts, double halfWidth, double halfHeight, double base,
              const LabelLook& look, const QFont& flags, const QFont& numbers, double density) const;

private:
    mutable QCache<QString, QImage> m_sprites;
};

} // namespace tcplab
