// What a label says, from the fullest form to the barest.
#include "app/ladder/label_layout.h"

#include "app/ladder/ladder_words.h"
#include "app/wording/window_label.h"

namespace tcplab {

const std::vector<LabelParts>& LabelLayout::formsOf(SegmentId id, const Trace& trace, const TextMeasure& text)
{
    const auto [forms, isNew] = m_forms.try_emplace(id);
    if (isNew)
        forms->second = makeForms(id, trace, text);
    return forms->second;
}

/// From the fullest to the barest.
std::vector<LabelParts> LabelLayout::makeForms(SegmentId id, const Trace& trace,
                                               const TextMeasure& text) const
{
    const SegmentHistory& segment = trace.segment(id);
    const Flags ctl = segment.packet.segment.ctl;
    const QString flags = QString::fromStdString(segmentFlagsLabel(segment, m_settings.notation));
    const QString emission = emissionLabel(segment);
    const QString emissionBrief = briefEmissionLabel(segment);
    const bool script = m_settings.notation == Notation::Packetdrill;
    const QString window = QString::fromStdString(windowLabel(trace, segment, m_settings.notation));
    const auto withFlags = [&text](LabelParts parts, const QString& more) {
        if (!more.isEmpty()) {
            parts.flags += parts.flags.isEmpty() && parts.chip.isEmpty() ? more : QLatin1Char(' ') + more;
            parts.flagsWidth = text.width(TextRole::Flags, parts.flags);
        }
        return parts;
    };
    const auto with = [&](LabelParts parts, QString numbers) {
        if (script && !window.isEmpty()) // where packetdrill writes it
            numbers += QLatin1Char(' ') + window;
        parts.numbers = QLatin1Char(' ') + numbers;
        parts.numbersWidth = text.width(TextRole::Numbers, parts.numbers);
        return parts;
    };
    LabelParts bare;
    if (ctl.syn || ctl.fin || ctl.rst) {
        bare.chip = flags;
        bare.chipWidth = text.width(TextRole::Flags, flags) + 2 * chipPadding(text.scale());
    } else {
        bare = withFlags(bare, flags);
    }
    if (!script)
        bare = withFlags(bare, window);
    const LabelParts said = withFlags(bare, emission);
    const LabelParts brief = withFlags(bare, emissionBrief);
    const bool shortens = emissionBrief != emission;
    const QString numbers = QString::fromStdString(
        segmentNumbersLabel(trace, segment, m_settings.relativeNumbers, m_settings.notation));
    // Its own number tells one segment from the next, even without what it acknowledges.
    const QString own = numbers.section(QStringLiteral(" ack"), 0, 0);
    const std::uint32_t octets = segment.packet.segment.text.length;
    std::vector<LabelParts> forms;
    forms.push_back(with(said, numbers));
    if (script && shortens)
        forms.push_back(with(brief, numbers));
    // packetdrill's "0:0(0)" alone tells nothing from anything.
    if (octets != 0 || (!emission.isEmpty() && !script)) {
        forms.push_back(with(said, own));
        if (shortens)
            forms.push_back(with(brief, own));
    }
    // packetdrill's "." alone is a speck.
    if (flags == QLatin1String("."))
        return forms;
    LabelParts least; // how much it carries: of data what is left to say
    if (octets != 0 && bare.chip.isEmpty() && !script) {
        least = withFlags({}, QStringLiteral("%1 B").arg(octets));
        forms.push_back(with(withFlags(least, emissionBrief), own));
    }
    if (octets != 0 && script)
        forms.push_back(with(brief, QStringLiteral("(%1)").arg(octets)));
    else
        forms.push_back(said);
    if (shortens)
        forms.push_back(brief);
    if (octets == 0 && !script && segment.packet.retransmission != 0)
        forms.push_back(withFlags(bare, barestEmissionLabel(segment)));
    if (shortens && !least.flags.isEmpty())
        forms.push_back(withFlags(least, emissionBrief));
    // Of what is lost or sent again it matters most that it is, and which one: the crossed or doubled arrow says the first.
    if (octets != 0 && segment.packet.retransmission != 0)
        forms.push_back(withFlags({}, emissionBrief));
    if (octets != 0 && !script && (segment.packet.retransmission != 0 || segment.dropped != DropReason::None))
        forms.push_back(withFlags({}, own));
    if (!emission.isEmpty() || script)
        forms.push_back(bare);
    if (!least.flags.isEmpty())
        forms.push_back(least);
    return forms;
}

} // namespace tcplab
