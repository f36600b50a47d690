#include "core/world/agenda.h"

#include "tests/core/world/playing.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

constexpr Instant never = Instant::never();
constexpr Instant soon{10};
constexpr Instant later{20};

Agenda agendaWith(std::array<Instant, 2> programs, std::array<Instant, 2> flights,
                  std::array<Instant, 2> timers)
{
    return {.programs = programs, .flights = flights, .timers = timers};
}

TEST(Agenda, EarliestComesFirstWhateverItIs)
{
    EXPECT_EQ(agendaWith({later, later}, {later, later}, {later, soon}).first(),
              (Event{soon, TimerExpires{Side::Server}}));
    EXPECT_EQ(agendaWith({later, later}, {soon, later}, {later, later}).first(),
              (Event{soon, FlightEnds{Side::Client}}));
}

TEST(Agenda, AtOneInstantProgramsRunBeforeArrivalsBeforeTimers)
{
    EXPECT_EQ(agendaWith({never, soon}, {soon, soon}, {soon, soon}).first(),
              (Event{soon, ProgramRuns{Side::Server}}));
    EXPECT_EQ(agendaWith({never, later}, {never, soon}, {soon, soon}).first(),
              (Event{soon, FlightEnds{Side::Server}}));
    EXPECT_EQ(agendaWith({never, never}, {never, never}, {soon, soon}).first(),
              (Event{soon, TimerExpires{Side::Client}}));
}

TEST(Agenda, OfTwoProgramsTheServersRunsFirstOfOthersTheClients)
{
    EXPECT_EQ(agendaWith({soon, soon}, {never, never}, {never, never}).first(),
              (Event{soon, ProgramRuns{Side::Server}}));
    EXPECT_EQ(agendaWith({never, never}, {soon, soon}, {never, never}).first(),
              (Event{soon, FlightEnds{Side::Client}}));
}

TEST(Agenda, NothingDueIsNever)
{
    EXPECT_TRUE(agendaWith({never, never}, {never, never}, {never, never}).first().at.isNever());
}

TEST(NextEvent, IsNothingInAWorldWithoutPrograms)
{
    const Playing playing(scenarioOf("", ""));
    EXPECT_EQ(nextEvent(playing.world), std::nullopt);
    EXPECT_TRUE(nextInstant(playing.world).isNever());
}

TEST(NextEvent, DoesNotComeAfterTheScenariosEnd)
{
    Scenario scenario = scenarioOf("sleep 10 s\nconnect server:80", "listen 80");
    scenario.until = Instant{} + seconds(5);
    Playing playing(scenario);
    playing.toEnd();
    EXPECT_EQ(nextEvent(playing.world), std::nullopt);
    EXPECT_EQ(nextInstant(playing.world), Instant{} + seconds(10));
    EXPECT_LE(playing.world.now, scenario.until);

    scenario.until = Instant{} + seconds(10); // the instant itself still belongs to the run
    Playing longer(scenario);
    longer.toEnd();
    EXPECT_EQ(longer.world.now, scenario.until);
}

TEST(NextEvent, AsksTheWorldWithoutChangingIt)
{
    Playing playing(scenarioOf("connect server:80\nsend 100\nclose", "listen 80\naccept\nrecv eof\nclose"));
    do {
        const World before = playing.world;
        EXPECT_EQ(nextEvent(playing.world), nextEvent(before));
        ASSERT_EQ(playing.world, before);
    } while (playing.step());
}

} // namespace
} // namespace tcplab
