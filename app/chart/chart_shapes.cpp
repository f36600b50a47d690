#include "app/chart/chart_shapes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace tcplab {
namespace {

constexpr double gap = 8;
constexpr double keyLine = 26; ///< of the legend

struct Range {
    double low = 0;
    double high = 1;
};

/// One direction: values to places.
class Scale {
public:
    Scale(Range values, bool logarithmic, double from, double to)
        : m_logarithmic(logarithmic),
          m_from(from),
          m_to(to),
          m_low(part(values.low)),
          m_high(part(values.high))
    {}
    double at(double value) const
    {
        return m_from + (part(value) - m_low) / (m_high - m_low) * (m_to - m_from);
    }

private:
    double part(double value) const { return m_logarithmic ? std::log10(value) : value; }

    bool m_logarithmic;
    double m_from;
    double m_to;
    double m_low;
    double m_high;
};

void widen(Range& range, bool& any, double value)
{
    range = any ? Range{std::min(range.low, value), std::max(range.high, value)} : Range{value, value};
    any = true;
}

Range rangeOfX(const Chart& chart)
{
    if (!chart.x.categories.empty())
        return {-0.6, static_cast<double>(chart.x.categories.size()) - 0.4};
    Range range;
    bool any = false;
    for (const ChartCurve& curve : chart.curves)
        for (const ChartPoint& point : curve.points)
            widen(range, any, point.x);
    if (range.low == range.high)
        return chart.x.isLogarithmic ? Range{range.low / 2, range.high * 2}
                                     : Range{range.low - 1, range.high + 1};
    return range;
}

/// All that was measured; theory may lie beyond, or one could not see the rest.
Range rangeOfY(const Chart& chart)
{
    constexpr double mostBeyond = 1.6; // of what was measured
    if (chart.y.isShare && !chart.y.isLogarithmic)
        return {0, 1};
    Range range;
    bool any = false;
    for (const ChartCurve& curve : chart.curves)
        if (!curve.isTheory)
            for (const ChartPoint& point : curve.points) {
                widen(range, any, point.y);
                for (const auto& value : {point.low, point.high})
                    if (value)
                        widen(range, any, *value);
            }
    const Range ours = range;
    for (const ChartCurve& curve : chart.curves)
        if (curve.isTheory)
            for (const ChartPoint& point : curve.points)
                if (point.y <= ours.high * mostBeyond &&
                    (point.y >= ours.low / mostBeyond || !chart.y.isLogarithmic))
                    widen(range, any, point.y);
    if (chart.y.isLogarithmic) {
        if (!any)
            return {0.1, 1};
        return {range.low / 1.15, range.high * 1.15};
    }
    range.low = std::min(0.0, range.low); // a length begins at zero
    range.high = range.high > range.low ? range.high + (range.high - range.low) * 0.05 : range.low + 1;
    return range;
}

/// Lines of at most this width; Chinese may be broken anywhere.
std::vector<std::string> wrapped(const std::string& text, double width, double size, const ChartSize& by)
{
    std::vector<std::string> lines(1);
    std::string word;
    const auto flush = [&] {
        if (!lines.back().empty() && by.textWidth(lines.back() + word, size) > width) {
            while (lines.back().ends_with(' '))
                lines.back().pop_back();
            lines.emplace_back();
        }
        lines.back() += word;
        word.clear();
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const std::string letter = text.substr(i, length);
        const auto next = static_cast<unsigned char>(i + length < text.size() ? text[i + length] : ' ');
        i += length;
        word += letter;
        // Between Chinese letters, but not before a mark that may not begin a line (U+3000 …, U+FF00 …).
        const bool nextIsMark =
            next == 0xEF || (next == 0xE3 && static_cast<unsigned char>(text[i + 1]) == 0x80);
        if (letter == " " || (length == 3 && lead >= 0xE3 && !nextIsMark))
            flush();
    }
    flush();
    return lines;
}

class Layout {
public:
    Layout(const Chart& chart, const ChartSize& size) : m_chart(chart), m_size(size)
    {
        m_out.width = size.width;
        m_out.height = size.height;
    }

