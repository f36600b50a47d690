#include "app/panels/sequence_space.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// More segments in flight than this are drawn together where they are alike.
constexpr std::size_t mostSegments = 48;

bool knowsOwn(const Tcb* tcb)
{
    return tcb != nullptr && tcb->state != ConnectionState::Closed && tcb->state != ConnectionState::Listen;
}
/// RCV.NXT means something once a SYN has come.
bool knowsPeers(const Tcb* tcb) { return knowsOwn(tcb) && tcb->state != ConnectionState::SynSent; }

SpaceState stateOf(const SentSegment& sent)
{
    if (sent.sacked)
        return SpaceState::Sacked;
    if (sent.resent)
        return SpaceState::Resent;
    return sent.lost ? SpaceState::Lost : SpaceState::InFlight;
}

class Building {
public:
    void addSender(const Tcb& tcb)
    {
        m_space.base = tcb.snd.una;
        m_space.isn = tcb.snd.iss;
        const auto& queue = tcb.retransmissionQueue;
        const std::int64_t flight = flightSize(tcb);
        const bool synInFlight = tcb.snd.una == tcb.snd.iss && tcb.segmentized == 0;
        bool finInFlight = false;
        for (std::size_t i = 0; i < queue.size(); ++i)
            finInFlight = finInFlight || queue[i].ctl.fin;
        const bool finAcked = tcb.finSent && !finInFlight;
        const std::int64_t textInFlight = flight - (synInFlight ? 1 : 0) - (finInFlight ? 1 : 0);
        const std::int64_t textAcked = static_cast<std::int64_t>(tcb.segmentized) - textInFlight;
        m_left = synInFlight ? 0 : -(1 + textAcked + (finAcked ? 1 : 0));
        if (!synInFlight) {
            add(m_left, m_left + 1, SpaceState::Acknowledged, "SYN");
            add(m_left + 1, m_left + 1 + textAcked, SpaceState::Acknowledged);
            if (finAcked)
                add(-1, 0, SpaceState::Acknowledged, "FIN");
        }
        for (std::size_t i = 0; i < queue.size(); ++i) {
            const SentSegment& sent = queue[i];
            std::int64_t from = sent.seq - tcb.snd.una;
            const std::int64_t end = from + sent.len();
            const SpaceState state = stateOf(sent);
            if (end <= 0)
                continue;
            if (sent.ctl.syn) {
                add(from, from + 1, state, "SYN");
                ++from;
            }
            addSegment(std::max<std::int64_t>(from, 0), end - (sent.ctl.fin ? 1 : 0), state,
                       queue.size() > mostSegments);
            if (sent.ctl.fin)
                add(end - 1, end, state, "FIN");
        }
        const std::int64_t nxt = flight;
        const auto waiting = static_cast<std::int64_t>(unsent(tcb));
        add(nxt, nxt + waiting, SpaceState::Unsent);
        if (tcb.closeRequested && !tcb.finSent)
            add(nxt + waiting, nxt + waiting + 1, SpaceState::Unsent, "FIN");
        mark("SND.UNA", 0, true);
        mark("SND.NXT", nxt, true);
        mark("SND.UNA+SND.WND", tcb.snd.wnd, true);
        m_hasSender = true;
    }

    void addReceiver(const Tcb& tcb)
    {
        if (!m_hasSender) {
            m_space.base = tcb.rcv.nxt;
            m_space.isn = tcb.rcv.irs;
        }
        const std::int64_t nxt = tcb.rcv.nxt - m_space.base;
        const std::int64_t fin = tcb.finReceived ? 1 : 0;
        const std::int64_t left = nxt - fin - static_cast<std::int64_t>(tcb.accepted) - 1;
        const std::int64_t unread = tcb.receivedOctets;
        add(left, left + 1, SpaceState::Read, "SYN");
        add(left + 1, nxt - fin - unread, SpaceState::Read);
        add(nxt - fin - unread, nxt - fin, SpaceState::Unread);
        if (fin != 0)
            add(nxt - 1, nxt, unread == 0 ? SpaceState::Read : SpaceState::Unread, "FIN");
        for (const HeldSegment& held : tcb.held) {
            const std::int64_t from = held.seq - m_space.base;
            add(from, from + held.text.length, SpaceState::Held);
        }
        if (tcb.finHeld) {
            const std::int64_t at = tcb.heldFin - m_space.base;
            add(at, at + 1, SpaceState::Held, "FIN");
        }
        mark("RCV.NXT", nxt, false);
        mark("RCV.NXT+RCV.WND", nxt + tcb.rcv.wnd, false);
    }

