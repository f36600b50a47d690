/// A segment's header as a list of fields, and how it fared. Free of widgets but for tr().
#pragma once
#include "app/wording/wording.h"

#include <QString>
#include <vector>

namespace tcplab {

struct SegmentField {
    QString name;
    QString value;
    QString meaning; ///< one line for those who do not know the field
    bool inHeader = true;
};

/// In the header's order, then the journey as far as it is known after `step`.
std::vector<SegmentField> segmentFields(const Trace& trace, SegmentId id, std::uint64_t step,
                                        Language language);

} // namespace tcplab
