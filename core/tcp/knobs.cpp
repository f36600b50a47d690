#include "core/tcp/knobs.h"

#include <array>

namespace tcplab {
namespace {

// One reader and one writer for each kind of member; the table below names the member and its limits.

template <auto member, std::uint64_t least, std::uint64_t most>
Read<void> readOctetsInto(Profile& profile, std::string_view text)
{
    return readOctets(text, least, most).map([&](std::uint64_t octets) {
        profile.*member = static_cast<std::uint32_t>(octets);
    });
}

template <auto member, std::uint64_t least, std::uint64_t most>
Read<void> readCountInto(Profile& profile, std::string_view text)
{
    return readCount(text, least, most).map([&](std::uint64_t count) {
        profile.*member = static_cast<std::uint32_t>(count);
    });
}

template <auto member, std::uint64_t least, std::uint64_t most>
Read<void> readLimitInto(Profile& profile, std::string_view text)
{
    return readCountInto<member, least, most>(profile, trimmed(text) == "unlimited" ? "0" : text);
}

template <auto member> Read<void> readTruthInto(Profile& profile, std::string_view text)
{
    return readTruth(text).map([&](bool truth) { profile.*member = truth; });
}

/// A time that may not be zero: a time-out of nothing would go round for ever at one instant.
template <auto member> Read<void> readTimeInto(Profile& profile, std::string_view text)
{
    const Read<Duration> time = readDuration(text);
    if (!time)
        return tl::unexpected(time.error());
    if (*time < microseconds(1))
        return tl::unexpected(Misread{.kind = Misread::Kind::OutOfRange,
                                      .expected = "1 us … " + writeDuration(longestDuration)});
    profile.*member = *time;
    return {};
}

/// A time that switches the thing off when it is zero, or "off".
template <auto member, std::int64_t most> Read<void> readTimeOrOffInto(Profile& profile,
                                                                       std::string_view text)
{
    if (trimmed(text) == "off") {
        profile.*member = Duration{0};
        return {};
    }
    return readDuration(text, Duration{most}).map([&](Duration time) { profile.*member = time; });
}

template <auto member> std::string writeNumber(const Profile& profile)
{
    return std::to_string(profile.*member);
}

template <auto member> std::string writeLimit(const Profile& profile)
{
    return profile.*member == 0 ? "unlimited" : std::to_string(profile.*member);
}

template <auto member> std::string writeTruth(const Profile& profile)
{
    return profile.*member ? "true" : "false";
}

template <auto member> std::string writeTime(const Profile& profile)
{
    return writeDuration(profile.*member);
}

template <auto member> std::string writeTimeOrOff(const Profile& profile)
{
    return profile.*member == Duration{0} ? "off" : writeDuration(profile.*member);
}

Read<void> readTimeWait(Profile& profile, std::string_view text)
{
    text = trimmed(text);
    if (text == "2 msl" || text == "2 MSL" || text == "2·MSL") {
        profile.timeWait = Duration{0};
        profile.timeWaitZero = false;
        return {};
    }
    Read<Duration> time = readDuration(text);
    if (!time) {
        if (time.error().kind == Misread::Kind::BadUnit)
            time.error().expected += ", 2 msl";
        return tl::unexpected(time.error());
    }
    profile.timeWait = *time;
    profile.timeWaitZero = *time == Duration{0};
    return {};
}

std::string writeTimeWait(const Profile& profile)
{
    return profile.timeWait == Duration{0} && !profile.timeWaitZero ? "2 msl"
                                                                    : writeDuration(profile.timeWait);
}

constexpr std::int64_t aDay = longestDuration.ns;

// A row of the table for each kind of member: which member it is stands in the angle brackets.

template <auto member, std::uint64_t least, std::uint64_t most>
constexpr Knob octets(const char* name, const char* meaning, const char* chinese)
{
    return {name,    KnobUnit::Octets, readOctetsInto<member, least, most>, writeNumber<member>,
            meaning, chinese};
}

template <auto member, std::uint64_t least, std::uint64_t most>
constexpr Knob count(const char* name, const char* meaning, const char* chinese)
{
    return {name, KnobUnit::Count, readCountInto<member, least, most>, writeNumber<member>, meaning, chinese};
}

template <auto member, std::uint64_t least, std::uint64_t most>
constexpr Knob segments(const char* name, const char* meaning, const char* chinese)
{
    return {name,   KnobUnit::Segments, readCountInto<member, least, most>, writeNumber<member>, meaning,
            chinese};
}

template <auto member, std::uint64_t least, std::uint64_t most>
constexpr Knob segmentsOrNone(const char* name, const char* meaning, const char* chinese)
{
    return {name,   KnobUnit::Segments, readLimitInto<member, least, most>, writeLimit<member>, meaning,
            chinese};
}

template <auto member> constexpr Knob truth(const char* name, const char* meaning, const char* chinese)
{
    return {name, KnobUnit::Truth, readTruthInto<member>, writeTruth<member>, meaning, chinese};
}

template <auto member> constexpr Knob time(const char* name, const char* meaning, const char* chinese)
{
    return {name, KnobUnit::Time, readTimeInto<member>, writeTime<member>, meaning, chinese};
}

template <auto member, std::int64_t most>
constexpr Knob timeOrOff(const char* name, const char* meaning, const char* chinese)
{
    return {name, KnobUnit::Time, readTimeOrOffInto<member, most>, writeTimeOrOff<member>, meaning, chinese};
}

constexpr std::array table{
    octets<&Profile::mss, 1, 65495>("mss", "the MSS announced, and the most text sent in one segment",
                                    "通告的 MSS，也是一个报文段最多携带的数据"),
    octets<&Profile::sendBuffer, 1, 1'073'741'824>(
        "send_buffer", "how many unacknowledged and unsent octets send() takes before it blocks",
        "send() 阻塞之前最多接收多少未确认与未发送的字节"),
    octets<&Profile::receiveBuffer, 1, 65535>("receive_buffer",
                                              "room for text not yet read: the largest window offered",
                                              "存放未读数据的空间，即最大的接收窗口"),
    segmentsOrNone<&Profile::initialWindow, 0, 1000>(
        "initial_window", "segments of text that may be in flight before the first is acknowledged",
        "第一个数据报文段得到确认之前，最多可发出的报文段数"),
    truth<&Profile::nagle>("nagle",
                           "Nagle's algorithm: a small segment waits while anything is unacknowledged",
                           "Nagle 算法：还有未确认的数据时，小报文段先等待"),
    timeOrOff<&Profile::delayedAck, milliseconds(499).ns>(
        "delayed_ack", "how long an ACK may wait for company", "ACK 为等待捎带最多推迟多久（延迟确认）"),
    segments<&Profile::quickAcks, 0, 1'000'000>("quick_acks",
                                                "segments acknowledged at once before delaying begins",
                                                "开始延迟确认之前，立即确认的报文段数"),
    time<&Profile::initialRto>("initial_rto", "the retransmission time-out before any round trip is measured",
                               "测得往返时间之前的重传超时"),
    time<&Profile::minRto>("min_rto", "the least retransmission time-out", "重传超时的下限"),
    time<&Profile::maxRto>("max_rto", "where exponential back-off stops growing", "指数退避的上限"),
    time<&Profile::rtoGranularity>("rto_granularity",
                                   "the clock granularity G in RTO = SRTT + max(G, 4·RTTVAR)",
                                   "时钟粒度 G，用于 RTO = SRTT + max(G, 4·RTTVAR)"),
    truth<&Profile::minRtoFloorsVariance>("min_rto_floors_variance",
                                          "RTO = SRTT + max(min_rto, 4·RTTVAR), as Linux does",
                                          "像 Linux 那样计算：RTO = SRTT + max(min_rto, 4·RTTVAR)"),
    count<&Profile::retries, 0, 1000>(
        "retries", "retransmissions of text or FIN before ETIMEDOUT; 0: user_timeout alone decides",
        "数据或 FIN 重传多少次后放弃（ETIMEDOUT）；0：只由 user_timeout 决定"),
    count<&Profile::synRetries, 0, 1000>(
        "syn_retries", "retransmissions of a SYN before ETIMEDOUT; 0: syn_timeout alone decides",
        "SYN 重传多少次后放弃（ETIMEDOUT）；0：只由 syn_timeout 决定"),
    count<&Profile::synLinearTimeouts, 0, 1000>("syn_linear_timeouts",
                                                "SYN time-outs before exponential back-off begins",
                                                "SYN 超时多少次之后才开始指数退避"),
    count<&Profile::synAckRetries, 0, 1000>(
        "syn_ack_retries",
        "retransmissions of a SYN,ACK before it is forgotten; 0: syn_timeout alone decides",
        "SYN,ACK 重传多少次后放弃；0：只由 syn_timeout 决定"),
    timeOrOff<&Profile::userTimeout, aDay>("user_timeout",
                                           "how long text or FIN may stay unacknowledged before ETIMEDOUT",
                                           "数据或 FIN 多久得不到确认就以 ETIMEDOUT 结束"),
    timeOrOff<&Profile::synTimeout, aDay>("syn_timeout", "the same for SYN and SYN,ACK",
                                          "SYN 与 SYN,ACK 多久得不到确认就放弃"),
    Knob{"time_wait", KnobUnit::Time, readTimeWait, writeTimeWait,
         "how long TIME-WAIT lasts; \"2 msl\": twice the network's MSL",
         "TIME-WAIT 持续多久；\"2 msl\" 表示网络 MSL 的两倍"},
    timeOrOff<&Profile::finWait2Timeout, aDay>("fin_wait_2_timeout",
                                               "how long FIN-WAIT-2 lasts once the application has closed",
                                               "应用程序关闭之后 FIN-WAIT-2 最多持续多久"),
    truth<&Profile::resetOnUnreadClose>(
        "reset_on_unread_close", "close() with unread data, and data after close(), are answered with RST",
        "关闭时还有未读数据，或关闭之后又有数据到达，就发送 RST"),
    truth<&Profile::timeWaitAcceptsSyn>(
        "time_wait_accepts_syn", "a SYN above the old sequence numbers reopens a connection in TIME-WAIT",
        "序号高于旧连接的 SYN 可以重新打开处于 TIME-WAIT 的连接"),
    truth<&Profile::challengeAck>("challenge_ack",
                                  "RFC 5961: a RST beside RCV.NXT, and any SYN, is answered with an ACK",
                                  "RFC 5961：对不恰在 RCV.NXT 的 RST 和任何 SYN 只回以 ACK"),
    count<&Profile::challengeAckLimit, 0, 1'000'000>(
        "challenge_ack_limit",
        "answers to empty unacceptable segments in one challenge_ack_interval; 0: no limit",
        "每个 challenge_ack_interval 内最多回应多少个不可接受的空报文段；0：不限"),
    time<&Profile::challengeAckInterval>("challenge_ack_interval",
                                         "RFC 5961 §7: the interval over which such answers are counted",
                                         "RFC 5961 §7：对这类回应计数的时间间隔"),
    truth<&Profile::ackRangeCheck>("ack_range_check",
                                   "RFC 5961 §5.2: acknowledgments that are too old are refused",
                                   "RFC 5961 §5.2：拒绝过旧的确认号"),
    truth<&Profile::abortCarriesAck>("abort_carries_ack", "abort() sends RST,ACK instead of a bare RST",
                                     "abort() 发送 RST,ACK，而不是单独的 RST"),
    truth<&Profile::resetKeepsData>("reset_keeps_data", "what had arrived can still be read after a reset",
                                    "收到复位之后，先前到达的数据仍可读取"),
    truth<&Profile::resetInCloseWaitIsPipe>("reset_in_close_wait_is_pipe",
                                            "a reset in CLOSE-WAIT is reported as EPIPE, not ECONNRESET",
                                            "在 CLOSE-WAIT 收到复位时报告 EPIPE，而不是 ECONNRESET"),
    truth<&Profile::repeatSynAck>("repeat_syn_ack", "a repeated SYN in SYN-RECEIVED draws the SYN,ACK again",
                                  "在 SYN-RECEIVED 收到重复的 SYN 时，再发一次 SYN,ACK"),
    truth<&Profile::establishOnSynAck>("establish_on_syn_ack",
                                       "a SYN,ACK in SYN-RECEIVED establishes the connection, as in Figure 7",
                                       "在 SYN-RECEIVED 收到 SYN,ACK 就进入 ESTABLISHED，如图 7 所示"),
    count<&Profile::backlog, 1, 65535>("backlog", "listen's backlog when the call names none",
                                       "listen 没有写明时的监听队列长度（backlog）"),
    truth<&Profile::backlogPlusOne>("backlog_plus_one", "listen(n) holds n+1 connections, as on Linux",
                                    "像 Linux 那样，listen(n) 可容纳 n+1 个连接"),
    count<&Profile::synQueue, 1, 65535>("syn_queue",
                                        "half-finished handshakes that a listener remembers (SYN queue)",
                                        "监听端能记住多少个未完成的握手（半连接队列）"),
    truth<&Profile::abortOnOverflow>("abort_on_overflow",
                                     "a full accept queue answers with RST instead of silence",
                                     "全连接队列已满时回以 RST，而不是不作声"),
    truth<&Profile::probeCarriesOctet>("probe_carries_octet", "a zero-window probe carries one octet of text",
                                       "零窗口探测携带一个字节的数据"),
    timeOrOff<&Profile::quietTime, aDay>("quiet_time", "silence after a boot, until old segments have died",
                                         "主机启动之后保持安静的时间，等旧报文段消亡"),
};

} // namespace

const char* nameOf(KnobUnit unit)
{
    constexpr std::array names{"octets", "segments", "time", "count", "true or false"};
    return names[static_cast<std::size_t>(unit)];
}

std::span<const Knob> knobs() { return table; }

const Knob* findKnob(std::string_view name)
{
    for (const Knob& knob : table)
        if (knob.name == name)
            return &knob;
    return nullptr;
}

} // namespace tcplab
