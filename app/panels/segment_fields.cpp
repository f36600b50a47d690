#include "app/panels/segment_fields.h"

#include "app/wording/flags_label.h"
#include "app/wording/sentence.h"
#include "core/segment/notation.h"

#include <QCoreApplication>

namespace tcplab {

namespace {

/// Only a context for translations.
struct SegmentFields {
    Q_DECLARE_TR_FUNCTIONS(tcplab::SegmentFields)
};

QString numbered(SeqNum absolute, std::uint32_t relative)
{
    return SegmentFields::tr("%1 (relative: %2)").arg(absolute.value()).arg(relative);
}

/// "502 × 128 = 64256 octets" where the window is scaled.
QString windowText(const Trace& trace, const SegmentHistory& history, Language language)
{
    const QString octets = QString::fromStdString(octetsText(windowOctets(trace, history), language));
    const auto shift = windowShift(trace, history);
    if (!shift || *shift == 0)
        return octets;
    return QStringLiteral("%1 × %2 = %3").arg(history.packet.segment.wnd).arg(1u << *shift).arg(octets);
}

QString ecnText(Ecn ecn)
{
    switch (ecn) {
    case Ecn::NotEct: break;
    case Ecn::Ect1: return QStringLiteral("ECT(1)");
    case Ecn::Ect0: return QStringLiteral("ECT(0)");
    case Ecn::Ce: return QStringLiteral("CE");
    }
    return QStringLiteral("Not-ECT");
}

QString fate(const SegmentHistory& segment)
{
    const QString when = QString::fromStdString(instantText(segment.endedAt));
    if (segment.dropped != DropReason::None) {
        if (segment.droppedByHand)
            return SegmentFields::tr("lost at %1, dropped by hand").arg(when);
        switch (segment.dropped) {
        case DropReason::Fault: return SegmentFields::tr("lost at %1, by a rule of the scenario").arg(when);
        case DropReason::Loss: return SegmentFields::tr("lost at %1, by chance").arg(when);
        case DropReason::Queue: return SegmentFields::tr("lost at %1: the queue was full").arg(when);
        case DropReason::Red: return SegmentFields::tr("lost at %1: dropped early, by RED").arg(when);
        case DropReason::Codel: return SegmentFields::tr("lost at %1: dropped by CoDel").arg(when);
        case DropReason::Checksum:
            return SegmentFields::tr("discarded at %1: its checksum was wrong").arg(when);
        case DropReason::Lifetime: return SegmentFields::tr("lost at %1: it outlived the MSL").arg(when);
        case DropReason::None: break;
        }
    }
    if (segment.marked)
        return SegmentFields::tr("arrived at %1, marked CE by a queue").arg(when);
    if (segment.delivered)
        return SegmentFields::tr("arrived at %1").arg(when);
    return SegmentFields::tr("still under way");
}

} // namespace

std::vector<SegmentField> segmentFields(const Trace& trace, SegmentId id, std::uint64_t step,
                                        Language language)
{
    if (id == 0 || id > trace.segmentCount())
        return {};
    const SegmentHistory& history = trace.segment(id);
    const Segment& segment = history.packet.segment;
    std::vector<SegmentField> fields;
    const auto add = [&fields](const QString& name, const QString& value, const QString& meaning) {
        fields.push_back({name, value, meaning});
    };
    add(SegmentFields::tr("Source port"), QString::number(segment.sourcePort),
        SegmentFields::tr("The port that it was sent from."));
    add(SegmentFields::tr("Destination port"), QString::number(segment.destinationPort),
        SegmentFields::tr("The port that it goes to."));
    add(SegmentFields::tr("Sequence number"), numbered(segment.seq, trace.relativeSeq(history)),
        SegmentFields::tr("The number of its first octet; SYN and FIN take up one number each."));
    add(SegmentFields::tr("Acknowledgment number"),
        segment.ctl.ack ? numbered(segment.ack, trace.relativeAck(history))
                        : SegmentFields::tr("not valid: ACK is not set"),
        SegmentFields::tr("The next number that the sender expects to receive."));
    add(SegmentFields::tr("Control bits"),
        segment.ctl == Flags{} ? SegmentFields::tr("none") : QString::fromStdString(flagsLabel(segment.ctl)),
        SegmentFields::tr("CWR, ECE, URG, ACK, PSH, RST, SYN, FIN."));
    add(SegmentFields::tr("Window"), windowText(trace, history, language),
        SegmentFields::tr("How much the sender of this segment is ready to receive."));
    const std::string options = optionsMeaning(segment, language);
    add(SegmentFields::tr("Options"),
        options.empty() ? SegmentFields::tr("none") : QString::fromStdString(options),
        SegmentFields::tr("What the segment carries beyond the fixed header."));
    if (segment.ecn != Ecn::NotEct)
        add(SegmentFields::tr("ECN field"), ecnText(segment.ecn),
            SegmentFields::tr("Two bits of the IP header: a router with a growing queue sets CE instead of "
                              "dropping."));
    add(SegmentFields::tr("Data"), QString::fromStdString(octetsText(segment.text.length, language)),
        SegmentFields::tr("The application's data in it."));
    const std::size_t headerFields = fields.size();
    add(SegmentFields::tr("SEG.LEN"), QString::number(segment.len()),
        SegmentFields::tr("The sequence numbers it takes up: octets of data, and one each for SYN and FIN."));
    add(SegmentFields::tr("Sent"),
        (history.sender == Side::Client ? SegmentFields::tr("%1, by the client")
                                        : SegmentFields::tr("%1, by the server"))
            .arg(QString::fromStdString(instantText(history.sentAt))),
        SegmentFields::tr("When it was given to the wire."));
    if (history.isCopy)
        add(SegmentFields::tr("Copy"),
            SegmentFields::tr("made by the wire, of segment %1").arg(history.original),
            SegmentFields::tr("The sender has sent it once only."));
    else if (history.packet.retransmission > 0)
        add(SegmentFields::tr("Retransmission"),
            SegmentFields::tr("number %1, of segment %2")
                .arg(history.packet.retransmission)
                .arg(history.original),
            SegmentFields::tr("It was sent before, and no acknowledgment came."));
    // What comes after the step looked at has not happened yet.
    const auto isPast = [&trace, step](std::uint32_t record) {
        return record != 0 && trace.record(record).step <= step;
    };
    add(SegmentFields::tr("What became of it"),
        isPast(history.endRecord) ? fate(history) : SegmentFields::tr("still under way"),
        SegmentFields::tr("How its journey ended."));
    if (isPast(history.ignoredRecord))
        add(SegmentFields::tr("Effect"),
            QString::fromStdString(recordText(trace, history.ignoredRecord, language)),
            SegmentFields::tr("It arrived, and the receiver did not use it."));
    add(SegmentFields::tr("packetdrill"), QString::fromStdString(packetdrillText(segment)),
        SegmentFields::tr("In packetdrill's notation, as test scripts write it."));
    for (std::size_t i = headerFields; i < fields.size(); ++i)
        fields[i].inHeader = false;
    return fields;
}

} // namespace tcplab