    ChartShapes make()
    {
        const double bottom = placeNotes();
        placeAxes(placeHead(), bottom);
        placeCurves();
        return std::move(m_out);
    }

private:
    double text() const { return m_size.text; }
    double small() const { return m_size.text * 0.86; }
    void write(ChartXY at, std::string words, double size, ChartAlign align, ChartInk ink = ChartInk::Text,
               bool bold = false, bool upwards = false)
    {
        m_out.words.push_back({at, std::move(words), size, ink, align, bold, upwards});
    }

    /// From below; returns where there is room above them.
    double placeNotes()
    {
        const double size = small();
        std::vector<std::string> lines;
        for (const std::string& note : m_chart.notes)
            for (std::string& line : wrapped(note, m_size.width - 3 * gap, size, m_size))
                lines.push_back(std::move(line));
        const double step = size * 1.4;
        double y = m_size.height - gap - static_cast<double>(lines.size()) * step;
        const double top = y;
        for (std::string& line : lines) {
            y += step;
            write({1.5 * gap, y - size * 0.2}, std::move(line), size, ChartAlign::Left, ChartInk::Muted);
        }
        return top;
    }

    /// Where a theory lies that has no place in the picture.
    const char* beyond(const ChartCurve& curve) const
    {
        const Range ys = rangeOfY(m_chart);
        if (!curve.isTheory || curve.points.empty())
            return "";
        const auto all = [&](auto holds) { return std::ranges::all_of(curve.points, holds, &ChartPoint::y); };
        if (all([&](double y) { return y > ys.high; }))
            return " ↑";
        return all([&](double y) { return y < ys.low; }) ? " ↓" : "";
    }

    /// Title and legend; returns where the area begins.
    double placeHead()
    {
        double y = gap + text() * 1.25;
        write({1.5 * gap, y}, m_chart.title, text() * 1.25, ChartAlign::Left, ChartInk::Text, true);
        const bool single = m_chart.curves.size() == 1 && m_chart.curves.front().name.empty();
        if (single)
            return y + gap * 1.5;
        double x = 1.5 * gap;
        y += text() * 1.7;
        for (std::size_t i = 0; i < m_chart.curves.size(); ++i) {
            const ChartCurve& curve = m_chart.curves[i];
            const std::string name = curve.name + beyond(curve);
            const double wide = keyLine + 6 + m_size.textWidth(name, text()) + 18;
            if (x > 2 * gap && x + wide > m_size.width) {
                x = 1.5 * gap;
                y += text() * 1.5;
            }
            const double middle = y - text() * 0.35;
            m_out.keyLines.push_back({curve.isTheory ? ChartInk::Theory : ChartInk::Curve,
                                      i,
                                      {{x, middle}, {x + keyLine, middle}},
                                      2,
                                      curve.isTheory});
            if (!curve.isTheory)
                m_out.keyMarks.push_back({i, 0, {x + keyLine / 2, middle}});
            write({x + keyLine + 6, y}, name, text(), ChartAlign::Left);
            x += wide;
        }
        return y + gap * 1.5;
    }

    void placeAxes(double top, double bottom)
    {
        const Range xs = rangeOfX(m_chart);
        const Range ys = rangeOfY(m_chart);
        const double below = small() * 1.6 + text() * 1.8;
        const double floor = std::max(bottom - below, top + 40);
        const auto yTicks = niceTicks(ys.low, ys.high, m_chart.y.isLogarithmic,
                                      std::max(2, static_cast<int>((floor - top) / 44)));
        double widest = 0;
        for (const double tick : yTicks)
            widest = std::max(widest, m_size.textWidth(tickText(tick), small()));
        const double left = text() * 1.9 + widest + gap;
        const double right = m_size.width - 2.5 * gap;
        m_out.topLeft = {left, top};
        m_out.bottomRight = {right, floor};
        m_x.emplace(xs, m_chart.x.isLogarithmic, left, right);
        m_y.emplace(ys, m_chart.y.isLogarithmic, floor, top);
        for (const double tick : yTicks) {
            const double y = m_y->at(tick);
            m_out.frame.push_back({ChartInk::Grid, 0, {{left, y}, {right, y}}});
            write({left - 6, y + small() * 0.35}, tickText(tick), small(), ChartAlign::Right,
                  ChartInk::Muted);
        }
        placeXTicks(xs, left, right, floor, top);
        m_out.frame.push_back({ChartInk::Frame, 0, {{left, top}, {left, floor}, {right, floor}}});
        write({(left + right) / 2, floor + small() * 1.5 + text() * 1.35}, m_chart.x.label, text(),
              ChartAlign::Middle);
        write({text() * 1.25, (top + floor) / 2}, m_chart.y.label, text(), ChartAlign::Middle, ChartInk::Text,
              false, true);
    }

