#include "core/experiment/wire_choices.h"

#include <algorithm>

namespace tcplab {

Instant WireChoices::lifeEnds(const HeldBack& held) const
{
    return held.flight.sentAt + m_scenario.links[indexOf(held.sender)].msl;
}

bool WireChoices::mustRelease(const ExploredState& state, const Event& event) const
{
    return std::ranges::any_of(state.held, [&](const HeldBack& held) { return lifeEnds(held) < event.at; });
}

void WireChoices::addReleases(const ExploredState& state, const std::optional<Event>& event)
{
    const Instant now = state.world.now;
    for (std::size_t i = 0; i < state.held.size(); ++i) {
        const Instant last = lifeEnds(state.held[i]);
        Instant at = last;
        if (event && event->at <= last) {
            // Just before it: a millisecond, or halfway where there is not so much.
            const Duration room = event->at - now;
            const Duration gap = room >= milliseconds(2) ? milliseconds(1) : room / 2;
            if (gap.ns < 1)
                continue; // the same instant as what has happened last: that order was a choice before
            at = event->at - gap;
        }
        if (at >= now)
            m_choices.push_back({.what = WireChoice::What::Release, .held = i, .at = at});
    }
}

const std::vector<WireChoice>& WireChoices::in(const ExploredState& state, const std::optional<Event>& event,
                                               bool mayFault)
{
    m_choices.clear();
    addReleases(state, event);
    const auto* arrival = event ? std::get_if<FlightEnds>(&event->what) : nullptr;
    if (arrival == nullptr || mustRelease(state, *event))
        return m_choices;
    const Link& link = state.world.links[indexOf(arrival->sender)];
    if (link.inFlight.front().fate != DropReason::None)
        return m_choices;
    if (mayFault) {
        if (state.left.losses != 0)
            m_choices.push_back({.what = WireChoice::What::Drop});
        if (state.left.duplicates != 0)
            m_choices.push_back({.what = WireChoice::What::Duplicate});
        if (state.left.delays != 0)
            m_choices.push_back({.what = WireChoice::What::Delay});
    }
    if (state.left.reorder && link.inFlight.size() > 1 && link.inFlight[1].fate == DropReason::None &&
        link.inFlight[1].endsAt - link.inFlight[0].sentAt <= m_scenario.links[indexOf(arrival->sender)].msl)
        m_choices.push_back({.what = WireChoice::What::Swap});
    return m_choices;
}

void WireChoices::take(ExploredState& state, const WireChoice& choice, const std::optional<Event>& event,
                       StepLog& log) const
{
    if (choice.what == WireChoice::What::Release) {
        release(state, choice);
        return;
    }
    const Side sender = std::get<FlightEnds>(event->what).sender;
    Link& link = state.world.links[indexOf(sender)];
    const SegmentId id = link.inFlight.front().packet.id;
    WireDeed done{.step = state.world.step + 1, .at = event->at, .segment = id};
    switch (choice.what) {
    case WireChoice::What::Drop:
        intervene(state.world, DropSegment{id}, event->at, log);
        --state.left.losses;
        state.ledger.noteLoss();
        state.ledger.forgetSegment(id);
        done.what = WireDeed::What::Drop;
        break;
    case WireChoice::What::Duplicate:
        intervene(state.world, DuplicateSegment{id}, event->at, log);
        --state.left.duplicates;
        state.ledger.noteCopy(id, log.packets.back().id);
        done.what = WireDeed::What::Duplicate;
        break;
    case WireChoice::What::Delay:
        // As intervene() would do it, but nobody knows yet by how much.
        state.world.now = event->at;
        ++state.world.step;
        state.held.push_back({.sender = sender,
                              .flight = link.inFlight.front(),
                              .deed = static_cast<std::uint32_t>(state.done.size())});
        state.held.back().flight.byHand = true;
        link.inFlight.popFront();
        --state.left.delays;
        done.what = WireDeed::What::Delay;
        break;
    case WireChoice::What::Swap: {
        const Duration by = link.inFlight[1].endsAt - link.inFlight[0].endsAt;
        intervene(state.world, DelaySegment{id, by}, event->at, log);
        done.what = WireDeed::What::Delay;
        done.by = by;
        break;
    }
    case WireChoice::What::Release: break;
    }
    state.done.push_back(done);
}

void WireChoices::release(ExploredState& state, const WireChoice& choice) const
{
    HeldBack held = state.held[choice.held];
    state.held.erase(state.held.begin() + static_cast<std::ptrdiff_t>(choice.held));
    state.done[held.deed].by = choice.at - held.flight.endsAt;
    held.flight.endsAt = choice.at;
    launch(state.world.links[indexOf(held.sender)], held.flight);
}

std::vector<PlacedIntervention> WireChoices::deedsOf(const ExploredState& state) const
{
    const auto interventionOf = [&](const WireDeed& done) -> Intervention {
        switch (done.what) {
        case WireDeed::What::Drop: return DropSegment{done.segment};
        case WireDeed::What::Duplicate: return DuplicateSegment{done.segment};
        case WireDeed::What::Delay: break;
        }
        Duration by = done.by;
        for (const HeldBack& held : state.held) // it has not arrived: it does when its life ends
            if (state.done[held.deed].step == done.step)
                by = lifeEnds(held) - held.flight.endsAt;
        return DelaySegment{done.segment, by};
    };
    std::vector<PlacedIntervention> deeds;
    deeds.reserve(state.done.size());
    for (const WireDeed& done : state.done)
        deeds.push_back({.step = done.step, .at = done.at, .what = interventionOf(done)});
    return deeds;
}

} // namespace tcplab
