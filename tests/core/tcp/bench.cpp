#include "tests/core/tcp/bench.h"

#include "tests/support/packetdrill.h"

#include <fmt/format.h>

namespace tcplab {

void PrintTo(const Numbers& numbers, std::ostream* os)
{
    *os << "ISS " << numbers.iss << ", IRS " << numbers.irs;
}

std::string nameOfNumbers(const testing::TestParamInfo<Numbers>& info)
{
    return fmt::format("iss_{:x}_irs_{:x}", info.param.iss, info.param.irs);
}

template <class Act> auto Bench::actOn(Act what)
{
    const Surroundings around{profile, timeWait, now, m_out};
    struct Afterwards {
        Bench& bench;
        ~Afterwards()
        {
            bench.m_when.resize(bench.m_out.effects.size(), bench.now);
            bench.checkInvariants();
        }
    } afterwards{*this};
    return what(around);
}

Errno Bench::opens()
{
    return act([&](const Surroundings& s) { return openActive(tcb, SeqNum{numbers.iss}, s); });
}

Errno Bench::sends(std::uint32_t octets, bool urgent)
{
    return act([&](const Surroundings& s) { return send(tcb, octets, s, urgent); });
}

std::string Bench::reads(std::uint32_t octets)
{
    Received result;
    const Errno error = act([&](const Surroundings& s) { return receive(tcb, octets, result, s); });
    std::uint32_t listed = 0;
    for (const TextRange& range : result.text)
        listed += range.length;
    EXPECT_EQ(listed, result.octets);
    std::string text = result.octets != 0 ? std::to_string(result.octets) : "";
    if (result.endOfStream)
        text += text.empty() ? "end" : " end";
    return error == Errno::None ? text : text + nameOf(error);
}

Errno Bench::closes()
{
    return act([&](const Surroundings& s) { return close(tcb, s); });
}

Errno Bench::closesBoth()
{
    return act([&](const Surroundings& s) { return closeBoth(tcb, s); });
}

Errno Bench::aborts()
{
    return act([&](const Surroundings& s) { return abort(tcb, s); });
}

void Bench::arrives(std::string_view notation) { arrives(segmentFrom(notation)); }

void Bench::arrives(Segment segment)
{
    const Segment real = absolute(segment);
    act([&](const Surroundings& s) {
        // A listener's SYN is the host's to answer: here as a host does.
        if (tcb.state != ConnectionState::Listen)
            segmentArrives(tcb, real, s);
        else if (arrivesAtListen(real, s) == ListenVerdict::OpenConnection)
            openFromListen(tcb, real, SeqNum{numbers.iss}, s);
    });
}

void Bench::passes(Duration span)
{
    const Instant until = now + span;
    act([](const Surroundings&) {});
    while (tcb.timers.earliest() <= until) {
        const Timer timer = tcb.timers.next();
        now = tcb.timers[timer];
        actOn([&](const Surroundings& s) { timerExpires(tcb, timer, s); });
    }
    now = until;
}

void Bench::expires(Timer timer)
{
    ASSERT_TRUE(isOn(timer)) << nameOf(timer);
    now = tcb.timers[timer];
    act([&](const Surroundings& s) { timerExpires(tcb, timer, s); });
}

void Bench::establishesWith(std::string_view synAck)
{
    opens();
    arrives(synAck);
    ASSERT_EQ(state(), ConnectionState::Established);
}

std::vector<std::string> Bench::congestion() const
{
    std::vector<std::string> all;
    for (const EndpointEffect& effect : m_out.effects)
        if (effect.kind == EndpointEffect::Kind::CongestionMoved)
            all.push_back(fmt::format("cwnd {} ssthresh {} {}", effect.congestion.cwnd,
                                      effect.congestion.ssthresh == noThreshold
                                          ? std::string("-")
                                          : std::to_string(effect.congestion.ssthresh),
                                      nameOf(effect.congestion.phase)));
    return all;
}

void Bench::establishes(std::uint32_t window, std::uint32_t mss)
{
    opens();
    Segment answer = segmentFrom("S. 0:0(0) ack 1");
    answer.wnd = window;
    answer.options.mss = static_cast<std::uint16_t>(mss);
    arrives(answer);
    ASSERT_EQ(state(), ConnectionState::Established);
}

void Bench::reaches(ConnectionState to)
{
    switch (to) {
    case ConnectionState::Closed: break;
    case ConnectionState::Listen: listens(); break;
    case ConnectionState::SynSent: opens(); break;
    case ConnectionState::SynReceived:
        listens();
        arrives("S 0:0(0) win 65535 <mss 1460>");
        break;
    case ConnectionState::Established: establishes(); break;
    case ConnectionState::FinWait1:
        establishes();
        closes();
        break;
    case ConnectionState::FinWait2:
        reaches(ConnectionState::FinWait1);
        arrives(". 1:1(0) ack 2");
        break;
    case ConnectionState::CloseWait:
        establishes();
        arrives("F. 1:1(0) ack 1");
        if (isOn(Timer::DelayedAck))
            expires(Timer::DelayedAck);
        break;
    case ConnectionState::Closing:
        reaches(ConnectionState::FinWait1);
        arrives("F. 1:1(0) ack 1");
        break;
    case ConnectionState::LastAck:
        reaches(ConnectionState::CloseWait);
        closes();
        break;
    case ConnectionState::TimeWait:
        reaches(ConnectionState::FinWait2);
        arrives("F. 1:1(0) ack 2");
        break;
    }
    ASSERT_EQ(state(), to);
}

namespace {

/// The same blocks, each number moved by so much.
SackBlocks shifted(const SackBlocks& blocks, std::uint32_t by)
{
    SackBlocks result;
    for (const SackBlock& block : blocks)
        result.add({block.left + by, block.right + by});
    return result;
}

} // namespace

Segment Bench::absolute(Segment segment) const
{
    segment.options.sack = shifted(segment.options.sack, numbers.iss);
    segment.sourcePort = tcb.remotePort;
    segment.destinationPort = tcb.localPort;
    segment.text.stream = peersStream;
    segment.text.offset = std::uint64_t{segment.seq.value()} - (segment.ctl.syn ? 0 : 1);
    segment.seq += numbers.irs;
    if (segment.ctl.ack)
        segment.ack += numbers.iss;
    return segment;
}

Segment Bench::relative(Segment segment) const
{
    segment.seq = segment.seq - numbers.iss;
    segment.options.sack = shifted(segment.options.sack, 0u - numbers.irs);
    if (segment.ctl.ack)
        segment.ack = segment.ack - numbers.irs;
    return segment;
}

std::vector<std::string> Bench::sent() const
{
    std::vector<std::string> texts;
    for (const Packet& packet : m_out.packets)
        texts.push_back(packetdrillText(relative(packet.segment)));
    return texts;
}

std::vector<std::string> Bench::sentWhen() const
{
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < m_out.effects.size(); ++i) {
        const EndpointEffect& effect = m_out.effects[i];
        if (effect.kind == EndpointEffect::Kind::Sent)
            texts.push_back(fmt::format("+{}ms {}", (m_when[i] - m_began).ns / 1'000'000,
                                        packetdrillText(relative(m_out.packets[effect.packet].segment))));
    }
    return texts;
}

std::vector<ConnectionState> Bench::entered() const
{
    std::vector<ConnectionState> states;
    for (const EndpointEffect& effect : m_out.effects)
        if (effect.kind == EndpointEffect::Kind::StateChanged)
            states.push_back(effect.to);
    return states;
}

std::vector<Clause> Bench::clauses() const
{
    std::vector<Clause> clauses;
    for (const EndpointEffect& effect : m_out.effects)
        clauses.push_back(effect.clause);
    return clauses;
}

std::vector<IgnoreReason> Bench::ignored() const
{
    std::vector<IgnoreReason> reasons;
    for (const EndpointEffect& effect : m_out.effects)
        if (effect.kind == EndpointEffect::Kind::Ignored)
            reasons.push_back(effect.why);
    return reasons;
}

std::string Bench::measured() const
{
    for (const EndpointEffect& effect : m_out.effects)
        if (effect.kind == EndpointEffect::Kind::RttMeasured)
            return fmt::format("sample {} srtt {} rttvar {} rto {}", effect.sample.ns / 1'000'000,
                               effect.srtt.ns / 1'000'000, effect.rttvar.ns / 1'000'000,
                               effect.rto.ns / 1'000'000);
    return "";
}

} // namespace tcplab
