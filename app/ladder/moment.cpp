#include "app/ladder/moment.h"

#include "app/ladder/ladder_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tcplab {

namespace {

/// Only a context for translations.
struct Moments {
    Q_DECLARE_TR_FUNCTIONS(tcplab::Moments)
};

Moment ofSegment(const LadderArrow& arrow, const LadderInput& in, QPointF point)
{
    const SegmentHistory& segment = in.trace->segment(arrow.id);
    const QString label = arrowLabel(segment, in.notation);
    const double middle = (arrow.from.y() + arrow.to.y()) / 2;
    const double xMiddle = (arrow.from.x() + arrow.to.x()) / 2;
    const bool nearStart = std::abs(arrow.to.y() - arrow.from.y()) > 8
                               ? point.y() < middle
                               : (point.x() < xMiddle) == (arrow.from.x() < arrow.to.x());
    if (nearStart || arrow.inFlight)
        //: %1 is a segment, as "SYN, ACK": an instant at which something happens.
        return {segment.sentAt, in.axis->positionOfSend(arrow.id), segment.sender,
                Moments::tr("%1 leaves").arg(label)};
    const double end = in.axis->positionOfEnd(*in.trace, arrow.id);
    if (arrow.lost)
        return {segment.endedAt, end, segment.sender, Moments::tr("%1 is lost").arg(label)};
    return {segment.endedAt, end, peerOf(segment.sender), Moments::tr("%1 arrives").arg(label)};
}

Moment ofTimer(const TimerPiece& piece, const LadderBracket& bracket, const LadderInput& in, QPointF point)
{
    const bool start = bracket.running || point.y() < (bracket.top + bracket.bottom) / 2;
    if (start)
        return {piece.from, piece.begin, piece.host,
                Moments::tr("%1 starts").arg(timerLabel(*in.trace, piece, in.language))};
    return {in.trace->instantOf(piece.toStep), piece.end, piece.host,
            Moments::tr("%1 ends").arg(timerLabel(*in.trace, piece, in.language))};
}

} // namespace

std::optional<Moment> momentAt(const LadderGeometry& geometry, const LadderInput& in, QPointF point)
{
    if (const SegmentId id = segmentAt(geometry, point)) {
        const auto arrow = std::find_if(geometry.arrows.begin(), geometry.arrows.end(),
                                        [id](const LadderArrow& one) { return one.id == id; });
        if (arrow != geometry.arrows.end())
            return ofSegment(*arrow, in, point);
    }
    if (const int i = bracketAt(geometry, point); i >= 0) {
        const LadderBracket& bracket = geometry.brackets[static_cast<std::size_t>(i)];
        return ofTimer(in.index->timerPieces[bracket.piece], bracket, in, point);
    }
    // Of texts only those that stand where something happened: states, calls, errors.
    for (const LadderText& text : geometry.texts)
        if (text.record != 0 && text.rect.contains(point)) {
            const Record record = in.trace->record(text.record);
            return Moment{record.t, in.axis->beginOfStep(record.step), text.host, text.text};
        }
    for (const LadderBar& bar : geometry.bars)
        if (bar.rect.adjusted(-3, 0, 3, 0).contains(point) && bar.fromStep != 0)
            return Moment{in.trace->instantOf(bar.fromStep), in.axis->beginOfStep(bar.fromStep), bar.host,
                          QString::fromLatin1(nameOf(bar.state))};
    return std::nullopt;
}

Moment momentOfSending(const Trace& trace, const TimeAxis& axis, SegmentId id, Notation notation)
{
    const SegmentHistory& segment = trace.segment(id);
    return {segment.sentAt, axis.positionOfSend(id), segment.sender,
            Moments::tr("%1 leaves").arg(arrowLabel(segment, notation))};
}

Moment momentOfStep(const Trace& trace, const TimeAxis& axis, std::uint64_t step, Language language)
{
    if (step == 0)
        return {{}, 0, Side::Client, Moments::tr("the beginning")};
    const std::uint32_t first = trace.firstRecordOf(step);
    const Record record = trace.record(first);
    QString name;
    if (record.what.segment != 0 && record.what.segment <= trace.segmentCount())
        name = QString::fromStdString(segmentFlagsLabel(trace.segment(record.what.segment)));
    if (record.what.kind == EffectKind::Deliver)
        name = Moments::tr("%1 arrives").arg(name);
    else if (record.what.kind == EffectKind::Send)
        name = Moments::tr("%1 leaves").arg(name);
    else
        name = QString::fromStdString(recordText(trace, first, language));
    return {record.t, axis.positionOfStep(step), record.what.host, name};
}

QString measuredLabel(const Moment& from, const Moment& to)
{
    const Duration apart = to.at < from.at ? from.at - to.at : to.at - from.at;
    return QStringLiteral("Δt %1").arg(QString::fromStdString(durationText(apart)));
}

std::vector<QString> measuredForms(const Moment& from, const Moment& to)
{
    const auto at = [](const Moment& moment) { return QString::fromStdString(instantText(moment.at)); };
    const bool turned = to.at < from.at;
    const Moment& first = turned ? to : from;
    const Moment& second = turned ? from : to;
    const QString label = measuredLabel(from, to);
    //: %1 is "Δt 50 ms"; %2 and %4 say what happened, %3 and %5 when.
    return {Moments::tr("%1: from “%2” (%3) to “%4” (%5)")
                .arg(label, first.name, at(first), second.name, at(second)),
            //: The same where room is scarce: "Δt 50 ms: “SYN leaves” → “SYN arrives”".
            Moments::tr("%1: “%2” → “%3”").arg(label, first.name, second.name), label};
}

QString measuredText(const Moment& from, const Moment& to) { return measuredForms(from, to).front(); }

} // namespace tcplab
