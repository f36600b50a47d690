#include "app/panels/header_fields.h"

#include "app/panels/option_cells.h"
#include "app/wording/sentence.h"
#include "core/trace/sightings.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tcplab {

namespace {

/// Only a context for translations.
struct HeaderFields {
    Q_DECLARE_TR_FUNCTIONS(tcplab::HeaderFields)
};

constexpr int flagsBit = 104; ///< CWR is the header's 105th bit
constexpr std::array flagNames{"CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN"};

QString meaningOfFlag(std::size_t flag)
{
    switch (flag) {
    case 0: return HeaderFields::tr("Congestion window reduced: the answer to an ECE.");
    case 1: return HeaderFields::tr("ECN echo: a packet came with CE; in a SYN: I can do ECN.");
    case 2: return HeaderFields::tr("The urgent pointer means something.");
    case 3:
        return HeaderFields::tr(
            "The acknowledgment number means something: in every segment but the first SYN, and some RSTs.");
    case 4:
        return HeaderFields::tr("Push: the receiver shall not wait for more before it hands the text over.");
    case 5: return HeaderFields::tr("Reset: the connection is ended at once.");
    case 6:
        return HeaderFields::tr("Synchronize: the sequence number is the initial one. Takes up one number.");
    default: return HeaderFields::tr("Finish: the sender has no more text to send. Takes up one number.");
    }
}

QString relativeText(SeqNum number, std::uint32_t relative)
{
    return number.value() == relative
               ? QString::number(relative)
               : HeaderFields::tr("%1 (relative: %2)").arg(number.value()).arg(relative);
}

/// An option's name, value and meaning.
void describeOption(HeaderField& field, const OptionPart& part, const Options& options)
{
    switch (part.kind) {
    case OptionKind::EndOfList:
        field.name = HeaderFields::tr("End of option list");
        field.drawn = QStringLiteral("EOL");
        field.meaning = HeaderFields::tr("No option follows; the rest is padding.");
        return;
    case OptionKind::NoOperation:
        field.name = HeaderFields::tr("No-operation");
        field.drawn = QStringLiteral("NOP");
        field.meaning = HeaderFields::tr("Padding, so that what follows begins on a boundary.");
        return;
    case OptionKind::Mss:
        field.name = HeaderFields::tr("Maximum segment size");
        field.value = QString::number(options.mss);
        field.drawn = QStringLiteral("MSS %1").arg(options.mss);
        field.meaning = HeaderFields::tr("The most text that the sender of this SYN takes in one segment.");
        return;
    case OptionKind::WindowScale:
        field.name = HeaderFields::tr("Window scale");
        field.value = QString::number(options.windowScale.value_or(0));
        field.drawn = QStringLiteral("WScale %1").arg(options.windowScale.value_or(0));
        field.meaning = HeaderFields::tr("By how many bits its later windows are to be shifted.");
        return;
    case OptionKind::SackPermitted:
        field.name = HeaderFields::tr("SACK permitted");
        field.drawn = QStringLiteral("SACK perm");
        field.meaning = HeaderFields::tr("Selective acknowledgments may be sent to it.");
        return;
    case OptionKind::Sack: {
        QStringList blocks;
        for (const SackBlock& block : options.sack)
            blocks << QStringLiteral("%1–%2").arg(block.left.value()).arg((block.right - 1).value());
        field.name = HeaderFields::tr("Selective acknowledgment");
        field.value = blocks.join(QStringLiteral(", "));
        field.drawn = QStringLiteral("SACK ") + field.value;
        field.meaning =
            HeaderFields::tr("Runs of octets that have arrived beyond the acknowledgment number.");
        return;
    }
    case OptionKind::Timestamps:
        field.name = HeaderFields::tr("Timestamps");
        field.value = QStringLiteral("TSval %1, TSecr %2").arg(options.tsVal).arg(options.tsEcr);
        field.drawn = QStringLiteral("TS %1, %2").arg(options.tsVal).arg(options.tsEcr);
        field.meaning = HeaderFields::tr("The sender's clock, and the other's as it was last seen.");
        return;
    }
    field.name = HeaderFields::tr("Unknown option");
    field.value = QString::number(static_cast<int>(part.kind));
    field.drawn = field.value;
    field.meaning = HeaderFields::tr("Skipped by its length.");
}

/// What the sender told before in a segment of this connection; null: nothing.
const SegmentHistory* formerOf(const Trace& trace, SegmentId id)
{
    const SegmentHistory& history = trace.segment(id);
    constexpr SegmentId farthest = 256;
    for (SegmentId former = id - 1; former > 0 && id - former < farthest; --former) {
        const SegmentHistory& one = trace.segment(former);
        if (one.sender == history.sender && one.conn == history.conn && !one.isCopy)
            return &one;
    }
    return nullptr;
}

/// By which fields the step did what it did.
class Mattering {
public:
    Mattering(const Trace& trace, SegmentId id, std::uint64_t step) : m_history(trace.segment(id))
    {
        const auto isNow = [&](std::uint32_t record) {
            return record != 0 && step != 0 && trace.record(record).step == step;
        };
        m_now = isNow(m_history.sentRecord) || isNow(m_history.endRecord);
        if (isNow(m_history.ignoredRecord))
            m_ignored = trace.record(m_history.ignoredRecord).what.ignoreWhy;
        const SegmentHistory* former = m_now ? formerOf(trace, id) : nullptr;
        const Segment& seg = m_history.packet.segment;
        m_newAck = seg.ctl.ack && (former == nullptr || former->packet.segment.ack != seg.ack);
        m_newWindow = former != nullptr && former->packet.segment.wnd != seg.wnd;
    }

