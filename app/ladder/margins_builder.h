/// What stands beside the lifelines, placed group by group: the class behind ladder_margins.h, for the files that
/// make it up.
#pragma once
#include "app/ladder/ladder_geometry.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

namespace tcplab {

class Margins {
public:
    Margins(const LadderInput& input, const LadderColumns& where, LadderGeometry& geometry)
        : in(input), trace(*in.trace), columns(where), g(geometry), s(in.text->scale())
    {
        // Names are placed from above the picture, so that scrolling does not shift them.
        topUnit = (in.area.top() - g.zeroY) / in.zoom;
        bottomUnit = (in.area.bottom() - g.zeroY) / in.zoom;
        taken.resize(static_cast<std::size_t>((in.area.height() + aboveThePicture * in.zoom) / bucketHeight) +
                     4);
    }

    void addAll()
    {
        addTicks();
        readFolds();
        addStateNames();
        if (!in.plain)
            addCalls();
        if (g.hasNow && !columns.ticks)
            placeBadge();
        addTimers(); // last: the running ones come and go
        if (in.cursor && in.path == nullptr)
            addOwedAck();
        moveCallsAside();
        if (!columns.ticks)
            placeTicks();
        for (LadderText& text : g.texts)
            text.onGround = isStruck(text.rect);
        std::erase_if(g.texts, [this](const LadderText& text) {
            return text.rect.top() < topEdge() || text.rect.top() > in.area.bottom();
        });
        const double half = in.text->height(TextRole::Tick) / 2;
        std::erase_if(g.ticks, [&](const LadderTick& tick) { return tick.y - half < topEdge(); });
    }

private:
    /// Units above the picture from where on names are placed: one that is pushed down by another stays where it
    /// is while one scrolls.
    static constexpr double aboveThePicture = 200;
    static constexpr double hookLength = 5;

    double yOf(double position) const { return g.zeroY + position * in.zoom; }
    bool isLit(std::uint32_t step) const
    {
        return in.path != nullptr ? in.path->holdsStep(step) : in.cursor && step == in.step;
    }
    /// Under the headings: no text is half hidden there.
    double topEdge() const { return in.area.top() + headingHeight(*in.text); }

    /// Takes the first of these heights at which the text touches no other, one without teeth rather than one
    /// with; false if there is none.
    bool put(LadderText text, std::initializer_list<double> shifts, bool draw)
    {
        for (const bool amongTeeth : {false, true}) {
            for (const double shift : shifts) {
                const QRectF rect = text.rect.translated(0, shift);
                if (isTaken(rect) || (!amongTeeth && meetsTeeth(rect)))
                    continue;
                // The now line, or another timer's bracket, would strike it through.
                if (text.role == TextRole::TimerName &&
                    ((g.hasNow && rect.top() < g.nowY && rect.bottom() > g.nowY) ||
                     meetsBracket(text.host, rect)))
                    continue;
                putAt(rect, std::move(text), draw);
                return true;
            }
            if (teeth.empty())
                break;
        }
        return false;
    }
    bool meetsBracket(Side host, const QRectF& rect) const
    {
        return std::ranges::any_of(g.brackets, [&](const LadderBracket& bracket) {
            return bracket.host == host && bracket.x > rect.left() && bracket.x < rect.right() &&
                   bracket.top < rect.bottom() && bracket.bottom > rect.top();
        });
    }
    void putAt(const QRectF& rect, LadderText text, bool draw)
    {
        take(rect.adjusted(-4 * s, 0, 4 * s, 0));
        text.rect = rect;
        if (draw)
            g.texts.push_back(std::move(text));
    }

    void readFolds();
    bool meetsTeeth(const QRectF& rect) const
    {
        return std::any_of(teeth.begin(), teeth.end(),
                           [&](const QRectF& band) { return band.intersects(rect); });
    }
    /// Something passes behind it.
    bool isStruck(const QRectF& rect) const
    {
        return g.isCrossed(rect) || std::any_of(g.folds.begin(), g.folds.end(), [&](const LadderFold& fold) {
                   return fold.teeth(s).intersects(rect);
               });
    }

    /// Texts lie in buckets by height: with thousands of connections each asks a few neighbours only.
    static constexpr double bucketHeight = 64;
    std::size_t bucketAt(double y) const
    {
        const double fromTop = (y - in.area.top() + aboveThePicture * in.zoom) / bucketHeight;
        return static_cast<std::size_t>(std::clamp(fromTop, 0.0, static_cast<double>(taken.size() - 1)));
    }
    bool isTaken(const QRectF& rect) const
    {
        for (std::size_t bucket = bucketAt(rect.top()); bucket <= bucketAt(rect.bottom()); ++bucket)
            if (std::any_of(taken[bucket].begin(), taken[bucket].end(),
                            [&](const QRectF& other) { return other.intersects(rect); }))
                return true;
        return false;
    }
    void take(const QRectF& rect)
    {
        for (std::size_t bucket = bucketAt(rect.top()); bucket <= bucketAt(rect.bottom()); ++bucket)
            taken[bucket].push_back(rect);
    }

    double tickPitch() const;
    void addTicks();
    void addTicks(double y, double last, std::int64_t round);
    void placeTicks();
    double lastRowOf(std::int64_t at, double y) const;
    void moveCallsAside();
    void placeBadge();
    void addStateNames();
    void addTimers();
    void addOwedAck();
    std::vector<QString> timerWords(const TimerPiece& piece) const;
    void addCalls();
    QString shortened(QString call, double room) const;
    bool putCall(const LadderText& text, bool draw);
    bool countWithFormer(Side host, const QString& name, std::size_t times);
    void addCallRun(const CallRun& run, double height);
    void addCall(Side host, std::uint32_t number, std::size_t times, double y, double height);
    QRectF besideBars(Side host, double y, double width, double height) const;
    QRectF atOuterEdge(Side host, double y, double width, double height, double inset) const;
    QString whichConnection(const StatePiece& piece) const;
    bool sticks(const StatePiece& piece, double height) const;

    const LadderInput& in;
    const Trace& trace;
    const LadderColumns& columns;
    LadderGeometry& g;
    double s;
    double topUnit = 0;
    double bottomUnit = 0;
    std::vector<std::vector<QRectF>> taken;
    std::vector<QRectF> teeth; ///< of folds, where they stand when the wait is over
    /// A host's call that was placed last.
    struct PlacedCall {
        double foot = -1e9; ///< none that comes later stands above this
        QString name;
        std::size_t times = 0;
        std::size_t text = 0; ///< among g.texts, from 1; 0: it is not drawn
    };
    std::array<PlacedCall, 2> former;
};

} // namespace tcplab
