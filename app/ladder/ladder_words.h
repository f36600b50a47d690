/// The few words that stand in the ladder, and the tool tips, in both languages. States, flags, calls and
/// errors are never translated.
#pragma once
#include "app/ladder/ladder_index.h"
#include "app/wording/wording.h"

#include <QString>

namespace tcplab {

/// "FIN, ACK (retransmission 1)": the bold part of an arrow's label.
QString arrowLabel(const SegmentHistory& segment, Language language);
/// "RTO", "2·MSL", "delayed ACK".
QString timerLabel(const TimerPiece& piece, Language language);
/// "connect()", "send 100", "ECONNRESET", "crash".
QString callLabel(const Trace& trace, const Record& record);
/// "no effect".
QString noEffectLabel(Language language);
/// "+59.2 s".
QString foldLabel(Duration folded);
/// "0.887 s", as fine as the run's delays ask for.
QString badgeLabel(Instant now, Duration shortestDelay);
/// What stands in the empty ladder before the first step.
QString beginningHint(Language language);
/// Under the first segment in flight that somebody sees.
QString catchHint(Language language);
/// "in flight 0.050 s – 0.100 s".
QString flightTimesText(const SegmentHistory& segment, Language language);
/// All of a segment's fields and its fate as rich text.
QString segmentToolTip(const Trace& trace, SegmentId id, std::uint64_t step, Language language);
QString timerToolTip(const TimerPiece& piece, Language language);

} // namespace tcplab