    bool is(HeaderPart part, std::size_t flag = 0, OptionKind option = OptionKind::NoOperation) const
    {
        const Segment& seg = m_history.packet.segment;
        if (!m_now)
            return false;
        if (m_history.dropped == DropReason::Checksum && part == HeaderPart::Checksum)
            return true;
        if (m_ignored != IgnoreReason::None)
            return isIgnoredBy(part, flag, option);
        switch (part) {
        case HeaderPart::Sequence: return seg.len() != 0 || seg.ctl.rst;
        case HeaderPart::Acknowledgment: return m_newAck;
        case HeaderPart::Bit:
            return flag == 3 ? m_newAck : flag != 4 && flagAt(flag); // PSH changes nothing here
        case HeaderPart::Window: return m_newWindow || (seg.wnd == 0 && !seg.ctl.rst);
        case HeaderPart::Urgent: return seg.ctl.urg;
        case HeaderPart::Option:
            return seg.ctl.syn ? option != OptionKind::NoOperation : option == OptionKind::Sack;
        case HeaderPart::Text: return true;
        default: return false;
        }
    }
    bool flagAt(std::size_t flag) const
    {
        const Flags& ctl = m_history.packet.segment.ctl;
        const std::array flags{ctl.cwr, ctl.ece, ctl.urg, ctl.ack, ctl.psh, ctl.rst, ctl.syn, ctl.fin};
        return flags[flag];
    }

private:
    bool isIgnoredBy(HeaderPart part, std::size_t flag, OptionKind option) const
    {
        switch (m_ignored) {
        case IgnoreReason::BadAck: return part == HeaderPart::Acknowledgment;
        case IgnoreReason::NoAck: return part == HeaderPart::Bit && flag == 3;
        case IgnoreReason::UnexpectedSyn: return part == HeaderPart::Bit && flag == 6;
        case IgnoreReason::OldTimestamp:
        case IgnoreReason::NoTimestamp: return part == HeaderPart::Option && option == OptionKind::Timestamps;
        case IgnoreReason::HostDown:
        case IgnoreReason::Quiet:
        case IgnoreReason::QueueFull: return false;
        default: break;
        }
        return part == HeaderPart::Sequence || (part == HeaderPart::Bit && flag == 5 && flagAt(flag));
    }

    const SegmentHistory& m_history;
    IgnoreReason m_ignored = IgnoreReason::None;
    bool m_now = false;
    bool m_newAck = false;
    bool m_newWindow = false;
};

} // namespace

