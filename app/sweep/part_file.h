/// A part of a sweep as a file: which sweep, which part of it, how far it is, and the counts of its histograms. All
/// that statistics need is in it, so that parts can be joined, and an interrupted sweep goes on.
#pragma once
#include "app/sweep/plan.h"
#include "app/sweep/results.h"

#include <string>
#include <string_view>

namespace tcplab {

/// Which of how many, from 1.
struct Shard {
    std::uint64_t number = 1;
    std::uint64_t of = 1;
    friend bool operator==(const Shard&, const Shard&) = default;
};
inline constexpr std::uint64_t mostShards = 100'000;

/// "3/8".
Input<Shard> readShard(std::string_view text);
/// "part-3-of-8.csv".
std::string fileNameOf(Shard shard);

struct SweepPart {
    SweepPlan plan;
    Shard shard;
    std::uint64_t done = 0; ///< units played, from the first of the shard
    SweepResults results;

    /// The units of this part: all parts together are all units, each once.
    std::uint64_t firstUnit() const { return boundary(shard.number - 1); }
    std::uint64_t endUnit() const { return boundary(shard.number); }
    bool finished() const { return firstUnit() + done == endUnit(); }

private:
    std::uint64_t boundary(std::uint64_t number) const;
};

std::string writePart(const SweepPart& part);
/// Or the line, from 1, that is not what writePart() writes; 0: it ends too early.
tl::expected<SweepPart, std::size_t> readPart(std::string_view text);

} // namespace tcplab
