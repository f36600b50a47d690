/// Sentences in both languages side by side, with places to be filled in: "{Th} acknowledges with ack={rack}".
/// A place has the same name in both languages. Those that most sentences use:
///
///   {H} {h} {Th}   who acts: "Client", "the client", "The client"; in Chinese all three are 客户端
///   {P} {p} {Tp}   the other end
///   {seg} {nums}   the segment that arrives, is lost or is sent again: "FIN, ACK" and "seq=5301 ack=1102"
///   {seq} {ack} {end} {text}   its numbers, the first number after it, "100 octets"
///   {reply} {replynums} {rseq} {rack} {sent}   what is sent in answer; `sent` counts all text that goes out
///   {from} {to} {state} {peerstate}   RFC state names
///   {port} {wait} {next}   our port; the time that has passed; the time that begins
#pragma once
#include "app/wording/wording.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tcplab {

struct Sentence {
    const char* en = "";
    const char* zh = "";
};
inline const char* textOf(const Sentence& sentence, Language language)
{
    return language == Language::Chinese ? sentence.zh : sentence.en;
}

/// What the places stand for. The last value given for a name counts.
class Facts {
public:
    void set(std::string_view name, std::string value);
    void set(std::string_view name, std::int64_t value) { set(name, std::to_string(value)); }
    /// The value, or nothing.
    const std::string* find(std::string_view name) const;

private:
    std::vector<std::pair<std::string_view, std::string>> m_values;
};

/// The sentence with its places filled in; a place without a fact stays empty.
std::string fill(const Sentence& sentence, Language language, const Facts& facts);
/// Two sentences in a row: with a space between in English.
void append(std::string& text, const std::string& sentence, Language language);
/// "100 octets", "1 octet"; "100 字节".
std::string octetsText(std::uint64_t octets, Language language);

/// What a rule made happen, as the headline and the body of an explanation; where a clause has none, its
/// headline is "".
struct ClauseSentences {
    Clause clause = Clause::None;
    Sentence headline{};
    Sentence body{};
};
const ClauseSentences& sentencesFor(Clause clause);

/// All other sentences of explanations.
enum class Say : std::uint8_t {
    BeginningNoSummary,
    BeginningHint,
    ProgramGoesOn,
    // Segments arrive
    TextArrives,
    TextArrivesBody,
    TextAckedNow,
    TextAckDelayed,
    AckArrives,
    AckArrivesBody,
    AckNothingNew,
    AckNothingNewBody,
    AckWithZeroWindow,
    MoreSent,
    RttTaken,
    SomethingArrives,
    OldDuplicateAcked,
    OldDuplicateAckedBody,
    HostDown,
    HostDownBody,
    // Time-outs
    RetransmitHeadline,
    RetransmitOriginalLost,
    RetransmitAckLost,
    RetransmitIgnored,
    RetransmitNothingLost,
    RetransmitBackOff,
    RetransmitPeerInTimeWait,
    GivenUpHeadline,
    GivenUpBody,
    GivenUpToListen,
    AckByItself,
    AckByItselfBody,
    TimerExpires,
    // Losses
    LostByChance,
    LostByFault,
    LostByHand,
    LostInQueue,
    LostByChecksum,
    LostByLifetime,
    LostByChanceBody,
    LostByFaultBody,
    LostByHandBody,
    LostInQueueBody,
    LostByChecksumBody,
    LostByLifetimeBody,
    LostNeedsAck,
    LostIsAck,
    LostIsReset,
    // Calls
    CallListen,
    CallListenBody,
    CallConnect,
    CallConnectBody,
    CallAcceptWaits,
    CallAcceptWaitsBody,
    CallAcceptReturns,
    CallAcceptReturnsBody,
    ConnectReturns,
    ConnectReturnsBody,
    CallSend,
    CallSendSentBody,
    CallSendWaitingBody,
    CallSendBlocks,
    CallSendBlocksBody,
    SendReturns,
    SendReturnsBody,
    CallRecvWaits,
    CallRecvWaitsBody,
    RecvReturns,
    RecvReturnsBody,
    RecvEnd,
    RecvEndBody,
    CallClose,
    CallCloseBody,
    CallCloseWaits,
    CallCloseWaitsBody,
    CallReturnsAtOnce,
    CallReturnsAtOnceBody,
    CallWaits,
    CallReturns,
    CallFails,
    // The person
    UserDrop,
    UserDelay,
    UserDuplicate,
    UserCorrupt,
    UserCall,
    UserCrash,
    UserBoot,
    UserDropBody,
    UserDelayBody,
    UserDuplicateBody,
    UserCorruptBody,
    UserNotApplied,
    UserNotAppliedBody,
};
inline constexpr std::size_t sayCount = static_cast<std::size_t>(Say::UserNotAppliedBody) + 1;
const Sentence& sentenceFor(Say say);
/// Why a call fails with this error.
const Sentence& sentenceFor(Errno error);

} // namespace tcplab
