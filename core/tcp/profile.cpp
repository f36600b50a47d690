#include "core/tcp/profile.h"

namespace tcplab {

Profile rfc9293Profile() { return {}; }

Profile linuxProfile()
{
    Profile p;
    p.name = ProfileName::Linux;

    p.sendBuffer = 2 * 1024 * 1024; // tcp_wmem after auto-tuning has had its way
    p.receiveBuffer = 64240;        // 44 · 1460: the window of a SYN without scaling
    p.windowScale = 7;
    p.nagleMinshall = true;       // tcp_minshall_check()
    p.halfWindowSegments = true;  // tcp_bound_to_half_wnd()
    p.repacksOnRetransmit = true; // tcp_retrans_collapse

    p.timestamps = true;
    p.timestampAfterAck = true; // FLAG_UPDATE_TS_RECENT
    p.timestampInReset = false; // tcp_v4_send_reset()
    p.timestampsRequired = false;
    p.sack = true;
    p.ecnWhenAsked = true; // tcp_ecn 2

    p.congestionControl = CongestionAlgorithm::Cubic;
    p.abcLimit = 1000;             // octets are counted, without a limit
    p.growsOnlyWhenLimited = true; // tcp_is_cwnd_limited
    p.thresholdFromCwnd = true;
    p.proportionalReduction = true;
    p.rack = true;
    p.tailLossProbe = true;
    p.fRto = true;
    p.undo = true;
    p.keepsSackOnRto = true;

    p.delayedAck = milliseconds(40); // TCP_DELACK_MIN
    p.quickAcks = 16;                // TCP_MAX_QUICKACKS

    p.rttFromSendTimes = true;
    p.minRto = milliseconds(200); // TCP_RTO_MIN, under the variance term alone
    p.minRtoFloorsVariance = true;
    p.maxRto = seconds(120);    // TCP_RTO_MAX
    p.retries = 15;             // tcp_retries2
    p.synRetries = 10;          // tcp_syn_retries 6, after tcp_syn_linear_timeouts
    p.synLinearTimeouts = 4;    // since Linux 6.5
    p.synAckRetries = 5;        // tcp_synack_retries
    p.userTimeout = seconds(0); // TCP_USER_TIMEOUT is off: counting decides
    p.synTimeout = seconds(0);

    p.timeWait = seconds(60);        // TCP_TIMEWAIT_LEN, a constant of the kernel
    p.finWait2Timeout = seconds(60); // tcp_fin_timeout
    p.resetOnUnreadClose = true;
    p.resetOnShutData = true; // tcp_rcv_state_process(): TCPAbortOnData
    p.timeWaitAcceptsSyn = true;
    p.timeWaitByTimestamps = true;

    p.challengeAckLimit = 1; // tcp_invalid_ratelimit: one in 500 ms
    p.challengeAckInterval = milliseconds(500);
    p.windowByAck = true; // tcp_may_update_window()
    p.abortCarriesAck = true;
    p.resetKeepsData = true;
    p.resetInCloseWaitIsPipe = true;

    p.repeatSynAck = true;
    p.establishOnSynAck = true;
    p.backlogPlusOne = true;
    p.backlog = 4096;  // SOMAXCONN
    p.synQueue = 4096; // tcp_max_syn_backlog on a machine with memory

    p.probeCarriesOctet = false;
    return p;
}

Profile freebsdProfile()
{
    Profile p;
    p.name = ProfileName::FreeBsd;

    p.sendBuffer = 32768;    // net.inet.tcp.sendspace
    p.receiveBuffer = 65536; // net.inet.tcp.recvspace
    p.windowScale = 6;       // of kern.ipc.maxsockbuf, 2 MB
    p.wholeSegmentBuffer = true;
    p.windowFollowsBuffer = true;

    p.optionOrder = OptionOrder::FreeBsd;
    p.timestamps = true; // net.inet.tcp.rfc1323
    p.sack = true;
    p.ecnWhenAsked = true; // net.inet.tcp.ecn.enable 2

    p.congestionControl = CongestionAlgorithm::Cubic;
    p.abcLimit = 2;                 // net.inet.tcp.abc_l_var
    p.growsOnlyWhenLimited = true;  // cc_ack_received: CCF_CWND_LIMITED
    p.proportionalReduction = true; // net.inet.tcp.do_prr

    p.delayedAck = milliseconds(40); // net.inet.tcp.delacktime

    p.initialRto = seconds(1);     // net.inet.tcp.rexmit_initial
    p.minRto = milliseconds(30);   // net.inet.tcp.rexmit_min
    p.rtoSlop = milliseconds(200); // net.inet.tcp.rexmit_slop
    p.maxRto = seconds(64);        // TCPTV_REXMTMAX
    p.retries = 12;                // TCP_MAXRXTSHIFT
    p.synAckRetries = 3;           // net.inet.tcp.syncache.rexmtlimit
    p.userTimeout = seconds(0);    // counting decides
    p.synTimeout = seconds(75);    // net.inet.tcp.keepinit

    p.timeWait = seconds(60);         // 2 · net.inet.tcp.msl
    p.finWait2Timeout = seconds(600); // TP_MAXIDLE: keepcnt · keepintvl
    p.resetOnLateData = true;
    p.timeWaitAcceptsSyn = true;
    p.timeWaitIgnoresReset = true; // tcp_twcheck drops it

    p.challengeAckLimit = 5; // net.inet.tcp.ack_war_cnt
    p.challengeAckInterval = seconds(1);
    p.abortCarriesAck = true;
    p.resetKeepsData = true; // soreceive() hands out what is there before so_error

    p.repeatSynAck = true;
    p.establishOnSynAck = true;
    p.synQueue = 15375; // net.inet.tcp.syncache.cachelimit

    p.keepAlive = true; // net.inet.tcp.always_keepalive
    p.keepAliveProbes = 8;
    return p;
}

Profile profileNamed(ProfileName name)
{
    switch (name) {
    case ProfileName::Rfc9293: break;
    case ProfileName::Linux: return linuxProfile();
    case ProfileName::FreeBsd: return freebsdProfile();
    }
    return rfc9293Profile();
}

} // namespace tcplab
