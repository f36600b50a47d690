#include "app/ladder/measure_place.h"

#include <cmath>

namespace tcplab {

namespace {
constexpr double padAcross = 9;
constexpr double padUp = 4;
} // namespace

MeasurePlace measurePlace(const std::vector<QString>& forms, const QFontMetricsF& font, const QRectF& room)
{
    const double across = room.width() - 2 * padAcross;
    MeasurePlace place;
    for (const QString& form : forms) {
        const bool inOneLine = font.horizontalAdvance(form) <= across;
        QRectF words(0, 0, std::ceil(font.horizontalAdvance(form)) + 2, std::ceil(font.height()));
        if (!inOneLine) {
            words = font.boundingRect(QRectF(0, 0, across, 1e4), Qt::AlignCenter | Qt::TextWordWrap, form);
            words = {0, 0, std::ceil(words.width()) + 2, std::ceil(words.height())};
        }
        place.text = form;
        place.words = words;
        if (inOneLine || (words.width() <= across && words.height() < 2.5 * font.lineSpacing()))
            break;
    }
    place.frame = place.words.adjusted(-padAcross, -padUp, padAcross, padUp);
    place.frame.moveCenter(room.center());
    place.frame.moveBottom(room.bottom());
    place.words.moveCenter(place.frame.center());
    return place;
}

} // namespace tcplab
