#include "app/plots/plot_rows.h"

#include "app/plots/plot_axes.h"

#include <algorithm>

namespace tcplab {

namespace {

Instant instantIn(const Series& series, std::size_t i) { return series[i].at; }
template <class List> Instant instantIn(const List& list, std::size_t i) { return list[i].at; }

} // namespace

PlotRows::PlotRows(const PlotInput& in) : m_in(in)
{
    for (const Flow* flow : {in.other, in.flow}) {
        if (flow == nullptr)
            continue;
        const bool other = flow == in.other;
        if (in.kind == PlotKind::Sequence) {
            add(PlotRole::Data, other, &flow->sent);
            add(PlotRole::Sack, other, &flow->sacked);
            for (const auto& [role, marks] : marksOf(*flow))
                if (role != PlotRole::SameEdge) // the rows of the edge say it
                    add(role, other, marks);
        }
        if (in.kind == PlotKind::RoundTrip)
            add(PlotRole::Rtt, other, &flow->rtt);
        for (const auto& [role, series] : linesOf(*flow, in.kind))
            add(role, other, series);
    }
}

void PlotRows::add(PlotRole role, bool other, Items items)
{
    Source source{.role = role, .other = other, .items = items};
    const auto size = std::visit([](const auto* list) { return list->size(); }, items);
    const auto countWhile = [&](auto holds) {
        std::size_t low = 0;
        std::size_t high = size;
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (holds(at(source, middle)))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    source.next = countWhile([this](Instant one) { return one < m_in.range.from; });
    source.end = countWhile([this](Instant one) { return one <= m_in.range.to; });
    m_sources.push_back(source);
}

Instant PlotRows::at(const Source& source, std::size_t index)
{
    return std::visit([index](const auto* list) { return instantIn(*list, index); }, source.items);
}

std::optional<PlotRows::Place> PlotRows::next()
{
    std::optional<Place> first;
    Instant earliest{};
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        const Source& source = m_sources[i];
        if (source.next == source.end)
            continue;
        const Instant one = at(source, source.next);
        if (first && one >= earliest)
            continue;
        earliest = one;
        first = Place{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(source.next)};
    }
    if (first)
        ++m_sources[first->source].next;
    return first;
}

Instant PlotRows::instantOf(Place place) const { return at(m_sources[place.source], place.index); }

PlotRow PlotRows::row(Place place) const
{
    const Source& source = m_sources[place.source];
    const auto text = [this](std::int64_t value) { return valueText(m_in.kind, value, m_in.firstNumber); };
    const auto numbers = [&text](const auto& of) {
        return QStringLiteral("%1–%2").arg(text(of.from), text(of.to - 1));
    };
    const auto name = [&](PlotRole role) { return plotLineName(role, m_in.other != nullptr, source.other); };
    PlotRow row;
    row.at = instantOf(place);
    if (const auto* series = std::get_if<const Series*>(&source.items)) {
        row.what = name(source.role);
        row.value = text((**series)[place.index].value);
    } else if (const auto* sent = std::get_if<const ChunkedList<Flow::Sent>*>(&source.items)) {
        const Flow::Sent& one = (**sent)[place.index];
        const Trace* trace = source.other ? m_in.otherTrace : m_in.trace;
        QStringList words{name(one.probe ? PlotRole::Probe : one.again ? PlotRole::Again : PlotRole::Data)};
        for (const auto& [has, word] : {std::pair{one.syn, "SYN"},
                                        {one.fin, "FIN"},
                                        {one.push, "PSH"},
                                        {one.urgent, "URG"},
                                        {one.cwr, "CWR"}})
            if (has)
                words << QString::fromLatin1(word);
        if (trace != nullptr && trace->segment(one.segment).dropped != DropReason::None)
            words << plotRoleName(PlotRole::Lost);
        row.what = words.join(QStringLiteral(", "));
        row.value = numbers(one);
    } else if (const auto* blocks = std::get_if<const ChunkedList<Flow::Sacked>*>(&source.items)) {
        row.what = name(source.role);
        row.value = numbers((**blocks)[place.index]);
    } else {
        const Flow::Mark& mark = (*std::get<const Flow::Marks*>(source.items))[place.index];
        row.what = name(source.role);
        if (source.role == PlotRole::DupAck) {
            //: %1: which one in a row
            const QString counted = PlotWords::tr("duplicate ACK, number %1").arg(mark.count);
            row.what = m_in.other == nullptr
                           ? counted
                           : (source.other ? QStringLiteral("A: ") : QStringLiteral("B: ")) + counted;
        }
        row.value = text(mark.place);
    }
    return row;
}

QStringList plotTableHeading()
{
    return {PlotWords::tr("Time"), PlotWords::tr("What"), PlotWords::tr("Value")};
}

QString plotInstantText(Instant at) { return QString::number(static_cast<double>(at.ns) / 1e9, 'f', 9); }

QString plotTable(const PlotInput& in)
{
    QString table = plotTableHeading().join(QLatin1Char('\t')) + QLatin1Char('\n');
    PlotRows rows(in);
    while (const auto place = rows.next()) {
        const PlotRow row = rows.row(*place);
        table += plotInstantText(row.at) + QLatin1Char('\t') + row.what + QLatin1Char('\t') + row.value +
                 QLatin1Char('\n');
    }
    return table;
}

std::vector<std::pair<QString, QString>> valuesAt(const PlotInput& in, Instant at)
{
    std::vector<std::pair<QString, QString>> values;
    for (const Flow* flow : {in.other, in.flow}) {
        if (flow == nullptr)
            continue;
        auto lines = linesOf(*flow, in.kind);
        if (in.kind == PlotKind::RoundTrip)
            lines.emplace_back(PlotRole::Rtt, &flow->rtt);
        for (const auto& [role, series] : lines)
            if (const auto value = series->valueAt(at))
                values.emplace_back(plotLineName(role, in.other != nullptr, flow == in.other),
                                    valueText(in.kind, *value, in.firstNumber));
    }
    return values;
}

} // namespace tcplab
