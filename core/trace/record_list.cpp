#include "core/trace/record_list.h"

#include <algorithm>
#include <type_traits>

namespace tcplab {
namespace {

/// Calls each(field, what it is where nothing is said) for all that few kinds of records have.
template <class AnEffect, class Each> void forEachDetail(AnEffect& what, Each each)
{
    each(what.segment, SegmentId{0});
    each(what.copy, SegmentId{0});
    each(what.process, std::uint32_t{0});
    each(what.text, noText);
    each(what.value, std::int64_t{0});
    each(what.value2, std::int64_t{0});
    each(what.value3, std::int64_t{0});
    each(what.value4, std::int64_t{0});
}
constexpr std::uint8_t segmentBit = 1; // the first

} // namespace

std::uint32_t RecordList::momentOf(const Record& record)
{
    const Moment moment{record.t, record.step};
    if (m_moments.empty() || m_moments.back() != moment)
        m_moments.push_back(moment);
    return static_cast<std::uint32_t>(m_moments.size() - 1);
}

void RecordList::push_back(const Record& record)
{
    // All are named: a new one does not compile before it has found its place here.
    const auto& [kind, host, from, to, timer, action, call, error, ignoreWhy, dropWhy, clause, command,
                 applied, marked, rule, process, conn, segment, copy, text, value, value2, value3, value4] =
        record.what;
    std::uint8_t has = 0;
    std::uint8_t bit = segmentBit;
    forEachDetail(record.what, [&](const auto& field, auto nothing) {
        if (field != nothing)
            has |= bit;
        bit = static_cast<std::uint8_t>(bit << 1);
    });
    if ((has & ~segmentBit) == 0)
        has = 0;
    m_kept.push_back({.moment = momentOf(record),
                      .cause = record.cause,
                      .conn = conn,
                      .rest = has == 0 ? segment : static_cast<std::uint32_t>(m_details.size()),
                      .rule = rule,
                      .has = has,
                      .applied = applied,
                      .marked = marked,
                      .kind = kind,
                      .host = host,
                      .from = from,
                      .to = to,
                      .timer = timer,
                      .action = action,
                      .call = call,
                      .error = error,
                      .ignoreWhy = ignoreWhy,
                      .dropWhy = dropWhy,
                      .clause = clause,
                      .command = command});
    if (has != 0)
        forEachDetail(record.what, [&](const auto& field, auto nothing) {
            if (field != nothing)
                m_details.push_back(static_cast<std::int64_t>(field));
        });
}

Record RecordList::operator[](std::size_t i) const
{
    const Kept& kept = m_kept[i];
    const Moment& moment = m_moments[kept.moment];
    Record record{.t = moment.t,
                  .step = moment.step,
                  .cause = kept.cause,
                  .what = {.kind = kept.kind,
                           .host = kept.host,
                           .from = kept.from,
                           .to = kept.to,
                           .timer = kept.timer,
                           .action = kept.action,
                           .call = kept.call,
                           .error = kept.error,
                           .ignoreWhy = kept.ignoreWhy,
                           .dropWhy = kept.dropWhy,
                           .clause = kept.clause,
                           .command = kept.command,
                           .applied = kept.applied,
                           .marked = kept.marked,
                           .rule = kept.rule,
                           .conn = kept.conn}};
    if (kept.has == 0) {
        record.what.segment = kept.rest;
        return record;
    }
    std::size_t detail = kept.rest;
    std::uint8_t bit = segmentBit;
    forEachDetail(record.what, [&](auto& field, auto) {
        if ((kept.has & bit) != 0)
            field = static_cast<std::remove_reference_t<decltype(field)>>(m_details[detail++]);
        bit = static_cast<std::uint8_t>(bit << 1);
    });
    return record;
}

void RecordList::truncate(std::size_t size)
{
    for (std::size_t i = size; i < m_kept.size(); ++i)
        if (m_kept[i].has != 0) {
            m_details.resize(m_kept[i].rest);
            break;
        }
    m_kept.resize(std::min(size, m_kept.size()));
    m_moments.resize(m_kept.empty() ? 0 : m_kept.back().moment + std::size_t{1});
}

std::uint64_t RecordList::octets() const
{
    const auto octets = [](const auto& list) { return std::uint64_t{list.size()} * sizeof(list.front()); };
    return octets(m_kept) + octets(m_moments) + octets(m_details);
}

} // namespace tcplab
