#include "app/session/time_axis.h"

#include "core/trace/trace.h"

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// The units that any two events at different instants keep between them: a line of small text.
constexpr double lightHeight = 13;
/// The longest of both flights may be this tall before the shorter one is stretched instead.
constexpr double longFlightHeight = 150;
/// What a drop keeps from its segment's start, so that there is a stump to be seen.
constexpr double stumpHeight = 18;

/// Units that a call and a state take beside the lifelines, and how many of those a fold has room for at most.
constexpr double callLine = 14;
constexpr double stateLine = 18;
constexpr double mostLines = 80;

/// Units that the words of the instant before this record take, on the host of which more is told.
double linesBefore(const Trace& trace, std::uint32_t record)
{
    std::array<double, 2> lines{};
    if (record < 2)
        return 0;
    const Instant before = trace.record(record - 1).t;
    for (std::uint32_t n = record - 1; n > 0; --n) {
        const Record earlier = trace.record(n);
        const Effect& what = earlier.what;
        double& ofHost = lines[indexOf(what.host)];
        if (earlier.t != before || ofHost > TimeAxis::foldHead + mostLines)
            break;
        if ((what.kind == EffectKind::Call && what.call != Call::Socket) ||
            (what.kind == EffectKind::Return && what.error != Errno::None))
            ofHost += callLine;
        else if (what.kind == EffectKind::State)
            ofHost += stateLine;
    }
    return std::max(lines[0], lines[1]);
}

/// One-way delays decide the scale, not what happened: another future must not redraw the past.
double unitsPerNanosecond(const Trace& trace)
{
    std::array<double, 2> delays{50e6, 50e6};
    if (trace.scenarioPointer()) {
        for (std::size_t side = 0; side < 2; ++side)
            delays[side] = static_cast<double>(trace.scenario().links[side].delay.ns);
    } else if (!trace.segments.empty()) {
        const auto& first = trace.segments.front();
        const Instant end = first.endedAt.isNever() ? first.expectedEnd : first.endedAt;
        delays.fill(static_cast<double>((end - first.sentAt).ns));
    }
    const double longest = std::max(delays[0], delays[1]);
    const double shortest = std::min(delays[0], delays[1]);
    if (longest < 1000)
        return TimeAxis::flightHeight / 1e6;
    return std::max(TimeAxis::flightHeight / longest,
                    std::min(TimeAxis::flightHeight / std::max(shortest, 1.0), longFlightHeight / longest));
}

} // namespace

Instant arrivalOf(const Trace& trace, SegmentId id)
{
    const SegmentHistory& segment = trace.segment(id);
    const Instant end = segment.endedAt.isNever() ? segment.expectedEnd : segment.endedAt;
    const Duration flown = end - segment.sentAt;
    const Duration usual =
        trace.scenarioPointer() ? trace.scenario().links[indexOf(segment.sender)].delay : flown * 2;
    if (segment.droppedByHand)
        return segment.sentAt + std::max(usual, flown);
    switch (segment.dropped) {
    case DropReason::None:
    case DropReason::Checksum: return end;
    case DropReason::Fault:
    case DropReason::Loss: return segment.sentAt + flown * 100 / lossPercentOfFlight;
    case DropReason::Queue:
    case DropReason::Red: return segment.sentAt + usual;
    case DropReason::Codel: return segment.sentAt + flown + usual;
    case DropReason::Lifetime: return segment.sentAt + flown * 5 / 4;
    }
    return end;
}

TimeAxis TimeAxis::folded(const Trace& trace, double row)
{
    TimeAxis axis;
    axis.m_least = row;
    axis.start(trace, false);
    return axis;
}

TimeAxis TimeAxis::linear(const Trace& trace)
{
    TimeAxis axis;
    axis.start(trace, true);
    return axis;
}

void TimeAxis::start(const Trace& trace, bool linear)
{
    m_linear = linear;
    m_scale = unitsPerNanosecond(trace);
    m_knots.push_back({});
    extend(trace);
}

