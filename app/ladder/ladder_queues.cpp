#include "app/ladder/ladder_queues.h"

#include "app/ladder/ladder_words.h"
#include "core/host/listen_capacity.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tcplab {

namespace {
/// A queue that holds more is full in no lesson.
constexpr std::size_t fewPlaces = 8;
} // namespace

std::vector<LadderQueue> queuesOf(const World& world)
{
    std::vector<LadderQueue> queues;
    for (const Host& host : world.hosts) {
        const Profile& profile = world.scenario->hosts[indexOf(host.side)].profile;
        for (const Socket& socket : host.sockets) {
            if (!socket.listening || acceptCapacity(profile, socket) > fewPlaces)
                continue;
            queues.push_back({host.side, false, synCapacity(profile, socket), socket.synQueue});
            queues.push_back({host.side, true, acceptCapacity(profile, socket), socket.acceptQueue});
        }
    }
    return queues;
}

namespace {

/// The places at the foot of the timeline, and what they must not cover.
class QueuePlaces {
public:
    QueuePlaces(const LadderInput& in, const LadderGeometry& geometry, double boxHeight)
        : g(geometry),
          s(in.text->scale()),
          height(boxHeight),
          left(in.area.left() + 4 * s),
          right(in.area.right() - 4 * s),
          bottom(in.area.bottom() - 4 * s)
    {}

    /// From the lower right, beside each other where there is room, else over each other; where something is told, from
    /// the lower left.
    std::optional<QRectF> freeOf(double width) const
    {
        for (std::size_t row = 0; row <= g.queues.size() + 1; ++row) {
            const double top = bottom - height - static_cast<double>(row) * (height + 2 * s);
            if (top < g.top || g.isCrossed({left, top, width, height}))
                continue;
            for (const bool fromRight : {true, false})
                if (const QRectF rect = beside(top, width, fromRight);
                    rect.left() >= left && rect.right() <= right && !covers(rect))
                    return rect;
        }
        return std::nullopt;
    }

private:
    QRectF beside(double top, double width, bool fromRight) const
    {
        QRectF rect(fromRight ? right - width : left, top, width, height);
        for (bool moved = true; std::exchange(moved, false);)
            for (const LadderQueueBox& other : g.queues)
                if (other.rect.intersects(rect)) {
                    if (fromRight)
                        rect.moveRight(other.rect.left() - 4 * s);
                    else
                        rect.moveLeft(other.rect.right() + 4 * s);
                    moved = true;
                }
        return rect;
    }
    /// A word, or a segment that the step is about, with the rest of its way.
    bool covers(const QRectF& rect) const
    {
        const LabelBox box{rect.center(), rect.width() / 2, rect.height() / 2, 0};
        return std::ranges::any_of(g.labels,
                                   [&](const LadderLabel& one) { return intersects(box, one.box); }) ||
               std::ranges::any_of(g.arrows,
                                   [&](const LadderArrow& one) {
                                       return (one.lit || one.selected) &&
                                              intersects(box, QLineF(one.from, one.arrival));
                                   }) ||
               std::ranges::any_of(g.texts,
                                   [&](const LadderText& one) { return one.rect.intersects(rect); }) ||
               (g.hasNow && g.badge.intersects(rect));
    }

    const LadderGeometry& g;
    double s, height, left, right, bottom;
};

} // namespace

/// None covers what is told: the accept queue, which stands last, has its place first.
void addQueues(const LadderInput& in, LadderGeometry& g)
{
    const double s = in.text->scale();
    const double height = in.text->height(TextRole::Note) + 2 * s;
    const double ring = numberSize(s) * 1.3;
    const QueuePlaces places(in, g, height);
    for (auto queue = in.queues.rbegin(); queue != in.queues.rend(); ++queue) {
        LadderQueueBox box{.host = queue->host,
                           .text = queueLabel(queue->accept, queue->held.size(), queue->capacity),
                           .full = queue->held.size() >= queue->capacity};
        // Room for all that may come to wait: boxes do not move then.
        const double words = in.text->width(TextRole::Note, box.text);
        const std::size_t rings = std::min(queue->capacity, fewPlaces);
        const auto rect = places.freeOf(words + static_cast<double>(rings) * (ring + 2 * s) + 12 * s);
        if (!rect)
            continue;
        box.rect = *rect;
        box.words = {box.rect.left() + 5 * s, rect->top(), words, height};
        double middle = box.words.right() + 3 * s + ring / 2;
        for (std::size_t i = 0; i < std::min(queue->held.size(), rings); ++i) {
            box.waiting.emplace_back(QPointF(middle, rect->center().y()),
                                     in.index->conversationOf(queue->host, queue->held[i]));
            middle += ring + 2 * s;
        }
        g.queues.push_back(std::move(box));
    }
}

} // namespace tcplab
