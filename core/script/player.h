/// The player: goes through a script's events and drives a world. Private to this folder.
#pragma once
#include "core/script/conversation.h"
#include "core/script/set_up.h"
#include "core/world/world.h"

#include <map>
#include <memory>

namespace tcplab::script {

/// A packet that the host under test has sent and no line has asked for yet.
struct Captured {
    Packet packet{};
    Instant at{};
    std::uint64_t step = 0; ///< in which it was sent
};

/// A descriptor of the script's.
struct Descriptor {
    std::string name; ///< the socket's, as programs here name it: "fd3"
    bool nonBlocking = false;
    bool ipv6 = false;
    std::size_t conversation = 0; ///< which one its calls are about
};

/// How a call ended, or that it has not.
struct CallOutcome {
    bool returned = false;
    std::int64_t value = 0;
    std::string error;
    friend bool operator==(const CallOutcome&, const CallOutcome&) = default;
};

/// A call that was made and waits.
struct PendingCall {
    const Event* event = nullptr;
    std::uint32_t process = 0; ///< 0: poll, which the player looks after itself
    Instant until{};           ///< when it should return
    Duration since{};          ///< from the event before, for the tolerance
};

class Player {
public:
    Player(const Script& script, const PlaySettings& settings);
    Played play();

private:
    // player.cpp
    bool playEvent(const Event& event);
    Instant instantOf(const Event& event) const;
    void advanceTo(Instant at);
    bool processNext(Instant notAfter, bool timersToo);
    void intervene(const Intervention& what);
    void absorb();
    bool awaitPending();
    bool settlePending();
    bool finish();
    bool fail(Difference what, int line, std::string expected, std::string got);
    bool inTime(Instant actual, Instant expected, Duration since) const;
    Duration toleranceFor(Duration since) const;
    bool notSupported(std::string what, int line);
    std::string timeText(Instant at) const;
    std::string timeRangeText(Instant from, Instant to) const;

    // player_packets.cpp
    bool playInbound(const Event& event, const PacketEvent& packet);
    bool playOutbound(const Event& event, const PacketEvent& packet);
    bool playIcmp(const Event& event, const IcmpLine& line);
    std::size_t conversationFor(const TcpLine& line, bool inbound);
    bool belongsTo(const Conversation& conversation, const Segment& segment, const TcpLine& line) const;
    std::optional<Captured> nextCaptured(Conversation& conversation, const TcpLine& line, Instant notAfter);
    std::optional<Captured> joined(Conversation& conversation, const TcpLine& line, Captured first);
    bool matches(const PacketEvent& packet, const TcpLine& line, const Segment& live, bool wasJoined,
                 const Conversation& conversation) const;
    bool optionsMatch(const TcpLine& line, const Segment& live, const Conversation& conversation) const;
    bool echoIsRight(const TcpLine& line, const Segment& live) const;

    // player_calls.cpp
    bool playCall(const Event& event, const CallEvent& call);
    std::optional<CallOutcome> makeCall(const CallEvent& call);
    CallOutcome run(const Statement& statement);
    bool checkResult(const Event& event, const CallEvent& call, const CallOutcome& outcome);
    Descriptor* descriptor(const CallEvent& call);
    CallOutcome socketCall(const CallEvent& call);
    CallOutcome acceptCall(const CallEvent& call, Descriptor& fd);
    CallOutcome connectCall(const CallEvent& call, Descriptor& fd);
    CallOutcome transfer(const CallEvent& call, Descriptor& fd);
    CallOutcome setOption(const CallEvent& call, Descriptor& fd);
    CallOutcome getOption(const CallEvent& call, Descriptor& fd);
    CallOutcome fcntlCall(const CallEvent& call, Descriptor& fd);
    CallOutcome ioctlCall(const CallEvent& call, Descriptor& fd);
    std::optional<CallOutcome> pollCall(const CallEvent& call);
    std::int64_t ready(Descriptor& fd, std::int64_t wanted);
    void noteAccepted(const CallEvent& call);
    static std::int64_t expectedNumber(const CallEvent& call);
    const Socket* socketOf(const Descriptor& fd) const;
    const Connection* connectionOf(const Descriptor& fd) const;

    // player_state.cpp
    bool playCommand(const Event& event, const CommandEvent& command);
    bool playCode(const Event& event, const CodeEvent& code);
    std::optional<std::int64_t> lookUp(std::string_view name) const;
    std::int64_t countIn(std::string_view state) const;
    const Connection* underTest() const;

    Host& host() { return m_world.hosts[indexOf(m_setUp.under)]; }
    const Host& host() const { return m_world.hosts[indexOf(m_setUp.under)]; }
    const Profile& profile() const { return m_world.scenario->hosts[indexOf(m_setUp.under)].profile; }
    OptionLayout layout() const
    {
        return std::string_view(nameOf(profile().name)) == "freebsd" ? OptionLayout::FreeBsd
                                                                     : OptionLayout::Linux;
    }
    const Conversation& current() const { return m_conversations[m_current]; }

    const Script& m_script;
    PlaySettings m_settings;
    SetUp m_setUp;
    World m_world;
    StepLog m_log;
    std::vector<PlacedIntervention> m_made;
    Played m_played;

    int m_line = 0;        ///< of the event in hand
    Instant m_due{};       ///< when it is due
    Instant m_now{};       ///< the script's clock
    Instant m_lastEvent{}; ///< when the event before was due
    Duration m_since{};    ///< from it to the event in hand
    bool m_lastWasInbound = false;
    std::vector<Captured> m_captured; ///< in their order
    std::deque<Conversation> m_conversations;
    std::size_t m_current = 0; ///< the one that lines without ports are about
    std::map<std::int64_t, Descriptor> m_descriptors;
    std::optional<PendingCall> m_pending;
    std::map<std::uint32_t, CallOutcome> m_returned; ///< by process
    std::uint16_t m_nextRemotePort = 49152;
    std::uint32_t m_lastTsValSent = 0; ///< the script's last TS val
    std::uint32_t m_process = 0;       ///< of the last call made
    std::string m_notAsExpected; ///< what a call gave besides its result, where the script has another thing
    Instant m_pollUntil = Instant::never();
    std::uint64_t m_packetsSent = 0;
    std::uint64_t m_retransmissions = 0;
};

} // namespace tcplab::script
