#include "core/experiment/run_difference.h"

#include <algorithm>
#include <vector>

namespace tcplab {
namespace {

/// How far the other run is searched for the same thing at another time.
constexpr std::uint32_t searched = 20'000;
/// At one instant, at most so many are held against as many.
constexpr std::size_t paired = 512;

/// What of two runs is held against each other.
enum class View : std::uint8_t { Everything, Wire };

bool isOnWire(EffectKind kind)
{
    return kind == EffectKind::Send || kind == EffectKind::Deliver || kind == EffectKind::Drop ||
           kind == EffectKind::Duplicate;
}

Options withoutClock(Options options)
{
    options.tsVal = 0;
    options.tsEcr = 0;
    options.sack = {}; // they follow from what has arrived, and stand in absolute numbers
    return options;
}

class Comparison {
public:
    Comparison(const Trace& a, const Trace& b, View view) : m_traces{&a, &b}, m_view(view) {}

    std::optional<RunDifference> first()
    {
        while (true) {
            skip(0);
            skip(1);
            const bool overA = isOver(0);
            const bool overB = isOver(1);
            if (overA && overB)
                return std::nullopt;
            if (overA || overB)
                return ends(overA ? 1 : 0);
            if (equal(m_at[0], m_at[1], true)) {
                ++m_at[0];
                ++m_at[1];
            } else if (const auto difference = parted()) {
                return difference;
            }
        }
    }

private:
    const Trace& trace(std::size_t run) const { return *m_traces[run]; }
    Record record(std::size_t run, std::uint32_t n) const { return trace(run).record(n); }

    /// Passes over what this view does not look at.
    void skip(std::size_t run)
    {
        while (m_at[run] <= trace(run).recordCount()) {
            const EffectKind kind = record(run, m_at[run]).what.kind;
            if (kind != EffectKind::End && (m_view == View::Everything || isOnWire(kind)))
                return;
            ++m_at[run];
        }
    }
    bool isOver(std::size_t run) const { return m_at[run] > trace(run).recordCount(); }

    bool segmentsEqual(SegmentId a, SegmentId b) const
    {
        // An intervention in vain may name a segment that nobody has sent.
        if (a == 0 || b == 0 || a > trace(0).segmentCount() || b > trace(1).segmentCount())
            return a == b;
        const SegmentHistory& first = trace(0).segment(a);
        const SegmentHistory& second = trace(1).segment(b);
        if (first.sender != second.sender)
            return false;
        const SegmentDifference difference = differenceOf(trace(0), a, trace(1), b);
        if (m_view == View::Wire)
            return !difference.flags && !difference.numbers && !difference.text;
        return !difference.any();
    }

    /// `timed`: they happen at the same time, and what is due is due at the same time.
    bool equal(std::uint32_t a, std::uint32_t b, bool timed) const
    {
        const Record first = record(0, a);
        const Record second = record(1, b);
        if (timed && first.t != second.t)
            return false;
        Effect x = first.what;
        Effect y = second.what;
        if (x.kind != y.kind || x.host != y.host)
            return false;
        if (!segmentsEqual(x.segment, y.segment) || trace(0).text(x.text) != trace(1).text(y.text))
            return false;
        if (m_view == View::Wire) // why it is lost does not show
            return true;
        if (!timed && x.kind == EffectKind::Timer)
            x.value = y.value = 0;
        x.segment = y.segment = 0;
        x.copy = y.copy = 0;
        x.text = y.text = noText;
        x.conn = y.conn = 0; // a number of ours: what belongs to another connection differs in its ports
        return x == y;
    }

    RunDifference::Place placeOf(std::size_t run, std::uint32_t n) const
    {
        return {.record = n, .step = record(run, n).step};
    }
    /// Where the other run stands when it does nothing of the kind: behind the last that was equal.
    RunDifference::Place standing(std::size_t run) const
    {
        const std::uint32_t before = m_at[run] - 1;
        return {.record = 0, .step = before == 0 ? 0 : record(run, before).step};
    }

    RunDifference ends(std::size_t goesOn) const
    {
        RunDifference difference{.kind = DifferenceKind::Ends, .acting = goesOn};
        difference.at = record(goesOn, m_at[goesOn]).t;
        difference.places[goesOn] = placeOf(goesOn, m_at[goesOn]);
        difference.places[1 - goesOn] = standing(1 - goesOn);
        return difference;
    }

    /// The first record of run `in`, from its place on, that says what record n of the other run says; 0: none.
    std::uint32_t sameIn(std::size_t in, std::uint32_t n, bool timed) const
    {
        const std::uint32_t last = std::min(trace(in).recordCount(), m_at[in] + searched);
        for (std::uint32_t k = m_at[in]; k <= last; ++k) {
            if (timed && record(in, k).t > record(1 - in, n).t)
                return 0;
            if (in == 0 ? equal(k, n, timed) : equal(n, k, timed))
                return k;
        }
        return 0;
    }

    /// None: they part only in the order of what they do at one instant, which is passed over.
    std::optional<RunDifference> parted()
    {
        const Record a = record(0, m_at[0]);
        const Record b = record(1, m_at[1]);
        RunDifference difference;
        if (a.t == b.t)
            return atOneInstant(a, b);
        difference.acting = a.t < b.t ? 0 : 1;
        const std::size_t other = 1 - difference.acting;
        const std::uint32_t acts = m_at[difference.acting];
        difference.at = std::min(a.t, b.t);
        difference.places[difference.acting] = placeOf(difference.acting, acts);
        if (const std::uint32_t later = sameIn(other, acts, false); later != 0) {
            difference.kind = DifferenceKind::Later;
            difference.places[other] = placeOf(other, later);
        } else {
            difference.kind = DifferenceKind::Extra;
            difference.places[other] = standing(other);
        }
        return difference;
    }

