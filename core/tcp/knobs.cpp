#include "core/tcp/knob_rows.h"

#include <array>

namespace tcplab {
namespace {

using namespace knob_rows;

constexpr std::array table{
    octets<&Profile::mss, 1, 65495>("mss", "the MSS announced, and the most text sent in one segment",
                                    "通告的 MSS，也是一个报文段最多携带的数据"),
    truth<&Profile::mssOption>(
        "mss_option",
        "a SYN carries the MSS option; without it the peer sends 536 octets at a time (RFC 9293 §3.7.1)",
        "SYN 携带 MSS 选项；没有它，对方每次最多发送 536 字节（RFC 9293 §3.7.1）"),
    octets<&Profile::sendBuffer, 1, 1'073'741'824>(
        "send_buffer", "how many unacknowledged and unsent octets send() takes before it blocks",
        "send() 阻塞之前最多接收多少未确认与未发送的字节"),
    octets<&Profile::receiveBuffer, 1, 1'073'725'440>(
        "receive_buffer",
        "room for text not yet read: the largest window offered (above 65535: window_scale)",
        "存放未读数据的空间，即最大的接收窗口（超过 65535 需要 window_scale）"),
    truth<&Profile::wholeSegmentBuffer>(
        "whole_segment_buffer",
        "once established, receive_buffer is rounded up to whole segments, as on "
        "FreeBSD",
        "连接建立后把 receive_buffer 向上取整为整数个报文段，如 FreeBSD"),
    truth<&Profile::windowFollowsBuffer>(
        "window_follows_buffer", "an ACK offers whatever room there is, a small growth too, as on FreeBSD",
        "ACK 总是通告全部空闲空间，哪怕只增大一点，如 FreeBSD"),
    Knob{"option_order", KnobUnit::Word, readOptionOrder, writeOptionOrder,
         "the order of a SYN's options: linux (mss, sackOK, TS, wscale) or freebsd (mss, wscale, sackOK, TS)",
         "SYN 中选项的次序：linux（mss、sackOK、TS、wscale）或 freebsd（mss、wscale、sackOK、TS）"},
    Knob{"window_scale", KnobUnit::Count, readWindowScale, writeWindowScale,
         "the shift count of our window (RFC 7323), 0 … 14; \"off\": no such option",
         "本端窗口的移位数（RFC 7323），0 … 14；\"off\" 表示不带此选项"},
    truth<&Profile::timestamps>("timestamps", "the timestamps option, with PAWS (RFC 7323)",
                                "时间戳选项，以及 PAWS（RFC 7323）"),
    truth<&Profile::timestampsRequired>(
        "timestamps_required", "once agreed on, a segment without timestamps is dropped (RFC 7323 §3.2)",
        "协商了时间戳之后，丢弃不带时间戳的报文段（RFC 7323 §3.2）"),
    truth<&Profile::timestampAfterAck>(
        "timestamp_after_ack",
        "a segment's timestamp is kept only once its SEG.ACK has been found good, as on Linux",
        "确认号有效之后才记录报文段的时间戳，如 Linux"),
    truth<&Profile::timestampInReset>("timestamp_in_reset",
                                      "a RST that answers a segment carries a timestamp (RFC 7323 §3.2)",
                                      "应答报文段的 RST 也带时间戳（RFC 7323 §3.2）"),
    truth<&Profile::sack>("sack", "selective acknowledgment (RFC 2018)", "选择确认（RFC 2018）"),
    truth<&Profile::dsack>("dsack", "with SACK, duplicates are reported too (RFC 2883)",
                           "启用 SACK 时也报告重复收到的数据（RFC 2883）"),
    truth<&Profile::ecn>("ecn", "explicit congestion notification (RFC 3168)", "显式拥塞通知（RFC 3168）"),
    truth<&Profile::ecnWhenAsked>("ecn_when_asked", "ECN where the peer's SYN asks for it, without asking",
                                  "对方的 SYN 请求时才启用 ECN，自己不主动请求"),
    Knob{"congestion_control", KnobUnit::Word, readCongestionControl, writeCongestionControl,
         "none, tahoe, reno, newreno or cubic", "none、tahoe、reno、newreno 或 cubic"},
    segments<&Profile::initialWindow, 1, 1000>(
        "initial_window", "the congestion window at the start (RFC 6928: 10, at most 14600 octets)",
        "起始的拥塞窗口（RFC 6928：10，最多 14600 字节）"),
    segmentsOrOff<&Profile::abcLimit, 0, 1000>(
        "abc_limit",
        "appropriate byte counting (RFC 3465): most segments that one ACK adds in slow start; \"off\": ACKs "
        "are counted",
        "按字节计数（RFC 3465）：慢开始时一个 ACK 最多增加的报文段数；\"off\" 表示按 ACK 个数计"),
    truth<&Profile::restartAfterIdle>(
        "restart_after_idle", "after an idle RTO cwnd falls back to the initial window (RFC 5681 §4.1)",
        "空闲超过一个 RTO 后，拥塞窗口退回起始值（RFC 5681 §4.1）"),
    truth<&Profile::growsOnlyWhenLimited>("grows_only_when_limited",
                                          "cwnd does not grow while it is not the limit, as on Linux",
                                          "拥塞窗口不是限制因素时不增长，如 Linux"),
    truth<&Profile::thresholdFromCwnd>("threshold_from_cwnd",
                                       "a loss sets ssthresh from cwnd instead of FlightSize, as on Linux",
                                       "丢失时按拥塞窗口而不是 FlightSize 设定门限，如 Linux"),
    truth<&Profile::fastRetransmit>("fast_retransmit",
                                    "three duplicate ACKs repeat a segment (RFC 5681 §3.2)",
                                    "三个重复确认就重传（RFC 5681 §3.2）"),
    truth<&Profile::limitedTransmit>("limited_transmit",
                                     "the first two duplicate ACKs each let a new segment go (RFC 3042)",
                                     "头两个重复确认各允许发出一个新报文段（RFC 3042）"),
    truth<&Profile::proportionalReduction>(
        "proportional_reduction", "in recovery cwnd shrinks evenly with what arrives (PRR, RFC 9937)",
        "恢复期间拥塞窗口随送达量按比例缩小（PRR，RFC 9937）"),
    truth<&Profile::rack>("rack", "with SACK, time tells what is lost (RACK, RFC 8985)",
                          "启用 SACK 时按时间判断丢失（RACK，RFC 8985）"),
    truth<&Profile::tailLossProbe>("tail_loss_probe",
                                   "with SACK, a probe asks after the last segment (RFC 8985 §7)",
                                   "启用 SACK 时用探测报文段发现尾部丢失（RFC 8985 §7）"),
    truth<&Profile::fRto>(
        "f_rto", "after a time-out, what the next ACKs say decides whether it was spurious (RFC 5682)",
        "超时之后由随后的 ACK 判断它是否虚假（RFC 5682）"),
    truth<&Profile::undo>("undo", "cwnd is given back when a retransmission turns out to have been needless",
                          "重传被证明多余时，恢复拥塞窗口"),
    truth<&Profile::keepsSackOnRto>(
        "keeps_sack_on_rto", "what was SACKed stays so after a time-out (RFC 2018 §8 says it should not)",
        "超时之后保留 SACK 信息（RFC 2018 §8 建议清除）"),
    truth<&Profile::nagle>("nagle",
                           "Nagle's algorithm: a small segment waits while anything is unacknowledged",
                           "Nagle 算法：还有未确认的数据时，小报文段先等待"),
    truth<&Profile::nagleMinshall>(
        "nagle_minshall",
        "Nagle as Minshall has it: a small segment waits for another small one alone, as on Linux",
        "Minshall 对 Nagle 的修改：小报文段只等待另一个小报文段，如 Linux"),
    truth<&Profile::halfWindowSegments>(
        "half_window_segments", "no segment is larger than half the peer's first window, as Linux begins",
        "报文段不超过对方最初窗口的一半，如 Linux 开始时那样"),
    truth<&Profile::repacksOnRetransmit>("repacks_on_retransmit",
                                         "small segments are joined when they are sent again, as on Linux",
                                         "重传时把相邻的小报文段合并，如 Linux"),
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
    timeOrOff<&Profile::rtoSlop, aDay>("rto_slop", "added to every computed RTO, as on FreeBSD",
                                       "加到每个算出的 RTO 上，如 FreeBSD"),
    truth<&Profile::rttFromSendTimes>(
        "rtt_from_send_times", "each ACK measures a round trip by when what it covers was sent, as on Linux",
        "每个 ACK 都按所确认数据的发送时刻测量往返时间，如 Linux"),
    truth<&Profile::minRtoFloorsVariance>("min_rto_floors_variance",
                                          "RTO = SRTT + max(min_rto, 4·RTTVAR), as Linux does",
                                          "像 Linux 那样计算：RTO = SRTT + max(min_rto, 4·RTTVAR)"),
    count<&Profile::r1, 0, 1000>("r1", "retransmissions before the path is suspected (RFC 9293 §3.8.3)",
                                 "重传多少次后怀疑路径有问题（RFC 9293 §3.8.3）"),
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
        "retransmissions of a SYN, ACK before it is forgotten; 0: syn_timeout alone decides",
        "SYN, ACK 重传多少次后放弃；0：只由 syn_timeout 决定"),
    timeOrOff<&Profile::userTimeout, aDay>("user_timeout",
                                           "how long text or FIN may stay unacknowledged before ETIMEDOUT",
                                           "数据或 FIN 多久得不到确认就以 ETIMEDOUT 结束"),
    timeOrOff<&Profile::synTimeout, aDay>("syn_timeout", "the same for SYN and SYN, ACK",
                                          "SYN 与 SYN, ACK 多久得不到确认就放弃"),
    Knob{"time_wait", KnobUnit::Time, readTimeWait, writeTimeWait,
         "how long TIME-WAIT lasts; \"2 msl\": twice the network's MSL",
         "TIME-WAIT 持续多久；\"2 msl\" 表示网络 MSL 的两倍"},
    timeOrOff<&Profile::finWait2Timeout, aDay>("fin_wait_2_timeout",
                                               "how long FIN-WAIT-2 lasts once the application has closed",
                                               "应用程序关闭之后 FIN-WAIT-2 最多持续多久"),
    truth<&Profile::resetOnUnreadClose>(
        "reset_on_unread_close", "close() with unread data, and data after close(), are answered with RST",
        "关闭时还有未读数据，或关闭之后又有数据到达，就发送 RST"),
    truth<&Profile::resetOnShutData>(
        "reset_on_shut_data",
        "in FIN-WAIT, data after shutdown() of both directions is answered with RST, as on Linux",
        "在 FIN-WAIT 中，双向 shutdown() 之后又有数据到达就发送 RST，如 Linux"),
    truth<&Profile::resetOnLateData>("reset_on_late_data",
                                     "data after close() is answered with RST; close() itself sends FIN",
                                     "关闭之后又有数据到达就发送 RST；关闭本身仍发送 FIN"),
    truth<&Profile::timeWaitAcceptsSyn>(
        "time_wait_accepts_syn", "a SYN above the old sequence numbers reopens a connection in TIME-WAIT",
        "序号高于旧连接的 SYN 可以重新打开处于 TIME-WAIT 的连接"),
    truth<&Profile::timeWaitByTimestamps>("time_wait_by_timestamps",
                                          "a SYN with a later timestamp reopens it as well (RFC 6191)",
                                          "时间戳更新的 SYN 也可以重新打开它（RFC 6191）"),
    truth<&Profile::timeWaitIgnoresReset>("time_wait_ignores_reset", "RFC 1337: no RST ends TIME-WAIT",
                                          "RFC 1337：RST 不能结束 TIME-WAIT"),
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
    truth<&Profile::windowByAck>(
        "window_by_ack",
        "an ACK of something new brings its window whatever its sequence number, as on Linux",
        "确认了新数据的 ACK 总是更新窗口，不论其序号，如 Linux"),
    truth<&Profile::abortCarriesAck>("abort_carries_ack", "abort() sends RST,ACK instead of a bare RST",
                                     "abort() 发送 RST,ACK，而不是单独的 RST"),
    truth<&Profile::resetKeepsData>("reset_keeps_data", "what had arrived can still be read after a reset",
                                    "收到复位之后，先前到达的数据仍可读取"),
    truth<&Profile::resetInCloseWaitIsPipe>("reset_in_close_wait_is_pipe",
                                            "a reset in CLOSE-WAIT is reported as EPIPE, not ECONNRESET",
                                            "在 CLOSE-WAIT 收到复位时报告 EPIPE，而不是 ECONNRESET"),
    truth<&Profile::repeatSynAck>("repeat_syn_ack", "a repeated SYN in SYN-RECEIVED draws the SYN, ACK again",
                                  "在 SYN-RECEIVED 收到重复的 SYN 时，再发一次 SYN, ACK"),
    truth<&Profile::establishOnSynAck>(
        "establish_on_syn_ack", "a SYN, ACK in SYN-RECEIVED establishes the connection, as in Figure 7",
        "在 SYN-RECEIVED 收到 SYN, ACK 就进入 ESTABLISHED，如图 7 所示"),
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
    truth<&Profile::keepAlive>("keep_alive", "idle connections are probed (RFC 9293 §3.8.4; SO_KEEPALIVE)",
                               "探测空闲的连接（RFC 9293 §3.8.4；SO_KEEPALIVE）"),
    time<&Profile::keepAliveIdle>("keep_alive_idle", "silence before the first keep-alive probe",
                                  "空闲多久后发出第一个保活探测"),
    time<&Profile::keepAliveInterval>("keep_alive_interval", "from one unanswered probe to the next",
                                      "未获回应时，两次保活探测之间的间隔"),
    count<&Profile::keepAliveProbes, 1, 1000>("keep_alive_probes", "unanswered probes before ETIMEDOUT",
                                              "多少次保活探测无回应后以 ETIMEDOUT 结束"),
    timeOrOff<&Profile::quietTime, aDay>("quiet_time", "silence after a boot, until old segments have died",
                                         "主机启动之后保持安静的时间，等旧报文段消亡"),
    // Rules that can be taken out.
    truth<&Profile::threeWayHandshake>(
        "three_way_handshake",
        "false takes a rule out: a passive open is ESTABLISHED as soon as it has answered the SYN (RFC 9293 "
        "§3.5)",
        "false 去掉一条规则：被动打开的一方一应答 SYN 就进入 ESTABLISHED（RFC 9293 §3.5）"),
    truth<&Profile::clockDrivenIsn>(
        "clock_driven_isn",
        "false takes a rule out: every connection begins with the same ISN, the first of isn (RFC 9293 "
        "§3.4.1)",
        "false 去掉一条规则：每条连接的初始序号都相同，取 isn 的第一个（RFC 9293 §3.4.1）"),
    truth<&Profile::acceptabilityTest>(
        "acceptability_test",
        "false takes a rule out: whatever arrives is taken to begin at RCV.NXT (RFC 9293 §3.10.7.4, first)",
        "false 去掉一条规则：把到达的报文段一律当作从 RCV.NXT 开始（RFC 9293 §3.10.7.4 第一步）"),
    truth<&Profile::retransmission>(
        "retransmission", "false takes a rule out: what is lost is not sent again (RFC 9293 §3.8.1)",
        "false 去掉一条规则：丢失的报文段不再重传（RFC 9293 §3.8.1）"),
    truth<&Profile::exactReset>(
        "exact_reset", "false takes a rule out: a RST anywhere in the window is believed (RFC 5961 §3.2)",
        "false 去掉一条规则：只要 RST 落在窗口之内就相信（RFC 5961 §3.2）"),
    truth<&Profile::karn>(
        "karn", "false takes a rule out: the ACK of a retransmission measures a round trip too (RFC 6298 §3)",
        "false 去掉一条规则：重传的报文段得到的 ACK 也用来测量往返时间（RFC 6298 §3，Karn 算法）"),
};

} // namespace

const char* nameOf(KnobUnit unit)
{
    constexpr std::array names{"octets", "segments", "time", "count", "true or false", "word"};
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
