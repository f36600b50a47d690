/// Labels painted once: lying flat and larger than they are seen, and from that turned along their arrows. Filling the
/// outlines of letters along forty slanted arrows anew costs more than a frame may.
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
    QColor surface;   ///< letters of a chip
    double scale = 1; ///< of all that is not text
};

class LabelSprites {
public:
    LabelSprites();
    /// Px around the label in a sprite.
    static constexpr double margin = 3;
    /// The label turned, its middle in the image's middle, for a screen with so many pixels a px.
    QImage of(const LabelParts& parts, const LabelBox& box, double base, const LabelLook& look,
              const QFont& flags, const QFont& numbers, double pixelRatio) const;

private:
    /// What two labels that look alike have in common; fonts, scale and ground are the theme's.
    struct Key {
        QString chip, flags, numbers;
        QRgb ink = 0;
        QRgb numbersInk = 0;
        double pixelRatio = 1;
        double angle = 0; ///< 0: it lies
        friend bool operator==(const Key&, const Key&) = default;
        friend size_t qHash(const Key& key, size_t seed = 0)
        {
            return qHashMulti(seed, key.chip, key.flags, key.numbers, key.ink, key.numbersInk, key.pixelRatio,
                              key.angle);
        }
    };
    QImage flat(const Key& key, const LabelParts& parts, const LabelBox& box, double base,
                const LabelLook& look, const QFont& flags, const QFont& numbers, double density) const;
    mutable QCache<Key, QImage> m_flat;
    mutable QCache<Key, QImage> m_turned;
};

} // namespace tcplab
