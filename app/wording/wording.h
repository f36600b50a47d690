/// Sentences about a run, in English and Simplified Chinese, from records, clauses and errors. Free of Qt,
/// so that the window and the command line say the same. Every sentence exists in both languages side by
/// side in the tables of this folder; a test walks them. Terms: states, flags, call and errno names are
/// never translated.
#pragma once
#include "core/trace/trace.h"
#include "core/world/scenario_file.h"

#include <optional>
#include <string>
#include <string_view>

namespace tcplab {

enum class Language : std::uint8_t { English, Chinese };

/// How a segment is written: "SYN, ACK seq=5000 ack=1001", or as packetdrill has it: "S. 5000:5000(0) ack 1001".
enum class Notation : std::uint8_t { Words, Packetdrill };

/// What happened in a step and why: one plain headline, one to three sentences of reason, where it is written.
struct Explanation {
    std::string headline; ///< "Server: the retransmission timer expired, so the FIN is sent again"
    std::string body;
    std::string citation; ///< "RFC 9293 §3.10.7.4 · RFC 6298 §5.4–5.6"; may be empty
};

/// Step 0 is the beginning: what the scenario is about. `relative`: sequence numbers count from the ISNs.
Explanation explain(const Trace& trace, std::uint64_t step, Language language, bool relative = false);
/// One line for a record, for tables and lists.
std::string recordText(const Trace& trace, std::uint32_t n, Language language, bool relative = false);
/// "SYN, ACK seq=5000 ack=1001 len=0": a segment's label; `relative` numbers count from the ISNs.
std::string segmentText(const Trace& trace, const SegmentHistory& segment, bool relative);
/// The flags part and the numbers part of that label, for views that set them apart.
std::string segmentFlagsLabel(
    const SegmentHistory& segment,
    Notation notation = Notation::Words); ///< "SYN, ACK", "PSH, ACK 100 B"; "S.", "P."
std::string segmentNumbersLabel(const Trace& trace, const SegmentHistory& segment, bool relative,
                                Notation notation = Notation::Words); ///< "seq=1 ack=1"; "1:101(100) ack 1"
/// Why a segment that arrived had no effect, in a few words: "outside the window".
std::string ignoreReasonText(IgnoreReason reason, Language language);
/// By how many bits the window field of a segment is shifted: nothing for a SYN's, and where the SYNs have not
/// agreed on it (RFC 7323 §2.2).
std::optional<std::uint8_t> windowShift(const Trace& trace, const SegmentHistory& segment);
/// SEG.WND in octets, scaled.
std::uint64_t windowOctets(const Trace& trace, const SegmentHistory& segment);
/// "maximum segment size 1460 octets; SACK permitted; timestamp 100, echo 50"; "" for none.
std::string optionsMeaning(const Segment& segment, Language language);
/// The RFC's definition of a state in our words, one sentence.
std::string stateMeaning(ConnectionState state, Language language);
/// The rule behind a clause, one sentence; "" for None.
std::string clauseText(Clause clause, Language language);
/// "file.toml:12:5: …: what is wrong; what would be right".
std::string errorText(const InputError& error, Language language);
/// "server" → "Server" / "服务器".
std::string sideName(Side side, Language language);
/// The same, but "Script" / "脚本" for a side that a script plays.
std::string hostName(const Scenario& scenario, Side side, Language language);
/// One of the two is played by a script.
bool isOfScript(const Scenario& scenario);
/// The side that the script plays. (A real kernel may play one as well: isPlayed().)
bool isScript(const Scenario& scenario, Side side);
const std::string& pick(const Bilingual& text, Language language);
/// "closing" → "Closing" / "关闭连接": the title of a lesson of the library; another's is its own name.
std::string lessonTitle(std::string_view lesson, Language language);
/// Where a lesson stands among those of the library, from 0; others stand behind them.
std::size_t lessonPlace(std::string_view lesson);
/// "RFC 9293 §3.10.7.2, third"; in Chinese "RFC 9293 §3.10.7.2 第三步".
std::string citationText(std::string citation, Language language);

/// "50 ms", "0.887 310 s", "2 min": times for people; "1.5 KiB" for octets.
std::string durationText(Duration duration);
std::string instantText(Instant instant);   ///< "0.887 310 s"
std::string probabilityText(Probability p); ///< "1 %"

} // namespace tcplab
