#include "core/network/codel.h"

#include "tests/core/network/wire.h"

#include <gmock/gmock.h>
#include <map>

namespace tcplab {
namespace {

using testing::ElementsAre;

constexpr std::uint32_t mtu = 1500;
constexpr std::uint64_t plenty = 100'000; ///< octets behind

/// The law alone, with its standard numbers: a queue whose sojourn times are said.
struct Codel : testing::Test {
    CodelState state{};
    CodelSettings settings{};

    QueueVerdict asks(Duration when, Duration sojourn, std::uint64_t behind = plenty,
                      bool canBeMarked = false)
    {
        return codelVerdict(
            state, settings, mtu,
            {.now = at(when), .sojourn = sojourn, .octetsBehind = behind, .canBeMarked = canBeMarked});
    }
    /// Asks each millisecond, again after a drop, with a standing queue: the milliseconds of drops.
    std::vector<int> dropsWithStandingQueue(int from, int until)
    {
        std::vector<int> drops;
        for (int ms = from; ms < until; ++ms)
            while (asks(milliseconds(ms), milliseconds(20)) == QueueVerdict::Drop)
                drops.push_back(ms);
        return drops;
    }
};

TEST_F(Codel, ControlLawIsIntervalOverSquareRootOfCount)
{
    const auto after = [](std::uint32_t count) {
        return controlLaw(Instant{}, milliseconds(100), count) - Instant{};
    };
    EXPECT_EQ(after(1), milliseconds(100));
    EXPECT_EQ(after(2), nanoseconds(70'710'678)); // 100 ms / 1.41421356…
    EXPECT_EQ(after(3), nanoseconds(57'735'026));
    EXPECT_EQ(after(4), milliseconds(50));
    EXPECT_EQ(after(5), nanoseconds(44'721'359));
    EXPECT_EQ(after(1'000'000), microseconds(100));
    EXPECT_EQ(controlLaw(at(seconds(7)), milliseconds(100), 4), at(milliseconds(7'050)));
    // The longest interval that a scenario may say does not overflow.
    EXPECT_EQ(controlLaw(Instant{}, seconds(4), 1), at(seconds(4)));
    EXPECT_EQ(controlLaw(Instant{}, seconds(4), 16), at(seconds(1)));
}

TEST_F(Codel, LetsPassWhatWaitsLessThanTarget)
{
    for (int ms = 0; ms < 1'000; ++ms)
        EXPECT_EQ(asks(milliseconds(ms), milliseconds(5) - nanoseconds(1)), QueueVerdict::Pass);
    EXPECT_EQ(state, CodelState{});
}

TEST_F(Codel, LetsPassWhileNoMoreThanAnMtuIsBehind)
{
    for (int ms = 0; ms < 1'000; ++ms)
        EXPECT_EQ(asks(milliseconds(ms), milliseconds(500), mtu), QueueVerdict::Pass);
    EXPECT_EQ(state, CodelState{});
}

TEST_F(Codel, DropsOnlyAfterAWholeIntervalAboveTarget)
{
    EXPECT_EQ(asks(milliseconds(0), milliseconds(5)), QueueVerdict::Pass);
    EXPECT_EQ(asks(milliseconds(100) - nanoseconds(1), milliseconds(5)), QueueVerdict::Pass);
    EXPECT_EQ(asks(milliseconds(100), milliseconds(5)), QueueVerdict::Drop);
}

TEST_F(Codel, OneBelowTargetBeginsTheIntervalAnew)
{
    asks(milliseconds(0), milliseconds(20));
    asks(milliseconds(99), milliseconds(4));
    EXPECT_EQ(asks(milliseconds(100), milliseconds(20)), QueueVerdict::Pass);
    EXPECT_EQ(asks(milliseconds(199), milliseconds(20)), QueueVerdict::Pass);
    EXPECT_EQ(asks(milliseconds(200), milliseconds(20)), QueueVerdict::Drop);
}

/// With a queue that stays, drops follow at 100/√1, 100/√2, 100/√3 … ms after one another:
/// 100, then 200, 270.71, 328.45, 378.45, 423.17, 463.99, 501.79 ms.
TEST_F(Codel, DropsFollowTheControlLaw)
{
    EXPECT_THAT(dropsWithStandingQueue(0, 510), ElementsAre(100, 200, 271, 329, 379, 424, 464, 502));
    EXPECT_EQ(state.count, 8u);
    EXPECT_TRUE(state.dropping);
}

TEST_F(Codel, DropsSeveralAtOnceWhenTheyAreDue)
{
    dropsWithStandingQueue(0, 101);
    // Nothing was asked for 300 ms: 200, 270.71, 328.45 and 378.45 ms have passed.
    int drops = 0;
    while (asks(milliseconds(401), milliseconds(20)) == QueueVerdict::Drop)
        ++drops;
    EXPECT_EQ(drops, 4);
}

TEST_F(Codel, LeavesTheDropStateWhenTheQueueIsShortAgain)
{
    dropsWithStandingQueue(0, 300);
    EXPECT_EQ(asks(milliseconds(300), milliseconds(4)), QueueVerdict::Pass);
    EXPECT_FALSE(state.dropping);
    EXPECT_EQ(dropsWithStandingQueue(301, 401), std::vector<int>{});
}

TEST_F(Codel, ComingBackSoonItGoesOnNearTheRateThatWasRight)
{
    dropsWithStandingQueue(0, 510); // eight drops
    asks(milliseconds(510), milliseconds(1));
    // Above again from 511 on: an interval later it drops, and counts from 8 − 1 drops of the last time.
    EXPECT_THAT(dropsWithStandingQueue(511, 690), ElementsAre(611, 649, 685));
    EXPECT_EQ(state.lastCount, 7u);
}

TEST_F(Codel, ComingBackLateItBeginsAtOne)
{
    dropsWithStandingQueue(0, 510);
    asks(milliseconds(510), milliseconds(1));
    // The next drop would have been at 537 ms; 16 intervals later that is forgotten.
    EXPECT_THAT(dropsWithStandingQueue(3'000, 3'210), ElementsAre(3'100, 3'200));
}

TEST_F(Codel, FindingNothingEndsTheDropState)
{
    dropsWithStandingQueue(0, 210);
    codelFoundNothing(state, settings, at(milliseconds(210)));
    EXPECT_FALSE(state.dropping);
    EXPECT_EQ(state.firstAboveTime, Instant{});
    EXPECT_EQ(dropsWithStandingQueue(211, 311), std::vector<int>{});
}

TEST_F(Codel, MarksInsteadOfDroppingAtTheSameTimes)
{
    std::vector<int> marks;
    for (int ms = 0; ms < 510; ++ms) {
        const QueueVerdict verdict = asks(milliseconds(ms), milliseconds(20), plenty, true);
        EXPECT_NE(verdict, QueueVerdict::Drop);
        if (verdict == QueueVerdict::Mark)
            marks.push_back(ms);
    }
    EXPECT_THAT(marks, ElementsAre(100, 200, 271, 329, 379, 424, 464, 502));
}

/// 8 Mbit/s and segments of 1000 octets: one a millisecond. See codel_queue.h.
struct CodelLink : testing::Test {
    Wire wire{.settings = {
                  .delay = milliseconds(50), .bandwidth = 8'000'000, .discipline = QueueDiscipline::Codel}};
    static constexpr std::uint32_t thousand = 960;

    void offers(Duration when, int n = 1, std::uint32_t text = thousand)
    {
        for (int i = 0; i < n; ++i)
            wire.offers(at(when), text);
    }
    /// What became of all, by id; the wire is empty afterwards.
    std::map<SegmentId, InFlight> fates()
    {
        std::map<SegmentId, InFlight> all;
        for (const InFlight& flight : wire.link.inFlight)
            all[flight.packet.id] = flight;
        wire.link.inFlight.clear();
        return all;
    }
};

TEST_F(CodelLink, WithoutAStandingQueueIsAFifo)
{
    wire.settings.discipline = QueueDiscipline::DropTail;
    Wire plain = wire;
    wire.settings.discipline = QueueDiscipline::Codel;
    for (int i = 0; i < 500; ++i) {
        const Instant when = at(milliseconds(i * 3 / 2));
        const std::uint32_t text = i % 3 == 0 ? 0 : thousand;
        wire.offers(when, text);
        plain.offers(when, text);
    }
    EXPECT_EQ(wire.link.inFlight, plain.link.inFlight);
    EXPECT_EQ(wire.link.busyUntil, plain.link.busyUntil);
}

/// 300 at once: the k-th comes to the head when it has waited k ms without drops. The fifth waits 5 ms
/// for the first time, so the interval ends at 105 ms.
TEST_F(CodelLink, DropsFromTheHeadAndFreesTheTransmitterForThoseBehind)
{
    offers(milliseconds(0), 300);
    const auto all = fates();
    // 0 … 104 are sent, one a millisecond; 105 is dropped at 105 ms and 106 takes its place.
    EXPECT_EQ(all.at(106).fate, DropReason::Codel);
    EXPECT_EQ(all.at(106).endsAt, at(milliseconds(105)));
    EXPECT_EQ(all.at(105).endsAt, at(milliseconds(155)));
    EXPECT_EQ(all.at(107).fate, DropReason::None);
    EXPECT_EQ(all.at(107).endsAt, at(milliseconds(156)));
    std::vector<std::int64_t> drops;
    for (const auto& [id, flight] : all)
        if (flight.fate == DropReason::Codel)
            drops.push_back((flight.endsAt - Instant{}).ns / 1'000'000);
    // Segments come to the head at whole milliseconds: 105, then 205, 275.71, 333.45 …, rounded up.
    EXPECT_THAT(drops, ElementsAre(105, 205, 276));
}

TEST_F(CodelLink, LastInTheQueueIsNeverDroppedUntilOthersAreBehindIt)
{
    // Two wait: the second has nobody behind it, whatever it waits.
    wire.settings.bandwidth = 80'000; // 100 ms each
    offers(milliseconds(0), 4);
    EXPECT_EQ(wire.flight(4).fate, DropReason::None);
    EXPECT_EQ(wire.flight(4).endsAt, at(milliseconds(450)));
    EXPECT_EQ(wire.flight(3).fate, DropReason::None); // 1000 octets behind it
    // Behind the second there are 2000: above since 100 ms; the third would be due at 200 ms.
    offers(milliseconds(150));
    EXPECT_EQ(wire.flight(3).fate, DropReason::Codel);
    EXPECT_EQ(wire.flight(3).endsAt, at(milliseconds(200)));
    EXPECT_EQ(wire.flight(4).endsAt, at(milliseconds(350)));
    EXPECT_EQ(wire.flight(5).endsAt, at(milliseconds(450)));
}

TEST_F(CodelLink, WhoComesAtTheInstantOfATurnComesTooLateToChangeIt)
{
    wire.settings.bandwidth = 80'000;
    offers(milliseconds(0), 4);
    offers(milliseconds(200)); // the third comes to the head at this instant, before it
    EXPECT_EQ(wire.flight(3).fate, DropReason::None);
    EXPECT_EQ(wire.flight(3).endsAt, at(milliseconds(350)));
}

TEST_F(CodelLink, FullQueueStillDropsAtTheTail)
{
    wire.settings.queueSegments = 2;
    offers(milliseconds(0), 3);
    EXPECT_EQ(wire.offers(at(milliseconds(0)), thousand).droppedNow, DropReason::Queue);
    EXPECT_EQ(wire.offers(at(milliseconds(1)), thousand).droppedNow, DropReason::None);
    wire.settings.queueSegments = 0;
    wire.settings.queueOctets = 2'500;
    EXPECT_EQ(wire.offers(at(milliseconds(1)), thousand).droppedNow, DropReason::Queue);
    EXPECT_EQ(wire.offers(at(milliseconds(1)), 460).droppedNow, DropReason::None);
}

TEST_F(CodelLink, MarksEctSegmentsAndDropsTheOthers)
{
    wire.settings.ecn = true;
    wire.ecn = Ecn::Ect0;
    offers(milliseconds(0), 300);
    int marked = 0;
    for (const auto& [id, flight] : fates()) {
        EXPECT_EQ(flight.fate, DropReason::None);
        EXPECT_EQ(flight.endsAt, at(milliseconds(50 + id)));
        marked += flight.packet.segment.ecn == Ecn::Ce ? 1 : 0;
        if (id == 106) {
            EXPECT_EQ(flight.packet.segment.ecn, Ecn::Ce);
        }
    }
    EXPECT_EQ(marked, 3);

    Wire plain{.settings = wire.settings};
    for (int i = 0; i < 300; ++i)
        plain.offers(at(milliseconds(0)), thousand);
    EXPECT_EQ(plain.flight(106).fate, DropReason::Codel);
}

/// Loss behind the queue is no business of CoDel's, and comes after the turn.
TEST_F(CodelLink, LossTakesItsTurnFirst)
{
    wire.settings.loss = percent(100);
    offers(milliseconds(0), 3);
    EXPECT_EQ(wire.flight(3).fate, DropReason::Loss);
    EXPECT_EQ(wire.flight(3).endsAt, at(milliseconds(3 + 30))); // 60 % of what follows
}

TEST_F(CodelLink, DroppingOneByHandChangesNobodyElse)
{
    Wire other = wire;
    for (int i = 0; i < 200; ++i) {
        wire.offers(at(microseconds(i * 500)), thousand);
        other.offers(at(microseconds(i * 500)), thousand);
        if (i == 150)
            other.link.inFlight.erase(findInFlight(other.link, 120).value());
    }
    wire.link.inFlight.erase(findInFlight(wire.link, 120).value());
    EXPECT_EQ(wire.link, other.link);
}

TEST_F(CodelLink, WhatAHandPutsOffStaysPutOffWhenTheEndIsForeseenAnew)
{
    wire.settings.bandwidth = 80'000;
    offers(milliseconds(0), 4);
    reschedule(wire.link, wire.settings, findInFlight(wire.link, 4).value(), at(milliseconds(457)));
    offers(milliseconds(150)); // the third is dropped now, and the fourth 100 ms earlier
    EXPECT_EQ(wire.flight(4).endsAt, at(milliseconds(357)));
}

TEST_F(CodelLink, WhatAHandDamagesStaysDamagedWhenTheEndIsForeseenAnew)
{
    wire.settings.bandwidth = 80'000;
    offers(milliseconds(0), 4);
    InFlight& damaged = wire.link.inFlight[findInFlight(wire.link, 4).value()];
    damaged.corrupted = damaged.byHand = true;
    damaged.fate = DropReason::Checksum;
    offers(milliseconds(150));
    EXPECT_EQ(wire.flight(4).endsAt, at(milliseconds(350)));
    EXPECT_EQ(wire.flight(4).fate, DropReason::Checksum);
    EXPECT_TRUE(wire.flight(4).byHand);
}

TEST_F(CodelLink, CopyMadeByHandArrivesThoughItsOriginalIsDropped)
{
    offers(milliseconds(0), 300);
    const std::size_t dropped = findInFlight(wire.link, 106).value();
    const SegmentId copy = duplicate(wire.link, wire.settings, dropped, at(milliseconds(10)), wire.nextId);
    EXPECT_EQ(wire.flight(copy).fate, DropReason::None);
    EXPECT_EQ(wire.flight(copy).endsAt, at(milliseconds(105 + 50 + 5)));
}

TEST_F(CodelLink, CopiesOfTheWireNeedNoTransmitter)
{
    wire.offers(at(milliseconds(0)), thousand, {.duplicateRule = 1, .copies = 2});
    EXPECT_EQ(wire.flight(1).endsAt, at(milliseconds(51)));
    EXPECT_EQ(wire.flight(2).endsAt, at(milliseconds(56)));
    EXPECT_EQ(wire.flight(3).endsAt, at(milliseconds(61)));
    EXPECT_EQ(wire.link.busyUntil, at(milliseconds(1)));
}

TEST_F(CodelLink, WhatDiesWaitingIsNeverTransmitted)
{
    wire.settings.bandwidth = 8'000; // a second each
    wire.settings.msl = milliseconds(1'500);
    wire.settings.codel.interval = seconds(4);
    offers(milliseconds(0), 5);
    EXPECT_EQ(wire.link.busyUntil, at(seconds(2)));
    EXPECT_EQ(wire.flight(5).fate, DropReason::Lifetime);
    EXPECT_EQ(wire.flight(5).endsAt, at(milliseconds(1'500)));
}

/// What is foreseen step by step is what a queue does that is looked at only when the transmitter asks: the
/// same arrivals, played in full by RFC 8289's own loop.
TEST_F(CodelLink, ForeseeingAgreesWithAQueueThatOnlyAsksWhenFree)
{
    struct Arrival {
        Instant at;
        std::uint32_t octets;
        bool ect;
    };
    int drops = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        std::uint64_t draws = 0;
        const auto below = [&](std::uint64_t n) { return drawBelow(n, seed, 0, Purpose::Test, draws++); };
        std::vector<Arrival> arrivals;
        Instant now{};
        for (int i = 0; i < 600; ++i) {
            now = now + microseconds(static_cast<std::int64_t>(below(3) == 0 ? below(1'200) : below(300)));
            if (below(150) == 0)
                now = now + milliseconds(static_cast<std::int64_t>(below(400)));
            arrivals.push_back(
                {now, static_cast<std::uint32_t>(below(3) == 0 ? 0 : below(1'461)), below(2) == 0});
        }
        Wire foreseen{.settings = {.delay = milliseconds(5),
                                   .bandwidth = 5'000'000,
                                   .discipline = QueueDiscipline::Codel,
                                   .codel = {.target = milliseconds(5), .interval = milliseconds(20)},
                                   .ecn = seed % 2 == 0}};
        for (const Arrival& a : arrivals) {
            foreseen.ecn = a.ect ? Ecn::Ect0 : Ecn::NotEct;
            foreseen.offers(a.at, a.octets);
        }

        // The queue as the RFC has it.
        const LinkSettings& settings = foreseen.settings;
        CodelState state;
        Instant free{};
        std::size_t head = 0;
        std::size_t joined = 0;
        std::uint64_t octets = 0;
        const auto joinUntil = [&](Instant t) { // who comes at the instant of a turn comes too late for it
            for (; joined < arrivals.size() && arrivals[joined].at < t; ++joined)
                octets += arrivals[joined].octets + 40;
        };
        while (head < arrivals.size()) {
            Instant turn = free;
            joinUntil(turn);
            if (head == joined) {
                codelFoundNothing(state, settings.codel, turn);
                turn = std::max(turn, arrivals[head].at);
                octets += arrivals[head].octets + 40;
                ++joined;
            }
            const std::size_t one = head++;
            octets -= arrivals[one].octets + 40;
            const QueueVerdict verdict = codelVerdict(state, settings.codel, settings.mtu,
                                                      {.now = turn,
                                                       .sojourn = turn - arrivals[one].at,
                                                       .octetsBehind = octets,
                                                       .canBeMarked = settings.ecn && arrivals[one].ect});
            const InFlight& flight = foreseen.flight(static_cast<SegmentId>(one + 1));
            if (verdict == QueueVerdict::Drop) {
                ++drops;
                ASSERT_EQ(flight.fate, DropReason::Codel) << seed << " " << one;
                ASSERT_EQ(flight.endsAt, turn) << seed << " " << one;
                continue;
            }
            free = turn + transmissionTime(arrivals[one].octets + 40, settings.bandwidth);
            ASSERT_EQ(flight.fate, DropReason::None) << seed << " " << one;
            ASSERT_EQ(flight.endsAt, free + settings.delay) << seed << " " << one;
            ASSERT_EQ(flight.packet.segment.ecn == Ecn::Ce, verdict == QueueVerdict::Mark)
                << seed << " " << one;
        }
    }
    EXPECT_GT(drops, 200);
}

} // namespace
} // namespace tcplab
