#include "app/theme/contrast.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

double channel(float value)
{
    const double v = static_cast<double>(value);
    return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) +
           0.0722 * channel(colour.blueF());
}

constexpr int tries = 9; // a share of a 500th is finer than a colour's steps

} // namespace

double contrast(const QColor& a, const QColor& b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

QColor mixed(const QColor& a, const QColor& b, double shareOfB)
{
    const auto mix = [shareOfB](int x, int y) {
        return static_cast<int>(std::lround(x + (y - x) * shareOfB));
    };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QColor steppedBack(const QColor& ink, const QColor& ground, double share, double least)
{
    if (const QColor whole = mixed(ink, ground, share); contrast(whole, ground) >= least)
        return whole;
    double enough = 0;
    double tooMuch = share;
    for (int i = 0; i < tries; ++i) {
        const double middle = (enough + tooMuch) / 2;
        (contrast(mixed(ink, ground, middle), ground) >= least ? enough : tooMuch) = middle;
    }
    return mixed(ink, ground, enough);
}

QColor strengthened(const QColor& ink, const QColor& by, const QColor& ground, double share, double least)
{
    if (const QColor whole = mixed(ink, by, share); contrast(whole, ground) >= least)
        return whole;
    double tooLittle = share;
    double enough = 1;
    for (int i = 0; i < tries; ++i) {
        const double middle = (enough + tooLittle) / 2;
        (contrast(mixed(ink, by, middle), ground) >= least ? enough : tooLittle) = middle;
    }
    return mixed(ink, by, enough);
}

} // namespace tcplab
