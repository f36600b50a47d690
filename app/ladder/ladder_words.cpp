#include "app/ladder/ladder_words.h"

#include "app/wording/figure_text.h"
#include "app/wording/record_text.h"
#include "core/segment/notation.h"

#include <QCoreApplication>

namespace tcplab {

namespace {

/// Only a context for translations.
struct LadderWords {
    Q_DECLARE_TR_FUNCTIONS(tcplab::LadderWords)
};

QString seconds(Instant instant) { return QString::fromStdString(instantText(instant)); }

QString row(const QString& name, const QString& value)
{
    return QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td><tt>%2</tt></td></tr>").arg(name, value);
}

QString dropText(DropReason why, bool byHand)
{
    if (byHand)
        return LadderWords::tr("dropped by hand");
    switch (why) {
    case DropReason::None: return {};
    case DropReason::Fault: return LadderWords::tr("lost: the scenario says so");
    case DropReason::Loss: return LadderWords::tr("lost by chance");
    case DropReason::Queue: return LadderWords::tr("lost: the queue was full");
    case DropReason::Red: return LadderWords::tr("dropped early, by RED");
    case DropReason::Codel: return LadderWords::tr("dropped by CoDel");
    case DropReason::Checksum: return LadderWords::tr("discarded: wrong checksum");
    case DropReason::Lifetime: return LadderWords::tr("discarded: older than MSL");
    }
    return {};
}

} // namespace

QString arrowLabel(const SegmentHistory& segment, Notation notation)
{
    const QString flags = QString::fromStdString(segmentFlagsLabel(segment, notation));
    const QString emission = emissionLabel(segment);
    return emission.isEmpty() ? flags : flags + QLatin1Char(' ') + emission;
}

QString emissionLabel(const SegmentHistory& segment)
{
    if (segment.packet.retransmission != 0)
        //: Behind a segment's flags; %1 counts its repetitions.
        return LadderWords::tr("(retransmission %1)").arg(segment.packet.retransmission);
    //: Behind a segment's flags: the wire has doubled it.
    return segment.isCopy ? LadderWords::tr("(copy)") : QString{};
}

QString briefEmissionLabel(const SegmentHistory& segment)
{
    if (segment.packet.retransmission != 0)
        //: As "(retransmission %1)", where room is scarce.
        return LadderWords::tr("retr. %1").arg(segment.packet.retransmission);
    return emissionLabel(segment);
}

QString barestEmissionLabel(const SegmentHistory& segment)
{
    if (segment.packet.retransmission != 0)
        //: As "retr. %1", where there is not even room for the count.
        return LadderWords::tr("retr.");
    return emissionLabel(segment);
}

QString timerLabel(const Trace& trace, const TimerPiece& piece, Language language)
{
    return QString::fromStdString(timerText(trace.scenario(), piece.host, piece.timer, language));
}

QString callLabel(const Trace& trace, const Record& record, Language language)
{
    return QString::fromStdString(callText(trace, record, language));
}

QString repeatedLabel(const QString& call, std::size_t times)
{
    return QStringLiteral("%1 ×%2").arg(call).arg(times);
}

//: A segment that arrived and changed nothing.
QString noEffectLabel() { return LadderWords::tr("no effect"); }

QString noEffectText(const Effect& ignored, Language language)
{
    //: %1 says why a segment that arrived changed nothing: "outside the window".
    return LadderWords::tr("no effect: %1").arg(QString::fromStdString(ignoredText(ignored, language)));
}

QString queueLabel(bool accept, std::size_t held, std::size_t capacity)
{
    //: A listener's queue; %1 connections wait in it, %2 may.
    return (accept ? LadderWords::tr("accept queue: %1 of %2") : LadderWords::tr("SYN queue: %1 of %2"))
        .arg(held)
        .arg(capacity);
}

QString foldLabel(Duration folded) { return QString::fromStdString(gapText(folded)); }

QString badgeLabel(Instant now, Duration shortestDelay)
{
    const int digits = shortestDelay.ns == 0 || shortestDelay >= milliseconds(10) ? 3
                       : shortestDelay >= microseconds(100)                       ? 4
                                                                                  : 6;
    return QStringLiteral("%1 s").arg(static_cast<double>(now.ns) / 1e9, 0, 'f', digits);
}

QString beginningHint() { return LadderWords::tr("→  one step          Space  play"); }

QString catchHint() { return LadderWords::tr("Click a segment in flight to drop, delay or duplicate it"); }

QString timerToolTip(const Trace& trace, const TimerPiece& piece, Language language)
{
    return QStringLiteral("<b>%1</b><table>%2%3</table>")
        .arg(timerLabel(trace, piece, language), row(LadderWords::tr("started"), seconds(piece.from)),
             row(LadderWords::tr("due"), seconds(piece.deadline)));
}

QString flightTimesText(const SegmentHistory& segment)
{
    const Instant end = segment.endedAt.isNever() ? segment.expectedEnd : segment.endedAt;
    if (seconds(end) == seconds(segment.sentAt))
        //: At which instant a segment was lost that had just left; when it was under way for no time at all.
        return segment.dropped != DropReason::None ? LadderWords::tr("lost at once, at %1").arg(seconds(end))
                                                   : LadderWords::tr("under way at %1").arg(seconds(end));
    //: From when to when a segment was under way.
    return LadderWords::tr("in flight %1 – %2").arg(seconds(segment.sentAt), seconds(end));
}

QString segmentToolTip(const Trace& trace, SegmentId id, std::uint64_t step, bool relative, Notation notation,
                       Language language)
{
    const SegmentHistory& segment = trace.segment(id);
    const Segment& seg = segment.packet.segment;
    const auto both = [relative](std::uint32_t absolute, std::uint32_t fromIsn) {
        if (fromIsn == absolute)
            return QString::number(absolute);
        return QStringLiteral("%1 (%2)")
            .arg(relative ? fromIsn : absolute)
            .arg(relative ? absolute : fromIsn);
    };
    QString rows;
    rows += row(QStringLiteral("SEG.SEQ"), both(seg.seq.value(), trace.relativeSeq(segment)));
    if (seg.ctl.ack)
        rows += row(QStringLiteral("SEG.ACK"), both(seg.ack.value(), trace.relativeAck(segment)));
    rows += row(QStringLiteral("SEG.LEN"), QString::number(seg.len()));
    rows += row(QStringLiteral("SEG.WND"), QString::number(seg.wnd));
    if (seg.ctl.urg)
        rows += row(QStringLiteral("SEG.UP"), QString::number(seg.up));
    const std::string options = optionsText(seg.options);
    if (!options.empty())
        rows += row(LadderWords::tr("options"), QString::fromStdString(options));
    rows +=
        row(LadderWords::tr("ports"), QStringLiteral("%1 → %2").arg(seg.sourcePort).arg(seg.destinationPort));
    rows += row(LadderWords::tr("sent"), seconds(segment.sentAt));
    const bool ended = segment.endRecord != 0 && trace.record(segment.endRecord).step <= step;
    const bool ignored = segment.ignoredRecord != 0 && trace.record(segment.ignoredRecord).step <= step;
    if (ended && segment.delivered)
        rows += row(LadderWords::tr("arrived"), seconds(segment.endedAt));
    else if (ended)
        rows += row(seconds(segment.endedAt), dropText(segment.dropped, segment.droppedByHand));
    if (ignored) {
        const Effect why = trace.record(segment.ignoredRecord).what;
        rows += row(noEffectLabel(), QString::fromStdString(ignoredText(why, language)));
    }
    if (segment.original != 0)
        rows += row(segment.isCopy ? LadderWords::tr("copy of") : LadderWords::tr("repeats"),
                    QStringLiteral("#%1, %2")
                        .arg(segment.original)
                        .arg(seconds(trace.segment(segment.original).sentAt)));
    return QStringLiteral("<b>%1</b>&nbsp; <span>#%2</span><table>%3</table>")
        .arg(arrowLabel(segment, notation).toHtmlEscaped())
        .arg(id)
        .arg(rows);
}

} // namespace tcplab