    void placeXTicks(const Range& xs, double left, double right, double floor, double top)
    {
        const auto put = [&](double value, const std::string& words) {
            const double x = m_x->at(value);
            m_out.frame.push_back({ChartInk::Grid, 0, {{x, top}, {x, floor}}});
            write({x, floor + small() * 1.4}, words, small(), ChartAlign::Middle, ChartInk::Muted);
        };
        if (!m_chart.x.categories.empty()) {
            // Each name that has room.
            const double room = (right - left) / static_cast<double>(m_chart.x.categories.size());
            double widest = 1;
            for (const std::string& name : m_chart.x.categories)
                widest = std::max(widest, m_size.textWidth(name, small()) + gap);
            const auto step = static_cast<std::size_t>(std::max(1.0, std::ceil(widest / room)));
            for (std::size_t i = 0; i < m_chart.x.categories.size(); i += step)
                put(static_cast<double>(i), m_chart.x.categories[i]);
            return;
        }
        for (const double tick : niceTicks(xs.low, xs.high, m_chart.x.isLogarithmic,
                                           std::max(2, static_cast<int>((right - left) / 64))))
            put(tick, tickText(tick));
    }

    ChartXY place(const ChartPoint& point, double y, std::size_t curve) const
    {
        ChartXY at{m_x->at(point.x), m_y->at(y)};
        if (!m_chart.x.categories.empty() && !m_chart.curves[curve].isTheory) // side by side
            at.x += (static_cast<double>(curve) - (static_cast<double>(m_chart.curves.size()) - 1) / 2) * 14;
        return at;
    }

    void placeBand(std::size_t curve, std::optional<double> ChartPoint::* low,
                   std::optional<double> ChartPoint::* high, double opacity, double width)
    {
        const auto& points = m_chart.curves[curve].points;
        if (!m_chart.x.categories.empty() || points.size() == 1) {
            for (const ChartPoint& point : points)
                if (point.*low && point.*high)
                    m_out.lines.push_back(
                        {ChartInk::Curve,
                         curve,
                         {place(point, *(point.*low), curve), place(point, *(point.*high), curve)},
                         width,
                         false});
            return;
        }
        // Where a point has no band, it ends, and another begins behind it.
        for (std::size_t from = 0; from < points.size();) {
            std::size_t to = from;
            while (to < points.size() && points[to].*low && points[to].*high)
                ++to;
            if (to - from >= 2) {
                ChartArea area{curve, {}, opacity};
                for (std::size_t i = from; i < to; ++i)
                    area.outline.push_back(place(points[i], *(points[i].*high), curve));
                for (std::size_t i = to; i-- > from;)
                    area.outline.push_back(place(points[i], *(points[i].*low), curve));
                m_out.areas.push_back(std::move(area));
            }
            from = std::max(to, from + 1);
        }
    }

