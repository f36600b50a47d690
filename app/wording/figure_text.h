/// Words that every picture of a run has, painted, drawn or written. Free of Qt.
#pragma once
#include "app/wording/wording.h"

#include <optional>
#include <string>

namespace tcplab {

/// "+950 ms": a stretch in which nothing happens.
std::string gapText(Duration gap);
/// "RTO", "2·MSL", "delayed ACK", "延迟确认".
std::string timerText(Timer timer, Language language);
/// "2·MSL 1 min"; of one that was stopped before its end "2·MSL: 1 s of 1 min".
std::string timerSpanText(Timer timer, Duration whole, std::optional<Duration> passed, Language language);

} // namespace tcplab
