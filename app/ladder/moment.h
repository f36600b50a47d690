/// Something in the ladder that happened at an instant, as one points at it: where a segment left, arrived or was
/// lost, a state began, a timer started or ended, a call was made. Between two of them time is measured.
#pragma once
#include "app/ladder/ladder_geometry.h"

#include <optional>
#include <vector>

namespace tcplab {

struct Moment {
    Instant at{};
    double position = 0; ///< units of the axis
    Side host = Side::Client;
    QString name; ///< "SYN, ACK arrives"
};

/// What is nearest to the point; nothing where nothing is.
std::optional<Moment> momentAt(const LadderGeometry& geometry, const LadderInput& in, QPointF point);
/// A segment's sending.
Moment momentOfSending(const Trace& trace, const TimeAxis& axis, SegmentId id, Notation notation);
/// A step, named after what it did first.
Moment momentOfStep(const Trace& trace, const TimeAxis& axis, std::uint64_t step, Language language);

/// "Δt 50 ms: from “SYN leaves” (0 s) to “SYN arrives” (0.050 s)".
QString measuredText(const Moment& from, const Moment& to);
/// The same, and with less and less of it, down to measuredLabel().
std::vector<QString> measuredForms(const Moment& from, const Moment& to);
/// "Δt 50 ms".
QString measuredLabel(const Moment& from, const Moment& to);

} // namespace tcplab