    /// What this view looks at in a run at instant t, from its place on.
    std::vector<std::uint32_t> recordsAt(std::size_t run, Instant t) const
    {
        std::vector<std::uint32_t> found;
        for (std::uint32_t n = m_at[run];
             n <= trace(run).recordCount() && record(run, n).t == t && found.size() <= paired; ++n)
            if (const EffectKind kind = record(run, n).what.kind;
                kind != EffectKind::End && (m_view == View::Everything || isOnWire(kind)))
                found.push_back(n);
        return found;
    }

    /// Both do at this instant what the other does first: what has no counterpart is the difference.
    std::optional<RunDifference> unpaired(Instant t,
                                          const std::array<std::vector<std::uint32_t>, 2>& at) const
    {
        std::vector<bool> taken(at[1].size());
        std::array<std::uint32_t, 2> alone{};
        for (const std::uint32_t n : at[0]) {
            std::size_t i = 0;
            while (i < at[1].size() && (taken[i] || !equal(n, at[1][i], true)))
                ++i;
            if (i < at[1].size())
                taken[i] = true;
            else if (alone[0] == 0)
                alone[0] = n;
        }
        if (const auto free = std::find(taken.begin(), taken.end(), false); free != taken.end())
            alone[1] = at[1][static_cast<std::size_t>(free - taken.begin())];
        if (alone[0] == 0 && alone[1] == 0)
            return std::nullopt;
        RunDifference difference{.at = t};
        if (alone[0] != 0 && alone[1] != 0) {
            const Effect a = record(0, alone[0]).what;
            const Effect b = record(1, alone[1]).what;
            if (a.kind == b.kind && a.host == b.host) {
                difference.kind = DifferenceKind::Otherwise;
                difference.places = {placeOf(0, alone[0]), placeOf(1, alone[1])};
                return difference;
            }
        }
        difference.acting = alone[0] != 0 ? 0 : 1;
        difference.kind = DifferenceKind::Extra;
        difference.places[difference.acting] = placeOf(difference.acting, alone[difference.acting]);
        difference.places[1 - difference.acting] = standing(1 - difference.acting);
        return difference;
    }

    std::optional<RunDifference> atOneInstant(const Record& a, const Record& b)
    {
        RunDifference difference;
        difference.at = a.t;
        const bool sameKind = a.what.kind == b.what.kind && a.what.host == b.what.host;
        const bool laterInA = sameIn(0, m_at[1], true) != 0;
        const bool laterInB = sameIn(1, m_at[0], true) != 0;
        const bool byHandInA = a.what.kind == EffectKind::User;
        const bool byHandInB = b.what.kind == EffectKind::User;
        if (sameKind && !laterInA && !laterInB) {
            difference.kind = DifferenceKind::Otherwise;
            difference.places = {placeOf(0, m_at[0]), placeOf(1, m_at[1])};
            return difference;
        }
        if (laterInA && laterInB && !byHandInA && !byHandInB) {
            const std::array at{recordsAt(0, a.t), recordsAt(1, a.t)};
            const bool few = std::max(at[0].size(), at[1].size()) <= paired;
            if (const auto found = few ? unpaired(a.t, at) : std::nullopt)
                return found;
            if (few && m_view == View::Wire) { // on a wire one order at one instant is as good as another
                for (std::size_t run = 0; run < 2; ++run)
                    while (!isOver(run) && record(run, m_at[run]).t == a.t)
                        ++m_at[run];
                return std::nullopt;
            }
        }
        // One of them has something in between; what was done by hand is named first.
        difference.acting = byHandInB && !byHandInA ? 1 : byHandInA && !byHandInB ? 0 : laterInB ? 1 : 0;
        difference.kind = DifferenceKind::Extra;
        difference.places[difference.acting] = placeOf(difference.acting, m_at[difference.acting]);
        difference.places[1 - difference.acting] = standing(1 - difference.acting);
        return difference;
    }

    std::array<const Trace*, 2> m_traces;
    View m_view;
    std::array<std::uint32_t, 2> m_at{1, 1};
};

} // namespace

SegmentDifference differenceOf(const Trace& a, SegmentId inA, const Trace& b, SegmentId inB)
{
    const SegmentHistory& first = a.segment(inA);
    const SegmentHistory& second = b.segment(inB);
    const Segment& x = first.packet.segment;
    const Segment& y = second.packet.segment;
    SegmentDifference difference;
    difference.other = first.packet.retransmission != second.packet.retransmission;
    if (x == y) // the usual case of two futures of one run
        return difference;
    difference.flags = x.ctl != y.ctl;
    difference.text = x.text.length != y.text.length;
    difference.numbers =
        a.relativeSeq(first) != b.relativeSeq(second) || a.relativeAck(first) != b.relativeAck(second);
    difference.window = x.wnd != y.wnd;
    difference.options = withoutClock(x.options) != withoutClock(y.options);
    difference.other = difference.other || x.ecn != y.ecn || x.up != y.up || x.sourcePort != y.sourcePort ||
                       x.destinationPort != y.destinationPort;
    return difference;
}

RunDifferences compareRuns(const Trace& a, const Trace& b)
{
    return {.first = Comparison(a, b, View::Everything).first(),
            .onWire = Comparison(a, b, View::Wire).first()};
}

} // namespace tcplab
