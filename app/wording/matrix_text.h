/// What the loss of a segment comes to, in words: for the loss matrix, in the window and on the command line.
#pragma once
#include "app/wording/wording.h"
#include "core/experiment/foreign_octets.h"
#include "core/experiment/loss_matrix.h"

namespace tcplab {

/// "SYN, ACK", "PSH, ACK 100 B": a segment's label.
std::string emissionLabel(const SeenEmission& seen);
/// How the connections of a host ended: "CLOSED", "CLOSED (reset)", "ESTABLISHED"; "–" when there was none.
std::string endsText(const HostOutcome& outcome, Language language);
/// What its applications saw: "300 octets, 100 of them another connection's, end; send ECONNRESET; accept waits".
std::string seenText(const HostOutcome& outcome, Language language, const ForeignOctets& foreign = {});
/// One sentence: what the loss does, and who repairs it.
std::string lossText(const MatrixCell& cell, const RunOutcome& undisturbed, Language language);

/// What a loss comes to, for colours and marks.
enum class LossEffect : std::uint8_t {
    None,      ///< no application notices
    Later,     ///< they see the same, later
    Different, ///< they, or the connections, end otherwise
};
LossEffect effectOf(const MatrixCell& cell, const RunOutcome& undisturbed);

} // namespace tcplab
