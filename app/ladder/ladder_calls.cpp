// The programs' calls and their errors beside the lifelines, in the order in which they happened.
#include "app/ladder/ladder_words.h"
#include "app/ladder/margins_builder.h"

#include <cmath>

namespace tcplab {

namespace {
/// With more calls than this in sight they are not even looked for.
constexpr std::size_t mostCalls = 1500;
} // namespace

void Margins::addCalls()
{
    const double height = in.text->height(TextRole::Call);
    std::array<QString, 2> latest;
    if (in.index->calls.countIn(topUnit, bottomUnit) > mostCalls)
        return;
    in.index->calls.visit(topUnit - aboveThePicture, bottomUnit, [&](std::uint32_t i) {
        const CallRun& run = in.index->callRuns[i];
        const auto& marks = in.index->callMarks[indexOf(run.host)];
        const std::size_t count = run.last - run.first + 1;
        // Where arrows are too many to be drawn, a call that repeats the one before says nothing new.
        const QString name = callLabel(trace, trace.record(marks[run.first].record), in.language);
        if (std::exchange(latest[indexOf(run.host)], name) == name && !g.density.empty())
            return;
        const double span = (marks[run.last].position - marks[run.first].position) * in.zoom;
        if (count > 1 && span < 2 * height * static_cast<double>(count - 1)) {
            addCallRun(run, height);
            return;
        }
        const auto from = std::lower_bound(marks.begin() + run.first, marks.begin() + run.last + 1,
                                           topUnit - aboveThePicture,
                                           [](const CallMark& mark, double p) { return mark.position < p; });
        for (auto mark = from; mark != marks.begin() + run.last + 1 && mark->position <= bottomUnit; ++mark)
            addCall(run.host, mark->record, 1, yOf(mark->position) - height / 2, height);
    });
}

/// Forty sends in one breath are told in one line, which stays in sight as long as one of them is.
void Margins::addCallRun(const CallRun& run, double height)
{
    const auto& marks = in.index->callMarks[indexOf(run.host)];
    const auto begin = marks.begin() + run.first;
    const auto end = std::partition_point(begin, marks.begin() + run.last + 1, [this](const CallMark& mark) {
        return !in.cursor || trace.record(mark.record).step <= in.step;
    });
    if (end == begin)
        return;
    const CallMark& latest = *(end - 1);
    const double lowest = yOf(latest.position) - height / 2;
    const double y = std::min(std::max(yOf(begin->position) - height / 2, g.top), lowest);
    addCall(run.host, latest.record, static_cast<std::size_t>(end - begin), y, height);
}

/// What is too long for its column ends in an ellipsis; the table of events has it whole.
QString Margins::shortened(QString call, double room) const
{
    if (in.text->width(TextRole::Call, call) <= room)
        return call;
    while (!call.isEmpty() && in.text->width(TextRole::Call, call + QChar(0x2026)) > room)
        call.chop(1);
    return call.trimmed() + QChar(0x2026);
}

void Margins::addCall(Side host, std::uint32_t number, std::size_t times, double y, double height)
{
    const Record record = trace.record(number);
    const std::size_t side = indexOf(host);
    const QString once = callLabel(trace, record, in.language);
    const QString whole = times > 1 ? repeatedLabel(once, times) : once;
    const bool alarm = record.what.kind == EffectKind::Return || record.what.kind == EffectKind::User ||
                       record.what.call == Call::Crash;
    const double column = std::abs(columns.bars[side] - columns.outer[side]);
    double inset = (hookLength + 3) * s;
    QString name = shortened(whole, column - inset - 6 * s);
    if (alarm && name != whole) { // a cut error is another one: it may stand over the brackets' room
        inset = 0;
        name = shortened(whole, std::abs(columns.wire[side] - columns.outer[side]) - 1);
    }
    const double width = in.text->width(TextRole::Call, name);
    const LadderText text{.rect = atOuterEdge(host, y, width, height, inset),
                          .text = name,
                          .role = TextRole::Call,
                          .host = host,
                          .muted = !alarm,
                          .alarm = alarm,
                          .lit = isLit(record.step),
                          .toTheRight = host == Side::Server,
                          .record = number};
    const bool draw = !in.cursor || record.step <= in.step;
    if (putCall(text, draw)) {
        former[side].name = once;
        former[side].times = times;
        former[side].text = draw ? g.texts.size() : 0;
    } else if (draw) {
        countWithFormer(host, once, times);
    }
}

/// At its height, or half a line above that, or the next free place below: never above a call that came before, nor
/// beyond a wait that came after it. An error stands there rather than nowhere.
bool Margins::putCall(const LadderText& text, bool draw)
{
    const double h = text.rect.height();
    double& foot = former[indexOf(text.host)].foot;
    const double own = text.rect.top();
    const double lowest = own + (text.alarm ? 12 : 6) * h;
    const double highest = g.zeroY + headingHeight(*in.text) - headroom(*in.text);
    double wait = 1e9;
    for (const QRectF& band : teeth)
        if (band.top() > own + h / 2)
            wait = std::min(wait, band.bottom());
    enum class Among { None, Teeth, Beyond };
    for (const Among among : {Among::None, Among::Teeth, Among::Beyond}) {
        if (among == Among::Beyond && !text.alarm)
            break;
        const auto tryAt = [&](double top) {
            const QRectF rect(text.rect.left(), top, text.rect.width(), h);
            if (top < foot || isTaken(rect) || (among == Among::None && meetsTeeth(rect)) ||
                (among != Among::Beyond && top >= wait - h / 2))
                return false;
            putAt(rect, text, draw);
            foot = rect.bottom();
            return true;
        };
        if (tryAt(own) || (own - h / 2 >= highest && tryAt(own - h / 2)))
            return true;
        for (double top = std::max(own, foot); top <= lowest; top += h / 4)
            if (tryAt(top))
                return true;
    }
    return false;
}

/// Brackets are known last: a call that one of them would touch goes inwards, if there is room.
void Margins::moveCallsAside()
{
    for (LadderText& text : g.texts) {
        if (text.role != TextRole::Call)
            continue;
        double needed = 0;
        const bool client = text.host == Side::Client;
        const double edge = client ? text.rect.left() : text.rect.right();
        for (const LadderBracket& bracket : g.brackets) {
            if (bracket.host != text.host || bracket.top > text.rect.bottom() + 1 ||
                bracket.bottom < text.rect.top() - 1)
                continue;
            const double tip = bracket.x + bracket.hook * 1.6;
            needed = std::max(needed, client ? tip - edge : edge - tip);
        }
        if (needed <= 0)
            continue;
        const QRectF rect = text.rect.translated(client ? needed : -needed, 0);
        const double bars = columns.bars[indexOf(text.host)];
        const bool fits = client ? rect.right() < bars - 2 * s : rect.left() > bars + 2 * s;
        const bool free = std::none_of(g.texts.begin(), g.texts.end(), [&](const LadderText& other) {
            return &other != &text && other.rect.intersects(rect);
        });
        if (fits && free)
            text.rect = rect;
    }
}

/// One that finds no room, and reads like the one before, is told with it.
bool Margins::countWithFormer(Side host, const QString& name, std::size_t times)
{
    PlacedCall& before = former[indexOf(host)];
    if (before.text == 0 || before.name != name)
        return false;
    LadderText& text = g.texts[before.text - 1];
    const QString words = repeatedLabel(name, before.times + times);
    const double wider = in.text->width(TextRole::Call, words) - text.rect.width();
    const QRectF rect = text.rect.adjusted(text.toTheRight ? -wider : 0, 0, text.toTheRight ? 0 : wider, 0);
    const bool free = std::none_of(g.texts.begin(), g.texts.end(), [&](const LadderText& other) {
        return &other != &text && other.rect.intersects(rect);
    });
    if (!free)
        return false;
    take(rect);
    before.times += times;
    text.text = words;
    text.rect = rect;
    return true;
}

} // namespace tcplab