    SequenceSpace take()
    {
        m_space.known = !m_space.marks.empty();
        return std::move(m_space);
    }

private:
    void add(std::int64_t from, std::int64_t to, SpaceState state, const char* cell = "")
    {
        if (from < to)
            m_space.runs.push_back({from, to, state, cell});
    }
    void addSegment(std::int64_t from, std::int64_t to, SpaceState state, bool join)
    {
        if (join && !m_space.runs.empty()) {
            SpaceRun& former = m_space.runs.back();
            if (former.to == from && former.state == state && *former.cell == '\0') {
                former.to = to;
                return;
            }
        }
        add(from, to, state);
    }
    void mark(const char* name, std::int64_t at, bool sender) { m_space.marks.push_back({name, at, sender}); }

    SequenceSpace m_space;
    std::int64_t m_left = 0;
    bool m_hasSender = false;
};

/// Weights grow no more from here on: what was acknowledged long ago need not fill the line.
constexpr std::int64_t mostWeight = 70'000;

} // namespace

SequenceSpace sequenceSpace(const Tcb* sender, const Tcb* receiver)
{
    Building building;
    if (knowsOwn(sender))
        building.addSender(*sender);
    if (knowsPeers(receiver))
        building.addReceiver(*receiver);
    return building.take();
}

SpaceScale::SpaceScale(const SequenceSpace& space, double left, double width, double leastCell)
{
    for (const SpaceRun& run : space.runs) {
        m_places.push_back(run.from);
        m_places.push_back(run.to);
    }
    for (const SpaceMark& mark : space.marks)
        m_places.push_back(mark.at);
    std::ranges::sort(m_places);
    m_places.erase(std::unique(m_places.begin(), m_places.end()), m_places.end());
    if (m_places.size() < 2) {
        m_places.push_back((m_places.empty() ? 0 : m_places.back()) + 1);
        if (m_places.size() < 2)
            m_places.push_back(1);
    }
    const std::size_t count = m_places.size() - 1;
    std::vector<double> least(count), weight(count), wide(count);
    double leastSum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t length = m_places[i + 1] - m_places[i];
        const bool cell = std::ranges::any_of(space.runs, [&](const SpaceRun& run) {
            return *run.cell != '\0' && run.from == m_places[i] && run.to == m_places[i + 1];
        });
        weight[i] = std::sqrt(static_cast<double>(std::min(length, mostWeight)));
        least[i] = cell ? leastCell : 5;
        leastSum += least[i];
    }
    // Each gets its share of what is left when those that need their least width have it.
    const double squeeze = leastSum > width ? width / leastSum : 1;
    std::vector<bool> fixed(count);
    double room = width;
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        least[i] *= squeeze;
        sum += weight[i];
    }
    for (bool again = true; again;) {
        again = false;
        for (std::size_t i = 0; i < count; ++i)
            if (!fixed[i] && (sum <= 0 || weight[i] / sum * room < least[i])) {
                fixed[i] = again = true;
                wide[i] = least[i];
                room -= least[i];
                sum -= weight[i];
            }
    }
    double at = left;
    m_xs.push_back(at);
    for (std::size_t i = 0; i < count; ++i) {
        at += fixed[i] ? wide[i] : weight[i] / sum * room;
        m_xs.push_back(at);
    }
}

double SpaceScale::x(std::int64_t place) const
{
    const auto next = std::ranges::upper_bound(m_places, place);
    if (next == m_places.begin())
        return m_xs.front();
    if (next == m_places.end())
        return m_xs.back();
    const auto i = static_cast<std::size_t>(next - m_places.begin());
    const double share =
        static_cast<double>(place - m_places[i - 1]) / static_cast<double>(m_places[i] - m_places[i - 1]);
    return m_xs[i - 1] + share * (m_xs[i] - m_xs[i - 1]);
}

std::int64_t SpaceScale::placeAt(double x) const
{
    const auto next = std::ranges::upper_bound(m_xs, x);
    if (next == m_xs.begin())
        return m_places.front();
    if (next == m_xs.end())
        return m_places.back();
    const auto i = static_cast<std::size_t>(next - m_xs.begin());
    const double share = (x - m_xs[i - 1]) / (m_xs[i] - m_xs[i - 1]);
    return m_places[i - 1] +
           static_cast<std::int64_t>(share * static_cast<double>(m_places[i] - m_places[i - 1]));
}