    void placeCurves()
    {
        for (std::size_t i = 0; i < m_chart.curves.size(); ++i) {
            const ChartCurve& curve = m_chart.curves[i];
            if (curve.points.empty())
                continue;
            ChartLine line{curve.isTheory ? ChartInk::Theory : ChartInk::Curve, i, {}, 2, curve.isTheory};
            for (const ChartPoint& point : curve.points)
                line.points.push_back(place(point, point.y, i));
            if (!curve.isTheory) {
                placeBand(i, &ChartPoint::low, &ChartPoint::high, 0.14, 1.2);
                placeBand(i, &ChartPoint::innerLow, &ChartPoint::innerHigh, 0.24, 5);
                for (std::size_t k = 0; k < line.points.size(); ++k)
                    m_out.marks.push_back({i, k, line.points[k]});
            }
            const bool joined = m_chart.x.categories.empty() || curve.isTheory;
            if (joined && line.points.size() > 1)
                m_out.lines.push_back(std::move(line));
        }
    }

    const Chart& m_chart;
    const ChartSize& m_size;
    std::optional<Scale> m_x;
    std::optional<Scale> m_y;
    ChartShapes m_out;
};

} // namespace

const ChartMark* ChartShapes::markAt(ChartXY place, double reach) const
{
    const ChartMark* nearest = nullptr;
    double least = reach;
    for (const ChartMark& mark : marks) {
        const double away = std::hypot(mark.at.x - place.x, mark.at.y - place.y);
        if (away <= least) {
            least = away;
            nearest = &mark;
        }
    }
    return nearest;
}

ChartShapes layOutChart(const Chart& chart, const ChartSize& size)
{
    ChartSize by = size;
    if (!by.textWidth)
        by.textWidth = estimatedTextWidth;
    return Layout(chart, by).make();
}

std::vector<ChartXY> markOutline(std::size_t curve, double radius)
{
    const auto corners = [&](int count, double turn, double size) {
        std::vector<ChartXY> outline;
        for (int i = 0; i < count; ++i) {
            const double angle = turn + 2 * std::numbers::pi * i / count;
            outline.push_back({radius * size * std::sin(angle), -radius * size * std::cos(angle)});
        }
        return outline;
    };
    switch (curve % 5) {
    case 1: return corners(4, std::numbers::pi / 4, 1.25); // a square
    case 2: return corners(3, 0, 1.35);                    // a triangle
    case 3: return corners(4, 0, 1.35);                    // a diamond
    case 4: return corners(3, std::numbers::pi, 1.35);     // a triangle on its head
    default: return {};
    }
}

double estimatedTextWidth(std::string_view text, double size)
{
    double width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0xE3 && byte < 0xF0)
            width += 1; // Chinese
        else if (byte < 0x80 || byte >= 0xC0)
            width += byte < 0x80 && std::string_view(" .,:;'|!()ijlt").find(c) != std::string_view::npos
                         ? 0.36
                         : 0.62;
    }
    return width * size;
}

std::vector<double> niceTicks(double low, double high, bool logarithmic, int most)
{
    std::vector<double> ticks;
    if (!(high > low))
        return {low};
    if (logarithmic) {
        const double first = std::floor(std::log10(low));
        const double last = std::ceil(std::log10(high));
        const int every = std::max(1, static_cast<int>(std::ceil((last - first) / most)));
        const bool fine = (std::log10(high) - std::log10(low)) * 2 <= most;
        for (int power = static_cast<int>(first); power <= static_cast<int>(last); power += every)
            for (const double times : {1.0, 2.0, 5.0}) {
                const double tick = times * std::pow(10, power);
                if ((times == 1 || fine) && tick >= low * 0.999999 && tick <= high * 1.000001)
                    ticks.push_back(tick);
            }
        return ticks;
    }
    const double rough = (high - low) / most;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = power * 10;
    for (const double times : {1.0, 2.0, 5.0})
        if (power * times >= rough * 0.999999) {
            step = power * times;
            break;
        }
    const double slack = step * 1e-6;
    for (double i = std::ceil((low - slack) / step); i * step <= high + slack; ++i)
        ticks.push_back(i == 0 ? 0 : i * step);
    return ticks;
}

std::string tickText(double value)
{
    if (value == 0)
        return "0";
    const double size = std::abs(value);
    if (size >= 1e7 || size < 1e-5)
        return fmt::format("{:.3g}", value);
    std::string text = fmt::format("{:.7f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

} // namespace tcplab