HeaderPicture headerPicture(const Trace& trace, SegmentId id, std::uint64_t step, const StreamBytes& streams,
                            Language language)
{
    HeaderPicture picture;
    if (id == 0 || id > trace.segmentCount())
        return picture;
    const SegmentHistory& history = trace.segment(id);
    const Segment& seg = history.packet.segment;
    const bool arrivedWrong =
        history.dropped == DropReason::Checksum && trace.record(history.endRecord).step <= step;
    const Addresses addresses = addressesOf(trace.scenario());
    Octets packet =
        packetOf(trace, {.at = history.sender, .outgoing = true, .segment = id}, addresses, streams);
    if (arrivedWrong)
        corruptOneBit(packet, seg);
    const std::ptrdiff_t ipOctets = addresses[0].isV6 ? 40 : 20;
    picture.octets.assign(packet.begin() + ipOctets, packet.end());
    picture.headerOctets = (picture.octets[12] >> 4) * 4;

    const Mattering matters(trace, id, step);
    auto& fields = picture.fields;
    const auto add = [&](HeaderPart part, int bits, const QString& name, const QString& value,
                         const QString& meaning) -> HeaderField& {
        const int bit = fields.empty() ? 0 : fields.back().bit + fields.back().bits;
        fields.push_back({.part = part,
                          .name = name,
                          .value = value,
                          .meaning = meaning,
                          .drawn = value,
                          .bit = bit,
                          .bits = bits,
                          .matters = matters.is(part)});
        return fields.back();
    };
    add(HeaderPart::SourcePort, 16, HeaderFields::tr("Source port"), QString::number(seg.sourcePort),
        HeaderFields::tr("The port that it was sent from."));
    add(HeaderPart::DestinationPort, 16, HeaderFields::tr("Destination port"),
        QString::number(seg.destinationPort), HeaderFields::tr("The port that it goes to."));
    add(HeaderPart::Sequence, 32, HeaderFields::tr("Sequence number"),
        relativeText(seg.seq, trace.relativeSeq(history)),
        HeaderFields::tr("The number of its first octet; SYN and FIN take up one number each."))
        .drawn = QString::number(seg.seq.value());
    HeaderField& ack = add(HeaderPart::Acknowledgment, 32, HeaderFields::tr("Acknowledgment number"),
                           seg.ctl.ack ? relativeText(seg.ack, trace.relativeAck(history))
                                       : HeaderFields::tr("0: not valid without ACK"),
                           HeaderFields::tr("The next number that the sender expects to receive."));
    ack.isSet = seg.ctl.ack;
    ack.drawn = QString::number(seg.ack.value());
    add(HeaderPart::DataOffset, 4, HeaderFields::tr("Data offset"), QString::number(picture.headerOctets / 4),
        HeaderFields::tr("Where the text begins, in words of 32 bits: the length of the header."))
        //: "Data offset", as short as can be: it stands in a box of four bits.
        .brief = HeaderFields::tr("Offset");
    HeaderField& reserved =
        add(HeaderPart::Reserved, 4, HeaderFields::tr("Reserved"), QStringLiteral("0"),
            HeaderFields::tr("Must be zero in what is sent, and is ignored in what arrives."));
    reserved.isSet = false;
    //: "Reserved", as short as can be: it stands in a box of four bits.
    reserved.brief = HeaderFields::tr("Rsrvd");
    for (std::size_t flag = 0; flag < flagNames.size(); ++flag) {
        HeaderField& bit =
            add(HeaderPart::Bit, 1, QString::fromLatin1(flagNames[flag]),
                matters.flagAt(flag) ? QStringLiteral("1") : QStringLiteral("0"), meaningOfFlag(flag));
        bit.isSet = matters.flagAt(flag);
        bit.matters = matters.is(HeaderPart::Bit, flag);
        bit.drawn = bit.name;
    }
    QString window = QString::number(seg.wnd);
    if (const auto shift = windowShift(trace, history); shift && *shift != 0)
        window =
            QStringLiteral("%1 × %2 = %3").arg(seg.wnd).arg(1u << *shift).arg(windowOctets(trace, history));
    add(HeaderPart::Window, 16, HeaderFields::tr("Window"), window,
        HeaderFields::tr("How many octets its sender is ready to take, from the acknowledgment number on."));
    const auto checksum = static_cast<unsigned>(picture.octets[16] << 8 | picture.octets[17]);
    add(HeaderPart::Checksum, 16, HeaderFields::tr("Checksum"),
        QStringLiteral("0x%1").arg(checksum, 4, 16, QLatin1Char('0')) +
            (arrivedWrong ? QLatin1Char(' ') + HeaderFields::tr("(wrong)") : QString()),
        HeaderFields::tr("Over addresses, header and text; a segment with a wrong one is dropped."));
    add(HeaderPart::Urgent, 16, HeaderFields::tr("Urgent pointer"), QString::number(seg.up),
        HeaderFields::tr("Where the urgent text ends, counted from the sequence number; valid with URG."))
        .isSet = seg.ctl.urg;
    const std::span all(picture.octets);
    const auto optionPart = all.subspan(20, static_cast<std::size_t>(picture.headerOctets) - 20);
    const DecodedOptions decoded = decodeOptions(optionPart, seg.ctl.syn);
    for (const OptionPart& part : decoded.parts) {
        HeaderField& option = add(HeaderPart::Option, part.length * 8, {}, {}, {});
        describeOption(option, part, decoded.options);
        option.cells = optionCells(part, decoded.options, option.bit,
                                   trace.relativeAck(history) -
                                       seg.ack.value()); // blocks are of the other side's numbers
        option.matters = matters.is(HeaderPart::Option, 0, part.kind);
        option.isSet = part.kind != OptionKind::NoOperation && part.kind != OptionKind::EndOfList;
    }
    if (seg.text.length != 0)
        add(HeaderPart::Text, static_cast<int>(seg.text.length) * 8, HeaderFields::tr("Data"),
            QString::fromStdString(octetsText(seg.text.length, language)),
            HeaderFields::tr("The application's data in it."));
    return picture;
}

} // namespace tcplab
