// RFC 1337, RFC 6191: the hazards of TIME-WAIT, and their cures.
#include "tests/core/tcp/bench.h"

namespace tcplab {
namespace {

using testing::ElementsAre;

class TimeWaitHazards : public Endpoint {
protected:
    void waits(bool timestamps)
    {
        profile.timestamps = timestamps;
        establishesWith(timestamps ? "S. 0:0(0) ack 1 win 65535 <mss 1000,nop,nop,TS val 500 ecr 0>"
                                   : "S. 0:0(0) ack 1 win 65535 <mss 1000>");
        closes();
        arrives(timestamps ? "F. 1:1(0) ack 2 <nop,nop,TS val 510 ecr 0>" : "F. 1:1(0) ack 2");
        ASSERT_EQ(state(), ConnectionState::TimeWait);
    }
    bool reopens(std::string_view syn) const { return mayReopen(tcb, absolute(read(syn)), profile); }
    static Segment read(std::string_view syn);
};
TCPLAB_EVERYWHERE(TimeWaitHazards);

Segment TimeWaitHazards::read(std::string_view syn)
{
    Segment segment{.ctl = {.syn = true}, .wnd = 65535};
    segment.seq = SeqNum{syn.starts_with("old") ? 0u : 100'000u};
    const auto stamp = syn.find("ts ");
    if (stamp != std::string_view::npos) {
        segment.options.timestamps = true;
        segment.options.tsVal = static_cast<std::uint32_t>(std::stoul(std::string(syn.substr(stamp + 3))));
    }
    return segment;
}

TEST_P(TimeWaitHazards, AResetAssassinatesIt)
{
    waits(false);
    arrives("R 2:2(0)");
    EXPECT_EQ(state(), ConnectionState::Closed); // by the letter of §3.10.7.4 second
}

TEST_P(TimeWaitHazards, TheCureOfRfc1337IgnoresTheReset)
{
    profile.timeWaitIgnoresReset = true;
    waits(false);
    arrives("R 2:2(0)");
    EXPECT_EQ(state(), ConnectionState::TimeWait);
    EXPECT_THAT(clauses(), ElementsAre(Clause::TimeWaitIgnoresReset));
    EXPECT_EQ(left(Timer::TimeWait), timeWait);
}

// Proves SHLD-4.
TEST_P(TimeWaitHazards, ALaterTimestampReopens)
{
    profile.timeWaitByTimestamps = true;
    waits(true);
    EXPECT_TRUE(reopens("old numbers, ts 511"));
    EXPECT_FALSE(reopens("new numbers, ts 509")); // RFC 6191 §2: an old duplicate
    EXPECT_FALSE(reopens("old numbers, ts 510"));
    EXPECT_FALSE(reopens("new numbers, ts 510")); // time_wait_accepts_syn is off
    profile.timeWaitAcceptsSyn = true;
    EXPECT_TRUE(reopens("new numbers, ts 510"));
}

TEST_P(TimeWaitHazards, TimestampsThatOnlyTheNewIncarnationHasReopen)
{
    profile.timeWaitByTimestamps = true;
    waits(false);
    EXPECT_FALSE(reopens("old numbers, ts 9")); // we would not use them either
    profile.timestamps = true;
    EXPECT_TRUE(reopens("old numbers, ts 9")); // RFC 6191 §2
    EXPECT_FALSE(reopens("old numbers"));
    profile.name = ProfileName::Linux; // tcp_timewait_state_process(): no ts_recent_stamp, nothing to compare
    EXPECT_FALSE(reopens("old numbers, ts 9"));
}

TEST_P(TimeWaitHazards, WithoutTimestampsTheNumbersDecide)
{
    profile.timeWaitByTimestamps = profile.timeWaitAcceptsSyn = true;
    waits(false);
    EXPECT_TRUE(reopens("new numbers"));
    EXPECT_FALSE(reopens("old numbers"));
}

} // namespace
} // namespace tcplab
