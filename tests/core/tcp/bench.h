/// One endpoint on the bench, with a clock and a peer made of text. In tests sequence numbers count from
/// the two initial ones, ours and the peer's SYN being 0, so that every test runs wherever the numbers lie.
#pragma once
#include "core/tcp/endpoint.h"
#include "tests/support/printers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// Where the two sequence spaces begin.
struct Numbers {
    std::uint32_t iss = 0;
    std::uint32_t irs = 0;
};
/// Nowhere special, the wrap past 2^32 after a few octets, and past 2^31, where a signed comparison breaks.
inline const auto everywhere =
    testing::Values(Numbers{1000, 5000}, Numbers{0xfffffff0, 0xfffffff0}, Numbers{0xffffffff, 0x7ffffff0},
                    Numbers{0x7fffffff, 0xfffffe00});
void PrintTo(const Numbers& numbers, std::ostream* os);
std::string nameOfNumbers(const testing::TestParamInfo<Numbers>& info);

class Bench {
public:
    /// The peer's octets, and ours.
    static constexpr std::uint32_t peersStream = 9;
    static constexpr std::uint32_t ourStream = 4;

    explicit Bench(Numbers where) : numbers(where)
    {
        tcb.localPort = 49152;
        tcb.remotePort = 80;
        tcb.stream = ourStream;
    }

    Numbers numbers;
    Profile profile = rfc9293Profile();
    Duration timeWait = seconds(60);
    Tcb tcb{};
    Instant now{};

    // Events. Each begins with a clean outbox, and leaves a connection that passes checkInvariants().

    Errno opens();
    void listens() { tcb.state = ConnectionState::Listen; }
    Errno sends(std::uint32_t octets, bool urgent = false);
    /// What RECEIVE gives: "100", "100 end", "end", "" or the error's name.
    std::string reads(std::uint32_t octets = 1'000'000'000);
    Errno closes();
    Errno closesBoth();
    Errno aborts();
    /// "P. 1:101(100) ack 1": from the peer, numbers counted from the SYNs; see segmentFrom().
    void arrives(std::string_view notation);
    void arrives(Segment segment);
    /// The clock goes on; what expires in between does so, in its order, into one outbox.
    void passes(Duration span);
    /// The clock goes on to this timer's deadline, and it expires.
    void expires(Timer timer);

    // Ways to each state, by what a user and a peer would do.

    /// ESTABLISHED by an active open: SND.NXT and RCV.NXT are 1, the peer's window and MSS as given.
    void establishes(std::uint32_t window = 65535, std::uint32_t mss = 1460);
    /// The same with this answer to the SYN: "S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK>".
    void establishesWith(std::string_view synAck);
    /// The state by its shortest way, an active open unless it needs a listener.
    void reaches(ConnectionState state);

    // What the last event did.

    /// Segments sent: "P. 1:101(100) ack 1 win 65535".
    std::vector<std::string> sent() const;
    /// The same, each with how long after the event's begin: "+1000ms S 0:0(0) win 65535 <mss 1460>".
    std::vector<std::string> sentWhen() const;
    std::vector<ConnectionState> entered() const; ///< states, in order
    std::vector<Clause> clauses() const;          ///< of all effects
    std::vector<IgnoreReason> ignored() const;
    /// "sample 100 srtt 100 rttvar 50 rto 1000", ms; "" for no measurement.
    std::string measured() const;
    /// "cwnd 5000 ssthresh - slow-start": each move, in order.
    std::vector<std::string> congestion() const;
    const Outbox& out() const { return m_out; }

    // How it stands, numbers counted from the SYNs.

    ConnectionState state() const { return tcb.state; }
    std::uint32_t sndUna() const { return distance(SeqNum{numbers.iss}, tcb.snd.una); }
    std::uint32_t sndNxt() const { return distance(SeqNum{numbers.iss}, tcb.snd.nxt); }
    std::uint32_t rcvNxt() const { return distance(SeqNum{numbers.irs}, tcb.rcv.nxt); }
    /// How far off a timer's deadline is.
    Duration left(Timer timer) const { return tcb.timers[timer] - now; }
    bool isOn(Timer timer) const { return tcb.timers.isOn(timer); }

    /// The peer's segment with its real numbers.
    Segment absolute(Segment relative) const;
    /// Ours as a test shows it.
    Segment relative(Segment absolute) const;
    void checkInvariants() const;

private:
    template <class Act> auto act(Act what)
    {
        m_out.clear();
        m_when.clear();
        m_began = now;
        return actOn(what);
    }
    template <class Act> auto actOn(Act what);
    void noteTime();

    Outbox m_out;
    std::vector<Instant> m_when; ///< of each effect
    Instant m_began{};
};

/// A bench wherever the numbers lie; fixtures bring it to where their tests begin.
class Endpoint : public testing::TestWithParam<Numbers>, public Bench {
protected:
    Endpoint() : Bench(GetParam()) {}
};

class Established : public Endpoint {
protected:
    void SetUp() override { establishes(); }
};

#define TCPLAB_EVERYWHERE(fixture) INSTANTIATE_TEST_SUITE_P(Numbers, fixture, everywhere, nameOfNumbers)

} // namespace tcplab
