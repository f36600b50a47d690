#include "core/experiment/loss_matrix.h"

#include "core/base/quantity.h"
#include "core/run/play.h"

#include <algorithm>

namespace tcplab {
namespace {

/// Puts a number among the ranges, which are ascending and apart from each other.
void addNumber(std::vector<NumberRange>& ranges, std::uint64_t number)
{
    const auto holds = [number](const NumberRange& r) { return r.first <= number && number <= r.last; };
    if (std::ranges::any_of(ranges, holds))
        return;
    const auto place =
        std::ranges::find_if(ranges, [number](const NumberRange& r) { return r.first > number; });
    auto added = ranges.insert(place, NumberRange{.first = number, .last = number});
    if (added != ranges.begin() && (added - 1)->last + 1 == number) {
        (added - 1)->last = number;
        added = ranges.erase(added) - 1;
    }
    if (added + 1 != ranges.end() && added->last + 1 == (added + 1)->first) {
        added->last = (added + 1)->last;
        ranges.erase(added + 1);
    }
}

/// The same segment is sent at the same instant in that run too.
bool isIn(const PlayedOut& run, const SeenEmission& seen)
{
    return std::ranges::any_of(run.emissions, [&](const SeenEmission& other) {
        return other.at == seen.at && other.which.sender == seen.which.sender &&
               other.packet.segment == seen.packet.segment;
    });
}

/// It has what comes first in `again`.
bool wasIn(const SeenEmission& seen, const SeenEmission& again)
{
    const Segment& first = seen.packet.segment;
    const Segment& second = again.packet.segment;
    const std::int32_t behind = second.seq - first.seq;
    return seen.which.sender == again.which.sender && first.sourcePort == second.sourcePort && behind >= 0 &&
           static_cast<std::uint32_t>(behind) < first.len();
}

bool repeats(const SeenEmission& seen, const SeenEmission& lost)
{
    const Segment& segment = lost.packet.segment;
    return seen.which.sender == lost.which.sender && segment.len() != 0 &&
           seen.packet.segment.sourcePort == segment.sourcePort && seen.packet.segment.seq == segment.seq;
}

const SeenEmission* find(const PlayedOut& run, Emission which)
{
    const auto found = std::ranges::find(run.emissions, which, &SeenEmission::which);
    return found == run.emissions.end() ? nullptr : &*found;
}

MatrixCell cellFrom(PlayedOut run, const PlayedOut& undisturbed, const std::vector<Emission>& lost)
{
    MatrixCell cell;
    std::size_t behind = 0;
    for (std::size_t i = 0; i < run.emissions.size(); ++i)
        if (std::ranges::find(lost, run.emissions[i].which) != lost.end()) {
            cell.lost.push_back(run.emissions[i]);
            behind = i + 1;
        }
    cell.outcome = std::move(run.outcome);
    if (cell.lost.empty())
        return cell;
    const SeenEmission* before = find(undisturbed, cell.lost.front().which);
    cell.lostAnyway = cell.lost.size() == 1 && before != nullptr && before->lost;
    for (std::size_t i = behind; i < run.emissions.size() && !cell.repair; ++i) {
        const SeenEmission& again = run.emissions[i];
        if (again.packet.retransmission != 0 &&
            (repeats(again, cell.lost.back()) || !isIn(undisturbed, again)))
            cell.repair = again;
        if (!cell.repair)
            continue;
        const auto former =
            std::find_if(run.emissions.rend() - static_cast<std::ptrdiff_t>(i), run.emissions.rend(),
                         [&](const SeenEmission& one) { return wasIn(one, again); });
        cell.waitedFrom = former != run.emissions.rend() ? former->at : cell.lost.back().at;
    }
    return cell;
}

} // namespace

std::string nameOf(Emission emission)
{
    return (emission.sender == Side::Client ? "c" : "s") + std::to_string(emission.number);
}

std::optional<Emission> emissionNamed(std::string_view name)
{
    if (name.size() < 2 || (name[0] != 'c' && name[0] != 's'))
        return std::nullopt;
    const Read<std::uint64_t> number = readCount(name.substr(1), 1, 1'000'000'000);
    if (!number || name.find_first_not_of("0123456789", 1) != std::string_view::npos)
        return std::nullopt;
    return Emission{.sender = name[0] == 'c' ? Side::Client : Side::Server,
                    .number = static_cast<std::uint32_t>(*number)};
}

Scenario withLost(const Scenario& scenario, const std::vector<Emission>& lost)
{
    Scenario changed = scenario;
    for (const Emission& emission : lost)
        addNumber(changed.links[indexOf(emission.sender)].lossList, emission.number);
    return changed;
}

PlayedOut playOut(const Scenario& scenario)
{
    Play play(std::make_shared<const Scenario>(scenario));
    PlayedOut played;
    OutcomeWatch watch;
    std::array<std::uint32_t, 2> numbers{};
    while (play.world().step < matrixStepLimit && play.step()) {
        watch.note(play.world(), play.log());
        for (const Effect& what : play.log().effects) {
            if (what.kind == EffectKind::Drop)
                for (SeenEmission& seen : played.emissions)
                    seen.lost = seen.lost || seen.packet.id == what.segment;
            if (what.kind != EffectKind::Send)
                continue;
            const auto packet = std::ranges::find(play.log().packets, what.segment, &Packet::id);
            played.emissions.push_back(
                {.which = {.sender = what.host, .number = ++numbers[indexOf(what.host)]},
                 .packet = *packet,
                 .at = play.world().now});
        }
    }
    played.outcome = watch.finish(play.world(), play.ended().value_or(EndReason::Limit));
    return played;
}

MatrixCell cellOf(const Scenario& scenario, const PlayedOut& undisturbed, const std::vector<Emission>& lost)
{
    return cellFrom(playOut(withLost(scenario, lost)), undisturbed, lost);
}

LossMatrix lossMatrix(const Scenario& scenario, bool pairs)
{
    LossMatrix matrix;
    const PlayedOut undisturbed = playOut(scenario);
    matrix.undisturbed = undisturbed.outcome;
    matrix.emissions = undisturbed.emissions;
    std::ranges::stable_sort(matrix.emissions, {}, [](const SeenEmission& seen) {
        return std::pair(indexOf(seen.which.sender), seen.which.number);
    });
    for (const SeenEmission& first : matrix.emissions) {
        PlayedOut one = playOut(withLost(scenario, {first.which}));
        matrix.cells.push_back(cellFrom(one, undisturbed, {first.which}));
        if (!pairs)
            continue;
        // Whatever comes behind the loss, the answer to it too.
        const SeenEmission* lost = find(one, first.which);
        const auto behind = static_cast<std::size_t>(lost - one.emissions.data()) + 1;
        for (std::size_t i = behind; i < one.emissions.size(); ++i)
            matrix.cells.push_back(cellOf(scenario, undisturbed, {first.which, one.emissions[i].which}));
    }
    return matrix;
}

} // namespace tcplab
