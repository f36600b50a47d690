/// What one end of a connection sends, over time: the numbers of its segments and of the ACKs that come back, and what
/// congestion control and timers make of it. Free of widgets.
#pragma once
#include "app/plots/series.h"
#include "core/trace/trace.h"

#include <vector>

namespace tcplab {

class Flow {
public:
    /// A segment that took up sequence numbers, counted from the ISN without wrapping.
    struct Sent {
        Instant at{};
        std::int64_t from = 0;
        std::int64_t to = 0;
        SegmentId segment = 0;
        bool again = false; ///< a retransmission
        bool syn = false;
        bool fin = false;
        bool push = false;
        bool probe = false; ///< of a closed window: it lies beyond it
        bool urgent = false;
        bool cwr = false; ///< it tells that it has slowed down (RFC 3168 §6.1.2); a SYN's says something else
        friend bool operator==(const Sent&, const Sent&) = default;
    };
    struct Sacked {
        Instant at{};
        std::int64_t from = 0;
        std::int64_t to = 0;
        friend bool operator==(const Sacked&, const Sacked&) = default;
    };

    /// Something at one instant that belongs to one number.
    struct Mark {
        Instant at{};
        std::int64_t place = 0;
        SegmentId segment = 0;
        std::uint32_t count = 0; ///< of duplicate ACKs: the how manieth in a row
        friend bool operator==(const Mark&, const Mark&) = default;
    };
    using Marks = ChunkedList<Mark>; ///< by time

    /// Another connection: everything is read anew with the next update.
    void choose(Side sender, ConnectionId conn);
    Side sender() const { return m_sender; }
    ConnectionId connection() const { return m_conn; }
    /// Reads what the trace has beyond what is known, so many records at most; true: that was all. After a change of the
    /// past, forget() first.
    bool update(const Trace& trace, std::uint32_t most = 0xffffffff);
    void forget();
    std::uint32_t recordsRead() const { return m_known; }

    ChunkedList<Sent> sent;           ///< by time
    Series sentFrom, sentTo;          ///< of the same, for extents
    ChunkedList<std::uint32_t> again; ///< places of retransmissions in `sent`
    ChunkedList<Sacked> sacked;       ///< blocks that arrived, as they came
    Marks dupAcks;                    ///< ACKs that arrived again (RFC 5681 §2; with SACK, RFC 6675 §2)
    Marks sameEdge;                   ///< ACKs that left the window's edge where it was
    Marks zeroWindows;                ///< ACKs that closed the window, or told that it still is
    Marks outOfOrder;                 ///< arrivals of what a later segment has overtaken
    Marks doubled;                    ///< arrivals of what the wire has doubled
    Marks echoes;                     ///< ACKs that tell of congestion met on the way (RFC 3168 §6.1.3)
    Marks resetsOut, resetsIn;        ///< sent, arrived
    Marks lost;                       ///< what took up numbers and did not arrive, when it was lost
    std::uint32_t probes = 0, slowed = 0, urgent = 0; ///< of what was sent
    Series acked;                                     ///< SND.UNA
    Series edge;                                      ///< SND.UNA+SND.WND: the right edge of the window
    Series cwnd, ssthresh;                            ///< octets
    Series rtt, srtt, rto;                            ///< ns
    Series inFlight, window;                          ///< SND.NXT − SND.UNA, SND.WND
    Instant last{}; ///< the last segment sent by either end, or arrived here

private:
    void readSend(const Trace& trace, const Record& record);
    void readDeliver(const Trace& trace, const Record& record);
    void readArrival(const Record& record, const SegmentHistory& history);
    bool isDuplicateAck(const Segment& seg, std::int64_t ack, std::int64_t octets);
    bool takeSack(const Segment& seg);
    std::int64_t placeOf(SeqNum number) const;
    std::int64_t windowOf(const Trace& trace, const SegmentHistory& segment);

    Side m_sender = Side::Client;
    ConnectionId m_conn = 0;
    std::uint32_t m_known = 0;   ///< records read
    ConnectionId m_peerConn = 0; ///< of what arrived last; 0: nothing has
    bool m_started = false;
    SeqNum m_nxt{};
    std::int64_t m_nxtPlace = 0;
    std::int64_t m_una = 0;
    /// By which the windows that arrive are shifted; nothing: not looked up since the last SYN.
    std::optional<std::uint8_t> m_shift;
    std::int64_t m_window = 0;   ///< as last told, octets
    std::int64_t m_arrived = 0;  ///< the highest number that has arrived
    std::uint32_t m_dupAcks = 0; ///< in a row
    bool m_sackOffered = false;  ///< by this side's SYN
    bool m_sackAgreed = false;
    std::vector<Sacked> m_board; ///< what has been SACKed beyond SND.UNA, joined, by number
};

} // namespace tcplab
