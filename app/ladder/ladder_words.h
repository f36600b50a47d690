/// The few words that stand in the ladder, and the tool tips, translated. States, flags, calls and
/// errors are never translated.
#pragma once
#include "app/ladder/ladder_index.h"
#include "app/wording/wording.h"

#include <QString>

namespace tcplab {

/// "FIN, ACK (retransmission 1)": a segment's flags and emission.
QString arrowLabel(const SegmentHistory& segment, Notation notation = Notation::Words);
/// "(retransmission 1)", "(copy)"; empty for what was sent for the first time.
QString emissionLabel(const SegmentHistory& segment);
/// The same where room is scarce: "retr. 1".
QString briefEmissionLabel(const SegmentHistory& segment);
/// … and where there is none for the count either: "retr.".
QString barestEmissionLabel(const SegmentHistory& segment);
/// "RTO", "2·MSL", "delayed ACK".
QString timerLabel(const Trace& trace, const TimerPiece& piece, Language language);
/// "connect()", "send 100", "ECONNRESET", "crash".
QString callLabel(const Trace& trace, const Record& record, Language language);
/// "send 100 ×12".
QString repeatedLabel(const QString& call, std::size_t times);
/// "no effect", "no effect: outside the window".
QString noEffectLabel();
QString noEffectText(const Effect& ignored, Language language);
/// "accept queue: 2 of 2".
QString queueLabel(bool accept, std::size_t held, std::size_t capacity);
/// "+59.2 s".
QString foldLabel(Duration folded);
/// "0.887 s", as fine as the run's delays ask for.
QString badgeLabel(Instant now, Duration shortestDelay);
/// What stands in the empty ladder before the first step.
QString beginningHint();
/// Under the first segment in flight that somebody sees.
QString catchHint();
/// "in flight 0.050 s – 0.100 s".
QString flightTimesText(const SegmentHistory& segment);
/// All of a segment's fields and its fate as rich text.
/// `relative`: the numbers counted from the ISNs stand before the others.
QString segmentToolTip(const Trace& trace, SegmentId id, std::uint64_t step, bool relative, Notation notation,
                       Language language);
QString timerToolTip(const Trace& trace, const TimerPiece& piece, Language language);

} // namespace tcplab
