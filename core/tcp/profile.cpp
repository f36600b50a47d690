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

    p.timestamps = true;
    p.timestampsRequired = false;
    p.sack = true;

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
    p.timeWaitAcceptsSyn = true;
    p.timeWaitByTimestamps = true;

    p.challengeAckLimit = 1; // tcp_invalid_ratelimit: one in 500 ms
    p.challengeAckInterval = milliseconds(500);
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

Profile profileNamed(ProfileName name)
{
    return name == ProfileName::Rfc9293 ? rfc9293Profile() : linuxProfile();
}

} // namespace tcplab
