#include "app/plots/plot_axes.h"

#include "app/wording/wording.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

constexpr double wrap = 4294967296.0; // 2^32

/// 1, 2 or 5 times a power of ten, so that about `count` of them make up `span`.
double niceStep(double span, double count)
{
    const double rough = span / std::max(1.0, count);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough)
            return factor * power;
    return 10 * power;
}

QString trimmedNumber(double number, int decimals)
{
    QString text = QString::number(number, 'f', decimals);
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return text;
}

/// "0.25 s", "12 ms": as many digits as the step needs.
QString secondsText(double s, double step)
{
    if (step >= 0.01)
        return trimmedNumber(s, step >= 1 ? 0 : 2) + QStringLiteral(" s");
    if (step >= 1e-5)
        return trimmedNumber(s * 1e3, 2) + QStringLiteral(" ms");
    return trimmedNumber(s * 1e6, 2) + QStringLiteral(" µs");
}

/// "4 k", and "4 kB" where `unit` is "B".
QString octetsOnAxis(double value, double most, QLatin1String unit)
{
    if (most >= 4e6)
        return trimmedNumber(value / 1e6, 2) + QStringLiteral(" M") + unit;
    if (most >= 2e4)
        return trimmedNumber(value / 1e3, 2) + QStringLiteral(" k") + unit;
    return trimmedNumber(value, 0) + (unit.isEmpty() ? QString() : QLatin1Char(' ') + unit);
}

void addTimes(PlotShapes& shapes, const PlotInput& in)
{
    const double seconds = static_cast<double>(in.range.length().ns) / 1e9;
    const double step = niceStep(seconds, in.area.width() / (1.6 * in.textWidth));
    const double from = static_cast<double>(in.range.from.ns) / 1e9;
    for (double at = std::ceil(from / step - 1e-9) * step; at <= from + seconds * (1 + 1e-12); at += step)
        shapes.times.push_back(
            {in.area.left() + (at - from) / seconds * in.area.width(), secondsText(at, step)});
}

void addDurations(PlotShapes& shapes, const PlotInput& in)
{
    const double step = niceStep(shapes.most / 1e9, in.area.height() / (2.2 * in.textHeight));
    for (double at = 0; at * 1e9 <= shapes.most; at += step)
        shapes.values.push_back({shapes.y(at * 1e9), secondsText(at, step)});
}

void addOctets(PlotShapes& shapes, double step, QLatin1String unit)
{
    for (double at = std::ceil(std::max(0.0, shapes.least) / step) * step; at <= shapes.most; at += step)
        shapes.values.push_back({shapes.y(at), octetsOnAxis(at, shapes.most, unit)});
}

/// Ticks at round numbers as segments bear them, from 0 again behind 2^32.
void addNumbers(PlotShapes& shapes, const PlotInput& in, double step)
{
    const double shift = in.firstNumber;
    const double least = std::max(0.0, shapes.least) + shift;
    const double most = shapes.most + shift;
    for (double turn = std::floor(least / wrap); turn * wrap <= most; ++turn) {
        const double begin = std::max(least - turn * wrap, 0.0);
        const double end = std::min(most - turn * wrap, wrap - 1);
        for (double at = std::ceil(begin / step) * step; at <= end; at += step) {
            const double y = shapes.y(at + turn * wrap - shift);
            // The last before the wrap gives way to the 0 behind it.
            if ((turn + 1) * wrap <= most && y - shapes.y((turn + 1) * wrap - shift) < in.textHeight)
                continue;
            shapes.values.push_back({y, trimmedNumber(at, 0)});
        }
    }
}

void addWraps(PlotShapes& shapes, const PlotInput& in)
{
    if (!in.isn)
        return;
    for (double at = wrap - *in.isn; at <= shapes.most; at += wrap)
        if (at >= shapes.least)
            shapes.wraps.push_back({shapes.y(at), PlotWords::tr("2³²: on from 0")});
}

} // namespace

void addTicks(PlotShapes& shapes, const PlotInput& in)
{
    addTimes(shapes, in);
    if (isTime(in.kind)) {
        addDurations(shapes, in);
        return;
    }
    const double step =
        std::max(1.0, niceStep(shapes.most - shapes.least, in.area.height() / (2.2 * in.textHeight)));
    if (in.kind != PlotKind::Sequence)
        addOctets(shapes, step, QLatin1String("B"));
    else if (in.firstNumber == 0)
        addOctets(shapes, step, {});
    else
        addNumbers(shapes, in, step);
    if (in.kind == PlotKind::Sequence)
        addWraps(shapes, in);
}

QString valueText(PlotKind kind, std::int64_t value, std::uint32_t firstNumber)
{
    if (isTime(kind))
        return QString::fromStdString(durationText(Duration{value}));
    if (kind == PlotKind::Sequence)
        return QString::number(static_cast<std::uint32_t>(value) + firstNumber);
    return QString::number(value);
}

} // namespace tcplab
