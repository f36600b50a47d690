/// "What if the k-th segment is lost?", for each k and both directions: the scenario is played once for each, and
/// what came of it stands beside what comes of the undisturbed run. Chance and faults of the scenario stay as they are.
#pragma once
#include "core/experiment/outcome.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tcplab {

/// The n-th segment that a host gives to the wire, counted from 1.
struct Emission {
    Side sender = Side::Client;
    std::uint32_t number = 0;
    friend bool operator==(const Emission&, const Emission&) = default;
};
/// "c3", "s1".
std::string nameOf(Emission emission);
/// Nothing if that is no such name.
std::optional<Emission> emissionNamed(std::string_view name);

/// A segment as a run had it.
struct SeenEmission {
    Emission which{};
    Packet packet{};
    Instant at{};
    bool lost = false; ///< it did not arrive
};

struct MatrixCell {
    std::vector<SeenEmission> lost; ///< one, or two; in the order in which they were sent
    RunOutcome outcome{};
    /// The first segment sent again because of the loss.
    std::optional<SeenEmission> repair;
    Instant waitedFrom{};    ///< when that segment went out the time before
    bool lostAnyway = false; ///< the undisturbed run loses the (only) segment as well
};

struct LossMatrix {
    RunOutcome undisturbed{};
    std::vector<SeenEmission> emissions; ///< of the undisturbed run, the client's first
    std::vector<MatrixCell> cells;
};

/// More steps than this end a run with EndReason::Limit.
inline constexpr std::uint64_t matrixStepLimit = 1'000'000;

/// The scenario with these lost besides: it opens as any other.
Scenario withLost(const Scenario& scenario, const std::vector<Emission>& lost);
/// A run of it, with all that it sends.
struct PlayedOut {
    RunOutcome outcome{};
    std::vector<SeenEmission> emissions; ///< in the order in which they were sent
};
PlayedOut playOut(const Scenario& scenario);
/// The cell of one loss, or of two.
MatrixCell cellOf(const Scenario& scenario, const PlayedOut& undisturbed, const std::vector<Emission>& lost);
/// Each single loss; with `pairs` behind each of them every other one that comes after it.
LossMatrix lossMatrix(const Scenario& scenario, bool pairs);

} // namespace tcplab
