/// The sentences that Say names, in parts by subject: a file each.
#pragma once
#include "app/wording/sentence.h"

#include <array>
#include <cstddef>
#include <span>

namespace tcplab {

struct SayRow {
    Say say = Say::BeginningNoSummary;
    Sentence sentence{};
};

/// From one of the enumeration to another, both in it.
struct SayPart {
    Say first;
    Say last;
};
inline constexpr SayPart arrivalPart{Say::BeginningNoSummary, Say::HostDownBody};
inline constexpr SayPart recoveryPart{Say::DuplicateAckHeadline, Say::NotSentAgainBody};
inline constexpr SayPart wirePart{Say::LostByChance, Say::LostHasCopy};
inline constexpr SayPart callsPart{Say::CallListen, Say::ConnectAborted};
inline constexpr SayPart personPart{Say::UserDrop, Say::ScriptCalls};
inline constexpr std::array sayParts{arrivalPart, recoveryPart, wirePart, callsPart, personPart};

constexpr std::size_t sizeOf(SayPart part)
{
    return static_cast<std::size_t>(part.last) - static_cast<std::size_t>(part.first) + 1;
}

/// One row a sentence, in the order of the enumeration.
constexpr bool isInOrder(std::span<const SayRow> rows, SayPart part)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (static_cast<std::size_t>(rows[i].say) != static_cast<std::size_t>(part.first) + i)
            return false;
    return rows.size() == sizeOf(part);
}

/// Together they are the enumeration.
constexpr bool areWhole(std::span<const SayPart> parts)
{
    std::size_t next = 0;
    for (const SayPart part : parts) {
        if (static_cast<std::size_t>(part.first) != next)
            return false;
        next += sizeOf(part);
    }
    return next == sayCount;
}
static_assert(areWhole(sayParts));

std::span<const SayRow> arrivalRows();
std::span<const SayRow> recoveryRows();
std::span<const SayRow> wireRows();
std::span<const SayRow> callsRows();
std::span<const SayRow> personRows();

} // namespace tcplab
