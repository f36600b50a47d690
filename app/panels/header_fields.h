/// A segment's octets and what each of its header's fields says, with its place in the octets. Free of widgets but
/// for tr().
#pragma once
#include "app/wording/wording.h"
#include "core/trace/stream_bytes.h"

#include <QString>
#include <vector>

namespace tcplab {

enum class HeaderPart : std::uint8_t {
    SourcePort,
    DestinationPort,
    Sequence,
    Acknowledgment,
    DataOffset,
    Reserved,
    Bit, ///< CWR … FIN
    Window,
    Checksum,
    Urgent,
    Option,
    Text,
};

/// A part of an option with a meaning of its own: its kind, its length, an edge of a block.
struct OptionCell {
    QString name;      ///< "Left edge 1"
    QString value;     ///< "8001"
    QString brief;     ///< where there is no room for both
    QString shortName; ///< of a number, where there is no room for its name
    int bit = 0;       ///< its first, from the start of the header
    int bits = 0;
};

/// One field of the header as RFC 9293 §3.1 draws it.
struct HeaderField {
    HeaderPart part = HeaderPart::SourcePort;
    QString name;    ///< "Sequence number"
    QString value;   ///< "1101 (relative: 101)"; of a control bit "1"
    QString meaning; ///< one sentence for those who do not know the field
    QString brief{}; ///< its name where the box is narrow; "": none
    QString drawn;   ///< what stands in the box where there is room: "MSS 1460"
    int bit = 0;     ///< its first, from the start of the header
    int bits = 0;
    std::vector<OptionCell> cells{}; ///< of an option; together they are all of it
    bool isSet = true;               ///< of a control bit; others are
    bool matters = false;            ///< in the step looked at

    int octet() const { return bit / 8; }
    int octetEnd() const { return (bit + bits + 7) / 8; }
};

struct HeaderPicture {
    std::vector<HeaderField> fields;  ///< in the order of their bits; the last is the text, if there is any
    std::vector<std::uint8_t> octets; ///< of the TCP segment: header and text
    int headerOctets = 20;
};

/// `streams`: noted as far as the segment was sent. Fields that matter in `step` are marked: those by which the
/// receiver, or the sender, did in it what it did.
HeaderPicture headerPicture(const Trace& trace, SegmentId id, std::uint64_t step, const StreamBytes& streams,
                            Language language);

} // namespace tcplab