namespace {

QString numberText(const SequenceSpace& space, std::int64_t place, bool relative)
{
    const SeqNum number = space.number(place);
    return QString::number(relative ? number.value() - space.isn.value() : number.value());
}

/// Marks at one place share a label; labels that would overlap go one row further out.
void layOutLabels(SpaceShapes& out, const SequenceSpace& space, const SpaceScale& scale,
                  const SpaceMeasures& in, bool sender, bool relative)
{
    std::vector<SpaceMark> marks;
    for (const SpaceMark& mark : space.marks)
        if (mark.sender == sender)
            marks.push_back(mark);
    std::ranges::stable_sort(marks, {}, &SpaceMark::at);
    std::vector<double> ends(3, -1e9);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        QString text = QString::fromLatin1(marks[i].name);
        const std::int64_t at = marks[i].at;
        for (; i + 1 < marks.size() && marks[i + 1].at == at; ++i)
            text += QStringLiteral(" = ") + QString::fromLatin1(marks[i + 1].name);
        text += QLatin1Char(' ') + numberText(space, at, relative);
        const double width = in.textWidth(text) + 6;
        const double x = scale.x(at);
        double left = std::clamp(x - width / 2, 0.0, std::max(0.0, in.width - width));
        std::size_t level = 0;
        // The receiver's two marks lie beside each other at worst.
        while (sender && level + 1 < 2 && ends[level] > left)
            ++level;
        left = std::min(std::max(left, ends[level]), std::max(0.0, in.width - width));
        ends[level] = left + width;
        const double y = sender ? out.senderRow.top() - 5 - (static_cast<double>(level) + 1) * in.labelHeight
                                : out.receiverRow.bottom() + 5 + static_cast<double>(level) * in.labelHeight;
        out.labels.push_back({text, sender, x, QRectF(left, y, width, in.labelHeight)});
    }
}

} // namespace

SpaceShapes layOutSpace(const SequenceSpace& space, const SpaceMeasures& in, bool relative)
{
    SpaceShapes out;
    constexpr double pad = 10;
    const double top = 2 * in.labelHeight + 5;
    out.senderRow = QRectF(0, top, in.width, in.rowHeight);
    out.receiverRow = QRectF(0, top + in.rowHeight + 10, in.width, in.rowHeight);
    out.height = out.receiverRow.bottom() + 5 + in.labelHeight;
    if (!space.known)
        return out;
    const SpaceScale scale(space, pad, std::max(10.0, in.width - 2 * pad), in.leastCell);
    for (std::size_t i = 0; i < space.runs.size(); ++i) {
        const SpaceRun& run = space.runs[i];
        const QRectF& row = run.isSenders() ? out.senderRow : out.receiverRow;
        out.cells.push_back(
            {i, QRectF(scale.x(run.from), row.top(), scale.x(run.to) - scale.x(run.from), row.height())});
    }
    for (const bool sender : {true, false}) {
        std::int64_t from = 0, to = 0;
        bool any = false;
        for (const SpaceMark& mark : space.marks)
            if (mark.sender == sender) {
                from = any ? std::min(from, mark.at) : mark.at;
                any = true;
            }
        for (const SpaceMark& mark : space.marks)
            if (mark.sender == sender && QLatin1String(mark.name).endsWith(QLatin1String("WND")))
                to = mark.at;
        // The window begins at SND.UNA or RCV.NXT; after it has shrunk its end may lie before SND.NXT.
        if (sender)
            from = 0;
        if (any && to > from)
            out.windows.push_back({sender, scale.x(from), scale.x(to),
                                   sender ? out.senderRow.bottom() + 3 : out.receiverRow.top() - 3});
    }
    for (const bool sender : {true, false})
        layOutLabels(out, space, scale, in, sender, relative);
    // Where the line passes 2^32.
    const std::int64_t wrap = (std::int64_t{1} << 32) - space.base.value();
    for (const std::int64_t at : {wrap - (std::int64_t{1} << 32), wrap})
        for (const SpaceRun& run : space.runs)
            if (run.from < at && at < run.to)
                out.wrapX = scale.x(at);
    if (out.wrapX < 0 && !space.marks.empty()) {
        std::int64_t last = 0;
        for (const SpaceMark& mark : space.marks)
            last = std::max(last, mark.at);
        if (wrap < last && wrap > 0)
            out.wrapX = scale.x(wrap);
    }
    if (out.wrapX >= 0) {
        const double width = in.textWidth(wrapText()) + 4;
        const bool fits = out.wrapX + 2 + width <= in.width;
        out.wrapLabel = QRectF(fits ? out.wrapX + 2 : out.wrapX - 2 - width,
                               (out.senderRow.bottom() + out.receiverRow.top() - in.labelHeight) / 2 + 1,
                               width, in.labelHeight - 2);
    }
    return out;
}

} // namespace tcplab