void TimeAxis::extend(const Trace& trace)
{
    m_sends.resize(trace.segments.size(), 0);
    m_ends.resize(trace.segments.size(), 0);
    for (; m_nextRecord <= trace.recordCount(); ++m_nextRecord) {
        const Record& record = trace.record(m_nextRecord);
        const Effect& what = record.what;
        if (what.kind == EffectKind::End)
            continue;
        if (record.step != m_lastStep) {
            const std::size_t folds = m_folds.size();
            beginStep(record);
            if (m_folds.size() > folds) {
                // No call is to stand beyond the wait that came after it: its room is the fold's beginning.
                const double more = std::clamp(linesBefore(trace, m_nextRecord) - foldHead, 0.0, mostLines);
                m_knots[m_knots.size() - 2].position += more;
                m_knots.back().position += more;
                m_folds.back().end += more;
            }
        }
        if (what.kind == EffectKind::Send)
            placeSend(what.segment, what.host);
        else if (what.kind == EffectKind::Duplicate && what.copy != 0)
            placeSend(what.copy, trace.segment(what.copy).sender);
        else if (what.kind == EffectKind::Deliver)
            placeArrival(what.segment, peerOf(trace.segment(what.segment).sender));
        else if (what.kind == EffectKind::Drop)
            placeDrop(what.segment);
        finishStep(record.step);
    }
    finishStep(static_cast<std::uint32_t>(trace.stepCount()));
}

/// What a step has put down so far is where it ends; steps without a record lie where the one before does.
void TimeAxis::finishStep(std::uint32_t step)
{
    if (step == 0)
        return;
    m_steps.resize(std::max<std::size_t>(m_steps.size(), step), lastKnot());
    m_begins.resize(m_steps.size(), lastKnot());
    if (step != m_lastStep)
        return;
    m_steps.back() = lastKnot();
    m_begins.back() = m_stepHasSegment ? m_firstRow : lastKnot();
}

/// A new instant begins a new row: at its natural distance, or folded, or at least a line further.
void TimeAxis::beginStep(const Record& record)
{
    m_lastStep = record.step;
    m_stepHasSegment = false;
    const Instant at = record.t;
    const Knot last = m_knots.back();
    if (at <= last.at)
        return;
    const double natural = static_cast<double>((at - last.at).ns) * m_scale;
    m_row = {};
    if (m_linear) {
        m_knots.push_back({at, static_cast<double>(at.ns) * m_scale});
    } else if (natural > foldLimit) {
        m_knots.push_back(
            {last.at + nanoseconds(std::llround(foldHead / m_scale)), last.position + foldHead});
        m_knots.push_back({at, last.position + foldHeight});
        m_folds.push_back({last.at, at, last.position, last.position + foldHeight});
    } else {
        m_knots.push_back({at, last.position + std::max(natural, lightHeight)});
    }
}

/// Makes the last row lie no higher than this. A row in which something stands already is left, and a
/// further one of the same instant begun.
void TimeAxis::moveTo(double position)
{
    Knot& last = m_knots.back();
    if (m_linear || position <= last.position)
        return;
    const std::size_t before = m_lastStep - 1;
    const bool onlyStep = m_steps.size() < before || before == 0 || m_steps[before - 1] != lastKnot();
    const bool empty = !m_row[0].sends && !m_row[0].arrives && !m_row[1].sends && !m_row[1].arrives;
    if (onlyStep && empty && m_knots.size() > 1) {
        last.position = position;
        if (!m_folds.empty() && m_folds.back().to == last.at)
            m_folds.back().end = position;
        return;
    }
    m_knots.push_back({last.at, position});
    m_row = {};
}

/// Where the next segment event may lie at the earliest, seen from the one before it.
double TimeAxis::room() const
{
    const Knot& last = m_knots.back();
    return m_lastSegmentAt < last.at ? m_lastSegment + heightOf(rowHeight) : last.position;
}

void TimeAxis::segmentHere()
{
    const double apart = m_knots.back().position - m_lastSegment;
    if (apart > rowHeight + 1)
        m_close = 0;
    else if (apart > 0)
        ++m_close;
    m_lastSegment = m_knots.back().position;
    m_lastSegmentAt = m_knots.back().at;
    if (!m_stepHasSegment)
        m_firstRow = lastKnot();
    m_stepHasSegment = true;
}

void TimeAxis::placeSend(SegmentId id, Side sender)
{
    moveTo(room());
    if (m_row[indexOf(sender)].sends)
        moveTo(m_knots.back().position + heightOf(tieHeight));
    m_row[indexOf(sender)].sends = true;
    segmentHere();
    m_sends[id - 1] = lastKnot();
}

