/// Words that every picture of a run has, painted, drawn or written. Free of Qt.
#pragma once
#include "app/wording/wording.h"

#include <cstddef>
#include <optional>
#include <string>

namespace tcplab {

/// "+950 ms": a stretch in which nothing happens.
std::string gapText(Duration gap);
/// Whether TIME-WAIT lasts 2·MSL on that host (RFC 9293 §3.4.2), and no other time of its own.
bool staysTwiceMsl(const Scenario& scenario, Side host);
/// "RTO", "delayed ACK", "延迟确认"; "2·MSL", or "TIME-WAIT" where that lasts another time.
std::string timerText(const Scenario& scenario, Side host, Timer timer, Language language);
/// "2·MSL 1 min".
std::string timerSpanText(const std::string& name, Duration whole);
/// Of one that did not come to its end: "restarted after 1 s", "stopped after 50 ms"; in brief "anew after 1 s".
std::string timerCutShortText(Duration passed, bool restarted, Language language, bool brief = false);

/// "ACK: after the program": of a FIN, whose ACK waits in the same instant for what the program does; "ACK owed".
std::string owedAckText(bool full, Language language);

/// "connect()", "send 100", "ECONNRESET", "crash", "made by hand": what a program or a person did, in the RFC's, the
/// sockets' and the editor's own words.
std::string callText(const Trace& trace, const Record& record, Language language);
/// "12 labels left out for lack of room": what a figure says that is too dense.
std::string leftOutText(std::size_t labels, Language language);

} // namespace tcplab
