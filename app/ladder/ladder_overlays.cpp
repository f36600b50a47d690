#include "app/ladder/ladder_overlays.h"

#include "app/ladder/ladder_words.h"

#include <algorithm>

namespace tcplab {

namespace {

class Overlays {
public:
    Overlays(const LadderInput& input, const LadderColumns& where, LadderGeometry& geometry)
        : in(input), trace(*in.trace), axis(*in.axis), index(*in.index), columns(where), g(geometry)
    {
        topUnit = (in.area.top() - g.zeroY) / in.zoom;
        bottomUnit = (in.area.bottom() - g.zeroY) / in.zoom;
    }

    void addAll()
    {
        for (const LadderArrow& arrow : g.arrows)
            if (arrow.ignored && (arrow.hovered || arrow.selected))
                addNote(arrow);
        addPath();
        addLegend();
        addMeasure();
    }

private:
    double yOf(double position) const { return g.zeroY + position * in.zoom; }
    void addNote(const LadderArrow& arrow);
    void addPath();
    void addLegend();
    QString portsOf(int number) const;
    void addMeasure();

    const LadderInput& in;
    const Trace& trace;
    const TimeAxis& axis;
    const LadderIndex& index;
    const LadderColumns& columns;
    LadderGeometry& g;
    double topUnit = 0;
    double bottomUnit = 0;
};

/// Beside the mark, on the side where the arrow comes from.
void Overlays::addNote(const LadderArrow& arrow)
{
    const SegmentHistory& segment = trace.segment(arrow.id);
    const QString text = noEffectText(trace.record(segment.ignoredRecord).what, in.language);
    const double s = in.text->scale();
    const double height = in.text->height(TextRole::Note) + 2 * s;
    const double width = in.text->width(TextRole::Note, text) + 8 * s;
    const bool toTheRight = arrow.to.x() > arrow.from.x();
    const double x = toTheRight ? arrow.to.x() - 34 * s - width : arrow.to.x() + 34 * s;
    g.notes.push_back({QRectF(x, arrow.to.y() + 4 * s, width, height), text});
}

/// Between a cause and its effect on one host, along its lifeline: a program that went on, a timer that ran.
void Overlays::addPath()
{
    if (in.path == nullptr)
        return;
    const auto place = [this](const Record& record, bool asCause) {
        const Effect& what = record.what;
        if (what.kind == EffectKind::Send && what.segment != 0)
            return axis.positionOfSend(what.segment);
        if (what.kind == EffectKind::Deliver)
            return axis.positionOfEnd(trace, what.segment);
        return asCause ? axis.beginOfStep(record.step) : axis.positionOfStep(record.step);
    };
    std::array<double, 2> lowest{-1e18, -1e18};
    for (const CausePath::Link& link : in.path->links()) {
        const Record effect = trace.record(link.effect);
        const double bottom = place(effect, false);
        if (bottom < topUnit)
            continue;
        const Record cause = trace.record(link.cause);
        const double top = place(cause, true);
        if (top > bottomUnit)
            break;
        if (cause.what.host != effect.what.host || cause.what.kind == EffectKind::User ||
            effect.what.kind == EffectKind::Drop || (bottom - top) * in.zoom < 2)
            continue;
        const std::size_t side = indexOf(effect.what.host);
        const double from = std::max(top, lowest[side]);
        if (from >= bottom)
            continue;
        lowest[side] = bottom;
        g.path.push_back({g.lifeline[side], std::max(yOf(from), in.area.top() - 20),
                          std::min(yOf(bottom), in.area.bottom() + 20)});
    }
}

/// ":49152", ":49152 #2".
QString Overlays::portsOf(int number) const
{
    const LadderIndex::Conversation& one = index.conversations[static_cast<std::size_t>(number - 1)];
    QString text = QStringLiteral(":%1").arg(one.clientPort);
    if (one.incarnation > 1)
        text += QStringLiteral(" #%1").arg(one.incarnation);
    return text;
}

/// The connections that are in sight, in one line between the headings.
void Overlays::addLegend()
{
    if (!index.hasSeveralConnections())
        return;
    std::vector<int> seen;
    const auto see = [&seen](int number) {
        if (number != 0 && std::find(seen.begin(), seen.end(), number) == seen.end())
            seen.push_back(number);
    };
    for (const LadderArrow& arrow : g.arrows)
        see(arrow.conversation);
    std::sort(seen.begin(), seen.end()); // those with segments in sight first
    const auto withSegments = static_cast<std::ptrdiff_t>(seen.size());
    for (const LadderBar& bar : g.bars)
        see(bar.conversation);
    std::sort(seen.begin() + withSegments, seen.end());
    const double s = in.text->scale();
    const double height = in.text->height(TextRole::Call);
    double badge = 13 * s;
    const auto widthOf = [&](int number) {
        return badge + 3 * s + in.text->width(TextRole::Call, portsOf(number));
    };
    std::vector<QString> words;
    double width = 0;
    const double headings =
        (in.text->width(TextRole::Heading,
                        QString::fromStdString(hostName(trace.scenario(), Side::Client, in.language))) +
         in.text->width(TextRole::Heading,
                        QString::fromStdString(hostName(trace.scenario(), Side::Server, in.language)))) /
            2 +
        16 * s;
    const double room = columns.wire[1] - columns.wire[0] - headings;
    const auto count = static_cast<double>(seen.size());
    double whole = 0;
    for (const int number : seen)
        whole += widthOf(number);
    const double gaps = std::max(1.0, count - 1);
    // Rather close together than some of them left out.
    const double gap = std::clamp((room - whole) / gaps, 6 * s, 12 * s);
    const bool fits = whole + gap * gaps <= room;
    // And numbers alone rather than "+3": they stand beside arrows and names.
    const double each = 12 * s;
    const bool hardlyAny = in.plain || whole + gap * count > count * room / 2;
    const bool bare = !fits && hardlyAny && count * each <= room + 16 * s;
    if (in.plain && !fits && !bare)
        return;
    if (bare)
        badge = 10 * s;
    const QString more = QStringLiteral("+%1");
    for (const int number : seen) {
        const double needed = bare ? each : widthOf(number) + gap;
        if (!bare && !fits && width + needed + in.text->width(TextRole::Call, more.arg(seen.size())) > room)
            break;
        width += needed;
        words.push_back(bare ? QString{} : portsOf(number));
    }
    // Which of them had room is one thing, their order another.
    std::sort(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(words.size()));
    for (std::size_t i = 0; i < words.size() && !bare; ++i)
        words[i] = portsOf(seen[i]);
    if (words.size() < seen.size())
        width += in.text->width(TextRole::Call, more.arg(seen.size() - words.size())) + gap;
    double x = (columns.wire[0] + columns.wire[1] - width + (bare ? each - badge : gap)) / 2;
    const double middle = in.area.top() + headingHeight(*in.text) / 2;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const double text = in.text->width(TextRole::Call, words[i]);
        g.legend.push_back({QRectF(x, middle - badge / 2, badge, badge), seen[i],
                            QRectF(x + badge + 3 * s, middle - height / 2, text, height), words[i]});
        x += bare ? each : badge + 3 * s + text + gap;
    }
    if (words.size() < seen.size()) {
        const QString rest = more.arg(seen.size() - words.size());
        g.legend.push_back(
            {{}, 0, QRectF(x, middle - height / 2, in.text->width(TextRole::Call, rest), height), rest});
    }
}

void Overlays::addMeasure()
{
    if (!in.measured)
        return;
    const double s = in.text->scale();
    const double top = yOf(std::min(in.measured->from, in.measured->to));
    const double bottom = yOf(std::max(in.measured->from, in.measured->to));
    if (bottom < g.top - 10 || top > in.area.bottom() + 10)
        return;
    LadderMeasure measure{.x = columns.ticksRight + 2 * s,
                          .top = std::max(top, in.area.top() - 20),
                          .bottom = std::min(bottom, in.area.bottom() + 20),
                          .reach = columns.wire[1],
                          .text = in.measured->text};
    const double width = in.text->width(TextRole::Badge, measure.text) + 10 * s;
    const double height = in.text->height(TextRole::Badge) + 3 * s;
    const double middle = (std::max(top, g.top) + std::min(bottom, in.area.bottom())) / 2;
    // Beside what it measures where that is too low for it.
    const double y = bottom - top > height + 8 * s  ? middle - height / 2
                     : top - height - 3 * s > g.top ? top - height - 3 * s
                                                    : bottom + 3 * s;
    measure.textRect = QRectF(columns.ticksLeft, y, width, height);
    g.measure = measure;
    std::erase_if(g.ticks, [&](const LadderTick& tick) {
        return tick.y > y - in.text->height(TextRole::Tick) / 2 &&
               tick.y < y + height + in.text->height(TextRole::Tick) / 2;
    });
}

} // namespace

void addOverlays(const LadderInput& in, const LadderColumns& columns, LadderGeometry& geometry)
{
    Overlays(in, columns, geometry).addAll();
}

} // namespace tcplab