void TimeAxis::placeArrival(SegmentId id, Side receiver)
{
    moveTo(std::max(room(), positionOfSend(id) + flightHeight));
    // An arrival below what was sent before it: the arrow out is no answer to the arrow in.
    const Row& row = m_row[indexOf(receiver)];
    if (row.arrives || row.sends)
        moveTo(m_knots.back().position + heightOf(tieHeight));
    m_row[indexOf(receiver)].arrives = true;
    segmentHere();
    m_ends[id - 1] = lastKnot();
}

void TimeAxis::placeDrop(SegmentId id)
{
    moveTo(positionOfSend(id) + stumpHeight);
    m_ends[id - 1] = lastKnot();
}

double TimeAxis::position(Instant instant) const
{
    const auto after = std::upper_bound(m_knots.begin(), m_knots.end(), instant,
                                        [](Instant i, const Knot& knot) { return i < knot.at; });
    if (after == m_knots.begin())
        return 0;
    const Knot& from = *(after - 1);
    const auto passed = static_cast<double>((instant - from.at).ns);
    if (after == m_knots.end())
        return from.position + std::min(passed * m_scale, tailHeight);
    const auto whole = static_cast<double>((after->at - from.at).ns);
    return from.position + (after->position - from.position) * (passed / whole);
}

double TimeAxis::firstPosition(Instant instant) const
{
    const auto at = std::lower_bound(m_knots.begin(), m_knots.end(), instant,
                                     [](const Knot& knot, Instant i) { return knot.at < i; });
    return at != m_knots.end() && at->at == instant ? at->position : position(instant);
}

double TimeAxis::positionOfStep(std::uint64_t step) const
{
    return step == 0 || m_steps.empty() ? 0 : m_knots[m_steps[std::min(step, m_steps.size()) - 1]].position;
}

double TimeAxis::beginOfStep(std::uint64_t step) const
{
    return step == 0 || m_begins.empty() ? 0
                                         : m_knots[m_begins[std::min(step, m_begins.size()) - 1]].position;
}

double TimeAxis::positionOfSend(SegmentId id) const { return m_knots[m_sends[id - 1]].position; }

double TimeAxis::positionOfEnd(const Trace& trace, SegmentId id) const
{
    const KnotIndex end = m_ends[id - 1];
    return end != 0 ? m_knots[end].position : positionOfArrival(trace, id);
}

double TimeAxis::positionOfArrival(const Trace& trace, SegmentId id) const
{
    const SegmentHistory& segment = trace.segment(id);
    if (segment.delivered && m_ends[id - 1] != 0)
        return m_knots[m_ends[id - 1]].position;
    const double least = m_linear ? 0 : flightHeight;
    return std::max(position(arrivalOf(trace, id)), positionOfSend(id) + least);
}

Instant TimeAxis::instantAt(double position) const
{
    const auto after = std::upper_bound(m_knots.begin(), m_knots.end(), position,
                                        [](double p, const Knot& knot) { return p < knot.position; });
    if (after == m_knots.begin())
        return {};
    const Knot& from = *(after - 1);
    const double passed = position - from.position;
    if (after == m_knots.end())
        return from.at + nanoseconds(m_scale > 0 ? std::llround(passed / m_scale) : 0);
    const double share = passed / (after->position - from.position);
    return from.at + nanoseconds(std::llround(static_cast<double>((after->at - from.at).ns) * share));
}

bool TimeAxis::isFoldedBefore(const Fold& fold, Instant now) const
{
    const double natural = static_cast<double>((now - fold.from).ns) * m_scale;
    // By more than its mark takes.
    return now > fold.from && natural - (position(now) - fold.begin) > foldHead;
}

std::uint64_t TimeAxis::stepAt(double position) const
{
    const auto after = std::upper_bound(m_steps.begin(), m_steps.end(), position,
                                        [this](double p, KnotIndex k) { return p < m_knots[k].position; });
    return static_cast<std::uint64_t>(after - m_steps.begin());
}

double TimeAxis::end() const { return m_knots.empty() ? 0 : m_knots.back().position; }

double TimeAxis::length() const { return m_knots.empty() ? 0 : end() + tailHeight; }

} // namespace tcplab
