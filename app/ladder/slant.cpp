#include "app/ladder/slant.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// 0 … 256 of `colour` over an opaque pixel: red and blue together, since neither reaches the other's bits.
QRgb over(QRgb pixel, QRgb colour, quint32 share)
{
    constexpr quint32 redBlue = 0x00ff00ff;
    constexpr quint32 green = 0x0000ff00;
    const quint32 rb = pixel & redBlue;
    const quint32 g = pixel & green;
    return 0xff000000 | ((rb + ((((colour & redBlue) - rb) * share) >> 8)) & redBlue) |
           ((g + ((((colour & green) - g) * share) >> 8)) & green);
}

/// The cell that holds it, or one far beyond every picture's edge.
int cellAt(double place) { return static_cast<int>(std::clamp(std::floor(place), -1e9, 1e9)); }
/// The last one that begins before it.
int cellBefore(double place) { return static_cast<int>(std::clamp(std::ceil(place) - 1, -1e9, 1e9)); }

/// How much of the cell at `at` lies between both.
double within(int at, double from, double to)
{
    return std::clamp(std::min(to, at + 1.0) - std::max(from, double(at)), 0.0, 1.0);
}

struct Band {
    QPointF from, to; ///< rising along the axis that it rather follows
    double half;      ///< across, along the other axis
    double slope;
};

/// The pixels [begin, end) of a row, whose first one's middle is `away` from the band's and each next one's `step` more.
/// Of a cell, that lies in the band which is not more than `half` and half a cell from its middle, nor more than the band
/// has. Written for the compiler to take four at once: no branches, signed whole numbers.
void blend(QRgb* pixels, int begin, int end, float away, float step, float half, QRgb colour, double share)
{
    if (begin >= end)
        return;
    const float reach = half + 0.5F;
    const float most = std::min(1.0F, 2 * half);
    const auto whole = static_cast<float>(256 * share);
    pixels += begin;
    for (int i = 0; i < end - begin; ++i) {
        float there = reach - std::abs(away + static_cast<float>(i) * step);
        there = there < 0 ? 0 : there;
        there = there > most ? most : there;
        pixels[i] = over(pixels[i], colour, static_cast<quint32>(static_cast<int>(there * whole + 0.5F)));
    }
}

/// It goes along: row by row, each from where the band enters it to where it leaves.
void drawFlat(QImage& picture, const QRect& clip, const Band& band, QRgb colour)
{
    const int first = std::max(clip.left(), cellAt(band.from.x()));
    const int last = std::min(clip.right(), cellBefore(band.to.x()));
    if (first > last)
        return;
    const auto middleAt = [&](int x) { return band.from.y() + (x + 0.5 - band.from.x()) * band.slope; };
    const double reach = band.half + 0.5;
    const double ends[]{middleAt(first), middleAt(last)};
    const int top = std::max(clip.top(), cellAt(std::min(ends[0], ends[1]) - reach));
    const int bottom = std::min(clip.bottom(), cellBefore(std::max(ends[0], ends[1]) + reach));
    for (int y = top; y <= bottom; ++y) {
        int begin = first;
        int end = last + 1;
        if (std::abs(band.slope) > 1e-6) {
            const double x = band.from.x() + (y + 0.5 - band.from.y()) / band.slope;
            const double spread = reach / std::abs(band.slope) + 1;
            begin = std::max(first, cellAt(x - spread));
            end = std::min(last, cellBefore(x + spread)) + 1;
        }
        auto* pixels = reinterpret_cast<QRgb*>(picture.scanLine(y));
        const auto piece = [&](int from, int to, double share) {
            blend(pixels, from, to, static_cast<float>(middleAt(from) - y - 0.5),
                  static_cast<float>(band.slope), static_cast<float>(band.half), colour, share);
        };
        // The cells at both ends are only partly the line's.
        for (; begin < end && within(begin, band.from.x(), band.to.x()) < 1; ++begin)
            piece(begin, begin + 1, within(begin, band.from.x(), band.to.x()));
        for (; end > begin && within(end - 1, band.from.x(), band.to.x()) < 1; --end)
            piece(end - 1, end, within(end - 1, band.from.x(), band.to.x()));
        piece(begin, end, 1);
    }
}

/// It goes down: in each row some pixels about the middle.
void drawSteep(QImage& picture, const QRect& clip, const Band& band, QRgb colour)
{
    const int top = std::max(clip.top(), cellAt(band.from.y()));
    const int bottom = std::min(clip.bottom(), cellBefore(band.to.y()));
    for (int y = top; y <= bottom; ++y) {
        const double middle = band.from.x() + (y + 0.5 - band.from.y()) * band.slope;
        const double reach = band.half + 0.5;
        const int begin = std::max(clip.left(), cellAt(middle - reach));
        const int end = std::min(clip.right(), cellBefore(middle + reach)) + 1;
        blend(reinterpret_cast<QRgb*>(picture.scanLine(y)), begin, end,
              static_cast<float>(begin + 0.5 - middle), 1, static_cast<float>(band.half), colour,
              within(y, band.from.y(), band.to.y()));
    }
}

} // namespace

bool drawSlant(QImage& picture, const QRect& clip, QPointF from, QPointF to, double width, QRgb colour)
{
    if (picture.format() != QImage::Format_RGB32 && picture.format() != QImage::Format_ARGB32_Premultiplied)
        return false;
    const QRect inside = clip & picture.rect();
    QPointF d = to - from;
    const double length = std::hypot(d.x(), d.y());
    if (inside.isEmpty() || !(length > 0) || !std::isfinite(length) || !(width > 0) || !std::isfinite(width))
        return true;
    const bool flat = std::abs(d.x()) >= std::abs(d.y());
    if (flat ? d.x() < 0 : d.y() < 0) {
        std::swap(from, to);
        d = -d;
    }
    const double along = flat ? d.x() : d.y();
    const Band band{
        .from = from, .to = to, .half = width / 2 * length / along, .slope = (flat ? d.y() : d.x()) / along};
    flat ? drawFlat(picture, inside, band, colour) : drawSteep(picture, inside, band, colour);
    return true;
}

} // namespace tcplab
