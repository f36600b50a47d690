#include "app/ladder/ladder_queues.h"

#include "app/ladder/ladder_words.h"
#include "core/host/listen_capacity.h"

#include <algorithm>

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

/// From the lower right; beside each other where there is room, else over each other. None covers the now line: the
/// accept queue, which stands last, has its place first.
void addQueues(const LadderInput& in, LadderGeometry& g)
{
    const double s = in.text->scale();
    const double height = in.text->height(TextRole::Note) + 2 * s;
    const double ring = numberSize(s) * 1.3;
    const double left = in.area.left() + 4 * s;
    double right = in.area.right() - 4 * s;
    double bottom = in.area.bottom() - 4 * s;
    for (auto queue = in.queues.rbegin(); queue != in.queues.rend(); ++queue) {
        LadderQueueBox box{.host = queue->host,
                           .text = queueLabel(queue->accept, queue->held.size(), queue->capacity),
                           .full = queue->held.size() >= queue->capacity};
        // Room for all that may come to wait: boxes do not move then.
        const double words = in.text->width(TextRole::Note, box.text);
        const double width = words + static_cast<double>(queue->capacity) * (ring + 2 * s) + 12 * s;
        if (right - width < left && right < in.area.right() - 4 * s) {
            right = in.area.right() - 4 * s;
            bottom -= height + 2 * s;
        }
        const double top = bottom - height;
        if (top < g.top || right - width < left || (g.hasNow && top < g.nowY && bottom > g.nowY))
            return;
        box.rect = {right - width, top, width, height};
        box.words = {box.rect.left() + 5 * s, top, words, height};
        double middle = box.words.right() + 3 * s + ring / 2;
        for (const ConnectionId conn : queue->held) {
            box.waiting.emplace_back(QPointF(middle, top + height / 2),
                                     in.index->conversationOf(queue->host, conn));
            middle += ring + 2 * s;
        }
        g.queues.push_back(std::move(box));
        right -= width + 4 * s;
    }
}

} // namespace tcplab
